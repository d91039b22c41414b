"""The experiments: what departs from the paper, and a panel that stays true."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from engine.remarks import departures
from engine.scenario import find_scenario
from engine.switches import PAPER
from gui.appearance import Appearance
from gui.experiments.panel import ExperimentsPanel
from gui.experiments.switch_row import SwitchRow
from gui.i18n import Languages
from tests.gui.experiments_help import (
    SWITCHES,
    Opener,
    bits,
    check,
    chosen,
    document_of,
    find,
    opener,
    press,
    row,
)


@pytest.fixture
def experiments(qtbot: QtBot, appearance: Appearance) -> Opener:
    return opener(qtbot, appearance)


# -- the paper -------------------------------------------------------------------------------------


def marked(panel: ExperimentsPanel) -> dict[str, str]:
    marks = {s.field: find(panel, QLabel, f"{row_name(panel, s.field)}Mark") for s in SWITCHES}
    return {field: mark.text() for field, mark in marks.items() if mark.isVisible()}


def row_name(panel: ExperimentsPanel, field: str) -> str:
    return row(panel, field).objectName().removesuffix("Switch")


def test_departures_from_the_paper_are_marked(experiments: Opener) -> None:
    panel = experiments("worked-example")
    assert marked(panel) == {"positions": "the paper: added", "divisor": "the paper: √d_k"}
    press(panel, "softmaxAxisColumnButton")
    assert marked(panel)["softmax_axis"] == "the paper: rows"
    document_of(panel).undo()
    assert "softmax_axis" not in marked(panel)


def test_back_to_the_paper_is_one_step(experiments: Opener) -> None:
    panel = experiments("worked-block")
    document = document_of(panel)
    document.switch(blocks=2)
    document.edit_cells("block_2.divisor", {(0, 0): 7})
    for button in (
        "biasesOnButton", "softmaxAxisColumnButton", "readingCutButton", "residualOffButton",
        "normFirstPreButton", "normAxisMatrixButton", "normDivisorNothingButton",
        "activationGeluButton", "outputProjectionOffButton",
    ):  # fmt: skip
        press(panel, button)
    kinds = {departure.kind for departure in departures(document.config, document.evaluator)}
    assert set(marked(panel)) == kinds
    before, count = bits(document), document.undo_stack.count()
    press(panel, "backToPaperButton")
    assert departures(document.config, document.evaluator) == []
    assert marked(panel) == {}
    assert not find(panel, QPushButton, "backToPaperButton").isEnabled()
    assert document.undo_stack.count() == count + 1
    check(document)
    document.undo()
    assert bits(document) == before


# -- staying true ----------------------------------------------------------------------------------


def test_another_example_shows_its_own_switches(experiments: Opener) -> None:
    panel = experiments("worked-example")
    document_of(panel).open(find_scenario("causal"))
    assert chosen(panel, "mask") == ["causal"]
    document_of(panel).open(find_scenario("worked-block"))
    assert chosen(panel, "mask") == ["none"]
    assert chosen(panel, "extent") == ["block"]
    assert row(panel, "reading").isEnabled()


def test_what_changed_while_it_was_hidden_shows_when_it_comes_back(experiments: Opener) -> None:
    panel = experiments("worked-example")
    panel.hide()
    document_of(panel).switch(mask="causal")
    panel.show()
    assert chosen(panel, "mask") == ["causal"]


def test_arrow_keys_and_space_turn_a_switch(experiments: Opener) -> None:
    panel = experiments("worked-example")
    none = find(panel, QPushButton, "maskNoneButton")
    none.setFocus()
    QTest.keyClick(none, Qt.Key.Key_Right)
    assert document_of(panel).config.mask == "causal"
    rows = find(panel, QPushButton, "softmaxAxisColumnButton")
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Space)
    assert document_of(panel).config.softmax_axis == "column"


def test_undo_of_the_document_from_a_line_where_nothing_is_typed(experiments: Opener) -> None:
    panel = experiments("worked-example")
    edit = find(panel, QLineEdit, "divisorEdit")
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_Return)  # nothing typed: nothing asked
    assert document_of(panel).undo_stack.count() == 0
    assert not edit.isUndoAvailable()


def test_what_the_lesson_hides_can_be_shown_from_here(experiments: Opener) -> None:
    panel = experiments("worked-example")
    button = find(panel, QPushButton, "showAllButton")
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert document_of(panel).cursor.at_end
    assert not button.isVisible()


def test_texts_follow_the_language(experiments: Opener) -> None:
    panel = experiments("worked-block")
    english = {s.field: row(panel, s.field).accessibleName() for s in SWITCHES}
    assert english == {s.field: s.title for s in SWITCHES}
    languages = Languages()
    languages.use("zh")
    try:
        QCoreApplication.processEvents()
        for switch in SWITCHES:
            name = row(panel, switch.field).accessibleName()
            assert re.search(r"[\u4e00-\u9fff]", name), switch.field
            assert name == QCoreApplication.translate("experiments", switch.title)
    finally:
        languages.use("en")


@pytest.mark.parametrize("scenario", ["worked-example", "worked-block", "relatives"])
def test_the_narrowest_panel_holds_every_row(experiments: Opener, scenario: str) -> None:
    panel = experiments(scenario)
    for switch_row in panel.findChildren(SwitchRow):
        field = switch_row.switch.field
        if field in {*PAPER, "divisor"}:
            paper = switch_row.label_of(PAPER.get(field, "root"))
            switch_row.show_mark(f"the paper: {paper}")
        assert switch_row.minimumSizeHint().width() <= switch_row.width(), switch_row.objectName()

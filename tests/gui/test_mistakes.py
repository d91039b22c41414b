"""The mistakes worth making in the window: predict, set up, look, take back; each one undo step."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from engine.mistakes import MISTAKES, keep
from engine.ops import Array
from engine.scenario import find_scenario
from gui.appearance import Appearance
from gui.main_window import MainWindow
from gui.mistakes.catalogue import TEXTS
from gui.mistakes.panel import MistakesPanel
from tests.gui.mistakes_help import (
    KEYS,
    PLACEHOLDER,
    bits,
    button,
    each,
    find,
    findings,
    go_to,
    panel_in,
    press,
    settle,
    shown_panel,
    text,
)


@pytest.fixture
def panel(qtbot: QtBot, appearance: Appearance) -> MistakesPanel:
    return shown_panel(qtbot, appearance)


@pytest.fixture
def in_window(window: MainWindow) -> MistakesPanel:
    return panel_in(window)


# -- going about -----------------------------------------------------------------------------------


def test_the_key_opens_the_list_and_closes_it(window: MainWindow, in_window: MistakesPanel) -> None:
    panel = in_window
    assert window.panel.face == "mistakes"
    assert window.actions_["mistakes"].shortcut().toString() == "Shift+F8"
    assert panel.shows_list
    assert window.actions_["mistakes"].isChecked()
    assert not window.actions_["experiments"].isChecked()
    assert panel.entries["reorder-words"].hasFocus()
    QTest.keyClick(panel.entries["reorder-words"], Qt.Key.Key_Down)
    assert panel.entries["copy-w-q"].hasFocus()
    QTest.keyClick(panel.entries["copy-w-q"], Qt.Key.Key_Space)
    assert not panel.shows_list
    assert text(panel, "mistakeTitle") == "One matrix for queries and keys"
    assert text(panel, "mistakeNumber") == "2 of 14"
    window.actions_["mistakes"].trigger()
    assert window.panel.face == "lesson"
    assert not window.actions_["mistakes"].isChecked()


def test_the_experiments_lead_there(window: MainWindow) -> None:
    window.faces.toggle("experiments")
    settle()
    assert window.panel.experiments is not None
    press(window.panel.experiments, "openMistakesButton")
    assert window.panel.face == "mistakes"
    assert not window.actions_["experiments"].isChecked()
    window.faces.toggle("experiments")
    assert window.panel.face == "experiments"
    assert not window.actions_["mistakes"].isChecked()


def test_next_goes_through_all_and_round(panel: MistakesPanel) -> None:
    go_to(panel, KEYS[0])
    seen = []
    for _ in MISTAKES:
        seen.append(text(panel, "mistakeTitle"))
        press(panel, "nextMistakeButton")
    assert seen == [TEXTS[key].title for key in KEYS]
    assert text(panel, "mistakeTitle") == seen[0]


def test_a_narrow_window_shows_the_page_beside_the_diagram(
    window: MainWindow, in_window: MistakesPanel
) -> None:
    panel = in_window
    window.resize(1024, 700)
    settle()
    assert window.panel.isVisible()
    assert window.diagram.width() > 600
    for mistake in MISTAKES:
        panel.show_mistake(mistake)
        panel.session.make(mistake)
        settle()
        page = panel.page
        inner = page._scroll.widget()
        assert inner is not None
        assert inner.width() <= page._scroll.viewport().width()
        for label in inner.findChildren(QLabel):
            if label.isVisible() and not label.text().startswith("<"):
                assert label.height() >= label.heightForWidth(label.width()) - 1, label.text()
        for choice in page.choices:
            if choice.isVisible():
                assert choice.sizeHint().width() <= choice.width(), choice.text()
        for found in inner.findChildren(QAbstractButton):
            if found.isVisible():
                assert found.geometry().right() <= inner.width(), found.text()
        panel.session.take_back()
    window.toggle_panel()
    assert window.panel.face == "lesson"


# -- making a mistake ------------------------------------------------------------------------------


@each
def test_a_mistake_is_one_undo_step_and_gives_back_every_bit(
    panel: MistakesPanel, key: str
) -> None:
    mistake, document = find(key), panel.session.document
    go_to(panel, key)
    fits = panel.session.fits(mistake)
    said = text(panel, "mistakeExample")
    assert said.startswith("In the open example" if fits else "Opens the example")
    assert text(panel, "mistakeVerdict") == ""
    assert findings(panel) == []
    question = text(panel, "mistakeQuestion")
    assert not PLACEHOLDER.search(question)
    if not fits:
        before = {n: m.tobytes() for n, m in example(mistake.scenario).items()}
    else:
        before = bits(document)
    press(panel, "makeMistakeButton")
    assert document.scenario.name == ("worked-example" if fits else mistake.scenario)
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == f"Make: {TEXTS[key].title}"
    assert bits(document) != before
    assert text(panel, "mistakeQuestion") == question  # what was asked stands
    assert text(panel, "mistakeVerdict") == "No prediction was made"
    assert 2 <= len(findings(panel)) <= 3
    assert "ended" not in "".join(findings(panel))
    assert text(panel, "mistakeLook") == TEXTS[key].look
    assert all(mask.all() for mask in document.visible().values())
    made = panel.session.made
    assert made is not None
    for number, place in enumerate(made.outcome.places, start=1):
        press(panel, f"mistakePlace{number}")
        assert (document.node, document.cell) == place
        where = document.cell_name(*place) if place.cell is not None else place.node
        assert button(panel, f"mistakePlace{number}").text() == f"Show {where}"
    after = bits(document)
    press(panel, "takeBackButton")
    assert bits(document) == before
    assert document.undo_stack.index() == 0
    assert not document.modified
    assert text(panel, "mistakeVerdict") == ""
    document.redo()
    settle()
    assert bits(document) == after
    assert text(panel, "mistakeVerdict")


def example(name: str) -> dict[str, Array]:
    return find_scenario(name).state().evaluator().values()


@each
@pytest.mark.parametrize("right", [True, False])
def test_a_prediction_is_judged_by_the_numbers(panel: MistakesPanel, key: str, right: bool) -> None:
    mistake = find(key)
    state = find_scenario(mistake.scenario).state()
    before = state.evaluator()
    answer = mistake.look(keep(before), mistake.set_up(state, before).evaluator()).answer
    guess = next(choice for choice in mistake.choices if (choice == answer) == right)
    go_to(panel, key)
    chosen = panel.page.choices[mistake.choices.index(guess)]
    chosen.click()
    said = chosen.said
    press(panel, "makeMistakeButton")
    verdict = text(panel, "mistakeVerdict")
    assert verdict.endswith("As predicted" if right else "Not as predicted")
    assert verdict.startswith("✓" if right else "✗")
    it_is = panel.page.choices[mistake.choices.index(answer)].said
    assert text(panel, "mistakeSaid") == f"You said: {said}. It is: {it_is}."
    assert chosen.isChecked()
    assert chosen.focusPolicy() == Qt.FocusPolicy.NoFocus  # it stands
    press(panel, "takeBackButton")
    press(panel, "allMistakesButton")
    entry = panel.entries[key]
    assert entry.state.text() == ("✓" if right else "✗")
    assert ("Predicted right" in entry.accessibleName()) == right


def test_nothing_of_the_answer_is_said_before(panel: MistakesPanel) -> None:
    for mistake in MISTAKES:
        go_to(panel, mistake.key)
        page = panel.page
        shown = [w for w in page.findChildren(QLabel) if w.isVisible()]
        told = " ".join(w.text() for w in shown)
        assert TEXTS[mistake.key].look not in told
        assert not page._after.isVisible()
        assert not any(choice.isChecked() for choice in page.choices)


def test_the_numbers_follow_every_edit(panel: MistakesPanel) -> None:
    document = panel.session.document
    go_to(panel, "softmax-columns")
    press(panel, "makeMistakeButton")
    assert findings(panel)[0] == "The row of “love” sums to 2.331."
    document.edit_cells("X", {(1, 1): 0, (1, 3): 0})
    settle()
    scores = document.value("scores")
    columns = np.exp(scores - scores.max(axis=0))
    columns /= columns.sum(axis=0)
    assert findings(panel)[0] == f"The row of “love” sums to {columns[1].sum():.3f}."
    assert findings(panel)[2] == "Every column sums to 1."
    document.edit_cells("weights", {(0, 0): 0.75})
    settle()
    assert "Not every column sums to 1; one sums to" in findings(panel)[2]
    assert "An edit has ended" in findings(panel)[2]
    assert "and the changes made after it" in button(panel, "takeBackButton").toolTip()
    press(panel, "takeBackButton")
    assert bits(document) == {n: m.tobytes() for n, m in example("worked-example").items()}


def test_other_sizes_end_the_comparison_and_undo_brings_it_back(panel: MistakesPanel) -> None:
    go_to(panel, "copy-w-q")
    press(panel, "makeMistakeButton")
    shown = findings(panel)
    panel.session.document.resize("word", 5)
    settle()
    assert findings(panel) == []
    assert "other sizes" in text(panel, "mistakeLost")
    panel.session.document.undo()
    settle()
    assert findings(panel) == shown
    assert text(panel, "mistakeLost") == ""


def test_undo_by_its_key_asks_again(window: MainWindow, in_window: MistakesPanel) -> None:
    panel = in_window
    go_to(panel, "negate-w-q")
    press(panel, "makeMistakeButton")
    window.actions_["undo"].trigger()
    settle()
    assert text(panel, "mistakeVerdict") == ""
    assert button(panel, "makeMistakeButton").isVisible()
    window.actions_["redo"].trigger()
    settle()
    assert text(panel, "mistakeVerdict") == "No prediction was made"


def test_the_next_mistake_takes_the_last_one_back(panel: MistakesPanel) -> None:
    go_to(panel, "softmax-columns")
    press(panel, "makeMistakeButton")
    go_to(panel, "negate-w-q")
    assert text(panel, "mistakeExample") == (
        "Takes back “Softmax down the columns” first.\nIn the open example, as one undo step."
    )
    press(panel, "makeMistakeButton")
    assert panel.session.document.config.softmax_axis == "row"
    assert panel.session.document.undo_stack.count() == 1
    press(panel, "allMistakesButton")
    assert panel.entries["negate-w-q"].state.text() == "made"
    assert panel.entries["softmax-columns"].state.text() == ""


def test_work_of_ones_own_stays_under_the_next_mistake(panel: MistakesPanel) -> None:
    document = panel.session.document
    go_to(panel, "softmax-columns")
    press(panel, "makeMistakeButton")
    document.edit_cells("X", {(0, 0): 5.0})
    settle()
    go_to(panel, "reorder-words")
    assert "Takes back" not in text(panel, "mistakeExample")
    press(panel, "makeMistakeButton")
    assert document.undo_stack.count() == 3
    assert document.value("X")[2, 0] == 5
    assert document.config.softmax_axis == "column"

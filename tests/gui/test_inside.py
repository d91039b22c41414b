"""Standing inside a step: what is there, what is said, and the ways in, on, back and out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from engine.scenario import built_in, find_scenario
from gui.appearance import Appearance
from gui.document import Document
from gui.drawing.inside_text import inside_text
from gui.lesson.panel import LessonPanel
from gui.lesson.step_bar import StepBar
from gui.parts import cell_part

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
_KEPT: list[Document] = []


def at(scenario: str, step: str) -> Document:
    document = Document(find_scenario(scenario))
    _KEPT.append(document)
    document.go_to(document.lesson.find(step))
    return document


def test_a_score_is_written_term_by_term() -> None:
    document = at("worked-example", "score-cell")
    document.step_in()
    assert inside_text(document) == "Term 1 of 3 of scores[love, love]: 2 · 4 = 8."
    assert not document.is_shown("scores", (1, 1))
    assert document.marked == (cell_part("Q", (1, 0)), cell_part("K", (1, 0)))
    document.next_step()
    assert inside_text(document).endswith("2 · 4 = 8. So far: 8 + 8 = 16.")
    document.next_step()
    assert inside_text(document).endswith("2 · 0 = 0. So far: 8 + 8 + 0 = 16.")
    document.next_step()
    assert inside_text(document) == "scores[love, love] = 16."
    assert document.is_shown("scores", (1, 1))
    assert document.marked == ()
    document.next_step()
    assert not document.inside.on
    assert document.cursor.step.id == "score-row"


def test_back_leads_out_and_no_undo_step_is_made() -> None:
    document = at("worked-example", "keys")
    before = {name: mask.copy() for name, mask in document.visible().items()}
    document.step_in()
    document.next_step()
    document.previous_step()
    assert document.inside.index == 0
    document.previous_step()
    assert not document.inside.on
    assert document.cursor.step.id == "keys"
    assert all((document.visible()[name] == mask).all() for name, mask in before.items())
    assert document.undo_stack.count() == 0


def test_an_edit_inside_is_read_at_once() -> None:
    document = at("worked-example", "score-cell")
    document.step_in()
    document.edit_cells("Q", {(1, 0): 5.0})
    assert "5 · 4 = 20" in inside_text(document)
    document.switch(mask="causal")
    assert not document.inside.on


@pytest.mark.parametrize("name", [listing.name for listing in built_in()])
def test_every_step_can_be_gone_through(qtbot: QtBot, appearance: Appearance, name: str) -> None:
    document = Document(find_scenario(name))
    _KEPT.append(document)
    panel, entered = LessonPanel(document, appearance), 0
    qtbot.addWidget(panel)
    panel.resize(316, 600)
    for index in range(len(document.lesson.steps)):
        document.go_to(index)
        document.step_in()
        assert document.inside.on == document.has_inside()
        while document.inside.on and document.cursor.index == index:
            entered += 1
            assert inside_text(document)
            assert panel.findChild(QLabel, "insideText").text() == inside_text(document)
            document.next_step()
            if document.cursor.at_end and document.inside.index == document.inside.count - 1:
                break
        document.step_out()
    assert entered > 10


def test_vectors_stack_up(qtbot: QtBot, appearance: Appearance) -> None:
    document = at("worked-example", "mix-word")
    panel = LessonPanel(document, appearance)
    qtbot.addWidget(panel)
    panel.resize(316, 700)
    panel.show()
    stack = panel.findChild(QWidget, "stackView")
    assert stack is not None
    assert stack.isHidden()
    document.step_in()
    assert stack.isVisible()
    first = stack.grab().toImage()
    document.next_step()
    assert stack.grab().toImage() != first
    assert "So far: [" in inside_text(document)
    document.step_out()
    assert stack.isHidden()


def test_the_step_bar(qtbot: QtBot, appearance: Appearance) -> None:
    document = at("worked-example", "score-cell")
    bar = StepBar(document, appearance)
    qtbot.addWidget(bar)
    bar.resize(1200, 76)
    with qtbot.waitActive(bar):
        bar.show()
        bar.activateWindow()
    button = bar.findChild(QToolButton, "insideButton")
    counter = bar.findChild(QLabel, "stepCounter")
    following = bar.findChild(QPushButton, "nextButton")
    assert button is not None
    assert counter is not None
    assert following is not None
    assert button.isEnabled()
    QTest.keyClick(bar, Qt.Key.Key_Down)
    assert document.inside.on
    assert button.isChecked()
    assert counter.text() == "7 / 17 · 1/4"
    following.click()
    assert counter.text() == "7 / 17 · 2/4"
    QTest.keyClick(bar, Qt.Key.Key_Up)
    assert not document.inside.on
    assert counter.text() == "7 / 17"
    button.click()
    assert document.inside.on
    button.click()
    assert not document.inside.on
    document.first_step()
    assert not button.isEnabled()

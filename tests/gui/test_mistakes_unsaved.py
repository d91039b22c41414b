"""The mistakes worth making and work of one's own."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from engine.pipeline import requirements
from engine.scenario import find_scenario
from gui.appearance import Appearance
from gui.main_window import MainWindow
from gui.mistakes.panel import MistakesPanel
from tests.gui.mistakes_help import (
    bits,
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


@pytest.mark.parametrize("answer", ["Cancel", "Discard"])
def test_another_example_is_opened_after_asking(
    window: MainWindow, in_window: MistakesPanel, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    panel = in_window
    document = window.document
    document.edit_cells("X", {(0, 0): 7.0})
    before = bits(document)
    asked = []

    def question(*args: object) -> QMessageBox.StandardButton:
        asked.append(args[2])
        return QMessageBox.StandardButton[answer]

    monkeypatch.setattr(QMessageBox, "question", question)
    go_to(panel, "no-residual")
    press(panel, "makeMistakeButton")
    assert asked == ["Your changes to this example are not saved. Save them first?"]
    if answer == "Cancel":
        assert bits(document) == before
        assert document.scenario.name == "worked-example"
        assert text(panel, "mistakeVerdict") == ""
    else:
        assert document.scenario.name == "worked-block"
        assert text(panel, "mistakeVerdict") == "No prediction was made"


def test_what_does_not_fit_because_of_a_pin_opens_the_example_anew(
    window: MainWindow, in_window: MistakesPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = in_window
    discard = QMessageBox.StandardButton.Discard
    monkeypatch.setattr(QMessageBox, "question", lambda *args: discard)
    window.document.edit_cells("scores", {(0, 0): 7.0})
    go_to(panel, "softmax-columns")
    assert "Opens the example “I love tea”" in text(panel, "mistakeExample")
    press(panel, "makeMistakeButton")
    assert window.document.evaluator.all_overrides() == {}
    assert window.document.config.softmax_axis == "column"


def test_an_example_that_is_opened_ends_the_mistake(panel: MistakesPanel) -> None:
    go_to(panel, "softmax-columns")
    press(panel, "makeMistakeButton")
    panel.session.document.open(find_scenario("causal"))
    settle()
    assert panel.session.made is None
    assert text(panel, "mistakeVerdict") == ""


def test_what_is_too_large_is_refused_and_said(
    panel: MistakesPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(requirements, "MAX_NUMBERS", 24_000_000)  # the limit itself takes minutes
    document = panel.session.document
    document.open(find_scenario("paper-base"))
    document.undo_stack.clear()
    document.resize("blocks", 6)
    settle()
    before = document.config
    go_to(panel, "no-divisor")
    press(panel, "makeMistakeButton")
    assert "Choose smaller sizes." in text(panel, "mistakeRefusal")
    assert document.config == before
    assert text(panel, "mistakeVerdict") == ""

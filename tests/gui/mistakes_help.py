"""The panel of mistakes worth making, and pressing its buttons."""

from __future__ import annotations

import re

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from engine.mistakes import MISTAKES, Mistake
from engine.scenario import find_scenario
from gui.appearance import Appearance
from gui.document import Document
from gui.main_window import MainWindow
from gui.mistakes.panel import MistakesPanel

KEYS = [mistake.key for mistake in MISTAKES]
#: A place in a text that is still to be filled.
PLACEHOLDER = re.compile(r"\{(\w+)\}")
each = pytest.mark.parametrize("key", KEYS)


def find(key: str) -> Mistake:
    return next(mistake for mistake in MISTAKES if mistake.key == key)


#: Documents outlive their tests, see conftest.
_KEPT: list[Document] = []


def shown_panel(qtbot: QtBot, appearance: Appearance) -> MistakesPanel:
    """The list of mistakes, as wide as in a narrow window, on the worked example."""
    document = Document(find_scenario("worked-example"))
    _KEPT.append(document)
    made = MistakesPanel(document, appearance)
    made.scenario_wanted.connect(_open)
    qtbot.addWidget(made)
    made.resize(316, 560)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _open(name: str) -> None:
    """What the window does, where nothing is unsaved."""
    _KEPT[-1].open(find_scenario(name))


def panel_in(window: MainWindow) -> MistakesPanel:
    """The list of mistakes in the window."""
    window.actions_["mistakes"].trigger()
    settle()
    made = window.panel.mistakes
    assert made is not None
    return made


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def button(panel: QWidget, name: str) -> QAbstractButton:
    found = panel.findChild(QAbstractButton, name)
    assert found is not None, name
    return found


def press(panel: QWidget, name: str) -> None:
    found = button(panel, name)
    assert found.isVisible(), name
    found.click()
    settle()


def text(panel: QWidget, name: str) -> str:
    label = panel.findChild(QLabel, name)
    assert label is not None, name
    return label.text() if label.isVisible() else ""


def bits(document: Document) -> dict[str, bytes]:
    return {name: matrix.tobytes() for name, matrix in document.evaluator.values().items()}


def go_to(panel: MistakesPanel, key: str) -> None:
    if not panel.shows_list:
        press(panel, "allMistakesButton")
    press(panel, f"mistake-{key}")


def findings(panel: QWidget) -> list[str]:
    lines = [text(panel, f"mistakeFinding{number}") for number in (1, 2, 3)]
    return [line for line in lines if line]

"""Dots that fly: where they start and end, that nothing is left of them, and when they do not."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from engine.scenario import find_scenario
from gui.appearance import Appearance
from gui.diagram.flight import DURATION, may_fly
from gui.diagram.view import DiagramView
from gui.document import Document

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
_KEPT: list[Document] = []


@pytest.fixture
def view(qtbot: QtBot, appearance: Appearance) -> DiagramView:
    document = Document(find_scenario("worked-example"))
    _KEPT.append(document)
    made = DiagramView(document, appearance)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    with qtbot.waitExposed(made):
        made.show()
    document.go_to(document.lesson.find("score-cell"))
    document.step_in()
    made.diagram.refresh()
    return made


def test_a_term_flies_into_the_cell_and_is_gone(qtbot: QtBot, view: DiagramView) -> None:
    scene, items = view.diagram, len(view.diagram.items())
    scene.fly()
    assert len(scene.items()) == items + 2
    starts = [dot.pos() for dot, _ in scene.flight._dots]
    assert starts[0] == scene.cards["Q"].cell_rect((1, 0)).center()
    assert starts[1] == scene.cards["K"].cell_rect((1, 0)).center()
    qtbot.waitUntil(lambda: not scene.flight.under_way, timeout=20 * DURATION)
    assert len(scene.items()) == items
    assert DURATION <= 300


def test_the_next_step_ends_it_at_once(view: DiagramView) -> None:
    scene = view.diagram
    scene.fly()
    assert scene.flight.under_way
    view._document.next_step()
    assert not scene.flight.under_way


def test_reduced_motion_keeps_everything_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("PySide6.QtGui.QGuiApplication.platformName", lambda: "xcb")
    monkeypatch.setenv("SOFTMIX_REDUCED_MOTION", "1")
    assert not may_fly()
    monkeypatch.setenv("SOFTMIX_REDUCED_MOTION", "0")
    assert may_fly()

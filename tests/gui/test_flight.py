"""Dots that fly: where they start and end, that nothing is left of them, and when they do not."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.numbers import format_number
from engine.scenario import find_scenario
from gui.appearance import Appearance
from gui.diagram.flight import DURATION
from gui.diagram.items import PictureItem
from gui.diagram.view import DiagramView
from gui.document import Document
from gui.drawing.primitives import Cells
from gui.main_window import MainWindow
from gui.motion import may_move, reduced_motion

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
    starts = [item.pos() for item in scene.flight.travellers]
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
    assert not may_move()
    monkeypatch.setenv("SOFTMIX_REDUCED_MOTION", "0")
    assert may_move()


def test_a_step_sends_real_numbers_along_its_wires(
    qtbot: QtBot, view: DiagramView, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, scene = view._document, view.diagram
    document.step_out()
    document.go_to(document.lesson.find("score-row"))
    monkeypatch.setattr("gui.diagram.scene.may_move", lambda: True)
    document.next_step()
    qtbot.waitUntil(lambda: scene.flight.under_way)
    travellers = [item for item in scene.flight.travellers if isinstance(item, PictureItem)]
    wires = [w for w in scene.layout_plan.wires if w.target == "scores" and w.source in "QK"]
    assert len(travellers) == len(wires) == 2
    for item, plan in zip(travellers, wires, strict=True):
        (grid,) = [part for part in item.primitives if isinstance(part, Cells)]
        rows = [[format_number(v) for v in row] for row in document.value(plan.source)]
        assert list(grid.texts) in rows
    ends = [
        (path.pointAtPercent(0), path.pointAtPercent(1)) for _, path in scene.flight._travellers
    ]
    for (start, end), plan in zip(ends, wires, strict=True):
        assert (start.x(), start.y()) == plan.points[0]
        assert (end.x(), end.y()) == pytest.approx(plan.points[-1])
    qtbot.waitUntil(lambda: not scene.flight.under_way, timeout=20 * DURATION)


def test_going_back_or_far_or_being_asked_sends_nothing(
    view: DiagramView, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, scene = view._document, view.diagram
    document.step_out()
    monkeypatch.setattr("gui.diagram.scene.may_move", lambda: True)
    document.go_to(9)
    document.previous_step()
    QApplication.processEvents()
    assert not scene.flight.under_way
    document.go_to(15)
    QApplication.processEvents()
    assert not scene.flight.under_way
    document.go_to(7)
    document.predict(True)
    document.next_step()
    QApplication.processEvents()
    assert not scene.flight.under_way


def test_motion_is_chosen_in_the_menu_and_remembered(window: MainWindow) -> None:
    assert window.actions_["motion"].isChecked()
    assert not reduced_motion()
    window.actions_["motion"].trigger()
    assert reduced_motion()
    assert not window.settings.motion
    window.actions_["motion"].trigger()
    assert not reduced_motion()

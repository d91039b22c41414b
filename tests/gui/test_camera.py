"""The camera: the view travels to where it goes, and nothing depends on the way."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.appearance import Appearance
from gui.diagram.camera import DURATION
from gui.diagram.canvas import LEAST_FIT
from gui.diagram.view import DiagramView
from gui.document import Document
from tests.gui.diagrams import shown_view

Go = Callable[[DiagramView], object]

GOING: dict[str, Go] = {
    "to a card": lambda view: view.zoom_to("norm_2"),
    "closer": lambda view: view.zoom_in(),
    "away": lambda view: view.zoom_out(),
    "to the whole": lambda view: view.fit(),
    "to a step": lambda view: view._document.last_step(),
}
STOPS: dict[str, Go] = {
    "a key": lambda view: QTest.keyClick(view, Qt.Key.Key_Shift),
    "a press": lambda view: QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton,
                                             pos=QPoint(2, 300)),
    "another size": lambda view: view.resize(view.width() - 10, view.height()),
    "an edit": lambda view: view._document.edit_cells("X", {(0, 0): 12345.678}),
    "a question": lambda view: view.standing(),
}  # fmt: skip


@pytest.fixture
def view(qtbot: QtBot, document: Document, appearance: Appearance) -> DiagramView:
    """A block that does not fit, its first card zoomed to."""
    made: DiagramView = shown_view(qtbot, document, appearance, (700, 500), extent="block")
    document.go_to(0)
    made.zoom_to("X")
    return made


@pytest.fixture
def moving(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.diagram.camera.may_move", lambda: True)


def stand(view: DiagramView) -> tuple[float, QPointF, QPointF]:
    """How the view stands: its scale and two corners of it."""
    room = view.viewport().rect()
    return view.zoom, view.mapToScene(room.topLeft()), view.mapToScene(room.bottomRight())


@pytest.mark.parametrize("going", GOING)
def test_the_way_ends_where_it_would_have_jumped_to(
    qtbot: QtBot, view: DiagramView, going: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = view.standing()
    view.stand(*start)
    GOING[going](view)
    assert not view.camera.under_way  # nobody looks where there is no screen
    there = stand(view)
    view._document.go_to(0)
    view.stand(*start)
    before = stand(view)
    assert before != there
    monkeypatch.setattr("gui.diagram.camera.may_move", lambda: True)
    GOING[going](view)
    assert view.camera.under_way
    assert stand(view)[0] == pytest.approx(before[0])  # it begins where it stood
    qtbot.waitUntil(lambda: not view.camera.under_way, timeout=20 * DURATION)
    assert stand(view) == there


@pytest.mark.parametrize("stop", STOPS)
def test_whatever_a_person_does_finds_the_view_where_it_goes(
    view: DiagramView, moving: None, stop: str
) -> None:
    view.fit()
    assert view.camera.under_way
    STOPS[stop](view)
    view.diagram.refresh()
    assert not view.camera.under_way
    assert view.sceneRect().width() < 10_000


def test_another_way_goes_on_from_what_is_seen(view: DiagramView, moving: None) -> None:
    close = view.zoom
    view.fit()
    assert view.zoom == pytest.approx(close)
    view.zoom_in()
    assert view.zoom == pytest.approx(close)
    view.reveal_current()  # has nowhere to go, and cuts nothing short
    assert view.camera.under_way
    view.camera.arrive()
    assert view.zoom == pytest.approx(LEAST_FIT * 1.2, rel=0.02)


def test_where_nothing_moves_there_is_no_way(view: DiagramView, moving: None) -> None:
    view.fit()
    view.camera.arrive()
    view.fit()
    assert not view.camera.under_way

"""The diagram driven by pointer and keys: heads, blocks, travelling, zoom, what is said."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from gui.appearance import Appearance
from gui.diagram.canvas import LEAST_FIT, MOST_FIT
from gui.diagram.view import DiagramView
from gui.document import Document
from tests.gui.diagrams import button, cell_point, click, shown_view, state_of

Make = Callable[..., DiagramView]


@pytest.fixture
def make(qtbot: QtBot, document: Document, appearance: Appearance) -> Make:
    """Makes a diagram of an example with these switches, and shows it."""
    return partial(shown_view, qtbot, document, appearance)


# -- heads -----------------------------------------------------------------------------------------


def test_the_chooser_of_heads_stands_on_the_bracket(make: Make) -> None:
    for extent in ("head", "attention", "block"):
        view = make(extent=extent, heads=8)
        chooser = view.head_chooser
        assert chooser.isVisible()
        bracket = view.diagram.layout_plan.bracket
        assert bracket is not None
        y = view.mapFromScene(0, bracket.y).y()
        assert chooser.geometry().top() < y < chooser.geometry().bottom()
        assert view.viewport().rect().contains(chooser.geometry())
        for card in view.diagram.cards.values():
            area = view.mapFromScene(card.sceneBoundingRect()).boundingRect()
            assert not chooser.geometry().intersects(area.adjusted(7, 7, -7, -7)), card.name
    assert not make(extent="block").head_chooser.isVisible()


def test_a_button_for_every_head(make: Make, document: Document) -> None:
    view = make(extent="block", heads=3, d_model=6)
    for head in (2, 0, 1):
        click(button(view, f"headButton{head + 1}"))
        assert document.head == head
        view.diagram.refresh()
        page = view.diagram.cards["Q"].page
        assert page is not None
        np.testing.assert_array_equal(page.content.values, document.value("Q")[head])
    document.set_head(0)
    assert button(view, "headButton1").isChecked()
    assert view.findChild(QAbstractButton, "headButton4") is None


def test_where_there_is_no_room_heads_are_stepped_through(make: Make, document: Document) -> None:
    view = make((400, 400), extent="attention", heads=16)
    assert not button(view, "headButton1").isVisible()
    click(button(view, "nextHeadButton"))
    click(button(view, "nextHeadButton"))
    assert document.head == 2
    click(button(view, "previousHeadButton"))
    assert document.head == 1
    view.resize(1600, 700)
    assert button(view, "headButton2").isChecked()
    assert button(view, "headButton2").isVisible()


def test_digits_choose_a_head_unless_they_would_be_typed(make: Make, document: Document) -> None:
    view = make(extent="block", heads=4, d_model=8)
    document.select("Q", None)
    QTest.keyClick(view, Qt.Key.Key_3)
    assert document.head == 2
    QTest.keyClick(view, Qt.Key.Key_7)  # there are four
    assert document.head == 2
    document.select("Q", (2, 0, 0))
    QTest.keyClick(view, Qt.Key.Key_1)
    editor = view.findChild(QLineEdit, "cellEditor")
    assert editor is not None
    assert (editor.isVisible(), editor.text(), document.head) == (True, "1", 2)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.keyClick(view, Qt.Key.Key_1)
    assert document.head == 0


def test_all_heads_stand_side_by_side(make: Make, document: Document) -> None:
    view = make(extent="block", heads=4, d_model=8)
    document.select("scores", None)
    click(button(view, "allHeadsButton"))
    panel = view.all_heads
    assert panel.isVisible()
    tiles = [button(panel, f"headTile{head + 1}") for head in range(4)]
    assert [tile.isChecked() for tile in tiles] == [True, False, False, False]
    areas = [tile.geometry() for tile in tiles]
    assert all(not a.intersects(b) for i, a in enumerate(areas) for b in areas[i + 1 :])
    click(tiles[2])
    assert document.head == 2
    assert [tile.isChecked() for tile in tiles] == [False, False, True, False]
    assert tiles[2].accessibleName() == "Scores, Head 3"
    document.select("ffn_output", None)  # has no heads: the weights are shown
    assert "weights" in tiles[0].accessibleName()
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert not button(view, "allHeadsButton").isChecked()


def test_all_heads_follow_the_numbers_and_close_with_the_heads(
    make: Make, document: Document
) -> None:
    view = make(extent="block", heads=2)
    document.select("Q", None)
    click(button(view, "allHeadsButton"))
    tile = button(view.all_heads, "headTile2")
    before = tile.grab().toImage()
    document.edit_cells("Q", {(1, 0, 0): 77.0})
    assert tile.grab().toImage() != before
    document.apply_state(state_of(extent="block"))
    assert not view.all_heads.isVisible()


# -- blocks ----------------------------------------------------------------------------------------


def test_blocks_are_drawn_one_at_a_time(make: Make, document: Document) -> None:
    view = make(extent="block", blocks=3, heads=2)
    picker = view.block_picker
    assert picker.isVisible()
    document.set_block(1)
    document.select("Q", None)
    view.diagram.refresh()
    assert set(view.diagram.cards) >= {"X", "Q", "norm_2"}
    assert not any("block_2" in name for name in view.diagram.cards)
    click(button(picker, "nextBlockButton"))
    view.diagram.refresh()
    assert document.block == 2
    assert document.node == "block_2.Q"
    assert {"norm_2", "block_2.Q", "block_2.norm_2"} <= set(view.diagram.cards)
    assert not {"X", "Q", "block_3.Q"} & set(view.diagram.cards)
    QTest.keyClick(view, Qt.Key.Key_BracketRight)
    assert document.block == 3
    assert not button(picker, "nextBlockButton").isEnabled()
    QTest.keyClick(view, Qt.Key.Key_BracketLeft)
    QTest.keyClick(view, Qt.Key.Key_BracketLeft)
    QTest.keyClick(view, Qt.Key.Key_BracketLeft)
    assert document.block == 1
    assert not make(extent="block").block_picker.isVisible()


def test_a_node_that_another_block_draws_leads_there(make: Make, document: Document) -> None:
    view = make(extent="block", blocks=3, positions=True)
    document.set_block(3)
    view.diagram.refresh()
    document.select("E", None)
    assert document.block == 1
    for block in (2, 3):  # and does not hold one there
        QTest.keyClick(view, Qt.Key.Key_BracketRight)
        view.diagram.refresh()
        assert document.block == block
    document.select("block_2.weights", None)
    assert document.block == 2


def test_what_comes_from_the_block_before_leads_there(make: Make, document: Document) -> None:
    view = make(extent="block", blocks=2)
    document.set_block(2)
    before = document.value("norm_2").copy()
    start = cell_point(view, "norm_2", 0, 0)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view.viewport(), start + QPoint(60, 0))
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(60, 0))
    QTest.qWait(5)
    assert document.block == 1
    assert document.node == "norm_2"
    np.testing.assert_array_equal(document.value("norm_2"), before)


# -- travelling, zooming ---------------------------------------------------------------------------


def test_tab_visits_every_card_and_pill_of_the_block(make: Make, document: Document) -> None:
    view = make(extent="block", heads=2, blocks=2, biases=True)
    document.set_block(2)
    view.diagram.refresh()
    names = [name for name in document.graph.order if name in view.diagram.shown.names]
    document.select(names[1], None)
    document.set_block(2)
    visited = [document.node]
    for _ in names[2:]:
        QTest.keyClick(view, Qt.Key.Key_Tab)
        visited.append(document.node)
    assert visited == names[1:]
    assert document.block == 2


def test_arrows_travel_along_the_wires(make: Make, document: Document) -> None:
    view = make(extent="block")
    document.select("X", None)
    visited = ["X"]
    for _ in range(30):
        QTest.keyClick(view, Qt.Key.Key_Right)
        if document.node == visited[-1]:
            break
        visited.append(document.node)
    assert visited[-1] == "norm_2"
    for _ in range(30):
        QTest.keyClick(view, Qt.Key.Key_Left)
    assert not document.graph[document.node].inputs


def test_zoom_to_a_card_and_back(make: Make, document: Document) -> None:
    view = make(extent="block", heads=2)
    fitted = view.zoom
    document.select("ffn_output", None)
    QTest.keyClick(view, Qt.Key.Key_Z)
    assert view.zoom == pytest.approx(MOST_FIT)
    card = view.diagram.cards["ffn_output"]
    area = view.mapFromScene(card.sceneBoundingRect()).boundingRect()
    assert view.viewport().rect().contains(area.adjusted(8, 8, -8, -8))
    centre = area.center() - view.viewport().rect().center()
    assert max(abs(centre.x()), abs(centre.y())) < 12
    QTest.keyClick(view, Qt.Key.Key_Z)
    assert view.zoom == pytest.approx(fitted)
    menu = view.context_menu("weights")
    actions = {action.objectName(): action for action in menu.actions()}
    actions["zoomToNodeAction"].trigger()
    assert view.zoom > fitted
    actions["fitHereAction"].trigger()
    assert view.zoom == pytest.approx(fitted)
    menu.close()
    view.zoom_to("nonsense")
    assert view.zoom == pytest.approx(fitted)


@pytest.mark.parametrize("size", [(2200, 700), (700, 500)])
@pytest.mark.parametrize("node", ["X", "scores"])
def test_a_card_stays_under_the_hand_that_drags_a_number_of_it(
    qtbot: QtBot, make: Make, document: Document, size: tuple[int, int], node: str
) -> None:
    view = make(size)
    document.last_step()
    document.select(node, (0, 0))
    view.fit()

    def place() -> QPoint:
        return view.mapFromScene(view.diagram.cards[node].pos())

    before, wide = place(), view.diagram.layout_plan.size[0]
    document.begin_drag()
    for value in (12.5, -1234.567, 3.0):
        document.drag_to(node, (0, 0), value)
        document.flush_drag()
        view.diagram.refresh()
        assert (place() - before).manhattanLength() <= 2
    assert view.diagram.layout_plan.size[0] > wide
    document.end_drag()
    qtbot.waitUntil(lambda: view.diagram.layout_plan.size[0] <= wide)
    document.undo()
    view.diagram.refresh()
    room = view.viewport().rect()
    whole = view.mapFromScene(view.diagram.itemsBoundingRect()).boundingRect()
    if size[0] > 1000:  # in the middle again, with as much ground on either side
        assert abs(whole.center().x() - room.center().x()) <= 8
    assert (place() - before).manhattanLength() <= 4


@pytest.mark.parametrize("size", [(1396, 723), (1236, 623), (980, 523)])
def test_fit_keeps_numbers_readable(make: Make, size: tuple[int, int]) -> None:
    view = make(size, extent="block", heads=2)
    width, height = view.diagram.layout_plan.size
    whole = min(size[0] / width, size[1] / height)
    assert view.zoom == pytest.approx(min(max(whole, LEAST_FIT), MOST_FIT))
    assert view.roomy_width == round(width * LEAST_FIT)
    current = view.diagram.cards["norm_2"].sceneBoundingRect()
    assert (
        view.viewport()
        .rect()
        .contains(view.mapFromScene(current).boundingRect().adjusted(8, 8, -8, -8))
    )


def test_a_whole_block_is_in_sight_at_1440(make: Make) -> None:
    view = make(extent="block", heads=8, d_model=64, d_k=16, d_v=16, d_ff=128, positions=True,
                vectors="real", words=4)  # fmt: skip
    room = view.viewport().rect()
    for name, place in view.diagram.layout_plan.places.items():
        assert room.contains(view.mapFromScene(place.centre, place.middle)), name
    assert view.zoom >= LEAST_FIT


def test_what_is_selected_is_said(make: Make, document: Document) -> None:
    view = make(extent="block", heads=2, blocks=2, positions=True)
    document.set_head(1)
    document.select("block_2.Q", None)
    assert view.accessibleDescription() == "Queries, head 2 of 2, block 2 of 2"
    document.select("scores", (1, 0, 2))
    value = float(document.value("scores")[1, 0, 2])
    assert view.accessibleDescription() == (
        f"scores[head 2, word0, word2] = {value!r}, block 1 of 2"
    )


def test_every_control_has_a_name(make: Make) -> None:
    view = make(extent="block", heads=3, blocks=2, d_model=6)
    click(button(view, "allHeadsButton"))
    for widget in view.findChildren(QAbstractButton):
        assert widget.objectName(), widget
        assert widget.accessibleName() or widget.text(), widget.objectName()
    for bar in (view.head_chooser, view.block_picker, view.all_heads):
        assert bar.accessibleName(), bar
    for action in view.context_menu("Q").actions():
        assert isinstance(action, QAction)
        assert action.isSeparator() or action.objectName()


# -- the end ---------------------------------------------------------------------------------------


def test_a_diagram_being_drawn_outlives_its_window(
    monkeypatch: pytest.MonkeyPatch, document: Document, appearance: Appearance
) -> None:
    """A window nobody holds may be collected in the midst of drawing; its cards must not go."""
    view = DiagramView(document, appearance)
    scene = view.diagram
    real = scene._book.page
    drawn: list[str] = []

    def page(name: str, *rest: Any, **names: Any) -> Any:
        if len(drawn) == 3:
            delete(view)
        drawn.append(name)
        return real(name, *rest, **names)

    monkeypatch.setattr(scene._book, "page", page)
    document.last_step()
    scene.refresh()
    assert set(drawn) == set(scene.cards)

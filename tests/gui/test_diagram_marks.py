"""Marks of the diagram: masks, departures from the paper, thumbnails and pills on hover."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from engine.numbers import format_number
from gui.appearance import Appearance
from gui.diagram.view import DiagramView
from gui.document import Document
from gui.drawing.primitives import Box, Heat, Polygon
from tests.gui.diagrams import cell_point, click, shown_view

Make = Callable[..., DiagramView]


@pytest.fixture
def make(qtbot: QtBot, document: Document, appearance: Appearance) -> Make:
    """Makes a diagram of an example with these switches, and shows it."""
    return partial(shown_view, qtbot, document, appearance)


# -- masks -----------------------------------------------------------------------------------------


def test_a_click_turns_a_cell_of_a_mask(make: Make, document: Document) -> None:
    view = make(extent="head", mask="custom")
    point = cell_point(view, "mask", 1, 2)
    click(view.viewport(), point)
    assert document.value("mask")[1, 2] == 0
    assert document.undo_stack.count() == 1
    assert document.value("weights")[1, 2] == 0
    click(view.viewport(), point)
    assert document.value("mask")[1, 2] == 1
    document.undo()
    assert document.value("mask")[1, 2] == 0
    click(view.viewport(), point)  # a double click is two
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert document.value("mask")[1, 2] == 0
    assert document.undo_stack.count() == 3


def test_a_mask_is_not_dragged(make: Make, document: Document) -> None:
    view = make(extent="head", mask="causal")
    start = cell_point(view, "mask", 0, 0)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for pixels in range(1, 60, 4):
        QTest.mouseMove(view.viewport(), start + QPoint(pixels, 0))
    QTest.qWait(10)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(60, 0))
    assert document.undo_stack.count() == 0


def test_a_mask_too_large_to_point_at_is_only_selected(make: Make, document: Document) -> None:
    for words, turned in ((12, 1), (60, 0)):
        view = make(extent="head", mask="custom", words=words)
        view.zoom_to("mask")
        click(view.viewport(), cell_point(view, "mask", 2, 5))
        assert document.node == "mask"
        assert document.undo_stack.count() == turned
        document.undo_stack.clear()


def test_the_space_bar_turns_a_cell_of_a_mask(make: Make, document: Document) -> None:
    view = make(extent="head", mask="causal")
    document.select("mask", (0, 2))
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert document.evaluator.overrides("mask") == {(0, 2): 1.0}
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert document.value("mask")[0, 2] == 0


def test_a_word_that_may_attend_to_nothing_is_marked(make: Make, document: Document) -> None:
    view = make(extent="block", mask="custom", heads=2, positions=True, words=3)

    def warnings() -> list[str]:
        view.diagram.refresh()
        return [item.toolTip() for item in view.diagram._badges._items if "nothing" in
                item.toolTip()]  # fmt: skip

    assert warnings() == []
    document.edit_cells("mask", {(1, column): 0.0 for column in range(3)})
    assert warnings() == ["“word1” may attend to nothing: its weights are all 0."]
    document.select("weights", None)
    assert "“word1” may attend to nothing" in view.accessibleDescription()
    document.undo()
    assert warnings() == []


# -- departures ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("switches", "node", "word"),
    [
        ({}, "X", "positions"),
        ({"norm_first": True}, "norm_1", "before"),
        ({"reading": "cut", "heads": 2}, "Q", "slice"),
        ({"biases": True}, "b_Q", "bias"),
        ({"softmax_axis": "column"}, "weights", "columns"),
        ({"mask": "causal", "masking": "zero"}, "masked_scores", "writes 0"),
        ({"mask": "causal", "masking": "after-softmax"}, "weights", "writes 0"),
        ({"joining": "reshape", "heads": 2}, "concat", "reshaped"),
        ({"output_projection": False, "d_v": 4}, "head_output", "W_O"),
        ({"residual": False}, "norm_1", "past"),
        ({"norm_axis": "column"}, "norm_1", "share"),
        ({"norm_divisor": "none"}, "norm_1", "squares"),
        ({"activation": "gelu"}, "ffn_activation", "GELU"),
    ],
)
def test_departures_from_the_paper_are_marked_where_they_are(
    make: Make, document: Document, switches: dict[str, Any], node: str, word: str
) -> None:
    view = make(extent="block", **switches)
    place = view.diagram.layout_plan.places[node]
    badges = view.diagram._badges._items
    near = [badge for badge in badges if word in badge.toolTip()]
    assert len(near) == 1
    area = near[0].boundingRect()
    assert abs(area.center().y() - place.y) < 16
    assert min(abs(area.center().x() - edge) for edge in (place.x, place.right)) < 12
    assert isinstance(near[0].primitives[0], Polygon)
    document.select(node, None)
    assert word in view.accessibleDescription()


def test_the_divisor_is_a_departure_until_it_is_the_root(make: Make, document: Document) -> None:
    view = make(extent="block", positions=True)
    assert view.diagram._badges._items == []
    document.edit_cells("divisor", {(0, 0): 1.0})
    view.diagram.refresh()
    assert len(view.diagram._badges._items) == 1
    document.set_sqrt_divisor()
    view.diagram.refresh()
    assert view.diagram._badges._items == []


# -- thumbnails and pills --------------------------------------------------------------------------


def test_pointing_at_a_thumbnail_names_a_real_value(make: Make, document: Document) -> None:
    view = make(extent="block", d_model=64, heads=2, vectors="real", words=4)
    view.diagram.refresh()
    item = view.diagram.cards["W_Q"]
    grid = item.card.grid if item.card else None
    assert isinstance(grid, Heat)
    point = view.mapFromScene(item.mapToScene(grid.rect.x + 0.7 * grid.rect.w, grid.rect.middle))
    QTest.mouseMove(view.viewport(), point)
    assert document.lit is not None
    node, cell = document.lit
    assert node == "W_Q"
    value = float(document.value("W_Q")[cell])
    name, row = QToolTip.text().split("\n")
    assert name == f"{document.cell_name('W_Q', cell)} = {format_number(value, 4)}"
    numbers = [format_number(float(v), 3) for v in document.value("W_Q")[cell[0], cell[1]]]
    if len(numbers) > 6:
        assert row == f"{', '.join(numbers[:3])} … {', '.join(numbers[-3:])}"
    else:
        assert row == ", ".join(numbers)


def test_a_click_does_not_move_what_it_hits(make: Make, document: Document) -> None:
    view = make((700, 400), extent="block")
    view.zoom_to("weights")
    for name in ("weights", "scores"):
        bars = view.horizontalScrollBar(), view.verticalScrollBar()
        view.centerOn(view.diagram.cards[name].sceneBoundingRect().bottomRight())
        before = [bar.value() for bar in bars]
        click(view.viewport(), view.viewport().rect().center() - QPoint(30, 30))
        assert document.node == name
        assert [bar.value() for bar in bars] == before


def test_pills_select_open_and_say_what_they_hold(
    make: Make, document: Document, qtbot: QtBot
) -> None:
    view = make(extent="block", biases=True, mask="causal")
    places = view.diagram.layout_plan.places
    pills = set(view.diagram.shown.pills)
    assert pills >= {"divisor", "scaled_scores", "masked_scores", "mask", "ffn_hidden", "b_1",
                     "b_2", "b_Q", "b_K", "b_V", "b_O", "gamma_1", "beta_1", "gamma_2", "beta_2",
                     "eps"}  # fmt: skip
    for name in pills:
        at = view.mapFromScene(places[name].centre, places[name].middle)
        click(view.viewport(), at)
        assert document.node == name
        one = document.graph.shapes[name] == (1, 1)
        assert document.cell == ((0, 0) if one else None)
        with qtbot.waitSignal(view.open_requested) as signal:
            QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert signal.args == [name]
    said = {}
    for item in view.diagram._pills:
        if item.node:
            QTest.mouseMove(view.viewport(), view.mapFromScene(item.boundingRect().center()))
            said[item.node] = item.toolTip() or said.get(item.node, "")
    assert said["gamma_1"] == "Scale of the norm, 1×4: 1, 1, 1, 1"
    assert said["eps"] == "Epsilon: 0.00001"


def test_pills_are_lit_where_they_went_into_the_lit_cell(make: Make, document: Document) -> None:
    view = make(extent="block")

    def lit() -> set[tuple[str, str]]:
        view.diagram.refresh()
        rims = {}
        pairs = zip(view.diagram._pills, view.diagram.layout_plan.operators, strict=True)
        for item, plan in pairs:
            rim = item.primitives[0]
            assert isinstance(rim, Box)
            rims[plan.node or plan.glyph, plan.target] = rim.width
        return {pill for pill, width in rims.items() if width > 2}

    assert lit() == set()
    document.hover("norm_2", (0, 0))
    assert lit() == {("gamma_2", "norm_2"), ("beta_2", "norm_2"), ("eps", "norm_2")}
    document.hover("weights", (0, 0))
    assert lit() == {("scaled_scores", "scaled_scores")}
    document.hover("scores", (0, 0))
    assert lit() == {("·", "scores")}

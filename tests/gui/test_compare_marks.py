"""Every changed number carries a mark, wherever it is drawn, and nothing else does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.appearance import Appearance
from gui.diagram.scene import DiagramScene
from gui.diagram.view import DiagramView
from gui.document import Document
from gui.drawing.changes import shows_changes
from gui.drawing.primitives import Box, Polygon, Rect, Text
from tests.gui.diagrams import cell_point, shown_view
from tests.gui.matrix_help import move

Make = Callable[..., DiagramView]


@pytest.fixture
def make(qtbot: QtBot, document: Document, appearance: Appearance) -> Make:
    """Makes a diagram of an example with these switches, and shows it."""
    return partial(shown_view, qtbot, document, appearance)


def settled(view: DiagramView, document: Document) -> None:
    """Forget the marks of what made the example: an edit that changes one number."""
    divisor = document.in_block("divisor")
    document.edit_cells(divisor, {(0, 0): 1.25})
    view.diagram.refresh()


def flags(view: DiagramView, node: str) -> list[Polygon]:
    """The corners of change on a card."""
    changed = view._appearance.theme.changed
    card = view.diagram.cards[node].card
    assert card is not None
    return [p for p in card.primitives if isinstance(p, Polygon) and p.fill == changed]


def dots(view: DiagramView, primitives: object) -> list[Box]:
    """The dots of change among primitives."""
    assert isinstance(primitives, list)
    changed = view._appearance.theme.changed
    return [p for p in primitives if isinstance(p, Box) and p.fill == changed]


def arrows(scene: DiagramScene, node: str) -> list[str]:
    """What cells of a card say they were and are."""
    card = scene.cards[node].card
    assert card is not None
    return [p.plain for p in card.primitives if isinstance(p, Text) and "→" in p.plain]


def test_each_changed_cell_has_a_flag_in_its_corner(make: Make, document: Document) -> None:
    view = make(extent="head", d_model=4)
    settled(view, document)
    document.edit_cells("W_Q", {(0, 1): 9.0})
    view.diagram.refresh()
    for name, item in view.diagram.cards.items():
        card = item.card
        assert card is not None
        at = {(int(r), int(c)) for r, c in np.argwhere(document.changed_cells(name))}
        corners = {flag.points[0] for flag in flags(view, name)}
        assert corners == {(card.grid.cell(*c).x + 1, card.grid.cell(*c).y + 1) for c in at}
    assert len(flags(view, "W_Q")) == 1
    assert not flags(view, "K")


@pytest.mark.parametrize("extent", ["head", "block"])
def test_wires_that_carry_a_change_have_a_dot_that_lies_on_them(
    make: Make, document: Document, extent: str
) -> None:
    view = make(extent=extent, heads=2 if extent == "block" else 1)
    settled(view, document)
    cell = (0, 0, 0) if extent == "block" else (0, 0)
    document.edit_cells("W_V", {cell: 9.0})
    view.diagram.refresh()
    plan = view.diagram.layout_plan
    marked = set()
    for item, wire in zip(view.diagram._wires, plan.wires, strict=True):
        found = dots(view, item.primitives)
        expected = document.has_changes(wire.source) and wire.source != wire.target
        assert bool(found) == expected, wire
        for dot in found:
            marked.add(wire.source)
            x, y = dot.rect.centre, dot.rect.middle
            assert any(_on(x, y, *piece) for piece in zip(wire.points, wire.points[1:],
                                                          strict=False))  # fmt: skip
            assert not any(_inside(x, y, op.rect) for op in plan.operators)
    assert {"W_V", "V", "head_output"} & marked >= {"W_V", "V"}
    assert "K" not in marked


def _on(x: float, y: float, start: tuple[float, float], end: tuple[float, float]) -> bool:
    return (
        min(start[0], end[0]) - 0.01 <= x <= max(start[0], end[0]) + 0.01
        and min(start[1], end[1]) - 0.01 <= y <= max(start[1], end[1]) + 0.01
    )


def _inside(x: float, y: float, area: Rect) -> bool:
    return area.x < x < area.right and area.y < y < area.bottom


def test_a_pill_with_a_changed_number_has_a_dot(make: Make, document: Document) -> None:
    view = make(extent="block", heads=2)
    document.edit_cells("W_V", {(0, 0, 0): 9.0})
    view.diagram.refresh()

    def pills() -> set[str]:
        plans = view.diagram.layout_plan.operators
        both = zip(view.diagram._pills, plans, strict=True)
        return {plan.node for pill, plan in both if dots(view, pill.primitives)}

    assert pills() == {"ffn_hidden"}
    document.edit_cells("b_1", {(0, 0): 9.0})
    view.diagram.refresh()
    assert pills() == {"ffn_hidden", "b_1"}
    document.edit_cells("divisor", {(0, 0): 3.0})
    view.diagram.refresh()
    assert pills() == {"divisor", "scaled_scores", "ffn_hidden"}


def test_a_thumbnail_and_bars_say_that_something_changed(make: Make, document: Document) -> None:
    view = make(extent="head", words=2, memory=True, memory_words=12, d_model=12)
    settled(view, document)
    assert view.diagram.cards["W_V"].page is not None
    document.edit_cells("W_V", {(0, 0): 9.0})
    view.diagram.refresh()
    thumbnail, bars = view.diagram.cards["W_V"].page, view.diagram.cards["weights"].page
    assert thumbnail is not None
    assert bars is not None
    assert (thumbnail.content.body, bars.content.body) == ("thumbnail", "bars")
    assert len(flags(view, "W_V")) == 1
    assert not flags(view, "weights")
    document.edit_cells("memory", {(3, 0): 9.0})
    view.diagram.refresh()
    assert not flags(view, "W_V")
    assert len(flags(view, "weights")) == document.changed_cells("weights").sum() > 0


def test_the_marks_stay_until_the_next_edit(make: Make, document: Document) -> None:
    view = make(extent="head")
    document.edit_cells("W_Q", {(0, 0): 9.0})
    document.previous_step()
    document.next_step()
    document.select("K", (0, 0))
    view.diagram.refresh()
    assert flags(view, "W_Q")
    document.edit_cells("W_K", {(0, 0): 9.0})
    view.diagram.refresh()
    assert not flags(view, "W_Q")
    assert not flags(view, "Q")


def test_all_heads_are_marked_each_where_it_changed(make: Make, document: Document) -> None:
    view = make(extent="block", heads=2)
    settled(view, document)
    document.select("Q", None)
    view.head_chooser.show_all_heads(True)
    view._show_all_heads(True)
    document.edit_cells("W_Q", {(1, 0, 0): 9.0})
    changed = view._appearance.theme.changed
    marked = [
        any(isinstance(p, Polygon) and p.fill == changed for p in tile._card.primitives)
        for tile in view.all_heads._tiles
        if tile._card is not None
    ]
    assert marked == [False, True]


def test_what_the_lesson_has_not_shown_is_not_marked(make: Make, document: Document) -> None:
    view = make(extent="head")
    document.go_to(document.lesson.find("score-cell"))
    shown = document.visible()["scores"]
    assert 0 < shown.sum() < shown.size
    document.edit_cells("W_Q", {(0, 0): 90.0})
    document.edit_cells("divisor", {(0, 0): 5.0})  # moves nothing that is shown
    view.diagram.refresh()
    assert not shows_changes(document, "weights")
    assert document.has_changes("weights")
    for item in view.diagram._wires:
        assert not dots(view, item.primitives)
    document.edit_cells("W_Q", {(0, 0): 9.0})
    view.diagram.refresh()
    assert len(flags(view, "scores")) == (document.changed_cells("scores") & shown).sum()


# -- compare mode ----------------------------------------------------------------------------------


def test_changed_cells_say_what_they_were(document: Document, appearance: Appearance) -> None:
    document.last_step()
    document.edit_cells("W_Q", {(0, 2): 2.0})
    document.compare_with(None, comparing=True)
    scene = DiagramScene(document, appearance)
    scene.refresh()
    moved = [float(value) for value in document.value("Q")[document.changed_cells("Q")]]
    assert arrows(scene, "Q") == [f"{value - 1:g}→{value:g}" for value in moved]
    assert not arrows(scene, "K")
    document.compare_with(None, comparing=False)
    scene.refresh()
    assert not arrows(scene, "Q")


def test_no_edit_moves_the_diagram_while_one_compares_whole_numbers(
    document: Document, appearance: Appearance
) -> None:
    document.go_to(document.lesson.find("score-cell"))
    document.compare_with(None, comparing=True)
    scene = DiagramScene(document, appearance)
    scene.refresh()
    before = scene.layout_plan
    document.edit_cells("W_Q", {(0, 2): 2.0})
    scene.refresh()
    assert scene.layout_plan == before


def test_a_narrow_cell_has_the_flag_alone_and_says_the_rest_on_hover(
    make: Make, document: Document
) -> None:
    view = make(extent="block", heads=2, d_ff=6)
    settled(view, document)
    document.compare_with(None, comparing=True)
    document.edit_cells("gamma_2", {(0, 0): 2.5})
    view.diagram.refresh()
    card = view.diagram.cards["norm_2"]
    before, after = document.before("norm_2", (0, 0)), float(document.value("norm_2")[0, 0])
    assert after == pytest.approx(2.5 * before)
    assert flags(view, "norm_2")
    assert not arrows(view.diagram, "norm_2")
    move(view.viewport(), QPointF(cell_point(view, "norm_2", 0, 0)))
    assert "difference" in card.toolTip()
    assert "(+150 %)" in card.toolTip() or "(−150 %)" in card.toolTip()
    move(view.viewport(), QPointF(cell_point(view, "norm_2", 0, 1)))
    assert card.toolTip() == ""
    move(view.viewport(), QPointF(QPoint(2, 2)))
    QApplication.processEvents()


def test_the_marks_follow_another_baseline(make: Make, document: Document) -> None:
    view = make(extent="head")
    start = {name: value.copy() for name, value in document.evaluator.values().items()}
    document.edit_cells("W_Q", {(0, 0): 9.0})
    document.edit_cells("W_K", {(0, 0): 9.0})
    view.diagram.refresh()
    assert not flags(view, "W_Q")
    document.compare_with(start.get, comparing=True)
    view.diagram.refresh()
    assert flags(view, "W_Q")
    assert flags(view, "W_K")
    document.edit_cells("W_K", {(0, 0): float(start["W_K"][0, 0])})
    view.diagram.refresh()
    assert flags(view, "W_Q")
    assert not flags(view, "W_K")
    document.compare_with(None, comparing=False)
    view.diagram.refresh()
    assert flags(view, "W_K")
    assert not flags(view, "W_Q")

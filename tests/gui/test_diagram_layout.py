"""The diagram by geometry: nothing overlaps, wires keep to the gutters, ports line up."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
import pytest

from engine.state import Fill, Word, insert, with_positions
from gui.document import Document
from gui.drawing.card import SCREEN, card_size
from gui.drawing.content import card_content
from gui.drawing.diagram_layout import CardSize, Layout, WirePlan, lay_out
from gui.drawing.diagram_wiring import nodes_on_cards, operator_rect
from gui.drawing.primitives import Point, Rect
from gui.theme import theme


def laid_out(document: Document) -> Layout:
    """The layout of what the document holds now, everything visible."""
    sizes = {}
    for name in nodes_on_cards(document.graph):
        visible = np.ones(document.graph.shapes[name][-2:], bool)
        content = card_content(document, theme("light"), name, visible)
        width, height, matrix = card_size(content, SCREEN)
        sizes[name] = CardSize(width, height, matrix.middle)
    return lay_out(document.graph, sizes)


def variants(document: Document) -> Iterator[tuple[str, Layout]]:
    """The example as it is, with wide numbers, long words, more words, columns, positions."""
    yield "as it is", laid_out(document)
    document.edit_cells("X", {(0, 0): -123.456})
    yield "wide numbers", laid_out(document)
    document.rename_word(1, "incomprehensibilities")
    yield "a long word", laid_out(document)
    document.set_positions(True)
    yield "positions", laid_out(document)
    for count in range(4, 13):
        document.insert("word", count - 1, Fill(1), Word(f"w{count}", f"w{count}"))
        yield f"{count} words", laid_out(document)
    for _ in range(7):
        document.insert("d_k", 0, Fill(2))
    yield "d_k 10", laid_out(document)


def segments(wire: WirePlan) -> Iterator[tuple[Point, Point]]:
    yield from itertools.pairwise(wire.points)


def crosses(segment: tuple[Point, Point], area: Rect) -> bool:
    (x0, y0), (x1, y1) = segment
    line = Rect(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))
    return line.grown(0.5).overlaps(area.grown(-1))


def test_no_card_overlaps_another(document: Document) -> None:
    for title, layout in variants(document):
        for (a, first), (b, second) in itertools.combinations(layout.cards.items(), 2):
            assert not first.overlaps(second), f"{title}: {a} and {b}"


def test_no_wire_crosses_a_card(document: Document) -> None:
    for title, layout in variants(document):
        for wire in layout.wires:
            for name, card in layout.cards.items():
                for segment in segments(wire):
                    inside = crosses(segment, card)
                    assert not inside, f"{title}: {wire.source} -> {wire.target} over {name}"


def test_wires_are_orthogonal_and_meet_their_cards(document: Document) -> None:
    for title, layout in variants(document):
        for wire in layout.wires:
            for (x0, y0), (x1, y1) in segments(wire):
                assert x0 == x1 or y0 == y1, f"{title}: {wire}"
            if wire.source != wire.target:
                card = layout.cards[wire.source]
                assert card.grown(0.01).contains(Rect(*wire.points[0], 0, 0)), f"{title}: {wire}"


def test_operators_stand_clear_of_cards(document: Document) -> None:
    for title, layout in variants(document):
        for operator in layout.operators:
            area = operator_rect(operator, -1.732)
            for name, card in layout.cards.items():
                if operator.glyph == "×" and name.startswith("W_"):
                    continue  # the product sign touches the matrix it multiplies by
                assert not area.overlaps(card), f"{title}: {operator.glyph} over {name}"


def test_a_row_its_wire_and_its_result_share_a_line(document: Document) -> None:
    layout = laid_out(document)
    for wire in layout.wires:
        if wire.source in {"W_Q", "W_K", "W_V", "scores"} and wire.target != "weights":
            assert len({y for _, y in wire.points}) == 1


def test_every_node_has_a_card_or_a_chip(document: Document) -> None:
    layout = laid_out(document)
    chips = {operator.node for operator in layout.operators if operator.node}
    assert set(layout.cards) | chips == set(document.graph.order)


def test_bands_follow_each_other_and_hold_their_cards(document: Document) -> None:
    for title, layout in variants(document):
        for left, right in itertools.pairwise(layout.bands):
            assert left.right == right.left, title
        for node in document.graph.nodes:
            if node.name in layout.cards:
                band = next(b for b in layout.bands if b.stage == node.stage)
                card = layout.cards[node.name]
                assert band.left <= card.x, f"{title}: {node.name}"
                assert card.right <= band.right, f"{title}: {node.name}"


@pytest.mark.parametrize("positions", [False, True])
def test_layout_is_a_function_of_its_arguments(document: Document, positions: bool) -> None:
    document.set_positions(positions)
    assert laid_out(document) == laid_out(document)


def test_inserting_a_word_keeps_the_columns_apart(document: Document) -> None:
    state = insert(document.state(), "word", 0, Fill(), Word("so", "所以"))
    document.apply_state(with_positions(state, True))
    layout = laid_out(document)
    assert layout.cards["E"].right < layout.cards["X"].x
    assert layout.cards["E"].bottom <= layout.cards["PE"].y

"""The diagram by geometry: nothing overlaps, wires keep to the gutters, ports line up."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.errors import SoftmixError
from engine.resize import Fill, insert
from engine.scenario import find_scenario
from engine.switches import reconfigure
from engine.words import Word
from gui.document import Document
from gui.drawing import fonts
from gui.drawing.diagram_layout import Layout
from gui.drawing.diagram_wiring import label
from gui.drawing.placement import shown_nodes
from gui.drawing.primitives import Rect, Text
from gui.theme import theme
from tests.gui.diagrams import crosses, laid_out, line, segments, state_of, together


def of(document: Document, **switches: Any) -> Document:
    """The document with another example in it."""
    document.apply_state(state_of(**switches))
    return document


def every_switch(extent: str) -> Iterator[dict[str, Any]]:
    """All that changes what is drawn, in every combination, at toy size."""
    fields: dict[str, tuple[Any, ...]] = {
        "heads": (1, 2),
        "positions": (False, True),
        "memory": (False, True),
        "mask": ("none", "custom"),
        "biases": (False, True),
    }
    if extent != "head":
        fields["output_projection"] = (True, False)
    if extent == "block":
        fields |= {"residual": (True, False), "norm_first": (False, True)}
    for values in itertools.product(*fields.values()):
        switches = dict(zip(fields, values, strict=True), extent=extent)
        if switches["heads"] == 1 and not switches.get("output_projection", True):
            switches["d_v"] = 4  # without W_O the head's output is added to X
        yield switches


def check(layout: Layout, document: Document, title: object) -> None:
    """What holds for every layout."""
    check_reach(layout, document, title)
    check_areas(layout, title)
    check_wires(layout, title)
    check_bands(layout, document, title)
    check_labels(layout, title)


def check_reach(layout: Layout, document: Document, title: object) -> None:
    """Every node of the block, and what it is fed by, has a card or a pill."""
    graph, block = document.graph, document.block
    own = {n.name for n in graph.nodes if n.block == block or (n.block == 0 and block == 1)}
    fed = {source for name in own for source in graph[name].inputs}
    assert set(layout.places) == own | fed, title
    assert not set(layout.cards) & {op.node for op in layout.operators}, title


def check_areas(layout: Layout, title: object) -> None:
    """Cards, pills and operators stand clear of each other, inside the picture."""
    ground = Rect(0, 0, *layout.size)
    for (a, first), (b, second) in itertools.combinations(layout.cards.items(), 2):
        assert not first.overlaps(second), f"{title}: {a} and {b}"
    for op in layout.operators:
        assert ground.contains(op.rect), f"{title}: {op} leaves the picture"
        for name, card in layout.cards.items():
            assert ground.contains(card), f"{title}: {name} leaves the picture"
            if op.glyph == "×" and name.rpartition(".")[2] in {"W_Q", "W_K", "W_V"}:
                continue  # the product sign touches the matrix it multiplies by
            assert not op.rect.overlaps(card), f"{title}: {op.glyph}{op.node} over {name}"
    for one, other in itertools.combinations(layout.operators, 2):
        assert not one.rect.overlaps(other.rect), f"{title}: {one} and {other}"


def check_wires(layout: Layout, title: object) -> None:
    """Wires are orthogonal, meet their cards, run through no card, and not on top of another."""
    places = layout.places
    for wire in layout.wires:
        for segment in segments(wire):
            (x0, y0), (x1, y1) = segment
            assert x0 == x1 or y0 == y1, f"{title}: {wire}"
            for name, card in layout.cards.items():
                assert not crosses(segment, card), (
                    f"{title}: {wire.source} -> {wire.target} over {name}"
                )
            for op in layout.operators:
                related = {wire.source, wire.target} & {op.target, op.node}
                assert related or not crosses(segment, op.rect), f"{title}: {wire} over {op}"
        if wire.source in layout.cards and wire.source != wire.target:
            at = Rect(*wire.points[0], 0, 0)
            assert places[wire.source].grown(0.01).contains(at), f"{title}: {wire}"
        if wire.arrow:  # into X W_Q it points at the matrix, not at the product
            ends = [*layout.cards.values(), *(op.rect for op in layout.operators)]
            at = Rect(*wire.points[-1], 0, 0)
            assert any(area.grown(0.01).contains(at) for area in ends), f"{title}: {wire}"
    pieces = [(wire, line(segment)) for wire in layout.wires for segment in segments(wire)]
    for (first, a), (second, b) in itertools.combinations(pieces, 2):
        if together(a, b) > 1:
            alike = first.source == second.source or first.target == second.target
            assert alike, f"{title}: {first} and {second} run together"


def check_bands(layout: Layout, document: Document, title: object) -> None:
    """Bands of a row follow each other, hold their cards, and number the stages in order."""
    assert [band.number for band in layout.bands] == list(range(1, len(layout.bands) + 1)), title
    for left, right in itertools.pairwise(layout.bands):
        assert left.right == right.left or left.bottom == right.top, title
    source = shown_nodes(document.graph, document.block).source
    for name, card in layout.cards.items():
        stage = "embedding" if name == source else document.graph[name].stage
        band = next(b for b in layout.bands if b.stage == stage)
        area = Rect(band.left, band.top, band.right - band.left, band.bottom - band.top)
        assert area.contains(card), f"{title}: {name} leaves {stage}"


def check_labels(layout: Layout, title: object) -> None:
    """What wires are called covers nothing, and the bracket spans what every head has."""
    taken = [*layout.cards.values(), *(op.rect for op in layout.operators)]
    taken += [line(segment) for wire in layout.wires for segment in segments(wire)]
    for plan in layout.labels:
        for text in label(plan, theme("light"), reached=True):
            assert isinstance(text, Text)
            area = fonts.text_rect(text).grown(-0.5)
            assert not any(area.overlaps(other) for other in taken), f"{title}: {text.plain}"


@pytest.mark.parametrize("extent", ["head", "attention", "block"])
def test_every_combination_of_switches(document: Document, extent: str) -> None:
    for switches in every_switch(extent):
        try:
            of(document, **switches)
        except SoftmixError:
            continue  # no such example (concat that X could not be added to)
        check(laid_out(document), document, switches)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    words=st.integers(1, 64),
    memory_words=st.integers(1, 20),
    heads=st.sampled_from([1, 2, 3, 8, 16]),
    d_model=st.sampled_from([2, 8, 9, 48]),
    d_v=st.sampled_from([1, 3, 9]),
    extent=st.sampled_from(["head", "attention", "block"]),
    memory=st.booleans(),
    mask=st.sampled_from(["none", "padding", "custom"]),
    norm_first=st.booleans(),
    biases=st.booleans(),
    reading=st.sampled_from(["project", "cut"]),
    vectors=st.sampled_from(["whole", "real"]),
)
def test_any_size(document: Document, **switches: Any) -> None:
    if switches["reading"] == "cut" and switches["d_model"] % switches["heads"]:
        switches["reading"] = "project"
    of(document, padding=1, d_ff=5, **switches)
    check(laid_out(document), document, switches)


@pytest.mark.parametrize("blocks", [2, 12])
@pytest.mark.parametrize("norm_first", [False, True])
@pytest.mark.parametrize("residual", [False, True])
def test_later_blocks_start_from_what_the_block_before_ends_with(
    document: Document, blocks: int, norm_first: bool, residual: bool
) -> None:
    of(document, extent="block", blocks=blocks, norm_first=norm_first, residual=residual,
       positions=True)  # fmt: skip
    last = ("residual_2" if residual else "ffn_output") if norm_first else "norm_2"
    for block in range(2, blocks + 1):
        document.set_block(block)
        before = "" if block == 2 else f"block_{block - 1}."
        layout = laid_out(document)
        check(layout, document, block)
        assert shown_nodes(document.graph, block).source == before + last
        assert not {"E", "PE", "X"} & set(layout.places)


def test_the_residual_goes_around_both_sub_layers(document: Document) -> None:
    for norm_first in (False, True):
        of(document, extent="block", norm_first=norm_first)
        heavy = [wire for wire in laid_out(document).wires if wire.heavy]
        around = {(w.source, w.target) for w in heavy if w.source != w.target}
        second = "residual_1" if norm_first else "norm_1"
        assert {("X", "residual_1"), (second, "residual_2")} <= around
        straight = next(w for w in heavy if (w.source, w.target) == ("X", "residual_1"))
        (x0, y0), (x1, y1) = straight.points[:2]
        assert x0 == x1  # X drops straight down
        assert y1 > y0
        of(document, extent="block", norm_first=norm_first, residual=False)
        assert not any(wire.heavy for wire in laid_out(document).wires)


def test_what_the_attention_gives_comes_back_along_one_gutter(document: Document) -> None:
    of(document, extent="block", heads=2)
    layout = laid_out(document)
    upper = max(card.bottom for card in layout.cards.values() if card.y < layout.bands[-1].top)
    lower = min(card.y for card in layout.cards.values() if card.y > layout.bands[-1].top)
    backward = [
        (wire.source, segment)
        for wire in layout.wires
        for segment in segments(wire)
        if segment[1][0] < segment[0][0]
    ]
    assert {source for source, _ in backward} == {"attention_output"}
    ((_, ((_, y), _)),) = backward
    assert upper < y < lower


def test_a_row_its_wire_and_its_result_share_a_line(document: Document) -> None:
    layout = laid_out(document)
    for wire in layout.wires:
        if wire.source in {"W_Q", "W_K", "W_V", "scores"} and wire.target != "weights":
            assert len({y for _, y in wire.points}) == 1
    of(document, extent="block")
    layout = laid_out(document)
    chain = ("residual_1", "norm_1", "W_1", "ffn_activation", "W_2")
    for wire in layout.wires:
        if wire.source in chain and wire.target != "residual_2":
            assert len({y for _, y in wire.points}) == 1, wire


def test_the_bracket_spans_the_cards_of_the_heads(document: Document) -> None:
    assert laid_out(document).bracket is None
    for extent in ("head", "attention", "block"):
        of(document, extent=extent, heads=2)
        layout = laid_out(document)
        own = [area for name, area in layout.cards.items() if document.graph[name].per_head]
        assert layout.bracket is not None
        assert layout.bracket.left == min(area.x for area in own)
        assert layout.bracket.right == max(area.right for area in own)
        assert layout.bracket.y < min(area.y for area in layout.cards.values())


def test_both_rows_of_a_block_end_together(document: Document) -> None:
    of(document, extent="block", heads=2, d_model=48, d_ff=96)
    layout = laid_out(document)
    split = layout.bands[-1].top
    for above in (True, False):
        ends = [c.right for c in layout.cards.values() if (c.y < split) == above]
        assert layout.size[0] - max(ends) < 80


@pytest.mark.parametrize("scenario", ["worked-block", "paper-base"])
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("words", [None, 4, 64])
def test_a_block_fits_a_window_of_1440_by_900(
    qapp: object, scenario: str, language: str, words: int | None
) -> None:
    """The canvas beside the rail is 1396 × 723 then; 0.75 is the least a fit may shrink to."""
    document = Document(find_scenario(scenario), language)
    if words is not None and scenario == "paper-base":
        document.set_sentence(" ".join(f"w{i}" for i in range(words)))
    width, height = laid_out(document).size
    assert width * 0.75 <= 1396
    assert height * 0.75 <= 723


def variants(document: Document) -> Iterator[tuple[str, Layout]]:
    """The example as it is, with wide numbers, long words, more words, columns, positions."""
    yield "as it is", laid_out(document)
    document.edit_cells("X", {(0, 0): -123.456})
    yield "wide numbers", laid_out(document)
    document.rename_word(1, "incomprehensibilities")
    yield "a long word", laid_out(document)
    document.switch(positions=True)
    yield "positions", laid_out(document)
    for count in range(4, 13):
        document.insert("word", count - 1, Fill(1), Word(f"w{count}", f"w{count}"))
        yield f"{count} words", laid_out(document)
    for _ in range(7):
        document.insert("d_k", 0, Fill(2))
    yield "d_k 10", laid_out(document)


def test_the_worked_example_as_it_grows(document: Document) -> None:
    for title, layout in variants(document):
        check(layout, document, title)


@pytest.mark.parametrize("positions", [False, True])
def test_layout_is_a_function_of_its_arguments(document: Document, positions: bool) -> None:
    document.switch(positions=positions)
    assert laid_out(document) == laid_out(document)


def test_inserting_a_word_keeps_the_columns_apart(document: Document) -> None:
    state = insert(document.state(), "word", 0, Fill(), Word("so", "所以"))
    document.apply_state(reconfigure(state, positions=True))
    layout = laid_out(document)
    assert layout.cards["E"].right < layout.cards["X"].x
    assert layout.cards["E"].bottom <= layout.cards["PE"].y

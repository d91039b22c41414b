"""Cards of every kind: what they show of one head, as numbers, bars or thumbnails, and its fit."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.scenario import find_scenario
from gui.document import Document
from gui.drawing import fonts
from gui.drawing.card import Card, CardContent, Ring, layout_card
from gui.drawing.content import card_content, lighting
from gui.drawing.metrics import COMPACT, SCREEN, SNUG, Metrics
from gui.drawing.placement import diagram_metrics, shown_nodes
from gui.drawing.primitives import BarGrid, Box, Cells, Hatch, Heat, Polygon, Rect, Text
from gui.theme import theme
from tests.gui.diagrams import state_of

LOOK = theme("light")


def content(document: Document, name: str, **options: Any) -> CardContent:
    """What the card of a node shows, everything visible."""
    visible = np.ones(document.graph.shapes[name][-2:], bool)
    return card_content(document, LOOK, name, visible, **options)


def card(document: Document, name: str, **options: Any) -> Card:
    """The card of a node as the diagram draws it."""
    return layout_card(content(document, name, **options), diagram_metrics(document.graph), LOOK)


def texts(made: Card) -> list[str]:
    """All that is written on a card: beside the matrix, and on it."""
    written = [item.plain for item in made.primitives if isinstance(item, Text)]
    for item in made.primitives:
        if isinstance(item, Cells):
            written += item.texts
    return written


def two_heads(document: Document, **switches: Any) -> Document:
    """A toy with two heads in the document."""
    switches = {"extent": "attention", "heads": 2, **switches}
    document.apply_state(state_of(**switches))
    return document


# -- one head of several ---------------------------------------------------------------------------


def test_a_card_shows_the_plane_of_the_chosen_head(document: Document) -> None:
    two_heads(document)
    for head in (0, 1):
        document.set_head(head)
        for name in ("W_Q", "Q", "scores", "weights", "head_output"):
            shown = content(document, name)
            np.testing.assert_array_equal(shown.values, document.value(name)[head])
            assert shown.sheets == 1
            assert shown.shape == "×".join(map(str, document.graph.shapes[name][1:]))
        assert content(document, "concat").sheets == 0
    np.testing.assert_array_equal(content(document, "Q", head=0).values, document.value("Q")[0])


def test_pins_and_marks_of_other_heads_are_not_shown(document: Document) -> None:
    two_heads(document)
    document.edit_cells("Q", {(1, 2, 0): 9.0})
    here, there = content(document, "Q", head=1), content(document, "Q", head=0)
    assert here.pins == {(2, 0)}
    assert there.pins == frozenset()
    np.testing.assert_array_equal(np.argwhere(here.changed), [[2, 0]])
    assert not there.changed.any()


def test_rings_of_other_heads_are_not_shown(document: Document) -> None:
    two_heads(document)
    document.hover("concat", (1, 3))  # column 3 of two heads with d_v = 2: head 1
    explanation = document.explanation()
    assert explanation is not None
    for head, rings in ((0, []), (1, [Ring(1, 1, LOOK.roles["value"].ink)])):
        assert lighting(document.graph, explanation, LOOK, head).rings["head_output"] == rings
    assert lighting(document.graph, explanation, LOOK, 0).sources == {"head_output"}


@pytest.mark.parametrize(("heads", "sheets"), [(1, 0), (2, 1), (3, 2), (8, 2)])
def test_the_sheets_of_a_stack_peep_out_up_and_right(
    document: Document, heads: int, sheets: int
) -> None:
    two_heads(document, heads=heads)
    made = card(document, "Q")
    out = 4 * sheets
    assert made.front == Rect(0, out, made.size[0] - out, made.size[1] - out)
    boxes = [item.rect for item in made.primitives if isinstance(item, Box)][: sheets + 1]
    corners = [(box.x, box.y) for box in boxes]
    assert corners == [(4 * depth, out - 4 * depth) for depth in range(sheets, -1, -1)]
    assert made.front.contains(made.grid.rect)


def test_what_another_block_hands_on_says_so(document: Document) -> None:
    document.apply_state(state_of(extent="block", blocks=2))
    document.set_block(2)
    shown = content(document, "norm_2", incoming=True)
    assert shown.title == "From block 1"
    assert "".join(run.text for run in shown.header) == "Y"


# -- masks, zeros ----------------------------------------------------------------------------------


def test_masked_cells_are_hatched_and_say_what_they_hold(document: Document) -> None:
    document.apply_state(state_of(mask="causal"))
    above = {(0, 1), (0, 2), (1, 2)}
    for name, said in (("mask", "0"), ("masked_scores", "−∞"), ("weights", "")):
        made = card(document, name)
        hatches = [item.rect for item in made.primitives if isinstance(item, Hatch)]
        cells = {made.grid.at(area.centre, area.middle) for area in hatches}
        assert cells == above, name
        written = [item.plain for item in made.primitives if isinstance(item, Text)]
        assert written.count(said) == (3 if said else 0), name
    assert not any(isinstance(item, Hatch) for item in card(document, "scores").primitives)


def test_an_infinite_number_is_hatched_and_said(document: Document) -> None:
    document.apply_state(state_of())
    document.edit_cells("X", {(0, 0): 1e308})
    document.edit_cells("W_Q", {(0, 0): 10.0})
    made = card(document, "Q")
    assert {"∞", "−∞", "NaN"} & set(texts(made))
    assert any(isinstance(item, Hatch) for item in made.primitives)


def test_cells_fixed_at_zero_are_faint_blocks(document: Document) -> None:
    two_heads(document, reading="cut")
    document.set_head(1)
    grid = card(document, "W_Q").grid
    assert isinstance(grid, Cells)
    fixed = [fill == LOOK.hover for fill in grid.fills]
    assert fixed == [True, True, True, True, False, False, False, False]  # 2 of 4 rows, 2 columns


# -- numbers, bars, thumbnails ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "columns", "weights", "body"),
    [
        (8, 8, False, "numbers"),
        (8, 8, True, "numbers"),
        (9, 8, False, "thumbnail"),
        (2, 9, False, "thumbnail"),
        (2, 9, True, "bars"),
        (4, 16, True, "bars"),
        (5, 16, True, "thumbnail"),
        (4, 17, True, "thumbnail"),
    ],
)
def test_the_body_follows_what_fits(
    document: Document, rows: int, columns: int, weights: bool, body: str
) -> None:
    document.apply_state(state_of(words=rows, memory_words=columns, memory=True))
    shown = content(document, "weights" if weights else "scores")
    assert shown.values.shape == (rows, columns)
    assert shown.body == body


def test_bars_show_words_numbers_and_sums(qapp: object) -> None:
    document = Document(find_scenario("relatives"))
    shown = content(document, "weights")
    made = layout_card(shown, SNUG, LOOK)
    grid = made.grid
    assert isinstance(grid, BarGrid)
    written = texts(made)
    assert {"boy", "girl", "mother", "uncle", "cousin"} <= set(written)
    assert written.count("sums to 1") == 2
    ink = LOOK.roles["attention"].ink
    bars = [i.rect for i in made.primitives if isinstance(i, Box) and i.fill == ink][1:]
    track = next(i.rect for i in made.primitives
                 if isinstance(i, Box) and i.fill == LOOK.sequential.fills[0])  # fmt: skip
    found = np.zeros(shown.values.shape)
    for bar in bars:
        place = grid.at(bar.x + 0.01, bar.middle)
        assert place is not None
        found[place] = bar.w / track.w
    np.testing.assert_allclose(found, document.value("weights"), atol=1e-9)


def test_a_sum_that_is_not_1_is_said(qapp: object) -> None:
    document = Document(find_scenario("relatives"))
    document.edit_cells("weights", {(0, 0): 3.0})
    rest = float(document.value("weights")[0, 1:].sum())
    assert content(document, "weights").sums == (f"sums to {3 + rest:.3f}", "sums to 1")


def test_pointing_at_a_bar_finds_its_cell(document: Document) -> None:
    document.apply_state(state_of(words=3, memory_words=11, memory=True))
    grid = card(document, "weights").grid
    for row, column in np.ndindex(3, 11):
        area = grid.cell(row, column)
        assert grid.at(area.centre, area.middle) == (row, column)
        assert grid.area(row, None).contains(area)
        assert grid.area(None, column).contains(area)
    assert grid.at(grid.rect.x - 1, grid.rect.y) is None


def test_a_huge_matrix_makes_no_text_for_its_cells(document: Document) -> None:
    document.apply_state(state_of(extent="block", d_model=1024, d_ff=3072, d_k=8, d_v=8,
                                  vectors="real"))  # fmt: skip
    made = card(document, "W_1")
    assert isinstance(made.grid, Heat)
    assert made.grid.pixels.size < 30_000
    assert "1024×3072" in texts(made)


@pytest.mark.parametrize(
    ("value", "screen", "snug", "compact"),
    [
        (2.0, "2", "2", "2"),
        (1.9999999, "2.000", "2.00", "2.0"),
        (0.03, "0.03", "0.03", "0.0"),
        (-0.0004, "−4e−4", "0.00", "0.0"),
        (23.846, "23.85", "23.8", "23.8"),
        (-1234.56, "−1234.6", "−1234.6", "−1234.6"),
    ],
)
def test_numbers_are_short_and_never_say_whole_of_what_is_rounded(
    document: Document, value: float, screen: str, snug: str, compact: str
) -> None:
    document.edit_cells("X", {(0, 0): value})
    for metrics, expected in ((SCREEN, screen), (SNUG, snug), (COMPACT, compact)):
        grid = layout_card(content(document, "X"), metrics, LOOK).grid
        assert isinstance(grid, Cells)
        assert grid.texts[0] == expected


def test_a_thumbnail_that_moved_has_one_flag(document: Document) -> None:
    document.apply_state(state_of(d_model=16))
    flags = [i for i in card(document, "X", touched=True).primitives if isinstance(i, Polygon)]
    assert len(flags) == 1
    assert not any(isinstance(i, Polygon) for i in card(document, "X").primitives)


# -- everything fits -------------------------------------------------------------------------------


def check_fit(made: Card, title: object) -> None:
    """Every text lies inside the card, and covers no other."""
    areas = [
        (item.plain, fonts.text_rect(item).grown(-0.6))
        for item in made.primitives
        if isinstance(item, Text) and item.plain.strip()
    ]
    for plain, area in areas:
        assert made.front.contains(area), f"{title}: “{plain}” leaves its card"
    for (first, a), (second, b) in itertools.combinations(areas, 2):
        # 0.8: the area of a line is as high as its font, the line itself lower
        assert not Rect(a.x, a.y + 0.2 * a.h, a.w, 0.6 * a.h).overlaps(
            Rect(b.x, b.y + 0.2 * b.h, b.w, 0.6 * b.h)
        ), f"{title}: “{first}” on “{second}”"
    assert made.front.contains(made.grid.rect), title


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    words=st.integers(1, 20),
    memory_words=st.integers(1, 17),
    heads=st.sampled_from([1, 2, 8]),
    d_model=st.sampled_from([1, 4, 8, 9, 64]),
    extent=st.sampled_from(["head", "attention", "block"]),
    memory=st.booleans(),
    mask=st.sampled_from(["none", "padding"]),
    vectors=st.sampled_from(["whole", "real"]),
    metrics=st.sampled_from([SCREEN, SNUG, COMPACT]),
    pinned=st.booleans(),
    reached=st.booleans(),
)
def test_texts_stay_on_their_card_and_off_each_other(
    document: Document, metrics: Metrics, pinned: bool, reached: bool, **switches: Any
) -> None:
    document.apply_state(state_of(padding=1, d_ff=7, **switches))
    if pinned:
        cell = document.full_cell("scores", 0, 0)
        document.edit_cells("scores", {cell: -12345.678})
    for name in shown_nodes(document.graph).cards:
        visible = np.full(document.graph.shapes[name][-2:], reached)
        shown = card_content(document, LOOK, name, visible)
        check_fit(layout_card(shown, metrics, LOOK), (name, switches))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("scenario", ["relatives", "causal", "worked-block", "paper-base"])
def test_the_cards_of_the_examples_fit(qapp: object, scenario: str, language: str) -> None:
    document = Document(find_scenario(scenario), language)
    for name in shown_nodes(document.graph).cards:
        check_fit(card(document, name), (scenario, name))

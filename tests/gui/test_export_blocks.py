"""Slides of whole blocks, of several heads, of masks and of large matrices: what they show."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pytest

from engine.lesson import Lesson, Prose, Step
from engine.resize import resize
from engine.scenario import find_scenario
from gui.document import Document
from gui.drawing.card import cell_texts
from gui.drawing.primitives import Box, Cells, Hatch, Heat, Text, Wire
from gui.export.looks import slide_theme
from gui.export.slide import Slide, SlideOptions, diagram_slide, matrix_slide, step_slide
from tests.gui.slide_checks import check, cut_texts
from tests.gui.variants import VARIANTS, varied

LIGHT = slide_theme("light")
SIZES = [(1920, 1080), (1080, 1920)]


def step(document: Document, name: str, **options: object) -> Slide:
    """The slide of a step of the document's lesson."""
    return step_slide(document, LIGHT, document.lesson.find(name), SlideOptions(**options))  # type: ignore[arg-type]


def matrix(document: Document, node: str, **options: object) -> Slide:
    """The slide of one matrix."""
    return matrix_slide(document, LIGHT, node, SlideOptions(**options))  # type: ignore[arg-type]


def grids(slide: Slide) -> list[Cells]:
    """The matrices that show numbers, in the order they are drawn."""
    return [item for item in slide.primitives if isinstance(item, Cells)]


def said(slide: Slide) -> list[str]:
    """Every text that is no number of a cell."""
    return [item.plain for item in slide.primitives if isinstance(item, Text)]


def about(document: Document, *focus: str, **more: object) -> Document:
    """Put a lesson in force that has one step, about these nodes."""
    only = Step("only", "embedding", list(focus), **more)  # type: ignore[arg-type]
    prose = {"only": Prose("Title", "Text", "Caption")}
    document.cursor.lesson = Lesson("made", (only,), {"en": prose, "zh": prose})
    return document


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("variant", VARIANTS)
def test_the_layout_holds_for_every_switch(
    qapp: object, variant: str, size: tuple[int, int]
) -> None:
    document = varied(variant)
    options = SlideOptions(size=size)
    for index, each in enumerate(document.lesson.steps):
        check(f"{variant}, {each.id}", step_slide(document, LIGHT, index, options))
    for block in range(1, document.graph.blocks + 1):
        document.set_block(block)
        check(f"{variant}, block {block}", diagram_slide(document, LIGHT, options))
    for name in document.graph.order:
        check(f"{variant}, {name}", matrix_slide(document, LIGHT, name, options))


# -- which cards, and what joins them --------------------------------------------------------------

#: A variant, a step of its lesson, the cards on the slide, the signs between them, the arrows.
SHOWN = [
    ("block", "queries", {"X", "W_Q", "Q"}, ["×"], 1),
    ("biases, gelu", "queries", {"X", "W_Q", "Q"}, ["×", "+ bQ"], 1),
    ("block", "divide", {"scores", "scaled_scores"}, ["÷1.41"], 1),
    ("causal", "minus-infinity", {"scaled_scores", "mask", "masked_scores"}, ["mask"], 1),
    ("causal", "softmax", {"masked_scores", "weights"}, ["softmax"], 1),
    ("zero mask", "minus-infinity", {"scaled_scores", "mask", "masked_scores"}, ["⊙"], 1),
    ("late mask, block", "concat", {"head_output", "concat"}, ["reshape"], 1),
    ("wrong way", "softmax", {"scaled_scores", "weights"}, ["softmax↓"], 1),
    ("custom", "softmax", {"scaled_scores", "masked_scores", "weights"}, ["mask", "softmax"], 2),
    ("block", "concat", {"head_output", "concat"}, ["side by side"], 1),
    ("block", "residual", {"X", "attention_output", "residual_1"}, ["+"], 1),
    ("bare", "residual", {"X", "attention_output"}, [], 0),
    ("block", "norm-row", {"residual_1", "gamma_1", "beta_1", "norm_1"}, ["LN", "×", "+"], 1),
    ("block", "norm-parameters", {"residual_1", "gamma_1", "beta_1", "norm_1"},
     ["LN, ε = 1e−5", "×", "+"], 1),
    ("pre-norm", "norm-row", {"X", "gamma_1", "beta_1", "norm_1"}, ["LN", "×", "+"], 1),
    ("block", "expand", {"norm_1", "W_1", "b_1", "ffn_hidden"}, ["×", "+"], 1),
    ("biases, gelu", "activation", {"ffn_hidden", "ffn_activation"}, ["GELU"], 1),
    ("paper", "softmax", {"scores", "scaled_scores", "weights"}, ["÷8", "softmax"], 2),
    ("paper", "second-add-norm", {"ffn_output", "residual_2", "norm_2"}, ["+ N", "LN"], 2),
    ("causal", "masked-row", {"mask", "weights", "head_output"}, ["…", "× V"], 2),
    ("cross", "compare", {"Q", "weights", "head_output"}, ["…", "× V"], 2),
    ("cross", "keys", {"memory", "W_K", "K"}, ["×"], 1),
]  # fmt: skip


@pytest.mark.parametrize(("variant", "name", "cards", "signs", "arrows"), SHOWN)
def test_a_step_shows_its_nodes_and_what_is_done(
    qapp: object, variant: str, name: str, cards: set[str], signs: list[str], arrows: int
) -> None:
    slide = step(varied(variant), name)
    assert set(slide.cards) == cards
    assert sorted(_signs(slide)) == sorted(signs)
    wires = [item for item in slide.primitives if isinstance(item, Wire)]
    assert sum(wire.arrow for wire in wires) == arrows


def _signs(slide: Slide) -> list[str]:
    """What stands in a box of its own on the wires: in a circle or a pill."""
    wires = [at for at, item in enumerate(slide.primitives) if isinstance(item, Wire)]
    after = slide.primitives[max(wires, default=len(slide.primitives)) :]
    return [
        text.plain
        for box, text in pairwise(after)
        if isinstance(box, Box) and isinstance(text, Text)
    ]


def test_a_result_stands_to_the_right_and_is_larger(qapp: object) -> None:
    slide = step(varied("block"), "scores")
    query, key, scores = (slide.cards[name] for name in ("Q", "K", "scores"))
    assert max(query.right, key.right) < scores.x
    cells = {grid.rect.x: grid.rect.h / grid.rows for grid in grids(slide)}
    *_, large = [cells[x] for x in sorted(cells)]
    assert large == pytest.approx(1.4 * min(cells.values()), rel=0.05)


def test_many_nodes_make_the_whole_diagram_in_two_rows(qapp: object) -> None:
    slide = step(varied("block"), "whole")
    assert {"scores", "norm_1", "ffn_activation", "norm_2"} < set(slide.cards)
    upper = [slide.cards[name] for name in ("X", "Q", "V", "weights", "attention_output")]
    lower = [slide.cards[name] for name in ("residual_1", "norm_1", "W_1", "ffn_output", "norm_2")]
    assert max(card.bottom for card in upper) < min(card.y for card in lower)
    assert [card.x for card in lower] == sorted(card.x for card in lower)
    heavy = [item for item in slide.primitives if isinstance(item, Wire) and item.width > 3]
    assert len(heavy) >= 2  # the two residuals


def test_nodes_that_nothing_joins_stand_side_by_side(qapp: object) -> None:
    slide = step(varied("block"), "keys-values")
    assert set(slide.cards) == {"K", "V"}
    assert not [item for item in slide.primitives if isinstance(item, Wire)]


def test_a_mask_comes_into_a_chain_on_what_it_is_laid_on(qapp: object) -> None:
    slide = step(about(varied("causal"), "mask", "masked_scores", "weights"), "only")
    assert _signs(slide) == ["on S′", "softmax"]


def test_a_step_about_nodes_that_are_left_out_still_has_a_slide(qapp: object) -> None:
    slide = step(about(varied("one head"), "ffn_hidden", "mask"), "only")
    assert set(slide.cards) == {"X"}


# -- heads and blocks ------------------------------------------------------------------------------


def test_the_step_chooses_the_head(qapp: object) -> None:
    document = varied("block")
    document.set_head(1)
    chosen = step(document, "queries")
    assert list(grids(chosen)[-1].texts) == cell_texts(document.value("Q")[0], weights=False)
    assert "Head 1 of 2" in said(chosen)
    other = step(document, "queries", head=1)
    assert list(grids(other)[-1].texts) == cell_texts(document.value("Q")[1], weights=False)
    assert "Head 2 of 2" in said(other)
    lit = step(document, "scores", cell=("scores", (1, 2, 0)))
    assert list(grids(lit)[-1].texts) == cell_texts(document.value("scores")[1], weights=False)
    assert "Head" not in " ".join(said(step(document, "residual")))
    assert (document.head, document.block) == (1, 1)


def test_a_step_about_one_node_of_many_heads_shows_them_all(qapp: object) -> None:
    document = varied("block")
    slide = step(document, "heads-differ")
    weights = document.value("weights")
    assert [list(grid.texts) for grid in grids(slide)] == [
        cell_texts(weights[head], weights=True) for head in (0, 1)
    ]
    assert {"head 1", "head 2"} < set(said(slide))
    assert not [text for text in said(slide) if text.startswith("Head ")]
    rings = [item for item in slide.primitives if isinstance(item, Box) and item.fill is None
             and item.stroke == LIGHT.text]  # fmt: skip
    second = grids(slide)[1].cell(0, 2)  # the step lights weights@1[0,2]
    assert [ring.rect for ring in rings] == [second]


def test_concat_lays_all_heads_beside_their_result(qapp: object) -> None:
    document = varied("block")
    slide = step(document, "concat")
    first, second, together = (np.array(grid.texts).reshape(3, -1) for grid in grids(slide))
    np.testing.assert_array_equal(np.hstack([first, second]), together)
    wide = step(varied("512"), "concat")
    assert len([item for item in wide.primitives if isinstance(item, Heat)]) == 9


def test_a_node_of_another_block_is_shown_and_named(qapp: object) -> None:
    document = varied("two blocks")
    slide = matrix(document, "block_2.Q", head=1)
    assert list(grids(slide)[0].texts) == cell_texts(document.value("block_2.Q")[1], weights=False)
    assert "Block 2 of 2 · Head 2 of 2" in said(slide)
    assert len(grids(matrix(document, "block_2.Q"))) == 2
    document.set_block(2)
    whole = diagram_slide(document, LIGHT, SlideOptions())
    assert "block_2.norm_2" in whole.cards
    assert "Block 2 of 2 · Head 1 of 2" in said(whole)
    about(document, "block_2.norm_1", "block_2.W_1", "block_2.b_1", "block_2.ffn_hidden")
    assert "block_2.ffn_hidden" in step(document, "only").cards
    assert "Block 2 of 2" in said(step(document, "only"))


# -- masks, memory ---------------------------------------------------------------------------------


def test_masked_cells_are_hatched_on_every_card(qapp: object) -> None:
    document = varied("causal")
    slide = step(document, "minus-infinity")
    hatched = [item.rect for item in slide.primitives if isinstance(item, Hatch)]
    masked = int((document.value("mask") == 0).sum())
    for name, count in (("mask", masked), ("masked_scores", masked), ("scaled_scores", 0)):
        assert sum(slide.cards[name].contains(area) for area in hatched) == count, name
    assert said(slide).count("−∞") == masked


def test_weights_over_many_words_are_bars_with_their_sum(qapp: object) -> None:
    document = varied("cross")
    slide = step(document, "softmax")
    card, weights = slide.cards["weights"], document.value("weights")
    ink = LIGHT.roles["attention"].ink
    bars = [item.rect for item in slide.primitives
            if isinstance(item, Box) and item.fill == ink and card.contains(item.rect)
            and item.rect.y > card.y + 60]  # fmt: skip
    assert len(bars) == weights.size
    for query, row in enumerate(weights):
        widths = np.array([bar.w for bar in bars[query * row.size : (query + 1) * row.size]])
        np.testing.assert_allclose(widths / widths.sum(), row, atol=1e-9)
    assert said(slide).count("sums to 1") == 2


def test_rows_of_keys_and_values_are_the_words_of_the_memory(qapp: object) -> None:
    document = varied("cross")
    for name in ("keys", "values"):
        slide = step(document, name)
        assert set(document.memory_words) <= set(said(slide)), name
        assert not set(document.words) & set(said(slide))


def test_scores_of_few_queries_over_many_words_lie_on_their_side(qapp: object) -> None:
    document = varied("cross")
    slide = step(document, "divide")
    scores = document.value("scores")
    shown = [grid for grid in grids(slide) if slide.cards["scores"].contains(grid.rect)]
    assert list(shown[0].texts) == cell_texts(scores.T, weights=False)
    assert cut_texts(slide) == []


# -- large matrices --------------------------------------------------------------------------------


def test_wide_matrices_are_thumbnails_with_their_words_and_shape(qapp: object) -> None:
    document = varied("paper")
    slide = step(document, "activation")
    assert set(document.words) <= set(said(slide))
    assert said(slide).count("11×2048") == 2
    assert slide.smallest_text >= 24
    assert len(slide.primitives) < 200


def test_a_large_matrix_is_a_picture_with_a_colour_bar(qapp: object) -> None:
    document = varied("paper")
    slide = matrix(document, "W_1")
    picture, bar = (item for item in slide.primitives if isinstance(item, Heat))
    assert (picture.rows, picture.columns) == (512, 2048)
    assert len(slide.primitives) < 100  # nothing is kept for each of a million cells
    values, peak = document.value("W_1"), document.colour_range("W_1")
    shown = values[picture.shown_rows, picture.shown_columns]
    wanted = LIGHT.diverging.table[LIGHT.diverging.indices(shown / peak)]
    np.testing.assert_array_equal(picture.pixels, wanted)
    ends = [text for text in said(slide) if re.fullmatch(r"−?0\.\d{3}", text)]
    assert ends == [f"{peak:.3f}", f"−{peak:.3f}"]
    np.testing.assert_array_equal(bar.pixels[:, 0], LIGHT.diverging.table[::-1])
    assert {"1", "256", "512", "2048"} < set(said(slide))  # which row, which column


def test_a_matrix_of_3_million_numbers_stays_small(qapp: object) -> None:
    state = find_scenario("paper-base").state()
    for axis, size in (("d_model", 1024), ("d_ff", 3072)):
        state = resize(state, axis, size)  # type: ignore[arg-type]
    document = Document(find_scenario("paper-base").with_state(state))
    slide = matrix(document, "W_1")
    check("W_1", slide)
    (picture, _) = (item for item in slide.primitives if isinstance(item, Heat))
    assert (picture.rows, picture.columns) == (1024, 3072)
    assert picture.pixels.shape[0] * picture.pixels.shape[1] < 1920 * 1080
    assert len(slide.primitives) < 100


def test_numbers_are_shown_as_long_as_they_can_be_read(qapp: object) -> None:
    document = varied("paper")
    slide = matrix(document, "weights", head=2)
    assert list(grids(slide)[0].texts) == cell_texts(document.value("weights")[2], weights=True)
    assert slide.smallest_text >= 24
    assert grids(matrix(varied("512"), "X")) == []


def test_all_heads_are_small_multiples_of_one_size(qapp: object) -> None:
    slide = matrix(varied("paper"), "weights")
    pictures = [item for item in slide.primitives if isinstance(item, Heat)]
    assert [text for text in said(slide) if text.startswith("head ")] == [
        f"head {number}" for number in range(1, 9)
    ]
    assert len(pictures) == 8
    assert len({(round(p.rect.w, 3), round(p.rect.h, 3)) for p in pictures}) == 1

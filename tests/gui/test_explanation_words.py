"""How cells are made, word by word: what is said of masks, heads, norms, activations, switches."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from engine.numbers import format_number
from engine.ops import Cell
from gui.appearance import Appearance
from gui.document import Document
from gui.drawing.explanation import describe, explanation_text
from gui.drawing.summary import cell_words, summary_runs
from gui.matrix.cell_explanation import CellExplanation
from gui.theme import theme
from tests.gui.variants import varied

pytestmark = pytest.mark.usefixtures("qapp")
LOOK = theme("light")


def spoken(document: Document, node: str, cell: Cell) -> str:
    document.hover(node, cell)
    return explanation_text(document, LOOK)


def short(document: Document, node: str, cell: Cell) -> str:
    document.hover(node, cell)
    explanation = document.explanation()
    assert explanation is not None
    return "".join(run.text for run in summary_runs(explanation, "#000000"))


#: Numbers that are set here, so that scenarios may choose their own.
SET: dict[str, dict[str, dict[Cell, float]]] = {
    "block": {
        "X": {(1, 0): 0, (1, 1): 2, (1, 2): 0, (1, 3): 2},
        "W_Q": {(1, 0, 0): 5, (1, 1, 0): -1, (1, 2, 0): 3, (1, 3, 0): 0.5},
        "K": {(1, 2, 0): 4, (1, 2, 1): -3},
        "Q": {(1, 1, 0): 2, (1, 1, 1): 0.5},
        "b_1": {(0, 2): -1},
        "divisor": {(0, 0): 2},
    },
    "causal": {"scaled_scores": {(1, 3): 1, (3, 1): 0.5}},
    "cross": {
        "Q": {(1, 0): 0, (1, 1): 3, (1, 2): 2},
        "K": {(9, 0): 1, (9, 1): 0, (9, 2): 2},
    },
    "one head": {},
}
SENTENCES = [
    (
        "block",
        "Q",
        (1, 1, 0),
        "Q[head 2, love, 1] = X[love] · W_Q[head 2, :, 1] = 0·5 + 2·(−1) + 0·3 + 2·0.5 = −1",
    ),
    (
        "block",
        "scores",
        (1, 1, 2),
        "scores[head 2, love, tea] = Q[head 2, love] · K[head 2, tea] = 2·4 + 0.5·(−3) = 6.5",
    ),
    (
        "block",
        "scaled_scores",
        (1, 1, 2),
        "scaled_scores[head 2, love, tea] = scores[head 2, love, tea] ÷ divisor = 6.5 ÷ 2 = 3.25",
    ),
    (
        "one head",
        "scores",
        (1, 2),
        "scores[love, tea] = Q[love] · K[tea] = 2·2 + 2·3 + 2·1 = 12",
    ),
    (
        "causal",
        "mask",
        (1, 3),
        "mask[also, hot] = (4 ≤ 2) = 0 0, because “hot” comes after “also”.",
    ),
    (
        "causal",
        "mask",
        (3, 1),
        "mask[hot, also] = (2 ≤ 4) = 1 1, because “also” does not come after “hot”.",
    ),
    (
        "causal",
        "mask",
        (2, 2),
        "mask[love, love] = (3 ≤ 3) = 1 1, because a word may attend to itself.",
    ),
    (
        "causal",
        "masked_scores",
        (1, 3),
        "masked_scores[also, hot] = −∞ mask[also, hot] is 0: the pair is left out, −∞ stands for "
        "its score 1.",
    ),
    (
        "causal",
        "masked_scores",
        (3, 1),
        "masked_scores[hot, also] = scaled_scores[hot, also] = 0.5 mask[hot, also] is 1: the score "
        "is kept.",
    ),
    (
        "zero mask",
        "masked_scores",
        (1, 3),
        "masked_scores[also, hot] = 0 mask[also, hot] is 0: 0 stands for the score 1, and a score "
        "of 0 still gets a weight.",
    ),
    (
        "late mask",
        "weights",
        (0, 3),
        "weights[I, hot] = 0 mask[I, hot] is 0: 0 stands for the weight 0.268, and nobody gets "
        "what it held.",
    ),
    (
        "late mask",
        "weights",
        (3, 0),
        "weights[hot, I] = unmasked_weights[hot, I] = 0.177 mask[hot, I] is 1: the weight is kept.",
    ),
    (
        "late mask, block",
        "concat",
        (1, 2),
        "concat[love, 3] = head_output[head 2, I, 1] = 0.284 Reshaped without a transpose: place "
        "3 in the row of “love” holds column 1 of “I” in head 2.",
    ),
    ("padding", "mask", (0, 2), "mask[I, tea] = (3 ≤ 2) = 0 0, because “tea” is padding."),
    (
        "padding",
        "mask",
        (0, 1),
        "mask[I, love] = (2 ≤ 2) = 1 1, because “love” is a word, not padding.",
    ),
    (
        "cross, masked",
        "mask",
        (0, 10),
        "mask[boy, cousin] = (11 ≤ 7) = 0 0, because “cousin” is padding.",
    ),
    ("custom", "mask", (1, 0), "mask[love, I] = 0 0: “love” may not attend to “I”."),
    ("custom", "mask", (0, 0), "mask[I, I] = 1 1: “I” may attend to “I”."),
    (
        "custom",
        "weights",
        (1, 1, 2),
        "weights[head 2, love, tea] = softmax(masked_scores[head 2, love]) = 0 Every score here is "
        "−∞: the mask leaves nothing to attend to, so these weights are 0.",
    ),
    ("512, cut", "W_Q", (3, 1, 1), "W_Q[head 4, 2, 2] = 0 Fixed at 0: a head that cuts the vector"),
    (
        "cross",
        "scores",
        (1, 9),
        "scores[girl, uncle] = Q[girl] · K[uncle] = 0·1 + 3·0 + 2·2 = 4",
    ),
    (
        "block",
        "divisor",
        (0, 0),
        "divisor = 2 An input. Change it and everything after it follows.",
    ),
    ("block", "b_1", (0, 2), "b_1[3] = −1 An input."),
]


@pytest.mark.parametrize(("name", "node", "cell", "expected"), SENTENCES)
def test_a_cell_is_said_in_these_words(name: str, node: str, cell: Cell, expected: str) -> None:
    document = varied(name)
    for other, cells in SET.get(name, {}).items():
        document.edit_cells(other, cells)
    assert spoken(document, node, cell).startswith(expected)


def test_heads_side_by_side_name_the_head_and_the_column() -> None:
    document = varied("block")
    value = format_number(float(document.value("head_output")[1, 2, 0]), 3)
    assert spoken(document, "concat", (2, 2)) == (
        f"concat[tea, 3] = head_output[head 2, tea, 1] = {value} "
        "The heads stand side by side: column 3 is column 1 of head 2."
    )
    assert short(document, "concat", (2, 2)).startswith("head 2, col. 1 = ")


@pytest.mark.parametrize(("value", "made"), [(-1.25, 0), (1.25, 1.25), (0, 0)])
def test_relu_says_on_which_side_of_zero_it_is(value: float, made: float) -> None:
    document = varied("block")
    document.edit_cells("ffn_hidden", {(1, 0): value})
    shown, out = format_number(value), format_number(made)
    side = "below 0, so 0 goes on." if value < 0 else "not below 0, so it goes on as it is."
    assert spoken(document, "ffn_activation", (1, 0)) == (
        f"ffn_activation[love, 1] = max(0, ffn_hidden[love, 1]) = max(0, {shown}) = {out} "
        f"{shown} is {side}"
    )
    assert short(document, "ffn_activation", (1, 0)) == f"max(0, {shown}) = {out}"


def test_gelu_names_the_share() -> None:
    document = varied("biases, gelu")
    document.edit_cells("ffn_hidden", {(1, 0): 1})  # Φ(1) = 0.8413, of any table
    assert spoken(document, "ffn_activation", (1, 0)) == (
        "ffn_activation[love, 1] = GELU(ffn_hidden[love, 1]) = 1 · Φ(1) = 1 · 0.841 = 0.841 "
        "Φ(1) = 0.841 is the part of a normal distribution that lies below 1."
    )
    assert short(document, "ffn_activation", (1, 0)) == "1 · Φ(1) = 0.8413"


def test_a_bias_is_the_last_term() -> None:
    document = varied("block")
    document.edit_cells("norm_1", {(1, 0): 1, (1, 1): 2, (1, 2): -3, (1, 3): 4})
    document.edit_cells("W_1", {(0, 2): 0, (1, 2): 1, (2, 2): -1, (3, 2): 0})
    document.edit_cells("b_1", {(0, 2): -1})
    expected = (
        "ffn_hidden[love, 3] = norm_1[love] · W_1[:, 3] + b_1[3] "
        "= 1·0 + 2·1 + (−3)·(−1) + 4·0 + (−1) = 4"
    )
    assert spoken(document, "ffn_hidden", (1, 2)) == expected
    assert short(document, "ffn_hidden", (1, 2)) == "0 + 2 + 3 + 0 + … = 4"
    biased = varied("biases, gelu")
    biased.edit_cells("b_Q", {(1, 0, 0): 7})
    text = spoken(biased, "Q", (1, 1, 0))
    assert "X[love] · W_Q[head 2, :, 1] + b_Q[head 2, 1] = " in text
    assert " + 7 = " in text


def test_a_sum_goes_around_a_sublayer() -> None:
    document = varied("block")
    document.edit_cells("X", {(1, 3): 2})
    document.edit_cells("attention_output", {(1, 3): -0.5})
    assert spoken(document, "residual_1", (1, 3)) == (
        "residual_1[love, 4] = X[love, 4] + attention_output[love, 4] = 2 + (−0.5) = 1.5"
    )
    assert short(document, "residual_1", (1, 3)) == "2 − 0.5 = 1.5"


def test_a_norm_is_written_with_letters_and_with_numbers() -> None:
    document = varied("block")
    row = {(1, column): value for column, value in enumerate((1, 3, 5, 7))}  # μ 4, σ² 5
    document.edit_cells("residual_1", row)
    document.edit_cells("eps", {(0, 0): 4})  # √(5 + 4) = 3
    document.edit_cells("gamma_1", {(0, 3): 2})
    document.edit_cells("beta_1", {(0, 3): -0.5})
    assert spoken(document, "norm_1", (1, 3)) == (
        "norm_1[love, 4] = γ·(x − μ)/√(σ² + ε) + β = 2·(7 − 4)/√(5 + 4) + (−0.5) = 1.5 "
        "For one word, over the 4 numbers of residual_1[love]: μ = (1 + 3 + 5 + 7) / 4 = 4 "
        "σ² = 20 / 4 = 5 σ² is the sum of the squares of x − μ, divided by their number."
    )
    assert short(document, "norm_1", (1, 3)) == "2 · (7 − 4) ÷ 3 − 0.5 = 1.5"
    document.switch(norm_divisor="none")
    assert "σ² = 20 σ² is" in spoken(document, "norm_1", (1, 3))


def test_a_norm_over_a_column_names_the_column() -> None:
    text = spoken(varied("wrong way"), "norm_1", (1, 2))
    assert "For one column, over the 3 numbers of residual_1[:, 3]:" in text


def test_softmax_the_wrong_way_names_the_column() -> None:
    text = spoken(varied("wrong way"), "weights", (1, 0, 2))
    assert text.startswith("weights[head 2, I, tea] = softmax↓(scaled_scores[head 2, :, tea]) = e")
    document = varied("wrong way")
    document.switch(mask="custom")
    document.edit_cells("mask", {(row, 1): 0 for row in range(3)})
    assert spoken(document, "weights", (0, 0, 1)).endswith(
        "= 0 Every score of the column is −∞: the mask lets no word attend to “love”, so these "
        "weights are 0."
    )


def test_nodes_of_another_block_keep_their_names() -> None:
    document = varied("two blocks")
    assert spoken(document, "block_2.scores", (0, 1, 2)).startswith(
        "block_2.scores[head 1, love, tea] = block_2.Q[head 1, love] · block_2.K[head 1, tea] = "
    )
    assert "norm_2[love] · block_2.W_Q[head 1, :, 2] + block_2.b_Q[head 1, 2]" in spoken(
        document, "block_2.Q", (0, 1, 1)
    )


def test_one_line_sums_of_masks_and_softmax() -> None:
    document = varied("causal")
    document.edit_cells("scaled_scores", {(1, 3): 1, (3, 1): 0.5})
    assert short(document, "mask", (1, 3)) == "0"
    assert short(document, "masked_scores", (1, 3)) == "1 left out = −∞"
    assert short(document, "masked_scores", (3, 1)) == "0.5 kept = 0.5"
    assert short(document, "weights", (0, 0)).startswith("e")
    custom = varied("custom")
    assert short(custom, "weights", (0, 1, 0)) == "nothing to attend to = 0"


def test_many_terms_are_summed_up_by_the_largest() -> None:
    document = varied("cross")
    weights, grip = document.value("weights")[0], document.value("V")[:, 5]
    products = sorted((weights * grip).tolist(), reverse=True)
    shown = " + ".join(format_number(value, 4) for value in products[:3])
    total = format_number(float(weights @ grip), 4)
    assert short(document, "head_output", (0, 5)) == f"{shown} + … = {total}"


def test_the_pair_of_a_cell_is_named() -> None:
    cross = varied("cross")
    expected = {
        ("weights", (0, 4)): "boy → father's father",
        ("head_output", (1, 5)): "girl, grip (kg)",
        ("divisor", (0, 0)): "divisor",
    }
    for (node, cell), words in expected.items():
        cross.hover(node, cell)
        explanation = cross.explanation()
        assert explanation is not None
        assert cell_words(cross, explanation) == words
    block = varied("block")
    block.hover("b_1", (0, 2))
    explanation = block.explanation()
    assert explanation is not None
    assert cell_words(block, explanation) == "3"


def test_minus_infinity_of_a_mask_is_no_fault_but_an_overflow_is() -> None:
    document = varied("causal")
    for node in ("masked_scores", "weights", "head_output"):
        assert "not finite" not in spoken(document, node, (0, 3 if node != "head_output" else 0))
    document.edit_cells("X", {(0, 0): 1e200})
    document.edit_cells("W_K", {(0, 0): 1e200})
    text = spoken(document, "scores", (0, 0))
    assert text.endswith("The first number that is not finite is K[I, 1].")


def test_a_lit_cell_of_another_head_is_named_with_it(qtbot: QtBot, appearance: Appearance) -> None:
    document = varied("block")
    strip = CellExplanation(document, appearance)
    qtbot.addWidget(strip)
    strip.show()
    document.select("Q", (0, 1, 0))
    assert strip.accessibleDescription().startswith("Q[head 1, love, 1] = ")
    document.set_head(1)
    assert document.lit == ("Q", (1, 1, 0))
    assert strip.accessibleDescription().startswith("Q[head 2, love, 1] = ")
    document.hover("Q", (0, 2, 1))
    assert strip.accessibleDescription().startswith("Q[head 1, tea, 2] = ")


def test_the_strip_follows_a_switch_and_a_new_name(qtbot: QtBot, appearance: Appearance) -> None:
    document = varied("block")
    strip = CellExplanation(document, appearance)
    qtbot.addWidget(strip)
    strip.show()
    document.select("norm_1", (1, 2))
    assert "divided by their number" in strip.accessibleDescription()
    document.switch(norm_divisor="d-1")
    assert "divided by one less" in strip.accessibleDescription()
    document.rename_word(1, "like")
    assert strip.accessibleDescription().startswith("norm_1[like, 3] = ")


def test_nothing_is_lit(document: Document) -> None:
    making = describe(document, LOOK, None)
    assert making.plain == "Point at a number to see how it is made."

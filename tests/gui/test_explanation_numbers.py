"""How cells are made: every number that is spoken, against an encoder written in numpy alone."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

import numpy as np
import pytest

from engine.numbers import parse_number
from engine.ops import Cell
from gui.document import Document
from gui.drawing.explanation import Making, describe
from gui.drawing.explanation_parts import LARGEST_TERMS, MOST_TERMS, selection
from gui.drawing.summary import summary_runs
from gui.theme import theme
from tests.engine.reference_encoder import Arrays, encode
from tests.gui.variants import VARIANTS, varied

pytestmark = pytest.mark.usefixtures("qapp")
LOOK = theme("light")
_NUMBER = r"[−+]?(?:∞|\d+(?:\.\d+)?(?:e[−+]?\d+)?)"


def value_of(text: str) -> float:
    """The number a text is."""
    if text.endswith("∞"):
        return -math.inf if text.startswith("−") else math.inf
    return parse_number(text)


def numbers(text: str) -> list[float]:
    """Every number in a text, signs that stand right before it included."""
    return [value_of(match) for match in re.findall(_NUMBER, text)]


def same(shown: float, expected: float, decimals: int = 3) -> bool:
    """Whether a number is the expected one, rounded (a tiny one keeps three digits)."""
    if not math.isfinite(expected) or not math.isfinite(shown):
        return shown == expected
    off = abs(shown - expected)
    return off <= 0.51 * 10**-decimals or off <= 0.006 * abs(expected)


def reference(document: Document) -> Arrays:
    """All matrices, by an encoder that shares no code with the engine."""
    state = document.state()
    return encode(state.config, dict(state.inputs))


def some_cells(document: Document, node: str) -> Iterator[Cell]:
    """The corners of a matrix and a cell in it, in the first and the last head."""
    *heads, rows, columns = document.graph.shapes[node]
    for head in sorted({0, heads[0] - 1}) if heads else [None]:
        for row, column in {(0, 0), (rows - 1, columns - 1), (0, columns - 1), (rows // 2, 1)}:
            at = (min(row, rows - 1), min(column, columns - 1))
            yield at if head is None else (head, *at)


def making(document: Document, node: str, cell: Cell) -> Making:
    document.hover(node, cell)
    return describe(document, LOOK, document.explanation())


def result(made: Making) -> float:
    """The number that is spoken as what was made: the last run of a line that ends with one."""
    for line in made.lines:
        if len(line) > 1 and re.fullmatch(_NUMBER, line[-1].text):
            return value_of(line[-1].text)
    raise AssertionError(made.plain)


@pytest.mark.parametrize("name", VARIANTS)
def test_what_is_made_is_what_the_reference_makes(name: str) -> None:
    document = varied(name)
    expected = reference(document)
    for node in document.graph.nodes:
        if not node.computed:
            continue
        for cell in some_cells(document, node.name):
            value = float(expected[node.name][cell])
            made = making(document, node.name, cell)
            assert same(result(made), value), f"{made.plain} but {value}"
            runs = summary_runs(document.explanation(), "#000000")
            short = "".join(run.text for run in runs).rpartition("= ")[2]
            assert same(value_of(short), value, 4), short


@pytest.mark.parametrize("name", ["block", "biases, gelu", "two blocks", "512, cut", "paper"])
def test_shown_terms_and_the_rest_add_up(name: str) -> None:
    document = varied(name)
    expected = reference(document)
    for node in ("Q", "K", "V", "attention_output", "ffn_hidden", "ffn_output", "head_output"):
        if node not in document.graph:
            continue
        for cell in some_cells(document, node):
            document.hover(node, cell)
            explanation = document.explanation()
            assert explanation is not None
            chosen = selection(explanation)
            several = len(explanation.terms) - (chosen.bias is not None)
            assert len(chosen.terms) == (several if several <= MOST_TERMS else LARGEST_TERMS)
            assert chosen.more == several - len(chosen.terms)
            bias = chosen.bias.value if chosen.bias is not None else 0.0
            total = sum(term.value for term in chosen.terms) + chosen.rest + bias
            assert total == pytest.approx(float(expected[node][cell]), abs=1e-9)
            text = making(document, node, cell).plain
            assert ("more" in text) == (chosen.more > 0)
            if chosen.more:
                (count, rest) = numbers(text[text.index("… and") :])[:2]
                assert count == chosen.more
                assert same(rest, chosen.rest)


def test_the_largest_terms_are_those_of_numpy() -> None:
    document = varied("paper")
    hidden, weights = document.value("ffn_activation"), document.value("W_2")
    document.hover("ffn_output", (1, 300))
    explanation = document.explanation()
    assert explanation is not None
    products = hidden[1] * weights[:, 300]
    order = np.argsort(-np.abs(products), kind="stable")[:LARGEST_TERMS]
    shown = [term.sources[0].cell[1] for term in selection(explanation).terms]
    assert shown == order.tolist()


_GROUPS = {
    "row": ("For one word", lambda x, row, column: x[row]),
    "column": ("For one column", lambda x, row, column: x[:, column]),
    "matrix": ("For the whole matrix", lambda x, row, column: x.ravel()),
}
_DIVISORS = {
    "d": (lambda n: n, "divided by their number."),
    "d-1": (lambda n: n - 1, "divided by one less than their number."),
    "none": (lambda n: 1, "not divided."),
}


@pytest.mark.parametrize("axis", _GROUPS)
@pytest.mark.parametrize("divisor", _DIVISORS)
@pytest.mark.parametrize("name", ["block", "512 wide"])
def test_a_norm_says_its_mean_its_variance_and_the_convention(
    name: str, axis: str, divisor: str
) -> None:
    document = varied("block" if name == "block" else "paper")
    document.switch(norm_axis=axis, norm_divisor=divisor)
    opening, group_of = _GROUPS[axis]
    under, closing = _DIVISORS[divisor]
    for row, column in ((1, 2), (0, 0)):
        group = group_of(document.value("residual_1"), row, column)
        mean, squares = group.mean(), ((group - group.mean()) ** 2).sum()
        made = making(document, "norm_1", (row, column))
        lines = ["".join(run.text for run in line) for line in made.lines]
        over, mean_line, variance_line, convention = lines[2:]
        assert over.startswith(opening)
        assert numbers(over)[0] == group.size
        assert same(numbers(mean_line)[-1], mean)
        assert same(numbers(variance_line)[-1], squares / under(group.size))
        if divisor != "none":
            assert same(numbers(variance_line)[-3], squares)
            assert numbers(variance_line)[-2] == under(group.size)
        assert convention.endswith(closing)
        assert same(numbers(lines[1])[1], document.value("residual_1")[row, column])


def test_a_norm_without_spread_leaves_beta() -> None:
    document = varied("block")
    document.edit_cells("eps", {(0, 0): 0})
    document.edit_cells("beta_1", {(0, 0): 0.25})
    document.edit_cells("residual_1", {(0, column): 3 for column in range(4)})
    made = making(document, "norm_1", (0, 0))
    assert result(made) == 0.25
    assert "All these numbers are equal and ε is 0: β is left." in made.plain


@pytest.mark.parametrize("name", ["block", "causal", "custom", "wrong way", "cross", "paper"])
def test_the_shares_of_a_softmax_are_those_of_the_reference(name: str) -> None:
    document = varied(name)
    expected = reference(document)
    scores = expected[document.graph["weights"].inputs[0]]
    for cell in some_cells(document, "weights"):
        *leading, row, column = cell
        plane = scores[tuple(leading)]
        line = plane[:, column] if name == "wrong way" else plane[row]
        text = making(document, "weights", cell).plain
        if np.isneginf(line).all():
            assert "so these weights are 0." in text
            continue
        at = row if name == "wrong way" else column
        first = numbers(text[text.index("= e") + 3 :])[0]
        assert same(first, float(line[at])), text
        if line.size <= MOST_TERMS:
            denominator = text.partition("/ (")[2].partition(")")[0]
            shown = numbers(denominator.replace("e", " "))
            assert all(same(a, float(b)) for a, b in zip(shown, line, strict=True)), text
        assert ("e to the power of −∞ is 0" in text) == bool(np.isneginf(line).any())
        assert ("down the column" in text) == (name == "wrong way")


def test_a_share_of_gelu_is_that_of_the_normal_distribution() -> None:
    document = varied("biases, gelu")
    for cell in some_cells(document, "ffn_activation"):
        x = float(document.value("ffn_hidden")[cell])
        share = (1 + math.erf(x / math.sqrt(2))) / 2
        text = making(document, "ffn_activation", cell).plain
        spoken = numbers(text[text.rindex(") = ") + 4 :])[0]
        assert same(spoken, share)

"""One cell, and how it was made."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given

from engine.errors import UnknownNode
from engine.evaluator import Evaluator
from engine.explain import explain, weighted_rows
from engine.state import State
from tests.engine.samples import states, worked


@pytest.fixture
def evaluator() -> Evaluator:
    return worked().evaluator()


#: node, cell -> combination, the terms as [(node, cell, value)…], and the values they contribute.
CASES = [
    ("X", (0, 1), "given", []),
    (
        "Q", (0, 2), "products",
        [("X", (0, 0), 1), ("W_Q", (0, 2), 1), ("X", (0, 1), 0), ("W_Q", (1, 2), 0),
         ("X", (0, 2), 1), ("W_Q", (2, 2), 1), ("X", (0, 3), 0), ("W_Q", (3, 2), 1)],
    ),
    (
        "scores", (1, 2), "products",
        [("Q", (1, 0), 2), ("K", (2, 0), 2), ("Q", (1, 1), 2), ("K", (2, 1), 3),
         ("Q", (1, 2), 2), ("K", (2, 2), 1)],
    ),
    ("scaled_scores", (1, 2), "quotient", [("scores", (1, 2), 12), ("divisor", (0, 0), 1)]),
    (
        "weights", (1, 2), "softmax",
        [("scaled_scores", (1, 0), 4), ("scaled_scores", (1, 1), 16),
         ("scaled_scores", (1, 2), 12)],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "cell", "combination", "sources"), CASES)
def test_where_a_cell_comes_from(
    evaluator: Evaluator,
    name: str,
    cell: tuple[int, int],
    combination: str,
    sources: list[tuple[str, tuple[int, int], float]],
) -> None:
    explanation = explain(evaluator, name, cell)
    assert explanation.combination == combination
    assert [(s.node, s.cell, s.value) for s in explanation.sources()] == sources
    assert explanation.value == explanation.computed == evaluator.value(name)[cell]
    assert not explanation.pinned
    assert explanation.chosen == (cell[1] if combination == "softmax" else 0)


def test_the_terms_of_a_mix(evaluator: Evaluator) -> None:
    terms = explain(evaluator, "head_output", (0, 1)).terms
    assert [round(term.value, 4) for term in terms] == [0.1268, 3.7465, 2.8099]


def test_the_same_cell_twice_is_one_source() -> None:
    state = worked()
    evaluator = state.evaluator()
    sources = explain(evaluator, "weights", (0, 0)).sources()
    assert len(sources) == len({(s.node, s.cell) for s in sources}) == 3


def test_a_pinned_cell_tells_both_numbers(evaluator: Evaluator) -> None:
    evaluator.override("scores", (1, 1), 99)
    explanation = explain(evaluator, "scores", (1, 1))
    assert (explanation.value, explanation.computed, explanation.pinned) == (99, 16, True)
    assert sum(term.value for term in explanation.terms) == 16
    downstream = explain(evaluator, "scaled_scores", (1, 1))
    assert downstream.sources()[0].value == 99
    assert not explain(evaluator, "scores", (1, 2)).pinned


@given(states())
def test_the_terms_combine_to_what_was_computed(state: State) -> None:
    evaluator = state.evaluator()
    for node in evaluator.graph.nodes:
        for cell in np.ndindex(evaluator.graph.shapes[node.name]):
            explanation = explain(evaluator, node.name, cell)
            assert explanation.value == evaluator.value(node.name)[cell]
            for source in explanation.sources():
                assert evaluator.value(source.node)[source.cell] == source.value
            values = [term.value for term in explanation.terms]
            if explanation.combination == "given":
                assert not node.computed
                continue
            if explanation.combination == "quotient":
                made = values[0] / values[1]
            elif explanation.combination == "softmax":
                made = values[explanation.chosen] / sum(values)
            else:
                made = sum(values)
            scale = max(1.0, max(map(abs, values)))
            assert abs(made - explanation.computed) <= 1e-12 * scale


@pytest.mark.parametrize("cell", [(-1, 0), (0, -1), (3, 0), (0, 3), (0,), (), (0, 0, 0)])
@pytest.mark.parametrize("name", ["scores", "W_Q"])
def test_a_cell_that_is_not_there(evaluator: Evaluator, name: str, cell: tuple[int, ...]) -> None:
    inside = name == "W_Q" and cell == (3, 0)
    if inside:
        assert explain(evaluator, name, cell).value == 0
    else:
        with pytest.raises(IndexError):
            explain(evaluator, name, cell)


def test_a_node_that_is_not_there(evaluator: Evaluator) -> None:
    with pytest.raises(UnknownNode):
        explain(evaluator, "nobody", (0, 0))


def test_every_cell_of_an_overflowed_example_can_be_explained(evaluator: Evaluator) -> None:
    evaluator.set_cells("X", dict.fromkeys(np.ndindex(3, 4), 1e308))
    evaluator.set_cell("X", (0, 0), -1e308)
    evaluator.set_cell("divisor", (0, 0), 5e-324)
    for node in evaluator.graph.nodes:
        for cell in np.ndindex(evaluator.graph.shapes[node.name]):
            explain(evaluator, node.name, cell)
    assert math.isnan(explain(evaluator, "weights", (1, 1)).value)


def test_weighted_rows_sum_to_the_mix_of_the_word() -> None:
    evaluator = worked().evaluator()
    rows = weighted_rows(evaluator, "head_output", 0)
    expected = [[0.0634, 0.1268, 0.1901], [0.9366, 3.7465, 0], [0.9366, 2.8099, 1.4049]]
    np.testing.assert_allclose(rows, expected, atol=5e-5)  # worked-example.md, word 1 in detail
    np.testing.assert_allclose(rows.sum(axis=0), evaluator.value("head_output")[0], rtol=1e-14)

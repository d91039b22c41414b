"""For every node of every example, any cell: what its explanation says it is made of makes it."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.evaluator import Evaluator
from engine.explain import Explanation, explain
from engine.pipeline import Config
from engine.scenario import built_in, find_scenario
from engine.switches import reconfigure

#: An example and the switches that are turned in it.
EXAMPLES: dict[str, tuple[str, dict[str, Any]]] = {
    **{one.name: (one.name, {}) for one in built_in()},
    "gelu, biases, positions": (
        "worked-block",
        {"activation": "gelu", "biases": True, "positions": True},
    ),
    "padding, d - 1": ("worked-block", {"mask": "padding", "padding": 1, "norm_divisor": "d-1"}),
    "columns": ("worked-block", {"softmax_axis": "column", "norm_axis": "column"}),
    "matrix": ("worked-block", {"norm_axis": "matrix", "norm_divisor": "none"}),
    "pre-norm, two blocks": ("worked-block", {"norm_first": True, "blocks": 2, "mask": "causal"}),
    "matrix, 512": ("paper-base", {"norm_axis": "matrix"}),
}


@cache
def example(name: str) -> tuple[Evaluator, Config]:
    scenario, switches = EXAMPLES[name]
    state = reconfigure(find_scenario(scenario).state(), **switches)
    evaluator = state.evaluator()
    computed = [node.name for node in evaluator.graph.nodes if node.computed]
    evaluator.override(computed[len(computed) // 2], (0,) * len(
        evaluator.graph.shapes[computed[len(computed) // 2]]), 2.5)  # fmt: skip
    return evaluator, state.config


def made(shown: Explanation, config: Config) -> float:
    """The value, computed anew from nothing but the numbers the terms name."""
    kind = shown.combination
    numbers = [[source.value for source in term.sources] for term in shown.terms]
    if kind in ("products", "affine"):
        return math.fsum(math.prod(factors) for factors in numbers)
    if kind == "sum":
        return math.fsum(factor for factors in numbers for factor in factors)
    if kind == "quotient":
        return numbers[0][0] / numbers[1][0]
    if kind == "copy":
        return numbers[0][0]
    if kind == "masked":
        return numbers[0][0] if numbers[1][0] else -math.inf
    if kind == "softmax":
        scores = [factor for (factor,) in numbers]
        top = max(scores)
        powers = [math.exp(score - top) if score > -math.inf else 0.0 for score in scores]
        return powers[shown.chosen] / math.fsum(powers) if any(powers) else 0.0
    if kind == "relu":
        return max(0.0, numbers[0][0])
    if kind == "gelu":
        x = numbers[0][0]
        return x * math.erfc(-x / math.sqrt(2)) / 2
    if kind == "layer_norm":
        (*group, gamma, beta, eps) = (factor for (factor,) in numbers)
        mean = math.fsum(group) / len(group)
        squares = math.fsum((x - mean) ** 2 for x in group)
        under = {"d": len(group), "d-1": len(group) - 1, "none": 1}[config.norm_divisor]
        return gamma * (group[shown.chosen] - mean) / math.sqrt(squares / under + eps) + beta
    if kind == "squared_error":
        return math.fsum((out - wanted) ** 2 for out, wanted in numbers) / 2
    if kind == "difference":
        return numbers[0][0] - numbers[1][0]
    if kind == "descent":
        return numbers[0][0] - numbers[1][0] * numbers[2][0]
    if kind == "slopes" and shown.node.endswith("divisor"):
        under = dict(shown.facts)["divisor"] ** 2
        return -math.fsum(grad * score for grad, score in numbers) / under
    if kind == "slopes":  # of a softmax: the weight times how far its gradient is off the average
        own = numbers[shown.chosen]
        return own[1] * (own[0] - math.fsum(grad * weight for grad, weight in numbers))
    raise AssertionError(kind)


def from_places(shown: Explanation, evaluator: Evaluator, config: Config) -> float:
    """What is made of no number: a sine of the position, a mask."""
    row, column = shown.cell[-2:]
    if shown.node == "PE":
        angle = row / 10000 ** (column // 2 * 2 / evaluator.graph.sizes["d_model"])
        return math.cos(angle) if column % 2 else math.sin(angle)
    if config.mask == "causal":
        return float(column <= row)
    return float(column < evaluator.graph.shapes[shown.node][1] - config.padding)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_terms_of_a_cell_make_its_value(name: str) -> None:
    evaluator, config = example(name)

    @settings(max_examples=5, deadline=None, database=None)
    @given(st.data())
    def any_cell(data: st.DataObject) -> None:
        for node in evaluator.graph.order:
            shape = evaluator.graph.shapes[node]
            cell = tuple(data.draw(st.integers(0, size - 1)) for size in shape)
            shown = explain(evaluator, node, cell)
            assert shown.value == evaluator.value(node)[cell]
            if shown.combination == "given":
                assert len(shown.terms) == 0
                continue
            assert shown.pinned == (cell in evaluator.overrides(node))
            for source in shown.sources():
                assert evaluator.value(source.node)[source.cell] == source.value
            if shown.combination == "wave":
                value = from_places(shown, evaluator, config)
            else:
                value = made(shown, config)
            finite = shown.terms.values[np.isfinite(shown.terms.values)]
            room = 1e-12 * max(1.0, float(abs(finite).max(initial=0.0)))
            assert math.isclose(value, shown.computed, rel_tol=1e-9, abs_tol=room), shown

    any_cell()


@pytest.mark.parametrize("name", ["worked-block", "columns", "matrix", "paper-base"])
def test_terms_in_arrays_are_the_terms_one_by_one(name: str) -> None:
    evaluator, _ = example(name)
    for node in evaluator.graph.order:
        shape = evaluator.graph.shapes[node]
        shown = explain(evaluator, node, tuple(size // 2 for size in shape))
        terms = list(shown.terms)
        assert shown.terms.values.tolist() == [term.value for term in terms]
        several = len(shown.terms.factors[0][1]) if shown.terms.factors else 0
        for at, (source, cells, numbers) in enumerate(shown.terms.factors):
            assert [(s.node, s.cell, s.value) for s in (term.sources[at] for term in
                    terms[:several])] == [(source, tuple(c), v) for c, v in zip(
                        cells.tolist(), numbers.tolist(), strict=True)]  # fmt: skip
        for part in (slice(None, -1), slice(-3, None), slice(1, 4), slice(None, None, 2)):
            assert list(shown.terms[part]) == terms[part]
        found = {(name, tuple(cell)) for name, cells in shown.cells().items()
                 for cell in cells.tolist()}  # fmt: skip
        assert found == {(source.node, source.cell) for source in shown.sources()}


def test_terms_stay_as_they_were_when_the_values_move_on() -> None:
    evaluator = find_scenario("worked-example").state().evaluator()
    before = explain(evaluator, "scores", (1, 2))
    values, products = before.terms.values.tolist(), list(before.terms)
    evaluator.set_cell("X", (1, 1), 7)
    assert explain(evaluator, "scores", (1, 2)) != before
    assert (before.terms.values.tolist(), list(before.terms)) == (values, products)
    evaluator.set_cell("X", (1, 1), 2)
    assert explain(evaluator, "scores", (1, 2)) == before

"""Exact values of cells: against the evaluator, the worked example, and their own text."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.evaluator import Evaluator
from engine.exact import ExactCells, recognise
from engine.explain import explain
from engine.numbers import parse_number
from engine.paper import surd_text, written
from engine.scenario import built_in, find_scenario
from engine.state import State
from engine.surds import Exact, Surd
from engine.switches import reconfigure
from tests.engine.paper_reader import read
from tests.engine.samples import GOLDEN, states, worked


def exact(evaluator: Evaluator, node: str, cell: tuple[int, ...]) -> Exact | None:
    return ExactCells(evaluator).computed(explain(evaluator, node, cell))


def text(evaluator: Evaluator, node: str, *cell: int) -> str | None:
    value = exact(evaluator, node, cell)
    if value is None:
        return None
    return "".join(f"^{{{part}}}" if raised else part for part, raised in written(value))


def agrees(evaluator: Evaluator, node: str, *, part: float = 1.0) -> int:
    """Every exact value of a node is the evaluator's, its text too; how many there were."""
    cells, found = ExactCells(evaluator), 0
    for cell in np.ndindex(evaluator.graph.shapes[node]):
        shown = explain(evaluator, node, cell)
        value = cells.computed(shown)
        if value is None:
            continue
        found += 1
        largest = float(abs(shown.terms.values).max(initial=0.0))
        room = 0.0 if shown.combination == "softmax" else 1e-12 * largest
        assert math.isclose(float(value), shown.computed, rel_tol=1e-12, abs_tol=room)
        assert math.isclose(float(read(written(value))), float(value), rel_tol=1e-13, abs_tol=room)
    return found


# -- the worked example ----------------------------------------------------------------------------


def test_the_worked_example_is_exact_throughout() -> None:
    evaluator = worked().evaluator()
    for node in evaluator.graph.order:
        assert agrees(evaluator, node) == evaluator.value(node).size, node
    assert [text(evaluator, "weights", 0, k) for k in range(3)] == [
        "e^{2}/(e^{2} + 2e^{4})",
        "e^{4}/(e^{2} + 2e^{4})",
        "e^{4}/(e^{2} + 2e^{4})",
    ]
    assert text(evaluator, "scores", 1, 2) == "12"
    # 1·e² + 2·e⁴ + 2·e⁴, 2·e² + 8·e⁴ + 6·e⁴, 3·e² + 0·e⁴ + 3·e⁴ over e² + 2e⁴
    assert [text(evaluator, "head_output", 0, k) for k in range(3)] == [
        "(e^{2} + 4e^{4})/(e^{2} + 2e^{4})",
        "(2e^{2} + 14e^{4})/(e^{2} + 2e^{4})",
        "(3e^{2} + 3e^{4})/(e^{2} + 2e^{4})",
    ]


@pytest.mark.parametrize("masking", ["zero", "after-softmax"])
def test_a_0_of_a_mask_is_exact(masking: str) -> None:
    state = reconfigure(find_scenario("causal").state(), masking=masking)
    evaluator = state.evaluator()
    for node in evaluator.graph.order:
        assert agrees(evaluator, node), node
    if masking == "zero":
        assert text(evaluator, "masked_scores", 0, 3) == "0"
        assert text(evaluator, "weights", 0, 3) == "1/(4 + e^{3/2})"  # e^0 is 1
    else:
        assert text(evaluator, "weights", 0, 3) == "0"
        assert text(evaluator, "weights", 1, 0) == text(evaluator, "unmasked_weights", 1, 0)


@pytest.mark.parametrize("divisor", ["1", "sqrt(3)"])
def test_exact_values_are_the_golden_ones(divisor: str) -> None:
    evaluator = worked().evaluator()
    evaluator.set_cell("divisor", (0, 0), parse_number(divisor))
    for node in ("weights", "head_output"):
        made = [[float(exact(evaluator, node, (r, c)) or math.nan) for c in range(3)]
                for r in range(3)]  # fmt: skip
        np.testing.assert_allclose(made, GOLDEN["rounded"][divisor][node], rtol=0, atol=6e-9)


def test_with_the_root_of_three_the_roots_stay() -> None:
    evaluator = worked().evaluator()
    evaluator.set_cell("divisor", (0, 0), math.sqrt(3))
    assert text(evaluator, "divisor", 0, 0) == "√3"
    assert text(evaluator, "scaled_scores", 0, 1) == "4/√3"
    assert text(evaluator, "scaled_scores", 1, 2) == "4√3"  # 12/√3
    assert text(evaluator, "weights", 0, 1) == "e^{4/√3}/(e^{2/√3} + 2e^{4/√3})"
    evaluator.set_cell("divisor", (0, 0), 1.7320508)  # typed, and near is not equal
    assert text(evaluator, "scaled_scores", 0, 1) is None
    assert text(evaluator, "weights", 0, 1) is None


def test_a_pin_is_its_own_value() -> None:
    evaluator = worked().evaluator()
    evaluator.override("scores", (0, 0), parse_number("1/3"))
    assert text(evaluator, "scores", 0, 0) == "2"  # what the operation makes
    assert text(evaluator, "scaled_scores", 0, 0) == "1/3"
    assert text(evaluator, "weights", 0, 0) == "e^{1/3}/(e^{1/3} + 2e^{4})"
    evaluator.override("scores", (0, 0), 0.123456789)
    assert text(evaluator, "weights", 0, 0) is None
    assert text(evaluator, "weights", 1, 0) == "e^{4}/(e^{4} + e^{12} + e^{16})"


def test_a_mask_leaves_powers_out() -> None:
    evaluator = reconfigure(worked(), mask="causal").evaluator()
    assert text(evaluator, "weights", 0, 0) == "1"
    assert text(evaluator, "weights", 0, 2) == "0"
    assert text(evaluator, "weights", 1, 0) == "e^{4}/(e^{4} + e^{16})"
    assert text(evaluator, "mask", 0, 2) == "0"
    assert text(evaluator, "masked_scores", 0, 2) is None  # −∞
    custom = reconfigure(worked(), mask="custom").evaluator()
    custom.set_cells("mask", {(0, k): 0.0 for k in range(3)})
    assert text(custom, "weights", 0, 1) == "0"


def test_a_norm_of_whole_numbers_is_a_root() -> None:
    state = reconfigure(find_scenario("worked-block").state(), norm_first=True)
    evaluator = state.evaluator()
    evaluator.set_cells("X", {(0, k): v for k, v in enumerate((1, 3, 5, 7))})  # μ 4, σ² 5
    evaluator.set_cell("eps", (0, 0), 0)
    nodes = evaluator.graph.nodes
    (norm,) = (n.name for n in nodes if n.inputs[:2] == ("X", "gamma_1"))
    assert [text(evaluator, norm, 0, k) for k in range(4)] == ["−3/√5", "−1/√5", "1/√5", "3/√5"]
    evaluator.set_cell("eps", (0, 0), 1e-5)
    assert text(evaluator, norm, 0, 3) == "3/√5.00001"
    evaluator.set_cells("X", {(0, k): 3.0 for k in range(4)})
    evaluator.set_cell("eps", (0, 0), 0)
    evaluator.set_cell("beta_1", (0, 0), 0.25)
    assert text(evaluator, norm, 0, 0) == "1/4"


def test_what_has_no_short_form_has_none() -> None:
    block = find_scenario("worked-block").state()
    evaluator = block.evaluator()
    assert exact(evaluator, "norm_1", (1, 2)) is None  # of weights
    assert exact(evaluator, "norm_2", (1, 2)) is None
    waves = reconfigure(block, positions=True, activation="gelu").evaluator()
    assert text(waves, "PE", 0, 0) == "0"
    assert text(waves, "PE", 0, 1) == "1"
    assert exact(waves, "PE", (1, 0)) is None  # sin 1
    waves.override("ffn_hidden", (0, 0), 0.0)
    waves.override("ffn_hidden", (0, 1), 1.0)
    assert text(waves, "ffn_activation", 0, 0) == "0"
    assert exact(waves, "ffn_activation", (0, 1)) is None
    paper = find_scenario("paper-base").state().evaluator()
    for node in ("Q", "weights", "head_output", "norm_1", "ffn_output"):
        assert exact(paper, node, tuple(0 for _ in paper.graph.shapes[node])) is None


# -- all examples, and any -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", [one.name for one in built_in() if one.name not in ("paper-base", "eight-heads-512")]
)
def test_every_exact_value_of_the_examples_is_the_evaluators(name: str) -> None:
    evaluator = find_scenario(name).state().evaluator()
    assert sum(agrees(evaluator, node) for node in evaluator.graph.order) > 100


short = st.one_of(
    st.integers(-6, 6).map(float),
    st.sampled_from([0.5, -0.25, 1 / 3, 2 / 7, math.sqrt(2), math.sqrt(3) / 2, -math.sqrt(5), 0.1]),
)


@settings(max_examples=60, deadline=None)
@given(states(numbers=short), st.sampled_from([1.0, 2.0, math.sqrt(2), math.sqrt(3), 0.5]))
def test_exact_values_of_small_examples_are_the_evaluators(state: State, divisor: float) -> None:
    evaluator = state.evaluator()
    evaluator.set_cell("divisor", (0, 0), divisor)
    found = {node: agrees(evaluator, node) for node in evaluator.graph.order}
    assert found["W_Q"] == evaluator.value("W_Q").size


@settings(max_examples=30, deadline=None)
@given(states(numbers=st.integers(-5, 5).map(float), pinned=False))
def test_small_examples_in_whole_numbers_are_exact(state: State) -> None:
    evaluator = state.evaluator()
    evaluator.set_cell("divisor", (0, 0), 1.0)
    for node in evaluator.graph.order:
        found = agrees(evaluator, node)
        if not state.config.positions and node != "head_output":
            assert found == evaluator.value(node).size, node


# -- what is typed ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("3", "3"),
        ("-2", "−2"),
        ("0.125", "1/8"),
        ("0.1", "1/10"),
        ("0.137", "0.137"),
        ("1e-5", "0.00001"),
        ("1/3", "1/3"),
        ("22/7", "22/7"),
        ("sqrt(3)", "√3"),
        ("2*sqrt(3)", "2√3"),
        ("sqrt(3)/2", "√3/2"),
        ("sqrt(0.5)", "1/√2"),
        ("-sqrt(2)", "−√2"),
    ],
)
def test_a_short_number_is_recognised(typed: str, shown: str) -> None:
    surd = recognise(parse_number(typed))
    assert surd is not None
    assert surd_text(surd) == shown


@pytest.mark.parametrize(
    "value",
    [
        0.1234567,
        math.pi,
        math.e,
        math.nextafter(math.sqrt(3), 2),
        math.nextafter(1 / 3, 1),
        math.nan,
        math.inf,
        1e300,
        1e-300,
        1234567.5,
    ],
)
def test_what_is_not_short_is_not_recognised(value: float) -> None:
    assert recognise(value) is None


@given(st.fractions(-1000, 1000, max_denominator=1000))
@example(Fraction(1, 3))
def test_every_short_fraction_is_recognised(value: Fraction) -> None:
    surd = recognise(float(value))
    assert surd is not None
    assert float(surd.decimal()) == float(value)
    if value.denominator <= 100:
        assert surd == Surd.of(value)


@given(st.floats(-1e5, 1e5))
def test_a_recognised_number_rounds_to_what_was_given(value: float) -> None:
    surd = recognise(value)
    if surd is not None:
        assert float(surd.decimal()) == value

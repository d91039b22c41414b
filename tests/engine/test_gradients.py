"""Gradients of whole pipelines against differences; pins and frozen inputs; losses."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.special import log_softmax

from engine.evaluator import Evaluator
from engine.gradients import gradients
from engine.losses import ANY, cross_entropy, squared_error
from engine.scenario import find_scenario
from engine.switches import reconfigure

VARIANTS: dict[str, tuple[str, dict[str, Any]]] = {
    "one head": ("worked-example", {}),
    "block": ("worked-block", {"activation": "gelu", "biases": True}),
    "causal": ("causal", {}),
    "cross": ("relatives", {}),
    "pre-norm, two blocks": (
        "worked-block", {"norm_first": True, "blocks": 2, "activation": "gelu"},
    ),
    "columns": ("worked-block", {"softmax_axis": "column", "activation": "gelu"}),
    "positions, bare": ("worked-block", {"positions": True, "residual": False}),
}  # fmt: skip
STEP = 1e-5


def evaluator(name: str) -> Evaluator:
    """With numbers of no pattern, so that nothing cancels and no ReLU stands at its bend."""
    scenario, switches = VARIANTS[name]
    made = reconfigure(find_scenario(scenario).state(), **switches).evaluator()
    rng = np.random.default_rng(4)
    for node in made.graph.nodes:
        if not node.computed and not node.binary and node.name not in ("divisor", "eps"):
            made.set_matrix(node.name, rng.normal(0, 0.7, made.graph.shapes[node.name]))
    return made


def loss(made: Evaluator, name: str, target: np.ndarray) -> float:
    return squared_error(made.value(name), target)[0]


@pytest.mark.parametrize("name", VARIANTS)
def test_every_gradient_is_the_slope_of_the_loss(name: str) -> None:
    made = evaluator(name)
    last = made.graph.order[-1]
    target = np.random.default_rng(5).normal(size=made.graph.shapes[last])
    found = gradients(made, {last: squared_error(made.value(last), target)[1]})
    rng = np.random.default_rng(6)
    checked = 0
    for node in made.graph.nodes:
        if node.computed or node.binary:
            continue
        for _ in range(3):
            cell = tuple(int(rng.integers(n)) for n in made.graph.shapes[node.name])
            value = float(made.value(node.name)[cell])
            ends = []
            for step in (STEP, -STEP):
                made.set_cell(node.name, cell, value + step)
                ends.append(loss(made, last, target))
            made.set_cell(node.name, cell, value)
            slope = (ends[0] - ends[1]) / (2 * STEP)
            assert found[node.name][cell] == pytest.approx(slope, rel=1e-6, abs=1e-9), node.name
            checked += 1
    assert checked > 10


def test_a_pin_cuts_the_gradient_and_a_frozen_input_has_none() -> None:
    made = evaluator("one head")
    seed = {"head_output": np.ones(made.graph.shapes["head_output"])}
    whole = gradients(made, seed)
    for row in range(3):
        for column in range(3):
            made.override("scores", (row, column), 0.5)
    cut = gradients(made, seed, frozen=["W_V"])
    assert np.abs(whole["W_Q"]).max() > 0
    assert np.abs(cut["W_Q"]).max() == 0
    assert "W_V" not in cut
    assert np.abs(cut["V"]).max() > 0


def test_a_seed_has_the_shape_of_its_node() -> None:
    with pytest.raises(ValueError, match="head_output"):
        gradients(evaluator("one head"), {"head_output": np.ones((2, 2))})


@pytest.mark.parametrize("smoothing", [0.0, 0.2])
def test_cross_entropy_is_that_of_scipy(smoothing: float) -> None:
    rng = np.random.default_rng(0)
    logits, labels = rng.normal(size=(6, 4)), np.array([0, 3, 2, ANY, 1, 1])
    value, grad = cross_entropy(logits, labels, smoothing)
    target = np.full((6, 4), smoothing / 4)
    for row, label in enumerate(labels):
        if label == ANY:
            target[row] = 0.25
        else:
            target[row, label] += 1 - smoothing
    assert value == pytest.approx(-(target * log_softmax(logits, axis=1)).sum() / 6)
    for cell in ((0, 0), (3, 2), (5, 1)):
        moved = [logits.copy(), logits.copy()]
        moved[0][cell] += 1e-6
        moved[1][cell] -= 1e-6
        ends = [cross_entropy(one, labels, smoothing)[0] for one in moved]
        assert grad[cell] == pytest.approx((ends[0] - ends[1]) / 2e-6, abs=1e-8)
    with pytest.raises(ValueError, match="classes"):
        cross_entropy(logits, np.full(6, 4))

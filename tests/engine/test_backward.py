"""The gradients that are nodes: against reverse accumulation, against differences, under pins."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.evaluator import Evaluator
from engine.explain import explain
from engine.gradients import gradients
from engine.graph import Node
from engine.influence import depends_on, feeds, influence
from engine.ops import Array
from engine.pipeline import Config
from tests.engine.blocks import drawn, evaluator, pipelines, seeds, state
from tests.engine.samples import ROOT, identical
from tests.engine.test_golden_encoder import CASES

Pipeline = tuple[Config, int, int]
measured = pipelines(loss="squared-error")


def made(p: Pipeline, seed: int) -> Evaluator:
    config, words, memory_words = p
    return evaluator(config, words, seed, memory_words)


def pin_some(values: Evaluator, rng: np.random.Generator, count: int) -> None:
    """Pin cells of computed nodes, gradients among them."""
    computed = [node for node in values.graph.nodes if node.computed and not node.binary]
    for _ in range(count):
        name = computed[int(rng.integers(len(computed)))].name
        cell = tuple(int(rng.integers(n)) for n in values.graph.shapes[name])
        values.override(name, cell, float(rng.standard_normal()))


def accumulated(values: Evaluator) -> dict[str, Array]:
    """The gradients by `engine.gradients`, which knows nothing of these nodes."""
    last = values.graph.output
    return gradients(values, {last: values.value(last) - values.value("target")})


def of(node: Node, values: Evaluator) -> str:
    """The node that `node` is the gradient of."""
    assert node.of in values.graph
    return node.of


@settings(deadline=None, max_examples=120)
@given(measured, seeds, st.integers(0, 4))
def test_every_gradient_is_that_of_reverse_accumulation(p: Pipeline, seed: int, pins: int) -> None:
    values = made(p, seed)
    ahead = {node.name for node in values.graph.ahead}
    rng = np.random.default_rng(seed)
    for _ in range(pins):  # of forward nodes: one of a gradient would show itself
        name = [n.name for n in values.graph.ahead if n.computed and not n.binary][
            int(rng.integers(0, 4))
        ]
        cell = tuple(int(rng.integers(n)) for n in values.graph.shapes[name])
        values.override(name, cell, float(rng.standard_normal()))
    expected = accumulated(values)
    checked = set()
    for node in values.graph.nodes:
        if node.flow == "backward":
            found, wanted = values.value(node.name), expected[of(node, values)]
            assert np.allclose(found, wanted, rtol=1e-9, atol=1e-11, equal_nan=True), node.name
            checked.add(node.of)
    unmeasured = {n.name for n in values.graph.ahead if n.binary or n.stage == "loss"}
    assert checked == set(expected) - unmeasured - {n for n in ahead if n not in expected}


VARIANTS: dict[str, dict[str, Any]] = {
    "one head": {},
    "heads": {"heads": 2, "extent": "attention", "biases": True},
    "cut": {"heads": 2, "extent": "attention", "reading": "cut"},
    "block": {"heads": 2, "extent": "block", "activation": "gelu", "d_ff": 5, "positions": True},
    "pre-norm": {"extent": "block", "norm_first": True, "blocks": 2, "activation": "gelu",
                 "d_ff": 3},
    "by column": {"extent": "block", "softmax_axis": "column", "norm_axis": "column", "d_ff": 2,
                  "activation": "gelu", "norm_divisor": "d-1"},
    "cross, masked": {"extent": "block", "memory": True, "mask": "custom", "d_ff": 3,
                      "activation": "gelu", "norm_axis": "matrix", "norm_divisor": "none"},
}  # fmt: skip
STEP = 1e-5


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_gradient_of_an_input_is_the_slope_of_the_loss(variant: str) -> None:
    config = Config(4, 3, 2, loss="squared-error", **VARIANTS[variant])
    values = evaluator(config, 3, 7, 4 if config.memory else 0)
    for node in values.graph.ahead:
        if node.computed or node.binary or node.name in ("target",):
            continue
        grad = values.graph.turned(node.name, "backward")
        assert grad is not None
        found = values.value(grad).copy()
        for cell in list(np.ndindex(found.shape))[:6]:
            zeros = values.graph.zeros(node.name)
            if zeros is not None and zeros[cell]:
                assert found[cell] == 0
                continue
            before, ends = float(values.value(node.name)[cell]), []
            step = min(STEP, before / 2) if node.name.endswith("eps") else STEP
            for by in (step, -step):
                values.set_cell(node.name, cell, before + by)
                ends.append(float(values.value("loss")[0, 0]))
            values.set_cell(node.name, cell, before)
            slope = (ends[0] - ends[1]) / (2 * step)
            scale = max(1.0, abs(slope))
            assert found[cell] == pytest.approx(slope, rel=1e-6, abs=1e-7 * scale), (
                node.name,
                cell,
            )


@settings(deadline=None, max_examples=60)
@given(measured, seeds)
def test_a_step_is_the_parameter_less_the_rate_times_its_gradient(p: Pipeline, seed: int) -> None:
    values = made(p, seed)
    rate = float(values.value("learning_rate")[0, 0])
    learnt = [node for node in values.graph.ahead if node.learned]
    for node in learnt:
        after = values.graph.turned(node.name, "update")
        grad = values.graph.turned(node.name, "backward")
        if after is not None:
            assert grad is not None
            expected = values.value(node.name) - rate * values.value(grad)
            np.testing.assert_array_equal(values.value(after), expected)
    assert any(values.graph.turned(node.name, "update") for node in learnt)


def test_a_small_step_makes_the_loss_smaller() -> None:
    values = evaluator(Config(4, 3, 2, loss="squared-error"), 3, 3)
    before = float(values.value("loss")[0, 0])
    values.set_cell("learning_rate", (0, 0), 1e-3)
    steps = {node.of: values.value(node.name).copy() for node in values.graph.nodes
             if node.flow == "update" and node.of}  # fmt: skip
    assert set(steps) == {"W_Q", "W_K", "W_V"}
    for name, matrix in steps.items():
        values.set_matrix(name, matrix)
    assert float(values.value("loss")[0, 0]) < before


def test_what_is_frozen_has_no_gradient_and_no_step() -> None:
    values = evaluator(Config(4, 3, 2, loss="squared-error", frozen=("W_K",)), 3, 3)
    assert "grad_W_K" not in values.graph
    assert "next_W_K" not in values.graph
    assert "grad_W_Q" in values.graph


@settings(deadline=None, max_examples=60)
@given(measured, seeds)
def test_edits_and_pins_leave_what_a_fresh_evaluator_computes(p: Pipeline, seed: int) -> None:
    """Also a pin that changes no value cuts the way back, and letting it go opens it again."""
    config, words, memory_words = p
    inputs = drawn(config, words, seed, memory_words)
    values = state(config, words, inputs, memory_words).evaluator()
    rng = np.random.default_rng(seed)
    computed = [n.name for n in values.graph.nodes if n.computed and not n.binary]
    for _ in range(8):
        name = computed[int(rng.integers(len(computed)))]
        cell = tuple(int(rng.integers(n)) for n in values.graph.shapes[name])
        pins = values.overrides(name)
        if cell in pins:
            values.release(name, cell)
        else:
            same = rng.integers(2) == 0 and np.isfinite(values.value(name)[cell])
            number = float(values.value(name)[cell]) if same else float(rng.standard_normal())
            values.override(name, cell, number)
        given_name = ["X" if "X" in values.inputs() else "E", "target"][int(rng.integers(2))]
        at = tuple(int(rng.integers(n)) for n in values.graph.shapes[given_name])
        values.set_cell(given_name, at, float(rng.standard_normal()))
        fresh = Evaluator(values.graph, values.inputs(), values.all_overrides())
        for other in values.graph.order:
            assert identical(values.value(other), fresh.value(other)), other
            assert identical(values.computed(other), fresh.computed(other)), other


@settings(deadline=None, max_examples=40)
@given(measured, seeds)
def test_the_terms_of_every_gradient_make_its_cell(p: Pipeline, seed: int) -> None:
    values, rng = made(p, seed), np.random.default_rng(seed)
    pin_some(values, rng, 2)
    for node in values.graph.nodes:
        if node.op is None or (node.flow == "forward" and node.name != "loss"):
            continue
        cell = tuple(int(rng.integers(n)) for n in values.graph.shapes[node.name])
        found = explain(values, node.name, cell)
        made_of = node.op.terms(cell, values.read_by(node.name), values.computed(node.name))
        assert made_of.evaluate() == pytest.approx(found.computed, rel=1e-9, abs=1e-9), node.name
        if found.combination == "slopes":
            assert found.slopes is not None
            gradients_read = [term.sources[0].value for term in found.terms]
            total = float(np.dot(gradients_read, found.slopes))
            assert total == pytest.approx(found.computed, rel=1e-9, abs=1e-9), node.name


@settings(deadline=None, max_examples=40)
@given(pipelines(loss="squared-error", activation="gelu"), seeds)
def test_the_influence_on_a_gradient_is_the_second_derivative(p: Pipeline, seed: int) -> None:
    values, rng = made(p, seed), np.random.default_rng(seed)
    pin_some(values, rng, 2)
    back = [node.name for node in values.graph.nodes if node.flow == "backward"]
    name = back[int(rng.integers(len(back)))]
    at = tuple(int(rng.integers(n)) for n in values.graph.shapes[name])
    found = influence(values, name, at)
    for source in [n for n in values.inputs() if not values.graph[n].binary and n in found][:4]:
        cell = tuple(int(rng.integers(n)) for n in values.graph.shapes[source])
        zeros = values.graph.zeros(source)
        if source.endswith("eps") or (zeros is not None and zeros[cell]):
            continue
        before, ends = float(values.value(source)[cell]), []
        if source.endswith("divisor") and abs(before) < 0.1:
            continue
        step = 1e-6 * max(1.0, abs(before))
        for by in (step, -step):
            values.set_cell(source, cell, before + by)
            ends.append(float(values.value(name)[at]))
        values.set_cell(source, cell, before)
        slope = (ends[0] - ends[1]) / (2 * step)
        scale = max(1.0, abs(slope), abs(ends[0]))
        if np.isfinite(slope) and scale < 1e4:
            assert found[source][cell] == pytest.approx(slope, rel=1e-3, abs=1e-4 * scale)


@settings(deadline=None, max_examples=60)
@given(pipelines(loss="squared-error", activation="gelu"), seeds, st.booleans())
def test_no_input_moves_a_gradient_that_does_not_depend_on_it(
    p: Pipeline, seed: int, pinned: bool
) -> None:
    """Also that most of those it is said to depend on do move it; some are 0 by chance."""
    values, rng = made(p, seed), np.random.default_rng(seed)
    if pinned:
        pin_some(values, rng, 2)
    back = [node.name for node in values.graph.nodes if node.flow != "forward" and node.computed]
    name = back[int(rng.integers(len(back)))]
    at = tuple(int(rng.integers(n)) for n in values.graph.shapes[name])
    lit, now = depends_on(values, name, at), float(values.value(name)[at])
    for source in values.inputs():
        mask = lit.get(source, np.zeros(values.graph.shapes[source], bool))
        zeros = values.graph.zeros(source)
        for cell in [tuple(int(i) for i in one) for one in np.argwhere(~mask)][:4]:
            if values.graph[source].binary or (zeros is not None and zeros[cell]):
                continue
            before = float(values.value(source)[cell])
            values.set_cell(source, cell, abs(before) + 0.37)
            assert float(values.value(name)[at]) == now, (source, cell, name, at)
            values.set_cell(source, cell, before)


@settings(deadline=None, max_examples=60)
@given(measured, seeds)
def test_what_a_cell_feeds_on_the_way_back_is_what_depends_on_it(p: Pipeline, seed: int) -> None:
    values, rng = made(p, seed), np.random.default_rng(seed)
    pin_some(values, rng, int(rng.integers(3)))
    graph = values.graph
    name = graph.order[int(rng.integers(len(graph.order)))]
    cell = tuple(int(rng.integers(n)) for n in graph.shapes[name])
    zeros = graph.zeros(name)
    if zeros is not None and zeros[cell]:
        return
    fed = feeds(values, name, cell)
    for other in graph.order:
        mask = fed.get(other, np.zeros(graph.shapes[other], bool))
        at = tuple(int(rng.integers(n)) for n in graph.shapes[other])
        back = depends_on(values, other, at).get(name)
        assert bool(mask[at]) == bool(back is not None and back[cell]), (name, cell, other, at)


def _autograd() -> dict[str, dict[str, Array]]:
    """For every case of encoder_layers.npz the target, the loss, and PyTorch's gradients."""
    with np.load(ROOT / "tests/golden/encoder_gradients.npz", allow_pickle=False) as file:
        cases: dict[str, dict[str, list[int]]] = json.loads(str(file["cases"]))
        numbers = file["numbers"]
    found: dict[str, dict[str, Array]] = {}
    start = 0
    for case, shapes in cases.items():
        found[case] = {}
        for name, shape in shapes.items():
            end = start + int(np.prod(shape))
            found[case][name] = numbers[start:end].reshape(shape)
            start = end
    return found


@pytest.mark.parametrize(("name", "expected"), _autograd().items(), ids=_autograd())
def test_the_gradients_of_whole_blocks_are_those_of_autograd(
    name: str, expected: dict[str, Array]
) -> None:
    case = CASES[name]
    config, words = Config(**case["config"], loss="squared-error"), case["words"]
    memory_words = case.get("memory_words", 0)
    nodes = {**case["nodes"], "target": expected["target"], "learning_rate": np.array([[0.1]])}
    needed = drawn(config, words, 0, memory_words)
    inputs = {node: nodes[node] for node in needed}
    values = state(config, words, inputs, memory_words).evaluator()
    np.testing.assert_allclose(values.value("loss"), expected["loss"], rtol=1e-12)
    checked = 0
    for node, wanted in expected.items():
        if node in ("target", "loss"):
            continue
        grad = values.graph.turned(node, "backward")
        assert grad is not None, node
        zeros = values.graph.zeros(node)
        wanted = wanted if zeros is None else np.where(zeros, 0.0, wanted)
        scale = max(1.0, float(np.abs(wanted).max()))
        np.testing.assert_allclose(values.value(grad), wanted, rtol=0, atol=1e-10 * scale)
        checked += 1
    assert checked >= 5

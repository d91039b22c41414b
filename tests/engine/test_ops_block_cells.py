"""The operations of the whole block: gradients against central differences, terms of every cell."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.ops import (
    Array,
    CausalMask,
    Cell,
    ConcatHeads,
    Gelu,
    LayerNorm,
    Linear,
    Mask,
    Op,
    PaddingMask,
    Relu,
    ReshapeHeads,
    Softmax,
    Terms,
    ZeroMask,
)
from tests.engine.blocks import seeds
from tests.engine.samples import apply

INF = math.inf

Draw = Callable[[np.random.Generator, int, int, int, tuple[int, ...]], list[Array]]


class Sample(NamedTuple):
    """An op, how to draw inputs for it, and which of them its result depends on smoothly."""

    op: Op
    draw: Draw
    smooth: tuple[int, ...]


def _norm_inputs(
    rng: np.random.Generator, a: int, b: int, c: int, head: tuple[int, ...]
) -> list[Array]:
    eps = np.array([[rng.uniform(0.1, 1)]])
    return [*(rng.standard_normal(shape) for shape in ((a, b), (1, b), (1, b))), eps]


def _scores(rng: np.random.Generator, shape: tuple[int, ...]) -> Array:
    """Scores with masked cells among them, and whole masked rows."""
    scores = rng.standard_normal(shape)
    scores[rng.random(shape) < 0.3] = -INF
    return scores


def _away_from_0(rng: np.random.Generator, shape: tuple[int, ...]) -> Array:
    drawn = rng.standard_normal(shape)
    return np.asarray(drawn + np.copysign(0.1, drawn))


SAMPLES = {
    "linear": Sample(
        Linear(),
        lambda rng, a, b, c, h: [
            rng.standard_normal(s) for s in ((*h, a, b), (*h, b, c), (*h, 1, c))
        ],
        (0, 1, 2),
    ),
    "linear of one input, many heads": Sample(
        Linear(),
        lambda rng, a, b, c, h: [rng.standard_normal(s) for s in ((a, b), (*h, b, c), (*h, 1, c))],
        (0, 1, 2),
    ),
    "mask": Sample(
        Mask(),
        lambda rng, a, b, c, h: [
            rng.standard_normal((*h, a, b)), rng.integers(0, 2, (a, b)).astype(float),
        ],
        (0,),
    ),
    "mask of zeros": Sample(
        ZeroMask(),
        lambda rng, a, b, c, h: [
            rng.standard_normal((*h, a, b)), rng.integers(0, 2, (a, b)).astype(float),
        ],
        (0,),
    ),
    "causal": Sample(CausalMask(3), lambda rng, a, b, c, h: [], ()),
    "padding": Sample(PaddingMask(2, 4, 1), lambda rng, a, b, c, h: [], ()),
    "softmax": Sample(Softmax(), lambda rng, a, b, c, h: [_scores(rng, (*h, a, b))], (0,)),
    "softmax by column": Sample(
        Softmax("column"), lambda rng, a, b, c, h: [_scores(rng, (*h, a, b))], (0,)
    ),
    "concat": Sample(
        ConcatHeads(), lambda rng, a, b, c, h: [rng.standard_normal((*(h or (1,)), a, b))], (0,)
    ),
    "reshape": Sample(
        ReshapeHeads(), lambda rng, a, b, c, h: [rng.standard_normal((*(h or (1,)), a, b))], (0,)
    ),
    "relu": Sample(Relu(), lambda rng, a, b, c, h: [_away_from_0(rng, (a, b))], (0,)),
    "gelu": Sample(Gelu(), lambda rng, a, b, c, h: [3 * rng.standard_normal((a, b))], (0,)),
}  # fmt: skip
for axis in ("row", "column", "matrix"):
    for divisor in ("d", "d-1", "none"):
        SAMPLES[f"norm of {axis} by {divisor}"] = Sample(
            LayerNorm(axis, divisor), _norm_inputs, (0, 1, 2, 3)
        )

each_sample = pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
sizes = st.integers(1, 4)
heads = st.sampled_from([(), (1,), (3,)])


@each_sample
@settings(max_examples=40)
@given(sizes, sizes, sizes, heads, seeds)
def test_vjp_against_central_differences(
    sample: Sample, a: int, b: int, c: int, head: tuple[int, ...], seed: int
) -> None:
    rng = np.random.default_rng(seed)
    inputs = sample.draw(rng, a, b, c, head)
    out = apply(sample.op, *inputs)
    grad = rng.standard_normal(out.shape)
    gradients = sample.op.vjp(grad, inputs, out)
    assert [g.shape for g in gradients] == [array.shape for array in inputs]
    step = 1e-5
    for index, gradient in enumerate(gradients):
        if index not in sample.smooth:  # a mask is 0 or 1: nothing moves it by a little
            assert not gradient.any()
            continue
        measured = np.empty_like(gradient)
        for cell in np.ndindex(gradient.shape):
            results = []
            for sign in (1, -1):
                moved = [array.copy() for array in inputs]
                moved[index][cell] += sign * step
                results.append(apply(sample.op, *moved))
            moves = np.isfinite(out)  # what is −∞ stays so
            change = results[0][moves] - results[1][moves]
            measured[cell] = (grad[moves] * change).sum() / (2 * step)
        scale = max(1.0, float(np.abs(measured).max()))
        assert np.abs(gradient - measured).max() / scale <= 1e-6


def _cells(op: Op, inputs: list[Array], out: Array) -> list[tuple[Cell, Terms]]:
    return [(cell, op.terms(cell, inputs, out)) for cell in np.ndindex(out.shape)]


@each_sample
@settings(max_examples=40)
@given(sizes, sizes, sizes, heads, seeds)
def test_terms_evaluate_to_the_cell(
    sample: Sample, a: int, b: int, c: int, head: tuple[int, ...], seed: int
) -> None:
    inputs = sample.draw(np.random.default_rng(seed), a, b, c, head)
    out = apply(sample.op, *inputs)
    for cell, terms in _cells(sample.op, inputs, out):
        assert terms.evaluate() == pytest.approx(out[cell], rel=1e-12, abs=1e-14)
        for term in terms.terms:
            for operand in term.operands:
                assert inputs[operand.input][operand.cell] == operand.value


@each_sample
@settings(max_examples=15)
@given(sizes, sizes, sizes, heads, seeds)
def test_a_cell_depends_on_no_other_cells_than_its_operands(
    sample: Sample, a: int, b: int, c: int, head: tuple[int, ...], seed: int
) -> None:
    op = sample.op
    inputs = sample.draw(np.random.default_rng(seed), a, b, c, head)
    out = apply(op, *inputs)
    listed = {
        cell: {(operand.input, operand.cell) for term in terms.terms for operand in term.operands}
        for cell, terms in _cells(op, inputs, out)
    }
    for index, matrix in enumerate(inputs):
        for source in np.ndindex(matrix.shape):
            moved = [array.copy() for array in inputs]
            is_mask = index not in sample.smooth
            moved[index][source] = 1 - matrix[source] if is_mask else matrix[source] + 0.25
            after = apply(op, *moved)
            for cell in np.ndindex(out.shape):
                if after[cell] != out[cell]:
                    assert (index, source) in listed[cell], (index, source, cell)
                elif isinstance(op, Linear | ConcatHeads):
                    assert (index, source) not in listed[cell], (index, source, cell)

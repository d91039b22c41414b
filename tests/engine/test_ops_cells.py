"""Gradients against central differences, and the terms of a cell against the cell."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.ops import (
    Add,
    Array,
    Cell,
    Divide,
    MatMul,
    Mix,
    Op,
    QueryKeyProduct,
    SinusoidalPositions,
    Softmax,
    Terms,
)
from tests.engine.samples import apply

Shapes = list[tuple[int, ...]]


def _of_product(a: int, b: int, c: int, heads: list[tuple[int, ...]]) -> Shapes:
    return [(*heads[0], a, b), (*heads[1], b, c)]


SHAPES: dict[Op, Callable[[int, int, int, list[tuple[int, ...]]], Shapes]] = {
    MatMul(): _of_product,
    Mix(): _of_product,
    QueryKeyProduct(): lambda a, b, c, h: [(*h[0], a, b), (*h[1], c, b)],
    Divide(): lambda a, b, c, h: [(*h[0], a, b), (1, 1)],
    Softmax(): lambda a, b, c, h: [(*h[0], a, b)],
    Add(): lambda a, b, c, h: [(a, b), (a, b)],
    SinusoidalPositions(2, 3): lambda a, b, c, h: [],
}
each_op = pytest.mark.parametrize("op", SHAPES, ids=lambda op: type(op).__name__)

#: The head axes of both inputs: none, one side only, or the same on both.
heads = st.sampled_from([[(), ()], [(2,), ()], [(), (2,)], [(3,), (3,)], [(1,), (1,)]])
sizes = st.integers(1, 4)
seeds = st.integers(0, 2**32 - 1)


def _inputs(op: Op, shapes: Shapes, rng: np.random.Generator) -> list[Array]:
    inputs = [rng.standard_normal(shape) for shape in shapes]
    for index in op.nonzero_inputs:
        inputs[index] = np.sign(inputs[index]) * (np.abs(inputs[index]) + 0.5)
    return inputs


@each_op
@settings(max_examples=40)
@given(sizes, sizes, sizes, heads, seeds)
def test_vjp_against_central_differences(
    op: Op, a: int, b: int, c: int, head: list[tuple[int, ...]], seed: int
) -> None:
    rng = np.random.default_rng(seed)
    inputs = _inputs(op, SHAPES[op](a, b, c, head), rng)
    out = apply(op, *inputs)
    grad = rng.standard_normal(out.shape)
    gradients = op.vjp(grad, inputs, out)
    assert len(gradients) == len(inputs)
    step = 1e-5
    for index, gradient in enumerate(gradients):
        assert gradient.shape == inputs[index].shape
        measured = np.empty_like(gradient)
        for cell in np.ndindex(gradient.shape):
            sums = []
            for sign in (1, -1):
                moved = [array.copy() for array in inputs]
                moved[index][cell] += sign * step
                sums.append(np.sum(grad * apply(op, *moved)))
            measured[cell] = (sums[0] - sums[1]) / (2 * step)
        scale = max(1.0, float(np.abs(measured).max()))
        assert np.abs(gradient - measured).max() / scale <= 1e-6


def _cells(op: Op, inputs: list[Array], out: Array) -> list[tuple[Cell, Terms]]:
    return [(cell, op.terms(cell, inputs, out)) for cell in np.ndindex(out.shape)]


@each_op
@settings(max_examples=40)
@given(sizes, sizes, sizes, heads, seeds)
def test_terms_evaluate_to_the_cell(
    op: Op, a: int, b: int, c: int, head: list[tuple[int, ...]], seed: int
) -> None:
    inputs = _inputs(op, SHAPES[op](a, b, c, head), np.random.default_rng(seed))
    out = apply(op, *inputs)
    for cell, terms in _cells(op, inputs, out):
        assert terms.evaluate() == pytest.approx(out[cell], rel=1e-12, abs=1e-14)
        for term in terms.terms:
            for operand in term.operands:
                assert inputs[operand.input][operand.cell] == operand.value
            if terms.combination == "products":
                assert term.value == np.prod([operand.value for operand in term.operands])
            elif terms.combination in ("sum", "quotient"):
                assert [term.value] == [operand.value for operand in term.operands]


@each_op
@settings(max_examples=15)
@given(sizes, sizes, sizes, heads, seeds)
def test_a_cell_depends_on_its_operands_and_on_nothing_else(
    op: Op, a: int, b: int, c: int, head: list[tuple[int, ...]], seed: int
) -> None:
    inputs = _inputs(op, SHAPES[op](a, b, c, head), np.random.default_rng(seed))
    out = apply(op, *inputs)
    listed = {
        cell: {(operand.input, operand.cell) for term in terms.terms for operand in term.operands}
        for cell, terms in _cells(op, inputs, out)
    }
    for index, matrix in enumerate(inputs):
        for source in np.ndindex(matrix.shape):
            moved = [array.copy() for array in inputs]
            moved[index][source] += 0.25
            after = apply(op, *moved)
            for cell in np.ndindex(out.shape):
                constant = isinstance(op, Softmax) and out.shape[-1] == 1  # always 1
                depends = (index, source) in listed[cell] and not constant
                assert (after[cell] != out[cell]) == depends, (index, source, cell)


def test_softmax_terms_say_which_is_the_numerator() -> None:
    scores = np.array([[1.0, 2.0, 3.0]])
    weights = apply(Softmax(), scores)
    for column in range(3):
        terms = Softmax().terms((0, column), [scores], weights)
        assert terms.chosen == column
        assert [o.cell for t in terms.terms for o in t.operands] == [(0, 0), (0, 1), (0, 2)]


def test_terms_of_an_overflowed_row_are_told_without_a_warning() -> None:
    scores = np.array([[np.inf, 1.0]])
    with np.errstate(all="ignore"):
        weights = apply(Softmax(), scores)
    terms = Softmax().terms((0, 0), [scores], weights)
    assert np.isnan(terms.evaluate())

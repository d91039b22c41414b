"""From raw scores to attention weights: divide, softmax. (Vaswani 2017, eq. 1)"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.ops.base import Array, Cell, Op, Operand, Shape, Term, Terms, require, show


class Divide(Op):
    """Divide every score by one number. scores [..., query, key], divisor [1, 1] -> like scores."""

    formula = r"<out> = \frac{<0>}{<1>}"
    cell_formula = r"<out>_{ij} = \frac{<0>_{ij}}{<1>}"
    plain = "<out> = <0> ÷ <1>"
    nonzero_inputs = (1,)

    def infer_shape(self, shapes: Sequence[Shape]) -> Shape:
        scores, divisor = shapes
        require(divisor == (1, 1), f"the divisor is {show(divisor)}, not 1×1")
        return scores

    def forward(self, inputs: Sequence[Array], out: Array) -> None:
        scores, divisor = inputs
        np.divide(scores, divisor[0, 0], out=out)  # [..., query, key]

    def vjp(self, grad: Array, inputs: Sequence[Array], out: Array) -> tuple[Array, ...]:
        scores, divisor = inputs
        d = divisor[0, 0]
        to_divisor = -np.sum(grad * scores) / (d * d)
        return grad / d, np.full((1, 1), to_divisor)

    def terms(self, cell: Cell, inputs: Sequence[Array], out: Array) -> Terms:
        scores, divisor = inputs
        score, d = float(scores[cell]), float(divisor[0, 0])
        return Terms(
            "quotient",
            (Term((Operand(0, cell, score),), score), Term((Operand(1, (0, 0), d),), d)),
        )


class Softmax(Op):
    """Softmax by row. scores [..., query, key] -> weights [..., query, key]; each row sums to 1.

    The row's maximum is taken off first, which changes nothing but keeps `exp` from overflowing.
    """

    formula = r"<out> = \mathrm{softmax}(<0>)"
    cell_formula = r"<out>_{ij} = \frac{e^{<0>_{ij}}}{\sum_k e^{<0>_{ik}}}"
    plain = "<out> = softmax(<0>)"

    def infer_shape(self, shapes: Sequence[Shape]) -> Shape:
        (scores,) = shapes
        return scores

    def forward(self, inputs: Sequence[Array], out: Array) -> None:
        (scores,) = inputs
        np.subtract(scores, scores.max(axis=-1, keepdims=True), out=out)
        np.exp(out, out=out)
        np.divide(out, out.sum(axis=-1, keepdims=True), out=out)  # [..., query, key], rows sum to 1

    def vjp(self, grad: Array, inputs: Sequence[Array], out: Array) -> tuple[Array, ...]:
        along = (grad * out).sum(axis=-1, keepdims=True)  # [..., query, 1]
        return (out * (grad - along),)

    def terms(self, cell: Cell, inputs: Sequence[Array], out: Array) -> Terms:
        (scores,) = inputs
        *leading, key = cell
        row = scores[tuple(leading)]  # [key]
        with np.errstate(all="ignore"):  # an edit may have overflowed to inf
            raised = np.exp(row - row.max())  # each e^score, over e^(largest score)
        terms = [
            Term((Operand(0, (*leading, k), float(row[k])),), float(raised[k]))
            for k in range(row.shape[0])
        ]
        return Terms("softmax", tuple(terms), chosen=key)

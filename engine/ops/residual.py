"""Adding what came before: word vectors plus positions, and (later) the residual stream."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.ops.base import Array, Cell, Op, Operand, Shape, Term, Terms, require, show


class Add(Op):
    """Cell by cell. left [row, column], right [row, column] -> [row, column]."""

    formula = r"<out> = <0> + <1>"
    cell_formula = r"<out>_{ij} = <0>_{ij} + <1>_{ij}"
    plain = "<out> = <0> + <1>"

    def infer_shape(self, shapes: Sequence[Shape]) -> Shape:
        left, right = shapes
        require(left == right, f"the shapes {show(left, right)} differ")
        return left

    def forward(self, inputs: Sequence[Array], out: Array) -> None:
        left, right = inputs
        np.add(left, right, out=out)

    def vjp(self, grad: Array, inputs: Sequence[Array], out: Array) -> tuple[Array, ...]:
        return grad, grad

    def terms(self, cell: Cell, inputs: Sequence[Array], out: Array) -> Terms:
        values = [float(array[cell]) for array in inputs]
        return Terms("sum", tuple(Term((Operand(i, cell, v),), v) for i, v in enumerate(values)))

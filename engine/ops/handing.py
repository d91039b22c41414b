"""The way back through what adds and what joins: gradients are handed on, summed, split."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.ops.base import (
    Array,
    Cell,
    CellByCell,
    Cells,
    Op,
    Operand,
    Shape,
    Term,
    Terms,
    any_along,
    require,
    show,
)
from engine.ops.heads import ConcatHeads, ReshapeHeads
from engine.ops.series import Factor, TermSeries, line


class ColumnSums(Op):
    """What is added to every row gets the sum of all rows. [..., row, column] -> [..., 1, column].

    The gradient of a bias, and of the beta of a norm.
    """

    formula = r"<out> = \mathbf{1}^{\mathsf{T}}\,<0>"
    cell_formula = r"<out>_{j} = \sum_i <0>_{ij}"
    plain = "<out> = Σ <0>"

    def infer_shape(self, shapes: Sequence[Shape]) -> Shape:
        (grad,) = shapes
        return (*grad[:-2], 1, grad[-1])

    def forward(self, inputs: Sequence[Array], out: Array) -> None:
        np.sum(inputs[0], axis=-2, keepdims=True, out=out)

    def vjp(self, grad: Array, inputs: Sequence[Array], out: Array) -> tuple[Array, ...]:
        return (np.broadcast_to(grad, inputs[0].shape).copy(),)

    def sources(
        self, wanted: Cells, inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> tuple[Cells, ...]:
        return (np.broadcast_to(wanted, inputs[0].shape),)

    def feeds(
        self, given: Sequence[Cells | None], inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> Cells:
        (grad,) = given
        assert grad is not None
        return any_along(grad, -2)

    def dead(self, inputs: Sequence[Array], dead: Sequence[Cells | None]) -> Cells | None:
        if dead[0] is None:
            return None
        gone = np.asarray(dead[0].all(axis=-2, keepdims=True))
        return gone if gone.any() else None

    def terms(self, cell: Cell, inputs: Sequence[Array], out: Array) -> Terms:
        *head, _, column = cell
        rows = inputs[0][tuple(head)][:, column].copy()
        cells = line(len(head), len(rows), (*head, 0, column))
        return Terms("sum", TermSeries((Factor(0, cells, rows),), rows))


class HandOn(CellByCell):
    """The gradient of what is added is that of the sum. [row, column] -> [row, column]."""

    formula = "<out> = <0>"
    cell_formula = r"<out>_{ij} = <0>_{ij}"
    plain = "<out> = <0>"

    def infer_shape(self, shapes: Sequence[Shape]) -> Shape:
        return shapes[0]

    def forward(self, inputs: Sequence[Array], out: Array) -> None:
        np.copyto(out, inputs[0])

    def vjp(self, grad: Array, inputs: Sequence[Array], out: Array) -> tuple[Array, ...]:
        return (grad,)

    def dead(self, inputs: Sequence[Array], dead: Sequence[Cells | None]) -> Cells | None:
        return dead[0]

    def terms(self, cell: Cell, inputs: Sequence[Array], out: Array) -> Terms:
        value = float(inputs[0][cell])
        return Terms("copy", (Term((Operand(0, cell, value),), value),))


class SplitHeads(Op):
    """Every head gets back its own columns. [word, head·d_v] -> [head, word, d_v].

    Args:
        joined: how the heads came together.
        heads, d_v: what they were: how many, how wide.
    """

    def __init__(self, joined: ConcatHeads, heads: int, d_v: int) -> None:
        self._joined = joined
        self._heads, self._d_v = heads, d_v
        if isinstance(joined, ReshapeHeads):
            self.formula = r"<out> = \mathrm{reshape}(<0>)"
            self.plain = "<out> = reshape(<0>)"
        else:
            self.formula = r"<out> = \mathrm{split}(<0>)"
            self.plain = "<out> = split(<0>)"
        self.cell_formula = self.formula

    def infer_shape(self, shapes: Sequence[Shape]) -> Shape:
        (joined,) = shapes
        require(joined[1] == self._heads * self._d_v, f"{show(joined)} is not {self._heads} heads")
        return self._heads, joined[0], self._d_v

    def forward(self, inputs: Sequence[Array], out: Array) -> None:
        np.copyto(out, self._joined.vjp(inputs[0], (out,), inputs[0])[0])

    def vjp(self, grad: Array, inputs: Sequence[Array], out: Array) -> tuple[Array, ...]:
        joined = np.empty(inputs[0].shape)
        self._joined.forward((grad,), joined)
        return (joined,)

    def sources(
        self, wanted: Cells, inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> tuple[Cells, ...]:
        return (self._joined.feeds((wanted,), (np.empty(wanted.shape),), (None,)),)

    def feeds(
        self, given: Sequence[Cells | None], inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> Cells:
        (cells,) = given
        assert cells is not None
        shape = self.infer_shape([cells.shape])
        return self._joined.sources(cells, (np.empty(shape),), (None,))[0]

    def dead(self, inputs: Sequence[Array], dead: Sequence[Cells | None]) -> Cells | None:
        return None if dead[0] is None else self.feeds(dead, inputs, dead)

    def terms(self, cell: Cell, inputs: Sequence[Array], out: Array) -> Terms:
        at = self.source(cell, out.shape)
        value = float(inputs[0][at])
        return Terms("copy", (Term((Operand(0, at, value),), value),))

    def source(self, cell: Cell, shape: Shape) -> Cell:
        """Which cell of the joined matrix comes back to `cell`. shape: (heads, words, d_v)"""
        return self._joined.target(cell, shape)

"""How heads come together: side by side, or, as a mistake, row upon row. (Vaswani 2017, 3.2.2)"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.ops.base import Array, Cell, Cells, Op, Operand, Shape, Term, Terms, require, show
from engine.ops.moves import Moved, Remade, extent, is_whole, together, written


class ConcatHeads(Op):
    """All heads side by side. [head, word, d_v] -> [word, head·d_v]. (Vaswani 2017, 3.2.2)"""

    formula = r"<out> = [\,<0>_{1} \;\cdots\; <0>_{h}\,]"
    cell_formula = formula
    plain = "<out> = [<0>₁ … <0>ₕ]"

    def infer_shape(self, shapes: Sequence[Shape]) -> Shape:
        (heads,) = shapes
        require(len(heads) == 3, f"{show(heads)} has no head axis")
        return heads[1], heads[0] * heads[2]

    def forward(self, inputs: Sequence[Array], out: Array) -> None:
        (heads,) = inputs
        count, words, d_v = heads.shape
        np.copyto(out.reshape(words, count, d_v), heads.transpose(1, 0, 2))  # [word, head, d_v]

    def remake(
        self, moved: Sequence[tuple[Moved, ...]], inputs: Sequence[Array], out: Array
    ) -> Remade | None:
        (heads,) = inputs
        count, words, d_v = heads.shape
        if any(is_whole(head) and is_whole(row) for (head, row, _), _ in moved[0]):
            return None
        remade = []
        for (head, row, _), _ in moved[0]:  # all columns of the heads that moved
            first = head.indices(count)[0]
            columns = slice(first * d_v, (first + extent(head, count)) * d_v)
            block = heads[head, row].transpose(1, 0, 2).reshape(extent(row, words), -1)
            remade.append(Remade((written(out, (row, columns), block),)))
        return together(remade)

    def vjp(self, grad: Array, inputs: Sequence[Array], out: Array) -> tuple[Array, ...]:
        count, words, d_v = inputs[0].shape
        return (grad.reshape(words, count, d_v).transpose(1, 0, 2),)

    def sources(
        self, wanted: Cells, inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> tuple[Cells, ...]:
        count, words, d_v = inputs[0].shape
        return (wanted.reshape(words, count, d_v).transpose(1, 0, 2),)

    def feeds(
        self, given: Sequence[Cells | None], inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> Cells:
        count, words, d_v = inputs[0].shape
        (heads,) = given
        if heads is None:
            return np.zeros((words, count * d_v), dtype=bool)
        return heads.transpose(1, 0, 2).reshape(words, count * d_v)

    def dead(self, inputs: Sequence[Array], dead: Sequence[Cells | None]) -> Cells | None:
        return None if dead[0] is None else self.feeds(dead, inputs, dead)

    def terms(self, cell: Cell, inputs: Sequence[Array], out: Array) -> Terms:
        (heads,) = inputs
        at = self.source(cell, heads.shape)
        value = float(heads[at])
        return Terms("copy", (Term((Operand(0, at, value),), value),))

    def source(self, cell: Cell, shape: Shape) -> Cell:
        """Which cell of the heads stands in `cell`. shape: (heads, words, d_v)"""
        word, column = cell
        head, inner = divmod(column, shape[2])
        return head, word, inner

    def target(self, cell: Cell, shape: Shape) -> Cell:
        """Where `cell` of the heads stands in the result. shape: (heads, words, d_v)"""
        head, word, inner = cell
        return word, head * shape[2] + inner


class ReshapeHeads(ConcatHeads):
    """All heads in the order they lie in memory. [head, word, d_v] -> [word, head·d_v].

    A mistake: without the transpose to [word, head, d_v] the first rows are filled with the words
    of the first head, so that a row of the result holds numbers of several words.
    """

    formula = r"<out> = \mathrm{reshape}(<0>)"
    cell_formula = (
        r"<out>_{ij} = <0>_{hkl}, \quad (h\,n + k)\,d_v + l = i\,(\mathrm{heads} \cdot d_v) + j"
    )
    plain = "<out> = reshape(<0>)"

    def forward(self, inputs: Sequence[Array], out: Array) -> None:
        np.copyto(out, inputs[0].reshape(out.shape))  # the numbers in their order, other rows

    def remake(
        self, moved: Sequence[tuple[Moved, ...]], inputs: Sequence[Array], out: Array
    ) -> Remade | None:
        return None  # a copy of everything is as quick

    def vjp(self, grad: Array, inputs: Sequence[Array], out: Array) -> tuple[Array, ...]:
        return (grad.reshape(inputs[0].shape),)

    def sources(
        self, wanted: Cells, inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> tuple[Cells, ...]:
        return (wanted.reshape(inputs[0].shape),)

    def feeds(
        self, given: Sequence[Cells | None], inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> Cells:
        shape = self.infer_shape([inputs[0].shape])
        (heads,) = given
        return np.zeros(shape, dtype=bool) if heads is None else heads.reshape(shape)

    def source(self, cell: Cell, shape: Shape) -> Cell:
        """Which cell of the heads stands in `cell`. shape: (heads, words, d_v)"""
        count, _, d_v = shape
        word, column = cell
        place = word * count * d_v + column
        return tuple(int(index) for index in np.unravel_index(place, shape))

    def target(self, cell: Cell, shape: Shape) -> Cell:
        """Where `cell` of the heads stands in the result. shape: (heads, words, d_v)"""
        place = int(np.ravel_multi_index(cell, shape))
        word, column = divmod(place, shape[0] * shape[2])
        return word, column


def outside_blocks(shape: Shape) -> Cells:
    """Where a block-diagonal matrix is 0: [head, row, column], True outside the head's own rows.

    Head h of H reads rows h·d/H to (h+1)·d/H, which is the slice it has when a vector is cut.
    """
    heads, rows, _ = shape
    slice_of_row = np.arange(rows) * heads // rows
    outside = slice_of_row[None, :, None] != np.arange(heads)[:, None, None]
    return np.broadcast_to(outside, shape).copy()

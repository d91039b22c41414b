"""What goes around and evens out: Add and LayerNorm. (Vaswani 2017, section 3.1)"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

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
from engine.ops.moves import ALL, ALONE, Moved, Remade, is_whole, kept, together, written
from engine.ops.series import Factor, TermSeries

#: What a LayerNorm evens out together: one word, one feature, or everything.
NormAxis = Literal["row", "column", "matrix"]
#: What the sum of squares is divided by: their number, one less, or nothing.
NormDivisor = Literal["d", "d-1", "none"]


#: A sum of squares below this has lost digits.
_TINY = 1e-280


class Add(CellByCell):
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

    def dead(self, inputs: Sequence[Array], dead: Sequence[Cells | None]) -> Cells | None:
        left, right = dead
        return None if left is None or right is None else left & right

    def terms(self, cell: Cell, inputs: Sequence[Array], out: Array) -> Terms:
        values = [float(array[cell]) for array in inputs]
        return Terms("sum", tuple(Term((Operand(i, cell, v),), v) for i, v in enumerate(values)))


@cache
def _shares(count: int) -> Array:
    """What a row is multiplied by to give its mean. [count, 1]"""
    return np.full((count, 1), 1 / count)


class LayerNorm(Op):
    """Every row to mean 0 and variance 1, then scaled and shifted. (Ba, Kiros, Hinton 2016, eq. 4)

    x [word, d], gamma [1, d], beta [1, d], eps [1, 1] -> [word, d]:
    `gamma * (x - mean) / sqrt(var + eps) + beta`, with `var = sum((x - mean)^2) / d`.

    The divisor may be `d - 1` or left out, as some texts have it; what shares a mean may be a
    column or the whole matrix, which are mistakes to look at. A constant group gives `beta`.
    """

    nonnegative_inputs = (3,)
    plain = "<out> = LN(<0>)"

    def __init__(self, axis: NormAxis = "row", divisor: NormDivisor = "d") -> None:
        self.axes: tuple[int, ...] = {"row": (1,), "column": (0,), "matrix": (0, 1)}[axis]
        self._divisor = divisor
        under = {"d": r"\frac{1}{d}", "d-1": r"\frac{1}{d-1}", "none": ""}[divisor]
        group = {"row": "i", "column": "j", "matrix": ""}[axis]
        letter = {"row": r"<0>_{ik}", "column": r"<0>_{kj}", "matrix": r"<0>_{kl}"}[axis]
        summed = "kl" if axis == "matrix" else "k"
        self.formula = r"<out> = <1> \odot \frac{<0> - \mu}{\sqrt{\sigma^2 + <3>}} + <2>"
        self.cell_formula = (
            rf"<out>_{{ij}} = <1>_{{j}}\,\frac{{<0>_{{ij}} - \mu_{{{group}}}}}"
            rf"{{\sqrt{{\sigma_{{{group}}}^2 + <3>}}}} + <2>_{{j}},"
            rf"\quad \sigma_{{{group}}}^2 = {under}\sum_{{{summed}}} ({letter} - \mu_{{{group}}})^2"
        )

    def infer_shape(self, shapes: Sequence[Shape]) -> Shape:
        x, gamma, beta, eps = shapes
        expected = (1, x[-1])
        require(gamma == expected, f"gamma is {show(gamma)}, not {show(expected)}")
        require(beta == expected, f"beta is {show(beta)}, not {show(expected)}")
        require(eps == (1, 1), f"eps is {show(eps)}, not 1×1")
        return x

    @property
    def down(self) -> bool:
        """Whether it evens out columns."""
        return self.axes == (0,)

    def count(self, shape: Shape) -> int:
        """How many cells share one mean."""
        return int(np.prod([shape[axis] for axis in self.axes]))

    def group(self, cell: Cell, shape: Shape) -> tuple[range, range]:
        """The rows and the columns of the cells that share a mean with `cell`."""
        row, column = cell
        rows = range(shape[0]) if 0 in self.axes else range(row, row + 1)
        columns = range(shape[1]) if 1 in self.axes else range(column, column + 1)
        return rows, columns

    def unit(self, x: Array, eps: float) -> tuple[Array, Array]:
        """Every number less its group's mean, over the deviation; and the deviation, 1 for 0.

        x [word, d] -> [word, d], and a number for every group (its axes stay, with length 1).
        """
        mean, deviation = self._moments(x, eps)
        safe = np.where(deviation == 0, 1.0, deviation)
        return (x - mean) / safe, safe

    def under(self, shape: Shape) -> float:
        """What the sum of squares is divided by (a single cell with `d - 1`: 1, its sum is 0)."""
        return self._under(self.count(shape))

    def _under(self, count: int) -> float:
        if self._divisor == "none":
            return 1.0
        return float(count if self._divisor == "d" else max(count - 1, 1))

    def _moments(self, x: Array, eps: float) -> tuple[Array, Array]:
        """The mean of every group and sqrt(var + eps), 1 where that is 0. Both keep their axes."""
        base = x[:, :1] if self.axes == (1,) else x[:1] if self.axes == (0,) else x[:1, :1]
        mean = base + (x - base).mean(axis=self.axes, keepdims=True)  # exact where all are equal
        centred = x - mean
        square = (centred * centred).sum(axis=self.axes, keepdims=True)
        deviation = np.sqrt(square / self.under(x.shape) + eps)
        if not (np.isfinite(square) & (square > _TINY)).all():
            return mean, self._deviation(centred, eps)
        return mean, deviation

    def _deviation(self, centred: Array, eps: float) -> Array:
        """sqrt(var + eps) where squares would overflow or vanish: the largest is taken out."""
        largest = np.abs(centred).max(axis=self.axes, keepdims=True)
        unit = np.where((largest == 0) | ~np.isfinite(largest), 1.0, largest)
        part = centred / unit
        square = (part * part).sum(axis=self.axes, keepdims=True) / self.under(centred.shape)
        return np.asarray(np.hypot(unit * np.sqrt(square), np.sqrt(eps)))

    def forward(self, inputs: Sequence[Array], out: Array) -> None:
        x, gamma, beta, eps = inputs
        if self.axes != (1,) or not self._even_out_rows(x, eps, out):
            mean, deviation = self._moments(x, float(eps[0, 0]))
            np.subtract(x, mean, out=out)  # [word, d]
            np.divide(out, np.where(deviation == 0, 1.0, deviation), out=out)  # 0/0: it is all 0
        np.multiply(out, gamma, out=out)
        np.add(out, beta, out=out)

    def _even_out_rows(self, x: Array, eps: Array, out: Array) -> bool:
        """Each row less its mean, over its deviation: as above, with no array but `out`.

        Returns whether it could: not where squares overflow, or vanish and digits with them.
        """
        np.subtract(x, x[:, :1], out=out)
        np.subtract(out, out @ _shares(x.shape[1]), out=out)
        square = np.vecdot(out, out)[:, None]  # [word, 1]
        if not (square.min() > _TINY and square.max() < np.inf):
            return False
        np.divide(out, np.sqrt(square / self._under(x.shape[1]) + eps), out=out)
        return True

    def remake(
        self, moved: Sequence[tuple[Moved, ...]], inputs: Sequence[Array], out: Array
    ) -> Remade | None:
        if self.axes != (1,) or any(moved[1:]):
            return None
        if any(is_whole(rows) for (rows, _), _ in moved[0]):
            every = (ALL, ALL)
            before = kept(out, every)
            self.forward(inputs, out)
            return Remade((Moved(every, before),))
        remade = []
        for (rows, _), _ in moved[0]:
            block = np.empty(out[rows].shape)
            self.forward((inputs[0][rows], *inputs[1:]), block)
            remade.append(Remade((written(out, (rows, slice(None)), block),), ALONE))
        return together(remade)

    def vjp(self, grad: Array, inputs: Sequence[Array], out: Array) -> tuple[Array, ...]:
        x, gamma, _, eps = inputs
        unit, safe = self.unit(x, float(eps[0, 0]))  # [word, d]
        scaled = grad * gamma
        count, under = self.count(x.shape), self.under(x.shape)
        along = (scaled * unit).sum(axis=self.axes, keepdims=True)
        level = scaled.sum(axis=self.axes, keepdims=True) / count
        # unit sums to 0 in its group, so the mean's share of d(deviation) vanishes.
        to_x = (scaled - level - unit * along / under) / safe
        to_eps = -(along / (2 * safe * safe)).sum()
        return (
            to_x,
            (grad * unit).sum(axis=0, keepdims=True),
            grad.sum(axis=0, keepdims=True),
            np.full((1, 1), to_eps),
        )

    def sources(
        self, wanted: Cells, inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> tuple[Cells, ...]:
        groups = any_along(wanted, self.axes)
        columns = any_along(wanted, 0)  # [1, d]
        if self.count(wanted.shape) == 1:  # a group of one is its own mean: beta is left
            nothing = np.zeros_like(wanted), np.zeros_like(columns)
            return nothing[0], nothing[1], columns, np.zeros((1, 1), dtype=bool)
        group = np.broadcast_to(groups, wanted.shape)
        return group, columns, columns, np.full((1, 1), wanted.any())

    def feeds(
        self, given: Sequence[Cells | None], inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> Cells:
        x, gamma, beta, eps = given
        fed = np.zeros(inputs[0].shape, dtype=bool)
        if self.count(fed.shape) > 1:
            if x is not None:
                fed |= any_along(x, self.axes)
            if gamma is not None:
                fed |= gamma
            if eps is not None:
                fed |= eps
        if beta is not None:
            fed |= beta
        return fed

    def terms(self, cell: Cell, inputs: Sequence[Array], out: Array) -> Terms:
        x, gamma, beta, eps = inputs
        row, column = cell
        with np.errstate(all="ignore"):  # an edit may have overflowed to inf
            mean, deviation = self._moments(x, float(eps[0, 0]))
        at = (0 if 0 in self.axes else row, 0 if 1 in self.axes else column)
        rows = slice(None) if 0 in self.axes else slice(row, row + 1)
        columns = slice(None) if 1 in self.axes else slice(column, column + 1)
        group = x[rows, columns]
        corner = np.array([rows.start or 0, columns.start or 0])
        cells = np.indices(group.shape).reshape(2, -1).T + corner  # [number, axis]
        extra = [(1, (0, column), gamma), (2, (0, column), beta), (3, (0, 0), eps)]
        operands = [Operand(index, c, float(array[c])) for index, c, array in extra]
        own = (row - (rows.start or 0)) * group.shape[1] + column - (columns.start or 0)
        spread = float(deviation[at])
        with np.errstate(all="ignore"):
            variance = float(
                np.square(x - mean).sum(axis=self.axes, keepdims=True)[at] / self.under(x.shape)
            )
        return Terms(
            "layer_norm",
            TermSeries(
                (Factor(0, cells, group.flatten()),),
                group.flatten(),
                tuple(Term((operand,), operand.value) for operand in operands),
            ),
            chosen=own,
            facts=(
                ("mean", float(mean[at])),
                ("variance", variance),
                ("deviation", spread),
                ("count", float(group.size)),
                ("divisor", self.under(x.shape)),
            ),
        )

"""The way back through what bends: every gradient times the slope of the cell it comes through.

∂in[c] = Σ_k ∂out[k] · slope[k, c], where slope[k, c] says by how much out[k] rises as in[c] does.
Each operation here is the vjp of another one, as a node of its own.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Literal

import numpy as np

from engine.ops.activation import density, share_below
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
from engine.ops.series import Factor, TermSeries, line


class SoftmaxSlopes(Op):
    """Back through a softmax: ∂S = A ⊙ (∂A − Σ ∂A ⊙ A), the sum along a row.

    grad [..., query, key], weights [..., query, key] -> [..., query, key]. The slope of weight k
    by score c is A_c (1 − A_c) where they are the same and −A_k A_c elsewhere.
    """

    plain = "<out> = <1> ⊙ (<0> − Σ <0> ⊙ <1>)"

    def __init__(self, axis: Literal["row", "column"] = "row") -> None:
        self._axis = -1 if axis == "row" else -2
        index, other = ("k", "ik") if axis == "row" else ("k", "kj")
        self.formula = r"<out> = <1> \odot (<0> - \textstyle\sum <0> \odot <1>)"
        self.cell_formula = (
            rf"<out>_{{ij}} = <1>_{{ij}}\,(<0>_{{ij}} - \sum_{index} <0>_{{{other}}}\,"
            rf"<1>_{{{other}}})"
        )

    @property
    def down(self) -> bool:
        """Whether it runs down the columns."""
        return self._axis == -2

    def infer_shape(self, shapes: Sequence[Shape]) -> Shape:
        grad, weights = shapes
        require(grad == weights, f"the shapes {show(grad, weights)} differ")
        return grad

    def forward(self, inputs: Sequence[Array], out: Array) -> None:
        grad, weights = inputs
        np.multiply(grad, weights, out=out)
        level = out.sum(axis=self._axis, keepdims=True)
        np.subtract(grad, level, out=out)
        np.multiply(out, weights, out=out)

    def vjp(self, grad: Array, inputs: Sequence[Array], out: Array) -> tuple[Array, ...]:
        given, weights = inputs
        own = (grad * weights).sum(axis=self._axis, keepdims=True)
        level = (given * weights).sum(axis=self._axis, keepdims=True)
        return weights * (grad - own), grad * (given - level) - given * own

    def sources(
        self, wanted: Cells, inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> tuple[Cells, ...]:
        alive = self._alive(dead)
        lines = np.broadcast_to(any_along(wanted & alive, self._axis), wanted.shape) & alive
        return lines, lines

    def feeds(
        self, given: Sequence[Cells | None], inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> Cells:
        fed = np.zeros(inputs[0].shape, dtype=bool)
        alive = self._alive(dead)
        for cells in given:
            if cells is not None:
                fed |= any_along(cells & alive, self._axis)
        return fed & alive

    def dead(self, inputs: Sequence[Array], dead: Sequence[Cells | None]) -> Cells | None:
        return dead[1]

    @staticmethod
    def _alive(dead: Sequence[Cells | None]) -> Cells | np.bool_:
        return np.True_ if dead[1] is None else ~dead[1]

    def terms(self, cell: Cell, inputs: Sequence[Array], out: Array) -> Terms:
        grad, weights = inputs
        *head, query, key = cell
        down = self.down
        own = query if down else key
        planes = (array[tuple(head)] for array in (grad, weights))
        lines = (plane[:, key] if down else plane[query] for plane in planes)
        gradients, shares = (numbers.copy() for numbers in lines)
        slopes = -shares * shares[own]
        slopes[own] = shares[own] * (1 - shares[own])
        cells = line(len(head) + (0 if down else 1), len(shares), cell)
        factors = (Factor(0, cells, gradients), Factor(1, cells, shares))
        with np.errstate(all="ignore"):
            made = TermSeries(factors, gradients * slopes)
        return Terms("slopes", made, chosen=own, slopes=slopes)


class _Bend(CellByCell):
    """Back through a function of every cell alone: the gradient times its slope there.

    grad [row, column], x [row, column] -> [row, column].
    """

    def infer_shape(self, shapes: Sequence[Shape]) -> Shape:
        grad, x = shapes
        require(grad == x, f"the shapes {show(grad, x)} differ")
        return grad

    @abstractmethod
    def slope(self, x: Array) -> Array:
        """The derivative of the function at `x`, cell by cell."""

    @abstractmethod
    def bend(self, x: Array) -> Array:
        """The second derivative of the function at `x`, cell by cell."""

    def forward(self, inputs: Sequence[Array], out: Array) -> None:
        np.multiply(inputs[0], self.slope(inputs[1]), out=out)

    def vjp(self, grad: Array, inputs: Sequence[Array], out: Array) -> tuple[Array, ...]:
        given, x = inputs
        return grad * self.slope(x), grad * given * self.bend(x)

    def dead(self, inputs: Sequence[Array], dead: Sequence[Cells | None]) -> Cells | None:
        return dead[0]

    def terms(self, cell: Cell, inputs: Sequence[Array], out: Array) -> Terms:
        grad, x = (float(array[cell]) for array in inputs)
        slope = self.slope(np.array([[x]]))[0]
        term = Term((Operand(0, cell, grad), Operand(1, cell, x)), float(out[cell]))
        return Terms("slopes", (term,), slopes=slope)


class ReluSlopes(_Bend):
    """What ReLU let through hands its gradient on, what it cut off hands on 0.

    grad [row, column], x [row, column] -> [row, column].
    """

    formula = r"<out> = <0> \odot \mathbf{1}_{<1> > 0}"
    cell_formula = (
        r"<out>_{ij} = \begin{cases} <0>_{ij} & <1>_{ij} > 0 \\ 0 & \mathrm{else} \end{cases}"
    )
    plain = "<out> = <0> ⊙ (<1> > 0)"

    def forward(self, inputs: Sequence[Array], out: Array) -> None:
        np.copyto(out, np.where(inputs[1] > 0, inputs[0], 0.0))

    def slope(self, x: Array) -> Array:
        return np.where(x > 0, 1.0, 0.0)

    def bend(self, x: Array) -> Array:
        return np.zeros(x.shape)


class GeluSlopes(_Bend):
    """The gradient times the slope of GELU: Φ(x) + x φ(x). (Hendrycks, Gimpel 2016)

    grad [row, column], x [row, column] -> [row, column].
    """

    formula = r"<out> = <0> \odot (\Phi(<1>) + <1> \odot \varphi(<1>))"
    cell_formula = r"<out>_{ij} = <0>_{ij} \cdot (\Phi(<1>_{ij}) + <1>_{ij}\,\varphi(<1>_{ij}))"
    plain = "<out> = <0> ⊙ GELU′(<1>)"

    def slope(self, x: Array) -> Array:
        return share_below(x) + x * density(x)

    def bend(self, x: Array) -> Array:
        return density(x) * (2 - x * x)


class DivisorSlope(Op):
    """What the divisor gets back: −Σ ∂S′ ⊙ S ÷ c².

    grad [..., query, key], scores [..., query, key], divisor [1, 1] -> [1, 1].
    """

    formula = r"<out> = -\frac{1}{<2>^2} \textstyle\sum <0> \odot <1>"
    cell_formula = r"<out> = -\frac{1}{<2>^2} \sum_{ij} <0>_{ij}\,<1>_{ij}"
    plain = "<out> = −Σ <0> ⊙ <1> ÷ <2>²"

    def infer_shape(self, shapes: Sequence[Shape]) -> Shape:
        grad, scores, divisor = shapes
        require(grad == scores, f"the shapes {show(grad, scores)} differ")
        return divisor

    def forward(self, inputs: Sequence[Array], out: Array) -> None:
        grad, scores, divisor = inputs
        out[0, 0] = -(grad * scores).sum() / (divisor[0, 0] * divisor[0, 0])

    def vjp(self, grad: Array, inputs: Sequence[Array], out: Array) -> tuple[Array, ...]:
        given, scores, divisor = inputs
        d, v = divisor[0, 0], grad[0, 0]
        to_divisor = 2 * v * (given * scores).sum() / (d * d * d)
        return -v * scores / (d * d), -v * given / (d * d), np.full((1, 1), to_divisor)

    def sources(
        self, wanted: Cells, inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> tuple[Cells, ...]:
        everywhere = np.full(inputs[0].shape, bool(wanted.any()))
        for gone in dead[:2]:
            if gone is not None:
                everywhere &= ~gone
        return everywhere, everywhere, wanted

    def feeds(
        self, given: Sequence[Cells | None], inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> Cells:
        alive = self.sources(np.ones((1, 1), dtype=bool), inputs, dead)
        met = [(a & g).any() for a, g in zip(alive, given, strict=True) if g is not None]
        return np.full((1, 1), any(met))

    def terms(self, cell: Cell, inputs: Sequence[Array], out: Array) -> Terms:
        grad, scores, divisor = inputs
        cells = np.indices(grad.shape).reshape(grad.ndim, -1).T
        d = float(divisor[0, 0])
        with np.errstate(all="ignore"):
            slopes = -scores.ravel() / (d * d)
            made = grad.ravel() * slopes
        factors = (Factor(0, cells, grad.flatten()), Factor(1, cells, scores.flatten()))
        return Terms("slopes", TermSeries(factors, made), slopes=slopes, facts=(("divisor", d),))

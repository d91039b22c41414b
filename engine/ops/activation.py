"""What bends the feed-forward network, cell by cell: ReLU and GELU."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from engine.ops.base import Array, Cell, CellByCell, Cells, Operand, Shape, Term, Terms


class _Activation(CellByCell):
    """A function of every cell alone. [row, column] -> [row, column]."""

    def infer_shape(self, shapes: Sequence[Shape]) -> Shape:
        (hidden,) = shapes
        return hidden

    def dead(self, inputs: Sequence[Array], dead: Sequence[Cells | None]) -> Cells | None:
        return dead[0]  # both are 0 at 0


class Relu(_Activation):
    """What is below 0 becomes 0. [row, column] -> [row, column]. (Vaswani 2017, eq. 2)"""

    formula = r"<out> = \max(0, <0>)"
    cell_formula = r"<out>_{ij} = \max(0, <0>_{ij})"
    plain = "<out> = ReLU(<0>)"

    def forward(self, inputs: Sequence[Array], out: Array) -> None:
        np.maximum(inputs[0], 0.0, out=out)

    def vjp(self, grad: Array, inputs: Sequence[Array], out: Array) -> tuple[Array, ...]:
        return (np.where(inputs[0] > 0, grad, 0.0),)  # at 0 the slope of the left side

    def terms(self, cell: Cell, inputs: Sequence[Array], out: Array) -> Terms:
        return Terms("relu", (Term((_read(inputs, cell),), float(out[cell])),))


class Gelu(_Activation):
    """x times the share of a normal distribution below x: `x Φ(x)`. (Hendrycks, Gimpel 2016)

    [row, column] -> [row, column]; exact, by the error function: `x (1 + erf(x / √2)) / 2`.
    """

    formula = r"<out> = <0> \odot \Phi(<0>)"
    cell_formula = (
        r"<out>_{ij} = <0>_{ij} \cdot \frac{1}{2}(1 + \mathrm{erf}\frac{<0>_{ij}}{\sqrt{2}})"
    )
    plain = "<out> = GELU(<0>)"

    def forward(self, inputs: Sequence[Array], out: Array) -> None:
        np.multiply(inputs[0], share_below(inputs[0]), out=out)

    def vjp(self, grad: Array, inputs: Sequence[Array], out: Array) -> tuple[Array, ...]:
        (x,) = inputs
        return (grad * (share_below(x) + x * density(x)),)

    def terms(self, cell: Cell, inputs: Sequence[Array], out: Array) -> Terms:
        share = float(share_below(np.array([[inputs[0][cell]]]))[0, 0])
        term = Term((_read(inputs, cell),), float(out[cell]))
        return Terms("gelu", (term,), facts=(("share", share),))


def share_below(x: Array) -> Array:
    """Φ(x). Below 0 by `erfc`, which keeps its digits where `1 + erf` loses them."""
    flat = (x / -math.sqrt(2)).ravel().tolist()
    return np.fromiter(map(math.erfc, flat), dtype=np.float64, count=x.size).reshape(x.shape) / 2


def density(x: Array) -> Array:
    """φ(x), the density of the normal distribution of mean 0 and variance 1, cell by cell."""
    return np.asarray(np.exp(-x * x / 2) / math.sqrt(2 * math.pi))


def _read(inputs: Sequence[Array], cell: Cell) -> Operand:
    return Operand(0, cell, float(inputs[0][cell]))

"""The way back through a LayerNorm, to what it evens out, to gamma and to eps.

With u the normalised numbers, σ what they were divided by, n how many share a mean, D what their
squares were divided by, and s = ∂y ⊙ γ (Ba, Kiros, Hinton 2016, eq. 4, differentiated):

    ∂x = (s − mean(s) − u Σ(s u) / D) / σ,   ∂γ = Σ_i ∂y u,   ∂ε = −Σ s u / (2 σ²)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

import numpy as np

from engine.ops.base import (
    Array,
    Cell,
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
from engine.ops.residual import LayerNorm
from engine.ops.series import Factor, TermSeries, line

_Item = TypeVar("_Item")


class _Normed(NamedTuple):
    """A matrix evened out: the numbers, what they were divided by, and how they are counted."""

    unit: Array
    deviation: Array
    axes: tuple[int, ...]
    size: int
    under: float

    def sum(self, array: Array) -> Array:
        return np.asarray(array.sum(axis=self.axes, keepdims=True))

    def mean(self, array: Array) -> Array:
        return self.sum(array) / self.size

    def back(self, to_unit: Array, to_deviation: Array) -> tuple[Array, Array]:
        """From the gradients by unit and deviation to those by x, and by eps [1, 1]."""
        along = self.sum(to_unit * self.unit)
        to_x = (to_unit - self.mean(to_unit) - self.unit * along / self.under) / self.deviation
        to_x = to_x + to_deviation * self.unit / self.under
        share = (to_deviation - along / self.deviation) / (2 * self.deviation)
        return to_x, np.full((1, 1), share.sum())


class _OfNorm(Op):
    """What the three have in common. grad [word, d], x [word, d], gamma [1, d], eps [1, 1]."""

    def __init__(self, norm: LayerNorm) -> None:
        self.norm = norm

    @property
    def down(self) -> bool:
        """Whether the norm evens out columns."""
        return self.norm.down

    def _normed(self, x: Array, eps: Array) -> _Normed:
        unit, deviation = self.norm.unit(x, float(eps[0, 0]))
        size, under = self.norm.count(x.shape), self.norm.under(x.shape)
        return _Normed(unit, deviation, self.norm.axes, size, under)

    def _check(self, shapes: Sequence[Shape]) -> None:
        grad, x, gamma, eps = shapes[:4]
        require(grad == x, f"the shapes {show(grad, x)} differ")
        require(gamma == (1, x[-1]), f"gamma is {show(gamma)}, not {show((1, x[-1]))}")
        require(eps == (1, 1), f"eps is {show(eps)}, not 1×1")


class NormGradient(_OfNorm):
    """To what was evened out: every number of a group moves the mean and the spread of all.

    grad [word, d], x [word, d], gamma [1, d], eps [1, 1] -> [word, d]. A fifth input is added as
    it is: the gradient of what went past the norm.
    """

    def __init__(self, norm: LayerNorm, *, passes: bool = False) -> None:
        super().__init__(norm)
        self._passes = passes
        past = " + <4>" if passes else ""
        latex, cell = (" + <4>", r" + <4>_{ij}") if passes else ("", "")
        self.formula = (
            rf"<out> = \frac{{s - \bar{{s}} - \hat{{x}} \odot \overline{{s \odot \hat{{x}}}}}}"
            rf"{{\sqrt{{\sigma^2 + <3>}}}}{latex},"
            r"\quad s = <0> \odot <2>,\; \hat{x} = \mathrm{unit}(<1>)"
        )
        self.cell_formula = (
            r"<out>_{ij} = \sum_k <0>_{ik}\,\frac{<2>_k}{\sqrt{\sigma_i^2 + <3>}}"
            r"(\delta_{jk} - \frac{1}{d} - \frac{1}{d} \hat{x}_{ik} \hat{x}_{ij})"
            rf"{cell}, \quad \hat{{x}} = \mathrm{{unit}}(<1>)"
        )
        self.plain = f"<out> = LN′(<0>){past}"

    @property
    def passes(self) -> bool:
        """Whether there is a fifth input, which is added."""
        return self._passes

    def infer_shape(self, shapes: Sequence[Shape]) -> Shape:
        self._check(shapes)
        if self._passes:
            require(shapes[4] == shapes[1], f"the shapes {show(shapes[1], shapes[4])} differ")
        return shapes[1]

    def forward(self, inputs: Sequence[Array], out: Array) -> None:
        grad, x, gamma, eps = inputs[:4]
        normed = self._normed(x, eps)
        scaled = grad * gamma
        along = normed.sum(scaled * normed.unit)
        np.subtract(scaled, normed.mean(scaled), out=out)
        np.subtract(out, normed.unit * along / normed.under, out=out)
        np.divide(out, normed.deviation, out=out)
        if self._passes:
            np.add(out, inputs[4], out=out)

    def vjp(self, grad: Array, inputs: Sequence[Array], out: Array) -> tuple[Array, ...]:
        given, x, gamma, eps = inputs[:4]
        normed = self._normed(x, eps)
        unit, deviation, under = normed.unit, normed.deviation, normed.under
        scaled = given * gamma
        a, b = normed.sum(scaled * unit), normed.sum(grad * unit)
        to_scaled = (grad - normed.mean(grad) - unit * b / under) / deviation
        level = normed.sum(grad * scaled) - normed.mean(grad) * normed.sum(scaled)
        to_deviation = -(level - a * b / under) / (deviation * deviation)
        to_unit = -(a * grad + b * scaled) / (under * deviation)
        to_x, to_eps = normed.back(to_unit, to_deviation)
        to_gamma = (to_scaled * given).sum(axis=0, keepdims=True)
        found = (to_scaled * gamma, to_x, to_gamma, to_eps)
        return (*found, grad) if self._passes else found

    def sources(
        self, wanted: Cells, inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> tuple[Cells, ...]:
        alone = self.norm.count(wanted.shape) == 1
        group = np.broadcast_to(any_along(wanted, self.norm.axes), wanted.shape) & (not alone)
        columns = any_along(group, 0)
        eps = np.full((1, 1), bool(group.any()))
        found = (group, group, columns, eps)
        return (*found, wanted) if self._passes else found

    def feeds(
        self, given: Sequence[Cells | None], inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> Cells:
        fed = np.zeros(inputs[0].shape, dtype=bool)
        if self.norm.count(fed.shape) > 1:
            for cells in given[:4]:
                if cells is not None:
                    there = np.broadcast_to(cells, fed.shape)
                    fed |= any_along(there, self.norm.axes)
        if self._passes and given[4] is not None:
            fed |= given[4]
        return fed

    def terms(self, cell: Cell, inputs: Sequence[Array], out: Array) -> Terms:
        grad, x, gamma, eps = inputs[:4]
        with np.errstate(all="ignore"):
            normed = self._normed(x, eps)
            rows, columns = self.norm.group(cell, x.shape)
            places = np.array([(r, c) for r in rows for c in columns], dtype=np.intp)
            at = (places[:, 0], places[:, 1])
            spread = float(np.broadcast_to(normed.deviation, x.shape)[cell])
            slopes = -1 / normed.size - normed.unit[at] * normed.unit[cell] / normed.under
            own = int(np.flatnonzero((places == cell).all(axis=1))[0])
            slopes[own] += 1.0
            slopes = slopes * gamma[0, at[1]] / spread
            values = grad[at] * slopes
        factors = (Factor(0, places, grad[at]), Factor(1, places, x[at]))
        tail: tuple[Term, ...] = ()
        if self._passes:
            past = float(inputs[4][cell])
            tail = (Term((Operand(4, cell, past),), past),)
            slopes = np.append(slopes, 1.0)
        facts = (("deviation", spread), ("count", float(normed.size)), ("divisor", normed.under))
        made = TermSeries(factors, values, tail)
        return Terms("slopes", made, chosen=own, facts=facts, slopes=slopes)


class GammaSlopes(_OfNorm):
    """To gamma: every row hands back its gradient times what gamma scaled.

    grad [word, d], x [word, d], eps [1, 1] -> [1, d].
    """

    formula = (
        r"<out> = \textstyle\sum_i <0> \odot \hat{x}, \quad \hat{x} = \frac{<1> - \mu}"
        r"{\sqrt{\sigma^2 + <2>}}"
    )
    cell_formula = r"<out>_{j} = \sum_i <0>_{ij}\,\frac{<1>_{ij} - \mu}{\sqrt{\sigma^2 + <2>}}"
    plain = "<out> = Σ <0> ⊙ unit(<1>)"

    def infer_shape(self, shapes: Sequence[Shape]) -> Shape:
        grad, x, eps = shapes
        self._check((grad, x, (1, x[-1]), eps))
        return 1, x[-1]

    def forward(self, inputs: Sequence[Array], out: Array) -> None:
        grad, x, eps = inputs
        np.sum(grad * self._normed(x, eps).unit, axis=0, keepdims=True, out=out)

    def vjp(self, grad: Array, inputs: Sequence[Array], out: Array) -> tuple[Array, ...]:
        given, x, eps = inputs
        normed = self._normed(x, eps)
        to_x, to_eps = normed.back(grad * given, np.zeros(normed.deviation.shape))
        return grad * normed.unit, to_x, to_eps

    def sources(
        self, wanted: Cells, inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> tuple[Cells, ...]:
        shape = inputs[0].shape
        alone = self.norm.count(shape) == 1  # its unit is 0 always
        columns = np.broadcast_to(wanted, shape) & (not alone)
        group = np.broadcast_to(any_along(columns, self.norm.axes), shape)
        return columns, group, np.full((1, 1), bool(columns.any()))

    def feeds(
        self, given: Sequence[Cells | None], inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> Cells:
        shape = inputs[0].shape
        fed = np.zeros((1, shape[1]), dtype=bool)
        if self.norm.count(shape) == 1:
            return fed
        grad, x, eps = given
        if grad is not None:
            fed |= any_along(grad, 0)
        for cells in (x, eps):
            if cells is not None:
                moved = any_along(np.broadcast_to(cells, shape), self.norm.axes)
                fed |= any_along(np.broadcast_to(moved, shape), 0)
        return fed

    def terms(self, cell: Cell, inputs: Sequence[Array], out: Array) -> Terms:
        grad, x, eps = inputs
        column = cell[1]
        with np.errstate(all="ignore"):
            slopes = self._normed(x, eps).unit[:, column].copy()
            values = grad[:, column] * slopes
        cells = line(0, len(slopes), (0, column))
        read = (grad[:, column].copy(), x[:, column].copy())
        factors = tuple(Factor(index, cells, numbers) for index, numbers in enumerate(read))
        return Terms("slopes", TermSeries(factors, values), slopes=slopes)


class EpsilonSlope(_OfNorm):
    """To eps: a larger eps draws every normalised number nearer to 0, in every norm that has it.

    grad [word, d], x [word, d], gamma [1, d] of every norm, then eps [1, 1] -> [1, 1].

    Args:
        norm: what all of them do.
        norms: how many there are.
    """

    def __init__(self, norm: LayerNorm, norms: int = 1) -> None:
        super().__init__(norm)
        self._norms = norms
        eps = f"<{3 * norms}>"
        latex, cell, plain = [], [], []
        for number in range(norms):
            grad, x, gamma = (f"<{3 * number + place}>" for place in range(3))
            under = rf"{{2 (\sigma^2 + {eps})}}"
            latex.append(rf"\frac{{{grad} \odot {gamma} \odot \widehat{{{x}}}}}{under}")
            cell.append(rf"\frac{{{grad}_{{ij}}\,{gamma}_{{j}}\,\widehat{{{x}}}_{{ij}}}}{under}")
            plain.append(f"{grad} ⊙ {gamma} ⊙ unit({x})")
        self.formula = r"<out> = -\textstyle\sum (" + " + ".join(latex) + ")"
        self.cell_formula = r"<out> = -\sum_{ij} (" + " + ".join(cell) + ")"
        self.plain = "<out> = −Σ (" + " + ".join(plain) + ") ÷ 2σ²"

    def infer_shape(self, shapes: Sequence[Shape]) -> Shape:
        for group in self._groups(shapes):
            self._check((*group, shapes[-1]))
        return shapes[-1]

    def _groups(self, inputs: Sequence[_Item]) -> Iterator[tuple[_Item, _Item, _Item]]:
        return zip(inputs[0:-1:3], inputs[1:-1:3], inputs[2:-1:3], strict=True)

    def _slopes(self, x: Array, gamma: Array, eps: Array) -> Array:
        normed = self._normed(x, eps)
        return np.asarray(-gamma * normed.unit / (2 * normed.deviation * normed.deviation))

    def forward(self, inputs: Sequence[Array], out: Array) -> None:
        eps = inputs[-1]
        groups = self._groups(inputs)
        out[0, 0] = sum((grad * self._slopes(x, gamma, eps)).sum() for grad, x, gamma in groups)

    def vjp(self, grad: Array, inputs: Sequence[Array], out: Array) -> tuple[Array, ...]:
        eps, v = inputs[-1], grad[0, 0]
        found: list[Array] = []
        total = np.zeros((1, 1))
        for given, x, gamma in self._groups(inputs):
            normed = self._normed(x, eps)
            unit, deviation = normed.unit, normed.deviation
            share = -v / (2 * deviation * deviation)
            scaled = given * gamma
            to_deviation = v * normed.sum(scaled * unit) / (deviation * deviation * deviation)
            to_x, to_eps = normed.back(share * scaled, to_deviation)
            to_gamma = (share * given * unit).sum(axis=0, keepdims=True)
            found += [share * gamma * unit, to_x, to_gamma]
            total = total + to_eps
        return (*found, total)

    def sources(
        self, wanted: Cells, inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> tuple[Cells, ...]:
        any_at_all = bool(wanted.any()) and self.norm.count(inputs[0].shape) > 1
        return tuple(np.full(array.shape, any_at_all) for array in inputs)

    def feeds(
        self, given: Sequence[Cells | None], inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> Cells:
        moved = any(cells is not None and bool(cells.any()) for cells in given)
        return np.full((1, 1), moved and self.norm.count(inputs[0].shape) > 1)

    def terms(self, cell: Cell, inputs: Sequence[Array], out: Array) -> Terms:
        series, slopes = list[TermSeries](), list[Array]()
        for number, (grad, x, gamma) in enumerate(self._groups(inputs)):
            with np.errstate(all="ignore"):
                slopes.append(self._slopes(x, gamma, inputs[-1]).ravel())
                values = grad.ravel() * slopes[-1]
            cells = np.indices(x.shape).reshape(2, -1).T
            factors = (
                Factor(3 * number, cells, grad.flatten()),
                Factor(3 * number + 1, cells, x.flatten()),
            )
            series.append(TermSeries(factors, values))
        terms = series[0] if len(series) == 1 else [term for one in series for term in one]
        return Terms("slopes", terms, slopes=np.concatenate(slopes))

"""From raw scores to attention weights: divide, mask, softmax. (Vaswani 2017, eq. 1)"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from msgspec.structs import replace

from engine.ops.base import (
    Array,
    Cell,
    Cells,
    Generated,
    Op,
    Operand,
    Shape,
    Term,
    Terms,
    any_along,
    any_head,
    in_place,
    require,
    show,
)
from engine.ops.moves import ALONE, EPSILON, Moved, Remade, is_whole, together, written
from engine.ops.series import Factor, TermSeries, line


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

    def remake(
        self, moved: Sequence[tuple[Moved, ...]], inputs: Sequence[Array], out: Array
    ) -> Remade | None:
        if moved[1]:
            return None  # every quotient is another one
        remade = []
        for at, _ in moved[0]:
            remade.append(Remade((written(out, at, inputs[0][at] / inputs[1][0, 0]),)))
        return together(remade)

    def vjp(self, grad: Array, inputs: Sequence[Array], out: Array) -> tuple[Array, ...]:
        scores, divisor = inputs
        d = divisor[0, 0]
        to_divisor = -np.sum(grad * scores) / (d * d)
        return grad / d, np.full((1, 1), to_divisor)

    def sources(
        self, wanted: Cells, inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> tuple[Cells, ...]:
        return wanted, np.full((1, 1), wanted.any())

    def feeds(
        self, given: Sequence[Cells | None], inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> Cells:
        scores, divisor = given
        if divisor is not None and divisor.any():
            return np.ones(inputs[0].shape, dtype=bool)
        return np.zeros(inputs[0].shape, dtype=bool) if scores is None else scores

    def dead(self, inputs: Sequence[Array], dead: Sequence[Cells | None]) -> Cells | None:
        return dead[0]

    def terms(self, cell: Cell, inputs: Sequence[Array], out: Array) -> Terms:
        scores, divisor = inputs
        score, d = float(scores[cell]), float(divisor[0, 0])
        return Terms(
            "quotient",
            (Term((Operand(0, cell, score),), score), Term((Operand(1, (0, 0), d),), d)),
        )


class Mask(Op):
    """Leave out what may not be attended to.

    scaled_scores [..., query, key], mask [query, key] -> [..., query, key].
    Where the mask is 1 the score stays, where it is 0 it becomes −∞, whose weight is exactly 0.
    (Vaswani 2017, section 3.2.3)
    """

    formula = r"<out> = \begin{cases} <0> & <1> = 1 \\ -\infty & <1> = 0 \end{cases}"
    cell_formula = (
        r"<out>_{ij} = \begin{cases} <0>_{ij} & <1>_{ij} = 1 \\ -\infty & <1>_{ij} = 0 \end{cases}"
    )
    plain = "<out> = mask(<0>)"

    def infer_shape(self, shapes: Sequence[Shape]) -> Shape:
        scores, mask = shapes
        require(scores[-2:] == mask, f"the shapes {show(scores, mask)} differ")
        return scores

    def forward(self, inputs: Sequence[Array], out: Array) -> None:
        scores, mask = inputs
        np.copyto(out, scores)  # [..., query, key]
        np.copyto(out, -np.inf, where=mask == 0)

    def remake(
        self, moved: Sequence[tuple[Moved, ...]], inputs: Sequence[Array], out: Array
    ) -> Remade | None:
        return None if moved[1] else in_place(self, moved, inputs, out)

    def vjp(self, grad: Array, inputs: Sequence[Array], out: Array) -> tuple[Array, ...]:
        mask = inputs[1]
        return np.where(mask == 0, 0.0, grad), np.zeros(mask.shape)

    def sources(
        self, wanted: Cells, inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> tuple[Cells, ...]:
        mask = inputs[1]
        return wanted & (mask != 0), any_head(wanted, mask.shape)

    def feeds(
        self, given: Sequence[Cells | None], inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> Cells:
        scores, mask = given
        fed = np.zeros(inputs[0].shape, dtype=bool)
        if scores is not None:
            fed |= scores & (inputs[1] != 0)
        if mask is not None:
            fed |= mask
        return fed

    def terms(self, cell: Cell, inputs: Sequence[Array], out: Array) -> Terms:
        scores, mask = inputs
        at = cell[-2:]
        score, allowed = float(scores[cell]), float(mask[at])
        return Terms(
            "masked",
            (Term((Operand(0, cell, score),), score), Term((Operand(1, at, allowed),), allowed)),
        )


class ZeroMask(Mask):
    """Write 0 where the mask is 0. matrix [..., query, key], mask [query, key] -> like matrix.

    A mistake on scores: a score of 0 is a score like any other, and e^0 = 1 is not 0. On weights
    the 0 is right, but the row no longer sums to 1.
    """

    formula = r"<out> = <0> \odot <1>"
    cell_formula = r"<out>_{ij} = <0>_{ij} \cdot <1>_{ij}"
    plain = "<out> = <0> ⊙ <1>"

    def forward(self, inputs: Sequence[Array], out: Array) -> None:
        matrix, mask = inputs
        np.copyto(out, matrix)  # [..., query, key]
        np.copyto(out, 0.0, where=mask == 0)  # not a product: −3 · 0 would be −0, ∞ · 0 no number

    def dead(self, inputs: Sequence[Array], dead: Sequence[Cells | None]) -> Cells | None:
        matrix, mask = inputs
        zeros = np.broadcast_to(mask == 0, matrix.shape)
        return zeros if dead[0] is None else zeros | dead[0]

    def terms(self, cell: Cell, inputs: Sequence[Array], out: Array) -> Terms:
        return replace(super().terms(cell, inputs, out), combination="zeroed")


class CausalMask(Generated):
    """No word sees a later one. No inputs -> [query, key]: 1 where key <= query, else 0."""

    formula = r"<out>_{ij} = 1 \;\mathrm{if}\; j \leq i, \;\mathrm{else}\; 0"
    cell_formula = formula
    plain = "<out> = (j ≤ i)"

    def __init__(self, words: int) -> None:
        self._shape = (words, words)

    def forward(self, inputs: Sequence[Array], out: Array) -> None:
        np.copyto(out, np.tri(self._shape[0]))


class PaddingMask(Generated):
    """No word sees the padding at the end of the keys. No inputs -> [query, key] of 1 and 0."""

    formula = r"<out>_{ij} = 1 \;\mathrm{if}\; j < n - p, \;\mathrm{else}\; 0"
    cell_formula = formula
    plain = "<out> = (j < n − p)"

    def __init__(self, queries: int, keys: int, padding: int) -> None:
        self._shape = (queries, keys)
        self._padding = padding

    @property
    def words(self) -> int:
        """How many keys are words; the others are padding."""
        return self._shape[1] - self._padding

    def forward(self, inputs: Sequence[Array], out: Array) -> None:
        out[:] = 1.0
        out[:, self._shape[1] - self._padding :] = 0.0


class Softmax(Op):
    """Softmax by row. scores [..., query, key] -> weights [..., query, key]; each row sums to 1.

    The row's maximum is taken off first, which changes nothing but keeps `exp` from overflowing.
    A row that is masked everywhere (all −∞) gives zeros. Along columns, which is a mistake one can
    make on purpose, each column sums to 1 instead.
    """

    def __init__(self, axis: Literal["row", "column"] = "row") -> None:
        self._axis = -1 if axis == "row" else -2
        name = "softmax" if axis == "row" else "softmax↓"
        under = r"\sum_k e^{<0>_{ik}}" if axis == "row" else r"\sum_k e^{<0>_{kj}}"
        down = "" if axis == "row" else r"_{\downarrow}"
        self.formula = rf"<out> = \mathrm{{softmax}}{down}(<0>)"
        self.cell_formula = rf"<out>_{{ij}} = \frac{{e^{{<0>_{{ij}}}}}}{{{under}}}"
        self.plain = f"<out> = {name}(<0>)"

    @property
    def down(self) -> bool:
        """Whether it runs down the columns."""
        return self._axis == -2

    def infer_shape(self, shapes: Sequence[Shape]) -> Shape:
        (scores,) = shapes
        return scores

    def forward(self, inputs: Sequence[Array], out: Array) -> None:
        (scores,) = inputs
        top = scores.max(axis=self._axis, keepdims=True)
        lost = top == -np.inf
        if lost.any():
            top[lost] = 0.0  # e^(−∞ − 0) is 0, where e^(−∞ + ∞) would be NaN
        np.subtract(scores, top, out=out)
        np.exp(out, out=out)
        total = out.sum(axis=self._axis, keepdims=True)
        total[lost] = 1.0
        np.divide(out, total, out=out)  # [..., query, key]; along the axis the sum is 1

    def remake(
        self, moved: Sequence[tuple[Moved, ...]], inputs: Sequence[Array], out: Array
    ) -> Remade | None:
        if self._axis != -1:
            return None
        remade = []
        for block in moved[0]:
            lines = (*block.at[:-1], slice(None))
            if all(map(is_whole, lines)):
                again = self._shared_anew(block, inputs[0], out)
                if again is None:
                    return None
                remade.append(again)
            else:  # whole rows: their numbers share a sum
                made = np.empty(out[lines].shape)
                self.forward([inputs[0][lines]], made)
                remade.append(Remade((written(out, lines, made),), ALONE))
        return together(remade)

    def _shared_anew(self, block: Moved, scores: Array, out: Array) -> Remade | None:
        """All weights again where one score of every row moved a little. None: compute them all.

        With r = e^(new − old) the sum of a row grows by 1 + w (r − 1), w the old weight.
        """
        now = scores[block.at]
        if now.shape[-1] != 1 or block.before is None:
            return None
        step = np.where(now == block.before, 0.0, now - block.before)
        if not (np.abs(step) <= 1).all():  # far steps lose digits, and −∞ has none
            return None
        ratio = np.exp(step)
        weights = out[block.at]
        moved = written(out, (slice(None),) * out.ndim, out / (1 + weights * (ratio - 1)))
        weights *= ratio  # now over the new sum, as all others are
        return Remade((moved,), 8 * EPSILON)

    def vjp(self, grad: Array, inputs: Sequence[Array], out: Array) -> tuple[Array, ...]:
        along = (grad * out).sum(axis=self._axis, keepdims=True)  # [..., query, 1]
        return (out * (grad - along),)

    def sources(
        self, wanted: Cells, inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> tuple[Cells, ...]:
        alive = inputs[0] != -np.inf
        lines = any_along(wanted & alive, self._axis)
        return (lines & alive & self._shared(alive),)

    def feeds(
        self, given: Sequence[Cells | None], inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> Cells:
        alive = inputs[0] != -np.inf
        (scores,) = given
        if scores is None:
            return np.zeros(alive.shape, dtype=bool)
        lines = any_along(scores & alive, self._axis)
        return np.asarray(lines & alive & self._shared(alive))

    def _shared(self, alive: Cells) -> Cells:
        """Lines in which several scores share the 1; where there is one, its weight is 1 always."""
        return np.asarray(alive.sum(axis=self._axis, keepdims=True) > 1)

    def gates(self, wanted: Cells, alive: Cells) -> Cells:
        """Which cells of the mask before it `wanted` weights depend on. [..., query, key]

        Letting one in or leaving one out moves all weights of its line that are let in; a weight
        that is left out depends on its own cell alone.
        """
        in_line = any_along(wanted & alive, self._axis)
        return np.asarray(in_line | (wanted & ~alive))

    def gated(self, mask: Cells, alive: Cells) -> Cells:
        """Which weights depend on the given cells of the mask before it. [..., query, key]"""
        return np.asarray((any_along(mask, self._axis) & alive) | (mask & ~alive))

    def dead(self, inputs: Sequence[Array], dead: Sequence[Cells | None]) -> Cells | None:
        masked = inputs[0] == -np.inf
        return masked if masked.any() else None

    def terms(self, cell: Cell, inputs: Sequence[Array], out: Array) -> Terms:
        (scores,) = inputs
        *leading, query, key = cell
        by_row = self._axis == -1
        plane = scores[tuple(leading)]
        group = (plane[query] if by_row else plane[:, key]).copy()  # what shares one sum
        with np.errstate(all="ignore"):  # an edit may have overflowed to inf
            top = group.max()
            raised = np.exp(group - (top if top != -np.inf else 0.0))  # e^score over e^largest
        cells = line(len(leading) + by_row, len(group), cell)
        terms = TermSeries((Factor(0, cells, group),), raised)
        return Terms("softmax", terms, chosen=key if by_row else query)

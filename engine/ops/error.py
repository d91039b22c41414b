"""How far the result is from what it should be, and the step that brings it nearer."""

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
    require,
    show,
)
from engine.ops.series import Factor, TermSeries


class SquaredError(Op):
    """Half the sum of all squared differences. output, target of one shape -> [1, 1].

    Half of it, so that its gradient by the output is the difference itself.
    """

    formula = r"<out> = \frac{1}{2} \| <0> - <1> \|^2"
    cell_formula = r"<out> = \frac{1}{2} \sum_{ij} (<0>_{ij} - <1>_{ij})^2"
    plain = "<out> = ½ Σ (<0> − <1>)²"

    def infer_shape(self, shapes: Sequence[Shape]) -> Shape:
        output, target = shapes
        require(output == target, f"the shapes {show(output, target)} differ")
        return 1, 1

    def forward(self, inputs: Sequence[Array], out: Array) -> None:
        difference = inputs[0] - inputs[1]
        out[0, 0] = (difference * difference).sum() / 2

    def vjp(self, grad: Array, inputs: Sequence[Array], out: Array) -> tuple[Array, ...]:
        slope = grad[0, 0] * (inputs[0] - inputs[1])
        return slope, -slope

    def sources(
        self, wanted: Cells, inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> tuple[Cells, ...]:
        return tuple(np.full(array.shape, bool(wanted.any())) for array in inputs)

    def feeds(
        self, given: Sequence[Cells | None], inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> Cells:
        return np.full((1, 1), any(cells is not None and bool(cells.any()) for cells in given))

    def terms(self, cell: Cell, inputs: Sequence[Array], out: Array) -> Terms:
        output, target = inputs
        cells = np.indices(output.shape).reshape(output.ndim, -1).T
        factors = (Factor(0, cells, output.flatten()), Factor(1, cells, target.flatten()))
        with np.errstate(all="ignore"):
            difference = (output - target).ravel()
            halves = difference * difference / 2
        return Terms("squared_error", TermSeries(factors, halves))


class Difference(CellByCell):
    """The gradient of the squared error: what came out less what should have.

    output, target of one shape -> the same shape.
    """

    formula = "<out> = <0> - <1>"
    cell_formula = r"<out>_{ij} = <0>_{ij} - <1>_{ij}"
    plain = "<out> = <0> − <1>"

    def infer_shape(self, shapes: Sequence[Shape]) -> Shape:
        output, target = shapes
        require(output == target, f"the shapes {show(output, target)} differ")
        return output

    def forward(self, inputs: Sequence[Array], out: Array) -> None:
        np.subtract(inputs[0], inputs[1], out=out)

    def vjp(self, grad: Array, inputs: Sequence[Array], out: Array) -> tuple[Array, ...]:
        return grad, -grad

    def terms(self, cell: Cell, inputs: Sequence[Array], out: Array) -> Terms:
        values = [float(array[cell]) for array in inputs]
        made = tuple(Term((Operand(i, cell, v),), v) for i, v in enumerate(values))
        return Terms("difference", made)


class Descent(Op):
    """A step downhill: the parameter less the learning rate times its gradient. (Cauchy 1847)

    parameter [..., row, column], rate [1, 1], grad of the parameter's shape -> the same shape.
    """

    formula = r"<out> = <0> - <1>\,<2>"
    cell_formula = r"<out>_{ij} = <0>_{ij} - <1>\,<2>_{ij}"
    plain = "<out> = <0> − <1> <2>"

    def infer_shape(self, shapes: Sequence[Shape]) -> Shape:
        parameter, rate, grad = shapes
        require(parameter == grad, f"the shapes {show(parameter, grad)} differ")
        require(rate == (1, 1), f"the learning rate is {show(rate)}, not 1×1")
        return parameter

    def forward(self, inputs: Sequence[Array], out: Array) -> None:
        parameter, rate, grad = inputs
        np.multiply(grad, rate[0, 0], out=out)
        np.subtract(parameter, out, out=out)

    def vjp(self, grad: Array, inputs: Sequence[Array], out: Array) -> tuple[Array, ...]:
        _, rate, slope = inputs
        return grad, np.full((1, 1), -(grad * slope).sum()), -rate[0, 0] * grad

    def sources(
        self, wanted: Cells, inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> tuple[Cells, ...]:
        moved = wanted if dead[2] is None else wanted & ~dead[2]
        return wanted, np.full((1, 1), bool(moved.any())), wanted

    def feeds(
        self, given: Sequence[Cells | None], inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> Cells:
        parameter, rate, grad = given
        fed = np.zeros(inputs[0].shape, dtype=bool)
        if parameter is not None:
            fed |= parameter
        if grad is not None:
            fed |= grad
        if rate is not None and rate.any():
            fed |= True if dead[2] is None else ~dead[2]
        return fed

    def dead(self, inputs: Sequence[Array], dead: Sequence[Cells | None]) -> Cells | None:
        return None if dead[0] is None or dead[2] is None else dead[0] & dead[2]

    def terms(self, cell: Cell, inputs: Sequence[Array], out: Array) -> Terms:
        found = ((0, cell), (1, (0, 0)), (2, cell))
        made = ((i, at, float(inputs[i][at])) for i, at in found)
        return Terms("descent", tuple(Term((Operand(*one),), one[2]) for one in made))

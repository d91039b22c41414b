"""What every operation is: a formula, a shape rule, a forward pass, its vjp, the terms of a cell.

A number, its picture, its explanation and its gradient come from one object, or they will disagree.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar, Literal, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from engine.ops.moves import Array as Array
from engine.ops.moves import Moved, Remade, kept, of_last, together

Cells = NDArray[np.bool_]
Shape = tuple[int, ...]
Cell = tuple[int, ...]

#: How the terms of a cell combine into its value.
Combination = Literal[
    "products",
    "affine",
    "sum",
    "quotient",
    "softmax",
    "masked",
    "zeroed",
    "copy",
    "layer_norm",
    "relu",
    "gelu",
    "wave",
    "slopes",
    "squared_error",
    "difference",
    "descent",
]


class ShapeError(Exception):
    """The inputs of an operation do not fit together; the message names both shapes."""


class Operand(NamedTuple):
    """One cell an operation read: which of its inputs, which cell, and the value found there."""

    input: int
    cell: Cell
    value: float


class Term(NamedTuple):
    """One term of a cell: the operands it is made of and the number they contribute."""

    operands: tuple[Operand, ...]
    value: float


class Terms(msgspec.Struct, frozen=True):
    """How an operation made one cell.

    Attributes:
        combination: `products`, `affine` (products and a bias) and `sum` add the terms' values;
            `quotient` divides the first by the second; `softmax` divides the `chosen` term by the
            sum of all (0 where all are 0); `masked` is the first where the second is 1, else −∞,
            and `zeroed` is it too, else 0;
            `layer_norm` has the group's cells, then gamma, beta and eps; `copy`, `relu`, `gelu`
            and `wave` are one term; `slopes` adds gradients, each times a slope;
            `squared_error` adds half the squares of differences; `difference` takes the second
            from the first; `descent` takes the second times the third from the first.
        chosen: for softmax the numerator, for layer_norm this cell's place in its group; else 0.
        facts: numbers on the way that are no cell: a mean, a variance.
        slopes: for `slopes` by how much each term's cell of the result rises where this cell
            rises by one, to first order. [term]
    """

    combination: Combination
    terms: Sequence[Term]
    chosen: int = 0
    facts: tuple[tuple[str, float], ...] = ()
    slopes: Array | None = None

    def evaluate(self) -> float:
        """Combine the terms into the cell's value."""
        values = [term.value for term in self.terms]
        if self.combination == "quotient":
            return values[0] / values[1]
        if self.combination == "softmax":
            total = sum(values)
            return values[self.chosen] / total if total else 0.0
        if self.combination == "masked":
            return values[0] if values[1] else -math.inf
        if self.combination == "zeroed":
            return values[0] if values[1] else 0.0
        if self.combination == "layer_norm":
            return self._normalised(values)
        if self.combination == "difference":
            return values[0] - values[1]
        if self.combination == "descent":
            return values[0] - values[1] * values[2]
        return sum(values)

    def _normalised(self, values: list[float]) -> float:
        gamma, beta, _ = values[-3:]
        facts = dict(self.facts)
        if facts["deviation"] == 0:
            return beta
        return gamma * (values[self.chosen] - facts["mean"]) / facts["deviation"] + beta


class Op(ABC):
    """One operation of the pipeline. Stateless: everything it needs is passed in.

    Attributes:
        formula: LaTeX of the whole matrix; `<out>`, `<0>`, `<1>` stand for the nodes' symbols.
        cell_formula: LaTeX of one cell, with the same placeholders.
        plain: the formula in plain Unicode for cards, tables and screen readers.
        nonzero_inputs: which inputs must not hold a 0 (a divisor).
        nonnegative_inputs: which inputs must not hold a number below 0 (an epsilon).
    """

    formula: str
    cell_formula: str
    plain: str
    nonzero_inputs: ClassVar[tuple[int, ...]] = ()
    nonnegative_inputs: ClassVar[tuple[int, ...]] = ()

    @abstractmethod
    def infer_shape(self, shapes: Sequence[Shape]) -> Shape:
        """The shape of the result. Raises ShapeError naming the shapes that do not fit."""

    @abstractmethod
    def forward(self, inputs: Sequence[Array], out: Array) -> None:
        """Compute the result into `out`, a buffer of the inferred shape."""

    @abstractmethod
    def vjp(self, grad: Array, inputs: Sequence[Array], out: Array) -> tuple[Array, ...]:
        """The gradient of `sum(grad * result)` with respect to each input, in input order."""

    @abstractmethod
    def sources(
        self, wanted: Cells, inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> tuple[Cells, ...]:
        """Which cells of each input the `wanted` cells of the result depend on.

        Args:
            wanted: a mask of the result.
            dead: for each input the cells that are 0 whatever else holds (see `dead`).
        """

    @abstractmethod
    def feeds(
        self, given: Sequence[Cells | None], inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> Cells:
        """Which cells of the result depend on the `given` cells of the inputs (None: on none)."""

    def dead(self, inputs: Sequence[Array], dead: Sequence[Cells | None]) -> Cells | None:
        """Which cells of the result are 0 whatever the numbers are; None: none are.

        What is multiplied by such a 0 goes nowhere: a value behind a masked weight, say.
        """
        return None

    def remake(
        self, moved: Sequence[tuple[Moved, ...]], inputs: Sequence[Array], out: Array
    ) -> Remade | None:
        """Remake in `out` what depends on the blocks that moved.

        Args:
            moved: for each input the blocks that moved, none where it has not.
            inputs: what the inputs hold now.
            out: the result as it was before they moved; written to only where something is
                returned.

        Returns:
            What was remade; None where computing all of it anew is as quick.
        """
        return None

    @abstractmethod
    def terms(self, cell: Cell, inputs: Sequence[Array], out: Array) -> Terms:
        """How `out[cell]` came from the inputs."""


class Generated(Op):
    """An operation without inputs: its numbers follow from sizes alone, and feed from nothing."""

    def infer_shape(self, shapes: Sequence[Shape]) -> Shape:
        return self._shape

    _shape: Shape

    def vjp(self, grad: Array, inputs: Sequence[Array], out: Array) -> tuple[Array, ...]:
        return ()

    def sources(
        self, wanted: Cells, inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> tuple[Cells, ...]:
        return ()

    def feeds(
        self, given: Sequence[Cells | None], inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> Cells:
        return np.zeros(self._shape, dtype=bool)

    def terms(self, cell: Cell, inputs: Sequence[Array], out: Array) -> Terms:
        return Terms("wave", (Term((), float(out[cell])),))


class CellByCell(Op):
    """An operation in which every cell depends on the cells at its own place, and on no others."""

    def remake(
        self, moved: Sequence[tuple[Moved, ...]], inputs: Sequence[Array], out: Array
    ) -> Remade | None:
        return in_place(self, moved, inputs, out)

    def sources(
        self, wanted: Cells, inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> tuple[Cells, ...]:
        return tuple(wanted for _ in inputs)

    def feeds(
        self, given: Sequence[Cells | None], inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> Cells:
        there = [cells for cells in given if cells is not None]
        return np.asarray(np.logical_or.reduce(there))


def in_place(
    op: Op, moved: Sequence[tuple[Moved, ...]], inputs: Sequence[Array], out: Array
) -> Remade:
    """Remake the very blocks that moved, of an operation that works cell by cell."""
    remade = []
    for blocks in moved:
        for at, _ in blocks:
            before = kept(out, at)
            op.forward([array[of_last(at, array.ndim)] for array in inputs], out[at])
            remade.append(Remade((Moved(at, before),)))
    return together(remade)


def any_along(cells: Cells, axis: int | tuple[int, ...]) -> Cells:
    """Whether there is any along an axis, which stays with length 1."""
    return np.asarray(cells.any(axis=axis, keepdims=True))


def any_head(cells: Cells, shape: Shape) -> Cells:
    """Undo broadcasting: what all heads share is used where any head uses it."""
    extra = cells.ndim - len(shape)
    return np.asarray(cells.any(axis=tuple(range(extra)))) if extra else cells


def show(*shapes: Shape) -> str:
    """`3×4 and 5×3`, for the message of a ShapeError."""
    return " and ".join("×".join(map(str, shape)) for shape in shapes)


def require(fits: bool, message: str) -> None:
    """Raise ShapeError(message) unless `fits`."""
    if not fits:
        raise ShapeError(message)

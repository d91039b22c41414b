"""One head of a node on both sides, and their differences, as heat maps read them.

Cells the lesson has not shown hold no number at all here (NaN): nothing that is derived from these
matrices, be it a colour, a scale or the width of a label, can give them away.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import msgspec
import numpy as np

from engine.compare import difference, relative_difference
from engine.graph import Axis
from engine.ops import Array, Cell
from gui.compare.comparing import Comparing
from gui.compare.sides import Side
from gui.matrix.figures import Figures, automatic_decimals, figures_of
from gui.matrix.shown_plane import Block, Mask
from gui.values import axis_labels

#: The scale of relative differences (%) ends here: one number near 0 would take all colours else.
_MOST_PERCENT = 200.0


class ArrayPlane(msgspec.Struct, frozen=True, dict=True):
    """A matrix with its labels. [row, column]"""

    values: Array
    hidden: Mask | None
    masked: Mask | None
    rows: Sequence[str]
    columns: Sequence[str]

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns there are."""
        rows, columns = self.values.shape
        return rows, columns

    @cached_property
    def figures(self) -> Figures:
        """Least, greatest and mean of what is shown."""
        return figures_of(self.values)

    def block(self, rows: slice, columns: slice) -> Block:
        """Some rows and columns."""
        hidden, masked = (
            None if mask is None else mask[rows, columns] for mask in (self.hidden, self.masked)
        )
        return Block(self.values[rows, columns], hidden, masked, None, None)

    def labels(self, *, down: bool) -> Sequence[str]:
        """All labels down or across."""
        return self.rows if down else self.columns


class ArraySource(msgspec.Struct, frozen=True):
    """A matrix with its scale.

    Attributes:
        axes: what the rows and the columns are.
    """

    plane: ArrayPlane
    weights: bool
    peak: float
    decimals: int
    axes: tuple[Axis, Axis]
    exists: bool = True


class Planes(msgspec.Struct, frozen=True):
    """One node on both sides, and what lies between."""

    before: ArraySource
    after: ArraySource
    difference: ArraySource
    relative: ArraySource

    @property
    def all(self) -> tuple[ArraySource, ArraySource, ArraySource, ArraySource]:
        """All four, in the order they are read."""
        return self.before, self.after, self.difference, self.relative


def planes_of(comparing: Comparing, first: str, second: str, name: str, head: int) -> Planes:
    """The plane of `head` of a node that both sides have in one shape. Relative changes in %."""
    sides = comparing.side(first), comparing.side(second)
    graph = sides[1].graph
    node = graph[name]
    shown = comparing.shown(name, graph)
    hidden = None if shown.all() else ~shown
    plain = [_plane(side.value(name), head) for side in sides]
    seen = [value if hidden is None else np.where(hidden, np.nan, value) for value in plain]
    masks = [_masked(side, name, head) for side in sides]
    both = None if masks[0] is None or masks[1] is None else masks[0] & masks[1]
    language = comparing.document.language
    labels = [
        [axis_labels(side.graph, side.state, language, axis) for axis in node.axes]
        for side in sides
    ]
    weights = node.scale == "weights"
    peak = 1.0 if weights else max(figures_of(value).magnitude for value in seen) or 1.0
    decimals = max(automatic_decimals(value) for value in seen)

    def source(values: Array, mask: Mask | None, side: int, peak: float, of: bool) -> ArraySource:
        digits = decimals if of else automatic_decimals(values)
        plane = ArrayPlane(values, hidden, mask, *labels[side])
        return ArraySource(plane, of and weights, peak, digits, node.axes)

    steps = difference(*seen)
    parts = relative_difference(*seen) * 100
    if hidden is not None:
        steps, parts = (np.where(hidden, np.nan, values) for values in (steps, parts))
    most = figures_of(parts).magnitude
    return Planes(
        source(seen[0], masks[0], 0, peak, True),
        source(seen[1], masks[1], 1, peak, True),
        source(steps, both, 1, figures_of(steps).magnitude or 1.0, False),
        source(parts, both, 1, min(most, _MOST_PERCENT) or 1.0, False),
    )


def full_cell(side: Side, name: str, head: int, row: int, column: int) -> Cell:
    """The cell of a node at a place of the plane that is shown."""
    shape = side.graph.shapes[name]
    return (min(head, shape[0] - 1), row, column) if len(shape) > 2 else (row, column)


def _plane(value: Array, head: int) -> Array:
    return value[min(head, len(value) - 1)] if value.ndim > 2 else value


def _masked(side: Side, name: str, head: int) -> Mask | None:
    """The pairs of words that a mask leaves out on a side; None where there is none."""
    graph = side.graph
    for node in (name, *graph[name].inputs):
        for source in graph[node].inputs:
            if graph[source].binary:
                return np.asarray(_plane(side.value(source), head) == 0)
    return None

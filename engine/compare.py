"""Two sets of values held against each other: which cells changed, by how much, and where most.

What counts as changed: two numbers that are not equal. A cell that is −inf (masked) or NaN in both
has not changed, and 0 and −0 are one number. Nothing is rounded: a last bit that moved is a change.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol

import msgspec
import numpy as np
from numpy.typing import NDArray

from engine.graph import Graph
from engine.ops import Array, Cell
from engine.ops.base import Shape

Mask = NDArray[np.bool_]
_NAN = float("nan")


class Values(Protocol):
    """A graph with the values of its nodes; an Evaluator is one."""

    @property
    def graph(self) -> Graph:
        """Its topology."""

    def value(self, name: str) -> Array:
        """The matrix of a node."""


class NodeChange(NamedTuple):
    """What happened to one node, of the cells that are compared.

    Attributes:
        compared: how many cells are compared.
        changed: how many of them changed.
        largest: the largest difference after − before by magnitude, with its sign; 0 where nothing
            changed. An infinite one is the largest; NaN only where no change is a number.
        at: the first cell with it; None where nothing changed.
        relative: the largest relative difference by magnitude, with its sign (see
            `relative_difference`); NaN where no changed cell has one.
        relative_at: the first cell with it.
        mean: the mean of |difference| over all compared cells whose difference is finite.
    """

    name: str
    compared: int
    changed: int
    largest: float
    at: Cell | None
    relative: float
    relative_at: Cell | None
    mean: float


class NotComparable(NamedTuple):
    """A node of which the two sets hold matrices of different shapes, or only one holds any."""

    name: str
    before: Shape | None
    after: Shape | None


class Comparison(msgspec.Struct, frozen=True):
    """Everything that two sets of values have to say about each other.

    Attributes:
        nodes: every node that is compared, along the flow.
        others: those that cannot be.
    """

    nodes: tuple[NodeChange, ...]
    others: tuple[NotComparable, ...] = ()

    @property
    def moved(self) -> tuple[NodeChange, ...]:
        """The nodes of which any cell changed, along the flow."""
        return tuple(node for node in self.nodes if node.changed)


def changed_cells(before: Array, after: Array) -> Mask:
    """Which cells changed. Both arrays, and the result, have one shape."""
    moved = np.asarray(after != before)
    if moved.any():
        moved &= ~(np.isnan(after) & np.isnan(before))
    return moved


def any_changed(before: Array, after: Array) -> bool:
    """Whether any cell changed. Where one did, the first row mostly says so."""
    first = changed_cells(before[:1], after[:1])
    return bool(first.any() or changed_cells(before, after).any())


def difference(before: Array, after: Array) -> Array:
    """after − before; 0 where the cell has not changed (also from −inf to −inf)."""
    with np.errstate(all="ignore"):
        return np.where(changed_cells(before, after), after - before, 0.0)


def relative_difference(before: Array, after: Array) -> Array:
    """(after − before) / |before|: how much of itself a number grew (+) or shrank (−).

    0 where the cell has not changed. NaN where there is nothing to be relative to: the cell changed
    from 0, or one of the two is no finite number (or the quotient is beyond what a float holds).
    """
    with np.errstate(all="ignore"):
        quotient = (after - before) / np.abs(before)
    quotient = np.where(np.isfinite(quotient) & np.isfinite(after), quotient, _NAN)
    return np.where(changed_cells(before, after), quotient, 0.0)


def compare_node(name: str, before: Array, after: Array, shown: Mask | None = None) -> NodeChange:
    """Hold one node against itself. Both arrays have one shape.

    Args:
        shown: the cells that may be looked at, of the last two axes; None: all of them.
    """
    moved = changed_cells(before, after)
    compared = moved.size
    if shown is not None:
        moved &= shown
        compared = int(np.count_nonzero(shown)) * (moved.size // max(shown.size, 1))
    at = np.flatnonzero(moved)
    if at.size == 0:
        return NodeChange(name, compared, 0, 0.0, None, _NAN, None, 0.0)
    old, new = before.reshape(-1)[at], after.reshape(-1)[at]
    steps = difference(old, new)
    parts = relative_difference(old, new)
    first, second = _largest(steps), _largest(parts)
    finite = steps[np.isfinite(steps)]
    counted = compared - (steps.size - finite.size)
    with np.errstate(all="ignore"):
        mean = float((np.abs(finite) / counted).sum()) if counted else 0.0
    return NodeChange(
        name,
        compared,
        at.size,
        float(steps[first or 0]),
        _cell(at[first or 0], before.shape),
        _NAN if second is None else float(parts[second]),
        None if second is None else _cell(at[second], before.shape),
        mean,
    )


def compare(
    before: Values,
    after: Values,
    shown: Mapping[str, Mask] | None = None,
    known: Mapping[str, NodeChange] | None = None,
) -> Comparison:
    """Hold two sets of values against each other, in the order of the flow of `after`.

    Nodes that both have in one shape are compared; the rest is listed, what only `before` has last.

    Args:
        shown: for each node the cells that may be looked at; a node that is not in it: all.
        known: what is known of some nodes already; they are not read again.
    """
    nodes, others = [], []
    for name in dict.fromkeys((*after.graph.order, *before.graph.order)):
        old, new = (side.graph.shapes.get(name) for side in (before, after))
        if old is None or old != new:
            others.append(NotComparable(name, old, new))
        elif known is not None and name in known:
            nodes.append(known[name])
        else:
            mask = None if shown is None else shown.get(name)
            nodes.append(compare_node(name, before.value(name), after.value(name), mask))
    return Comparison(tuple(nodes), tuple(others))


def _largest(steps: Array) -> int | None:
    """The index of the largest magnitude, NaN left out; None where all are NaN."""
    magnitudes = np.abs(steps)
    if np.isnan(magnitudes).all():
        return None
    return int(np.nanargmax(magnitudes))


def _cell(flat: np.intp, shape: Shape) -> Cell:
    return tuple(int(i) for i in np.unravel_index(flat, shape))

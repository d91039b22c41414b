"""What an edit moved of a matrix, so that an operation can remake no more than depends on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
#: A block of a matrix: a slice for every axis.
Where = tuple[slice, ...]

ALL = slice(None)
#: The distance from 1 to the next float64: how far one rounding can be off.
#: The error of lines that were computed anew by themselves: products of another shape may round
#: otherwise, which does not add up.
ALONE = 1e-20
EPSILON = float(np.finfo(np.float64).eps)


class Moved(NamedTuple):
    """A block of a matrix whose numbers are others now.

    Attributes:
        at: where it is, a slice for every axis.
        before: what stood there; the matrix holds what stands there now.
    """

    at: Where
    before: Array


class Remade(NamedTuple):
    """What an operation remade of its result.

    Attributes:
        moved: the blocks it wrote to.
        error: what part of themselves the blocks may be off by, against the whole result computed
            anew; 0 where not even the last digit can be.
    """

    moved: tuple[Moved, ...]
    error: float = 0.0


def cell_at(cell: tuple[int, ...]) -> Where:
    """The block of one cell."""
    return tuple(slice(index, index + 1) for index in cell)


def written(out: Array, at: Where, numbers: Array) -> Moved:
    """Write a block, and say what stood there."""
    before = out[at].copy()
    out[at] = numbers
    return Moved(at, before)


def added(out: Array, at: Where, change: Array, terms: int = 1) -> Remade:
    """Add to a block. The error is that of the roundings, as a part of the block's own size.

    Where the block shrinks, as after a large number is taken back, that part is large.
    """
    block = out[at]
    before = block.copy()
    np.add(block, change, out=block)
    after, moved = _size(block), _size(change)
    error = 4 * terms * EPSILON * (after + 2 * moved) / after if after else np.inf
    return Remade((Moved(at, before),), error if np.isfinite(error) else np.inf)


def of_last(at: Where, ndim: int) -> Where:
    """The block in a matrix that may lack the head axis, or have one where `at` has none."""
    return at[-ndim:] if len(at) >= ndim else (ALL,) * (ndim - len(at)) + at


def is_whole(line: slice) -> bool:
    """Whether a slice is all of an axis."""
    return line == ALL


def extent(line: slice, size: int) -> int:
    """How many lines a slice of an axis of that size has."""
    start, stop, _ = line.indices(size)
    return stop - start


def together(parts: Sequence[Remade]) -> Remade:
    """Several remakes as one."""
    return Remade(
        tuple(block for part in parts for block in part.moved), sum(part.error for part in parts)
    )


def _size(numbers: Array) -> float:
    """The root of the sum of squares."""
    flat = numbers.ravel()
    # not `@`: threads of BLAS take longer to wake than one takes to add some ten thousand squares
    return float(np.sqrt(np.einsum("i,i->", flat, flat)))

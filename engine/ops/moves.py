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
#: The error of lines that were computed anew by themselves: products of another shape may round
#: otherwise, which does not add up.
ALONE = 1e-20
#: The distance from 1 to the next float64: how far one rounding can be off.
EPSILON = float(np.finfo(np.float64).eps)
#: Up to so many numbers, matrices are compared byte by byte with what they were; a larger one that
#: was written to as a whole is taken to have moved.
SMALL = 1 << 12


class Moved(NamedTuple):
    """A block of a matrix whose numbers are others now.

    Attributes:
        at: where it is, a slice for every axis.
        before: what stood there; the matrix holds what stands there now. None: it is not known,
            all of it counts as moved.
    """

    at: Where
    before: Array | None


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
    before = kept(out, at)
    out[at] = numbers
    return Moved(at, before)


def kept(out: Array, at: Where) -> Array | None:
    """A copy of a block before it is written to; of a whole large matrix none is worth its time."""
    if out.size > SMALL and all(map(is_whole, at)):
        return None
    return out[at].copy()


def added(
    out: Array, at: Where, change: Array, terms: int = 1, size: float | None = None
) -> Remade:
    """Add to a block. The error is that of the roundings, as a part of the block's own size.

    Where the block shrinks, as after a large number is taken back, that part is large.
    `size`: the root of the sum of squares of the change, where it is known.
    """
    block = out[at]
    before = kept(out, at)
    np.add(block, change, out=block)
    after, moved = size_of(block), size_of(change) if size is None else size
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


def size_of(numbers: Array) -> float:
    """The root of the sum of squares."""
    # row by row: threads of BLAS take longer to wake than one takes to add some thousand squares
    return float(np.sqrt(np.vecdot(numbers, numbers).sum()))

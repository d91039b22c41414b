"""Facts about a whole matrix: least, greatest, mean, sums, how its numbers are spread.

Everything is reduced in place or block by block, so that a matrix of millions of numbers is read
without a second one beside it.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import numpy as np
from numpy.typing import NDArray

from engine.ops import Array

_ALWAYS_WHOLE = 1e15
_LARGEST_FIXED = 1e7
_MOST_DECIMALS = 3
_ROWS_AT_ONCE = 64


class Figures(msgspec.Struct, frozen=True):
    """What is known of a matrix. Only finite numbers count.

    Attributes:
        least, greatest, mean: NaN where there is no finite number.
        count: how many finite numbers there are.
        holes: how many there are that are not finite.
    """

    least: float
    greatest: float
    mean: float
    count: int
    holes: int

    @property
    def magnitude(self) -> float:
        """The largest finite value without its sign; 0 where there is none."""
        return max(abs(self.least), abs(self.greatest)) if self.count else 0.0


def figures_of(matrix: Array) -> Figures:
    """Least, greatest and mean of a matrix of any number of dimensions."""
    with np.errstate(all="ignore"):
        least, greatest = float(matrix.min()), float(matrix.max())
        if np.isfinite(least) and np.isfinite(greatest):  # then all are
            mean = min(max(_mean(matrix), least), greatest)  # adding parts may round past the end
            return Figures(least, greatest, mean, matrix.size, 0)
    ends = [(part.min(), part.max(), part.size) for part in _finite_blocks(matrix)]
    if not ends:
        return Figures(np.nan, np.nan, np.nan, 0, matrix.size)
    count = sum(size for _, _, size in ends)
    mean = float(sum((part / count).sum() for part in _finite_blocks(matrix)))
    least, greatest = min(low for low, _, _ in ends), max(high for _, high, _ in ends)
    mean = min(max(mean, float(least)), float(greatest))
    return Figures(float(least), float(greatest), mean, count, matrix.size - count)


def _mean(matrix: Array) -> float:
    """The mean; parts of it are added where the sum itself is beyond what a float holds."""
    mean = float(matrix.mean())
    if np.isfinite(mean):
        return mean
    return float(sum((block / matrix.size).sum() for block in _blocks(matrix)))


def longest_candidates(matrix: Array, figures: Figures) -> list[float]:
    """Numbers among which the one that takes the most room stands, for equal decimals."""
    if not figures.count:
        return [np.nan]
    found = [figures.least, figures.greatest]
    if figures.magnitude >= _LARGEST_FIXED:  # larger ones are written shorter: 1.2e9
        short = [b[np.abs(b) < _LARGEST_FIXED] for b in _blocks(matrix)]
        found += [f(b) for b in short if b.size for f in (np.min, np.max)]
    return [float(value) for value in found]


def automatic_decimals(matrix: Array) -> int:
    """The fewest decimals (at most 3) that show every number of the matrix as it is."""
    needed = 0
    for block in _blocks(matrix):
        finite = block[np.abs(block) < _ALWAYS_WHOLE]  # rounding larger ones may overflow
        while needed < _MOST_DECIMALS and not np.array_equal(np.round(finite, needed), finite):
            needed += 1
        if needed == _MOST_DECIMALS:
            break
    return needed


def sums(matrix: Array, axis: int) -> Array:
    """The sum of each row (axis 1) or of each column (axis 0)."""
    with np.errstate(all="ignore"):
        return np.asarray(matrix.sum(axis=axis))


def spread(matrix: Array, figures: Figures, bins: int) -> NDArray[np.intp]:
    """How many finite numbers fall into each of `bins` equal parts from least to greatest."""
    counts = np.zeros(bins, dtype=np.intp)
    low, width = figures.least, figures.greatest / bins - figures.least / bins
    if not figures.count:
        return counts
    if not width > 0:
        counts[bins // 2] = figures.count
        return counts
    for block in _blocks(matrix):
        numbers = block[np.isfinite(block)] if figures.holes else block.ravel()
        at = np.minimum((numbers / width - low / width).astype(np.intp), bins - 1)
        counts += np.bincount(np.maximum(at, 0), minlength=bins)
    return counts


def _blocks(matrix: Array) -> Iterator[Array]:
    """The matrix in blocks of a few rows (of columns, where it is transposed)."""
    rows = matrix.reshape(-1, matrix.shape[-1]) if matrix.ndim > 2 else matrix
    rows = rows.T if rows.flags.f_contiguous else rows
    for start in range(0, rows.shape[0], _ROWS_AT_ONCE):
        yield rows[start : start + _ROWS_AT_ONCE]


def _finite_blocks(matrix: Array) -> Iterator[Array]:
    """The finite numbers of each block that has any."""
    for block in _blocks(matrix):
        finite = block[np.isfinite(block)]
        if finite.size:
            yield finite

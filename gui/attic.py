"""Where undo keeps large matrices: in a file without a name, which goes with the process.

The history has no end, memory has. A matrix in the attic is still a matrix: the system reads its
numbers back from the disk when they are asked for, and may let go of them at any time.
"""

from __future__ import annotations

import mmap
import tempfile
import weakref
from collections.abc import Collection
from typing import IO

import msgspec
import numpy as np
from numpy.typing import NDArray

from engine.ops import Array
from engine.state import State

#: Matrices of so many bytes go to the attic; smaller ones are no burden.
LARGE = 1 << 18
#: Up to this part of its cells an edit of a matrix is kept cell by cell.
_FEW = 0.25


def in_attic(matrix: Array) -> bool:
    """Whether the numbers of a matrix lie on the disk."""
    base: object = matrix
    while isinstance(base, np.ndarray | memoryview):
        base = base.base if isinstance(base, np.ndarray) else base.obj
    return isinstance(base, mmap.mmap)


class Attic:
    """Takes matrices away from memory. Where the disk has no room, they stay where they are."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._end = 0
        self._kept: dict[int, Array] = {}

    def stow(self, matrix: Array) -> Array:
        """The same numbers, read-only, from the disk; small ones as they are."""
        if matrix.nbytes < LARGE or in_attic(matrix):
            return matrix
        known = self._kept.get(id(matrix))
        if known is not None:
            return known
        try:
            stowed = self._written(matrix)
        except OSError:
            return matrix
        key = id(matrix)
        self._kept[key] = stowed
        weakref.finalize(matrix, self._kept.pop, key, None)
        return stowed

    def stow_state(self, state: State, live: Collection[int]) -> None:
        """Take the matrices of a state that is over; `live` are the ids of those in use."""
        for matrices in (state.inputs, state.parked):
            if isinstance(matrices, dict):
                for name, matrix in matrices.items():
                    if id(matrix) not in live:
                        matrices[name] = self.stow(matrix)

    def _written(self, matrix: Array) -> Array:
        if self._file is None:
            self._file = tempfile.TemporaryFile(prefix="softmix-")  # noqa: SIM115
            weakref.finalize(self, self._file.close)
        start = -(-self._end // mmap.ALLOCATIONGRANULARITY) * mmap.ALLOCATIONGRANULARITY
        self._file.seek(start)
        self._file.write(np.ascontiguousarray(matrix).data)
        self._file.flush()
        self._end = start + matrix.nbytes
        kept = mmap.mmap(self._file.fileno(), matrix.nbytes, access=mmap.ACCESS_READ, offset=start)
        return np.frombuffer(kept, dtype=np.float64).reshape(matrix.shape)


class Patch(msgspec.Struct, frozen=True):
    """How one matrix becomes another and back: the cells that differ, or both in the attic.

    Attributes:
        where: flat indices of the cells that differ; None where they are many.
        old, new: their numbers, or the whole matrices.
    """

    where: NDArray[np.int64] | None
    old: Array
    new: Array

    @classmethod
    def between(cls, old: Array, new: Array, attic: Attic) -> Patch:
        """Keep what is needed to go from `old` to `new` and back, to the bit."""
        ours, theirs = (np.ascontiguousarray(m).view(np.int64).ravel() for m in (old, new))
        where = np.flatnonzero(ours != theirs)
        if where.size <= _FEW * old.size:
            return cls(where, old.ravel()[where], new.ravel()[where])
        return cls(None, attic.stow(old.copy()), attic.stow(new.copy()))

    def forward(self, now: Array) -> Array:
        """The new matrix, from the old one."""
        return self._put(now, self.new)

    def backward(self, now: Array) -> Array:
        """The old matrix, from the new one."""
        return self._put(now, self.old)

    def _put(self, now: Array, numbers: Array) -> Array:
        if self.where is None:
            return np.array(numbers)
        made = np.array(now)
        made.ravel()[self.where] = numbers
        return made

    def nbytes(self) -> int:
        """How much memory it takes (bytes); what lies in the attic takes none."""
        parts = [part for part in (self.old, self.new) if not in_attic(part)]
        held = sum(part.nbytes for part in parts)
        return held + (0 if self.where is None else self.where.nbytes)

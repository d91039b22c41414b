"""Vectors of many numbers as points of a plane, and which of them lie near each other."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np

from engine.ops import Array


class Plane(msgspec.Struct, frozen=True):
    """The plane in which some vectors spread most. (Pearson 1901: principal components)

    Attributes:
        middle: the mean of the vectors. [d]
        axes: two directions of length 1, the one of the largest spread first. [2, d]
        share: what part of the whole spread the plane shows, 0 to 1.
    """

    middle: Array
    axes: Array
    share: float

    def place(self, vectors: Array) -> Array:
        """Where vectors stand in the plane. [vector, d] -> [vector, 2]"""
        return np.asarray((vectors - self.middle) @ self.axes.T)


def plane(vectors: Array) -> Plane:
    """The plane of some vectors, by singular values; their signs are fixed, so that pictures do not
    flip: the largest number of each axis is positive.

    Args:
        vectors: [vector, d], finite.

    Raises:
        ValueError: there are none, or a number is not finite.
    """
    if not vectors.size or not np.isfinite(vectors).all():
        raise ValueError("no vectors, or one that is not finite")
    middle = vectors.mean(axis=0)
    _, sizes, directions = np.linalg.svd(vectors - middle, full_matrices=False)
    axes = np.zeros((2, vectors.shape[1]))
    axes[: min(2, len(directions))] = directions[:2]
    for axis in axes:
        if axis[np.abs(axis).argmax()] < 0:
            axis *= -1
    whole = float((sizes**2).sum())
    return Plane(middle, axes, float((sizes[:2] ** 2).sum() / whole) if whole else 1.0)


def nearest(vector: Array, vectors: Array, count: int) -> list[tuple[int, float]]:
    """Which vectors point most alike, with the cosine between them, the nearest first.

    A vector of length 0 points nowhere: its cosine is 0.

    Args:
        vector: [d]
        vectors: [vector, d]
    """
    lengths = np.linalg.norm(vectors, axis=1) * np.linalg.norm(vector)
    products = vectors @ vector
    cosines = np.divide(products, lengths, out=np.zeros(len(vectors)), where=lengths > 0)
    order: Sequence[int] = np.argsort(-cosines, kind="stable")[:count].tolist()
    return [(at, float(cosines[at])) for at in order]

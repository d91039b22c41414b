"""What a block of cells can be filled with, or changed into."""

from __future__ import annotations

from typing import Literal

import numpy as np

from engine.errors import SoftmixError, translatable
from engine.initial import xavier
from engine.numbers import format_shape
from engine.ops import Array

Filling = Literal[
    "down", "right", "constant", "zeros", "identity", "random", "xavier",
    "transpose", "scale", "round", "negate",
]  # fmt: skip
FILLINGS: tuple[Filling, ...] = (
    "down", "right", "constant", "zeros", "identity", "random", "xavier",
    "transpose", "scale", "round", "negate",
)  # fmt: skip


class NotSquare(SoftmixError):
    """Fields: shape."""

    template = translatable(
        "errors",
        "The block is {shape}: only a block with as many rows as columns can be transposed in its "
        "place.",
    )


def filled(block: Array, how: Filling, number: float = 0.0) -> Array:
    """A block [row, column] filled or changed.

    Args:
        number: the constant, the seed (a whole number from 0) of `random` and `xavier`, the factor
            of `scale`, the decimals of `round`.

    Raises:
        NotSquare: `transpose`, and it is not.
    """
    if how == "down":
        return np.broadcast_to(block[:1], block.shape).copy()
    if how == "right":
        return np.broadcast_to(block[:, :1], block.shape).copy()
    if how in ("zeros", "constant"):
        return np.full(block.shape, number if how == "constant" else 0.0)
    if how == "identity":
        return np.eye(*block.shape)
    if how == "random":
        drawn = np.random.RandomState(int(number) % 2**32).standard_normal(block.shape)
        return np.round(drawn, 2) + 0.0  # + 0.0: no -0
    if how == "xavier":
        return xavier(block.shape, int(number) % 2**32)
    if how == "transpose":
        if block.shape[0] != block.shape[1]:
            raise NotSquare(shape=format_shape(block.shape))
        return block.T.copy()
    if how == "scale":
        return block * number
    if how == "round":
        return np.round(block, int(number)) + 0.0
    return 0.0 - block

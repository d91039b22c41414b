"""How sharp a softmax gets as d_k grows, with and without the divisor √d_k.

Queries and keys are drawn from a normal distribution of variance 1, so that a score is a sum of d_k
products and has the variance d_k. (Vaswani 2017, section 3.2.1, note 4)
"""

from __future__ import annotations

import math
from functools import cache
from typing import NamedTuple

import numpy as np

from engine.mistakes.base import Values, entropy
from engine.ops import Array, Softmax

#: The sizes of d_k that are looked at: the powers of 2 up to 1024.
SIZES: tuple[int, ...] = tuple(2**power for power in range(11))
#: How many queries are drawn, each with keys of its own.
DRAWS = 400
_SEED = 2017


class Sharpness(NamedTuple):
    """How unevenly a row of weights is spread, on average.

    Attributes:
        largest: the largest weight of a row.
        entropy: of a row, in bits.
    """

    largest: float
    entropy: float


class Curves(NamedTuple):
    """Sharpness for every d_k of SIZES, each averaged over DRAWS rows.

    Attributes:
        keys: how many keys share the weights of a row.
        divided: with the divisor √d_k.
        plain: without one.
    """

    keys: int
    divided: tuple[Sharpness, ...]
    plain: tuple[Sharpness, ...]


def sharpness(weights: Array) -> Sharpness:
    """The averages over all rows. weights: [..., key]"""
    return Sharpness(float(weights.max(axis=-1).mean()), float(entropy(weights).mean()))


@cache
def curves(keys: int) -> Curves:
    """Draw queries and `keys` keys for each, and average over all of them.

    The draws are seeded and come from RandomState, whose streams are frozen, so the curves are the
    same everywhere. The scores of a smaller d_k use the first columns of the same draws.
    """
    random = np.random.RandomState(_SEED)
    scores = np.empty((len(SIZES), DRAWS, keys))
    for draw in range(DRAWS):
        drawn = random.standard_normal((keys + 1, SIZES[-1]))
        sums = np.cumsum(
            drawn[:1] * drawn[1:], axis=1
        )  # [key, d_k]: the score of the first columns
        scores[:, draw] = sums[:, [size - 1 for size in SIZES]].T
    divided, plain = [], []
    for size, these in zip(SIZES, scores, strict=True):
        plain.append(sharpness(_softmax(these)))
        divided.append(sharpness(_softmax(these / math.sqrt(size))))
    return Curves(keys, tuple(divided), tuple(plain))


def own_point(values: Values) -> tuple[int, Sharpness]:
    """d_k of an example, and how sharp its weights are: all rows and heads of its first block."""
    return values.graph.sizes["d_k"], sharpness(values.value("weights"))


def _softmax(scores: Array) -> Array:
    weights = np.empty(scores.shape)
    Softmax().forward([scores], weights)
    return weights

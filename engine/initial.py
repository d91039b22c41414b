"""What inputs hold before anyone changes them: vectors of words, drawn matrices, neutral numbers.

Draws are seeded and come from numpy's RandomState, whose streams are frozen: the same seed gives
the same numbers in every version.
"""

from __future__ import annotations

import math
import unicodedata
import weakref
from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np

from engine.graph import Graph, Node
from engine.ops import Array, Shape
from engine.pipeline import Config
from engine.words import Word

EPSILON = 1e-5

#: The ways to fill a matrix that a scenario file can name.
Recipe = Literal["xavier", "normal", "zeros", "ones", "identity", "words"]


class Drawn(NamedTuple):
    """How a matrix was drawn, which is all it takes to have it again."""

    node: str
    recipe: Recipe
    seed: int


#: Of matrices that are there, by their id.
_DRAWN: dict[int, Drawn] = {}


def drawn_as(matrix: Array) -> Drawn | None:
    """How this very array was drawn; None where it was not, or is a copy."""
    return _DRAWN.get(id(matrix))


def _drawn(matrix: Array, node: str, name: Recipe, seed: int) -> Array:
    """The matrix, read-only and known by its recipe from now on."""
    matrix.setflags(write=False)
    _DRAWN[id(matrix)] = Drawn(node, name, seed)
    weakref.finalize(matrix, _DRAWN.pop, id(matrix), None)
    return matrix


def word_vector(text: str, config: Config) -> Array:
    """The vector of a word, from a seeded hash of it: the same word has the same one. [d_model]

    Upper and lower case are one word. Whole numbers 0 to 2, or a normal distribution (mean 0, sd 1)
    with two decimals, as the config asks.
    """
    same = unicodedata.normalize("NFC", text).casefold()
    random = _random(config.seed, same)
    if config.vectors == "whole":
        return random.randint(0, 3, config.d_model).astype(np.float64)
    return np.round(random.standard_normal(config.d_model), 2) + 0.0  # + 0.0: no -0


def word_vectors(words: Sequence[Word], config: Config) -> Array:
    """One row for every word. [word, d_model]"""
    return np.stack([word_vector(word.en, config) for word in words])


def xavier(shape: Shape, seed: int, salt: str = "") -> Array:
    """Normal draws of variance 2 / (rows + columns), head by head. (Glorot, Bengio 2010, eq. 12)"""
    spread = math.sqrt(2 / (shape[-2] + shape[-1]))
    return np.asarray(_random(seed, salt).standard_normal(shape) * spread)


def recipe(name: Recipe, seed: int, node: Node, shape: Shape, vectors: Array | None) -> Array:
    """The matrix a scenario file asks for by name.

    Args:
        vectors: the words' vectors, for the recipe `words`.
    """
    if name == "words":
        if vectors is None or vectors.shape != shape:
            raise ValueError(f"{node.name} has no row for every word")
        return vectors
    if name == "xavier":
        return _drawn(xavier(shape, seed, node.name), node.name, name, seed)
    if name == "normal":
        made = np.asarray(_random(seed, node.name).standard_normal(shape))
        return _drawn(made, node.name, name, seed)
    if name == "identity":
        return np.broadcast_to(np.eye(shape[-2], shape[-1]), shape).copy()
    return np.full(shape, 1.0 if name == "ones" else 0.0)


def default_input(
    node: Node,
    graph: Graph,
    config: Config,
    words: Sequence[Word],
    memory_words: Sequence[Word],
) -> Array:
    """What an input holds when a switch brings it in, in the graph's shape.

    Word vectors come from the words, and so does a target of their shape; other targets are 0, the
    divisor is √d_k; biases are 0, gamma and masks 1; other
    matrices are drawn as the scenario's are: small whole numbers, or Xavier.
    """
    shape = graph.shapes[node.name]
    if node.axes[0] == "memory":
        return word_vectors(memory_words, config)
    if node.axes == ("word", "d_model"):
        return word_vectors(words, config)
    if node.scale.endswith("divisor"):
        return np.full(shape, math.sqrt(config.d_k))
    if node.scale.endswith("eps"):
        return np.full(shape, EPSILON)
    if node.axes[0] == "one" or node.binary or node.stage == "loss":
        return np.full(shape, node.neutral)
    if config.vectors == "real":
        made = xavier(shape, config.seed, node.name)
        return _drawn(made, node.name, "xavier", config.seed)
    if node.axes == ("concat", "d_model") and shape[0] == shape[1]:
        return np.eye(shape[0])  # changes nothing until it is changed
    return _random(config.seed, node.name).randint(-1, 2, shape).astype(np.float64)


def _random(seed: int, salt: str) -> np.random.RandomState:
    import hashlib  # loads OpenSSL, 4 MB

    digest = hashlib.blake2b(f"{seed}:{salt}".encode(), digest_size=16).digest()
    return np.random.RandomState(np.frombuffer(digest, dtype="<u4").astype(np.uint32))

"""How a scenario file holds a matrix: row by row, by the recipe it is made by, or packed."""

from __future__ import annotations

import math
from collections.abc import Iterator

import msgspec
import numpy as np

from engine.errors import Message, translatable
from engine.graph import Graph
from engine.initial import Recipe, recipe, word_vectors
from engine.numbers import format_shape
from engine.ops import Array, Shape
from engine.state import State

#: Up to so many numbers a matrix is written row by row, for people to read.
_READABLE = 1024
_HEADS = translatable("errors", "{name} has {count} heads; it must be {expected}")
_ROWS = translatable("errors", "{name} has {count} rows; it must be {expected}")
_COLUMNS = translatable("errors", "the row has {count} numbers; {name} must be {expected}")
_DEPTH = translatable("errors", "{name} must be {expected}, a list of numbers for every row")
_FINITE = translatable("errors", "a number is not finite")
_EITHER = translatable("errors", "either “init”, or “shape” and “float64”, must be given")
_PACKED = translatable("errors", "“float64” holds {count} bytes; {expected} numbers have {needed}")
_SHAPE = translatable("errors", "{name} is {expected}, not {given}")
_WORDS = translatable("errors", "{name} has no row for every word; choose another “init”")
_SEED = translatable("errors", "a seed is a whole number from 0 to {most}")
_LARGEST_SEED = 2**32 - 1


class Stored(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A matrix that is not written out.

    Attributes:
        init, seed: the recipe it is made by (`words` follows the seed of the config).
        shape, float64: its exact numbers, packed: little-endian IEEE 754 doubles, in base64.
    """

    init: Recipe | None = None
    seed: int = 0
    shape: list[int] = []
    float64: bytes = b""


#: Rows of numbers, heads of rows of numbers, or stored otherwise.
Matrix = Stored | list[list[float | list[float]]]


def store(matrix: Array) -> Matrix:
    """Every number exactly: readable where it is small, packed where it is large."""
    if matrix.size <= _READABLE:
        rows: list[list[float | list[float]]] = matrix.tolist()
        return rows
    return Stored(shape=list(matrix.shape), float64=matrix.astype("<f8").tobytes())


def read_matrix(stored: Matrix, name: str, state: State, graph: Graph) -> Array:
    """The matrix of input `name` (it was checked with `faults`)."""
    if not isinstance(stored, Stored):
        return np.array(stored, dtype=np.float64)
    if stored.init is None:
        packed = np.frombuffer(stored.float64, dtype="<f8").reshape(stored.shape)
        return packed.astype(np.float64)
    node, vectors = graph[name], None
    if stored.init == "words":
        vectors = word_vectors(state.words_of(node.axes[0]), state.config)
    return recipe(stored.init, stored.seed, node, graph.shapes[name], vectors)


def faults(
    name: str, matrix: Matrix, shape: Shape | None, graph: Graph
) -> Iterator[tuple[str, Message]]:
    """What is wrong with a stored matrix: (where in it, what).

    Args:
        shape: the shape it must have; None where any will do.
    """
    if isinstance(matrix, Stored):
        yield from _stored_faults(name, matrix, shape, graph)
    elif shape is None:
        rows = np.shape(matrix[0]) if matrix else ()
        yield from _list_faults(name, matrix, (len(matrix), *rows), "")
    else:
        yield from _list_faults(name, matrix, shape, "")


def _list_faults(
    name: str, value: object, shape: Shape, place: str, depth: int = 0
) -> Iterator[tuple[str, Message]]:
    expected = format_shape(shape)
    if not isinstance(value, list):
        yield place, Message(_DEPTH, name=name, expected=expected)
        return
    left = len(shape) - depth
    if len(value) != shape[depth]:
        template = {1: _COLUMNS, 2: _ROWS}.get(left, _HEADS)
        yield place, Message(template, name=name, count=len(value), expected=expected)
    if left > 1:
        for index, row in enumerate(value):
            yield from _list_faults(name, row, shape, f"{place}[{index}]", depth + 1)
    elif any(isinstance(number, list) for number in value):
        yield place, Message(_DEPTH, name=name, expected=expected)
    elif not all(math.isfinite(number) for number in value):
        yield place, Message(_FINITE)


def _stored_faults(
    name: str, matrix: Stored, shape: Shape | None, graph: Graph
) -> Iterator[tuple[str, Message]]:
    if (matrix.init is None) == (not matrix.shape):
        yield "", Message(_EITHER)
    elif matrix.init is None:
        expected = math.prod(matrix.shape)
        if any(side < 1 for side in matrix.shape) or len(matrix.float64) != 8 * expected:
            count, needed = len(matrix.float64), 8 * expected
            yield "", Message(_PACKED, count=count, expected=expected, needed=needed)
        elif shape is not None and tuple(matrix.shape) != shape:
            given = format_shape(tuple(matrix.shape))
            yield "", Message(_SHAPE, name=name, expected=format_shape(shape), given=given)
        elif not np.isfinite(np.frombuffer(matrix.float64, dtype="<f8")).all():
            yield "", Message(_FINITE)
    elif not 0 <= matrix.seed <= _LARGEST_SEED:
        yield ".seed", Message(_SEED, most=_LARGEST_SEED)
    elif matrix.init == "words":
        rows, columns = graph[name].axes if name in graph else ("one", "one")
        if rows not in ("word", "memory") or columns != "d_model":
            yield "", Message(_WORDS, name=name)

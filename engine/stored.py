"""How a file holds a matrix: row by row, by the recipe it is made by, packed, or by its changes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import msgspec
import numpy as np

from engine.errors import Message, translatable
from engine.graph import Graph
from engine.initial import Recipe, drawn_as, recipe, word_vectors
from engine.numbers import format_shape
from engine.ops import Array, Shape
from engine.state import State

#: Up to so many numbers a matrix is written row by row, for people to read.
_READABLE = 1024
#: Up to so many changed cells are written one by one.
_FEW = 512
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
_CELL = translatable("errors", "{name} has no such cell: it is {shape}")
_TWICE = translatable("errors", "a cell of {name} is changed twice")
_LARGEST_SEED = 2**32 - 1


class Change(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One cell that holds another number; indices count from 0."""

    cell: list[int]
    value: float


class Stored(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A matrix that is not written out.

    Attributes:
        init, seed: the recipe it is made by (`words` follows the seed of the config).
        shape, float64: its exact numbers, packed: little-endian IEEE 754 doubles, in base64.
        changes: cells that differ from what the recipe gives; without a recipe, from what stands
            in the scenario of a project.
    """

    init: Recipe | None = None
    seed: int = 0
    shape: list[int] = []
    float64: bytes = b""
    changes: list[Change] = []


#: Rows of numbers, heads of rows of numbers, or stored otherwise.
Matrix = Stored | list[list[float | list[float]]]


def same_bits(ours: Array, theirs: Array) -> bool:
    """Whether two matrices hold the same bits (0 and −0 differ)."""
    if ours is theirs:
        return True
    return ours.shape == theirs.shape and bool(
        (
            np.ascontiguousarray(ours).view(np.int64) == np.ascontiguousarray(theirs).view(np.int64)
        ).all()
    )


def store(matrix: Array, name: str = "") -> Matrix:
    """Every number exactly: readable where it is small, packed where it is large.

    Args:
        name: of the input it is; one that was drawn and not touched since is held by its recipe.
    """
    if matrix.size <= _READABLE:
        rows: list[list[float | list[float]]] = matrix.tolist()
        return rows
    drawn = drawn_as(matrix)
    if drawn is not None and drawn.node == name and 0 <= drawn.seed <= _LARGEST_SEED:
        return Stored(init=drawn.recipe, seed=drawn.seed)
    return Stored(shape=list(matrix.shape), float64=matrix.astype("<f8").tobytes())


def store_drawn(matrix: Array, made: Matrix | None, before: Array | None, name: str = "") -> Matrix:
    """Every number exactly: by its recipe where it has one and little of it has changed.

    Args:
        made, before: how the matrix was stored, and the numbers that stood for.
    """
    if not isinstance(made, Stored) or made.init is None or before is None:
        return store(matrix, name)
    if same_bits(matrix, before):
        return made
    drawn = msgspec.structs.replace(made, changes=[])
    changes = _changes(before, matrix)
    if changes is None:
        return store(matrix, name)
    known = {tuple(change.cell): change for change in (*made.changes, *changes)}
    return msgspec.structs.replace(drawn, changes=list(known.values()))


def store_changes(matrix: Array, before: Array | None, name: str = "") -> Matrix | None:
    """Every number exactly, as a change of what stands in the scenario; None: nothing changed."""
    if before is None or before.shape != matrix.shape:
        return store(matrix, name)
    if same_bits(matrix, before):
        return None
    changes = _changes(before, matrix) if matrix.size > _READABLE else None
    return store(matrix, name) if changes is None else Stored(changes=changes)


def _changes(before: Array, after: Array) -> list[Change] | None:
    """The cells that differ in any bit; None where they are many."""
    if before.shape != after.shape:
        return None
    ours, theirs = (np.ascontiguousarray(matrix).view(np.int64) for matrix in (before, after))
    cells = np.argwhere(ours != theirs)
    if len(cells) > _FEW:
        return None
    return [Change(cell, float(after[tuple(cell)])) for cell in cells.tolist()]


def read_matrix(
    stored: Matrix, name: str, state: State, graph: Graph, before: Array | None = None
) -> Array:
    """The matrix of input `name` (it was checked with `faults`).

    Args:
        before: what stands in the scenario of a project.
    """
    if not isinstance(stored, Stored):
        return np.array(stored, dtype=np.float64)
    made = _unchanged(stored, name, state, graph, before)
    if stored.changes:
        made = made.copy()
        for change in stored.changes:
            made[tuple(change.cell)] = change.value
    return made


def _unchanged(
    stored: Stored, name: str, state: State, graph: Graph, before: Array | None
) -> Array:
    if stored.shape:
        packed = np.frombuffer(stored.float64, dtype="<f8").reshape(stored.shape)
        return packed.astype(np.float64)
    if stored.init is None:
        assert before is not None
        return before
    node, vectors = graph[name], None
    if stored.init == "words":
        vectors = word_vectors(state.words_of(node.axes[0]), state.config)
    return recipe(stored.init, stored.seed, node, graph.shapes[name], vectors)


def faults(
    name: str, matrix: Matrix, shape: Shape | None, graph: Graph, before: Shape | None = None
) -> Iterator[tuple[str, Message]]:
    """What is wrong with a stored matrix: (where in it, what).

    Args:
        shape: the shape it must have; None where any will do.
        before: the shape of what stands in the scenario of a project.
    """
    if isinstance(matrix, Stored):
        yield from _stored_faults(name, matrix, shape, graph, before)
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
    name: str, matrix: Stored, shape: Shape | None, graph: Graph, before: Shape | None
) -> Iterator[tuple[str, Message]]:
    packed = bool(matrix.shape)
    if (matrix.init is not None) == packed and (packed or before is None or not matrix.changes):
        yield "", Message(_EITHER)
    elif packed:
        yield from _packed_faults(name, matrix, shape)
    elif matrix.init is None:
        given = format_shape(before or ())
        if shape is not None and before != shape:
            yield "", Message(_SHAPE, name=name, expected=format_shape(shape), given=given)
    elif not 0 <= matrix.seed <= _LARGEST_SEED:
        yield ".seed", Message(_SEED, most=_LARGEST_SEED)
    elif name not in graph or graph[name].computed:
        yield "", Message(_EITHER)
    elif matrix.init == "words":
        rows, columns = graph[name].axes
        if rows not in ("word", "memory") or columns != "d_model":
            yield "", Message(_WORDS, name=name)
    whole = tuple(matrix.shape) or (graph.shapes[name] if matrix.init else before) or ()
    yield from _change_faults(name, matrix.changes, whole)


def _packed_faults(name: str, matrix: Stored, shape: Shape | None) -> Iterator[tuple[str, Message]]:
    expected = math.prod(matrix.shape)
    if any(side < 1 for side in matrix.shape) or len(matrix.float64) != 8 * expected:
        count, needed = len(matrix.float64), 8 * expected
        yield "", Message(_PACKED, count=count, expected=expected, needed=needed)
    elif shape is not None and tuple(matrix.shape) != shape:
        given = format_shape(tuple(matrix.shape))
        yield "", Message(_SHAPE, name=name, expected=format_shape(shape), given=given)
    elif not np.isfinite(np.frombuffer(matrix.float64, dtype="<f8")).all():
        yield "", Message(_FINITE)


def _change_faults(
    name: str, changes: Sequence[Change], shape: Shape
) -> Iterator[tuple[str, Message]]:
    seen: set[tuple[int, ...]] = set()
    for index, change in enumerate(changes):
        place, cell = f".changes[{index}]", tuple(change.cell)
        inside = len(cell) == len(shape) and all(
            0 <= at < size for at, size in zip(cell, shape, strict=True)
        )
        if not inside:
            yield f"{place}.cell", Message(_CELL, name=name, shape=format_shape(shape))
        elif cell in seen:
            yield place, Message(_TWICE, name=name)
        elif not math.isfinite(change.value):
            yield f"{place}.value", Message(_FINITE)
        seen.add(cell)

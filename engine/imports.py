"""Matrices from files of other programs, within limits that are known before anything is read.

No file can run code: pickles are refused. A file is read wholly or refused.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import msgspec
import numpy as np
from numpy.lib import format as npy_format

from engine.decoding import LARGEST_FILE, read_bytes_up_to
from engine.errors import Message, SoftmixError, UnknownNode, translatable
from engine.evaluator import Evaluator
from engine.graph import Graph
from engine.grids import read_grid
from engine.numbers import format_shape
from engine.ops import Array, Cell

#: Files with one of these suffixes hold matrices.
SUFFIXES = (".npy", ".npz", ".json", ".csv", ".tsv", ".txt", ".tex", ".md")
_MOST_MEMBERS = 512
_LONGEST_HEADER = 10_000
_WORTH = {"f": "decimals", "i": "whole numbers", "u": "whole numbers", "b": "yes and no"}
_NAME = re.compile(r"[A-Za-z][\w.]{0,60}")
_TITLE = re.compile(r"#\s*([A-Za-z][\w.]*)(?:\[(\d{1,3})\])?\s*")
_NO_NPY = translatable("errors", "it is no npy file")
_OBJECTS = translatable("errors", "it holds objects ({kind}), not numbers; objects are never read")
_LENGTH = translatable("errors", "its header says {shape}, and its data is another length")
_NO_ZIP = translatable("errors", "it is no npz file")
_MEMBERS = translatable("errors", "it holds {count} files; at most {most} are read")
_LARGE = translatable("errors", "unpacked it is larger than {most} MiB")
_MEMBER = translatable("errors", "it holds “{name}”, which is no matrix of a node")
_TWICE = translatable("errors", "it holds {name} twice")
_SHAPE = translatable("errors", "{name} in it is no matrix of rows and columns")
_FINITE = translatable("errors", "{name} in it holds a number that is not finite")
_WHOLE = translatable("errors", "{name} in it holds whole numbers too large to be kept exactly")
_NO_JSON = translatable("errors", "it is not JSON of matrices: {reason}")
_NO_TEXT = translatable("errors", "it is not text in UTF-8")
_UNEVEN = translatable("errors", "the heads of {name} differ in size")


class BadMatrices(SoftmixError):
    """Fields: path, reason."""

    template = translatable("errors", "{path} cannot be imported: {reason}. Nothing was changed.")


class NoSuchNode(SoftmixError):
    """Fields: path, name, known."""

    template = translatable(
        "errors",
        "{path} holds {name}, and this example has no such matrix. It has: {known}. Nothing was "
        "changed.",
    )


class OtherShape(SoftmixError):
    """Fields: path, name, given, expected."""

    template = translatable(
        "errors",
        "{name} is {given} in {path} and {expected} in this example. Change the sizes of the "
        "example first. Nothing was changed.",
    )


def read_matrices(path: Path, unnamed: str) -> dict[str, Array]:
    """The matrices of a file by the names of their nodes. [row, column] or [head, row, column]

    A number may be NaN or infinite here; `fit` says where that is refused.

    Args:
        unnamed: the node a matrix without a name is for.

    Raises:
        UnreadableFile, BadMatrices: it cannot be read, or holds something else.
    """
    data = read_bytes_up_to(path, LARGEST_FILE)
    return decode_matrices(data, path, unnamed)


def decode_matrices(data: bytes, path: Path, unnamed: str) -> dict[str, Array]:
    """The matrices in the bytes of a file; its kind follows from the suffix of `path`."""
    suffix = path.suffix.lower()
    try:
        if suffix == ".npy":
            found = {unnamed: _npy(data, unnamed)}
        elif suffix == ".npz":
            found = _npz(data)
        elif suffix == ".json":
            found = _json(data, unnamed)
        else:
            found = _text(data, unnamed)
        for name, matrix in found.items():
            _check(name, matrix)
    except BadMatrices:
        raise
    except _Refused as refused:
        raise BadMatrices(path=path, reason=refused.reason) from None
    except SoftmixError as error:
        reason = Message(error.template.rstrip("."), **error.fields)
        raise BadMatrices(path=path, reason=reason) from None
    return found


class _Refused(Exception):
    """The file holds something else; `reason` says what."""

    def __init__(self, template: str, **fields: object) -> None:
        self.reason = Message(template, **fields)
        super().__init__(self.reason)


def _check(name: str, matrix: Array) -> None:
    if matrix.ndim not in (2, 3) or 0 in matrix.shape:
        raise _Refused(_SHAPE, name=name)


# -- npy and npz -----------------------------------------------------------------------------------


def _npy(data: bytes, name: str) -> Array:
    """One array, its header checked against what is really there before anything is made."""
    stream = io.BytesIO(data)
    try:
        version = npy_format.read_magic(stream)
        read = {(1, 0): npy_format.read_array_header_1_0, (2, 0): npy_format.read_array_header_2_0}
        shape, fortran, dtype = read[version](stream, max_header_size=_LONGEST_HEADER)
    except Exception:  # the header is parsed by numpy, which raises many kinds
        raise _Refused(_NO_NPY) from None
    if dtype.hasobject or dtype.kind not in _WORTH or dtype.fields is not None:
        raise _Refused(_OBJECTS, kind=str(dtype)[:40])
    body = data[stream.tell() :]
    if any(side < 0 for side in shape) or math.prod(shape) * dtype.itemsize != len(body):
        raise _Refused(_LENGTH, shape=format_shape(tuple(shape))[:80])
    array = np.frombuffer(body, dtype=dtype).reshape(shape, order="F" if fortran else "C")
    if array.ndim < 2:
        array = array.reshape(1, -1)
    made = np.ascontiguousarray(array, dtype=np.float64)
    if dtype.kind in "iu" and array.size and not (np.abs(made) <= 2.0**53).all():
        raise _Refused(_WHOLE, name=name)
    return made


def _npz(data: bytes) -> dict[str, Array]:
    """Arrays by name; a zip that says or holds more than the limit is refused unread."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except Exception:  # zipfile raises many kinds for what is damaged
        raise _Refused(_NO_ZIP) from None
    if len(members) > _MOST_MEMBERS:
        raise _Refused(_MEMBERS, count=len(members), most=_MOST_MEMBERS)
    left = LARGEST_FILE
    found: dict[str, Array] = {}
    for member in members:
        name = member.filename.removesuffix(".npy")
        if not _NAME.fullmatch(name):
            raise _Refused(_MEMBER, name=member.filename[:60])
        if name in found:
            raise _Refused(_TWICE, name=name)
        try:
            with archive.open(member) as file:
                content = file.read(left + 1)  # what the directory says of its size may be a lie
        except Exception:
            raise _Refused(_NO_ZIP) from None
        left -= len(content)
        if left < 0:
            raise _Refused(_LARGE, most=LARGEST_FILE >> 20)
        found[name] = _npy(content, name)
    return found


# -- JSON and text ---------------------------------------------------------------------------------

_Rows = list[list[float | list[float | None] | None]]


def _json(data: bytes, unnamed: str) -> dict[str, Array]:
    try:
        tree = msgspec.json.decode(data, type=dict[str, _Rows] | _Rows)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise _Refused(_NO_JSON, reason=str(error)[:120]) from None
    named = tree if isinstance(tree, dict) else {unnamed: tree}
    found = {}
    for name, rows in named.items():
        try:
            found[name] = np.array(rows, dtype=np.float64)
        except ValueError:
            raise _Refused(_SHAPE, name=name[:60]) from None
    return found


def _text(data: bytes, unnamed: str) -> dict[str, Array]:
    """One grid, or blocks below lines `# name` (of several heads `# name[0]`, `# name[1]`)."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _Refused(_NO_TEXT) from None
    blocks: list[tuple[str, int | None, list[str]]] = []
    for line in text.splitlines():
        title = _TITLE.fullmatch(line.strip().rstrip(",;\t"))
        if title is not None:
            blocks.append((title[1], None if title[2] is None else int(title[2]), []))
        elif blocks:
            blocks[-1][2].append(line)
    if not blocks:
        return {unnamed: read_grid(text).values}
    heads: dict[str, list[Array]] = {}
    for name, head, lines in blocks:
        known = heads.setdefault(name, [])
        if (head or 0) != len(known):
            raise _Refused(_TWICE, name=name)
        known.append(read_grid("\n".join(lines)).values)
    found = {}
    for name, planes in heads.items():
        if any(plane.shape != planes[0].shape for plane in planes):
            raise _Refused(_UNEVEN, name=name)
        found[name] = np.stack(planes) if len(planes) > 1 else planes[0]
    return found


# -- into an example -------------------------------------------------------------------------------


def fit(
    evaluator: Evaluator, matrices: Mapping[str, Array], path: Path
) -> tuple[dict[str, Array], dict[str, dict[Cell, float]]]:
    """What an import changes: inputs by name, and the pins of computed nodes it asks for.

    A computed cell that has the number already is not pinned, and one without a number (a masked
    score is NaN, or null in JSON) stays as it is.

    Raises:
        BadMatrices: a number that is not finite has come where none can stand.
        NoSuchNode, OtherShape: a matrix has no place in the example.
        SoftmixError: a number is refused where it would stand.
    """
    graph = evaluator.graph
    placed: dict[str, Array] = {}
    for name, matrix in matrices.items():
        given = _placed(graph, name, matrix, path)
        placed[graph[name].name] = given
    inputs = {name: matrix for name, matrix in placed.items() if not graph[name].computed}
    for name, matrix in inputs.items():
        if not np.isfinite(matrix).all():
            raise BadMatrices(path=path, reason=Message(_FINITE, name=name))
        evaluator.check_matrix(name, matrix)
    after = Evaluator(graph, {**evaluator.inputs(), **inputs}, evaluator.all_overrides())
    pins: dict[str, dict[Cell, float]] = {}
    for name in graph.order:  # in the order they are computed: a pin moves what comes after it
        if name not in placed or not graph[name].computed:
            continue
        given = placed[name]
        other = (given != after.value(name)) & ~np.isnan(given)
        if not np.isfinite(given[other]).all():
            raise BadMatrices(path=path, reason=Message(_FINITE, name=name))
        where: list[Cell] = [tuple(at) for at in np.argwhere(other).tolist()]
        if where:
            evaluator.check_cells(name, {cell: float(given[cell]) for cell in where})
            pins[name] = {**after.overrides(name), **{c: float(given[c]) for c in where}}
            after.set_overrides(name, pins[name])
    return inputs, pins


def _placed(graph: Graph, name: str, matrix: Array, path: Path) -> Array:
    """The matrix as the example has it. Raises NoSuchNode, OtherShape."""
    given, expected = _shaped(graph, name, matrix, path), graph.shapes[graph[name].name]
    if given.shape != expected:
        raise OtherShape(
            path=path,
            name=name,
            given=format_shape(matrix.shape),
            expected=format_shape(expected),
        )
    return given


def _shaped(graph: Graph, name: str, matrix: Array, path: Path) -> Array:
    """The matrix; one of a single head as the example has it."""
    try:
        expected = graph.shapes[graph[name].name]
    except UnknownNode as error:
        known = error.fields["known"]
        raise NoSuchNode(path=path, name=name[:60], known=known) from None
    if matrix.ndim == 3 and matrix.shape[0] == 1 and len(expected) == 2:
        one: Array = matrix[0]
        return one
    return matrix

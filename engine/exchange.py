"""What goes in and out as text: edits like `X[0,1]=3`, matrices in file formats."""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec
import numpy as np

from engine.errors import BadAssignment, SoftmixError, translatable
from engine.evaluator import Evaluator
from engine.numbers import format_shape, parse_number
from engine.ops import Array, Cell

#: The format of a table of values and the suffix of its files.
VALUE_SUFFIXES = {
    "json": ".json",
    "csv": ".csv",
    "npy": ".npy",
    "npz": ".npz",
    "latex": ".tex",
    "xlsx": ".xlsx",
}
#: The formats that are no text: they go to a file.
BINARY = ("npy", "npz", "xlsx")

#: The format of a picture and the suffix of its files.
PICTURE_SUFFIXES = {
    "png": ".png",
    "svg": ".svg",
    "pdf": ".pdf",
    "pptx": ".pptx",
    "gif": ".gif",
    "apng": ".apng",
}

_ASSIGNMENT = re.compile(r"\s*([\w.]+)\s*(?:\[([^\[\]]*)\])?\s*=(.*)", re.DOTALL)
_INDEX = re.compile(r"[+-]?\d+")
_INDICES = re.compile(r"\s*[+-]?\d{1,9}\s*(?:,\s*[+-]?\d{1,9}\s*)*")
_EXPONENT = re.compile(r"e([+-])0*(\d+)")
_PLAIN_SYMBOL = re.compile(r"[A-Za-z](?:_[A-Za-z0-9])?")


class MissingCell(SoftmixError):
    """Fields: name, shape."""

    template = translatable(
        "errors", "{name} is {shape}: say which cell is meant, as in {name}[0,0]=3."
    )


class UnknownFormat(SoftmixError):
    """Fields: path, suffixes."""

    template = translatable(
        "errors", "{path} does not say which format is meant. End it with one of: {suffixes}."
    )


class FormatMismatch(SoftmixError):
    """Fields: path, format, suffix."""

    template = translatable(
        "errors", "{path} is not the name of a {format} file. End it with {suffix}."
    )


class OneNodeOnly(SoftmixError):
    """Fields: count."""

    template = translatable(
        "errors", "An npy file holds one matrix, not {count}. Choose it with --node NAME."
    )


class Assignment(msgspec.Struct, frozen=True):
    """One edit, as in `X[0,1]=3`.

    Attributes:
        cell: indices from 0; None for a 1×1 matrix written without them (`divisor=2`).
        text: the edit as it was written.
    """

    name: str
    cell: Cell | None
    value: float
    text: str


def parse_assignment(text: str) -> Assignment:
    """Read `NAME[row,column]=number` (with heads: `NAME[head,row,column]`) or `divisor=number`.

    Raises:
        BadAssignment, NotANumber, NotFinite: a note on the error repeats `text`.
    """
    match = _ASSIGNMENT.fullmatch(text)
    if match is None or not (match[2] is None or _INDICES.fullmatch(match[2])):
        raise BadAssignment(text=text)
    cell = None if match[2] is None else tuple(map(int, _INDEX.findall(match[2])))
    try:
        return Assignment(match[1], cell, parse_number(match[3]), text)
    except SoftmixError as error:
        error.add_note(text)
        raise


def apply_assignments(evaluator: Evaluator, assignments: Iterable[Assignment]) -> None:
    """Make the edits in order; a cell of a computed node becomes an override.

    Raises:
        UnknownNode, CellOutOfRange, ZeroDivisor, MissingCell: a note on the error repeats the edit.
    """
    for edit in assignments:
        try:
            evaluator.set_cells(edit.name, {_cell(evaluator, edit): edit.value})
        except SoftmixError as error:
            error.add_note(edit.text)
            raise


def _cell(evaluator: Evaluator, edit: Assignment) -> Cell:
    shape = evaluator.graph.shapes[evaluator.graph[edit.name].name]
    if edit.cell is not None:
        return edit.cell
    if math.prod(shape) != 1:
        raise MissingCell(name=edit.name, shape=format_shape(shape))
    return (0,) * len(shape)


def choose_format(given: str | None, out: Path | None, suffixes: Mapping[str, str]) -> str:
    """The format that was asked for, else the one `out` is named after, else the first there is.

    Raises:
        FormatMismatch: `out` has the suffix of another format than the one asked for.
        UnknownFormat: nothing was asked for, and the suffix of `out` says nothing.
    """
    suffix = out.suffix.lower() if out is not None else ""
    named = next((form for form, known in suffixes.items() if known == suffix), None)
    if given is None:
        if suffix and named is None:
            raise UnknownFormat(path=out, suffixes=", ".join(suffixes.values()))
        return named or next(iter(suffixes))
    if named not in (None, given):
        raise FormatMismatch(path=out, format=given, suffix=suffixes[given])
    return given


def encode(matrices: Mapping[str, Array], form: str) -> bytes:
    """Matrices as the bytes of a file of format `form` (see VALUE_SUFFIXES), at full precision.

    A number that is not finite (an edit overflowed) is null in JSON and empty in CSV.

    Raises:
        OneNodeOnly: npy, and there is not exactly one matrix.
    """
    if form == "npy":
        return _npy(matrices)
    if form == "npz":
        return _npz(matrices)
    writers: dict[str, Callable[[Mapping[str, Array]], str]] = {
        "json": _json,
        "csv": _csv,
        "latex": _latex,
    }
    return writers[form](matrices).encode()


def _json(matrices: Mapping[str, Array]) -> str:
    """One object, a node to a line: name -> nested lists."""
    lines = [
        f'"{name}": {msgspec.json.encode(value.tolist()).decode()}'  # what is not finite: null
        for name, value in matrices.items()
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _csv(matrices: Mapping[str, Array]) -> str:
    """One matrix as it is; several as blocks, each below a line `# name`, an empty line between."""
    blocks = [
        (title, "".join(",".join(csv_cell(cell) for cell in row) + "\n" for row in matrix))
        for title, matrix in _planes(matrices)
    ]
    if len(blocks) == 1:
        return blocks[0][1]
    return "\n".join(f"# {title}\n{rows}" for title, rows in blocks)


def csv_cell(value: float) -> str:
    """A number at full precision; empty where it is not finite."""
    return repr(float(value)) if math.isfinite(value) else ""


def _latex(matrices: Mapping[str, Array]) -> str:
    """A `bmatrix` (package amsmath) for every matrix."""
    return "\n".join(
        f"{_latex_name(title)} = {latex_bmatrix(matrix)}\n" for title, matrix in _planes(matrices)
    )


def latex_bmatrix(matrix: Array) -> str:
    """One matrix [row, column] as a `bmatrix`, at full precision."""
    rows = ("  " + " & ".join(_latex_cell(cell) for cell in row) for row in matrix)
    return "\\begin{bmatrix}\n" + " \\\\\n".join(rows) + "\n\\end{bmatrix}"


def _latex_name(title: str) -> str:
    if _PLAIN_SYMBOL.fullmatch(title):
        return title
    return r"\mathrm{" + title.replace("_", r"\_") + "}"


def _latex_cell(value: float) -> str:
    if math.isnan(value):
        return r"\mathrm{NaN}"
    if math.isinf(value):
        return r"\infty" if value > 0 else r"-\infty"
    text = repr(float(value) or 0.0).removesuffix(".0")  # no -0
    return _EXPONENT.sub(lambda e: rf" \times 10^{{{e[1].strip('+')}{e[2]}}}", text)


def _npy(matrices: Mapping[str, Array]) -> bytes:
    if len(matrices) != 1:
        raise OneNodeOnly(count=len(matrices))
    (matrix,) = matrices.values()
    buffer = io.BytesIO()
    np.save(buffer, matrix, allow_pickle=False)
    return buffer.getvalue()


def _npz(matrices: Mapping[str, Array]) -> bytes:
    """Every matrix by its name; the same matrices give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, value in matrices.items():
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), _npy({name: value}))
    return buffer.getvalue()


def _planes(matrices: Mapping[str, Array]) -> Iterator[tuple[str, Array]]:
    """Every matrix by its name; one with leading axes as several, `Q[0]`, `Q[1]`, …"""
    for name, value in matrices.items():
        for leading in np.ndindex(value.shape[:-2]):
            title = f"{name}[{','.join(map(str, leading))}]" if leading else name
            yield title, value[leading]

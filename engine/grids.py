"""Grids of numbers in text, as spreadsheets, numpy, Python, LaTeX and Markdown write them.

What is read, and how it is told apart:

- `\\begin{…}`: LaTeX, rows end at `\\\\`, cells at `&`; `\\frac` and `\\sqrt` are read.
- `[`: lists of Python, JSON or numpy (`array(…)`, or as numpy prints); three levels are heads.
- lines that begin with `|`: a Markdown table.
- else a line is a row. Cells end at tabs, where there is one; else at semicolons; else at commas;
  else at blanks. Where cells do not end at commas, and no number has a point, a comma is a decimal
  comma: `1,5;2,25`. `1,5` alone is two numbers.
- A first row or first column of words (names) is passed over.

Numbers are parsed, never evaluated (see `engine.numbers`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

import msgspec
import numpy as np
from msgspec.structs import replace

from engine.errors import Message, SoftmixError, translatable
from engine.numbers import parse_number
from engine.ops import Array

Separator = Literal["tabs", "semicolons", "commas", "blanks", "lists", "LaTeX", "Markdown"]

#: So many characters are read number by number; plain decimals in tabs are read faster, and …
MOST_TYPED = 4 * 2**20
#: … so many of them.
MOST_TEXT = 128 * 2**20
_DEEPEST = 4
_LONG = 4096
_HEADS = translatable("errors", "the lists are nested deeper than heads, rows and numbers")
_UNEVEN = translatable("errors", "lists of numbers and single numbers stand side by side")

_DECIMAL_COMMA = re.compile(r"[+\-−]?\d+,\d+(?:[eE][+\-]?\d+)?|[+\-−]?\d+(?:[eE][+\-]?\d+)?")
_BEGIN = re.compile(r"\\begin\{[a-zA-Z*]+\}(?:\{[^{}]*\})?")
_FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_ROOT = re.compile(r"\\sqrt\s*\{([^{}]*)\}")
_POWER = re.compile(r"\s*\\(?:times|cdot)\s*10\s*\^\s*\{?\s*([+-]?\d+)\s*\}?")
_DROPPED = re.compile(r"\\(?:hline|displaystyle|[,;:! ])|\{|\}|\$")
_DTYPE = re.compile(r",?\s*(?:dtype|shape)\s*=\s*(?:\([^()]*\)|[\w.'\"]+)")
_ARRAY = re.compile(r"\b(?:np\.|numpy\.)?(?:array|matrix|asarray)\s*\(")
_TOKENS = re.compile(r"[\[\],]|[^\[\],]+")
_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*")
_PLAIN_WORD = re.compile(r"(?:nan|null|none|[-+−]?inf(?:inity)?|∞)", re.IGNORECASE)


class NoNumbers(SoftmixError):
    """No fields."""

    template = translatable("errors", "There are no numbers to read.")


class TooMuchText(SoftmixError):
    """Fields: most (in MiB)."""

    template = translatable(
        "errors", "This is more than {most} MiB of text: too much to read numbers from."
    )


class RaggedRows(SoftmixError):
    """Fields: row, count, first."""

    template = translatable("errors", "Row {row} has {count} numbers; row 1 has {first}.")


class BadCell(SoftmixError):
    """Fields: row, column, reason."""

    template = translatable("errors", "Row {row}, column {column}: {reason}")


class BadLists(SoftmixError):
    """Fields: reason."""

    template = translatable("errors", "These lists cannot be read as a matrix: {reason}.")


class Grid(msgspec.Struct, frozen=True):
    """What was read.

    Attributes:
        values: [row, column], or [head, row, column]. float64
        separator: what told the cells apart.
        decimal_comma: whether commas were read as decimal points.
        names: whether a first row or column of names was passed over.
    """

    values: Array
    separator: Separator
    decimal_comma: bool = False
    names: bool = False


def read_grid(text: str) -> Grid:
    """Read a grid of numbers.

    Raises:
        NoNumbers, TooMuchText, RaggedRows, BadCell, BadLists: what is wrong, and in which row and
            column, counted from 1.
    """
    if len(text) > MOST_TEXT:
        raise TooMuchText(most=MOST_TEXT >> 20)
    plain = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    fast = _plain_rows(plain) if len(plain) > _LONG else None
    if fast is not None:
        return Grid(_matrix(fast), "tabs")
    if len(plain) > MOST_TYPED:
        raise TooMuchText(most=MOST_TYPED >> 20)
    if "\\begin" in plain or ("&" in plain and "\\\\" in plain):
        return _from_cells(_latex_rows(plain), "LaTeX")
    if "[" in plain:
        return Grid(_from_lists(plain), "lists")
    lines = [line for line in plain.split("\n") if line.strip()]
    if lines and all(line.lstrip().startswith("|") for line in lines):
        return _from_markdown(lines)
    return _from_lines(lines)


def _from_markdown(lines: Sequence[str]) -> Grid:
    """A table. What stands above the rule is names, and so is a column with none above it."""
    rules = [number for number, line in enumerate(lines) if _RULE.fullmatch(line)]
    rows = [line.strip()[1:].removesuffix("|").split("|") for line in lines]
    head = rows[rules[0] - 1] if rules and rules[0] > 0 else []
    body = [row for n, row in enumerate(rows) if n not in rules and row is not head]
    beside = bool(head) and not head[0].strip()
    grid = _from_cells([row[1:] if beside else row for row in body], "Markdown")
    return replace(grid, names=grid.names or beside or bool(head))


def _plain_rows(text: str) -> list[list[float]] | None:
    """Tab-separated plain decimals, read fast; None where the text holds anything else."""
    try:
        json = "[[" + text.replace("\t", ",").replace("\n", "],[") + "]]"
        json = json.replace("-0,", "-0.0,").replace("-0]", "-0.0]")  # else the sign is lost
        rows = msgspec.json.decode(json, type=list[list[float]])
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None
    return rows if all(rows) and "," not in text else None


def _from_lines(lines: Sequence[str]) -> Grid:
    """Rows of cells, separated in the first way that occurs."""
    separator = next((mark for mark in "\t;," if any(mark in line for line in lines)), "")
    if separator == ",":
        return _from_cells([line.split(",") for line in lines], "commas")
    rows = [line.split(separator) if separator else line.split() for line in lines]
    cells = [cell.strip() for row in rows for cell in row]
    pointless = not any("." in cell for cell in cells if _reads(cell) is not None)
    commas = pointless and any("," in cell for cell in cells)
    if commas:
        rows = [
            [c.replace(",", ".") if _DECIMAL_COMMA.fullmatch(c.strip()) else c for c in row]
            for row in rows
        ]
    kinds: dict[str, Separator] = {"\t": "tabs", ";": "semicolons", "": "blanks"}
    return _from_cells(rows, kinds[separator], decimal_comma=commas)


def _from_cells(
    rows: Sequence[Sequence[str]], separator: Separator, *, decimal_comma: bool = False
) -> Grid:
    """Read every cell, but for a first row and a first column of names."""
    kept = [[cell.strip() for cell in row] for row in rows]
    if kept and all(len(row) > 1 and not row[-1] for row in kept):
        kept = [row[:-1] for row in kept]  # every row ends with a separator
    kept = [row for row in kept if any(row)]
    if not kept:
        raise NoNumbers()
    header = len(kept) > 1 and any(kept[0]) and all(_is_name(cell) for cell in kept[0])
    body = kept[1:] if header else kept
    column = len(body[0]) > 1 and all(row and _is_name(row[0]) for row in body)
    column = column and any(row[0] for row in body)
    if column:
        body = [row[1:] for row in body]
    numbers = [
        [_number(cell, r + 1 + header, c + 1 + column) for c, cell in enumerate(row)]
        for r, row in enumerate(body)
    ]
    return Grid(_matrix(numbers), separator, decimal_comma, header or column)


def _is_name(cell: str) -> bool:
    """Whether a cell names a row or a column: it is no number, nor meant as one."""
    if not cell:
        return True
    meant = cell[0].isdigit() or cell[0] in "=+-−.@"
    return not meant and _reads(cell) is None and not _PLAIN_WORD.fullmatch(cell)


def _reads(cell: str) -> float | None:
    try:
        return parse_number(cell)
    except SoftmixError:
        return None


def _number(cell: str, row: int, column: int) -> float:
    try:
        return parse_number(cell)
    except SoftmixError as error:
        reason = Message(error.template, **error.fields)
        raise BadCell(row=row, column=column, reason=reason) from None


def _matrix(rows: Sequence[Sequence[float]]) -> Array:
    for number, row in enumerate(rows, 1):
        if len(row) != len(rows[0]):
            raise RaggedRows(row=number, count=len(row), first=len(rows[0]))
    if not rows or not rows[0]:
        raise NoNumbers()
    return np.array(rows, dtype=np.float64)


# -- LaTeX -----------------------------------------------------------------------------------------


def _latex_rows(text: str) -> list[list[str]]:
    """The cells of the first environment there is, or of what stands without one."""
    begun = _BEGIN.search(text)
    if begun is not None:
        text = text[begun.end() :].partition("\\end{")[0]
    text = _POWER.sub(r"e\1", _ROOT.sub(r"sqrt(\1)", _FRACTION.sub(r"\1/\2", text)))
    rows = [row for row in text.split("\\\\") if row.strip()]
    return [[_DROPPED.sub("", cell) for cell in row.split("&")] for row in rows]


# -- lists -----------------------------------------------------------------------------------------


def _from_lists(text: str) -> Array:
    """Nested lists with commas or blanks between numbers. [row, column] or [head, row, column]"""
    text = _DTYPE.sub("", _ARRAY.sub("", text))
    found: list[object] = []
    stack: list[list[object]] = [found]
    count = 0
    for token in _TOKENS.findall(text):
        if token == "[":
            inner: list[object] = []
            stack[-1].append(inner)
            stack.append(inner)
            if len(stack) > _DEEPEST:
                raise BadLists(reason=Message(_HEADS))
        elif token == "]":
            if len(stack) > 1:
                stack.pop()
        elif token != "," and len(stack) > 1:
            for word in token.split():
                count += 1
                stack[-1].append(_number(word.rstrip(")"), 1, count) if word != ")" else None)
    lists = [item for item in found if isinstance(item, list)]
    tree: object = lists[0] if len(lists) == 1 else lists
    return _from_tree(tree)


def _from_tree(tree: object) -> Array:
    if not isinstance(tree, list):
        raise NoNumbers()
    tree = [item for item in tree if item is not None]
    nested = [isinstance(item, list) for item in tree]
    if not tree:
        raise NoNumbers()
    if any(nested) and not all(nested):
        raise BadLists(reason=Message(_UNEVEN))
    if not any(nested):
        return _matrix([[float(str(item)) for item in tree]])
    if any(isinstance(item, list) for row in tree for item in row):
        heads = [_from_tree(head) for head in tree]
        for head in heads:
            if head.shape != heads[0].shape:
                raise RaggedRows(row=1, count=head.shape[-1], first=heads[0].shape[-1])
        return np.stack(heads) if len(heads) > 1 else heads[0]
    return _matrix([[item for item in row if item is not None] for row in tree])

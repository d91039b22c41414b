"""Prose bound to numbers: `{scores[1,2]}` in a lesson is the cell, and follows every edit.

Markup of lesson files (indices count from 0):

    {scores[1,2]}  {Q[1]}  {divisor}     a cell, a row, a 1×1 matrix; `|2` fixes the decimals
    {product weights[0,1] V[1]}          a number times a row
    {sum weights[0]}                     the sum of a row
    {largest weights[1]}                 the word(s) whose column is largest in a row
    {word 1}                             the word itself
    {size d_k}  {size word}  {root d_k}  the size of an axis, its square root
    {shape W_Q}                          `4×3`
    <query>…</query>                     a term in the colour of its role (key, value, attention,
                                         residual likewise); <b>…</b> is plain emphasis

An index beyond the last word or column means the last one, so that prose survives a removed word.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, cast, get_args

import numpy as np

from engine.evaluator import Evaluator
from engine.graph import Axis, Role
from engine.numbers import format_number, format_shape
from engine.ops import Array, Cell

_TOKEN = re.compile(r"\{(?P<binding>[^{}]*)\}|<(?P<close>/?)(?P<tag>[a-z]+)>")
_REFERENCE = re.compile(r"(?P<node>\w+)(?:\[(?P<row>\d{1,9})(?:,\s*(?P<column>\d{1,9}))?\])?")
_COUNT = re.compile(r"[0-9]{1,9}")
_DECIMALS = re.compile(r"[0-9]")
_AXES: tuple[str, ...] = get_args(Axis)
_ROLES: tuple[str, ...] = get_args(Role)


class BindingError(Exception):
    """A `{…}` of a lesson names something that does not exist, or a tag does not close."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of prose that is drawn one way.

    Attributes:
        kind: plain `text`, a `term` in its role's colour, `strong`, a live `value`, a `word`.
        node, cells: for a value, where it lives (so that it can be lit and travelled to).
    """

    kind: Literal["text", "term", "strong", "value", "word"]
    text: str
    role: Role | None = None
    node: str = ""
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Context:
    """What prose is bound to: the values, and the words as the prose's language writes them."""

    evaluator: Evaluator
    words: Sequence[str]
    language: str


def bind(prose: str, context: Context) -> list[Run]:
    """Resolve every binding and tag of `prose` to runs. Raises BindingError."""
    runs: list[Run] = []
    tag = ""
    position = 0
    for match in _TOKEN.finditer(prose):
        _append_text(runs, prose[position : match.start()], tag)
        position = match.end()
        if match["binding"] is not None:
            runs.append(_resolve(match["binding"].strip(), context))
        elif match["close"]:
            if match["tag"] != tag:
                raise BindingError(f"</{match['tag']}> closes nothing")
            tag = ""
        else:
            tag = match["tag"]
            if tag != "b" and tag not in _ROLES:
                raise BindingError(f"there is no tag <{tag}>")
    if tag:
        raise BindingError(f"<{tag}> is not closed")
    _append_text(runs, prose[position:], tag)
    return runs


def plain_text(runs: Sequence[Run]) -> str:
    """The runs as one string, for screen readers and file names."""
    return "".join(run.text for run in runs)


def _append_text(runs: list[Run], text: str, tag: str) -> None:
    if not text:
        return
    if tag in _ROLES:
        runs.append(Run("term", text, role=cast(Role, tag)))
    else:
        runs.append(Run("strong" if tag == "b" else "text", text))


def _resolve(binding: str, context: Context) -> Run:
    body, bar, digits = binding.partition("|")
    if bar and not _DECIMALS.fullmatch(digits.strip()):
        raise BindingError(f"“{digits}” is not a number of decimals from 0 to 9")
    decimals = int(digits) if bar else 4
    verb, _, rest = body.strip().partition(" ")
    rest = rest.strip()
    if verb == "word":
        if not _COUNT.fullmatch(rest):
            raise BindingError(f"“{rest}” is not the index of a word")
        return Run("word", context.words[_last(int(rest), len(context.words))])
    if verb == "size":
        return Run("value", str(_size(rest, context)))
    if verb == "root":
        return Run("value", format_number(math.sqrt(_size(rest, context)), decimals))
    if verb == "shape":
        _check_node(rest, context)
        return Run("value", format_shape(context.evaluator.graph.shapes[rest]), node=rest)
    if verb == "largest":
        return _largest(rest, context)
    if verb == "sum":
        row = _Reference.parse(rest, context)
        with np.errstate(all="ignore"):  # an edit may have overflowed to inf
            return row.run(context, format_number(round(float(row.values.sum()), 12), decimals))
    if verb == "product":
        return _product(rest, context, decimals)
    reference = _Reference.parse(body.strip(), context)
    return reference.run(context, _format(reference.values, decimals))


@dataclass(frozen=True)
class _Reference:
    """`node[row]` or `node[row,column]`, its values and the cells they came from."""

    node: str
    values: Array
    cells: tuple[Cell, ...]

    @classmethod
    def parse(cls, text: str, context: Context) -> _Reference:
        match = _REFERENCE.fullmatch(text)
        if match is None:
            raise BindingError(f"“{text}” is neither a cell nor a row")
        _check_node(match["node"], context)
        value = context.evaluator.value(match["node"])
        value = value.reshape(-1, *value.shape[-2:])[0] if value.ndim > 2 else value
        rows, columns = value.shape
        if match["row"] is None and (rows, columns) != (1, 1):
            raise BindingError(f"“{text}” is a whole matrix: say which row or cell is meant")
        row = _last(int(match["row"] or 0), rows)
        if match["column"] is None and match["row"] is not None:
            cells: tuple[Cell, ...] = tuple((row, column) for column in range(columns))
        else:
            cells = ((row, _last(int(match["column"] or 0), columns)),)
        whole_row = match["column"] is None and match["row"] is not None
        values = value[row] if whole_row else value[cells[0]]
        return cls(match["node"], np.asarray(values), cells)

    def run(self, context: Context, text: str) -> Run:
        role = context.evaluator.graph[self.node].role
        return Run("value", text, role=role, node=self.node, cells=self.cells)


def _format(values: Array, decimals: int) -> str:
    if values.ndim == 0:
        return format_number(float(values), decimals)
    return "[" + ", ".join(format_number(float(value), decimals) for value in values) + "]"


def _product(text: str, context: Context, decimals: int) -> Run:
    factor_text, _, row_text = text.partition(" ")
    factor = _Reference.parse(factor_text, context)
    row = _Reference.parse(row_text.strip(), context)
    if factor.values.ndim:
        raise BindingError(f"“{factor_text}” is not one number")
    with np.errstate(all="ignore"):  # an edit may have overflowed to inf
        return row.run(context, _format(factor.values * row.values, decimals))


def _largest(text: str, context: Context) -> Run:
    row = _Reference.parse(text, context)
    if row.values.shape != (len(context.words),):
        raise BindingError(f"“{text}” is not a row with a column for every word")
    top = row.values.max()
    names = [word for word, value in zip(context.words, row.values, strict=True) if value == top]
    names = names or [format_number(float(top))]  # NaN, where an edit overflowed
    return Run("word", _list_words(names, context.language), node=row.node, cells=row.cells)


def _list_words(names: Sequence[str], language: str) -> str:
    if language == "zh":
        return "、".join(names)
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _size(axis: str, context: Context) -> int:
    if axis not in _AXES:
        raise BindingError(f"there is no axis {axis}")
    return context.evaluator.graph.sizes[cast(Axis, axis)]


def _check_node(name: str, context: Context) -> None:
    if name not in context.evaluator.graph:
        raise BindingError(f"there is no node {name}")


def _last(index: int, size: int) -> int:
    return min(index, size - 1)


def bindings(prose: str) -> Iterator[str]:
    """Every `{…}` of a prose, for tests that compare the languages."""
    for match in _TOKEN.finditer(prose):
        if match["binding"] is not None:
            yield match["binding"].strip()

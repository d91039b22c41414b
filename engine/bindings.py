"""What one `{…}` of a lesson stands for: a cell, a row, a size, a word, a mean (see engine.prose).

An index beyond the last word, column, head or block means the last one, and a node that the
switches of now leave out reads `—`: prose survives every edit.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Literal, cast, get_args

import msgspec
import numpy as np

from engine.evaluator import Evaluator
from engine.graph import Axis, Role
from engine.numbers import format_number, format_shape
from engine.ops import Array, Cell
from engine.pipeline import Config, pipeline

_REFERENCE = re.compile(
    r"(?P<input>>?)(?P<node>[A-Za-z][\w.]*)(?:@(?P<head>\d{1,3}))?"
    r"(?:\[(?P<row>\d{1,9})(?:,\s*(?P<column>\d{1,9}))?\])?"
)
_COUNT = re.compile(r"[0-9]{1,9}")
_DECIMALS = re.compile(r"[0-9]")
_AXES: tuple[str, ...] = get_args(Axis)
_NOTHING = "—"
#: A longer row is cut in the middle: its first numbers, its last.
_LONGEST_ROW, _FIRST = 12, 3
_MOST_NAMES = 4
_SIZE_NAMES = {"heads": "head"}


class BindingError(Exception):
    """A `{…}` of a lesson names something that does not exist, or a tag does not close."""


class Run(msgspec.Struct, frozen=True):
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


class Context(msgspec.Struct, frozen=True):
    """What prose is bound to: the values, and the names as the prose's language writes them.

    Attributes:
        words: the words of the sentence.
        config: the switches, for conditions.
        names: what the places along other axes are called (`memory`, `d_model`, …).
        head: the head that is meant where none is named.
    """

    evaluator: Evaluator
    words: Sequence[str]
    language: str
    config: Config
    names: Mapping[str, Sequence[str]] = msgspec.field(default_factory=dict)
    head: int = 0

    def names_of(self, axis: str) -> Sequence[str]:
        """The names along an axis; empty where it has none."""
        return self.words if axis == "word" else self.names.get(axis, ())


_Verb = Callable[[str, Context, int], Run]


class _Absent(Exception):
    """The switches of now leave out what is named."""


def resolve(binding: str, context: Context) -> Run:
    """The run one binding stands for. Raises BindingError."""
    body, bar, digits = binding.partition("|")
    if bar and not _DECIMALS.fullmatch(digits.strip()):
        raise BindingError(f"“{digits}” is not a number of decimals from 0 to 9")
    decimals = int(digits) if bar else 4
    verb, _, rest = body.strip().partition(" ")
    try:
        if verb in _VERBS:
            with np.errstate(all="ignore"):  # an edit may have overflowed to inf
                return _VERBS[verb](rest.strip(), context, decimals)
        reference = Reference.parse(body.strip(), context)
        return reference.run(_format(reference.values, decimals))
    except _Absent:
        return Run("text", _NOTHING)


class Reference(msgspec.Struct, frozen=True):
    """`node[row]`, `node@head[row,column]`, `>node[row]`: its values and where they live."""

    node: str
    role: Role
    values: Array
    cells: tuple[Cell, ...]

    @classmethod
    def parse(cls, text: str, context: Context) -> Reference:
        """Read a reference. `>node` is the first input of `node`. Raises BindingError."""
        match = _REFERENCE.fullmatch(text)
        if match is None:
            raise BindingError(f"“{text}” is neither a cell nor a row")
        name = _node(match["node"], context)
        graph = context.evaluator.graph
        if match["input"]:
            if not graph[name].inputs:
                raise BindingError(f"{name} is made from nothing")
            name = graph[name].inputs[0]
        value = context.evaluator.value(name)
        leading: tuple[int, ...] = ()
        if value.ndim > 2:
            head = int(match["head"]) if match["head"] else context.head
            leading = (_last(head, value.shape[0]),)
            value = value[leading]
        rows, columns = value.shape
        if match["row"] is None and rows != 1:
            raise BindingError(f"“{text}” is a whole matrix: say which row or cell is meant")
        row = _last(int(match["row"] or 0), rows)
        role = graph[name].role
        if match["column"] is None and not (match["row"] is None and columns == 1):
            cells = tuple((*leading, row, column) for column in range(columns))
            return cls(name, role, np.asarray(value[row]), cells)
        column = _last(int(match["column"] or 0), columns)
        return cls(name, role, np.asarray(value[row, column]), ((*leading, row, column),))

    def run(self, text: str) -> Run:
        """A live value that lives here."""
        return Run("value", text, role=self.role, node=self.node, cells=self.cells)

    @property
    def row(self) -> Array:
        """The values, of a cell as well, as a row."""
        return np.atleast_1d(self.values)


@cache
def known_names() -> frozenset[str]:
    """The name of every node that some pipeline of one block has."""
    everything = Config(
        2, 2, 2, heads=2, d_ff=2, positions=True, extent="block", memory=True, biases=True,
        mask="custom", loss="squared-error",
    )  # fmt: skip
    late = msgspec.structs.replace(everything, masking="after-softmax")
    return frozenset((*pipeline(everything, 1, 1).order, *pipeline(late, 1, 1).order))


def _node(name: str, context: Context) -> str:
    graph = context.evaluator.graph
    if name in graph:
        return name
    block, dot, base = name.rpartition(".")
    if base not in known_names() or (dot and not re.fullmatch(r"block_\d{1,3}", block)):
        raise BindingError(f"there is no node {name}")
    last = base if graph.blocks == 1 else f"block_{graph.blocks}.{base}"
    if dot and last in graph:
        return last
    raise _Absent


def _word(text: str, context: Context, decimals: int) -> Run:
    return _named("word", text, context)


def _memory(text: str, context: Context, decimals: int) -> Run:
    return _named("memory", text, context)


def _label(text: str, context: Context, decimals: int) -> Run:
    axis, _, index = text.partition(" ")
    if axis not in _AXES:
        raise BindingError(f"there is no axis {axis}")
    return _named(axis, index.strip(), context)


def _named(axis: str, index: str, context: Context) -> Run:
    if not _COUNT.fullmatch(index):
        raise BindingError(f"“{index}” is not the index of a word or name")
    size = context.evaluator.graph.sizes[cast(Axis, axis)]
    if not size:
        raise _Absent
    at = _last(int(index), size)
    names = context.names_of(axis)
    return Run("word", names[at] if at < len(names) else str(at + 1))


def _size(text: str, context: Context, decimals: int) -> Run:
    return Run("value", str(_length(text, context)))


def _root(text: str, context: Context, decimals: int) -> Run:
    return Run("value", format_number(math.sqrt(_length(text, context)), decimals))


def _length(axis: str, context: Context) -> int:
    axis = _SIZE_NAMES.get(axis, axis)
    if axis not in _AXES:
        raise BindingError(f"there is no axis {axis}")
    size = context.evaluator.graph.sizes.get(cast(Axis, axis), 0)
    if not size:
        raise _Absent
    return size


def _shape(text: str, context: Context, decimals: int) -> Run:
    name = _node(text, context)
    return Run("value", format_shape(context.evaluator.graph.shapes[name]), node=name)


def _of_row(summary: Callable[[Array], float], power: int = 1) -> _Verb:
    """A verb that says one number of a row, which grows with the `power` of its numbers."""

    def verb(text: str, context: Context, decimals: int) -> Run:
        reference = Reference.parse(text, context)
        said = _settled(float(summary(reference.row)), reference.row**power)
        return reference.run(format_number(said, decimals))

    return verb


def _settled(value: float, row: Array) -> float:
    """A summary without the noise of its last bits: 12 digits below the largest of its row."""
    largest = float(np.abs(row).max())
    if not (math.isfinite(value) and math.isfinite(largest) and largest):
        return value
    return round(value, 12 - math.ceil(math.log10(largest)))


def _count(text: str, context: Context, decimals: int) -> Run:
    """`count NODE[row] zero`: how many numbers of a row are 0."""
    name, _, what = text.rpartition(" ")
    if what != "zero":
        raise BindingError(f"“{text}” does not end with “zero”")
    reference = Reference.parse(name.strip(), context)
    return reference.run(str(int((reference.row == 0).sum())))


def _product(text: str, context: Context, decimals: int) -> Run:
    factor_text, _, row_text = text.partition(" ")
    factor = Reference.parse(factor_text, context)
    row = Reference.parse(row_text.strip(), context)
    if factor.values.ndim:
        raise BindingError(f"“{factor_text}” is not one number")
    return row.run(_format(np.asarray(factor.values * row.values), decimals))


def _largest(text: str, context: Context, decimals: int) -> Run:
    """`largest ROW`: the names with the largest number; `largest 3 ROW`: the three largest."""
    first, _, rest = text.partition(" ")
    several = int(first) if rest and _COUNT.fullmatch(first) else 0
    row = Reference.parse(rest.strip() if several else text, context)
    axis = context.evaluator.graph[row.node].axes[1]
    names = context.names_of(axis)
    if not names or row.values.ndim != 1:
        raise BindingError(f"“{text}” is not a row with a column for every word or name")
    shown = [names[at] if at < len(names) else str(at + 1) for at in range(row.values.size)]
    if several:
        order = np.argsort(-row.values, kind="stable")[:several]
        chosen = [shown[at] for at in order]
    else:
        chosen = [shown[at] for at in np.flatnonzero(row.values == row.values.max())]
    chosen = chosen or [format_number(float(row.values.max()))]  # NaN, where an edit overflowed
    return Run("word", _listed(chosen, context.language), node=row.node, cells=row.cells)


def _listed(names: list[str], language: str) -> str:
    more = len(names) - _MOST_NAMES
    if more > 0:
        first = names[:_MOST_NAMES]
        if language == "zh":
            return f"{'、'.join(first)}等 {len(names)} 个"
        return f"{', '.join(first)} and {more} more"
    if language == "zh":
        return "、".join(names)
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _format(values: Array, decimals: int) -> str:
    if values.ndim == 0:
        return format_number(float(values), decimals)
    shown = [format_number(float(value), decimals) for value in _ends(values)]
    if values.size > _LONGEST_ROW:
        shown.insert(_FIRST, "…")
    return "[" + ", ".join(shown) + "]"


def _ends(values: Array) -> Array:
    if values.size <= _LONGEST_ROW:
        return values
    return np.concatenate([values[:_FIRST], values[-1:]])


def _last(index: int, size: int) -> int:
    return min(index, size - 1)


_VERBS: dict[str, _Verb] = {
    "word": _word,
    "memory": _memory,
    "label": _label,
    "size": _size,
    "root": _root,
    "shape": _shape,
    "sum": _of_row(np.sum),
    "mean": _of_row(np.mean),
    "variance": _of_row(np.var, power=2),
    "deviation": _of_row(np.std),
    "max": _of_row(np.max),
    "min": _of_row(np.min),
    "count": _count,
    "product": _product,
    "largest": _largest,
}

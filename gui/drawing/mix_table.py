"""The weighted values of a word, row by row, and their sum: how one row of Z is mixed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import msgspec
import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.explain import weighted_rows
from engine.numbers import format_number
from engine.ops import Array
from gui.document import Document
from gui.drawing import fonts
from gui.drawing.primitives import Box, Primitive, Rect, Text, TextRun
from gui.drawing.symbols import symbol_runs
from gui.theme import Theme

#: More words than `MOST_WORDS` show the `LARGEST` weights and one row for all the others.
MOST_WORDS = 6
LARGEST = 5
#: A line, and the room of the rule, in sizes.
_LINE, _RULE = 1.75, 0.46
_LONG_LABEL, _LABEL, _SHORT_LABEL = 8.0, 5.2, 2.6
#: Decimals and the longest label (in sizes), what is best first.
_FITS = ((4, _LABEL), (3, _LABEL), (3, _SHORT_LABEL), (2, _SHORT_LABEL))


class MixRow(msgspec.Struct, frozen=True):
    """One line of the table: `label   weight × [values] = [products]`.

    Attributes:
        weight, values: None for a line that stands for many words, or for the sum.
        pinned: whether a person has set the weight (or, for the sum, a cell of it).
    """

    label: str
    weight: float | None
    values: Array | None
    products: Array
    pinned: bool = False


class MixTable(msgspec.Struct, frozen=True):
    """The table laid out from (0, 0): what to paint, its room, how it is spoken."""

    primitives: tuple[Primitive, ...]
    width: float
    height: float
    decimals: int
    spoken: str


def mix_rows(document: Document, word: int) -> tuple[list[MixRow], MixRow]:
    """The lines for a word (from 0; beyond the last: the last one), and their sum as it is used.

    They are those of the head and the block that are shown.
    """
    graph = document.graph
    mix = document.in_block("head_output")
    mixed, values = graph[mix].inputs
    weights = document.plane(mixed)
    word = min(word, len(weights) - 1)
    pins = _pins(document, mixed)
    products = weighted_rows(document.evaluator, mix, word, document.head)
    count = weights.shape[1]
    shown = list(range(count))
    if count > MOST_WORDS:
        largest = np.argsort(-weights[word], kind="stable")[:LARGEST]
        shown = sorted(largest.tolist())
    keys, queries = graph[values].axes[0], graph[mix].axes[0]
    rows = [
        MixRow(document.axis_label(keys, key), float(weights[word, key]),
               document.plane(values)[key], products[key], (word, key) in pins)
        for key in shown
    ]  # fmt: skip
    others = sorted({*range(count)} - {*shown})
    if others:
        label = QCoreApplication.translate("mixTable", "… and {count} more")
        with np.errstate(all="ignore"):
            rest = products[others].sum(axis=0)
        rows.append(MixRow(label.format(count=len(others)), None, None, rest))
    pinned = any(row == word for row, _ in _pins(document, mix))
    label = document.axis_label(queries, word)
    return rows, MixRow(label, None, None, document.plane(mix)[word], pinned)


def mix_keys(document: Document) -> int:
    """How many words the values come from: those of the sentence, or of the memory."""
    _, values = document.graph[document.in_block("head_output")].inputs
    return document.graph.shapes[values][-2]


def _pins(document: Document, name: str) -> set[tuple[int, int]]:
    """The rows and columns that are pinned in the head that is shown."""
    pins = document.evaluator.overrides(name)
    return {(cell[-2], cell[-1]) for cell in pins if document.on_plane(name, cell)}


def mix_table(
    document: Document,
    theme: Theme,
    word: int,
    width: float,
    *,
    show_sum: bool,
    size: float = 13,
) -> MixTable:
    """Lay out the weighted values of `word` in `width`, with fewer decimals where it is narrow.

    Where even two decimals do not fit, an ellipsis stands for the last columns: of the values
    first, then of what is made of them. Names that differ are not cut to the same letters.
    """
    rows, total = mix_rows(document, word)
    lines = [*rows, total] if show_sum else rows
    columns = min(len(total.products), max(1, round(width / size)))  # more cannot fit
    symbol = symbol_runs(document.graph, document.in_block("head_output"), theme)

    @cache
    def numbers(decimals: int) -> _Numbers:
        return _Numbers(lines, columns, decimals, size)

    best: _Plan | None = None
    for fit in _fits(columns):
        plan = _Plan(theme, symbol, lines, show_sum, fit, numbers(fit.decimals), size)
        if plan.width <= width and plan.distinct:
            return plan.table()
        best = plan if best is None or best.width > width else best
    assert best is not None
    return best.table()


def _fits(columns: int) -> list[_Fit]:
    """How much may be shown, what is best first.

    Where columns have to go in any case, names are worth more than a column.
    """
    fewer = range(columns - 1, 0, -1)
    fits = [_Fit(*fit, columns, columns) for fit in _FITS]
    fits += [_Fit(*_FITS[-1], count, columns) for count in fewer]
    several = [count for count in fewer if count > 1]
    for counts in (several, [1]):
        fits += [_Fit(2, label, 1, n) for label in (_LONG_LABEL, _LABEL) for n in counts]
    return fits + [_Fit(2, _SHORT_LABEL, 1, count) for count in fewer]


def mix_height(words: int, *, show_sum: bool, size: float = 13) -> float:
    """The height of the table of so many words to take values from."""
    lines = min(words, MOST_WORDS) + (1 if show_sum else 0)
    return lines * _LINE * size + (_RULE * size + max(1.0, size / 13) if show_sum else 0.0)


class _Fit(msgspec.Struct, frozen=True):
    """How much is shown: decimals, the longest label in sizes, columns of V and of the products."""

    decimals: int
    label: float
    values: int
    products: int


class _Column:
    """Numbers one above the other, their decimal points in line."""

    def __init__(self, values: Sequence[float], decimals: int, size: float, weight: int) -> None:
        self._decimals, self._size, self._weight = decimals, size, weight
        parts = [self._parts(value) for value in values]
        self._before = max((self._width(whole) for whole, _ in parts), default=0.0)
        self.width = self._before + max((self._width(rest) for _, rest in parts), default=0.0)

    def text(self, value: float, x: float, y: float, ink: str, weight: int) -> Text:
        """The number with its point on the column's line; `x` is the column's left edge."""
        whole, rest = self._parts(value)
        run = TextRun(whole + rest, ink, weight=weight)
        lead = fonts.run_width(TextRun(whole, ink, weight=weight), self._size)
        return Text(x + self._before - lead, y, (run,), self._size)

    def _parts(self, value: float) -> tuple[str, str]:
        text = _shown(value, self._decimals)
        whole, point, rest = text.partition(".")
        return whole, point + rest

    def _width(self, text: str) -> float:
        return fonts.run_width(TextRun(text, "", weight=self._weight), self._size)


class _Numbers:
    """All columns of the table, measured for one number of decimals."""

    def __init__(self, lines: list[MixRow], columns: int, decimals: int, size: float) -> None:
        single = [(line.weight, line.values) for line in lines]
        weights = [weight for weight, _ in single if weight is not None]
        values = np.array([row[:columns] for _, row in single if row is not None])
        products = np.array([line.products[:columns] for line in lines])
        self.weights = _Column(weights, decimals, size, 600)
        self.values = [_Column(column, decimals, size, 400) for column in values.T.tolist()]
        self.products = [_Column(column, decimals, size, 600) for column in products.T.tolist()]


class _Plan:
    """The measures of a table for one `_Fit`."""

    def __init__(
        self,
        theme: Theme,
        symbol: list[TextRun],
        lines: list[MixRow],
        has_sum: bool,
        fit: _Fit,
        numbers: _Numbers,
        size: float,
    ) -> None:
        self._theme, self._size, self._lines, self._has_sum = theme, size, lines, has_sum
        self._decimals = fit.decimals
        self._columns = len(lines[0].products)
        self._symbol = symbol
        self._gap = 0.46 * size
        self._sign = 1.3 * size  # the room of × and of =
        self._bracket = fonts.run_width(TextRun("[", "", weight=600), size) + 0.06 * size
        self._line = _LINE * size
        single = [line for line in lines if line.values is not None]
        self._weights = numbers.weights
        self._values = numbers.values[: fit.values]
        self._products = numbers.products[: fit.products]
        self._labels = {line.label for line in single}
        labels = [fonts.run_width(TextRun(label, ""), size) for label in self._labels]
        self._label = min(max(labels, default=0.0), fit.label * size)
        self._weight_x = self._label + 1.4 * self._gap
        self._times_x = self._weight_x + self._weights.width
        self._values_x = self._times_x + self._sign
        self._equals_x = self._values_x + self._block(self._values)
        self._products_x = self._equals_x + self._sign
        self.width = self._products_x + self._block(self._products)

    def _block(self, columns: list[_Column]) -> float:
        inner = sum(column.width for column in columns) + self._gap * (len(columns) - 1)
        cut = len(columns) < self._columns
        return inner + 2 * self._bracket + (self._gap + self._size if cut else 0.0)

    @property
    def distinct(self) -> bool:
        """Whether names that differ still do where they are cut."""
        cut = {self._elided(TextRun(label, ""), self._label).text for label in self._labels}
        return len(cut) == len(self._labels)

    def _elided(self, run: TextRun, room: float) -> TextRun:
        return fonts.elided(run, self._size, room + 0.5)

    def table(self) -> MixTable:
        """Everything placed."""
        parts: list[Primitive] = []
        top = 0.0
        rows = self._lines[:-1] if self._has_sum else self._lines
        for line in rows:
            parts += self._row(line, top)
            top += self._line
        if self._has_sum:
            rule = Rect(0, top + 0.6 * _RULE * self._size, self.width, max(1.0, self._size / 13))
            parts.append(Box(rule, self._theme.strong))
            top = rule.bottom + 0.4 * _RULE * self._size
            parts += self._sum(self._lines[-1], top)
            top += self._line
        return MixTable(tuple(parts), self.width, top, self._decimals, self._spoken())

    def _base(self, top: float) -> float:
        return top + self._line / 2 + 0.36 * self._size

    def _row(self, line: MixRow, top: float) -> list[Primitive]:
        look, base = self._theme, self._base(top)
        parts: list[Primitive] = []
        if line.weight is None or line.values is None:
            room = self._equals_x - self._gap
            parts.append(self._text(0, base, TextRun(line.label, look.muted), room))
        else:
            magenta, green = look.roles["attention"].ink, look.roles["value"].ink
            parts.append(self._text(0, base, TextRun(line.label, look.muted), self._label))
            number = self._weights.text(line.weight, self._weight_x, base, magenta, 600)
            parts.append(_underlined(number) if line.pinned else number)
            parts.append(self._mark("×", self._times_x, base))
            parts += self._numbers(self._values, line.values, self._values_x, base, green, 400)
        parts.append(self._mark("=", self._equals_x, base))
        parts += self._numbers(
            self._products, line.products, self._products_x, base, look.text, 400
        )
        return parts

    def _sum(self, line: MixRow, top: float) -> list[Primitive]:
        look, base = self._theme, self._base(top)
        note = QCoreApplication.translate("mixTable", "pinned") if line.pinned else ""
        tail = [TextRun(note, look.muted)] if note else []
        room = self._equals_x - self._gap - fonts.width([*self._symbol, *tail], self._size)
        room -= (2 if note else 1) * self._gap
        label = fonts.elided(TextRun(line.label, look.text, weight=600), self._size, room)
        x = fonts.width(self._symbol, self._size) + self._gap
        parts: list[Primitive] = [
            Text(0, base, tuple(self._symbol), self._size),
            Text(x, base, (label,), self._size),
        ]
        if tail:
            x += fonts.run_width(label, self._size) + self._gap
            parts.append(Text(x, base, tuple(tail), self._size))
        parts.append(self._mark("=", self._equals_x, base))
        green = look.roles["value"].ink
        return parts + self._numbers(
            self._products, line.products, self._products_x, base, green, 600
        )

    def _text(self, x: float, y: float, run: TextRun, room: float) -> Text:
        return Text(x, y, (self._elided(run, room),), self._size)

    def _mark(self, sign: str, x: float, y: float) -> Text:
        run = TextRun(sign, self._theme.muted)
        return Text(x + self._sign / 2, y, (run,), self._size, "middle")

    def _numbers(
        self, columns: list[_Column], values: Array, x: float, y: float, ink: str, weight: int
    ) -> list[Primitive]:
        """`[ 1  2  3 ]`, an ellipsis where columns are left out."""
        end = x + self._block(columns)
        parts: list[Primitive] = [Text(x, y, (TextRun("[", ink),), self._size)]
        x += self._bracket
        for column, value in zip(columns, values.tolist(), strict=False):
            parts.append(column.text(value, x, y, ink, weight))
            x += column.width + self._gap
        if len(columns) < self._columns:
            parts.append(Text(x, y, (TextRun("…", ink),), self._size))
        parts.append(Text(end, y, (TextRun("]", ink),), self._size, "end"))
        return parts

    def _spoken(self) -> str:
        sentences = []
        for line in self._lines:
            products = ", ".join(_shown(v, self._decimals) for v in line.products)
            if line.weight is None or line.values is None:
                sentences.append(f"{line.label} = [{products}]")
            else:
                values = ", ".join(_shown(v, self._decimals) for v in line.values)
                weight = _shown(line.weight, self._decimals)
                sentences.append(f"{line.label}: {weight} × [{values}] = [{products}]")
        return "; ".join(sentences)


def _shown(value: float, decimals: int) -> str:
    """The number; a tiny one is `0.000` here, where `3.1e−12` would crowd out the others."""
    tiny = 0 < abs(value) < 0.5 * 10**-decimals
    return format_number(value, decimals, fixed=tiny)


def _underlined(text: Text) -> Text:
    runs = tuple(
        TextRun(run.text, run.colour, run.font, run.weight, run.italic, run.script, True)
        for run in text.runs
    )
    return Text(text.x, text.y, runs, text.size, text.anchor)

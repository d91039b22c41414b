"""How one cell is made, as boxes: each factor in its role's colour, products and sum below."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from engine.explain import Explanation
from engine.numbers import format_number, format_weight
from gui.drawing import fonts
from gui.drawing.explanation_lines import line_of, number, shown_terms
from gui.drawing.primitives import Box, Primitive, Rect, Text, TextRun, Wire, moved
from gui.names import role_title
from gui.theme import Theme

if TYPE_CHECKING:
    from gui.document import Document

translate = QCoreApplication.translate
Picture = tuple[list[Primitive], float, float]


@dataclass(frozen=True)
class _Row:
    """One line of boxes: what stands before it and in them."""

    name: tuple[TextRun, ...]
    texts: tuple[str, ...]
    ink: str
    wash: str


@dataclass(frozen=True)
class _Pen:
    """The measures of the boxes, scaled."""

    theme: Theme
    scale: float
    label: float
    box: float

    @property
    def size(self) -> float:
        return 14 * self.scale

    @property
    def small(self) -> float:
        return 13 * self.scale

    @property
    def tall(self) -> float:
        return 25 * self.scale

    @property
    def pitch(self) -> float:
        return self.box + 18 * self.scale

    def text(self, x: float, y: float, text: str, ink: str = "", weight: int = 400) -> Text:
        """A centred text on the baseline `y`."""
        run = TextRun(text, ink or self.theme.text, weight=weight)
        return Text(x, y, (run,), self.size, "middle")


def boxes(
    document: Document, theme: Theme, explanation: Explanation, width: float, scale: float
) -> Picture:
    """The boxes of a cell with their width and height; nothing where there is nothing to box."""
    if explanation.combination == "products":
        return _products(document, theme, explanation, width, scale)
    if explanation.combination in ("sum", "quotient"):
        return _pair(document, theme, explanation, scale)
    if explanation.combination == "softmax":
        return _softmax(document, theme, explanation, width, scale)
    return [], 0.0, 0.0


def _who(document: Document, theme: Theme, node: str, where: str) -> tuple[TextRun, ...]:
    """`query love`: the role in its colour, and the word or column."""
    role = document.graph[node].role
    names = {
        "residual": translate("explanation", "word"),
        "attention": translate("explanation", "weight"),
    }
    ink = theme.roles[role].ink
    return (
        TextRun(names.get(role) or role_title(role), ink, weight=600),
        TextRun(f" {where}", ink),
    )


def _where(document: Document, node: str, row: int | None, column: int | None) -> str:
    rows, columns = document.graph[node].axes
    if row is not None:
        label = document.axis_labels(rows)[row]
        return label if rows == "word" else translate("explanation", "row {row}").format(row=label)
    assert column is not None
    label = document.axis_labels(columns)[column]
    return translate("explanation", "col. {column}").format(column=label)


def _value(document: Document, node: str, value: float) -> str:
    return format_weight(value) if document.graph[node].scale == "weights" else number(value)


def _widest(texts: Sequence[str], size: float, weight: int = 600) -> float:
    widths = (fonts.run_width(TextRun(text, "", weight=weight), size) for text in texts)
    return max(widths, default=0.0)


def _pen(theme: Theme, scale: float, rows: Sequence[_Row], more: Sequence[str]) -> _Pen:
    label = max((fonts.width(row.name, 13 * scale) for row in rows), default=0.0)
    longest = max(
        _widest([text for row in rows for text in row.texts], 14 * scale) + 12 * scale,
        _widest(more, 14 * scale) - 4 * scale,
    )
    return _Pen(theme, scale, min(label, 130 * scale) + 20 * scale, max(longest, 33 * scale))


def _products(
    document: Document, theme: Theme, explanation: Explanation, width: float, scale: float
) -> Picture:
    terms, rest = shown_terms(explanation)
    rows = []
    for position in (0, 1):
        node, row, column = line_of(document, explanation, position)
        colours = theme.roles[document.graph[node].role]
        name = _who(document, theme, node, _where(document, node, row, column))
        texts = tuple(_value(document, node, t.sources[position].value) for t in terms)
        rows.append(_Row(name, texts, colours.ink, colours.wash))
    products = [number(term.value) for term in terms]
    caption = translate("explanation", "multiply, add")
    label = _Row((TextRun(caption, theme.muted),), (), "", "")
    pen = _pen(theme, scale, [*rows, label], products)
    bands = _bands(len(terms), pen, width)
    parts: list[Primitive] = []
    y = 0.0
    right = 0.0
    for first, last in bands:
        parts += moved(_product_band(pen, rows, products, first, last, label), 0, y)
        right = pen.label + (last - first) * pen.pitch
        y += pen.tall * 2 + 38 * scale
    if rest:
        more = translate("explanation", "… and {count} more = {value}").format(
            count=len(rest), value=number(sum(term.value for term in rest))
        )
        parts.append(
            Text(pen.label, y + pen.size * 0.7, (TextRun(f"+ {more}", theme.text),), pen.size)
        )
        right = pen.label + _widest([f"+ {more}"], pen.size, 400) + 14 * scale
        y += 26 * scale
    total = f"= {number(explanation.computed)}"
    room = _widest([total], pen.size)
    baseline = y - (26 - 14 * 0.7) * scale if rest else y - 11 * scale
    if right + room > width:
        baseline, right = y + pen.size * 0.9, pen.label
        y += 24 * scale
    run = TextRun(total, theme.text, weight=700)
    parts.append(Text(right, baseline, (run,), pen.size))
    used = max(pen.label + (bands[0][1] - bands[0][0]) * pen.pitch, right + room)
    return parts, min(used, width), y


def _bands(count: int, pen: _Pen, width: float) -> list[tuple[int, int]]:
    """Which boxes stand on one line; as many as there is room for, evenly shared."""
    fits = max(1, int((width - pen.label + pen.pitch - pen.box) / pen.pitch))
    lines = -(-count // fits)
    each = -(-count // lines)
    return [(first, min(first + each, count)) for first in range(0, count, each)]


def _product_band(
    pen: _Pen, rows: Sequence[_Row], products: Sequence[str], first: int, last: int, label: _Row
) -> list[Primitive]:
    theme, scale = pen.theme, pen.scale
    gap = 5 * scale
    base = pen.tall * 2 + gap + 22 * scale
    parts: list[Primitive] = []
    for number_of_row, row in enumerate(rows):
        y = number_of_row * (pen.tall + gap)
        parts.append(Text(0, y + pen.tall / 2 + pen.small * 0.36, row.name, pen.small))
        for index in range(first, last):
            x = pen.label + (index - first) * pen.pitch
            parts += _box(pen, Rect(x, y, pen.box, pen.tall), row, row.texts[index])
    parts.append(Text(0, base, label.name, pen.small))
    for index in range(first, last):
        x = pen.label + (index - first) * pen.pitch
        middle = x + pen.box / 2
        stem = pen.tall * 2 + gap
        line = ((middle, stem + 1), (middle, stem + 9 * scale))
        parts.append(Wire(line, theme.strong, 1.2 * scale))
        times = pen.tall + gap / 2 + pen.size * 0.33
        parts.append(pen.text(x - 8 * scale, times, "×", theme.muted))
        parts.append(pen.text(middle, base, products[index], weight=600))
        if index:
            parts.append(pen.text(x - 11 * scale, base, "+", theme.muted))
    return parts


def _box(pen: _Pen, area: Rect, row: _Row, text: str, *, strong: bool = True) -> list[Primitive]:
    stroke = row.ink if strong else pen.theme.strong
    rim = Box(area, row.wash, stroke, (1.6 if strong else 1) * pen.scale, 4 * pen.scale)
    ink = pen.theme.text
    return [rim, pen.text(area.centre, area.middle + pen.size * 0.364, text, ink, 600)]


def _pair(document: Document, theme: Theme, explanation: Explanation, scale: float) -> Picture:
    """`12 ÷ 1 = 12`: each number under the name of its node."""
    sign = "÷" if explanation.combination == "quotient" else "+"
    sources = [term.sources[0] for term in explanation.terms]
    pen = _pen(theme, scale, [], [])
    parts: list[Primitive] = []
    x = 0.0
    for index, source in enumerate(sources):
        colours = theme.roles[document.graph[source.node].role]
        text = number(source.value)
        wide = max(
            33 * scale,
            _widest([text], pen.size) + 16 * scale,
            _widest([source.node], pen.small, 500) + 4 * scale,
        )
        if index:
            parts.append(pen.text(x + 13 * scale, 37 * scale, sign, theme.muted, 500))
            x += 26 * scale
        name = TextRun(source.node, colours.ink, weight=500)
        parts.append(Text(x + wide / 2, 11 * scale, (name,), pen.small, "middle"))
        area = Rect(x, 19 * scale, wide, pen.tall)
        parts += _box(pen, area, _Row((), (), colours.ink, colours.wash), text)
        x += wide
    total = TextRun(f"= {number(explanation.computed)}", theme.text, weight=700)
    parts.append(Text(x + 12 * scale, 37 * scale, (total,), pen.size))
    return parts, x + 12 * scale + fonts.run_width(total, pen.size), 54 * scale


def _softmax(
    document: Document, theme: Theme, explanation: Explanation, width: float, scale: float
) -> Picture:
    """The row of scores, and the share of 1 each takes; the explained one stands out."""
    terms, _ = shown_terms(explanation)
    whole = sum(term.value for term in explanation.terms)
    chosen = explanation.terms[explanation.chosen]
    source = terms[0].sources[0]
    colours = theme.roles[document.graph[source.node].role]
    label = document.axis_labels("word")[source.cell[-2]]
    title = translate("explanation", "score")
    name = (TextRun(title, colours.ink, weight=600), TextRun(f" {label}", colours.ink))
    row = _Row(name, tuple(number(t.sources[0].value) for t in terms), colours.ink, colours.wash)
    words = [document.axis_labels("word")[t.sources[0].cell[-1]] for t in terms]
    shares = [format_number(t.value / whole if whole else math.nan, 3, fixed=True) for t in terms]
    caption = _Row((TextRun(translate("explanation", "share of 1"), theme.muted),), (), "", "")
    pen = _pen(theme, scale, [row, caption], [*shares, *(word[:10] for word in words)])
    plain = _Row((), (), theme.strong, theme.card)
    parts: list[Primitive] = []
    y = 0.0
    bands = _bands(len(terms), pen, width)
    for first, last in bands:
        top, base = y + 18 * scale, y + 18 * scale + pen.tall + 24 * scale
        parts.append(Text(0, top + pen.tall / 2 + pen.small * 0.36, row.name, pen.small))
        parts.append(Text(0, base, caption.name, pen.small))
        for index in range(first, last):
            own = terms[index] is chosen
            x = pen.label + (index - first) * pen.pitch
            middle = x + pen.box / 2
            word = fonts.elided(TextRun(words[index], theme.muted), pen.small, pen.pitch - 4)
            parts.append(Text(middle, y + 10 * scale, (word,), pen.small, "middle"))
            area = Rect(x, top, pen.box, pen.tall)
            parts += _box(pen, area, row if own else plain, row.texts[index], strong=own)
            stem = ((middle, area.bottom + 1), (middle, area.bottom + 9 * scale))
            parts.append(Wire(stem, theme.strong, 1.2 * scale))
            ink = theme.text if own else theme.muted
            parts.append(pen.text(middle, base, shares[index], ink, 700 if own else 400))
        y += 18 * scale + pen.tall + 36 * scale
    return parts, pen.label + (bands[0][1] - bands[0][0]) * pen.pitch, y

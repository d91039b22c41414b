"""A large matrix alone on a slide: its shades, where rows and columns are, what the shades mean."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.numbers import format_number
from gui.drawing import fonts
from gui.drawing.card_data import CardContent
from gui.drawing.metrics import Metrics
from gui.drawing.primitives import Box, Heat, Primitive, Rect, Text, TextRun
from gui.drawing.thumbnail import MANY, heat
from gui.export.looks import line_width
from gui.theme import Theme

_FORMULA, _NAME, _LABEL = 46, 28, 24
_PAD, _TICK = 30.0, 12.0
_HEADER = 122.0
_BAR, _BAR_GAP, _LEAST_BAR = 30.0, 44.0, 120.0
_LONGEST_WORD = 8.0 * _LABEL
_ROW, _COLUMN_GAP = 1.2 * _LABEL, 1.2 * _LABEL
_COLUMN_LABELS = 1.3 * _LABEL
_NAMED_COLUMN = 4.0 * _LABEL  # so wide a column shows its name, cut; of narrower ones some do
#: A cell is at most so large, and of many at most so much wider than high (or higher than wide).
_LARGEST_CELL, _STRETCH, _FEW = 110.0, 4.0, 16
_FLAT_ROW = 72.0  # how high a row of many columns is
_STEPS = (1, 2, 5)


def sheet(content: CardContent, theme: Theme, body: Rect) -> tuple[Rect, list[Primitive]]:
    """The card of a matrix as a heat map in the middle of `body`: its area, and primitives.

    Args:
        content: of the whole matrix.
    """
    rows, columns = content.values.shape
    scale = _scale(content)
    names = [_cut(name) for name in content.row_labels] or [str(rows)]
    gutter = max(_width(name) for name in names) + 2 * _TICK
    legend = _BAR_GAP + _BAR + _TICK + max(_width(text) for _, text in scale)
    above, beside = _HEADER + _COLUMN_LABELS + _TICK, gutter + legend + 2 * _PAD
    w, h = _extent(rows, columns, body.w - beside, body.h - above - _PAD)
    if content.row_labels:  # so high that every word can be read, where there is room
        h = max(h, min(rows * _ROW, body.h - above - _PAD))
    first = fonts.width(content.header, _FORMULA)
    second = _width(content.title, _NAME) + _width(content.shape, _NAME) + _PAD
    width = max(w + beside, max(first, second) + 2 * _PAD)
    tall = max(h, _LEAST_BAR)
    height = above + tall + _PAD
    frame = Rect(body.centre - width / 2, body.middle - height / 2, width, height)
    x = frame.x + _PAD + gutter + (width - w - beside) / 2
    area = Rect(x, frame.y + above + (tall - h) / 2, w, h)
    bar = Rect(area.right + _BAR_GAP, frame.y + above, _BAR, tall)
    side = 1 if content.values.size < MANY else 2  # either way one value a unit of the slide
    picture = heat(content, Metrics(bin=side, border=2 * line_width(theme)), theme, area)
    return frame, [
        *_frame(content, theme, frame),
        picture,
        Box(area, None, theme.strong, 2 * line_width(theme)),
        *_row_labels(content, theme, area),
        *_column_labels(content, theme, area),
        *_colour_bar(content, theme, bar, scale),
    ]


def _extent(rows: int, columns: int, room_w: float, room_h: float) -> tuple[float, float]:
    """Width and height of the matrix: it fills the room, but long thin cells mislead."""
    w, h = min(room_w, columns * _LARGEST_CELL), min(room_h, rows * _LARGEST_CELL)
    if rows > _FEW:
        w = min(w, columns * _STRETCH * h / rows)
    if columns > _FEW:
        h = min(h, rows * (_STRETCH * w / columns if rows > _FEW else _FLAT_ROW))
    return w, h


def _frame(content: CardContent, theme: Theme, frame: Rect) -> list[Primitive]:
    """The ground of the card, its bar and its header."""
    ink, line = theme.roles[content.role].ink, 2 * line_width(theme)
    left, right = frame.x + _PAD, frame.right - _PAD
    bar = Rect(frame.x + 14, frame.y + 5, frame.w - 28, 9)
    title, shape = (TextRun(text, theme.muted) for text in (content.title, content.shape))
    filled = Box(bar, ink, None, 0, bar.h / 2)
    hollow = Box(bar, theme.card, ink, line, bar.h / 2)
    return [
        Box(frame, theme.card, theme.hairline, line, 14),
        hollow if content.learned else filled,
        Text(left, frame.y + 60, content.header, _FORMULA),
        Text(left, frame.y + 98, (title,), _NAME),
        Text(right, frame.y + 98, (shape,), _NAME, "end"),
    ]


def _row_labels(content: CardContent, theme: Theme, area: Rect) -> list[Primitive]:
    rows, high = len(content.values), area.h / len(content.values)
    x = area.x - _TICK
    parts: list[Primitive] = []
    for row in _shown(rows, high, [_ROW] * rows):
        run = _label(content.row_labels, row, theme)
        y = min(max(area.y + (row + 0.5) * high, area.y + _LABEL / 2), area.bottom - _LABEL / 2)
        parts.append(Text(x, y + 0.36 * _LABEL, (run,), _LABEL, "end"))
    return parts


def _column_labels(content: CardContent, theme: Theme, area: Rect) -> list[Primitive]:
    columns = content.values.shape[1]
    wide = area.w / columns
    runs = [_label(content.column_labels, column, theme) for column in range(columns)]
    if wide >= _NAMED_COLUMN:
        runs = [fonts.elided(run, _LABEL, wide - _COLUMN_GAP) for run in runs]
    widths = [fonts.run_width(run, _LABEL) for run in runs]
    parts: list[Primitive] = []
    end = -np.inf  # of the label before: one that is wider than the first column reaches far
    for column in _shown(columns, wide, [width + _COLUMN_GAP for width in widths]):
        half = widths[column] / 2
        x = area.x + (column + 0.5) * wide
        x = min(max(x, area.x + half), max(area.right - half, area.x + half))
        if x - half >= end:
            parts.append(Text(x, area.y - _TICK, (runs[column],), _LABEL, "middle"))
            end = x + half + _LABEL / 2
    return parts


def _label(names: Sequence[str], index: int, theme: Theme) -> TextRun:
    """The name of a row or column where it has one, else its number from 1."""
    return TextRun(_cut(names[index]) if names else str(index + 1), theme.muted)


def _shown(count: int, size: float, rooms: Sequence[float]) -> list[int]:
    """Which of `count` rows or columns are labelled: all, or the first, round ones, the last.

    Args:
        size: of one row or column.
        rooms: what each label takes.
    """
    if all(room <= size for room in rooms):
        return list(range(count))
    step = _step(count, max(rooms) / size)
    places = [0, *range(step - 1, count, step), count - 1]
    shown: list[int] = []
    for place in dict.fromkeys(places):
        apart = (place - shown[-1]) * size if shown else rooms[place]
        if apart >= rooms[place]:
            shown.append(place)
        elif place == count - 1 and len(shown) > 1:
            shown[-1] = place
    return shown


def _step(count: int, least: float) -> int:
    """A round step of at least `least`: a power of 2 for sizes that are made of such."""
    if count % 64 == 0:
        return next(1 << power for power in range(31) if 1 << power >= least)
    tens = (int(10**power) for power in range(10))
    return next(n * ten for ten in tens for n in _STEPS if n * ten >= least)


def _scale(content: CardContent) -> list[tuple[float, str]]:
    """What stands at the colour bar: how far down (0 to 1), and which number."""
    if content.weights:
        return [(0.0, "1"), (0.5, "0.5"), (1.0, "0")]
    peak = content.peak
    decimals = 3 if peak < 1 else 2 if peak < 10 else 1 if peak < 100 else 0
    places = ((0.0, peak), (0.5, 0.0), (1.0, -peak))
    return [(part, format_number(value, decimals)) for part, value in places]


def _colour_bar(
    content: CardContent, theme: Theme, bar: Rect, scale: Sequence[tuple[float, str]]
) -> list[Primitive]:
    table = theme.colour_map(weights=content.weights).table[::-1, None, :]
    count = len(table)
    rows, columns = np.arange(count)[:, None], np.zeros((count, 1), dtype=np.intp)
    parts: list[Primitive] = [
        Heat(bar, count, 1, table, rows, columns, 0.0, theme.card),
        Box(bar, None, theme.strong, 2 * line_width(theme)),
    ]
    for part, text in scale:
        y = min(max(bar.y + part * bar.h, bar.y + _LABEL / 2), bar.bottom - _LABEL / 2)
        run = TextRun(text, theme.muted)
        parts.append(Text(bar.right + _TICK, y + 0.36 * _LABEL, (run,), _LABEL))
    return parts


def _width(text: str, size: float = _LABEL) -> float:
    return fonts.run_width(TextRun(text, ""), size)


def _cut(name: str) -> str:
    return fonts.elided(TextRun(name, ""), _LABEL, _LONGEST_WORD).text

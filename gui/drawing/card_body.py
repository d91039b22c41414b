"""The body of a card: its matrix as numbers, as bars or as a thumbnail, with labels and marks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import msgspec
import numpy as np
from numpy.typing import NDArray

from engine.numbers import format_number, format_weight
from engine.ops import Array
from gui.drawing import fonts
from gui.drawing.card_changes import befores, change_flag, change_marks, hatched, places
from gui.drawing.card_data import CardContent, Tint
from gui.drawing.metrics import Metrics
from gui.drawing.primitives import (
    BarGrid,
    Box,
    Cells,
    Grid,
    Hatch,
    Heat,
    Primitive,
    Rect,
    Text,
    TextRun,
)
from gui.drawing.thumbnail import heat, thumbnail_size
from gui.theme import ColourMap, Theme

_LINE = 1.2  # from one line of a label to the next, by its size
_ABOVE = 0.42  # from the columns up to the baseline of their names, by the size of those
_MOST_LINES = 3
_NARROW_NAME = 50.0  # the longest word of a column's name, by a label size of 13


class BodySize(msgspec.Struct, frozen=True):
    """The matrix and what stands around it: labels left, above and below."""

    width: float
    height: float
    gutter: float
    above: float
    below: float = 0.0


def cell_texts(values: Array, *, weights: bool, decimals: int = 3) -> list[str]:
    """The numbers as a card shows them: at most six characters, rounding never hidden."""
    if weights:
        return [format_weight(float(value), decimals) for value in values.flat]
    return [_compact(float(value), decimals) for value in values.flat]


@lru_cache(maxsize=1 << 14)
def _compact(value: float, most: int) -> str:
    magnitude = abs(value)
    decimals = most if magnitude < 10 else max(most - 1, 1) if magnitude < 100 else 1
    if magnitude >= 10000:
        decimals = 0
    if most < 3 and 0 < magnitude < 0.5 * 10**-most:
        return format_number(value, decimals, fixed=True)  # 0.0 is no whole 0, and it fits
    return format_number(value, decimals)


def _colours(
    values: Array, visible: NDArray[np.bool_], colours: ColourMap, peak: float
) -> tuple[list[str | None], list[str]]:
    """A fill and an ink for every cell; hidden cells have no fill."""
    entries = colours.indices(values / peak).ravel().tolist()
    shown = visible.ravel().tolist()
    fills = [colours.fills[e] if v else None for e, v in zip(entries, shown, strict=True)]
    return fills, [colours.inks[e] for e in entries]


def body_size(content: CardContent, metrics: Metrics) -> BodySize:
    """How much room the matrix and its labels need."""
    rows, columns = content.values.shape
    if content.body == "bars":
        gutter = _gutter(content.column_labels, metrics)
        sums = metrics.label * 1.7 if content.sums else 0.0
        width = max(_bar_column(content, metrics), content.least)
        return BodySize(
            width * rows, metrics.bar_row * columns, gutter, metrics.column_labels, sums
        )
    if content.body == "thumbnail":
        width, height = thumbnail_size(content, metrics)
        return BodySize(width, height, _gutter(content.row_labels, metrics), 0.0)
    lines = _column_lines(content, metrics)
    above = (len(lines) - 1) * metrics.label * _LINE + metrics.column_labels if lines else 0.0
    width = max(_cell_width(content, metrics), content.least) * columns
    return BodySize(width, metrics.cell_height * rows, _gutter(content.row_labels, metrics), above)


def grid_of(content: CardContent, metrics: Metrics, theme: Theme, area: Rect) -> Grid:
    """The matrix itself on its area."""
    rows, columns = content.values.shape
    if content.body == "bars":
        return BarGrid(area, rows, columns)
    if content.body == "thumbnail":
        return heat(content, metrics, theme, area)
    fills, inks = _colours(
        content.values, content.visible, theme.colour_map(weights=content.weights), content.peak
    )
    texts = _texts(content, metrics)
    for index in befores(content, metrics, area):
        texts[index] = ""  # both numbers are written above
    fixed = np.zeros(content.values.shape, bool) if content.fixed is None else content.fixed
    flags = (content.visible, hatched(content), fixed)
    for index, (shown, left_out, zero) in enumerate(
        zip(*(flag.ravel().tolist() for flag in flags), strict=True)
    ):
        if not shown or left_out:
            texts[index] = ""  # what is hatched is written above its hatching
        if shown and zero:
            fills[index], inks[index] = theme.hover, theme.faint
        elif shown and left_out:
            fills[index] = theme.card
    if content.tint is not None:
        _tint(content, content.tint, theme, fills, inks)
    return Cells(area, rows, columns, fills, inks, texts, metrics.numeral, metrics.gap, theme.card,
                 500)  # fmt: skip


def _tint(
    content: CardContent, tint: Tint, theme: Theme, fills: list[str | None], inks: list[str]
) -> None:
    """Shades of a trace instead of those of the values; what does not belong to it goes pale."""
    colours = theme.colour_map(weights=False)
    shades = np.zeros(content.values.shape) if tint.shades is None else tint.shades
    entries = colours.indices(shades).ravel().tolist()
    flags = zip(content.visible.ravel().tolist(), tint.cells.ravel().tolist(), strict=True)
    for index, (shown, there) in enumerate(flags):
        if not shown:
            continue
        if not there:
            fills[index], inks[index] = theme.card, theme.ghost
        elif tint.shades is None:
            fills[index], inks[index] = theme.selected, theme.text
        else:
            fills[index], inks[index] = colours.fills[entries[index]], colours.inks[entries[index]]


def body(content: CardContent, metrics: Metrics, theme: Theme, grid: Grid) -> list[Primitive]:
    """The matrix with everything on it: cells or bars, hatching, flags, pins, rings."""
    parts: list[Primitive] = []
    if isinstance(grid, BarGrid):
        parts += _bars(content, metrics, theme, grid)
    elif isinstance(grid, (Cells, Heat)):
        parts += [grid, Box(grid.rect, None, theme.strong, metrics.border)]
    if not isinstance(grid, Heat):
        parts += _marks(content, metrics, theme, grid)
    elif content.touched:
        parts.append(change_flag(grid.rect, metrics, theme))
    for ring in content.rings:
        area = _at_least(grid.area(ring.row, ring.column), metrics.ring * 1.5)
        if ring.strong:  # set off on both sides, so that it reads on any fill
            below_names = _ABOVE * metrics.label - metrics.ring * 1.5
            area = area.grown(min(metrics.ring * 0.5, below_names))
            parts.append(Box(area, None, theme.card, metrics.ring * 3, metrics.radius / 2))
            parts.append(Box(area, None, ring.colour, metrics.ring * 1.8, metrics.radius / 2))
        else:
            parts.append(Box(area, None, ring.colour, metrics.ring, metrics.radius / 2))
    return parts


def labels(content: CardContent, metrics: Metrics, theme: Theme, grid: Grid) -> list[Primitive]:
    """The words (or names) beside the rows and above the columns, lit ones in their colour."""
    if isinstance(grid, BarGrid):
        return _bar_labels(content, metrics, theme, grid)
    size = metrics.label
    parts: list[Primitive] = []
    for row in _named_rows(content, metrics, grid) if content.row_labels else ():
        run = _label_run(content.row_labels[row], content.lit_rows.get(row), theme)
        middle = grid.cell(row, 0).middle
        if grid.rect.h < grid.rows * size:  # names are higher than rows: keep them inside
            middle = min(max(middle, grid.rect.y + size / 2), grid.rect.bottom - size / 2)
        parts.append(_row_label(run, metrics, grid.rect.x, middle))
    lines = _column_lines(content, metrics) if not isinstance(grid, Heat) else []
    for number, line in enumerate(lines):
        y = grid.rect.y - size * _ABOVE - (len(lines) - 1 - number) * size * _LINE
        for column, label in enumerate(line):
            if label:
                cell = grid.cell(0, column)
                run = _label_run(label, content.lit_columns.get(column), theme)
                run = fonts.elided(run, size, cell.w)
                parts.append(Text(cell.centre, y, (run,), size, "middle"))
    return parts


def _named_rows(content: CardContent, metrics: Metrics, grid: Grid) -> Sequence[int]:
    """All rows where there is room for their names; else the lit one, or the first and the last."""
    if grid.rect.h >= grid.rows * metrics.labelled_row - 0.01:
        return range(grid.rows)
    if content.lit_rows:
        return sorted(content.lit_rows)[:1]
    return 0, grid.rows - 1


def _texts(content: CardContent, metrics: Metrics) -> list[str]:
    decimals = metrics.weight_decimals if content.weights else metrics.decimals
    return cell_texts(content.values, weights=content.weights, decimals=decimals)


def _gutter(texts: Sequence[str], metrics: Metrics) -> float:
    return _gutter_of(tuple(texts), metrics) if texts else 0.0


@lru_cache(maxsize=256)
def _gutter_of(texts: tuple[str, ...], metrics: Metrics) -> float:
    longest = max(_label_width(text, metrics) for text in texts)
    return min(max(metrics.gutter, longest + metrics.label * 0.7), metrics.longest_gutter)


def _label_width(text: str, metrics: Metrics) -> float:
    return fonts.run_width(TextRun(text, "", weight=600), metrics.label)


def _cell_width(content: CardContent, metrics: Metrics) -> float:
    """The narrowest of the metrics' widths that holds every number and column label."""
    texts = _texts(content, metrics)
    longest = max(fonts.run_width(TextRun(text, ""), metrics.numeral) for text in texts)
    need = max(longest + metrics.numeral_room, metrics.weight_cell if content.weights else 0.0)
    lines = _column_lines(content, metrics)
    if lines:
        most = metrics.longest_gutter if content.pairs else _narrow(metrics)
        room = max(_label_width(text, metrics) for line in lines for text in line)
        need = max(need, min(room, most) + metrics.label * 0.5)
    return next((w for w in metrics.cell_widths if w >= need), max(need, metrics.cell_widths[-1]))


def _bar_column(content: CardContent, metrics: Metrics) -> float:
    """How wide a group of bars is: its number and a bar fit, and what is written below."""
    pad, label = metrics.padding, metrics.label
    number = max(
        fonts.run_width(TextRun(t, "", weight=500), label) for t in _texts(content, metrics)
    )
    sums = max((fonts.run_width(TextRun(text, ""), label) for text in content.sums), default=0.0)
    need = max(number + 2 * pad + label, sums + pad + 2)
    steps = max(np.ceil(need / metrics.bar_column * 4), 4)  # not wider with every digit
    return float(metrics.bar_column * steps / 4)


def _narrow(metrics: Metrics) -> float:
    return _NARROW_NAME * metrics.label / 13


def _column_lines(content: CardContent, metrics: Metrics) -> list[list[str]]:
    """The labels above the columns, line by line; names of features may take two lines."""
    names = content.column_labels
    if not names or len(names) > content.most:
        return []
    if content.pairs:
        return [list(names)]
    broken = [_broken(name, metrics.label, _narrow(metrics)) for name in names]
    count = max(len(lines) for lines in broken)
    return [[lines[i] if i < len(lines) else "" for lines in broken] for i in range(count)]


@lru_cache(maxsize=1 << 10)
def _broken(name: str, size: float, room: float) -> tuple[str, ...]:
    lines = fonts.wrapped([TextRun(name, "", weight=600)], size, room)
    texts = ["".join(run.text for run in line) for line in lines]
    rest = "".join(texts[_MOST_LINES - 1 :])
    return (*texts[: _MOST_LINES - 1], *([rest] if rest else []))


def _label_run(label: str, lit: str | None, theme: Theme) -> TextRun:
    return TextRun(label, lit or theme.muted, weight=600 if lit else 400)


def _row_label(run: TextRun, metrics: Metrics, right: float, middle: float) -> Text:
    free = max(metrics.padding * 0.6, metrics.label * 0.5)  # it stands 0.4 left of the matrix
    run = fonts.elided(run, metrics.label, right - free)
    x, y = right - metrics.label * 0.4, middle + metrics.label * 0.36
    return Text(x, y, (run,), metrics.label, "end")


def _marks(content: CardContent, metrics: Metrics, theme: Theme, grid: Grid) -> list[Primitive]:
    parts: list[Primitive] = []
    asked = np.zeros_like(content.visible) if content.asked is None else content.asked
    for row, column in places(~content.visible & ~asked):
        parts.append(Box(grid.cell(row, column), None, theme.hairline, metrics.border))
    for row, column in places(asked):
        parts += _question(grid.cell(row, column), metrics, theme)
    if isinstance(grid, Cells):
        for row, column in places(hatched(content) & content.visible):
            area = grid.cell(row, column).grown(-metrics.gap / 2)
            parts += _hatched_cell(
                float(content.values[row, column]), content, metrics, theme, area
            )
    if content.tint is not None:
        parts += _traced(content, content.tint, metrics, theme, grid)
    parts += change_marks(content, metrics, theme, grid)
    for pin in sorted(content.pins):
        row, column = pin[-2:]
        if content.visible[row, column]:
            area = grid.cell(row, column).grown(-metrics.ring)
            ink = grid.inks[row * grid.columns + column] if isinstance(grid, Cells) else theme.text
            parts.append(Box(area, None, ink, metrics.border * 1.2, 2, (3, 2)))
    return parts


def _traced(
    content: CardContent, tint: Tint, metrics: Metrics, theme: Theme, grid: Grid
) -> list[Primitive]:
    """An outline for every cell of a trace: dotted where it could count, and does not just now."""
    parts: list[Primitive] = []
    for row, column in places(tint.cells & content.visible):
        area = grid.cell(row, column).grown(-metrics.border)
        idle = tint.shades is not None and tint.shades[row, column] == 0
        dash = (1.5, 2.0) if idle else None
        parts.append(Box(area, None, theme.muted, metrics.border, 2, dash))
    return parts


def _question(cell: Rect, metrics: Metrics, theme: Theme) -> list[Primitive]:
    """A cell that is to be predicted."""
    size = metrics.numeral
    return [
        Box(cell.grown(-metrics.gap / 2), theme.card, theme.muted, metrics.border, 2, (3, 2)),
        Text(cell.centre, cell.middle + size * 0.364, (TextRun("?", theme.muted, weight=600),),
             size, "middle"),
    ]  # fmt: skip


def _at_least(area: Rect, least: float) -> Rect:
    """The area, no smaller than `least` a side: a ring must not shrink to nothing."""
    w, h = max(area.w, least), max(area.h, least)
    return Rect(area.centre - w / 2, area.middle - h / 2, w, h)


def _hatched_cell(
    value: float, content: CardContent, metrics: Metrics, theme: Theme, area: Rect
) -> list[Primitive]:
    """Hatching, and on it the number (`−∞`, or the 0 of a mask); a masked weight needs none."""
    parts: list[Primitive] = [
        Hatch(area, theme.ghost, metrics.cell_height / 5, metrics.border * 0.8)
    ]
    if content.weights and value == 0:
        return parts
    decimals = metrics.weight_decimals if content.weights else metrics.decimals
    (text,) = cell_texts(np.array([value]), weights=content.weights, decimals=decimals)
    run = TextRun(text, theme.muted, weight=500)
    wide, size = fonts.run_width(run, metrics.numeral), metrics.numeral
    ground = Rect(area.centre - wide / 2 - 2, area.middle - size * 0.55, wide + 4, size * 1.1)
    parts.append(Box(ground, theme.card, None, 0, 2))
    parts.append(Text(area.centre, area.middle + size * 0.364, (run,), size, "middle"))
    return parts


def _bars(content: CardContent, metrics: Metrics, theme: Theme, grid: BarGrid) -> list[Primitive]:
    """A bar for every key in the group of its query, its number beside it, the sum below."""
    colours = theme.colour_map(weights=True)
    ink, ground = theme.roles[content.role].ink, colours.fills[0]
    texts = _texts(content, metrics)
    number = max(fonts.run_width(TextRun(text, "", weight=500), metrics.label) for text in texts)
    parts: list[Primitive] = []
    masked = content.masked
    for index, (row, column) in enumerate(np.ndindex(content.values.shape)):
        if not content.visible[row, column]:
            continue
        cell = grid.cell(row, column)
        room = Rect(cell.x + 2, cell.y + 2, cell.w - number - metrics.padding, cell.h - 4)
        if masked is not None and masked[row, column]:
            parts.append(Hatch(room, theme.ghost))
            continue
        part = min(max(float(content.values[row, column]), 0.0), 1.0)
        parts.append(Box(room, ground, None, 0, 2))
        if part > 0:
            parts.append(Box(Rect(room.x, room.y, room.w * part, room.h), ink, None, 0, 2))
        run = TextRun(texts[index], theme.text, weight=500)
        x, y = cell.right - metrics.padding / 2, cell.middle + metrics.label * 0.36
        parts.append(Text(x, y, (run,), metrics.label, "end"))
    for row, text in enumerate(content.sums):
        if content.visible[row].all():
            area = grid.area(row, None)
            run = TextRun(text, theme.muted)
            y = area.bottom + metrics.label * 1.35
            parts.append(Text(area.x + 2, y, (run,), metrics.label))
    return parts


def _bar_labels(
    content: CardContent, metrics: Metrics, theme: Theme, grid: BarGrid
) -> list[Primitive]:
    """The word of each key beside its line of bars, the word of each query above its group."""
    parts: list[Primitive] = []
    for column, label in enumerate(content.column_labels):
        run = _label_run(label, content.lit_columns.get(column), theme)
        parts.append(_row_label(run, metrics, grid.rect.x, grid.cell(0, column).middle))
    for row, label in enumerate(content.row_labels):
        area = grid.area(row, None)
        run = _label_run(label, content.lit_rows.get(row), theme)
        run = fonts.elided(run, metrics.label, area.w - metrics.padding)
        parts.append(Text(area.x + 2, area.y - metrics.label * 0.42, (run,), metrics.label))
    return parts

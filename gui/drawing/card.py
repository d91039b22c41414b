"""A node card: header, labels and matrix, laid out as primitives.

The diagram and the slides draw the same cards; only the metrics differ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from engine.numbers import format_number, format_weight
from engine.ops import Array, Cell
from gui.drawing import fonts
from gui.drawing.primitives import Box, Cells, Icon, Polygon, Primitive, Rect, Text, TextRun
from gui.theme import ColourMap, Theme

#: Cards show numbers up to this many rows and columns, and a thumbnail beyond.
LARGEST_NUMBERS = 8


@dataclass(frozen=True)
class Metrics:
    """The measures of a card, in the picture's units (design: px at 100 %)."""

    header: float = 50
    bar: float = 4
    bar_inset: float = 8
    padding: float = 10
    formula: float = 16
    formula_baseline: float = 24
    title: float = 13
    title_baseline: float = 41
    label: float = 13
    gutter: float = 32
    longest_gutter: float = 84
    column_labels: float = 18
    cell_height: float = 30
    cell_widths: tuple[float, ...] = (34, 38, 44, 48, 54, 66, 80)
    numeral: float = 14
    numeral_room: float = 7
    radius: float = 8
    icon: float = 15
    gap: float = 1.5
    border: float = 1
    ring: float = 2.8
    flag: float = 9
    thumbnail: tuple[float, float] = (150, 116)
    marks: bool = True  # the kind's icon; without it only a pin is drawn
    names: bool = True  # name and shape below the formula; without them the formula stands alone


SCREEN = Metrics()


@dataclass(frozen=True)
class Ring:
    """A lit part of a matrix: a cell, or a row or column, ringed in a colour."""

    row: int | None
    column: int | None
    colour: str


@dataclass(frozen=True)
class CardContent:
    """What a card shows. [row, column] for all arrays.

    Attributes:
        visible: which cells the lesson has shown; hidden ones are blank.
        peak: the value that gets the strongest colour.
        note: what stands on a card that is not reached yet.
        label_colours: (rows, columns) -> colour of a lit word.
    """

    name: str
    role: str
    learned: bool
    computed: bool
    weights: bool
    header: tuple[TextRun, ...]
    title: str
    shape: str
    values: Array
    visible: NDArray[np.bool_]
    changed: NDArray[np.bool_]
    pins: frozenset[Cell]
    peak: float
    row_labels: Sequence[str] = ()
    column_labels: Sequence[str] = ()
    rings: tuple[Ring, ...] = ()
    lit_rows: Mapping[int, str] = field(default_factory=dict)
    lit_columns: Mapping[int, str] = field(default_factory=dict)
    current: bool = False
    selected: bool = False
    note: str = ""
    release: str = ""

    @property
    def reached(self) -> bool:
        """Whether the lesson has shown any of it."""
        return bool(self.visible.any())


@dataclass(frozen=True)
class Card:
    """A card laid out at the origin."""

    size: tuple[float, float]
    grid: Cells
    primitives: tuple[Primitive, ...]
    release_area: Rect | None

    @property
    def rect(self) -> Rect:
        """The card's area."""
        return Rect(0, 0, *self.size)


def cell_texts(values: Array, *, weights: bool) -> list[str]:
    """The numbers as a card shows them: at most six characters, rounding never hidden."""
    show = format_weight if weights else _compact
    return [show(float(value)) for value in values.flat]


@lru_cache(maxsize=1 << 14)
def _compact(value: float) -> str:
    magnitude = abs(value)
    decimals = 3 if magnitude < 10 else 2 if magnitude < 100 else 1 if magnitude < 10000 else 0
    return format_number(value, decimals)


def cell_colours(
    values: Array, visible: NDArray[np.bool_], colours: ColourMap, peak: float
) -> tuple[list[str | None], list[str]]:
    """A fill and an ink for every cell; hidden cells have no fill."""
    entries = colours.indices(values / peak).ravel().tolist()
    shown = visible.ravel().tolist()
    fills = [colours.fills[e] if v else None for e, v in zip(entries, shown, strict=True)]
    return fills, [colours.inks[e] for e in entries]


def card_size(content: CardContent, metrics: Metrics) -> tuple[float, float, Rect]:
    """Width, height and the area of the matrix."""
    rows, columns = content.values.shape
    gutter = _gutter(content, metrics)
    if max(rows, columns) > LARGEST_NUMBERS:
        grid_w, grid_h = metrics.thumbnail
    else:
        grid_w, grid_h = _cell_width(content, metrics) * columns, metrics.cell_height * rows
    least = metrics.padding * 2 + _header_width(content, metrics)
    above = metrics.header + (metrics.column_labels if content.column_labels else 0)
    total = max(gutter + grid_w + 2 * metrics.padding, least)
    x = total - metrics.padding - grid_w if gutter else (total - grid_w) / 2
    return total, above + grid_h + metrics.padding, Rect(x, above, grid_w, grid_h)


def layout_card(content: CardContent, metrics: Metrics, theme: Theme) -> Card:
    """Lay a card out at the origin, in back-to-front order."""
    total, height, area = card_size(content, metrics)
    frame = Rect(0, 0, total, height)
    grid = _grid(content, metrics, theme, area)
    if not content.reached:
        return Card((total, height), grid, _ghost(content, metrics, theme, frame, grid), None)
    border = theme.text if content.current else theme.hairline
    stroke = metrics.border * (2 if content.current else 1)
    parts: list[Primitive] = [
        Box(frame, theme.card, border, stroke, metrics.radius),
        *_role_bar(content, metrics, theme, total),
    ]
    parts += _header(content, metrics, theme, total)
    parts += _labels(content, metrics, theme, grid)
    parts += [grid, Box(area, None, theme.strong, metrics.border)]
    parts += _marks(content, metrics, theme, grid)
    release = None
    if content.pins and content.release:
        text = _release_text(content, metrics, theme, total)
        release = fonts.text_rect(text).grown(4)
        parts.append(text)
    return Card((total, height), grid, tuple(parts), release)


def _gutter(content: CardContent, metrics: Metrics) -> float:
    if not content.row_labels:
        return 0.0
    if len(content.row_labels) > LARGEST_NUMBERS:
        return metrics.gutter
    longest = max(_label_width(text, metrics) for text in content.row_labels)
    return min(max(metrics.gutter, longest + metrics.label * 0.7), metrics.longest_gutter)


def _label_width(text: str, metrics: Metrics) -> float:
    return fonts.run_width(TextRun(text, "", weight=600), metrics.label)


def _cell_width(content: CardContent, metrics: Metrics) -> float:
    """The narrowest of the metrics' widths that holds every number and column label."""
    texts = cell_texts(content.values, weights=content.weights)
    longest = max(fonts.run_width(TextRun(text, ""), metrics.numeral) for text in texts)
    need = longest + metrics.numeral_room
    if content.column_labels:
        room = min(max(_label_width(text, metrics) for text in content.column_labels),
                   metrics.longest_gutter)  # fmt: skip
        need = max(need, room + metrics.label * 0.5)
    return next((w for w in metrics.cell_widths if w >= need), max(need, metrics.cell_widths[-1]))


def _header_width(content: CardContent, metrics: Metrics) -> float:
    first = fonts.width(content.header, metrics.formula)
    if metrics.marks or content.pins:
        first += metrics.icon * 1.6
    if not metrics.names:
        return first
    if not content.computed and metrics.marks:
        first += fonts.run_width(TextRun(content.shape, ""), metrics.title) + metrics.padding
        return max(first, fonts.run_width(TextRun(content.title, ""), metrics.title))
    right = fonts.run_width(TextRun(content.release or content.shape, "", weight=600),
                            metrics.title)  # fmt: skip
    second = fonts.run_width(TextRun(content.title, ""), metrics.title) + right + metrics.padding
    return max(first, second)


def _role_bar(
    content: CardContent, metrics: Metrics, theme: Theme, total: float
) -> list[Primitive]:
    ink = theme.roles[content.role].ink
    inset, thick = metrics.bar_inset, metrics.bar
    area = Rect(inset, thick * 0.5, total - 2 * inset, thick)
    if content.learned:
        return [Box(area, theme.card, ink, metrics.border, thick / 2)]
    return [Box(area, ink, None, 0, thick / 2)]


def _header(content: CardContent, metrics: Metrics, theme: Theme, total: float) -> list[Primitive]:
    left, right = metrics.padding, total - metrics.padding
    icon = "pin" if content.pins else ("fx" if content.computed else "pencil")
    icon_area = Rect(
        right - metrics.icon,
        metrics.formula_baseline - metrics.icon * 0.85,
        metrics.icon,
        metrics.icon,
    )
    shape = (TextRun(content.shape, theme.muted),)
    name = (TextRun(content.title, theme.muted),)
    parts: list[Primitive] = [Text(left, metrics.formula_baseline, content.header, metrics.formula)]
    if metrics.names:
        parts.append(Text(left, metrics.title_baseline, name, metrics.title))
    if not metrics.marks:
        if content.pins:
            parts.append(Icon("pin", icon_area, theme.text))
        if metrics.names:
            parts.append(Text(right, metrics.title_baseline, shape, metrics.title, "end"))
        return parts
    if icon == "fx":
        runs = (
            TextRun("f", theme.muted, "math", italic=True),
            TextRun("x", theme.muted, "math", italic=True, script=-1),
        )
        parts.append(Text(right, metrics.formula_baseline, runs, metrics.formula, "end"))
    else:
        parts.append(Icon(icon, icon_area, theme.text if content.pins else theme.muted))
    if not content.computed:
        x = icon_area.x - metrics.padding * 0.7
        parts.append(Text(x, metrics.formula_baseline, shape, metrics.title, "end"))
    elif not (content.pins and content.release):
        parts.append(Text(right, metrics.title_baseline, shape, metrics.title, "end"))
    return parts


def _release_text(content: CardContent, metrics: Metrics, theme: Theme, total: float) -> Text:
    run = TextRun(content.release, theme.text, weight=600, underline=True)
    return Text(total - metrics.padding, metrics.title_baseline, (run,), metrics.title, "end")


def _grid(content: CardContent, metrics: Metrics, theme: Theme, area: Rect) -> Cells:
    rows, columns = content.values.shape
    colours = theme.colour_map(weights=content.weights)
    fills, inks = cell_colours(content.values, content.visible, colours, content.peak)
    texts: list[str] = []
    if max(rows, columns) <= LARGEST_NUMBERS:
        shown = content.visible.ravel().tolist()
        numbers = cell_texts(content.values, weights=content.weights)
        texts = [text if v else "" for text, v in zip(numbers, shown, strict=True)]
    return Cells(
        area, rows, columns, fills, inks, texts, metrics.numeral, metrics.gap, theme.card, 500
    )


def _labels(content: CardContent, metrics: Metrics, theme: Theme, grid: Cells) -> list[Primitive]:
    parts: list[Primitive] = []
    if len(content.row_labels) <= LARGEST_NUMBERS:
        for row, label in enumerate(content.row_labels):
            run = _label_run(label, content.lit_rows.get(row), theme)
            room = grid.rect.x - metrics.padding * 0.6
            run = fonts.elided(run, metrics.label, room)
            y = grid.cell(row, 0).middle + metrics.label * 0.36
            x = grid.rect.x - metrics.label * 0.4
            parts.append(Text(x, y, (run,), metrics.label, "end"))
    if len(content.column_labels) <= LARGEST_NUMBERS:
        for column, label in enumerate(content.column_labels):
            cell = grid.cell(0, column)
            run = _label_run(label, content.lit_columns.get(column), theme)
            run = fonts.elided(run, metrics.label, cell.w)
            y = grid.rect.y - metrics.label * 0.42
            parts.append(Text(cell.centre, y, (run,), metrics.label, "middle"))
    return parts


def _label_run(label: str, lit: str | None, theme: Theme) -> TextRun:
    return TextRun(label, lit or theme.muted, weight=600 if lit else 400)


def _marks(content: CardContent, metrics: Metrics, theme: Theme, grid: Cells) -> list[Primitive]:
    parts: list[Primitive] = []
    numbers = bool(grid.texts)
    inset = metrics.ring
    for row, column in np.argwhere(~content.visible).tolist() if numbers else ():
        parts.append(Box(grid.cell(row, column), None, theme.hairline, metrics.border))
    for row, column in np.argwhere(content.changed & content.visible).tolist() if numbers else ():
        cell = grid.cell(row, column)
        flag = metrics.flag
        corner = ((cell.x + 1, cell.y + 1), (cell.x + 1 + flag, cell.y + 1),
                  (cell.x + 1, cell.y + 1 + flag))  # fmt: skip
        parts.append(Polygon(corner, theme.changed, theme.changed_ink))
    for pin in sorted(content.pins):
        row, column = pin[-2:]
        if numbers and content.visible[row, column]:
            area = grid.cell(row, column).grown(-inset)
            ink = grid.inks[row * grid.columns + column]
            parts.append(Box(area, None, ink, metrics.border * 1.2, 2, (3, 2)))
    for ring in content.rings:
        area = grid.area(ring.row, ring.column)
        parts.append(Box(area, None, ring.colour, metrics.ring, metrics.radius / 2))
    return parts


def _ghost(
    content: CardContent, metrics: Metrics, theme: Theme, frame: Rect, grid: Cells
) -> tuple[Primitive, ...]:
    """A card that is not reached: dashed outline, an empty grid, and when it opens."""
    line = theme.ghost
    header = tuple(replace(run, colour=theme.faint) for run in content.header)
    right = frame.w - metrics.padding
    title, shape = TextRun(content.title, theme.faint), TextRun(content.shape, theme.faint)
    parts: list[Primitive] = [
        Box(frame, None, line, metrics.border * 1.25, metrics.radius, (5, 4)),
        Text(metrics.padding, metrics.formula_baseline, header, metrics.formula),
        Text(metrics.padding, metrics.title_baseline, (title,), metrics.title),
        Text(right, metrics.title_baseline if content.computed else metrics.formula_baseline,
             (shape,), metrics.title, "end"),
    ]  # fmt: skip
    parts += _labels(content, metrics, theme, grid)
    parts.append(Box(grid.rect, None, theme.hairline, metrics.border))
    area = grid.rect
    if max(grid.rows, grid.columns) <= LARGEST_NUMBERS:
        for row in range(1, grid.rows):
            y = grid.cell(row, 0).y
            parts.append(Box(Rect(area.x, y, area.w, 0), None, theme.hairline, metrics.border))
        for column in range(1, grid.columns):
            x = grid.cell(0, column).x
            parts.append(Box(Rect(x, area.y, 0, area.h), None, theme.hairline, metrics.border))
    if content.note:
        parts += _ghost_note(content.note, metrics, theme, area)
    return tuple(parts)


def _ghost_note(note: str, metrics: Metrics, theme: Theme, area: Rect) -> list[Primitive]:
    """When the card opens, in the middle of its empty grid; on two lines where it is narrow."""
    lines = fonts.wrapped([TextRun(note, theme.faint)], metrics.title, area.w - 4)
    high = metrics.title * 1.3
    top = area.middle - high * len(lines) / 2
    ground = Rect(area.x + 2, top - 3, area.w - 4, high * len(lines) + 6)
    parts: list[Primitive] = [Box(ground, theme.canvas)]
    for number, runs in enumerate(lines):
        stripped = (*runs[:-1], replace(runs[-1], text=runs[-1].text.rstrip()))
        y = top + high * (number + 0.5) + metrics.title * 0.36
        parts.append(Text(area.centre, y, stripped, metrics.title, "middle"))
    return parts

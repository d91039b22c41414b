"""The grid of boxes that shows terms: factors one above the other, what they make below them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from gui.drawing import fonts
from gui.drawing.primitives import Box, Primitive, Rect, Text, TextRun, Wire, moved
from gui.parts import Link
from gui.theme import Theme

Runs = tuple[TextRun, ...]

#: The longest name of a row: this wide (in units of the scale), or this part of all the width.
_NAME, _NAME_PART = 130, 0.33
_CAPTION, _FOOT, _UNDER = 18, 20, 11
#: Advances that are added up in another order may differ by so much.
_ROUNDING = 0.01
_ELLIPSIS = "…"
#: A caption may make the boxes this wide (in units of the scale); what is longer is cut.
_CAPTION_ROOM = 76


class Row(msgspec.Struct, frozen=True):
    """One line of boxes: what stands before it, and its colours."""

    name: Runs
    ink: str
    wash: str


class Column(msgspec.Struct, frozen=True):
    """One term.

    Attributes:
        boxes: the numbers in its boxes, from above; an empty text leaves a box out.
        feet: what stands below the boxes, line by line.
        caption: what stands above them.
        label: stands in place of the first box (of a term that has one box less).
        strong: whether it stands out.
        links: what each box stands for.
        foot: what the numbers below stand for.
    """

    boxes: tuple[str, ...]
    feet: tuple[str, ...]
    caption: str = ""
    label: TextRun | None = None
    strong: bool = True
    links: tuple[Link | None, ...] = ()
    foot: Link | None = None


class Grid(msgspec.Struct, frozen=True):
    """Terms side by side.

    Attributes:
        feet: what stands before each line of numbers below the boxes.
        times, plus: the signs between two boxes, and between two numbers below them.
    """

    rows: tuple[Row, ...]
    feet: tuple[Runs, ...]
    columns: tuple[Column, ...]
    times: str = ""
    plus: str = ""


class Pen(msgspec.Struct, frozen=True):
    """The measures of boxes, scaled: of the names before them, and of each box."""

    theme: Theme
    scale: float
    label: float = 0.0
    box: float = 0.0
    gap: float = 0.0

    @property
    def size(self) -> float:
        """Of the numbers."""
        return 14 * self.scale

    @property
    def small(self) -> float:
        """Of names."""
        return 13 * self.scale

    @property
    def tall(self) -> float:
        """How high a box is."""
        return 25 * self.scale

    @property
    def between(self) -> float:
        """From one row of boxes to the next."""
        return 5 * self.scale

    @property
    def pitch(self) -> float:
        """From one box to the next beside it."""
        return self.box + self.gap

    def text(
        self,
        x: float,
        y: float,
        text: str,
        ink: str = "",
        weight: int = 400,
        link: Link | None = None,
    ) -> Text:
        """A centred text on the baseline `y`."""
        run = TextRun(text, ink or self.theme.text, weight=weight, link=link)
        return Text(x, y, (run,), self.size, "middle")

    def boxed(
        self,
        area: Rect,
        ink: str,
        wash: str,
        text: str,
        *,
        strong: bool = True,
        link: Link | None = None,
    ) -> list[Primitive]:
        """A box in the colours of its role with a number in it."""
        stroke, width = (ink, 1.6) if strong else (self.theme.strong, 1.0)
        rim = Box(area, wash if strong else self.theme.card, stroke, width * self.scale,
                  4 * self.scale, link=link)  # fmt: skip
        y = area.middle + self.size * 0.364
        return [rim, self.text(area.centre, y, text, self.theme.text, 600)]


def widest(texts: Sequence[str], size: float, weight: int = 600) -> float:
    """The width of the longest text."""
    widths = (fonts.run_width(TextRun(text, "", weight=weight), size) for text in texts)
    return max(widths, default=0.0)


def fitted(runs: Runs, size: float, room: float) -> Runs:
    """The runs, cut with an ellipsis where they are longer than `room`."""
    if fonts.width(runs, size) <= room + _ROUNDING:
        return runs
    kept: list[TextRun] = []
    mark = fonts.run_width(TextRun(_ELLIPSIS, "", weight=700), size)
    for run in runs:
        wide = fonts.run_width(run, size)
        if wide > room - mark:
            kept.append(fonts.elided(replace(run, text=run.text + _ELLIPSIS), size, room))
            break
        kept.append(run)
        room -= wide
    return tuple(kept)


def grid_pen(grid: Grid, theme: Theme, width: float, scale: float) -> Pen:
    """The measures for a grid in `width`."""
    columns = grid.columns
    longest = max(
        33 * scale,
        widest([text for column in columns for text in column.boxes], 14 * scale) + 12 * scale,
        widest([text for column in columns for text in column.feet], 14 * scale)
        + (2 if grid.plus else -4) * scale,
        min(widest([column.caption for column in columns], 13 * scale), _CAPTION_ROOM * scale),
    )
    gap = (18 if grid.times or grid.plus else 10) * scale
    beside = (20 if grid.plus else 14) * scale
    names = [row.name for row in grid.rows] + list(grid.feet)
    label = max((fonts.width(name, 13 * scale) for name in names), default=0.0)
    label = min(label, _NAME * scale, _NAME_PART * width, max(width - longest - beside, 0.0))
    return Pen(theme, scale, label + beside, longest, gap)


def bands(grid: Grid, pen: Pen, width: float) -> list[tuple[int, int]]:
    """Which columns stand on one line; as many as there is room for, evenly shared."""
    count = len(grid.columns)
    fits = max(1, int((width - pen.label + pen.gap) / pen.pitch))
    lines = -(-count // fits)
    each = -(-count // lines)
    return [(first, min(first + each, count)) for first in range(0, count, each)]


class Drawn(msgspec.Struct, frozen=True):
    """A grid that is drawn.

    Attributes:
        width: of its longest line.
        height: from its top to below its last line of numbers.
        end: the right edge of its last line.
        base: the baseline of the last numbers, where a result can follow.
    """

    primitives: list[Primitive]
    width: float
    height: float
    end: float
    base: float


def draw_grid(grid: Grid, pen: Pen, width: float) -> Drawn:
    """Draw a grid from (0, 0), on as many lines as it takes."""
    parts: list[Primitive] = []
    shared = bands(grid, pen, width)
    top = _CAPTION * pen.scale if any(column.caption for column in grid.columns) else 0.0
    boxes = len(grid.rows) * pen.tall + (len(grid.rows) - 1) * pen.between
    base = top + boxes + 22 * pen.scale
    height = base + ((len(grid.feet) - 1) * _FOOT + _UNDER) * pen.scale
    y = 0.0
    for first, last in shared:
        parts += moved(_names(grid, pen, top, base), 0, y)
        for index in range(first, last):
            x = pen.label + (index - first) * pen.pitch
            drawn = _column(grid, pen, grid.columns[index], top, base)
            if grid.plus and index:
                drawn.append(pen.text(-11 * pen.scale, base, grid.plus, pen.theme.muted))
            parts += moved(drawn, x, y)
        y += height
    end = pen.label + (shared[-1][1] - shared[-1][0]) * pen.pitch
    used = pen.label + (shared[0][1] - shared[0][0]) * pen.pitch - pen.gap
    return Drawn(parts, used, y, end, y - _UNDER * pen.scale)


def _names(grid: Grid, pen: Pen, top: float, base: float) -> list[Primitive]:
    """What stands before the lines of one band."""
    room = pen.label - (18 if grid.plus else 6) * pen.scale
    parts: list[Primitive] = []
    for number, row in enumerate(grid.rows):
        y = top + number * (pen.tall + pen.between) + pen.tall / 2 + pen.small * 0.36
        parts.append(Text(0, y, fitted(row.name, pen.small, room), pen.small))
    for number, name in enumerate(grid.feet):
        y = base + number * _FOOT * pen.scale
        parts.append(Text(0, y, fitted(name, pen.small, room), pen.small))
    return parts


def _column(grid: Grid, pen: Pen, column: Column, top: float, base: float) -> list[Primitive]:
    """One term, its boxes from x = 0 on."""
    theme, scale = pen.theme, pen.scale
    parts: list[Primitive] = []
    middle = pen.box / 2
    if column.caption:
        run = TextRun(column.caption, theme.text if column.strong else theme.muted)
        caption = fonts.elided(run, pen.small, pen.box)
        parts.append(Text(middle, 10 * scale, (caption,), pen.small, "middle"))
    for number, (row, text) in enumerate(zip(grid.rows, column.boxes, strict=True)):
        y = top + number * (pen.tall + pen.between)
        if text:
            area = Rect(0, y, pen.box, pen.tall)
            link = column.links[number] if column.links else None
            parts += pen.boxed(area, row.ink, row.wash, text, strong=column.strong, link=link)
        elif column.label is not None:
            run = fonts.elided(column.label, pen.small, pen.box)
            parts.append(
                Text(middle, y + pen.tall / 2 + pen.small * 0.36, (run,), pen.small, "middle")
            )
        if number and column.boxes[number - 1] and grid.times:
            sign = y - pen.between / 2 + pen.size * 0.33
            parts.append(pen.text(-8 * scale, sign, grid.times, theme.muted))
    bottom = base - 22 * scale
    parts.append(Wire(((middle, bottom + 1), (middle, bottom + 9 * scale)), theme.strong,
                      1.2 * scale))  # fmt: skip
    every = all(other.strong for other in grid.columns)
    for number, text in enumerate(column.feet):
        weight = 600 if every else 700 if column.strong else 400
        ink = theme.text if column.strong else theme.muted
        y = base + number * _FOOT * scale
        parts.append(pen.text(middle, y, text, ink, weight, column.foot))
    return parts

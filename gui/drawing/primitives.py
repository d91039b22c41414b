"""What a picture is made of: plain data, laid out before anything is painted.

The screen, PNG, SVG and PDF paint the same primitives; tests ask them for rectangles. Coordinates
are in the picture's own units, y downwards; colours are `#RRGGBB`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec
import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from gui.parts import Link

Point = tuple[float, float]


class Rect(msgspec.Struct, frozen=True):
    """An area: left, top, width, height."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.h

    @property
    def middle(self) -> float:
        """The height of the middle."""
        return self.y + self.h / 2

    @property
    def centre(self) -> float:
        """The abscissa of the middle."""
        return self.x + self.w / 2

    def moved(self, dx: float, dy: float) -> Rect:
        """The same area elsewhere."""
        return Rect(self.x + dx, self.y + dy, self.w, self.h)

    def grown(self, by: float) -> Rect:
        """The area with a margin of `by` all around (a negative one shrinks it)."""
        return Rect(self.x - by, self.y - by, self.w + 2 * by, self.h + 2 * by)

    def overlaps(self, other: Rect) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )

    def contains(self, other: Rect) -> bool:
        """Whether `other` lies inside, edges included (to a hundredth of a unit)."""
        return (
            other.x >= self.x - 0.01
            and other.y >= self.y - 0.01
            and other.right <= self.right + 0.01
            and other.bottom <= self.bottom + 0.01
        )


class TextRun(msgspec.Struct, frozen=True):
    """A stretch of text in one face.

    Attributes:
        font: `ui` (Inter) or `math` (STIX Two Text).
        script: 0 on the line, 1 superscript, −1 subscript.
        link: what it stands for, where it can be pointed at.
    """

    text: str
    colour: str
    font: Literal["ui", "math"] = "ui"
    weight: int = 400
    italic: bool = False
    script: int = 0
    underline: bool = False
    link: Link | None = None


class Text(msgspec.Struct, frozen=True):
    """One line of text. `x` is its start, middle or end by `anchor`; `y` is the baseline."""

    x: float
    y: float
    runs: tuple[TextRun, ...]
    size: float
    anchor: Literal["start", "middle", "end"] = "start"

    @property
    def plain(self) -> str:
        """The line without its faces."""
        return "".join(run.text for run in self.runs)


class Box(msgspec.Struct, frozen=True):
    """A rectangle, rounded, filled or stroked or both; `link`: what it stands for."""

    rect: Rect
    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0
    radius: float = 0.0
    dash: tuple[float, float] | None = None
    link: Link | None = None


class Wire(msgspec.Struct, frozen=True):
    """A line through points, its corners rounded, with an arrow head at its end or not."""

    points: tuple[Point, ...]
    colour: str
    width: float = 2.0
    radius: float = 10.0
    arrow: bool = False
    dash: tuple[float, float] | None = None


class Polygon(msgspec.Struct, frozen=True):
    """A filled shape (a flag, an arrow head), with a hairline where `stroke` is given."""

    points: tuple[Point, ...]
    fill: str
    stroke: str | None = None


class Icon(msgspec.Struct, frozen=True):
    """One of the icons in `resources/icons`, in one colour."""

    name: str
    rect: Rect
    colour: str


class Hatch(msgspec.Struct, frozen=True):
    """Slanting lines over an area: what is masked, or no number at all."""

    rect: Rect
    colour: str
    step: float = 5.0
    width: float = 1.0


class Grid(msgspec.Struct, frozen=True):
    """An area that cells share evenly: where each stands, and which one is under a point."""

    rect: Rect
    rows: int
    columns: int

    def cell(self, row: int, column: int) -> Rect:
        """The area of one cell."""
        w, h = self.rect.w / self.columns, self.rect.h / self.rows
        return Rect(self.rect.x + column * w, self.rect.y + row * h, w, h)

    def area(self, row: int | None, column: int | None) -> Rect:
        """The area of a cell, a row (no column), a column (no row) or the whole."""
        first = self.cell(row or 0, column or 0)
        w = self.rect.w if column is None else first.w
        h = self.rect.h if row is None else first.h
        return Rect(first.x, first.y, w, h)

    def at(self, x: float, y: float) -> tuple[int, int] | None:
        """The cell (row, column) under a point; None outside."""
        row = int((y - self.rect.y) // (self.rect.h / self.rows))
        column = int((x - self.rect.x) // (self.rect.w / self.columns))
        inside = 0 <= row < self.rows and 0 <= column < self.columns
        return (row, column) if inside else None


class Cells(Grid, frozen=True):
    """A matrix of filled cells with numbers on them.

    Attributes:
        rect: the whole grid; cells share it evenly.
        fills, inks: a colour for every cell, row by row; None leaves a cell blank.
        texts: the numbers as shown, row by row; empty where none is written.
        size: of the numerals.
        gap: between cells.
    """

    fills: Sequence[str | None]
    inks: Sequence[str]
    texts: Sequence[str]
    size: float
    gap: float
    ground: str
    weight: int = 400


class Heat(Grid, frozen=True, eq=False):
    """A large matrix as a picture of real values: a pixel for each of a few of its cells.

    Attributes:
        rect: the whole picture; `rows` and `columns` are those of the matrix.
        pixels: uint8 [y, x, rgb], as many as the picture has bins (times `detail` a side).
        shown_rows, shown_columns: [y, x], which cell each bin shows.
        gap: between rows; 0 where they are too many to be told apart.
        detail: how many pixels a side make one bin.
    """

    pixels: NDArray[np.uint8]
    shown_rows: NDArray[np.intp]
    shown_columns: NDArray[np.intp]
    gap: float
    ground: str
    detail: int = 1

    def at(self, x: float, y: float) -> tuple[int, int] | None:
        """The cell whose value is shown under a point; None outside."""
        high, wide = self.shown_rows.shape
        place = Grid(self.rect, high, wide).at(x, y)
        if place is None:
            return None
        return int(self.shown_rows[place]), int(self.shown_columns[place])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Heat):
            return NotImplemented
        return (self.rect, self.gap, self.ground) == (other.rect, other.gap, other.ground) and (
            self.pixels is other.pixels or np.array_equal(self.pixels, other.pixels)
        )


class BarGrid(Grid, frozen=True):
    """Few rows of many columns, laid on their side: a group of bars for each row of the matrix."""

    def cell(self, row: int, column: int) -> Rect:
        """The area of one bar: groups stand side by side, their bars below each other."""
        w, h = self.rect.w / self.rows, self.rect.h / self.columns
        return Rect(self.rect.x + row * w, self.rect.y + column * h, w, h)

    def area(self, row: int | None, column: int | None) -> Rect:
        """The area of a bar, a group (no column), a line through all groups (no row), or all."""
        first = self.cell(row or 0, column or 0)
        w = self.rect.w if row is None else first.w
        h = self.rect.h if column is None else first.h
        return Rect(first.x, first.y, w, h)

    def at(self, x: float, y: float) -> tuple[int, int] | None:
        """The cell of the matrix whose bar is under a point; None outside."""
        place = Grid(self.rect, self.columns, self.rows).at(x, y)
        return None if place is None else (place[1], place[0])


Primitive = Text | Box | Wire | Polygon | Icon | Hatch | Cells | Heat


def moved(primitives: Iterable[Primitive], dx: float, dy: float) -> list[Primitive]:
    """The same primitives elsewhere."""
    return [_moved(primitive, dx, dy) for primitive in primitives]


def _moved(item: Primitive, dx: float, dy: float) -> Primitive:
    if isinstance(item, Text):
        return replace(item, x=item.x + dx, y=item.y + dy)
    if isinstance(item, (Wire, Polygon)):
        return replace(item, points=tuple((x + dx, y + dy) for x, y in item.points))
    return replace(item, rect=item.rect.moved(dx, dy))

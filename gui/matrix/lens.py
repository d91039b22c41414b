"""Which part of a matrix a picture shows: how large its cells are, and how far it is scrolled."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QRectF

#: The largest side of a cell of a picture (px).
LARGEST_CELL = 84.0
#: Up to this ratio of its sides a matrix is shown with square cells.
_SQUARE_UP_TO = 4
#: What a matrix that fits may be larger than its room, by rounding alone (px).
_ROUNDING = 1e-6


class Lens(msgspec.Struct, frozen=True):
    """A window of `width` × `height` px over `rows` × `columns` cells of `wide` × `tall` px.

    Attributes:
        left, top: how much of the matrix is scrolled out of sight (px).
        fitted_wide, fitted_tall: the cell with which the whole matrix is in sight.
    """

    rows: int
    columns: int
    width: float
    height: float
    fitted_wide: float
    fitted_tall: float
    wide: float
    tall: float
    left: float = 0.0
    top: float = 0.0

    @property
    def whole(self) -> bool:
        """Whether the whole matrix is in sight."""
        return self.wide <= self.fitted_wide and self.tall <= self.fitted_tall

    @property
    def smallest(self) -> float:
        """The shorter side of a cell (px)."""
        return min(self.wide, self.tall)

    @property
    def reach(self) -> tuple[float, float]:
        """How far `left` and `top` may go."""
        across = self.columns * self.wide - self.width
        down = self.rows * self.tall - self.height
        return across if across > _ROUNDING else 0.0, down if down > _ROUNDING else 0.0

    def with_smallest(self, side: float, x: float, y: float) -> Lens:
        """Cells whose shorter side is `side`; what stands at x, y of the window stays there.

        No side grows beyond LARGEST_CELL or shrinks below the one that fits: what is stretched to
        fill its room becomes square on the way.
        """
        side = min(side, LARGEST_CELL)
        wide, tall = max(side, self.fitted_wide), max(side, self.fitted_tall)
        left = (self.left + x) * wide / self.wide - x
        top = (self.top + y) * tall / self.tall - y
        return replace(self, wide=wide, tall=tall).scrolled_to(left, top)

    def zoomed(self, factor: float, x: float, y: float) -> Lens:
        """Cells larger by `factor`, around a point of the window."""
        return self.with_smallest(self.smallest * factor, x, y)

    def scrolled_to(self, left: float, top: float) -> Lens:
        """Scrolled to a place, as far as there is something to see."""
        across, down = self.reach
        return replace(self, left=min(max(left, 0.0), across), top=min(max(top, 0.0), down))

    def showing(self, row: int, column: int) -> Lens:
        """Scrolled no further than needed to have a cell in sight."""
        area = self.rect(row, column)
        left = self.left + min(area.left(), 0) + max(area.right() - self.width, 0)
        top = self.top + min(area.top(), 0) + max(area.bottom() - self.height, 0)
        return self.scrolled_to(left, top)

    def rect(self, row: int, column: int, rows: int = 1, columns: int = 1) -> QRectF:
        """The area of a block of cells in the window."""
        return QRectF(
            column * self.wide - self.left,
            row * self.tall - self.top,
            columns * self.wide,
            rows * self.tall,
        )

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """The cell at a point of the window."""
        row = int((y + self.top) // self.tall)
        column = int((x + self.left) // self.wide)
        inside = 0 <= row < self.rows and 0 <= column < self.columns
        return (row, column) if inside else None

    def visible(self) -> tuple[slice, slice]:
        """The rows and the columns that are in sight, wholly or in part."""
        return (
            _visible(self.top, self.height, self.tall, self.rows),
            _visible(self.left, self.width, self.wide, self.columns),
        )


def fitted(rows: int, columns: int, width: float, height: float) -> Lens:
    """The lens that shows the whole matrix.

    Cells are square, unless one side of the matrix is very long, or cells are smaller than a pixel
    and nobody sees their shape.
    """
    wide = min(width / columns, LARGEST_CELL)
    tall = min(height / rows, LARGEST_CELL)
    square = min(wide, tall)
    if max(rows, columns) <= _SQUARE_UP_TO * min(rows, columns):
        wide, tall = (square, square) if square >= 1 else (min(wide, 1.0), min(tall, 1.0))
    return Lens(rows, columns, width, height, wide, tall, wide, tall)


def refitted(lens: Lens, width: float, height: float) -> Lens:
    """The same view in a window of another size: what fitted fits again, what was zoomed stays."""
    fresh = fitted(lens.rows, lens.columns, width, height)
    if lens.whole:
        return fresh
    return fresh.with_smallest(lens.smallest, 0, 0).scrolled_to(lens.left, lens.top)


def _visible(offset: float, length: float, cell: float, count: int) -> slice:
    first = int(offset // cell)
    last = int((offset + length) // cell) + 1
    return slice(max(first, 0), min(last, count))

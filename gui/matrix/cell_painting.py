"""The visible cells of a matrix, painted straight from the array."""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen

from gui.drawing.painter import colour
from gui.matrix.cell_marks import CellMarks, beyond_corner, beyond_scale, hatch, runs
from gui.matrix.number_texts import number_texts
from gui.matrix.shades import light_inks, packed_colours
from gui.matrix.shown_plane import Block, Mask
from gui.matrix.table_model import MatrixTableModel
from gui.theme import Theme

_GAP = 2
#: Numbers smaller than this are not drawn: the colours alone are seen.
SMALLEST_NUMERAL = 8.0
_BLACK, _WHITE, _TEXT, _FAINT, _NONE = range(5)


class Grid(msgspec.Struct, frozen=True):
    """Where the cells that are painted stand: the first row and column, their edges, sizes (px)."""

    row: int
    column: int
    rows: int
    columns: int
    top: int
    left: int
    height: int
    width: int

    def rect(self, row: int, column: int) -> QRectF:
        """The area of a shown cell (also of one out of sight)."""
        top = self.top + (row - self.row) * self.height
        left = self.left + (column - self.column) * self.width
        return QRectF(left, top, self.width, self.height)

    @property
    def area(self) -> QRectF:
        """The area of all cells that are painted."""
        return QRectF(self.left, self.top, self.columns * self.width, self.rows * self.height)


class CellPainter:
    """Paints one frame of one table."""

    def __init__(
        self, painter: QPainter, model: MatrixTableModel, theme: Theme, grid: Grid, numeral: float
    ) -> None:
        self.painter = painter
        self.model = model
        self.theme = theme
        self.grid = grid
        self.numeral = numeral
        self.weights = model.info.scale == "weights"
        self.colours = theme.colour_map(weights=self.weights)

    def cells(self) -> None:
        """Fills, numbers and marks of every visible cell."""
        grid, model = self.grid, self.model
        block = model.plane.block(
            slice(grid.row, grid.row + grid.rows), slice(grid.column, grid.column + grid.columns)
        )
        with np.errstate(all="ignore"):
            entries = self.colours.indices(block.values / model.peak)
        inks = np.where(light_inks(self.theme.name, self.weights)[entries], _WHITE, _BLACK)
        self._fill(entries)
        self._grounds(block, inks)
        self._gaps()
        if self.numeral >= SMALLEST_NUMERAL:
            self._marks(block, inks)
            self._numbers(block, inks)

    def _fill(self, entries: NDArray[np.intp]) -> None:
        """All colours as one small image, a pixel a cell, drawn large."""
        pixels = np.ascontiguousarray(packed_colours(self.theme.name, self.weights)[entries])
        height, width = pixels.shape
        image = QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGB32)
        self.painter.drawImage(self.grid.area, image)

    def _grounds(self, block: Block, inks: NDArray[np.intp]) -> None:
        """What stands in place of a colour: nothing, where 0 is fixed; hatching; a blank."""
        theme = self.theme
        holes = ~np.isfinite(block.values)
        for mask, ink, code in (
            (block.fixed, "", _FAINT),
            (block.masked, theme.ghost, _TEXT),
            (holes if holes.any() else None, theme.ghost, _TEXT),
            (block.hidden, theme.hairline, _NONE),
        ):
            if mask is None:
                continue
            inks[mask] = code
            for row, first, after in runs(mask):
                area = self._stretch(row, first, after)
                if ink:
                    hatch(self.painter, area, theme.card, ink)
                else:
                    self.painter.fillRect(area, colour(theme.panel))

    def _stretch(self, row: int, first: int, after: int) -> QRectF:
        grid = self.grid
        return QRectF(
            grid.left + first * grid.width,
            grid.top + row * grid.height,
            (after - first) * grid.width,
            grid.height,
        )

    def _gaps(self) -> None:
        """The lines between cells, in the colour of what is behind the matrix."""
        area, grid = self.grid.area, self.grid
        if min(grid.width, grid.height) < 4 * _GAP:
            return
        pen = QPen(colour(self.theme.panel), _GAP)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self.painter.setPen(pen)
        lines = [
            QLineF(x, area.top(), x, area.bottom())
            for x in range(grid.left, grid.left + grid.columns * grid.width + 1, grid.width)
        ]
        lines += [
            QLineF(area.left(), y, area.right(), y)
            for y in range(grid.top, grid.top + grid.rows * grid.height + 1, grid.height)
        ]
        self.painter.drawLines(lines)

    # -- numbers ---------------------------------------------------------------------------------

    def _numbers(self, block: Block, inks: NDArray[np.intp]) -> None:
        grid, theme, painter = self.grid, self.theme, self.painter
        texts = number_texts(self.model.decimals, self.numeral)
        rows = block.values.tolist()
        right = grid.left + grid.width - self._pad
        down = grid.top + (grid.height - texts.height) / 2
        painter.setFont(texts.font)
        for code, ink in ((_BLACK, "#000000"), (_WHITE, "#FFFFFF"), (_TEXT, theme.text),
                          (_FAINT, theme.faint)):  # fmt: skip
            at = np.argwhere(inks == code).tolist()
            if at:
                painter.setPen(colour(ink))
            for row, column in at:
                text, width = texts.of(rows[row][column])
                x = right + column * grid.width - width
                painter.drawStaticText(QPointF(x, down + row * grid.height), text)

    @property
    def _pad(self) -> float:
        return min(max(self.grid.width * 0.14, 6.0), 16 * self.numeral / 14)

    def _marks(self, block: Block, inks: NDArray[np.intp]) -> None:
        """Flags of change, pins, and corners where a value is beyond the scale."""
        marks = CellMarks(self.painter, self.model, self.theme, self.numeral)
        pins = self.model.plane.pins()
        ink_of = ("#000000", "#FFFFFF", self.theme.text, self.theme.faint, self.theme.faint)
        beyond = beyond_scale(block.values, self.model.peak, self.colours)
        marked = beyond if block.changed is None else beyond | block.changed
        if pins:
            marked = marked | self._pinned()
        marked &= inks != _NONE
        for row, column in np.argwhere(marked).tolist():
            place = (self.grid.row + row, self.grid.column + column)
            area = self.grid.rect(*place)
            value, ink = float(block.values[row, column]), ink_of[inks[row, column]]
            cell = pins.get(place)
            if beyond[row, column]:
                beyond_corner(self.painter, area, ink, min(7 * marks.scale, area.height() * 0.3))
            if block.changed is not None and block.changed[row, column]:
                marks.flag(area)
                if cell is None:
                    room = area.adjusted(4, 0, -self._pad, 0)
                    marks.before(room, self.model.plane.cell(*place), value, ink)
            if cell is not None:
                marks.pin(area, cell, value, self._pad, ink)

    def _pinned(self) -> Mask:
        grid, pins = self.grid, self.model.plane.pins()
        return np.array(
            [
                [(grid.row + row, grid.column + column) in pins for column in range(grid.columns)]
                for row in range(grid.rows)
            ]
        )

    # -- rims ------------------------------------------------------------------------------------

    def frame(self, rows: int, columns: int) -> None:
        """The rim of the whole matrix."""
        whole = self.grid.rect(0, 0).united(self.grid.rect(rows - 1, columns - 1))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.setPen(QPen(colour(self.theme.strong), 1))
        self.painter.drawRect(whole.adjusted(0.5, 0.5, -0.5, -0.5))

    def ring(
        self, first: tuple[int, int], last: tuple[int, int], ink: str, width: float = 3
    ) -> None:
        """A ring around a block of shown cells, set off from dark fills by a thin line inside."""
        area = self.grid.rect(*first).united(self.grid.rect(*last))
        half = width / 2
        painter = self.painter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour(self.theme.card), 1))
        inside = area.adjusted(width + 0.5, width + 0.5, -width - 0.5, -width - 0.5)
        painter.drawRoundedRect(inside, 1.5, 1.5)
        painter.setPen(QPen(colour(ink), width))
        painter.drawRoundedRect(area.adjusted(half, half, -half, -half), 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

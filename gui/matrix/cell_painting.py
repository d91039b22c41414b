"""The visible cells of a matrix, painted straight from the array."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from engine.numbers import format_number
from engine.ops import Cell
from gui.drawing.fonts import font, run_width
from gui.drawing.painter import colour, paint
from gui.drawing.primitives import Icon, Rect, TextRun
from gui.matrix.table_model import MatrixTableModel
from gui.theme import Theme

_GAP = 1.5
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Grid:
    """Where the visible rows and columns stand: first index, left or top edges, sizes."""

    row: int
    column: int
    tops: Sequence[int]
    lefts: Sequence[int]
    height: int
    width: int

    def rect(self, row: int, column: int) -> QRectF:
        """The area of a shown cell (also of one just out of sight)."""
        top = self.tops[0] + (row - self.row) * self.height
        left = self.lefts[0] + (column - self.column) * self.width
        return QRectF(left, top, self.width, self.height)


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
        self.scale = numeral / 14
        self._font = font("ui", numeral, 500)
        self._small = font("ui", max(11.0, numeral * 0.6), 400)
        self._pins = self._shown_pins()
        self._inks: dict[tuple[int, int], str] = {}

    def _shown_pins(self) -> dict[tuple[int, int], Cell]:
        at = ((self.model.index_of(cell), cell) for cell in self.model.pinned())
        return {(index.row(), index.column()): cell for index, cell in at}

    def cells(self) -> None:
        """Fills, numbers and marks of every visible cell."""
        model, grid, document = self.model, self.grid, self.model.document
        rows = slice(grid.row, grid.row + len(grid.tops))
        columns = slice(grid.column, grid.column + len(grid.lefts))
        values = model.matrix()[rows, columns]
        shown = model.shown()[rows, columns]
        changed = model.mask(document.changed_cells(model.node))[rows, columns]
        colours = self.theme.colour_map(weights=model.info.scale == "weights")
        entries = colours.indices(values / document.colour_range(model.node))
        finite = np.isfinite(values)
        self.painter.setFont(self._font)
        for i, top in enumerate(grid.tops):
            for j, left in enumerate(grid.lefts):
                area = QRectF(left, top, grid.width, grid.height)
                inner = area.adjusted(_GAP / 2, _GAP / 2, -_GAP / 2, -_GAP / 2)
                if not shown[i, j]:
                    self._hatch(inner, self.theme.card, self.theme.hairline)
                    continue
                entry = entries[i, j]
                fill, ink = colours.fills[entry], colours.inks[entry]
                if finite[i, j]:
                    self.painter.fillRect(inner, colour(fill))
                else:
                    fill, ink = self.theme.card, self.theme.text
                    self._hatch(inner, fill, self.theme.ghost)
                where = (grid.row + i, grid.column + j)
                self._cell(area, where, float(values[i, j]), ink, bool(changed[i, j]))

    def _cell(
        self, area: QRectF, where: tuple[int, int], value: float, ink: str, changed: bool
    ) -> None:
        painter, text = self.painter, self.model.text(value)
        pad = min(max(area.width() * 0.14, 6.0), 16 * self.scale)
        room = area.adjusted(4, 0, -pad, 0)
        cell = self._pins.get(where)
        if changed:
            self._flag(area)
            if cell is None:
                self._before(room, where, text, ink)
        if cell is not None:
            self._pin(area, cell, text, pad, ink)
        painter.setPen(colour(ink))
        painter.drawText(room, _RIGHT, text)

    def _width(self, text: str) -> float:
        return run_width(TextRun(text, "", weight=500), self.numeral)

    def _flag(self, area: QRectF) -> None:
        size = min(9 * self.scale, area.height() * 0.3)
        x, y = area.x() + 1, area.y() + 1
        self.painter.setPen(QPen(colour(self.theme.changed_ink), 1))
        self.painter.setBrush(colour(self.theme.changed))
        corner = [QPointF(x, y), QPointF(x + size, y), QPointF(x, y + size)]
        self.painter.drawPolygon(QPolygonF(corner))

    def _before(self, room: QRectF, where: tuple[int, int], text: str, ink: str) -> None:
        """`1 →` in front of the number, struck through, where the cell is wide enough."""
        index = self.model.index(*where)
        # with decimals of its own: what was 9.238 is not shown as 9 because the number is 16 now
        before = format_number(
            self.model.document.before(self.model.node, self.model.cell(index)), 3
        )
        size = self.numeral * 0.75
        small = font("ui", size, 400)
        old, arrow = run_width(TextRun(before, ""), size), run_width(TextRun("  → ", ""), size)
        left = room.right() - self._width(text) - old - arrow - size * 0.2
        if left < room.left() + 9 * self.scale or before == text:
            return
        faint = QColor(ink)
        faint.setAlphaF(0.75)
        base = room.center().y() + self.numeral * 0.364
        painter = self.painter
        painter.setFont(small)
        painter.setPen(faint)
        painter.drawText(QPointF(left, base), before)
        painter.drawText(QPointF(left + old, base), "  → ")
        painter.setPen(QPen(faint, max(1.0, size / 12)))
        middle = base - size * 0.32
        painter.drawLine(QPointF(left - 1, middle), QPointF(left + old + 1, middle))
        painter.setFont(self._font)

    def _pin(self, area: QRectF, cell: Cell, text: str, pad: float, ink: str) -> None:
        """A dashed rim; the pin, and in a tall cell what would stand there otherwise."""
        painter = self.painter
        pen = QPen(colour(ink), 1.3)
        pen.setDashPattern([3, 2.2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = 6.5 if area.height() >= 40 else 5.5  # clear of the ring of the selected cell
        painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), 2, 2)
        icon = min(13 * self.scale, 16.0)
        small = QFontMetricsF(self._small)
        tall = area.height() >= self.numeral + 2 * small.height() + 14
        free = area.width() - pad - self._width(text) - 14
        if tall:
            y = area.y() + 11
            paint(painter, [Icon("pin", Rect(area.x() + 12, y, icon, icon), ink)])
            painter.setPen(colour(ink))
            painter.setFont(font("ui", self._small.pixelSize(), 600))
            line = QRectF(area.x() + 16 + icon, y - 1, area.width() - icon - 22, icon + 2)
            align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(line, align, self.model.pinned_label())
            painter.setFont(self._small)
            said = self.model.computed_label(cell)
            bottom = area.bottom() - 11 - small.descent()
            if small.horizontalAdvance(said) <= area.width() - 26:
                painter.drawText(QPointF(area.x() + 13, bottom), said)
        elif free >= icon:
            y = area.center().y() - icon / 2
            paint(painter, [Icon("pin", Rect(area.x() + 10, y, icon, icon), ink)])
        painter.setFont(self._font)

    def _hatch(self, area: QRectF, ground: str, ink: str) -> None:
        self.painter.fillRect(area, colour(ground))
        self.painter.fillRect(area, QBrush(colour(ink), Qt.BrushStyle.BDiagPattern))

    # -- rims ------------------------------------------------------------------------------------

    def frame(self, rows: int, columns: int) -> None:
        """The rim of the whole matrix."""
        grid = self.grid
        whole = grid.rect(0, 0).united(grid.rect(rows - 1, columns - 1))
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

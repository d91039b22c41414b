"""What stands in a cell beside its number: hatching, flags of change, pins, the scale's ends."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from engine.numbers import format_number
from engine.ops import Array, Cell
from gui.drawing.fonts import font, run_width
from gui.drawing.painter import colour, paint
from gui.drawing.primitives import Icon, Rect, TextRun
from gui.matrix.cell_texts import computed_label, pinned_label
from gui.matrix.shown_plane import Mask
from gui.matrix.table_model import MatrixTableModel
from gui.theme import ColourMap, Theme

#: A value may be so much beyond an end of the scale by rounding alone.
ROUNDING = 1 + 1e-9


def runs(mask: Mask) -> Iterator[tuple[int, int, int]]:
    """The stretches of True in each row: row, first column, column after the last."""
    edges = np.diff(np.pad(mask.astype(np.int8), ((0, 0), (1, 1))), axis=1)
    rows, starts = np.nonzero(edges == 1)
    _, ends = np.nonzero(edges == -1)
    return zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True)


def beyond_scale(values: Array, peak: float, colours: ColourMap) -> Mask:
    """Which finite values the scale does not reach."""
    with np.errstate(all="ignore"):
        relative = values / peak
        beyond = (relative > colours.high * ROUNDING) | (relative < colours.low * ROUNDING - 1e-9)
    return np.asarray(beyond & np.isfinite(values))


def hatch(painter: QPainter, area: QRectF, ground: str, ink: str) -> None:
    """Slanted lines on a ground: no number of the scale stands here."""
    painter.fillRect(area, colour(ground))
    painter.fillRect(area, QBrush(colour(ink), Qt.BrushStyle.BDiagPattern))


def beyond_corner(painter: QPainter, area: QRectF, ink: str, side: float) -> None:
    """A filled corner at the bottom right: the value is beyond the end of the scale."""
    x, y = area.right() - 1, area.bottom() - 1
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(ink))
    painter.drawPolygon(QPolygonF([QPointF(x, y), QPointF(x - side, y), QPointF(x, y - side)]))


class CellMarks:
    """Draws the marks of single cells of one table."""

    def __init__(
        self, painter: QPainter, model: MatrixTableModel, theme: Theme, numeral: float
    ) -> None:
        self.painter = painter
        self.model = model
        self.theme = theme
        self.numeral = numeral
        self.scale = numeral / 14
        self._small = font("ui", max(11.0, numeral * 0.6), 400)

    def flag(self, area: QRectF) -> None:
        """The corner that says that the last edit changed this cell."""
        size = min(9 * self.scale, area.height() * 0.3)
        x, y = area.x() + 1, area.y() + 1
        self.painter.setPen(QPen(colour(self.theme.changed_ink), 1))
        self.painter.setBrush(colour(self.theme.changed))
        corner = [QPointF(x, y), QPointF(x + size, y), QPointF(x, y + size)]
        self.painter.drawPolygon(QPolygonF(corner))

    def before(self, room: QRectF, cell: Cell, value: float, ink: str) -> None:
        """`1 →` in front of the number, where there is room. (Struck out, 1 would look like +.)"""
        text = self.model.text(value)
        # with decimals of its own: what was 9.238 is not shown as 9 because the number is 16 now
        before = format_number(self.model.document.before(self.model.node, cell), 3)
        size = self.numeral * 0.75
        old, arrow = run_width(TextRun(before, ""), size), run_width(TextRun("  → ", ""), size)
        left = room.right() - self._width(text) - old - arrow - size * 0.2
        if left < room.left() + 9 * self.scale or before == text:
            return
        faint = QColor(ink)
        faint.setAlphaF(0.75)
        base = room.center().y() + self.numeral * 0.364
        painter = self.painter
        painter.setFont(font("ui", size, 400))
        painter.setPen(faint)
        painter.drawText(QPointF(left, base), before)
        painter.drawText(QPointF(left + old, base), "  → ")

    def pin(self, area: QRectF, cell: Cell, value: float, pad: float, ink: str) -> None:
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
        free = area.width() - pad - self._width(self.model.text(value)) - 14
        if tall:
            y = area.y() + 11
            paint(painter, [Icon("pin", Rect(area.x() + 12, y, icon, icon), ink)])
            painter.setPen(colour(ink))
            painter.setFont(font("ui", self._small.pixelSize(), 600))
            line = QRectF(area.x() + 16 + icon, y - 1, area.width() - icon - 22, icon + 2)
            align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(line, align, pinned_label())
            painter.setFont(self._small)
            said = computed_label(self.model, cell)
            bottom = area.bottom() - 11 - small.descent()
            if small.horizontalAdvance(said) <= area.width() - 26:
                painter.drawText(QPointF(area.x() + 13, bottom), said)
        elif free >= icon:
            y = area.center().y() - icon / 2
            paint(painter, [Icon("pin", Rect(area.x() + 10, y, icon, icon), ink)])

    def _width(self, text: str) -> float:
        return run_width(TextRun(text, "", weight=500), self.numeral)

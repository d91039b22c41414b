"""The colours of a heat map with their values, and a mark at the lit one."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.numbers import format_number
from gui.drawing.fonts import font
from gui.theme import ColourMap, Theme

_WIDTH = 15
_MARGIN = 10


class ColourBar(QWidget):
    """A vertical scale: greatest value on top."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("colourBar")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._theme: Theme | None = None
        self._map: ColourMap | None = None
        self._peak = 1.0
        self._lit: float | None = None

    def show_scale(self, theme: Theme, colours: ColourMap, peak: float) -> None:
        """Show a map over ±peak (or 0..peak)."""
        self._theme, self._map, self._peak = theme, colours, peak
        self.updateGeometry()
        self.update()

    def show_value(self, value: float | None) -> None:
        """Mark a value on the scale, or none."""
        self._lit = value if value is not None and math.isfinite(value) else None
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH + 64, 160)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._map is None or self._theme is None:
            return
        theme = self._theme
        bar = QRectF(7, _MARGIN, _WIDTH, max(self.height() - 2 * _MARGIN, 20))
        entries = self._map.table[::-1].copy()
        strip = QImage(entries.tobytes(), 1, len(entries), 3, QImage.Format.Format_RGB888)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
            painter.drawImage(bar, strip)
            painter.setPen(QPen(QColor(theme.strong), 1))
            painter.drawRect(bar.adjusted(-0.5, -0.5, 0.5, 0.5))
            painter.setFont(font("ui", 13))
            for value in sorted({self._map.low * self._peak, 0.0, self._peak}):
                self._label(painter, bar, value, theme.muted)
            if self._lit is not None:
                self._mark(painter, bar, self._lit)

    def _y(self, bar: QRectF, value: float) -> float:
        assert self._map is not None
        low, high = self._map.low, self._map.high
        relative = value / self._peak  # the ends themselves may be further apart than a float holds
        part = (min(max(relative, low), high) - low) / (high - low)
        return bar.bottom() - part * bar.height()

    def _label(self, painter: QPainter, bar: QRectF, value: float, ink: str) -> None:
        near = self._lit is not None and abs(self._y(bar, value) - self._y(bar, self._lit)) < 13
        if near:
            return  # the mark of the lit value stands there
        painter.setPen(QColor(ink))
        y = self._y(bar, value)
        area = QRectF(bar.right() + 8, y - 10, self.width() - bar.right() - 8, 20)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, format_number(value, 3))

    def _mark(self, painter: QPainter, bar: QRectF, value: float) -> None:
        assert self._theme is not None
        y = self._y(bar, value)
        painter.setPen(QPen(QColor(self._theme.text), 2))
        painter.drawLine(QPointF(bar.left() - 5, y), QPointF(bar.right() + 5, y))
        painter.setFont(font("ui", 13, 700))
        area = QRectF(bar.right() + 8, y - 10, self.width() - bar.right() - 8, 20)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, format_number(value, 3))

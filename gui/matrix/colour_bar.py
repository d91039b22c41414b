"""The colours of a heat map with their values, and a mark at the lit one."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.numbers import format_number
from gui.drawing.fonts import font
from gui.matrix.cell_marks import ROUNDING
from gui.matrix.figures import Figures
from gui.theme import ColourMap, Theme

_WIDTH = 15
_MARGIN = 10
_LABELS = 78


class ColourBar(QWidget):
    """A vertical scale: greatest value on top.

    Attributes:
        capped: whether there are values beyond the lower and the upper end.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("colourBar")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._theme: Theme | None = None
        self._map: ColourMap | None = None
        self._peak = 1.0
        self._lit: float | None = None
        self.capped = (False, False)

    def show_scale(self, theme: Theme, colours: ColourMap, peak: float, figures: Figures) -> None:
        """Show a map over ±peak (or 0..peak), with a cap at an end that values go beyond."""
        same = theme is self._theme and colours is self._map
        before = self._peak, self.capped
        self._theme, self._map, self._peak = theme, colours, peak
        with np.errstate(all="ignore"):
            ends = np.array([figures.least, figures.greatest]) / peak
        self.capped = (
            bool(ends[0] < colours.low * ROUNDING - 1e-9),
            bool(ends[1] > colours.high * ROUNDING),
        )
        if not same or (peak, self.capped) != before:
            self.updateGeometry()
            self.update()

    def show_value(self, value: float | None) -> None:
        """Mark a value on the scale, or none."""
        self._lit = value if value is not None and math.isfinite(value) else None
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH + _LABELS, 160)

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
            self._caps(painter, bar)
            painter.setFont(font("ui", 13))
            for value in sorted({self._map.low * self._peak, 0.0, self._peak}):
                self._label(painter, bar, value, theme.muted)
            if self._lit is not None:
                self._mark(painter, bar, self._lit)

    def _caps(self, painter: QPainter, bar: QRectF) -> None:
        """A point at an end: there are values beyond it."""
        assert self._theme is not None
        assert self._map is not None
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.strong), 1))
        middle = bar.center().x()
        for capped, y, tip, fill in (
            (self.capped[0], bar.bottom(), 8, self._map.fills[0]),
            (self.capped[1], bar.top(), -8, self._map.fills[-1]),
        ):
            if capped:
                painter.setBrush(QColor(fill))
                points = [QPointF(bar.left(), y), QPointF(bar.right(), y), QPointF(middle, y + tip)]
                painter.drawPolygon(QPolygonF(points))

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

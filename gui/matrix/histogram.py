"""How the numbers of a matrix are spread: a histogram, with the lit value marked."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.numbers import format_number
from gui.appearance import Appearance
from gui.drawing.fonts import font, run_width
from gui.drawing.painter import colour
from gui.drawing.primitives import TextRun
from gui.matrix.figures import spread
from gui.matrix.table_model import MatrixTableModel

BINS = 60
_LABEL, _FOOT, _HEAD, _SIDE = 12.5, 24, 18, 24


class Histogram(QWidget):
    """Bars from the least to the greatest number, each in the colour its values have."""

    def __init__(
        self, model: MatrixTableModel, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("histogram")
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._model = model
        self._appearance = appearance
        self._counts: list[int] = []
        self._stale = True
        self._pointed: int | None = None
        model.dataChanged.connect(self.refresh)
        model.modelReset.connect(self.refresh)
        model.looks_changed.connect(self.update)
        model.document.lit_changed.connect(self.update)
        appearance.changed.connect(self.update)
        self.retranslate()

    def retranslate(self) -> None:
        """Say what is shown in the language of now."""
        self.setAccessibleName(self.tr("Histogram"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, 104)

    def refresh(self) -> None:
        """Other numbers; they are counted when they are seen."""
        self._stale = True
        self.update()

    @property
    def counts(self) -> list[int]:
        """How many numbers fall into each bar."""
        if self._stale:
            plane, self._counts = self._model.plane, []
            if plane.exists and plane.all_shown:
                self._counts = spread(plane.matrix(), plane.figures, BINS).tolist()
            self._stale = False
        return self._counts

    def paintEvent(self, event: QPaintEvent) -> None:
        counts = self.counts
        if not self._model.exists or not any(counts):
            return
        theme, figures = self._appearance.theme, self._model.plane.figures
        area = self._area()
        tallest = max(counts)
        wide = area.width() / len(counts)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
            colours = theme.colour_map(weights=self._model.info.scale == "weights")
            for index, count in enumerate(counts):
                height = area.height() * count / tallest
                bar = QRectF(area.left() + index * wide, area.bottom() - height, wide - 1, height)
                if count:
                    bar.setTop(min(bar.top(), area.bottom() - 1))
                middle = self._value(index + 0.5)
                fill = colours.fills[colours.index(middle / self._model.peak)]
                painter.fillRect(bar, colour(fill))
                painter.fillRect(
                    QRectF(bar.left(), bar.top(), bar.width(), 1), colour(theme.strong)
                )
            painter.setPen(QPen(colour(theme.strong), 1))
            painter.drawLine(QLineF(area.bottomLeft(), area.bottomRight()))
            painter.setFont(font("ui", _LABEL))
            painter.setPen(colour(theme.muted))
            ends = [(0.0, figures.least), (1.0, figures.greatest)]
            if figures.least < 0 < figures.greatest:
                ends.append((self._part(0.0), 0.0))
            for part, value in ends:
                self._label(painter, area, part, format_number(value, 3))
            self._mark_lit(painter, area)
            self._say_pointed(painter, area)

    def _area(self) -> QRectF:
        return QRectF(_SIDE, _HEAD, max(self.width() - 2 * _SIDE, 1),
                      max(self.height() - _HEAD - _FOOT, 1))  # fmt: skip

    def _value(self, bars: float) -> float:
        """The value so many bars from the left."""
        figures = self._model.plane.figures
        part = bars / BINS
        return figures.least * (1 - part) + figures.greatest * part

    def _part(self, value: float) -> float:
        figures = self._model.plane.figures
        width = figures.greatest / 2 - figures.least / 2  # halves: the whole may overflow
        return (value / 2 - figures.least / 2) / width if width > 0 else 0.5

    def _label(self, painter: QPainter, area: QRectF, part: float, text: str) -> None:
        width = run_width(TextRun(text, ""), _LABEL)
        x = area.left() + part * area.width() - width / 2
        x = min(max(x, area.left()), area.right() - width)
        painter.drawText(QPointF(x, area.bottom() + 15), text)

    def _mark_lit(self, painter: QPainter, area: QRectF) -> None:
        document, plane = self._model.document, self._model.plane
        lit = document.lit
        if lit is None or lit[0] != self._model.node or plane.place(lit[1]) is None:
            return
        value = float(document.value(lit[0])[lit[1]])
        if math.isfinite(value):
            x = area.left() + self._part(value) * area.width()
            painter.setPen(QPen(colour(self._appearance.theme.text), 2))
            painter.drawLine(QLineF(x, area.top() - 4, x, area.bottom() + 3))

    def _say_pointed(self, painter: QPainter, area: QRectF) -> None:
        index = self._pointed
        if index is None or not 0 <= index < len(self.counts):
            return
        text = self.tr("{low} to {high}: {count} numbers").format(
            low=format_number(self._value(index), 3),
            high=format_number(self._value(index + 1), 3),
            count=self.counts[index],
        )
        painter.setPen(colour(self._appearance.theme.text))
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(QRectF(0, 0, area.right(), _HEAD), align, text)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say how many numbers the bar under the pointer holds."""
        area = self._area()
        self._pointed = int((event.position().x() - area.left()) / area.width() * BINS // 1)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointed = None
        self.update()
        super().leaveEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

"""The weighted vectors of a word stacking up to their sum, as bars: one column a feature."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.appearance import Appearance
from gui.document import Document
from gui.drawing.fonts import font, scaled
from gui.drawing.inside_text import inside_text, vectors

_HEIGHT, _MOST_COLUMNS, _MOST_KEYS = 148, 8, 12


class StackView(QWidget):
    """Bars for what is there so far, each named by its word: above the line what adds, else below.

    Hidden outside a mix, and where there are too many features or words to tell apart.
    """

    def __init__(
        self, document: Document, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("stackView")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._document = document
        self._appearance = appearance
        self._rows = np.zeros((0, 0))
        self._keys: list[str] = []
        self._count = 0
        self.hide()

    def refresh(self) -> None:
        """Another step inside, or other numbers."""
        self._rows, self._keys = vectors(self._document)
        step = self._document.inside.step
        there = 0 < len(self._rows) <= _MOST_KEYS and self._rows.shape[1] <= _MOST_COLUMNS
        there = there and step is not None and bool(np.isfinite(self._rows).all())
        self.setVisible(there)
        if there and step is not None:
            self._count = step.part + 1 if step.kind == "vector" else len(self._rows)
            self.setAccessibleName(self.tr("Weighted vectors, stacked"))
            self.setAccessibleDescription(inside_text(self._document))
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, scaled(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not len(self._rows):
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        look, rows = self._appearance.theme, self._rows
        above = np.where(rows > 0, rows, 0).sum(axis=0).max()
        below = -np.where(rows < 0, rows, 0).sum(axis=0).min()
        room = QRectF(self.rect()).adjusted(4, 6, -4, -22)
        unit = room.height() / max(above + below, 1e-12)
        zero = room.top() + above * unit
        slot = room.width() / rows.shape[1]
        ink = QColor(look.roles["value"].ink)
        painter.setFont(font("ui", 11))
        labels = self._document.axis_labels("d_v")
        for column in range(rows.shape[1]):
            left = room.left() + column * slot + slot * 0.1
            up = down = zero
            for key in range(self._count):
                height = abs(rows[key, column]) * unit
                if rows[key, column] >= 0:
                    up -= height
                    box = QRectF(left, up, slot * 0.8, height)
                else:
                    box = QRectF(left, down, slot * 0.8, height)
                    down += height
                shade = QColor(ink)
                shade.setAlphaF(0.22 if key % 2 else 0.42)
                latest = key == self._count - 1
                painter.setBrush(shade)
                painter.setPen(QPen(ink if latest else QColor(look.card), 1.6 if latest else 1.0))
                painter.drawRect(box)
                if height > painter.fontMetrics().height():
                    text = painter.fontMetrics().elidedText(
                        self._keys[key], Qt.TextElideMode.ElideRight, int(box.width()) - 4
                    )
                    painter.setPen(QColor(look.text))
                    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
            painter.setPen(QColor(look.muted))
            under = QRectF(left - slot * 0.1, room.bottom() + 4, slot, 16)
            painter.drawText(under, Qt.AlignmentFlag.AlignCenter, labels[column])
        painter.setPen(QPen(QColor(look.strong), 1.2))
        painter.drawLine(int(room.left()), round(zero), int(room.right()), round(zero))

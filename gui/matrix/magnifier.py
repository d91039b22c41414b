"""A magnifying glass over a heat map: the numbers around the pointer."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui.appearance import Appearance
from gui.drawing.fonts import elided, font
from gui.drawing.painter import colour
from gui.drawing.primitives import TextRun
from gui.matrix.axis_labels import widest
from gui.matrix.cell_marks import hatch
from gui.matrix.heat_source import HeatSource
from gui.matrix.number_texts import number_texts
from gui.matrix.shown_plane import Place

_MOST, _FEWER = 5, 3
#: In a smaller view it shows fewer cells, so that something is left to see around it (px).
_ROOMY = 260
_NUMERAL, _LABEL = 13, 12
_TALL, _EDGE, _AWAY = 22, 6, 18
_LONGEST_LABEL = 64


class Magnifier(QWidget):
    """A small table beside the pointer; the pointer passes through it."""

    def __init__(self, model: HeatSource, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._stage = parent
        self.setObjectName("magnifier")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._model = model
        self._appearance = appearance
        self._place: Place = (0, 0)
        self._wide = 40
        self._side = 20
        self.hide()

    def show_model(self, model: HeatSource) -> None:
        """Look at another matrix from now on."""
        self._model = model
        self.update()

    def look_at(self, place: Place, pointer: QPoint) -> None:
        """Show the cells around a place, beside the pointer (a point of the parent)."""
        self._place = place
        self._measure()
        rows, columns = self.cells()
        width = 2 * _EDGE + self._side + len(columns) * self._wide
        height = 2 * _EDGE + _TALL + len(rows) * _TALL
        self.resize(width, height)
        room = self._stage.rect()
        x, y = pointer.x() + _AWAY, pointer.y() + _AWAY
        if x + width > room.right():
            x = pointer.x() - _AWAY - width
        if y + height > room.bottom():
            y = pointer.y() - _AWAY - height
        self.move(max(x, 0), max(y, 0))
        self.show()
        self.raise_()
        self.update()

    def cells(self) -> tuple[range, range]:
        """The rows and columns it shows: around the pointer, inside the matrix."""
        (row, column), (rows, columns) = self._place, self._model.plane.shape
        count = _MOST if min(self._stage.width(), self._stage.height()) >= _ROOMY else _FEWER
        return _around(row, count, rows), _around(column, count, columns)

    def _measure(self) -> None:
        plane = self._model.plane
        texts = number_texts(self._model.decimals, _NUMERAL)
        ends = (plane.figures.least, plane.figures.greatest)
        self._wide = round(max(max(texts.of(end)[1] for end in ends) + 12, 34))
        rows, _ = self.cells()
        labels = plane.labels(down=True)[rows.start : rows.stop]
        self._side = round(min(widest(labels, _LABEL) + 12, _LONGEST_LABEL))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, model = self._appearance.theme, self._model
        rows, columns = self.cells()
        if not rows or not columns:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour(theme.strong), 1))
            painter.setBrush(colour(theme.panel))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setFont(font("ui", _LABEL))
            painter.setPen(colour(theme.muted))
            for at, column in enumerate(columns):
                self._label(painter, model.plane.labels(down=False)[column], self._area(-1, at))
            for at, row in enumerate(rows):
                area = QRectF(_EDGE, _EDGE + (at + 1) * _TALL, self._side - 6, _TALL)
                self._label(painter, model.plane.labels(down=True)[row], area)
            self._numbers(painter, rows, columns)

    def _numbers(self, painter: QPainter, rows: range, columns: range) -> None:
        theme, model = self._appearance.theme, self._model
        block = model.plane.block(slice(rows.start, rows.stop), slice(columns.start, columns.stop))
        colours = theme.colour_map(weights=model.weights)
        with np.errstate(all="ignore"):
            entries = colours.indices(block.values / model.peak)
        texts = number_texts(model.decimals, _NUMERAL)
        painter.setFont(texts.font)
        for (row, column), value in np.ndenumerate(block.values):
            area = self._area(row, column).adjusted(0.5, 0.5, -0.5, -0.5)
            if block.hidden is not None and block.hidden[row, column]:
                continue
            hole = not np.isfinite(value)
            if hole or (block.masked is not None and block.masked[row, column]):
                hatch(painter, area, theme.card, theme.ghost)
                painter.setPen(colour(theme.text))
            else:
                painter.fillRect(area, colour(colours.fills[entries[row, column]]))
                painter.setPen(colour(colours.inks[entries[row, column]]))
            text, width = texts.of(float(value))
            at = QPointF(area.right() - 6 - width, area.center().y() - texts.height / 2)
            painter.drawStaticText(at, text)
        area = self._area(self._place[0] - rows.start, self._place[1] - columns.start)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour(theme.text), 2))
        painter.drawRect(area)

    def _area(self, row: int, column: int) -> QRectF:
        left = _EDGE + self._side + column * self._wide
        return QRectF(left, _EDGE + (row + 1) * _TALL, self._wide, _TALL)

    def _label(self, painter: QPainter, label: str, area: QRectF) -> None:
        shown = elided(TextRun(label, ""), _LABEL, area.width() - 4)
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area.adjusted(0, 0, -4, 0), align, shown.text)


def _around(middle: int, count: int, size: int) -> range:
    first = min(max(middle - count // 2, 0), max(size - count, 0))
    return range(first, min(first + count, size))

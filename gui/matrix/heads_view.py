"""All heads of a matrix side by side, as small heat maps."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui.appearance import Appearance
from gui.drawing.fonts import font, run_width
from gui.drawing.painter import colour
from gui.drawing.primitives import TextRun
from gui.matrix.cell_marks import hatch, runs
from gui.matrix.shades import HIDDEN, HOLE, colour_table, entries_of, extremes, image_of
from gui.matrix.table_model import MatrixTableModel

_LABEL, _GAP, _CAPTION, _EDGE = 13, 12, 20, 2
#: From this side on (px) masked cells are hatched.
_HATCHED = 4


class HeadsView(QWidget):
    """The heat maps of all heads as small multiples, in one colour scale; a click chooses one.

    Signals:
        opened: a head is wanted on its own.
    """

    opened = Signal()

    def __init__(self, model: MatrixTableModel, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("headsView")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._model = model
        self._document = model.document
        self._appearance = appearance
        self._images: list[QImage] = []
        self._drawn: tuple[int, int] = (0, 0)
        model.dataChanged.connect(self.refresh)
        model.modelReset.connect(self.refresh)
        model.looks_changed.connect(self.refresh)
        appearance.changed.connect(self.refresh)
        self.retranslate()

    def retranslate(self) -> None:
        """Say what is shown in the language of now."""
        self.setAccessibleName(self.tr("All heads"))

    def refresh(self) -> None:
        """The pictures are stale; they are drawn when they are seen."""
        self._images = []
        self.update()

    def areas(self) -> list[QRectF]:
        """Where the head's pictures stand, head 1 first: as large as the room allows."""
        heads = self._model.plane.heads
        rows, columns = self._model.plane.shape
        if not rows or not columns:
            return []
        best = (0.0, 1)
        for across in range(1, heads + 1):
            wide, tall = self._tile(across, math.ceil(heads / across))
            best = max(best, (min(wide / columns, tall / rows), across))
        scale, across = best
        if scale <= 0:
            return []
        wide, tall = self._tile(across, math.ceil(heads / across))
        cell = (min(wide / columns, 40.0), min(tall / rows, 40.0))
        if max(rows, columns) <= 4 * min(rows, columns):
            cell = (min(cell), min(cell))
        size = (columns * cell[0], rows * cell[1])
        return [
            QRectF(
                (index % across) * (wide + _GAP) + _EDGE,
                (index // across) * (tall + _GAP + _CAPTION) + _CAPTION,
                *size,
            )
            for index in range(heads)
        ]

    def _tile(self, across: int, down: int) -> tuple[float, float]:
        wide = (self.width() - (across - 1) * _GAP - 2 * _EDGE) / across
        tall = (self.height() - (down - 1) * _GAP - _EDGE) / down - _CAPTION
        return max(wide, 1.0), max(tall, 1.0)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, areas = self._appearance.theme, self.areas()
        if not areas or not self._model.exists:
            return
        size = (round(areas[0].width()), round(areas[0].height()))
        if not self._images or size != self._drawn:
            self._draw(*size)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
            for head, area in enumerate(areas):
                chosen = head == self._document.head
                painter.drawImage(area, self._images[head])
                self._hatch(painter, area)
                painter.setFont(font("ui", _LABEL, 600 if chosen else 400))
                painter.setPen(colour(theme.text if chosen else theme.muted))
                caption = self.tr("Head {number}").format(number=head + 1)
                if run_width(TextRun(caption, "", weight=600), _LABEL) > area.width():
                    caption = str(head + 1)
                painter.drawText(QPointF(area.left() + 1, area.top() - 6), caption)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(colour(theme.text if chosen else theme.strong),
                                    2.5 if chosen else 1))  # fmt: skip
                painter.drawRect(area.adjusted(-1, -1, 1, 1))

    def _hatch(self, painter: QPainter, area: QRectF) -> None:
        masked, (rows, columns) = self._model.plane.masked(), self._model.plane.shape
        wide, tall = area.width() / columns, area.height() / rows
        if masked is None or min(wide, tall) < _HATCHED:
            return
        theme = self._appearance.theme
        for row, first, after in runs(masked):
            cells = QRectF(area.left() + first * wide, area.top() + row * tall,
                           (after - first) * wide, tall)  # fmt: skip
            hatch(painter, cells, theme.card, theme.ghost)

    def _draw(self, width: int, height: int) -> None:
        plane, theme = self._model.plane, self._appearance.theme
        weights = self._model.info.scale == "weights"
        colours = theme.colour_map(weights=weights)
        entries = entries_of(self._document.value(self._model.node), self._model.peak, colours)
        table = colour_table(colours, theme)
        masked, hidden = plane.masked(), plane.hidden()
        self._images = []
        for matrix in entries if entries.ndim > 2 else entries[None]:
            shown = matrix.T if plane.transposed else matrix
            if masked is not None:
                shown[masked] = HOLE
            if hidden is not None:
                shown[hidden] = HIDDEN
            small = extremes(shown, max(height, 1), max(width, 1), signed=not weights)
            self._images.append(image_of(small, table))
        self._drawn = (width, height)

    # -- choosing --------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        head = self._head_at(event.position())
        if head is not None:
            self._document.set_head(head)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._head_at(event.position()) is not None:
            self.opened.emit()

    def _head_at(self, point: QPointF) -> int | None:
        for head, area in enumerate(self.areas()):
            if area.adjusted(0, -_CAPTION, 0, 0).contains(point):
                return head
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right choose a head, Enter shows it on its own."""
        key, document = event.key(), self._document
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            document.set_head(document.head + (1 if key == Qt.Key.Key_Right else -1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

"""The picture of a heat map, drawn by pyqtgraph. Import this module only when it is shown."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from gui.matrix.lens import Lens, fitted
from gui.matrix.shades import Entries, extremes

#: How long a picture stands still before small cells are looked at one by one (ms).
_STILL = 120
#: How far the pointer may move in a click (px).
_CLICK = 4
_WHEEL_ZOOM = 1.25
_NOTCH = 120

#: Draws what stands on the colours: painter, lens.
Overlay = Callable[[QPainter, Lens], None]


class HeatmapPlot(pg.GraphicsView):
    """An image of the matrix, a byte a cell, of which a lens shows a part.

    The wheel scrolls and, with Ctrl, zooms; a drag pans.

    Signals:
        cell_hovered, cell_clicked: the shown row and column; −1, −1 beside the matrix.
        lens_wanted: the part of the matrix a person wants to see.
    """

    cell_hovered = Signal(int, int)
    cell_clicked = Signal(int, int)
    lens_wanted = Signal(object)

    _box: pg.ViewBox | None = None

    def __init__(self, overlay: Overlay, parent: QWidget | None = None) -> None:
        super().__init__(parent, useOpenGL=False, background=None)
        self.setObjectName("heatmapPlot")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setFrameShape(self.Shape.NoFrame)
        self.setMouseTracking(True)
        self._overlay = overlay
        self.entries: Entries = np.zeros((1, 1), dtype=np.uint8)
        self.lens: Lens = fitted(1, 1, 1, 1)
        self._signed = True
        self._pressed: QPointF | None = None
        self._panning: tuple[QPointF, Lens] | None = None
        self.image = pg.ImageItem(axisOrder="row-major")
        box = pg.ViewBox(enableMouse=False, enableMenu=False, invertY=True, defaultPadding=0)
        box.disableAutoRange()
        box.addItem(self.image, ignoreBounds=True)
        self.setCentralItem(box)
        self._box = box
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(_STILL)
        self._still.timeout.connect(self.settle)

    # -- what is shown ---------------------------------------------------------------------------

    def show_entries(self, entries: Entries, table: Entries, ground: str, *, signed: bool) -> None:
        """Show another matrix, or other numbers. [shown row, shown column]

        Args:
            table: the colour of each entry. [entry, rgb]
            signed: whether entries on both sides of the middle stand out.
        """
        self.entries, self._signed = entries, signed
        self.setBackground(QColor(ground))
        self.image.setLookupTable(table, update=False)
        self._show(entries)
        self._still.start()

    def show_lens(self, lens: Lens) -> None:
        """Show another part of the matrix."""
        self.lens = lens
        if self.image.image is not None and self.image.image.shape != self.entries.shape:
            self._show(self.entries)
        self._range()
        self._still.start()

    def settle(self) -> None:
        """The picture stands still: where pixels hold many cells, show the ones that stand out."""
        self._still.stop()
        lens, (rows, columns) = self.lens, self.entries.shape
        if lens.wide < 1 or lens.tall < 1:
            down, across = round(rows * lens.tall), round(columns * lens.wide)
            shown = extremes(self.entries, max(down, 1), max(across, 1), signed=self._signed)
            self._show(shown)

    def _show(self, entries: Entries) -> None:
        rows, columns = self.entries.shape
        # 256 levels for 256 colours: an entry is its own place in the table
        self.image.setImage(entries, autoLevels=False, levels=(0, 256))
        self.image.setRect(QRectF(0, 0, columns, rows))

    def _range(self) -> None:
        if self._box is None:  # the base class resizes itself while it is made
            return
        lens = self.lens
        seen = QRectF(lens.left / lens.wide, lens.top / lens.tall,
                      self.width() / lens.wide, self.height() / lens.tall)  # fmt: skip
        self._box.setRange(seen, padding=0, disableAutoRange=True)
        self.viewport().update()

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        self._overlay(painter, self.lens)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._range()

    # -- the pointer -----------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl zooms around the pointer; else the picture scrolls, sideways with Shift."""
        turned, at, lens = event.angleDelta(), event.position(), self.lens
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            factor = _WHEEL_ZOOM ** (turned.y() / _NOTCH)
            self.lens_wanted.emit(lens.zoomed(factor, at.x(), at.y()))
        elif not lens.whole:
            across, down = turned.x(), turned.y()
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                across, down = across or down, 0
            self.lens_wanted.emit(lens.scrolled_to(lens.left - across / 2, lens.top - down / 2))
        else:
            event.ignore()
            return
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            moved = at - self._pressed
            if self._panning is None and moved.manhattanLength() > _CLICK and not self.lens.whole:
                self._panning = (self._pressed, self.lens)
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
            if self._panning is not None:
                start, lens = self._panning
                moved = at - start
                self.lens_wanted.emit(lens.scrolled_to(lens.left - moved.x(), lens.top - moved.y()))
                return
        row, column = self.lens.cell_at(at.x(), at.y()) or (-1, -1)
        self.cell_hovered.emit(row, column)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        panned, self._panning = self._panning is not None, None
        if panned:
            self.unsetCursor()
        elif pressed is not None:
            cell = self.lens.cell_at(pressed.x(), pressed.y())
            if cell is not None:
                self.cell_clicked.emit(*cell)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click is two clicks."""
        self.mousePressEvent(event)

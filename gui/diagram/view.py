"""The diagram's window onto its scene: bands, zoom, pan, and the keyboard."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from engine.errors import SoftmixError
from gui.appearance import Appearance
from gui.diagram.bands import HEADING_HEIGHT, Band, paint_ground, paint_headings
from gui.diagram.cell_editor import CellEditor
from gui.diagram.items import NodeCard
from gui.diagram.navigation import neighbour
from gui.diagram.scene import DiagramScene, OperatorItem
from gui.document import Document
from gui.drawing import fonts
from gui.drawing.painter import colour, qrect
from gui.i18n import error_text
from gui.names import node_title
from gui.scrub import nudge

LEAST_ZOOM, MOST_ZOOM = 0.4, 4.0
#: Fit never shrinks numbers below what one can read; the rest is panned.
LEAST_FIT, MOST_FIT = 0.75, 2.5
_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class DiagramView(QGraphicsView):
    """Shows the scene; wheel, pinch and keys zoom, dragging the ground pans.

    Signals:
        open_requested: the name of a node whose own window is wanted.
        zoom_changed: the scale in force.
        message: a sentence for the person (an edit that was refused); empty to clear.
    """

    open_requested = Signal(str)
    zoom_changed = Signal(float)
    message = Signal(str)

    def __init__(
        self, document: Document, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("diagramView")
        self._document = document
        self._appearance = appearance
        self._fit_next = False
        document.structure_changed.connect(self._on_structure)  # before the scene lays out anew
        self.diagram = DiagramScene(document, appearance, self)
        self.setScene(self.diagram)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(320, 240)
        self._fitted = True
        self._pan_from: QPoint | None = None
        self._editor = CellEditor(document, self.viewport())
        self._editor.message.connect(self.message)
        self._editor.closed.connect(self._take_focus)
        self.diagram.laid_out.connect(self._on_laid_out)
        appearance.changed.connect(self._on_theme)
        document.selection_changed.connect(self._on_selection)
        document.step_changed.connect(self._on_step)
        self._retranslate()
        self._on_theme()

    # -- zoom and pan ----------------------------------------------------------------------------

    @property
    def zoom(self) -> float:
        """The scale in force; 1 is 100 %."""
        return self.transform().m11()

    def zoom_by(self, factor: float) -> None:
        """Zoom in (a factor above 1) or out, about the pointer or the middle."""
        self._fitted = False
        self._set_zoom(self.zoom * factor)

    def zoom_in(self) -> None:
        """One notch in."""
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.zoom_by(1.2)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)

    def zoom_out(self) -> None:
        """One notch out."""
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.zoom_by(1 / 1.2)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)

    def fit(self) -> None:
        """Show the whole diagram, or as much of it as stays readable, the current card in sight."""
        self._fitted = True
        scale = fonts.text_scale()
        least = LEAST_FIT * scale
        self._set_scene_rect()
        width, height = self.diagram.layout_plan.size
        room = self.viewport().rect()
        self._set_zoom(
            min(max(min(room.width() / width, room.height() / height), least), MOST_FIT * scale)
        )
        self.centerOn(width / 2, height / 2)
        self._reveal_current()

    def _set_zoom(self, zoom: float) -> None:
        zoom = min(max(zoom, LEAST_ZOOM), MOST_ZOOM)
        factor = zoom / self.zoom
        self.scale(factor, factor)
        self._set_scene_rect()
        self._editor.cancel()
        self.viewport().update()
        self.zoom_changed.emit(self.zoom)

    def _set_scene_rect(self) -> None:
        """Half a viewport of ground around the diagram once it is larger than the viewport."""
        width, height = self.diagram.layout_plan.size
        room = self.viewport().rect()
        spare_x = 60 if width > room.width() / self.zoom + 1 else 0
        spare_y = 60 if height > room.height() / self.zoom + 1 else 0
        self.setSceneRect(QRectF(-spare_x, -spare_y, width + 2 * spare_x, height + 2 * spare_y))

    def _reveal_current(self) -> None:
        """Bring the cards of the step into sight, the current one whatever the others need."""
        cards = self.diagram.layout_plan.cards
        node = self._document.node
        focus = self._document.cursor.step.focus
        names = focus if node in focus else [node]
        areas = [qrect(cards[name]) for name in names if name in cards]
        together = QRectF()
        for area in areas:
            together = together.united(area)
        if areas:
            self.ensureVisible(together, 24, 50)
        if node in cards:
            self.ensureVisible(qrect(cards[node]), 24, 50)

    def wheelEvent(self, event: QWheelEvent) -> None:
        delta = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - (delta.x() or delta.y()))
        elif delta.y():
            self.zoom_by(1.0015 ** delta.y())
        self.viewport().update()
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_by(1 + event.value())
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._editor.commit()
        item = self.itemAt(event.position().toPoint())
        interactive = isinstance(item, NodeCard) or (
            isinstance(item, OperatorItem) and bool(item.node)
        )
        middle = event.button() == Qt.MouseButton.MiddleButton
        if middle or (event.button() == Qt.MouseButton.LeftButton and not interactive):
            self._pan_from = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pan_from is None:
            super().mouseMoveEvent(event)
            return
        now = event.position().toPoint()
        moved = now - self._pan_from
        self._pan_from = now
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() - moved.x())
        down.setValue(down.value() - moved.y())
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pan_from is not None:
            self._pan_from = None
            self.viewport().unsetCursor()
            return
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        if isinstance(item, NodeCard):
            self.open_requested.emit(item.name)
        elif isinstance(item, OperatorItem) and item.node:
            self.open_requested.emit(item.node)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._editor.cancel()
        if self._fitted:
            self.fit()
        else:
            self._set_scene_rect()

    # -- keys ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        document = self._document
        key = Qt.Key(event.key())
        shown = document.cell is not None and document.is_shown(document.node, document.cell)
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_requested.emit(document.node)
        elif key in (Qt.Key.Key_F2, Qt.Key.Key_Space):
            self._edit(None) if shown else self._enter_cells()
        elif key == Qt.Key.Key_Escape:
            document.select(document.node, None)
            self.message.emit("")
        elif key == Qt.Key.Key_Delete and document.cell is not None:
            document.release(document.node, document.cell)
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and shown:
            self._nudge(key == Qt.Key.Key_Up, event.modifiers())
        elif key in _ARROWS and not alt:
            self._travel(*_ARROWS[key])
        elif shown and event.text().strip() and event.text().isprintable():
            self._edit(event.text())
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab travels through the nodes, then on to the next widget."""
        names = [*self._document.graph.order]
        index = names.index(self._document.node) + (1 if forward else -1)
        if 0 <= index < len(names) and self.hasFocus():
            self._document.select(names[index])
            return True
        return super().focusNextPrevChild(forward)

    def _travel(self, down: int, across: int) -> None:
        document = self._document
        if document.cell is None:
            node = neighbour(document.graph, self.diagram.layout_plan, document.node, down, across)
            document.select(node)
            return
        rows, columns = document.graph.shapes[document.node][-2:]
        row = min(max(document.cell[-2] + down, 0), rows - 1)
        column = min(max(document.cell[-1] + across, 0), columns - 1)
        document.select(document.node, (*document.cell[:-2], row, column))

    def _enter_cells(self) -> None:
        """Select the first cell the lesson has shown, if there is one."""
        node = self._document.node
        for row, column in np.argwhere(self._document.visible()[node]).tolist()[:1]:
            self._document.select(node, (row, column))

    def _nudge(self, up: bool, modifiers: Qt.KeyboardModifier) -> None:
        cell = self._document.cell
        assert cell is not None
        try:
            nudge(self._document, self._document.node, cell, up, modifiers)
        except SoftmixError as error:
            self.message.emit(error_text(error))

    def _edit(self, typed: str | None) -> None:
        """Open an editor over the selected cell, holding what was typed or the full value."""
        node, cell = self._document.node, self._document.cell
        assert cell is not None
        self.diagram.refresh()
        card = self.diagram.cards.get(node)
        if card is None:
            self.open_requested.emit(node)
            return
        self.ensureVisible(card.sceneBoundingRect(), 8, HEADING_HEIGHT)
        area = self.mapFromScene(card.cell_rect(cell)).boundingRect()
        self._editor.open(node, cell, area, typed)

    def _take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- the ground ------------------------------------------------------------------------------

    def drawBackground(self, painter: QPainter, rect: QRectF | object) -> None:
        theme, stage = self._appearance.theme, self._document.cursor.step.stage
        paint_ground(painter, self.viewport().rect(), theme, self._bands(), stage)

    def drawForeground(self, painter: QPainter, rect: QRectF | object) -> None:
        theme, stage = self._appearance.theme, self._document.cursor.step.stage
        paint_headings(painter, theme, self._bands(), stage)

    def _bands(self) -> list[Band]:
        """The bands as they stand in the viewport, the outer ones up to its edges."""
        plans = self.diagram.layout_plan.bands
        bands = []
        for plan in plans:
            left = self.mapFromScene(QPointF(plan.left, 0)).x()
            right = self.mapFromScene(QPointF(plan.right, 0)).x()
            first, last = plan == plans[0], plan == plans[-1]
            bands.append(
                Band(
                    plan.stage,
                    min(left, 0) if first else left,
                    max(right, self.viewport().width()) if last else right,
                )
            )
        return bands

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._editor.cancel()
        self.viewport().update()

    # -- following the document --------------------------------------------------------------------

    def _on_laid_out(self) -> None:
        """Keep the zoom while numbers are edited: only another graph is fitted anew."""
        self._editor.cancel()
        if self._fitted and self._fit_next:
            self.fit()
        else:
            self._set_scene_rect()
        self._fit_next = False
        self.viewport().update()

    def _on_structure(self) -> None:
        self._editor.cancel()
        self._fit_next = True

    def _on_theme(self) -> None:
        self.setBackgroundBrush(colour(self._appearance.theme.canvas))
        self.viewport().update()

    def _on_step(self) -> None:
        self._editor.cancel()
        self._reveal_current()
        self.viewport().update()

    def _on_selection(self) -> None:
        document = self._document
        if self.hasFocus():
            self._reveal_current()
        where = node_title(document.node)
        if document.cell is not None and document.is_shown(document.node, document.cell):
            where = document.cell_name(document.node, document.cell)
            where += f" = {float(document.value(document.node)[document.cell])!r}"
        self.setAccessibleDescription(where)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.diagram.refresh_later()
            self.viewport().update()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Diagram of the attention pipeline"))

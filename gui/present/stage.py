"""The stage: one slide as large as it goes, what is lit on it, and the light of the presenter."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from engine.ops import Cell
from gui.document import Document
from gui.drawing.content import lighting
from gui.drawing.painter import colour, paint
from gui.drawing.primitives import Rect
from gui.export.slide import Slide
from gui.present.places import Places
from gui.scrub import Scrub
from gui.theme import Theme

_HIDE_AFTER = 3000  # ms of rest until the pointer is hidden
_RING, _STRONG_RING = 8.0, 12.0
_SHADE = 200  # of 255: how dark it is around the spotlight
_SMALLEST_SPOT, _LARGEST_SPOT = 40.0, 900.0
_LARGEST_ZOOM = 6.0


class Stage(QWidget):
    """Shows the slide it is given and takes the mouse.

    Attributes:
        curtain: a colour that hides everything, or empty.
        spotlight, laser: whether they are on.

    Signals:
        edit_requested: a cell is to be edited.
        reshaped: other proportions; the slide wants to be laid out for them.
    """

    edit_requested = Signal(str, object)
    reshaped = Signal()

    def __init__(
        self, document: Document, look: Callable[[], Theme], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("presentStage")
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._document, self._look = document, look
        self.curtain = ""
        self.spotlight = self.laser = False
        self._radius = 220.0
        self._zoom, self._pan = 1.0, QPointF()
        self._slide: Slide | None = None
        self._places: Places | None = None
        self._picture = QPixmap()
        self._pointer = QPointF()
        self._scrub: Scrub | None = None
        self._pan_from: QPointF | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_HIDE_AFTER)
        self._rest.timeout.connect(self._hide_pointer)
        document.lit_changed.connect(self.update)
        document.marked_changed.connect(self.update)

    # -- the slide -------------------------------------------------------------------------------

    def show_slide(self, slide: Slide) -> None:
        """Show another slide."""
        if slide is not self._slide:
            self._slide, self._places = slide, Places(self._document, slide)
            self._picture = QPixmap()
            self.setAccessibleName(slide.title)
            self.setAccessibleDescription(slide.notes)
            self.update()

    def cell_area(self, node: str, cell: Cell) -> QRect | None:
        """Where a cell stands on the stage; None where it is not on the slide."""
        head = cell[0] if len(cell) > 2 else 0
        area = self._places.area(node, cell[-2], cell[-1], head) if self._places else None
        return None if area is None else self._on_stage(area).toAlignedRect()

    @property
    def pointed(self) -> tuple[str, Cell] | None:
        """The cell under the pointer."""
        if self._places is None or self.curtain:
            return None
        at = self._on_slide(self._pointer)
        return self._places.at(at.x(), at.y())

    # -- zoom ------------------------------------------------------------------------------------

    def zoom_by(self, factor: float) -> None:
        """Zoom in or out about the pointer."""
        at = self._on_slide(self._pointer)
        self._set_zoom(self._zoom * factor)
        self._pan += self._pointer - self._placed(at)
        self._keep_inside()

    def zoom_to_card(self) -> None:
        """Zoom to the card under the pointer, or back to the whole slide."""
        at = self._on_slide(self._pointer)
        card = self._places.card_at(at.x(), at.y()) if self._places is not None else None
        if self._zoom > 1 or card is None:
            self.zoom_out()
            return
        area = self._on_stage(card)
        self._set_zoom(0.86 * min(self.width() / area.width(), self.height() / area.height()))
        middle = self._placed(QPointF(card.centre, card.middle))
        self._pan += QPointF(self.width() / 2, self.height() / 2) - middle
        self._keep_inside()

    def zoom_out(self) -> None:
        """The whole slide."""
        self._set_zoom(1.0)
        self._pan = QPointF()
        self._keep_inside()

    def grow_spot(self, factor: float) -> None:
        """A larger or smaller spotlight."""
        self._radius = min(max(self._radius * factor, _SMALLEST_SPOT), _LARGEST_SPOT)
        self.update()

    def _set_zoom(self, zoom: float) -> None:
        self._zoom = min(max(zoom, 1.0), _LARGEST_ZOOM)
        self._picture = QPixmap()

    def _keep_inside(self) -> None:
        """No more is seen of what is beside the slide than there was."""
        spare_x, spare_y = self.width() * (self._zoom - 1), self.height() * (self._zoom - 1)
        self._pan = QPointF(
            min(max(self._pan.x(), -spare_x), 0.0), min(max(self._pan.y(), -spare_y), 0.0)
        )
        self._picture = QPixmap()
        self.update()

    # -- painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.curtain:
            painter.fillRect(self.rect(), colour(self.curtain))
        else:
            if self._picture.isNull():
                self._picture = self._painted()
            painter.drawPixmap(0, 0, self._picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_lights(painter)
            self._paint_pointer(painter)
        painter.end()

    def _painted(self) -> QPixmap:
        """The slide as it stands on the stage, sharp at every zoom."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        slide = self._slide
        picture.fill(colour(self._look().panel))
        if slide is not None:
            painter = QPainter(picture)
            hints = QPainter.RenderHint
            painter.setRenderHints(hints.Antialiasing | hints.TextAntialiasing)
            origin = self._placed(QPointF(0, 0))
            painter.translate(origin)
            painter.scale(self._scale, self._scale)
            paint(painter, slide.primitives)
            painter.end()
        return picture

    def _paint_lights(self, painter: QPainter) -> None:
        """Rings around what is pointed at and what it was made of."""
        document = self._document
        lit, places = document.lit, self._places
        if lit is None or places is None or document.predicting.asking:
            return
        if not document.is_shown(*lit) or document.inside.on or lit == self._own:
            return
        shown = document.explanation()
        if shown is None:
            return
        made = lighting(document.graph, shown, self._look(), document.head, document.marked)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for node, rings in made.rings.items():
            for ring in rings:
                area = places.area(node, ring.row, ring.column, document.head)
                if area is not None:
                    wide = (_STRONG_RING if ring.strong else _RING) * self._scale
                    painter.setPen(QPen(colour(ring.colour), wide))
                    painter.drawRoundedRect(self._on_stage(area), wide, wide)

    @property
    def _own(self) -> tuple[str, Cell] | None:
        """The cell that the slide itself rings."""
        document = self._document
        return document.lesson.lit_cell(document.cursor.index, document.graph, document.head)

    def _paint_pointer(self, painter: QPainter) -> None:
        if self.spotlight:
            dark = QPainterPath()
            dark.addRect(QRectF(self.rect()))
            hole = QPainterPath()
            hole.addEllipse(self._pointer, self._radius, self._radius)
            painter.fillPath(dark.subtracted(hole), QBrush(QColor(0, 0, 0, _SHADE)))
        if self.laser:
            ink = colour(self._look().wrong)
            painter.setPen(QPen(ink, 4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(self._pointer, 18, 18)
            painter.setBrush(ink)
            painter.drawEllipse(self._pointer, 4, 4)

    # -- where things are ------------------------------------------------------------------------

    @property
    def _fit(self) -> float:
        if self._slide is None:
            return 1.0
        wide, high = self._slide.size
        return min(self.width() / wide, self.height() / high)

    @property
    def _scale(self) -> float:
        return self._fit * self._zoom

    def _placed(self, at: QPointF) -> QPointF:
        """A point of the slide on the stage."""
        wide, high = self._slide.size if self._slide is not None else (1.0, 1.0)
        left = (self.width() - wide * self._fit) / 2 * self._zoom
        top = (self.height() - high * self._fit) / 2 * self._zoom
        return QPointF(left, top) + self._pan + at * self._scale

    def _on_slide(self, at: QPointF) -> QPointF:
        return (at - self._placed(QPointF(0, 0))) / self._scale

    def _on_stage(self, area: Rect) -> QRectF:
        corner = self._placed(QPointF(area.x, area.y))
        return QRectF(corner.x(), corner.y(), area.w * self._scale, area.h * self._scale)

    # -- the mouse -------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        self.wake_pointer()
        if self._scrub is not None:
            self._scrub.move(event.globalPosition().x(), event.modifiers())
        elif self._pan_from is not None:
            self._pan += event.position() - self._pan_from
            self._pan_from = event.position()
            self._keep_inside()
        else:
            pointed = self.pointed
            self._document.hover(*pointed) if pointed else self._document.hover()
        if self.spotlight or self.laser:
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        if event.button() == Qt.MouseButton.RightButton:
            event.ignore()
            return
        pointed = self.pointed
        if pointed is None:
            self._pan_from = event.position() if self._zoom > 1 else None
            self._document.select(self._document.node, None)
            return
        self._document.select(*pointed)
        if not self._document.graph[pointed[0]].binary:
            self._scrub = Scrub(self._document, *pointed, event.globalPosition().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pan_from = None
        scrub, self._scrub = self._scrub, None
        if scrub is not None:
            scrub.finish()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        pointed = self.pointed
        if pointed is not None:
            self.edit_requested.emit(*pointed)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom, or size the spotlight; the wheel alone does nothing."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            factor = 1.0015 ** event.angleDelta().y()
            self.grow_spot(factor) if self.spotlight else self.zoom_by(factor)
        event.accept()

    def leaveEvent(self, event: object) -> None:
        self._document.hover()

    def wake_pointer(self) -> None:
        """The pointer is to be seen, for a while."""
        self.setCursor(Qt.CursorShape.BlankCursor if self.laser else Qt.CursorShape.ArrowCursor)
        self._rest.start()

    def _hide_pointer(self) -> None:
        self.setCursor(Qt.CursorShape.BlankCursor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._picture = QPixmap()
        self.zoom_out()
        self.reshaped.emit()

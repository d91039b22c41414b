"""The diagram's window onto its scene: zoom, pan, fit, and bringing things into sight."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from gui.diagram.bands import HEADING_HEIGHT
from gui.diagram.camera import Camera
from gui.diagram.scene import DiagramScene
from gui.drawing import fonts
from gui.drawing.painter import qrect
from gui.drawing.primitives import Rect

LEAST_ZOOM, MOST_ZOOM = 0.4, 4.0
#: Fit never shrinks numbers below what one can read; the rest is panned.
LEAST_FIT, MOST_FIT = 0.75, 2.5
_CLOSE = 0.86  # of the viewport, what a card takes that is zoomed to


class Canvas(QGraphicsView):
    """Shows the scene; wheel, pinch and keys zoom, dragging the ground pans.

    Signals:
        zoom_changed: the scale in force.
        moved: the scene stands elsewhere in the viewport, or in another size.
    """

    zoom_changed = Signal(float)
    moved = Signal()

    def __init__(self, diagram: DiagramScene, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Ours, not Qt's child: a window may be collected while its diagram is being drawn.
        self.diagram = diagram
        self._fitted = True
        self._zoomed_to = ""
        self._pan_from: QPoint | None = None
        self.camera = Camera(self)
        self.camera.arrived.connect(self.moved)
        self.setScene(diagram)
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

    # -- zoom --------------------------------------------------------------------------------------

    @property
    def zoom(self) -> float:
        """The scale in force; 1 is 100 %."""
        return self.transform().m11()

    @property
    def roomy_width(self) -> int:
        """How wide the viewport must be for a fit to show the whole diagram; else it is panned."""
        return round(self.diagram.layout_plan.size[0] * LEAST_FIT * fonts.text_scale())

    def zoom_by(self, factor: float) -> None:
        """Zoom in (a factor above 1) or out, about the pointer or the middle."""
        self.camera.arrive()
        self._fitted = False
        self._zoomed_to = ""
        self._set_zoom(self.zoom * factor)

    def zoom_in(self) -> None:
        """One notch in."""
        self._zoom_about_middle(1.2)

    def zoom_out(self) -> None:
        """One notch out."""
        self._zoom_about_middle(1 / 1.2)

    def _zoom_about_middle(self, factor: float) -> None:
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        with self.camera.travelling():
            self.zoom_by(factor)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)

    def fit(self) -> None:
        """Show the whole diagram, or as much of it as stays readable, the current card in sight."""
        with self.camera.travelling():
            self._fit()

    def _fit(self) -> None:
        self._fitted = True
        self._zoomed_to = ""
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

    def standing(self) -> tuple[float, tuple[float, float]]:
        """The scale (0 where the diagram is fitted) and the point in the middle of the view."""
        self.camera.arrive()
        middle = self.mapToScene(self.viewport().rect().center())
        return (0.0 if self._fitted else self.zoom), (middle.x(), middle.y())

    def stand(self, zoom: float, centre: tuple[float, float]) -> None:
        """Show that point in the middle at that scale (both kept to what there is)."""
        self.camera.arrive()
        self._fitted = False
        self._zoomed_to = ""
        width, height = self.diagram.layout_plan.size
        self._set_zoom(zoom)
        self.centerOn(min(max(centre[0], 0), width), min(max(centre[1], 0), height))

    def zoom_to(self, name: str) -> None:
        """Show one card (or pill) as large as is useful; a node that is not shown does nothing."""
        place = self.diagram.layout_plan.places.get(name)
        if place is not None:
            with self.camera.travelling():
                self._zoom_to(name, place)

    def _zoom_to(self, name: str, place: Rect) -> None:
        self._fitted = False
        room = self.viewport().rect()
        width, height = room.width() * _CLOSE, (room.height() - 2 * HEADING_HEIGHT) * _CLOSE
        most = MOST_FIT * fonts.text_scale()
        self._set_zoom(min(width / place.w, height / place.h, most))
        self._zoomed_to = name
        self._set_scene_rect()
        self.centerOn(place.centre, place.middle)

    def zoom_to_or_back(self, name: str) -> None:
        """Zoom to a card, or back to the whole diagram where it is zoomed to already."""
        if self._zoomed_to == name:
            self.fit()
        else:
            self.zoom_to(name)

    def _set_zoom(self, zoom: float) -> None:
        zoom = min(max(zoom, LEAST_ZOOM), MOST_ZOOM)
        factor = zoom / self.zoom
        self.scale(factor, factor)
        self._set_scene_rect()
        self.viewport().update()
        self.zoom_changed.emit(self.zoom)
        self.moved.emit()

    def _set_scene_rect(self) -> None:
        """Ground around the diagram once it is larger than the viewport; more around one card."""
        width, height = self.diagram.layout_plan.size
        room = self.viewport().rect()
        spare_x = 60.0 if width > room.width() / self.zoom + 1 else 0.0
        spare_y = 60.0 if height > room.height() / self.zoom + 1 else 0.0
        if self._zoomed_to:
            spare_x, spare_y = room.width() / self.zoom / 2, room.height() / self.zoom / 2
        self.setSceneRect(QRectF(-spare_x, -spare_y, width + 2 * spare_x, height + 2 * spare_y))

    # -- bringing into sight -----------------------------------------------------------------------

    def reveal_current(self) -> None:
        """Bring what matters now into sight."""
        with self.camera.travelling():
            self._reveal_current()

    def _reveal_current(self) -> None:
        """What matters is for those to say who know what is shown."""

    def reveal(self, together: Iterable[Rect], first: Rect | None) -> None:
        """Bring areas into sight, `first` whatever the others need."""
        whole = QRectF()
        for area in together:
            whole = whole.united(qrect(area))
        if not whole.isEmpty():
            self.ensureVisible(whole, 24, 50)
        if first is not None:
            self.ensureVisible(qrect(first), 24, 50)

    # -- wheel, pinch, panning ---------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.camera.arrive()
        delta = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - (delta.x() or delta.y()))
        elif delta.y():
            self.zoom_by(1.0015 ** delta.y())
        self.viewport().update()
        event.accept()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            self.camera.arrive()
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_by(1 + event.value())
            return True
        return super().viewportEvent(event)

    def is_ground(self, point: QPoint) -> bool:
        """Whether nothing that takes a press is at a point of the viewport."""
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.camera.arrive()
        point = event.position().toPoint()
        left = event.button() == Qt.MouseButton.LeftButton
        if event.button() == Qt.MouseButton.MiddleButton or (left and self.is_ground(point)):
            self._pan_from = point
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pan_from is None:
            super().mouseMoveEvent(event)
            return
        now = event.position().toPoint()
        way = now - self._pan_from
        self._pan_from = now
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() - way.x())
        down.setValue(down.value() - way.y())
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pan_from is not None:
            self._pan_from = None
            self.viewport().unsetCursor()
            return
        super().mouseReleaseEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.camera.arrive()
        super().resizeEvent(event)
        if self._fitted:
            self._fit()
        else:
            self._set_scene_rect()
        self.moved.emit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.viewport().update()
        self.moved.emit()

"""What the scene is made of: pictures of primitives, and node cards one can point at and drag."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsSceneHoverEvent,
    QGraphicsSceneMouseEvent,
    QStyleOptionGraphicsItem,
    QWidget,
)

from engine.ops import Cell
from gui.document import Document
from gui.drawing.card import Card
from gui.drawing.painter import paint, qrect
from gui.drawing.primitives import Primitive, Rect
from gui.scrub import Scrub

_OUTSIDE = 6.0


class PictureItem(QGraphicsItem):
    """Primitives in scene coordinates; not interactive."""

    def __init__(self, depth: float) -> None:
        super().__init__()
        self.setZValue(depth)
        self._primitives: Sequence[Primitive] = ()
        self._bounds = QRectF()

    def show_primitives(self, primitives: Sequence[Primitive], bounds: Rect) -> None:
        """Show these, which lie inside `bounds`."""
        area = qrect(bounds)
        if area != self._bounds:
            self.prepareGeometryChange()
            self._bounds = area
        if list(primitives) != list(self._primitives):
            self._primitives = list(primitives)
            self.update()

    @property
    def primitives(self) -> Sequence[Primitive]:
        """What is shown, for tests."""
        return self._primitives

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        paint(painter, self._primitives)


class NodeCard(QGraphicsItem):
    """A node of the diagram: hover explains a cell, click selects, a sideways drag scrubs."""

    def __init__(self, document: Document, name: str) -> None:
        super().__init__()
        self.name = name
        self.card: Card | None = None
        self._document = document
        self._scrub: Scrub | None = None
        self.setZValue(2)
        self.setAcceptHoverEvents(True)
        self.setAcceptedMouseButtons(Qt.MouseButton.LeftButton)

    def show_card(self, card: Card) -> None:
        """Show this card; a repaint only where it is another one."""
        if self.card is None or self.card.size != card.size:
            self.prepareGeometryChange()
        if self.card is None or self.card.primitives != card.primitives:
            self.card = card
            self.update()

    def boundingRect(self) -> QRectF:
        width, height = self.card.size if self.card else (0.0, 0.0)
        return QRectF(0, 0, width, height).adjusted(-_OUTSIDE, -_OUTSIDE, _OUTSIDE, _OUTSIDE)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self.card:
            paint(painter, self.card.primitives)

    def cell_at(self, point: QPointF) -> Cell | None:
        """The cell under a point of the card, where the lesson has shown it."""
        if self.card is None:
            return None
        grid = self.card.grid
        column = int((point.x() - grid.rect.x) // (grid.rect.w / grid.columns))
        row = int((point.y() - grid.rect.y) // (grid.rect.h / grid.rows))
        if not (0 <= row < grid.rows and 0 <= column < grid.columns):
            return None
        return (row, column) if grid.fills[row * grid.columns + column] is not None else None

    def cell_rect(self, cell: Cell) -> QRectF:
        """The area of a cell in scene coordinates."""
        assert self.card is not None
        return self.mapRectToScene(qrect(self.card.grid.cell(*cell[-2:])))

    # -- pointing --------------------------------------------------------------------------------

    def hoverMoveEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        cell = self.cell_at(event.pos())
        over_release = self._on_release(event.pos())
        self.setCursor(
            Qt.CursorShape.SizeHorCursor
            if cell is not None
            else Qt.CursorShape.PointingHandCursor
            if over_release
            else Qt.CursorShape.ArrowCursor
        )
        self._document.hover(self.name, cell)

    def hoverLeaveEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        self._document.hover()

    def mousePressEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        if self._on_release(event.pos()):
            self._document.release(self.name)
            return
        cell = self.cell_at(event.pos())
        self._document.select(self.name, cell)
        if cell is not None:
            self._scrub = Scrub(self._document, self.name, cell, event.screenPos().x())

    def mouseMoveEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        if self._scrub is not None:
            self._scrub.move(event.screenPos().x(), event.modifiers())

    def mouseReleaseEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        if self._scrub is not None:
            self._scrub.finish()
            self._scrub = None

    def _on_release(self, point: QPointF) -> bool:
        area = self.card.release_area if self.card else None
        return area is not None and qrect(area).contains(point)

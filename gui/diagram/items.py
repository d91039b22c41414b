"""What the scene is made of: pictures of primitives, and cards one can point at and drag."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsSceneHoverEvent,
    QGraphicsSceneMouseEvent,
    QStyleOptionGraphicsItem,
    QToolTip,
    QWidget,
)

from engine.ops import Cell
from gui.diagram.card_book import Page
from gui.diagram.stamp import Stamp
from gui.diagram.tips import pill_tip, thumbnail_tip, trace_tip
from gui.document import Document
from gui.drawing.card import Card
from gui.drawing.changes import change_text
from gui.drawing.painter import paint, qrect
from gui.drawing.primitives import Heat, Primitive, Rect
from gui.drawing.why import state
from gui.scrub import Scrub

_OUTSIDE = 6.0


class PictureItem(QGraphicsItem):
    """Primitives in scene coordinates; not interactive."""

    def __init__(self, depth: float, parent: QGraphicsItem | None = None) -> None:
        super().__init__(parent)
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


class PillItem(PictureItem):
    """An operator on a wire. One that stands for a node (÷ the divisor) selects and opens it."""

    def __init__(self, document: Document, node: str) -> None:
        super().__init__(depth=3)
        self.node = node
        self._document = document
        self.setAcceptedMouseButtons(Qt.MouseButton.LeftButton if node else Qt.MouseButton.NoButton)
        if node:
            self.setAcceptHoverEvents(True)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        one = self._document.graph.shapes[self.node][-2:] == (1, 1)
        cell = self._document.full_cell(self.node, 0, 0) if one else None
        self._document.select(self.node, cell)

    def hoverEnterEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        shown = bool(self._document.visible()[self.node].any())
        self.setToolTip(pill_tip(self._document, self.node) if shown else "")


class NodeCard(QGraphicsItem):
    """A node of the diagram: hover explains a cell, click selects, a sideways drag scrubs.

    A cell of a mask is not dragged: a click turns it on or off.
    """

    def __init__(self, document: Document, name: str, *, incoming: bool = False) -> None:
        """`incoming`: it stands for what another block hands on, and leads there."""
        super().__init__()
        self.name = name
        self.page: Page | None = None
        self._document = document
        self._incoming = incoming
        self._scrub: Scrub | None = None
        self._pressed: Cell | None = None
        self._stamp = Stamp()
        self.setZValue(2)
        self.setAcceptHoverEvents(True)
        self.setAcceptedMouseButtons(Qt.MouseButton.LeftButton)

    @property
    def card(self) -> Card | None:
        """The card that is shown."""
        return self.page.card if self.page else None

    def show_page(self, page: Page) -> None:
        """Show this card; a repaint only where it is another one."""
        before, self.page = self.page, page
        if before is None or before.card.size != page.card.size:
            self.prepareGeometryChange()
        if before is not page:
            self.update()
            self.setToolTip("" if page.content.reached else page.content.note)

    def boundingRect(self) -> QRectF:
        width, height = self.page.card.size if self.page else (0.0, 0.0)
        return QRectF(0, 0, width, height).adjusted(-_OUTSIDE, -_OUTSIDE, _OUTSIDE, _OUTSIDE)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self.page:
            card = self.page.card
            if widget is None:  # a picture is made of the scene
                paint(painter, card.frame)
            else:
                ratio = widget.devicePixelRatioF()
                self._stamp.paint(painter, card.frame, self.boundingRect(), ratio)
            paint(painter, card.body)

    def cell_at(self, point: QPointF) -> Cell | None:
        """The cell under a point of the card, where the lesson has shown it."""
        if self.page is None:
            return None
        place = self.page.card.grid.at(point.x(), point.y())
        if place is None or not self.page.content.visible[place]:
            return None
        return self._document.full_cell(self.name, *place)

    def cell_rect(self, cell: Cell) -> QRectF:
        """The area of a cell in scene coordinates."""
        assert self.page is not None
        return self.mapRectToScene(qrect(self.page.card.grid.cell(*cell[-2:])))

    def toggles_at(self, point: QPointF) -> bool:
        """Whether a click at a point of the scene turns a cell of a mask on or off."""
        return self._toggles and self.cell_at(self.mapFromScene(point)) is not None

    @property
    def _toggles(self) -> bool:
        """Whether clicks turn cells: of a mask, as long as each of its cells can be pointed at."""
        grid = self.page.card.grid if self.page else None
        if isinstance(grid, Heat) and grid.shown_rows.size < grid.rows * grid.columns:
            return False
        return self._document.graph[self.name].binary

    # -- pointing ----------------------------------------------------------------------------------

    def hoverMoveEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        cell = self.cell_at(event.pos())
        hand = self._on_release(event.pos()) or (cell is not None and self._toggles)
        self.setCursor(
            Qt.CursorShape.PointingHandCursor
            if hand
            else Qt.CursorShape.SizeHorCursor
            if cell is not None and not self._incoming
            else Qt.CursorShape.ArrowCursor
        )
        self._document.hover(self.name, cell)
        large = self.page is not None and isinstance(self.page.card.grid, Heat)
        if large or self._document.tracing.on:
            lines = []
            if cell is not None and large:
                lines.append(thumbnail_tip(self._document, self.name, cell))
            if cell is not None:
                lines.append(trace_tip(self._document, self.name, cell))
            text = "\n".join(line for line in lines if line)
            self.setToolTip(text)
            QToolTip.showText(event.screenPos(), text, event.widget())
        elif self._document.comparing:
            self._offer(change_text(self._document, self.name, cell) if cell is not None else "")
        elif self.page is not None and self.page.content.reached:
            said = state(self._document, self.name, cell) if cell is not None else []
            self._offer("\n".join(said))

    def _offer(self, text: str) -> None:
        """Say this where the pointer rests."""
        if text != self.toolTip():
            QToolTip.hideText()
            self.setToolTip(text)

    def hoverLeaveEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        self._document.hover()

    def mousePressEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        if self._on_release(event.pos()):
            self._document.release(self.name)
            return
        cell = self.cell_at(event.pos())
        self._document.select(self.name, cell)
        if cell is None or self._incoming:
            return
        if self._toggles:
            self._pressed = cell
        elif not self._document.graph[self.name].binary:
            self._scrub = Scrub(self._document, self.name, cell, event.screenPos().x())

    def mouseDoubleClickEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        """The second of two quick clicks on a mask is a click like any other."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        if self._scrub is not None:
            self._scrub.move(event.screenPos().x(), event.modifiers())

    def mouseReleaseEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        if self._scrub is not None:
            self._scrub.finish()
            self._scrub = None
        pressed, self._pressed = self._pressed, None
        if pressed is not None and self.cell_at(event.pos()) == pressed:
            toggle(self._document, self.name, pressed)

    def _on_release(self, point: QPointF) -> bool:
        area = self.page.card.release_area if self.page else None
        return area is not None and qrect(area).contains(point)


def toggle(document: Document, name: str, cell: Cell) -> None:
    """Turn a cell of a mask on or off, as one undo step."""
    document.edit_cells(name, {cell: 0.0 if document.value(name)[cell] else 1.0})

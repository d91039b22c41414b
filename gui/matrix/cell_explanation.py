"""The strip that says how the lit cell is made, and leads to the cells it is made of."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import QCursor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from engine.numbers import format_number
from gui.appearance import Appearance
from gui.document import Document
from gui.drawing.links import Spot, spots
from gui.drawing.painter import colour, qrect
from gui.matrix.explanation_strip import TOP, ExplanationStrip
from gui.matrix.spot_cursor import SpotCursor

_RADIUS = 5.0
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_CLIMBS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_GO = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class CellExplanation(ExplanationStrip):
    """The explanation of the document's lit cell, with a button to release a pin.

    What is pointed at is marked in the matrices; a click (or, with the focus here, arrow keys and
    Enter) travels to the cell a number comes from, and the trail above leads back.

    Attributes:
        cursor_: what in the picture can be pointed at, and where keys stand.
    """

    def __init__(
        self, document: Document, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        self.cursor_ = SpotCursor()
        self._pointed: Spot | None = None
        self._marking = False
        super().__init__(document, appearance, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.setMouseTracking(True)

    def on_laid_out(self) -> None:
        """What is pointed at in the new picture, and where keys stand."""
        self.cursor_.take(spots(self.picture))
        point = self._to_picture(self.mapFromGlobal(QCursor.pos()))
        self._pointed = self.cursor_.at(*point) if self.underMouse() else None
        self._follow()

    def _marked_spots(self) -> list[Spot]:
        """Every place in the picture of what is pointed at: its box, and its number in a line."""
        shown = self._shown_spot()
        if shown is None or shown.link.kind == "more":
            return [shown] if shown is not None else []
        return [spot for spot in self.cursor_.spots if spot.link.parts == shown.link.parts]

    def paint_below(self, painter: QPainter) -> None:
        """A ground behind what is written in a line."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self.appearance.theme.selected))
        for spot in self._marked_spots():
            if not spot.boxed:
                painter.drawRoundedRect(qrect(spot.rect.grown(1)), 3, 3)

    def paint_above(self, painter: QPainter) -> None:
        """A rim around boxes; around where keys stand the ring of the focus."""
        theme = self.appearance.theme
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour(theme.text), 1.4))
        for spot in self._marked_spots():
            if spot.boxed:
                painter.drawRoundedRect(qrect(spot.rect.grown(2)), _RADIUS, _RADIUS)
        current = self.cursor_.current
        if current is not None and self.hasFocus():
            painter.setPen(QPen(colour(theme.focus), 2))
            painter.drawRoundedRect(qrect(current.rect.grown(3)), _RADIUS, _RADIUS)
        if self.hasFocus() and not self.cursor_.stops:
            area = QRectF(1 - self.margin, 1 - TOP, self.width() - 2, self.height() - 2)
            painter.setPen(QPen(colour(theme.focus), 2))
            painter.drawRoundedRect(area, _RADIUS, _RADIUS)

    # -- pointing and keys -------------------------------------------------------------------------

    def _shown_spot(self) -> Spot | None:
        """What is pointed at, else where keys stand."""
        if self._pointed is not None:
            return self._pointed
        return self.cursor_.current if self.hasFocus() else None

    def _follow(self) -> None:
        """Mark what is pointed at in the matrices, and say where keys stand."""
        spot = self._shown_spot()
        if spot is not None or self._marking:
            self.document.mark(*(spot.link.parts if spot is not None else ()))
        self._marking = spot is not None
        leads = self._pointed is not None and self._pointed.link.leads_on
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        current = self.cursor_.current if self.hasFocus() else None
        self.setAccessibleDescription(self.describe_spot(current) if current else self.said)
        self.update()

    def describe_spot(self, spot: Spot) -> str:
        """A stop of the keys in words: what it is, and what Enter does."""
        document, link = self.document, spot.link
        if link.kind == "more" or link.target is None:
            shown = document.explanation()
            text = self.tr("List all {count} terms")
            return text.format(count=len(shown.terms) if shown is not None else 0)
        name = document.cell_name(*link.target)
        if link.kind == "crumb":
            return self.tr("Back to {cell}").format(cell=name)
        seen = not self.respect_lesson or document.is_shown(*link.target)
        value = float(document.value(link.target[0])[link.target[1]])
        text = self.tr("{cell} is {value}. Enter goes there.")
        return text.format(cell=name, value=format_number(value) if seen else "?")

    def _to_picture(self, point: QPoint) -> tuple[float, float]:
        return point.x() - self.margin, point.y() - TOP

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = self.cursor_.at(*self._to_picture(event.position().toPoint()))
        if spot != self._pointed:
            self._pointed = spot
            self.setToolTip(self._tip(spot))
            self._follow()

    def _tip(self, spot: Spot | None) -> str:
        if spot is None or not spot.link.leads_on:
            return ""
        if spot.link.target is None:
            return self.tr("Show all terms")
        return self.tr("Go to {cell}").format(cell=self.document.cell_name(*spot.link.target))

    def leaveEvent(self, event: QEvent) -> None:
        self._pointed = None
        self._follow()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = self.cursor_.at(*self._to_picture(event.position().toPoint()))
        if spot is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go(spot)
        elif event.button() == Qt.MouseButton.BackButton:
            self.document.travel_back()
        else:
            super().mousePressEvent(event)

    def _go(self, spot: Spot) -> None:
        """Travel to the cell, back along the trail, or open the list of all terms."""
        link = spot.link
        if link.kind == "more":
            self.show_all_terms(True)
        elif link.kind == "crumb":
            self.document.travel_back(link.index)
        elif link.target is not None:
            self.document.travel(*link.target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go through the numbers, Enter travels, Backspace or Alt+Left goes back."""
        key, cursor = Qt.Key(event.key()), self.cursor_
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_Backspace or (alt and key == Qt.Key.Key_Left):
            self.document.travel_back()
        elif alt:
            super().keyPressEvent(event)
            return
        elif key in _STEPS:
            cursor.step(_STEPS[key])
        elif key in _CLIMBS:
            cursor.climb(_CLIMBS[key])
        elif key in _GO and cursor.current is not None:
            self._go(cursor.current)
        elif key == Qt.Key.Key_Escape and self.all_terms is not None and self.all_terms.isVisible():
            self.show_all_terms(False)
        else:
            super().keyPressEvent(event)
            return
        if cursor.current is None and self.hasFocus():
            cursor.first()  # it has travelled: the first number of the new cell
        self._follow()
        self._reveal()

    def _reveal(self) -> None:
        """Scroll to where keys stand, where the strip stands in a scroll area."""
        current, area = self.cursor_.current, self.scroll_area()
        inside = area.widget() if area is not None else None
        if current is not None and area is not None and inside is not None:
            x, y = round(current.rect.centre) + self.margin, round(current.rect.middle) + TOP
            at = self.mapTo(inside, QPoint(x, y))
            area.ensureVisible(at.x(), at.y(), 20, 40)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.cursor_.first()
        self._follow()
        self._reveal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.cursor_.index = None
        self._follow()

"""Asking of what is selected: what it is, and why it looks as it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QWidget

from engine.ops import Cell
from engine.remarks import departures
from gui.diagram.view import DiagramView
from gui.document import Document
from gui.matrix.number_view import NumberView
from gui.names import departure_text, node_title

if TYPE_CHECKING:
    from gui.help.reason import ReasonNote


class Asking(QObject):
    """Answers beside the number that is lit, else beside the card that is selected.

    Attributes:
        home: the diagram, which is meant where nothing has the focus; the window fills it in.

    Signals:
        manual_wanted: the chapter about reading the diagram is wanted.
    """

    manual_wanted = Signal()

    def __init__(self, window: QWidget, document: Document) -> None:
        super().__init__(window)
        self.home: DiagramView | None = None
        self._window = window
        self._document = document
        self._answered: tuple[str, Cell] | None = None

    def say_why(self) -> ReasonNote:
        """Why the lit number looks as it does; where none is lit, the selected card."""
        from gui.drawing.why import card_reasons, reasons
        from gui.help.reason import ReasonNote
        from gui.matrix.window import MatrixWindow

        document, lit = self._document, self._document.lit
        self._answered = lit
        if lit is not None:
            title = document.cell_name(*lit)
            own = isinstance(QApplication.activeWindow(), MatrixWindow)
            said = reasons(document, *lit, respect_lesson=not own)
        else:
            title = node_title(document.node)
            said = card_reasons(document, document.node, self._departing(document.node))
        pinned = lit is not None and lit[1] in document.evaluator.overrides(lit[0])
        parent = QApplication.activeWindow() or self._window
        note = ReasonNote(title, said, parent, pinned=pinned and not document.predicting.asking)
        note.manual_wanted.connect(self.manual_wanted)
        note.release_wanted.connect(self._release)
        note.show_at(_area(self.home))
        return note

    def _departing(self, node: str) -> list[str]:
        found = departures(self._document.config, self._document.evaluator)
        return [departure_text(one.kind) for one in found if one.node == node]

    def _release(self) -> None:
        if self._answered is not None:
            self._document.release(*self._answered)


def _area(home: DiagramView | None) -> QRect:
    """Where on the screen that stands which was asked about; else where the pointer is."""
    focus = QApplication.focusWidget() or home
    area = QRect()
    if isinstance(focus, DiagramView):
        area = focus.lit_area()
    elif isinstance(focus, NumberView):
        cell = focus.visualRect(focus.currentIndex()) & focus.viewport().rect()
        area = QRect(focus.viewport().mapToGlobal(cell.topLeft()), cell.size())
    elif focus is not None and not focus.window().frameGeometry().contains(QCursor.pos()):
        area = QRect(focus.mapToGlobal(QPoint(0, 0)), focus.size())
    return area if not area.isEmpty() else QRect(QCursor.pos(), QSize(1, 1))

"""Alt with an arrow key turns a number; while the key is held down, it is one undo step."""

from __future__ import annotations

from PySide6.QtCore import Qt

from engine.ops import Cell
from gui.document import Document
from gui.scrub import notch, stepped


class KeyTurn:
    """One press of the key on one cell, from down to up."""

    def __init__(self, document: Document, node: str, cell: Cell) -> None:
        self._document = document
        self._node, self._cell = node, cell
        self._value = float(document.value(node)[cell])
        document.begin_drag()

    def turn(self, notches: int, modifiers: Qt.KeyboardModifier) -> None:
        """Turn on by notches. Raises SoftmixError where the value is refused."""
        value = stepped(self._value, notches, notch(modifiers))
        self._document.evaluator.check_cells(self._node, {self._cell: value})
        self._value = value
        self._document.drag_to(self._node, self._cell, value)

    def end(self) -> None:
        """The key is up."""
        self._document.end_drag()

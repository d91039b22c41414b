"""Dragging a number sideways, and nudging it with the keyboard: the rule all views share."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt

from engine.ops import Cell
from gui.document import Document

#: Pixels of the screen for one notch (design rule).
NOTCH_WIDTH = 8


def notch(modifiers: Qt.KeyboardModifier) -> Decimal:
    """How much one notch is: 0.1, with Shift 1, with Ctrl 0.01."""
    if modifiers & Qt.KeyboardModifier.ShiftModifier:
        return Decimal(1)
    if modifiers & Qt.KeyboardModifier.ControlModifier:
        return Decimal("0.01")
    return Decimal("0.1")


def stepped(value: float, notches: int, step: Decimal) -> float:
    """`value` moved by whole notches, added as decimals: 0.1 + 0.2 is 0.3."""
    return float(Decimal(repr(value)) + notches * step)


class Scrub:
    """One drag over a number: nothing happens within a notch, then one undo step in all."""

    def __init__(self, document: Document, node: str, cell: Cell, x: float) -> None:
        self._document = document
        self._node, self._cell, self._x = node, cell, x
        document.end_trial()
        self._start = float(document.value(node)[cell])
        self._notches: tuple[int, Decimal] = (0, notch(Qt.KeyboardModifier.NoModifier))
        self.started = False

    def move(self, x: float, modifiers: Qt.KeyboardModifier) -> None:
        """The pointer stands at screen abscissa `x`."""
        moved = (int((x - self._x) / NOTCH_WIDTH), notch(modifiers))
        if moved == self._notches:
            return
        if not self.started:
            if moved[0] == 0:
                return
            self._document.begin_drag()
            self.started = True
        self._notches = moved
        self._document.drag_to(self._node, self._cell, stepped(self._start, *moved))

    def finish(self) -> None:
        """The button is up."""
        if self.started:
            self._document.end_drag()


def nudge(document: Document, node: str, cell: Cell, up: bool, mods: Qt.KeyboardModifier) -> None:
    """Alt+Up and Alt+Down: one notch. Raises SoftmixError where the value is refused."""
    document.end_trial()
    value = float(document.value(node)[cell])
    document.edit_cells(node, {cell: stepped(value, 1 if up else -1, notch(mods))})

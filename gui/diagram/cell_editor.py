"""Typing a number straight onto a card: a line edit over the cell."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from engine.errors import SoftmixError
from engine.ops import Cell
from gui.document import Document
from gui.i18n import error_text

_LEAST_WIDTH = 76


class CellEditor(QLineEdit):
    """Enter keeps, Esc puts back. What is no number stays, with a red rim, and nothing changes.

    Signals:
        message: why an edit was refused; empty once it is mended.
        closed: the editor is gone.
    """

    message = Signal(str)
    closed = Signal()

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("cellEditor")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._document = document
        self._node = ""
        self._cell: Cell = ()
        self.hide()
        self.textEdited.connect(self._on_edited)
        self.installEventFilter(self)

    def open(self, node: str, cell: Cell, area: QRect, typed: str | None) -> None:
        """Edit `node[cell]` at `area`, starting from what was typed or from the full value."""
        self._node, self._cell = node, cell
        value = float(self._document.value(node)[cell])
        full = repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        self.setText(full if typed is None else typed)
        if typed is None:
            self.selectAll()
        self._set_wrong(False)
        self.setAccessibleName(self._document.cell_name(node, cell))
        width = max(area.width() + 8, _LEAST_WIDTH)
        height = max(area.height() + 6, self.sizeHint().height())
        box = QRect(0, 0, width, height)
        box.moveCenter(area.center())
        self.setGeometry(box)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> bool:
        """Keep what is typed. Returns False where it was refused: the editor stays open then."""
        if not self.isVisible():
            return True
        try:
            self._document.edit_text(self._node, self._cell, self.text())
        except SoftmixError as error:
            self._set_wrong(True)
            self.message.emit(error_text(error))
            return False
        self._close()
        return True

    def cancel(self) -> None:
        """Put the old value back."""
        if self.isVisible():
            self._close()

    def _close(self) -> None:
        self.hide()
        self.message.emit("")
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the editor; Ctrl+Z undoes the document once the text is as it was."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo)
            if undo and not self.isUndoAvailable():
                self.cancel()
                return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        moves = {Qt.Key.Key_Return: (1, 0), Qt.Key.Key_Enter: (1, 0), Qt.Key.Key_Tab: (0, 1),
                 Qt.Key.Key_Backtab: (0, -1)}  # fmt: skip
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.cancel()
            return True
        if key not in moves:
            return False
        if self.commit():
            self._move_on(*moves[key])
        return True

    def _move_on(self, down: int, across: int) -> None:
        rows, columns = self._document.graph.shapes[self._node][-2:]
        row = min(max(self._cell[-2] + down, 0), rows - 1)
        column = min(max(self._cell[-1] + across, 0), columns - 1)
        self._document.select(self._node, (*self._cell[:-2], row, column))

    def _on_edited(self) -> None:
        self._set_wrong(False)
        self.message.emit("")

    def _set_wrong(self, wrong: bool) -> None:
        self.setProperty("wrong", wrong)
        self.style().unpolish(self)
        self.style().polish(self)

"""A line that shows something of the document: Enter asks to change it, Esc shows it again."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from engine.errors import SoftmixError
from gui.document import Document
from gui.i18n import error_text

_KEEPS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class KeptEdit(QLineEdit):
    """What is refused stays as it was typed, with a red rim, and nothing changes.

    Subclasses say what it shows (`read`) and what it asks for (`write`). They hold the document,
    not the widget around them: the binding crashes where such a circle is collected.

    Ctrl+Z and Ctrl+Shift+Z are the document's where nothing has been typed.

    Signals:
        refused: why what was typed is refused; empty once it is mended.
    """

    refused = Signal(str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.textEdited.connect(self._on_edited)

    def read(self) -> str:
        """The text the document has for it now."""
        raise NotImplementedError

    def write(self, text: str) -> None:
        """Change the document to what was typed. Raises SoftmixError where that is refused."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show what the document holds now; what was typed and not kept is gone."""
        text = self.read()
        if text != self.text() or self.isModified():
            self.setText(text)
            self.setCursorPosition(0)
        self._mend()

    def keep(self) -> None:
        """Change the document to what was typed; nothing typed is no change."""
        if not self.isModified():
            return
        try:
            self.write(self.text())
        except SoftmixError as error:
            self._set_wrong(True)
            self.refused.emit(error_text(error))
            return
        self.refresh()
        self.selectAll()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _KEEPS:
            self.keep()
        elif event.key() == Qt.Key.Key_Escape and self.isModified():
            self.refresh()
            self.selectAll()
        else:
            super().keyPressEvent(event)

    def _on_edited(self) -> None:
        self._mend()

    def _mend(self) -> None:
        if self.property("wrong"):
            self._set_wrong(False)
            self.refused.emit("")

    def _set_wrong(self, wrong: bool) -> None:
        self.setProperty("wrong", wrong)
        self.style().unpolish(self)
        self.style().polish(self)

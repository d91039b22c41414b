"""The notes below the slide, where there is one screen only."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget

from gui.drawing.fonts import font
from gui.theme import Theme

_HEIGHT = 190


class NotesBand(QWidget):
    """What is to be said; hidden until it is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("presentNotes")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._text = QTextEdit()
        self._text.setObjectName("presentNotesText")
        self._text.setReadOnly(True)
        self._text.setFont(font("ui", 22))
        self._text.setFrameShape(QTextEdit.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 14, 28, 14)
        column.addWidget(self._text)
        self.setFixedHeight(_HEIGHT)
        self.hide()
        self._retranslate()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.toPlainText()

    def toggle(self) -> None:
        """Show or hide it."""
        self.setVisible(not self.isVisible())

    def show_text(self, text: str) -> None:
        """Say something else."""
        if text != self.text:
            self._text.setPlainText(text)

    def restyle(self, look: Theme) -> None:
        """Wear the colours of the slides."""
        self.setStyleSheet(
            f"QWidget {{ background: {look.band}; color: {look.text}; font-size: 24px;"
            " border: none; }"
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._text.setAccessibleName(self.tr("Notes"))

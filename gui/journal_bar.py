"""A line over the diagram while a crash would lose work: the journal cannot be written."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from gui.appearance import Appearance


class JournalBar(QWidget):
    """Says what is wrong and what to do; it goes when the journal is written again.

    Signals:
        save_requested: the person wants to save now.
    """

    save_requested = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("journalBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._appearance = appearance
        self._reason = ""
        self._icon = QLabel()
        self._text = QLabel()
        self._text.setObjectName("journalLabel")
        self._text.setWordWrap(True)
        self._save = QPushButton()
        self._save.setObjectName("journalSaveButton")
        self._save.setProperty("kind", "outlined")
        self._save.clicked.connect(self.save_requested)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 6, 12, 6)
        line.setSpacing(10)
        line.addWidget(self._icon)
        line.addWidget(self._text, 1)
        line.addWidget(self._save)
        appearance.changed.connect(self._restyle)
        self._restyle()
        self.show_reason("")

    def show_reason(self, reason: str) -> None:
        """Show what keeps the journal from being written; empty: nothing does."""
        self._reason = reason
        self._retranslate()
        self.setVisible(bool(reason))

    def _restyle(self) -> None:
        self._icon.setPixmap(self._appearance.icon("warning").pixmap(QSize(20, 20)))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._save.setText(self.tr("Save as…"))
        text = self.tr("A crash would lose your last changes ({reason}). Save your work.")
        self._text.setText(text.format(reason=self._reason))
        self.setAccessibleName(self._text.text())

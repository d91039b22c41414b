"""A line over the diagram while a crash would lose work: the journal cannot be written."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.appearance import Appearance
from gui.notice import Notice


class JournalBar(Notice):
    """Says what is wrong and what to do; it goes when the journal is written again.

    Signals:
        save_requested: the person wants to save now.
    """

    save_requested = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, "journal", "journalSaveButton", parent)
        self._reason = ""
        self._button.clicked.connect(self.save_requested)
        self.show_reason("")

    def show_reason(self, reason: str) -> None:
        """Show what keeps the journal from being written; empty: nothing does."""
        self._reason = reason
        self._retranslate()
        self.setVisible(bool(reason))

    def _retranslate(self) -> None:
        self._button.setText(self.tr("Save as…"))
        text = self.tr("A crash would lose your last changes ({reason}). Save your work.")
        self.say(text.format(reason=self._reason))

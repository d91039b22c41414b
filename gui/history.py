"""The undo history as a list: every step by its name; choose one to go there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QLabel, QUndoView, QVBoxLayout, QWidget

from gui.appearance import Appearance
from gui.document import Document


class HistoryWindow(QWidget):
    """A small window beside the main one; it closes with it."""

    def __init__(self, document: Document, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Tool)
        self.setObjectName("historyWindow")
        self._appearance = appearance
        self._about = QLabel()
        self._about.setWordWrap(True)
        self._about.setProperty("kind", "muted")
        self.steps = QUndoView(document.undo_stack)
        self.steps.setObjectName("historyList")
        self.steps.setFrameShape(QUndoView.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(self._about)
        layout.addWidget(self.steps, 1)
        appearance.changed.connect(self._restyle)
        self._restyle()
        self._retranslate()
        self.resize(320, 420)

    def _restyle(self) -> None:
        self.steps.setCleanIcon(self._appearance.icon("save"))
        self.steps.setIconSize(QSize(16, 16))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("History"))
        self.steps.setAccessibleName(self.tr("Steps that can be undone"))
        self.steps.setEmptyLabel(self.tr("As it was opened"))
        self._about.setText(
            self.tr("Choose a step to go back to it, or forward again. A disk marks what is saved.")
        )

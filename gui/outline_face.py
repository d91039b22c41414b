"""The face of the side panel that lists all matrices, with the numbers of the selected one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from gui.appearance import Appearance
from gui.document import Document
from gui.matrix.cell_explanation import CellExplanation
from gui.matrix.panel import MatrixPanel
from gui.outline import Outline


class OutlineFace(QWidget):
    """The list above; below it the table of the selected matrix and how its cell is made.

    Signals:
        open_requested: the node whose own window is wanted.
        close_requested: the lesson is wanted back.
    """

    open_requested = Signal(str)
    close_requested = Signal()

    def __init__(
        self, document: Document, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.outline = Outline(document)
        self.outline.open_requested.connect(self.open_requested)
        self.matrix = MatrixPanel(document, appearance)
        self.matrix.open_requested.connect(self.open_requested)
        self.explanation = CellExplanation(document, appearance)
        self._heading = QLabel()
        self._heading.setProperty("kind", "title")
        self._close = QToolButton()
        self._close.setObjectName("closeOutlineButton")
        self._close.setIconSize(QSize(18, 18))
        self._close.clicked.connect(self.close_requested)
        head = QHBoxLayout()
        head.setContentsMargins(20, 14, 44, 6)  # the button that folds the panel
        head.addWidget(self._heading, 1)
        head.addWidget(self._close)
        below = QWidget()
        below.setObjectName("page")
        numbers = QVBoxLayout(below)
        numbers.setContentsMargins(0, 0, 0, 0)
        numbers.setSpacing(0)
        numbers.addWidget(self.matrix)
        numbers.addWidget(self.explanation)
        numbers.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(below)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.outline, 1)
        column.addWidget(scroll, 1)
        appearance.changed.connect(self._restyle)
        self._restyle()
        self._retranslate()

    def regions(self) -> list[QWidget]:
        """What F6 goes through."""
        return [self.outline, self.matrix, self.explanation]

    def _restyle(self) -> None:
        self._close.setIcon(self._appearance.icon("cross"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._heading.setText(self.tr("All matrices"))
        self._close.setToolTip(self.tr("Back to the lesson"))
        self._close.setAccessibleName(self.tr("Back to the lesson"))

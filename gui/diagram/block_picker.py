"""Which block of a stack is drawn: one at a time, chosen on the canvas."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from gui.appearance import Appearance
from gui.document import Document


class BlockPicker(QFrame):
    """`Block 1 of 6`, and a button on either side."""

    def __init__(self, document: Document, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("blockPicker")
        self.setProperty("kind", "floating")
        self._document = document
        self._appearance = appearance
        self._back = self._button("previousBlockButton")
        self._next = self._button("nextBlockButton")
        self._back.clicked.connect(self._previous)
        self._next.clicked.connect(self._following)
        self._title = QLabel()
        self._title.setObjectName("blockLabel")
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 2, 3, 2)
        row.setSpacing(4)
        for widget in (self._back, self._title, self._next):
            row.addWidget(widget)
        document.structure_changed.connect(self._follow)
        document.block_changed.connect(self._follow)
        appearance.changed.connect(self._restyle)
        self._restyle()
        self._retranslate()

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setProperty("kind", "compact")
        button.setIconSize(QSize(16, 16))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _previous(self) -> None:
        self._document.set_block(self._document.block - 1)

    def _following(self) -> None:
        self._document.set_block(self._document.block + 1)

    def _follow(self) -> None:
        block, count = self._document.block, self._document.graph.blocks
        self._title.setText(self.tr("Block {number} of {count}").format(number=block, count=count))
        self._back.setEnabled(block > 1)
        self._next.setEnabled(block < count)
        self.adjustSize()

    def _restyle(self) -> None:
        self._back.setIcon(self._appearance.icon("back"))
        self._next.setIcon(self._appearance.icon("next"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Which block is drawn"))
        for button, text in (
            (self._back, self.tr("Previous block ([)")),
            (self._next, self.tr("Next block (])")),
        ):
            button.setAccessibleName(text)
            button.setToolTip(text)
        self._follow()

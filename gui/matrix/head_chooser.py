"""Choosing the head that all views show."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from gui.document import Document
from gui.drawing.fonts import scaled
from gui.matrix.cell_editor import restyle

#: How wide a button is where they stand in rows (px at the normal size of text).
_NARROW = 31


class HeadChooser(QWidget):
    """A button for every head; it follows the document, so that heads never disagree."""

    def __init__(
        self, document: Document, parent: QWidget | None = None, *, per_row: int = 0
    ) -> None:
        """`per_row`: how many narrow buttons stand in a row; 0: all of them, as wide as others."""
        super().__init__(parent)
        self.setObjectName("headChooser")
        self.document = document
        self._per_row = per_row
        self._caption = QLabel()
        self._caption.setProperty("kind", "muted")
        self._grid = QGridLayout()
        self._grid.setSpacing(0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._caption)
        row.addLayout(self._grid)
        row.addStretch(1)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(document.set_head)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        document.head_changed.connect(self.refresh)
        document.structure_changed.connect(self.refresh)
        self.refresh()

    @property
    def buttons(self) -> list[QToolButton]:
        """The buttons, head 1 first."""
        return [b for b in self._group.buttons() if isinstance(b, QToolButton)]

    def refresh(self) -> None:
        """As many buttons as heads, that of the head in view pressed."""
        heads = self.document.graph.heads
        while len(self.buttons) > heads:
            gone = self.buttons[-1]
            self._group.removeButton(gone)
            self._grid.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.buttons) < heads:
            self._add(len(self.buttons))
        in_row = self._per_row or heads
        for index, button in enumerate(self.buttons):
            last = index == heads - 1 or index % in_row == in_row - 1
            place = "first" if index % in_row == 0 else "last" if last else "middle"
            if button.property("segment") != place:
                button.setProperty("segment", place)
                restyle(button)
            button.setChecked(index == self.document.head)
        self._caption.setHidden(0 < self._per_row <= heads)
        self.retranslate()

    def _add(self, index: int) -> None:
        button = QToolButton()
        button.setObjectName(f"head{index + 1}Button")
        button.setCheckable(True)
        button.setText(str(index + 1))
        if self._per_row:
            button.setFixedWidth(scaled(_NARROW))
            button.setStyleSheet(
                "QToolButton { padding: 4px 0; } QToolButton:focus { padding: 3px 0; }"
            )
        self._group.addButton(button, index)
        in_row = self._per_row or index + 1
        self._grid.addWidget(button, index // in_row, index % in_row)

    def retranslate(self) -> None:
        """Write all texts in the language of now."""
        self.setAccessibleName(self.tr("Head"))
        self._caption.setText(self.tr("Head"))
        for index, button in enumerate(self.buttons):
            text = self.tr("Head {number}").format(number=index + 1)
            button.setAccessibleName(text)
            button.setToolTip(text)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

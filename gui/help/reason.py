"""A small note beside a number (or a card): why it looks as it does, and what one can do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.drawing.fonts import scaled

_WIDTH, _GAP = 340, 8


class ReasonNote(QFrame):
    """Goes away at the next click elsewhere, or with Esc.

    Signals:
        release_wanted: the pinned number is to be released.
        manual_wanted: the chapter about reading the diagram is wanted.
    """

    release_wanted = Signal()
    manual_wanted = Signal()

    def __init__(
        self, title: str, said: Sequence[str], parent: QWidget, *, pinned: bool = False
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("reasonNote")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "floating")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(_label(title, "heading"))
        for sentence in said:
            column.addWidget(_label(sentence, ""))
        line = QHBoxLayout()
        line.setContentsMargins(0, 4, 0, 0)
        more = self._button("reasonManualButton", self.tr("More in the manual"))
        more.clicked.connect(self._want_manual)
        line.addWidget(more)
        if pinned:
            release = self._button("reasonReleaseButton", self.tr("Release"))
            release.clicked.connect(self._want_release)
            line.addWidget(release)
        line.addStretch(1)
        column.addLayout(line)
        self.text = "\n".join([title, *said])
        self.setAccessibleName(self.text)
        self.setFixedWidth(scaled(_WIDTH))
        self.setFixedHeight(column.totalHeightForWidth(scaled(_WIDTH)))

    def show_at(self, area: QRect) -> None:
        """Below what it speaks of (an area of the screen), or above it where there is no room."""
        screen = QGuiApplication.screenAt(area.center()) or self.screen()
        room = screen.availableGeometry()
        left = min(max(area.left(), room.left()), room.right() - self.width())
        top = area.bottom() + _GAP
        if top + self.height() > room.bottom():
            top = max(area.top() - _GAP - self.height(), room.top())
        self.move(QPoint(left, top))
        self.show()

    def _want_release(self) -> None:
        self.close()
        self.release_wanted.emit()

    def _want_manual(self) -> None:
        self.close()
        self.manual_wanted.emit()

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setProperty("kind", "outlined")
        return button


def _label(text: str, kind: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if kind:
        label.setProperty("kind", kind)
    return label

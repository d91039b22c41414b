"""Back and forth through the slides of an export, below its preview."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from gui.appearance import Appearance


class Pager(QWidget):
    """Two buttons and `3 of 17`; hidden where there is one slide.

    Attributes:
        index: which slide, from 0.
        count: how many there are.

    Signals:
        turned: another slide is to be seen.
    """

    turned = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.index, self.count = 0, 1
        self._back, self._next = QToolButton(), QToolButton()
        self._back.setObjectName("previousSlideButton")
        self._next.setObjectName("nextSlideButton")
        self._place = QLabel()
        self._place.setObjectName("slidePlace")
        self._place.setProperty("kind", "muted")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addStretch(1)
        for widget in (self._back, self._place, self._next):
            line.addWidget(widget)
        line.addStretch(1)
        self._back.clicked.connect(self._go_back)
        self._next.clicked.connect(self._go_on)
        self._retranslate()

    def show_count(self, count: int) -> None:
        """There are so many slides now."""
        self.count = max(count, 1)
        self.index = min(self.index, self.count - 1)
        self.setVisible(self.count > 1)
        self._say()

    def _go_back(self) -> None:
        self._turn(-1)

    def _go_on(self) -> None:
        self._turn(1)

    def _turn(self, by: int) -> None:
        self.index = min(max(self.index + by, 0), self.count - 1)
        self._say()
        self.turned.emit()

    def _say(self) -> None:
        text = self.tr("{number} of {count}").format(number=self.index + 1, count=self.count)
        self._place.setText(text)
        self._back.setEnabled(self.index > 0)
        self._next.setEnabled(self.index + 1 < self.count)
        for button, name in ((self._back, "back"), (self._next, "next")):
            button.setIcon(self._appearance.icon(name))
            button.setIconSize(QSize(16, 16))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        for button, text in (
            (self._back, self.tr("Previous slide")),
            (self._next, self.tr("Next slide")),
        ):
            button.setAccessibleName(text)
            button.setToolTip(text)
        self._say()

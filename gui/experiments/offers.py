"""A line of offers: what it is about, and buttons that each take one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QWidget,
)

from engine.sizes import Size


class Offers(QWidget):
    """Sizes that a person can take by a click.

    Signals:
        chosen: a size and its number.
    """

    chosen = Signal(str, int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._label = QLabel()
        self._label.setProperty("kind", "muted")
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._on_clicked)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addWidget(self._label)
        self._row.addStretch(1)
        self._offered: list[tuple[str, Size, int]] = []

    def offer(self, about: str, offered: Sequence[tuple[str, Size, int]]) -> None:
        """Offer sizes (text, size, number); nothing to offer shows nothing."""
        self.setVisible(bool(offered))
        if list(offered) == self._offered and about == self._label.text():
            return
        self._offered = list(offered)
        self._label.setText(about)
        for button in self._group.buttons():
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        for text, size, number in offered:
            button = QToolButton()
            button.setText(text)
            button.setObjectName(f"{self.objectName()}_{size}_{number}")
            button.setAccessibleName(f"{about} {text}")
            button.setProperty("kind", "outlined")
            button.setProperty("offer", (size, number))
            self._group.addButton(button)
            self._row.insertWidget(self._row.count() - 1, button)

    def _on_clicked(self, button: QAbstractButton) -> None:
        size, number = button.property("offer")
        self.chosen.emit(size, number)

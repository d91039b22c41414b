"""Sharing out a row: a slider for every word, and what part of the whole that makes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSlider, QWidget

_START = 50


class Shares(QWidget):
    """Sliders beside words. Only their proportions count, so they need not add up to anything."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shares")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._parts: list[tuple[QLabel, QSlider, QLabel]] = []

    def take_words(self, words: list[str]) -> None:
        """A slider for each word, all alike."""
        for widgets in self._parts:
            for old in widgets:
                self._grid.removeWidget(old)
                old.hide()
                old.deleteLater()
        self._parts = []
        for row, word in enumerate(words):
            label, slider, share = QLabel(word), QSlider(Qt.Orientation.Horizontal), QLabel()
            label.setTextFormat(Qt.TextFormat.PlainText)
            slider.setObjectName(f"share{row}")
            slider.setRange(0, 100)
            slider.setValue(_START)
            slider.setAccessibleName(word)
            slider.valueChanged.connect(self._show)
            share.setMinimumWidth(share.fontMetrics().horizontalAdvance("100 %"))
            share.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(label, row, 0)
            self._grid.addWidget(slider, row, 1)
            self._grid.addWidget(share, row, 2)
            self._parts.append((label, slider, share))
        self._show()

    def values(self) -> list[float]:
        """Where the sliders stand."""
        return [float(slider.value()) for _, slider, _ in self._parts]

    def _show(self, *_changed: object) -> None:
        total = sum(self.values()) or 1.0
        for _, bar, shown in self._parts:
            shown.setText(f"{round(100 * bar.value() / total)} %")
            bar.setAccessibleDescription(shown.text())

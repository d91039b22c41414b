"""Buttons that make the cells of a view larger and smaller."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.appearance import Appearance
from gui.matrix.widgets import icon_button


class ZoomButtons(QWidget):
    """Smaller, larger, fit; for pictures also one cell a pixel.

    Signals:
        steps: by how many steps cells get larger (negative: smaller).
        fit: the whole matrix, or cells of the usual size, is wanted.
        pixels: one cell a pixel is wanted.
    """

    steps = Signal(float)
    fit = Signal()
    pixels = Signal()

    def __init__(self, appearance: Appearance, prefix: str, *, with_pixels: bool = False) -> None:
        super().__init__()
        self._appearance = appearance
        self.smaller = icon_button(f"{prefix}ZoomOutButton", narrow=True)
        self.larger = icon_button(f"{prefix}ZoomInButton", narrow=True)
        self.whole = icon_button(f"{prefix}FitButton", narrow=True)
        self.one = icon_button(f"{prefix}PixelsButton", narrow=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for button in (self.smaller, self.larger, self.whole, self.one):
            row.addWidget(button)
        self.one.setVisible(with_pixels)
        self.smaller.clicked.connect(self._on_smaller)
        self.larger.clicked.connect(self._on_larger)
        self.whole.clicked.connect(self.fit)
        self.one.clicked.connect(self.pixels)
        appearance.changed.connect(self._restyle)
        self._restyle()
        self.retranslate()

    def _on_smaller(self) -> None:
        self.steps.emit(-1.0)

    def _on_larger(self) -> None:
        self.steps.emit(1.0)

    def _restyle(self) -> None:
        for button, icon in ((self.smaller, "minus"), (self.larger, "plus"), (self.whole, "fit")):
            button.setIcon(self._appearance.icon(icon))

    def retranslate(self) -> None:
        """Write all texts in the language of now."""
        self.one.setText("1:1")
        for button, text in (
            (self.smaller, self.tr("Smaller cells (Ctrl+−)")),
            (self.larger, self.tr("Larger cells (Ctrl++)")),
            (self.whole, self.tr("Fit (Ctrl+0)")),
            (self.one, self.tr("One cell, one pixel")),
        ):
            button.setAccessibleName(text)
            button.setToolTip(text)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

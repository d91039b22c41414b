"""The keys of a presentation, as a sheet over the slide."""

from __future__ import annotations

import html

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLabel, QWidget

from engine.errors import translatable
from gui.theme import Theme

KEYS = (
    ("→ PgDn Space", translatable("present", "next")),
    ("← PgUp", translatable("present", "back")),
    ("Home, End", translatable("present", "first step, last step")),
    ("Ctrl+↓, Ctrl+↑", translatable("present", "inside the step, out again")),
    ("1–9", translatable("present", "show that head")),
    ("F2", translatable("present", "change the selected number (or double-click it)")),
    ("Alt+↑, Alt+↓", translatable("present", "change it by 0.1 (Shift 1, Ctrl 0.01); or drag it")),
    ("Del", translatable("present", "release a pinned number")),
    ("Ctrl+Z, Ctrl+Shift+Z", translatable("present", "undo, redo")),
    ("S", translatable("present", "spotlight")),
    ("L", translatable("present", "laser pointer")),
    ("B, W", translatable("present", "black screen, white screen")),
    ("Z", translatable("present", "zoom to the card under the pointer, and back")),
    ("+, −, Ctrl+0", translatable("present", "zoom (or size the spotlight), the whole slide")),
    ("M", translatable("present", "the whole diagram, and back")),
    ("D", translatable("present", "light or dark")),
    ("N", translatable("present", "notes")),
    ("P", translatable("present", "predict: cover the numbers of this step")),
    ("X", translatable("present", "the slide on the other screen")),
    ("H, ?", translatable("present", "these keys")),
    ("Esc, F5", translatable("present", "leave")),
)
_CELL = "style='padding:4px 22px 4px 0; white-space:nowrap'"


class KeySheet(QLabel):
    """Lies in the middle of its window while it is shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("presentKeys")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.hide()
        self._retranslate()

    def toggle(self) -> None:
        """Show or hide it."""
        if self.isVisible():
            self.hide()
            return
        self.adjustSize()
        window = self.parentWidget()
        assert window is not None
        self.move((window.width() - self.width()) // 2, (window.height() - self.height()) // 2)
        self.show()
        self.raise_()

    def restyle(self, look: Theme) -> None:
        """Wear the colours of the slides."""
        self.setStyleSheet(
            f"background: {look.card}; color: {look.text}; border: 2px solid {look.text};"
            "border-radius: 10px; padding: 22px 8px 22px 30px; font-size: 17px;"
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        rows = "".join(
            f"<tr><td {_CELL}><b>{html.escape(keys)}</b></td><td {_CELL}>"
            f"{html.escape(QCoreApplication.translate('present', text))}</td></tr>"
            for keys, text in KEYS
        )
        self.setText(f"<table>{rows}</table>")

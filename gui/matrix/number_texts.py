"""Numbers ready to be drawn: formatted and laid out once, kept for the next frame."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QStaticText

from engine.numbers import format_number
from gui.drawing.fonts import font, run_width
from gui.drawing.primitives import TextRun

#: How many numbers are kept: many times what one view shows.
_MOST = 1 << 14


class NumberTexts:
    """The texts of numbers with so many decimals in one size of one font.

    Attributes:
        font: what they are drawn in.
        height: of a line (px).
    """

    def __init__(self, decimals: int, size: float, weight: int = 500) -> None:
        self.font: QFont = font("ui", size, weight)
        self._decimals = decimals
        self._size = size
        self._weight = weight
        self._kept: dict[float, tuple[QStaticText, float]] = {}
        self.height = self._laid_out("0")[0].size().height()

    def of(self, value: float) -> tuple[QStaticText, float]:
        """The text of a value and its width (px)."""
        found = self._kept.get(value)
        if found is None:
            if len(self._kept) >= _MOST:
                self._kept.clear()
            found = self._laid_out(format_number(value, self._decimals, fixed=True))
            self._kept[value] = found
        return found

    def _laid_out(self, text: str) -> tuple[QStaticText, float]:
        made = QStaticText(text)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        made.prepare(font=self.font)
        return made, run_width(TextRun(text, "", weight=self._weight), self._size)


@lru_cache(maxsize=8)
def number_texts(decimals: int, size: float, weight: int = 500) -> NumberTexts:
    """The texts that views of the same decimals and size share."""
    return NumberTexts(decimals, size, weight)

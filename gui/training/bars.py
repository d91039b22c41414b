"""How a word leans on a sentence: a bar under every word."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.numbers import format_number
from engine.ops import Array
from gui.appearance import Appearance
from gui.drawing.fonts import font, scaled

_HEIGHT, _BAR = 112, 56


class AttentionBars(QWidget):
    """The weights of one row above the words of its sentence, with their numbers.

    Signals:
        asked: a word was clicked, or gone to with the arrow keys: its place.
    """

    asked = Signal(int)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._words: list[str] = []
        self._weights: list[float] = []
        self._asked, self._answer = 0, ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.update)

    def show_row(self, words: Sequence[str], weights: Array, asked: int, answer: str) -> None:
        """Show a sentence.

        Args:
            weights: of its words, 0 to 1.
            asked: which word leans on the others.
            answer: what the classifier says, `fruit 0.98`.
        """
        self._words, self._weights = list(words), [float(w) for w in weights]
        self._asked, self._answer = asked, answer
        listed = ", ".join(
            f"{word} {format_number(weight, 2)}"
            for word, weight in zip(self._words, self._weights, strict=True)
        )
        self.setAccessibleName(f"{listed}. {answer}")
        self.update()

    @property
    def weights(self) -> list[float]:
        """What is shown."""
        return self._weights

    def sizeHint(self) -> QSize:
        return QSize(scaled(420), scaled(_HEIGHT))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._words and event.button() == Qt.MouseButton.LeftButton:
            self.asked.emit(int(event.position().x() / (self.width() / len(self._words))))
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.asked.emit(self._asked + step)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._words:
            return
        look = self._appearance.theme
        painter = QPainter(self)
        room, high = self.width() / len(self._words), self.height()
        line = high - scaled(38)
        for place, (word, weight) in enumerate(zip(self._words, self._weights, strict=True)):
            area = QRectF(place * room, 0, room, high)
            bar = scaled(_BAR) * (weight if 0 <= weight <= 1 else 0.0)
            fill = look.sequential.fills[look.sequential.index(weight)]
            painter.fillRect(
                QRectF(area.center().x() - room * 0.3, line - bar, room * 0.6, bar), QColor(fill)
            )
            painter.setPen(QColor(look.text))
            painter.setFont(font("ui", scaled(11)))
            number = QRectF(area.x(), line - bar - scaled(16), room, scaled(15))
            painter.drawText(number, Qt.AlignmentFlag.AlignCenter, format_number(weight, 2))
            painter.setFont(font("ui", scaled(12), 700 if place == self._asked else 400))
            name = QRectF(area.x() - 8, line + 2, room + 16, scaled(17))
            painter.drawText(name, Qt.AlignmentFlag.AlignCenter, word)
        painter.setPen(QColor(look.strong))
        painter.drawLine(0, line, self.width(), line)
        painter.setPen(QColor(look.muted))
        painter.setFont(font("ui", scaled(12)))
        wide = QFontMetricsF(painter.font()).horizontalAdvance(self._answer)
        middle = (min(self._asked, len(self._words) - 1) + 0.5) * room  # of the word that is asked
        left = max(min(middle - wide / 2, self.width() - wide - 2), 2.0)
        painter.drawText(QPointF(left, line + scaled(33)), self._answer)
        if self.hasFocus():
            painter.setPen(QColor(look.focus))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

"""Word vectors in a plane: what every word hands over, and where mixing has taken each word."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QToolTip, QVBoxLayout, QWidget

from engine.numbers import format_number
from engine.ops import Array
from engine.planes import Plane, nearest, plane
from gui.appearance import Appearance
from gui.document import Document
from gui.drawing.fonts import font, scaled

_MARGIN, _DOT, _NEAR = 0.12, 3.5, 9.0
_NEIGHBOURS = 4


class VectorPicture(QWidget):
    """Values of words as dots, those of the sentence named, and an arrow to each word's mix."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("vectorPicture")
        self.setMouseTracking(True)
        self.setMinimumSize(420, 320)
        self._appearance = appearance
        self.names: list[str] = []
        self.points = np.zeros((0, 2))
        self.spoken: list[tuple[str, Array, Array]] = []
        self.chosen = -1
        appearance.changed.connect(self.update)

    def show_points(
        self,
        names: list[str],
        points: Array,
        spoken: list[tuple[str, Array, Array]],
        chosen: int,
    ) -> None:
        """Show words.

        Args:
            names, points: of all words there are. [word, 2]
            spoken: of the sentence: each word, where its own value stands, where its mix does.
            chosen: which word of the sentence is spoken about.
        """
        self.names, self.points, self.spoken, self.chosen = names, points, spoken, chosen
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(look.card))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.ghost))
        for point in self.points:
            painter.drawEllipse(self._at(point), _DOT, _DOT)
        for place, (word, own, mixed) in enumerate(self.spoken):
            strong = place == self.chosen
            ink = look.roles["attention" if strong else "value"].ink
            start, end = self._at(own), self._at(mixed)
            painter.setPen(QPen(QColor(ink), 3 if strong else 1))
            painter.drawLine(start, end)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ink))
            painter.drawEllipse(start, _DOT + 1, _DOT + 1)
            painter.drawRect(QRectF(end.x() - 4, end.y() - 4, 8, 8))
            painter.setPen(QColor(look.text))
            painter.setFont(font("ui", scaled(13), 700 if strong else 400))
            painter.drawText(start + QPointF(8, -6), word)
        painter.setPen(QColor(look.hairline))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        for name, point in zip(self.names, self.points, strict=True):
            if (self._at(point) - at).manhattanLength() < _NEAR:
                QToolTip.showText(event.globalPosition().toPoint(), name, self)
                return
        QToolTip.hideText()

    def _at(self, point: Array) -> QPointF:
        """A point of the plane in the picture, both ways to one scale."""
        places = [self.points, *(np.stack([own, mixed]) for _, own, mixed in self.spoken)]
        every = np.concatenate([part for part in places if len(part)])
        low, high = every.min(axis=0), every.max(axis=0)
        span = float(max((high - low).max(), 1e-9))
        room = min(self.width(), self.height()) * (1 - 2 * _MARGIN)
        middle = (low + high) / 2
        x, y = (point - middle) / span * room
        return QPointF(self.width() / 2 + x, self.height() / 2 - y)


class VectorWindow(QWidget):
    """The picture of the open example, live."""

    def __init__(
        self, document: Document, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("vectorWindow")
        self._document = document
        self.picture = VectorPicture(appearance)
        self._said = QLabel()
        self._said.setObjectName("vectorText")
        self._said.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 18, 18, 16)
        column.setSpacing(12)
        column.addWidget(self.picture, 1)
        column.addWidget(self._said)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.refresh)
        for signal in (
            document.values_changed, document.structure_changed, document.words_changed,
            document.head_changed, document.selection_changed,
        ):  # fmt: skip
            signal.connect(self._refresh_later)
        self._retranslate()
        self.refresh()
        self.resize(640, 620)

    def _refresh_later(self, *_: object) -> None:
        if self.isVisible():
            self._later.start()

    def refresh(self) -> None:
        """Show the numbers of now."""
        document = self._document
        values, mixed = (document.plane(document.in_block(n)) for n in ("V", "head_output"))
        names, vectors = self._words(values)
        if document.predicting.on or not (np.isfinite(vectors).all() and
                                              np.isfinite(mixed).all()):  # fmt: skip
            self._said.setText(self.tr("There is nothing to be shown now."))
            self.picture.show_points([], np.zeros((0, 2)), [], -1)
            return
        seen: Plane = plane(vectors)
        own, after = seen.place(self._own(values)), seen.place(mixed)
        chosen = self._chosen(len(mixed))
        words = document.words
        spoken = [(words[at], own[at], after[at]) for at in range(len(mixed))]
        self.picture.show_points(names, seen.place(vectors), spoken, chosen)
        near = ", ".join(
            f"{names[at]} {format_number(cosine, 2)}"
            for at, cosine in nearest(mixed[chosen], vectors, _NEIGHBOURS)
        )
        text = self.tr(
            "Dots are what words hand over (their values), squares what a word has become by "
            "mixing. The mix of {word} points most like: {words}. The picture shows {share} % of "
            "the spread."
        )
        share = format_number(seen.share * 100, 0)
        self._said.setText(text.format(word=words[chosen], words=near, share=share))
        self.picture.setAccessibleName(self._said.text())

    def _words(self, values: Array) -> tuple[list[str], Array]:
        """All words that have a value: those that were learnt, else those of the sentence."""
        document = self._document
        learnt = document.vocabulary
        matrix = document.plane(document.in_block("W_V"))
        if learnt is not None and learnt.vectors.shape[1] == matrix.shape[0]:
            words = [word.text(document.language) for word in learnt.words]
            return words, learnt.vectors @ matrix
        there = document.memory_words if document.config.memory else document.words
        return list(there), values

    def _own(self, values: Array) -> Array:
        """The value of each word of the sentence itself; with a memory there is none: the mean."""
        if not self._document.config.memory:
            return values
        count = len(self._document.words)
        return np.repeat(values.mean(axis=0)[None], count, axis=0)

    def _chosen(self, count: int) -> int:
        """The word whose row is selected, else the one in the middle of the lesson's attention."""
        document = self._document
        lit = document.lit
        row = lit[1][-2] if lit is not None else 0
        return min(row, count - 1)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._refresh_later()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Softmix: word vectors"))

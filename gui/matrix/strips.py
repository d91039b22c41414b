"""Strips along the sides of a matrix: its labels beside a heat map, its sums beside either view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from engine.ops import Array
from gui.appearance import Appearance
from gui.drawing.painter import colour
from gui.matrix.axis_labels import (
    PADDING,
    LabelLook,
    Track,
    paint_labels,
    paint_turned_labels,
    widest,
)
from gui.matrix.number_texts import NumberTexts, number_texts

_NOWHERE = Track(0, 1, 0)
#: What stands around a sum (px).
_PAD = 12
#: The longest word over a column that is not cut (px).
_LONGEST = 96


class LabelStrip(QWidget):
    """The labels of the rows or the columns of a picture; a click passes through."""

    def __init__(self, appearance: Appearance, *, down: bool, size: float = 13.0) -> None:
        super().__init__()
        self.setObjectName("rowLabels" if down else "columnLabels")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._appearance = appearance
        self._down = down
        self._size = size
        self.labels: Sequence[str] = ()
        self._words = False
        self._longest = 0.0
        self._track = _NOWHERE
        self._lit: Mapping[int, str] = {}

    def thickness(self, cell: float) -> float:
        """The room it wants across its direction, beside cells of a size (px)."""
        if not any(self.labels):
            return 4.0
        if self._down:
            return self._longest + 20
        return min(self._longest, _LONGEST) + 12 if self._turns(cell) else self._size * 1.75

    def _turns(self, cell: float) -> bool:
        """Whether words over columns stand on end, because they are longer than cells are wide."""
        return self._words and not self._down and self._size + 1 <= cell < self._longest + PADDING

    def show_labels(self, labels: Sequence[str], *, words: bool) -> None:
        """Other labels; `words` are each wanted, while numbers may leave some out."""
        if labels is not self.labels:
            self.labels, self._words = labels, words
            self._longest = widest(labels, self._size, 600)
            self.update()

    def show_track(self, track: Track) -> None:
        """The cells stand elsewhere, or are of another size."""
        if track != self._track:
            self._track = track
            self.update()

    def show_lit(self, lit: Mapping[int, str]) -> None:
        """Other labels are lit."""
        if lit != self._lit:
            self._lit = dict(lit)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.labels:
            return
        look = LabelLook(
            self._appearance.theme, self._size, self._down, centred=True, lit=self._lit
        )
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
            area = QRectF(self.rect())
            if self._turns(self._track.size):
                paint_turned_labels(painter, area, self.labels, self._track, look)
            else:
                paint_labels(painter, area, self.labels, self._longest, self._track, look)


class SumStrip(QWidget):
    """The sum of every row (down) or of every column (across): numbers, or bars where crowded.

    Attributes:
        sums: one for every row or column.
        track: where these stand.
    """

    def __init__(self, appearance: Appearance, *, down: bool, centred: bool = False) -> None:
        super().__init__()
        self.setObjectName("rowSums" if down else "columnSums")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._appearance = appearance
        self._down = down
        self._centred = centred
        self.sums: Array = np.zeros(0)
        self.track = _NOWHERE
        self._decimals = 0
        self._numeral = 13.0
        self._need = 0.0

    @property
    def thickness(self) -> float:
        """The room it wants across its direction (px)."""
        return max(self._need, 40.0) if self._down else max(self._texts().height + 10, 26.0)

    def show_sums(self, sums: Array, decimals: int, numeral: float) -> None:
        """Other sums, or other digits of them."""
        self.sums, self._decimals, self._numeral = sums, decimals, numeral
        finite = sums[np.isfinite(sums)]
        ends = [float(finite.min()), float(finite.max())] if finite.size else [0.0]
        self._need = max(self._texts().of(end)[1] for end in ends) + _PAD
        self.update()

    def show_track(self, track: Track) -> None:
        """The cells stand elsewhere, or are of another size."""
        if track != self.track:
            self.track = track
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, track = self._appearance.theme, self.track
        cells = track.visible(self.height() if self._down else self.width())
        if not cells or len(self.sums) != track.count:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
            painter.fillRect(self.rect(), colour(theme.band))
            if track.size >= (self._texts().height if self._down else self._need):
                self._write(painter, cells)
            else:
                self._draw_bars(painter, cells)

    def _texts(self) -> NumberTexts:
        return number_texts(self._decimals, self._numeral)

    def _write(self, painter: QPainter, cells: range) -> None:
        texts, track = self._texts(), self.track
        painter.setFont(texts.font)
        painter.setPen(colour(self._appearance.theme.text))
        for index in cells:
            text, width = texts.of(float(self.sums[index]))
            if self._down:
                at = QPointF(
                    self.width() - width - _PAD / 2,
                    track.edge(index) + (track.size - texts.height) / 2,
                )
            else:
                room = track.size - width
                pad = room / 2 if self._centred else min(max(track.size * 0.14, 6.0), 16.0)
                left = track.edge(index) + room - pad
                at = QPointF(left, (self.height() - texts.height) / 2)
            painter.drawStaticText(at, text)

    def _draw_bars(self, painter: QPainter, cells: range) -> None:
        """Bars from a middle line; where cells are below a pixel, the longest of each pixel."""
        theme, track = self._appearance.theme, self.track
        sums = np.nan_to_num(self.sums, nan=0.0, posinf=0.0, neginf=0.0)
        peak = float(np.abs(sums).max(initial=0.0)) or 1.0
        breadth = self.width() if self._down else self.height()
        middle, reach = breadth / 2, breadth / 2 - 2
        thick = max(track.size, 1.0)
        step = max(round(1 / track.size), 1)
        high, low = colour(theme.diverging.fills[-1]), colour(theme.diverging.fills[0])
        for first in range(cells.start, cells.stop, step):
            part = sums[first : first + step]
            value = float(part[np.abs(part).argmax()])
            length = value / peak * reach
            start, end = sorted((middle, middle + length if self._down else middle - length))
            at = track.edge(first)
            area = (
                QRectF(start, at, end - start, thick)
                if self._down
                else QRectF(at, start, thick, end - start)
            )
            painter.fillRect(area, high if value > 0 else low)

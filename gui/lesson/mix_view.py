"""The weighted values of a word, in the lesson."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.appearance import Appearance
from gui.document import Document
from gui.drawing.fonts import scaled
from gui.drawing.mix_table import MixTable, mix_height, mix_keys, mix_table
from gui.drawing.painter import paint

#: Smaller numerals, before there are fewer decimals than this.
_SIZE, _SMALLER = 13.0, (12.0, 11.0)
_FEWEST_DECIMALS = 3


class MixView(QWidget):
    """Paints the mix table of the step's word in the width there is; hidden where there is none."""

    def __init__(
        self, document: Document, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("mixTable")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._document = document
        self._appearance = appearance
        self._table: MixTable | None = None
        self._show_sum = False

    def refresh(self) -> None:
        """The step, a number or the look is another."""
        document = self._document
        self._table = None
        self.setVisible(self._wanted)
        if self._wanted:
            shown = document.visible()[document.in_block("head_output")]
            self._show_sum = bool(shown[self._word].all())
            self.setAccessibleName(self.tr("Weighted values"))
            self.setAccessibleDescription(self._laid_out().spoken)
            self.updateGeometry()
            self.update()

    @property
    def _wanted(self) -> bool:
        asking = self._document.predicting.asking  # its rows add up to the answer
        return self._document.cursor.step.mix_of is not None and not asking

    @property
    def _word(self) -> int:
        return min(self._document.cursor.step.mix_of or 0, len(self._document.words) - 1)

    def _laid_out(self) -> MixTable:
        if self._table is None:
            self._table = self._make(scaled(_SIZE))
            for size in _SMALLER:
                if self._table.decimals < _FEWEST_DECIMALS:
                    self._table = self._make(scaled(size))
        return self._table

    def _make(self, size: float) -> MixTable:
        return mix_table(
            self._document,
            self._appearance.theme,
            self._word,
            self.width(),
            show_sum=self._show_sum,
            size=size,
        )

    def sizeHint(self) -> QSize:
        height = 0.0
        if self._wanted:
            keys = mix_keys(self._document)
            height = mix_height(keys, show_sum=self._show_sum, size=scaled(_SIZE))
        return QSize(280, math.ceil(height))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._table = None
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._wanted:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint(painter, self._laid_out().primitives)
            painter.end()

"""The weighted values of a word, in the lesson."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.appearance import Appearance
from gui.document import Document
from gui.drawing.mix_table import MixTable, mix_table
from gui.drawing.painter import paint

#: Smaller numerals, before there are fewer decimals than this.
_SIZE, _SMALL = 13.0, 12.0
_FEWEST_DECIMALS = 3


class MixView(QWidget):
    """Paints the mix table of the step's word in the width there is; hidden where there is none."""

    def __init__(
        self, document: Document, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("mixTable")
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._document = document
        self._appearance = appearance
        self._tables: dict[int, MixTable] = {}

    def refresh(self) -> None:
        """The step, a number or the look is another."""
        self._tables = {}
        wanted = self._document.cursor.step.mix_of is not None
        self.setVisible(wanted)
        if wanted:
            table = self._table(self.width())
            self.setAccessibleName(self.tr("Weighted values"))
            self.setAccessibleDescription(table.spoken)
            self.updateGeometry()
            self.update()

    def _table(self, width: int) -> MixTable:
        if width not in self._tables:
            self._tables[width] = self._laid_out(width)
        return self._tables[width]

    def _laid_out(self, width: int) -> MixTable:
        document = self._document
        word = min(document.cursor.step.mix_of or 0, len(document.words) - 1)
        show_sum = bool(document.visible()["head_output"][word].all())
        look = self._appearance.theme
        table = mix_table(document, look, word, width, show_sum=show_sum, size=_SIZE)
        if table.decimals >= _FEWEST_DECIMALS:
            return table
        return mix_table(document, look, word, width, show_sum=show_sum, size=_SMALL)

    def sizeHint(self) -> QSize:
        return QSize(280, self.heightForWidth(280))

    def heightForWidth(self, width: int) -> int:
        if self._document.cursor.step.mix_of is None:
            return 0
        return round(self._table(width).height + 0.5)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._document.cursor.step.mix_of is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(painter, self._table(self.width()).primitives)
        painter.end()

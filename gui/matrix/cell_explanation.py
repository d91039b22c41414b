"""The strip that says how the lit cell is made."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontInfo, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from gui.appearance import Appearance
from gui.document import Document
from gui.drawing.explanation import WIDE, explanation_picture, explanation_text
from gui.drawing.painter import paint
from gui.drawing.primitives import Primitive

_TOP = 12


class CellExplanation(QWidget):
    """Paints the explanation of the document's lit cell, with a button to release a pin.

    Attributes:
        margin: the room left and right of the picture (px).

    It never shrinks within a step, so that pointing at cells moves nothing about.
    """

    def __init__(
        self, document: Document, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("cellExplanation")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.document = document
        self.appearance = appearance
        self.margin = 20
        self._picture: list[Primitive] = []
        self._height = 0.0
        self._tallest = 0
        self._width = -1
        self.release_button = QPushButton(self)
        self.release_button.setObjectName("releaseButton")
        self.release_button.setProperty("kind", "primary")
        self.release_button.clicked.connect(self._release)
        self.release_button.hide()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)
        document.lit_changed.connect(self.refresh)
        document.structure_changed.connect(self._start_over)
        document.step_changed.connect(self._start_over)
        document.words_changed.connect(self.refresh)
        appearance.changed.connect(self.refresh)
        self.retranslate()

    def retranslate(self) -> None:
        """Write all texts in the language of now."""
        self.setAccessibleName(self.tr("How this cell is made"))
        self.release_button.setText(self.tr("Release cell"))
        self.release_button.setAccessibleName(self.tr("Release cell"))
        self.refresh()

    def refresh(self) -> None:
        """Lay the picture out anew."""
        scale = self._scale()
        width = max(self.width() - 2 * self.margin, 120)
        explanation = self.document.explanation()
        pinned = explanation is not None and explanation.pinned
        button = self.release_button
        room = 0
        if pinned and width >= WIDE * scale:
            room = button.sizeHint().width() + 24
        self._picture, self._height = explanation_picture(
            self.document, self.appearance.theme, width - room, scale
        )
        needed = self._height + 2 * _TOP
        if pinned:
            needed = self._place_button(needed, beside=room > 0)
        button.setVisible(pinned)
        least = round((168 if width >= WIDE * scale else 178) * scale)
        self._tallest = max(self._tallest, round(needed), least)
        if self.minimumHeight() != self._tallest:
            self.setMinimumHeight(self._tallest)
            self.updateGeometry()
        self.setAccessibleDescription(explanation_text(self.document, self.appearance.theme))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, self._tallest)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
            painter.translate(self.margin, _TOP)
            paint(painter, self._picture)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.width() != self._width:
            self._width = self.width()
            self._tallest = 0
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self._start_over()
        super().changeEvent(event)

    def _place_button(self, needed: float, *, beside: bool) -> float:
        """Put the button under the picture or beside it; returns the height that takes."""
        size = self.release_button.sizeHint()
        if beside:
            y = max(needed, self._tallest) - _TOP - size.height()
        else:
            y = needed - _TOP + 8
            needed += size.height() + 8
        x = self.width() - self.margin - size.width() if beside else self.margin
        self.release_button.setGeometry(x, round(y), size.width(), size.height())
        return needed

    def _scale(self) -> float:
        return max(QFontInfo(self.font()).pixelSize() / 14, 0.75)

    def _start_over(self) -> None:
        self._tallest = 0
        self.refresh()

    def _release(self) -> None:
        if self.document.lit is not None:
            self.document.release(*self.document.lit)

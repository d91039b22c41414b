"""The strip that says how the lit cell is made."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontInfo, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from engine.explain import Explanation
from gui.appearance import Appearance
from gui.document import Document
from gui.drawing.explanation import WIDE, describe, making_picture
from gui.drawing.painter import paint
from gui.drawing.primitives import Primitive

_TOP = 12


class CellExplanation(QWidget):
    """Paints the explanation of the document's lit cell, with a button to release a pin.

    Attributes:
        margin: the room left and right of the picture (px).
        respect_lesson: a cell the lesson has not shown yet is not explained.

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
        self.respect_lesson = True
        self._stale = True
        self._laid_out: tuple[object, ...] = ()
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
        document.words_changed.connect(self._start_over)
        appearance.changed.connect(self.refresh)
        self.retranslate()

    def retranslate(self) -> None:
        """Write all texts in the language of now."""
        self.setAccessibleName(self.tr("How this cell is made"))
        self.release_button.setText(self.tr("Release cell"))
        self.release_button.setAccessibleName(self.tr("Release cell"))
        self._start_over()

    def refresh(self) -> None:
        """Lay the picture out anew where it changed (at once if it is seen, else when it is)."""
        self._stale = not self.isVisible()
        if not self._stale:
            self._lay_out()

    def _shown(self) -> Explanation | None:
        """The explanation of the lit cell, if the lesson has shown the cell."""
        document = self.document
        lit = document.lit
        hidden = self.respect_lesson and lit is not None and not document.is_shown(*lit)
        return None if hidden else document.explanation()

    def _lay_out(self) -> None:
        self._stale = False
        document, theme = self.document, self.appearance.theme
        scale = self._scale()
        width = max(self.width() - 2 * self.margin, 120)
        explanation = self._shown()
        finite = explanation is None or math.isfinite(explanation.value)
        revision = 0 if finite else document.revision
        wanted = (explanation, theme.name, width, scale, self.height(), revision)
        if wanted == self._laid_out:
            return
        self._laid_out = wanted
        pinned = explanation is not None and explanation.pinned
        button = self.release_button
        room = 0
        if pinned and width >= WIDE * scale:
            room = button.sizeHint().width() + 24
        making = describe(document, theme, explanation)
        self._picture, self._height = making_picture(document, theme, making, width - room, scale)
        needed = self._height + 2 * _TOP
        if pinned:
            needed = self._place_button(needed, beside=room > 0)
        button.setVisible(pinned)
        least = round((168 if width >= WIDE * scale else 178) * scale)
        self._tallest = max(self._tallest, round(needed), least)
        if self.minimumHeight() != self._tallest:
            self.setMinimumHeight(self._tallest)
            self.updateGeometry()
        self.setAccessibleDescription(making.plain)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, self._tallest)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._stale:
            self._lay_out()  # painted without being shown: a picture of a hidden window
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
            self._laid_out = ()
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
        self._laid_out = ()
        self.refresh()

    def _release(self) -> None:
        if self.document.lit is not None:
            self.document.release(*self.document.lit)

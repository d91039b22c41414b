"""The picture of how the lit cell is made, with what stands below it: the list of all terms."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontInfo, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QScrollArea, QSizePolicy, QWidget

from engine.explain import Explanation
from gui.appearance import Appearance
from gui.document import Document
from gui.drawing.explanation import (
    WIDE,
    describe,
    hidden_making,
    making_picture,
    trail_picture,
)
from gui.drawing.painter import paint
from gui.drawing.primitives import Primitive, moved
from gui.matrix.term_list import AllTerms

#: From the top of the strip to the picture (px).
TOP = 12
#: The list of all terms is no lower than this.
_LEAST = 150


class ExplanationStrip(QWidget):
    """Lays out and paints the trail, the explanation and the list of all terms.

    Attributes:
        margin: the room left and right of the picture (px).
        respect_lesson: a cell the lesson has not shown yet is not explained.
        all_terms: the list of all terms; None until it is first asked for.
        picture: what is painted, from the corner at (margin, TOP) on.
        said: the same as plain sentences.

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
        self.all_terms: AllTerms | None = None
        self.picture: list[Primitive] = []
        self.said = ""
        self._stale = True
        self._laid_out: tuple[object, ...] = ()
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
        document.selection_changed.connect(self.refresh)
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

    # -- the picture -------------------------------------------------------------------------------

    def _is_hidden(self) -> bool:
        """Whether the lit cell is one the lesson has not shown."""
        document, lit = self.document, self.document.lit
        respects = self.respect_lesson or document.predicting.asking
        return respects and lit is not None and not document.is_shown(*lit)

    def _lay_out(self) -> None:
        self._stale = False
        document, theme = self.document, self.appearance.theme
        scale = self._scale()
        width = max(self.width() - 2 * self.margin, 120)
        hidden = self._is_hidden()
        explanation = None if hidden else document.explanation()
        finite = explanation is None or math.isfinite(explanation.value)
        revision = 0 if finite else document.revision
        wanted = (
            explanation,
            document.lit if hidden else None,
            document.trail.places,
            document.exact(explanation) if explanation and document.shows_exact else None,
            self.all_terms is not None and not self.all_terms.isHidden(),
            theme.name,
            width,
            scale,
            self.height(),
            revision,
        )
        if wanted == self._laid_out:
            return
        self._laid_out = wanted
        pinned = explanation is not None and explanation.pinned
        button = self.release_button
        room = 0
        if pinned and width >= WIDE * scale:
            room = button.sizeHint().width() + 24
        making = describe(document, theme, explanation, exact=True)
        if hidden and document.lit is not None:
            making = hidden_making(document, theme, *document.lit)
        trail, high = trail_picture(document, theme, width - room, scale)
        picture, height = making_picture(document, theme, making, width - room, scale)
        self.picture = [*trail, *moved(picture, 0, high)]
        needed = high + height + 2 * TOP
        if pinned:
            needed = self._place_button(needed, beside=room > 0)
        button.setVisible(pinned)
        needed = self._place_terms(needed, explanation)
        least = round((168 if width >= WIDE * scale else 178) * scale)
        self._tallest = max(self._tallest, round(needed), least)
        if self.minimumHeight() != self._tallest:
            self.setMinimumHeight(self._tallest)
            self.updateGeometry()
        self.said = making.plain
        self.on_laid_out()
        self.update()

    def on_laid_out(self) -> None:
        """The picture is another one."""
        self.setAccessibleDescription(self.said)

    def paint_below(self, painter: QPainter) -> None:
        """What stands behind the picture."""

    def paint_above(self, painter: QPainter) -> None:
        """What stands on the picture."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._stale:
            self._lay_out()  # painted without being shown: a picture of a hidden window
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
            painter.translate(self.margin, TOP)
            self.paint_below(painter)
            paint(painter, self.picture)
            self.paint_above(painter)

    def sizeHint(self) -> QSize:
        return QSize(320, self._tallest)

    def _place_button(self, needed: float, *, beside: bool) -> float:
        """Put the button under the picture or beside it; returns the height that takes."""
        size = self.release_button.sizeHint()
        if beside:
            y = max(needed, self._tallest) - TOP - size.height()
        else:
            y = needed - TOP + 8
            needed += size.height() + 8
        x = self.width() - self.margin - size.width() if beside else self.margin
        self.release_button.setGeometry(x, round(y), size.width(), size.height())
        return needed

    # -- the list of all terms ---------------------------------------------------------------------

    def show_all_terms(self, shown: bool) -> None:
        """Open the list of all terms under the picture, or close it; the focus goes along."""
        if shown and self.all_terms is None:
            self.all_terms = AllTerms(self.document, self.appearance, self)
            self.all_terms.closed.connect(self._close_terms)
        if self.all_terms is None:
            return
        self.all_terms.setVisible(shown)
        if not shown:
            self._tallest = 0
        self._lay_out()
        self.all_terms.setFocus() if shown else self.setFocus(Qt.FocusReason.OtherFocusReason)
        if shown:
            self._reveal_terms()

    def _close_terms(self) -> None:
        self.show_all_terms(False)

    def _place_terms(self, needed: float, explanation: Explanation | None) -> float:
        """Put the list under everything else; returns the height with it."""
        box = self.all_terms
        if box is None or box.isHidden():
            return needed
        box.explain(explanation)
        high, area = box.sizeHint().height(), self.scroll_area()
        if area is not None:  # all of it can be in sight at once
            high = min(high, max(area.viewport().height() - 12, round(_LEAST * self._scale())))
        room = self.width() - 2 * self.margin + 16
        box.setGeometry(self.margin - 8, round(needed) - 4, room, high)
        return needed + high + 6

    def _reveal_terms(self) -> None:
        area = self.scroll_area()
        inside = area.widget() if area is not None else None
        if area is not None and inside is not None and self.all_terms is not None:
            inside.adjustSize()
            area.ensureWidgetVisible(self.all_terms, 0, 8)

    def scroll_area(self) -> QScrollArea | None:
        """The area the strip scrolls in, if it stands in one."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        return above

    # -- following ---------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._lay_out()

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

    def _scale(self) -> float:
        return max(QFontInfo(self.font()).pixelSize() / 14, 0.75)

    def _start_over(self) -> None:
        self._tallest = 0
        self._laid_out = ()
        self.refresh()

    def _release(self) -> None:
        if self.document.lit is not None:
            self.document.release(*self.document.lit)

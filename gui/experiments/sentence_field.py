"""The words of the example as one line of text: type another sentence, press Enter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QHideEvent, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from engine.graph import Axis
from engine.words import join_words
from gui.document import Document
from gui.drawing.fonts import scaled
from gui.experiments.kept_edit import KeptEdit

_NOTE_WIDTH = 330


class _WordsEdit(KeptEdit):
    """The words of the sentence or of the memory as text."""

    def __init__(self, document: Document, axis: Axis) -> None:
        super().__init__(document)
        self._axis: Axis = axis

    def read(self) -> str:
        words = self.document.axis_names(self._axis)
        return join_words(words, listed=self.document.config.memory)

    def write(self, text: str) -> None:
        self.document.set_sentence(text, self._axis)


class SentenceField(QWidget):
    """Shows the words of the sentence, or of the memory. Enter sets them, Esc shows them again.

    While it has the focus, a note under it says what becomes of new words, or why what was typed
    is refused.
    """

    def __init__(self, document: Document, axis: Axis, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._axis: Axis = axis
        self._label = QLabel()
        self._label.setProperty("kind", "muted")
        self.edit = _WordsEdit(document, axis)
        self.edit.setObjectName("memoryEdit" if axis == "memory" else "sentenceEdit")
        self.edit.setMinimumWidth(scaled(84))
        self.edit.installEventFilter(self)
        self.edit.refused.connect(self._say)
        self._label.setBuddy(self.edit)
        self._note = QLabel()
        self._note.setObjectName(f"{axis}Note")
        self._note.setWordWrap(True)
        self._note.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._label)
        row.addWidget(self.edit, 1)
        self.setMaximumWidth(scaled(460))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        document.structure_changed.connect(self._follow)
        document.words_changed.connect(self._follow)
        self._retranslate()
        self._follow()

    def show_label(self, shown: bool) -> None:
        """Whether there is room for the name of the field beside it."""
        self._label.setVisible(shown)

    def enter(self) -> None:
        """Give the field the focus, its text selected."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _follow(self) -> None:
        self.setVisible(self._axis == "word" or self._document.config.memory)
        self.edit.refresh()

    # -- the note under the field ------------------------------------------------------------------

    def _say(self, refusal: str) -> None:
        self._note.setProperty("wrong", bool(refusal))
        self._note.style().unpolish(self._note)
        self._note.style().polish(self._note)
        self._note.setText(refusal or self._help())
        self.edit.setAccessibleDescription(self._note.text())
        self._place()

    def _help(self) -> str:
        return self.tr(
            "Enter sets the words, Esc brings them back. A new word gets a vector computed from "
            "the word itself: the same word always has the same vector."
        )

    def _place(self) -> None:
        """Put the note under the field, over whatever is there."""
        window = self.window()
        if self._note.parent() is not window:
            self._note.setParent(window)
        width = min(max(self.edit.width(), scaled(_NOTE_WIDTH)), window.width() - 16)
        self._note.setFixedWidth(width)
        self._note.adjustSize()
        under = self.edit.mapTo(window, QPoint(0, self.edit.height() + 6))
        self._note.move(min(under.x(), window.width() - width - 8), under.y())
        self._note.setVisible(self.edit.hasFocus())
        self._note.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._place()
        elif event.type() == QEvent.Type.FocusOut:
            self._note.hide()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow_place()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._follow_place()

    def hideEvent(self, event: QHideEvent) -> None:
        self._note.hide()
        super().hideEvent(event)

    def _follow_place(self) -> None:
        if self._note.isVisible():
            self._place()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        memory = self._axis == "memory"
        name = self.tr("Memory") if memory else self.tr("Sentence")
        self._label.setText(name)
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(self.tr("Type words in any language"))
        self.edit.setToolTip(
            self.tr("The words that keys and values come from")
            if memory
            else self.tr("The words of the example (Ctrl+L)")
        )
        self._note.setText(self._help())
        self.edit.setAccessibleDescription(self._help())
        self.edit.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

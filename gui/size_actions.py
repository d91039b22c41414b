"""Adding, removing and renaming words and feature columns, and all sizes, from the menu."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QInputDialog, QWidget

from engine.graph import Axis
from gui.document import Document
from gui.matrix.resize_dialog import ask_insert, remove_axis


class SizeActions(QObject):
    """Asks for what is needed and makes one undo step of it."""

    def __init__(self, window: QWidget, document: Document) -> None:
        super().__init__(window)
        self._window = window
        self._document = document

    def ask_sizes(self) -> None:
        """Open the dialog of all sizes."""
        from gui.experiments.sizes_dialog import ask_sizes

        ask_sizes(self._document, self._window)

    def add_word(self) -> None:
        """Ask for a word and what its vector holds, and put it at the end of the sentence."""
        ask_insert(self._document, "word", len(self._document.words), self._window)

    def add_memory_word(self) -> None:
        """Ask for a word, and put it at the end of the memory."""
        ask_insert(self._document, "memory", len(self._document.memory_words), self._window)

    def remove_word(self) -> None:
        """Ask which word goes, of the sentence or of the memory."""
        chosen = self._ask_word(self.tr("Remove a word"), self.tr("Word to remove:"))
        if chosen is not None:
            remove_axis(self._document, *chosen, self._window)

    def rename_word(self) -> None:
        """Ask which word gets which name."""
        chosen = self._ask_word(self.tr("Rename a word"), self.tr("Word to rename:"))
        if chosen is None:
            return
        axis, index = chosen
        name, accepted = QInputDialog.getText(
            self._window,
            self.tr("Rename a word"),
            self.tr("New name:"),
            text=self._document.axis_names(axis)[index],
        )
        if accepted:
            self._document.rename_word(index, name, axis)

    def add_key_column(self) -> None:
        """One more column of W_Q and W_K: d_k grows by 1."""
        ask_insert(self._document, "d_k", self._document.graph.sizes["d_k"], self._window)

    def remove_key_column(self) -> None:
        """The last column of W_Q and W_K goes: d_k shrinks by 1."""
        remove_axis(self._document, "d_k", self._document.graph.sizes["d_k"] - 1, self._window)

    def _ask_word(self, title: str, label: str) -> tuple[Axis, int] | None:
        """Which word, of the sentence or (after it in the list) of the memory."""
        document = self._document
        places: list[tuple[Axis, int]] = [("word", i) for i in range(len(document.words))]
        choices = [f"{i}. {word}" for i, word in enumerate(document.words, start=1)]
        last = len(choices) - 1
        if document.config.memory:
            places += [("memory", i) for i in range(len(document.memory_words))]
            memory = self.tr("Memory {number}. {word}")
            choices += [
                memory.format(number=i, word=word)
                for i, word in enumerate(document.memory_words, start=1)
            ]
        choice, accepted = QInputDialog.getItem(
            self._window, title, label, choices, last, editable=False
        )
        return places[choices.index(choice)] if accepted else None

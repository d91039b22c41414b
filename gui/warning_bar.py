"""A line over the diagram while something in the example is not as it looks: an empty row."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from engine.remarks import masked_rows
from gui.appearance import Appearance
from gui.document import Document
from gui.notice import Notice


class WarningBar(Notice):
    """Names the words that may attend to nothing, until the mask is mended."""

    def __init__(
        self, document: Document, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(appearance, "warning", "showMaskButton", parent)
        self._document = document
        self._row = 0
        self._button.clicked.connect(self._select_mask)
        document.structure_changed.connect(self.refresh)
        document.words_changed.connect(self.refresh)
        document.values_changed.connect(self._follow_values)
        self._retranslate()

    def refresh(self) -> None:
        """Show the warning, or nothing where there is none."""
        document = self._document
        rows = sorted({row for _, row in masked_rows(document.evaluator)})
        self.setVisible(bool(rows))
        if not rows:
            return
        self._row = rows[0]
        if len(rows) == 1:
            text = self.tr("The mask leaves {words} nothing to look at: its row of A is all 0.")
        elif len(rows) < len(document.words):
            text = self.tr("The mask leaves {words} nothing to look at: their rows of A are all 0.")
        else:
            text = self.tr("The mask leaves every word nothing to look at: A is all 0.")
        quoted = self.tr("“{word}”")
        words = [quoted.format(word=document.axis_label("word", row)) for row in rows]
        self.say(text.format(words=self.tr(", ").join(words)))

    def _follow_values(self, changed: frozenset[str]) -> None:
        if any(self._document.graph[name].scale in ("weights", "mask") for name in changed):
            self.refresh()

    def _select_mask(self) -> None:
        self._document.select("mask", (self._row, 0))

    def _retranslate(self) -> None:
        self._button.setText(self.tr("Show the mask"))
        self.refresh()

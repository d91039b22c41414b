"""A line over the diagram while something in the example is not as it looks: an empty row."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from engine.remarks import masked_rows
from gui.appearance import Appearance
from gui.document import Document


class WarningBar(QWidget):
    """Names the words that may attend to nothing, until the mask is mended."""

    def __init__(
        self, document: Document, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("warningBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._document = document
        self._appearance = appearance
        self._row = 0
        self._icon = QLabel()
        self._text = QLabel()
        self._text.setObjectName("warningLabel")
        self._text.setWordWrap(True)
        self._show = QPushButton()
        self._show.setObjectName("showMaskButton")
        self._show.setProperty("kind", "outlined")
        self._show.clicked.connect(self._select_mask)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 6, 12, 6)
        line.setSpacing(10)
        line.addWidget(self._icon)
        line.addWidget(self._text, 1)
        line.addWidget(self._show)
        document.structure_changed.connect(self.refresh)
        document.words_changed.connect(self.refresh)
        document.values_changed.connect(self._follow_values)
        appearance.changed.connect(self._restyle)
        self._restyle()
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
        self._text.setText(text.format(words=self.tr(", ").join(words)))
        self.setAccessibleName(self._text.text())

    def _follow_values(self, changed: frozenset[str]) -> None:
        if any(self._document.graph[name].scale in ("weights", "mask") for name in changed):
            self.refresh()

    def _select_mask(self) -> None:
        self._document.select("mask", (self._row, 0))

    def _restyle(self) -> None:
        self._icon.setPixmap(self._appearance.icon("warning").pixmap(QSize(20, 20)))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._show.setText(self.tr("Show the mask"))
        self.refresh()

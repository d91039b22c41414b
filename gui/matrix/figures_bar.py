"""The line under the views of a matrix: the lit cell, facts about all cells, switches for more."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from engine.numbers import format_number
from gui.appearance import Appearance
from gui.matrix.histogram import Histogram
from gui.matrix.scale_menu import ScaleButton
from gui.matrix.table_model import MatrixTableModel
from gui.matrix.value_line import ValueLine
from gui.matrix.widgets import text_button


class FiguresBar(QWidget):
    """Facts about the whole matrix, and the switches that show more of them.

    Signals:
        sums_wanted: whether the sums of rows and columns are shown.
    """

    sums_wanted = Signal(bool)

    def __init__(self, model: MatrixTableModel, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("figuresBar")
        self._model = model
        self.value_line = ValueLine(model)
        self.facts = QLabel()
        self.facts.setObjectName("factsLabel")
        self.facts.setProperty("kind", "muted")
        self.sums = text_button("sumsButton")
        self.sums.setCheckable(True)
        self.sums.toggled.connect(self.sums_wanted)
        self.spread = text_button("histogramButton")
        self.spread.setCheckable(True)
        self.spread.toggled.connect(self._show_histogram)
        self.scale = ScaleButton(model)
        self.histogram = Histogram(model, appearance)
        self.histogram.hide()
        row = QHBoxLayout()
        row.setContentsMargins(24, 6, 24, 6)
        row.setSpacing(8)
        row.addWidget(self.value_line, 1)
        row.addWidget(self.facts)
        row.addSpacing(8)
        for button in (self.sums, self.spread, self.scale):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.histogram)
        model.dataChanged.connect(self.refresh)
        model.modelReset.connect(self.refresh)
        self.retranslate()

    def refresh(self) -> None:
        """Say least, greatest and mean of now."""
        if not self._model.exists:
            return
        figures = self._model.plane.figures
        parts = []
        if figures.count:
            text = self.tr("min {least}   max {greatest}   mean {mean}")
            parts.append(
                text.format(
                    least=format_number(figures.least, 3),
                    greatest=format_number(figures.greatest, 3),
                    mean=format_number(figures.mean, 3),
                )
            )
        masked = self._model.plane.masked()
        count = 0 if masked is None else int(masked.sum())
        if count:
            parts.append(self.tr("{count} masked").format(count=count))
        covered = self._model.document.predicting.asking
        if covered:
            pass
        elif figures.holes > count or (figures.holes and masked is None):
            parts.append(self.tr("{count} not finite").format(count=figures.holes - count))
        self.facts.setText("   ".join(parts))
        self.histogram.setAccessibleDescription(self.facts.text())

    def _show_histogram(self, on: bool) -> None:
        self.histogram.setVisible(on)

    def retranslate(self) -> None:
        """Write all texts in the language of now."""
        for button, text, tip in (
            (self.sums, self.tr("Sums"), self.tr("Sums of rows and columns")),
            (self.spread, self.tr("Histogram"), self.tr("How the numbers are spread")),
        ):
            button.setText(text)
            button.setAccessibleName(tip)
            button.setToolTip(tip)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

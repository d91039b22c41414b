"""The lit cell of a view and its value: `X[love, 317] = −0.42`."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QSizePolicy

from engine.numbers import format_number
from gui.matrix.table_model import MatrixTableModel


class ValueLine(QLabel):
    """Follows the document's lit cell, where it is one of the model's node."""

    def __init__(self, model: MatrixTableModel) -> None:
        super().__init__()
        self.setObjectName("valueLine")
        self.setProperty("kind", "muted")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._model = model
        document = model.document
        document.lit_changed.connect(self.refresh)
        document.selection_changed.connect(self.refresh)
        document.words_changed.connect(self.refresh)
        model.modelReset.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say the cell of now."""
        document, plane = self._model.document, self._model.plane
        lit, text = document.lit, ""
        if lit is not None and lit[0] == self._model.node:
            place = plane.place(lit[1])
            if place is not None and not plane.is_hidden(*place):
                value = format_number(plane.value(*place), 6)
                text = f"{document.cell_name(*lit)} = {value}"
        self.setText(text)

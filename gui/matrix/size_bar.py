"""Buttons below an input's numbers: one more row or column, or one less."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from engine.graph import Axis
from engine.pipeline.config import MAX_FEATURES, MAX_HIDDEN, MAX_WORDS
from engine.resize import RESIZABLE
from gui.appearance import Appearance
from gui.matrix.number_view import NumberView
from gui.matrix.resize_dialog import ask_insert, remove_axis
from gui.matrix.widgets import text_button

_MOST = {"word": MAX_WORDS, "memory": MAX_WORDS, "d_ff": MAX_HIDDEN}


class SizeBar(QWidget):
    """Adds after the last, removes the selected (or the last) row or column of an input."""

    def __init__(
        self, numbers: NumberView, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.numbers = numbers
        self.document = numbers.document
        self.appearance = appearance
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(8)
        self.add_row = text_button("addRowButton")
        self.remove_row = text_button("removeRowButton")
        self.add_column = text_button("addColumnButton")
        self.remove_column = text_button("removeColumnButton")
        for button, slot in (
            (self.add_row, self._on_add_row),
            (self.remove_row, self._on_remove_row),
            (self.add_column, self._on_add_column),
            (self.remove_column, self._on_remove_column),
        ):
            button.clicked.connect(slot)
            row.addWidget(button)
        row.addStretch(1)
        self.document.selection_changed.connect(self.refresh)
        self.document.words_changed.connect(self.refresh)
        appearance.changed.connect(self._restyle)
        self._restyle()
        self.refresh()

    def refresh(self) -> None:
        """Say what the buttons would add and remove; leave them away where nothing can be."""
        table = self.numbers.table
        resizable = table.exists and not table.info.computed
        rows, columns = table.info.axes if resizable else ("one", "one")
        offered = (rows in RESIZABLE, columns in RESIZABLE and columns != rows)
        self.setVisible(any(offered))
        for dimension, add, remove in (
            (0, self.add_row, self.remove_row),
            (1, self.add_column, self.remove_column),
        ):
            for button in (add, remove):
                button.setVisible(offered[dimension])
            if offered[dimension]:
                self._name(dimension, add, remove)

    def _name(self, dimension: int, add: QPushButton, remove: QPushButton) -> None:
        axis = self._axis(dimension)
        last = self.document.axis_label(axis, self._at(dimension))
        if axis in ("word", "memory"):
            add.setText(self.tr("Add word…"))
            remove.setText(self.tr("Remove {word}").format(word=last))
        elif dimension == 0:
            add.setText(self.tr("Add row…"))
            remove.setText(self.tr("Remove row {row}").format(row=last))
        else:
            add.setText(self.tr("Add column…"))
            remove.setText(self.tr("Remove column {column}").format(column=last))
        size = self.document.graph.sizes[axis]
        add.setEnabled(size < _MOST.get(axis, MAX_FEATURES))
        remove.setEnabled(size > 1)
        for button in (add, remove):
            button.setAccessibleName(button.text())

    def _axis(self, dimension: int) -> Axis:
        return self.numbers.table.info.axes[dimension]

    def _at(self, dimension: int) -> int:
        """The row (0) or column (1) of the selected cell, else the last."""
        last = self.document.graph.sizes[self._axis(dimension)] - 1
        index = self.numbers.currentIndex()
        return (
            min(self.numbers.table.cell(index)[-2:][dimension], last) if index.isValid() else last
        )

    def _on_add_row(self) -> None:
        self._add(0)

    def _on_add_column(self) -> None:
        self._add(1)

    def _on_remove_row(self) -> None:
        self._remove(0)

    def _on_remove_column(self) -> None:
        self._remove(1)

    def _add(self, dimension: int) -> None:
        axis = self._axis(dimension)
        ask_insert(self.document, axis, self.document.graph.sizes[axis], self.window())

    def _remove(self, dimension: int) -> None:
        remove_axis(self.document, self._axis(dimension), self._at(dimension), self.window())

    def _restyle(self) -> None:
        for button in (self.add_row, self.add_column):
            button.setIcon(self.appearance.icon("add-row"))
        for button in (self.remove_row, self.remove_column):
            button.setIcon(self.appearance.icon("remove-row"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)

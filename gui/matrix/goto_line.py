"""A line to type the address of a cell into."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from gui.matrix.cell_editor import restyle
from gui.matrix.goto import NoSuchCell, read_address
from gui.matrix.table_model import MatrixTableModel


class GoToLine(QLineEdit):
    """Ctrl+G in the window; Enter goes to the cell, Esc leaves.

    Signals:
        refused: there is no such cell; the sentence says why.
        left: the line is done with: the views have the keyboard again.
    """

    refused = Signal(str)
    left = Signal()

    def __init__(self, model: MatrixTableModel) -> None:
        super().__init__()
        self.setObjectName("goToEdit")
        self.setClearButtonEnabled(False)
        self.setMaxLength(120)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._model = model
        self.returnPressed.connect(self._go)
        self.textEdited.connect(self._on_edited)
        self.retranslate()

    def retranslate(self) -> None:
        """Write all texts in the language of now."""
        self.setPlaceholderText(self.tr("Go to row, column"))
        self.setAccessibleName(self.tr("Go to cell"))
        self.setToolTip(self.tr("Go to a cell: row, column, by number or word (Ctrl+G)"))

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.placeholderText()) + 28
        return QSize(max(width, 120), super().sizeHint().height())

    def _go(self) -> None:
        model, document = self._model, self._model.document
        plane = model.plane
        if not model.exists or not self.text().strip():
            self.left.emit()
            return
        here = document.cell if document.node == model.node else None
        place = plane.place(here) if here is not None else None
        rows, columns = plane.labels(down=True), plane.labels(down=False)
        try:
            address = read_address(
                self.text(), rows, columns, place[0] if place else 0, plane.heads
            )
        except NoSuchCell as refusal:
            self._set_wrong(True)
            self.refused.emit(str(refusal))
            return
        document.hover()
        if address.head is not None:
            document.set_head(address.head)
        document.select(model.node, plane.cell(address.row, address.column))
        self.selectAll()
        self.left.emit()

    def _set_wrong(self, wrong: bool) -> None:
        if wrong != bool(self.property("wrong")):
            self.setProperty("wrong", wrong)
            restyle(self)

    def _on_edited(self, text: str) -> None:
        self._set_wrong(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._set_wrong(False)
            self.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.updateGeometry()
        super().changeEvent(event)

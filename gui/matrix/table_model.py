"""One node's matrix as a Qt table: text in, text out; every edit goes through the document."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from engine.errors import SoftmixError
from engine.graph import Axis, Node
from engine.numbers import format_number, parse_number
from engine.ops import Cell
from gui.document import Document
from gui.i18n import error_text
from gui.matrix.cell_texts import exact_text, spoken, tool_tip
from gui.matrix.scale import ColourScale
from gui.matrix.shown_plane import ShownPlane

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_NOWHERE = QModelIndex()
#: The axes whose labels are words of a sentence.
WORDS: tuple[Axis, ...] = ("word", "memory")


class MatrixTableModel(QAbstractTableModel):
    """The matrix of `node`, as it is or transposed. A view of the document; it holds no numbers.

    Signals:
        refused: an edit was refused; the sentence says why. Nothing has changed.
        layout_changed: the numbers may need another width (decimals, node, values).
        looks_changed: cells have other colours; no number moved.

    Attributes:
        plane: what is shown, as arrays.
        scale: which value gets the strongest colour.
    """

    refused = Signal(str)
    layout_changed = Signal()
    looks_changed = Signal()

    def __init__(self, document: Document, node: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.plane = ShownPlane(document, node or document.node)
        self.scale = ColourScale(document, self)
        self._decimals: int | None = None
        self.scale.changed.connect(self.looks_changed)
        document.values_changed.connect(self._on_values_changed)
        document.structure_changed.connect(self._on_structure_changed)
        document.words_changed.connect(self._on_words_changed)
        document.step_changed.connect(self._on_step_changed)
        document.head_changed.connect(self._on_head_changed)

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def node(self) -> str:
        """The name of the node."""
        return self.plane.node

    def set_node(self, node: str) -> None:
        """Show another node. Raises UnknownNode."""
        name = self.document.graph[node].name
        if name != self.node:
            self.beginResetModel()
            self.plane.node = name
            self.plane.forget()
            self.endResetModel()
            self.layout_changed.emit()

    @property
    def exists(self) -> bool:
        """Whether the open example has the node (positions may have been switched off)."""
        return self.plane.exists

    @property
    def info(self) -> Node:
        """The node's place in the graph."""
        return self.plane.info

    @property
    def weights(self) -> bool:
        """Whether the scale is that of attention weights, 0 to 1."""
        return self.info.scale == "weights"

    @property
    def respect_lesson(self) -> bool:
        """Whether cells the lesson has not shown yet are blank and cannot be edited."""
        return self.plane.respect_lesson

    @respect_lesson.setter
    def respect_lesson(self, on: bool) -> None:
        self.plane.respect_lesson = on

    @property
    def transposed(self) -> bool:
        """Whether rows stand as columns. A matter of view only."""
        return self.plane.transposed

    def set_transposed(self, on: bool) -> None:
        """Show the matrix transposed or as it is."""
        if on != self.transposed:
            self.beginResetModel()
            self.plane.transposed = on
            self.plane.forget()
            self.endResetModel()
            self.layout_changed.emit()

    @property
    def decimals(self) -> int:
        """How many decimals are shown."""
        return self.plane.automatic_decimals if self._decimals is None else self._decimals

    def set_decimals(self, decimals: int | None) -> None:
        """Show so many decimals; None: as few as show the numbers as they are, at most 3."""
        if decimals != self._decimals:
            self._decimals = decimals
            self._all_changed()
            self.layout_changed.emit()

    @property
    def peak(self) -> float:
        """The value that gets the strongest colour."""
        return self.scale.peak(self.node)

    def hidden(self, index: Index) -> bool:
        """Whether the lesson has not shown the cell yet."""
        return self.plane.is_hidden(index.row(), index.column())

    def cell(self, index: Index) -> Cell:
        """The cell of the node an index stands for."""
        return self.plane.cell(index.row(), index.column())

    def index_of(self, cell: Cell) -> QModelIndex:
        """Where a cell of the node stands; no index where it is another head's."""
        place = self.plane.place(cell)
        return QModelIndex() if place is None else self.index(*place)

    def value(self, index: Index) -> float:
        """The full value at an index."""
        return self.plane.value(index.row(), index.column())

    def text(self, value: float) -> str:
        """A value rounded as this table shows it."""
        return format_number(value, self.decimals, fixed=True)

    def axis(self, orientation: Qt.Orientation) -> Axis:
        """The axis that runs down (Vertical) or across (Horizontal)."""
        return self.plane.axis(down=orientation == Qt.Orientation.Vertical)

    def labels(self, orientation: Qt.Orientation) -> list[str]:
        """All labels down or across: the same list until they change."""
        return self.plane.labels(down=orientation == Qt.Orientation.Vertical)

    # -- the table -------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self.plane.shape[0]

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self.plane.shape[1]

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not self._inside(index):
            return None
        if role == _Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role not in (
            _Role.DisplayRole, _Role.EditRole, _Role.ToolTipRole, _Role.AccessibleTextRole
        ):  # fmt: skip
            return None
        if self.hidden(index):
            return self.tr("Not shown yet") if role == _Role.AccessibleTextRole else ""
        value = self.value(index)
        if role == _Role.DisplayRole:
            return self.text(value)
        if role == _Role.EditRole:
            return exact_text(value)
        cell = self.cell(index)
        return tool_tip(self, cell) if role == _Role.ToolTipRole else spoken(self, cell)

    def setData(self, index: Index, value: Any, role: int = _Role.EditRole) -> bool:
        if role != _Role.EditRole or not self._inside(index) or self.hidden(index):
            return False
        text, now = str(value), self.value(index)
        try:
            typed = parse_number(text)
            if exact_text(typed) != exact_text(now):
                self.document.edit_text(self.node, self.cell(index), text)
        except SoftmixError as error:
            self.refused.emit(error_text(error))
            return False
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if not self.exists or role not in (
            _Role.DisplayRole, _Role.EditRole, _Role.AccessibleTextRole
        ):  # fmt: skip
            return None
        labels = self.labels(orientation)
        return labels[section] if 0 <= section < len(labels) else None

    def setHeaderData(
        self,
        section: int,
        orientation: Qt.Orientation,
        value: Any,
        role: int = _Role.EditRole,
    ) -> bool:
        if role != _Role.EditRole or not self.exists or not str(value).strip():
            return False
        axis = self.axis(orientation)
        if axis not in WORDS or not 0 <= section < len(self.labels(orientation)):
            return False
        self.document.rename_word(section, str(value), axis)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if self._inside(index) and not self.hidden(index):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def _inside(self, index: Index) -> bool:
        if not index.isValid():
            return False
        rows, columns = self.plane.shape
        return bool(index.row() < rows and index.column() < columns)

    # -- following the document ------------------------------------------------------------------

    def _on_values_changed(self, names: frozenset[str]) -> None:
        if self.node in names:
            self._take_numbers()
        elif self.exists and self.scale.depends_on(self.node, names):
            self.looks_changed.emit()

    def _on_head_changed(self) -> None:
        if self.plane.heads > 1:
            self._take_numbers()

    def _take_numbers(self) -> None:
        """Other numbers in a table of the same size."""
        before = self.decimals
        self.plane.forget()
        self._all_changed()
        if self.decimals != before:
            self.layout_changed.emit()

    def _on_structure_changed(self) -> None:
        self.beginResetModel()
        self.plane.forget()
        self.plane.forget_labels()
        self.endResetModel()
        self.layout_changed.emit()

    def _on_words_changed(self) -> None:
        self.plane.forget_labels()
        for orientation, count in (
            (Qt.Orientation.Vertical, self.rowCount()),
            (Qt.Orientation.Horizontal, self.columnCount()),
        ):
            if count:
                self.headerDataChanged.emit(orientation, 0, count - 1)
        self.layout_changed.emit()

    def _on_step_changed(self) -> None:
        if self.respect_lesson or self.document.predicting.on:
            self.plane.forget()
            self._all_changed()
            self.layout_changed.emit()

    def _all_changed(self) -> None:
        rows, columns = self.plane.shape
        if rows and columns:
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, columns - 1))

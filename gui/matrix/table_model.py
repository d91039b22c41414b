"""One node's matrix as a Qt table: text in, text out; every edit goes through the document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray
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
from engine.ops import Array, Cell
from gui.document import Document
from gui.i18n import error_text
from gui.matrix.cell_texts import automatic_decimals, exact_text, spoken, tool_tip

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_NOWHERE = QModelIndex()


class MatrixTableModel(QAbstractTableModel):
    """The matrix of `node`, as it is or transposed. A view of the document; it holds no numbers.

    Signals:
        refused: an edit was refused; the sentence says why. Nothing has changed.
        layout_changed: the numbers may need another width (decimals, node, values).

    Attributes:
        respect_lesson: cells the lesson has not shown yet are blank and cannot be edited.
    """

    refused = Signal(str)
    layout_changed = Signal()

    def __init__(self, document: Document, node: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.respect_lesson = False
        self._node = node or document.node
        self._transposed = False
        self._decimals: int | None = None
        self._automatic: int | None = None
        self._labels: dict[Axis, list[str]] = {}
        document.values_changed.connect(self._on_values_changed)
        document.structure_changed.connect(self._on_structure_changed)
        document.words_changed.connect(self._on_words_changed)
        document.step_changed.connect(self._on_step_changed)

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def node(self) -> str:
        """The name of the node."""
        return self._node

    def set_node(self, node: str) -> None:
        """Show another node. Raises UnknownNode."""
        name = self.document.graph[node].name
        if name != self._node:
            self.beginResetModel()
            self._node = name
            self._automatic = None
            self.endResetModel()
            self.layout_changed.emit()

    @property
    def exists(self) -> bool:
        """Whether the open example has the node (positions may have been switched off)."""
        return self._node in self.document.graph

    @property
    def info(self) -> Node:
        """The node's place in the graph."""
        return self.document.graph[self._node]

    @property
    def transposed(self) -> bool:
        """Whether rows stand as columns. A matter of view only."""
        return self._transposed

    def set_transposed(self, on: bool) -> None:
        """Show the matrix transposed or as it is."""
        if on != self._transposed:
            self.beginResetModel()
            self._transposed = on
            self.endResetModel()
            self.layout_changed.emit()

    @property
    def decimals(self) -> int:
        """How many decimals are shown."""
        if self._decimals is not None:
            return self._decimals
        if self._automatic is None:
            self._automatic = automatic_decimals(self.matrix())
        return self._automatic

    def set_decimals(self, decimals: int | None) -> None:
        """Show so many decimals; None: as few as show the numbers as they are, at most 3."""
        if decimals != self._decimals:
            self._decimals = decimals
            self._all_changed()
            self.layout_changed.emit()

    def matrix(self) -> Array:
        """The values as they are shown. [shown row, shown column]"""
        if not self.exists:
            return np.zeros((0, 0))
        return self._oriented(self.document.value(self._node))

    def mask(self, mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """A mask over the node's cells, as its cells are shown."""
        return mask.T if self._transposed else mask

    def shown(self) -> NDArray[np.bool_]:
        """Which cells may be seen. [shown row, shown column]"""
        if not self.respect_lesson or not self.exists:
            return np.ones(self.matrix().shape, dtype=bool)
        return self.mask(self.document.visible()[self._node])

    def hidden(self, index: Index) -> bool:
        """Whether the lesson has not shown the cell yet."""
        return self.respect_lesson and not bool(self.shown()[index.row(), index.column()])

    def cell(self, index: Index) -> Cell:
        """The cell of the node an index stands for."""
        row, column = index.row(), index.column()
        return (column, row) if self._transposed else (row, column)

    def index_of(self, cell: Cell) -> QModelIndex:
        """Where a cell of the node stands."""
        row, column = cell[-2:]
        return self.index(column, row) if self._transposed else self.index(row, column)

    def value(self, index: Index) -> float:
        """The full value at an index."""
        return float(self.document.value(self._node)[self.cell(index)])

    def text(self, value: float) -> str:
        """A value rounded as this table shows it."""
        return format_number(value, self.decimals, fixed=True)

    def axis(self, orientation: Qt.Orientation) -> Axis:
        """The axis that runs down (Vertical) or across (Horizontal)."""
        rows, columns = self.info.axes
        down = orientation == Qt.Orientation.Vertical
        return rows if down != self._transposed else columns

    def labels(self, orientation: Qt.Orientation) -> list[str]:
        """All labels down or across: the same list until they change."""
        if not self.exists:
            return []
        axis = self.axis(orientation)
        if axis not in self._labels:
            self._labels[axis] = self.document.axis_labels(axis)
        return self._labels[axis]

    def _oriented(self, array: Array) -> Array:
        return array.T if self._transposed else array

    # -- the table -------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else int(self.matrix().shape[0])

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else int(self.matrix().shape[1])

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
                self.document.edit_text(self._node, self.cell(index), text)
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
        if role != _Role.EditRole or not self.exists or self.axis(orientation) != "word":
            return False
        if not 0 <= section < len(self.document.words) or not str(value).strip():
            return False
        self.document.rename_word(section, str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if self._inside(index) and not self.hidden(index):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def _inside(self, index: Index) -> bool:
        if not index.isValid():
            return False
        rows, columns = self.matrix().shape
        return bool(index.row() < rows and index.column() < columns)

    # -- pins -----------------------------------------------------------------------------------

    def computed_text(self, cell: Cell) -> str:
        """What the flow would use if the cell were not pinned, rounded."""
        return self.text(float(self.document.evaluator.computed(self._node)[cell]))

    def computed_label(self, cell: Cell) -> str:
        """`computed 4.0`, for a pinned cell."""
        return self.tr("computed {value}").format(value=self.computed_text(cell))

    def pinned_label(self) -> str:
        """What a pinned cell is called."""
        return self.tr("pinned")

    def pinned(self) -> dict[Cell, float]:
        """The pinned cells of the node."""
        return self.document.evaluator.overrides(self._node) if self.exists else {}

    # -- following the document ------------------------------------------------------------------

    def _on_values_changed(self, names: Iterable[str]) -> None:
        if self._node in names:
            before = self._automatic
            self._automatic = None
            self._all_changed()
            if self._decimals is None and self.decimals != before:
                self.layout_changed.emit()

    def _on_structure_changed(self) -> None:
        self.beginResetModel()
        self._automatic = None
        self._labels = {}
        self.endResetModel()
        self.layout_changed.emit()

    def _on_words_changed(self) -> None:
        self._labels = {}
        for orientation, count in (
            (Qt.Orientation.Vertical, self.rowCount()),
            (Qt.Orientation.Horizontal, self.columnCount()),
        ):
            if count:
                self.headerDataChanged.emit(orientation, 0, count - 1)
        self.layout_changed.emit()

    def _on_step_changed(self) -> None:
        if self.respect_lesson:
            self._all_changed()

    def _all_changed(self) -> None:
        rows, columns = self.rowCount(), self.columnCount()
        if rows and columns:
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, columns - 1))

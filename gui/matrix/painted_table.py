"""A matrix as numbers on heat colours: looks, labels, and the cell that is selected."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from gui.appearance import Appearance
from gui.document import Document
from gui.drawing.card import Ring
from gui.matrix.cell_editor import CellDelegate
from gui.matrix.cell_painting import CellPainter, Grid
from gui.matrix.labels import LabelHeader
from gui.matrix.layout import PANEL, Sizes, arrange
from gui.matrix.lit import Lit, lit_in
from gui.matrix.table_model import MatrixTableModel
from gui.names import node_title

Index = QModelIndex | QPersistentModelIndex


class PaintedTable(QTableView):
    """The numbers of one node, painted from the array. Nothing can be changed here."""

    def __init__(
        self,
        document: Document,
        appearance: Appearance,
        parent: QWidget | None = None,
        *,
        node: str = "",
        sizes: Sizes = PANEL,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("matrixTable")
        self.document = document
        self.appearance = appearance
        self.sizes = sizes
        self.numeral = sizes.numeral
        self.table = MatrixTableModel(document, node, self)
        self._lit = Lit()
        self._following = False
        self.down = LabelHeader(Qt.Orientation.Vertical, appearance, self)
        self.across = LabelHeader(Qt.Orientation.Horizontal, appearance, self)
        self.down.shaded = self.across.shaded = sizes.shaded
        self.delegate = CellDelegate(self)
        self._set_up()
        self._connect()
        self.relayout()
        self._on_selection_changed()
        self._on_lit_changed()
        self.retranslate()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalHeader(self.down)
        self.setHorizontalHeader(self.across)
        self.setModel(self.table)
        self.setItemDelegate(self.delegate)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)  # focusNextPrevChild moves, and leaves at the last cell
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.AnyKeyPressed)

    def _connect(self) -> None:
        self.table.layout_changed.connect(self.relayout)
        self.table.modelReset.connect(self._on_selection_changed)
        self.table.modelReset.connect(self._on_lit_changed)
        self.document.values_changed.connect(self._repaint)
        self.document.step_changed.connect(self._repaint)
        self.document.selection_changed.connect(self._on_selection_changed)
        self.document.lit_changed.connect(self._on_lit_changed)
        self.appearance.changed.connect(self._on_lit_changed)

    # -- looks -----------------------------------------------------------------------------------

    def relayout(self) -> None:
        """Give rows, columns and labels the sizes their numbers and the room ask for."""
        arrange(self)
        self.delegate.numeral = self.numeral
        self._repaint()

    def retranslate(self) -> None:
        """Say what the table is in the language of now."""
        self.setAccessibleName(node_title(self.table.node))
        self.setAccessibleDescription(
            self.tr("Type or press F2 to edit. Alt with Up or Down turns the number.")
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        rows, columns = self.table.rowCount(), self.table.columnCount()
        if not rows or not columns:
            return
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
            grid = self._grid(rows, columns)
            cells = CellPainter(painter, self.table, self.appearance.theme, grid, self.numeral)
            cells.cells()
            cells.frame(rows, columns)
            self._rings(cells)

    def _grid(self, rows: int, columns: int) -> Grid:
        view = self.viewport().rect()
        first_row, first_column = max(self.rowAt(0), 0), max(self.columnAt(0), 0)
        last_row, last_column = self.rowAt(view.bottom()), self.columnAt(view.right())
        last_row = rows - 1 if last_row < 0 else last_row
        last_column = columns - 1 if last_column < 0 else last_column
        return Grid(
            first_row,
            first_column,
            [self.rowViewportPosition(r) for r in range(first_row, last_row + 1)],
            [self.columnViewportPosition(c) for c in range(first_column, last_column + 1)],
            self.rowHeight(0),
            self.columnWidth(0),
        )

    def _rings(self, cells: CellPainter) -> None:
        ink = self.appearance.theme.text
        for ring in self._lit.rings:
            cells.ring(*self._ends(ring), ring.colour, 2.5)
        for block in self.selectionModel().selection().toList():
            if block.height() * block.width() > 1:
                ends = (block.top(), block.left()), (block.bottom(), block.right())
                cells.ring(*ends, ink, 2)
        document, current = self.document, self.currentIndex()
        hovered = self._lit.cell
        if hovered is not None and hovered != document.cell:
            index = self.table.index_of(hovered)
            if not self.table.hidden(index):
                at = (index.row(), index.column())
                cells.ring(at, at, ink, 2)
        shared = (document.node, document.cell) == (self.table.node, self._current_cell())
        if current.isValid() and (shared or self.hasFocus()):
            at = (current.row(), current.column())
            cells.ring(at, at, ink, 3)

    def _ends(self, ring: Ring) -> tuple[tuple[int, int], tuple[int, int]]:
        """The first and last shown cell of a ring around a row, a column or a cell."""
        rows, columns = self.document.graph.shapes[self.table.node][-2:]
        first = (ring.row or 0, ring.column or 0)
        last = (
            rows - 1 if ring.row is None else ring.row,
            columns - 1 if ring.column is None else ring.column,
        )
        return (first[::-1], last[::-1]) if self.table.transposed else (first, last)

    def _current_cell(self) -> tuple[int, ...] | None:
        index = self.currentIndex()
        return self.table.cell(index) if index.isValid() else None

    def _repaint(self) -> None:
        self.viewport().update()

    def _on_lit_changed(self) -> None:
        self._lit = lit_in(self.document, self.table.node, self.appearance.theme)
        rows, columns = self._lit.rows, self._lit.columns
        down, across = (columns, rows) if self.table.transposed else (rows, columns)
        self.down.set_lit(down)
        self.across.set_lit(across)
        self._repaint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.relayout()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.relayout()
        super().changeEvent(event)

    # -- the current cell and the selected cell of the document ------------------------------------

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._repaint()
        if current.isValid() and not self._following:
            self.document.select(self.table.node, self.table.cell(current))

    def _on_selection_changed(self) -> None:
        self.setAccessibleName(node_title(self.table.node))
        document = self.document
        if document.node != self.table.node or not self.table.exists:
            self._repaint()
            return
        self._following = True
        if document.cell is None:
            self.selectionModel().clear()
        else:
            index = self.table.index_of(document.cell)
            if index != self.currentIndex():
                self.setCurrentIndex(index)
        self._following = False
        self._repaint()

"""A matrix as numbers on heat colours: looks, labels, and the cell that is selected."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from engine.ops import Cell
from gui.appearance import Appearance
from gui.document import Document
from gui.drawing.card import Ring
from gui.drawing.painter import colour
from gui.matrix.cell_editor import CellDelegate
from gui.matrix.cell_painting import CellPainter, Grid
from gui.matrix.labels import LabelHeader
from gui.matrix.layout import PANEL, Sizes, arrange
from gui.matrix.lit import Lit, lit_in
from gui.matrix.table_model import MatrixTableModel
from gui.names import node_title

Index = QModelIndex | QPersistentModelIndex
_ZOOM_STEP = 1.2
_LEAST_ZOOM, _MOST_ZOOM = 0.1, 4.0
#: The least size of a number while it is typed (px).
_LEAST_TYPED = 12.0


class PaintedTable(QTableView):
    """The numbers of one node, painted from the array. Nothing can be changed here.

    Attributes:
        zoom: how much larger cells are than those that fit the room.
        room: what its parent can give it (px); None: as large as it is.

    Signals:
        arranged: rows and columns have other sizes.
    """

    arranged = Signal()

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
        self.zoom = 1.0
        self.room: QSize | None = None
        self.table = MatrixTableModel(document, node, self)
        self._lit = Lit()
        self._following = False
        self._revealing = QTimer(self)
        self._revealing.setSingleShot(True)
        self._revealing.setInterval(0)
        self._revealing.timeout.connect(self._reveal_current)
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
        # opaque: scrolling moves what is painted, and only what comes into sight is painted anew
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
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
        self.table.looks_changed.connect(self._repaint)
        self.document.values_changed.connect(self._repaint)
        self.document.marks_changed.connect(self._repaint)
        self.document.step_changed.connect(self._repaint)
        self.document.selection_changed.connect(self._on_selection_changed)
        self.document.lit_changed.connect(self._on_lit_changed)
        self.document.marked_changed.connect(self._on_lit_changed)
        self.appearance.changed.connect(self._restyle)

    # -- looks -----------------------------------------------------------------------------------

    def relayout(self) -> None:
        """Give rows, columns and labels the sizes their numbers and the room ask for."""
        arrange(self)
        self.delegate.numeral = max(self.numeral, _LEAST_TYPED)
        self._repaint()
        self.arranged.emit()

    def zoom_by(self, steps: float) -> None:
        """Cells larger by so many steps (smaller, where negative); 0: as large as they fit."""
        zoom = self.zoom * _ZOOM_STEP**steps if steps else 1.0
        zoom = min(max(zoom, _LEAST_ZOOM), _MOST_ZOOM)
        if zoom != self.zoom:
            self.zoom = zoom
            self.relayout()
            self._reveal_current()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel zooms."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.zoom_by(turned / 120)
            event.accept()
        else:
            super().wheelEvent(event)

    def retranslate(self) -> None:
        """Say what the table is in the language of now."""
        self.setAccessibleName(node_title(self.table.node))
        self.setAccessibleDescription(
            self.tr("Type or press F2 to edit. Alt with Up or Down turns the number.")
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells that the event uncovers, and no others."""
        rows, columns = self.table.rowCount(), self.table.columnCount()
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), colour(self.appearance.theme.panel))
            grid = self.grid(event.rect())
            if grid is None:
                return
            painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
            cells = CellPainter(painter, self.table, self.appearance.theme, grid, self.numeral)
            cells.cells()
            cells.frame(rows, columns)
            self._rings(cells)

    def grid(self, area: QRect) -> Grid | None:
        """The cells that lie in a part of the viewport; None where there are none."""
        rows, columns = self.table.rowCount(), self.table.columnCount()
        if not rows or not columns:
            return None
        height, width = self.rowHeight(0), self.columnWidth(0)
        top, left = -self.down.offset(), -self.across.offset()
        first_row, first_column = (area.top() - top) // height, (area.left() - left) // width
        last_row, last_column = (area.bottom() - top) // height, (area.right() - left) // width
        first_row, first_column = max(first_row, 0), max(first_column, 0)
        seen_rows = min(last_row, rows - 1) - first_row + 1
        seen_columns = min(last_column, columns - 1) - first_column + 1
        if seen_rows <= 0 or seen_columns <= 0:
            return None
        return Grid(
            first_row,
            first_column,
            seen_rows,
            seen_columns,
            top + first_row * height,
            left + first_column * width,
            height,
            width,
        )

    def in_sight(self) -> tuple[range, range]:
        """The rows and columns that are in sight, wholly or in part."""
        grid = self.grid(self.viewport().rect())
        if grid is None:
            return range(0), range(0)
        return (
            range(grid.row, grid.row + grid.rows),
            range(grid.column, grid.column + grid.columns),
        )

    def _rings(self, cells: CellPainter) -> None:
        ink = self.appearance.theme.text
        for ring in self._lit.rings:
            cells.ring(*self._ends(ring), ring.colour, 4.5 if ring.strong else 2.5)
        for block in self.selectionModel().selection().toList():
            if block.height() * block.width() > 1:
                ends = (block.top(), block.left()), (block.bottom(), block.right())
                cells.ring(*ends, ink, 2)
        document, current = self.document, self.currentIndex()
        hovered = self._lit.cell
        if hovered is not None and hovered != document.cell:
            at = self.table.plane.place(hovered)
            if at is not None and not self.table.plane.is_hidden(*at):
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

    def _reveal_current(self) -> None:
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _current_cell(self) -> tuple[int, ...] | None:
        index = self.currentIndex()
        return self.table.cell(index) if index.isValid() else None

    def _repaint(self) -> None:
        self.viewport().update()

    def _on_lit_changed(self) -> None:
        before, self._lit = self._lit, lit_in(self.document, self.table.node, self.appearance.theme)
        rows, columns = self._lit.rows, self._lit.columns
        down, across = (columns, rows) if self.table.transposed else (rows, columns)
        self.down.set_lit(down)
        self.across.set_lit(across)
        if before.rings or self._lit.rings:
            self._repaint()
        else:  # the pointer went from cell to cell
            self._repaint_cell(before.cell)
            self._repaint_cell(self._lit.cell)

    def _repaint_cell(self, cell: Cell | None) -> None:
        place = self.table.plane.place(cell) if cell is not None else None
        if place is not None:
            self.viewport().update(self.visualRect(self.table.index(*place)))

    def _restyle(self) -> None:
        self._on_lit_changed()
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
                self._revealing.start()  # once columns and scroll bars have their sizes
        self._following = False
        self._repaint()

"""A matrix as colours alone. pyqtgraph is imported when the first heat map is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from engine.numbers import format_number
from engine.ops import Cell
from gui.appearance import Appearance
from gui.document import Document
from gui.matrix.colour_bar import ColourBar
from gui.matrix.table_model import MatrixTableModel
from gui.names import node_title

if TYPE_CHECKING:
    from gui.matrix.heatmap_plot import HeatmapPlot


class HeatmapView(QWidget):
    """The heat map of one node, its colour bar, and a line with the value under the pointer.

    It reads node, orientation and what may be seen from a table model, so that numbers and colours
    side by side agree.
    """

    def __init__(
        self,
        document: Document,
        appearance: Appearance,
        parent: QWidget | None = None,
        *,
        table: MatrixTableModel | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("matrixHeatmap")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.document = document
        self.appearance = appearance
        self.table = table or MatrixTableModel(document, "", self)
        self.plot: HeatmapPlot | None = None
        self._stale = True
        self.bar = ColourBar()
        self.value_line = QLabel()
        self.value_line.setObjectName("heatmapValue")
        self.value_line.setProperty("kind", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._row = QHBoxLayout()
        self._row.setSpacing(6)
        self._row.addWidget(self.bar)
        column.addLayout(self._row, 1)
        column.addWidget(self.value_line)
        self.table.modelReset.connect(self._on_reset)
        self.table.dataChanged.connect(self.refresh)
        self.table.headerDataChanged.connect(self.refresh)
        document.values_changed.connect(self._on_values_changed)
        document.selection_changed.connect(self._follow_lit)
        document.lit_changed.connect(self._follow_lit)
        appearance.changed.connect(self.refresh)
        self.retranslate()

    def retranslate(self) -> None:
        """Say what is shown in the language of now."""
        self.setAccessibleName(
            self.tr("Heat map of {node}").format(node=node_title(self.table.node))
        )
        self._follow_lit()

    def sizeHint(self) -> QSize:
        return QSize(320, 240)

    # -- following -------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.plot is None:
            from gui.matrix.heatmap_plot import HeatmapPlot  # pyqtgraph: 170 ms, first use only

            self.plot = HeatmapPlot(self)
            self.plot.cell_hovered.connect(self._on_hovered)
            self.plot.cell_clicked.connect(self._on_clicked)
            self._row.insertWidget(0, self.plot, 1)
        if self._stale:
            self.refresh()
            self._follow_lit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.document.hover()

    def refresh(self) -> None:
        """Read everything anew (at once if it is seen, else when it is shown)."""
        self._stale = self.plot is None or not self.isVisible()
        if self._stale or self.plot is None or not self.table.exists:
            return
        theme = self.appearance.theme
        colours = theme.colour_map(weights=self.table.info.scale == "weights")
        peak = self.document.colour_range(self.table.node)
        rows, columns = (
            self._labels(Qt.Orientation.Vertical),
            self._labels(Qt.Orientation.Horizontal),
        )
        self.plot.show_matrix(
            theme, colours, self.table.matrix() / peak, self.table.shown(), rows, columns
        )
        self.bar.show_scale(theme, colours, peak)

    def _on_reset(self) -> None:
        self.refresh()
        self.retranslate()

    def _labels(self, orientation: Qt.Orientation) -> Sequence[str]:
        return [""] if self.table.axis(orientation) == "one" else self.table.labels(orientation)

    def _on_values_changed(self, names: Iterable[str]) -> None:
        """Nodes of one scale share their colours: another's change may move these."""
        if self.table.exists and self.table.node not in names:
            scale = self.table.info.scale
            if any(self.document.graph[name].scale == scale for name in names):
                self.refresh()

    def _follow_lit(self) -> None:
        if not self.isVisible():
            self._stale = True  # it follows when it is shown
            return
        lit = self.document.lit
        own = lit is not None and lit[0] == self.table.node and self.table.exists
        cell = lit[1] if lit is not None and own and self._seen(lit[1]) else None
        value = None if cell is None else float(self.document.value(self.table.node)[cell])
        self.bar.show_value(value)
        text = ""
        if cell is not None and value is not None:
            text = f"{self.document.cell_name(self.table.node, cell)} = {format_number(value, 6)}"
        self.value_line.setText(text)
        self.setAccessibleDescription(text)
        if self.plot is not None:
            document = self.document
            selected = document.cell if document.node == self.table.node else None
            self.plot.show_ring(self._shown_at(selected), self._shown_at(cell))

    def _seen(self, cell: Cell) -> bool:
        return not self.table.hidden(self.table.index_of(cell))

    def _shown_at(self, cell: Cell | None) -> tuple[int, int] | None:
        if cell is None or not self.table.exists:
            return None
        index = self.table.index_of(cell)
        return (index.row(), index.column()) if index.isValid() else None

    # -- pointing and keys -------------------------------------------------------------------------

    def _on_hovered(self, row: int, column: int) -> None:
        index = self.table.index(row, column)
        if index.isValid() and not self.table.hidden(index):
            self.document.hover(self.table.node, self.table.cell(index))
        else:
            self.document.hover()

    def _on_clicked(self, row: int, column: int) -> None:
        index = self.table.index(row, column)
        if index.isValid() and not self.table.hidden(index):
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.document.select(self.table.node, self.table.cell(index))

    def leaveEvent(self, event: QEvent) -> None:
        self.document.hover()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the selected cell."""
        steps = {
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self.table.exists:
            super().keyPressEvent(event)
            return
        document = self.document
        here = self._shown_at(document.cell) if document.node == self.table.node else None
        row, column = (here[0] + step[0], here[1] + step[1]) if here is not None else (0, 0)
        index = self.table.index(row, column)
        if index.isValid():
            document.hover()
            document.select(self.table.node, self.table.cell(index))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

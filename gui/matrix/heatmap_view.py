"""A matrix as colours alone. pyqtgraph is imported when the first heat map is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from gui.appearance import Appearance
from gui.document import Document
from gui.matrix.heads_view import HeadsView
from gui.matrix.heat_overlay import HeatOverlay
from gui.matrix.heat_sides import HeatSides
from gui.matrix.lens import Lens, fitted, refitted
from gui.matrix.lit import lit_in
from gui.matrix.magnifier import Magnifier
from gui.matrix.shades import FIXED, HIDDEN, HOLE, Entries, colour_table, entries_of
from gui.matrix.shown_plane import Place
from gui.matrix.table_model import WORDS, MatrixTableModel
from gui.matrix.value_line import ValueLine
from gui.names import node_title

if TYPE_CHECKING:
    from gui.matrix.heatmap_plot import HeatmapPlot

_LINE = 24
_ZOOM_STEP = 1.5
#: Cells with a shorter side (px) are looked at through the magnifier.
_MAGNIFIED = 30


class HeatmapView(QWidget):
    """The heat map of one node with its labels, its colour bar, and a line with a cell's value.

    It reads node, orientation and what may be seen from a table model, so that numbers and colours
    side by side agree.

    Attributes:
        magnify: whether numbers are shown beside the pointer where cells are too small for them.

    Signals:
        all_heads_changed: whether all heads are shown side by side.
    """

    all_heads_changed = Signal(bool)

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
        self.magnify = True
        self._stale = True
        self._all_heads = False
        self._with_sums = False
        self._lens: Lens | None = None
        self._make()
        self._connect()
        self.retranslate()

    def _make(self) -> None:
        self.overlay = HeatOverlay(self.table)
        self.sides = HeatSides(self.appearance, self)
        self.value_line = ValueLine(self.table)
        self.value_line.setParent(self)
        self.heads = HeadsView(self.table, self.appearance)
        self.heads.setParent(self)
        self.heads.hide()
        self.magnifier = Magnifier(self.table, self.appearance, self)

    def _connect(self) -> None:
        self.table.modelReset.connect(self._on_reset)
        self.table.dataChanged.connect(self.refresh)
        self.table.headerDataChanged.connect(self.refresh)
        self.table.looks_changed.connect(self.refresh)
        self.document.selection_changed.connect(self._follow_selection)
        self.document.lit_changed.connect(self._follow_lit)
        self.document.marked_changed.connect(self._follow_lit)
        self.appearance.changed.connect(self.refresh)
        self.heads.opened.connect(self._show_one_head)
        self.sides.scrolled.connect(self._on_scrolled)

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

            self.plot = HeatmapPlot(self.overlay.paint, self)
            self.plot.cell_hovered.connect(self._on_hovered)
            self.plot.cell_clicked.connect(self._on_clicked)
            self.plot.lens_wanted.connect(self.show_lens)
            self.plot.stackUnder(self.magnifier)
            self.plot.setVisible(not self._all_heads)
        if self._stale:
            self.refresh()
            self._follow_lit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._leave()

    def refresh(self) -> None:
        """Read everything anew (at once if it is seen, else when it is shown)."""
        self._stale = self.plot is None or not self.isVisible()
        if self._stale or self.plot is None or not self.table.exists:
            return
        theme, plane = self.appearance.theme, self.table.plane
        weights = self.table.info.scale == "weights"
        colours = theme.colour_map(weights=weights)
        self.overlay.theme = theme
        self.sides.bar.show_scale(theme, colours, self.table.peak, plane.figures)
        for strip, down in ((self.sides.rows, True), (self.sides.columns, False)):
            strip.show_labels(self._labels(down=down), words=plane.axis(down=down) in WORDS)
        self._show_sums()
        if not self._all_heads:
            table = colour_table(colours, theme)
            self.plot.show_entries(self._entries(), table, theme.panel, signed=not weights)
        self._arrange()

    def _entries(self) -> Entries:
        """The picture: a byte for every cell. [shown row, shown column]"""
        plane, theme = self.table.plane, self.appearance.theme
        colours = theme.colour_map(weights=self.table.info.scale == "weights")
        finite = plane.figures.holes == 0
        upright = self.document.plane(self.table.node)
        peak = self.table.peak
        within = finite and colours.low <= -1 and plane.figures.magnitude <= peak
        entries = entries_of(upright, peak, colours, finite=finite, within=within)
        if plane.transposed:
            entries = entries.T.copy()
        for mask, entry in (
            (plane.fixed(), FIXED), (plane.masked(), HOLE), (plane.hidden(), HIDDEN)
        ):  # fmt: skip
            if mask is not None:
                entries[mask] = entry
        return entries

    def _labels(self, *, down: bool) -> list[str]:
        plane = self.table.plane
        return [] if plane.axis(down=down) == "one" else plane.labels(down=down)

    def _on_reset(self) -> None:
        self._lens = None
        self.magnifier.hide()
        self.refresh()
        self.retranslate()

    # -- which part, how large ---------------------------------------------------------------------

    @property
    def lens(self) -> Lens | None:
        """What is in sight, once the view has been shown."""
        return self._lens

    def show_lens(self, lens: Lens) -> None:
        """Show another part of the matrix, or cells of another size."""
        self._lens = lens
        self._place()

    def zoom_by(self, steps: float) -> None:
        """Cells larger by so many steps (smaller, where negative), around the middle."""
        lens = self._lens
        if lens is not None:
            self.show_lens(lens.zoomed(_ZOOM_STEP**steps, lens.width / 2, lens.height / 2))

    def fit(self) -> None:
        """Show the whole matrix."""
        lens = self._lens
        if lens is not None:
            self.show_lens(fitted(lens.rows, lens.columns, lens.width, lens.height))

    def show_pixels(self) -> None:
        """One cell a pixel, as far as the matrix is larger than its room."""
        lens = self._lens
        if lens is not None:
            self.show_lens(lens.with_smallest(1.0, lens.width / 2, lens.height / 2))

    def reveal(self, place: Place) -> None:
        """Scroll to a place where it is out of sight."""
        if self._lens is not None and not self._lens.whole:
            self.show_lens(self._lens.showing(*place))

    def show_sums(self, on: bool) -> None:
        """Show the sums of rows and columns at the sides."""
        self._with_sums = on
        self._show_sums()
        self._arrange()

    def show_all_heads(self, on: bool) -> None:
        """Show all heads side by side, or the chosen one alone."""
        if on == self._all_heads:
            return
        self._all_heads = on
        self._leave()
        self.heads.setVisible(on)
        self.sides.show_picture(not on)
        if self.plot is not None:
            self.plot.setVisible(not on)
        self.refresh()
        self.all_heads_changed.emit(on)

    def _show_one_head(self) -> None:
        self.show_all_heads(False)

    def _show_sums(self) -> None:
        plane = self.table.plane
        shown = self._with_sums and not self._all_heads and plane.all_shown and self.isVisible()
        self.sides.show_sums(plane.matrix() if shown else None, self.table.decimals)

    def _arrange(self) -> None:
        """Give everything its place in the room there is."""
        if not self.isVisible() or not self.table.exists:
            return
        size = self._stage()
        self.value_line.setGeometry(0, size.height(), self.width(), _LINE)
        if self._all_heads:
            self.heads.setGeometry(self.sides.place_bar_alone(size))
            return
        rows, columns = self.table.plane.shape
        room = self.sides.room(size, columns)
        lens = self._lens
        if lens is None or (lens.rows, lens.columns) != (rows, columns):
            self._lens = fitted(rows, columns, *room)
        else:
            self._lens = refitted(lens, *room)
        self._place()

    def _stage(self) -> QSize:
        """The room for the picture and what stands around it."""
        line = 0 if self.value_line.isHidden() else _LINE
        return QSize(self.width(), self.height() - line)

    def _place(self) -> None:
        if self._lens is not None and self.plot is not None and not self._all_heads:
            self.plot.setGeometry(self.sides.place(self._lens, self._stage()))
            self.plot.show_lens(self._lens)

    def _on_scrolled(self, left: float, top: float) -> None:
        if self._lens is not None:
            self.show_lens(self._lens.scrolled_to(left, top))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # -- the cell that is lit ----------------------------------------------------------------------

    def _follow_lit(self) -> None:
        if not self.isVisible():
            self._stale = True  # it follows when it is shown
            return
        lit, plane, document = self.document.lit, self.table.plane, self.document
        own = lit is not None and lit[0] == self.table.node
        place = plane.place(lit[1]) if lit is not None and own else None
        if place is not None and plane.is_hidden(*place):
            place = None
        self.sides.bar.show_value(None if place is None else plane.value(*place))
        self.setAccessibleDescription(self.value_line.text())
        selected = document.cell if document.node == self.table.node else None
        self.overlay.selected = plane.place(selected) if selected is not None else None
        self.overlay.hovered = place
        self.overlay.rings = lit_in(document, self.table.node, self.appearance.theme).rings
        self.overlay.transposed = self.table.transposed
        self.sides.show_lit(place, self.appearance.theme.text)
        if self.plot is not None:
            self.plot.viewport().update()

    def _follow_selection(self) -> None:
        self._follow_lit()
        if self.isVisible() and self.overlay.selected is not None:
            self.reveal(self.overlay.selected)

    def show_frame(self, rows: range | None, columns: range | None) -> None:
        """Frame the part that a table beside it has in sight; None: there is no table."""
        self.overlay.framed = None if rows is None or columns is None else (rows, columns)
        if self.plot is not None:
            self.plot.viewport().update()

    # -- pointing and keys -------------------------------------------------------------------------

    def _on_hovered(self, row: int, column: int) -> None:
        plane = self.table.plane
        if row < 0 or plane.is_hidden(row, column):
            self._leave()
            return
        self.document.hover(self.table.node, plane.cell(row, column))
        lens, plot = self._lens, self.plot
        if lens is None or plot is None or not self.magnify or lens.smallest >= _MAGNIFIED:
            self.magnifier.hide()
            return
        area = lens.rect(row, column).center()
        at = plot.mapTo(self, QPoint(round(area.x()), round(area.y())))
        self.magnifier.look_at((row, column), at)

    def _leave(self) -> None:
        self.magnifier.hide()
        self.document.hover()

    def _on_clicked(self, row: int, column: int) -> None:
        plane = self.table.plane
        if not plane.is_hidden(row, column):
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.document.select(self.table.node, plane.cell(row, column))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What is pointed at is selected first, so that what is asked is asked of that."""
        lit = self.document.lit
        if lit is not None and lit[0] == self.table.node:
            self.document.select(*lit)
        if self.actions():
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addActions(self.actions())
            menu.popup(event.globalPos())

    def leaveEvent(self, event: QEvent) -> None:
        self._leave()
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
        document, plane = self.document, self.table.plane
        here = document.cell if document.node == self.table.node else None
        place = plane.place(here) if here is not None else None
        row, column = (place[0] + step[0], place[1] + step[1]) if place is not None else (0, 0)
        rows, columns = plane.shape
        if 0 <= row < rows and 0 <= column < columns:
            document.hover()
            document.select(self.table.node, plane.cell(row, column))
            self.reveal((row, column))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

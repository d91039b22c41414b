"""One matrix of a comparison: numbers on colours where they fit, a heat map else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QLabel, QWidget

from gui.appearance import Appearance
from gui.compare.planes import ArrayPlane, ArraySource
from gui.drawing.painter import colour
from gui.matrix.heat_overlay import NUMERAL, NUMERAL_ROOM, HeatOverlay
from gui.matrix.heat_sides import HeatSides
from gui.matrix.lens import Lens, fitted, refitted
from gui.matrix.magnifier import Magnifier
from gui.matrix.number_texts import number_texts
from gui.matrix.shades import HIDDEN, HOLE, Entries, colour_table, entries_of
from gui.matrix.shown_plane import Place
from gui.matrix.table_model import WORDS

if TYPE_CHECKING:
    from gui.matrix.heatmap_plot import HeatmapPlot

_NOTHING = np.zeros((0, 0))
_HEADING = 26
_MAGNIFIED = 30  # cells with a shorter side (px) are looked at through the magnifier
_EDGE = 3
_STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class ComparePane(QWidget):
    """A matrix with its labels, its colour bar and its heading.

    Signals:
        pointed: the place under the pointer, or None.
        chosen: the place a click or an arrow key went to.
        lens_wanted: the part of the matrix a person wants to see.
    """

    pointed = Signal(object)
    chosen = Signal(object)
    lens_wanted = Signal(object)

    def __init__(self, name: str, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(180, 130)
        self._appearance = appearance
        empty = ArrayPlane(_NOTHING, None, None, [], [])
        self.source = ArraySource(empty, False, 1.0, 0, ("one", "one"), exists=False)
        self.heading = QLabel(self)
        self.heading.setProperty("kind", "heading")
        self.overlay = HeatOverlay(self.source)
        self.overlay.numbered = self.overlay.quiet = True
        self.sides = HeatSides(appearance, self)
        self.plot: HeatmapPlot | None = None
        self.magnifier = Magnifier(self.source, appearance, self)
        self.lens: Lens | None = None
        self._title = ""
        self._ring = False
        self._stale = True
        self.sides.scrolled.connect(self._on_scrolled)
        appearance.changed.connect(self.refresh)

    def show_source(self, source: ArraySource, title: str, hint: str) -> None:
        """Show a matrix; the part in sight stays where its shape does."""
        self.source = source
        self._title = title
        self.heading.setToolTip(hint)
        self.setAccessibleName(title)
        self.refresh()

    def show_places(self, hovered: Place | None, selected: Place | None, said: str) -> None:
        """Ring the cell that is looked at, and the one that is chosen."""
        self.overlay.hovered, self.overlay.selected = hovered, selected
        at = hovered or selected
        self.sides.show_lit(at, self._appearance.theme.text)
        value = None if at is None else float(self.source.plane.values[at])
        self.sides.bar.show_value(value)
        self.setAccessibleDescription(said)
        if self.plot is not None:
            self.plot.viewport().update()

    # -- the picture -------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.plot is None:
            from gui.matrix.heatmap_plot import HeatmapPlot  # pyqtgraph: 170 ms, first use only

            self.plot = HeatmapPlot(self.overlay.paint, self)
            self.plot.cell_hovered.connect(self._on_hovered)
            self.plot.cell_clicked.connect(self._on_clicked)
            self.plot.lens_wanted.connect(self.lens_wanted)
            self.plot.stackUnder(self.magnifier)
            self.plot.show()
        if self._stale:
            self.refresh()

    def refresh(self) -> None:
        """Paint everything anew, at once if it is seen."""
        self._stale = self.plot is None or not self.isVisible()
        if self._stale or self.plot is None or not self.source.exists:
            return
        theme, source = self._appearance.theme, self.source
        colours = theme.colour_map(weights=source.weights)
        self.overlay.theme = theme
        self.sides.bar.show_scale(theme, colours, source.peak, source.plane.figures)
        for strip, axis in zip((self.sides.rows, self.sides.columns), source.axes, strict=True):
            labels = source.plane.labels(down=strip is self.sides.rows)
            strip.show_labels([] if axis == "one" else list(labels), words=axis in WORDS)
        table = colour_table(colours, theme)
        self.plot.show_entries(self._entries(), table, theme.panel, signed=not source.weights)
        self._arrange()

    def _entries(self) -> Entries:
        """The picture: a byte for every cell."""
        source, plane = self.source, self.source.plane
        colours = self._appearance.theme.colour_map(weights=source.weights)
        finite = plane.figures.holes == 0
        entries = entries_of(plane.values, source.peak, colours, finite=finite)
        for mask, entry in ((plane.masked, HOLE), (plane.hidden, HIDDEN)):
            if mask is not None:
                entries[mask] = entry
        return entries

    def _arrange(self) -> None:
        """Give everything its place in the room there is."""
        metrics = self.heading.fontMetrics()
        self.heading.setGeometry(_EDGE, 0, self.width() - 2 * _EDGE, _HEADING)
        shown = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, self.heading.width())
        self.heading.setText(shown)
        if not self.isVisible() or not self.source.exists:
            return
        rows, columns = self.source.plane.shape
        room = self.sides.room(self._stage(), columns)
        if self.lens is None or (self.lens.rows, self.lens.columns) != (rows, columns):
            self.lens = fitted(rows, columns, *room)
        else:
            self.lens = refitted(self.lens, *room)
        self._choose_decimals()
        self._place()

    def _choose_decimals(self) -> None:
        """As many decimals as there is room for, up to those that show the numbers as they are."""
        if self.lens is None:
            return
        figures, most = self.source.plane.figures, self.source.decimals
        ends = (figures.least, figures.greatest)
        for decimals in range(most, -1, -1):
            texts = number_texts(decimals, NUMERAL)
            if max(texts.of(end)[1] for end in ends) + NUMERAL_ROOM <= self.lens.wide:
                most = decimals
                break
        shown = replace(self.source, decimals=most)
        self.overlay.model = shown
        self.magnifier.show_model(shown)

    def _stage(self) -> QSize:
        return QSize(self.width() - 2 * _EDGE, self.height() - _HEADING - _EDGE)

    def _place(self) -> None:
        if self.lens is None or self.plot is None:
            return
        area = self.sides.place(self.lens, self._stage())
        self.plot.setGeometry(area.translated(_EDGE, _HEADING))
        self.sides.move_by(_EDGE, _HEADING)
        self.plot.show_lens(self.lens)

    def show_lens(self, lens: Lens) -> None:
        """Show the part of the matrix that another pane shows, at its size of cells."""
        if self.lens is None or (lens.rows, lens.columns) != (self.lens.rows, self.lens.columns):
            return
        if lens.whole:
            own = fitted(lens.rows, lens.columns, self.lens.width, self.lens.height)
        else:
            own = self.lens.with_smallest(lens.smallest, 0, 0).scrolled_to(lens.left, lens.top)
        self.lens = own
        self._choose_decimals()
        self._place()

    def reveal(self, place: Place) -> None:
        """Scroll to a place where it is out of sight."""
        if self.lens is not None and not self.lens.whole:
            self.lens_wanted.emit(self.lens.showing(*place))

    def _on_scrolled(self, left: float, top: float) -> None:
        if self.lens is not None:
            self.lens_wanted.emit(self.lens.scrolled_to(left, top))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._ring:
            with QPainter(self) as painter:
                painter.setPen(QPen(colour(self._appearance.theme.focus), 2))
                painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 5, 5)

    # -- pointing and keys -------------------------------------------------------------------------

    def _on_hovered(self, row: int, column: int) -> None:
        if row < 0 or self._is_hidden((row, column)):
            self._leave()
            return
        self.pointed.emit((row, column))
        lens, plot = self.lens, self.plot
        if lens is None or plot is None or lens.smallest >= _MAGNIFIED:
            self.magnifier.hide()
            return
        centre = lens.rect(row, column).center()
        at = plot.mapTo(self, QPoint(round(centre.x()), round(centre.y())))
        self.magnifier.look_at((row, column), at)

    def _is_hidden(self, place: Place) -> bool:
        hidden = self.source.plane.hidden
        return hidden is not None and bool(hidden[place])

    def _leave(self) -> None:
        self.magnifier.hide()
        self.pointed.emit(None)

    def _on_clicked(self, row: int, column: int) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if not self._is_hidden((row, column)):
            self.chosen.emit((row, column))

    def leaveEvent(self, event: QEvent) -> None:
        self._leave()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the chosen cell."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or not self.source.exists:
            super().keyPressEvent(event)
            return
        at = self.overlay.selected
        row, column = (at[0] + step[0], at[1] + step[1]) if at is not None else (0, 0)
        rows, columns = self.source.plane.shape
        if 0 <= row < rows and 0 <= column < columns and not self._is_hidden((row, column)):
            self.chosen.emit((row, column))
            self.reveal((row, column))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() != Qt.FocusReason.MouseFocusReason
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ring = False
        self.update()
        super().focusOutEvent(event)

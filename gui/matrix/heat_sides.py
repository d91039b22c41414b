"""What stands around the picture of a heat map: labels, sums, scroll bars, the colour bar."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QScrollBar, QWidget

from engine.ops import Array
from gui.appearance import Appearance
from gui.matrix.axis_labels import Track
from gui.matrix.colour_bar import ColourBar
from gui.matrix.figures import sums
from gui.matrix.lens import Lens
from gui.matrix.shown_plane import Place
from gui.matrix.strips import LabelStrip, SumStrip

_BAR, _GAP, _NUMERAL = 10, 6, 13
_SHORTEST_SCALE = 160
#: How far labels may reach beyond the cells at both ends of a strip (px).
_BESIDE, _ABOVE = 20, 8


class HeatSides(QObject):
    """Owns the widgets around a picture and knows where each stands.

    Attributes:
        bar: the colour bar.
        rows, columns: the labels.
        row_sums, column_sums: the sums, hidden until they are wanted.

    Signals:
        scrolled: how much of the matrix is scrolled out of sight at the left and at the top (px).
    """

    scrolled = Signal(float, float)

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self.bar = ColourBar(parent)
        self.rows = LabelStrip(appearance, down=True)
        self.columns = LabelStrip(appearance, down=False)
        self.row_sums = SumStrip(appearance, down=True)
        self.column_sums = SumStrip(appearance, down=False, centred=True)
        self._down = QScrollBar(Qt.Orientation.Vertical)
        self._across = QScrollBar(Qt.Orientation.Horizontal)
        strips = (self.rows, self.columns, self.row_sums, self.column_sums)
        for widget in (*strips, self._down, self._across):
            widget.setParent(parent)
        for hidden in (self.row_sums, self.column_sums, self._down, self._across):
            hidden.hide()
        for bar in (self._down, self._across):
            bar.valueChanged.connect(self._on_scrolled)

    # -- what they say -----------------------------------------------------------------------------

    def show_sums(self, matrix: Array | None, decimals: int) -> None:
        """Show the sums of these rows and columns, or none."""
        for strip, axis in ((self.row_sums, 1), (self.column_sums, 0)):
            strip.setVisible(matrix is not None)
            if matrix is not None:
                strip.show_sums(sums(matrix, axis), decimals, _NUMERAL)

    def show_lit(self, place: Place | None, ink: str) -> None:
        """Light the labels of a place, or none."""
        self.rows.show_lit({} if place is None else {place[0]: ink})
        self.columns.show_lit({} if place is None else {place[1]: ink})

    def show_picture(self, on: bool) -> None:
        """With the picture away, only the colour bar stays."""
        self.rows.setVisible(on)
        self.columns.setVisible(on)
        if not on:
            for widget in (self.row_sums, self.column_sums, self._down, self._across):
                widget.hide()

    @property
    def labels(self) -> Sequence[str]:
        """The labels at the sides, rows first."""
        return [*self.rows.labels, *self.columns.labels]

    # -- where they stand --------------------------------------------------------------------------

    def room(self, size: QSize, columns: int) -> tuple[float, float]:
        """The room that is left for the picture in `size` (px)."""
        wide = size.width() - self.bar.sizeHint().width() - _GAP
        tall = size.height()
        wide -= self._side(size.width())
        if not self.row_sums.isHidden():
            wide -= round(self.row_sums.thickness)
            tall -= round(self.column_sums.thickness)
        wide -= _BAR
        tall -= round(self.columns.thickness(wide / columns)) + _BAR
        return max(wide, 8.0), max(tall, 8.0)

    def place(self, lens: Lens, size: QSize) -> QRect:
        """Stand around the picture of a lens. Returns where the picture itself belongs."""
        side, head = self._side(size.width()), round(self.columns.thickness(lens.wide))
        wide = max(round(min(lens.width, lens.columns * lens.wide)), 1)
        tall = max(round(min(lens.height, lens.rows * lens.tall)), 1)
        self.rows.setGeometry(0, head - _ABOVE, side, tall + 2 * _ABOVE)
        self.rows.show_track(Track(_ABOVE - lens.top, lens.tall, lens.rows))
        self.columns.setGeometry(side - _BESIDE, 0, wide + 2 * _BESIDE, head)
        self.columns.show_track(Track(_BESIDE - lens.left, lens.wide, lens.columns))
        right, below = side + wide + 2, head + tall + 2
        across, down = lens.reach
        self._down.setGeometry(right, head, _BAR, tall)
        _set_bar(self._down, lens.top, down, lens.height)
        self._across.setGeometry(side, below, wide, _BAR)
        _set_bar(self._across, lens.left, across, lens.width)
        right += _BAR if down > 0 else 0
        below += _BAR if across > 0 else 0
        if not self.row_sums.isHidden():
            thick = round(self.row_sums.thickness)
            self.row_sums.setGeometry(right, head, thick, tall)
            self.row_sums.show_track(Track(-lens.top, lens.tall, lens.rows))
            self.column_sums.setGeometry(side, below, wide, round(self.column_sums.thickness))
            self.column_sums.show_track(Track(-lens.left, lens.wide, lens.columns))
            right += thick
        scale = min(max(tall, _SHORTEST_SCALE) + 20, size.height() - head)
        top = max(head - 10, 0)
        self.bar.setGeometry(right + _GAP, top, self.bar.sizeHint().width(), max(scale, 40))
        return QRect(side, head, wide, tall)

    def move_by(self, right: int, down: int) -> None:
        """Everything stands so much further right and down than `place` has put it."""
        strips = (self.rows, self.columns, self.row_sums, self.column_sums)
        for widget in (*strips, self._down, self._across, self.bar):
            widget.move(widget.x() + right, widget.y() + down)

    def place_bar_alone(self, size: QSize) -> QRect:
        """The colour bar right of the pictures of all heads. Returns where these belong."""
        wide = size.width() - self.bar.sizeHint().width() - _GAP
        self.bar.setGeometry(wide + _GAP, 0, self.bar.sizeHint().width(), size.height())
        return QRect(0, 0, max(wide, 1), max(size.height(), 1))

    def _side(self, width: int) -> int:
        """How much room the labels of the rows get."""
        return round(min(self.rows.thickness(0), width / 3))

    def _on_scrolled(self) -> None:
        self.scrolled.emit(self._across.value(), self._down.value())


def _set_bar(bar: QScrollBar, value: float, reach: float, page: float) -> None:
    """Set a scroll bar without its telling; it is away where there is nothing to scroll."""
    bar.setVisible(reach > 0)
    bar.blockSignals(True)
    bar.setRange(0, round(reach))
    bar.setPageStep(round(page))
    bar.setSingleStep(30)
    bar.setValue(round(value))
    bar.blockSignals(False)

"""The table of numbers with the sums of its rows and columns frozen beside it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from gui.appearance import Appearance
from gui.matrix.axis_labels import Track
from gui.matrix.figures import sums
from gui.matrix.number_view import NumberView
from gui.matrix.strips import SumStrip

_GAP = 6
_BAR = 10


class NumberPane(QWidget):
    """Holds a table; where sums are shown they stand right of it and below, and never scroll away.

    The table is no larger than its cells, so that the sums stand beside them.
    """

    def __init__(self, numbers: NumberView, appearance: Appearance) -> None:
        super().__init__()
        self.numbers = numbers
        numbers.setParent(self)
        self._with_sums = False
        self.right = SumStrip(appearance, down=True)
        self.below = SumStrip(appearance, down=False)
        self._signs = (QLabel("Σ"), QLabel("Σ"))
        for widget in (self.right, self.below, *self._signs):
            widget.setParent(self)
            widget.hide()
        for sign in self._signs:
            sign.setProperty("kind", "muted")
            sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusProxy(numbers)
        self.setMinimumSize(120, 100)
        numbers.arranged.connect(self._place)
        numbers.horizontalScrollBar().valueChanged.connect(self._follow_scroll)
        numbers.verticalScrollBar().valueChanged.connect(self._follow_scroll)
        numbers.table.dataChanged.connect(self._add_up)
        numbers.table.modelReset.connect(self._add_up)
        numbers.table.layout_changed.connect(self._add_up)

    def show_sums(self, on: bool) -> None:
        """Show the sums of rows and columns, or none."""
        self._with_sums = on
        self._add_up()

    def _add_up(self) -> None:
        table = self.numbers.table
        shown = self._with_sums and table.exists
        if shown:
            matrix = table.plane.matrix()
            numeral = max(min(self.numbers.numeral, 15.0), 12.0)
            self.right.show_sums(sums(matrix, 1), table.decimals, numeral)
            self.below.show_sums(sums(matrix, 0), table.decimals, numeral)
        for widget in (self.right, self.below, *self._signs):
            widget.setVisible(shown)
        self._arrange()

    def _arrange(self) -> None:
        """Let the table choose its sizes in the room that the sums leave."""
        right = round(self.right.thickness) + _GAP if self._with_sums else 0
        below = round(self.below.thickness) + _GAP if self._with_sums else 0
        self.numbers.room = QSize(max(self.width() - right, 1), max(self.height() - below, 1))
        self.numbers.relayout()

    def _place(self) -> None:
        numbers, room = self.numbers, self.numbers.room
        if room is None:
            return
        rows, columns = numbers.table.plane.shape
        left = 0 if numbers.down.isHidden() else numbers.down.width()
        top = 0 if numbers.across.isHidden() else numbers.across.height()
        wide = left + columns * numbers.columnWidth(0) + 1
        tall = top + rows * numbers.rowHeight(0) + 1
        over_wide, over_tall = wide > room.width(), tall > room.height()
        wide += _BAR if over_tall else 0
        tall += _BAR if over_wide or wide > room.width() else 0
        numbers.setGeometry(0, 0, min(wide, room.width()), min(tall, room.height()))
        if self._with_sums:
            self._place_sums(left, top)

    def _place_sums(self, left: int, top: int) -> None:
        numbers, view = self.numbers, self.numbers.viewport()
        x, y = numbers.width() + _GAP, numbers.height() + _GAP
        thick, tall = round(self.right.thickness), round(self.below.thickness)
        self.right.setGeometry(x, top, thick, view.height())
        self.below.setGeometry(left, y, view.width(), tall)
        self._signs[0].setGeometry(x, 0, thick, max(top - 4, 16))
        self._signs[1].setGeometry(0, y, max(left - 4, 12), tall)
        self._follow_scroll()

    def _follow_scroll(self) -> None:
        if self._with_sums:
            numbers = self.numbers
            rows, columns = numbers.table.plane.shape
            self.right.show_track(Track(-numbers.down.offset(), numbers.rowHeight(0), rows))
            self.below.show_track(Track(-numbers.across.offset(), numbers.columnWidth(0), columns))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

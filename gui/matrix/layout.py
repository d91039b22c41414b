"""How large the cells and labels of a table are: by the font, the numbers and the room there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo

from gui.drawing.fonts import run_width
from gui.drawing.primitives import TextRun
from gui.matrix.figures import longest_candidates
from gui.matrix.labels import LabelHeader
from gui.matrix.table_model import WORDS

if TYPE_CHECKING:
    from gui.matrix.painted_table import PaintedTable

_BASE_FONT = 14
_BAR = 10


class Sizes(msgspec.Struct, frozen=True):
    """The measures of a table at the normal font size (px).

    Attributes:
        row, tallest: the least and the greatest height of a row.
        widest: the greatest width of a column.
        numeral, largest: the least and the greatest size of the numbers.
        rows: the table is as tall as its rows, up to so many; 0: as tall as its parent makes it.
        shaded: labels stand on a tinted ground.
    """

    row: float
    tallest: float
    widest: float
    numeral: float
    largest: float
    label: float
    rows: int = 0
    shaded: bool = False


PANEL = Sizes(row=29, tallest=29, widest=150, numeral=14, largest=14, label=13, rows=8)
WINDOW = Sizes(row=30, tallest=84, widest=164, numeral=14, largest=22, label=14, shaded=True)


def arrange(view: PaintedTable) -> None:
    """Set sizes of rows, columns, labels and numbers of `view`."""
    rows, columns = view.table.rowCount(), view.table.columnCount()
    if not rows or not columns:
        return
    unit = max(QFontInfo(view.font()).pixelSize() / _BASE_FONT, 0.75)
    sizes, size = view.sizes, view.room or view.size()
    _arrange_labels(view, unit, size.width())
    left = view.down.width() if not view.down.isHidden() else 0
    top = view.across.height() if not view.across.isHidden() else 0
    if sizes.rows:
        height = sizes.row * unit
    else:
        room = (size.height() - top - 2) / rows
        height = min(max(room, sizes.row * unit), sizes.tallest * unit)
    numeral = min(max(height * 0.27, sizes.numeral * unit), sizes.largest * unit)
    longest = _longest(view)
    overflow = rows > sizes.rows if sizes.rows else height * rows > size.height() - top
    room = (size.width() - left - (_BAR if overflow else 0)) / columns
    need = _width(longest, numeral) + 16 * unit
    if room < need:
        numeral = sizes.numeral * unit
        need = _width(longest, numeral) + 14 * unit
    if not view.across.isHidden() and view.table.axis(Qt.Orientation.Horizontal) in WORDS:
        need = max(need, min(view.across.widest(), 96 * unit))
    width = int(min(max(room, need), max(sizes.widest * unit, need)))
    if not sizes.rows and width * columns > size.width() - left:  # a bar takes its part below
        room = (size.height() - top - 2 - _BAR) / rows
        height = min(height, max(room, sizes.row * unit))
    if sizes.rows:
        bar = _BAR if width * view.zoom * columns > size.width() - left else 0
        view.setFixedHeight(top + round(height) * min(rows, sizes.rows) + bar)
    view.numeral = numeral * view.zoom
    view.down.setDefaultSectionSize(max(round(height * view.zoom), 2))
    view.across.setDefaultSectionSize(max(round(width * view.zoom), 2))


def _arrange_labels(view: PaintedTable, unit: float, room: int) -> None:
    for header, orientation in (
        (view.down, Qt.Orientation.Vertical),
        (view.across, Qt.Orientation.Horizontal),
    ):
        _show(header, view.table.axis(orientation) != "one")
        header.label_size = view.sizes.label * unit
    view.down.setFixedWidth(round(min(view.down.widest() + 4, max(room * 0.3, 40))))
    view.across.setFixedHeight(
        round(view.sizes.label * (2.2 if view.sizes.shaded else 1.75) * unit)
    )


def _show(header: LabelHeader, on: bool) -> None:
    if header.isHidden() == on:
        header.setVisible(on)


def _longest(view: PaintedTable) -> str:
    """The longest number of the table: among the extremes, which is enough for equal decimals."""
    plane = view.table.plane
    values = longest_candidates(plane.matrix(), plane.figures)
    texts = [view.table.text(value) for value in values]
    if plane.pins():
        texts.append("000")
    return max(texts, key=len)


def _width(text: str, numeral: float) -> float:
    return run_width(TextRun(text, "", weight=500), numeral)

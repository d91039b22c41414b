"""What stands on the colours of a heat map: hatching, corners, numbers, rings."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTransform

from gui.drawing.card import Ring
from gui.drawing.painter import colour
from gui.matrix.cell_marks import beyond_corner, beyond_scale, hatch, runs
from gui.matrix.heat_source import HeatSource
from gui.matrix.lens import Lens
from gui.matrix.number_texts import number_texts
from gui.matrix.shown_plane import Block, Place
from gui.theme import Theme

#: From this side on (px) cells are hatched, carry corners, have lines between them, show numbers.
_HATCHED, _CORNERED, _LINED = 4, 10, 12
#: The size of numbers, and the room they need beside them (px).
NUMERAL, NUMERAL_ROOM = 13, 6
_SMALLEST_FRAME = 8.0
#: More cells than this are not marked one by one in one frame.
_MOST = 40_000


class HeatOverlay:
    """Paints one frame over one heat map.

    Attributes:
        selected, hovered: places to ring.
        rings: what the explained cell read from this matrix, in its own rows and columns.
        framed: the part of the matrix a table beside it has in sight.
        quiet: whether NaN stands for nothing to say, and is not written.
        transposed: whether `rings`, which are the node's own, stand turned.
        numbered: whether cells show their numbers also where the whole matrix is in sight.
    """

    def __init__(self, model: HeatSource) -> None:
        self.model = model
        self.theme: Theme | None = None
        self.selected: Place | None = None
        self.hovered: Place | None = None
        self.rings: tuple[Ring, ...] = ()
        self.framed: tuple[range, range] | None = None
        self.numbered = False
        self.transposed = False
        self.quiet = False

    def paint(self, painter: QPainter, lens: Lens) -> None:
        """Paint everything in pixels of the window."""
        theme = self.theme
        if theme is None or not self.model.exists or self.model.plane.shape != (
            lens.rows, lens.columns
        ):  # fmt: skip
            return
        painter.save()
        painter.setWorldTransform(QTransform())
        rows, columns = lens.visible()
        seen = (rows.stop - rows.start) * (columns.stop - columns.start)
        if lens.smallest >= _HATCHED and 0 < seen <= _MOST:
            block = self.model.plane.block(rows, columns)
            self._grounds(painter, theme, lens, block)
            if lens.smallest >= _LINED:
                self._lines(painter, theme, lens)
            if lens.smallest >= _CORNERED:
                self._corners(painter, theme, lens, block)
            if self.numbered or not lens.whole:
                self._numbers(painter, theme, lens, block)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._frame(painter, theme, lens)
        for ring in self.rings:
            width = 4.0 if ring.strong else 2.0
            self._ring(painter, theme, self._area(ring, lens), width, ring.colour)
        for place, width in ((self.hovered, 2.0), (self.selected, 3.0)):
            if place is not None:
                self._ring(painter, theme, lens.rect(*place), width)
        painter.restore()

    def _grounds(self, painter: QPainter, theme: Theme, lens: Lens, block: Block) -> None:
        holes = ~np.isfinite(block.values)
        for mask, ink in ((block.masked, theme.ghost), (holes, theme.ghost), (block.hidden, "")):
            if mask is None or not mask.any():
                continue
            for area in _stretches(mask, lens):
                if ink:
                    hatch(painter, area, theme.card, ink)
                else:
                    painter.fillRect(area, colour(theme.panel))

    def _lines(self, painter: QPainter, theme: Theme, lens: Lens) -> None:
        rows, columns = lens.visible()
        area = lens.rect(rows.start, columns.start, rows.stop - rows.start,
                         columns.stop - columns.start)  # fmt: skip
        lines = [
            QLineF(x, area.top(), x, area.bottom())
            for x in (c * lens.wide - lens.left for c in range(columns.start + 1, columns.stop))
        ]
        lines += [
            QLineF(area.left(), y, area.right(), y)
            for y in (r * lens.tall - lens.top for r in range(rows.start + 1, rows.stop))
        ]
        painter.setPen(QPen(colour(theme.card), 1.5))
        painter.drawLines(lines)

    def _corners(self, painter: QPainter, theme: Theme, lens: Lens, block: Block) -> None:
        colours = theme.colour_map(weights=self.model.weights)
        beyond = beyond_scale(block.values, self.model.peak, colours)
        if block.hidden is not None:
            beyond &= ~block.hidden
        rows, columns = lens.visible()
        side = min(lens.smallest * 0.35, 10.0)
        for row, column in np.argwhere(beyond).tolist():
            high = block.values[row, column] > 0
            ink = colours.inks[-1] if high else colours.inks[0]
            area = lens.rect(rows.start + row, columns.start + column)
            beyond_corner(painter, area, ink, side)

    def _numbers(self, painter: QPainter, theme: Theme, lens: Lens, block: Block) -> None:
        """Numbers in the cells of a part that is looked at closely, where they have room."""
        texts = number_texts(self.model.decimals, NUMERAL)
        widest = max(texts.of(self.model.plane.figures.least)[1],
                     texts.of(self.model.plane.figures.greatest)[1])  # fmt: skip
        if lens.tall < texts.height + 2 or lens.wide < widest + NUMERAL_ROOM:
            return
        colours = theme.colour_map(weights=self.model.weights)
        with np.errstate(all="ignore"):
            entries = colours.indices(block.values / self.model.peak)
        holes = ~np.isfinite(block.values)
        if block.masked is not None:
            holes |= block.masked
        hidden = block.hidden
        rows, columns = lens.visible()
        values = block.values.tolist()
        painter.setFont(texts.font)
        for row, line in enumerate(values):
            for column, value in enumerate(line):
                if hidden is not None and hidden[row, column]:
                    continue
                if self.quiet and math.isnan(value):
                    continue
                ink = theme.text if holes[row, column] else colours.inks[entries[row, column]]
                area = lens.rect(rows.start + row, columns.start + column)
                text, width = texts.of(value)
                painter.setPen(colour(ink))
                at = QPointF(area.center().x() - width / 2, area.center().y() - texts.height / 2)
                painter.drawStaticText(at, text)

    def _frame(self, painter: QPainter, theme: Theme, lens: Lens) -> None:
        """A frame around what the table beside it shows, unless that is everything."""
        if self.framed is None:
            return
        rows, columns = self.framed
        if len(rows) >= lens.rows and len(columns) >= lens.columns:
            return
        whole = QRectF(0, 0, min(lens.width, lens.columns * lens.wide),
                       min(lens.height, lens.rows * lens.tall))  # fmt: skip
        area = lens.rect(rows.start, columns.start, len(rows), len(columns))
        grown = max((_SMALLEST_FRAME - min(area.width(), area.height())) / 2, 0.0)
        area = area.adjusted(-grown, -grown, grown, grown) & whole.adjusted(1, 1, -1, -1)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour(theme.card), 3.5))
        painter.drawRect(area)
        painter.setPen(QPen(colour(theme.text), 1.5))
        painter.drawRect(area)

    def _area(self, ring: Ring, lens: Lens) -> QRectF:
        """Where a ring stands: around a cell, a row, a column or all of it."""
        row, column = ring.row, ring.column
        if self.transposed:
            row, column = column, row
        down = lens.rows if row is None else 1
        across = lens.columns if column is None else 1
        return lens.rect(row or 0, column or 0, down, across)

    def _ring(
        self, painter: QPainter, theme: Theme, area: QRectF, width: float, ink: str = ""
    ) -> None:
        """A ring around a cell; around a tiny one a ring large enough to be seen."""
        grown = max((9 - min(area.width(), area.height())) / 2, 0.0)
        if grown:
            area = area.adjusted(-grown, -grown, grown, grown)
            painter.setPen(QPen(colour(theme.card), width + 2))
            painter.drawRoundedRect(area, 2, 2)
        pen = QPen(colour(ink or theme.text), width)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, 1.5, 1.5)


def _stretches(mask: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], lens: Lens) -> list[QRectF]:
    rows, columns = lens.visible()
    return [
        lens.rect(rows.start + row, columns.start + first, 1, after - first)
        for row, first, after in runs(mask)
    ]

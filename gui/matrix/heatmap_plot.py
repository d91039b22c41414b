"""The picture of a heat map, drawn by pyqtgraph. Import this module only when it is shown."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QGraphicsRectItem, QWidget

from engine.ops import Array
from gui.drawing.fonts import font, run_width
from gui.drawing.primitives import TextRun
from gui.theme import ColourMap, Theme

_LABEL = 13
_MOST_LINES = 24
_SQUARE_UP_TO = 4
_LARGEST_CELL = 84


class HeatmapPlot(pg.PlotWidget):
    """An image of the matrix with labels at its sides, and a ring around a cell.

    Signals:
        cell_hovered, cell_clicked: the shown row and column; −1, −1 beside the matrix.
    """

    cell_hovered = Signal(int, int)
    cell_clicked = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, enableMenu=False)
        self.setObjectName("heatmapPlot")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setFrameShape(self.Shape.NoFrame)
        self._labels: tuple[Sequence[str], Sequence[str]] = ((), ())
        self._ink = "#000000"
        self._around: tuple[tuple[str, ...], tuple[str, ...], str] | None = None
        self._texts: list[pg.TextItem] = []
        self._written = 0
        self.image = pg.ImageItem(axisOrder="row-major")
        self._lines = pg.PlotCurveItem(connect="pairs")
        self._hover_ring, self._ring = QGraphicsRectItem(), QGraphicsRectItem()
        plot = self.getPlotItem()
        plot.hideButtons()
        plot.setMouseEnabled(False, False)
        plot.showAxes(False)
        plot.layout.setContentsMargins(0, 0, 0, 0)
        self._box = plot.getViewBox()
        self._box.invertY(True)
        self._box.disableAutoRange()
        for item in (self.image, self._lines, self._hover_ring, self._ring):
            self._box.addItem(item, ignoreBounds=True)
        self._box.sigResized.connect(self.arrange)
        self.scene().sigMouseMoved.connect(self._on_moved)
        self.scene().sigMouseClicked.connect(self._on_clicked)

    @property
    def labels(self) -> list[str]:
        """The labels that are drawn, rows first."""
        return [text.toPlainText() for text in self._texts[: self._written]]

    def show_matrix(
        self,
        theme: Theme,
        colours: ColourMap,
        relative: Array,
        shown: NDArray[np.bool_],
        rows: Sequence[str],
        columns: Sequence[str],
    ) -> None:
        """Show values relative to the scale. [shown row, shown column]"""
        rgb = colours.table[colours.indices(relative)]
        rgb[np.isnan(relative)] = _rgb(theme.ghost)
        rgb[~shown] = _rgb(theme.panel)
        self.image.setImage(rgb, autoLevels=False, levels=(0, 255))
        around = (tuple(rows), tuple(columns), theme.name)
        if around == self._around:
            return  # other numbers only: what stands around the cells stays
        self._around = around
        self.setBackground(QColor(theme.panel))
        self._labels = (rows, columns)
        self._ink = theme.muted
        self._draw_lines(theme)
        for ring, thick in ((self._hover_ring, 2), (self._ring, 3)):
            pen = QPen(QColor(theme.text), thick)
            pen.setCosmetic(True)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            ring.setPen(pen)
        self.arrange()

    def show_ring(self, cell: tuple[int, int] | None, hovered: tuple[int, int] | None) -> None:
        """Ring the selected cell, and more lightly the one under the pointer."""
        for ring, at in ((self._ring, cell), (self._hover_ring, hovered)):
            ring.setVisible(at is not None)
            if at is not None:
                ring.setRect(QRectF(at[1], at[0], 1, 1))

    def arrange(self, *_: object) -> None:
        """Fit the cells into the room beside the labels, as squares unless one side is very long.

        Labels are left out where they would touch: every 2nd, 5th, 10th… stays.
        """
        rows, columns = self._labels
        size = self._box.rect()
        if not rows or not columns or size.width() < 2 or size.height() < 2:
            return
        gutter = min(max(_label_width(rows), 10.0), size.width() / 3)
        head = _LABEL * 1.7 if any(columns) else 4.0
        wide = min(max(size.width() - gutter - 4, 1.0) / len(columns), _LARGEST_CELL)
        tall = min(max(size.height() - head - 4, 1.0) / len(rows), _LARGEST_CELL)
        if max(len(rows), len(columns)) <= _SQUARE_UP_TO * min(len(rows), len(columns)):
            wide = tall = min(wide, tall)
        left, top = -gutter / wide, -head / tall
        across = QRectF(left, top, size.width() / wide, size.height() / tall)
        self._box.setRange(across, padding=0, disableAutoRange=True)
        self._write(rows, columns, wide, tall)

    def _write(self, rows: Sequence[str], columns: Sequence[str], wide: float, tall: float) -> None:
        placed: list[tuple[str, tuple[float, float], tuple[float, float]]] = [
            (label, (-4 / wide, at), (1, 0.5)) for at, label in _ticks(rows, _LABEL * 1.3 / tall)
        ]
        placed += [
            (label, (at, 0), (0.5, 1))
            for at, label in _ticks(columns, _label_width(columns) / wide)
        ]
        while len(self._texts) < len(placed):
            self._texts.append(self._new_label())
        for text, (label, at, anchor) in zip(self._texts, placed, strict=False):
            text.setText(label, color=self._ink)
            text.setAnchor(anchor)
            text.setPos(*at)
        for index, text in enumerate(self._texts):  # items are kept: taking one out while the
            text.setVisible(index < len(placed))  # scene lays itself out crashes Qt
        self._written = len(placed)

    def _new_label(self) -> pg.TextItem:
        text = pg.TextItem("")
        text.setFont(font("ui", _LABEL))
        self._box.addItem(text, ignoreBounds=True)
        return text

    def _draw_lines(self, theme: Theme) -> None:
        """Hairlines between the cells of a small matrix."""
        height, width = len(self._labels[0]), len(self._labels[1])
        if max(height, width) > _MOST_LINES:
            self._lines.setData([], [])
            return
        across = [(x, y) for x in range(1, width) for y in (0, height)]
        down = [(x, y) for y in range(1, height) for x in (0, width)]
        points = np.array(across + down, dtype=float).reshape(-1, 2)
        self._lines.setData(points[:, 0], points[:, 1])
        pen = QPen(QColor(theme.card), 1.5)
        pen.setCosmetic(True)
        self._lines.setPen(pen)

    def _cell_at(self, where: QPointF) -> tuple[int, int]:
        point = self._box.mapSceneToView(where)
        row, column = int(np.floor(point.y())), int(np.floor(point.x()))
        rows, columns = self._labels
        inside = 0 <= row < len(rows) and 0 <= column < len(columns)
        return (row, column) if inside else (-1, -1)

    def _on_moved(self, where: QPointF) -> None:
        self.cell_hovered.emit(*self._cell_at(where))

    def _on_clicked(self, event: object) -> None:
        row, column = self._cell_at(event.scenePos())  # type: ignore[attr-defined]
        if row >= 0:
            self.cell_clicked.emit(row, column)


def _label_width(labels: Sequence[str]) -> float:
    return max(run_width(TextRun(text, ""), _LABEL) for text in labels) + 10


def _ticks(labels: Sequence[str], crowding: float) -> list[tuple[float, str]]:
    """Labels in the middle of their cells; the more crowded, the fewer."""
    every = next((n for n in (1, 2, 5, 10, 20, 50, 100) if n >= crowding), 200)
    return [
        (index + 0.5, label)
        for index, label in enumerate(labels)
        if every == 1 or index == 0 or (index + 1) % every == 0
    ]


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)

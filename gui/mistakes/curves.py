"""How sharp softmax gets with d_k, as curves and as a table. Import this only when it is shown.

pyqtgraph draws the curves; importing it takes a moment.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QBrush, QColor, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from engine.mistakes import DRAWS, SIZES, Curves, Sharpness, curves, own_point
from engine.numbers import format_number
from gui.appearance import Appearance
from gui.document import Document
from gui.drawing.fonts import font, scaled
from gui.mistakes.parts import label

_HEIGHT = 148
_TICKS = (1, 4, 16, 64, 256, 1024)
_POINT = 14
_MARGIN = 0.04


class _Plot(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """Two curves over d_k on a scale of powers of 2, and the point of the open example."""

    def __init__(self, name: str) -> None:
        super().__init__(background=None, enableMenu=False)
        self.setObjectName(name)
        self.setFixedHeight(scaled(_HEIGHT))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(self.Shape.NoFrame)
        self.setMouseEnabled(False, False)
        self.hideButtons()
        self.plain = self.plot(antialias=True)
        self.divided = self.plot(antialias=True)
        self.own = pg.ScatterPlotItem(symbol="d", size=scaled(_POINT))
        self.own.setZValue(10)
        self.addItem(self.own)
        self.getPlotItem().layout.setContentsMargins(0, 4, scaled(18), 0)  # for the last label
        bottom, left = self.getAxis("bottom"), self.getAxis("left")
        bottom.setTicks([[(math.log2(size), str(size)) for size in _TICKS]])
        for axis in (bottom, left):
            axis.setStyle(
                tickFont=font("ui", scaled(11)),
                tickLength=-4,
                maxTickLevel=0,
                hideOverlappingLabels=False,
            )
        left.setWidth(scaled(38))
        bottom.setHeight(scaled(22))

    def wheelEvent(self, event: object) -> None:
        """The page scrolls, not the plot."""
        event.ignore()  # type: ignore[attr-defined]  # pyqtgraph types no events

    def show_curves(
        self, divided: Sequence[float], plain: Sequence[float], own: tuple[int, float], most: float
    ) -> None:
        """Show both curves and the point of the example.

        Args:
            most: the largest number that the curves can reach.
        """
        places = [math.log2(size) for size in SIZES]
        self.divided.setData(places, list(divided))
        self.plain.setData(places, list(plain))
        self.own.setData([math.log2(own[0])], [own[1]])
        last = max(places[-1], math.log2(own[0]))
        self.setXRange(0, last, padding=_MARGIN)
        self.setYRange(0, most, padding=_MARGIN)

    def restyle(self, appearance: Appearance) -> None:
        """Colours of the theme. The curves differ in their dashes too."""
        theme = appearance.theme
        self.divided.setPen(_pen(theme.roles["query"].ink, Qt.PenStyle.SolidLine))
        self.plain.setPen(_pen(theme.roles["attention"].ink, Qt.PenStyle.DashLine))
        self.own.setPen(_pen(theme.panel, Qt.PenStyle.SolidLine, 1.4))
        self.own.setBrush(QBrush(QColor(theme.text)))
        for side in ("bottom", "left"):
            axis = self.getAxis(side)
            axis.setPen(QColor(theme.strong))
            axis.setTextPen(QColor(theme.muted))


class CurvesView(QWidget):
    """Largest weight and entropy against d_k, with the divisor and without; or as a table."""

    def __init__(
        self, document: Document, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sharpnessCurves")
        self._document = document
        self._appearance = appearance
        self._title = label("heading")
        self._about = label("muted", "curvesAbout")
        self._captions = (label("muted"), label("muted"))
        self.plots = (_Plot("largestPlot"), _Plot("entropyPlot"))
        self._key = QLabel()
        self._key.setObjectName("curvesKey")
        self._key.setTextFormat(Qt.TextFormat.RichText)
        self._key.setWordWrap(True)
        self.table = QTableWidget(len(SIZES), 5)
        self.table.setObjectName("curvesTable")
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setMinimumSectionSize(scaled(40))
        self._turn = QPushButton()
        self._turn.setObjectName("curvesTableButton")
        self._turn.setProperty("kind", "outlined")
        self._turn.setCheckable(True)
        self._turn.toggled.connect(self._show_table)
        self._pictures = QWidget()
        column = QVBoxLayout(self._pictures)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self._key)
        for caption, plot in zip(self._captions, self.plots, strict=True):
            column.addSpacing(4)
            column.addWidget(caption)
            column.addWidget(plot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addWidget(self._title)
        whole.addWidget(self._pictures)
        whole.addWidget(self.table)
        whole.addWidget(self._about)
        whole.addWidget(self._turn, 0, Qt.AlignmentFlag.AlignLeft)
        self.table.hide()
        appearance.changed.connect(self._restyle)
        self._restyle()
        self.refresh()

    def refresh(self) -> None:
        """The curves for as many keys as a row of the open example has, and its own point."""
        document = self._document
        keys = document.graph.shapes["weights"][-1]
        made = curves(keys)
        d_k, own = own_point(document.evaluator)
        largest, bits = self.plots
        largest.show_curves(
            [p.largest for p in made.divided], [p.largest for p in made.plain],
            (d_k, own.largest), 1.0,
        )  # fmt: skip
        bits.show_curves(
            [p.entropy for p in made.divided], [p.entropy for p in made.plain],
            (d_k, own.entropy), max(math.log2(keys), own.entropy, 0.1),
        )  # fmt: skip
        self._fill(made, d_k)
        self._write(made, d_k, own)

    def _fill(self, made: Curves, d_k: int) -> None:
        """The numbers of the curves; d_k of the open example has the mark of its point."""
        for row, (size, plain, divided) in enumerate(
            zip(SIZES, made.plain, made.divided, strict=True)
        ):
            numbers = (plain.largest, divided.largest, plain.entropy, divided.entropy)
            mark = "◆ " if size == d_k else ""
            texts = [f"{mark}{size}", *(format_number(n, 2, fixed=True) for n in numbers)]
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, item)
        self.table.resizeRowsToContents()

    def _write(self, made: Curves, d_k: int, own: Sharpness) -> None:
        theme = self._appearance.theme
        dashed = self.tr("without a divisor")
        solid = self.tr("divided by √d_k")
        point = self.tr("this example, d_k = {d_k}").format(d_k=d_k)
        self._key.setText(
            f'<span style="color:{theme.roles["attention"].ink}">╌╌</span> {dashed}<br>'
            f'<span style="color:{theme.roles["query"].ink}">──</span> {solid}<br>◆ {point}'
        )
        self._title.setText(self.tr("How sharp softmax gets"))
        self._captions[0].setText(self.tr("Largest weight of a row, against d_k"))
        self._captions[1].setText(self.tr("Entropy of a row in bits, against d_k"))
        about = self.tr(
            "Averages over {draws} rows of {keys} weights: queries and keys are drawn from a "
            "normal distribution of variance 1."
        )
        self._about.setText(about.format(draws=DRAWS, keys=made.keys))
        self._turn.setText(
            self.tr("As curves") if self._turn.isChecked() else self.tr("As a table")
        )
        self.table.setHorizontalHeaderLabels(
            [
                "d_k",
                self.tr("largest\nwithout"),
                self.tr("largest\n÷ √d_k"),
                self.tr("bits\nwithout"),
                self.tr("bits\n÷ √d_k"),
            ]
        )
        self.table.setAccessibleName(self._title.text())
        self._say(made, d_k, own)
        header = self.table.horizontalHeader().sizeHint().height()
        rows = sum(self.table.rowHeight(row) for row in range(self.table.rowCount()))
        self.table.setFixedHeight(header + rows + 4)

    def _say(self, made: Curves, d_k: int, own: Sharpness) -> None:
        """What the curves show, for who cannot see them."""
        text = self.tr(
            "{caption}: from {first} at d_k = 1 to {last} at d_k = {most} without a divisor, and "
            "{divided} divided by √d_k. This example, at d_k = {d_k}: {own}."
        )
        for plot, caption, read in (
            (self.plots[0], self._captions[0], "largest"),
            (self.plots[1], self._captions[1], "entropy"),
        ):
            plot.setAccessibleName(caption.text())
            plot.setAccessibleDescription(
                text.format(
                    caption=caption.text(),
                    first=format_number(getattr(made.plain[0], read)),
                    last=format_number(getattr(made.plain[-1], read)),
                    most=SIZES[-1],
                    divided=format_number(getattr(made.divided[-1], read)),
                    d_k=d_k,
                    own=format_number(getattr(own, read)),
                )
            )

    def _show_table(self, shown: bool) -> None:
        self._pictures.setVisible(not shown)
        self.table.setVisible(shown)
        self.refresh()

    def _restyle(self) -> None:
        for plot in self.plots:
            plot.restyle(self._appearance)
        if self._title.text():
            self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)


def _pen(ink: str, style: Qt.PenStyle, width: float = 2.2) -> QPen:
    made = QPen(QColor(ink), width, style)
    made.setCosmetic(True)
    return made

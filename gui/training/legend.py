"""Which curve is which run."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.runs import Run
from gui.appearance import Appearance
from gui.drawing.fonts import font, scaled
from gui.training.curves import run_pen
from gui.training.kept import run_title

_LINE, _SAMPLE = 22, 30


class RunLegend(QWidget):
    """A line for each run that is drawn: a piece of its curve, and what it is."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runLegend")
        self._appearance = appearance
        self._runs: tuple[Run, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        appearance.changed.connect(self.update)

    def show_runs(self, runs: Sequence[Run]) -> None:
        """Show the runs that are drawn."""
        self._runs = tuple(runs)
        self.setAccessibleName("; ".join(self.titles))
        self.updateGeometry()
        self.update()

    @property
    def titles(self) -> list[str]:
        """What its lines say."""
        return [run_title(run) for run in self._runs]

    def sizeHint(self) -> QSize:
        return QSize(scaled(300), scaled(_LINE * max(len(self._runs), 1) + 6))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(160), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font("ui", scaled(13)))
        high = scaled(_LINE)
        for place, (run, title) in enumerate(zip(self._runs, self.titles, strict=True)):
            middle = place * high + high / 2
            painter.setPen(run_pen(look, run.slot, 2.5))
            painter.drawLine(2, round(middle), scaled(_SAMPLE), round(middle))
            painter.setPen(QColor(look.text))
            left = scaled(_SAMPLE + 10)
            area = QRectF(left, place * high, self.width() - left, high)
            fitted = painter.fontMetrics().elidedText(
                title, Qt.TextElideMode.ElideRight, int(area.width())
            )
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, fitted)
        painter.end()

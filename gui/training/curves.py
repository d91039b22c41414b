"""One value over the steps of training. pyqtgraph draws it: import this only when it is shown."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.appearance import Appearance
from gui.drawing.fonts import font, scaled
from gui.theme import Theme

_HEIGHT = 96
_AXIS = 38  # how wide the numbers at the left are, at most


def run_pen(look: Theme, slot: int, width: float = 1.5) -> QPen:
    """How the run in that slot is drawn: in a colour of its own, dashed once all are taken."""
    dashed = slot // len(look.runs) % 2
    style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
    made: QPen = pg.mkPen(look.runs[slot % len(look.runs)], width=width, style=style)
    return made


class Curve(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """One value over the steps: that of now, and those of runs that were kept."""

    def __init__(
        self,
        name: str,
        appearance: Appearance,
        parent: QWidget | None = None,
        *,
        height: int = _HEIGHT,
    ) -> None:
        super().__init__(parent, background=None, enableMenu=False)
        self.setObjectName(name)
        self.setMinimumHeight(scaled(height))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(self.Shape.NoFrame)
        self.setMouseEnabled(False, False)
        self.hideButtons()
        self._appearance = appearance
        self._kept: list[tuple[int, pg.PlotDataItem]] = []
        self._now = self.plot(antialias=True)
        self._now.setZValue(1)
        appearance.changed.connect(self._restyle)
        self._restyle()

    def show_values(self, values: Sequence[float]) -> None:
        """Show the run of now."""
        self._now.setData(*_points(values))

    def show_runs(self, runs: Sequence[tuple[int, Sequence[float]]]) -> None:
        """Show runs that were kept, each as its slot and its values; no others."""
        for _, item in self._kept:
            self.removeItem(item)
        self._kept = [(slot, self.plot(*_points(values), antialias=True)) for slot, values in runs]
        self._restyle()

    @property
    def shown(self) -> list[tuple[int, list[float]]]:
        """The runs that are shown: slot and values."""
        return [(slot, item.getData()[1].tolist()) for slot, item in self._kept]

    def pen(self, slot: int) -> QPen:
        """With which the run in that slot is drawn now. Raises KeyError where it is not shown."""
        pen: QPen = dict(self._kept)[slot].opts["pen"]
        return pen

    def _restyle(self) -> None:
        look = self._appearance.theme
        self._now.setPen(pg.mkPen(look.roles["attention"].ink, width=2))
        for slot, item in self._kept:
            item.setPen(run_pen(look, slot))
        for side in ("bottom", "left"):
            axis = self.getAxis(side)
            axis.setPen(look.strong)
            axis.setTextPen(look.muted)
            axis.setStyle(tickFont=font("ui", scaled(11)))
        self.getAxis("left").setWidth(scaled(_AXIS))  # curves below each other share their steps


def _points(values: Sequence[float]) -> tuple[np.ndarray, np.ndarray]:
    return np.arange(1, len(values) + 1), np.asarray(values, dtype=float)

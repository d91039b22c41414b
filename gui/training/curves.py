"""Loss and accuracy over the steps. pyqtgraph draws them: import this only when it is shown."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from engine.training import Record
from gui.appearance import Appearance
from gui.drawing.fonts import font, scaled

_HEIGHT = 118


class Curve(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """One value over the steps: that of now, and the runs that were kept, paler."""

    def __init__(self, name: str, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None, enableMenu=False)
        self.setObjectName(name)
        self.setFixedHeight(scaled(_HEIGHT))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(self.Shape.NoFrame)
        self.setMouseEnabled(False, False)
        self.hideButtons()
        self._appearance = appearance
        self._now = self.plot(antialias=True)
        self._kept: list[object] = []
        appearance.changed.connect(self._restyle)
        self._restyle()

    def show_values(self, values: Sequence[float]) -> None:
        """Show the run of now."""
        self._now.setData(np.arange(1, len(values) + 1), np.asarray(values, dtype=float))

    def keep(self, values: Sequence[float]) -> None:
        """Leave a run there, to compare with."""
        pen = pg.mkPen(self._appearance.theme.ghost, width=1.5)
        steps = np.arange(1, len(values) + 1)
        self._kept.append(self.plot(steps, np.asarray(values, dtype=float), pen=pen))

    def forget(self) -> None:
        """Take the runs away that were kept."""
        for item in self._kept:
            self.removeItem(item)
        self._kept = []

    def _restyle(self) -> None:
        look = self._appearance.theme
        self._now.setPen(pg.mkPen(look.roles["attention"].ink, width=2))
        for side in ("bottom", "left"):
            axis = self.getAxis(side)
            axis.setPen(look.strong)
            axis.setTextPen(look.muted)
            axis.setStyle(tickFont=font("ui", scaled(11)))


def losses(records: Sequence[Record]) -> list[float]:
    """The loss of every step."""
    return [record.loss for record in records]


def norms(records: Sequence[Record]) -> list[float]:
    """The length of the whole gradient of every step."""
    return [math.sqrt(sum(norm * norm for norm in record.norms.values())) for record in records]


def accuracies(records: Sequence[Record]) -> list[float]:
    """The accuracy of every step."""
    return [record.accuracy for record in records]

"""A trace: one cell, and all cells it comes from, or all that it goes into."""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from engine.influence import depends_on, feeds, influence
from engine.ops import Array, Cell
from gui.values import LiveValues

Kind = Literal["inputs", "feeds"]


class Trace(msgspec.Struct, frozen=True):
    """What a trace found.

    Attributes:
        cells: for every node the cells that belong to it.
        slopes: for `inputs`, the derivative of the traced cell by every cell.
        peaks: for every node the largest magnitude of a slope, which gets the strongest colour.
    """

    kind: Kind
    node: str
    cell: Cell
    cells: dict[str, NDArray[np.bool_]]
    slopes: dict[str, Array]
    peaks: dict[str, float]


class Strong(NamedTuple):
    """A cell of an input, and how much the traced cell moves with it."""

    node: str
    cell: Cell
    slope: float


class Tracing(QObject):
    """The trace that is on, if any; it is worked out anew when it is read after an edit.

    Signals:
        changed: another trace, none any more, or other numbers in it.
    """

    changed = Signal()

    def __init__(self, values: LiveValues) -> None:
        super().__init__(values)
        self._values = values
        self._asked: tuple[Kind, str, Cell] | None = None
        self._found: Trace | None = None
        self.serial = 0
        values.values_changed.connect(self._on_values)
        values.structure_changed.connect(self.end)

    @property
    def on(self) -> bool:
        """Whether there is a trace."""
        return self._asked is not None

    def begin(self, kind: Kind, node: str, cell: Cell) -> None:
        """Trace a cell; the same once more ends it."""
        if self._asked == (kind, node, cell):
            self.end()
            return
        self._asked = (kind, node, cell)
        self._forget()

    def end(self) -> None:
        """No trace any more."""
        if self._asked is not None:
            self._asked = None
            self._forget()

    def trace(self) -> Trace | None:
        """What the trace of now finds."""
        if self._asked is not None and self._found is None:
            kind, node, cell = self._asked
            evaluator = self._values.evaluator
            if kind == "feeds":
                found = feeds(evaluator, node, cell)
                self._found = Trace(kind, node, cell, found, {}, {})
            else:
                slopes = influence(evaluator, node, cell)
                cells = depends_on(evaluator, node, cell)
                peaks = {name: _largest(slope) or 1.0 for name, slope in slopes.items()}
                self._found = Trace(kind, node, cell, cells, slopes, peaks)
        return self._found

    def strongest(self, count: int = 3) -> list[Strong]:
        """The input cells that move the traced cell the most, the largest first."""
        trace = self.trace()
        if trace is None:
            return []
        graph, found = self._values.graph, list[Strong]()
        for name, slope in trace.slopes.items():
            if graph[name].computed or name == trace.node:
                continue
            sizes = np.nan_to_num(np.abs(slope), nan=0.0).ravel()
            for flat in np.argsort(-sizes, kind="stable")[:count].tolist():
                if sizes[flat] > 0:
                    at = tuple(int(i) for i in np.unravel_index(flat, slope.shape))
                    found.append(Strong(name, at, float(slope[at])))
        return sorted(found, key=lambda strong: -abs(strong.slope))[:count]

    def _on_values(self, _names: object) -> None:
        if self._asked is not None:
            self._forget()

    def _forget(self) -> None:
        self._found = None
        self.serial += 1
        self.changed.emit()


def _largest(slope: Array) -> float:
    finite = slope[np.isfinite(slope)]
    return float(np.abs(finite).max(initial=0.0))

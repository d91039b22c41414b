"""Numbers that are tried without being kept: a cell moves, and afterwards everything is as before.

Nothing of a trial reaches the undo stack, a file or a State. Whatever else changes a value ends the
trial first, so that no edit starts from a number that was only tried.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from PySide6.QtCore import Signal

from engine.graph import Graph
from engine.ops import Array, Cell
from engine.state import State
from gui.values import LiveValues


class Trial(msgspec.Struct, frozen=True):
    """What a trial puts back when it ends.

    Attributes:
        rest: the value the cell has when nothing is tried.
        pins: the pins of a computed node; None for an input.
        before, other, copy: what the values before the last edit were, and the shared copy.
    """

    node: str
    cell: Cell
    rest: float
    pins: dict[Cell, float] | None
    before: dict[str, Array]
    other: tuple[Graph, State] | None
    copy: Array | None


class TrialValues(LiveValues):
    """Live values of which one cell can be tried at other numbers.

    During a trial the marks of change compare with the resting value.

    Signals:
        trial_changed: a trial began or is over.
    """

    trial_changed = Signal()

    _trial: Trial | None = None
    _tried = False

    @property
    def trial(self) -> Trial | None:
        """What is tried now."""
        return self._trial

    def begin_trial(self, name: str, cell: Cell) -> None:
        """Try numbers in one cell from now on; an input is set, a computed cell is pinned.

        Raises:
            SoftmixError: the cell cannot hold another number, and nothing has begun.
        """
        self.end_trial()
        rest = float(self.value(name)[cell])
        self.evaluator.check_cells(name, {cell: rest})
        computed = self.graph[name].computed
        self._trial = Trial(
            name,
            cell,
            rest,
            self.evaluator.overrides(name) if computed else None,
            self._before,
            self._other,
            self._copies.get(name),
        )
        self._tried = False
        self.trial_changed.emit()

    def try_value(self, value: float) -> None:
        """Let the cell of the trial hold this number.

        Raises:
            SoftmixError: it cannot, and nothing has changed.
        """
        trial = self._trial
        if trial is None:
            return
        self.evaluator.check_cells(trial.node, {trial.cell: value})
        again, self._tried = self._tried, True
        if not again:
            self._moved = {}
        if trial.pins is None:
            super().apply_cells(trial.node, {trial.cell: value}, again=again)
        else:
            pins = {**trial.pins, trial.cell: value}
            super().apply_pins(trial.node, pins, again=again)

    def end_trial(self) -> None:
        """Put everything back, bit by bit; nothing happens where nothing is tried."""
        trial, self._trial = self._trial, None
        if trial is None:
            return
        if self._tried:
            self._before, self._other, self._moved = trial.before, trial.other, {}
            if trial.pins is None:
                super().apply_cells(trial.node, {trial.cell: trial.rest}, again=True)
            else:
                super().apply_pins(trial.node, trial.pins, again=True)
            if trial.copy is not None:
                self._copies[trial.node] = trial.copy
        self.trial_changed.emit()

    def reference(self, name: str) -> Array | None:
        """What the marks of change hold a node against: during a trial, the resting values."""
        tried = self._trial is not None and self._tried
        return self._before.get(name) if tried else super().reference(name)

    # -- whatever else changes or keeps a value ----------------------------------------------------

    def state(self) -> State:
        """Everything that can be changed, as it is when nothing is tried."""
        self.end_trial()
        return super().state()

    def apply_cells(self, name: str, cells: Mapping[Cell, float], *, again: bool) -> None:
        self.end_trial()
        super().apply_cells(name, cells, again=again)

    def apply_matrix(self, name: str, matrix: Array) -> None:
        self.end_trial()
        super().apply_matrix(name, matrix)

    def apply_pins(self, name: str, pins: Mapping[Cell, float], *, again: bool) -> None:
        self.end_trial()
        super().apply_pins(name, pins, again=again)

    def _replace(self, state: State) -> None:
        self.end_trial()
        super()._replace(state)

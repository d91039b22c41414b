"""The values of the open example as views read them: numbers, labels, colours, marks of change.

Commands change them through the `apply_…` methods, which tell the views.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from engine.evaluator import Evaluator
from engine.graph import Axis, Graph
from engine.ops import Array, Cell
from engine.prose import Context
from engine.state import State, Word


class LiveValues(QObject):
    """An evaluator with its words, and the values before the last edit.

    Attributes:
        language: the language the words are read in.
        revision: grows with every change of a value, so that views can keep what they derived.

    Signals:
        values_changed: a frozenset of the node names whose values (or pins) changed.
        structure_changed: another graph: other sizes, nodes, or another scenario. Read all anew.
        words_changed: the words are called otherwise (renamed, or the language changed).
    """

    values_changed = Signal(object)
    structure_changed = Signal()
    words_changed = Signal()

    def __init__(self, state: State, language: str) -> None:
        super().__init__()
        self.language = language
        self.revision = 0
        self._take(state)

    def _take(self, state: State) -> None:
        self.evaluator: Evaluator = state.evaluator()
        self._config = state.config
        self._words = state.words
        self._baseline: dict[str, Array] = self.evaluator.values()
        self._peaks: dict[str, float] = {}
        self.revision += 1

    # -- reading -----------------------------------------------------------------------------------

    @property
    def graph(self) -> Graph:
        """The topology of the open example."""
        return self.evaluator.graph

    def value(self, name: str) -> Array:
        """What the flow uses, read-only until the next edit. [row, column]"""
        return self.evaluator.value(name)

    def state(self) -> State:
        """A copy of everything that can be changed."""
        return State(
            self._config, self._words, self.evaluator.inputs(), self.evaluator.all_overrides()
        )

    @property
    def words(self) -> list[str]:
        """The words of the sentence in the language of the interface."""
        return [word.text(self.language) for word in self._words]

    def axis_labels(self, axis: Axis) -> list[str]:
        """The labels along an axis: the words, or 1, 2, 3…"""
        if axis == "word":
            return self.words
        return [str(index + 1) for index in range(self.graph.sizes[axis])]

    def cell_name(self, name: str, cell: Cell) -> str:
        """`scores[love, tea]`, `W_Q[2, 3]`, or `divisor` where there is only one cell."""
        return _cell_name(self.graph, {"word": self.words}, name, cell)

    def cell_namer(self) -> Callable[[str, Cell], str]:
        """`cell_name` as of now: the words keep their places when others come and go later."""
        graph, words = self.graph, self._words

        def name_of(name: str, cell: Cell) -> str:
            labels = {"word": [word.text(self.language) for word in words]}
            return _cell_name(graph, labels, name, cell)

        return name_of

    def context(self) -> Context:
        """What the prose of the lesson is bound to."""
        return Context(self.evaluator, self.words, self.language)

    def colour_range(self, name: str) -> float:
        """The value that gets the strongest colour: shared by all nodes of the node's scale."""
        scale = self.graph[name].scale
        if scale == "weights":
            return 1.0
        if scale not in self._peaks:
            matrices = [self.value(node.name) for node in self.graph.nodes if node.scale == scale]
            largest = [np.abs(matrix[np.isfinite(matrix)]).max(initial=0) for matrix in matrices]
            self._peaks[scale] = float(max(largest)) or 1.0
        return self._peaks[scale]

    def changed_cells(self, name: str) -> NDArray[np.bool_]:
        """Which cells differ from before the last edit. [row, column]"""
        now, before = self.value(name), self._baseline.get(name)
        if before is None or before.shape != now.shape:
            return np.zeros(now.shape, dtype=bool)
        return np.asarray((now != before) & ~(np.isnan(now) & np.isnan(before)))

    def before(self, name: str, cell: Cell) -> float:
        """The value of a cell before the last edit."""
        return float(self._baseline[name][cell])

    # -- changing: for commands --------------------------------------------------------------------

    def apply_cells(self, name: str, cells: Mapping[Cell, float], *, again: bool) -> None:
        """Set cells of an input. `again`: a drag goes on, its marks compare with its start."""
        self._keep_baseline(again)
        self._tell(name, self.evaluator.set_cells(name, cells))

    def apply_pins(self, name: str, pins: Mapping[Cell, float], *, again: bool) -> None:
        """Set the pins of a computed node."""
        self._keep_baseline(again)
        self._tell(name, self.evaluator.set_overrides(name, pins))

    def apply_state(self, state: State) -> None:
        """Take another state, with a graph of its own."""
        self._take(state)
        self.structure_changed.emit()

    def apply_words(self, words: tuple[Word, ...]) -> None:
        """Take other names for the words."""
        self._words = words
        self.words_changed.emit()

    def _keep_baseline(self, again: bool) -> None:
        if not again:
            self._baseline = self.evaluator.values()

    def _tell(self, name: str, changed: frozenset[str]) -> None:
        self._peaks = {}
        self.revision += 1
        self.values_changed.emit(changed | {name})


def _cell_name(graph: Graph, labels: Mapping[str, list[str]], name: str, cell: Cell) -> str:
    if graph[name].axes == ("one", "one"):
        return name
    parts = [
        labels[axis][index] if axis in labels else str(index + 1)
        for axis, index in zip(graph[name].axes, cell[-2:], strict=True)
    ]
    return f"{name}[{', '.join(parts)}]"

"""The two sides of a comparison: now, before the last edit, or a state that was kept."""

from __future__ import annotations

from typing import Protocol

from engine.graph import Graph
from engine.ops import Array
from engine.state import State
from gui.document import Document


class Side(Protocol):
    """Values of a whole graph, with the words they are read by."""

    @property
    def graph(self) -> Graph:
        """The topology."""

    @property
    def state(self) -> State:
        """The words and labels (its numbers may be older than those of `value`)."""

    def value(self, name: str) -> Array:
        """A matrix. Read-only."""


class Now:
    """The values the window shows."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @property
    def graph(self) -> Graph:
        """The topology of now."""
        return self._document.graph

    @property
    def state(self) -> State:
        """The words of now."""
        return self._document.state_now

    def value(self, name: str) -> Array:
        """What the flow uses now."""
        return self._document.value(name)


class Before:
    """The values before the last edit (or undo); during a trial, those at rest."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @property
    def graph(self) -> Graph:
        """The topology before the last edit."""
        return self._document.graph_before

    @property
    def state(self) -> State:
        """The words before the last edit."""
        return self._document.state_before

    def value(self, name: str) -> Array:
        """What the flow used then."""
        return self._document.value_before(name)


class Stored:
    """A kept state. Its values are computed when they are first asked for, and never again.

    Inputs are the state's own arrays; only what is computed takes memory beside them.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self._graph: Graph | None = None
        self._values: dict[str, Array] | None = None

    @property
    def graph(self) -> Graph:
        """The topology of the state."""
        if self._graph is None:
            self._graph = self._state.graph()
        return self._graph

    @property
    def state(self) -> State:
        """The state that was kept."""
        return self._state

    @property
    def evaluated(self) -> bool:
        """Whether its values have been computed."""
        return self._values is not None

    def value(self, name: str) -> Array:
        """What the flow of the state uses."""
        if self._values is None:
            self._values = self._computed()
        return self._values[name]

    def _computed(self) -> dict[str, Array]:
        evaluator = self._state.evaluator()
        values = {}
        for node in evaluator.graph.nodes:
            own = None if node.computed or node.cut else self._state.inputs[node.name]
            values[node.name] = evaluator.value(node.name) if own is None else own
            values[node.name].setflags(write=False)
        return values

    def size(self) -> int:
        """How much memory its computed values take, once they are computed (bytes)."""
        graph = self.graph
        cells = 0
        for node in graph.nodes:
            if node.computed or node.cut:
                count = 1
                for length in graph.shapes[node.name]:
                    count *= length
                cells += count
        return 8 * cells

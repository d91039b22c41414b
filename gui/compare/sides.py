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

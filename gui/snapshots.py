"""Snapshots: states of the open example that are kept under a name, to compare with later."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from PySide6.QtCore import QObject, Signal

from engine.graph import Graph
from engine.numbers import format_number
from engine.ops import Array
from engine.project import LONGEST_NAME, MOST_SNAPSHOTS
from engine.state import State
from gui.commands import SetCells, SetPins
from gui.editing import Editing

#: How many are kept at most.
MOST = MOST_SNAPSHOTS


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


class Snapshot(msgspec.Struct, frozen=True):
    """One kept state.

    Attributes:
        number: counts up from 1; never given twice while the example is open.
        name: what it is called.
    """

    number: int
    name: str
    side: Stored

    @property
    def key(self) -> str:
        """What choosers call it by."""
        return f"kept:{self.number}"


class Snapshots(QObject):
    """The snapshots of the open example, oldest first; another example starts with none.

    They are no part of the undo history; a project file holds them.

    Signals:
        changed: one was kept, renamed or deleted, or others stand in their place.
    """

    changed = Signal()

    def __init__(self, document: Editing) -> None:
        super().__init__(document)
        self._document = document
        self._kept: list[Snapshot] = []
        self._next = 1

    def restart(self, kept: Iterable[tuple[int, str, State]] = ()) -> None:
        """Another example: its snapshots by number, name and state."""
        before, self._kept = self._kept, [Snapshot(n, name, Stored(s)) for n, name, s in kept]
        self._next = self._kept[-1].number + 1 if self._kept else 1
        if before or self._kept:
            self.changed.emit()

    @property
    def all(self) -> tuple[Snapshot, ...]:
        """All of them, oldest first."""
        return tuple(self._kept)

    @property
    def full(self) -> bool:
        """Whether no more can be kept until one is deleted."""
        return len(self._kept) >= MOST

    def keep(self) -> Snapshot | None:
        """Keep the state of now under a name that says what the last edit was; None: it is full."""
        if self.full:
            return None
        self._document.flush_drag()
        snapshot = Snapshot(self._next, self._proposed(), Stored(self._document.state()))
        self._next += 1
        self._kept.append(snapshot)
        self.changed.emit()
        return snapshot

    def get(self, key: str) -> Snapshot | None:
        """The snapshot of that key, while it is kept."""
        return next((snapshot for snapshot in self.all if snapshot.key == key), None)

    def rename(self, key: str, name: str) -> None:
        """Call it otherwise; a blank name does nothing."""
        name = " ".join(name.split())[:LONGEST_NAME]
        for index, snapshot in enumerate(self._kept):
            if snapshot.key == key and name and name != snapshot.name:
                self._kept[index] = Snapshot(snapshot.number, name, snapshot.side)
                self.changed.emit()

    def delete(self, key: str) -> None:
        """Forget it."""
        kept = [snapshot for snapshot in self._kept if snapshot.key != key]
        if len(kept) != len(self._kept):
            self._kept = kept
            self.changed.emit()

    def size(self, snapshot: Snapshot) -> int:
        """How much memory it takes that nothing older shares (bytes)."""
        shared = _arrays(self._document.start)
        for other in self._kept:
            if other is snapshot:
                break
            shared |= _arrays(other.side.state)
        state = snapshot.side.state
        own = {id(a): a.nbytes for a in (*state.inputs.values(), *state.parked.values())}
        held = sum(size for array, size in own.items() if array not in shared)
        return held + (snapshot.side.size() if snapshot.side.evaluated else 0)

    def _proposed(self) -> str:
        """`Snapshot 1 · W_Q[1, 3] = 2`, or what the last edit is called."""
        title = self.tr("Snapshot {number}").format(number=self._next)
        stack = self._document.undo_stack
        if not stack.canUndo():
            return title
        last = stack.command(stack.index() - 1)
        said = stack.undoText()
        if isinstance(last, SetCells | SetPins) and len(last.new) == 1:
            ((cell, value),) = last.new.items()
            if last.name in self._document.graph:
                where = self._document.cell_name(last.name, cell)
                said = f"{where} = {format_number(value, 4)}"
        return f"{title} · {said}"[:LONGEST_NAME]


def _arrays(state: State) -> set[int]:
    """The identities of a state's matrices."""
    return {id(array) for array in (*state.inputs.values(), *state.parked.values())}

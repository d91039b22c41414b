"""Snapshots: states of the open example that are kept under a name, to compare with later."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from engine.numbers import format_number
from engine.state import State
from gui.commands import SetCells, SetPins
from gui.compare.sides import Stored
from gui.document import Document

#: How many are kept at most.
MOST = 12
_LONGEST_NAME = 60


@dataclass(frozen=True)
class Snapshot:
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

    They are no part of the undo history and are not saved.

    Signals:
        changed: one was kept, renamed or deleted.
    """

    changed = Signal()

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._kept: list[Snapshot] = []
        self._next = 1
        self._start = document.start
        document.structure_changed.connect(self._on_structure)

    @property
    def all(self) -> tuple[Snapshot, ...]:
        """All of them, oldest first."""
        return tuple(self._kept) if self._document.start is self._start else ()

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
        name = " ".join(name.split())[:_LONGEST_NAME]
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
        shared = _arrays(self._start)
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
        return f"{title} · {said}"[:_LONGEST_NAME]

    def _on_structure(self) -> None:
        if self._document.start is not self._start:  # another example was opened
            self._start = self._document.start
            self._next = 1
            if self._kept:
                self._kept = []
                self.changed.emit()


def _arrays(state: State) -> set[int]:
    """The identities of a state's matrices."""
    return {id(array) for array in (*state.inputs.values(), *state.parked.values())}

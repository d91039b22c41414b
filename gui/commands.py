"""Every change of a value or a shape, as something that can be undone.

A command holds the document's model and copies of old and new; never a view.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtGui import QUndoCommand

from engine.ops import Array, Cell
from engine.state import State
from gui.attic import Patch

Text = Callable[[], str]


class Model(Protocol):
    """What commands change; the document is one. Each call recomputes and tells the views."""

    def value(self, name: str) -> Array: ...

    def apply_cells(self, name: str, cells: Mapping[Cell, float], *, again: bool) -> None: ...

    def apply_matrix(self, name: str, matrix: Array) -> None: ...

    def apply_pins(self, name: str, pins: Mapping[Cell, float], *, again: bool) -> None: ...

    def apply_state(self, state: State) -> None: ...

    def apply_words(self, state: State) -> None: ...


class Command(QUndoCommand):
    """A command whose name follows the language: `text` is asked again when it changes."""

    def __init__(self, model: Model, text: Text) -> None:
        super().__init__(text())
        self.model = model
        self._text = text

    def retranslate(self) -> None:
        """Name the command in the language of now."""
        self.setText(self._text())


class _CellCommand(Command):
    """Old and new cells of one node. Commands of one drag merge into one."""

    kind = 0

    def __init__(
        self,
        model: Model,
        text: Text,
        name: str,
        old: Mapping[Cell, float],
        new: Mapping[Cell, float],
        drag: int | None = None,
    ) -> None:
        super().__init__(model, text)
        self.name = name
        self.old = dict(old)
        self.new = dict(new)
        self.drag = drag
        self._merging = False

    def id(self) -> int:
        return self.kind if self.drag is not None else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        same = isinstance(other, type(self)) and (other.drag, other.name) == (self.drag, self.name)
        if not same:
            return False
        assert isinstance(other, _CellCommand)
        self.new.update(other.new)
        self._text = other._text
        self.setText(other.text())
        self.setObsolete(self.old == self.new)
        return True

    def continuing(self) -> _CellCommand:
        """Mark the command as a later move of a drag: marks of change stay those of its start."""
        self._merging = True
        return self


class SetCells(_CellCommand):
    """Set cells of an input."""

    kind = 1

    def redo(self) -> None:
        self.model.apply_cells(self.name, self.new, again=self._merging)
        self._merging = False

    def undo(self) -> None:
        self.model.apply_cells(self.name, self.old, again=False)


class SetMatrix(Command):
    """Set a whole input: many cells, kept as what differs."""

    def __init__(self, model: Model, text: Text, name: str, patch: Patch) -> None:
        super().__init__(model, text)
        self.name = name
        self.patch = patch

    def redo(self) -> None:
        self.model.apply_matrix(self.name, self.patch.forward(self.model.value(self.name)))

    def undo(self) -> None:
        self.model.apply_matrix(self.name, self.patch.backward(self.model.value(self.name)))


class SetPins(_CellCommand):
    """Make `new` the pinned cells of a computed node (an override, or a release)."""

    kind = 2

    def redo(self) -> None:
        self.model.apply_pins(self.name, self.new, again=self._merging)
        self._merging = False

    def undo(self) -> None:
        self.model.apply_pins(self.name, self.old, again=False)


class ReplaceState(Command):
    """Other sizes, words or switches: the whole state, old and new.

    Attributes:
        stowed: whether its large matrices are in the attic.
    """

    def __init__(self, model: Model, text: Text, old: State, new: State) -> None:
        super().__init__(model, text)
        self.old = old
        self.new = new
        self.stowed = False

    def redo(self) -> None:
        self.model.apply_state(self.new)

    def undo(self) -> None:
        self.model.apply_state(self.old)


class RenameWord(ReplaceState):
    """Another name for a word; no number moves, so nothing is computed or laid out anew."""

    def redo(self) -> None:
        self.model.apply_words(self.new)

    def undo(self) -> None:
        self.model.apply_words(self.old)

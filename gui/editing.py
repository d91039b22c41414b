"""What a person can do to the open example: every call is one undo step.

Values are changed by commands only; the document adds the lesson and the selection.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtGui import QUndoStack

from engine.errors import SoftmixError
from engine.graph import Axis
from engine.numbers import format_number, parse_number
from engine.ops import Array, Cell
from engine.resize import (
    Fill,
    insert,
    known_vectors,
    remove,
    rename,
    resize_many,
    with_sentence,
    word_key,
)
from engine.sizes import Size, sizes_of
from engine.state import State
from engine.switches import as_in_paper, reconfigure
from engine.vocabulary import Vocabulary
from engine.words import LONGEST_WORD, Word, split_sentence
from gui.attic import Attic, Patch
from gui.commands import Command, RenameWord, ReplaceState, SetCells, SetMatrix, SetPins
from gui.drag import Drag
from gui.names import size_name, switch_text
from gui.trial import TrialValues


class Editing(TrialValues):
    """The live values with an undo stack around them.

    Attributes:
        block: the block of a stack all views show, from 1.

    Signals:
        strangers_met: the words of a sentence that were never learnt (a list, which may be empty).
        edit_refused: a drag went through a value that is refused; the SoftmixError says why.
    """

    edit_refused = Signal(object)
    strangers_met = Signal(object)

    def __init__(self, state: State, language: str) -> None:
        super().__init__(state, language)
        self.block = 1
        self._start = state
        self.undo_stack = QUndoStack(self)
        self._attic = Attic()
        self.dragged = Drag(self._use_drag, self)

    @property
    def start(self) -> State:
        """What the example opened with."""
        return self._start

    @property
    def vocabulary(self) -> Vocabulary | None:
        """The words the open example has learnt; None where it has learnt none."""
        return None

    @property
    def modified(self) -> bool:
        """Whether there is work that stands in no file."""
        return not self.undo_stack.isClean()

    def in_block(self, name: str) -> str:
        """The node of that plain name in the block that is shown: `block_2.Q` for `Q`."""
        return name if self.block == 1 else f"block_{self.block}.{name}"

    # -- editing: each call is one undo step -----------------------------------------------------

    def edit_cells(
        self, name: str, cells: Mapping[Cell, float], said: Callable[[], str] | None = None
    ) -> None:
        """Set cells of an input, or pin cells of a computed node.

        Args:
            said: what the undo step is called; by default, after its cells.

        Raises:
            SoftmixError: the edit is refused, and nothing has changed.
        """
        self.flush_drag()
        self._push_cells(name, cells, None, said)

    def edit_matrix(self, name: str, matrix: Array, said: Callable[[], str] | None = None) -> None:
        """Set a whole input, as one undo step: for blocks of thousands of cells.

        Args:
            said: what the undo step is called; by default, after its cells.

        Raises:
            SoftmixError: a number is refused, and nothing has changed.
        """
        self.flush_drag()
        self.evaluator.check_matrix(name, matrix)
        old = self.value(name)
        count = int(np.count_nonzero(old != matrix))
        if count:
            text = lambda: self.tr("Set {count} cells of {node}").format(count=count, node=name)  # noqa: E731
            patch = Patch.between(old, matrix, self._attic)
            self._push(SetMatrix(self, said or text, name, patch))

    def import_matrices(self, matrices: Mapping[str, Array], path: Path) -> bool:
        """Take matrices from a file, as one undo step; computed nodes are pinned where they differ.

        Returns whether anything is other than before.

        Raises:
            SoftmixError: one has no place here, or a number is refused; nothing has changed.
        """
        from engine.imports import fit  # the first time a file is imported

        self.flush_drag()
        inputs, pins = fit(self.evaluator, matrices, path)
        old = self.state()
        new = replace(old, inputs={**old.inputs, **inputs}, overrides={**old.overrides, **pins})
        if new.same_as(old):
            return False
        text = lambda: self.tr("Import {name}").format(name=path.name)  # noqa: E731
        self._push(ReplaceState(self, text, old, new))
        return True

    def edit_text(self, name: str, cell: Cell, text: str) -> None:
        """Set or pin one cell to what was typed; what it holds already is no edit and no pin.

        Raises:
            SoftmixError: the text is refused, and nothing has changed.
        """
        value = parse_number(text)
        self.end_trial()
        if value != float(self.value(name)[cell]):
            self.edit_cells(name, {cell: value})

    def set_sqrt_divisor(self) -> None:
        """Divide by √d_k, as the paper does, in the block that is shown."""
        root = math.sqrt(self.graph.sizes["d_k"])
        self.edit_cells(self.in_block("divisor"), {(0, 0): root})

    def release(self, name: str, cell: Cell | None = None) -> None:
        """Unpin one cell of a computed node, or all of them."""
        self.release_cells(name, self.evaluator.overrides(name) if cell is None else [cell])

    def release_cells(self, name: str, cells: Iterable[Cell]) -> None:
        """Unpin some cells of a computed node, as one undo step."""
        self.flush_drag()
        pins = self.evaluator.overrides(name)
        gone = dict.fromkeys(cell for cell in cells if cell in pins)
        if not gone:
            return
        kept = {cell: value for cell, value in pins.items() if cell not in gone}
        names = self.cell_namer()

        def text() -> str:
            where = names(name, next(iter(gone))) if len(gone) == 1 else name
            return self.tr("Release {cell}").format(cell=where)

        self._push(SetPins(self, text, name, pins, kept))

    def release_all(self) -> None:
        """Unpin every cell of every node, as one undo step."""
        if self.evaluator.all_overrides():
            old = self.state()
            text = lambda: self.tr("Release all pins")  # noqa: E731
            self._push(ReplaceState(self, text, old, replace(old, overrides={})))

    def insert(self, axis: Axis, index: int, fill: Fill, word: Word | None = None) -> None:
        """Add a word or a feature column. Raises SizeLimit and what else `insert` raises."""
        old = self.state()
        new = insert(old, axis, index, fill, word)
        if word is not None:
            self._push(ReplaceState(self, lambda: self.tr("Add a word"), old, new))
        else:
            text = lambda: self.tr("Add a column to {axis}").format(axis=axis)  # noqa: E731
            self._push(ReplaceState(self, text, old, new))

    def remove(self, axis: Axis, index: int) -> None:
        """Remove a word or a feature column. Raises SizeLimit and what else `remove` raises."""
        old = self.state()
        new = remove(old, axis, index)
        if axis in ("word", "memory"):
            gone = old.words_of(axis)[index]
            text = lambda: self.tr("Remove {word}").format(word=gone.text(self.language))  # noqa: E731
        else:
            text = lambda: self.tr("Remove a column of {axis}").format(axis=axis)  # noqa: E731
        self._push(ReplaceState(self, text, old, new))

    def resize(self, which: Size, size: int) -> None:
        """Make one axis (or `blocks`) `size` long; see `resize_all`."""
        self.resize_all({which: size})

    def resize_all(self, sizes: Mapping[Size, int]) -> None:
        """Make several axes (and `blocks`) as long as asked; what is new is drawn.

        Raises:
            SoftmixError: they do not fit together (see `engine.resize.resize_many`).
        """
        old = self.state()
        now = sizes_of(old)
        other = {size: number for size, number in sizes.items() if number != now.get(size)}
        if not other:
            return
        new = resize_many(old, other)

        def text() -> str:
            if len(other) > 1:
                return self.tr("Change the sizes")
            ((size, number),) = other.items()
            return self.tr("Set {axis} to {size}").format(axis=size_name(size), size=number)

        self._push(ReplaceState(self, text, old, new))

    def rename_word(self, index: int, name: str, axis: Axis = "word") -> None:
        """Give a word another name; blank names and names that are the same do nothing."""
        name = " ".join(name.split())[:LONGEST_WORD]
        if not name or name == self.axis_names(axis)[index]:
            return
        old = self.state()
        text = lambda: self.tr("Rename a word to {name}").format(name=name)  # noqa: E731
        self._push(RenameWord(self, text, old, rename(old, index, name, axis)))

    def set_sentence(self, text: str, axis: Axis = "word") -> None:
        """Make `text` the sentence (axis `word`) or the memory; the same words do nothing.

        Words that stay keep their numbers; a word of the example that comes back has the vector
        it started with; any other has the vector its name gives.

        Raises:
            SizeLimit: there is no word in it, or there are too many.
        """
        old = self.state()
        learnt = self.vocabulary if axis == "word" else None
        known = [*old.words_of(axis), *self._start.words, *self._start.memory_words]
        known += learnt.words if learnt is not None else ()
        words = split_sentence(text, [name for word in known for name in (word.en, word.zh)])
        if [word_key(word) for word in words] == [word_key(w) for w in self.axis_names(axis)]:
            return
        vectors = known_vectors(self._start)
        if learnt is None:
            new = with_sentence(old, words, axis, vectors)
        else:
            new = with_sentence(old, words, axis, learnt.known() | vectors, learnt.neutral)
            strangers = learnt.strangers(words)
            self.strangers_met.emit([w for w in strangers if word_key(w) not in vectors])

        def name() -> str:
            return (
                self.tr("Change the sentence") if axis == "word" else self.tr("Change the memory")
            )

        self._push(ReplaceState(self, name, old, new))

    def switch(self, **changes: object) -> None:
        """Change switches (fields of the config), as one undo step.

        Raises:
            SoftmixError: the switches do not fit the sizes, and nothing has changed.
        """
        old = self.state()
        new = reconfigure(old, **changes)
        if new is not old:
            self._push(ReplaceState(self, lambda: switch_text(changes), old, new))

    def follow_paper(self) -> None:
        """Turn every switch to where the paper has it, divisors among them, as one undo step.

        Raises:
            SoftmixError: what the paper has besides does not fit, and nothing has changed.
        """
        old = self.state()
        new = as_in_paper(old)
        if not new.same_as(old):
            self._push(ReplaceState(self, lambda: self.tr("Back to the paper"), old, new))

    def take_up(self, new: State, text: Callable[[], str]) -> None:
        """Go on with another state of this example, as one undo step that `text` names."""
        old = self.state()
        if not new.same_as(old):
            self._push(ReplaceState(self, text, old, new))

    def reset(self) -> None:
        """Put back the numbers, words and sizes the example opened with (undoable)."""
        self.flush_drag()
        now = self.state()
        if not now.same_as(self._start):
            text = lambda: self.tr("Reset to the example")  # noqa: E731
            self._push(ReplaceState(self, text, now, self._start))

    def undo(self) -> None:
        """Take back the last edit; a drag that is under way counts as one."""
        self.flush_drag()
        self.undo_stack.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self.undo_stack.redo()

    # -- dragging: many values, one undo step ----------------------------------------------------

    def begin_drag(self) -> None:
        """A drag starts: all `drag_to` until `end_drag` are one undo step."""
        self.end_trial()
        self.dragged.begin()

    def drag_to(self, name: str, cell: Cell, value: float) -> None:
        """The drag stands at `value`; of many calls between two frames only the last counts."""
        self.dragged.move(name, cell, value)

    def flush_drag(self) -> None:
        """What the drag stands at counts now; what was only tried is put back."""
        self.end_trial()
        self.dragged.flush()

    def end_drag(self) -> None:
        """The drag is over; its last value counts."""
        self.dragged.end()

    def cancel_drag(self) -> None:
        """The drag is called off: what it changed is undone, and nothing before it."""
        last = self.undo_stack.command(self.undo_stack.index() - 1)
        mine = isinstance(last, (SetCells, SetPins)) and last.drag == self.dragged.token
        self.dragged.drop()
        if mine:
            self.undo_stack.undo()

    def _use_drag(self, name: str, cell: Cell, value: float) -> None:
        try:
            self._push_cells(name, {cell: value}, drag=self.dragged.token)
        except SoftmixError as error:
            self.edit_refused.emit(error)  # a divisor dragged through 0, say: the drag goes on

    # -- commands --------------------------------------------------------------------------------

    def _push_cells(
        self,
        name: str,
        cells: Mapping[Cell, float],
        drag: int | None,
        said: Callable[[], str] | None = None,
    ) -> None:
        self.end_trial()
        self.evaluator.check_cells(name, cells)
        count = len(cells)
        shown = {c: format_number(v, 6) for c, v in cells.items()} if count == 1 else {}
        names = self.cell_namer()

        def text() -> str:
            if count > 1:
                return self.tr("Set {count} cells of {node}").format(count=count, node=name)
            ((cell, value),) = shown.items()
            return self.tr("Set {cell} to {value}").format(cell=names(name, cell), value=value)

        if self.graph[name].computed:
            old = self.evaluator.overrides(name)
            new = {**old, **cells}
            command: SetCells | SetPins = SetPins(self, said or text, name, old, new, drag)
        else:
            matrix = self.value(name)
            old = {cell: float(matrix[cell]) for cell in cells}
            command = SetCells(self, said or text, name, old, cells, drag)
        if command.old == command.new and drag is None:
            return
        self._push(command.continuing() if drag is not None and self.dragged.started else command)
        self.dragged.started = drag is not None

    def _push(self, command: Command) -> None:
        self.flush_drag()
        self.undo_stack.push(command)
        if isinstance(command, ReplaceState):
            self._stow_older()

    def _stow_older(self) -> None:
        """What steps before hold of large matrices goes to the attic, but for what is in use."""
        states = (self.start, self._state)
        live = {id(m) for s in states for m in (*s.inputs.values(), *s.parked.values())}
        live |= {id(matrix) for matrix in self._copies.values()}
        for index in range(self.undo_stack.index() - 1, -1, -1):
            command = self.undo_stack.command(index)
            if not isinstance(command, ReplaceState):
                continue
            if command.stowed:
                break
            for state in (command.old, command.new):
                self._attic.stow_state(state, live)
            command.stowed = index < self.undo_stack.index() - 1

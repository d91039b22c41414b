"""The one hub: owns the values, the undo stack, the lesson cursor, the selection.

Views read from it and ask it for changes; it tells them with signals. Only commands change values.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtGui import QUndoStack

from engine.errors import SoftmixError
from engine.explain import Explanation, explain
from engine.graph import Axis, Graph
from engine.lesson import Lesson, LessonCursor, read_lesson
from engine.numbers import format_number, parse_number
from engine.ops import Cell
from engine.scenario import RESOURCES, Scenario
from engine.state import Fill, State, Word, insert, remove, rename, with_positions
from gui.commands import Command, RenameWord, ReplaceState, SetCells, SetPins
from gui.drag import Drag
from gui.values import LiveValues


class Document(LiveValues):
    """One open example and everything a person has done to it.

    Signals (besides those of LiveValues):
        step_changed: the lesson stands at another step, or reads in another language.
        selection_changed: another node or cell is selected.
        lit_changed: another cell is explained (hovered, or selected).
        edit_refused: a drag went through a value that is refused; the SoftmixError says why.
        identity_changed: the file's name or the unsaved mark in the title changed.
    """

    step_changed = Signal()
    edit_refused = Signal(object)
    selection_changed = Signal()
    lit_changed = Signal()
    identity_changed = Signal()

    def __init__(self, scenario: Scenario, language: str = "en") -> None:
        lesson = read_lesson(RESOURCES / "lessons", scenario.lesson)
        super().__init__(scenario.state(), language)
        self.node = ""
        self.cell: Cell | None = None
        self.undo_stack = QUndoStack(self)
        self.undo_stack.cleanChanged.connect(self.identity_changed)
        self.path: Path | None = None
        self._drag = Drag(self._use_drag, self)
        self._begin(scenario, lesson)

    # -- opening ---------------------------------------------------------------------------------

    def open(self, scenario: Scenario, path: Path | None = None) -> None:
        """Open another example: the undo stack is cleared, the lesson starts at its first step.

        Raises:
            SoftmixError: its lesson cannot be read; the open example stays.
        """
        lesson = read_lesson(RESOURCES / "lessons", scenario.lesson)
        self._drag.drop()
        self._take(scenario.state())
        self._begin(scenario, lesson)
        self.path = path
        self.undo_stack.clear()
        self._tell_all()

    def _begin(self, scenario: Scenario, lesson: Lesson) -> None:
        self.scenario = scenario
        self._start = self.state()
        self.cursor = LessonCursor(lesson)
        self._masks: tuple[int, Graph, dict[str, NDArray[np.bool_]]] | None = None
        self._hovered: tuple[str, Cell] | None = None
        self._explained: tuple[tuple[str, Cell], int, Explanation] | None = None
        self._select_step()

    def saved_as(self, path: Path) -> None:
        """The work stands in a file now."""
        self.path = path
        self.undo_stack.setClean()
        self.identity_changed.emit()

    def to_scenario(self) -> Scenario:
        """The example as it is now."""
        return self.scenario.with_state(self.state())

    @property
    def modified(self) -> bool:
        """Whether there is work that stands in no file."""
        return not self.undo_stack.isClean()

    # -- editing: each call is one undo step -----------------------------------------------------

    def edit_cells(self, name: str, cells: Mapping[Cell, float]) -> None:
        """Set cells of an input, or pin cells of a computed node.

        Raises:
            SoftmixError: the edit is refused, and nothing has changed.
        """
        self.flush_drag()
        self._push_cells(name, cells, drag=None)

    def edit_text(self, name: str, cell: Cell, text: str) -> None:
        """Set or pin one cell to what was typed; what it holds already is no edit and no pin.

        Raises:
            SoftmixError: the text is refused, and nothing has changed.
        """
        value = parse_number(text)
        if value != float(self.value(name)[cell]):
            self.edit_cells(name, {cell: value})

    def set_sqrt_divisor(self) -> None:
        """Divide by √d_k, as the paper does."""
        self.edit_cells("divisor", {(0, 0): math.sqrt(self.graph.sizes["d_k"])})

    def release(self, name: str, cell: Cell | None = None) -> None:
        """Unpin one cell of a computed node, or all of them."""
        self.release_cells(name, self.evaluator.overrides(name) if cell is None else [cell])

    def release_cells(self, name: str, cells: Iterable[Cell]) -> None:
        """Unpin some cells of a computed node, as one undo step."""
        self.flush_drag()
        pins = self.evaluator.overrides(name)
        gone = [cell for cell in cells if cell in pins]
        if not gone:
            return
        kept = {cell: value for cell, value in pins.items() if cell not in gone}
        names = self.cell_namer()

        def text() -> str:
            where = names(name, gone[0]) if len(gone) == 1 else name
            return self.tr("Release {cell}").format(cell=where)

        self._push(SetPins(self, text, name, pins, kept))

    def release_all(self) -> None:
        """Unpin every cell of every node, as one undo step."""
        if self.evaluator.all_overrides():
            old = self.state()
            text = lambda: self.tr("Release all pins")  # noqa: E731
            self._push(ReplaceState(self, text, old, replace(old, overrides={})))

    def insert(self, axis: Axis, index: int, fill: Fill, word: Word | None = None) -> None:
        """Add a word or a feature column. Raises SizeLimit."""
        old = self.state()
        new = insert(old, axis, index, fill, word)
        if axis == "word":
            self._push(ReplaceState(self, lambda: self.tr("Add a word"), old, new))
        else:
            text = lambda: self.tr("Add a column to {axis}").format(axis=axis)  # noqa: E731
            self._push(ReplaceState(self, text, old, new))

    def remove(self, axis: Axis, index: int) -> None:
        """Remove a word or a feature column. Raises SizeLimit."""
        old = self.state()
        new = remove(old, axis, index)
        if axis == "word":
            gone = old.words[index]
            text = lambda: self.tr("Remove {word}").format(word=gone.text(self.language))  # noqa: E731
        else:
            text = lambda: self.tr("Remove a column of {axis}").format(axis=axis)  # noqa: E731
        self._push(ReplaceState(self, text, old, new))

    def rename_word(self, index: int, name: str) -> None:
        """Give a word another name; blank names and names that are the same do nothing."""
        name = " ".join(name.split())[:60]
        if not name or name == self.words[index]:
            return
        new = rename(self.state(), index, name).words
        text = lambda: self.tr("Rename a word to {name}").format(name=name)  # noqa: E731
        self._push(RenameWord(self, text, self._words, new))

    def set_positions(self, on: bool) -> None:
        """Switch the positions on or off."""
        old = self.state()
        if on != old.config.positions:

            def text() -> str:
                return self.tr("Switch positions on") if on else self.tr("Switch positions off")

            self._push(ReplaceState(self, text, old, with_positions(old, on)))

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
        self._drag.begin()

    def drag_to(self, name: str, cell: Cell, value: float) -> None:
        """The drag stands at `value`; of many calls between two frames only the last counts."""
        self._drag.move(name, cell, value)

    def flush_drag(self) -> None:
        """What the drag stands at counts now."""
        self._drag.flush()

    def end_drag(self) -> None:
        """The drag is over; its last value counts."""
        self._drag.end()

    def cancel_drag(self) -> None:
        """The drag is called off: what it changed is undone, and nothing before it."""
        last = self.undo_stack.command(self.undo_stack.index() - 1)
        mine = isinstance(last, (SetCells, SetPins)) and last.drag == self._drag.token
        self._drag.drop()
        if mine:
            self.undo_stack.undo()

    def _use_drag(self, name: str, cell: Cell, value: float) -> None:
        try:
            self._push_cells(name, {cell: value}, drag=self._drag.token)
        except SoftmixError as error:
            self.edit_refused.emit(error)  # a divisor dragged through 0, say: the drag goes on

    # -- commands --------------------------------------------------------------------------------

    def _push_cells(self, name: str, cells: Mapping[Cell, float], drag: int | None) -> None:
        self.evaluator.check_cells(name, cells)
        count = len(cells)
        shown = {c: format_number(v, 6) for c, v in cells.items()}
        names = self.cell_namer()

        def text() -> str:
            if count > 1:
                return self.tr("Set {count} cells of {node}").format(count=count, node=name)
            ((cell, value),) = shown.items()
            return self.tr("Set {cell} to {value}").format(cell=names(name, cell), value=value)

        if self.graph[name].computed:
            old = self.evaluator.overrides(name)
            new = {**old, **cells}
            command: SetCells | SetPins = SetPins(self, text, name, old, new, drag)
        else:
            matrix = self.value(name)
            old = {cell: float(matrix[cell]) for cell in cells}
            command = SetCells(self, text, name, old, cells, drag)
        if command.old == command.new and drag is None:
            return
        self._push(command.continuing() if drag is not None and self._drag.started else command)
        self._drag.started = drag is not None

    def _push(self, command: Command) -> None:
        self.flush_drag()
        self.undo_stack.push(command)

    # -- telling the views -------------------------------------------------------------------------

    def apply_state(self, state: State) -> None:
        """Commands only: another state; the selection moves to what is still there."""
        self._take(state)
        self._hovered = None
        if self.node not in self.graph:
            self.node, self.cell = self.graph.order[0], None
        elif self.cell is not None:
            shape = self.graph.shapes[self.node]
            self.cell = tuple(min(i, size - 1) for i, size in zip(self.cell, shape, strict=True))
        self._tell_all()

    def apply_words(self, words: tuple[Word, ...]) -> None:
        """Commands only: other names for the words, in the prose as well."""
        super().apply_words(words)
        self.step_changed.emit()
        self.lit_changed.emit()

    def _tell(self, name: str, changed: frozenset[str]) -> None:
        super()._tell(name, changed)
        if self.lit is not None:
            self.lit_changed.emit()

    def _tell_all(self) -> None:
        self.structure_changed.emit()
        self.step_changed.emit()
        self.selection_changed.emit()
        self.lit_changed.emit()
        self.identity_changed.emit()

    # -- the lesson ------------------------------------------------------------------------------

    @property
    def lesson(self) -> Lesson:
        """The lesson of the open example."""
        return self.cursor.lesson

    def go_to(self, index: int) -> None:
        """Stand at a step (from 0; kept inside the lesson)."""
        if self.cursor.go_to(index):
            self._select_step()
            self.step_changed.emit()
            self.selection_changed.emit()
            self.lit_changed.emit()

    def next_step(self) -> None:
        """One step on."""
        self.go_to(self.cursor.index + 1)

    def previous_step(self) -> None:
        """One step back."""
        self.go_to(self.cursor.index - 1)

    def first_step(self) -> None:
        """The first step."""
        self.go_to(0)

    def last_step(self) -> None:
        """The last step."""
        self.go_to(len(self.lesson.steps) - 1)

    def visible(self) -> dict[str, NDArray[np.bool_]]:
        """What the lesson has shown so far: a mask for every node. Read only."""
        at, graph = self.cursor.index, self.graph
        if self._masks is None or self._masks[:2] != (at, graph):
            self._masks = (at, graph, self.lesson.visible(at, graph))
        return self._masks[2]

    def is_shown(self, node: str, cell: Cell) -> bool:
        """Whether the lesson has shown a cell."""
        return bool(self.visible()[node][cell[-2:]])

    def _select_step(self) -> None:
        lit = self.lesson.lit_cell(self.cursor.index, self.graph)
        focus = self.cursor.step.focus
        shown = [n for n in focus if n in self.graph and self.visible()[n].any()]
        self.node, self.cell = lit if lit is not None else ((shown or focus)[-1], None)
        self._hovered = None

    # -- the selection and the cell that is explained ----------------------------------------------

    def select(self, node: str, cell: Cell | None = None) -> None:
        """Select a node, or a cell of it; a cell it does not have selects the node alone.

        Raises:
            UnknownNode: there is no such node.
        """
        shape = self.graph.shapes[self.graph[node].name]
        if cell is not None and not all(0 <= i < n for i, n in zip(cell, shape, strict=True)):
            cell = None
        if (node, cell) != (self.node, self.cell):
            self.node, self.cell = self.graph[node].name, cell
            self.selection_changed.emit()
            self.lit_changed.emit()

    def hover(self, node: str = "", cell: Cell | None = None) -> None:
        """The pointer is over a cell (or over none)."""
        before, self._hovered = self._hovered, (node, cell) if node and cell is not None else None
        if before != self._hovered:
            self.lit_changed.emit()

    @property
    def lit(self) -> tuple[str, Cell] | None:
        """The cell that is explained: the hovered one, else the selected one."""
        if self._hovered is not None:
            return self._hovered
        return (self.node, self.cell) if self.cell is not None else None

    def explanation(self) -> Explanation | None:
        """How the lit cell is made; None where no cell is lit."""
        lit = self.lit
        if lit is None:
            return None
        if self._explained is None or self._explained[:2] != (lit, self.revision):
            self._explained = (lit, self.revision, explain(self.evaluator, *lit))
        return self._explained[2]

    # -- the language ----------------------------------------------------------------------------

    def set_language(self, language: str) -> None:
        """Show words and prose in `en` or `zh`; the names of undo steps follow."""
        self.language = language
        for index in range(self.undo_stack.count()):
            command = self.undo_stack.command(index)
            if isinstance(command, Command):
                command.retranslate()
        self.words_changed.emit()
        self.step_changed.emit()
        self.lit_changed.emit()

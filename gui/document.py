"""The one hub: owns the values, the undo stack, the lesson cursor, the selection.

Views read from it and ask it for changes; it tells them with signals. Only its commands change a
value, and everything is computed by `engine`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QUndoStack

from engine.errors import SoftmixError
from engine.explain import Explanation, explain
from engine.graph import Axis, Graph
from engine.lesson import Lesson, LessonCursor, read_lesson
from engine.numbers import format_number, parse_number
from engine.ops import Array, Cell
from engine.scenario import RESOURCES, Scenario
from engine.state import Fill, State, Word, insert, remove, rename, with_positions
from gui.commands import Command, RenameWord, ReplaceState, SetCells, SetPins
from gui.values import LiveValues

#: How long a drag waits for newer values before it recomputes (ms): the queue drains first.
_DRAG_PAUSE = 3


class Document(LiveValues):
    """One open example and everything a person has done to it.

    Signals (besides those of LiveValues):
        step_changed: the lesson stands at another step, or reads in another language.
        selection_changed: another node or cell is selected.
        lit_changed: another cell is explained (hovered, or selected).
        identity_changed: the file's name or the unsaved mark in the title changed.
    """

    step_changed = Signal()
    selection_changed = Signal()
    lit_changed = Signal()
    identity_changed = Signal()

    def __init__(self, scenario: Scenario, language: str = "en") -> None:
        lesson = read_lesson(RESOURCES / "lessons", scenario.lesson)
        super().__init__(scenario.state(), language)
        self.node = ""
        self.cell: Cell | None = None
        self.undo_stack = QUndoStack(self)
        self.undo_stack.cleanChanged.connect(self._on_clean_changed)
        self.path: Path | None = None
        self._drag = 0
        self._drag_started = False
        self._pending: tuple[str, Cell, float] | None = None
        self._drag_timer = QTimer(self)
        self._drag_timer.setSingleShot(True)
        self._drag_timer.setInterval(_DRAG_PAUSE)
        self._drag_timer.timeout.connect(self._flush_drag)
        self._begin(scenario, lesson)

    # -- opening ---------------------------------------------------------------------------------

    def open(self, scenario: Scenario, path: Path | None = None) -> None:
        """Open another example: the undo stack is cleared, the lesson starts at its first step.

        Raises:
            SoftmixError: its lesson cannot be read; the open example stays.
        """
        lesson = read_lesson(RESOURCES / "lessons", scenario.lesson)
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
        self._select_step()

    def saved_as(self, path: Path) -> None:
        """The work stands in a file now."""
        self.path = path
        self.undo_stack.setClean()
        self.identity_changed.emit()

    def to_scenario(self) -> Scenario:
        """The example as it is now, for writing to a file."""
        return self.scenario.with_state(self.state())

    @property
    def modified(self) -> bool:
        """Whether there is work that stands in no file."""
        return not self.undo_stack.isClean()

    def _on_clean_changed(self, clean: bool) -> None:
        self.identity_changed.emit()

    # -- editing: each call is one undo step -----------------------------------------------------

    def edit_cells(self, name: str, cells: Mapping[Cell, float]) -> None:
        """Set cells of an input, or pin cells of a computed node.

        Raises:
            SoftmixError: the edit is refused, and nothing has changed.
        """
        self._flush_drag()
        self._push_cells(name, cells, drag=None)

    def edit_text(self, name: str, cell: Cell, text: str) -> None:
        """Set or pin one cell to what was typed. Raises SoftmixError: nothing has changed."""
        self.edit_cells(name, {cell: parse_number(text)})

    def edit_matrix(self, name: str, matrix: Array) -> None:
        """Set a whole input or pin a whole computed node. Raises SoftmixError."""
        self._flush_drag()
        self.evaluator.check_matrix(name, matrix)
        cells = {cell: float(value) for cell, value in np.ndenumerate(matrix)}
        self._push_cells(name, cells, drag=None)

    def release(self, name: str, cell: Cell | None = None) -> None:
        """Unpin one cell of a computed node, or all of them."""
        self._flush_drag()
        pins = self.evaluator.overrides(name)
        kept = {c: v for c, v in pins.items() if cell is not None and c != cell}
        if kept == pins:
            return
        where = self.cell_name(name, cell) if cell is not None else name
        self._push(SetPins(self, lambda: self.tr("Release {cell}").format(cell=where), name, pins,
                           kept))  # fmt: skip

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
            text = (
                (lambda: self.tr("Switch positions on"))
                if on
                else (lambda: self.tr("Switch positions off"))
            )
            self._push(ReplaceState(self, text, old, with_positions(old, on)))

    def reset(self) -> None:
        """Put back the numbers, words and sizes the example opened with (undoable)."""
        if self.undo_stack.count() or self.modified:
            text = lambda: self.tr("Reset to the example")  # noqa: E731
            self._push(ReplaceState(self, text, self.state(), self._start))

    # -- dragging: many values, one undo step ----------------------------------------------------

    def begin_drag(self) -> None:
        """A drag starts: all `drag_to` until `end_drag` are one undo step."""
        self._flush_drag()
        self._drag += 1
        self._drag_started = False

    def drag_to(self, name: str, cell: Cell, value: float) -> None:
        """The drag stands at `value`; of many calls between two frames only the last counts."""
        self._pending = (name, cell, value)
        if not self._drag_timer.isActive():
            self._drag_timer.start()

    def end_drag(self) -> None:
        """The drag is over; its last value counts."""
        self._flush_drag()
        self._drag += 1

    def _flush_drag(self) -> None:
        self._drag_timer.stop()
        if self._pending is None:
            return
        name, cell, value = self._pending
        self._pending = None
        try:
            self._push_cells(name, {cell: value}, drag=self._drag)
        except SoftmixError:
            return  # a drag through a value that is refused (a divisor of 0) skips it

    # -- commands --------------------------------------------------------------------------------

    def _push_cells(self, name: str, cells: Mapping[Cell, float], drag: int | None) -> None:
        self.evaluator.check_cells(name, cells)
        count = len(cells)
        shown = {c: format_number(v, 6) for c, v in cells.items()}

        def text() -> str:
            if count > 1:
                return self.tr("Set {count} cells of {node}").format(count=count, node=name)
            ((cell, value),) = shown.items()
            return self.tr("Set {cell} to {value}").format(
                cell=self.cell_name(name, cell), value=value
            )

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
        self._push(command.continuing() if drag is not None and self._drag_started else command)
        self._drag_started = drag is not None

    def _push(self, command: Command) -> None:
        self._flush_drag()
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

    def _select_step(self) -> None:
        step = self.cursor.step
        lit = self.lesson.lit_cell(self.cursor.index, self.graph)
        self.node, self.cell = lit if lit is not None else (step.focus[-1], None)
        self._hovered = None

    # -- the selection and the cell that is explained ----------------------------------------------

    def select(self, node: str, cell: Cell | None = None) -> None:
        """Select a node, or a cell of it. Raises UnknownNode."""
        if (node, cell) != (self.node, self.cell):
            self.node, self.cell = self.graph[node].name, cell
            self.selection_changed.emit()
            self.lit_changed.emit()

    def hover(self, node: str = "", cell: Cell | None = None) -> None:
        """The pointer is over a cell (or over none)."""
        hovered = (node, cell) if node and cell is not None else None
        if hovered != self._hovered:
            self._hovered = hovered
            self.lit_changed.emit()

    @property
    def lit(self) -> tuple[str, Cell] | None:
        """The cell that is explained: the hovered one, else the selected one."""
        if self._hovered is not None:
            return self._hovered
        return (self.node, self.cell) if self.cell is not None else None

    def explanation(self) -> Explanation | None:
        """How the lit cell is made."""
        return explain(self.evaluator, *self.lit) if self.lit is not None else None

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

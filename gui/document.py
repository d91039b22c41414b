"""The one hub: owns the values, the undo stack, the lesson cursor, the selection.

Views read from it and ask it for changes; it tells them with signals. Only commands change values.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from engine.exact import ExactCells
from engine.explain import Explanation, explain
from engine.lesson import Lesson, read_lesson
from engine.ops import Cell
from engine.scenario import RESOURCES, Scenario
from engine.state import State
from engine.surds import Exact
from gui.commands import Command
from gui.standing import Standing
from gui.tracing import Tracing
from gui.trail import Place, Trail


class Document(Standing):
    """One open example and everything a person has done to it.

    Signals (besides those of Standing, Editing and LiveValues):
        identity_changed: the file's name or the unsaved mark in the title changed.
    """

    identity_changed = Signal()

    def __init__(self, scenario: Scenario, language: str = "en") -> None:
        lesson = read_lesson(RESOURCES / "lessons", scenario.lesson)
        super().__init__(scenario.state(), language)
        self.shows_exact = True
        self.tracing = Tracing(self)
        self.selection_changed.connect(self._follow_trail)  # before any view reads the trail
        self.undo_stack.cleanChanged.connect(self.identity_changed)
        self.path: Path | None = None
        self._begin(scenario, lesson)

    # -- opening ---------------------------------------------------------------------------------

    def open(self, scenario: Scenario, path: Path | None = None) -> None:
        """Open another example: the undo stack is cleared, the lesson starts at its first step.

        Raises:
            SoftmixError: its lesson cannot be read; the open example stays.
        """
        lesson = read_lesson(RESOURCES / "lessons", scenario.lesson)
        self.end_trial()
        self._drag.drop()
        self.tracing.end()
        self._take(scenario.state())
        self._begin(scenario, lesson)
        self.path = path
        self.undo_stack.clear()
        self._tell_all()

    def _begin(self, scenario: Scenario, lesson: Lesson) -> None:
        self.scenario = scenario
        self._start = self.state()
        self.trail = Trail()
        self.block = 1
        self._stand_at(lesson)
        self._exact: tuple[int, ExactCells] | None = None
        self._select_step()

    def saved_as(self, path: Path) -> None:
        """The work stands in a file now."""
        self.path = path
        self.undo_stack.setClean()
        self.identity_changed.emit()

    def to_scenario(self) -> Scenario:
        """The example as it is now."""
        return self.scenario.with_state(self.state())

    # -- telling the views -------------------------------------------------------------------------

    def apply_state(self, state: State) -> None:
        """Commands only: another state; the selection moves to what is still there."""
        self._replace(state)
        self._hovered = None
        self.inside.leave()
        self.predicting.restart(self.cursor.index)
        self.block = min(self.block, self.graph.blocks)
        if self.node not in self.graph:
            self.node, self.cell = self.graph.order[0], None
        elif self.cell is not None:
            rows, columns = self.graph.shapes[self.node][-2:]
            row, column = self.cell[-2:]
            self.cell = self.full_cell(self.node, min(row, rows - 1), min(column, columns - 1))
        self._tell_all()

    def apply_words(self, state: State) -> None:
        """Commands only: other names for the words, in the prose as well."""
        super().apply_words(state)
        self.step_changed.emit()
        self.lit_changed.emit()

    def _tell(self, name: str, changed: frozenset[str]) -> None:
        super()._tell(name, changed)
        if self.lit is not None:
            self.lit_changed.emit()

    def _tell_all(self) -> None:
        self.marked = ()
        self.trail.prune(self._selected, self._is_made_of)
        self.structure_changed.emit()
        self.step_changed.emit()
        self.selection_changed.emit()
        self.lit_changed.emit()
        self.identity_changed.emit()

    # -- the lesson ------------------------------------------------------------------------------

    # -- the head and the block that are shown -----------------------------------------------------

    def set_head(self, head: int) -> None:
        """Show another head in every view; a selected cell moves to it."""
        before = self.head
        super().set_head(head)
        if self.head == before:
            return
        self.inside.leave()
        self._hovered = None
        if self.cell is not None and len(self.cell) > 2:
            self.cell = (self.head, *self.cell[1:])
        self.selection_changed.emit()
        self.step_changed.emit()
        self.lit_changed.emit()

    def set_block(self, block: int) -> None:
        """Show another block of the stack (from 1); the same node of it is selected."""
        block = min(max(block, 1), self.graph.blocks)
        if block == self.block:
            return
        base = self.node.rpartition(".")[2]
        self.block = block
        self._hovered = None
        if self.graph[self.node].block:
            self.node = self.in_block(base)
        self.block_changed.emit()
        self.selection_changed.emit()
        self.lit_changed.emit()

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
            self._follow_block()
            if cell is not None and len(cell) > 2:
                super().set_head(cell[0])
            self.selection_changed.emit()
            self.lit_changed.emit()

    # -- following terms -----------------------------------------------------------------------

    def travel(self, node: str, cell: Cell) -> None:
        """Select a cell that the lit one is made of; the trail leads back."""
        if self.lit is not None:
            self.trail.travel(self.lit, (node, cell))
        self._arrive(node, cell)

    def travel_back(self, index: int = -2) -> None:
        """Select a cell of the trail again: the one before, if no other is asked for."""
        if -len(self.trail.places) <= index < len(self.trail.places):
            self._arrive(*self.trail.back_to(index))

    def _arrive(self, node: str, cell: Cell) -> None:
        self.mark()
        self.hover()
        self.select(node, cell)

    def _follow_trail(self) -> None:
        self.trail.follow(self._selected)

    def _is_made_of(self, made: Place, source: Place) -> bool:
        """Whether both cells are there and one went into the other."""
        shapes = self.graph.shapes
        for name, cell in (made, source):
            if name not in self.graph or len(cell) != len(shapes[name]):
                return False
            if any(at >= size for at, size in zip(cell, shapes[name], strict=True)):
                return False
        cells = explain(self.evaluator, *made).cells().get(source[0])
        return cells is not None and bool((cells == source[1]).all(axis=1).any())

    def trace_inputs(self) -> None:
        """Show what the lit cell comes from, if it is shown; once more ends it."""
        if self.lit is not None and self.is_shown(*self.lit):
            self.tracing.begin("inputs", *self.lit)

    def trace_feeds(self) -> None:
        """Show what the lit cell goes into; once more ends it."""
        if self.lit is not None and self.is_shown(*self.lit):
            self.tracing.begin("feeds", *self.lit)

    def exact(self, shown: Explanation) -> Exact | None:
        """What made a cell as a fraction, a root or powers of e, where it has such a form."""
        if self._exact is None or self._exact[0] != self.revision:
            self._exact = (self.revision, ExactCells(self.evaluator))
        return self._exact[1].computed(shown)

    def show_exact(self, shown: bool) -> None:
        """Whether explanations write exact values beside the decimals."""
        if shown != self.shows_exact:
            self.shows_exact = shown
            self.lit_changed.emit()

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

"""The one hub: owns the values, the undo stack, the lesson cursor, the selection.

Views read from it and ask it for changes; it tells them with signals. Only commands change values.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal

from engine.exact import ExactCells
from engine.explain import Explanation, explain
from engine.graph import Graph
from engine.lesson import Lesson, LessonCursor, read_lesson
from engine.ops import Cell
from engine.scenario import RESOURCES, Scenario
from engine.state import State
from engine.substeps import inside, result_of
from engine.surds import Exact
from gui.commands import Command
from gui.editing import Editing
from gui.inside import InsideCursor
from gui.parts import Part, cell_part
from gui.tracing import Tracing
from gui.trail import Place, Trail


class Document(Editing):
    """One open example and everything a person has done to it.

    Signals (besides those of Editing and LiveValues):
        step_changed: the lesson stands at another step, or reads in another language.
        selection_changed: another node or cell is selected.
        lit_changed: another cell is explained (hovered, or selected).
        marked_changed: other cells are pointed at in the explanation of the lit one.
        block_changed: another block of the stack is shown.
        identity_changed: the file's name or the unsaved mark in the title changed.
    """

    step_changed = Signal()
    block_changed = Signal()
    selection_changed = Signal()
    lit_changed = Signal()
    marked_changed = Signal()
    identity_changed = Signal()

    def __init__(self, scenario: Scenario, language: str = "en") -> None:
        lesson = read_lesson(RESOURCES / "lessons", scenario.lesson)
        super().__init__(scenario.state(), language)
        self.node = ""
        self.shows_exact = True
        self.cell: Cell | None = None
        self.tracing = Tracing(self)
        self.inside = InsideCursor()
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
        self.marked: tuple[Part, ...] = ()
        self.block = 1
        self.cursor = LessonCursor(lesson)
        self.inside.leave()
        self._masks: tuple[int, Graph, dict[str, NDArray[np.bool_]]] | None = None
        self._hovered: tuple[str, Cell] | None = None
        self._explained: tuple[tuple[str, Cell], int, Explanation] | None = None
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

    @property
    def lesson(self) -> Lesson:
        """The lesson of the open example."""
        return self.cursor.lesson

    def go_to(self, index: int) -> None:
        """Stand at a step (from 0; kept inside the lesson), in the head it asks for."""
        left = self.inside.on
        self.inside.leave()
        if self.cursor.go_to(index) or left:
            if self.cursor.step.head is not None:
                super().set_head(self.cursor.step.head)
            self._select_step()
            self.step_changed.emit()
            self.selection_changed.emit()
            self.lit_changed.emit()

    def next_step(self) -> None:
        """One step on; inside a step the next of those, and past the last the lesson's next."""
        if self.inside.move(1):
            self._show_inside()
        else:
            self.go_to(self.cursor.index + 1)

    def previous_step(self) -> None:
        """One step back; inside a step the one before, and before the first out of the step."""
        if self.inside.move(-1):
            self._show_inside()
        elif self.inside.on:
            self.step_out()
        else:
            self.go_to(self.cursor.index - 1)

    def step_in(self) -> None:
        """Go through how the step's result is made; nothing where it reveals no result."""
        if self.inside.on:
            return
        made = inside(self.evaluator, self.lesson, self.cursor.index, self.head)
        if made is not None:
            self.inside.enter(made)
            self._show_inside()

    def has_inside(self) -> bool:
        """Whether the step reveals a result, so that there are steps inside it."""
        return result_of(self.lesson, self.cursor.index, self.graph) is not None

    def step_out(self) -> None:
        """Stand at the whole step again."""
        if self.inside.on:
            self.go_to(self.cursor.index)

    def _show_inside(self) -> None:
        step = self.inside.step
        assert step is not None
        self._hovered = None
        self.node, self.cell = step.node, step.cell
        self.step_changed.emit()
        self.selection_changed.emit()
        self.lit_changed.emit()
        parts: list[Part] = []
        made = self.explanation()
        if step.kind == "term" and made is not None:
            parts = [cell_part(s.node, s.cell) for s in made.terms[step.part].sources]
        elif step.kind == "vector":
            weights, values = self.graph[step.node].inputs
            head = step.cell[0] if len(step.cell) > 2 else None
            parts = [
                cell_part(weights, (*step.cell[:-1], step.part)),
                Part(values, head, step.part, None),
            ]
        self.mark(*parts)

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
        return self.inside.narrowed(self._masks[2])

    def is_shown(self, node: str, cell: Cell) -> bool:
        """Whether the lesson has shown a cell."""
        return bool(self.visible()[node][cell[-2:]])

    def _select_step(self) -> None:
        lit = self.lesson.lit_cell(self.cursor.index, self.graph, self.head)
        if lit is not None:
            super().set_head(lit[1][0] if len(lit[1]) > 2 else self.head)
        focus = self.cursor.step.focus
        shown = [n for n in focus if n in self.graph and self.visible()[n].any()]
        there = [n for n in focus if n in self.graph] or [self.graph.order[-1]]
        self.node, self.cell = lit if lit is not None else ((shown or there)[-1], None)
        self._hovered = None
        self._follow_block()

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

    def _follow_block(self) -> None:
        """Show the block the selected node belongs to."""
        block = self.graph[self.node].block
        if block and block != self.block:
            self.block = block
            self.block_changed.emit()

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

    def hover(self, node: str = "", cell: Cell | None = None) -> None:
        """The pointer is over a cell (or over none)."""
        before, self._hovered = self._hovered, (node, cell) if node and cell is not None else None
        if before != self._hovered:
            self.lit_changed.emit()

    def mark(self, *parts: Part) -> None:
        """Point at parts of the matrices the lit cell is made from (at none: they are let go)."""
        if parts != self.marked:
            self.marked = parts
            self.marked_changed.emit()

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

    @property
    def _selected(self) -> Place | None:
        return (self.node, self.cell) if self.cell is not None else None

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

    @property
    def lit(self) -> tuple[str, Cell] | None:
        """The cell that is explained: the hovered one, else the selected one."""
        if self._hovered is not None:
            return self._hovered
        return self._selected

    def explanation(self) -> Explanation | None:
        """How the lit cell is made; None where no cell is lit."""
        lit = self.lit
        if lit is None:
            return None
        if self._explained is None or self._explained[:2] != (lit, self.revision):
            self._explained = (lit, self.revision, explain(self.evaluator, *lit))
        return self._explained[2]

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

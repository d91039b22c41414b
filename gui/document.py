"""The one hub: owns the values, the undo stack, the lesson cursor, the selection.

Views read from it and ask it for changes; it tells them with signals. Only commands change values.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Signal

from engine.errors import SoftmixError
from engine.exact import ExactCells
from engine.explain import Explanation, explain
from engine.lesson import Lesson, read_lesson
from engine.ops import Array, Cell
from engine.predict import Outcome, Record
from engine.project import SUFFIX, untouched
from engine.project_format import Answer, Place, Project, View, new_project
from engine.scenario import RESOURCES, Scenario
from engine.sizes import Size, plan
from engine.state import State
from engine.surds import Exact
from engine.vocabulary import Vocabulary
from gui.attic import Attic
from gui.commands import Command
from gui.learnt import Learnt
from gui.snapshots import Snapshots
from gui.standing import Standing
from gui.tracing import Tracing
from gui.trail import Place as Spot
from gui.trail import Trail
from gui.waiting import waiting


class Document(Standing):
    """One open example and everything a person has done to it.

    Signals (besides those of Standing, Editing and LiveValues):
        identity_changed: the file's name or the unsaved mark in the title changed.
        cells_applied, matrix_applied, state_applied: what a command has just changed, for those
            who keep account of it (no trial is among them): a node, its cells (or all its pins)
            and whether they are pins; a node and its matrix; a state and whether only names moved.
        kept: there is no work that stands in no file: it was saved, or other work was opened.
    """

    identity_changed = Signal()
    cells_applied = Signal(str, object, bool)
    matrix_applied = Signal(str, object)
    state_applied = Signal(object, bool)
    kept = Signal()

    _saved: tuple[object, ...] | None

    def __init__(self, scenario: Scenario, language: str = "en") -> None:
        lesson = read_lesson(RESOURCES / "lessons", scenario.lesson)
        super().__init__(scenario.state(), language)
        self.shows_exact = True
        self.learnt = Learnt(self)
        self.tracing = Tracing(self)
        self.selection_changed.connect(self._follow_trail)  # before any view reads the trail
        self.undo_stack.cleanChanged.connect(self.identity_changed)
        self.snapshots = Snapshots(self)
        self.snapshots.changed.connect(self.identity_changed)
        self.predicting.changed.connect(self.identity_changed)
        self.path: Path | None = None
        self._begin(untouched(scenario), lesson)

    # -- opening ---------------------------------------------------------------------------------

    def open(self, scenario: Scenario, path: Path | None = None) -> None:
        """Open another example: the undo stack is cleared, the lesson starts at its first step.

        Raises:
            SoftmixError: its lesson cannot be read; the open example stays.
        """
        self.open_project(untouched(scenario), path)

    def open_project(
        self, project: Project, path: Path | None = None, *, unsaved: bool = False
    ) -> None:
        """Open work on an example as it was left; the undo stack is cleared. Raises as `open`.

        Args:
            unsaved: it stands in no file as it is; closing asks.
        """
        lesson = read_lesson(RESOURCES / "lessons", project.scenario.lesson)
        self.end_trial()
        self.dragged.drop()
        self.tracing.end()
        self._take(project.state())
        self.undo_stack.clear()
        self._attic = Attic()
        self.path = path
        self._begin(project, lesson)
        if unsaved:
            self._saved = None
        self._tell_all()
        self.kept.emit()

    def _begin(self, project: Project, lesson: Lesson) -> None:
        self.scenario = project.scenario
        self._start = project.scenario.state()
        self.trail = Trail()
        self.block = 1
        self._stand_at(lesson)
        self._exact: tuple[int, ExactCells] | None = None
        numbers = {step.id: index for index, step in enumerate(lesson.steps)}
        self._come_to(project.place, numbers)
        self.predicting.resume(
            self.predicting.on if project.work is None else project.place.predicting,
            self.cursor.index,
            [Record(numbers[a.step], *_of(a)) for a in project.tally if a.step in numbers],
        )
        self.snapshots.restart(
            (kept.number, kept.name, project.snapshot_state(index))
            for index, kept in enumerate(project.snapshots)
        )
        self._saved = self._beside()

    def _come_to(self, place: Place, numbers: Mapping[str, int]) -> None:
        """Stand where one stood; what is not there any more is passed over."""
        self.cursor.go_to(numbers.get(place.step, 0))
        self._select_step()
        if place.node not in self.graph:
            return
        self.node, self.cell = place.node, None
        self.head = min(max(place.head - 1, 0), self.graph.heads - 1)
        self.block = min(max(place.block, 1), self.graph.blocks)
        cell, shape = tuple(place.cell), self.graph.shapes[place.node]
        if len(cell) == len(shape) and all(0 <= i < n for i, n in zip(cell, shape, strict=True)):
            self.cell = cell

    @property
    def modified(self) -> bool:
        """Whether there is work that stands in no file."""
        return super().modified or self._beside() != self._saved

    def _beside(self) -> tuple[object, ...]:
        """The work that is no edit: snapshots, and the answers that a project file keeps."""
        answers = tuple(self.predicting.records) if self._in_project else ()
        return tuple((s.number, s.name) for s in self.snapshots.all), answers

    @property
    def _in_project(self) -> bool:
        """Whether the work stands in a file that can hold all of it."""
        return self.path is not None and self.path.suffix == SUFFIX

    def saved_as(self, path: Path) -> None:
        """The work stands in a file now."""
        self.path = path
        self.mark_saved()

    def mark_saved(self) -> None:
        """There is no work but what is kept."""
        self._saved = self._beside()
        self.undo_stack.setClean()
        self.kept.emit()
        self.identity_changed.emit()

    @property
    def vocabulary(self) -> Vocabulary | None:
        """The words the open example has learnt; None where it has learnt none."""
        return self.learnt.vocabulary(self.scenario.lesson)

    def detach(self) -> None:
        """Go on as a copy, which stands in no file yet."""
        self.path = None
        self._saved = None
        self.kept.emit()
        self.identity_changed.emit()

    def mark_unsaved(self) -> None:
        """The work stands in no file any more as it is here."""
        self._saved = None
        self.identity_changed.emit()

    def to_scenario(self) -> Scenario:
        """The example as it is now, as one others can open."""
        return self.scenario.with_state(self.state())

    def to_project(self, view: View) -> Project:
        """All the work, and where one stands."""
        steps = self.lesson.steps
        return new_project(
            self.scenario,
            self.state(),
            snapshots=[(s.number, s.name, s.side.state) for s in self.snapshots.all],
            tally=[Answer(steps[r.step].id, *r[1:]) for r in self.predicting.records],
            place=Place(
                step=self.cursor.step.id,
                head=self.head + 1,
                block=self.block,
                node=self.node,
                cell=list(self.cell or ()),
                predicting=self.predicting.on,
            ),
            view=view,
        )

    # -- telling the views -------------------------------------------------------------------------

    def apply_cells(self, name: str, cells: Mapping[Cell, float], *, again: bool) -> None:
        super().apply_cells(name, cells, again=again)
        self.cells_applied.emit(name, cells, False)

    def apply_pins(self, name: str, pins: Mapping[Cell, float], *, again: bool) -> None:
        super().apply_pins(name, pins, again=again)
        self.cells_applied.emit(name, pins, True)

    def apply_matrix(self, name: str, matrix: Array) -> None:
        super().apply_matrix(name, matrix)
        self.matrix_applied.emit(name, matrix)

    def resize_all(self, sizes: Mapping[Size, int]) -> None:
        """See `Editing.resize_all`; what is large is drawn under a sign that it takes its time."""
        try:
            numbers = plan(self.state(), sizes).numbers
        except SoftmixError:
            numbers = 0  # it is refused below
        with waiting(numbers):
            super().resize_all(sizes)

    def apply_state(self, state: State) -> None:
        """Commands only: another state; the selection moves to what is still there."""
        with waiting(state.graph().numbers):
            self._apply(state)

    def _apply(self, state: State) -> None:
        self._replace(state)
        self._hovered = None
        self.inside.leave()
        self.predicting.restart(self.cursor.index)
        self.block = min(self.block, self.graph.blocks)
        if self.node not in self.graph:
            self.node, self.cell = self.graph.order[0], None
            self.flow = "forward"
        elif self.cell is not None:
            rows, columns = self.graph.shapes[self.node][-2:]
            row, column = self.cell[-2:]
            self.cell = self.full_cell(self.node, min(row, rows - 1), min(column, columns - 1))
        self._tell_all()
        self.state_applied.emit(state, False)

    def apply_words(self, state: State) -> None:
        """Commands only: other names for the words, in the prose as well."""
        super().apply_words(state)
        self.step_changed.emit()
        self.lit_changed.emit()
        self.state_applied.emit(state, True)

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

    def _is_made_of(self, made: Spot, source: Spot) -> bool:
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


def _of(answer: Answer) -> tuple[str, int, int, Outcome]:
    return answer.cell, answer.tries, answer.hints, answer.outcome

"""Where one stands in the lesson, what may be seen there, and which cell is lit."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal

from engine.explain import Explanation, explain
from engine.graph import Flow, Graph
from engine.lesson import Lesson, LessonCursor
from engine.ops import Cell
from engine.predict import Asked, asked
from engine.state import State
from engine.substeps import inside, result_of
from gui.editing import Editing
from gui.inside import InsideCursor
from gui.parts import Part, cell_part
from gui.predicting import Predicting


class Standing(Editing):
    """The lesson's cursor, the steps inside a step, what is covered, and the cell that is lit.

    Attributes:
        node, cell: what is selected; a cell, or None.
        cursor: the step of the lesson.
        inside: the steps inside it.
        predicting: what a person is asked before it is shown.
        marked: what is pointed at in the explanation of the lit cell.
        flow: which flow is drawn: forward, the gradients, or what a step makes.

    Signals:
        step_changed: the lesson stands at another step, or reads in another language.
        selection_changed: another node or cell is selected.
        block_changed: another block of the stack is shown, or another flow.
        lit_changed: another cell is explained (hovered, or selected).
        marked_changed: other cells are pointed at in the explanation of the lit one.
    """

    step_changed = Signal()
    selection_changed = Signal()
    block_changed = Signal()
    lit_changed = Signal()
    marked_changed = Signal()

    cursor: LessonCursor

    def __init__(self, state: State, language: str) -> None:
        super().__init__(state, language)
        self.node = ""
        self.cell: Cell | None = None
        self.inside = InsideCursor()
        self.predicting = Predicting(self, self._asked)
        self.predicting.changed.connect(self._on_predicting)
        self.marked: tuple[Part, ...] = ()
        self.flow: Flow = "forward"
        self._masks: tuple[int, Graph, dict[str, NDArray[np.bool_]]] | None = None
        self._hovered: tuple[str, Cell] | None = None
        self._explained: tuple[tuple[str, Cell], int, Explanation] | None = None

    def _stand_at(self, lesson: Lesson) -> None:
        """Begin a lesson."""
        self.cursor = LessonCursor(lesson)
        self.flow = "forward"
        self.inside.leave()
        self.marked = ()
        self._masks = None
        self._hovered = None
        self._explained = None
        self.predicting.restart(0)

    def _asked(self) -> Asked | None:
        return asked(self.evaluator, self.lesson, self.cursor.index, self.head)

    def predict(self, on: bool) -> None:
        """Ask before showing, from this step on, or show everything again."""
        self.step_out()
        self.predicting.turn(on, self.cursor.index)

    def _on_predicting(self) -> None:
        self._select_question()
        self.step_changed.emit()
        self.selection_changed.emit()
        self.lit_changed.emit()

    def _select_question(self) -> None:
        """The cell that is asked about is the selected one."""
        visit = self.predicting.visit
        question = visit.question if visit is not None else None
        if question is not None:
            self.node, self.cell, self._hovered = question.node, question.cell, None

    def _peak(self, name: str) -> float:
        """The largest magnitude of a node; while it asks, of what is shown: a shade would tell."""
        if not self.predicting.asking:
            return super()._peak(name)
        value = self.value(name)[..., self.visible()[name]]
        return float(np.abs(value[np.isfinite(value)]).max(initial=0.0))

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
            self.predicting.go(self.cursor.index)
            self._select_step()
            self._select_question()
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

    def first_step(self) -> None:
        """The first step."""
        self.go_to(0)

    def last_step(self) -> None:
        """The last step."""
        self.go_to(len(self.lesson.steps) - 1)

    def step_in(self) -> None:
        """Go through how the step's result is made; nothing where it reveals no result."""
        if self.inside.on or not self.has_inside():
            return
        made = inside(self.evaluator, self.lesson, self.cursor.index, self.head)
        if made is not None:
            self.inside.enter(made)
            self._show_inside()

    def has_inside(self) -> bool:
        """Whether the step reveals a result (that is not asked), so that there are steps inside."""
        return (
            not self.predicting.asking
            and result_of(self.lesson, self.cursor.index, self.graph) is not None
        )

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

    def visible(self) -> dict[str, NDArray[np.bool_]]:
        """What the lesson has shown so far: a mask for every node. Read only."""
        at, graph = self.cursor.index, self.graph
        if self._masks is None or self._masks[:2] != (at, graph):
            self._masks = (at, graph, self.lesson.visible(at, graph))
        return self.predicting.covered(self.inside.narrowed(self._masks[2]))

    def is_shown(self, node: str, cell: Cell) -> bool:
        """Whether the lesson has shown a cell."""
        return bool(self.visible()[node][cell[-2:]])

    def _select_step(self) -> None:
        lit = self.lesson.lit_cell(self.cursor.index, self.graph, self.head)
        if lit is not None:
            super().set_head(lit[1][0] if len(lit[1]) > 2 else self.head)
        focus = self.cursor.step.focus
        shown = [n for n in focus if n in self.graph and self.visible()[n].any()]
        there = [n for n in focus if n in self.graph] or [self.graph.output]
        self.node, self.cell = lit if lit is not None else ((shown or there)[-1], None)
        self._hovered = None
        self._follow_block()

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
        return self._selected

    def explanation(self) -> Explanation | None:
        """How the lit cell is made; None where no cell is lit."""
        lit = self.lit
        if lit is None:
            return None
        if self._explained is None or self._explained[:2] != (lit, self.revision):
            self._explained = (lit, self.revision, explain(self.evaluator, *lit))
        return self._explained[2]

    def mark(self, *parts: Part) -> None:
        """Point at parts of the matrices the lit cell is made from (at none: they are let go)."""
        if parts != self.marked:
            self.marked = parts
            self.marked_changed.emit()

    def _follow_block(self) -> None:
        """Show the block the selected node belongs to, and the flow it stands in."""
        node = self.graph[self.node]
        before = self.block, self.flow
        self.block = node.block or self.block
        if self.graph.standing(self.graph.upright(node.name), self.flow) != node.name:
            self.flow = node.flow
        if (self.block, self.flow) != before:
            self.block_changed.emit()

    def set_flow(self, flow: Flow) -> None:
        """Draw another flow; what stands in the place of the selected node is selected."""
        if flow == self.flow or self.config.loss == "none":
            return
        graph, before = self.graph, self.node
        self.flow = flow
        self.node = graph.standing(graph.upright(before), flow)
        if graph.shapes[self.node] != graph.shapes[before]:
            self.cell = None
        self._hovered = None
        self.block_changed.emit()
        self.selection_changed.emit()
        self.lit_changed.emit()

    @property
    def _selected(self) -> tuple[str, Cell] | None:
        return (self.node, self.cell) if self.cell is not None else None

"""The values of the open example as views read them: numbers, labels, colours, marks of change.

Commands change them through the `apply_…` methods, which tell the views.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from engine.compare import any_changed, changed_cells
from engine.evaluator import Evaluator
from engine.graph import Axis, Graph
from engine.ops import Array, Cell
from engine.pipeline import Config
from engine.prose import Context
from engine.sizes import pass_cost
from engine.state import State
from engine.words import Word

translate = QCoreApplication.translate

#: Gives the values a node is compared with; None where there are none.
Reference = Callable[[str], Array | None]


class LiveValues(QObject):
    """An evaluator with its words, and the values before the last edit.

    Attributes:
        language: the language the words are read in.
        revision: grows with every change of a value, so that views can keep what they derived.
        head: the head all views show, from 0.
        comparing: whether changed cells say what they were (compare mode).

    Signals:
        values_changed: a frozenset of the node names whose values (or pins) changed.
        structure_changed: another graph: other sizes, nodes, or another scenario. Read all anew.
        words_changed: the words are called otherwise (renamed, or the language changed).
        head_changed: another head is shown.
        marks_changed: what the marks of change compare with is another thing; no value moved.
    """

    values_changed = Signal(object)
    structure_changed = Signal()
    words_changed = Signal()
    head_changed = Signal()
    marks_changed = Signal()

    def __init__(self, state: State, language: str) -> None:
        super().__init__()
        self.language = language
        self.revision = 0
        self.head = 0
        self.comparing = False
        self._reference: Reference | None = None
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_REST)
        self._idle.timeout.connect(self.settle)
        self._steps = QTimer(self)
        self._steps.setSingleShot(True)
        self._steps.setInterval(_BETWEEN)
        self._steps.timeout.connect(self._go_on)
        self._looked_at: Collection[str] = ()
        self._take(state)

    def _take(self, state: State) -> None:
        self.evaluator: Evaluator = state.evaluator()
        self.evaluator.quick = self.evaluator.graph.numbers > _LARGE
        self.evaluator.patient = pass_cost(self.evaluator.graph) > _LONG
        self._steps.stop()
        self._state = (
            state  # its words, sizes and switches; matrices and pins live in the evaluator
        )
        self._copies: dict[str, Array] = dict(state.inputs)
        self._before: dict[str, Array] = {}
        self._other: tuple[Graph, State] | None = None  # before the last edit, if that was another
        self._moved: dict[str, bool] = {}
        self._peaks: dict[str, float] = {}
        self.head = min(self.head, self.graph.heads - 1)
        self.revision += 1

    # -- reading -----------------------------------------------------------------------------------

    @property
    def graph(self) -> Graph:
        """The topology of the open example."""
        return self.evaluator.graph

    @property
    def config(self) -> Config:
        """The sizes and switches of the open example."""
        return self._state.config

    def value(self, name: str) -> Array:
        """What the flow uses, read-only until the next edit. [row, column], heads leading."""
        return self.evaluator.value(name)

    def plane(self, name: str) -> Array:
        """What the flow uses in the head that is shown, read-only. [row, column]"""
        value = self.evaluator.value(name)
        return value[self.head] if value.ndim > 2 else value

    def full_cell(self, name: str, row: int, column: int) -> Cell:
        """The cell of the plane that is shown, with its head where the node has heads."""
        if len(self.graph.shapes[name]) > 2:
            return self.head, row, column
        return row, column

    def on_plane(self, name: str, cell: Cell) -> bool:
        """Whether a cell lies in the plane that is shown."""
        return len(cell) < 3 or cell[0] == self.head

    def state(self) -> State:
        """Everything that can be changed; matrices that have not changed since are shared."""
        for name, kept in self._copies.items():
            if kept.size == 0:
                self._copies[name] = self.evaluator.input(name)
        return replace(
            self._state, inputs=dict(self._copies), overrides=self.evaluator.all_overrides()
        )

    @property
    def words(self) -> list[str]:
        """The words of the sentence in the language of the interface."""
        return [word.text(self.language) for word in self._state.words]

    @property
    def memory_words(self) -> list[str]:
        """The words of the memory in the language of the interface."""
        return [word.text(self.language) for word in self._state.memory_words]

    def axis_names(self, axis: Axis) -> list[str]:
        """The names along an axis where it has any: the words, or labels of the scenario."""
        return [word.text(self.language) for word in _names(self._state, axis)]

    def axis_label(self, axis: Axis, index: int) -> str:
        """What one place along an axis is called: a word, a label, or its number from 1."""
        names = _names(self._state, axis)
        return names[index].text(self.language) if index < len(names) else str(index + 1)

    def axis_labels(self, axis: Axis) -> list[str]:
        """The labels along an axis: the words, or names, or 1, 2, 3…"""
        size, names = self.graph.sizes[axis], self.axis_names(axis)
        return [*names[:size], *map(str, range(len(names) + 1, size + 1))]

    def cell_name(self, name: str, cell: Cell) -> str:
        """`scores[love, tea]`, `W_Q[head 2, 2, 3]`, `b_1[3]` of one row, `divisor` of one cell."""
        return self.cell_namer()(name, cell)

    def cell_namer(self) -> Callable[[str, Cell], str]:
        """`cell_name` as of now: the words keep their places when others come and go later."""
        graph, state = self.graph, self._state
        return lambda name, cell: cell_name(graph, state, self.language, name, cell)

    def context(self) -> Context:
        """What the prose of the lesson is bound to."""
        axes: tuple[Axis, ...] = ("memory", "d_model", "d_k", "d_v", "d_ff")
        names: dict[str, list[str]] = {axis: self.axis_names(axis) for axis in axes}
        return Context(
            self.evaluator, self.words, self.language, self.config, names, head=self.head
        )

    def colour_range(self, name: str) -> float:
        """The value that gets the strongest colour: shared by all nodes of the node's scale."""
        scale = self.graph[name].scale
        if scale in ("weights", "mask"):
            return 1.0
        return max(self._peak(node.name) for node in self.graph.nodes if node.scale == scale) or 1.0

    def _peak(self, name: str) -> float:
        """The largest magnitude among the finite numbers of a node."""
        if name not in self._peaks:
            value = self.value(name)
            peak = max(float(value.max(initial=0.0)), -float(value.min(initial=0.0)))
            if not np.isfinite(peak):
                peak = float(np.abs(value[np.isfinite(value)]).max(initial=0.0))
            self._peaks[name] = peak
        return self._peaks[name]

    # -- what changed ------------------------------------------------------------------------------

    def reference(self, name: str) -> Array | None:
        """What the marks of change hold a node against; None where it has nothing to be held to."""
        if self._reference is not None:
            return self._reference(name)
        return self._before.get(name)

    def compare_with(self, reference: Reference | None, *, comparing: bool) -> None:
        """Let the marks of change compare with this; None: with before the last edit."""
        self._reference = reference
        self.comparing = comparing
        self._moved = {}
        self.marks_changed.emit()

    def changed_cells(self, name: str, part: tuple[int | slice, ...] = ()) -> NDArray[np.bool_]:
        """Which cells differ from the reference (before the last edit), in the node's shape.

        `part` indexes the cells that are asked for, where a view shows some of many. Read only.
        """
        now, before = self.value(name), self.reference(name)
        if before is None or before.shape != now.shape:
            return np.broadcast_to(np.False_, now[part].shape)
        return changed_cells(before[part], now[part])

    def has_changes(self, name: str) -> bool:
        """Whether any cell of a node differs from the reference."""
        if self.is_stale(name):
            return False  # it is told when it is known
        if name not in self._moved:
            now, before = self.value(name), self.reference(name)
            self._moved[name] = (
                before is not None and before.shape == now.shape and any_changed(before, now)
            )
        return self._moved[name]

    def before(self, name: str, cell: Cell) -> float:
        """The value of a cell in the reference (before the last edit)."""
        matrix = self.reference(name)
        known = matrix is not None and matrix.shape == self.graph.shapes[name]
        return float(matrix[cell] if matrix is not None and known else self.value(name)[cell])

    @property
    def graph_before(self) -> Graph:
        """The topology before the last edit."""
        return self._other[0] if self._other else self.graph

    @property
    def state_before(self) -> State:
        """The words, sizes and switches before the last edit (its numbers: `value_before`)."""
        return self._other[1] if self._other else self._state

    @property
    def state_now(self) -> State:
        """The words, sizes and switches of now, for labels; for its numbers ask `state`."""
        return self._state

    def value_before(self, name: str) -> Array:
        """A matrix of `graph_before`, as it was before the last edit."""
        return self._before[name] if name in self._before else self.value(name)

    # -- the head that is shown --------------------------------------------------------------------

    def set_head(self, head: int) -> None:
        """Show another head, in every view (kept inside what there is)."""
        head = min(max(head, 0), self.graph.heads - 1)
        if head != self.head:
            self.head = head
            self.head_changed.emit()

    # -- changing: for commands --------------------------------------------------------------------

    def apply_cells(self, name: str, cells: Mapping[Cell, float], *, again: bool) -> None:
        """Set cells of an input. `again`: a drag goes on, its marks compare with its start."""
        self._keep_before(name, again)
        self._copies[name] = _STALE
        self._tell(name, self.evaluator.set_cells(name, cells))

    def apply_matrix(self, name: str, matrix: Array) -> None:
        """Set a whole input."""
        self._keep_before(name, again=False)
        self._copies[name] = _STALE
        self._tell(name, self.evaluator.set_matrix(name, matrix))

    def apply_pins(self, name: str, pins: Mapping[Cell, float], *, again: bool) -> None:
        """Set the pins of a computed node."""
        self._keep_before(name, again)
        self._tell(name, self.evaluator.set_overrides(name, pins))

    def apply_state(self, state: State) -> None:
        """Take another state, with a graph of its own."""
        self._replace(state)
        self.structure_changed.emit()

    def _replace(self, state: State) -> None:
        """Take another state; the marks of change compare with the one of before."""
        old, others, copies = self.evaluator, (self.graph, self._state), self._copies
        self._take(state)
        for name in old.graph.order:
            shared = name in copies and copies[name] is state.inputs.get(name)
            if not (shared and _uncut(name, old.graph, self.graph)):
                self._before[name] = old.value(name)  # nobody writes to the old arrays any more
        self._other = others

    def apply_words(self, state: State) -> None:
        """Take other names for the words and columns."""
        self._state = replace(
            self._state, words=state.words, memory_words=state.memory_words, labels=state.labels
        )
        self.words_changed.emit()

    def _keep_before(self, name: str, again: bool) -> None:
        """Keep what the edit can move; everything else stays as it is."""
        if not again:
            self._other = None
            if self._reference is None:
                self._moved = {}
            self._before = {
                moved: self.value(moved).copy() for moved in self.graph.downstream(name)
            }

    def look_at(self, names: Collection[str]) -> None:
        """These are in sight: of a long pass they come first."""
        self._looked_at = names

    def is_stale(self, name: str) -> bool:
        """Whether a node waits its turn in a long pass: asked for, it is computed at once."""
        return self.evaluator.is_stale(name)

    def _go_on(self) -> None:
        """A part of a long pass, so long that the window stays alive; and then the next."""
        done = self.evaluator.advance(_SLICE, self._looked_at)
        if done:
            for name in done:
                self._peaks.pop(name, None)
            self.revision += 1
            self.values_changed.emit(done)
        if not self.evaluator.settled:
            self._steps.start()

    def _tell(self, name: str, changed: frozenset[str]) -> None:
        if self.evaluator.patient and not self.evaluator.settled:
            self._moved = {}
            self._peaks.pop(name, None)
            self.revision += 1
            self._steps.start()
            self.values_changed.emit(frozenset((name,)))
            return
        for moved in changed:
            self._peaks.pop(moved, None)
            self._moved.pop(moved, None)
        self.revision += 1
        if self.evaluator.quick:
            self._idle.start()
        self.values_changed.emit(changed | {name})

    def settle(self) -> None:
        """Compute whole what edits of a large example remade in part; digits at most move, the
        last ones, so that no view hears of it."""
        self._idle.stop()
        if self.evaluator.quick and self.evaluator.settle():
            self.revision += 1


#: Examples with more numbers remake only what an edit moves, and the whole after some rest (ms).
_LARGE, _REST = 50_000, 400
#: A pass of more multiplications takes longer than two frames: it is done in slices (seconds), with
#: a pause between them (ms) for what else there is to do.
_LONG, _SLICE, _BETWEEN = 600_000_000, 0.012, 1
#: Stands for the copy of an input that has changed since it was copied.
_STALE: Array = np.empty(0)


def _uncut(name: str, *graphs: Graph) -> bool:
    """Whether no cell of an input is fixed at 0, whatever stands there, in any of these."""
    return all(graph.zeros(name) is None for graph in graphs)


def cell_name(graph: Graph, state: State, language: str, name: str, cell: Cell) -> str:
    """`scores[love, tea]` in the words of `state`; see `LiveValues.cell_name`."""
    parts = []
    if len(cell) > 2:
        parts.append(translate("names", "head {number}").format(number=cell[0] + 1))
    for axis, index in zip(graph[name].axes, cell[-2:], strict=True):
        if axis != "one":
            names = _names(state, axis)
            named = index < len(names)
            parts.append(names[index].text(language) if named else str(index + 1))
    return f"{name}[{', '.join(parts)}]" if parts else name


def axis_labels(graph: Graph, state: State, language: str, axis: Axis) -> list[str]:
    """The labels along an axis in the words of `state`: the words, or names, or 1, 2, 3…"""
    names = [word.text(language) for word in _names(state, axis)]
    return [*names, *(str(i + 1) for i in range(len(names), graph.sizes[axis]))]


def _names(state: State, axis: Axis) -> Sequence[Word]:
    if axis == "word":
        return state.words
    return state.memory_words if axis == "memory" else state.labels.get(axis, ())

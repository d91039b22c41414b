"""The values of a graph: inputs, overrides, and what must be computed again after an edit."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import inf
from operator import index
from time import perf_counter

import numpy as np

from engine.checks import Checks
from engine.graph import Graph, Node, Read
from engine.ops import Array, Cell, Moved, cell_at
from engine.ops.moves import SMALL
from engine.slots import (
    Slot,
    differs,
    identical,
    inputs_of,
    other,
    pinned_value,
    stale_behind,
)

#: An edit of more cells recomputes whole matrices.
_FEW = 4
#: What part of itself a block that is remade may be off by before the whole is computed anew.
_TOLERANCE = 1e-13

Overrides = Mapping[str, Mapping[Cell, float]]


class Evaluator:
    """Holds every value of a graph and keeps all of them true after each edit.

    An edit recomputes, in the graph's order, only the nodes whose inputs really moved, and reports
    the names whose values changed. Edits are checked first: a refused edit changes nothing.

    Attributes:
        quick: remake only the blocks of matrices that an edit of a cell moves. What comes of it
            may differ from the whole recompute in the last digits (a part of 1e-13) until `settle`.
            Off, every number is that of the whole recompute to the bit.
        patient: an edit computes nothing, it says what is stale. What is read is computed when it
            is read, with what it is made of, so that no reader gets a number that is not true; the
            rest when `advance` is asked to. For examples whose whole pass takes longer than a
            frame.
    """

    def __init__(
        self, graph: Graph, inputs: Mapping[str, Array], overrides: Overrides | None = None
    ) -> None:
        """Compute the whole graph once.

        Args:
            inputs: a matrix for every input node, of the node's shape.
            overrides: pinned cells of computed nodes.

        Raises:
            UnknownNode, ShapeMismatch, and what `set_cells` raises.
            ValueError: an input has no matrix, a computed node has one, or an input is pinned.
        """
        self.graph = graph
        self.quick = False
        self.patient = False
        self._slots = {node.name: Slot(node, graph.shapes[node.name]) for node in graph.nodes}
        self._checks = Checks(graph)
        for node in graph.nodes:
            self._slots[node.name].sources = tuple(self._slots[name] for name in node.inputs)
            self._wire_reads(node)
        self._downstream: dict[str, list[Slot]] = {}
        self._plan = [slot for slot in self._slots.values() if slot.op is not None]
        given = {graph[name].name for name in inputs}
        wanted = {node.name for node in graph.nodes if not node.computed}
        if given != wanted:
            raise ValueError(f"no input, or one without a matrix: {sorted(given ^ wanted)}")
        for name, matrix in inputs.items():
            slot, zeros = self._slots[name], graph.zeros(name)
            if zeros is not None and matrix.shape == zeros.shape:
                slot.parked = matrix.copy()
                matrix = np.where(zeros, 0.0, matrix)
            self.check_matrix(name, matrix)
            slot.take(matrix)
        for name, cells in (overrides or {}).items():
            self._slots[name].overrides = self._checked_pins(name, cells)
        with np.errstate(all="ignore"):
            for slot in self._plan:
                self._compute(slot)

    # -- reading ---------------------------------------------------------------------------------

    def value(self, name: str) -> Array:
        """What the flow uses, read-only, overrides included. Copy it to keep it past an edit."""
        return _read_only(self._fresh(name).value)

    def computed(self, name: str) -> Array:
        """What the node's own op makes of its inputs, its overrides left out. Read-only."""
        return _read_only(self._fresh(name).computed)

    def read_by(self, name: str) -> list[Array]:
        """What the operation of a node reads of each input, read-only: their values, as a rule.

        The way back reads a gradient as 0 where the node it is the gradient of is pinned, and the
        weights a softmax made rather than those that are pinned (see `engine.graph.Read`).
        """
        return [_read_only(array) for array in inputs_of(self._fresh(name))]

    def overrides(self, name: str) -> dict[Cell, float]:
        """The pinned cells of a node and the values they are pinned at."""
        return dict(self._slot(name).overrides)

    def all_overrides(self) -> dict[str, dict[Cell, float]]:
        """The pinned cells of every node that has any, in the graph's order."""
        return {name: dict(s.overrides) for name, s in self._slots.items() if s.overrides}

    def input(self, name: str) -> Array:
        """A copy of one input matrix; see `inputs`. Raises ValueError for a computed node."""
        slot = self._slot(name)
        if slot.op is not None:
            raise ValueError(f"{name} is computed, not an input")
        return self._whole(slot)

    def inputs(self) -> dict[str, Array]:
        """A copy of every input matrix; of one that is cut, with what stands outside its blocks."""
        return {name: self._whole(s) for name, s in self._slots.items() if s.op is None}

    def values(self) -> dict[str, Array]:
        """A copy of every matrix, in the graph's order."""
        self.advance()
        return {name: slot.value.copy() for name, slot in self._slots.items()}

    # -- patience --------------------------------------------------------------------------------

    def is_stale(self, name: str) -> bool:
        """Whether a node waits to be computed after an edit."""
        return self._slot(name).stale

    @property
    def settled(self) -> bool:
        """Whether nothing waits."""
        return not any(slot.stale for slot in self._plan)

    def advance(self, seconds: float = inf, first: Collection[str] = ()) -> frozenset[str]:
        """Compute what is stale, for about so long: at least one node, where there is any.

        Args:
            first: nodes that are looked at; they come before the others, with what they need.

        Returns:
            The names that were computed.
        """
        end = perf_counter() + seconds
        wanted = stale_behind([self._slots[name] for name in first if name in self._slots])
        done: list[str] = []
        with np.errstate(all="ignore"):
            for some in (wanted, None):
                for slot in self._plan:
                    if not slot.stale or (some is not None and slot not in some):
                        continue
                    if done and perf_counter() >= end:
                        return frozenset(done)
                    self._compute(slot)
                    done.append(slot.name)
        return frozenset(done)

    def _fresh(self, name: str) -> Slot:
        """The slot of a node, computed where it was stale."""
        slot = self._slot(name)
        if slot.stale:
            needed = stale_behind([slot])
            with np.errstate(all="ignore"):
                for one in self._plan:
                    if one in needed:
                        self._compute(one)
        return slot

    # -- editing ---------------------------------------------------------------------------------

    def set_cell(self, name: str, cell: Cell, value: float) -> frozenset[str]:
        """Set one cell; see `set_cells`."""
        return self.set_cells(name, {cell: value})

    def set_cells(self, name: str, cells: Mapping[Cell, float]) -> frozenset[str]:
        """Set cells of an input, or pin cells of a computed node. Returns the names that changed.

        Raises:
            UnknownNode, CellOutOfRange, NotFinite, ZeroDivisor, NegativeEpsilon, NotBinary,
                FixedZero: nothing has changed then.
        """
        self.check_cells(name, cells)
        cells = _plain(cells)
        slot = self._slots[name]
        if slot.op is not None:
            return self._set_overrides(slot, {**slot.overrides, **cells})
        matrix = slot.own()
        moved = [cell for cell, value in cells.items() if differs(matrix[cell], value)]
        few = self.quick and not self.patient and len(moved) <= _FEW
        places = [cell_at(cell) for cell in moved] if few else []
        blocks = tuple(Moved(at, matrix[at].copy()) for at in places)
        for cell in moved:
            matrix[cell] = cells[cell]
        if not moved:
            return frozenset()
        return self._remake(slot, blocks) if few else self._propagate(name)

    def set_matrix(self, name: str, matrix: Array) -> frozenset[str]:
        """Set a whole input, or pin every cell of a computed node. Raises as `set_cells` does.

        Raises:
            ShapeMismatch: the matrix is not of the node's shape.
        """
        self.check_matrix(name, matrix)
        slot = self._slots[name]
        if slot.op is not None:
            return self.set_cells(name, {cell: float(v) for cell, v in np.ndenumerate(matrix)})
        before = slot.own().copy()
        np.copyto(slot.value, matrix)
        return frozenset() if identical(before, slot.value) else self._propagate(name)

    def override(self, name: str, cell: Cell, value: float) -> frozenset[str]:
        """Pin one cell of a computed node: the flow uses `value` until it is released.

        Raises:
            ValueError: the node is an input; set it instead.
        """
        pins = self._checked_pins(name, {cell: value})
        slot = self._slots[name]
        return self._set_overrides(slot, {**slot.overrides, **pins})

    def release(self, name: str, cell: Cell | None = None) -> frozenset[str]:
        """Unpin one cell, or all of the node's. Returns the names that changed."""
        slot = self._slot(name)
        kept = {c: v for c, v in slot.overrides.items() if cell is not None and c != cell}
        return self._set_overrides(slot, kept)

    def set_overrides(self, name: str, cells: Mapping[Cell, float]) -> frozenset[str]:
        """Make `cells` the pinned cells of a computed node, and no others (undo uses this).

        Raises as `override` does.
        """
        return self._set_overrides(self._slot(name), self._checked_pins(name, cells))

    def settle(self) -> frozenset[str]:
        """Compute whole what `quick` edits remade in part. Returns the names that changed by it."""
        self.advance()
        moved: set[Slot] = set()
        with np.errstate(all="ignore"):
            for slot in self._plan:
                stale = slot.debt > 0 or not moved.isdisjoint(slot.sources)
                if stale and self._compute(slot):
                    moved.add(slot)
        return frozenset(slot.name for slot in moved)

    # -- inside ----------------------------------------------------------------------------------

    def _wire_reads(self, node: Node) -> None:
        if not node.reads:
            return
        slot, reads = self._slots[node.name], list[tuple[Read, Slot]]()
        for source, read in zip(node.inputs, node.reads, strict=True):
            whose = self._slots[self.graph[source].of if read == "open" else source]
            whose.watched |= read != "value"
            reads.append((read, whose))
        slot.reads = tuple(reads)

    def _whole(self, slot: Slot) -> Array:
        zeros = self.graph.zeros(slot.name)
        if slot.parked is None or zeros is None:
            return slot.value.copy()
        return np.where(zeros, slot.parked, slot.value)

    def _slot(self, name: str) -> Slot:
        return self._slots[self.graph[name].name]

    def _checked_pins(self, name: str, cells: Mapping[Cell, float]) -> dict[Cell, float]:
        self.check_cells(name, cells)
        if not self.graph[name].computed:
            raise ValueError(f"{name} is an input: set its cells instead of pinning them")
        return _plain(cells)

    def _set_overrides(self, slot: Slot, cells: dict[Cell, float]) -> frozenset[str]:
        before = self._fresh(slot.name).value
        gates = slot.overrides.keys() ^ cells.keys()
        slot.overrides = cells
        slot.value = pinned_value(slot)
        same = identical(before, slot.value)
        if slot.watched and gates:
            return self._propagate(slot.name, None if same else slot, slot)
        return frozenset() if same else self._propagate(slot.name)

    def _propagate(
        self, name: str, first: Slot | None = None, gate: Slot | None = None
    ) -> frozenset[str]:
        """Compute what an edit of `name` makes stale. Returns the names that changed.

        Args:
            gate: a node whose pins are others now: the ways back through it are stale too.
            first: the node itself where its value changed too.
        """
        if self.patient:
            for slot in self._after(name):
                slot.stale = True
            return frozenset((name, *(slot.name for slot in self._after(name))))
        moved = {self._slots[name]} if gate is None or first is not None else set[Slot]()
        with np.errstate(all="ignore"):
            for slot in self._after(name):
                if moved.isdisjoint(slot.sources) and (gate is None or not slot.passes(gate)):
                    continue
                if self._compute(slot):
                    moved.add(slot)
        return frozenset(slot.name for slot in moved)

    def _after(self, name: str) -> list[Slot]:
        """What an edit of a node can move, in order; worked out once for each."""
        found = self._downstream.get(name)
        if found is None:
            found = [self._slots[other] for other in self.graph.downstream(name)[1:]]
            self._downstream[name] = found
        return found

    def _remake(self, first: Slot, blocks: tuple[Moved, ...]) -> frozenset[str]:
        """Carry blocks on as far as operations can, and whole matrices from there."""
        moved: dict[Slot, tuple[Moved, ...] | None] = {first: blocks}  # None: all of it
        with np.errstate(all="ignore"):
            for slot in self._after(first.name):
                if moved.keys().isdisjoint(slot.sources):
                    continue
                remade = self._remake_one(slot, [moved.get(s, ()) for s in slot.sources])
                if remade is None or remade:
                    moved[slot] = remade
        return frozenset(slot.name for slot in moved)

    def _remake_one(
        self, slot: Slot, moved: list[tuple[Moved, ...] | None]
    ) -> tuple[Moved, ...] | None:
        """Remake one matrix. Returns the blocks that changed, None where it may be all of it."""
        assert slot.op is not None
        known = [blocks for blocks in moved if blocks is not None]
        if len(known) == len(moved) and not slot.overrides:
            inputs = inputs_of(slot)
            remade = slot.op.remake(known, inputs, slot.computed)
            if remade is not None:
                slot.debt += remade.error
                if slot.debt <= _TOLERANCE:
                    return tuple(b for b in remade.moved if other(b.before, slot.value[b.at]))
                self._compute(slot)  # a little here and there: it is time for the whole
                return None
        return None if self._compute(slot) else ()

    def _compute(self, slot: Slot) -> bool:
        """Run the op. Returns whether the value the flow uses is another one than before."""
        before, out = slot.value, slot.spare
        slot.debt, slot.stale = 0.0, False
        if slot.reads:
            slot.forward(inputs_of(slot), out)
        else:  # as it nearly always is; every call less counts at toy size
            slot.forward([source.value for source in slot.sources], out)
        slot.computed, slot.spare = out, slot.computed
        if not slot.overrides:
            slot.value = out
            if out.size < SMALL:
                return out.tobytes() != before.tobytes()
            return not identical(before, out)
        slot.value = pinned_value(slot)
        if slot.watched and slot.overrides and not identical(slot.computed, slot.spare):
            return True  # under the pins something moved that the way back reads
        return not identical(before, slot.value)

    def check_place(self, name: str, cell: Cell) -> None:
        """Raise CellOutOfRange where the node has no such cell. Raises UnknownNode."""
        self._checks.place(name, cell)

    def check_matrix(self, name: str, matrix: Array) -> None:
        """Raise what `set_matrix` would raise; change nothing."""
        self._checks.matrix(name, matrix)

    def check_cells(self, name: str, cells: Mapping[Cell, float]) -> None:
        """Raise what `set_cells` would raise; change nothing."""
        self._checks.cells(name, cells)


def _plain(cells: Mapping[Cell, float]) -> dict[Cell, float]:
    """Cells as Python's own numbers: numpy's look the same, but no file can be written of them."""
    return {tuple(index(i) for i in cell): float(value) for cell, value in cells.items()}


def _read_only(array: Array) -> Array:
    view = array.view()
    view.setflags(write=False)
    return view

"""Where a number comes from and where it goes: dependence, and influence as exact gradients.

Dependence is a matter of the pipeline: which cells could move this one. Influence is a number of
now: by how much one more in that cell would move this one, to first order, through the vjps.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.evaluator import Evaluator
from engine.gradients import gradients
from engine.graph import Node, Read
from engine.ops import Array, Cell, Cells, Mask, Op, Softmax


def depends_on(evaluator: Evaluator, name: str, cell: Cell) -> dict[str, Cells]:
    """The cells that could move `name[cell]`, for every node that has any (itself among them).

    What is cut is left out: what lies behind a pinned cell, a masked score, the value of a word
    whose weight is masked, the fixed zeros of a vector that is cut. A cell of a mask counts as one
    that could: switching it moves the weights.

    Raises:
        UnknownNode, IndexError: there is no such node or cell.
    """
    graph, dead = evaluator.graph, _Dead(evaluator)
    found = {name: _one(evaluator, name, cell)}
    made = dict[str, Cells]()  # what is read as an operation made it, pinned or not
    for node in reversed(graph.nodes):
        wanted = found.get(node.name)
        if wanted is not None:
            wanted = _unpinned(evaluator, node.name, wanted)
        if node.name in made:
            _join(found, node.name, _unpinned(evaluator, node.name, made[node.name]))
            wanted = made[node.name] if wanted is None else wanted | made[node.name]
        if wanted is None or node.op is None:
            continue
        inputs = evaluator.read_by(node.name)
        parts = node.op.sources(wanted, inputs, dead.read_by(node))
        for source, part, read in zip(node.inputs, parts, _reads(node), strict=True):
            if read == "open":
                part = _unpinned(evaluator, graph[source].of, part)
            _join(made if read == "computed" else found, source, part)
        gate = _gate(evaluator, node.op, node.inputs)
        if gate is not None:
            op, masked, mask = gate
            part = _unpinned(evaluator, masked, op.gates(wanted, inputs[0] != -np.inf))
            _join(found, mask, np.asarray(part.any(axis=_leading(part))))
    return _without_zeros(evaluator, found)


def feeds(evaluator: Evaluator, name: str, cell: Cell) -> dict[str, Cells]:
    """The cells that `name[cell]` could move, for every node that has any (itself among them).

    Raises:
        UnknownNode, IndexError: there is no such node or cell.
    """
    graph, dead = evaluator.graph, _Dead(evaluator)
    found = {name: _one(evaluator, name, cell)}
    made = dict[str, Cells]()  # what moves under the pins
    for node in graph.nodes:
        if node.op is None or node.name == name:
            continue
        given: list[Cells | None] = []
        for source, read in zip(node.inputs, _reads(node), strict=True):
            cells = made.get(source, found.get(source)) if read == "computed" else found.get(source)
            if read == "open" and cells is not None:
                cells = _unpinned(evaluator, graph[source].of, cells)
            given.append(cells)
        gate = _gate(evaluator, node.op, node.inputs)
        gating = found.get(gate[2]) if gate is not None else None
        if gating is None and all(cells is None for cells in given):
            continue
        inputs = evaluator.read_by(node.name)
        fed = node.op.feeds(given, inputs, dead.read_by(node))
        if gate is not None and gating is not None:
            op, masked, _ = gate
            mask = _unpinned(evaluator, masked, np.broadcast_to(gating, inputs[0].shape))
            fed = fed | op.gated(mask, inputs[0] != -np.inf)
        made[node.name] = fed
        fed = _unpinned(evaluator, node.name, fed)
        if fed.any():
            found[node.name] = fed
    return found


def influence(evaluator: Evaluator, name: str, cell: Cell) -> dict[str, Array]:
    """The derivative of `name[cell]` by every cell of every node before it, and by itself (1).

    Exact, by reverse accumulation of the operations' vjps; a pinned cell hands nothing on. Where
    numbers have overflowed there may be no derivative: it is NaN there.

    Raises:
        UnknownNode, IndexError: there is no such node or cell.
    """
    return gradients(evaluator, {name: _one(evaluator, name, cell).astype(np.float64)})


# -- inside ----------------------------------------------------------------------------------------


def _one(evaluator: Evaluator, name: str, cell: Cell) -> Cells:
    """A mask of one cell. Raises IndexError where the node has no such cell."""
    shape = evaluator.graph.shapes[evaluator.graph[name].name]
    if len(cell) != len(shape) or not all(0 <= i < n for i, n in zip(cell, shape, strict=True)):
        raise IndexError(f"{name} has no cell {cell}")
    mask = np.zeros(shape, dtype=bool)
    mask[cell] = True
    return mask


class _Dead:
    """For every node the cells that are 0 whatever the numbers are."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._found = dict[str, Cells]()  # nodes without any are left out
        self._made = dict[str, Cells]()  # the same of what their operations made
        graph = evaluator.graph
        for node in graph.nodes:
            cells = graph.zeros(node.name)
            if node.op is not None:
                cells = node.op.dead(evaluator.read_by(node.name), self.read_by(node))
                if cells is not None:
                    self._made[node.name] = cells
                    cells = _unpinned(evaluator, node.name, cells)
            if cells is not None:
                self._found[node.name] = cells

    def read_by(self, node: Node) -> list[Cells | None]:
        """Those of each input of a node, as its operation reads it."""
        found: list[Cells | None] = []
        for source, read in zip(node.inputs, _reads(node), strict=True):
            cells = (self._made if read == "computed" else self._found).get(source)
            found.append(self._closed(source, cells) if read == "open" else cells)
        return found

    def _closed(self, gradient: str, cells: Cells | None) -> Cells | None:
        """And those a pin closes: it hands nothing on."""
        pins = self._evaluator.overrides(self._evaluator.graph[gradient].of)
        if not pins:
            return cells
        shape = self._evaluator.graph.shapes[gradient]
        closed = np.zeros(shape, dtype=bool) if cells is None else cells.copy()
        for pin in pins:
            closed[pin] = True
        return closed


def _reads(node: Node) -> Sequence[Read]:
    return node.reads or ["value"] * len(node.inputs)


def _unpinned(evaluator: Evaluator, name: str, cells: Cells) -> Cells:
    """The cells without those that are pinned: a pin is what it is, whatever made it."""
    pins = evaluator.overrides(name)
    if not pins:
        return cells
    left = cells.copy()
    for pin in pins:
        left[pin] = False
    return left


def _gate(evaluator: Evaluator, op: Op, inputs: Sequence[str]) -> tuple[Softmax, str, str] | None:
    """A softmax after a mask that leaves cells out: it, the masked scores, the mask."""
    if not isinstance(op, Softmax):
        return None
    before = evaluator.graph[inputs[0]]
    if type(before.op) is not Mask:  # a 0 that is written over a score is a score
        return None
    return op, before.name, before.inputs[1]


def _leading(cells: Cells) -> tuple[int, ...]:
    return tuple(range(cells.ndim - 2))


def _join(found: dict[str, Cells], name: str, cells: Cells) -> None:
    if cells.any():
        found[name] = found[name] | cells if name in found else cells


def _without_zeros(evaluator: Evaluator, found: dict[str, Cells]) -> dict[str, Cells]:
    """Fixed zeros cannot be changed, and so move nothing; in the graph's order."""
    for name in list(found):
        zeros = evaluator.graph.zeros(name)
        if zeros is not None:
            found[name] = found[name] & ~zeros
    return {name: found[name] for name in evaluator.graph.order if name in found}

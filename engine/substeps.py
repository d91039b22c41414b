"""Steps inside a step: how an operation makes its result, a term, a cell or a row at a time.

First slowly, then fast: the first cell of a product is written term by term, the rest of its row
cell by cell, what follows row by row. However large the result is, there are at most MOST of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.evaluator import Evaluator
from engine.explain import explain
from engine.graph import Graph
from engine.lesson import Lesson
from engine.ops import (
    Cell,
    ConcatHeads,
    LayerNorm,
    Linear,
    MatMul,
    Mix,
    QueryKeyProduct,
    ReshapeHeads,
    Softmax,
)

MOST = 40
_MOST_TERMS = 12
_MOST_CELLS = 8
_MOST_LINES = 12

#: What a sub-step adds: a term of a cell; a fact on the way to it (a mean, a sum of exponentials);
#: the weighted vector of one word; a cell; a row or column (or several, where there are many).
Kind = Literal["term", "mean", "variance", "exponentials", "vector", "cell", "lines"]


class SubStep(NamedTuple):
    """One step inside a step.

    Attributes:
        kind: what it adds.
        node: the result that is being made.
        cell: the cell it is about, with its head: of `lines` the first cell of the last line.
        part: for `term` and `vector` which one, from 0.
        parts: how many terms or vectors there are.
        shown: how many of the cells the step reveals are there at its end, in `order`.
    """

    kind: Kind
    node: str
    cell: Cell
    part: int
    parts: int
    shown: int


class Inside(NamedTuple):
    """The steps inside one step of a lesson.

    Attributes:
        node: the result.
        order: the cells of the plane that the step reveals, in the order they appear. [count, 2]
        steps: the steps, in order.
    """

    node: str
    order: NDArray[np.intp]
    steps: tuple[SubStep, ...]

    def hidden(self, index: int, shape: Sequence[int]) -> NDArray[np.bool_]:
        """Which cells of the plane are not there yet at sub-step `index`. [row, column]"""
        mask = np.zeros(tuple(shape[-2:]), dtype=bool)
        later = self.order[self.steps[index].shown :]
        mask[later[:, 0], later[:, 1]] = True
        return mask


def inside(evaluator: Evaluator, lesson: Lesson, index: int, head: int = 0) -> Inside | None:
    """The steps inside step `index` of a lesson; None where it reveals nothing that is computed.

    Args:
        head: the head that is shown.
    """
    graph = evaluator.graph
    node = result_of(lesson, index, graph)
    if node is None:
        return None
    new = revealed(lesson, index, graph)[node]
    lines = _lines(graph, node, np.argwhere(new))
    place = (min(head, graph.heads - 1),) if len(graph.shapes[node]) > 2 else ()
    steps = _steps(evaluator, node, lines, place)
    return Inside(node, np.concatenate(lines), tuple(steps[:MOST]))


# -- which cells, in which order -------------------------------------------------------------------


def revealed(lesson: Lesson, index: int, graph: Graph) -> dict[str, NDArray[np.bool_]]:
    now = lesson.visible(index, graph)
    if index == 0:
        return now
    before = lesson.visible(index - 1, graph)
    return {name: mask & ~before[name] for name, mask in now.items()}


def result_of(lesson: Lesson, index: int, graph: Graph) -> str | None:
    """The last computed node of the step's focus that it reveals anything of."""
    new = revealed(lesson, index, graph)
    for name in reversed(lesson.steps[index].focus):
        if name in graph and graph[name].inputs and new[name].any():
            return name
    return None


def _lines(graph: Graph, node: str, cells: NDArray[np.intp]) -> list[NDArray[np.intp]]:
    """The cells line by line: rows, but columns where a softmax or a norm runs down them."""
    op = graph[node].op
    if isinstance(op, ConcatHeads) and not isinstance(op, ReshapeHeads):
        width = graph.shapes[graph[node].inputs[0]][-1]
        keys = cells[:, 1] // width  # head by head
    elif isinstance(op, (Softmax, LayerNorm)) and op.down:
        keys = cells[:, 1]
    else:
        keys = cells[:, 0]
    order = np.argsort(keys, kind="stable")
    cells, keys = cells[order], keys[order]
    return np.split(cells, np.flatnonzero(np.diff(keys)) + 1)


# -- pacing ----------------------------------------------------------------------------------------


def _steps(
    evaluator: Evaluator, node: str, lines: list[NDArray[np.intp]], place: Cell
) -> list[SubStep]:
    op = evaluator.graph[node].op
    first = lines[0]
    cell = _cell(place, first[0])
    steps: list[SubStep] = []

    def add(kind: Kind, at: Cell, shown: int, part: int = 0, parts: int = 0) -> None:
        steps.append(SubStep(kind, node, at, part, parts, shown))

    if isinstance(op, Mix):
        keys = evaluator.value(evaluator.graph[node].inputs[1]).shape[-2]
        if keys <= _MOST_TERMS:
            for key in range(keys):
                add("vector", cell, 0, key, keys)
        add("lines", cell, len(first))
    elif isinstance(op, Softmax):
        add("exponentials", cell, 0)
        add("lines", cell, len(first))
    else:
        if isinstance(op, (MatMul, Linear, QueryKeyProduct)):
            terms = len(explain(evaluator, node, cell).terms)
            for part in range(terms if terms <= _MOST_TERMS else 0):
                add("term", cell, 0, part, terms)
        elif isinstance(op, LayerNorm):
            add("mean", cell, 0)
            add("variance", cell, 0)
        count = len(first) if len(first) <= _MOST_CELLS else 2
        for number in range(count):
            add("cell", _cell(place, first[number]), number + 1)
        if count < len(first):
            add("lines", cell, len(first))
    shown = len(first)
    rest = lines[1:]
    for group in np.array_split(np.arange(len(rest)), min(len(rest), _MOST_LINES)) if rest else ():
        shown += sum(len(rest[line]) for line in group)
        add("lines", _cell(place, rest[group[-1]][0]), shown)
    return steps


def _cell(place: Cell, cell: NDArray[np.intp]) -> Cell:
    return (*place, int(cell[0]), int(cell[1]))

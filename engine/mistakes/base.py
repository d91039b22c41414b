"""What a mistake worth making is: how it is set up, what is asked, what the numbers say after it.

Texts stand in the window; here are the keys they are found by and the numbers they are filled with.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, Protocol

import msgspec
import numpy as np

from engine.graph import Axis, Graph
from engine.ops import Array, Cell
from engine.state import State

#: Differences below this part of the numbers they are between come from rounding.
ROUNDING = 1e-9


class Label(NamedTuple):
    """A place on an axis, to be called by its word or its name."""

    axis: Axis
    place: int


class Row(NamedTuple):
    """Numbers that are read one after the other."""

    numbers: tuple[float, ...]


class Labels(NamedTuple):
    """Several words, in their order."""

    labels: tuple[Label, ...]


#: What a text of the window is filled with.
Value = float | int | Label | Labels | Row
Filling = Mapping[str, Value]


class Values(Protocol):
    """What numbers are read from: an evaluator, or what was kept of one."""

    @property
    def graph(self) -> Graph: ...

    def value(self, name: str) -> Array: ...


class Kept(msgspec.Struct, frozen=True):
    """The numbers of an example as they were: every node but what is learned, and small inputs."""

    graph: Graph
    matrices: Mapping[str, Array]

    def value(self, name: str) -> Array:
        """One of the matrices. Raises KeyError where it was not kept."""
        return self.matrices[name]


def keep(values: Values) -> Kept:
    """Copies of all matrices that are made of the words, and of inputs of one row."""
    graph = values.graph
    small = [node.name for node in graph.nodes if not node.learned or node.axes[0] == "one"]
    return Kept(graph, {name: values.value(name).copy() for name in small})


class Place(NamedTuple):
    """Where to look: a node, or one cell of it."""

    node: str
    cell: Cell | None = None


class Finding(msgspec.Struct, frozen=True):
    """One thing that the numbers say.

    Attributes:
        key: of its text, among those of its mistake.
        filling: the numbers and words of the text.
        holds: whether it is as the mistake has it (an edit can end it).
    """

    key: str
    filling: Filling
    holds: bool = True


class Outcome(msgspec.Struct, frozen=True):
    """What came of a mistake.

    Attributes:
        answer: the key of the choice that is right.
        findings: what the numbers say, the plainest first.
        places: what to look at, in that order.
    """

    answer: str
    findings: tuple[Finding, ...]
    places: tuple[Place, ...]

    @property
    def holds(self) -> bool:
        """Whether all findings are as the mistake has them."""
        return all(finding.holds for finding in self.findings)


class Mistake(msgspec.Struct, frozen=True):
    """A mistake worth making.

    Attributes:
        key: its name in code, and the key of its texts.
        scenario: the example it shows best in.
        choices: the keys of the answers one can give.
        fits: whether another example has what it needs, and does not make it already.
        set_up: the example with the mistake made; everything else stays.
        ask: the numbers and words of the question and its choices, before the mistake is made.
        look: what the numbers say, from those before it was made and those of now, which have the
            shapes they had when it was set up.
    """

    key: str
    scenario: str
    choices: tuple[str, ...]
    fits: Callable[[State, Values], bool]
    set_up: Callable[[State, Values], State]
    ask: Callable[[Values], Filling]
    look: Callable[[Kept, Values], Outcome]


def plain(state: State) -> bool:
    """Whether nothing is pinned: a pin may hold against every claim."""
    return not any(state.overrides.values())


def several_keys(state: State) -> bool:
    """Whether a row of weights has more than one."""
    return len(state.memory_words if state.config.memory else state.words) > 1


def plane(values: Values, name: str) -> Array:
    """A matrix in the first head. [row, column]"""
    value = values.value(name)
    return value[0] if value.ndim > 2 else value


def cell(values: Values, name: str, row: int, column: int) -> Cell:
    """A cell of the first head."""
    return (0, row, column) if len(values.graph.shapes[name]) > 2 else (row, column)


def word(index: int) -> Label:
    """A word of the sentence."""
    return Label("word", index)


def key_label(values: Values, index: int) -> Label:
    """A word that is looked at: of the sentence, or of the memory."""
    return Label(values.graph["weights"].axes[1], index)


def largest_difference(first: Array, second: Array) -> float:
    """The largest distance between two cells at the same place; what is no number differs."""
    if first.shape != second.shape:
        return float("inf")
    with np.errstate(all="ignore"):
        apart = np.abs(first - second)
    apart[(first == second) | (np.isnan(first) & np.isnan(second))] = 0.0  # ∞ − ∞ is no number
    return float(np.nan_to_num(apart, nan=np.inf).max(initial=0.0))


def is_zero(difference: float, *sizes: Array) -> bool:
    """Whether a difference between numbers as large as these comes from rounding alone."""
    finite = [np.abs(size[np.isfinite(size)]).max(initial=0.0) for size in sizes]
    return bool(difference <= ROUNDING * max([1.0, *finite]))


def entropy(weights: Array) -> Array:
    """The entropy of every row in bits: 0 for a single 1, log2(n) for n equal weights. [...]

    (Shannon 1948, section 6)
    """
    with np.errstate(all="ignore"):
        bits = weights * np.log2(np.where(weights > 0, weights, 1.0))
    return np.asarray(-bits.sum(axis=-1) + 0.0)  # + 0.0: no -0


def carried(values: Values, name: str, matrix: Array, target: str) -> Array:
    """What `target` would hold if `name` held `matrix` and other inputs stayed; pins left out."""
    graph = values.graph
    moved: dict[str, Array] = {name: matrix}
    wanted = {other for other in graph.order if target in graph.downstream(other)}
    with np.errstate(all="ignore"):
        for other in graph.downstream(name)[1:]:
            if other not in wanted:
                continue
            node = graph[other]
            assert node.op is not None
            inputs = [
                moved[source] if source in moved else values.value(source) for source in node.inputs
            ]
            out = np.zeros(graph.shapes[other])
            node.op.forward(inputs, out)
            moved[other] = out
    return moved[target]

"""What scenario files hold, and the State it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

import msgspec
from msgspec.structs import replace

from engine.ops import Array, Cell
from engine.pipeline import Config
from engine.state import State
from engine.stored import Matrix, Stored, read_matrix, store, store_changes, store_drawn
from engine.words import Word


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text in both languages."""

    en: str
    zh: str


class Pin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One pinned cell of a computed node."""

    node: str
    cell: list[int]
    value: float


class StoredState(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A State as files hold it.

    Attributes:
        words: one for every row of X.
        memory_words: one for every row of the memory, in cross-attention.
        labels: names for the columns of an axis, such as `d_k`.
        inputs: every input matrix, row by row and head by head, or how it is made or stored (E
            instead of X where positions are on). In a project, one that is left out is as the
            scenario has it.
        parked: inputs that the switches leave out, kept for when they come back.
        pins: cells of computed nodes that hold a value of the person's own.
    """

    words: list[Word]
    config: Config
    inputs: dict[str, Matrix]
    memory_words: list[Word] = []
    labels: dict[str, list[Word]] = {}
    parked: dict[str, Matrix] = {}
    pins: list[Pin] = []


class Scenario(StoredState, frozen=True, forbid_unknown_fields=True, kw_only=True, dict=True):
    """A scenario file: an example one can open. See `resources/scenarios`.

    Attributes:
        name: what the command line calls it; for a built-in scenario, the file's name.
        lesson: the name of the lesson that goes with it.
    """

    format: Literal["softmix-scenario"]
    version: Literal[2]
    name: str
    title: Text
    lesson: str

    def state(self) -> State:
        """The scenario as the State one edits (its numbers were checked when it was read)."""
        return self._state

    @cached_property
    def _state(self) -> State:
        return read_state(self)

    def with_state(self, state: State) -> Scenario:
        """This scenario with the sizes, words, numbers and pins of `state`."""
        before = self.state()
        same_words = (before.words, before.memory_words) == (state.words, state.memory_words)

        def stored(name: str, matrix: Array) -> Matrix:
            """By the recipe it was made by, unless the recipe would read other words now."""
            made = self.inputs.get(name)
            by_words = isinstance(made, Stored) and made.init == "words"
            if by_words and not (same_words and _same_draws(before.config, state.config)):
                return store(matrix)
            return store_drawn(matrix, made, before.inputs.get(name), name)

        inputs = {name: stored(name, matrix) for name, matrix in state.inputs.items()}
        held = msgspec.structs.asdict(_stored(state, inputs))
        return msgspec.structs.replace(self, **held)

    def ordered(self) -> dict[str, object]:
        """The fields as a person reads them: what it is before what it holds."""
        fields = msgspec.structs.asdict(self)
        first = ("format", "version", "name", "title", "lesson")
        return {name: fields[name] for name in (*first, *fields)}


def read_state(stored: StoredState, before: State | None = None) -> State:
    """The State a file holds (it was checked; see `engine.scenario_faults`).

    Args:
        before: the state of the scenario, of which what is left out is taken; its arrays are
            shared.
    """
    state = State(
        stored.config,
        tuple(stored.words),
        {},
        _pins_by_node(stored.pins),
        memory_words=tuple(stored.memory_words),
        labels={axis: tuple(names) for axis, names in stored.labels.items()},
    )
    graph = state.graph()

    def read(matrices: dict[str, Matrix], known: Mapping[str, Array]) -> dict[str, Array]:
        made = {n: read_matrix(m, n, state, graph, known.get(n)) for n, m in matrices.items()}
        for matrix in made.values():
            matrix.setflags(write=False)  # every document on this scenario shares it
        return made

    inputs, parked = before.inputs if before else {}, before.parked if before else {}
    made = read(stored.inputs, inputs)
    needed = [node.name for node in graph.nodes if not node.computed]
    return replace(
        state,
        inputs={name: made[name] if name in made else inputs[name] for name in needed},
        parked=read(stored.parked, parked),
    )


def store_state(state: State, before: State) -> StoredState:
    """A State for a project: its matrices as changes of the state of the scenario."""

    def changed(name: str, matrix: Array) -> Matrix | None:
        return store_changes(matrix, before.inputs.get(name), name)

    inputs = {name: changed(name, matrix) for name, matrix in state.inputs.items()}
    return _stored(state, {name: m for name, m in inputs.items() if m is not None})


def _stored(state: State, inputs: dict[str, Matrix]) -> StoredState:
    """A State as files hold it, with its inputs as they are given."""
    return StoredState(
        words=list(state.words),
        config=state.config,
        inputs=inputs,
        memory_words=list(state.memory_words),
        labels={axis: list(names) for axis, names in state.labels.items()},
        parked={name: store(matrix) for name, matrix in state.parked.items()},
        pins=[
            Pin(name, list(cell), value)
            for name, cells in state.overrides.items()
            for cell, value in cells.items()
        ],
    )


def _same_draws(ours: Config, theirs: Config) -> bool:
    """Whether a word has the same vector with both."""
    return (ours.seed, ours.vectors) == (theirs.seed, theirs.vectors)


def _pins_by_node(pins: list[Pin]) -> dict[str, dict[Cell, float]]:
    found: dict[str, dict[Cell, float]] = {}
    for pin in pins:
        found.setdefault(pin.node, {})[tuple(pin.cell)] = pin.value
    return found

"""What a scenario file holds, and the State it stands for."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Literal

import msgspec
import numpy as np

from engine.ops import Array, Cell
from engine.pipeline import Config
from engine.state import State
from engine.stored import Matrix, Stored, read_matrix, store
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


class Scenario(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, dict=True):
    """A scenario file: an example one can open. See `resources/scenarios`.

    Attributes:
        name: what the command line calls it; for a built-in scenario, the file's name.
        lesson: the name of the lesson that goes with it.
        words: one for every row of X.
        memory_words: one for every row of the memory, in cross-attention.
        labels: names for the columns of an axis, such as `d_k`.
        inputs: every input matrix, row by row and head by head, or how it is made or stored (E
            instead of X where positions are on).
        parked: inputs that the switches leave out, kept for when they come back.
        pins: cells of computed nodes that hold a value of the person's own.
    """

    format: Literal["softmix-scenario"]
    version: Literal[1]
    name: str
    title: Text
    lesson: str
    words: list[Word]
    config: Config
    inputs: dict[str, Matrix]
    memory_words: list[Word] = []
    labels: dict[str, list[Word]] = {}
    parked: dict[str, Matrix] = {}
    pins: list[Pin] = []

    def state(self) -> State:
        """The scenario as the State one edits (its numbers were checked when it was read)."""
        return self._state

    @cached_property
    def _state(self) -> State:
        state = State(
            self.config,
            tuple(self.words),
            {},
            _pins_by_node(self.pins),
            memory_words=tuple(self.memory_words),
            labels={axis: tuple(names) for axis, names in self.labels.items()},
        )
        graph = state.graph()

        def read(matrices: dict[str, Matrix]) -> dict[str, Array]:
            made = {n: read_matrix(m, n, state, graph) for n, m in matrices.items()}
            for matrix in made.values():
                matrix.setflags(write=False)  # every document on this scenario shares it
            return made

        return replace(state, inputs=read(self.inputs), parked=read(self.parked))

    def with_state(self, state: State) -> Scenario:
        """This scenario with the sizes, words, numbers and pins of `state`."""
        before = self.state().inputs

        def stored(name: str, matrix: Array) -> Matrix:
            """The recipe it was made by, where nothing in it has changed since."""
            made = self.inputs.get(name)
            unchanged = np.array_equal(matrix, before.get(name, ()))
            drawn = isinstance(made, Stored) and made.init is not None
            return made if made is not None and drawn and unchanged else store(matrix)

        return msgspec.structs.replace(
            self,
            words=list(state.words),
            memory_words=list(state.memory_words),
            labels={axis: list(names) for axis, names in state.labels.items()},
            config=state.config,
            inputs={name: stored(name, matrix) for name, matrix in state.inputs.items()},
            parked={name: store(matrix) for name, matrix in state.parked.items()},
            pins=[
                Pin(name, list(cell), value)
                for name, cells in state.overrides.items()
                for cell, value in cells.items()
            ],
        )


def _pins_by_node(pins: list[Pin]) -> dict[str, dict[Cell, float]]:
    found: dict[str, dict[Cell, float]] = {}
    for pin in pins:
        found.setdefault(pin.node, {})[tuple(pin.cell)] = pin.value
    return found

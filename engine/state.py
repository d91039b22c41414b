"""All that a person can change about an example, as one value: sizes, words, inputs, pins.

The window edits an Evaluator in place; a State is what is saved, resized and put back by undo.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import numpy as np

from engine.evaluator import Evaluator
from engine.graph import Axis, Graph
from engine.ops import Array, Cell
from engine.pipeline import Config, pipeline
from engine.words import Word

Labels = Mapping[str, tuple[Word, ...]]


class State(msgspec.Struct, frozen=True):
    """Sizes, words, input matrices and pinned cells: what makes every number of the graph.

    Attributes:
        memory_words: the words keys and values come from, in cross-attention.
        labels: what the columns of an axis (`d_model`, `d_k`, …) are called, where they have names.
        parked: inputs that the switches of now leave out, kept for when they come back.
    """

    config: Config
    words: tuple[Word, ...]
    inputs: Mapping[str, Array]
    overrides: Mapping[str, Mapping[Cell, float]]
    memory_words: tuple[Word, ...] = ()
    labels: Labels = msgspec.field(default_factory=dict)
    parked: Mapping[str, Array] = msgspec.field(default_factory=dict)

    def graph(self) -> Graph:
        """The pipeline of these sizes."""
        return pipeline(self.config, len(self.words), len(self.memory_words))

    def evaluator(self) -> Evaluator:
        """The pipeline with all its values. Raises what Evaluator raises."""
        return Evaluator(self.graph(), self.inputs, self.overrides)

    def same_as(self, other: State) -> bool:
        """Whether both hold the same sizes, words, numbers and pins."""
        return (
            self.config == other.config
            and self.words == other.words
            and self.memory_words == other.memory_words
            and self.overrides == other.overrides
            and dict(self.labels) == dict(other.labels)
            and _same_matrices(self.inputs, other.inputs)
            and _same_matrices(self.parked, other.parked)
        )

    def size(self, axis: Axis) -> int:
        """How long an axis is."""
        return self.config.sizes(len(self.words), len(self.memory_words))[axis]

    def words_of(self, axis: Axis) -> tuple[Word, ...]:
        """The words along `word` or `memory`."""
        return self.memory_words if axis == "memory" else self.words


def _same_matrices(ours: Mapping[str, Array], theirs: Mapping[str, Array]) -> bool:
    return ours.keys() == theirs.keys() and all(
        np.array_equal(matrix, theirs[name]) for name, matrix in ours.items()
    )

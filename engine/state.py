"""All that a person can change about an example, as one value: sizes, words, inputs, pins.

The window edits an Evaluator in place; a State is what is saved, resized and put back by undo.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import msgspec
import numpy as np

from engine.errors import Message, SizeLimit, translatable
from engine.evaluator import Evaluator
from engine.graph import Axis, Graph
from engine.ops import Array, Cell
from engine.pipeline import MAX_FEATURES, MAX_WORDS, Config, attention

LONGEST_WORD = 60
_UNWRITABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})
_UNSEEN = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and signs without a shape
_WORD_COUNT = translatable("errors", "The number of words")


class Word(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One word of the sentence, as each language of the interface shows it."""

    en: str
    zh: str

    def text(self, language: str) -> str:
        """The word in `language` (`en` or `zh`)."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True)
class Fill:
    """What new cells hold: 0, or numbers drawn from a seeded generator (two decimals, sd 1)."""

    seed: int | None = None

    def matrix(self, shape: tuple[int, ...], salt: int) -> Array:
        """New cells of `shape`; the same seed and salt give the same numbers."""
        if self.seed is None:
            return np.zeros(shape)
        drawn = np.random.default_rng([self.seed, salt]).standard_normal(shape)
        return np.round(drawn, 2) + 0.0  # + 0.0: no -0


@dataclass(frozen=True)
class State:
    """Sizes, words, input matrices and pinned cells: what makes every number of the graph."""

    config: Config
    words: tuple[Word, ...]
    inputs: Mapping[str, Array]
    overrides: Mapping[str, Mapping[Cell, float]]

    def graph(self) -> Graph:
        """The pipeline of these sizes."""
        return attention(self.config, len(self.words))

    def evaluator(self) -> Evaluator:
        """The pipeline with all its values. Raises what Evaluator raises."""
        return Evaluator(self.graph(), self.inputs, self.overrides)

    def same_as(self, other: State) -> bool:
        """Whether both hold the same sizes, words, numbers and pins."""
        return (
            self.config == other.config
            and self.words == other.words
            and self.overrides == other.overrides
            and self.inputs.keys() == other.inputs.keys()
            and all(np.array_equal(m, other.inputs[name]) for name, m in self.inputs.items())
        )

    def size(self, axis: Axis) -> int:
        """How long an axis is."""
        return self.config.sizes(len(self.words))[axis]


def insert(state: State, axis: Axis, index: int, fill: Fill, word: Word | None = None) -> State:
    """Insert one word (axis `word`) or feature column before `index` in every matrix that has it.

    Raises:
        SizeLimit: the axis is at its longest.
        IndexError: `index` is not from 0 to the axis's size.
    """
    _check_index(index, state.size(axis) + 1)
    resized = _with_size(state, axis, state.size(axis) + 1)
    if axis == "word":
        assert word is not None
        new_word = Word(clean_word(word.en), clean_word(word.zh))
        words = (*state.words[:index], new_word, *state.words[index:])
        resized = replace(resized, words=words)

    def widen(matrix: Array, dimension: int, salt: int) -> Array:
        shape = list(matrix.shape)
        shape[dimension] = 1
        new = fill.matrix(tuple(shape), salt)
        at = [slice(None)] * matrix.ndim
        at[dimension] = slice(0, index)
        rest = list(at)
        rest[dimension] = slice(index, None)
        return np.concatenate([matrix[tuple(at)], new, matrix[tuple(rest)]], axis=dimension)

    inputs = dict(state.inputs)
    for salt, node in enumerate(state.graph().nodes):
        if node.name in inputs:
            for dimension in _dimensions(node.axes, axis):
                inputs[node.name] = widen(inputs[node.name], dimension, salt)
    overrides = _moved_pins(state, axis, lambda i: i + 1 if i >= index else i)
    return replace(resized, inputs=inputs, overrides=overrides)


def remove(state: State, axis: Axis, index: int) -> State:
    """Remove the word or feature column at `index` from every matrix that has it.

    Pins of removed cells go with them.

    Raises:
        SizeLimit: it is the last one.
        IndexError: `index` is not from 0 to the axis's last.
    """
    _check_index(index, state.size(axis))
    resized = _with_size(state, axis, state.size(axis) - 1)
    if axis == "word":
        resized = replace(resized, words=(*state.words[:index], *state.words[index + 1 :]))
    inputs = dict(state.inputs)
    for node in state.graph().nodes:
        if node.name in inputs:
            for dimension in _dimensions(node.axes, axis):
                inputs[node.name] = np.delete(inputs[node.name], index, axis=dimension)
    overrides = _moved_pins(
        state, axis, lambda i: None if i == index else (i - 1 if i > index else i)
    )
    return replace(resized, inputs=inputs, overrides=overrides)


def rename(state: State, index: int, text: str) -> State:
    """Give one word another name, the same in every language (see `clean_word`)."""
    words = list(state.words)
    words[index] = Word(clean_word(text), clean_word(text))
    return replace(state, words=tuple(words))


def is_one_line(text: str) -> bool:
    """Whether a text has no control characters, line breaks or halves of surrogate pairs."""
    return not any(unicodedata.category(character) in _UNWRITABLE for character in text)


def is_seen(text: str) -> bool:
    """Whether a text has a character with a shape: neither space, format, control nor mark."""
    return any(unicodedata.category(c)[0] not in "ZCM" and c not in _UNSEEN for c in text)


def clean_word(text: str) -> str:
    """A word that a file can hold and a card can show: one line of 1 to LONGEST_WORD characters.

    White space is joined to single spaces; what is no character is left out. Nothing to see is `?`.
    """
    writable = (c for c in text if c.isspace() or unicodedata.category(c) not in _UNWRITABLE)
    kept = " ".join("".join(writable).split())[:LONGEST_WORD].strip()
    return kept if is_seen(kept) else "?"


def with_positions(state: State, on: bool) -> State:
    """Switch positions on (X becomes the sum of E, which takes its numbers, and PE) or off."""
    if on == state.config.positions:
        return state
    old, new = ("X", "E") if on else ("E", "X")
    inputs = {new if name == old else name: matrix for name, matrix in state.inputs.items()}
    overrides = {n: cells for n, cells in state.overrides.items() if n not in {"PE", "X"}}
    config = msgspec.structs.replace(state.config, positions=on)
    return replace(state, config=config, inputs=inputs, overrides=overrides)


def _with_size(state: State, axis: Axis, size: int) -> State:
    high = MAX_WORDS if axis == "word" else MAX_FEATURES
    if not 1 <= size <= high:
        what = Message(_WORD_COUNT) if axis == "word" else axis
        raise SizeLimit(what=what, size=size, low=1, high=high)
    if axis == "word":
        return state
    return replace(state, config=msgspec.structs.replace(state.config, **{axis: size}))


def _check_index(index: int, size: int) -> None:
    if not 0 <= index < size:  # a slice would count a negative index from the end
        raise IndexError(f"{index} is not from 0 to {size - 1}")


def _dimensions(axes: tuple[Axis, Axis], axis: Axis) -> list[int]:
    """The dimensions of a matrix that run along `axis`, counted from the end (heads may lead)."""
    return [dimension - 2 for dimension in (0, 1) if axes[dimension] == axis]


def _moved_pins(
    state: State, axis: Axis, move: Callable[[int], int | None]
) -> dict[str, dict[Cell, float]]:
    graph = state.graph()
    moved: dict[str, dict[Cell, float]] = {}
    for name, cells in state.overrides.items():
        for cell, value in cells.items():
            at: list[int | None] = list(cell)
            for dimension in _dimensions(graph[name].axes, axis):
                at[dimension] = move(cell[dimension])
            if None not in at:
                moved.setdefault(name, {})[tuple(i for i in at if i is not None)] = value
    return moved

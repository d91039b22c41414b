"""Other sizes and other words: every change is one rearrangement of an axis.

Matrices keep what they held wherever a row, column or head stays; what is new is filled. A matrix
whose rows are heads side by side (W_O, concat) is taken apart along its heads first.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import msgspec
import numpy as np
from msgspec.structs import replace

from engine.graph import Axis, Graph, Node
from engine.initial import default_input
from engine.ops import Array, Cell
from engine.pipeline import check
from engine.sizes import Size, plan
from engine.state import State
from engine.switches import reconfigure
from engine.words import Word, clean_word

#: The axes a person can make longer or shorter; the rest follow from them.
RESIZABLE: tuple[Axis, ...] = ("word", "memory", "d_model", "head", "d_k", "d_v", "d_ff")

#: For every place on the new axis the old place it takes its numbers from; None for a new one.
Places = Sequence[int | None]
_Filler = Callable[[Node, Graph], Array]


class Fill(msgspec.Struct, frozen=True):
    """What new cells hold: 0, or numbers drawn from a seeded generator (two decimals, sd 1)."""

    seed: int | None = None

    def matrix(self, shape: tuple[int, ...], salt: int) -> Array:
        """New cells of `shape`; the same seed and salt give the same numbers."""
        if self.seed is None:
            return np.zeros(shape)
        drawn = np.random.default_rng([self.seed, salt]).standard_normal(shape)
        return np.round(drawn, 2) + 0.0  # + 0.0: no -0


def insert(state: State, axis: Axis, index: int, fill: Fill, word: Word | None = None) -> State:
    """Insert one word (axis `word` or `memory`) or feature column before `index`.

    Raises:
        SizeLimit and what else `engine.pipeline.check` raises: the axis is at its longest.
        IndexError: `index` is not from 0 to the axis's size.
    """
    size = state.size(axis)
    _check_index(index, size + 1)
    places = [*range(index), None, *range(index, size)]
    if axis in ("word", "memory"):
        assert word is not None
        words = list(state.words_of(axis))
        words.insert(index, Word(clean_word(word.en), clean_word(word.zh)))
        return _with_words(state, axis, words, places, _filled(fill))
    return _rearranged(_with_size(state, axis, size + 1), state, {axis: places}, _filled(fill))


def remove(state: State, axis: Axis, index: int) -> State:
    """Remove the word or feature column at `index`. Pins of removed cells go with them.

    Raises:
        SizeLimit and what else `engine.pipeline.check` raises: it is the last one.
        IndexError: `index` is not from 0 to the axis's last.
    """
    size = state.size(axis)
    _check_index(index, size)
    places = [*range(index), *range(index + 1, size)]
    if axis in ("word", "memory"):
        words = list(state.words_of(axis))
        del words[index]
        return _with_words(state, axis, words, places, _filled(Fill()))
    return _rearranged(_with_size(state, axis, size - 1), state, {axis: places}, _filled(Fill()))


def resize(state: State, axis: Axis, size: int) -> State:
    """Make one axis `size` long; see `resize_many`. Raises what it raises."""
    return resize_many(state, {axis: size})


def resize_many(state: State, sizes: Mapping[Size, int]) -> State:
    """Make axes as long as asked, all at once: what is beyond an end goes, what is new is drawn.

    Feature columns, heads and blocks are drawn as the scenario's own (see `engine.initial`); words
    that are added repeat the sentence from its start, each with the vector it has there. A divisor
    of √d_k stays √d_k.

    Raises:
        SizeLimit and what else `engine.pipeline.check` raises: the sizes do not fit. Only the
            result has to: sizes that fit together are never refused for what lies between.
    """
    asked = plan(state, sizes)
    blocks = min(state.config.blocks, asked.config.blocks)
    old = reconfigure(state, blocks=blocks)  # fewer numbers than before, so it fits
    config = msgspec.structs.replace(asked.config, blocks=blocks)
    new = replace(old, config=config, words=asked.words, memory_words=asked.memory_words)
    places: dict[Axis, Places] = {}
    for axis in sizes:
        if axis != "blocks" and new.size(axis) != old.size(axis):
            places[axis] = [p if p < old.size(axis) else None for p in range(new.size(axis))]
    if places:
        resized = _rearranged(new, old, places, _drawn(new))
        for axis in ("word", "memory"):
            if axis in places:
                resized = _repeating(resized, axis, old.size(axis))
        old = _following_root(resized, old)
    return reconfigure(old, blocks=asked.config.blocks)


def rename(state: State, index: int, text: str, axis: Axis = "word") -> State:
    """Give one word another name, the same in every language (see `clean_word`)."""
    words = list(state.words_of(axis))
    words[index] = Word(clean_word(text), clean_word(text))
    return _calling(state, axis, tuple(words))


def with_sentence(
    state: State,
    texts: Sequence[str],
    axis: Axis = "word",
    known: Mapping[str, tuple[Word, Array]] | None = None,
    stranger: Array | None = None,
) -> State:
    """Another sentence (axis `word`) or another memory: words that stay keep their numbers.

    A word that is not in the sentence yet has the vector it is known by, else the one that its
    seeded hash gives.

    Args:
        known: vectors by word (as `word_key` writes it), for words that were there before.
        stranger: the vector of a word that is not known; None: the one its hash gives.

    Raises:
        SizeLimit: there are no words, or too many.
    """
    old = state.words_of(axis)
    waiting: dict[str, list[int]] = {}
    for at, word in enumerate(old):
        for key in {word_key(word.en), word_key(word.zh)}:
            waiting.setdefault(key, []).append(at)
    used: set[int] = set()
    places: list[int | None] = []
    words: list[Word] = []
    rows: dict[int, Array] = {}
    for place, text in enumerate(texts):
        key = word_key(text)
        index = next((i for i in waiting.get(key, []) if i not in used), None)
        again = waiting.get(key, [None])[0]
        if index is not None:
            used.add(index)
            words.append(old[index])
        elif again is not None:  # a word that stands twice has one vector
            words.append(old[again])
            rows[place] = _vectors(state, axis)[again]
        elif known and key in known:
            words.append(known[key][0])
            rows[place] = known[key][1]
        else:
            words.append(Word(clean_word(text), clean_word(text)))
            if stranger is not None:
                rows[place] = stranger
        places.append(index)
    check(
        state.config,
        len(words) if axis == "word" else len(state.words),
        len(words) if axis == "memory" else len(state.memory_words),
    )
    new = _calling(state, axis, tuple(words))
    made = _with_words(state, axis, words, places, _drawn(new))
    name = _vector_input(state, axis)
    vectors = made.inputs[name].copy()
    for place, row in rows.items():
        if row.shape == vectors[place].shape:
            vectors[place] = row
    return replace(made, inputs={**made.inputs, name: vectors})


def known_vectors(state: State) -> dict[str, tuple[Word, Array]]:
    """The words of a state with their vectors, by every name they have."""
    known = {}
    for axis in ("memory", "word") if state.config.memory else ("word",):
        matrix = _vectors(state, axis)
        for word, row in zip(state.words_of(axis), matrix, strict=True):
            for key in (word_key(word.zh), word_key(word.en)):
                known[key] = (word, row)
    return known


def word_key(text: str) -> str:
    """What makes two words one: case does not matter."""
    return clean_word(text).casefold()


def _vector_input(state: State, axis: Axis) -> str:
    if axis == "memory":
        return "memory"
    return "E" if state.config.positions else "X"


def _vectors(state: State, axis: Axis) -> Array:
    return state.inputs[_vector_input(state, axis)]


def _filled(fill: Fill) -> _Filler:
    def filler(node: Node, graph: Graph) -> Array:
        shape = graph.shapes[node.name]
        if node.neutral:
            return np.full(shape, node.neutral)
        return fill.matrix(shape, graph.order.index(node.name))

    return filler


def _drawn(state: State) -> _Filler:
    def filler(node: Node, graph: Graph) -> Array:
        return default_input(node, graph, state.config, state.words, state.memory_words)

    return filler


def _with_size(state: State, axis: Axis, size: int) -> State:
    """The state with another size in its config, its matrices as yet of the old one. Checks."""
    field = "heads" if axis == "head" else axis
    config = msgspec.structs.replace(state.config, **{field: size})
    check(config, len(state.words), len(state.memory_words))
    return replace(state, config=config)


def _with_words(
    state: State, axis: Axis, words: Sequence[Word], places: Places, filler: _Filler
) -> State:
    new = _calling(state, axis, tuple(words))
    check(new.config, len(new.words), len(new.memory_words))
    return _rearranged(new, state, {axis: places}, filler)


def _repeating(state: State, axis: Axis, period: int) -> State:
    """The state with the vector of every word the one of the word `period` places before it."""
    name = _vector_input(state, axis)
    vectors = state.inputs[name]
    rows = np.arange(len(vectors)) % period
    return replace(state, inputs={**state.inputs, name: vectors[rows]})


def _calling(state: State, axis: Axis, words: tuple[Word, ...]) -> State:
    return replace(state, memory_words=words) if axis == "memory" else replace(state, words=words)


def _rearranged(new: State, old: State, places: Mapping[Axis, Places], filler: _Filler) -> State:
    """`new` with the matrices and pins of `old`, moved along every axis to where `places` says."""
    before, after = old.graph(), new.graph()
    targets: dict[Axis, dict[int, int]] = {
        axis: {index: place for place, index in enumerate(its) if index is not None}
        for axis, its in places.items()
    }

    def moved(name: str, matrix: Array) -> Array:
        node = after[name]
        dimensions = [d for d, its in enumerate(node.logical_axes) if its in targets]
        if not dimensions:
            shape = after.shapes[name]
            return matrix if matrix.shape == shape else matrix.reshape(shape)  # itself: its recipe
        source = matrix.reshape([before.sizes[its] for its in node.logical_axes])
        target = filler(node, after).copy().reshape([after.sizes[its] for its in node.logical_axes])
        into = [np.arange(size) for size in target.shape]
        out_of = [np.arange(size) for size in source.shape]
        for dimension in dimensions:
            target_of = targets[node.logical_axes[dimension]]
            into[dimension] = np.array(list(target_of.values()), int)
            out_of[dimension] = np.array(list(target_of), int)
        target[np.ix_(*into)] = source[np.ix_(*out_of)]
        return target.reshape(after.shapes[name])

    inputs = {name: moved(name, matrix) for name, matrix in old.inputs.items()}
    overrides: dict[str, dict[Cell, float]] = {}
    for name, cells in old.overrides.items():
        for cell, value in cells.items():
            place = _moved_cell(name, cell, before, after, targets)
            if place is not None:
                overrides.setdefault(name, {})[place] = value
    moves: dict[str, Places] = {str(axis): its for axis, its in places.items()}
    labels = {axis: _moved_names(names, moves.get(axis)) for axis, names in old.labels.items()}
    return replace(new, inputs=inputs, overrides=overrides, labels=labels)


def _moved_names(names: tuple[Word, ...], places: Places | None) -> tuple[Word, ...]:
    """The names of columns, gone where the columns went; a new one among them has its number."""
    if places is None:
        return names
    named = [index is not None and index < len(names) for index in places]
    count = max((place + 1 for place, known in enumerate(named) if known), default=0)
    numbers = [Word(str(place + 1), str(place + 1)) for place in range(count)]
    return tuple(
        names[index] if index is not None and index < len(names) else numbers[place]
        for place, index in enumerate(places[:count])
    )


def _moved_cell(
    name: str,
    cell: Cell,
    before: Graph,
    after: Graph,
    targets: Mapping[Axis, Mapping[int, int]],
) -> Cell | None:
    """Where a cell goes; None where its row, column or head goes away, or its node does."""
    if name not in after:
        return None
    axes = before[name].logical_axes
    flat = np.ravel_multi_index(cell, before.shapes[name])
    at = [int(i) for i in np.unravel_index(flat, [before.sizes[its] for its in axes])]
    for dimension, its in enumerate(axes):
        if its in targets:
            if at[dimension] not in targets[its]:
                return None
            at[dimension] = targets[its][at[dimension]]
    flat = np.ravel_multi_index(at, [after.sizes[its] for its in axes])
    return tuple(int(i) for i in np.unravel_index(flat, after.shapes[name]))


def _following_root(new: State, old: State) -> State:
    """A divisor that was √d_k is √d_k again."""
    inputs = dict(new.inputs)
    for name, matrix in inputs.items():
        if name.rpartition(".")[2] == "divisor" and matrix[0, 0] == math.sqrt(old.config.d_k):
            inputs[name] = np.full((1, 1), math.sqrt(new.config.d_k))
    return replace(new, inputs=inputs)


def _check_index(index: int, size: int) -> None:
    if not 0 <= index < size:  # a slice would count a negative index from the end
        raise IndexError(f"{index} is not from 0 to {size - 1}")

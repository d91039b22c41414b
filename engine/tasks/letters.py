"""Tasks on letters: copy the one before, read backwards, sort, find the one that stands twice."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from msgspec.structs import replace

from engine.tasks.task import Example, Recipe, Task

_LETTERS = tuple("abcdefgh")
_LENGTH = 7
_COUNT, _HELD_OUT = 700, 100
_SORTED, _SORTED_COUNT = 6, 1600
_ASKING = {"en": "which", "zh": "哪个"}
Draw = Callable[[np.random.RandomState], Example]


def copy_previous(seed: int = 5) -> Task:
    """At each letter, which one stood before it. Needs positions; no letter sees a later one.

    To expect: every row of weights has its large number one place to the left of the diagonal.
    """

    def draw(random: np.random.RandomState) -> Example:
        at = random.randint(len(_LETTERS), size=_LENGTH)
        asked = tuple(range(1, _LENGTH))
        return Example(_spelled(at), asked, tuple(int(i) for i in at[:-1]))

    return _task("copy-previous", draw, seed, positions=True, causal=True)


def read_backwards(seed: int = 5) -> Task:
    """At each place, the letter that stands as far from the other end. Needs positions.

    To expect: large weights along the other diagonal.
    """

    def draw(random: np.random.RandomState) -> Example:
        at = random.randint(len(_LETTERS), size=_LENGTH)
        labels = tuple(int(i) for i in at[::-1])
        return Example(_spelled(at), tuple(range(_LENGTH)), labels)

    return _task("read-backwards", draw, seed, positions=True)


def sort_letters(seed: int = 5) -> Task:
    """At each place, which letter stands there once all are sorted. Needs positions and a block.

    One mix is not enough: the head alone, of any width that was tried, puts one sentence in five
    in a wrong order. A mix can count the letters; which of them stands at a place is a matter of
    how the counts compare with it, and that the feed-forward network learns.

    To expect: nothing as clear as a line; weights that lean on the letters near the answer.
    """

    def draw(random: np.random.RandomState) -> Example:
        at = random.randint(len(_LETTERS), size=_SORTED)
        return Example(_spelled(at), tuple(range(_SORTED)), tuple(int(i) for i in np.sort(at)))

    made = _task("sort-letters", draw, seed, positions=True, count=_SORTED_COUNT)
    recipe = replace(made.recipe, rate=0.01, steps=1200)
    return replace(made, width=12, hidden=16, recipe=recipe)


def find_duplicate(language: str = "en", seed: int = 5) -> Task:
    """At the word *which*, the letter that stands twice. Positions are of no use.

    To expect: even weights over all letters: their mean counts them, and the one that is there
    twice counts double.

    Args:
        language: of the word that asks, `en` or `zh`; what is drawn and learnt is the same.
            Raises KeyError for another.
    """
    asking = _ASKING[language]

    def draw(random: np.random.RandomState) -> Example:
        at = random.permutation(len(_LETTERS))[: _LENGTH - 2]
        twice = int(at[random.randint(len(at))])
        shuffled = random.permutation(np.append(at, twice))
        words = (*_spelled(shuffled), asking)
        return Example(words, (len(words) - 1,), (twice,))

    return _task("find-duplicate", draw, seed, extra=(asking,))


def _spelled(at: np.ndarray) -> tuple[str, ...]:
    return tuple(_LETTERS[int(i)] for i in at)


def _task(
    name: str, draw: Draw, seed: int, *, positions: bool = False, causal: bool = False,
    extra: tuple[str, ...] = (), count: int = _COUNT,
) -> Task:  # fmt: skip
    """Different examples; the last ones are held out, two more are shown."""
    random = np.random.RandomState(seed)
    found: dict[tuple[str, ...], Example] = {}
    while len(found) < count + 2:
        example = draw(random)
        found.setdefault(example.words, example)
    examples = list(found.values())
    return Task(
        name,
        (*_LETTERS, *extra),
        _LETTERS,
        tuple(examples[2 + _HELD_OUT :]),
        tuple(examples[2 : 2 + _HELD_OUT]),
        tuple(examples[:2]),
        positions,
        causal,
        recipe=Recipe(rate=0.02, decay=0.01, smoothing=0.0, steps=800),
    )

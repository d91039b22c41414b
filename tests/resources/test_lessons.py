"""The prose of the lessons: both languages bind, whatever a learner does to the numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

import numpy as np
import pytest
from msgspec.structs import replace

from engine.graph import Axis
from engine.lesson import LANGUAGES, Lesson, read_lesson
from engine.prose import Context, bind, plain_text
from engine.resize import Fill, insert, remove, rename, resize, with_sentence
from engine.scenario import RESOURCES, built_in, find_scenario
from engine.state import State
from engine.switches import reconfigure
from engine.words import Word

NAMES = [listing.name for listing in built_in()]
CAPTION_LIMIT = 92

#: A value that is no number (one lesson speaks of it: "programs would give NaN").
NOT_A_NUMBER = re.compile(r"(?<!give )(?<!得出 )NaN")
#: A binding to a node that the switches of now leave out reads so.
ABSENT = "—"


@cache
def lesson(name: str) -> Lesson:
    """A lesson by its name; every scenario has one of its own name."""
    return read_lesson(RESOURCES / "lessons", name)


@cache
def start(name: str) -> State:
    """A scenario before any edit."""
    return find_scenario(name).state()


def bound(name: str, state: State, language: str) -> Iterator[tuple[str, str, str]]:
    """Every step's id with its text and its caption, bound to `state`."""
    evaluator = state.evaluator()
    words = [word.text(language) for word in state.words]
    names = {axis: [word.text(language) for word in its] for axis, its in state.labels.items()}
    names["memory"] = [word.text(language) for word in state.memory_words]
    for step in lesson(name).steps:
        context = Context(evaluator, words, language, state.config, names, step.head or 0)
        prose = lesson(name).prose[language][step.id]
        yield (
            step.id,
            plain_text(bind(prose.text, context)),
            plain_text(bind(prose.caption, context)),
        )


# -- what a learner may do -------------------------------------------------------------------------


def edited(state: State, seed: int) -> State:
    """Every input replaced by random numbers with two decimals."""
    random = np.random.default_rng(seed)
    graph = state.graph()
    inputs = {
        name: np.ones_like(matrix)
        if graph[name].binary
        else np.round(random.normal(scale=2, size=matrix.shape), 2)
        for name, matrix in state.inputs.items()
    }
    inputs["divisor"] = np.array([[0.5 + random.random()]])
    if "eps" in inputs:
        inputs["eps"] = np.array([[0.01]])
    return replace(state, inputs=inputs)


def one_word(state: State) -> State:
    """All words but the last removed."""
    while len(state.words) > 1:
        state = remove(state, "word", 0)
    while len(state.memory_words) > 1:
        state = remove(state, "memory", 0)
    return state


def one_column(state: State) -> State:
    """One head, and d_model, d_k, d_v and d_ff cut down to 1."""
    axes: tuple[Axis, ...] = ("head", "d_model", "d_k", "d_v", "d_ff")
    for axis in axes:
        if state.size(axis) > 1:
            state = resize(state, axis, 1)
    return state


def grown(state: State) -> State:
    """Two words (of the memory too), two columns of K and of the hidden layer more."""
    for seed in (1, 2):
        word = Word(f"word{seed}", f"词{seed}")
        state = insert(state, "word", 1, Fill(seed), word)
        state = insert(state, "d_k", 0, Fill(seed))
        if state.config.memory:
            state = insert(state, "memory", 1, Fill(seed), word)
        if state.config.extent == "block":
            state = insert(state, "d_ff", 0, Fill(seed))
    return state


def pinned(state: State) -> State:
    """A weight pinned, so that its row no longer sums to 1."""
    head = () if state.config.heads == 1 else (0,)
    pins = {"weights": {(*head, 0, 1): 0.9}, "scores": {(*head, 1, 1): -3.0}}
    return replace(state, overrides=pins)


def all_zero(state: State) -> State:
    """Nothing but ties."""
    inputs = {name: np.zeros_like(matrix) for name, matrix in state.inputs.items()}
    return replace(state, inputs={**inputs, "divisor": np.array([[1.0]])})


def reversed_words(state: State) -> State:
    """The sentence typed in backwards order."""
    return with_sentence(state, [word.en for word in reversed(state.words)])


EDITS: dict[str, Callable[[State], State]] = {
    "untouched": lambda state: state,
    "random-1": lambda state: edited(state, 1),
    "random-2": lambda state: edited(state, 2),
    "one-word": one_word,
    "one-column": one_column,
    "one-number": lambda state: one_column(one_word(state)),
    "grown": grown,
    "grown-random": lambda state: edited(grown(state), 3),
    "reversed": reversed_words,
    "positions-grown": lambda state: grown(reconfigure(state, positions=True)),
    "positions-one-word": lambda state: one_word(reconfigure(state, positions=True)),
    "renamed": lambda state: rename(state, 1, "{drink} <b>"),
    "pinned": pinned,
    "all-zero": all_zero,
}

#: Every switch away from where scenarios start (and back, where one starts there).
SWITCHES: dict[str, dict[str, object]] = {
    "positions": {"positions": True},
    "no-positions": {"positions": False},
    "biases": {"biases": True},
    "no-mask": {"mask": "none"},
    "causal-mask": {"mask": "causal"},
    "padding-mask": {"mask": "padding"},
    "custom-mask": {"mask": "custom"},
    "masking-zero": {"masking": "zero"},
    "masking-after-softmax": {"masking": "after-softmax"},
    "reshape": {"joining": "reshape"},
    "softmax-columns": {"softmax_axis": "column"},
    "memory": {"memory": True},
    "cut": {"reading": "cut"},
    "no-residual": {"residual": False},
    "norm-first": {"norm_first": True},
    "norm-first-no-residual": {"norm_first": True, "residual": False},
    "norm-columns": {"norm_axis": "column"},
    "norm-matrix": {"norm_axis": "matrix"},
    "norm-d-1": {"norm_divisor": "d-1"},
    "norm-none": {"norm_divisor": "none"},
    "gelu": {"activation": "gelu"},
    "no-output-matrix": {"output_projection": False},
}


def possible(name: str, changes: dict[str, object]) -> bool:
    """Whether a switch is offered for a scenario: it is no contradiction."""
    config = find_scenario(name).config
    if config.memory and changes.get("mask") == "causal":
        return False
    if changes.get("reading") == "cut" and config.heads == 1:
        return False
    return not (config.mask == "causal" and changes.get("memory"))


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("name", NAMES)
def test_every_step_binds(name: str, edit: str) -> None:
    state = EDITS[edit](start(name))
    for language in LANGUAGES:
        for step, text, caption in bound(name, state, language):
            for line in (text, caption):
                assert line.strip(), step
                assert not NOT_A_NUMBER.search(line), step
                assert ABSENT not in line or edit in ("one-column", "one-number"), (step, line)
                assert edit == "renamed" or not re.search(r"[{}<>]", line), (step, line)


@pytest.mark.parametrize(
    ("name", "switch"),
    [(name, switch) for name in NAMES for switch in SWITCHES if possible(name, SWITCHES[switch])],
)
def test_every_step_follows_a_switch(name: str, switch: str) -> None:
    """Nothing a switch leaves out is spoken of: each text has a branch for it."""
    changes = SWITCHES[switch]
    state = reconfigure(start(name), **changes)
    for language in LANGUAGES:
        for step, text, caption in bound(name, state, language):
            for line in (text, caption):
                assert line.strip(), step
                assert ABSENT not in line or len(changes) > 1, (step, line)
                assert not NOT_A_NUMBER.search(line), (step, line)
                assert not re.search(r"[{}<>]|  ", line), (step, line)


@pytest.mark.parametrize("heads", [1, 2, 4])
@pytest.mark.parametrize("name", ["worked-block", "eight-heads-512"])
def test_every_step_follows_the_number_of_heads(name: str, heads: int) -> None:
    state = resize(start(name), "head", heads)
    for language in LANGUAGES:
        for step, text, caption in bound(name, state, language):
            assert ABSENT not in text + caption, (step, text, caption)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_prose_follows_an_edit_of_every_number(name: str, language: str) -> None:
    before = bound(name, start(name), language)
    after = bound(name, edited(grown(start(name)), 4), language)
    for (step, text, caption), (_, new_text, new_caption) in zip(before, after, strict=True):
        assert text != new_text, step
        assert caption != new_caption, step


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_word_leaves_the_divisor_as_it_is(language: str) -> None:
    name = "worked-example"
    more = insert(start(name), "word", 3, Fill(1), Word("cold", "凉"))
    (_, text, caption), (_, new_text, new_caption) = (
        list(bound(name, state, language))[lesson(name).find("divide")]
        for state in (start(name), more)
    )
    assert new_caption == caption
    old_count, new_count = ("3 now", "4 now") if language == "en" else ("现在是 3）", "现在是 4）")
    assert old_count in text
    assert new_text == text.replace(old_count, new_count)


def test_ties_name_every_word() -> None:
    texts = {
        language: {
            step: text
            for step, text, _ in bound("worked-example", start("worked-example"), language)
        }
        for language in LANGUAGES
    }
    assert "goes to: love and tea." in texts["en"]["softmax-row"]
    assert "最大的是：爱、茶。" in texts["zh"]["softmax-row"]


SENTENCE_END = {"en": re.compile(r"[.!?](?=\s|$)"), "zh": re.compile(r"[。！？]")}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_prose_is_short(name: str, language: str) -> None:
    for step, text, caption in bound(name, start(name), language):
        plain = text.replace("et al.", "et al")
        assert 3 <= len(SENTENCE_END[language].findall(plain)) <= 6, (step, text)
        assert len(SENTENCE_END[language].findall(caption)) == 1, (step, caption)
        for line in (text, caption):
            assert SENTENCE_END[language].search(line[-1]), (step, line)
        if language == "en":
            assert len(caption) <= CAPTION_LIMIT, (step, len(caption), caption)

"""What is wrong with a scenario that the types of its fields alone do not say, and where."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence

from engine import stored
from engine.checks import Checks
from engine.errors import Message, SoftmixError, translatable
from engine.graph import Graph
from engine.numbers import format_shape
from engine.ops import Array
from engine.pipeline import MAX_WORDS, check
from engine.scenario_format import Pin, Scenario, StoredState, Text
from engine.state import State
from engine.words import LONGEST_WORD, Word, is_one_line, is_seen

Fault = tuple[str, Message]

_LONGEST_TITLE = 200
_NAME = re.compile(r"[\w-]{1,100}")  # the name of a file, never a path to one
_LESSON_LETTERS = translatable("errors", "the name of a lesson has letters, digits, - and _ only")
_NAME_LETTERS = translatable(
    "errors", "the name has from 1 to {most} letters, digits, - and _, and nothing else"
)
_TITLE = translatable("errors", "a title is one line of 1 to {most} characters that can be seen")
_COUNT = translatable("errors", "there are {count} words; from 1 to {most} are allowed")
_WORD_LENGTH = translatable("errors", "a word has from 1 to {most} characters")
_WORD_LETTERS = translatable("errors", "a word has no control characters and no line breaks")
_WORD_UNSEEN = translatable("errors", "a word needs a character that can be seen")
_LABELS = translatable("errors", "there are {count} names for the {size} columns of {axis}")
_NO_AXIS = translatable("errors", "the columns of {axis} cannot have names; those of {known} can")
_MISSING = translatable("errors", "the matrix {name} is missing")
_NO_INPUT = translatable("errors", "there is no input {name}; the inputs are {known}")
_FINITE = translatable("errors", "a number is not finite")
_NO_COMPUTED = translatable("errors", "there is no computed node {name}")
_SHAPE = translatable("errors", "{name} is {shape}")
_TWICE = translatable("errors", "a cell of {name} is pinned twice")

#: The axes whose columns a scenario may name.
NAMED_AXES = ("d_model", "d_k", "d_v", "d_ff")


def faults(scenario: Scenario, place: str = "$") -> Iterator[Fault]:
    """Every fault found, the first first: (its place in the file, what is wrong).

    After the first of them the rest may be wrong as well: stop there.

    Args:
        place: where the scenario stands in the file.
    """
    yield from _title_faults(scenario, place)
    yield from state_faults(scenario, place, scenario.state)


def state_faults(
    stored: StoredState, place: str, read: Callable[[], State], before: State | None = None
) -> Iterator[Fault]:
    """The faults of a state in a file.

    Args:
        read: gives the state itself, once everything but its numbers is known to be right.
        before: the state of the scenario of a project, of which what is left out is taken.
    """
    yield from _word_faults(stored, place)
    config, words, memory = stored.config, len(stored.words), len(stored.memory_words)
    try:
        check(config, words, memory)
    except SoftmixError as error:
        field = error.fields.get("field")
        inside = f"{place}.config.{field}" if field else f"{place}.config"
        yield inside, Message(error.template, **error.fields)
    yield from _label_faults(stored, place)
    graph = State(config, tuple(stored.words), {}, {}, tuple(stored.memory_words)).graph()
    yield from _input_faults(stored, graph, place, before)
    yield from _number_faults(read(), graph, place)
    yield from _pin_faults(stored.pins, graph, place)


def _title_faults(scenario: Scenario, at: str) -> Iterator[Fault]:
    yield from identity_faults(scenario.name, scenario.title, at)
    if not _NAME.fullmatch(scenario.lesson):
        yield f"{at}.lesson", Message(_LESSON_LETTERS)


def identity_faults(name: str, title: Text, at: str = "$") -> Iterator[Fault]:
    """The faults of what a scenario is called."""
    if not _NAME.fullmatch(name):
        yield f"{at}.name", Message(_NAME_LETTERS, most=100)
    for language in ("en", "zh"):
        text = getattr(title, language)
        if not (is_seen(text) and len(text) <= _LONGEST_TITLE and is_one_line(text)):
            yield f"{at}.title.{language}", Message(_TITLE, most=_LONGEST_TITLE)


def _word_faults(scenario: StoredState, at: str) -> Iterator[Fault]:
    if not 1 <= len(scenario.words) <= MAX_WORDS:
        yield f"{at}.words", Message(_COUNT, count=len(scenario.words), most=MAX_WORDS)
    yield from _names_faults(scenario.words, f"{at}.words")
    if scenario.config.memory and not 1 <= len(scenario.memory_words) <= MAX_WORDS:
        yield (
            f"{at}.memory_words",
            Message(_COUNT, count=len(scenario.memory_words), most=MAX_WORDS),
        )
    yield from _names_faults(scenario.memory_words, f"{at}.memory_words")


def _names_faults(words: Sequence[Word], place: str) -> Iterator[Fault]:
    for index, word in enumerate(words):
        if not all(0 < len(text.strip()) <= LONGEST_WORD for text in (word.en, word.zh)):
            yield f"{place}[{index}]", Message(_WORD_LENGTH, most=LONGEST_WORD)
        if not all(is_one_line(text) for text in (word.en, word.zh)):
            yield f"{place}[{index}]", Message(_WORD_LETTERS)
        if not all(is_seen(text) for text in (word.en, word.zh)):
            yield f"{place}[{index}]", Message(_WORD_UNSEEN)


def _label_faults(scenario: StoredState, at: str) -> Iterator[Fault]:
    for axis, names in scenario.labels.items():
        place = f"{at}.labels.{axis}"
        if axis not in NAMED_AXES:
            yield place, Message(_NO_AXIS, axis=axis, known=", ".join(NAMED_AXES))
        size = getattr(scenario.config, axis)
        if len(names) > size:
            yield place, Message(_LABELS, count=len(names), size=size, axis=axis)
        yield from _names_faults(names, place)


def _input_faults(
    scenario: StoredState, graph: Graph, at: str, before: State | None
) -> Iterator[Fault]:
    known: dict[str, Array] = {**before.inputs} if before else {}
    needed = [node.name for node in graph.nodes if not node.computed]
    for name in needed:
        fits = name in known and known[name].shape == graph.shapes[name]
        if name not in scenario.inputs and not fits:
            yield f"{at}.inputs", Message(_MISSING, name=name)
    for name, matrix in scenario.inputs.items():
        if name not in needed:
            place = f"{at}.inputs.{name}"
            yield place, Message(_NO_INPUT, name=name, known=", ".join(needed))
        there = known[name].shape if name in known else None
        for inside, reason in stored.faults(name, matrix, graph.shapes[name], graph, there):
            yield f"{at}.inputs.{name}{inside}", reason
    for name, matrix in scenario.parked.items():
        for inside, reason in stored.faults(name, matrix, None, graph):
            yield f"{at}.parked.{name}{inside}", reason


def _number_faults(state: State, graph: Graph, at: str) -> Iterator[Fault]:
    checks = Checks(graph)
    for name, numbers in state.inputs.items():
        try:
            if graph.zeros(name) is None:  # what stands outside the blocks of a cut is not used
                checks.matrix(name, numbers)
        except SoftmixError as error:
            yield f"{at}.inputs.{name}", Message(error.template, **error.fields)


def _pin_faults(pins: list[Pin], graph: Graph, at: str) -> Iterator[Fault]:
    seen: set[tuple[str | int, ...]] = set()
    for index, pin in enumerate(pins):
        place = f"{at}.pins[{index}]"
        if pin.node not in graph or not graph[pin.node].computed:
            yield f"{place}.node", Message(_NO_COMPUTED, name=pin.node)
        shape = graph.shapes[pin.node]
        inside = len(pin.cell) == len(shape) and all(
            0 <= i < size for i, size in zip(pin.cell, shape, strict=True)
        )
        if not inside:
            yield f"{place}.cell", Message(_SHAPE, name=pin.node, shape=format_shape(shape))
        if (pin.node, *pin.cell) in seen:
            yield place, Message(_TWICE, name=pin.node)
        seen.add((pin.node, *pin.cell))
        if not math.isfinite(pin.value):
            yield f"{place}.value", Message(_FINITE)
        try:
            Checks(graph).cells(pin.node, {tuple(pin.cell): pin.value})
        except SoftmixError as error:
            yield f"{place}.value", Message(error.template, **error.fields)

"""Scenario files: read, check and write. JSON, versioned, unknown fields refused."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec
import numpy as np

from engine.errors import (
    BadScenario,
    Message,
    NotJson,
    SoftmixError,
    UnknownScenario,
    UnreadableFile,
    WrongVersion,
    reason_and_place,
    translatable,
)
from engine.files import os_reason, write_file
from engine.graph import Graph
from engine.numbers import format_shape
from engine.ops import Cell
from engine.pipeline import MAX_FEATURES, MAX_WORDS, Config
from engine.state import LONGEST_WORD, State, Word, is_one_line, is_seen

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
VERSION = 1
FORMAT = "softmix-scenario"
DEFAULT = "worked-example"
_LARGEST_FILE = 64 * 2**20
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # some editors write it at the start of UTF-8
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
_SIZE = translatable("errors", "{size} is not from 1 to {most}")
_MISSING = translatable("errors", "the matrix {name} is missing")
_NO_INPUT = translatable("errors", "there is no input {name}; the inputs are {known}")
_ROWS = translatable("errors", "{name} has {count} rows; it must be {expected}")
_COLUMNS = translatable("errors", "the row has {count} numbers; {name} must be {expected}")
_FINITE = translatable("errors", "a number is not finite")
_NO_COMPUTED = translatable("errors", "there is no computed node {name}")
_SHAPE = translatable("errors", "{name} is {shape}")
_TWICE = translatable("errors", "a cell of {name} is pinned twice")
_FORMAT = translatable("errors", "“format” is not “{expected}”")
_TOO_LARGE = translatable("errors", "it is larger than {size} MiB")

#: What msgspec says is wrong, and the same as a template with the parts that are captured.
_KNOWN_REASONS = {
    r"Object contains unknown field `(?P<field>.*)`": translatable(
        "errors", "there is an unknown field `{field}`"
    ),
    r"Object missing required field `(?P<field>.*)`": translatable(
        "errors", "the field `{field}` is missing"
    ),
    r"Expected `(?P<expected>[^`]*)`, got `(?P<given>[^`]*)`": translatable(
        "errors", "`{expected}` is expected, not `{given}`"
    ),
    r"(Number|Integer value) out of range": translatable("errors", "the number is out of range"),
    r"Input data was truncated": translatable("errors", "it ends too early"),
    r"JSON is malformed: trailing characters .*": translatable(
        "errors", "something follows after its end"
    ),
    r"JSON is malformed: invalid character \(byte (?P<byte>\d+)\)": translatable(
        "errors", "there is a wrong character at byte {byte}"
    ),
    r"JSON is malformed: (?P<detail>.*) \(byte (?P<byte>\d+)\)": translatable(
        "errors", "it is malformed at byte {byte} ({detail})"
    ),
    r"'utf-8' codec can't decode .*": translatable("errors", "it is not text in UTF-8"),
    r"maximum recursion depth exceeded.*": translatable("errors", "it is nested too deeply"),
}


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text in both languages."""

    en: str
    zh: str


class Pin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One pinned cell of a computed node."""

    node: str
    cell: list[int]
    value: float


class Scenario(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A scenario file: an example one can open. See `resources/scenarios`.

    Attributes:
        name: what the command line calls it; for a built-in scenario, the file's name.
        lesson: the name of the lesson that goes with it.
        words: one for every row of X.
        inputs: every input matrix, row by row (E instead of X where positions are on).
        pins: cells of computed nodes that hold a value of the person's own.
    """

    format: Literal["softmix-scenario"]
    version: Literal[1]
    name: str
    title: Text
    lesson: str
    words: list[Word]
    config: Config
    inputs: dict[str, list[list[float]]]
    pins: list[Pin] = []

    def state(self) -> State:
        """The scenario as the State one edits (its numbers were checked when it was read)."""
        return State(
            self.config,
            tuple(self.words),
            {name: np.array(rows, dtype=np.float64) for name, rows in self.inputs.items()},
            _pins_by_node(self.pins),
        )

    def with_state(self, state: State) -> Scenario:
        """This scenario with the sizes, words, numbers and pins of `state`."""
        return msgspec.structs.replace(
            self,
            words=list(state.words),
            config=state.config,
            inputs={name: matrix.tolist() for name, matrix in state.inputs.items()},
            pins=[
                Pin(name, list(cell), value)
                for name, cells in state.overrides.items()
                for cell, value in cells.items()
            ],
        )


class _Header(msgspec.Struct):
    """What every version of the format has."""

    format: str = ""
    version: int = 0


def built_in() -> list[Scenario]:
    """The scenarios that come with Softmix, the default one first."""
    paths = sorted((RESOURCES / "scenarios").glob("*.json"))
    return sorted((read_scenario(path) for path in paths), key=lambda s: s.name != DEFAULT)


def find_scenario(name_or_path: str) -> Scenario:
    """A built-in scenario by its name, or one read from a file.

    Raises:
        UnknownScenario: neither a scenario nor a file of that name; the error lists the scenarios.
        SoftmixError: the file cannot be read; see `read_scenario`.
    """
    scenarios = {scenario.name: scenario for scenario in built_in()}
    if name_or_path in scenarios:
        return scenarios[name_or_path]
    path = Path(name_or_path)
    if not os.path.lexists(path):
        raise UnknownScenario(name=name_or_path, known=", ".join(scenarios))
    return read_scenario(path)


def read_scenario(path: Path) -> Scenario:
    """Read and check one file.

    Raises:
        UnreadableFile, NotJson, WrongVersion: it is no scenario of this version.
        BadScenario: a field is missing, unknown or wrong; the error gives its place in the file.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST_FILE + 1)  # a device such as /dev/zero never ends
    except OSError as error:
        raise UnreadableFile(path=path, reason=os_reason(error)) from None
    if len(data) > _LARGEST_FILE:
        raise UnreadableFile(path=path, reason=Message(_TOO_LARGE, size=_LARGEST_FILE >> 20))
    return decode_scenario(data, path)


def decode_scenario(data: bytes, path: Path) -> Scenario:
    """Decode and check the bytes of a file; `path` is for the messages. Raises as above."""
    data = data.removeprefix(_BYTE_ORDER_MARK)
    try:
        header = msgspec.json.decode(data, type=_Header)
        if header.format != FORMAT:
            raise BadScenario(path=path, reason=Message(_FORMAT, expected=FORMAT), place="$.format")
        if header.version != VERSION:
            raise WrongVersion(path=path, version=header.version, supported=VERSION)
        scenario = msgspec.json.decode(data, type=Scenario)
    except msgspec.ValidationError as error:
        reason, place = reason_and_place(error)
        raise BadScenario(path=path, reason=_reason(reason), place=place) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotJson(path=path, reason=_reason(str(error))) from None
    _check(scenario, path)
    return scenario


def write_scenario(scenario: Scenario, path: Path) -> None:
    """Write a scenario file, wholly or not at all.

    Raises:
        UnwritableFile: the folder cannot be written to, or the disk is full; a file that stood
            there before is untouched.
    """
    data = msgspec.json.format(msgspec.json.encode(scenario), indent=2)
    write_file(path, data + b"\n")


def _reason(text: str) -> str:
    """What msgspec says, translatable where it is one of the usual things."""
    for pattern, template in _KNOWN_REASONS.items():
        match = re.fullmatch(pattern, text, re.DOTALL)
        if match:
            return Message(template, **match.groupdict())
    return text


def _check(scenario: Scenario, path: Path) -> None:
    """Raise BadScenario for the first thing the types alone do not say."""
    for place, reason in _faults(scenario):
        raise BadScenario(path=path, reason=reason, place=place)


def _faults(scenario: Scenario) -> Iterator[tuple[str, Message]]:
    if not _NAME.fullmatch(scenario.name):
        yield "$.name", Message(_NAME_LETTERS, most=100)
    for language in ("en", "zh"):
        title = getattr(scenario.title, language)
        if not (is_seen(title) and len(title) <= _LONGEST_TITLE and is_one_line(title)):
            yield f"$.title.{language}", Message(_TITLE, most=_LONGEST_TITLE)
    if not _NAME.fullmatch(scenario.lesson):
        yield "$.lesson", Message(_LESSON_LETTERS)
    if not 1 <= len(scenario.words) <= MAX_WORDS:
        yield "$.words", Message(_COUNT, count=len(scenario.words), most=MAX_WORDS)
    for index, word in enumerate(scenario.words):
        if not all(0 < len(text.strip()) <= LONGEST_WORD for text in (word.en, word.zh)):
            yield f"$.words[{index}]", Message(_WORD_LENGTH, most=LONGEST_WORD)
        if not all(is_one_line(text) for text in (word.en, word.zh)):
            yield f"$.words[{index}]", Message(_WORD_LETTERS)
        if not all(is_seen(text) for text in (word.en, word.zh)):
            yield f"$.words[{index}]", Message(_WORD_UNSEEN)
    for field in ("d_model", "d_k", "d_v"):
        size = getattr(scenario.config, field)
        if not 1 <= size <= MAX_FEATURES:
            yield f"$.config.{field}", Message(_SIZE, size=size, most=MAX_FEATURES)
    graph = State(scenario.config, tuple(scenario.words), {}, {}).graph()
    needed = [node.name for node in graph.nodes if not node.computed]
    for name in needed:
        if name not in scenario.inputs:
            yield "$.inputs", Message(_MISSING, name=name)
    for name, rows in scenario.inputs.items():
        if name not in needed:
            yield (
                f"$.inputs.{name}",
                Message(_NO_INPUT, name=name, known=", ".join(needed)),
            )
        yield from _matrix_faults(name, rows, graph.shapes[name])
    yield from _pin_faults(scenario.pins, graph)
    try:
        scenario.state().evaluator()
    except SoftmixError as error:
        yield f"$.inputs.{error.fields['name']}", Message(error.template, **error.fields)


def _matrix_faults(
    name: str, rows: list[list[float]], shape: tuple[int, ...]
) -> Iterator[tuple[str, Message]]:
    expected = format_shape(shape)
    if len(rows) != shape[0]:
        yield f"$.inputs.{name}", Message(_ROWS, name=name, count=len(rows), expected=expected)
    for index, row in enumerate(rows):
        place = f"$.inputs.{name}[{index}]"
        if len(row) != shape[1]:
            yield place, Message(_COLUMNS, name=name, count=len(row), expected=expected)
        if not all(math.isfinite(value) for value in row):
            yield place, Message(_FINITE)


def _pin_faults(pins: list[Pin], graph: Graph) -> Iterator[tuple[str, Message]]:
    seen: set[tuple[str | int, ...]] = set()
    for index, pin in enumerate(pins):
        place = f"$.pins[{index}]"
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


def _pins_by_node(pins: list[Pin]) -> dict[str, dict[Cell, float]]:
    found: dict[str, dict[Cell, float]] = {}
    for pin in pins:
        found.setdefault(pin.node, {})[tuple(pin.cell)] = pin.value
    return found

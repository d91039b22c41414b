"""Project files: read, check and encode. JSON, versioned, unknown fields refused, bit-exact."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Literal

import msgspec

from engine.decoding import LARGEST_FILE, decode, read_bytes, read_header
from engine.errors import BadScenario, Message, SoftmixError, TooLarge, translatable
from engine.migrations import PROJECT_STEPS
from engine.pipeline import MAX_NUMBERS, check, pipeline
from engine.project_format import Project
from engine.scenario import Scenario, decode_scenario, find_path
from engine.scenario_faults import Fault, faults, state_faults
from engine.scenario_format import StoredState, read_state
from engine.state import State
from engine.stored import Stored
from engine.words import is_one_line

SUFFIX = ".softmix"
FORMAT: Literal["softmix-project"] = "softmix-project"
#: How many snapshots a project keeps.
MOST_SNAPSHOTS = 12
LONGEST_NAME = 60
_MOST_ANSWERS = 100_000
#: How many numbers all states of a project may hold besides those they share (8 bytes each).
_MOST_NUMBERS = MAX_NUMBERS
_SNAPSHOTS = translatable("errors", "there are {count} snapshots; at most {most} are kept")
_NUMBER = translatable("errors", "the snapshots are not numbered upwards from 1")
_NAME = translatable("errors", "a name is one line of 1 to {most} characters")
_ANSWERS = translatable("errors", "there are {count} answers; at most {most} are kept")
_COUNT = translatable("errors", "a count is a whole number from 0 on")
_NUMBERS = translatable("errors", "its matrices hold {count} numbers; at most {most} are read")


def find_project(name_or_path: str) -> Project:
    """A scenario by its name as a project nobody has worked on, or what a file holds.

    Raises:
        UnknownScenario: neither a scenario nor a file of that name; the error lists the scenarios.
        SoftmixError: the file cannot be read; see `read_project`.
    """
    return read_project(find_path(name_or_path))


def read_project(path: Path) -> Project:
    """Read a project, or a scenario as a project nobody has worked on.

    Raises:
        UnreadableFile, NotJson, WrongVersion: it is no file this version can read.
        BadScenario: a field is missing, unknown or wrong; the error gives its place in the file.
    """
    return decode_project(read_bytes(path), path)


def decode_project(data: bytes, path: Path) -> Project:
    """Decode and check the bytes of a file; `path` is for the messages. Raises as above."""
    if read_header(data, path).format != FORMAT:
        return untouched(decode_scenario(data, path))
    project = decode(data, path, Project, FORMAT, PROJECT_STEPS)
    check_project(project, path)
    return project


def check_project(project: Project, path: Path) -> None:
    """Raise BadScenario for the first fault the types of the fields do not say."""
    for place, reason in _faults(project):
        raise BadScenario(path=path, reason=reason, place=place)


def check_state(stored: StoredState, start: State) -> None:
    """The same of a state alone. Raises BadScenario."""
    read = partial(read_state, stored, start)
    for place, reason in state_faults(stored, "$.state", read, start):
        raise BadScenario(path=Path("state"), reason=reason, place=place)


def untouched(scenario: Scenario) -> Project:
    """A project of an example nobody has worked on."""
    return Project(format=FORMAT, version=1, scenario=scenario)


def encode_project(project: Project) -> bytes:
    """The bytes of a project file.

    Raises:
        TooLarge: it could not be read again.
    """
    fields = {**msgspec.structs.asdict(project), "scenario": project.scenario.ordered()}
    data = msgspec.json.format(msgspec.json.encode(fields), indent=2) + b"\n"
    if len(data) > LARGEST_FILE:
        raise TooLarge(size=len(data) >> 20, most=LARGEST_FILE >> 20)
    return data


def _faults(project: Project) -> Iterator[Fault]:
    """Every fault found, the first first; after it the rest may be wrong as well."""
    yield from faults(project.scenario, "$.scenario")
    yield from _snapshot_faults(project)
    yield from _size_faults(project)
    start = project.scenario.state()
    if project.work is not None:
        yield from state_faults(project.work, "$.work", project.state, start)
    for index, snapshot in enumerate(project.snapshots):
        place = f"$.snapshots[{index}].state"
        yield from state_faults(
            snapshot.state, place, partial(project.snapshot_state, index), start
        )
    yield from _answer_faults(project)


def _snapshot_faults(project: Project) -> Iterator[Fault]:
    count = len(project.snapshots)
    if count > MOST_SNAPSHOTS:
        yield "$.snapshots", Message(_SNAPSHOTS, count=count, most=MOST_SNAPSHOTS)
    last = 0
    for index, snapshot in enumerate(project.snapshots):
        if snapshot.number <= last:
            yield f"$.snapshots[{index}].number", Message(_NUMBER)
        last = snapshot.number
        if not (snapshot.name.strip() and is_one_line(snapshot.name)):
            yield f"$.snapshots[{index}].name", Message(_NAME, most=LONGEST_NAME)
        if len(snapshot.name) > LONGEST_NAME:
            yield f"$.snapshots[{index}].name", Message(_NAME, most=LONGEST_NAME)


def _size_faults(project: Project) -> Iterator[Fault]:
    """Before a number is drawn: a few bytes can ask for a great many."""
    total = 0
    stored = [("$.work", project.work)] if project.work is not None else []
    stored += [(f"$.snapshots[{i}].state", s.state) for i, s in enumerate(project.snapshots)]
    for place, state in stored:
        total += _drawn_numbers(state, project.scenario)
        if total > _MOST_NUMBERS:
            yield f"{place}.inputs", Message(_NUMBERS, count=total, most=_MOST_NUMBERS)


def _drawn_numbers(state: StoredState, scenario: Scenario) -> int:
    """How many numbers a state asks for without holding them: by a recipe, or by a few changes."""
    try:
        check(state.config, len(state.words), len(state.memory_words))
    except SoftmixError:
        return 0  # it is refused for that
    shapes = pipeline(state.config, len(state.words), len(state.memory_words)).shapes
    start = scenario.state().inputs
    total = 0
    for name, matrix in state.inputs.items():
        if isinstance(matrix, Stored) and matrix.init is not None:
            total += math.prod(shapes.get(name, ()))
        elif isinstance(matrix, Stored) and name in start:
            total += start[name].size
    return total


def _answer_faults(project: Project) -> Iterator[Fault]:
    count = len(project.tally)
    if count > _MOST_ANSWERS:
        yield "$.tally", Message(_ANSWERS, count=count, most=_MOST_ANSWERS)
    for index, answer in enumerate(project.tally):
        if answer.tries < 0 or answer.hints < 0:
            yield f"$.tally[{index}]", Message(_COUNT)
    numbers = (project.view.zoom, *project.view.centre)
    if not all(math.isfinite(number) for number in numbers):
        yield "$.view", Message(_COUNT)

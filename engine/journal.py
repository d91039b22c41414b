"""A journal: every change of the open work, as it is made, so that a crash loses none of it.

A file of lines: a checksum, a blank, a value of JSON. The first line holds the work the journal
begins with; each further one a change. What is torn or damaged ends the journal there.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

import msgspec
import numpy as np
from msgspec.structs import replace

from engine.decoding import read_bytes_up_to
from engine.errors import BadJournal, Message, SoftmixError, translatable
from engine.ops import Array, Cell
from engine.project import check_project, check_state
from engine.project_format import Answer, Place, Project, Snapshot
from engine.scenario_format import StoredState, read_state, store_state
from engine.state import State
from engine.stored import Change, Matrix, read_matrix, same_bits, store
from engine.words import Word

SUFFIX = ".journal"
_CELL = translatable("errors", "it changes a cell that is not there")
_EMPTY = translatable("errors", "it does not begin with the work")
_VERSION = translatable("errors", "it was written by another version of Softmix")


class Beginning(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The first line.

    Attributes:
        path: the file the work stands in; empty where it was never saved.
    """

    format: Literal["softmix-journal"] = "softmix-journal"
    version: Literal[1] = 1
    path: str
    project: Project


class Cells(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="cells"):
    """Cells of an input were set."""

    node: str
    cells: list[Change]


class Pins(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="pins"):
    """These are the pins of a computed node."""

    node: str
    cells: list[Change]


class Whole(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="matrix"):
    """A whole input was set."""

    node: str
    matrix: Matrix


class Restated(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="state"):
    """Other sizes, words or switches: everything there is."""

    state: StoredState


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="words"):
    """The words and columns are called otherwise."""

    words: list[Word]
    memory_words: list[Word]
    labels: dict[str, list[Word]]


class Beside(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="beside"):
    """What is work besides the numbers, and where one stands."""

    snapshots: list[Snapshot]
    tally: list[Answer]
    place: Place


Line = Cells | Pins | Whole | Restated | Named | Beside


# -- writing ---------------------------------------------------------------------------------------


def encode_line(line: Line | Beginning) -> bytes:
    """One line of a journal."""
    data = msgspec.json.encode(line)
    return b"%08x %s\n" % (zlib.crc32(data), data)


def cells(node: str, values: Mapping[Cell, float]) -> Cells:
    """The line of cells that were set."""
    return Cells(node, _changes(values))


def pins(node: str, values: Mapping[Cell, float]) -> Pins:
    """The line of the pins a node has now."""
    return Pins(node, _changes(values))


def matrix(node: str, value: Array) -> Whole:
    """The line of an input that was set as a whole."""
    return Whole(node, store(value))


def restated(state: State, start: State) -> Restated:
    """The line of another state of the example that began as `start`."""
    return Restated(store_state(state, start))


def named(state: State) -> Named:
    """The line of other names."""
    labels = {axis: list(names) for axis, names in state.labels.items()}
    return Named(list(state.words), list(state.memory_words), labels)


def beside(project: Project) -> Beside:
    """The line of what is work besides the numbers."""
    return Beside(project.snapshots, project.tally, project.place)


def _changes(values: Mapping[Cell, float]) -> list[Change]:
    return [Change(list(cell), value) for cell, value in values.items()]


# -- reading ---------------------------------------------------------------------------------------


class Replayed(msgspec.Struct, frozen=True):
    """What a journal holds.

    Attributes:
        path: the file the work stands in; None where it was never saved.
        project: the work after its last whole line.
        changes: how many lines there are after the first.
    """

    path: Path | None
    project: Project
    changes: int


def read_journal(path: Path) -> Replayed:
    """What a journal holds.

    Raises:
        UnreadableFile: it may not be read, or is larger than a journal grows.
        BadJournal: it does not begin with work, or a line does not fit what was before it.
    """
    return replay(read_bytes_up_to(path), path)


def replay(data: bytes, path: Path) -> Replayed:
    """The work after the last whole line of a journal; `path` is for messages. Raises as above."""
    lines = _whole_lines(data)
    beginning = _beginning(next(lines, b""), path)
    changes = [line for text in lines if (line := _line(text, path)) is not None]
    try:
        check_project(beginning.project, path)
        project = _after(beginning.project, changes)
        check_project(project, path)
    except SoftmixError as error:
        raise BadJournal(path=path, reason=Message(error.template, **error.fields)) from None
    except (KeyError, IndexError, ValueError):
        raise BadJournal(path=path, reason=Message(_CELL)) from None
    return Replayed(Path(beginning.path) if beginning.path else None, project, len(changes))


def _whole_lines(data: bytes) -> Iterator[bytes]:
    """The lines up to the first that is torn or damaged, without their checksums."""
    at = 0
    while (end := data.find(b"\n", at)) >= 0:
        line = data[at + 9 : end]
        if data[at : at + 9] != b"%08x " % zlib.crc32(line):
            return
        yield line
        at = end + 1


def _beginning(text: bytes, path: Path) -> Beginning:
    if not text:
        raise BadJournal(path=path, reason=Message(_EMPTY))
    try:
        return msgspec.json.decode(text, type=Beginning)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise BadJournal(path=path, reason=Message(_VERSION)) from None


def _line(text: bytes, path: Path) -> Line | None:
    try:
        line: Line = msgspec.json.decode(text, type=Line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise BadJournal(path=path, reason=Message(_VERSION)) from None
    return line


def _after(project: Project, changes: list[Line]) -> Project:
    """The project after the changes. What a later line replaces as a whole is not worked out."""
    last = max((n for n, line in enumerate(changes) if isinstance(line, Restated)), default=-1)
    state, start = project.state(), project.scenario.state()
    if last >= 0:
        restated_line = changes[last]
        assert isinstance(restated_line, Restated)
        check_state(restated_line.state, start)
        state = read_state(restated_line.state, start)
    state = _numbers(state, list(changes[last + 1 :]))
    besides = [line for line in changes if isinstance(line, Beside)]
    project = msgspec.structs.replace(project, work=store_state(state, start))
    if besides:
        kept = besides[-1]
        project = msgspec.structs.replace(
            project, snapshots=kept.snapshots, tally=kept.tally, place=kept.place
        )
    return project


def _numbers(state: State, changes: list[Line]) -> State:
    """The state after lines that leave its shapes as they are."""
    graph = state.graph()
    inputs, own = dict(state.inputs), set[str]()
    overrides = {name: dict(pinned) for name, pinned in state.overrides.items()}
    for line in changes:
        if isinstance(line, Named):
            state = replace(
                state,
                words=tuple(line.words),
                memory_words=tuple(line.memory_words),
                labels={axis: tuple(names) for axis, names in line.labels.items()},
            )
        elif isinstance(line, Pins):
            overrides[line.node] = {tuple(change.cell): change.value for change in line.cells}
        elif isinstance(line, Whole):
            value = read_matrix(line.matrix, line.node, state, graph, inputs[line.node])
            if value.shape != inputs[line.node].shape:
                raise ValueError(line.node)
            inputs[line.node] = value
            own.discard(line.node)
        elif isinstance(line, Cells):
            if line.node not in own:
                inputs[line.node] = np.array(inputs[line.node])
                own.add(line.node)
            for change in line.cells:
                _set(inputs[line.node], change)
    for name in own:
        if same_bits(inputs[name], state.inputs[name]):
            inputs[name] = state.inputs[name]
    pinned = {name: kept for name, kept in overrides.items() if kept}
    return replace(state, inputs=inputs, overrides=pinned)


def _set(matrix: Array, change: Change) -> None:
    if len(change.cell) != matrix.ndim or min(change.cell) < 0:
        raise IndexError(change.cell)
    matrix[tuple(change.cell)] = change.value

"""Everything that reads what people or other programs wrote: good samples, and how it is read."""

from __future__ import annotations

import tempfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from engine import journal
from engine.errors import SoftmixError
from engine.exchange import apply_assignments, encode, parse_assignment
from engine.grid_texts import WRITERS, write_grid
from engine.grids import read_grid
from engine.imports import decode_matrices, fit
from engine.lesson import read_lesson
from engine.numbers import parse_number
from engine.picture_sizes import parse_size
from engine.project import decode_project, encode_project
from engine.project_format import Answer, Place, View, new_project
from engine.resize import known_vectors, with_sentence
from engine.scenario import RESOURCES, find_scenario
from engine.switches import reconfigure
from engine.words import split_sentence

PATH = Path("fuzzed")


@dataclass(frozen=True)
class Reader:
    """A reader under test.

    Attributes:
        samples: gives good inputs.
        read: reads one; raises SoftmixError for what it refuses, and nothing else.
        count: how many bad inputs it is given.
    """

    samples: Callable[[], list[bytes]]
    read: Callable[[bytes], object]
    count: int


def _scenarios() -> list[bytes]:
    folder = RESOURCES / "scenarios"
    return [(folder / f"{n}.json").read_bytes() for n in ("worked-example", "causal", "relatives")]


def _projects() -> list[bytes]:
    made = []
    for name in ("worked-example", "worked-block"):
        start = find_scenario(name)
        state = start.state()
        project = new_project(
            start,
            state,
            snapshots=[(1, "Snapshot 1", state), (3, "again", state)],
            tally=[Answer("weights", "weights[love, tea]", 2, 1, "right")],
            place=Place("weights", 1, 1, "weights", [1, 2], True),
            view=View(1.5, (3.0, -4.5), "experiments"),
        )
        made.append(encode_project(project))
    return made


def _use(data: bytes) -> object:
    """A project that is read must also be one that can be computed, changed and written."""
    project = decode_project(data, PATH)
    state = project.state()
    state.evaluator()
    for changes in _SWITCHES:  # what is parked comes back, whatever the file says it is
        with suppress(SoftmixError):
            reconfigure(state, **changes).evaluator()
    return encode_project(project)


_SWITCHES: tuple[dict[str, object], ...] = (
    {"output_projection": False},
    {"output_projection": True},
    {"positions": True},
    {"biases": True, "extent": "attention"},
    {"mask": "custom"},
)


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="softmix-fuzz-"))


_LESSON = "causal"


def _lessons() -> list[bytes]:
    """The three files of a lesson in one, with a line between that no file has."""
    files = [f"{_LESSON}.toml", f"{_LESSON}.en.toml", f"{_LESSON}.zh.toml"]
    return [_BETWEEN.join((RESOURCES / "lessons" / name).read_bytes() for name in files)]


def _journals() -> list[bytes]:
    projects = [decode_project(data, PATH) for data in _projects()]
    lines: list[journal.Line] = [
        journal.cells("X", {(0, 0): 1.5, (1, 2): -0.0}),
        journal.pins("scores", {(0, 0): 2.5}),
        journal.matrix("W_Q", projects[0].state().inputs["W_Q"] * 2),
        journal.restated(projects[0].state(), projects[0].scenario.state()),
        journal.named(projects[0].state()),
        journal.beside(projects[0]),
    ]
    start = journal.encode_line(journal.Beginning(path="/a.softmix", project=projects[0]))
    return [start + b"".join(map(journal.encode_line, lines))]


def _replay(data: bytes) -> object:
    """The checksums are made to fit, or nothing behind them would be reached."""
    lines = [line.partition(b" ")[2] for line in data.split(b"\n")]
    mended = b"".join(b"%08x %s\n" % (zlib.crc32(line), line) for line in lines if line)
    return journal.replay(mended, PATH).project.state().evaluator()


def _matrices(form: str) -> list[bytes]:
    evaluator = find_scenario("worked-example").state().evaluator()
    names = ("X", "W_Q", "scores") if form not in ("npy", "one") else ("X",)
    return [encode({name: evaluator.value(name) for name in names}, form)]


def _import(suffix: str) -> Callable[[bytes], object]:
    path = Path(f"fuzzed{suffix}")

    def read(data: bytes) -> object:
        evaluator = find_scenario("worked-example").state().evaluator()
        return fit(evaluator, decode_matrices(data, path, "X"), path)

    return read


def _grids() -> list[bytes]:
    values = find_scenario("worked-example").state().inputs["X"] / 3
    return [write_grid(values, form, ("I", "love", "tea"), "abcd").encode() for form in WRITERS]


_BETWEEN = b"\n#-#-#\n"


def _read_lesson(data: bytes) -> object:
    parts = [*data.split(_BETWEEN), b"", b""][:3]
    for suffix, part in zip(("", ".en", ".zh"), parts, strict=True):
        (_folder() / f"{_LESSON}{suffix}.toml").write_bytes(part)
    return read_lesson(_folder(), _LESSON)


def _assignments() -> list[bytes]:
    return [b"X[0,1]=3", b"W_Q[2,0]=-0.5", b"divisor=sqrt(3)", b"weights[1,2]=1/3", b"X[0,0]=1e-3"]


def _assign(data: bytes) -> object:
    text = data.decode("utf-8", "surrogateescape")
    apply_assignments(find_scenario("worked-example").state().evaluator(), [parse_assignment(text)])
    return None


def _say(text: str) -> object:
    start = find_scenario("worked-example").state()
    words = split_sentence(text, ["ice cream", *(word.en for word in start.words)])
    return with_sentence(start, words, "word", known_vectors(start)).evaluator()


def _text(read: Callable[[str], object]) -> Callable[[bytes], object]:
    return lambda data: read(data.decode("utf-8", "replace"))


READERS: dict[str, Reader] = {
    "journal": Reader(_journals, _replay, 2000),
    "clipboard": Reader(_grids, _text(read_grid), 4000),
    "npy": Reader(lambda: _matrices("npy"), _import(".npy"), 2000),
    "npz": Reader(lambda: _matrices("npz"), _import(".npz"), 2000),
    "JSON of matrices": Reader(lambda: _matrices("json"), _import(".json"), 2000),
    "CSV of matrices": Reader(lambda: _matrices("csv"), _import(".csv"), 2000),
    "scenario": Reader(_scenarios, _use, 4000),
    "project": Reader(_projects, _use, 4000),
    "lesson": Reader(_lessons, _read_lesson, 2000),
    "assignment": Reader(_assignments, _assign, 3000),
    "number": Reader(
        lambda: [b"3", b"-0.5", b"1e-3", b"1/3", b"sqrt(3)", b"-2/7"], _text(parse_number), 3000
    ),
    "picture size": Reader(lambda: [b"1920x1080", b"210.5x148mm", b"a4"], _text(parse_size), 1000),
    "sentence": Reader(
        lambda: [b"I love tea", "我爱喝茶。".encode(), "don’t stop 3.14 e\u0301".encode()],
        _text(_say),
        1000,
    ),
}

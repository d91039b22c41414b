"""Scenario files: read, check and write. JSON, versioned, unknown fields refused."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from engine.decoding import decode, read_bytes
from engine.errors import BadScenario, UnknownScenario
from engine.files import write_file
from engine.migrations import SCENARIO_STEPS
from engine.pipeline import Config
from engine.scenario_faults import faults
from engine.scenario_format import Scenario, Text
from engine.words import Word

__all__ = ["DEFAULT", "RESOURCES", "Listing", "Scenario", "Text", "built_in", "find_scenario"]

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
DEFAULT = "worked-example"
_SYLLABUS = (DEFAULT, "relatives", "causal", "worked-block", "eight-heads-512", "paper-base")


class _Cover(msgspec.Struct):
    """What is listed of a scenario; the rest of its file is skipped."""

    name: str
    title: Text
    config: Config
    words: tuple[Word, ...]
    memory_words: tuple[Word, ...] = ()


@dataclass(frozen=True)
class Listing:
    """A scenario that comes with Softmix: its name and title, its sizes, how many words it has."""

    name: str
    title: Text
    path: Path
    config: Config
    words: int
    memory_words: int


@cache
def built_in() -> tuple[Listing, ...]:
    """The scenarios that come with Softmix, in the order of the syllabus."""
    found = []
    for path in (RESOURCES / "scenarios").glob("*.json"):
        cover = msgspec.json.decode(path.read_bytes(), type=_Cover)
        counts = len(cover.words), len(cover.memory_words)
        found.append(Listing(cover.name, cover.title, path, cover.config, *counts))
    rank = {name: place for place, name in enumerate(_SYLLABUS)}
    return tuple(sorted(found, key=lambda listing: (rank.get(listing.name, 99), listing.name)))


def find_scenario(name_or_path: str) -> Scenario:
    """A built-in scenario by its name, or one read from a file.

    Raises:
        UnknownScenario: neither a scenario nor a file of that name; the error lists the scenarios.
        SoftmixError: the file cannot be read; see `read_scenario`.
    """
    listed = {listing.name: listing.path for listing in built_in()}
    if name_or_path in listed:
        return read_scenario(listed[name_or_path])
    path = Path(name_or_path)
    if not os.path.lexists(path):
        raise UnknownScenario(name=name_or_path, known=", ".join(listed))
    return read_scenario(path)


def read_scenario(path: Path) -> Scenario:
    """Read and check one file.

    Raises:
        UnreadableFile, NotJson, WrongVersion: it is no scenario this version can read.
        BadScenario: a field is missing, unknown or wrong; the error gives its place in the file.
    """
    return decode_scenario(read_bytes(path), path)


def decode_scenario(data: bytes, path: Path) -> Scenario:
    """Decode and check the bytes of a file; `path` is for the messages. Raises as above."""
    scenario = decode(data, path, Scenario, "softmix-scenario", SCENARIO_STEPS)
    for place, reason in faults(scenario):
        raise BadScenario(path=path, reason=reason, place=place)
    return scenario


def write_scenario(scenario: Scenario, path: Path) -> None:
    """Write a scenario file, wholly or not at all.

    Raises:
        UnwritableFile: the folder cannot be written to, or the disk is full; a file that stood
            there before is untouched.
    """
    data = msgspec.json.format(msgspec.json.encode(scenario.ordered()), indent=2)
    write_file(path, data + b"\n")

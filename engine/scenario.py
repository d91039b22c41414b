"""Scenario files: read, check and write. JSON, versioned, unknown fields refused."""

from __future__ import annotations

import os
from functools import cache, lru_cache
from pathlib import Path

import msgspec

from engine.decoding import decode, read_bytes
from engine.errors import BadScenario, SoftmixError, UnknownScenario
from engine.files import write_file
from engine.folders import scenario_folder
from engine.migrations import SCENARIO_STEPS
from engine.pipeline import Config
from engine.scenario_faults import faults, identity_faults
from engine.scenario_format import Scenario, Text
from engine.words import Word

__all__ = [
    "DEFAULT",
    "RESOURCES",
    "Listing",
    "Scenario",
    "Text",
    "built_in",
    "find_path",
    "find_scenario",
    "own",
]

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
DEFAULT = "worked-example"
_MOST_OWN = 500
_SYLLABUS = (
    DEFAULT, "relatives", "apple", "causal", "backward", "copy-previous", "read-backwards",
    "find-duplicate", "worked-block", "sort-letters", "eight-heads-512", "paper-base",
)  # fmt: skip


class _Cover(msgspec.Struct):
    """What is listed of a scenario; the rest of its file is skipped."""

    name: str
    title: Text
    config: Config
    words: tuple[Word, ...]
    memory_words: tuple[Word, ...] = ()


class Listing(msgspec.Struct, frozen=True):
    """What is known of a scenario without reading all of it.

    Attributes:
        words, memory_words: how many it has.
    """

    name: str
    title: Text
    path: Path
    config: Config
    words: int
    memory_words: int


@cache
def built_in() -> tuple[Listing, ...]:
    """The scenarios that come with Softmix, in the order of the syllabus."""
    found = [_listing(path, path.read_bytes()) for path in _files(RESOURCES / "scenarios")]
    rank = {name: place for place, name in enumerate(_SYLLABUS)}
    return tuple(sorted(found, key=lambda listing: (rank.get(listing.name, 99), listing.name)))


def own() -> tuple[Listing, ...]:
    """The scenarios in the person's own folder, by name; files that are none are passed over.

    A name that is taken already, by a built-in scenario or a file before, cannot be chosen by it.
    """
    taken = {listing.name for listing in built_in()}
    found: list[Listing] = []
    for path in _files(scenario_folder())[:_MOST_OWN]:
        try:
            listing = _cached(path, path.stat().st_mtime_ns, path.stat().st_size)
        except (OSError, SoftmixError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            continue
        if listing.name not in taken and not any(identity_faults(listing.name, listing.title)):
            taken.add(listing.name)
            found.append(listing)
    return tuple(sorted(found, key=lambda listing: listing.name))


@lru_cache(maxsize=512)
def _cached(path: Path, modified: int, size: int) -> Listing:
    """A listing, read anew only where the file has changed."""
    return _listing(path, read_bytes(path))


def _listing(path: Path, data: bytes) -> Listing:
    cover = msgspec.json.decode(data, type=_Cover)
    counts = len(cover.words), len(cover.memory_words)
    return Listing(cover.name, cover.title, path, cover.config, *counts)


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.glob("*.json") if path.is_file())
    except OSError:
        return []


def find_path(name_or_path: str) -> Path:
    """The file of a scenario by its name, built-in ones first, or a path as it is given.

    Raises:
        UnknownScenario: neither a scenario nor a file of that name; the error lists the scenarios.
    """
    for listing in built_in():
        if listing.name == name_or_path:
            return listing.path
    mine = own()
    for listing in mine:
        if listing.name == name_or_path:
            return listing.path
    path = Path(name_or_path)
    if not os.path.lexists(path):
        known = ", ".join(listing.name for listing in (*built_in(), *mine))
        raise UnknownScenario(name=name_or_path, known=known)
    return path


def find_scenario(name_or_path: str) -> Scenario:
    """A scenario by its name, or one read from a file.

    Raises:
        UnknownScenario: neither a scenario nor a file of that name; the error lists the scenarios.
        SoftmixError: the file cannot be read; see `read_scenario`.
    """
    return read_scenario(find_path(name_or_path))


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
    write_file(path, encode_scenario(scenario))


def encode_scenario(scenario: Scenario) -> bytes:
    """The bytes of a scenario file."""
    return msgspec.json.format(msgspec.json.encode(scenario.ordered()), indent=2) + b"\n"

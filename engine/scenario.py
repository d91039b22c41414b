"""Scenario files: read, check and write. JSON, versioned, unknown fields refused."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from engine.errors import (
    BadScenario,
    Message,
    NotJson,
    UnknownScenario,
    UnreadableFile,
    WrongVersion,
    reason_and_place,
    translatable,
)
from engine.files import os_reason, write_file
from engine.pipeline import Config
from engine.scenario_faults import faults
from engine.scenario_format import Scenario, Text
from engine.stored import Matrix
from engine.words import Word

__all__ = ["DEFAULT", "RESOURCES", "Listing", "Scenario", "Text", "built_in", "find_scenario"]

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
VERSION = 1
FORMAT = "softmix-scenario"
DEFAULT = "worked-example"
#: The fields that hold something by name, and what that is.
_BY_NAME: dict[str, object] = {"inputs": Matrix, "parked": Matrix, "labels": list[Word]}
_SYLLABUS = (DEFAULT, "relatives", "causal", "worked-block", "eight-heads-512", "paper-base")
_LARGEST_FILE = 64 * 2**20
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # some editors write it at the start of UTF-8
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


class _Header(msgspec.Struct):
    """What every version of the format has."""

    format: str = ""
    version: int = 0


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
        raise BadScenario(path=path, reason=_reason(reason), place=_exact(place, data)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotJson(path=path, reason=_reason(str(error))) from None
    for place, reason in faults(scenario):
        raise BadScenario(path=path, reason=reason, place=place)
    return scenario


def write_scenario(scenario: Scenario, path: Path) -> None:
    """Write a scenario file, wholly or not at all.

    Raises:
        UnwritableFile: the folder cannot be written to, or the disk is full; a file that stood
            there before is untouched.
    """
    data = msgspec.json.format(msgspec.json.encode(scenario), indent=2)
    write_file(path, data + b"\n")


def _exact(place: str, data: bytes) -> str:
    """`$.inputs[...].seed` with the name of the matrix, which msgspec leaves out."""
    before, dots, after = place.partition("[...]")
    field = before.removeprefix("$.")
    if not dots or field not in _BY_NAME:
        return place
    fields = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    for name, value in msgspec.json.decode(fields[field], type=dict[str, msgspec.Raw]).items():
        try:
            msgspec.json.decode(value, type=_BY_NAME[field])
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return f"{before}.{name}{after}"
    return place


def _reason(text: str) -> str:
    """What msgspec says, translatable where it is one of the usual things."""
    for pattern, template in _KNOWN_REASONS.items():
        match = re.fullmatch(pattern, text, re.DOTALL)
        if match:
            return Message(template, **match.groupdict())
    return text

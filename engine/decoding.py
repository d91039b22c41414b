"""Reading the JSON files Softmix writes: limits, versions, and what is wrong in which place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypeVar, get_args

import msgspec

from engine.errors import (
    BadScenario,
    Message,
    NotJson,
    UnreadableFile,
    WrongVersion,
    reason_and_place,
    translatable,
)
from engine.files import os_reason
from engine.migrations import Fields, Step, migrate
from engine.stored import Matrix
from engine.words import Word

_Decoded = TypeVar("_Decoded")

FormatName = Literal["softmix-scenario", "softmix-project"]
#: Twice what the largest example takes when every one of its numbers is written out.
LARGEST_FILE = 512 * 2**20
_BEGINNING = 2**16
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # some editors write it at the start of UTF-8
_FORMAT = translatable("errors", "“format” is not “{expected}”")
_TOO_LARGE = translatable("errors", "it is larger than {size} MiB")
#: The fields that hold something by name, and what that is.
_BY_NAME: dict[str, object] = {"inputs": Matrix, "parked": Matrix, "labels": list[Word]}
_PART = re.compile(r"\.([^.\[]+)|\[(\d+)\]")

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


class Header(msgspec.Struct):
    """What every version of every format has."""

    format: str = ""
    version: int = 0


def read_bytes(path: Path) -> bytes:
    """The bytes of a file of bounded size; of one that is no JSON object only the beginning.

    Raises:
        UnreadableFile: there is none, it may not be read, or it is larger than 512 MiB.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_BEGINNING).removeprefix(_BYTE_ORDER_MARK)
            if data.lstrip()[:1] == b"{":
                data += file.read(LARGEST_FILE + 1 - len(data))  # a device may never end
    except OSError as error:
        raise UnreadableFile(path=path, reason=os_reason(error)) from None
    if len(data) > LARGEST_FILE:
        raise UnreadableFile(path=path, reason=Message(_TOO_LARGE, size=LARGEST_FILE >> 20))
    return data


def read_bytes_up_to(path: Path, most: int = LARGEST_FILE) -> bytes:
    """The bytes of a file of bounded size, whatever it begins with. Raises UnreadableFile."""
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise UnreadableFile(path=path, reason=os_reason(error)) from None
    if len(data) > most:
        raise UnreadableFile(path=path, reason=Message(_TOO_LARGE, size=most >> 20))
    return data


def read_header(data: bytes, path: Path) -> Header:
    """Which format and version the bytes of a file say they are. Raises NotJson, BadScenario."""
    try:
        return msgspec.json.decode(data, type=Header)
    except msgspec.ValidationError as error:
        reason, place = reason_and_place(error)
        raise BadScenario(path=path, reason=_reason(reason), place=place) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotJson(path=path, reason=_reason(str(error))) from None


def decode(
    data: bytes, path: Path, kind: type[_Decoded], form: FormatName, steps: Mapping[int, Step]
) -> _Decoded:
    """Decode the bytes of a file of this version or an earlier one; only types are checked.

    Args:
        path: for the messages.
        kind: the struct of the version of now.
        steps: brings earlier versions to that of now.

    Raises:
        NotJson, WrongVersion: it is no file of a version this Softmix knows.
        BadScenario: it is of another format, or a field is missing, unknown or wrong.
    """
    data = data.removeprefix(_BYTE_ORDER_MARK)
    header = read_header(data, path)
    if header.format != form:
        raise BadScenario(path=path, reason=Message(_FORMAT, expected=form), place="$.format")
    current = _version_of(kind)
    if header.version != current and header.version not in steps:
        raise WrongVersion(path=path, version=header.version, supported=current)
    try:
        if header.version == current:
            return msgspec.json.decode(data, type=kind)
        fields: Fields = msgspec.json.decode(data, type=dict[str, object])
        return msgspec.convert(migrate(fields, header.version, steps), kind)
    except msgspec.ValidationError as error:
        reason, place = reason_and_place(error)
        raise BadScenario(path=path, reason=_reason(reason), place=_exact(place, data)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotJson(path=path, reason=_reason(str(error))) from None


def _version_of(kind: type) -> int:
    """The version a format's struct is written for."""
    fields = {field.name: field.type for field in msgspec.structs.fields(kind)}
    version: int = get_args(fields["version"])[0]
    return version


def _exact(place: str, data: bytes) -> str:
    """`$.inputs[...].seed` with the name of the matrix, which msgspec leaves out."""
    before, dots, after = place.partition("[...]")
    field = before.rpartition(".")[2]
    if not dots or field not in _BY_NAME:
        return place
    held = msgspec.Raw(data)
    for name, index in _PART.findall(before):
        if name:
            held = msgspec.json.decode(held, type=dict[str, msgspec.Raw])[name]
        else:
            held = msgspec.json.decode(held, type=list[msgspec.Raw])[int(index)]
    for name, value in msgspec.json.decode(held, type=dict[str, msgspec.Raw]).items():
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

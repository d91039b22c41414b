"""Reading the address of a cell as it is typed: `love, 317`, `3, 317`, or `317` alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate
_SEPARATOR = re.compile(r"\s*[,;，；、]\s*")
_NUMBER = re.compile(r"\d+")
_NAMED = re.compile(r"[^\[\]]*\[([^\[\]]*)\]\s*")


class NoSuchCell(Exception):
    """There is no such cell; the argument is the sentence for the person."""


class Address(msgspec.Struct, frozen=True):
    """A cell as shown, from 0; `head` where one was named."""

    row: int
    column: int
    head: int | None = None


def read_address(
    text: str, rows: Sequence[str], columns: Sequence[str], row: int, heads: int = 1
) -> Address:
    """The cell that `text` names.

    Rows and columns are called by their labels or counted from 1. One part alone is a column of
    `row`, or, where it is none, a row. A space separates as well where both parts are numbers. Of
    several heads one may stand first: `head 2, love, 317`.

    Raises:
        NoSuchCell: one of them is not there, or there are too many or too few parts.
    """
    named = _NAMED.fullmatch(text.strip())
    plain = (named[1] if named else text).strip()
    parts = _SEPARATOR.split(plain)
    if len(parts) == 1 and all(part.isdecimal() for part in plain.split()):
        parts = plain.split()
    if len(parts) == 1 and parts[0]:
        column = _found(parts[0], columns)
        if column is not None:
            return Address(row, column)
        found = _found(parts[0], rows)
        if found is not None:
            return Address(found, 0)
        raise NoSuchCell(_missing_column(parts[0], columns))
    head = None
    if len(parts) == 3 and heads > 1:
        head = _head(parts.pop(0), heads)
    if len(parts) != 2 or not all(parts):
        raise NoSuchCell(translate("goto", "Write a row and a column, such as 3, 317."))
    found = _found(parts[0], rows)
    if found is None:
        raise NoSuchCell(_missing_row(parts[0], rows))
    column = _found(parts[1], columns)
    if column is None:
        raise NoSuchCell(_missing_column(parts[1], columns))
    return Address(found, column, head)


def _head(part: str, heads: int) -> int:
    """`2`, `head 2`, `第 2 个头`: its number, from 0."""
    number = _NUMBER.search(part)
    if number is None or not 1 <= int(number[0]) <= heads:
        text = translate("goto", "There is no head “{part}”; heads run from 1 to {count}.")
        raise NoSuchCell(text.format(part=part, count=heads))
    return int(number[0]) - 1


def _found(part: str, labels: Sequence[str]) -> int | None:
    """The place of a label: as written, in other letters, by its number, or by how it begins."""
    if part in labels:
        return labels.index(part)
    folded = [label.casefold() for label in labels]
    if part.casefold() in folded:
        return folded.index(part.casefold())
    if part.isdecimal():
        number = int(part)
        return number - 1 if 1 <= number <= len(labels) else None
    begun = (i for i, label in enumerate(folded) if label.startswith(part.casefold()))
    return next(begun, None)


def _missing_row(part: str, labels: Sequence[str]) -> str:
    text = translate("goto", "There is no row “{part}”; rows run from 1 to {count}.")
    return text.format(part=part, count=len(labels))


def _missing_column(part: str, labels: Sequence[str]) -> str:
    text = translate("goto", "There is no column “{part}”; columns run from 1 to {count}.")
    return text.format(part=part, count=len(labels))

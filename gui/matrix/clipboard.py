"""Numbers to and from the clipboard: TSV out; TSV, CSV, blanks or brackets in."""

from __future__ import annotations

import re

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.errors import ShapeMismatch, SoftmixError
from engine.numbers import format_shape, parse_number
from engine.ops import Array
from gui.i18n import error_text
from gui.matrix.cell_texts import exact_text

_LARGEST_TEXT = 4 * 2**20
translate = QCoreApplication.translate


class PasteRefused(Exception):
    """The clipboard does not fit; the argument is the sentence for the person."""


def to_text(values: Array) -> str:
    """Rows of tab-separated numbers in full precision, as spreadsheets read them."""
    return "\n".join("\t".join(exact_text(float(v)) for v in row) for row in values)


def to_matrix(text: str) -> Array:
    """Read a matrix from text. [row, column]

    Raises:
        PasteRefused: there are no numbers, something is no number, or rows differ in length.
    """
    plain = text[:_LARGEST_TEXT].replace("\r\n", "\n").replace("\r", "\n")
    if "[" in plain:
        plain = re.sub(r"\]\s*,?", "\n", plain).replace("[", " ")
    lines = [line for line in plain.split("\n") if line.strip()]
    if not lines:
        raise PasteRefused(
            _nothing_pasted(translate("clipboard", "There are no numbers to paste."))
        )
    try:
        rows = [[parse_number(field) for field in _fields(line)] for line in lines]
    except SoftmixError as error:
        raise PasteRefused(_nothing_pasted(error_text(error))) from None
    for number, row in enumerate(rows, 1):
        if len(row) != len(rows[0]):
            reason = translate("clipboard", "Row {row} has {count} numbers; row 1 has {first}.")
            reason = reason.format(row=number, count=len(row), first=len(rows[0]))
            raise PasteRefused(_nothing_pasted(reason))
    return np.array(rows, dtype=np.float64)


def refuse_shape(name: str, given: tuple[int, ...], expected: tuple[int, ...]) -> PasteRefused:
    """`These are 4×2 numbers; K is 3×3. Nothing was pasted.`"""
    error = ShapeMismatch(name=name, given=format_shape(given), expected=format_shape(expected))
    return PasteRefused(_nothing_pasted(error_text(error)))


def refuse_place(where: str, given: tuple[int, ...], room: tuple[int, ...]) -> PasteRefused:
    """The numbers fit the matrix, but not from the selected cell on."""
    reason = translate(
        "clipboard", "These are {given} numbers; from {cell} on there is room for {room}."
    )
    reason = reason.format(given=format_shape(given), cell=where, room=format_shape(room))
    return PasteRefused(_nothing_pasted(reason))


def refuse_error(error: SoftmixError) -> PasteRefused:
    """The numbers themselves are refused (a divisor of 0)."""
    return PasteRefused(_nothing_pasted(error_text(error)))


def _fields(line: str) -> list[str]:
    for separator in ("\t", ";", ","):
        if separator in line:
            fields = line.split(separator)
            return fields[:-1] if len(fields) > 1 and not fields[-1].strip() else fields
    return line.split()


def _nothing_pasted(reason: str) -> str:
    return translate("clipboard", "{reason} Nothing was pasted.").format(reason=reason)


def refuse_hidden() -> PasteRefused:
    """The numbers would cover cells the lesson has not shown."""
    return PasteRefused(_nothing_pasted(translate("clipboard", "These cells are not shown yet.")))

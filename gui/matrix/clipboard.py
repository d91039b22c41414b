"""Numbers to and from the clipboard: TSV out; TSV, CSV, blanks or brackets in."""

from __future__ import annotations

import re

import msgspec
import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.errors import ShapeMismatch, SoftmixError
from engine.numbers import format_shape, parse_number
from engine.ops import Array
from gui.i18n import error_text
from gui.matrix.cell_texts import exact_text

#: How much text is read number by number, as people write them; plain decimals are read faster.
_LARGEST_TEXT = 4 * 2**20
_LONG = 4096
_MANY = 256
_ROWS_AT_ONCE = 64
translate = QCoreApplication.translate


class PasteRefused(Exception):
    """The clipboard does not fit; the argument is the sentence for the person."""


def to_text(values: Array) -> str:
    """Rows of tab-separated numbers in full precision, as spreadsheets read them."""
    blocks = (values[row : row + _ROWS_AT_ONCE] for row in range(0, len(values), _ROWS_AT_ONCE))
    return "\n".join(_block_text(block) for block in blocks)


def _block_text(values: Array) -> str:
    if values.size < _MANY or not np.isfinite(values).all():  # JSON has no word for those
        return "\n".join("\t".join(exact_text(float(v)) for v in row) for row in values)
    text = msgspec.json.encode(values.tolist()).decode()
    rows = text[2:-2].replace(",", "\t").replace("]\t[", "\n")
    return rows.replace(".0\t", "\t").replace(".0\n", "\n").removesuffix(".0")


def to_matrix(text: str) -> Array:
    """Read a matrix from text. [row, column]

    Raises:
        PasteRefused: there are no numbers, something is no number, or rows differ in length.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    rows = _plain_rows(plain.strip("\n")) if len(plain) > _LONG else None
    if rows is None:
        if len(plain) > _LARGEST_TEXT:
            raise PasteRefused(
                _nothing_pasted(
                    translate("clipboard", "This is too much text to read numbers from.")
                )
            )
        rows = _typed_rows(plain)
    for number, row in enumerate(rows, 1):
        if len(row) != len(rows[0]):
            reason = translate("clipboard", "Row {row} has {count} numbers; row 1 has {first}.")
            reason = reason.format(row=number, count=len(row), first=len(rows[0]))
            raise PasteRefused(_nothing_pasted(reason))
    return np.array(rows, dtype=np.float64)


def _plain_rows(text: str) -> list[list[float]] | None:
    """Tab-separated plain decimals, read fast; None where the text holds anything else."""
    try:
        json = "[[" + text.replace("\t", ",").replace("\n", "],[") + "]]"
        json = json.replace("-0,", "-0.0,").replace("-0]", "-0.0]")  # else the sign is lost
        rows = msgspec.json.decode(json, type=list[list[float]])
    except msgspec.MsgspecError:
        return None
    return rows if all(rows) else None


def _typed_rows(text: str) -> list[list[float]]:
    """Numbers as people write them, in rows."""
    if "[" in text:
        text = re.sub(r"\]\s*,?", "\n", text).replace("[", " ")
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines:
        raise PasteRefused(
            _nothing_pasted(translate("clipboard", "There are no numbers to paste."))
        )
    try:
        return [[parse_number(field) for field in _fields(line)] for line in lines]
    except SoftmixError as error:
        raise PasteRefused(_nothing_pasted(error_text(error))) from None


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

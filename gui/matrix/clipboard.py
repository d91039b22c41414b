"""Numbers to and from the clipboard, and what does not fit."""

from __future__ import annotations

import msgspec
import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.errors import ShapeMismatch, SoftmixError
from engine.grids import Grid, read_grid
from engine.numbers import format_shape
from engine.ops import Array
from gui.i18n import error_text
from gui.matrix.cell_texts import exact_text

_MANY = 256
_ROWS_AT_ONCE = 64
translate = QCoreApplication.translate


class PasteRefused(Exception):
    """The clipboard does not fit; the argument is the sentence for the person."""


class Misfit(PasteRefused):
    """The numbers are good, their shape is not: there are other ways to put them in.

    Attributes:
        grid: what was read.
    """

    def __init__(self, said: str, grid: Grid) -> None:
        super().__init__(said)
        self.grid = grid


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


def to_grid(text: str) -> Grid:
    """Read what was copied anywhere (see `engine.grids`). Raises PasteRefused."""
    try:
        return read_grid(text)
    except SoftmixError as error:
        raise refuse_error(error) from None


def refuse_shape(name: str, grid: Grid, expected: tuple[int, ...]) -> Misfit:
    """`These are 4×2 numbers; K is 3×3. Nothing was pasted.`"""
    given = format_shape(grid.values.shape)
    error = ShapeMismatch(name=name, given=given, expected=format_shape(expected))
    return Misfit(_nothing_pasted(error_text(error)), grid)


def refuse_place(where: str, grid: Grid, room: tuple[int, ...]) -> Misfit:
    """The numbers fit the matrix, but not from the selected cell on."""
    reason = translate(
        "clipboard", "These are {given} numbers; from {cell} on there is room for {room}."
    )
    given = format_shape(grid.values.shape)
    reason = reason.format(given=given, cell=where, room=format_shape(room))
    return Misfit(_nothing_pasted(reason), grid)


def refuse_error(error: SoftmixError) -> PasteRefused:
    """The numbers themselves are refused (a divisor of 0)."""
    return PasteRefused(_nothing_pasted(error_text(error)))


def _nothing_pasted(reason: str) -> str:
    return translate("clipboard", "{reason} Nothing was pasted.").format(reason=reason)


def refuse_hidden() -> PasteRefused:
    """The numbers would cover cells the lesson has not shown."""
    return PasteRefused(_nothing_pasted(translate("clipboard", "These cells are not shown yet.")))

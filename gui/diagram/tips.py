"""What is said of a thing on hover: real numbers of a large matrix, and of a pill."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.numbers import format_number, format_shape
from engine.ops import Array, Cell
from gui.document import Document
from gui.names import node_title

_ENDS = 3


def thumbnail_tip(document: Document, name: str, cell: Cell) -> str:
    """`X[love, 317] = −0.42`, and below it how the row of that cell begins and ends."""
    value = float(document.value(name)[cell])
    row = document.plane(name)[cell[-2]]
    return f"{document.cell_name(name, cell)} = {format_number(value, 4)}\n{row_ends(row)}"


def row_ends(row: Array) -> str:
    """`0.12, −1.4, 0.3 … 0.08, 0.5, −0.2`: the first and the last values of a row."""
    if len(row) <= 2 * _ENDS:
        return _listed(row)
    return f"{_listed(row[:_ENDS])} … {_listed(row[-_ENDS:])}"


def _listed(values: Array) -> str:
    return ", ".join(format_number(float(value), 3) for value in values)


def pill_tip(document: Document, name: str) -> str:
    """`Scale of the norm, 1×512: 1, 1, 1 … 1, 1, 1`; `Divisor: 8`."""
    plane = document.plane(name)
    if plane.shape == (1, 1):
        return f"{node_title(name)}: {format_number(float(plane[0, 0]), 6)}"
    text = QCoreApplication.translate("diagram", "{title}, {shape}: {row}")
    return text.format(
        title=node_title(name), shape=format_shape(plane.shape), row=row_ends(plane[0])
    )

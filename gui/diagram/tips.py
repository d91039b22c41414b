"""What is said of a thing on hover: real numbers of a large matrix, and of a pill."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.numbers import format_number, format_shape, signed_number
from engine.ops import Array, Cell
from gui.document import Document
from gui.drawing.changes import change_text
from gui.names import node_title

_ENDS = 3


def thumbnail_tip(document: Document, name: str, cell: Cell) -> str:
    """`X[love, 317] = −0.42`, and below it how the row of that cell begins and ends."""
    value = float(document.value(name)[cell])
    row = document.plane(name)[cell[-2]]
    text = f"{document.cell_name(name, cell)} = {format_number(value, 4)}\n{row_ends(row)}"
    change = change_text(document, name, cell)
    return f"{text}\n{change}" if change else text


def trace_tip(document: Document, name: str, cell: Cell) -> str:
    """By how much the traced cell moves with this one; empty where that is not asked."""
    trace = document.tracing.trace()
    if trace is None or trace.kind == "feeds" or not document.is_shown(name, cell):
        return ""
    traced = document.cell_name(trace.node, trace.cell)
    cells, slope = trace.cells.get(name), trace.slopes.get(name)
    if cells is None or not cells[cell]:
        text = QCoreApplication.translate("diagram", "{cell} does not depend on it")
    elif slope is None or slope[cell] == 0:
        text = QCoreApplication.translate("diagram", "{cell} depends on it, but not just now")
    else:
        text = QCoreApplication.translate(
            "diagram", "influence {slope}: 1 more here moves {cell} by about {slope}"
        )
        return text.format(cell=traced, slope=signed_number(float(slope[cell])))
    return text.format(cell=traced)


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
        text = f"{node_title(name)}: {format_number(float(plane[0, 0]), 6)}"
        change = change_text(document, name, document.full_cell(name, 0, 0))
        return f"{text}\n{change}" if change else text
    text = QCoreApplication.translate("diagram", "{title}, {shape}: {row}")
    return text.format(
        title=node_title(name), shape=format_shape(plane.shape), row=row_ends(plane[0])
    )

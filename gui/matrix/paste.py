"""Where pasted numbers go: the whole matrix, or a block from the current cell on."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QItemSelectionRange, QModelIndex

from engine.errors import SoftmixError
from engine.ops import Array
from gui.matrix.clipboard import (
    PasteRefused,
    refuse_error,
    refuse_hidden,
    refuse_place,
    refuse_shape,
    to_matrix,
)
from gui.matrix.table_model import MatrixTableModel

#: From this size on a block is written as a matrix, not cell by cell.
_MANY = 1024


def paste_into(
    table: MatrixTableModel,
    text: str,
    current: QModelIndex,
    selected: QItemSelectionRange | None = None,
) -> None:
    """Edit the node so that it holds the numbers of `text`: one undo step.

    A matrix of the node's own size replaces it; a smaller one starts at the current cell; one
    number fills the selected cells.

    Raises:
        PasteRefused: something is no number, or it does not fit; nothing has changed.
    """
    numbers = to_matrix(text)
    whole = table.plane.shape
    top, left = (current.row(), current.column()) if current.isValid() else (0, 0)
    if selected is not None:
        top, left = selected.top(), selected.left()
        if numbers.shape == (1, 1):
            numbers = np.full((selected.height(), selected.width()), numbers[0, 0])
    if numbers.shape == whole:
        top = left = 0
    if numbers.shape[0] > whole[0] or numbers.shape[1] > whole[1]:
        name = f"{table.node}ᵀ" if table.transposed else table.node
        raise refuse_shape(name, numbers.shape, whole)
    room = (whole[0] - top, whole[1] - left)
    if numbers.shape[0] > room[0] or numbers.shape[1] > room[1]:
        where = table.document.cell_name(table.node, table.plane.cell(top, left))
        raise refuse_place(where, numbers.shape, room)
    rows = slice(top, top + numbers.shape[0])
    columns = slice(left, left + numbers.shape[1])
    if table.plane.block(rows, columns).hidden is not None:
        raise refuse_hidden()
    try:
        _edit(table, numbers, rows, columns)
    except SoftmixError as error:
        raise refuse_error(error) from None


def _edit(table: MatrixTableModel, numbers: Array, rows: slice, columns: slice) -> None:
    """Put numbers into a block as shown. Raises SoftmixError; nothing has changed then."""
    document, node, plane = table.document, table.node, table.plane
    if plane.info.computed or numbers.size < _MANY:
        cells = {
            plane.cell(rows.start + row, columns.start + column): float(value)
            for (row, column), value in np.ndenumerate(numbers)
        }
        document.edit_cells(node, cells)
        return
    matrix = document.value(node).copy()
    shown = matrix[document.head] if matrix.ndim > 2 else matrix
    shown = shown.T if plane.transposed else shown
    shown[rows, columns] = numbers
    document.edit_matrix(node, matrix)


__all__ = ["PasteRefused", "paste_into"]

"""Where pasted numbers go: the whole matrix, or a block from the current cell on."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QItemSelectionRange, QModelIndex

from engine.errors import SoftmixError
from gui.matrix.clipboard import (
    PasteRefused,
    refuse_error,
    refuse_hidden,
    refuse_place,
    refuse_shape,
    to_matrix,
)
from gui.matrix.table_model import MatrixTableModel


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
    whole = table.matrix().shape
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
        where = table.document.cell_name(table.node, table.cell(table.index(top, left)))
        raise refuse_place(where, numbers.shape, room)
    block = table.shown()[top : top + numbers.shape[0], left : left + numbers.shape[1]]
    if not block.all():
        raise refuse_hidden()
    cells = {
        table.cell(table.index(top + row, left + column)): float(value)
        for (row, column), value in np.ndenumerate(numbers)
    }
    try:
        table.document.edit_cells(table.node, cells)
    except SoftmixError as error:
        raise refuse_error(error) from None


__all__ = ["PasteRefused", "paste_into"]

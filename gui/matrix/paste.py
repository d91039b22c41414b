"""Where pasted numbers go: the whole matrix, or a block from the current cell on."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QItemSelectionRange, QModelIndex

from engine.errors import SoftmixError
from engine.grids import Grid
from engine.ops import Array
from gui.matrix.clipboard import (
    Misfit,
    PasteRefused,
    refuse_error,
    refuse_hidden,
    refuse_place,
    refuse_shape,
    to_grid,
)
from gui.matrix.table_model import MatrixTableModel

#: From this size on a block is written as a matrix, not cell by cell.
_MANY = 1024


class Area(NamedTuple):
    """A block of the plane as shown."""

    rows: slice
    columns: slice

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns it has."""
        return self.rows.stop - self.rows.start, self.columns.stop - self.columns.start


def area_of(
    table: MatrixTableModel, current: QModelIndex, selected: QItemSelectionRange | None
) -> Area:
    """The selected block, else the current cell, else everything."""
    if selected is not None:
        return Area(
            slice(selected.top(), selected.bottom() + 1),
            slice(selected.left(), selected.right() + 1),
        )
    if current.isValid():
        row, column = current.row(), current.column()
        return Area(slice(row, row + 1), slice(column, column + 1))
    rows, columns = table.plane.shape
    return Area(slice(0, rows), slice(0, columns))


def paste_into(
    table: MatrixTableModel,
    text: str,
    current: QModelIndex,
    selected: QItemSelectionRange | None = None,
) -> None:
    """Edit the node so that it holds the numbers of `text`: one undo step.

    A matrix of the node's own size replaces it (with heads: all of them, or the one shown); a
    smaller one starts at the current cell; one number fills the selected cells.

    Raises:
        Misfit: it does not fit; there are other ways (see `paste_dialog`). Nothing has changed.
        PasteRefused: something is no number, or is refused; nothing has changed.
    """
    grid = to_grid(text)
    numbers, whole = grid.values, table.plane.shape
    if numbers.ndim > 2:
        _paste_heads(table, grid)
        return
    area = area_of(table, current, selected)
    top, left = area.rows.start, area.columns.start
    if not current.isValid() and selected is None:
        top = left = 0
    if selected is not None and numbers.shape == (1, 1):
        numbers = np.full(area.shape, numbers[0, 0])
    if numbers.shape == whole:
        top = left = 0
    if numbers.shape[0] > whole[0] or numbers.shape[1] > whole[1]:
        raise refuse_shape(name_of(table), grid, whole)
    room = (whole[0] - top, whole[1] - left)
    if numbers.shape[0] > room[0] or numbers.shape[1] > room[1]:
        where = table.document.cell_name(table.node, table.plane.cell(top, left))
        raise refuse_place(where, grid, room)
    put(table, numbers, top, left)


def name_of(table: MatrixTableModel) -> str:
    """What the matrix is called as it is shown."""
    return f"{table.node}ᵀ" if table.transposed else table.node


def _paste_heads(table: MatrixTableModel, grid: Grid) -> None:
    """All heads at once."""
    document, node = table.document, table.node
    numbers = grid.values
    if table.transposed:
        numbers = numbers.swapaxes(-1, -2)
    if numbers.shape != document.graph.shapes[node] or document.graph[node].computed:
        raise refuse_shape(node, grid, document.graph.shapes[node])
    if not table.plane.all_shown:
        raise refuse_hidden()
    try:
        document.edit_matrix(node, np.ascontiguousarray(numbers))
    except SoftmixError as error:
        raise refuse_error(error) from None


def put(
    table: MatrixTableModel,
    numbers: Array,
    top: int,
    left: int,
    said: Callable[[], str] | None = None,
) -> None:
    """Put numbers into a block as shown: one undo step, which `said` names.

    Raises:
        PasteRefused: the cells are not shown yet, or a number is refused; nothing has changed.
    """
    rows = slice(top, top + numbers.shape[0])
    columns = slice(left, left + numbers.shape[1])
    if table.plane.block(rows, columns).hidden is not None:
        raise refuse_hidden()
    try:
        _edit(table, numbers, rows, columns, said)
    except SoftmixError as error:
        raise refuse_error(error) from None


def _edit(
    table: MatrixTableModel,
    numbers: Array,
    rows: slice,
    columns: slice,
    said: Callable[[], str] | None,
) -> None:
    """Put numbers into a block as shown. Raises SoftmixError; nothing has changed then."""
    document, node, plane = table.document, table.node, table.plane
    if plane.info.computed or numbers.size < _MANY:
        cells = {
            plane.cell(rows.start + row, columns.start + column): float(value)
            for (row, column), value in np.ndenumerate(numbers)
        }
        document.edit_cells(node, cells, said)
        return
    matrix = document.value(node).copy()
    shown = matrix[document.head] if matrix.ndim > 2 else matrix
    shown = shown.T if plane.transposed else shown
    shown[rows, columns] = numbers
    document.edit_matrix(node, matrix, said)


__all__ = ["Area", "Misfit", "PasteRefused", "area_of", "name_of", "paste_into", "put"]

"""One cell in words: its full value, its tool tip, and what a screen reader says."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.ops import Array, Cell
from gui.names import node_title

if TYPE_CHECKING:
    from gui.matrix.table_model import MatrixTableModel

translate = QCoreApplication.translate
_AUTOMATIC_DECIMALS = 3
_ALWAYS_WHOLE = 1e15


def exact_text(value: float) -> str:
    """The full value as one types it: `4`, `0.1`, `1e-07`; reading it back gives the same float."""
    if math.isfinite(value) and value == int(value) and abs(value) < 1e16:
        return "-0" if value == 0 and math.copysign(1, value) < 0 else str(int(value))
    return repr(float(value))


def automatic_decimals(values: Array) -> int:
    """The fewest decimals (at most 3) that show every number of the matrix as it is."""
    finite = values[np.abs(values) < _ALWAYS_WHOLE]  # rounding larger ones may overflow
    for decimals in range(_AUTOMATIC_DECIMALS):
        if np.array_equal(np.round(finite, decimals), finite):
            return decimals
    return _AUTOMATIC_DECIMALS


def tool_tip(model: MatrixTableModel, cell: Cell) -> str:
    """The full value; what was computed, where the cell is pinned; what it was before."""
    document, node = model.document, model.node
    value = float(document.value(node)[cell])
    lines = [f"{document.cell_name(node, cell)} = {exact_text(value)}"]
    if cell in model.pinned():
        computed = exact_text(float(document.evaluator.computed(node)[cell]))
        lines.append(translate("cells", "Pinned; computed {value}").format(value=computed))
    if document.changed_cells(node)[cell]:
        before = exact_text(document.before(node, cell))
        lines.append(translate("cells", "Before the last edit: {value}").format(value=before))
    return "\n".join(lines)


def spoken(model: MatrixTableModel, cell: Cell) -> str:
    """`Scores, love to love, 16`."""
    row, column = cell
    axes = model.info.axes
    rows, columns = (model.document.axis_labels(axis) for axis in axes)
    if axes == ("one", "one"):
        text = translate("cells", "{node}, {value}")
    elif axes == ("word", "word"):
        text = translate("cells", "{node}, {row} to {column}, {value}")
    elif axes[0] == "word":
        text = translate("cells", "{node}, {row}, column {column}, {value}")
    else:
        text = translate("cells", "{node}, row {row}, column {column}, {value}")
    value = model.text(float(model.document.value(model.node)[cell]))
    said = text.format(
        node=node_title(model.node), row=rows[row], column=columns[column], value=value
    )
    if cell in model.pinned():
        said = translate("cells", "{cell}, pinned").format(cell=said)
    return said

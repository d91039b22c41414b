"""One cell in words: its full value, its tool tip, and what a screen reader says."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from engine.ops import Cell
from gui.drawing.changes import change_text
from gui.drawing.why import left_out
from gui.matrix.sources_text import made_from
from gui.names import node_title

if TYPE_CHECKING:
    from gui.matrix.table_model import MatrixTableModel

translate = QCoreApplication.translate
_WORDS = ("word", "memory")


def exact_text(value: float) -> str:
    """The full value as one types it: `4`, `0.1`, `1e-07`; reading it back gives the same float."""
    if math.isfinite(value) and value == int(value) and abs(value) < 1e16:
        return "-0" if value == 0 and math.copysign(1, value) < 0 else str(int(value))
    return repr(float(value))


def pinned_label() -> str:
    """What a pinned cell is called."""
    return translate("cells", "pinned")


def computed_label(model: MatrixTableModel, cell: Cell) -> str:
    """`computed 4.0`: what the flow would use if the cell were not pinned, rounded."""
    value = float(model.document.evaluator.computed(model.node)[cell])
    return translate("cells", "computed {value}").format(value=model.text(value))


def tool_tip(model: MatrixTableModel, cell: Cell) -> str:
    """The full value; what was computed, where the cell is pinned; what it was before."""
    document, node = model.document, model.node
    value = float(document.value(node)[cell])
    lines = [f"{document.cell_name(node, cell)} = {exact_text(value)}"]
    if model.plane.place(cell) in model.plane.pins():
        computed = exact_text(float(document.evaluator.computed(node)[cell]))
        lines.append(translate("cells", "Pinned; computed {value}").format(value=computed))
    if document.comparing:
        lines += filter(None, [change_text(document, node, cell)])
    elif model.plane.is_changed(cell) and document.is_shown(node, cell):
        before = exact_text(document.before(node, cell))
        lines.append(translate("cells", "Before the last edit: {value}").format(value=before))
    lines += left_out(document, node, cell)
    return "\n".join(lines)


def spoken(model: MatrixTableModel, cell: Cell) -> str:
    """`Scores, love to tea, 12, from Q row love and K row tea`; heads are named where there are."""
    axes, plane = model.info.axes, model.plane
    row, column = cell[-2:]
    rows, columns = (plane.labels(down=down != plane.transposed) for down in (True, False))
    if axes == ("one", "one"):
        text = translate("cells", "{node}, {value}")
    elif axes[0] in _WORDS and axes[1] in _WORDS:
        text = translate("cells", "{node}, {row} to {column}, {value}")
    elif axes[0] in _WORDS:
        text = translate("cells", "{node}, {row}, column {column}, {value}")
    else:
        text = translate("cells", "{node}, row {row}, column {column}, {value}")
    node = node_title(model.node)
    if len(cell) > 2:
        node = translate("cells", "{node}, head {head}").format(node=node, head=cell[0] + 1)
    value = model.text(float(model.document.value(model.node)[cell]))
    said = text.format(node=node, row=rows[row], column=columns[column], value=value)
    if plane.place(cell) in plane.pins():
        said = translate("cells", "{cell}, pinned").format(cell=said)
    sources = made_from(model.document, model.node, cell)
    return f"{said}, {sources}" if sources else said

"""What a cell was made from, in words: `from Q row love and K row tea`."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.explain import explain
from engine.ops import Cell
from gui.document import Document

translate = QCoreApplication.translate


def made_from(document: Document, node: str, cell: Cell) -> str:
    """The rows, columns or cells that went in, node by node; nothing of an input."""
    groups: dict[str, list[Cell]] = {}
    for source in explain(document.evaluator, node, cell).sources():
        groups.setdefault(source.node, []).append(source.cell)
    parts = [_part(document, name, cells) for name, cells in groups.items()]
    if not parts:
        return ""
    joined = translate("cells", " and ").join(parts)
    return translate("cells", "from {sources}").format(sources=joined)


def _part(document: Document, name: str, cells: list[Cell]) -> str:
    """`Q row love`; with heads, `Q head 2 row love`; a single cell by its name."""
    if len(cells) == 1:
        return document.cell_name(name, cells[0])
    axes, shape = document.graph[name].axes, document.graph.shapes[name]
    rows, columns = {cell[-2] for cell in cells}, {cell[-1] for cell in cells}
    heads = {cell[0] for cell in cells} if len(shape) > 2 else set()
    where = name
    if len(heads) == 1:
        where = translate("cells", "{node} head {head}").format(node=name, head=min(heads) + 1)
    if len(rows) == 1:
        label = document.axis_label(axes[0], min(rows))
        return translate("cells", "{node} row {row}").format(node=where, row=label)
    if len(columns) == 1:
        label = document.axis_label(axes[1], min(columns))
        return translate("cells", "{node} column {column}").format(node=where, column=label)
    return translate("cells", "{count} cells of {node}").format(count=len(cells), node=where)

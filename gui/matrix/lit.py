"""Which rows, columns and cells of a node are lit while a cell (of any node) is explained."""

from __future__ import annotations

import msgspec

from engine.ops import Cell
from gui.document import Document
from gui.drawing.card import Ring
from gui.drawing.content import lighting
from gui.theme import Theme


class Lit(msgspec.Struct, frozen=True):
    """What is lit in one node.

    Attributes:
        cell: the explained cell, where it is one of this node.
        rows, columns: the colour of each lit label.
        rings: what the explained cell read from this node.
    """

    cell: Cell | None = None
    rows: dict[int, str] = msgspec.field(default_factory=dict)
    columns: dict[int, str] = msgspec.field(default_factory=dict)
    rings: tuple[Ring, ...] = ()


def lit_in(document: Document, node: str, theme: Theme) -> Lit:
    """What is lit in `node` now."""
    lit, graph = document.lit, document.graph
    ink = theme.roles[graph[node].role].ink if node in graph else ""
    marked = tuple(
        Ring(part.row, part.column, ink, strong=True)
        for part in document.marked
        if part.node == node and part.head in (None, document.head)
    )
    if lit is None or lit[0] not in graph or (lit[0] != node and node not in graph[lit[0]].inputs):
        return Lit(rings=marked)
    explanation = document.explanation()
    assert explanation is not None
    if lit[0] != node and len(graph.shapes[node]) > 2:
        cells = explanation.cells().get(node)
        if cells is not None and not document.on_plane(node, tuple(cells[0].tolist())):
            return Lit()  # it was read from a head that is not shown
    all_lit = lighting(graph, explanation, theme)
    own = lit[0] == node
    return Lit(
        lit[1] if own else None,
        all_lit.rows.get(node, {}),
        all_lit.columns.get(node, {}),
        marked if own else (*all_lit.rings.get(node, ()), *marked),
    )

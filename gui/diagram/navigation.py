"""Travelling between nodes with the arrow keys: along the wires, and up and down a column."""

from __future__ import annotations

from engine.graph import Graph
from gui.drawing.diagram_layout import Layout


def neighbour(graph: Graph, layout: Layout, name: str, down: int, across: int) -> str:
    """The node an arrow key leads to; the node itself where there is none.

    Left and right follow the wires (of several, the one nearest in height); up and down go to the
    nearest card of the same column.
    """
    if across:
        candidates = graph[name].inputs if across < 0 else graph.consumers(name)
        return min(candidates, key=lambda other: _apart(layout, name, other), default=name)
    here = layout.cards.get(name)
    if here is None:
        return name
    column = [
        (abs(card.middle - here.middle), other)
        for other, card in layout.cards.items()
        if other != name
        and card.x < here.right
        and here.x < card.right
        and (card.middle - here.middle) * down > 0
    ]
    return min(column)[1] if column else name


def _apart(layout: Layout, name: str, other: str) -> float:
    here, there = layout.cards.get(name), layout.cards.get(other)
    return abs(here.middle - there.middle) if here and there else 1e9

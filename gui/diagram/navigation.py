"""Travelling between nodes with the arrow keys: along the wires, and up and down a column."""

from __future__ import annotations

from engine.graph import Graph
from gui.drawing.plan import Layout


def neighbour(graph: Graph, layout: Layout, name: str, down: int, across: int) -> str:
    """The node an arrow key leads to; the node itself where there is none.

    Left and right follow the wires (of several, the one nearest in height); up and down go to the
    nearest card or pill of the same column. Nodes that are not drawn are passed over.
    """
    places = layout.places
    here = places.get(name)
    if here is None:
        return next(iter(places), name)
    if across:
        ahead = graph[name].flow == "forward"  # going back, what it is made of stands right of it
        before = (across < 0) == ahead
        ways = graph[name].inputs if before else graph.consumers(name)
        drawn = [other for other in ways if other in places]
        return min(drawn, key=lambda other: abs(here.middle - places[other].middle), default=name)
    column = [
        (abs(place.middle - here.middle), other)
        for other, place in places.items()
        if other != name
        and place.x < here.right
        and here.x < place.right
        and (place.middle - here.middle) * down > 0
    ]
    return min(column)[1] if column else name

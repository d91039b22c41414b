"""The diagram turned round: gradients where their nodes stand, and the wires lead back."""

from __future__ import annotations

from msgspec.structs import replace

from engine.graph import Flow, Graph
from gui.drawing.plan import Layout, WirePlan
from gui.drawing.primitives import Point, Rect


def turned(layout: Layout, graph: Graph, flow: Flow) -> Layout:
    """A layout of the forward flow as that of another.

    Cards keep their places and take the names of what stands there; wires run the other way, each
    with its arrow at the card it started from. The signs of products and sums go: they are said of
    the way forward.
    """
    if flow == "forward":
        return layout

    def name(node: str) -> str:
        return graph.standing(node, flow)

    cards = {name(node): area for node, area in layout.cards.items()}
    pills = [
        replace(plan, node=name(plan.node), target=name(plan.target), glyph="")
        for plan in layout.operators
        if plan.node
    ]
    wires = [_back(wire, layout, name(wire.target), name(wire.source)) for wire in layout.wires]
    return replace(layout, cards=cards, operators=pills, wires=wires)


def _back(wire: WirePlan, layout: Layout, source: str, target: str) -> WirePlan:
    points = wire.points[::-1]
    arrow = any(_touches(area, points[-1]) for area in layout.cards.values())
    return replace(wire, source=source, target=target, points=points, arrow=arrow)


def _touches(area: Rect, point: Point) -> bool:
    """Whether a point lies on the edge of a card."""
    x, y = point
    inside = area.x <= x <= area.right and area.y <= y <= area.bottom
    return inside and (x in (area.x, area.right) or y in (area.y, area.bottom))

"""What a step of the lesson sends along its wires: for each source a row of its numbers."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QPointF

from engine.numbers import format_number
from gui.diagram.flight import Traveller
from gui.diagram.items import PictureItem
from gui.document import Document
from gui.drawing.plan import Layout, WirePlan
from gui.drawing.primitives import Box, Cells, Rect
from gui.theme import Theme

_MOST = 4  # numbers of a row
_WIDE, _HIGH, _SIZE = 36.0, 22.0, 12.0


def parcels(
    document: Document, theme: Theme, layout: Layout, node: str, reached: Collection[str]
) -> list[Traveller]:
    """Rows of real numbers from every node that feeds `node` and is shown, along the wires.

    The row is the one the step lights, else the first. Nothing for what is asked or not there.
    """
    if node not in reached or document.predicting.asking:
        return []
    return [
        (_row(document, theme, wire.source), [QPointF(*point) for point in wire.points])
        for wire in _wires_into(layout, node)
        if wire.source in reached and len(wire.points) > 1
    ]


def _wires_into(layout: Layout, node: str) -> list[WirePlan]:
    return [
        wire
        for wire in layout.wires
        if wire.target == node != wire.source and wire.source in layout.cards
    ]


def _row(document: Document, theme: Theme, name: str) -> PictureItem:
    """The row of a source as a small strip with its middle at the origin."""
    values = document.plane(name)
    row = min(_lit_row(document, name), len(values) - 1)
    shown = values[row, :_MOST]
    peak = document.colour_range(name) or 1.0
    colours = theme.colour_map(weights=document.graph[name].scale == "weights")
    at = [colours.index(float(value) / peak) for value in shown]
    wide = _WIDE * len(shown)
    area = Rect(-wide / 2, -_HIGH / 2, wide, _HIGH)
    item = PictureItem(0)
    item.show_primitives(
        [
            Box(area.grown(2), theme.card, theme.roles[document.graph[name].role].ink, 2, 4),
            Cells(
                area, 1, len(shown), [colours.fills[i] for i in at], [colours.inks[i] for i in at],
                [format_number(float(value), 2) for value in shown], _SIZE, 1.0, theme.card,
            ),
        ],
        area.grown(6),
    )  # fmt: skip
    return item


def _lit_row(document: Document, name: str) -> int:
    """The row of a source that the lit cell reads, else the first."""
    shown = document.explanation()
    if shown is None:
        return 0
    cells = shown.cells().get(name)
    return 0 if cells is None or not len(cells) else int(cells[0][-2])

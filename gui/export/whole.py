"""The whole diagram on a slide: the window's layout, with cards and signs sized for a projector."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gui.document import Document
from gui.drawing import fonts
from gui.drawing.card import CardContent, Metrics, card_size, layout_card
from gui.drawing.content import card_content
from gui.drawing.diagram_layout import CardSize, Layout, OperatorPlan, WirePlan, lay_out
from gui.drawing.diagram_wiring import chip_text, nodes_on_cards
from gui.drawing.primitives import Box, Point, Primitive, Rect, Text, TextRun, Wire, moved
from gui.export.looks import line_width
from gui.export.measures import READABLE, SLIDE_DIAGRAM, metrics
from gui.theme import Theme

_LARGEST, _SMALLEST, _STEP = 1.6, 0.06, 0.02
_UNIT = 1.5  # slide units in one of the layout's, where text is as small as it may be
_TIGHTEST = 0.4


@dataclass(frozen=True)
class _Plan:
    """The layout at one scale, in slide units from its own origin."""

    layout: Layout
    unit: float
    text: float
    measures: Metrics
    bounds: Rect

    def point(self, at: Point) -> Point:
        """From the layout's units to the slide's."""
        return at[0] * self.unit - self.bounds.x, at[1] * self.unit - self.bounds.y

    def area(self, rect: Rect) -> Rect:
        """From the layout's units to the slide's."""
        x, y = self.point((rect.x, rect.y))
        return Rect(x, y, rect.w * self.unit, rect.h * self.unit)


def whole_diagram(
    document: Document,
    theme: Theme,
    visible: Mapping[str, NDArray[np.bool_]],
    body: Rect,
) -> tuple[dict[str, Rect], list[Primitive]]:
    """The diagram in the middle of `body`, as large as it goes: areas of cards, and primitives."""
    contents = {
        name: card_content(document, theme, name, visible[name], interactive=False)
        for name in nodes_on_cards(document.graph)
    }
    plan = _largest(document, contents, theme, body)
    dx = body.x + (body.w - plan.bounds.w) / 2
    dy = body.y + (body.h - plan.bounds.h) / 2
    cards: dict[str, Rect] = {}
    parts: list[Primitive] = []
    for name, area in plan.layout.cards.items():
        if contents[name].reached:
            cards[name] = plan.area(area).moved(dx, dy)
            card = layout_card(contents[name], plan.measures, theme)
            parts += moved(card.primitives, cards[name].x, cards[name].y)
    signs: list[Primitive] = []
    for wire in plan.layout.wires:
        if {wire.source, wire.target} <= set(cards):
            signs.append(_wire(plan, wire, theme))
    for operator in plan.layout.operators:
        if operator.target in cards:
            signs += _operator(plan, operator, document, theme)
    return cards, [*parts, *moved(signs, dx, dy)]


def _largest(
    document: Document, contents: Mapping[str, CardContent], theme: Theme, body: Rect
) -> _Plan:
    low, high = 0, round((_LARGEST - _SMALLEST) / _STEP)
    while low < high:
        middle = (low + high + 1) // 2
        bounds = _plan(document, contents, theme, middle).bounds
        if bounds.w <= body.w and bounds.h <= body.h:
            low = middle
        else:
            high = middle - 1
    return _plan(document, contents, theme, low)


def _plan(
    document: Document, contents: Mapping[str, CardContent], theme: Theme, index: int
) -> _Plan:
    scale = _SMALLEST + index * _STEP
    whole = min(scale / _TIGHTEST, 1.0)
    unit = max(_UNIT * whole, 2 * min(scale, 1.2) * whole)
    text = max(1, round(READABLE * max(1.0, scale) * whole))
    measures = metrics(SLIDE_DIAGRAM, scale, names=False, narrow=True, thin=line_width(theme))
    sizes = {}
    for name, content in contents.items():
        width, height, grid = card_size(content, measures)
        sizes[name] = CardSize(width / unit, height / unit, grid.middle / unit)
    chip = _chip_width(document, text)
    layout = lay_out(document.graph, sizes, {"divide": max(66.0, chip / unit + 36)})
    cards = list(layout.cards.values())
    xs = [x for wire in layout.wires for x, _ in wire.points]
    left, right = min([*xs, *(c.x for c in cards)]), max([*xs, *(c.right for c in cards)])
    top, bottom = min(c.y for c in cards), max(c.bottom for c in cards)
    bounds = Rect(left * unit, top * unit, (right - left) * unit, (bottom - top) * unit)
    return _Plan(layout, unit, text, measures, bounds)


def _chip_text(document: Document) -> TextRun:
    return TextRun(chip_text(float(document.value("divisor")[0, 0])), "", weight=600)


def _chip_width(document: Document, text: float) -> float:
    return fonts.run_width(_chip_text(document), text) + text * 0.9


def _wire(plan: _Plan, wire: WirePlan, theme: Theme) -> Wire:
    ink = theme.edge if wire.role == "residual" else theme.roles[wire.role].ink
    width = 2 * plan.unit * line_width(theme)
    points = tuple(plan.point(at) for at in wire.points)
    return Wire(points, ink, width, 10 * plan.unit, wire.arrow)


def _operator(
    plan: _Plan, operator: OperatorPlan, document: Document, theme: Theme
) -> list[Primitive]:
    x, y = plan.point(operator.at)
    radius = 11 * plan.unit
    half = radius
    run = TextRun(operator.glyph, theme.text, weight=700)
    if operator.node:
        run = TextRun(_chip_text(document).text, theme.text, weight=600)
        half = max(_chip_width(document, plan.text) / 2, radius)
    area = Rect(x - half, y - radius, 2 * half, 2 * radius)
    baseline = y + plan.text * (0.34 if operator.glyph == "×" else 0.36)
    return [
        Box(area, theme.card, theme.text, 1.5 * plan.unit * line_width(theme), radius),
        Text(x, baseline, (run,), plan.text, "middle"),
    ]

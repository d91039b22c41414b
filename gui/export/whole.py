"""The whole diagram on a slide: the window's layout, with cards and signs sized for a projector."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Mapping
from functools import partial

import msgspec
import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from gui.document import Document
from gui.drawing import fonts
from gui.drawing.card import CardContent, card_size, layout_card
from gui.drawing.content import card_content
from gui.drawing.diagram_layout import lay_out
from gui.drawing.diagram_wiring import bracket, label, pill_runs
from gui.drawing.metrics import Metrics
from gui.drawing.placement import Shown, diagram_metrics, shown_nodes
from gui.drawing.plan import OPERATOR, CardSize, LabelPlan, Layout, OperatorPlan, WirePlan
from gui.drawing.primitives import Box, Point, Primitive, Rect, Text, TextRun, Wire, moved
from gui.export.looks import line_width
from gui.export.measures import (
    LONGEST_WORD,
    READABLE,
    SLIDE_DIAGRAM,
    TIGHTEST,
    Detail,
    magnified,
    metrics,
)
from gui.theme import Theme

_SMALLEST, _STEP, _STEPS = 0.06, 0.02, 120
_LARGEST = 1.6  # of cards with readable text
_UNIT = 1.5  # slide units in one of the layout's, where text is as small as it may be
_TEXT, _RADIUS = 13.0, 10.0  # of the layout: signs and labels, the corners of wires
_HEAVY_WIRE, _HEAVY_RADIUS = 5.0, 14.0
_BELOW_FORMULA = 0.6  # from the formula to the matrix, by its size
_HEADINGS = 40.0  # of the layout: the titles of the window's lower row
_PILL_ROOM = 0.9  # left and right of a pill's text, by its size
_CUT_WORTH = 0.8  # of text beside words that are cut


class _Look(msgspec.Struct, frozen=True):
    """How large everything is at one scale.

    Attributes:
        measures: of the cards, in slide units.
        unit: slide units in one of the layout's.
        text: of signs and labels, in slide units.
    """

    measures: Metrics
    unit: float
    text: float


class _Plan(msgspec.Struct, frozen=True):
    """The layout at one scale, in slide units from its own origin."""

    layout: Layout
    look: _Look
    bounds: Rect

    def point(self, at: Point) -> Point:
        """From the layout's units to the slide's."""
        return at[0] * self.look.unit - self.bounds.x, at[1] * self.look.unit - self.bounds.y

    def area(self, rect: Rect) -> Rect:
        """From the layout's units to the slide's."""
        x, y = self.point((rect.x, rect.y))
        return Rect(x, y, rect.w * self.look.unit, rect.h * self.look.unit)


def whole_diagram(
    document: Document,
    theme: Theme,
    visible: Mapping[str, NDArray[np.bool_]],
    body: Rect,
) -> tuple[dict[str, Rect], list[Primitive]]:
    """The diagram in the middle of `body`, as large as it goes: areas of cards, and primitives.

    Only the block that is shown. Text is readable where there is room for that; else everything
    has the proportions of the window.
    """
    return _Drawing(document, theme, visible).drawn(body)


class _Drawing:
    """Draws the diagram of a document."""

    def __init__(
        self, document: Document, theme: Theme, visible: Mapping[str, NDArray[np.bool_]]
    ) -> None:
        self._document, self._theme, self._visible = document, theme, visible
        self._graph = document.graph
        self._shown: Shown = shown_nodes(document.graph, document.block, document.flow)
        self._contents: dict[str, CardContent] = {
            name: card_content(document, theme, name, visible[name], interactive=False)
            for name in self._shown.cards
        }
        divisor = float(document.value(document.in_block("divisor"))[0, 0])
        self._pills: dict[str, tuple[TextRun, ...]] = {
            name: pill_runs(self._graph, name, _glyph(name), theme, divisor)
            for name in self._shown.pills
        }

    def drawn(self, body: Rect) -> tuple[dict[str, Rect], list[Primitive]]:
        """Areas of cards, and primitives, in the middle of `body`."""
        plan = self._best(body)
        dx = body.x + (body.w - plan.bounds.w) / 2
        dy = body.y + (body.h - plan.bounds.h) / 2
        cards: dict[str, Rect] = {}
        parts: list[Primitive] = []
        for name, area in plan.layout.cards.items():
            if self._contents[name].reached:
                cards[name] = plan.area(area).moved(dx, dy)
                card = layout_card(self._contents[name], plan.look.measures, self._theme)
                parts += moved(card.primitives, cards[name].x, cards[name].y)
        return cards, [*parts, *moved(self._between(plan, set(cards)), dx, dy)]

    # -- how large -------------------------------------------------------------------------------

    def _best(self, body: Rect) -> _Plan:
        """The plan with the largest text; words are cut only where that makes it much larger."""
        best: tuple[tuple[bool, float], _Plan] | None = None
        for look, worth in (
            (partial(self._readable, Detail()), 1.0),
            (partial(self._readable, Detail(whole_words=False)), _CUT_WORTH),
            (self._as_in_the_window, 1.0),
        ):
            plan = self._largest(look, body, best[0][1] / worth if best and best[0][0] else 0.0)
            if plan is None:
                continue
            fits = _fits(plan, body)
            rank = fits, plan.look.measures.label * worth
            if best is None or rank > best[0]:
                best = rank, plan
        assert best is not None
        return best[1]

    def _readable(self, detail: Detail, scale: float) -> _Look:
        """Formulas and numbers only, their text as large as can be read as long as that goes."""
        scale = min(scale, _LARGEST)
        whole = min(scale / TIGHTEST, 1.0)
        measures = metrics(SLIDE_DIAGRAM, scale, detail, names=False,
                           thin=line_width(self._theme))  # fmt: skip
        unit = max(_UNIT * whole, 2 * min(scale, 1.2) * whole)
        return _Look(measures, unit, max(1, round(READABLE * max(1.0, scale) * whole)))

    def _as_in_the_window(self, scale: float) -> _Look:
        """The cards of the window without their names, magnified."""
        base = diagram_metrics(self._graph)
        header = base.formula_baseline + base.formula * _BELOW_FORMULA
        base = replace(base, marks=False, names=False, header=header,
                       longest_gutter=LONGEST_WORD * base.label)  # fmt: skip
        return _Look(magnified(base, scale), scale, _TEXT * scale)

    def _largest(self, look: Callable[[float], _Look], body: Rect, beyond: float) -> _Plan | None:
        """The largest plan that fits, or the smallest there is; None where no plan that fits has
        labels larger than `beyond`."""
        scales = [_SMALLEST + step * _STEP for step in range(_STEPS + 1)]
        low = bisect(scales, beyond, key=lambda scale: look(scale).measures.label) if beyond else 0
        if low > _STEPS:
            return None
        largest = self._plan(look(scales[low]))
        if beyond and not _fits(largest, body):
            return None
        high = _STEPS
        while low < high:
            middle = (low + high + 1) // 2
            plan = self._plan(look(scales[middle]))
            if _fits(plan, body):
                low, largest = middle, plan
            else:
                high = middle - 1
        return largest

    def _plan(self, look: _Look) -> _Plan:
        unit = look.unit
        sizes: dict[str, CardSize] = {}
        for name, content in self._contents.items():
            width, height, grid = card_size(content, look.measures)
            sizes[name] = CardSize(width / unit, height / unit, grid.middle / unit)
        for name, runs in self._pills.items():
            width = fonts.width(runs, look.text) + 2 * _PILL_ROOM * look.text / 2
            sizes[name] = CardSize(max(width / unit, 2 * OPERATOR), 2 * OPERATOR, OPERATOR)
        chip = max((sizes[name].width for name in sizes if "divisor" in name), default=0.0)
        gutters = {"divide": max(66.0, chip + 36)} if _is_alone(self._shown) else None
        layout = _closed(
            lay_out(self._graph, sizes, gutters, block=self._shown.block, flow=self._shown.flow)
        )
        cards = list(layout.cards.values())
        xs = [x for wire in layout.wires for x, _ in wire.points]
        ys = [y for wire in layout.wires for _, y in wire.points]
        left, right = min([*xs, *(c.x for c in cards)]), max([*xs, *(c.right for c in cards)])
        top, bottom = min([*ys, *(c.y for c in cards)]), max([*ys, *(c.bottom for c in cards)])
        if layout.bracket is not None:
            top = min(top, layout.bracket.y)
        bounds = Rect(left * unit, top * unit, (right - left) * unit, (bottom - top) * unit)
        return _Plan(layout, look, bounds)

    # -- between the cards -----------------------------------------------------------------------

    def _between(self, plan: _Plan, reached: set[str]) -> list[Primitive]:
        """Wires, then what stands on them: operators, pills, labels, the bracket of the heads."""
        shown = {name for name, mask in self._visible.items() if mask.any()}
        wires: list[Primitive] = []
        signs: list[Primitive] = []
        layout = plan.layout
        for wire in layout.wires:
            if {wire.source, wire.target} <= shown:
                wires.append(self._wire(plan, wire))
        for operator in layout.operators:
            if (operator.node or operator.target) in shown:
                signs += self._operator(plan, operator)
        if self._shown.cards[-1] in reached:
            for sign in layout.labels:
                signs += self._label(plan, sign)
            if layout.bracket is not None:
                for item in bracket(layout.bracket, self._theme):
                    assert isinstance(item, Wire)
                    points = tuple(plan.point(at) for at in item.points)
                    unit = plan.look.unit
                    wires.append(replace(item, points=points, width=item.width * unit,
                                         radius=item.radius * unit))  # fmt: skip
        return [*wires, *signs]

    def _wire(self, plan: _Plan, wire: WirePlan) -> Wire:
        theme, unit = self._theme, plan.look.unit
        ink = theme.roles[wire.role].ink
        if wire.role == "residual" and not wire.heavy:
            ink = theme.edge
        width = (_HEAVY_WIRE if wire.heavy else 2) * unit * line_width(theme)
        radius = (_HEAVY_RADIUS if wire.heavy else _RADIUS) * unit
        points = tuple(plan.point(at) for at in wire.points)
        return Wire(points, ink, width, radius, wire.arrow)

    def _operator(self, plan: _Plan, operator: OperatorPlan) -> list[Primitive]:
        theme, look = self._theme, plan.look
        area = plan.area(operator.rect)
        runs = self._pills.get(operator.node) or (TextRun(operator.glyph, theme.text, weight=700),)
        quiet = bool(operator.node) and operator.node.rpartition(".")[2] != "divisor"
        rim = 1.5 * look.unit * line_width(theme)
        line = theme.strong if quiet else theme.text
        drop = 0.34 if operator.glyph in ("×", "+") and not operator.node else 0.36
        size = look.text if operator.node else max(look.text, 15 * look.unit)
        return [
            Box(area, theme.card, line, rim, area.h / 2),
            Text(area.centre, area.middle + size * drop, runs, size, "middle"),
        ]

    def _label(self, plan: _Plan, sign: LabelPlan) -> list[Primitive]:
        """What a long wire is called, in as many words as there is room for."""
        look = plan.look
        room = sign.room * _TEXT * look.unit / look.text
        texts = label(replace(sign, room=room), self._theme, reached=True)
        return [
            replace(text, x=plan.point((text.x, text.y))[0], y=plan.point((text.x, text.y))[1],
                    size=look.text)
            for text in texts
            if isinstance(text, Text)
        ]  # fmt: skip


def _closed(layout: Layout) -> Layout:
    """The layout without the room that the window has for the headings of its lower row."""
    split = max((band.top for band in layout.bands), default=0.0)
    if not split:
        return layout

    def up(y: float) -> float:
        return y - _HEADINGS if y > split + _HEADINGS else y

    return replace(
        layout,
        cards={name: area.moved(0, up(area.y) - area.y) for name, area in layout.cards.items()},
        wires=[
            replace(wire, points=tuple((x, up(y)) for x, y in wire.points)) for wire in layout.wires
        ],
        operators=[replace(sign, at=(sign.at[0], up(sign.at[1]))) for sign in layout.operators],
        labels=[replace(sign, at=(sign.at[0], up(sign.at[1]))) for sign in layout.labels],
    )


def _is_alone(shown: Shown) -> bool:
    """Whether the divisor has its gutter for itself."""
    return shown.name("scaled_scores") in shown.cards


def _glyph(name: str) -> str:
    """What stands before the symbol of a pill."""
    return "+" if name.rpartition(".")[2].startswith("b_") else ""


def _fits(plan: _Plan, body: Rect) -> bool:
    return plan.bounds.w <= body.w and plan.bounds.h <= body.h

"""What lies between the cards as primitives: wires, operators, pills, labels, the bracket."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from engine.errors import translatable
from engine.graph import Flow, Graph
from engine.numbers import TRUE_MINUS, format_number
from gui.drawing import fonts
from gui.drawing.content import Lighting
from gui.drawing.placement import shown_nodes
from gui.drawing.plan import (
    OPERATOR,
    BracketPlan,
    CardSize,
    LabelPlan,
    Layout,
    OperatorPlan,
    WirePlan,
)
from gui.drawing.primitives import Box, Point, Polygon, Primitive, Rect, Text, TextRun, Wire
from gui.drawing.symbols import symbol_runs
from gui.theme import Theme

_GLYPH = 15.0
_CHIP = 13.0
_NOTE = 13.0
_LABEL = 13.0
_WIDE, _HEAVY, _LIT = 2.0, 5.0, 4.0
_MARKED = 4.0  # the rim of a pill whose number is pointed at
_HEAVY_RADIUS = 14.0
_PILL_ROOM = 6.0  # left and right of a pill's symbol
_CHIP_ROOM = 8.0
_DOT = 4.5  # half a dot of change
_ARROW = 8.0  # what an arrow head takes of a wire
_DOT_PLACES = (0.5, 0.35, 0.65, 0.25, 0.75, 0.15, 0.85, 0.06, 0.94)

_LABELS = {
    "residual": translatable("diagram", "residual"),
    "return": translatable("diagram", "the attention’s output goes back into the word stream"),
    "around": translatable("diagram", "residual: past the feed-forward network, unchanged"),
}
_SHORT_LABELS = {
    "residual": translatable("diagram", "residual"),
    "return": translatable("diagram", "attention output"),
    "around": translatable("diagram", "residual"),
}


def is_lit(source: str, target: str, lit: Lighting | None) -> bool:
    """Whether a wire carries what the lit cell was made of (or the lit cell itself)."""
    if lit is None or lit.node != target:
        return False
    return source in lit.sources or source == target


def is_lit_sign(plan: OperatorPlan, lit: Lighting | None) -> bool:
    """Whether an operator made the lit cell, or a pill is it or went into it just there."""
    if lit is None or not plan.node:
        return is_lit(plan.target, plan.target, lit)
    in_place = plan.target == plan.node or lit.node in (plan.node, plan.target)
    return in_place and plan.node in lit.rings


def wire(plan: WirePlan, theme: Theme, reached: Collection[str], lit: Lighting | None) -> Wire:
    """One wire: dashed where it leads to something not reached, thick in its colour where lit."""
    radius = _HEAVY_RADIUS if plan.heavy else 10.0
    if not {plan.source, plan.target} <= set(reached):
        return Wire(plan.points, theme.ghost, 1.4, radius, plan.arrow, (5, 4))
    ink = theme.roles[plan.role].ink
    if is_lit(plan.source, plan.target, lit):
        ink = theme.text if plan.source == plan.target else ink
        return Wire(plan.points, ink, _LIT + (_HEAVY - _WIDE if plan.heavy else 0), radius,
                    plan.arrow)  # fmt: skip
    if plan.heavy:
        return Wire(plan.points, ink, _HEAVY, radius, plan.arrow)
    ink = theme.edge if plan.role == "residual" else ink
    return Wire(plan.points, ink, _WIDE, radius, plan.arrow)


def chip_text(divisor: float) -> str:
    """`÷1`, `÷1.73`: what the divisor's chip says, short enough for its gutter."""
    magnitude = abs(divisor)
    if 0.01 <= magnitude < 1000:
        return f"÷{format_number(divisor, 2 if magnitude < 10 else 1)}"
    return f"÷{divisor:.0e}".replace("-", TRUE_MINUS).replace("e+0", "e").replace("e+", "e")


def _is_divisor(node: str) -> bool:
    """Whether it is a divisor itself, not its gradient."""
    return node.rpartition(".")[2] == "divisor"


def pill_runs(
    graph: Graph, node: str, glyph: str, theme: Theme, divisor: float, *, colour: str = ""
) -> tuple[TextRun, ...]:
    """What a pill says: `÷8`, `S′`, `+ b` with its index. `colour` overrides every colour."""
    ink = colour or theme.text
    if _is_divisor(node):
        return (TextRun(chip_text(divisor), ink, weight=600),)
    lead = (TextRun(glyph, ink, weight=600), TextRun("\u2009", ink)) if glyph else ()
    return *lead, *symbol_runs(graph, node, theme, colour=colour)


def pill_size(runs: Sequence[TextRun]) -> CardSize:
    """How much room a pill takes."""
    chip = len(runs) == 1 and runs[0].font == "ui"
    high = OPERATOR + (1 if chip else 0)
    wide = fonts.width(runs, _CHIP) + 2 * (_CHIP_ROOM if chip else _PILL_ROOM)
    return CardSize(max(wide, 2 * high), 2 * high, high)


def pill_sizes(
    graph: Graph, theme: Theme, divisor: float, block: int = 1, flow: Flow = "forward"
) -> dict[str, CardSize]:
    """The size of every pill of a block, as a layout needs it."""
    sizes = {}
    for node in shown_nodes(graph, block, flow).pills:
        base = node.rpartition(".")[2]
        sizes[node] = pill_size(
            pill_runs(graph, node, "+" if base.startswith("b_") else "", theme, divisor)
        )
    return sizes


def operator(
    plan: OperatorPlan,
    theme: Theme,
    runs: Sequence[TextRun] = (),
    *,
    reached: bool,
    lit: bool,
    selected: bool,
    marked: bool = False,
    changed: bool = False,
) -> list[Primitive]:
    """An operator on its wire: white ground, ink rim, the glyph in the middle; or a pill.

    A pill whose numbers changed carries the dot of change.
    """
    area = plan.rect
    ink = theme.text if reached else theme.ghost
    quiet = bool(plan.node) and not _is_divisor(plan.node)
    rim = _MARKED if marked else 2.4 if lit or selected else 1.2 if quiet else 1.5
    line = ink if lit or selected or not quiet or not reached else theme.strong
    dash = None if reached else (3.0, 3.0)
    parts: list[Primitive] = [Box(area, theme.card, line, rim, area.h / 2, dash)]
    if plan.node:
        parts.append(Text(area.centre, area.middle + _CHIP * 0.36, tuple(runs), _CHIP, "middle"))
    else:
        run = TextRun(plan.glyph, ink, weight=700)
        drop = 0.34 if plan.glyph != "·" else 0.36
        parts.append(Text(area.centre, area.middle + _GLYPH * drop, (run,), _GLYPH, "middle"))
    if changed:
        parts += changed_dot((area.x + 3, area.y + 2), theme)
    return parts


def changed_dot(at: Point, theme: Theme) -> list[Primitive]:
    """The mark of a change on what has no cells to mark: a wire, a pill."""
    area = Rect(*at, 0, 0).grown(_DOT)
    return [Box(area, theme.changed, theme.changed_ink, 1, _DOT)]


def dot_place(plan: WirePlan, operators: Iterable[OperatorPlan]) -> Point:
    """Where the dot of a changed source stands on its wire: in the middle of its longest piece, or
    as near to that as what rides on the wire leaves room."""
    taken = [operator.rect.grown(_DOT - 1) for operator in operators]
    pieces = [*zip(plan.points, plan.points[1:], strict=False)]
    places = []
    for start, end in sorted(pieces, key=lambda piece: -math.dist(*piece)):
        whole = math.dist(start, end) or 1.0
        back = _ARROW if plan.arrow and end == plan.points[-1] else 0.0
        for part in _DOT_PLACES:
            way = part * max(whole - back, 0.0) / whole
            x, y = start[0] + (end[0] - start[0]) * way, start[1] + (end[1] - start[1]) * way
            places.append((x, y))
            if not any(area.x < x < area.right and area.y < y < area.bottom for area in taken):
                return x, y
    return places[0]


def label(plan: LabelPlan, theme: Theme, *, reached: bool) -> list[Primitive]:
    """What a long wire is called, in as many words as there is room for, or not at all."""
    ink = theme.muted if reached else theme.faint
    for texts in (_LABELS, _SHORT_LABELS):
        run = TextRun(QCoreApplication.translate("diagram", texts[plan.kind]), ink)
        if fonts.run_width(run, _LABEL) <= plan.room:
            end = plan.kind == "residual"
            return [Text(*plan.at, (run,), _LABEL, "end" if end else "start")]
    return []


def bracket(plan: BracketPlan, theme: Theme) -> list[Primitive]:
    """The line over everything that each head has of its own."""
    down = plan.y + 12
    points = ((plan.left, down), (plan.left, plan.y), (plan.right, plan.y), (plan.right, down))
    return [Wire(points, theme.strong, 1.2, 6)]


def badge(area: Rect, theme: Theme) -> list[Primitive]:
    """A diamond with ≠: something here is not as in the paper."""
    points = ((area.centre, area.y), (area.right, area.middle), (area.centre, area.bottom),
              (area.x, area.middle))  # fmt: skip
    side, x, y = area.w / 20, area.centre, area.middle
    strokes = (((-4, -2), (4, -2)), ((-4, 2), (4, 2)), ((-2.2, 4.6), (2.2, -4.6)))
    return [
        Polygon(points, theme.card, theme.text),
        *(
            Wire(tuple((x + a * side, y + b * side) for a, b in stroke), theme.text, 1.4 * side)
            for stroke in strokes
        ),
    ]


def warning(area: Rect, theme: Theme) -> list[Primitive]:
    """A triangle with an exclamation mark: something here came to nothing."""
    points = ((area.centre, area.y), (area.right, area.bottom), (area.x, area.bottom))
    run = TextRun("!", theme.card, weight=700)
    return [
        Polygon(points, theme.wrong, theme.card),
        Text(area.centre, area.bottom - area.h * 0.14, (run,), area.h * 0.66, "middle"),
    ]


def note_rect(card: Rect, first: str, second: tuple[TextRun, ...]) -> Rect:
    """Where the note of a lit card would stand: just below it, as wide as it needs."""
    need = max(
        fonts.run_width(TextRun(first, ""), _NOTE), fonts.width(second, _NOTE + 1)
    ) + 22  # fmt: skip
    width = max(need, min(card.w, 150))
    return Rect(card.centre - width / 2, card.bottom + 14, width, 50)


def note(area: Rect, theme: Theme, first: str, second: tuple[TextRun, ...]) -> list[Primitive]:
    """The note: a dark slip with whom it is about and the sum, tied to its card by a short line."""
    dim = theme.ghost if theme.dark else theme.hairline
    return [
        Wire(((area.centre, area.y - 14), (area.centre, area.y)), theme.text, 1.2),
        Box(area, theme.accent, None, 0, 5),
        Text(area.x + 11, area.y + 19, (TextRun(first, dim),), _NOTE),
        Text(
            area.x + 11,
            area.y + 38,
            tuple(replace(run, colour=theme.on_accent) for run in second),
            _NOTE + 1,
        ),
    ]


def is_free(layout: Layout, area: Rect) -> bool:
    """Whether nothing stands there: no card, no pill, no wire."""
    ground = Rect(0, 0, *layout.size)
    taken = [*layout.cards.values(), *(op.rect for op in layout.operators)]
    for plan in layout.wires:
        taken += [line_rect(pair) for pair in zip(plan.points, plan.points[1:], strict=False)]
    return ground.contains(area) and not any(area.overlaps(other.grown(3)) for other in taken)


def line_rect(points: Sequence[tuple[float, float]]) -> Rect:
    """The area a polyline covers."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def nodes_on_cards(graph: Graph, block: int = 1) -> tuple[str, ...]:
    """The nodes of a block that have a card; the others ride on wires as pills."""
    return shown_nodes(graph, block).cards

"""Wires, operators and the note of the diagram as primitives: from a plan and what is reached."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from engine.graph import Graph
from engine.numbers import TRUE_MINUS, format_number
from gui.drawing import fonts
from gui.drawing.content import Lighting
from gui.drawing.diagram_layout import OPERATOR, OperatorPlan, WirePlan
from gui.drawing.primitives import Box, Primitive, Rect, Text, TextRun, Wire
from gui.theme import Theme

_GLYPH = 15.0
_CHIP = 13.0
_NOTE = 13.0


def is_lit(source: str, target: str, lit: Lighting | None) -> bool:
    """Whether a wire carries what the lit cell was made of (or the lit cell itself)."""
    if lit is None or lit.node != target:
        return False
    return source in lit.sources or source == target


def wire(plan: WirePlan, theme: Theme, reached: Collection[str], lit: Lighting | None) -> Wire:
    """One wire: dashed where it leads to something not reached, thick in its colour where lit."""
    if not {plan.source, plan.target} <= set(reached):
        return Wire(plan.points, theme.ghost, 1.4, arrow=plan.arrow, dash=(5, 4))
    ink = theme.roles[plan.role].ink
    if is_lit(plan.source, plan.target, lit):
        return Wire(plan.points, theme.text if plan.source == plan.target else ink, 4,
                    arrow=plan.arrow)  # fmt: skip
    return Wire(plan.points, theme.edge if plan.role == "residual" else ink, 2, arrow=plan.arrow)


def operator_rect(plan: OperatorPlan, divisor: float) -> Rect:
    """The area of an operator: a circle, or a chip that holds the divisor's number."""
    x, y = plan.at
    if not plan.node:
        return Rect(x - OPERATOR, y - OPERATOR, 2 * OPERATOR, 2 * OPERATOR)
    text = fonts.run_width(TextRun(chip_text(divisor), "", weight=600), _CHIP)
    half = max(text / 2 + 8, OPERATOR)
    return Rect(x - half, y - OPERATOR - 1, 2 * half, 2 * OPERATOR + 2)


def chip_text(divisor: float) -> str:
    """`÷1`, `÷1.73`: what the divisor's chip says, short enough for its gutter."""
    magnitude = abs(divisor)
    if 0.01 <= magnitude < 1000:
        return f"÷{format_number(divisor, 2 if magnitude < 10 else 1)}"
    return f"÷{divisor:.0e}".replace("-", TRUE_MINUS).replace("e+0", "e").replace("e+", "e")


def operator(
    plan: OperatorPlan,
    theme: Theme,
    divisor: float,
    *,
    reached: bool,
    lit: bool,
    selected: bool,
) -> list[Primitive]:
    """An operator on its wire: white ground, ink rim, the glyph in the middle."""
    area = operator_rect(plan, divisor)
    ink = theme.text if reached else theme.ghost
    rim = 2.4 if lit or selected else 1.5
    dash = None if reached else (3.0, 3.0)
    parts: list[Primitive] = [Box(area, theme.card, ink, rim, area.h / 2, dash)]
    if plan.node:
        run = TextRun(chip_text(divisor), ink, weight=600)
        parts.append(Text(area.centre, area.middle + _CHIP * 0.36, (run,), _CHIP, "middle"))
    else:
        run = TextRun(plan.glyph, ink, weight=700)
        drop = 0.34 if plan.glyph != "·" else 0.36
        parts.append(Text(area.centre, area.middle + _GLYPH * drop, (run,), _GLYPH, "middle"))
    return parts


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


def nodes_on_cards(graph: Graph) -> tuple[str, ...]:
    """The nodes that have a card; the divisor rides on its wire as a chip."""
    return tuple(name for name in graph.order if name != "divisor")

"""Pieces on the body of a slide: every arrangement tries how large it can be, the best one wins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from gui.drawing import fonts
from gui.drawing.primitives import Box, Point, Primitive, Rect, Text, TextRun, Wire, moved
from gui.export.measures import CHIP, GLYPH, LIT_WIRE, OPERATOR, READABLE, SUM, WIRE
from gui.export.pieces import Block, Flow
from gui.theme import Theme

_LARGEST, _SMALLEST, _STEP = 1.6, 0.1, 0.02
_STARVED = 0.75  # below this long words are cut earlier
_WIDEST = 2.3  # of the body's height: wider slides keep the flow together
_TALLEST = 1.9  # of the body's width
_SUM_SIZES = (SUM, 38, 32, 28, READABLE)
_RAISED_SUM_SIZES = (SUM, 40, 36, 35)  # its exponents are smaller


@dataclass
class Arranged:
    """Pieces in their places. Wires are painted below operators, both above the cards."""

    placed: list[tuple[Block, Rect]] = field(default_factory=list)
    wires: list[Primitive] = field(default_factory=list)
    operators: list[Primitive] = field(default_factory=list)

    @property
    def cards(self) -> dict[str, Rect]:
        """The areas of the nodes' cards."""
        return {block.name: area for block, area in self.placed if block.name}

    @property
    def primitives(self) -> list[Primitive]:
        """Everything in back-to-front order, drawn now."""
        parts: list[Primitive] = []
        for block, area in self.placed:
            parts += moved(block.draw(), area.x, area.y)
        return [*parts, *self.wires, *self.operators]

    def put(self, block: Block, x: float, y: float) -> Rect:
        """Place a block by its upper left corner."""
        area = Rect(x, y, block.width, block.height)
        self.placed.append((block, area))
        return area


class Brush:
    """Draws wires, operators and sums of one flow at one scale."""

    def __init__(self, flow: Flow, theme: Theme, scale: float, thin: float) -> None:
        self.flow, self._theme = flow, theme
        part = min(max(scale, 0.62), 1.15)
        self.scale = scale
        self.radius = round(OPERATOR * part)
        raised = any(run.script for run in flow.sum)
        self.sum_sizes = _RAISED_SUM_SIZES if raised else _SUM_SIZES
        self._glyph = max(round(GLYPH * part), READABLE)
        self._chip = max(round(CHIP * part), READABLE)
        self._thin = thin * min(max(scale, 0.5), 1.0)

    @property
    def chip_width(self) -> float:
        """How wide the text on the arrow makes it; 0 without one."""
        if not self.flow.operator:
            return 0.0
        return max(self._width(self.flow.operator) + self._chip * 1.1, 2.0 * self.radius)

    def wire(self, index: int, points: Sequence[Point], *, arrow: bool = False) -> Wire:
        """The wire of input `index`, or the arrow (the last)."""
        lit = self.flow.lit[index]
        ink = self._theme.text if arrow and lit else self.flow.inks[index]
        width = (LIT_WIRE if lit and not arrow else WIRE) * self._thin
        return Wire(tuple(points), ink, width, 26 * min(self.scale, 1.0), arrow)

    def joint(self, x: float, y: float) -> list[Primitive]:
        """The operator where wires meet."""
        area = Rect(x - self.radius, y - self.radius, 2 * self.radius, 2 * self.radius)
        run = TextRun(self.flow.operator, self._theme.text, weight=700)
        baseline = y + self._glyph * (0.36 if self.flow.operator == "·" else 0.34)
        return [
            Box(area, self._theme.card, self._theme.text, 4 * self._thin, self.radius),
            Text(x, baseline, (run,), self._glyph, "middle"),
        ]

    def chip(self, x: float, y: float) -> list[Primitive]:
        """The operator on an arrow that has a text: `÷1`, `softmax`."""
        width = self.chip_width
        area = Rect(x - width / 2, y - self.radius, width, 2 * self.radius)
        run = TextRun(self.flow.operator, self._theme.text, weight=600)
        rim = (6 if self.flow.lit[-1] else 4) * self._thin
        return [
            Box(area, self._theme.card, self._theme.text, rim, self.radius),
            Text(x, y + self._chip * 0.36, (run,), self._chip, "middle"),
        ]

    def sum_width(self, size: float) -> float:
        """The width of the sum in a size."""
        return fonts.width(self.flow.sum, size)

    def sum_size(self, room: float) -> float | None:
        """The largest size in which the sum fits into `room`; None where it does not at all."""
        if not self.flow.sum:
            return None
        return next((size for size in self.sum_sizes if self.sum_width(size) <= room), None)

    def text_size(self, room: float) -> float:
        """The largest size in which the sum fits into `room`, or the smallest there is."""
        return self.sum_size(room) or self.sum_sizes[-1]

    def _width(self, text: str) -> float:
        return fonts.run_width(TextRun(text, "", weight=600), self._chip)


#: (flow, body, brush, narrow) -> the pieces in place, or None where they do not fit.
Arrangement = Callable[[Flow, Rect, Brush, bool], Arranged | None]


def arrange(
    flow: Flow,
    body: Rect,
    theme: Theme,
    candidates: Sequence[tuple[Arrangement, float]],
    *,
    largest: float = _LARGEST,
    thin: float = 1.0,
) -> tuple[Arranged, float]:
    """The best arrangement and its scale.

    Args:
        candidates: arrangements, each with how much it is preferred: the largest product of scale
            and preference wins, the first of equals.
    """
    best: tuple[float, float, Arrangement, bool] | None = None
    for make, preference in candidates:
        scale, narrow = _largest_scale(flow, body, theme, make, largest, thin)
        if best is None or scale * preference > best[0] + 1e-9:
            best = (scale * preference, scale, make, narrow)
    assert best is not None
    _, scale, make, narrow = best
    made = make(flow, body, Brush(flow, theme, scale, thin), narrow)
    while made is None:  # nothing fits even at the smallest scale: reach beyond the body
        body = body.grown(body.h * 0.1)
        made = make(flow, body, Brush(flow, theme, scale, thin), narrow)
    return made, scale


def _largest_scale(
    flow: Flow, body: Rect, theme: Theme, make: Arrangement, largest: float, thin: float
) -> tuple[float, bool]:
    """The largest scale at which the arrangement fits, and whether long words must be cut."""

    def search(narrow: bool) -> float:
        low, high = 0, round((largest - _SMALLEST) / _STEP)
        while low < high:
            middle = (low + high + 1) // 2
            brush = Brush(flow, theme, _scale(middle), thin)
            if make(flow, body, brush, narrow) is None:
                high = middle - 1
            else:
                low = middle
        return _scale(low)

    wide = search(narrow=False)
    if wide >= min(_STARVED, largest):
        return wide, False
    tight = search(narrow=True)
    return (tight, True) if tight > wide + _STEP / 2 else (wide, False)


def _scale(index: int) -> float:
    return round(_SMALLEST + index * _STEP, 4)


def within(body: Rect, width: float, height: float) -> Rect | None:
    """The part of the body a flow of that size or more spreads over; None if it is too large."""
    if width > body.w or height > body.h:
        return None
    w = min(body.w, max(width, _WIDEST * body.h))
    h = min(body.h, max(height, _TALLEST * body.w))
    return Rect(body.x + (body.w - w) / 2, body.y + (body.h - h) / 2, w, h)

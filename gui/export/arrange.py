"""Pieces on the body of a slide: every arrangement tries how large it can be, the best one wins."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from msgspec.structs import replace

from gui.drawing import fonts
from gui.drawing.primitives import Box, Point, Primitive, Rect, Text, Wire, moved
from gui.export.measures import (
    CHIP,
    DETAILS,
    GLYPH,
    LEAST_RAISED,
    LIT_WIRE,
    OPERATOR,
    READABLE,
    SUM,
    TIGHTEST,
    WIRE,
    Detail,
)
from gui.export.pieces import Block, Flow, Sign
from gui.theme import Theme

_LARGEST, _SMALLEST, _STEP = 1.6, 0.1, 0.02
_UNREADABLE = 0.5  # what an arrangement is worth whose text is too small to read
_WIDEST = 2.3  # of the body's height: wider slides keep the flow together
_TALLEST = 1.9  # of the body's width
_SUM_SIZES = (SUM, 38, 32, 28, READABLE)
_RAISED_SUM_SIZES = (SUM, 40, 36, LEAST_RAISED)  # its exponents are smaller


class Arranged(msgspec.Struct):
    """Pieces in their places. Wires are painted below operators, both above the cards.

    Attributes:
        crowded: whether something was given up for want of room.
    """

    placed: list[tuple[Block, Rect]] = msgspec.field(default_factory=list)
    wires: list[Primitive] = msgspec.field(default_factory=list)
    operators: list[Primitive] = msgspec.field(default_factory=list)
    crowded: bool = False

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
    """Draws wires, signs and sums of one flow at one scale.

    Attributes:
        radius: of the circles that hold a sign.
        detail: how much the cards say.
    """

    def __init__(
        self, flow: Flow, theme: Theme, scale: float, thin: float, detail: Detail = DETAILS[0]
    ) -> None:
        self.flow, self.detail, self._theme = flow, detail, theme
        part = min(max(scale, 0.62), 1.15)
        self.scale = scale
        self.radius = round(OPERATOR * part)
        raised = any(run.script for run in self.flow.sum)
        self.sum_sizes = _RAISED_SUM_SIZES if raised else _SUM_SIZES
        self._glyph = max(round(GLYPH * part), READABLE)
        self._chip = max(round(CHIP * part), READABLE)
        self._thin = thin * min(max(scale, 0.5), 1.0)

    def wire(self, index: int, points: Sequence[Point], *, arrow: bool = False) -> Wire:
        """The wire of input `index`, or the arrow (the last)."""
        lit = self.flow.lit[index]
        ink = self._theme.text if arrow and lit else self.flow.inks[index]
        width = (LIT_WIRE if lit and not arrow else WIRE) * self._thin
        return Wire(tuple(points), ink, width, 26 * min(self.scale, 1.0), arrow)

    def sign_width(self, sign: Sign) -> float:
        """The width of a sign: a circle, or as wide as its text needs."""
        if sign.is_glyph:
            return 2.0 * self.radius
        size = self._sign_size(sign)
        return max(fonts.width(sign.runs, size) + size * 1.1, 2.0 * self.radius)

    def signs_width(self, signs: Sequence[Sign], between: float) -> float:
        """The room of several signs on one wire."""
        return sum(self.sign_width(sign) for sign in signs) + between * max(len(signs) - 1, 0)

    def sign(self, sign: Sign, x: float, y: float) -> list[Primitive]:
        """A sign on the wires that meet at (x, y)."""
        half = self.sign_width(sign) / 2
        area = Rect(x - half, y - self.radius, 2 * half, 2 * self.radius)
        size = self._sign_size(sign)
        drop = 0.34 if sign.is_glyph and sign.runs[0].text != "·" else 0.36
        runs = sign.runs
        if sign.is_glyph:
            runs = (replace(runs[0], weight=700),)
        rim = (6 if self._is_lit(sign) else 4) * self._thin
        return [
            Box(area, self._theme.card, self._theme.text, rim, self.radius),
            Text(x, y + size * drop, runs, size, "middle"),
        ]

    def _sign_size(self, sign: Sign) -> int:
        if sign.is_glyph:
            return self._glyph
        return max(self._chip, LEAST_RAISED) if sign.is_raised else self._chip

    def _is_lit(self, sign: Sign) -> bool:
        return not sign.is_glyph and sign.input is None and self.flow.lit[-1]

    def sum_width(self, size: float) -> float:
        """The width of the sum in a size."""
        return fonts.width(self.flow.sum, size)

    def sum_size(self, room: float, most: float = SUM) -> float | None:
        """The largest size up to `most` in which the sum fits into `room`; None: in none at all."""
        sizes = [size for size in self.sum_sizes if size <= most] if self.flow.sum else []
        return next((size for size in sizes if self.sum_width(size) <= room), None)

    def text_size(self, room: float) -> float:
        """The largest size in which the sum fits into `room`, or the smallest there is."""
        return self.sum_size(room) or self.sum_sizes[-1]


#: (flow, body, brush) -> the pieces in place, or None where they do not fit.
Arrangement = Callable[[Flow, Rect, Brush], Arranged | None]


class _Choice(msgspec.Struct, frozen=True):
    """An arrangement with the largest scale at which it fits, and how much is preferred of it."""

    make: Arrangement
    detail: Detail
    scale: float
    worth: float


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
            and preference wins, the first of equals. Detail is given up only where all are small.
    """
    enough = min(TIGHTEST, largest)
    best = _best(flow, body, theme, candidates, largest, thin, enough)
    made = best.make(flow, body, Brush(flow, theme, best.scale, thin, best.detail))
    while made is None:  # nothing fits even at the smallest scale: reach beyond the body
        body = body.grown(body.h * 0.1)
        made = best.make(flow, body, Brush(flow, theme, best.scale, thin, best.detail))
    made.crowded = best.detail is not DETAILS[0] or best.scale < enough
    return made, best.scale


def _best(
    flow: Flow,
    body: Rect,
    theme: Theme,
    candidates: Sequence[tuple[Arrangement, float]],
    largest: float,
    thin: float,
    enough: float,
) -> _Choice:
    """The choice that is worth most; less is said only while none has a scale that is enough."""
    best: _Choice | None = None
    for detail in DETAILS:
        for make, preference in candidates:
            scale = _largest_scale(flow, body, theme, make, detail, largest, thin)
            worth = scale * preference * (1.0 if scale >= enough else _UNREADABLE)
            if best is None or worth > best.worth + (1e-9 if detail is best.detail else _STEP):
                best = _Choice(make, detail, scale, worth)
        if best is not None and best.scale >= enough:
            break
    assert best is not None
    return best


def _largest_scale(
    flow: Flow,
    body: Rect,
    theme: Theme,
    make: Arrangement,
    detail: Detail,
    largest: float,
    thin: float,
) -> float:
    """The largest scale at which the arrangement fits."""
    low, high = 0, round((largest - _SMALLEST) / _STEP)
    while low < high:
        middle = (low + high + 1) // 2
        if make(flow, body, Brush(flow, theme, _scale(middle), thin, detail)) is None:
            high = middle - 1
        else:
            low = middle
    return _scale(low)


def _scale(index: int) -> float:
    return round(_SMALLEST + index * _STEP, 4)


def within(body: Rect, width: float, height: float) -> Rect | None:
    """The part of the body a flow of that size or more spreads over; None if it is too large."""
    if width > body.w or height > body.h:
        return None
    w = min(body.w, max(width, _WIDEST * body.h))
    h = min(body.h, max(height, _TALLEST * body.w))
    return Rect(body.x + (body.w - w) / 2, body.y + (body.h - h) / 2, w, h)

"""What the wires of a slide are joined to in a presentation, so that they follow a card one moves.

Worked out before any shape is made: wires are drawn below the cards and operators they join.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from gui.drawing.primitives import Box, Point, Primitive, Rect, Wire

MIDDLES = 4  # the sites that every rectangle has, before those of its own
_NEAR = 1.5  # how far the end of a wire may be from the place it is joined to
_SAME = 2.0  # how far the frame of a card may be from its area


class Anchor(msgspec.Struct, frozen=True):
    """A shape that connectors can be joined to.

    Attributes:
        identity: of the shape.
        name: of the card; empty for an operator.
        extra: places of its own where wires join it, after the middles of its four sides.
    """

    identity: int
    area: Rect
    name: str = ""
    extra: list[Point] = msgspec.field(default_factory=list)

    @property
    def sites(self) -> tuple[Point, ...]:
        """Top, left, bottom, right, the order in which a rectangle numbers them; then its own."""
        area = self.area
        return (
            (area.centre, area.y),
            (area.x, area.middle),
            (area.centre, area.bottom),
            (area.right, area.middle),
            *self.extra,
        )

    def site_at(self, at: Point) -> int | None:
        """The number of the site there."""
        for number, site in enumerate(self.sites):
            if math.dist(site, at) <= _NEAR:
                return number
        return None


class Joint(NamedTuple):
    """An end of a wire: the identity of a shape and which of its sites."""

    identity: int
    site: int


class Joined(NamedTuple):
    """A wire as a connector: its points, and what it joins at its start and end."""

    points: tuple[Point, ...]
    start: Joint | None
    end: Joint | None


class Joints:
    """The shapes of a slide that are joined, and the wires that join them."""

    def __init__(
        self, primitives: Sequence[Primitive], cards: Mapping[str, Rect], take: Callable[[], int]
    ) -> None:
        self._cards: list[Anchor] = []
        self._signs: list[Anchor] = []
        self._anchors: dict[int, Anchor] = {}
        self._wires: dict[int, Joined] = {}
        free = dict(cards)
        for item in primitives:
            if not isinstance(item, Box):
                continue
            name = _card_of(free, item.rect)
            if name:
                del free[name]  # the first one is its frame; others are rings and the like
                self._anchors[id(item)] = Anchor(take(), item.rect, name)
                self._cards.append(self._anchors[id(item)])
            elif item.fill and 2 * item.radius >= item.rect.h - 0.01:
                self._anchors[id(item)] = Anchor(take(), item.rect)
                self._signs.append(self._anchors[id(item)])
        for item in primitives:
            if isinstance(item, Wire):
                self._wires[id(item)] = self._joined(without_doubles(item.points))

    def anchor(self, box: Box) -> Anchor | None:
        """What the box is to wires."""
        return self._anchors.get(id(box))

    def joined(self, wire: Wire) -> Joined:
        """The wire with its ends."""
        return self._wires[id(wire)]

    def _joined(self, points: list[Point]) -> Joined:
        points[0], start = self._end(points[0], points[1])
        points[-1], end = self._end(points[-1], points[-2])
        return Joined(tuple(points), start, end)

    def _end(self, at: Point, towards: Point) -> tuple[Point, Joint | None]:
        """Where a wire ends, and what it joins there.

        Below an operator it ends at the middle; a connector ends at the rim.
        """
        for sign in self._signs:
            rim = _rim(sign, at, towards)
            if rim is not None:
                return sign.sites[rim], Joint(sign.identity, rim)
        for anchor in (*self._signs, *self._cards):
            site = anchor.site_at(at)
            if site is not None:
                return at, Joint(anchor.identity, site)
        for card in self._cards:
            if card.area.grown(_NEAR).contains(Rect(*at, 0, 0)):
                card.extra.append(at)
                return at, Joint(card.identity, len(card.sites) - 1)
        return at, None


def _rim(sign: Anchor, at: Point, towards: Point) -> int | None:
    """The site of an operator through which a wire leaves its middle."""
    area = sign.area
    if math.dist((area.centre, area.middle), at) > _NEAR:
        return None
    if area.grown(_NEAR).contains(Rect(*towards, 0, 0)):
        return None
    if level(at, towards):
        return 1 if towards[0] < at[0] else 3
    return (0 if towards[1] < at[1] else 2) if upright(at, towards) else None


def _card_of(cards: Mapping[str, Rect], area: Rect) -> str:
    """The name of the card whose frame this is; empty where it is none."""
    for name, card in cards.items():
        edges = zip((card.x, card.y, card.w, card.h), (area.x, area.y, area.w, area.h), strict=True)
        if all(abs(a - b) <= _SAME for a, b in edges):
            return name
    return ""


def without_doubles(points: Iterable[Point]) -> list[Point]:
    """The points of a line without those that lie on it; two at least."""
    kept: list[Point] = []
    for point in points:
        if kept and math.dist(point, kept[-1]) < 0.01:
            continue
        if len(kept) > 1 and (
            (level(kept[-2], kept[-1]) and level(kept[-1], point))
            or (upright(kept[-2], kept[-1]) and upright(kept[-1], point))
        ):
            kept[-1] = point
        else:
            kept.append(point)
    return kept if len(kept) > 1 else [kept[0], kept[0]]


def level(a: Point, b: Point) -> bool:
    """Whether a line from one to the other is horizontal."""
    return abs(a[1] - b[1]) < 0.01


def upright(a: Point, b: Point) -> bool:
    """Whether a line from one to the other is vertical."""
    return abs(a[0] - b[0]) < 0.01

"""What the rows of a diagram are built with: spacing, cards at their ports, wires, pills."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from engine.graph import Graph, Role
from gui.drawing.placement import Shown
from gui.drawing.plan import OPERATOR, CardSize, Layout, OperatorPlan, WirePlan
from gui.drawing.primitives import Point, Rect

_PILL = CardSize(34, 2 * OPERATOR, OPERATOR)
_PILL_GAP = 6.0
_ARROW = 12.0


class Spacing(msgspec.Struct, frozen=True):
    """Distances in the layout's units; gutters are named by what runs in them."""

    margin: float = 13
    top: float = 66
    bracket: float = 44
    lane: float = 22
    stack: float = 34
    add: float = 56
    product: float = 44
    plain: float = 24
    dot: float = 50
    divide: float = 74
    mix: float = 40
    joint: float = 40
    times: float = 46
    trunk: float = 18
    operator: float = 25


ROOMY = Spacing()
TIGHT = Spacing(
    lane=14, stack=26, add=42, product=30, plain=24, dot=40, divide=50, mix=34, joint=30,
    times=40, trunk=14, operator=19,
)  # fmt: skip


class Pills(msgspec.Struct, frozen=True):
    """Pills at one place of a wire: one rides on it, others hang above and below it.

    Attributes:
        target: the node the wire leads to.
        above, on, below: (what stands before the symbol, node).
    """

    target: str
    on: tuple[str, str] | None = None
    above: tuple[tuple[str, str], ...] = ()
    below: tuple[tuple[str, str], ...] = ()

    @property
    def nodes(self) -> list[str]:
        """All of them."""
        middle = [self.on] if self.on else []
        return [node for _, node in (*self.above, *middle, *self.below)]


class Builder(msgspec.Struct):
    """A layout in the making.

    Attributes:
        signs: whether a × stands before the matrices of the projections.
        stretch: what is added to gutters, so that both rows of a block end together.
    """

    graph: Graph
    shown: Shown
    sizes: Mapping[str, CardSize]
    space: Spacing
    signs: bool
    stretch: float = 0.0
    layout: Layout = msgspec.field(default_factory=Layout)
    ports: dict[str, float] = msgspec.field(default_factory=dict)

    def name(self, base: str) -> str:
        """The node of that plain name in the block that is laid out."""
        shared = ("X", "E", "PE", "memory", "mask", "target", "loss")
        return base if base in shared else self.shown.name(base)

    def has(self, base: str) -> bool:
        """Whether that node is there."""
        return self.name(base) in self.graph

    def is_card(self, base: str) -> bool:
        """Whether that node is shown as a card."""
        return self.name(base) in self.shown.cards

    def size(self, name: str) -> CardSize:
        """The extent of a node's card or pill."""
        return self.sizes.get(name, _PILL)

    def put(self, name: str, x: float) -> Rect:
        """Place a card with its left edge at `x`, at its port."""
        size = self.sizes[name]
        area = Rect(x, self.ports[name] - size.port, size.width, size.height)
        self.layout.cards[name] = area
        return area

    def wire(
        self,
        source: str,
        target: str,
        *points: Point,
        role: Role | None = None,
        arrow: bool = False,
        heavy: bool = False,
    ) -> None:
        """Draw a wire through points; those that say nothing new are left out."""
        kept: list[Point] = []
        for point in points:
            if kept and kept[-1] == point:
                continue
            if len(kept) > 1 and (
                kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]
            ):
                kept.pop()
            kept.append(point)
        role = role or self.graph[source].role
        self.layout.wires.append(WirePlan(source, target, role, tuple(kept), arrow, heavy))

    def operator(self, glyph: str, target: str, at: Point) -> None:
        """Put an operator's circle on the wires into `target`."""
        self.layout.operators.append(OperatorPlan(glyph, target, at))

    def pill_width(self, pills: Pills) -> float:
        """How wide a place of pills is."""
        return max((self.size(node).width for node in pills.nodes), default=0.0)

    def pills_room(self, groups: Sequence[Pills], *, arrow: bool = True) -> float:
        """How wide a gutter must be for these groups, one after the other, and an arrow."""
        widths = [self.pill_width(pills) for pills in groups if pills.nodes]
        if not widths:
            return 0.0
        return sum(widths) + _PILL_GAP * (len(widths) + 1) + (_ARROW if arrow else 0.0)

    def place_pills(
        self,
        groups: Sequence[Pills],
        left: float,
        right: float,
        y: float,
        *,
        arrow: bool = True,
    ) -> None:
        """Put groups of pills on the wire at height `y` between two cards, evenly."""
        groups = [pills for pills in groups if pills.nodes]
        widths = [self.pill_width(pills) for pills in groups]
        taken = sum(widths) + (_ARROW * 0.6 if arrow else 0.0)
        spare = (right - left - taken) / (len(groups) + 1)
        x = left + spare
        for pills, width in zip(groups, widths, strict=True):
            self._place_group(pills, x + width / 2, y)
            x += width + spare

    def _place_group(self, pills: Pills, x: float, y: float) -> None:
        step = 2 * OPERATOR + _PILL_GAP
        if pills.on:
            self._pill(pills.on, pills.target, (x, y))
        for number, pill in enumerate(reversed(pills.above), start=1):
            self._pill(pill, pills.target, (x, y - number * step))
        for number, pill in enumerate(pills.below, start=1):
            self._pill(pill, pills.target, (x, y + number * step))
        for stack, way in ((pills.above, -1), (pills.below, 1)):
            for number in range(len(stack)):
                start = y + way * (number * step + OPERATOR)
                node = stack[-1 - number][1] if way < 0 else stack[number][1]
                self.wire(node, node, (x, start + way * _PILL_GAP), (x, start),
                          role=self.graph[node].role)  # fmt: skip

    def _pill(self, pill: tuple[str, str], target: str, at: Point) -> None:
        glyph, node = pill
        size = self.size(node)
        self.layout.operators.append(
            OperatorPlan(glyph, target, at, node, (size.width, size.height))
        )

    def norm_pills(self, which: int) -> list[Pills]:
        """What a norm is scaled and shifted by, on the wire into it."""
        names = [self.name(f"{letter}_{which}") for letter in ("gamma", "beta")]
        gamma, beta = (("", name) for name in names)
        return [Pills(self.name(f"norm_{which}"), on=beta, above=(gamma,),
                      below=(("", self.name("eps")),))]  # fmt: skip

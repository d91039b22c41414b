"""A diagram laid out, as plain data: areas of cards, wires, operators and pills, bands, labels."""

from __future__ import annotations

from typing import Literal

import msgspec

from engine.graph import Role, Stage
from gui.drawing.primitives import Point, Rect

#: Half an operator's circle, and half the height of a pill.
OPERATOR = 11.0


class CardSize(msgspec.Struct, frozen=True):
    """The extent of a card (or pill) and the height of its port, where wires meet it."""

    width: float
    height: float
    port: float

    @property
    def below(self) -> float:
        """From the port to the lower edge."""
        return self.height - self.port


class WirePlan(msgspec.Struct, frozen=True):
    """A wire. It carries `source` into the operation that makes `target`.

    Attributes:
        heavy: the word stream going past a sub-layer (the residual).
    """

    source: str
    target: str
    role: Role
    points: tuple[Point, ...]
    arrow: bool = False
    heavy: bool = False


class OperatorPlan(msgspec.Struct, frozen=True):
    """An operator on the wires into `target`, or a pill: a small node that rides on them.

    Attributes:
        glyph: `×`, `·`, `+`; what stands before the symbol of a pill.
        node: the node a pill stands for; empty for an operator.
        size: width and height.
    """

    glyph: str
    target: str
    at: Point
    node: str = ""
    size: tuple[float, float] = (2 * OPERATOR, 2 * OPERATOR)

    @property
    def rect(self) -> Rect:
        """The area it takes."""
        (x, y), (w, h) = self.at, self.size
        return Rect(x - w / 2, y - h / 2, w, h)


class LabelPlan(msgspec.Struct, frozen=True):
    """What a long wire is called: `residual`, `return` or `around`.

    Attributes:
        at: where the text starts; for `residual`, which stands left of its wire, where it ends.
        room: how long the text may be.
    """

    kind: Literal["residual", "return", "around"]
    at: Point
    room: float


class BandPlan(msgspec.Struct, frozen=True):
    """A stage's ground: a column, or a part of the lower row.

    Attributes:
        number: the place of the stage in the pipeline, from 1.
        heading: where its title starts.
    """

    stage: Stage
    number: int
    left: float
    right: float
    top: float
    bottom: float
    heading: float


class BracketPlan(msgspec.Struct, frozen=True):
    """The bracket above the cards that every head has of its own."""

    left: float
    right: float
    y: float


class Layout(msgspec.Struct):
    """A diagram laid out. Cards are areas by node name."""

    cards: dict[str, Rect] = msgspec.field(default_factory=dict)
    wires: list[WirePlan] = msgspec.field(default_factory=list)
    operators: list[OperatorPlan] = msgspec.field(default_factory=list)
    bands: list[BandPlan] = msgspec.field(default_factory=list)
    labels: list[LabelPlan] = msgspec.field(default_factory=list)
    bracket: BracketPlan | None = None
    size: tuple[float, float] = (0.0, 0.0)

    @property
    def places(self) -> dict[str, Rect]:
        """Where every node is that can be pointed at: cards, and pills (the first of a node)."""
        pills = {op.node: op.rect for op in reversed(self.operators) if op.node}
        return {**pills, **self.cards}

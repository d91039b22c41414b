"""What arrangements share: distances, the pieces of a flow, signs and sums at their places."""

from __future__ import annotations

from collections.abc import Sequence

from gui.drawing.primitives import Primitive, Rect, Text
from gui.export.arrange import Arranged, Brush
from gui.export.pieces import Block, Flow, Sign

STACK = 32.0  # between cards above each other
ASIDE = 56.0  # between cards that no wire joins
BETWEEN = 20.0  # from a sign to what is beside it on the wire
ARROW = 116.0  # the shortest arrow
SUM_ROOM = 1.3  # of the size of a sum: the room it takes beside an arrow
AIR = 22.0  # between a sum and what it stands at


def flow_blocks(flow: Flow, brush: Brush) -> list[Block]:
    """The inputs, then the result where there is one."""
    pieces = [*flow.inputs, *([flow.result] if flow.result else [])]
    return [piece.block(brush.scale, brush.detail) for piece in pieces]


def result_blocks(flow: Flow, brush: Brush) -> list[Block]:
    """The result, then what stands below it."""
    pieces = [piece for piece in (flow.result, flow.extra) if piece is not None]
    return [piece.block(brush.scale, brush.detail) for piece in pieces]


def stacked(blocks: Sequence[Block], scale: float) -> float:
    """The height of blocks below each other."""
    return sum(block.height for block in blocks) + STACK * scale * (len(blocks) - 1)


def signs_along(brush: Brush, signs: Sequence[Sign], middle: float, y: float) -> list[Primitive]:
    """Signs side by side, their middle at `middle`."""
    between = BETWEEN * brush.scale
    x = middle - brush.signs_width(signs, between) / 2
    parts: list[Primitive] = []
    for sign in signs:
        width = brush.sign_width(sign)
        parts += brush.sign(sign, x + width / 2, y)
        x += width + between
    return parts


def sum_beside(
    made: Arranged,
    flow: Flow,
    brush: Brush,
    x: float,
    middle: float,
    body: Rect,
    height: float,
) -> None:
    """The sum on the right of an arrow that points down, where there is room."""
    x += AIR
    size = brush.sum_size(body.right - x, height / SUM_ROOM)
    if size is not None:
        made.operators.append(Text(x, middle + size * 0.3, flow.sum, size))

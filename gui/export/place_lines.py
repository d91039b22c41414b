"""Arrangements in one line: a row, as an equation reads, or a column."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from gui.drawing.primitives import Rect, Text
from gui.export.arrange import Arranged, Brush, within
from gui.export.pieces import Flow
from gui.export.place_parts import (
    AIR,
    ARROW,
    ASIDE,
    BETWEEN,
    STACK,
    flow_blocks,
    signs_along,
    sum_beside,
)

_APART = 2.0  # how much wider than that the room between unjoined cards may become
_SIGN_ROOM = 120.0  # of an arrow beside its signs


def row(flow: Flow, body: Rect, brush: Brush, *, sum_below: bool) -> Arranged | None:
    """All on one line, as the equation reads; the sum above the arrow or below the result."""
    if sum_below and not flow.sum:
        return None
    s = brush.scale
    blocks = flow_blocks(flow, brush)
    extra = flow.extra.block(s, brush.detail) if flow.extra is not None else None
    widths = [block.width for block in blocks]
    gaps = _row_gaps(flow, brush, sum_above=not sum_below)
    below = 0.0
    if extra is not None:
        widths[-1] = max(widths[-1], extra.width)
        below = extra.height + STACK * s
    elif flow.sum and sum_below:
        below = brush.text_size(body.w * 0.5) + 2.5 * AIR
    above = max(block.port for block in blocks)
    under = max(block.below for block in blocks)
    under = max(under, (under if _is_wide(brush, widths) else blocks[-1].below) + below)
    span = within(body, sum(widths) + sum(gaps), above + under)
    if span is None:
        return None
    _widen(gaps, span.w - sum(widths), flow)
    made = Arranged()
    port = span.y + (span.h - above - under) / 2 + above
    x = span.x + (span.w - sum(gaps) - sum(widths)) / 2
    areas = []
    for block, width, gap in zip(blocks, widths, [*gaps, 0.0], strict=True):
        areas.append(made.put(block, x + (width - block.width) / 2, port - block.port))
        x += width + gap
    if extra is not None:
        made.put(extra, areas[-1].centre - extra.width / 2, areas[-1].bottom + STACK * s)
    if flow.result is not None:
        _row_wires(made, flow, brush, areas, port)
        _row_sum(made, flow, brush, body, areas, port, below=sum_below)
    return made


def _row_sum(
    made: Arranged,
    flow: Flow,
    brush: Brush,
    body: Rect,
    areas: list[Rect],
    port: float,
    *,
    below: bool,
) -> None:
    """The sum of the lit cell, below the result or above the arrow to it."""
    last = areas[-1]
    if flow.sum and below:
        size = brush.text_size(body.w * 0.5)
        half = min(brush.sum_width(size), body.w) / 2
        centre = min(last.centre, body.right - half)
        above = max(area.bottom for area in areas if area.right + AIR > centre - half)
        y = above + 1.5 * AIR + size * 0.76
        made.operators.append(Text(centre, y, flow.sum, size, "middle"))
    elif flow.sum:
        size = brush.text_size(last.x - areas[-2].right - 40 * brush.scale)
        lift = brush.radius if flow.signs_before(len(flow.inputs)) else 4
        centre = (areas[-2].right + last.x) / 2
        made.operators.append(Text(centre, port - lift - AIR, flow.sum, size, "middle"))


def _is_wide(brush: Brush, widths: Sequence[float]) -> bool:
    """Whether the sum below the result may reach below the piece before it."""
    return brush.sum_width(brush.sum_sizes[0]) > widths[-1]


def _row_gaps(flow: Flow, brush: Brush, *, sum_above: bool) -> list[float]:
    """The least room between the pieces of a row."""
    s, last = brush.scale, len(flow.inputs)
    if flow.result is None:
        return [ASIDE * s] * (last - 1)
    gaps = []
    for index in range(1, last + 1):
        signs = flow.signs_before(index)
        room = brush.signs_width(signs, BETWEEN * s)
        if flow.chain or index == last:
            gaps.append(max(ARROW * s, room + _SIGN_ROOM * s if signs else 0.0))
        else:
            gaps.append(room + 2 * BETWEEN * s if signs else ASIDE * s)
    if flow.sum and sum_above:
        gaps[-1] = max(gaps[-1], brush.sum_width(brush.sum_sizes[2]) + 70 * s)
    return gaps


def _widen(gaps: list[float], room: float, flow: Flow) -> None:
    """Share out the room that is left: all gaps alike, or mostly to the arrow."""
    spare = room - sum(gaps)
    if flow.result is None:  # cards that nothing joins stay together
        spare = min(spare, _APART * sum(gaps))
    alike = flow.chain or flow.result is None
    for index in range(len(gaps)):
        is_joint = not alike and index < len(gaps) - 1
        part = 0.5 if is_joint else 1.0
        total = len(gaps) - (0.0 if alike else 0.5 * (len(gaps) - 1))
        gaps[index] += spare * part / total


def _row_wires(made: Arranged, flow: Flow, brush: Brush, areas: list[Rect], port: float) -> None:
    for index, (left, right) in enumerate(pairwise(areas)):
        ends = index == len(areas) - 2
        arrow = flow.chain or ends
        line = ((left.right, port), (right.x, port))
        made.wires.append(brush.wire(len(flow.inputs) if ends else index, line, arrow=arrow))
        middle = (left.right + right.x) / 2 - (8 * brush.scale if arrow else 0)
        made.operators += signs_along(brush, flow.signs_before(index + 1), middle, port)


def column(flow: Flow, body: Rect, brush: Brush) -> Arranged | None:
    """Everything below each other, on the middle of the body."""
    s, r = brush.scale, brush.radius
    blocks = flow_blocks(flow, brush)
    joined = flow.result is not None
    signs = [flow.signs_before(index) for index in range(1, len(blocks))] if joined else []
    most = max(map(len, signs), default=0)
    gap = (most * (2 * r + BETWEEN * s) + 90 * s if most else ARROW * s) if joined else ASIDE * s
    width = max(block.width for block in blocks)
    heights = sum(block.height for block in blocks)
    span = within(body, width, heights + gap * (len(blocks) - 1))
    if span is None or (joined and len(flow.inputs) > 1 and not flow.chain):
        return None
    gap += min((span.h - heights - gap * (len(blocks) - 1)) / max(len(blocks) - 1, 1), gap)
    made = Arranged()
    y = span.y + (span.h - heights - gap * (len(blocks) - 1)) / 2
    areas = []
    for block in blocks:
        areas.append(made.put(block, span.centre - block.width / 2, y))
        y += block.height + gap
    x = span.centre
    for index, these in enumerate(signs):
        top, bottom = areas[index].bottom, areas[index + 1].y
        ends = index == len(signs) - 1
        which = len(flow.inputs) if ends else index
        made.wires.append(brush.wire(which, ((x, top), (x, bottom)), arrow=True))
        middle = (top + bottom) / 2 - 8 * s
        y = middle - (len(these) - 1) * (r + BETWEEN * s / 2)
        for sign in these:
            made.operators += brush.sign(sign, x, y)
            y += 2 * r + BETWEEN * s
        if ends:
            half = max((brush.sign_width(sign) for sign in these), default=0.0) / 2
            sum_beside(made, flow, brush, x + half, middle, body, bottom - top)
    return made


row_sum_above = partial(row, sum_below=False)
row_sum_below = partial(row, sum_below=True)

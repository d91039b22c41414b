"""The arrangements a slide can have. Each one says where everything stands, or that it cannot."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from gui.drawing.primitives import Rect, Text
from gui.export.arrange import Arranged, Brush, within
from gui.export.pieces import Block, Flow

_STACK = 32.0  # between cards above each other
_ASIDE = 56.0  # between cards that no wire joins
_ELBOW = 110.0  # from the inputs to where their wires meet
_ARROW = 116.0  # the shortest arrow
_AIR = 22.0  # between a sum and what it stands at


def row(flow: Flow, body: Rect, brush: Brush, narrow: bool, *, sum_below: bool) -> Arranged | None:
    """All on one line, as the equation reads; the sum above the arrow or below the result."""
    s, r = brush.scale, brush.radius
    blocks = _blocks(flow, s, narrow)
    gaps = [2 * r + 2 * 20 * s if flow.operator else _ASIDE * s] * (len(blocks) - 1)
    below = 0.0
    if flow.result is not None and gaps:
        gaps[-1] = max(_ARROW * s, brush.chip_width + 120 * s if len(flow.inputs) == 1 else 0)
        if flow.sum and sum_below:
            below = brush.text_size(body.w * 0.5) + 2.5 * _AIR
        elif flow.sum:
            gaps[-1] = max(gaps[-1], brush.sum_width(brush.sum_sizes[2]) + 70 * s)
    above = max(block.port for block in blocks)
    under = max(max(block.below for block in blocks), blocks[-1].below + below)
    span = within(body, sum(block.width for block in blocks) + sum(gaps), above + under)
    if span is None:
        return None
    _widen(gaps, span.w - sum(block.width for block in blocks), flow)
    made = Arranged()
    port = span.y + (span.h - above - under) / 2 + above
    x = span.x + (span.w - sum(gaps) - sum(block.width for block in blocks)) / 2
    areas = []
    for block, gap in zip(blocks, [*gaps, 0.0], strict=True):
        areas.append(made.put(block, x, port - block.port))
        x += block.width + gap
    if flow.result is None:
        return made
    _row_wires(made, flow, brush, areas, port)
    if flow.sum and sum_below:
        size = brush.text_size(body.w * 0.5)
        half = min(brush.sum_width(size), body.w) / 2
        centre = min(areas[-1].centre, body.right - half)
        y = areas[-1].bottom + 1.5 * _AIR + size * 0.76
        made.operators.append(Text(centre, y, flow.sum, size, "middle"))
    elif flow.sum:
        size = brush.text_size(gaps[-1] - 40 * s)
        lift = r if brush.chip_width and len(flow.inputs) == 1 else 4
        centre = (areas[-2].right + areas[-1].x) / 2
        made.operators.append(Text(centre, port - lift - _AIR, flow.sum, size, "middle"))
    return made


def _widen(gaps: list[float], room: float, flow: Flow) -> None:
    """Share out the room that is left: all gaps alike, or mostly to the arrow."""
    spare = room - sum(gaps)
    for index in range(len(gaps)):
        is_joint = flow.result is not None and index < len(gaps) - 1
        part = 0.5 if is_joint else 1.0
        total = len(gaps) - (0.5 * (len(gaps) - 1) if flow.result is not None else 0)
        gaps[index] += spare * part / total


def _row_wires(made: Arranged, flow: Flow, brush: Brush, areas: list[Rect], port: float) -> None:
    for index, (left, right) in enumerate(pairwise(areas)):
        middle = (left.right + right.x) / 2
        if index < len(areas) - 2:
            made.wires.append(brush.wire(index, ((left.right, port), (right.x, port))))
            made.operators += brush.joint(middle, port)
        else:
            line = ((left.right, port), (right.x, port))
            made.wires.append(brush.wire(len(flow.inputs), line, arrow=True))
            if len(flow.inputs) == 1 and flow.operator:
                made.operators += brush.chip(middle - 8 * brush.scale, port)


def column(flow: Flow, body: Rect, brush: Brush, narrow: bool) -> Arranged | None:
    """Everything below each other, on the middle of the body."""
    s, r = brush.scale, brush.radius
    blocks = _blocks(flow, s, narrow)
    joined = flow.result is not None
    gap = (2 * r + 110 * s if flow.operator else _ARROW * s) if joined else _ASIDE * s
    width = max(block.width for block in blocks)
    heights = sum(block.height for block in blocks)
    span = within(body, width, heights + gap * (len(blocks) - 1))
    if span is None or (joined and len(flow.inputs) > 1):
        return None
    gap += min((span.h - heights - gap * (len(blocks) - 1)) / max(len(blocks) - 1, 1), gap)
    made = Arranged()
    y = span.y + (span.h - heights - gap * (len(blocks) - 1)) / 2
    areas = []
    for block in blocks:
        areas.append(made.put(block, span.centre - block.width / 2, y))
        y += block.height + gap
    if joined:
        x, top, bottom = span.centre, areas[0].bottom, areas[1].y
        middle = (top + bottom) / 2 - 8 * s
        made.wires.append(brush.wire(len(flow.inputs), ((x, top), (x, bottom)), arrow=True))
        if flow.operator:
            made.operators += brush.chip(x, middle)
        _sum_beside(made, flow, brush, x + brush.chip_width / 2, middle, body)
    return made


def fork(flow: Flow, body: Rect, brush: Brush, narrow: bool) -> Arranged | None:
    """Inputs below each other on the left, the result large on the right."""
    s, r = brush.scale, brush.radius
    inputs = [piece.block(s, narrow) for piece in flow.inputs]
    results = _results(flow, s, narrow)
    left_w, right_w = max(b.width for b in inputs), max(b.width for b in results)
    left_h, right_h = _stacked(inputs, s), _stacked(results, s)
    arrow = _ARROW * s
    if flow.sum:
        arrow = max(arrow, brush.sum_width(brush.sum_sizes[2]) + 80 * s)
    fixed = left_w + _ELBOW * s + r + right_w
    span = within(body, fixed + arrow, max(left_h, right_h))
    if span is None:
        return None
    made = Arranged()
    starts = []
    y = span.y + (span.h - left_h) / 2
    for block in inputs:
        made.put(block, span.x, y)
        start = block.lit_start or (block.width, block.port)
        starts.append((span.x + start[0], y + start[1]))
        y += block.height + _STACK * s
    wish = sum(start[1] for start in starts) / len(starts) - results[0].port
    if flow.extra is not None:
        wish = span.y + (span.h - right_h) / 2
        off = [start[1] - wish - results[0].port for start in starts]
        wish += next((d for d in off if abs(d) < 3 * r), 0.0)  # rather straight than with a kink
    y = min(max(wish, span.y), span.bottom - right_h)
    port = y + results[0].port
    right = span.right - right_w
    for block in results:
        made.put(block, right + (right_w - block.width) / 2, y)
        y += block.height + _STACK * s
    end = right + (right_w - results[0].width) / 2
    joint = span.x + left_w + _ELBOW * s
    if not flow.operator:
        return made
    for index, start in enumerate(starts):
        points = [start, (joint, start[1])]
        if abs(start[1] - port) >= 0.8 * r:  # else it ends under the operator
            points.append((joint, port))
        made.wires.append(brush.wire(index, points))
    made.wires.append(brush.wire(len(starts), ((joint, port), (end, port)), arrow=True))
    made.operators += brush.joint(joint, port)
    if flow.sum:
        size = brush.text_size(end - joint - r - 50 * s)
        centre = (joint + r + end - 16 * s) / 2
        made.operators.append(Text(centre, port - _AIR, flow.sum, size, "middle"))
    return made


def fork_down(flow: Flow, body: Rect, brush: Brush, narrow: bool) -> Arranged | None:
    """Inputs side by side on top, the result large below."""
    s, r = brush.scale, brush.radius
    inputs = [piece.block(s, narrow) for piece in flow.inputs]
    results = _results(flow, s, narrow)
    aside = _ASIDE * s
    top_w = sum(b.width for b in inputs) + aside * (len(inputs) - 1)
    above, under = max(b.port for b in inputs), max(b.below for b in inputs)
    arrow = 70 * s
    drop = 40 * s + r
    fixed = above + under + drop + r + _stacked(results, s)
    span = within(body, max(top_w, max(b.width for b in results)), fixed + arrow)
    if span is None:
        return None
    spare = min(span.h - fixed - arrow, 160 * s)
    arrow, drop = arrow + spare * 0.6, drop + spare * 0.4
    made = Arranged()
    y = span.y + (span.h - fixed - spare - 70 * s) / 2
    port, joint = y + above, y + above + under + drop
    x = span.centre - top_w / 2
    for index, block in enumerate(inputs):
        area = made.put(block, x, port - block.port)
        points = ((area.centre, area.bottom), (area.centre, joint), (span.centre, joint))
        made.wires.append(brush.wire(index, points))
        x += block.width + aside
    y = joint + r + arrow
    made.wires.append(brush.wire(len(inputs), ((span.centre, joint), (span.centre, y)), arrow=True))
    made.operators += brush.joint(span.centre, joint)
    _sum_beside(made, flow, brush, span.centre + 8, joint + r + arrow * 0.45, body)
    for block in results:
        made.put(block, span.centre - block.width / 2, y)
        y += block.height + _STACK * s
    return made


def _sum_beside(
    made: Arranged, flow: Flow, brush: Brush, x: float, middle: float, body: Rect
) -> None:
    """The sum on the right of an arrow that points down, where there is room."""
    x += _AIR
    size = brush.sum_size(body.right - x)
    if size is not None:
        made.operators.append(Text(x, middle + size * 0.3, flow.sum, size))


def _blocks(flow: Flow, scale: float, narrow: bool) -> list[Block]:
    pieces = [*flow.inputs, *([flow.result] if flow.result else [])]
    return [piece.block(scale, narrow) for piece in pieces]


def _results(flow: Flow, scale: float, narrow: bool) -> list[Block]:
    pieces = [piece for piece in (flow.result, flow.extra) if piece is not None]
    return [piece.block(scale, narrow) for piece in pieces]


def _stacked(blocks: Sequence[Block], scale: float) -> float:
    return sum(block.height for block in blocks) + _STACK * scale * (len(blocks) - 1)


row_sum_above = partial(row, sum_below=False)
row_sum_below = partial(row, sum_below=True)

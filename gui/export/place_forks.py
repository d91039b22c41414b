"""Arrangements where inputs meet: a fork to the right or down, a ladder beside the inputs."""

from __future__ import annotations

from collections.abc import Sequence

from gui.drawing.primitives import Point, Rect, Text
from gui.export.arrange import Arranged, Brush, within
from gui.export.pieces import Flow, Sign
from gui.export.place_parts import (
    AIR,
    ARROW,
    ASIDE,
    BETWEEN,
    STACK,
    SUM_ROOM,
    result_blocks,
    signs_along,
    stacked,
    sum_beside,
)

_ELBOW = 110.0  # from the inputs to where their wires meet
_DROP = 40.0  # from the inputs down to where their wires meet


def fork(flow: Flow, body: Rect, brush: Brush) -> Arranged | None:
    """Inputs below each other on the left, the result large on the right."""
    s, r = brush.scale, brush.radius
    inputs = [piece.block(s, brush.detail) for piece in flow.inputs]
    results = result_blocks(flow, brush)
    left_w, right_w = max(b.width for b in inputs), max(b.width for b in results)
    left_h, right_h = stacked(inputs, s), stacked(results, s)
    lead, joints = _lead_and_joints(flow)
    arrow = ARROW * s
    if flow.sum:
        arrow = max(arrow, brush.sum_width(brush.sum_sizes[2]) + 80 * s)
    places = _joint_places(brush, lead, joints)
    last = joints[-1] if joints else None
    half = brush.sign_width(last) / 2 if last is not None else r
    fixed = left_w + places[-1] + half + right_w
    span = within(body, fixed + arrow, max(left_h, right_h))
    if span is None:
        return None
    made = Arranged()
    starts, ports = [], []
    y = span.y + (span.h - left_h) / 2
    for block in inputs:
        made.put(block, span.x, y)
        ports.append(y + block.port)
        start = block.lit_start or (block.width, block.port)
        starts.append((span.x + start[0], y + start[1]))
        y += block.height + STACK * s
    meeting = ports if flow.steady else [start[1] for start in starts]
    meeting = meeting[:2]  # what comes later joins the way from below
    wish = sum(meeting) / len(meeting) - results[0].port
    if flow.extra is not None:
        wish = span.y + (span.h - right_h) / 2
        off = [start[1] - wish - results[0].port for start in starts]
        wish += next((d for d in off if abs(d) < 3 * r), 0.0)  # rather straight than with a kink
    y = min(max(wish, span.y), span.bottom - right_h)
    port = y + results[0].port
    right = span.right - right_w
    for block in results:
        made.put(block, right + (right_w - block.width) / 2, y)
        y += block.height + STACK * s
    end = right + (right_w - results[0].width) / 2
    if not flow.signs:
        return made
    at = [span.x + left_w + place for place in places]
    made.wires.append(brush.wire(0, _bent(starts[0], at[0], port, r)))
    for sign, x in zip(joints, at, strict=True):
        if sign.input is not None:
            made.wires.append(brush.wire(sign.input, _bent(starts[sign.input], x, port, r)))
    way = brush.wire(len(starts), ((at[0], port), (end, port)), arrow=True)
    made.wires.append(way)
    begin = span.x + left_w + (BETWEEN * s if lead else 0)
    middle = begin + brush.signs_width(lead, BETWEEN * s) / 2
    made.operators += signs_along(brush, lead, middle, starts[0][1])
    for sign, x in zip(joints, at, strict=True):
        made.operators += brush.sign(sign, x, port)
    if flow.sum:
        size = brush.text_size(end - at[-1] - half - 50 * s)
        centre = (at[-1] + half + end - 16 * s) / 2
        made.operators.append(Text(centre, port - AIR, flow.sum, size, "middle"))
    return made


def _lead_and_joints(flow: Flow) -> tuple[tuple[Sign, ...], tuple[Sign, ...]]:
    """The signs on the first input's own wire, and those from where the second one joins it."""
    for index, sign in enumerate(flow.signs):
        if sign.input is not None:
            return flow.signs[:index], flow.signs[index:]
    return (), flow.signs


def _joint_places(brush: Brush, lead: Sequence[Sign], joints: Sequence[Sign]) -> list[float]:
    """How far from the inputs each joint stands."""
    s = brush.scale
    x = _ELBOW * s
    if lead:
        x = max(x, brush.signs_width(lead, BETWEEN * s) + 2 * BETWEEN * s + brush.radius)
    places: list[float] = []
    before = 0.0
    for sign in joints:
        half = brush.sign_width(sign) / 2
        x = x + before + 1.5 * BETWEEN * s + half if places else max(x, half + BETWEEN * s)
        places.append(x)
        before = half
    return places or [x]


def _bent(start: Point, x: float, port: float, radius: float) -> list[Point]:
    """From an input to the way: along, then up or down; straight where that is nearly level."""
    points = [start, (x, start[1])]
    if abs(start[1] - port) >= 0.8 * radius:  # else it ends under the sign
        points.append((x, port))
    return points


def fork_down(flow: Flow, body: Rect, brush: Brush) -> Arranged | None:
    """Inputs side by side on top, the result large below."""
    s, r = brush.scale, brush.radius
    inputs = [piece.block(s, brush.detail) for piece in flow.inputs]
    results = result_blocks(flow, brush)
    lead, joints = _lead_and_joints(flow)
    aside = ASIDE * s
    top_w = sum(b.width for b in inputs) + aside * (len(inputs) - 1)
    above, under = max(b.port for b in inputs), max(b.below for b in inputs)
    arrow, step = 70 * s, 2 * r + BETWEEN * s
    if flow.sum:
        arrow = max(arrow, SUM_ROOM * brush.sum_sizes[-1])
    drop = _DROP * s + r + len(lead) * step
    ways = step * max(len(joints) - 1, 0)
    fixed = above + under + drop + ways + r + stacked(results, s)
    span = within(body, max(top_w, max(b.width for b in results)), fixed + arrow)
    if span is None:
        return None
    spare = min(span.h - fixed - arrow, 160 * s)
    arrow, drop = arrow + spare * 0.6, drop + spare * 0.4
    made = Arranged()
    y = span.y + (span.h - fixed - spare - 70 * s) / 2
    port, joint = y + above, y + above + under + drop
    x = span.centre - top_w / 2
    areas = []
    for block in inputs:
        areas.append(made.put(block, x, port - block.port))
        x += block.width + aside
    way = span.centre if len(areas) < 3 else areas[1].centre
    made.wires.append(brush.wire(0, _dropped(areas[0], joint, way)))
    for index, sign in enumerate(joints):
        if sign.input is not None:
            wire = _dropped(areas[sign.input], joint + index * step, way)
            made.wires.append(brush.wire(sign.input, wire))
    y = joint + ways + r + arrow
    made.wires.append(brush.wire(len(inputs), ((way, joint), (way, y)), arrow=True))
    for index, sign in enumerate(lead):
        at = (areas[0].bottom + joint) / 2 + (index - (len(lead) - 1) / 2) * step
        made.operators += brush.sign(sign, areas[0].centre, at)
    for index, sign in enumerate(joints):
        made.operators += brush.sign(sign, way, joint + index * step)
    sum_beside(made, flow, brush, way + 8, joint + ways + r + arrow * 0.45, body, arrow)
    for block in results:
        left = min(max(way - block.width / 2, span.x), span.right - block.width)
        made.put(block, left, y)
        y += block.height + STACK * s
    return made


def ladder(flow: Flow, body: Rect, brush: Brush) -> Arranged | None:
    """Inputs below each other, the way down beside them, the result at its end."""
    s, r = brush.scale, brush.radius
    inputs = [piece.block(s, brush.detail) for piece in flow.inputs]
    results = result_blocks(flow, brush)
    lead, joints = _lead_and_joints(flow)
    left_w, step = max(b.width for b in inputs), 2 * r + BETWEEN * s
    half = max((brush.sign_width(sign) for sign in flow.signs), default=0.0) / 2
    reach = max(_ELBOW * s * 0.6, half + BETWEEN * s)
    late = sum(1 for sign in joints if sign.input is None)
    arrow = late * step + r + 2 * _DROP * s
    width = max(left_w + reach + half, *(b.width for b in results))
    height = stacked(inputs, s) + arrow + stacked(results, s)
    span = within(body, width, height)
    if span is None or not joints or len(inputs) < 2:
        return None
    made = Arranged()
    x = span.x + (span.w - width) / 2
    y = span.y + (span.h - height) / 2
    way = x + left_w + reach
    places: list[float] = []
    for index, block in enumerate(inputs):
        made.put(block, x, y)
        start = block.lit_start or (block.width, block.port)
        places.append(y + start[1])
        line = ((x + start[0], places[-1]), (way, places[-1]))
        made.wires.append(brush.wire(index, line))
        y += block.height + STACK * s
    top = y + arrow - STACK * s
    made.wires.append(brush.wire(len(inputs), ((way, places[0]), (way, top)), arrow=True))
    for number, sign in enumerate(lead):
        at = (places[0] + places[1]) / 2 + (number - (len(lead) - 1) / 2) * step
        made.operators += brush.sign(sign, way, at)
    at = places[-1]
    for sign in joints:
        at = at + step if sign.input is None else places[sign.input]
        made.operators += brush.sign(sign, way, at)
    sum_beside(made, flow, brush, way + half, (at + r + top) / 2, body, top - at - r)
    for block in results:
        left = min(max(way - block.width / 2, x), x + width - block.width)
        made.put(block, left, top)
        top += block.height + STACK * s
    return made


def _dropped(area: Rect, y: float, x: float) -> list[Point]:
    """From the middle of a card down, then along to the way."""
    start = (area.centre, area.bottom)
    return [start, (x, y)] if area.centre == x else [start, (area.centre, y), (x, y)]

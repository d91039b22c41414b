"""A product of which some lines, or a narrow block, moved: only what depends on them is remade."""

from __future__ import annotations

from collections.abc import Sequence

from engine.ops.moves import (
    ALL,
    ALONE,
    Array,
    Moved,
    Remade,
    Where,
    added,
    extent,
    is_whole,
    of_last,
    size_of,
    together,
    written,
)

#: A block this many times narrower than the sum it is part of is added as a difference.
_NARROW = 8
#: Up to so many multiplications, lines are computed anew rather than added to.
_CHEAP = 1 << 14


def remade_product(
    moved_left: Sequence[Moved],
    moved_right: Sequence[Moved],
    left: Array,
    right: Array,
    out: Array,
    bias: Array | None = None,
) -> Remade | None:
    """Remake `left @ right (+ bias)` in `out` where blocks of the factors moved.

    Lines are computed anew where whole lines of the result depend on what moved. A block that is
    narrow in the summed axis is added as a difference, which is off by a rounding; only where it
    is the only one, since blocks may overlap. None: everything is to be computed.
    """
    alone = len(moved_left) + len(moved_right) == 1
    plans = []
    for block in moved_left:
        plan = _plan(block, left, right, out, alone, is_left=True)
        plans.append(plan)
    for block in moved_right:
        plan = _plan(block, left, right, out, alone, is_left=False)
        plans.append(plan)
    if any(plan is None for plan in plans):
        return None
    return together([_carry_out(plan, left, right, out, bias) for plan in plans if plan])


def turned(moved: Moved) -> Moved:
    """The same block of the transposed matrix."""
    at = (*moved.at[:-2], moved.at[-1], moved.at[-2])
    return Moved(at, None if moved.before is None else moved.before.swapaxes(-1, -2))


#: Where the result is remade, and the change of a factor to add there (None: computed anew).
_Plan = tuple[Where, Array | None, slice, bool]


def _plan(
    block: Moved, left: Array, right: Array, out: Array, alone: bool, *, is_left: bool
) -> _Plan | None:
    factor = left if is_left else right
    line, inner = (block.at[-2], block.at[-1]) if is_left else (block.at[-1], block.at[-2])
    head = (block.at[:-2] or (ALL,)) if out.ndim > 2 else ()
    at = (*head, line, ALL) if is_left else (*head, ALL, line)
    depth = left.shape[-1]
    narrow = alone and block.before is not None and extent(inner, depth) * _NARROW <= depth
    every = is_whole(line) and all(is_whole(h) for h in head)
    heads = extent(head[0], out.shape[0]) if head else 1
    other = out.shape[-1 if is_left else -2]
    cost = heads * extent(line, factor.shape[-2 if is_left else -1]) * depth * other
    if narrow and block.before is not None and (every or cost > _CHEAP):
        return at, factor[block.at] - block.before, inner, is_left
    return None if every else (at, None, inner, is_left)


def _carry_out(plan: _Plan, left: Array, right: Array, out: Array, bias: Array | None) -> Remade:
    at, change, inner, is_left = plan
    rows, columns = (*at[:-1], ALL), (*at[:-2], ALL, at[-1])
    if change is None:
        block = left[of_last(rows, left.ndim)] @ right[of_last(columns, right.ndim)]
        if bias is not None:
            block += bias[of_last(columns, bias.ndim)]
        return Remade((written(out, at, block),), ALONE)
    terms = extent(inner, left.shape[-1])
    if is_left:
        left = change
        right = right[of_last((*at[:-2], inner, ALL), right.ndim)]
    else:
        left, right = left[of_last((*at[:-2], ALL, inner), left.ndim)], change
    if terms == 1 and out.ndim == 2:
        return added(out, at, left * right, 1, size_of(left) * size_of(right))
    return added(out, at, left @ right, terms)

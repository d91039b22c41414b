"""Where the stages of a lesson stand on its timeline, and how they are called in the room there is.

A pure function of widths, so that tests can ask it for any window and any lesson.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import msgspec

from gui.drawing import fonts
from gui.drawing.primitives import TextRun
from gui.theme import Theme

_GAP, SMALL_GAP, _SMALLEST_GAP = 22.0, 14.0, 8.0
#: Dots stand this far apart where there is any room: each is a target for the pointer.
_CLOSEST = 28.0
#: Behind a label, for the mark of a change.
FLAG_ROOM = 15.0
#: Between two labels.
_BESIDE = 8.0
#: A label keeps this many letters (or Chinese characters) of its title, or is a number alone.
_LETTERS, _CHARACTERS = 5, 2


def label_size() -> float:
    """The size of the labels."""
    return fonts.scaled(13)


class Stretch(msgspec.Struct, frozen=True):
    """One stage on the line: its first step, where it stands, and a dot for each of its steps."""

    stage: str
    first: int
    left: float
    right: float
    dots: tuple[float, ...]


def stretches(
    stages: Sequence[str], labels: Sequence[float], left: float, right: float
) -> list[Stretch]:
    """Share the width among stages: each gets what its label needs, the rest goes by steps.

    Args:
        stages: the stage of every step.
        labels: the width of each stage's label; where there is too little room for all of them,
            stages shrink towards what their dots need.
    """
    groups = [(stage, len(list(steps))) for stage, steps in groupby(stages)]
    least = [count * _CLOSEST for _, count in groups]
    wanted = [max(a, b) for a, b in zip(least, labels, strict=True)]
    gaps, whole = len(groups) - 1, right - left
    gap = _GAP if whole - _GAP * gaps >= sum(wanted) else SMALL_GAP
    if whole - gap * gaps < sum(least):
        gap = _SMALLEST_GAP
    room = whole - gap * gaps
    if room >= sum(wanted):
        spare = (room - sum(wanted)) / len(stages)
        widths = [w + spare * count for w, (_, count) in zip(wanted, groups, strict=True)]
    elif room >= sum(least):
        part = (room - sum(least)) / (sum(wanted) - sum(least))
        widths = [a + (b - a) * part for a, b in zip(least, wanted, strict=True)]
    else:
        widths = [a * max(room, 0.0) / sum(least) for a in least]
    made, step, x = [], 0, left
    for (stage, count), width in zip(groups, widths, strict=True):
        dots = tuple(x + (k + 0.5) * width / count for k in range(count))
        made.append(Stretch(stage, step, x, x + width, dots))
        step += count
        x += width + gap
    return made


class Label(msgspec.Struct, frozen=True):
    """The label of a stage: where it starts, and what it says (nothing, where there is no room)."""

    x: float
    run: TextRun


def labels(
    line: Sequence[Stretch],
    names: Sequence[tuple[str, str]],
    current: int,
    theme: Theme,
    flags: Sequence[bool],
) -> list[Label]:
    """What stands under each stage: its number and title, cut or left out where it is narrow.

    The current stage is named in full, if need be at the cost of the stages beside it.

    Args:
        names: the number and the title of each stage.
        current: the index of the current stage.
        flags: which stages have room for a flag behind their label.
    """
    size, end = label_size(), line[-1].right
    own = TextRun(" ".join(names[current]), theme.text, weight=600)
    long = fonts.run_width(own, size) + (FLAG_ROOM if flags[current] else 0.0)
    start = max(min(line[current].left, end - long), line[0].left)
    made = []
    for index, stretch in enumerate(line):
        if index == current:
            made.append(Label(start, fonts.elided(own, size, end - start)))
            continue
        limit = line[index + 1].left - _BESIDE if index + 1 < len(line) else end
        if index < current:
            limit = min(limit, start - _BESIDE)
        x = stretch.left
        if index > current:
            x = max(x, start + long + _BESIDE)
        room = limit - x - (FLAG_ROOM if flags[index] else 0.0)
        made.append(Label(x, TextRun(_shortened(*names[index], room), theme.muted)))
    return made


def _shortened(number: str, title: str, room: float) -> str:
    """`3 Scores`, `2 Projec…`, `2`, or nothing: what there is room for."""
    size = label_size()

    def width(text: str) -> float:
        return fonts.run_width(TextRun(text, ""), size)

    whole = f"{number} {title}"
    if width(whole) <= room:
        return whole
    letters = _CHARACTERS if title[:1] >= "\u2e80" else _LETTERS
    if len(title) > letters and width(f"{number} {title[:letters]}…") <= room:
        return fonts.elided(TextRun(whole, ""), size, room).text
    return number if width(number) <= room else ""

"""Lines of text on a slide: shrinking and, where nothing else helps, cutting them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from gui.drawing import fonts
from gui.drawing.primitives import TextRun

#: A last line shorter than this part of the room is avoided, by text down to `_TIGHTER`.
_ORPHAN, _TIGHTER = 0.25, 0.82

Line = tuple[TextRun, ...]


def fitting(
    runs: Sequence[TextRun], size: float, least: float, room: float, most: int = 2
) -> tuple[float, list[Line]]:
    """Break runs into at most `most` lines, smaller where they do not fit, cut where they must.

    Returns:
        The size of the text and its lines.
    """
    lines = fonts.wrapped(runs, size, room)
    while size > least and not (len(lines) <= most and _all_fit(lines, size, room)):
        size -= 2
        lines = fonts.wrapped(runs, size, room)
    size, lines = _without_orphan(runs, lines, size, least, room)
    if len(lines) > most:
        lines = [*lines[: most - 1], tuple(run for line in lines[most - 1 :] for run in line)]
    return size, [cut(line, size, room) for line in lines]


def _without_orphan(
    runs: Sequence[TextRun], lines: list[Line], size: float, least: float, room: float
) -> tuple[float, list[Line]]:
    """A little smaller, where a word or two would stand alone on the last line."""
    if len(lines) > 1 and fonts.width(lines[-1], size) < _ORPHAN * room:
        for smaller in range(round(size) - 2, round(max(least, size * _TIGHTER)) - 1, -2):
            tried = fonts.wrapped(runs, smaller, room)
            if len(tried) < len(lines):
                return smaller, tried
    return size, lines


def cut(line: Line, size: float, room: float) -> Line:
    """The line, ended with an ellipsis where it is wider than `room`."""
    if _fits(line, size, room):
        return line
    kept: list[TextRun] = []
    for run in line:
        advance = fonts.run_width(run, size)
        if advance > room - fonts.run_width(replace(run, text="…"), size):
            text = run.text
            while text and fonts.run_width(replace(run, text=text + "…"), size) > room:
                text = text[:-1]
            return (*kept, replace(run, text=text.rstrip() + "…"))
        kept.append(run)
        room -= advance
    return tuple(kept)


def _all_fit(lines: list[Line], size: float, room: float) -> bool:
    return all(_fits(line, size, room) for line in lines)


def _fits(line: Line, size: float, room: float) -> bool:
    return fonts.width(line, size) <= room

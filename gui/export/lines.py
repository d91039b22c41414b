"""Lines of text on a slide: breaking, shrinking and, where nothing else helps, cutting them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gui.drawing import fonts
from gui.drawing.primitives import TextRun

_NO_LINE_START = "，。；：？！、）】》”’…,.;:?!)]"
_NO_LINE_END = "（【《“‘(["

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
    lines = wrapped(runs, size, room)
    while size > least and not (len(lines) <= most and _all_fit(lines, size, room)):
        size -= 2
        lines = wrapped(runs, size, room)
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
            tried = wrapped(runs, smaller, room)
            if len(tried) < len(lines):
                return smaller, tried
    return size, lines


def wrapped(runs: Iterable[TextRun], size: float, room: float) -> list[Line]:
    """Break runs at spaces and between Chinese characters; no mark stands alone on a line."""
    lines: list[list[TextRun]] = [[]]
    used = 0.0
    for atom in _atoms(runs):
        if lines[-1] and used + fonts.width(_trimmed(tuple(atom)), size) > room:
            lines.append([])
            used = 0.0
        lines[-1] += atom
        used += fonts.width(atom, size)
    return [_trimmed(_joined(line)) for line in lines]


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


def _atoms(runs: Iterable[TextRun]) -> list[list[TextRun]]:
    """What must stay together: a word with the space behind it, whatever runs it is made of."""
    atoms: list[list[TextRun]] = []
    previous = " "
    for run in runs:
        for character in run.text:
            if not atoms or _may_break(previous, character):
                atoms.append([])
            last = atoms[-1][-1] if atoms[-1] else None
            if last is not None and _same_face(last, run):
                atoms[-1][-1] = replace(last, text=last.text + character)
            else:
                atoms[-1].append(replace(run, text=character))
            previous = character
    return atoms


def _may_break(previous: str, character: str) -> bool:
    if character in _NO_LINE_START or character == " " or previous in _NO_LINE_END:
        return False
    return previous == " " or _is_wide(previous) or _is_wide(character)


def _is_wide(character: str) -> bool:
    return "\u2e80" <= character <= "\uffef"


def _all_fit(lines: list[Line], size: float, room: float) -> bool:
    return all(_fits(line, size, room) for line in lines)


def _fits(line: Line, size: float, room: float) -> bool:
    return fonts.width(line, size) <= room


def _trimmed(line: Line) -> Line:
    return (*line[:-1], replace(line[-1], text=line[-1].text.rstrip(" "))) if line else line


def _joined(line: list[TextRun]) -> Line:
    joined: list[TextRun] = []
    for run in line:
        if joined and _same_face(joined[-1], run):
            joined[-1] = replace(joined[-1], text=joined[-1].text + run.text)
        else:
            joined.append(run)
    return tuple(joined)


def _same_face(first: TextRun, second: TextRun) -> bool:
    return replace(first, text="") == replace(second, text="")

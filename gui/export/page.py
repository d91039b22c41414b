"""The frame of a slide: title on top, caption at the bottom, and the body that is left between."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from engine.prose import Run, bind
from gui.document import Document
from gui.drawing import fonts
from gui.drawing.primitives import Primitive, Rect, Text, TextRun, Wire
from gui.drawing.symbols import symbol_runs
from gui.export.lines import fitting
from gui.export.measures import CAPTION, MARGIN, READABLE, TITLE, UNITS
from gui.theme import Theme

_EDGE = 48.0
_TITLE_BASELINE = 118.0
_BELOW_TITLE = 54.0
_CAPTION_BASELINE = 74.0  # from the lower edge
_ABOVE_CAPTION = 48.0
_ABOVE_PROSE = 34.0  # between the caption's baseline and the line above the prose
_LEADING = 1.25
_NOTE = 30
_NOTE_GAP = 60.0  # between the title and the note beside it
_NO_BREAK_SPACE = "\u00a0"
_SHORT_ROW = 32
_SYMBOL = re.compile(r"(?<![A-Za-z0-9_])([A-Za-z]_[A-Z0-9])(?![A-Za-z0-9_])")


class Page(msgspec.Struct, frozen=True):
    """A slide without its body.

    Attributes:
        size: width and height in design units; the shorter one is 1080.
        margins: where text may stand.
        body: what title and caption leave.
        heading: the lines of the title; they are among the primitives.
    """

    size: tuple[float, float]
    margins: Rect
    body: Rect
    primitives: tuple[Primitive, ...]
    heading: tuple[Text, ...] = ()


def design_size(pixels: tuple[int, int]) -> tuple[float, float]:
    """The size of a slide in design units, in the proportions of `pixels`."""
    scale = UNITS / min(pixels)
    return pixels[0] * scale, pixels[1] * scale


def page(
    pixels: tuple[int, int],
    theme: Theme,
    title: Sequence[TextRun],
    caption: Sequence[TextRun],
    *,
    note: str = "",
    wide: bool = False,
    prose: str = "",
) -> Page:
    """Lay out title and caption, either of them empty or not.

    Args:
        note: stands in the upper right corner (which head is shown).
        wide: let the body reach further out than title and caption (the whole diagram).
        prose: stands at the bottom, in the smallest text that can be read.
    """
    width, height = design_size(pixels)
    side = min(MARGIN, width * MARGIN / 1920)
    room = width - 2 * side
    parts: list[Primitive] = []
    heading: list[Text] = []
    top, bottom = _EDGE + 32, height - _EDGE - 32
    aside = 0.0
    if note:
        run = TextRun(note, theme.muted, weight=500)
        parts.append(Text(width - side, _TITLE_BASELINE, (run,), _NOTE, "end"))
        aside = fonts.run_width(run, _NOTE) + _NOTE_GAP
        top = _TITLE_BASELINE + _BELOW_TITLE
    if title:
        size, lines = fitting(title, TITLE, 40, room - aside)
        y = _TITLE_BASELINE
        for line in lines:
            heading.append(Text(side, y, line, size))
            top = y + _BELOW_TITLE
            y += size * _LEADING
        parts += heading
    floor = height
    if prose:
        below, floor = _prose(prose, theme, side, room, height)
        parts += below
        bottom = floor - _ABOVE_PROSE
    if caption:
        size, lines = fitting(caption, CAPTION, READABLE + 4, room)
        y = floor - (_ABOVE_PROSE if prose else _CAPTION_BASELINE)
        y -= (len(lines) - 1) * size * _LEADING
        bottom = y - size * 0.76 - _ABOVE_CAPTION
        for line in lines:
            parts.append(Text(side, y, line, size))
            y += size * _LEADING
    inset = min(side, _EDGE) if wide else side
    margins = Rect(inset, _EDGE, width - 2 * inset, height - 2 * _EDGE)
    body = Rect(inset, top, width - 2 * inset, max(bottom - top, 1.0))
    return Page((width, height), margins, body, tuple(parts), tuple(heading))


def _prose(
    text: str, theme: Theme, left: float, room: float, height: float
) -> tuple[list[Primitive], float]:
    """Paragraphs at the lower edge, below a hairline, and the height of that line."""
    lines: list[tuple[TextRun, ...]] = []
    for paragraph in text.split("\n"):
        lines += fonts.wrapped([TextRun(paragraph, theme.muted)], READABLE, room)
    leading = READABLE * 1.4
    y = height - _EDGE - (len(lines) - 1) * leading - READABLE * 0.24
    rule = y - READABLE - 20
    parts: list[Primitive] = [Wire(((left, rule), (left + room, rule)), theme.hairline, 2)]
    for line in lines:
        parts.append(Text(left, y, line, READABLE))
        y += leading
    return parts, rule


def title_runs(document: Document, theme: Theme, text: str) -> list[TextRun]:
    """A title; W_Q stands in it as on its card."""
    runs: list[TextRun] = []
    for index, piece in enumerate(_SYMBOL.split(text)):
        if index % 2 and piece in document.graph:
            symbol = symbol_runs(document.graph, piece, theme, colour=theme.text)
            runs += [replace(run, weight=600) for run in symbol]
        elif piece:
            runs.append(TextRun(piece, theme.text, weight=600))
    return runs


def caption_runs(document: Document, theme: Theme, step: int) -> list[TextRun]:
    """The caption of a step, bound to the numbers of now."""
    prose = document.lesson.prose_of(step, document.language)
    runs: list[TextRun] = []
    for run in bind(prose.caption, document.context()):
        for index, piece in enumerate(_SYMBOL.split(run.text)):
            if index % 2 and piece in document.graph:  # W_Q as it stands on its card
                runs += symbol_runs(document.graph, piece, theme)
            elif piece:
                runs.append(_text_run(run, piece, theme))
    return runs


def _text_run(run: Run, text: str, theme: Theme) -> TextRun:
    ink = theme.roles[run.role].ink if run.role else theme.text
    if run.kind == "value" and len(text) <= _SHORT_ROW:
        text = text.replace(" ", _NO_BREAK_SPACE)
    weight = {"strong": 700, "term": 600, "value": 600, "word": 600}.get(run.kind, 400)
    return TextRun(text, ink, weight=weight)

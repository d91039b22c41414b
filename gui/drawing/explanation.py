"""How one cell is made, as a picture: factors in boxes, products, sum, and the same as a line.

A pure function of the document's lit cell, so that window and export show the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.explain import Explanation
from engine.ops import Cell, Mask
from gui.drawing import fonts
from gui.drawing.exact_line import with_exact
from gui.drawing.explanation_boxes import boxes
from gui.drawing.explanation_grid import fitted
from gui.drawing.explanation_lines import lines
from gui.drawing.explanation_parts import Line, ink_of, number
from gui.drawing.primitives import Icon, Primitive, Rect, Text, TextRun, moved
from gui.drawing.speech import spoken
from gui.parts import Link, cell_part
from gui.theme import Theme

if TYPE_CHECKING:
    from gui.document import Document

translate = QCoreApplication.translate

#: From this width on (in units of the scale) boxes and lines stand side by side.
WIDE = 640
_SIZE, _SMALL = 14, 13
#: Of a longer trail, the first and the last ones are written.
_MOST_CRUMBS = 6
_LINE = 22


class Making(msgspec.Struct, frozen=True):
    """How a cell is made, in lines and remarks (each with its icon), before it is drawn."""

    shown: Explanation | None
    lines: tuple[Line, ...]
    remarks: tuple[tuple[str, str], ...] = ()

    @property
    def plain(self) -> str:
        """The same as plain sentences, for screen readers."""
        said = [spoken(line) for line in self.lines]
        return " ".join([*said, *(text for text, _ in self.remarks)])


def describe(
    document: Document, theme: Theme, shown: Explanation | None, *, exact: bool = False
) -> Making:
    """The making of a cell; None: a hint how to see one.

    Args:
        exact: whether exact values are written too, where the document shows them.
    """
    if shown is None:
        hint = translate("explanation", "Point at a number to see how it is made.")
        return Making(None, ((TextRun(hint, theme.muted),),))
    made = lines(document, theme, shown)
    if exact:
        made = with_exact(document, theme, shown, made)
    return Making(shown, tuple(made), tuple(_remarks(document, shown)))


def explanation_picture(
    document: Document,
    theme: Theme,
    width: float,
    scale: float = 1.0,
    *,
    explanation: Explanation | None = None,
    heading: bool = True,
) -> tuple[list[Primitive], float]:
    """The picture of the lit cell (or of `explanation`) and its height.

    Args:
        width: the room there is, in the units of the picture.
        scale: 1 for 14 px text.
    """
    making = describe(document, theme, explanation or document.explanation())
    return making_picture(document, theme, making, width, scale, heading=heading)


def making_picture(
    document: Document,
    theme: Theme,
    making: Making,
    width: float,
    scale: float = 1.0,
    *,
    heading: bool = True,
) -> tuple[list[Primitive], float]:
    """`explanation_picture` of what has been described already."""
    size = _SIZE * scale
    parts: list[Primitive] = []
    y = 0.0
    if heading:
        text = translate("explanation", "How this cell is made")
        parts.append(Text(0, size, (TextRun(text, theme.text, weight=600),), size))
        y = 26 * scale
    shown = making.shown
    if shown is None:
        below = _wrapped(making.lines, size, width, scale)
        return [*parts, *moved(below[0], 0, y)], y + below[1]
    drawing, drawn_width, drawn_height = boxes(document, theme, shown, width, scale)
    side_by_side = width >= WIDE * scale and drawn_width < width * 0.55
    gap = 36 * scale if side_by_side else 0.0
    left = drawn_width + gap if side_by_side and drawn_width else 0.0
    written, written_height = _wrapped(making.lines, size, width - left, scale)
    notes, notes_height = _notes(theme, making, width - left, scale)
    top = y if left or not drawn_height else y + drawn_height + 8 * scale
    parts += moved(drawing, 0, y)
    parts += moved(written, left, top)
    parts += moved(notes, left, top + written_height)
    bottom = top + written_height + notes_height
    return parts, max(bottom, y + drawn_height)


def hidden_making(document: Document, theme: Theme, node: str, cell: Cell) -> Making:
    """A cell that is not to be seen yet: `scores[love, tea] = ?`."""
    name = TextRun(document.cell_name(node, cell), theme.text, weight=600)
    return Making(None, ((name, TextRun(" = ?", theme.text)),))


def trail_picture(
    document: Document, theme: Theme, width: float, scale: float = 1.0
) -> tuple[list[Primitive], float]:
    """The way back: `head_output[love, 2] › weights[love, tea]`; nothing where none was gone."""
    places = document.trail.places
    if len(places) < 2:
        return [], 0.0
    known = range(len(places))
    shown = [*known] if len(places) <= _MOST_CRUMBS else [0, *known[1 - _MOST_CRUMBS :]]
    runs: list[TextRun] = []
    for index in shown:
        if runs:
            runs.append(TextRun(" › ", theme.muted))
        if index > 1 and index - 1 not in shown:
            link = Link("crumb", (cell_part(*places[index - 1]),), places[index - 1], index - 1)
            runs += [
                TextRun("…", theme.text, underline=True, link=link),
                TextRun(" › ", theme.muted),
            ]
        node, cell = places[index]
        text = document.cell_name(node, cell).replace(" ", "\u00a0")
        if index == known[-1]:
            runs.append(TextRun(text, theme.text, weight=600))
        else:
            link = Link("crumb", (cell_part(node, cell),), (node, cell), index)
            runs.append(TextRun(text, ink_of(document, theme, node), underline=True, link=link))
    parts, height = _wrapped([runs], _SMALL * scale, width, scale)
    return parts, height + 6 * scale


def explanation_text(document: Document, theme: Theme) -> str:
    """The lit cell's making as plain sentences, for screen readers."""
    return describe(document, theme, document.explanation()).plain


def _wrapped(
    sentences: Sequence[Sequence[TextRun]], size: float, room: float, scale: float
) -> tuple[list[Primitive], float]:
    parts: list[Primitive] = []
    y = 0.0
    for sentence in sentences:
        for line in fonts.wrapped(sentence, size, room):
            shown = fitted(line, size, room)  # a word of its own may be wider than the room
            parts.append(Text(0, y + size * 1.15, shown, size))
            y += _LINE * scale
    return parts, y


def _notes(
    theme: Theme, making: Making, room: float, scale: float
) -> tuple[list[Primitive], float]:
    """What else there is to say: a pin, a number that is not finite."""
    size, icon = _SIZE * scale, 16 * scale
    parts: list[Primitive] = []
    y = 0.0
    for text, name in making.remarks:
        y += 4 * scale
        run = TextRun(text, theme.text, weight=500)
        below, height = _wrapped([(run,)], size, room - icon - 8 * scale, scale)
        area = Rect(0, y + size * 1.15 - icon * 0.82, icon, icon)
        parts.append(Icon(name, area, theme.text))
        parts += moved(below, icon + 8 * scale, y)
        y += height
    return parts, y


def _remarks(document: Document, shown: Explanation) -> list[tuple[str, str]]:
    remarks = []
    if shown.pinned:
        text = translate(
            "explanation",
            "You pinned this cell at {pinned}. The flow uses {pinned}, not {computed}.",
        )
        remarks.append(
            (text.format(pinned=number(shown.value), computed=number(shown.computed)), "pin")
        )
    node = document.graph[shown.node]
    if node.flow == "backward" and shown.cell in document.evaluator.overrides(node.of):
        text = translate("explanation", "{cell} is pinned: its gradient goes no further.")
        remarks.append((text.format(cell=document.cell_name(node.of, shown.cell)), "pin"))
    found = "" if np.isfinite(shown.value) else first_not_finite(document)
    if found:
        text = translate("explanation", "The first number that is not finite is {cell}.")
        remarks.append((text.format(cell=found), "warning"))
    return remarks


def first_not_finite(document: Document) -> str:
    """The first number in the flow that is not finite; the −∞ of a mask is meant to be there."""
    for node in document.graph.nodes:
        value = document.value(node.name)
        wrong = ~np.isfinite(value)
        if isinstance(node.op, Mask):
            wrong &= value != -np.inf
        found = np.argwhere(wrong)
        if found.size:
            return document.cell_name(node.name, tuple(int(i) for i in found[0]))
    return ""

"""One matrix on a slide: its numbers where they can be read, else its shades with a colour bar."""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace

from gui.document import Document
from gui.drawing.content import card_content
from gui.drawing.metrics import LARGEST_NUMBERS
from gui.drawing.primitives import Primitive, Rect
from gui.export import place_lines as lines
from gui.export.arrange import arrange
from gui.export.looks import line_width
from gui.export.measures import SLIDE_RESULT, TIGHTEST
from gui.export.nodes import heads_piece
from gui.export.pieces import CardPiece, Flow, Piece
from gui.export.sheet import sheet
from gui.theme import Theme

_LARGEST = 1.9  # one matrix alone may be this much larger than a result
_MOST = 24  # rows and columns: of more, numbers that can be read find no room


def whole_matrix(
    document: Document, theme: Theme, name: str, body: Rect, *, all_heads: bool
) -> tuple[dict[str, Rect], list[Primitive]]:
    """One node with all its numbers in the middle of `body`: the area of its card, and primitives.

    Args:
        all_heads: every head as a small card, instead of the head that is shown.
    """
    everything = np.ones(document.graph.shapes[name][-2:], dtype=bool)
    if all_heads:
        piece = heads_piece(document, theme, name, everything, lambda: None, body.w / body.h)
        return _arranged(piece, body, theme)[0]
    content = card_content(document, theme, name, everything, interactive=False)
    if content.body == "thumbnail":
        content = replace(content, most=_MOST)
    if content.body == "thumbnail":
        frame, parts = sheet(content, theme, body)
        return {name: frame}, parts
    made, scale = _arranged(CardPiece(content, SLIDE_RESULT, theme, line_width(theme)), body, theme)
    if max(content.values.shape) > LARGEST_NUMBERS and scale < TIGHTEST:
        frame, parts = sheet(replace(content, most=LARGEST_NUMBERS), theme, body)
        return {name: frame}, parts
    return made


def heat_map(
    document: Document, theme: Theme, name: str, body: Rect
) -> tuple[dict[str, Rect], list[Primitive]]:
    """One node of the head that is shown as shades with a colour bar, however small it is."""
    everything = np.ones(document.graph.shapes[name][-2:], dtype=bool)
    content = card_content(document, theme, name, everything, interactive=False)
    frame, parts = sheet(content, theme, body)
    return {name: frame}, parts


def _arranged(
    piece: Piece, body: Rect, theme: Theme
) -> tuple[tuple[dict[str, Rect], list[Primitive]], float]:
    made, scale = arrange(Flow((piece,)), body, theme, [(lines.row_sum_above, 1.0)],
                          largest=_LARGEST, thin=line_width(theme))  # fmt: skip
    return (made.cards, made.primitives), scale

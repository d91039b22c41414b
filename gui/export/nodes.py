"""A node on a slide: its card, or a card for each of its heads."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from gui.document import Document
from gui.drawing.content import Lighting, card_content
from gui.drawing.primitives import Primitive, TextRun, moved
from gui.export.looks import line_width
from gui.export.measures import SLIDE_HEAD, SLIDE_INPUT, SLIDE_RESULT, Detail
from gui.export.pieces import Block, CardPiece, Piece
from gui.export.standpoint import standing
from gui.theme import Theme

_GAP = 28.0  # between the cards of two heads


def node_piece(
    document: Document,
    theme: Theme,
    name: str,
    visible: NDArray[np.bool_],
    light: Lighting | None,
    *,
    large: bool = False,
    begun: bool = False,
) -> Piece:
    """The card of a node in the head that is shown. Raises UnknownNode.

    Args:
        large: whether it is a result.
        begun: whether it is being made, though nothing of it may be there yet.
    """
    content = card_content(document, theme, name, visible, lit=light, interactive=False)
    content = replace(content, begun=begun)
    style = SLIDE_RESULT if large else SLIDE_INPUT
    together = document.graph[name].axes[1] == "concat"
    groups = document.graph.heads if together else 1
    return CardPiece(content, style, theme, line_width(theme), groups=groups)


def heads_piece(
    document: Document,
    theme: Theme,
    name: str,
    visible: NDArray[np.bool_],
    light: Callable[[], Lighting | None],
    proportions: float,
) -> Piece:
    """A small card for every head of a node.

    Args:
        light: what is lit in the head that is shown when it is called.
        proportions: how much wider than high they had best be together.
    """
    cards = []
    for head in range(document.graph.heads):
        with standing(document, head=head):
            content = card_content(document, theme, name, visible, lit=light(), interactive=False)
        title = QCoreApplication.translate("slides", "head {number}").format(number=head + 1)
        label = TextRun(title, theme.text, weight=600)
        content = replace(content, header=(label,), sheets=0)
        cards.append(CardPiece(content, SLIDE_HEAD, theme, line_width(theme), names=False))
    return HeadsPiece(name, tuple(cards), proportions)


class HeadsPiece(msgspec.Struct, frozen=True):
    """Small multiples: the cards of all heads of one node in a grid, read row by row.

    Attributes:
        proportions: how much wider than high the grid had best be.
    """

    name: str
    cards: tuple[CardPiece, ...]
    proportions: float

    def block(self, scale: float, detail: Detail) -> Block:
        """All heads at `scale`; the words stand beside the first column only."""
        blocks = [card.block(scale, detail) for card in self.cards]
        bare = [card.without_words().block(scale, detail) for card in self.cards]
        first, wide = max(b.width for b in blocks), max(b.width for b in bare)
        high, gap = max(b.height for b in blocks), _GAP * scale
        columns = self._columns((wide + gap) / (high + gap))
        rows = -(-len(blocks) // columns)
        width = first + (columns - 1) * (wide + gap)
        height = rows * (high + gap) - gap

        def draw() -> tuple[Primitive, ...]:
            parts: list[Primitive] = []
            for index in range(len(blocks)):
                row, column = divmod(index, columns)
                x = first - wide + column * (wide + gap) if column else 0.0
                block = bare[index] if column else blocks[index]
                parts += moved(block.draw(), x, row * (high + gap))
            return tuple(parts)

        return Block(self.name, width, height, height / 2, draw)

    def _columns(self, proportions: float) -> int:
        """How many columns make a full grid of nearly the wished proportions."""
        count = len(self.cards)

        def badness(columns: int) -> tuple[int, float]:
            rows = -(-count // columns)
            off = columns * proportions / rows / self.proportions
            return columns * rows - count, max(off, 1 / off)

        return min(range(1, count + 1), key=badness)

"""What stands on a slide: cards and tables that are measured at many scales and drawn at one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from gui.document import Document
from gui.drawing.card import CardContent, card_size, layout_card
from gui.drawing.mix_table import mix_table
from gui.drawing.primitives import Box, Point, Primitive, Rect, TextRun, moved
from gui.export.measures import READABLE, CardStyle, metrics
from gui.theme import Theme

_TABLE_ROOM = 32  # of the size of its text: wider tables show fewer decimals


@dataclass(frozen=True)
class Block:
    """A piece at one scale, at the origin.

    Attributes:
        name: of the node; empty for what is no node.
        port: the height at which wires meet it (the middle of its matrix).
        lit_start: where a wire leaves it when one of its rows is ringed.
        draw: its primitives.
    """

    name: str
    width: float
    height: float
    port: float
    draw: Callable[[], tuple[Primitive, ...]]
    lit_start: Point | None = None

    @property
    def below(self) -> float:
        """From the port to the lower edge."""
        return self.height - self.port


class Piece(Protocol):
    """Something that can be had at any scale."""

    def block(self, scale: float, narrow: bool) -> Block: ...


@dataclass(frozen=True)
class CardPiece:
    """The card of a node."""

    content: CardContent
    style: CardStyle
    theme: Theme
    thin: float = 1.0

    def block(self, scale: float, narrow: bool) -> Block:
        """The card at `scale`; `narrow` cuts long words earlier."""
        measures = metrics(self.style, scale, narrow=narrow, thin=self.thin)
        width, height, grid = card_size(self.content, measures)
        start = None
        rows = [ring.row for ring in self.content.rings if ring.column is None]
        if len(rows) == 1 and rows[0] is not None:
            line = grid.y + (rows[0] + 0.5) * grid.h / len(self.content.values)
            start = (grid.right + measures.ring / 2, line)

        def draw() -> tuple[Primitive, ...]:
            return layout_card(self.content, measures, self.theme).primitives

        return Block(self.content.name, width, height, grid.middle, draw, start)


@dataclass(frozen=True)
class TablePiece:
    """The weighted values of one word, framed like a card."""

    document: Document
    theme: Theme
    word: int
    show_sum: bool
    text: float
    _made: dict[int, Block] = field(default_factory=dict)

    def block(self, scale: float, narrow: bool) -> Block:
        """The table with text as large as `scale` says, readable as long as there is room."""
        size = max(round(self.text * scale), READABLE)
        if size not in self._made:
            self._made[size] = self._table(size)
        return self._made[size]

    def _table(self, size: int) -> Block:
        pad = round(size * 0.9)
        table = mix_table(self.document, self.theme, self.word, _TABLE_ROOM * size,
                          show_sum=self.show_sum, size=size)  # fmt: skip
        width, height = table.width + 2 * pad, table.height + 1.7 * pad
        frame = Rect(0, 0, width, height)
        bar = Rect(pad * 0.5, size * 0.12, width - pad, size * 0.24)

        def draw() -> tuple[Primitive, ...]:
            return (
                Box(frame, self.theme.card, self.theme.hairline, 2, size / 2),
                Box(bar, self.theme.roles["value"].ink, None, 0, bar.h / 2),
                *moved(table.primitives, pad, pad),
            )

        return Block("", width, height, height / 2, draw)


@dataclass(frozen=True)
class Flow:
    """What a step is about: inputs, what is done with them, and what comes of it.

    Attributes:
        operator: `×`, `·`, `+` on a joint of the wires; with one input a text such as `÷1` or
            `softmax` on the arrow.
        inks: the colour of the wire from each input; the last one is the arrow's.
        lit: for each wire whether it carries what the lit cell was made of.
        sum: how the lit cell came about, short.
        extra: stands below the result.
    """

    inputs: tuple[Piece, ...]
    result: Piece | None = None
    operator: str = ""
    inks: tuple[str, ...] = ()
    lit: tuple[bool, ...] = ()
    sum: tuple[TextRun, ...] = ()
    extra: Piece | None = None

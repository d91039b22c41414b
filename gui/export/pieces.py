"""What stands on a slide: cards and tables that are measured at many scales and drawn at one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import msgspec
from msgspec.structs import replace

from gui.document import Document
from gui.drawing.card import CardContent, card_size, layout_card
from gui.drawing.metrics import LARGEST_NUMBERS
from gui.drawing.mix_table import mix_table
from gui.drawing.primitives import Box, Point, Primitive, Rect, TextRun, moved
from gui.export.measures import READABLE, CardStyle, Detail, metrics
from gui.theme import Theme

_THUMBNAIL_ROW = 1.4  # of the height of a cell: a thumbnail of few rows is flat
_MOST_CELLS = 100  # of a matrix that shows numbers beside others
_MOST_TURNED = 4  # rows of a matrix of words by words that may lie on its side
_TABLE_ROOM = 32  # of the size of its text: wider tables show fewer decimals


class Block(msgspec.Struct, frozen=True):
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

    def block(self, scale: float, detail: Detail) -> Block: ...


class CardPiece(msgspec.Struct, frozen=True, eq=False):
    """The card of a node."""

    content: CardContent
    style: CardStyle
    theme: Theme
    thin: float = 1.0
    names: bool = True  # whether name and shape stand below the formula
    groups: int = 1  # of columns, told apart by lines
    as_named: bool = False  # without the names of its rows it is as high as with them
    _made: dict[tuple[float, Detail], Block] = msgspec.field(default_factory=dict)

    def without_words(self) -> CardPiece:
        """The same card as high, the names of its rows left out."""
        bare = replace(self.content, row_labels=())
        return replace(self, content=bare, as_named=True, _made={})

    def block(self, scale: float, detail: Detail) -> Block:
        """The card at `scale`; measured once, however many arrangements try it."""
        key = (scale, detail)
        if key not in self._made:
            self._made[key] = self._card(scale, detail)
        return self._made[key]

    def _card(self, scale: float, detail: Detail) -> Block:
        content = _shown(self.content, detail)
        measures = metrics(self.style, scale, detail, names=self.names, thin=self.thin)
        rows = len(content.values)
        wide, high = measures.thumbnail
        flat = min(high, rows * _THUMBNAIL_ROW * measures.cell_height)
        if self.as_named:
            named = rows * measures.labelled_row
            flat, high = (
                max(h, named if named <= h * measures.tallest else h) for h in (flat, high)
            )
        measures = replace(measures, thumbnail=(wide, flat), pair_thumbnail=(wide, high))
        width, height, grid = card_size(content, measures)
        start = None
        lit = [ring.row for ring in content.rings if ring.column is None]
        if len(lit) == 1 and lit[0] is not None and content.body != "bars":
            start = (grid.right + measures.ring / 2, grid.y + (lit[0] + 0.5) * grid.h / rows)

        def draw() -> tuple[Primitive, ...]:
            card = layout_card(content, measures, self.theme)
            return (*card.primitives, *self._partition(card.grid.rect, measures.border))

        return Block(content.name, width, height, grid.middle, draw, start)

    def _partition(self, grid: Rect, line: float) -> list[Primitive]:
        """Lines between the groups of columns."""
        ink, thick = self.theme.text, 1.4 * line
        return [
            Box(Rect(grid.x + grid.w * index / self.groups - thick / 2, grid.y, thick, grid.h), ink)
            for index in range(1, self.groups)
        ]


def _shown(content: CardContent, detail: Detail) -> CardContent:
    """As much of a card as there is room for; few queries over many words lie on their side."""
    if content.body == "bars":
        return content
    rows, columns = content.values.shape
    if detail.numbers < LARGEST_NUMBERS:
        content = replace(content, most=detail.numbers)
    elif rows * columns <= _MOST_CELLS:
        content = replace(content, most=max(content.most, detail.numbers))
    if not (detail.features or content.pairs):
        content = replace(content, column_labels=())
    few = content.pairs and rows <= _MOST_TURNED and LARGEST_NUMBERS < columns <= detail.numbers
    return _turned(content) if few else content


def _turned(content: CardContent) -> CardContent:
    """Rows as columns, as bars are drawn."""
    masked, fixed = content.masked, content.fixed
    return replace(
        content,
        values=content.values.T,
        visible=content.visible.T,
        changed=content.changed.T,
        masked=None if masked is None else masked.T,
        fixed=None if fixed is None else fixed.T,
        pins=frozenset((column, row) for row, column in content.pins),
        row_labels=content.column_labels,
        column_labels=content.row_labels,
        lit_rows=content.lit_columns,
        lit_columns=content.lit_rows,
        rings=tuple(replace(ring, row=ring.column, column=ring.row) for ring in content.rings),
    )


class TablePiece(msgspec.Struct, frozen=True, eq=False):
    """The weighted values of one word, framed like a card."""

    document: Document
    theme: Theme
    word: int
    show_sum: bool
    text: float
    _made: dict[int, Block] = msgspec.field(default_factory=dict)

    def block(self, scale: float, detail: Detail) -> Block:
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


class Sign(msgspec.Struct, frozen=True):
    """What is done on the way from the first input to the result: `×`, `÷8`, `softmax`, `+ b`.

    Attributes:
        input: which input of the flow joins the way here; None where none does. On a chain: which
            piece the sign leads to.
    """

    runs: tuple[TextRun, ...]
    input: int | None = None

    @property
    def is_glyph(self) -> bool:
        """Whether one character says it, in a circle."""
        return len(self.runs) == 1 and len(self.runs[0].text) == 1

    @property
    def is_raised(self) -> bool:
        """Whether a part of it is written smaller."""
        return any(run.script for run in self.runs)


class Flow(msgspec.Struct, frozen=True):
    """What a step is about: inputs, what is done with them, and what comes of it.

    Attributes:
        signs: on the way from the first input to the result, in order.
        chain: whether each piece is made from the one before it, instead of the result from all.
        inks: the colour of the wire from each input; the last one is the arrow's.
        lit: for each wire whether it carries what the lit cell was made of.
        sum: how the lit cell came about, short.
        extra: stands below the result.
        steady: whether the result stands where it does whatever row is lit.
    """

    inputs: tuple[Piece, ...]
    result: Piece | None = None
    signs: tuple[Sign, ...] = ()
    chain: bool = False
    inks: tuple[str, ...] = ()
    lit: tuple[bool, ...] = ()
    sum: tuple[TextRun, ...] = ()
    extra: Piece | None = None
    steady: bool = False

    def signs_before(self, piece: int) -> tuple[Sign, ...]:
        """The signs between piece `piece` − 1 and the next, of all in one line.

        In a line `X × W + b → Q` an operand stands behind its sign, and what is left stands on the
        arrow.
        """
        if self.chain:
            return tuple(sign for sign in self.signs if sign.input == piece)
        joints = [sign.input for sign in self.signs]
        first = joints.index(piece - 1) + 1 if piece > 1 and piece - 1 in joints else 0
        end = joints.index(piece) + 1 if piece in joints else len(joints)
        return self.signs[first:end]

"""What a card shows, as plain data; `content` reads it from the document, `card` lays it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from engine.ops import Array, Cell
from gui.drawing.metrics import LARGEST_NUMBERS
from gui.drawing.primitives import TextRun

#: Weights of a few queries over more keys than fit as numbers are drawn as bars.
MOST_BAR_GROUPS, _MOST_BARS = 4, 16

Body = Literal["numbers", "bars", "thumbnail"]


class Ring(msgspec.Struct, frozen=True):
    """A lit part of a matrix: a cell, or a row or column, ringed in a colour.

    Attributes:
        strong: it is pointed at in the explanation, and stands out from what is lit.
    """

    row: int | None
    column: int | None
    colour: str
    strong: bool = False


class Tint(msgspec.Struct, frozen=True):
    """How a trace shows on a card. [row, column]

    Attributes:
        cells: the cells that belong to it; the others go pale.
        shades: −1 to 1, how strongly they count; None where that is not asked.
    """

    cells: NDArray[np.bool_]
    shades: Array | None


class CardContent(msgspec.Struct, frozen=True):
    """What a card shows. [row, column] for all arrays: of one head, where the node has several.

    Attributes:
        pairs: whether rows and columns are both words (scores, weights, masks).
        visible: which cells the lesson has shown; hidden ones are blank.
        changed: which cells differ from before the last edit; no cells where they are too many.
        masked: which cells a mask leaves out; None where there is no mask.
        fixed: which cells are fixed at 0, because the vector is cut; None where none is.
        pins: the pinned cells of the plane.
        peak: the value that gets the strongest colour.
        least: cells are at least so wide.
        begun: whether it is being made, though nothing of it is there yet.
        note: what stands on a card that is not reached yet.
        sums: what stands below each group of bars.
        before: what the cells were; None where they do not say so.
        touched: whether the last edit moved any of it; marks a thumbnail as a whole.
        lit_rows, lit_columns: index -> colour of a lit word.
        sheets: how many sheets peep out behind the card, one of several heads.
        most: numbers are shown up to this many rows and columns.
        tint: how a trace shows, while there is one.
        asked: which cells a person is to predict; they show a question mark.
    """

    name: str
    role: str
    learned: bool
    computed: bool
    weights: bool
    header: tuple[TextRun, ...]
    title: str
    shape: str
    values: Array
    visible: NDArray[np.bool_]
    changed: NDArray[np.bool_]
    pins: frozenset[Cell]
    peak: float
    pairs: bool = False
    masked: NDArray[np.bool_] | None = None
    fixed: NDArray[np.bool_] | None = None
    row_labels: Sequence[str] = ()
    column_labels: Sequence[str] = ()
    rings: tuple[Ring, ...] = ()
    lit_rows: Mapping[int, str] = msgspec.field(default_factory=dict)
    lit_columns: Mapping[int, str] = msgspec.field(default_factory=dict)
    current: bool = False
    note: str = ""
    release: str = ""
    sums: tuple[str, ...] = ()
    before: Array | None = None
    touched: bool = False
    sheets: int = 0
    most: int = LARGEST_NUMBERS
    tint: Tint | None = None
    asked: NDArray[np.bool_] | None = None
    least: float = 0.0
    begun: bool = False

    @property
    def reached(self) -> bool:
        """Whether the lesson has shown any of it, asks for it, or is about to make it."""
        return bool(self.visible.any()) or self.asked is not None or self.begun

    @property
    def body(self) -> Body:
        """How the matrix is drawn: by what of it fits."""
        rows, columns = self.values.shape
        if max(rows, columns) <= self.most:
            return "numbers"
        few = rows <= MOST_BAR_GROUPS and LARGEST_NUMBERS < columns <= _MOST_BARS
        return "bars" if self.weights and few else "thumbnail"

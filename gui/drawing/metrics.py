"""The measures of a card: on the screen, in the tighter diagram of a block, on slides."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

#: Cards show numbers up to this many rows and columns, and a thumbnail beyond.
LARGEST_NUMBERS = 8


class Metrics(msgspec.Struct, frozen=True):
    """The measures of a card, in the picture's units (design: px at 100 %).

    Attributes:
        decimals, weight_decimals: how many a number on a card has at most; fewer where it is large.
        thumbnail: what a large matrix takes; one of words by words takes `pair_thumbnail`.
        tallest: a thumbnail may grow to so many times its height so that each row can be named.
        labelled_row: how high the row of a thumbnail must be to be named.
        bin: how wide a patch of a thumbnail is.
        bar_row, bar_column: a bar of weights and the group it stands in.
        sheet: how far each sheet of a stack of heads peeps out.
        reserve: keep room for *Release* beside the name, so that cards keep their width.
        marks: the kind's icon; without it only a pin is drawn.
        names: name and shape below the formula; without them the formula stands alone.
        weight_cell: how wide a cell of weights is at least.
        befores: a changed cell says what it was, `1 → 2`, where there is room.
    """

    header: float = 50
    bar: float = 4
    bar_inset: float = 8
    padding: float = 10
    formula: float = 16
    formula_baseline: float = 24
    title: float = 13
    title_baseline: float = 41
    label: float = 13
    gutter: float = 32
    longest_gutter: float = 84
    column_labels: float = 18
    cell_height: float = 30
    cell_widths: tuple[float, ...] = (34, 38, 44, 48, 54, 66, 80)
    numeral: float = 14
    numeral_room: float = 7
    decimals: int = 3
    weight_decimals: int = 3
    radius: float = 8
    icon: float = 15
    gap: float = 1.5
    border: float = 1
    ring: float = 2.8
    flag: float = 9
    thumbnail: tuple[float, float] = (112, 98)
    pair_thumbnail: tuple[float, float] = (132, 112)
    tallest: float = 1.7
    labelled_row: float = 14
    bin: float = 3
    bar_row: float = 20
    bar_column: float = 118
    sheet: float = 4
    reserve: bool = True
    marks: bool = True
    names: bool = True
    weight_cell: float = 0
    befores: bool = False


SCREEN = Metrics()

#: More cards, or longer sentences, in the same window.
SNUG = replace(
    SCREEN,
    header=44,
    padding=8,
    formula=15,
    formula_baseline=22,
    title=12.5,
    title_baseline=37,
    label=12.5,
    gutter=24,
    longest_gutter=88,
    column_labels=16,
    cell_height=24,
    cell_widths=(26, 28, 30, 32, 34, 36, 38, 40, 44, 48, 54, 60, 76),
    numeral=13,
    numeral_room=6,
    decimals=2,
    weight_decimals=2,
    icon=14,
    flag=8,
    thumbnail=(72, 56),
    pair_thumbnail=(132, 96),
    tallest=2.8,
    bar_row=17,
    bar_column=100,
    reserve=False,
)

#: A whole block: fewer decimals, and thumbnails that stay low.
COMPACT = replace(SNUG, decimals=1, numeral_room=4, longest_gutter=64, tallest=1.5)

#: Cells that hold `1 → 2`, where the diagram has room for them.
_WIDE_CELL, _WIDE_WEIGHT = 46, 50


def comparing(metrics: Metrics) -> Metrics:
    """The same measures while changed cells say what they were.

    Roomy cells are wide enough for that whether they changed or not: no edit moves the diagram.
    """
    if metrics is not SCREEN:
        return replace(metrics, befores=True)
    widths = tuple(
        sorted({max(width, _WIDE_CELL) for width in (*metrics.cell_widths, _WIDE_WEIGHT)})
    )
    return replace(metrics, befores=True, cell_widths=widths, weight_cell=_WIDE_WEIGHT)

"""Sizes on a slide: design units are the pixels of a slide whose short side has 1080."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from gui.drawing.metrics import LARGEST_NUMBERS, Metrics
from gui.drawing.primitives import Cells, Primitive, Text

#: The short side of every slide, in design units.
UNITS = 1080.0
#: Text smaller than this cannot be read from the back of a room.
READABLE = 24

TITLE = 60
CAPTION = 38
SUM = 44
GLYPH = 44
CHIP = 36
MARGIN = 140.0
#: How much of a word stands beside a row, in sizes of its text; and where words are cut early.
LONGEST_WORD, _SHORT_WORD = 9, 5
OPERATOR = 34.0
WIRE = 6.0
LIT_WIRE = 8.0
_SCRIPT = 0.7  # of the line's size, as fonts.run_font draws it
#: A line with super- or subscripts that can be read as well.
LEAST_RAISED = 35
#: At a smaller scale cards shrink as a whole, their text too.
TIGHTEST = 0.4


class CardStyle(msgspec.Struct, frozen=True):
    """The measures of a card on a slide at scale 1 (design tokens, "slide")."""

    formula: float
    name: float
    label: float
    numeral: float
    cell_width: float
    cell_height: float
    spread: tuple[float, ...] = (1, 1.13, 1.28, 1.45, 1.65, 1.9, 2.3)


SLIDE_INPUT = CardStyle(40, 26, 28, 38, 104, 72)
SLIDE_RESULT = CardStyle(46, 28, 30, 46, 160, 104)
#: The card of one head among others.
SLIDE_HEAD = CardStyle(35, 26, 28, 38, 104, 66)
#: The text of the weighted values: in the place of a result, and below one.
SLIDE_TABLE, SLIDE_TABLE_BELOW = 36, 29
#: Cards of the whole diagram: formula and numbers only.
SLIDE_DIAGRAM = CardStyle(34, 0, 24, 25, 46, 40)


class Detail(msgspec.Struct, frozen=True):
    """How much cards say, where they cannot say everything.

    Attributes:
        whole_words: long words are cut late; otherwise early.
        decimals: of a number, at most.
        features: whether columns that are no words are named.
        numbers: matrices show numbers up to so many rows and columns, and shades beyond.
    """

    whole_words: bool = True
    decimals: int = 3
    features: bool = True
    numbers: int = 12


#: Rather shades that can be seen than numbers that cannot be read.
_FEW_NUMBERS = 4
#: What is given up when cards would be too small, step by step.
DETAILS = (
    Detail(),
    Detail(features=False),
    Detail(features=False, decimals=2),
    Detail(numbers=LARGEST_NUMBERS),
    Detail(numbers=LARGEST_NUMBERS, features=False, decimals=2),
    Detail(features=False, decimals=2, whole_words=False),
    Detail(numbers=LARGEST_NUMBERS, features=False, decimals=2, whole_words=False),
    Detail(numbers=_FEW_NUMBERS, features=False, decimals=2, whole_words=False),
)


def metrics(
    style: CardStyle,
    scale: float,
    detail: Detail = DETAILS[0],
    *,
    names: bool = True,
    thin: float = 1.0,
) -> Metrics:
    """A card's measures at `scale`: cells and margins shrink first, readable text last.

    Args:
        names: whether name and shape stand below the formula.
        thin: the width of lines, 1 as designed.
    """
    shape = max(scale, TIGHTEST)
    whole = scale / shape

    def text(size: float, least: float) -> float:
        return max(1, round(max(round(size * shape), least) * whole))

    formula = text(style.formula, round(READABLE / _SCRIPT))
    name, label = text(style.name or READABLE, READABLE), text(style.label, READABLE)
    numeral = text(style.numeral, READABLE)
    bar = 8 * scale
    formula_baseline = 1.5 * bar + formula * 0.9 + 6 * scale
    name_baseline = formula_baseline + formula * 0.33 + name * 0.8
    thumbnail = max(style.cell_width * 4 * scale, 120), max(style.cell_height * 5 * scale, 100)
    below = name_baseline + name * 0.24 if names else formula_baseline + formula * 0.3
    padding = max(24 * scale, label * 0.75)
    return Metrics(
        header=below + 18 * scale,
        bar=bar,
        bar_inset=14 * scale,
        padding=padding,
        formula=formula,
        formula_baseline=formula_baseline,
        title=name,
        title_baseline=name_baseline,
        label=label,
        gutter=style.cell_width * scale if names else label * 1.4,
        longest_gutter=label * (LONGEST_WORD if detail.whole_words else _SHORT_WORD),
        column_labels=label * 1.3 + 12 * scale,
        cell_height=max(style.cell_height * scale, numeral * 1.45),
        cell_widths=tuple(style.cell_width * factor * scale for factor in style.spread),
        numeral=numeral,
        decimals=detail.decimals,
        weight_decimals=detail.decimals,
        numeral_room=numeral * (0.6 if names and detail == DETAILS[0] else 0.4),
        radius=14 * scale,
        icon=formula * 0.75,
        gap=2.5 * scale * thin,
        border=max(2.0 * scale, 1) * thin,
        ring=max(7.6 * scale, 3.5),
        flag=16 * scale,
        thumbnail=thumbnail,
        pair_thumbnail=thumbnail,
        labelled_row=label * 1.2,
        bin=max(4 * scale, 2),
        bar_row=max(label * 1.55, style.cell_height * 0.6 * scale),
        bar_column=max(label * 3.2 + style.cell_width * 1.8 * scale, label * 5.2),
        sheet=8 * scale,
        marks=False,
        names=names,
    )


def magnified(measures: Metrics, factor: float) -> Metrics:
    """All lengths of a card times `factor`."""

    def larger(value: object) -> object:
        if isinstance(value, bool) or not isinstance(value, (int, float, tuple)):
            return value
        if isinstance(value, tuple):
            return tuple(part * factor for part in value)
        return value * factor

    kept = {"decimals", "weight_decimals", "tallest"}
    lengths = {
        name: larger(value)
        for name, value in msgspec.structs.asdict(measures).items()
        if name not in kept
    }
    return replace(measures, **lengths)


def text_sizes(items: Iterable[Primitive]) -> list[float]:
    """The size of every text there is as it is drawn, super- and subscripts for themselves."""
    sizes: list[float] = []
    for item in items:
        if isinstance(item, Text):
            for run in item.runs:
                if run.text.strip():
                    sizes.append(round(item.size * (_SCRIPT if run.script else 1)))
        elif isinstance(item, Cells) and any(item.texts):
            sizes.append(round(item.size))
    return sizes

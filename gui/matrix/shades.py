"""A matrix as an image of 256 colours: one byte a cell, which looks its colour up in a table."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from engine.ops import Array
from gui.theme import ColourMap, Theme, theme

Entries = NDArray[np.uint8]

#: Colours of the scale take 0 to SHADES − 1; an odd number, so that zero has one of its own.
SHADES = 251
_MIDDLE = SHADES // 2
#: A cell fixed at zero, one the lesson has not shown, and one that is masked or no finite number.
FIXED, HIDDEN, HOLE = 253, 254, 255
#: How many cells are turned at a time, so that what is in between stays in the processor's cache.
_AT_ONCE = 1 << 16
#: Of a smaller peak the reciprocal would overflow.
_LEAST_PEAK = 1e-300


def entries_of(
    values: Array, peak: float, colours: ColourMap, *, finite: bool = False, within: bool = False
) -> Entries:
    """The entry of every cell; values beyond the ends of the scale take the ends' colours.

    Rows are turned in blocks, so that nothing as large as the matrix stands beside the result.

    Args:
        values: [row, column], or with leading axes.
        peak: the value that gets the strongest colour.
        finite: whether all values are known to be finite.
        within: whether all are known to be finite, and between the ends of the scale.
    """
    entries = np.empty(values.shape, dtype=np.uint8)
    if values.ndim > 2:
        for index, matrix in enumerate(values):
            entries[index] = entries_of(matrix, peak, colours, finite=finite, within=within)
        return entries
    step = max(_AT_ONCE // max(values.shape[1], 1), 1)
    slope = (SHADES - 1) / (colours.high - colours.low)
    factor, start = slope / max(peak, _LEAST_PEAK), 0.5 - colours.low * slope
    spare = np.empty((step, values.shape[1]))
    with np.errstate(all="ignore"):
        for row in range(0, len(values), step):
            block = values[row : row + step]
            part = spare[: len(block)]
            np.multiply(block, factor, out=part)
            part += start
            if not within:
                np.clip(part, 0, SHADES - 1, out=part)
            turned = entries[row : row + step]
            np.copyto(turned, part, casting="unsafe")
            if not (finite or within):
                turned[~np.isfinite(block)] = HOLE
    return entries


def extremes(entries: Entries, rows: int, columns: int, *, signed: bool) -> Entries:
    """The image made smaller, each pixel the entry furthest from zero of the cells under it.

    A plain sample of the cells could leave out the one that stands out. Never made larger.
    """
    low = high = entries
    for count in (rows, columns):  # each pass leaves the image on its side; two put it upright
        high = _pooled(high, count, np.maximum)
        low = _pooled(low, count, np.minimum) if signed else high
    if not signed:
        return high
    further = low < 2 * _MIDDLE - high.astype(np.int16)
    return np.where(further & (high < SHADES), low, high)


def _pooled(entries: Entries, count: int, pick: np.ufunc) -> Entries:
    """`count` parts of the rows, each made one by `pick`, transposed."""
    size = len(entries)
    if count < size:
        pooled = np.empty((count, entries.shape[1]), dtype=np.uint8)
        for part in range(count):
            block = entries[part * size // count : (part + 1) * size // count]
            pick.reduce(block, axis=0, out=pooled[part])
        entries = pooled
    return np.ascontiguousarray(entries.T)


def colour_table(colours: ColourMap, look: Theme) -> Entries:
    """The colours of all 256 entries. [entry, rgb]"""
    table = np.zeros((256, 3), dtype=np.uint8)
    at = np.linspace(0, len(colours.table) - 1, SHADES).round().astype(np.intp)
    table[:SHADES] = colours.table[at]
    for entry, colour in ((FIXED, look.panel), (HIDDEN, look.panel), (HOLE, look.ghost)):
        table[entry] = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return table


def image_of(entries: Entries, table: Entries) -> QImage:
    """The picture of `entries`, one pixel a cell; it keeps no reference to them."""
    height, width = entries.shape
    packed = np.ascontiguousarray(entries)
    image = QImage(packed.data, width, height, width, QImage.Format.Format_Indexed8)
    image.setColorTable([0xFF000000 | r << 16 | g << 8 | b for r, g, b in table.tolist()])
    return image.copy()


@cache
def packed_colours(theme_name: str, weights: bool) -> NDArray[np.uint32]:
    """The whole colour map of a theme as pixels of an RGB32 image."""
    table = theme(theme_name).colour_map(weights=weights).table.astype(np.uint32)
    return np.asarray(0xFF000000 | table[:, 0] << 16 | table[:, 1] << 8 | table[:, 2], np.uint32)


@cache
def light_inks(theme_name: str, weights: bool) -> NDArray[np.bool_]:
    """Where the numeral that reads best on a colour of the map is white."""
    inks = theme(theme_name).colour_map(weights=weights).inks
    return np.array([ink == "#FFFFFF" for ink in inks])

"""Thumbnails: a matrix too large for numbers as a picture of some of its real values.

Averages would fade to grey and maxima saturate, so every patch (bin) shows one value that is really
there: the one in its middle, or the farthest-out one where it holds any beyond 3.4 σ.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from engine.ops import Array
from gui.drawing.card_data import CardContent
from gui.drawing.metrics import Metrics
from gui.drawing.primitives import Heat, Rect
from gui.theme import Theme

#: How many standard deviations from the mean a value must be to be shown whatever its place.
FAR_OUT = 3.4
#: With so many values bins are half as wide, or each would hold one that is far out.
MANY = 1 << 16
#: Rows are told apart by a line up to so many.
_MOST_PARTED = 16
#: How many pixels of its hatching the smallest bin is wide; a larger bin has as many more, so that
#: lines look alike on all, up to so many times as many.
_HATCH_DETAIL, _MOST_DETAIL = 6, 24

Indices = NDArray[np.intp]


def thumbnail_size(content: CardContent, metrics: Metrics) -> tuple[float, float]:
    """Width and height; higher where that gives every word a line of its own."""
    width, height = metrics.pair_thumbnail if content.pairs else metrics.thumbnail
    rows = len(content.values)
    if content.row_labels and rows * metrics.labelled_row <= height * metrics.tallest:
        height = max(height, rows * metrics.labelled_row)
    return width, height


def sampled(values: Array, high: int, wide: int) -> tuple[Indices, Indices]:
    """Which cell each of `high` × `wide` bins shows: rows and columns, both [high, wide]."""
    n, m = values.shape
    rows, columns = _middle_cells(n, m, high, wide)
    far = _far_out(values) if high * wide < values.size else ()
    if len(far):
        rows, columns = rows.copy(), columns.copy()
        row, column = np.divmod(far, m)
        place = row * high // n, column * wide // m
        rows[place], columns[place] = row, column
    return rows, columns


@lru_cache(maxsize=64)
def _middle_cells(n: int, m: int, high: int, wide: int) -> tuple[Indices, Indices]:
    """The cell in the middle of every bin; read-only, as all pictures of that size share them."""
    rows = np.repeat(_middles(n, high)[:, None], wide, axis=1)
    columns = np.repeat(_middles(m, wide)[None, :], high, axis=0)
    for indices in (rows, columns):
        indices.setflags(write=False)
    return rows, columns


def _middles(count: int, bins: int) -> Indices:
    """The index in the middle of each bin; bin b holds the indices i with i·bins // count = b."""
    starts = -(-np.arange(bins + 1) * count // bins)
    return np.asarray((starts[:-1] + starts[1:] - 1) // 2, dtype=np.intp)


def _far_out(values: Array) -> Indices:
    """The flat indices of values beyond FAR_OUT σ, the farthest last (what is written last stays).

    What is no number is left out of mean and σ.
    """
    flat = values.reshape(-1)
    numbers = flat
    with np.errstate(all="ignore"):
        total = float(flat.sum())
        if not math.isfinite(total):
            numbers = flat[np.isfinite(flat)]
            total = float(numbers.sum())
        if numbers.size == 0 or not math.isfinite(total):
            return np.empty(0, dtype=np.intp)
        mean = total / numbers.size
        variance = float(numbers @ numbers) / numbers.size - mean * mean
        if not variance > 1e-14 * mean * mean:  # all are alike, as far as can be told
            return np.empty(0, dtype=np.intp)
        reach = FAR_OUT * math.sqrt(variance)
        found = np.flatnonzero((flat > mean + reach) | (flat < mean - reach))
    found = found[np.isfinite(flat[found])]
    return np.asarray(found[np.argsort(np.abs(flat[found] - mean), kind="stable")], dtype=np.intp)


def heat(content: CardContent, metrics: Metrics, theme: Theme, area: Rect) -> Heat:
    """The thumbnail of what a card shows, on `area`; masked cells hatched, hidden ones blank."""
    rows, columns = content.values.shape
    side = metrics.bin if content.values.size < MANY else metrics.bin / 2
    high = min(rows, max(int(area.h / side), 1))
    wide = min(columns, max(int(area.w / side), 1))
    shades = content.values if content.tint is None else content.tint.shades
    at = sampled(content.values if shades is None else shades, high, wide)
    values = content.values[at]
    colours = theme.colour_map(weights=content.weights)
    pixels = colours.table[colours.indices(values / content.peak)]
    tint = content.tint
    if tint is not None:
        shown = theme.colour_map(weights=False)
        if tint.shades is None:
            pixels[:] = _rgb(theme.selected)
        else:
            pixels = shown.table[shown.indices(tint.shades[at])]
        pixels[~tint.cells[at]] = _rgb(theme.card)
    if content.fixed is not None:
        pixels[content.fixed[at]] = _rgb(theme.hover)
    masked = ~np.isfinite(values)
    if content.masked is not None:
        masked |= content.masked[at]
    hidden = ~content.visible[at]
    detail = 1
    if (masked & ~hidden).any():
        times = round(min(area.w / wide, area.h / high) / metrics.bin)
        detail = _HATCH_DETAIL * min(max(times, 1), _MOST_DETAIL)
        pixels, masked = _enlarged(pixels, detail), _enlarged(masked, detail)
        y, x = np.indices(masked.shape)
        pixels[masked] = _rgb(theme.card)
        pixels[masked & ((x + y) % (2 * _HATCH_DETAIL) < 2)] = _rgb(theme.ghost)
    pixels[_enlarged(hidden, detail)] = _rgb(theme.card)
    gap = metrics.border if rows == high and 1 < rows <= _MOST_PARTED else 0.0
    return Heat(area, rows, columns, pixels, *at, gap, theme.card, detail)


_Scalar = TypeVar("_Scalar", bound=np.generic)


def _enlarged(pixels: NDArray[_Scalar], detail: int) -> NDArray[_Scalar]:
    return pixels.repeat(detail, axis=0).repeat(detail, axis=1)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)

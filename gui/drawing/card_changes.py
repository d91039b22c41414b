"""Marks of change on a card: flags, and in compare mode `1 → 2` where a cell has room for it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gui.drawing import fonts
from gui.drawing.card_data import CardContent
from gui.drawing.changes import cell_change
from gui.drawing.metrics import Metrics
from gui.drawing.primitives import Cells, Grid, Polygon, Primitive, Rect, Text, TextRun
from gui.theme import Theme

_LEAST = 11.0  # the least size of `1 → 2`


def hatched(content: CardContent) -> NDArray[np.bool_]:
    """Which cells are hatched: masked, or no number at all."""
    nothing = ~np.isfinite(content.values)
    return nothing if content.masked is None else nothing | content.masked


def places(cells: NDArray[np.bool_]) -> list[list[int]]:
    """Row and column of every cell that is True; mostly there are none."""
    found: list[list[int]] = np.argwhere(cells).tolist() if cells.any() else []
    return found


def flagged(content: CardContent) -> NDArray[np.bool_]:
    """Which cells carry the flag of change: none that the lesson has not shown."""
    return content.changed & content.visible if content.changed.size else content.changed


def befores(
    content: CardContent, metrics: Metrics, area: Rect
) -> dict[int, tuple[str, str, float]]:
    """The changed cells that have room for `1 → 2`: what they were and are, and how large.

    Keys are flat indices. What is hatched, fixed at 0 or was no number carries the flag alone.
    """
    if content.before is None or not metrics.befores:
        return {}
    columns = content.values.shape[1]
    room = area.w / columns - metrics.gap - 1
    plain = flagged(content) & ~hatched(content) & np.isfinite(content.before)
    if content.fixed is not None:
        plain &= ~content.fixed
    found = {}
    for row, column in places(plain):
        pair = float(content.before[row, column]), float(content.values[row, column])
        texts = cell_change(*pair, weights=content.weights)
        if texts is None:
            continue
        runs = _runs(*texts, "")
        less = 2 * metrics.ring if (row, column) in content.pins else 0.0
        for size in (metrics.numeral - 1, metrics.numeral - 2, _LEAST):
            if fonts.width(runs, size) <= room - less:
                found[row * columns + column] = (*texts, size)
                break
    return found


def change_marks(
    content: CardContent, metrics: Metrics, theme: Theme, grid: Grid
) -> list[Primitive]:
    """A flag on every changed cell, and in compare mode what it was and is."""
    parts: list[Primitive] = [
        change_flag(grid.cell(row, column), metrics, theme)
        for row, column in places(flagged(content))
    ]
    if isinstance(grid, Cells):
        for index, (old, new, size) in befores(content, metrics, grid.rect).items():
            area = grid.cell(*divmod(index, grid.columns))
            runs = _runs(old, new, grid.inks[index])
            base = area.middle + size * 0.364 + metrics.flag * 0.3  # clear of the flag
            parts.append(Text(area.centre, base, runs, size, "middle"))
    return parts


def change_flag(cell: Rect, metrics: Metrics, theme: Theme) -> Polygon:
    """The mark of a change: a filled corner."""
    x, y, side = cell.x + 1, cell.y + 1, metrics.flag
    return Polygon(((x, y), (x + side, y), (x, y + side)), theme.changed, theme.changed_ink)


def _runs(old: str, new: str, ink: str) -> tuple[TextRun, ...]:
    return TextRun(f"{old}→", ink), TextRun(new, ink, weight=600)

"""Where the numbers of a slide stand, and which one is under a point."""

from __future__ import annotations

from collections.abc import Iterator

from engine.ops import Cell
from gui.document import Document
from gui.drawing.primitives import Cells, Grid, Heat, Rect
from gui.export.slide import Slide


class Places:
    """The matrices of a slide, in its design units."""

    def __init__(self, document: Document, slide: Slide) -> None:
        self._document = document
        self._grids: list[tuple[str, int | None, Grid, bool]] = list(_grids(document, slide))
        self._cards = slide.cards

    def at(self, x: float, y: float) -> tuple[str, Cell] | None:
        """The cell under a point that the lesson has shown; None where there is none."""
        for node, head, grid, turned in self._grids:
            place = grid.at(x, y)
            if place is None:
                continue
            row, column = place[::-1] if turned else place
            cell = self._full(node, head, row, column)
            if self._document.is_shown(node, cell):
                return node, cell
        return None

    def area(self, node: str, row: int | None, column: int | None, head: int) -> Rect | None:
        """The area of a cell, a row, a column or a matrix; None where it is not on the slide."""
        for name, shown, grid, turned in self._grids:
            if name == node and shown in (None, head):
                return grid.area(column, row) if turned else grid.area(row, column)
        return None

    def card_at(self, x: float, y: float) -> Rect | None:
        """The card under a point."""
        point = Rect(x, y, 0, 0)
        return next((area for area in self._cards.values() if area.contains(point)), None)

    def _full(self, node: str, head: int | None, row: int, column: int) -> Cell:
        if len(self._document.graph.shapes[node]) == 2:
            return row, column
        return self._document.head if head is None else head, row, column


def _grids(document: Document, slide: Slide) -> Iterator[tuple[str, int | None, Grid, bool]]:
    """Node, head (of small multiples), grid, and whether it lies on its side."""
    graph = document.graph
    for node, card in slide.cards.items():
        if node not in graph:
            continue
        shape = graph.shapes[node]
        grids = [
            item
            for item in slide.primitives
            if isinstance(item, (Cells, Heat)) and card.contains(item.rect)
        ]
        several = len(shape) > 2 and len(grids) == shape[0] > 1
        for index, grid in enumerate(grids):
            turned = (grid.rows, grid.columns) != shape[-2:]
            yield node, index if several else None, grid, turned

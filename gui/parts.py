"""What can be pointed at: parts of matrices, and what in a picture stands for them."""

from __future__ import annotations

from typing import Literal

import msgspec

from engine.ops import Cell


class Part(msgspec.Struct, frozen=True):
    """A cell, a row, a column, or all of a node; of one head, where the node has heads."""

    node: str
    head: int | None = None
    row: int | None = None
    column: int | None = None


def cell_part(node: str, cell: Cell) -> Part:
    """One cell of a node."""
    return Part(node, cell[0] if len(cell) > 2 else None, cell[-2], cell[-1])


class Link(msgspec.Struct, frozen=True):
    """What a box or a stretch of text stands for.

    Attributes:
        kind: `term` a number that went into a cell, `part` a row or column of them, `more` the
            terms that are not written out, `crumb` a cell of the trail.
        parts: what is marked in the matrices while it is pointed at.
        target: the cell it leads to, if it leads to one.
        index: which cell of the trail.
    """

    kind: Literal["term", "part", "more", "crumb"]
    parts: tuple[Part, ...] = ()
    target: tuple[str, Cell] | None = None
    index: int = 0

    @property
    def leads_on(self) -> bool:
        """Whether Enter or a click does anything."""
        return self.kind == "more" or self.target is not None

"""The matrix of one node as a view shows it: one head's plane, upright or transposed."""

from __future__ import annotations

from typing import TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from engine.graph import Axis, Node
from engine.ops import Array, Cell
from engine.remarks import mask_over
from gui.document import Document
from gui.matrix.figures import Figures, automatic_decimals, figures_of

Mask = NDArray[np.bool_]
Place = tuple[int, int]
_Scalar = TypeVar("_Scalar", bound=np.generic)


class Block(msgspec.Struct, frozen=True):
    """Some rows and columns of what is shown; a mask is None where it is False everywhere.

    Attributes:
        hidden: cells the lesson has not shown yet.
        masked: cells of pairs of words that the mask leaves out.
        fixed: cells fixed at 0.
        changed: cells that the last edit changed.
    """

    values: Array
    hidden: Mask | None
    masked: Mask | None
    fixed: Mask | None
    changed: Mask | None


class ShownPlane:
    """Reads the plane of the document's current head; it holds no numbers.

    Places are (row, column) as shown; cells are the node's own, with its head where it has heads.

    Attributes:
        node: the name of the node.
        transposed: whether rows stand as columns.
        respect_lesson: whether cells the lesson has not shown yet are hidden.
    """

    def __init__(self, document: Document, node: str) -> None:
        self.document = document
        self.node = node
        self.transposed = False
        self.respect_lesson = False
        self._labels: dict[Axis, list[str]] = {}
        self.forget()

    def forget(self) -> None:
        """The numbers are others now: what was derived from them is stale."""
        self._figures: Figures | None = None
        self._decimals: int | None = None
        self._pins: dict[Place, Cell] | None = None

    def forget_labels(self) -> None:
        """The words are called otherwise."""
        self._labels = {}

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def exists(self) -> bool:
        """Whether the open example has the node (positions may have been switched off)."""
        return self.node in self.document.graph

    @property
    def info(self) -> Node:
        """The node's place in the graph."""
        return self.document.graph[self.node]

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns are shown."""
        if not self.exists:
            return 0, 0
        rows, columns = self.document.graph.shapes[self.node][-2:]
        return (columns, rows) if self.transposed else (rows, columns)

    @property
    def heads(self) -> int:
        """How many heads have a matrix of their own here."""
        shape = self.document.graph.shapes[self.node] if self.exists else ()
        return shape[0] if len(shape) > 2 else 1

    def matrix(self) -> Array:
        """All values. [shown row, shown column]"""
        if not self.exists:
            return np.zeros((0, 0))
        plane = self.document.plane(self.node)
        if self.document.predicting.asking:  # no figure may tell what is to be predicted
            seen = self.document.visible()[self.node]
            plane = plane if seen.all() else np.where(seen, plane, np.nan)
        return self._turned(plane)

    def axis(self, *, down: bool) -> Axis:
        """The axis that runs down, or across."""
        rows, columns = self.info.axes
        return rows if down != self.transposed else columns

    def labels(self, *, down: bool) -> list[str]:
        """All labels down or across: the same list until they change."""
        if not self.exists:
            return []
        axis = self.axis(down=down)
        if axis not in self._labels:
            self._labels[axis] = self.document.axis_labels(axis)
        return self._labels[axis]

    # -- cells -----------------------------------------------------------------------------------

    def cell(self, row: int, column: int) -> Cell:
        """The cell of the node at a place."""
        if self.transposed:
            row, column = column, row
        return self.document.full_cell(self.node, row, column)

    def place(self, cell: Cell) -> Place | None:
        """Where a cell stands; None where it is another head's, or none of the node's."""
        if not self.exists or len(cell) != len(self.document.graph.shapes[self.node]):
            return None
        if len(cell) > 2 and cell[0] != self.document.head:
            return None
        row, column = cell[-2:]
        place = (column, row) if self.transposed else (row, column)
        return place if all(0 <= i < n for i, n in zip(place, self.shape, strict=True)) else None

    def value(self, row: int, column: int) -> float:
        """The full value at a place."""
        return float(self.document.value(self.node)[self.cell(row, column)])

    def is_hidden(self, row: int, column: int) -> bool:
        """Whether the lesson has not shown the cell at a place yet."""
        shown = self._shown()
        return shown is not None and not shown[row, column]

    @property
    def all_shown(self) -> bool:
        """Whether the lesson has shown every cell."""
        shown = self._shown()
        return shown is None or bool(shown.all())

    def is_changed(self, cell: Cell) -> bool:
        """Whether the last edit changed a cell."""
        return bool(self.document.changed_cells(self.node, cell))

    @property
    def pinned(self) -> int:
        """How many cells of the node are pinned, in all heads."""
        return len(self.document.evaluator.overrides(self.node)) if self.exists else 0

    def pins(self) -> dict[Place, Cell]:
        """The pinned cells of this head, by their places."""
        if self._pins is None:
            cells = self.document.evaluator.overrides(self.node) if self.exists else {}
            at = ((self.place(cell), cell) for cell in cells)
            self._pins = {place: cell for place, cell in at if place is not None}
        return self._pins

    # -- blocks ----------------------------------------------------------------------------------

    def block(self, rows: slice, columns: slice) -> Block:
        """Some rows and columns with everything that marks their cells."""

        def part(mask: Mask | None) -> Mask | None:
            return None if mask is None else _unless_empty(mask[rows, columns])

        shown = self._shown()
        return Block(
            self.matrix()[rows, columns],
            None if shown is None else _unless_empty(~shown[rows, columns]),
            part(self.masked()),
            part(self.fixed()),
            _unless_empty(self._changed(rows, columns)),
        )

    def masked(self) -> Mask | None:
        """The pairs of words that the mask leaves out, where the node holds pairs behind a mask."""
        mask = mask_over(self.document.graph, self.node)
        if mask is None or mask == self.node:  # the numbers of a mask are there to be read
            return None
        return self._turned(self.document.plane(mask) == 0)

    def fixed(self) -> Mask | None:
        """The cells fixed at 0, because heads cut the vector instead of projecting it."""
        zeros = self.document.graph.zeros(self.node)
        if zeros is None:
            return None
        return self._turned(zeros[self.document.head] if zeros.ndim > 2 else zeros)

    def hidden(self) -> Mask | None:
        """The cells the lesson has not shown yet; None where there are none."""
        shown = self._shown()
        return None if shown is None else _unless_empty(~shown)

    def _shown(self) -> Mask | None:
        """The cells the lesson has shown; None where that does not count."""
        respects = self.respect_lesson or self.document.predicting.asking
        if not respects or not self.exists:
            return None
        return self._turned(self.document.visible()[self.node])

    def _changed(self, rows: slice, columns: slice) -> Mask:
        """The cells that the last edit changed, of some rows and columns as shown."""
        part = (columns, rows) if self.transposed else (rows, columns)
        cells: tuple[int | slice, ...] = part
        if len(self.document.graph.shapes[self.node]) > 2:
            cells = (self.document.head, *part)
        return self._turned(self.document.changed_cells(self.node, cells))

    def _turned(self, array: NDArray[_Scalar]) -> NDArray[_Scalar]:
        return array.T if self.transposed else array

    # -- facts -----------------------------------------------------------------------------------

    @property
    def figures(self) -> Figures:
        """Least, greatest and mean of what is shown."""
        if self._figures is None:
            self._figures = figures_of(self.matrix())
        return self._figures

    @property
    def automatic_decimals(self) -> int:
        """The fewest decimals that show every number as it is."""
        if self._decimals is None:
            self._decimals = automatic_decimals(self.matrix())
        return self._decimals


def _unless_empty(mask: Mask) -> Mask | None:
    return mask if mask.any() else None

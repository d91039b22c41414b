"""Which numbers a node may hold. An edit is checked as a whole before anything changes."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from engine.errors import (
    CellOutOfRange,
    FixedZero,
    NegativeEpsilon,
    NotBinary,
    NotFinite,
    ShapeMismatch,
    ZeroDivisor,
)
from engine.graph import Graph
from engine.numbers import format_shape
from engine.ops import Array, Cell


class Checks:
    """The rules of one graph."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._never_zero: set[str] = set()
        self._never_negative: set[str] = set()
        for node in graph.nodes:
            if node.op is not None:
                self._never_zero |= {node.inputs[at] for at in node.op.nonzero_inputs}
                self._never_negative |= {node.inputs[at] for at in node.op.nonnegative_inputs}

    def matrix(self, name: str, matrix: Array) -> None:
        """Raise what is wrong with a whole matrix for `name`.

        Raises:
            UnknownNode: there is no such node.
            ShapeMismatch: the matrix is not of the node's shape.
            NotFinite, ZeroDivisor, NegativeEpsilon, NotBinary, FixedZero: a number is not allowed.
        """
        node = self._graph[name]
        expected, zeros = self._graph.shapes[name], self._graph.zeros(name)
        if matrix.shape != expected:
            raise ShapeMismatch(
                name=name, given=format_shape(matrix.shape), expected=format_shape(expected)
            )
        suspect = ~np.isfinite(matrix)
        if name in self._never_zero:
            suspect |= matrix == 0
        if name in self._never_negative:
            suspect |= matrix < 0
        if node.binary:
            suspect |= (matrix != 0) & (matrix != 1)
        if zeros is not None:
            suspect |= zeros & (matrix != 0)
        for found in np.argwhere(suspect)[:1]:  # say what is wrong
            cell = tuple(int(i) for i in found)
            self.cells(name, {cell: float(matrix[cell])})

    def place(self, name: str, cell: Cell) -> None:
        """Raise CellOutOfRange where the node has no such cell (UnknownNode: there is no node)."""
        shape = self._graph.shapes[self._graph[name].name]
        inside = len(cell) == len(shape) and all(
            0 <= at < size for at, size in zip(cell, shape, strict=True)
        )
        if not inside:
            where = ",".join(map(str, cell))
            raise CellOutOfRange(name=name, cell=where, shape=format_shape(shape))

    def cells(self, name: str, cells: Mapping[Cell, float]) -> None:
        """Raise what is wrong with some cells for `name`.

        Raises:
            CellOutOfRange: the node has no such cell.
            UnknownNode, NotFinite, ZeroDivisor, NegativeEpsilon, NotBinary, FixedZero.
        """
        node, zeros = self._graph[name], self._graph.zeros(name)
        for cell, value in cells.items():
            self.place(name, cell)
            if not math.isfinite(value):
                raise NotFinite(text=str(value))
            if value == 0 and name in self._never_zero:
                raise ZeroDivisor(name=name)
            if value < 0 and name in self._never_negative:
                raise NegativeEpsilon(name=name)
            if node.binary and value not in (0, 1):
                raise NotBinary(name=name)
            if zeros is not None and zeros[cell] and value != 0:
                raise FixedZero(name=name, head=cell[0] + 1)

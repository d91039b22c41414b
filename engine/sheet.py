"""Where every cell of every node stands in a spreadsheet, and what a formula writes for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from engine.evaluator import Evaluator
from engine.graph import Node
from engine.ops import Cell, Op


class Sheet:
    """Where every cell of every node stands."""

    def __init__(self, evaluator: Evaluator, rules: Rules) -> None:
        from openpyxl.utils import get_column_letter

        self._letter = get_column_letter
        self.evaluator = evaluator
        self.graph = evaluator.graph
        self._rules = rules
        self.corners: dict[str, tuple[int, int]] = {}
        row = 5
        for name in self.graph.order:
            self.corners[name] = (row + 2, 2)
            row += self.graph.shapes[name][-2] + 4

    def place(self, name: str, cell: Cell) -> tuple[int, int]:
        """Row and column of a cell in the sheet, from 1."""
        top, left = self.corners[name]
        head = cell[0] if len(cell) > 2 else 0
        width = self.graph.shapes[name][-1] + 2
        return top + cell[-2], left + head * width + cell[-1]

    def at(self, name: str, cell: Cell) -> str:
        """The address of a cell: `B7`. A head that the node has not is left out."""
        row, column = self.place(name, cell[-len(self.graph.shapes[name]) :])
        return f"{self._letter(column)}{row}"

    def span(self, name: str, first: Cell, last: Cell) -> str:
        """The address of a block: `B7:D9`."""
        return f"{self.at(name, first)}:{self.at(name, last)}"

    def read(self, node: Node, index: int, cell: Cell) -> str:
        """A cell of input `index` as the node's operation reads it (see `engine.graph.Read`).

        A gradient is 0 where a pin hands nothing on; under a pin, what was computed is written out.
        """
        source = node.inputs[index]
        cell = cell[-len(self.graph.shapes[source]) :]
        read = node.reads[index] if node.reads else "value"
        if read == "open" and cell in self.evaluator.overrides(self.graph[source].of):
            return "0"
        if read == "computed" and cell in self.evaluator.overrides(source):
            return f"({self.formula(self.graph[source], cell)})"
        return self.at(source, cell)

    def formula(self, node: Node, cell: Cell) -> str:
        """What the operation of a computed node makes of its inputs for one cell."""
        assert node.op is not None
        return self._rules[type(node.op)](self, node, cell)


#: How one cell of an operation's result is written.
Rule = Callable[[Sheet, Node, Cell], str]
Rules = Mapping[type[Op], Rule]

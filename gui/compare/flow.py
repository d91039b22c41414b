"""What moved along the flow, as a line to read and as a table to copy."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

import msgspec
from PySide6.QtCore import QCoreApplication

from engine.compare import Comparison, NodeChange
from engine.graph import Graph
from engine.numbers import format_shape
from engine.ops import Cell
from gui.compare.sides import Side
from gui.drawing.changes import signed
from gui.matrix.cell_texts import exact_text

translate = QCoreApplication.translate
Namer = Callable[[str, Cell], str]
_ARROW, _MORE = " → ", "…"


class FlowLine(msgspec.Struct, frozen=True):
    """`W_Q[1, 3] +1 → Q 3 cells → scores 9, largest change −0.41 at [love, tea]`.

    Attributes:
        parts: what changed, along the flow.
        ending: what stands behind the last of them.
    """

    parts: tuple[str, ...]
    ending: str = ""

    @property
    def text(self) -> str:
        """The whole line."""
        return _ARROW.join(self.parts) + self.ending

    def fitting(self, fits: Callable[[str], bool]) -> str:
        """The line, with parts of its middle left out until it fits: where it starts and ends is
        what one wants to know."""
        if fits(self.text) or len(self.parts) < 3:
            return self.text
        first, last = 1, len(self.parts) - 1
        best = _ARROW.join((self.parts[0], _MORE, self.parts[-1])) + self.ending
        for count in range(len(self.parts) - 3, 0, -1):
            head = first + (count + 1) // 2
            kept = (*self.parts[:head], _MORE, *self.parts[last - count // 2 :])
            text = _ARROW.join(kept) + self.ending
            if fits(text):
                return text
        return best


def flow_line(comparison: Comparison, graph: Graph, name_of: Namer) -> FlowLine:
    """Where a change began and what it moved; names of cells are those of the side after."""
    moved = comparison.moved
    if not moved:
        return FlowLine((_nothing(comparison),))
    names = {node.name for node in moved}
    roots = [node for node in moved if names.isdisjoint(graph[node.name].inputs)]
    parts, counted = [", ".join(_root(node, name_of) for node in roots)], _is_counted(roots)
    rest = [node for node in moved if node not in roots]
    for node in rest:
        parts.append(f"{node.name} {node.changed}" if counted else _counted(node))
        counted = True
    last = rest[-1] if rest else roots[-1]
    return FlowLine(tuple(parts), _ending(last, name_of) if rest or last.changed > 1 else "")


def _nothing(comparison: Comparison) -> str:
    if not comparison.others:
        return translate("compare", "No number differs.")
    if not comparison.nodes:
        return translate("compare", "Nothing has the same shape on both sides.")
    text = translate("compare", "No number differs; {count} matrices cannot be compared.")
    return text.format(count=len(comparison.others))


def _root(node: NodeChange, name_of: Namer) -> str:
    if node.changed > 1 or node.at is None:
        return _counted(node)
    return f"{name_of(node.name, node.at)} {signed(node.largest)}"


def _is_counted(nodes: Iterable[NodeChange]) -> bool:
    """Whether it has been said that cells are counted."""
    return any(node.changed > 1 for node in nodes)


def _counted(node: NodeChange) -> str:
    if node.changed == 1:
        return translate("compare", "{node} 1 cell").format(node=node.name)
    return translate("compare", "{node} {count} cells").format(node=node.name, count=node.changed)


def _ending(node: NodeChange, name_of: Namer) -> str:
    where = place(node.name, node.at, name_of)
    if node.changed == 1 or not where:
        return f" ({signed(node.largest)})"
    text = translate("compare", ", largest change {change} at {place}")
    return text.format(change=signed(node.largest), place=where)


def place(name: str, cell: Cell | None, name_of: Namer) -> str:
    """`[love, tea]`: where in a node, without its name; empty where it has one cell."""
    return "" if cell is None else name_of(name, cell).removeprefix(name)


def shapes_text(before: tuple[int, ...] | None, after: tuple[int, ...] | None) -> str:
    """`3×4 before, 4×4 now`: why a node cannot be compared."""
    none = translate("compare", "not there")
    old, new = (none if shape is None else format_shape(shape) for shape in (before, after))
    return translate("compare", "{before} before, {after} now").format(before=old, after=new)


def as_text(comparison: Comparison, before: Side, after: Side, line: str, name_of: Namer) -> str:
    """The line, and a table of every node that moved: tab-separated, in full precision."""
    titles = (
        translate("compare", "Matrix"),
        translate("compare", "Changed cells"),
        translate("compare", "Compared cells"),
        translate("compare", "Largest change"),
        translate("compare", "At"),
        translate("compare", "Before"),
        translate("compare", "After"),
        translate("compare", "Largest relative change"),
        translate("compare", "At"),
        translate("compare", "Mean of |change|"),
    )
    rows: list[Iterable[str]] = [titles]
    for node in comparison.moved:
        assert node.at is not None
        rows.append(
            (
                node.name,
                str(node.changed),
                str(node.compared),
                exact_text(node.largest),
                name_of(node.name, node.at),
                exact_text(float(before.value(node.name)[node.at])),
                exact_text(float(after.value(node.name)[node.at])),
                "" if math.isnan(node.relative) else exact_text(node.relative),
                "" if node.relative_at is None else name_of(node.name, node.relative_at),
                exact_text(node.mean),
            )
        )
    lines = [line, *("\t".join(row) for row in rows)]
    not_comparable = translate("compare", "not comparable: {shapes}")
    for other in comparison.others:
        shapes = not_comparable.format(shapes=shapes_text(other.before, other.after))
        lines.append(f"{other.name}\t{shapes}")
    return "\n".join(lines)

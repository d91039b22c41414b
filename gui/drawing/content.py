"""What a card shows, read from the document: one place for the diagram and the slides."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from engine.explain import Explanation
from engine.graph import Graph
from engine.numbers import format_shape
from engine.ops import Cell
from gui.document import Document
from gui.drawing.card import CardContent, Ring
from gui.drawing.symbols import header_runs
from gui.names import node_title
from gui.theme import Theme


@dataclass(frozen=True)
class Lighting:
    """Which cells are lit and in which colours, for one explained cell.

    Attributes:
        node, cell: the explained cell.
        rings: for each node the areas to ring.
        rows, columns: for each node the lit labels and their colours.
    """

    node: str
    cell: Cell
    rings: dict[str, list[Ring]] = field(default_factory=dict)
    rows: dict[str, dict[int, str]] = field(default_factory=dict)
    columns: dict[str, dict[int, str]] = field(default_factory=dict)

    @property
    def sources(self) -> set[str]:
        """The nodes whose cells went into the explained one."""
        return set(self.rings) - {self.node}


def lighting(graph: Graph, explanation: Explanation, theme: Theme) -> Lighting:
    """Ring the explained cell in ink and what it came from in the colours of the roles."""
    node, cell = explanation.node, explanation.cell
    lit = Lighting(node, cell)
    groups: dict[str, list[Cell]] = {}
    for source in explanation.sources():
        groups.setdefault(source.node, []).append(source.cell)
    for name, cells in groups.items():
        ink = theme.roles[graph[name].role].ink
        lit.rings[name] = _rings(cells, graph.shapes[name], ink)
        if graph[name].axes[0] == "word":
            lit.rows[name] = dict.fromkeys({c[-2] for c in cells}, ink)
    lit.rings.setdefault(node, []).append(Ring(cell[-2], cell[-1], theme.text))
    inks = [theme.roles[graph[name].role].ink for name in groups] or [theme.text]
    lit.rows.setdefault(node, {})[cell[-2]] = inks[0]
    lit.columns[node] = {cell[-1]: inks[-1]}
    return lit


def mix_lighting(graph: Graph, word: int, theme: Theme) -> Lighting:
    """Ring what the mix of `word` is made of: its row of weights, and all values."""
    lit = Lighting("head_output", (word, 0))
    weights, values = theme.roles["attention"].ink, theme.roles["value"].ink
    lit.rings["weights"] = [Ring(word, None, weights)]
    lit.rings["V"] = [Ring(None, None, values)]
    lit.rings["head_output"] = [Ring(word, None, theme.text)]
    lit.rows["weights"] = {word: weights}
    lit.rows["head_output"] = {word: weights}
    lit.rows["V"] = dict.fromkeys(range(graph.sizes["word"]), values)
    return lit


def _rings(cells: list[Cell], shape: tuple[int, ...], ink: str) -> list[Ring]:
    rows, columns = {c[-2] for c in cells}, {c[-1] for c in cells}
    if len(rows) == 1 and len(columns) == shape[-1] > 1:
        return [Ring(rows.pop(), None, ink)]
    if len(columns) == 1 and len(rows) == shape[-2] > 1:
        return [Ring(None, columns.pop(), ink)]
    return [Ring(c[-2], c[-1], ink) for c in cells]


def card_content(
    document: Document,
    theme: Theme,
    name: str,
    visible: NDArray[np.bool_],
    *,
    lit: Lighting | None = None,
    current: bool = False,
    interactive: bool = True,
) -> CardContent:
    """Everything the card of `name` shows.

    Args:
        visible: the mask of cells the lesson has shown.
        interactive: whether it may offer *Release* and marks of change (the window, not slides).
    """
    node = document.graph[name]
    divisor = float(document.value("divisor")[0, 0]) if "divisor" in node.inputs else None
    words = node.axes[0] == "word"
    opens = document.lesson.opens_at(name)
    values = document.value(name)
    return CardContent(
        name=name,
        role=node.role,
        learned=node.learned,
        computed=node.computed,
        weights=node.scale == "weights",
        header=header_runs(document.graph, name, theme, divisor),
        title=node_title(name),
        shape=format_shape(document.graph.shapes[name]),
        values=values,
        visible=visible,
        changed=document.changed_cells(name) if interactive else np.zeros(values.shape, bool),
        pins=frozenset(document.evaluator.overrides(name)),
        peak=document.colour_range(name),
        row_labels=document.words if words else (),
        column_labels=document.words if node.axes[1] == "word" else (),
        rings=tuple(lit.rings.get(name, ())) if lit else (),
        lit_rows=lit.rows.get(name, {}) if lit else {},
        lit_columns=lit.columns.get(name, {}) if lit else {},
        current=current,
        note=_opens_note(opens),
        release=QCoreApplication.translate("card", "Release") if interactive else "",
    )


def _opens_note(opens: int | None) -> str:
    if opens is None:
        return ""
    text = QCoreApplication.translate("card", "Opens at step\u00a0{number}")
    return text.format(number=opens + 1)

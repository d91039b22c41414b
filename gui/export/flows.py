"""What a step shows on its slide: which cards, what joins them, what is lit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engine.explain import explain
from engine.lesson import Step
from engine.ops import Cell
from gui.document import Document
from gui.drawing.card import Ring
from gui.drawing.content import Lighting, card_content, lighting
from gui.drawing.diagram_wiring import chip_text
from gui.drawing.primitives import Rect, TextRun
from gui.drawing.summary import summary_runs
from gui.export import arrangements as place
from gui.export.arrange import Arranged, Arrangement, arrange
from gui.export.looks import line_width
from gui.export.measures import SLIDE_INPUT, SLIDE_RESULT, SLIDE_TABLE, SLIDE_TABLE_BELOW
from gui.export.pieces import CardPiece, Flow, Piece, TablePiece
from gui.theme import Theme

Visible = Mapping[str, NDArray[np.bool_]]

#: A step about more nodes than this shows the whole diagram.
_MOST_NODES = 4
#: A table below the result may cost this much of the size of everything.
_TABLE_WORTH = 0.8
#: The sum above the arrow likewise.
_SUM_WORTH = 0.85

_Candidates = tuple[tuple[Arrangement, float], ...]
_PLAIN: _Candidates = ((place.row_sum_above, 1.0), (place.column, 0.9))
_PRODUCT: _Candidates = (
    (place.row_sum_above, 1.0),
    (place.row_sum_below, 0.97),
    (place.fork, 0.7),
    (place.fork_down, 0.75),
)
_PAIR: _Candidates = ((place.fork, 1.0), (place.fork_down, 0.85))
_ARROW: _Candidates = (
    (place.row_sum_above, 1.0),
    (place.row_sum_below, 0.9),
    (place.column, 0.85),
)
_TABLE: _Candidates = ((place.fork, 1.0), (place.fork_down, 0.85))


@dataclass(frozen=True)
class Scene:
    """A step's flow, and how it may be arranged."""

    flow: Flow
    theme: Theme
    candidates: _Candidates

    def arranged(self, body: Rect) -> Arranged:
        """The flow on the body of a slide, with as much beside it as there is room for.

        The table below the result spells the sum out, so it takes its place where it fits.
        """
        bare, largest = self._arrange(replace(self.flow, extra=None, sum=()), body)
        for richer, worth in (
            (replace(self.flow, sum=()), _TABLE_WORTH),
            (replace(self.flow, extra=None), _SUM_WORTH),
        ):
            if richer.extra or richer.sum:
                made, scale = self._arrange(richer, body)
                if scale >= largest * worth:
                    return made
        return bare

    def _arrange(self, flow: Flow, body: Rect) -> tuple[Arranged, float]:
        return arrange(flow, body, self.theme, self.candidates, thin=line_width(self.theme))


def step_scene(
    document: Document,
    theme: Theme,
    index: int,
    *,
    lit: bool,
    cell: tuple[str, Cell] | None = None,
) -> Scene | None:
    """The scene of a step; None where it is about the whole diagram."""
    step = document.lesson.steps[index]
    graph = document.graph
    visible = document.lesson.visible(index, graph)
    nodes = [name for name in step.focus if name in graph and visible[name].any()]
    if len(nodes) > _MOST_NODES:
        return None
    if len(nodes) == 1 and graph[nodes[0]].computed:
        inputs = [name for name in graph[nodes[0]].inputs if visible[name].any()]
        nodes = [*inputs, *nodes]
    if not nodes:
        nodes = [name for name in graph.order if visible[name].any()][:1]
    light = _light(document, theme, step, index, visible, cell) if lit else None

    def card(name: str, *, result: bool) -> CardPiece:
        content = card_content(document, theme, name, visible[name], lit=light, interactive=False)
        style = SLIDE_RESULT if result else SLIDE_INPUT
        return CardPiece(content, style, theme, line_width(theme))

    last = nodes[-1]
    sources = [name for name in nodes[:-1] if name in graph[last].inputs and name != "divisor"]
    if sources:
        runs = _sum(document, theme, light) if light and light.node == last else ()
        flow = Flow(
            tuple(card(name, result=False) for name in sources),
            card(last, result=True),
            _operator(document, last),
            (*_inks(document, theme, sources), theme.roles[graph[last].role].ink),
            _lit(light, (*sources, last)),
            runs,
            _table(document, theme, step, show_sum=True),
        )
        learned = any(graph[name].learned for name in sources)
        candidates = _ARROW if len(sources) == 1 else _PRODUCT if learned else _PAIR
        return Scene(flow, theme, candidates)
    table = _table(document, theme, step, show_sum=False)
    if table is not None and len(nodes) > 1:
        mixed = step.focus[-1]
        flow = Flow(
            tuple(card(name, result=False) for name in nodes),
            table,
            _operator(document, mixed),
            (*_inks(document, theme, nodes), theme.roles[graph[mixed].role].ink),
            _lit(light, (*nodes, mixed)),
        )
        return Scene(flow, theme, _TABLE)
    alone = len(nodes) == 1
    cards: tuple[Piece, ...] = tuple(card(name, result=alone) for name in nodes)
    return Scene(Flow(cards), theme, _PLAIN)


def matrix_piece(document: Document, theme: Theme, node: str) -> CardPiece:
    """The card of one node with all its numbers. Raises UnknownNode."""
    name = document.graph[node].name
    everything = np.ones(document.graph.shapes[name][-2:], dtype=bool)
    content = card_content(document, theme, name, everything, interactive=False)
    return CardPiece(content, SLIDE_RESULT, theme, line_width(theme))


def _inks(document: Document, theme: Theme, names: list[str]) -> tuple[str, ...]:
    roles = [document.graph[name].role for name in names]
    return tuple(theme.edge if role == "residual" else theme.roles[role].ink for role in roles)


def _lit(light: Lighting | None, names: tuple[str, ...]) -> tuple[bool, ...]:
    return tuple(light is not None and name in light.rings for name in names)


def _operator(document: Document, name: str) -> str:
    """The sign on the wires into a node, read from its operation's plain formula."""
    node = document.graph[name]
    plain = node.op.plain.partition("= ")[2] if node.op else ""
    if "÷" in plain:
        return chip_text(float(document.value("divisor")[0, 0]))
    if "+" in plain:
        return "+"
    if plain.endswith("ᵀ"):
        return "·"
    return plain.partition("(")[0] if "(" in plain else "×"


def _light(
    document: Document,
    theme: Theme,
    step: Step,
    index: int,
    visible: Visible,
    cell: tuple[str, Cell] | None,
) -> Lighting | None:
    """What is ringed: the cell asked for, else the step's own, else the row that is mixed."""
    for chosen in (cell, document.lesson.lit_cell(index, document.graph)):
        if chosen is not None and _is_shown(document, step, visible, chosen):
            return lighting(document.graph, explain(document.evaluator, *chosen), theme)
    if step.mix_of is None or "weights" not in document.graph:
        return None
    row = min(step.mix_of, len(document.value("weights")) - 1)
    made = Lighting("head_output", (row, 0))
    ink = theme.roles["attention"].ink
    made.rings["weights"] = [Ring(row, None, ink)]
    made.rows["weights"] = {row: ink}
    if visible["head_output"][row].any():
        made.rings["head_output"] = [Ring(row, None, theme.text)]
        made.rows["head_output"] = {row: ink}
    return made


def _is_shown(document: Document, step: Step, visible: Visible, cell: tuple[str, Cell]) -> bool:
    name, at = cell
    if name not in step.focus or name not in document.graph:
        return False
    mask = visible[name]
    inside = all(0 <= i < size for i, size in zip(at[-2:], mask.shape, strict=True))
    return inside and bool(mask[at[-2:]])


def _sum(document: Document, theme: Theme, light: Lighting) -> tuple[TextRun, ...]:
    """`8 + 8 + 0`: how the lit cell was made, without what it made (that is ringed)."""
    if not light.columns:
        return ()
    explanation = explain(document.evaluator, light.node, light.cell)
    if not explanation.terms:
        return ()
    runs = [run for run in summary_runs(explanation, theme.text) if run.text]
    if not explanation.pinned:
        runs[-1] = replace(runs[-1], text=runs[-1].text.rpartition(" = ")[0])
    return tuple(runs)


def _table(document: Document, theme: Theme, step: Step, *, show_sum: bool) -> TablePiece | None:
    if step.mix_of is None:
        return None
    text = SLIDE_TABLE_BELOW if show_sum else SLIDE_TABLE
    return TablePiece(document, theme, step.mix_of, show_sum, text)

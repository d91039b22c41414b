"""What is ringed on the slide of a step, and the sum that tells how it was made."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from engine.explain import explain
from engine.lesson import Step
from engine.ops import Cell
from gui.document import Document
from gui.drawing.card import Ring
from gui.drawing.content import Lighting, lighting
from gui.drawing.primitives import TextRun
from gui.drawing.summary import summary_runs
from gui.theme import Theme

Visible = Mapping[str, NDArray[np.bool_]]


def step_light(
    document: Document,
    theme: Theme,
    index: int,
    visible: Visible,
    cell: tuple[str, Cell] | None = None,
) -> Lighting | None:
    """What is ringed: the cell asked for, else the step's own, else the row that is mixed."""
    step = document.lesson.steps[index]
    for chosen in (cell, document.lesson.lit_cell(index, document.graph, document.head)):
        if chosen is not None and _is_shown(document, step, visible, chosen):
            made = explain(document.evaluator, *chosen)
            return lighting(document.graph, made, theme, document.head)
    return None if step.mix_of is None else _mixed_row(document, theme, step.mix_of, visible)


def _is_shown(document: Document, step: Step, visible: Visible, cell: tuple[str, Cell]) -> bool:
    name, at = cell
    if name not in step.focus or name not in document.graph or not document.on_plane(name, at):
        return False
    mask = visible[name]
    inside = all(0 <= i < size for i, size in zip(at[-2:], mask.shape, strict=True))
    return inside and bool(mask[at[-2:]])


def _mixed_row(document: Document, theme: Theme, word: int, visible: Visible) -> Lighting | None:
    """The weights of the word that is mixed, and what the lesson has shown of its mix."""
    mix = document.in_block("head_output")
    weights = document.graph[mix].inputs[0]
    row = min(word, document.graph.sizes["word"] - 1)
    made = Lighting(mix, (row, 0))
    ink = theme.roles["attention"].ink
    made.rings[weights] = [Ring(row, None, ink)]
    made.rows[weights] = {row: ink}
    if visible[mix][row].any():
        made.rings[mix] = [Ring(row, None, theme.text)]
        made.rows[mix] = {row: ink}
    return made


def light_sum(document: Document, theme: Theme, light: Lighting | None) -> tuple[TextRun, ...]:
    """`8 + 8 + 0`: how the lit cell was made, without what it made (that is ringed)."""
    if light is None or not light.columns:
        return ()
    explanation = explain(document.evaluator, light.node, light.cell)
    if not explanation.terms:
        return ()
    runs = [run for run in summary_runs(explanation, theme.text) if run.text]
    if not explanation.pinned:
        runs[-1] = replace(runs[-1], text=runs[-1].text.rpartition(" = ")[0])
    return tuple(runs)

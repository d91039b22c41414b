"""Why a number looks as it does: one sentence for each thing that is to be seen of it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.numbers import format_number
from engine.ops import Cell
from engine.remarks import mask_over
from gui.document import Document
from gui.names import node_title

translate = QCoreApplication.translate


def why(document: Document, node: str, cell: Cell) -> str:
    """What colour, rim, hatch and flag of a cell mean, from the state of that very cell.

    While it asks for a prediction, no more than that the number is covered.
    """
    where = document.cell_name(node, cell)
    if not document.is_shown(node, cell):
        return f"{where}: {_hidden(document, node)}"
    said = [*left_out(document, node, cell), *_pinned(document, node, cell)]
    said += [*_changed(document, node, cell), _shade(document, node, cell)]
    if document.graph[node].learned:
        said.append(translate("why", "The hollow bar: training would find this matrix."))
    return f"{where}: " + " ".join(said)


def _hidden(document: Document, node: str) -> str:
    opens = document.lesson.opens_at(node)
    if document.predicting.asking and (opens is None or opens <= document.cursor.index):
        return translate("why", "It is covered: you are asked for it.")
    if document.inside.on:
        return translate("why", "It is blank: inside this step it is not made yet.")
    if opens is not None and opens > document.cursor.index:
        text = translate("why", "The card is dashed: the lesson opens it at step {number}.")
        return text.format(number=opens + 1)
    return translate("why", "It is blank: a later step of the lesson shows it.")


def left_out(document: Document, node: str, cell: Cell) -> list[str]:
    """Hatched: left out by a mask, fixed at 0, or no number."""
    graph = document.graph
    zeros = graph.zeros(node)
    if zeros is not None and zeros[cell]:
        return [translate("why", "It is hatched: the vector is cut, and this 0 belongs to another "
                                 "head. It cannot be changed.")]  # fmt: skip
    mask = mask_over(graph, node)
    if mask is not None and document.value(mask)[cell[-2:]] == 0:
        text = translate("why", "It is hatched: {mask} holds a 0 there, so this pair is left out.")
        return [text.format(mask=node_title(mask).lower() if mask != node else node_title(node))]
    value = float(document.value(node)[cell])
    if not np.isfinite(value):
        text = translate("why", "It is hatched: {value} is no number that can be computed with.")
        return [text.format(value=format_number(value))]
    return []


def _pinned(document: Document, node: str, cell: Cell) -> list[str]:
    pins = document.evaluator.overrides(node)
    if cell not in pins:
        return []
    text = translate(
        "why",
        "It has a dashed rim: you pinned it at {pinned}; computed, it would be {computed}. Delete "
        "releases it.",
    )
    computed = float(document.evaluator.computed(node)[cell])
    return [text.format(pinned=format_number(pins[cell], 4), computed=format_number(computed, 4))]


def _changed(document: Document, node: str, cell: Cell) -> list[str]:
    if not document.changed_cells(node, ())[cell]:
        return []
    before = document.reference(node)
    if before is None:
        return [translate("why", "The yellow corner: the last edit changed it.")]
    text = translate("why", "The yellow corner: the last edit changed it from {before} to {now}.")
    now = float(document.value(node)[cell])
    return [text.format(before=format_number(float(before[cell]), 4), now=format_number(now, 4))]


def _shade(document: Document, node: str, cell: Cell) -> str:
    """The colour of the cell: how large the number is among those it shares a scale with."""
    value = float(document.value(node)[cell])
    if document.graph[node].scale == "weights":
        text = translate("why", "Its shade runs from 0 to 1, and it is {value}.")
        return text.format(value=format_number(value, 4))
    if value == 0:
        return translate("why", "It is pale grey: it is 0.")
    if not np.isfinite(value):
        return ""
    peak = document.colour_range(node)
    if peak == 0:
        return ""
    text = (
        translate("why", "Slate is above 0; the darkest here is {peak}.")
        if value > 0
        else translate("why", "Brick is below 0; the darkest here is −{peak}.")
    )
    return text.format(peak=format_number(peak, 4))

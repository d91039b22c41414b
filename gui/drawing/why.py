"""Why a number looks as it does: one sentence for each thing that is to be seen of it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.numbers import format_number, signed_number
from engine.ops import Cell
from engine.remarks import mask_over
from gui.document import Document
from gui.drawing.explanation import first_not_finite
from gui.names import node_title
from gui.tracing import Trace

translate = QCoreApplication.translate

#: A smaller number that is not 0 reads 0 on a card.
_ROUNDS_AWAY = 0.0005


def why(document: Document, node: str, cell: Cell) -> str:
    """What is to be seen of a cell, with its name before it, in one line."""
    said = " ".join(reasons(document, node, cell))
    return f"{document.cell_name(node, cell)}: {said}"


def reasons(document: Document, node: str, cell: Cell, *, respect_lesson: bool = True) -> list[str]:
    """What colour, rim, hatch and flag of a cell mean, from the state of that very cell.

    While it asks for a prediction, no more than that the number is covered.

    Args:
        respect_lesson: a number the lesson has not shown is blank (not so in a matrix window).
    """
    asking = document.predicting.asking
    if (respect_lesson or asking) and not document.is_shown(node, cell):
        return [_hidden(document, node)]
    said = state(document, node, cell)
    trace = document.tracing.trace()
    if trace is not None:
        said.append(_traced(document, trace, node, cell))
    elif not left_out(document, node, cell):
        said += _shade(document, node, cell)
    return said


def state(document: Document, node: str, cell: Cell) -> list[str]:
    """What is to be seen of a cell beside its shade: hatch, rim and flag."""
    said = [*left_out(document, node, cell), *_pinned(document, node, cell)]
    return [*said, *_changed(document, node, cell)]


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
        return [
            translate(
                "why",
                "It cannot be changed: the vector is cut, and this 0 belongs to another head.",
            )
        ]
    mask = mask_over(graph, node)
    if mask is not None and document.value(mask)[cell[-2:]] == 0:
        return _masked(document, node, mask, cell)
    value = float(document.value(node)[cell])
    if not np.isfinite(value):
        text = translate("why", "It is hatched: {value} is no number that can be computed with.")
        return [text.format(value=format_number(value)), *_cause(document, node, cell)]
    return []


def _masked(document: Document, node: str, mask: str, cell: Cell) -> list[str]:
    """Which mask it is, and what it does."""
    kind = document.config.mask
    if kind == "causal":
        text = translate("why", "It is hatched: the causal mask lets no word see a later one.")
    elif kind == "padding":
        text = translate("why", "It is hatched: “{key}” is padding, and the mask hides it.")
    else:
        text = translate("why", "It is hatched: the mask holds a 0 for this pair of words.")
    said = [text.format(key=document.axis_label(document.graph[mask].axes[1], cell[-1]))]
    if node != mask and document.config.masking == "leave-out":
        said.append(translate("why", "The pair is left out."))
    elif node != mask:
        said.append(translate("why", "A 0 is written over what stood there."))
    return said


def _cause(document: Document, node: str, cell: Cell) -> list[str]:
    first = first_not_finite(document)
    if not first:
        return []
    if first == document.cell_name(node, cell):
        return [translate("why", "It is the first such number in the flow.")]
    return [translate("why", "The first such number in the flow is {cell}.").format(cell=first)]


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
    before = document.reference(node)
    if before is None or not document.changed_cells(node, ())[cell]:
        return []
    text = (
        translate("why", "The yellow corner: it was {before} in what you compare with, now {now}.")
        if document.comparing
        else translate("why", "The yellow corner: the last edit changed it from {before} to {now}.")
    )
    now = float(document.value(node)[cell])
    return [text.format(before=format_number(float(before[cell]), 4), now=format_number(now, 4))]


def _traced(document: Document, trace: Trace, node: str, cell: Cell) -> str:
    """In a trace: pale where a cell does not belong to it, else shaded by its influence."""
    name = document.cell_name(trace.node, trace.cell)
    cells, slope = trace.cells.get(node), trace.slopes.get(node)
    belongs = cells is not None and bool(cells[cell])
    if trace.kind == "feeds":
        text = (
            translate("why", "It is marked: {cell} goes into it.")
            if belongs
            else translate("why", "It is pale: {cell} does not go into it.")
        )
        return text.format(cell=name)
    if not belongs:
        return translate("why", "It is pale: {cell} does not come from it.").format(cell=name)
    text = translate(
        "why", "Its shade is its influence: 1 more here moves {cell} by about {slope}."
    )
    by = signed_number(float(slope[cell])) if slope is not None else "0"
    return text.format(cell=name, slope=by)


def _shade(document: Document, node: str, cell: Cell) -> list[str]:
    """The colour of the cell: how large the number is among those it shares a scale with."""
    value = float(document.value(node)[cell])
    weights = document.graph[node].scale == "weights"
    said = []
    if weights:
        text = translate("why", "Its shade runs from 0 to 1, and it is {value}.")
        said.append(text.format(value=format_number(value, 4)))
    elif value == 0:
        said.append(translate("why", "It has no colour: it is 0."))
    else:
        peak = format_number(document.colour_range(node), 4)
        text = (
            translate("why", "Slate is above 0; the strongest shade here stands for {peak}.")
            if value > 0
            else translate("why", "Brick is below 0; the strongest shade here stands for −{peak}.")
        )
        said.append(text.format(peak=peak))
    if 0 < abs(value) < _ROUNDS_AWAY:
        text = translate("why", "Rounded to three decimals it reads 0, but it is {value}.")
        said.append(text.format(value=format_number(value)))
    return said


def card_reasons(document: Document, node: str, departs: list[str]) -> list[str]:
    """What is to be seen of the card of a node.

    Args:
        departs: how the node departs from the paper, where the card is marked for it.
    """
    if not document.visible()[node].any():
        return [_hidden(document, node)]
    graph = document.graph
    said = [_bar(document, node)]
    if graph[node].per_head and graph.heads > 1:
        text = translate("why", "The sheets behind it are the other heads; there are {count}.")
        said.append(text.format(count=graph.heads))
    pins = len(document.evaluator.overrides(node))
    if pins:
        text = translate("why", "The pin: numbers you have pinned, {count} of them.")
        said.append(text.format(count=pins))
    if document.has_changes(node):
        text = translate("why", "Yellow corners: numbers the last edit changed, {count} of them.")
        if document.comparing:
            text = translate("why", "Yellow corners: numbers that differ, {count} of them.")
        said.append(text.format(count=int(document.changed_cells(node).sum())))
    said += [
        translate("why", "The diamond on it: {departure}").format(departure=d) for d in departs
    ]
    return said


def _bar(document: Document, node: str) -> str:
    one = document.graph[node]
    if one.learned:
        return translate("why", "The hollow bar: training would find this matrix.")
    if one.computed:
        return translate("why", "The solid bar: it is computed from what leads to it.")
    return translate("why", "The solid bar: {node} is given.").format(node=node_title(node))

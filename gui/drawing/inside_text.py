"""What a step inside a step says, with its numbers."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.explain import Explanation, explain
from engine.numbers import format_number
from engine.ops import Array
from gui.document import Document

translate = QCoreApplication.translate
_MOST_NUMBERS = 8


def inside_text(document: Document) -> str:
    """One or two short sentences; empty outside."""
    step = document.inside.step
    if step is None:
        return ""
    made = explain(document.evaluator, step.node, step.cell)
    name = document.cell_name(step.node, step.cell)
    if step.kind == "term":
        return _term(made, step.part, step.parts, name)
    if step.kind in ("mean", "variance"):
        facts = dict(made.facts)
        text = (
            translate("inside", "The mean of the numbers that are evened out together: {value}.")
            if step.kind == "mean"
            else translate("inside", "Their variance: {value}.")
        )
        return text.format(value=_number(facts[step.kind]))
    if step.kind == "exponentials":
        return _exponentials(document, made)
    if step.kind == "vector":
        return _vector(document, step.part)
    if step.kind == "cell":
        text = translate("inside", "{cell} = {value}.")
        return text.format(cell=name, value=_number(made.value))
    return _lines(document)


def _term(made: Explanation, part: int, parts: int, name: str) -> str:
    terms = list(made.terms)
    values = [term.value for term in terms[: part + 1]]
    factors = " · ".join(_number(source.value, bracket=True) for source in terms[part].sources)
    term = translate("inside", "Term {number} of {count} of {cell}: {factors} = {value}.").format(
        number=part + 1, count=parts, cell=name, factors=factors, value=_number(values[-1])
    )
    if part == 0:
        return term
    addends = " + ".join(_number(value, bracket=True) for value in values)
    so_far = translate("inside", "So far: {sum} = {total}.").format(
        sum=addends, total=_number(sum(values))
    )
    return f"{term} {so_far}"


def _exponentials(document: Document, made: Explanation) -> str:
    """The powers of e relative to the largest, as the operation computes them."""
    powers = [term.value for term in made.terms]
    text = translate(
        "inside",
        "Each score becomes a power of e, by how far it lies below the largest: {powers}. "
        "Their sum, {sum}, is the whole; each weight is its share.",
    )
    return text.format(powers=_listed(np.array(powers)), sum=_number(sum(powers)))


def vectors(document: Document) -> tuple[Array, list[str]]:
    """The weighted values of the word whose mix is being made, [key, d_v], and the keys' names.

    Empty outside a mix.
    """
    step = document.inside.step
    if step is None or step.kind not in ("vector", "lines"):
        return np.zeros((0, 0)), []
    node = document.graph[step.node]
    if len(node.inputs) != 2 or document.graph[node.inputs[0]].scale != "weights":
        return np.zeros((0, 0)), []
    weights, values = (document.value(name) for name in node.inputs)
    if weights.ndim > 2:
        weights, values = weights[step.cell[0]], values[step.cell[0]]
    keys = document.axis_labels(document.graph[node.inputs[1]].axes[0])
    return weights[step.cell[-2]][:, None] * values, keys


def _vector(document: Document, part: int) -> str:
    step = document.inside.step
    assert step is not None
    rows, keys = vectors(document)
    weights = document.value(document.graph[step.node].inputs[0])
    weight = float(weights[(*step.cell[:-1], part)])
    text = translate("inside", "{word}: {weight} of its values, {vector}.").format(
        word=keys[part], weight=_number(weight), vector=_bracketed(rows[part])
    )
    if part == 0:
        return text
    total = translate("inside", "So far: {vector}.").format(
        vector=_bracketed(rows[: part + 1].sum(axis=0))
    )
    return f"{text} {total}"


def _lines(document: Document) -> str:
    """How far the result is."""
    inside = document.inside
    assert inside.made is not None
    step, made = inside.made.steps[inside.index], inside.made
    if step.shown == len(made.order):
        return translate("inside", "All of {node} is there.").format(node=step.node)
    row = document.axis_label(document.graph[step.node].axes[0], step.cell[-2])
    text = translate("inside", "As far as {row}: {shown} of {count} numbers are there.")
    return text.format(row=row, shown=step.shown, count=len(made.order))


def _bracketed(values: Array) -> str:
    return f"[{_listed(values)}]"


def _listed(values: Array) -> str:
    shown = [_number(float(value)) for value in values[:_MOST_NUMBERS]]
    return ", ".join([*shown, *(["…"] if len(values) > _MOST_NUMBERS else [])])


def _number(value: float, *, bracket: bool = False) -> str:
    text = format_number(value, 3)
    return f"({text})" if bracket and value < 0 else text

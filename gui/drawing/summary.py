"""How a cell was made, in one short line: the note under a lit card, the caption of a slide."""

from __future__ import annotations

from engine.explain import Explanation
from engine.numbers import format_number
from gui.document import Document
from gui.drawing.primitives import TextRun

_MOST_TERMS = 4


def number(value: float) -> str:
    """A number in a formula line: four decimals at most."""
    return format_number(value, 4)


def signed_sum(values: list[float], most: int = _MOST_TERMS) -> str:
    """`8 + 8 + 0`, `4 − 2`; what is beyond `most` terms is left out: `4 + 3 + …`."""
    parts = [number(values[0])]
    for value in values[1:most]:
        parts.append(f"− {number(-value)}" if value < 0 else f"+ {number(value)}")
    if len(values) > most:
        parts.append("+ …")
    return " ".join(parts)


def summary_runs(explanation: Explanation, ink: str) -> list[TextRun]:
    """`8 + 8 + 0 = 16`, `16 ÷ 1 = 16`, `e⁴ ÷ (e² + e⁴ + e⁴) = 0.468`, with real superscripts."""
    values = [term.value for term in explanation.terms]
    result = number(explanation.computed)

    def run(text: str, script: int = 0, weight: int = 600) -> TextRun:
        return TextRun(text, ink, weight=weight, script=script)

    if explanation.combination == "given":
        return [run(number(explanation.value))]
    if explanation.combination == "wave":
        return [run(result)]
    if explanation.combination == "quotient":
        return [run(f"{number(values[0])} ÷ {number(values[1])} = {result}")]
    if explanation.combination == "softmax":
        raised = [number(term.sources[0].value) for term in explanation.terms]
        runs = [run("e"), run(raised[explanation.chosen], 1), run(" ÷ (")]
        for index, exponent in enumerate(raised[:_MOST_TERMS]):
            runs += [run(" + e" if index else "e"), run(exponent, 1)]
        return [*runs, run(" + …" if len(raised) > _MOST_TERMS else ""), run(f") = {result}")]
    return [run(f"{signed_sum(values)} = {result}")]


def cell_words(document: Document, explanation: Explanation) -> str:
    """`love → tea` for a pair of words, `love, 2` elsewhere."""
    node = document.graph[explanation.node]
    row = document.axis_labels(node.axes[0])[explanation.cell[-2]]
    column = document.axis_labels(node.axes[1])[explanation.cell[-1]]
    if node.axes == ("word", "word"):
        return f"{row} → {column}"
    return explanation.node if node.axes == ("one", "one") else f"{row}, {column}"

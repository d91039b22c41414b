"""How a cell was made, in one short line: the note under a lit card, the caption of a slide."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from engine.explain import Explanation
from engine.numbers import format_number
from gui.document import Document
from gui.drawing.explanation_parts import MOST_TERMS, selection
from gui.drawing.primitives import TextRun

translate = QCoreApplication.translate

_MOST_TERMS = 4


def number(value: float) -> str:
    """A number in a formula line: four decimals at most."""
    return format_number(value, 4)


def signed_sum(values: Sequence[float], most: int = _MOST_TERMS, *, more: bool = False) -> str:
    """`8 + 8 + 0`, `4 − 2`; what is beyond `most` terms is left out: `4 + 3 + …`.

    Args:
        more: whether there are terms besides `values`.
    """
    parts = [number(values[0])]
    for value in values[1:most]:
        parts.append(_signed(value))
    if more or len(values) > most:
        parts.append("+ …")
    return " ".join(parts)


def _signed(value: float) -> str:
    """`+ 8`, `− 2`."""
    return f"− {number(-value)}" if value < 0 else f"+ {number(value)}"


def summary_runs(explanation: Explanation, ink: str) -> list[TextRun]:
    """`8 + 8 + 0 = 16`, `16 ÷ 1 = 16`, `e⁴ ÷ (e² + e⁴ + e⁴) = 0.468`, with real superscripts."""
    kind = explanation.combination
    if kind == "softmax" and explanation.terms.values.any():
        return _softmax(explanation, ink)
    result = number(explanation.value if kind == "given" else explanation.computed)
    made = "" if kind in ("given", "wave") else f"{_made(explanation)} = "
    return [TextRun(f"{made}{result}", ink, weight=600)]


def made_text(explanation: Explanation) -> str:
    """How a cell is made without what it makes: `8 + 8 + 0`; of a softmax its powers of e."""
    if explanation.combination == "softmax":
        scores = [number(source.value) for term in explanation.terms for source in term.sources]
        return ", ".join(f"e^{score}" for score in scores[: MOST_TERMS * 2])
    return _made(explanation) if explanation.combination not in ("given", "wave") else ""


def _made(explanation: Explanation) -> str:
    """What stands before the last `=`."""
    kind = explanation.combination
    first = explanation.terms[0]
    if kind in ("products", "affine", "slopes", "squared_error"):
        return _sum(explanation)
    if kind == "quotient":
        return f"{number(first.value)} ÷ {number(explanation.terms[1].value)}"
    if kind == "softmax":
        return translate("explanation", "nothing to attend to")
    if kind in ("masked", "zeroed"):
        kept = translate("explanation", "{score} kept")
        out = translate("explanation", "{score} left out")
        if kind == "zeroed":
            out = translate("explanation", "{score} replaced")
        return (kept if explanation.terms[1].value else out).format(score=number(first.value))
    if kind == "copy" and len(first.sources[0].cell) < 3:
        return number(first.value)
    if kind == "copy" and len(explanation.cell) > 2:
        return number(first.value)
    if kind == "difference":
        return f"{number(first.value)} − {_bracketed(explanation.terms[1].value)}"
    if kind == "descent":
        rate, grad = (explanation.terms[i].value for i in (1, 2))
        return f"{number(first.value)} − {_bracketed(rate)} · {_bracketed(grad)}"
    if kind == "copy":
        head, _, column = first.sources[0].cell
        text = translate("explanation", "head {head}, col. {column}")
        return text.format(head=head + 1, column=column + 1)
    if kind == "layer_norm":
        return _layer_norm(explanation)
    if kind == "relu":
        return f"max(0, {number(first.sources[0].value)})"
    if kind == "gelu":
        x = number(first.sources[0].value)
        return f"{x} · Φ({x})"
    return signed_sum(explanation.terms.values.tolist())


def _bracketed(value: float) -> str:
    return f"({number(value)})" if value < 0 else number(value)


def _sum(explanation: Explanation) -> str:
    """The first terms; of many, the largest."""
    if len(explanation.terms) <= MOST_TERMS:
        return signed_sum(explanation.terms.values.tolist())
    chosen = selection(explanation)
    return signed_sum([term.value for term in chosen.terms], more=True)


def _layer_norm(explanation: Explanation) -> str:
    """`1 · (2.5 − 1.25) ÷ 0.829 + 0`."""
    facts = dict(explanation.facts)
    gamma, beta, _ = (term.value for term in explanation.terms[-3:])
    if facts["deviation"] == 0:
        return "β"
    x = explanation.terms[explanation.chosen].value
    centred = f"({number(x)} {_signed(-facts['mean'])})"
    return f"{number(gamma)} · {centred} ÷ {number(facts['deviation'])} {_signed(beta)}"


def _softmax(explanation: Explanation, ink: str) -> list[TextRun]:
    def run(text: str, script: int = 0) -> TextRun:
        return TextRun(text, ink, weight=600, script=script)

    terms = explanation.terms
    own = number(terms[explanation.chosen].sources[0].value)
    raised = [number(term.sources[0].value) for term in terms[:_MOST_TERMS]]
    runs = [run("e"), run(own, 1), run(" ÷ (")]
    for index, exponent in enumerate(raised):
        runs += [run(" + e" if index else "e"), run(exponent, 1)]
    end = " + …" if len(terms) > _MOST_TERMS else ""
    return [*runs, run(end), run(f") = {number(explanation.computed)}")]


def cell_words(document: Document, explanation: Explanation) -> str:
    """`love → tea` for a pair of words, `love, 2` elsewhere, `2` where there is one row."""
    rows, columns = document.graph[explanation.node].axes
    if columns == "one":
        return explanation.node
    column = document.axis_label(columns, explanation.cell[-1])
    if rows == "one":
        return column
    row = document.axis_label(rows, explanation.cell[-2])
    return f"{row} → {column}" if columns in ("word", "memory") else f"{row}, {column}"

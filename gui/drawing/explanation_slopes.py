"""How a cell of the way back is made: gradients times slopes; the loss; a step downhill."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.errors import translatable
from engine.explain import ExplainedTerm, Explanation, Source
from engine.ops import (
    DivisorSlope,
    EpsilonSlope,
    GammaSlopes,
    GeluSlopes,
    NormGradient,
    Op,
    ReluSlopes,
    SoftmaxSlopes,
)
from gui.drawing.explanation_parts import (
    LARGEST_TERMS,
    MOST_TERMS,
    Line,
    ink_of,
    joined,
    named,
    named_part,
    number,
    rest_text,
    result,
    spanned,
    total,
    translate,
)
from gui.drawing.links import MORE, source_link
from gui.drawing.primitives import TextRun
from gui.parts import Part
from gui.theme import Theme

if TYPE_CHECKING:
    from gui.document import Document

#: What the slopes of an operation are.
_SLOPES: dict[type[Op], str] = {
    SoftmaxSlopes: translatable(
        "explanation",
        "The slope of a weight by its own score is A · (1 − A), by another score −A · A: "
        "what one word gains the others lose.",
    ),
    GeluSlopes: translatable("explanation", "The slope is that of GELU at {x}: Φ(x) + x · φ(x)."),
    DivisorSlope: translatable("explanation", "The slope of a scaled score by c is −S ÷ c²."),
    NormGradient: translatable(
        "explanation",
        "One number moves the mean and the spread of its whole group, so that there is a slope for "
        "each of them.",
    ),
    GammaSlopes: translatable("explanation", "The slope is the normalised number that γ scales."),
    EpsilonSlope: translatable(
        "explanation", "A larger ε draws each normalised number nearer to 0: that is the slope."
    ),
}


class Steep(NamedTuple):
    """The terms of a cell that are written out, each with the slope it comes through.

    Attributes:
        more, rest: how many others there are, and what they add up to.
    """

    terms: Sequence[ExplainedTerm]
    slopes: Sequence[float]
    more: int
    rest: float


def steep(explanation: Explanation) -> Steep:
    """All terms, or of many the largest."""
    terms, slopes = explanation.terms, explanation.slopes
    assert slopes is not None
    values = terms.values
    count = len(terms)
    shown = list(range(count))
    if count > MOST_TERMS:
        size = np.where(np.isnan(values), np.inf, np.abs(values))
        shown = sorted(np.argsort(-size, kind="stable")[:LARGEST_TERMS].tolist())
    others = np.ones(count, dtype=bool)
    others[shown] = False
    with np.errstate(all="ignore"):
        rest = float(values[others].sum())
    return Steep(
        [terms[i] for i in shown], [float(slopes[i]) for i in shown], count - len(shown), rest
    )


def bracketed(value: float) -> str:
    """A number behind a sign."""
    return f"({number(value)})" if value < 0 else number(value)


def slopes(document: Document, theme: Theme, explanation: Explanation) -> list[Line]:
    """`grad_weights[love] · slopes`, the products in numbers, and what the slopes are."""
    ink = theme.text
    chosen = steep(explanation)
    part = spanned(explanation)
    word = TextRun(" · " + translate("explanation", "slope"), ink)
    first = (*result(document, theme, explanation), named_part(document, theme, part), word)
    products: list[Line] = []
    for index, (term, slope) in enumerate(zip(chosen.terms, chosen.slopes, strict=True)):
        source = term.sources[0]
        text = bracketed(source.value) if index else number(source.value)
        colour = ink_of(document, theme, source.node)
        factor = TextRun(text, colour, weight=500, link=source_link(source, term))
        products.append((factor, TextRun(f"·{bracketed(slope)}", ink)))
    written = [TextRun("= ", ink), *joined(products, " + ", ink)]
    if chosen.more:
        rest = TextRun(rest_text(chosen.more, chosen.rest), ink, underline=True, link=MORE)
        written += [TextRun(" + ", ink), rest]
    made = (*written, TextRun(" = ", ink), total(explanation, theme))
    op = document.graph[explanation.node].op
    extra = [_shared(document, theme, explanation)] if isinstance(op, SoftmaxSlopes) else []
    return [first, made, *extra, (TextRun(_said(explanation, op), theme.muted),)]


def _shared(document: Document, theme: Theme, explanation: Explanation) -> Line:
    """The same of a softmax in short: the weight times how far its gradient is off the average."""
    own = explanation.terms[explanation.chosen]
    grads = [term.sources[0].value * term.sources[1].value for term in explanation.terms]
    level = float(np.sum(grads))
    grad, weight = own.sources
    ink = theme.text
    return (
        TextRun("= ", ink),
        named(document, theme, weight),
        TextRun(" · (", ink),
        named(document, theme, grad),
        TextRun(" − ", ink),
        TextRun(translate("explanation", "the row’s average {level}").format(level=number(level)),
                ink),
        TextRun(f") = {number(weight.value)} · ({number(grad.value)} − {bracketed(level)})", ink),
    )  # fmt: skip


def _said(explanation: Explanation, op: Op | None) -> str:
    if isinstance(op, ReluSlopes):
        x = explanation.terms[0].sources[1].value
        through = translate("explanation", "ReLU let {x} through: the slope is 1.")
        cut = translate("explanation", "ReLU cut {x} off: the slope is 0.")
        return (through if x > 0 else cut).format(x=number(x))
    template = _SLOPES.get(type(op)) if op is not None else None
    text = translate("explanation", template) if template else ""
    second = explanation.terms[0].sources[1:]
    return text.format(x=number(second[0].value) if second else "")


def squared_error(document: Document, theme: Theme, explanation: Explanation) -> list[Line]:
    """`½ Σ (head_output − target)²`, and the half squares."""
    ink = theme.text
    terms = explanation.terms
    output, target = (named_part(document, theme, _whole(terms[0].sources[i])) for i in (0, 1))
    values = terms.values
    shown = list(range(len(terms)))
    if len(shown) > MOST_TERMS:
        shown = sorted(np.argsort(-values, kind="stable")[:LARGEST_TERMS].tolist())
    squares: list[Line] = []
    for at in shown:
        out, wanted = terms[at].sources
        text = f"({number(out.value)} − {bracketed(wanted.value)})²"
        squares.append((TextRun(text, ink, link=source_link(out, terms[at])),))
    first = (*result(document, theme, explanation), TextRun("½ Σ (", ink), output,
             TextRun(" − ", ink), target, TextRun(")²", ink))  # fmt: skip
    made = [TextRun("= ½ · (", ink), *joined(squares, " + ", ink)]
    more = len(terms) - len(shown)
    if more:
        rest = 2 * float(np.delete(values, shown).sum())
        made += [
            TextRun(" + ", ink),
            TextRun(rest_text(more, rest), ink, underline=True, link=MORE),
        ]
    return [first, (*made, TextRun(") = ", ink), total(explanation, theme))]


def _whole(source: Source) -> Part:
    return Part(source.node, None)


def stepwise(document: Document, theme: Theme, explanation: Explanation) -> list[Line]:
    """`Z[love, 1] − T[love, 1]`, or `W_Q[1, 1] − η · grad_W_Q[1, 1]`, then in numbers."""
    ink = theme.text
    sources = [term.sources[0] for term in explanation.terms]
    signs = (" − ", " · ")
    names: list[TextRun] = []
    values: list[TextRun] = []
    for index, source in enumerate(sources):
        if index:
            names.append(TextRun(signs[index - 1], ink))
            values.append(TextRun(signs[index - 1], ink))
        names.append(named(document, theme, source))
        text = bracketed(source.value) if index else number(source.value)
        colour = ink_of(document, theme, source.node)
        values.append(TextRun(text, colour, weight=500, link=source_link(source)))
    return [
        (*result(document, theme, explanation), *names),
        (TextRun("= ", ink), *values, TextRun(" = ", ink), total(explanation, theme)),
    ]

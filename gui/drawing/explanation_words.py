"""How one cell is made where words say more than a sum: masks, norms, heads, activations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.explain import Explanation
from engine.ops import CausalMask, PaddingMask, ReshapeHeads, SinusoidalPositions, SplitHeads
from gui.drawing.explanation_parts import (
    MOST_TERMS,
    Line,
    group_of,
    ink_of,
    named,
    number,
    part_name,
    result,
    total,
    translate,
)
from gui.drawing.links import source_link, term_link
from gui.drawing.primitives import TextRun
from gui.parts import Link
from gui.theme import Theme

if TYPE_CHECKING:
    from gui.document import Document


def _said(theme: Theme, text: str) -> Line:
    return (TextRun(text, theme.muted),)


def _ends(explanation: Explanation, theme: Theme) -> Line:
    """`= 2.5`."""
    return TextRun("= ", theme.text), total(explanation, theme)


def _bracketed(value: float) -> str:
    """A number behind a sign."""
    return f"({number(value)})" if value < 0 else number(value)


def given(document: Document, theme: Theme, explanation: Explanation) -> list[Line]:
    """An input: its number, and what it is there for."""
    node, cell = document.graph[explanation.node], explanation.cell
    value = TextRun(number(explanation.value), theme.text, weight=600)
    zeros = document.graph.zeros(explanation.node)
    if zeros is not None and zeros[cell]:
        text = translate(
            "explanation",
            "Fixed at 0: a head that cuts the vector reads its own slice only.",
        )
    elif node.binary:
        allowed = translate("explanation", "1: “{query}” may attend to “{key}”.")
        refused = translate("explanation", "0: “{query}” may not attend to “{key}”.")
        text = (allowed if explanation.value else refused).format(
            query=document.axis_label(node.axes[0], cell[-2]),
            key=document.axis_label(node.axes[1], cell[-1]),
        )
    else:
        text = translate("explanation", "An input. Change it and everything after it follows.")
    return [(*result(document, theme, explanation), value), _said(theme, text)]


def masked(document: Document, theme: Theme, explanation: Explanation) -> list[Line]:
    """A score or weight that is kept, or −∞ or 0 in its place."""
    score, mask = (term.sources[0] for term in explanation.terms)
    name = document.cell_name(mask.node, mask.cell)
    lead = result(document, theme, explanation)
    if mask.value:
        source = named(document, theme, score)
        text = translate("explanation", "{mask} is 1: the score is kept.")
        if document.graph[explanation.node].scale == "weights":
            text = translate("explanation", "{mask} is 1: the weight is kept.")
        text = text.format(mask=name)
        return [(*lead, source), _ends(explanation, theme), _said(theme, text)]
    text = translate(
        "explanation", "{mask} is 0: the pair is left out, −∞ stands for its score {score}."
    )
    if explanation.combination == "zeroed":
        text = translate(
            "explanation",
            "{mask} is 0: 0 stands for the score {score}, and a score of 0 still gets a weight.",
        )
        if document.graph[explanation.node].scale == "weights":
            text = translate(
                "explanation",
                "{mask} is 0: 0 stands for the weight {score}, and nobody gets what it held.",
            )
    text = text.format(mask=name, score=number(score.value))
    return [(*lead, total(explanation, theme)), _said(theme, text)]


def copy(document: Document, theme: Theme, explanation: Explanation) -> list[Line]:
    """A column of the heads side by side: which head and column it is, and of which word."""
    (source,) = explanation.terms[0].sources
    first = named(document, theme, source)
    lead = result(document, theme, explanation)
    if document.graph[explanation.node].flow == "backward":
        text = _handed_on(document, explanation)
        return [(*lead, first), _ends(explanation, theme), _said(theme, text)]
    text = translate(
        "explanation",
        "The heads stand side by side: column {place} is column {column} of head {head}.",
    )
    if isinstance(document.graph[explanation.node].op, ReshapeHeads):
        text = translate(
            "explanation",
            "Reshaped without a transpose: place {place} in the row of “{row}” holds column "
            "{column} of “{word}” in head {head}.",
        )
    row, word = (document.axis_label("word", cell[-2]) for cell in (explanation.cell, source.cell))
    text = text.format(
        place=explanation.cell[-1] + 1,
        column=source.cell[-1] + 1,
        head=source.cell[0] + 1,
        row=row,
        word=word,
    )
    return [(*lead, first), _ends(explanation, theme), _said(theme, text)]


def _handed_on(document: Document, explanation: Explanation) -> str:
    """A gradient that comes back as it is: through a sum, or to the head it belongs to."""
    if isinstance(document.graph[explanation.node].op, SplitHeads):
        return translate("explanation", "Each head gets back the gradient of its own columns.")
    return translate("explanation", "What is added gets the gradient of the sum as it is.")


def activation(document: Document, theme: Theme, explanation: Explanation) -> list[Line]:
    """`max(0, x)`, or x times the part of a normal distribution below it."""
    (source,) = explanation.terms[0].sources
    ink, role = theme.text, ink_of(document, theme, source.node)
    shown = number(source.value)
    name = named(document, theme, source)
    value = TextRun(shown, role, weight=500, link=source_link(source))
    if explanation.combination == "relu":
        opening = "max(0, "
        made: Line = (TextRun("= max(0, ", ink), value, TextRun(") = ", ink))
        below = translate("explanation", "{value} is below 0, so 0 goes on.")
        above = translate("explanation", "{value} is not below 0, so it goes on as it is.")
        text = (below if source.value < 0 else above).format(value=shown)
    else:
        opening = "GELU("
        share = number(dict(explanation.facts)["share"])
        made = (TextRun("= ", ink), value, TextRun(" · Φ(", ink), value, TextRun(") = ", ink),
                value, TextRun(f" · {share} = ", ink))  # fmt: skip
        text = translate(
            "explanation",
            "Φ({value}) = {share} is the part of a normal distribution that lies below {value}.",
        ).format(value=shown, share=share)
    lead = result(document, theme, explanation)
    return [
        (*lead, TextRun(opening, ink), name, TextRun(")", ink)),
        (*made, total(explanation, theme)),
        _said(theme, text),
    ]


def layer_norm(document: Document, theme: Theme, explanation: Explanation) -> list[Line]:
    """`γ·(x − μ)/√(σ² + ε) + β`, the same in numbers, and where μ and σ² come from."""
    facts = dict(explanation.facts)
    x = explanation.terms[explanation.chosen].sources[0]
    own = (*explanation.terms[-3:], explanation.terms[explanation.chosen])
    gamma, beta, eps = (term.value for term in own[:3])
    role = ink_of(document, theme, x.node)
    links = [term_link(term) for term in own]
    letters = _normalised(theme, role, ("γ", "x", "μ", "σ²", "ε", "β"), links)
    first = (*result(document, theme, explanation), *letters)
    if facts["deviation"] == 0:
        text = translate("explanation", "All these numbers are equal and ε is 0: β is left.")
        return [first, _ends(explanation, theme), _said(theme, text)]
    numbers = _normalised(
        theme,
        role,
        (
            number(gamma),
            number(x.value),
            _bracketed(facts["mean"]),
            number(facts["variance"]),
            number(eps),
            _bracketed(beta),
        ),
        links,
    )
    second = (TextRun("= ", theme.text), *numbers, TextRun(" = ", theme.text),
              total(explanation, theme))  # fmt: skip
    return [first, second, *_statistics(document, theme, explanation)]


def _normalised(
    theme: Theme,
    role: str,
    names: tuple[str, str, str, str, str, str],
    links: Sequence[Link | None],
) -> Line:
    """The formula of a norm, written with six letters or with six numbers.

    Args:
        links: of γ, β, ε and x.
    """
    gamma, x, mean, variance, eps, beta = names
    ink = theme.text
    return (
        TextRun(gamma, role, weight=600, link=links[0]),
        TextRun("·(", ink),
        TextRun(x, role, weight=600, link=links[3]),
        TextRun(f" − {mean})/√({variance} + ", ink),
        TextRun(eps, role, weight=600, link=links[2]),
        TextRun(") + ", ink),
        TextRun(beta, role, weight=600, link=links[1]),
    )


def _statistics(document: Document, theme: Theme, explanation: Explanation) -> list[Line]:
    """The mean and the variance, the numbers they are of, and the convention in force."""
    facts, config = dict(explanation.facts), document.config
    count = round(facts["count"])
    over = {
        "row": translate("explanation", "For one word, over the {count} numbers of {part}:"),
        "column": translate("explanation", "For one column, over the {count} numbers of {part}:"),
        "matrix": translate(
            "explanation", "For the whole matrix, over the {count} numbers of {part}:"
        ),
    }[config.norm_axis]
    convention = {
        "d": translate(
            "explanation", "σ² is the sum of the squares of x − μ, divided by their number."
        ),
        "d-1": translate(
            "explanation",
            "σ² is the sum of the squares of x − μ, divided by one less than their number.",
        ),
        "none": translate("explanation", "σ² is the sum of the squares of x − μ, not divided."),
    }[config.norm_divisor]
    added = number(facts["mean"] * count)
    if 1 < count <= MOST_TERMS:
        values = explanation.terms.values[:count].tolist()
        added = " + ".join([number(values[0]), *(_bracketed(value) for value in values[1:])])
        added = f"({added})"
    mean, variance = number(facts["mean"]), number(facts["variance"])
    squares = number(facts["variance"] * facts["divisor"])
    divided = f"{squares} / {number(facts['divisor'])} = " if config.norm_divisor != "none" else ""
    name = part_name(document, group_of(document, explanation))
    return [
        (TextRun(over.format(count=count, part=name), theme.text),),
        (TextRun(f"μ = {added} / {count} = {mean}", theme.text),),
        (TextRun(f"σ² = {divided}{variance}", theme.text),),
        _said(theme, convention),
    ]


def wave(document: Document, theme: Theme, explanation: Explanation) -> list[Line]:
    """What is computed from the place alone: a mask, or a sine of the position."""
    op = document.graph[explanation.node].op
    row, column = explanation.cell[-2:]
    lead, ink = result(document, theme, explanation), theme.text
    if isinstance(op, (CausalMask, PaddingMask)):
        least = row + 1 if isinstance(op, CausalMask) else op.words
        text = _causal(row, column) if isinstance(op, CausalMask) else _padding(explanation)
        rows, columns = document.graph[explanation.node].axes
        query, key = document.axis_label(rows, row), document.axis_label(columns, column)
        said = _said(theme, text.format(query=query, key=key))
        return [(*lead, TextRun(f"({column + 1} ≤ {least}) = ", ink), total(explanation, theme)),
                said]  # fmt: skip
    if not isinstance(op, SinusoidalPositions):
        return [(*lead, total(explanation, theme))]
    function, angle = op.wave(column), number(row / op.divisor(column))
    written = f"{function}({row} / {number(op.divisor(column))})"
    text = translate("explanation", "Words and columns count from 0 here.")
    return [
        (
            *lead,
            TextRun(f"{function}({row} / 10000", ink),
            TextRun(op.exponent(column), ink, script=1),
            TextRun(")", ink),
        ),
        (TextRun(f"= {written} = {function}({angle}) = ", ink), total(explanation, theme)),
        _said(theme, text),
    ]


def _causal(query: int, key: int) -> str:
    if query == key:
        return translate("explanation", "1, because a word may attend to itself.")
    if key < query:
        return translate("explanation", "1, because “{key}” does not come after “{query}”.")
    return translate("explanation", "0, because “{key}” comes after “{query}”.")


def _padding(explanation: Explanation) -> str:
    if explanation.computed:
        return translate("explanation", "1, because “{key}” is a word, not padding.")
    return translate("explanation", "0, because “{key}” is padding.")

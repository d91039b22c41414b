"""How one cell is made, as lines of coloured text: with names, then with numbers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from engine.explain import ExplainedTerm, Explanation, Source
from gui.drawing.explanation_parts import (
    MOST_TERMS,
    Line,
    group_of,
    ink_of,
    joined,
    more_text,
    named,
    named_part,
    number,
    part_of_term,
    rest_text,
    result,
    same_cell,
    selection,
    spanned,
    total,
    translate,
)
from gui.drawing.explanation_slopes import slopes, squared_error, stepwise
from gui.drawing.explanation_words import activation, copy, given, layer_norm, masked, wave
from gui.drawing.links import MORE, source_link, term_link
from gui.drawing.primitives import TextRun
from gui.parts import Link, Part
from gui.theme import Theme

if TYPE_CHECKING:
    from gui.document import Document


#: A sum of more numbers than these is written as a sum of a column.
MOST_FEW = 2


def lines(document: Document, theme: Theme, explanation: Explanation) -> list[Line]:
    """The lines for a cell, unbroken."""
    made = {
        "given": given,
        "products": _products,
        "affine": _products,
        "sum": _cell_by_cell,
        "quotient": _cell_by_cell,
        "softmax": _softmax,
        "masked": masked,
        "zeroed": masked,
        "copy": copy,
        "layer_norm": layer_norm,
        "relu": activation,
        "gelu": activation,
        "wave": wave,
        "slopes": slopes,
        "squared_error": squared_error,
        "difference": stepwise,
        "descent": stepwise,
    }.get(explanation.combination, _any)
    return made(document, theme, explanation)


def _any(document: Document, theme: Theme, explanation: Explanation) -> list[Line]:
    """What is made in a way that has no words of its own: the numbers that went in."""
    ink = theme.text
    sources = explanation.sources()[:MOST_TERMS]
    read = [
        (named(document, theme, source), TextRun(f" = {number(source.value)}", ink))
        for source in sources
    ]
    first = (*result(document, theme, explanation), total(explanation, theme))
    return [first, tuple(joined(read, ", ", ink))] if read else [first]


def _factor(
    document: Document, theme: Theme, source: Source, link: Link, *, first: bool
) -> TextRun:
    """A factor; a negative one behind a sign stands in brackets."""
    text = number(source.value)
    if not first and source.value < 0:
        text = f"({text})"
    return TextRun(text, ink_of(document, theme, source.node), weight=500, link=link)


def _products(document: Document, theme: Theme, explanation: Explanation) -> list[Line]:
    """`Q[love] · K[tea]`, `N[love] · W_1[:, 3] + b_1[3]`, then the same in numbers."""
    ink = theme.text
    pairs: list[Line] = []
    for parts in _factor_parts(document, explanation):
        names: list[Line] = [(named_part(document, theme, part),) for part in parts]
        pairs.append(tuple(joined(names, " · ", ink)))
    first = [*result(document, theme, explanation), *joined(pairs, " + ", ink)]
    chosen = selection(explanation)
    if chosen.bias is not None:
        first += [TextRun(" + ", ink), named(document, theme, chosen.bias.sources[0])]
    shown = [*chosen.terms, *([chosen.bias] if chosen.bias is not None else [])]
    products = [
        tuple(
            joined(
                [
                    (
                        _factor(
                            document,
                            theme,
                            source,
                            source_link(source, term),
                            first=not index and not position,
                        ),
                    )
                    for position, source in enumerate(term.sources)
                ],
                "·",
                ink,
            )
        )
        for index, term in enumerate(shown)
    ]
    written = [TextRun("= ", ink), *joined(products, " + ", ink)]
    if chosen.more:
        rest = TextRun(rest_text(chosen.more, chosen.rest), ink, underline=True, link=MORE)
        last = (TextRun("= ", ink), total(explanation, theme))
        return [tuple(first), (*written, TextRun(" + ", ink), rest), last]
    return [tuple(first), (*written, TextRun(" = ", ink), total(explanation, theme))]


def _factor_parts(document: Document, explanation: Explanation) -> list[tuple[Part, Part]]:
    """The rows and columns that are multiplied: a pair, or one for every product of a sum."""
    terms = explanation.terms
    if terms.factors:
        terms = terms[:1]
    found: dict[tuple[Part, Part], None] = {}
    for term in terms:
        if len(term.sources) > 1:
            first, second = (part_of_term(document, explanation, term, i) for i in (0, 1))
            found[first, second] = None
    return list(found)


def _cell_by_cell(document: Document, theme: Theme, explanation: Explanation) -> list[Line]:
    """`scores[love, tea] ÷ divisor`, `E[love, 2] + PE[love, 2]`."""
    ink = theme.text
    sign = " ÷ " if explanation.combination == "quotient" else " + "
    if len(explanation.terms) > MOST_FEW:
        return _column_sum(document, theme, explanation)
    sources = [term.sources[0] for term in explanation.terms]
    names = [(named(document, theme, source),) for source in sources]
    values = [
        (_factor(document, theme, source, source_link(source), first=index == 0),)
        for index, source in enumerate(sources)
    ]
    return [
        (*result(document, theme, explanation), *joined(names, sign, ink)),
        (
            TextRun("= ", ink),
            *joined(values, sign, ink),
            TextRun(" = ", ink),
            total(explanation, theme),
        ),
    ]


def _column_sum(document: Document, theme: Theme, explanation: Explanation) -> list[Line]:
    """`Σ grad_Q[:, 1]`, and the numbers, of many the largest."""
    ink = theme.text
    chosen = selection(explanation)
    name = named_part(document, theme, spanned(explanation))
    values: list[Line] = [
        (
            _factor(
                document,
                theme,
                term.sources[0],
                source_link(term.sources[0], term),
                first=not index,
            ),
        )
        for index, term in enumerate(chosen.terms)
    ]
    made = [TextRun("= ", ink), *joined(values, " + ", ink)]
    if chosen.more:
        rest = TextRun(rest_text(chosen.more, chosen.rest), ink, underline=True, link=MORE)
        made += [TextRun(" + ", ink), rest]
    return [
        (*result(document, theme, explanation), TextRun("Σ ", ink), name),
        (*made, TextRun(" = ", ink), total(explanation, theme)),
    ]


def _power(document: Document, theme: Theme, term: ExplainedTerm, *, chosen: bool) -> Line:
    ink = ink_of(document, theme, term.sources[0].node) if chosen else theme.text
    weight = 600 if chosen else 400
    return (
        TextRun("e", ink, weight=weight, link=term_link(term)),
        TextRun(number(term.sources[0].value), ink, weight=weight, script=1, link=term_link(term)),
    )


def _softmax(document: Document, theme: Theme, explanation: Explanation) -> list[Line]:
    ink = theme.text
    group = group_of(document, explanation)
    wrong_way = group.column is not None
    first = (
        *result(document, theme, explanation),
        TextRun("softmax↓(" if wrong_way else "softmax(", ink),
        named_part(document, theme, group),
        TextRun(")", ink),
    )
    own = explanation.terms[explanation.chosen]
    ((_, _, scores),) = explanation.terms.factors
    left_out = scores == -math.inf
    if left_out.all():
        row = translate(
            "explanation",
            "Every score here is −∞: the mask leaves nothing to attend to, so these weights are 0.",
        )
        column = translate(
            "explanation",
            "Every score of the column is −∞: the mask lets no word attend to “{key}”, so these "
            "weights are 0.",
        )
        key = document.axis_label(document.graph[explanation.node].axes[1], explanation.cell[-1])
        text = column.format(key=key) if wrong_way else row
        last = (TextRun("= ", ink), total(explanation, theme))
        return [first, last, (TextRun(text, theme.muted),)]
    chosen = selection(explanation)
    powers = [_power(document, theme, term, chosen=same_cell(term, own)) for term in chosen.terms]
    opening = TextRun(more_text(chosen.more), ink, underline=True, link=MORE)
    more = [TextRun(" + ", ink), opening] if chosen.more else []
    second = (
        TextRun("= ", ink),
        *_power(document, theme, own, chosen=True),
        TextRun(" / (", ink),
        *joined(powers, " + ", ink),
        *more,
        TextRun(") = ", ink),
        total(explanation, theme),
    )
    said = []
    if left_out.any():
        said.append(
            translate("explanation", "e to the power of −∞ is 0: what is masked gets no share.")
        )
    if wrong_way:
        said.append(
            translate(
                "explanation",
                "Softmax runs down the column here: the shares of a column add up to 1, "
                "those of a row need not.",
            )
        )
    return [first, second, *((TextRun(text, theme.muted),) for text in said)]

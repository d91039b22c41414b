"""How one cell is made, as lines of coloured text: with names, then with numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from engine.explain import ExplainedTerm, Explanation, Source
from engine.numbers import format_number
from engine.ops import QueryKeyProduct
from gui.drawing.primitives import TextRun
from gui.theme import Theme

if TYPE_CHECKING:
    from gui.document import Document

translate = QCoreApplication.translate
Line = tuple[TextRun, ...]

#: Up to so many terms are written out; of more, the largest three and the sum of the rest.
MOST_TERMS = 8
LARGEST_TERMS = 3


def number(value: float) -> str:
    """A number as the explanation writes it."""
    return format_number(value, 3)


def shown_terms(explanation: Explanation) -> tuple[list[ExplainedTerm], list[ExplainedTerm]]:
    """The terms that are written out, and the rest."""
    terms = list(explanation.terms)
    if len(terms) <= MOST_TERMS:
        return terms, []
    order = sorted(range(len(terms)), key=lambda i: -abs(terms[i].value))
    first = order[:LARGEST_TERMS]
    if explanation.combination == "softmax" and explanation.chosen not in first:
        first[-1] = explanation.chosen  # the numerator is always among them
    return [terms[i] for i in first], [terms[i] for i in order if i not in first]


def line_of(
    document: Document, explanation: Explanation, position: int
) -> tuple[str, int | None, int | None]:
    """The row or column of a node that the factors at `position` of all terms lie in."""
    cells = [term.sources[position].cell for term in explanation.terms]
    node = explanation.terms[0].sources[position].node
    op = document.graph[explanation.node].op
    across = position == 0 or isinstance(op, QueryKeyProduct)
    return (node, cells[0][-2], None) if across else (node, None, cells[0][-1])


def line_name(document: Document, node: str, row: int | None, column: int | None) -> str:
    """`Q[love]` for a row, `W_Q[:, 2]` for a column."""
    rows, columns = document.graph[node].axes
    if row is not None:
        return f"{node}[{document.axis_labels(rows)[row]}]"
    assert column is not None
    return f"{node}[:, {document.axis_labels(columns)[column]}]"


def lines(document: Document, theme: Theme, explanation: Explanation) -> list[Line]:
    """The lines for a cell, unbroken."""
    ink = theme.text
    if explanation.combination == "given":
        text = translate("explanation", "An input. Change it and everything after it follows.")
        return [
            (*_result(document, theme, explanation), TextRun(number(explanation.value), ink,
                                                             weight=600)),
            (TextRun(text, theme.muted),),
        ]  # fmt: skip
    made = {
        "products": _products,
        "sum": _cell_by_cell,
        "quotient": _cell_by_cell,
        "softmax": _softmax,
        "wave": _wave,
    }[explanation.combination]
    return made(document, theme, explanation)


def _result(document: Document, theme: Theme, explanation: Explanation) -> Line:
    name = document.cell_name(explanation.node, explanation.cell)
    return TextRun(name, theme.text, weight=600), TextRun(" = ", theme.text)


def _ink(document: Document, theme: Theme, node: str) -> str:
    return theme.roles[document.graph[node].role].ink


def _total(explanation: Explanation, theme: Theme) -> TextRun:
    return TextRun(number(explanation.computed), theme.text, weight=600)


def _factor(document: Document, theme: Theme, source: Source, *, first: bool) -> TextRun:
    """A factor; a negative one behind a sign stands in brackets."""
    text = number(source.value)
    if not first and source.value < 0:
        text = f"({text})"
    return TextRun(text, _ink(document, theme, source.node), weight=500)


def _joined(parts: Sequence[Line], sign: str, ink: str) -> list[TextRun]:
    runs: list[TextRun] = []
    for index, part in enumerate(parts):
        if index:
            runs.append(TextRun(sign, ink))
        runs += part
    return runs


def _rest(explanation: Explanation, rest: Sequence[ExplainedTerm], ink: str) -> list[TextRun]:
    """`+ … and 506 more = −1.27`, as a line that ends where the total follows."""
    if not rest:
        return []
    value = number(sum(term.value for term in rest))
    text = translate("explanation", "… and {count} more = {value}")
    return [TextRun(" + " + text.format(count=len(rest), value=value), ink)]


def _products(document: Document, theme: Theme, explanation: Explanation) -> list[Line]:
    ink = theme.text
    names = []
    for position in (0, 1):
        node, row, column = line_of(document, explanation, position)
        text = line_name(document, node, row, column)
        names.append((TextRun(text, _ink(document, theme, node), weight=600),))
    first = (*_result(document, theme, explanation), *_joined(names, " · ", ink))
    terms, rest = shown_terms(explanation)
    products = [
        tuple(
            _joined(
                [
                    (_factor(document, theme, source, first=not index and not position),)
                    for position, source in enumerate(term.sources)
                ],
                "·",
                ink,
            )
        )
        for index, term in enumerate(terms)
    ]
    written = [TextRun("= ", ink), *_joined(products, " + ", ink)]
    if rest:
        return [
            first,
            (*written, *_rest(explanation, rest, ink)),
            (TextRun("= ", ink), _total(explanation, theme)),
        ]
    return [first, (*written, TextRun(" = ", ink), _total(explanation, theme))]


def _cell_by_cell(document: Document, theme: Theme, explanation: Explanation) -> list[Line]:
    """`scores[love, tea] ÷ divisor`, `E[love, 2] + PE[love, 2]`."""
    ink = theme.text
    sign = " ÷ " if explanation.combination == "quotient" else " + "
    sources = [term.sources[0] for term in explanation.terms]
    names = [
        (TextRun(document.cell_name(s.node, s.cell), _ink(document, theme, s.node), weight=600),)
        for s in sources
    ]
    values = [
        (_factor(document, theme, source, first=index == 0),)
        for index, source in enumerate(sources)
    ]
    return [
        (*_result(document, theme, explanation), *_joined(names, sign, ink)),
        (
            TextRun("= ", ink),
            *_joined(values, sign, ink),
            TextRun(" = ", ink),
            _total(explanation, theme),
        ),
    ]


def _power(document: Document, theme: Theme, term: ExplainedTerm, chosen: bool) -> Line:
    ink = _ink(document, theme, term.sources[0].node) if chosen else theme.text
    weight = 600 if chosen else 400
    return (
        TextRun("e", ink, weight=weight),
        TextRun(number(term.sources[0].value), ink, weight=weight, script=1),
    )


def _softmax(document: Document, theme: Theme, explanation: Explanation) -> list[Line]:
    ink = theme.text
    source = explanation.terms[0].sources[0]
    row = line_name(document, source.node, source.cell[-2], None)
    role = _ink(document, theme, source.node)
    first = (
        *_result(document, theme, explanation),
        TextRun("softmax(", ink),
        TextRun(row, role, weight=600),
        TextRun(")", ink),
    )
    chosen = explanation.terms[explanation.chosen]
    terms, rest = shown_terms(explanation)
    powers = [_power(document, theme, term, term is chosen) for term in terms]
    more: list[TextRun] = []
    if rest:
        text = translate("explanation", "… and {count} more").format(count=len(rest))
        more = [TextRun(f" + {text}", ink)]
    second = (
        TextRun("= ", ink),
        *_power(document, theme, chosen, True),
        TextRun(" / (", ink),
        *_joined(powers, " + ", ink),
        *more,
        TextRun(") = ", ink),
        _total(explanation, theme),
    )
    return [first, second]


def _wave(document: Document, theme: Theme, explanation: Explanation) -> list[Line]:
    ink = theme.text
    position, column = explanation.cell[-2:]
    d_model = document.graph.sizes["d_model"]
    wave = "cos" if column % 2 else "sin"
    text = translate("explanation", "Words and columns count from 0 here.")
    return [
        (
            *_result(document, theme, explanation),
            TextRun(f"{wave}({position} / 10000", ink),
            TextRun(f"{column // 2 * 2}/{d_model}", ink, script=1),
            TextRun(") = ", ink),
            _total(explanation, theme),
        ),
        (TextRun(text, theme.muted),),
    ]

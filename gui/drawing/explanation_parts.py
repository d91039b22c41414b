"""Which terms of a cell are written out, and what the rows and columns they lie in are called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.explain import ExplainedTerm, Explanation, Source
from engine.numbers import format_number
from engine.ops import QueryKeyProduct, SumOfProducts
from gui.drawing.links import part_link, source_link
from gui.drawing.primitives import TextRun
from gui.names import role_title
from gui.parts import Part
from gui.theme import Theme

if TYPE_CHECKING:
    from gui.document import Document

translate = QCoreApplication.translate
Line = tuple[TextRun, ...]

#: Up to so many terms are written out; of more, the largest three and the sum of the rest.
MOST_TERMS = 8
LARGEST_TERMS = 3
#: Terms of a LayerNorm that are no number of its group: gamma, beta, eps.
_NORM_PARAMETERS = 3


def number(value: float) -> str:
    """A number as the explanation writes it."""
    return format_number(value, 3)


class Selection(msgspec.Struct, frozen=True):
    """The terms of a cell that are written out.

    Attributes:
        terms: all of them, or the largest ones.
        more, rest: how many others there are, and what they add up to.
        bias: the term that no product makes, if there is one.
    """

    terms: Sequence[ExplainedTerm]
    more: int
    rest: float
    bias: ExplainedTerm | None = None


def selection(explanation: Explanation) -> Selection:
    """What is written out of a cell. The chosen term (of a softmax, a norm) is always in it."""
    terms = explanation.terms
    bias = terms[-1] if explanation.combination == "affine" else None
    if bias is not None:
        terms = terms[:-1]
    elif explanation.combination == "layer_norm":
        terms = terms[:-_NORM_PARAMETERS]
    if len(terms) <= MOST_TERMS:
        return Selection(terms, 0, 0.0, bias)
    values = terms.values
    with np.errstate(all="ignore"):  # an edit may have overflowed to inf
        size = np.abs(values - dict(explanation.facts).get("mean", 0.0))
    size[np.isnan(size)] = np.inf  # what is no number is what one looks for
    first: list[int] = np.argsort(-size, kind="stable")[:LARGEST_TERMS].tolist()
    if explanation.combination in ("softmax", "layer_norm"):
        if explanation.chosen not in first:
            first[-1] = explanation.chosen
        first.sort()
    others = np.ones(len(terms), dtype=bool)
    others[first] = False
    with np.errstate(all="ignore"):
        rest = float(values[others].sum())
    return Selection(tuple(terms[i] for i in first), int(others.sum()), rest, bias)


def same_cell(term: ExplainedTerm, other: ExplainedTerm) -> bool:
    """Whether two terms of one cell read the same cell first."""
    return term.sources[0][:2] == other.sources[0][:2]


def more_text(count: int) -> str:
    """`… and 509 more`."""
    return translate("explanation", "… and {count} more").format(count=count)


def rest_text(count: int, value: float) -> str:
    """`… and 509 more, together −1.27`."""
    text = translate("explanation", "… and {count} more, together {value}")
    return text.format(count=count, value=number(value))


def part_of(document: Document, explanation: Explanation, position: int) -> Part:
    """The row or column of a node that the factors at `position` of all terms lie in."""
    return part_of_term(document, explanation, explanation.terms[0], position)


def part_of_term(
    document: Document, explanation: Explanation, term: ExplainedTerm, position: int
) -> Part:
    """The row or column of a node that the factor at `position` of one term lies in."""
    source = term.sources[position]
    head = source.cell[0] if len(source.cell) > 2 else None
    node = document.graph[explanation.node]
    by_row = position == 0 or isinstance(node.op, QueryKeyProduct)
    if isinstance(node.op, SumOfProducts):
        names = tuple(factor.node for factor in term.sources)
        at = next(i for i in range(0, len(node.inputs), 2) if node.inputs[i : i + 2] == names)
        by_row = (position == 0) != node.op.products[at // 2][position]
    if by_row:
        return Part(source.node, head, row=source.cell[-2])
    return Part(source.node, head, column=source.cell[-1])


def spanned(explanation: Explanation) -> Part:
    """The row or column that the first factors of all terms lie in, or all of their node."""
    factors = explanation.terms.factors
    first = explanation.terms[0].sources[0]
    head = first.cell[0] if len(first.cell) > 2 else None
    if not factors:
        cells = np.array([first.cell])
        if len(explanation.terms) > 1:
            return Part(first.node, head)
    else:
        cells = factors[0][1]
    if len(cells) == 1:
        return Part(first.node, head, row=first.cell[-2], column=first.cell[-1])
    if (cells[:, -2] == cells[0, -2]).all():
        return Part(first.node, head, row=first.cell[-2])
    if (cells[:, -1] == cells[0, -1]).all():
        return Part(first.node, head, column=first.cell[-1])
    return Part(first.node, head)


def group_of(document: Document, explanation: Explanation) -> Part:
    """The row or column that shares one softmax, or the numbers that share one mean."""
    source = explanation.terms[explanation.chosen].sources[0]
    *leading, row, column = source.cell
    head = leading[0] if leading else None
    config = document.config
    softmax = explanation.combination == "softmax"
    axis = config.softmax_axis if softmax else config.norm_axis
    if axis == "row":
        return Part(source.node, head, row=row)
    return Part(source.node, head, column=column if axis == "column" else None)


def part_name(document: Document, part: Part) -> str:
    """`Q[love]` for a row, `W_Q[head 2, :, 3]` for a column of one head, `X` for all of it."""
    rows, columns = document.graph[part.node].axes
    pieces = []
    if part.head is not None:
        pieces.append(translate("names", "head {number}").format(number=part.head + 1))
    if part.row is not None:
        pieces.append(document.axis_label(rows, part.row))
        if part.column is not None:
            pieces.append(document.axis_label(columns, part.column))
    elif part.column is not None:
        pieces += [":", document.axis_label(columns, part.column)]
    return f"{part.node}[{', '.join(pieces)}]" if pieces else part.node


def where(document: Document, part: Part) -> str:
    """`love` for the row of a word, `row 2`, `col. 3`, or the name that a column has."""
    rows, columns = document.graph[part.node].axes
    if part.row is not None:
        label = document.axis_label(rows, part.row)
        named = rows in ("word", "memory")
        return label if named else translate("explanation", "row {row}").format(row=label)
    if part.column is None:
        return ""
    label = document.axis_label(columns, part.column)
    if document.axis_names(columns):
        return label
    return translate("explanation", "col. {column}").format(column=label)


def who(document: Document, theme: Theme, part: Part, *, symbol: bool = False) -> Line:
    """`query love`: the role in its colour, and the word or column.

    Args:
        symbol: name it by its symbol: on the way back a matrix has another part than forward.
    """
    node = document.graph[part.node]
    if symbol or node.flow != "forward" or node.stage == "loss":
        name = node.symbol.replace("_", "")
    elif node.role == "attention":
        weights = node.scale == "weights"
        name = translate("explanation", "weight") if weights else translate("explanation", "score")
    elif node.role != "residual":
        name = role_title(node.role)
    elif node.learned or part.row is None:
        name = node.symbol
    else:
        name = translate("explanation", "word")
    ink = theme.roles[node.role].ink
    place = where(document, part)
    link = part_link(part)
    return (
        TextRun(name, ink, weight=600, link=link),
        *((TextRun(f" {place}", ink, link=link),) if place else ()),
    )


def plain_name(node: str) -> str:
    """`Q` for `block_2.Q`: the block is in the name of the cell that is explained."""
    return node.rpartition(".")[2]


# -- runs of text ----------------------------------------------------------------------------------


def ink_of(document: Document, theme: Theme, node: str) -> str:
    """The ink of the role of a node."""
    return theme.roles[document.graph[node].role].ink


def named(document: Document, theme: Theme, source: Source, weight: int = 600) -> TextRun:
    """`scores[love, tea]`, which leads to that cell."""
    text = document.cell_name(source.node, source.cell)
    ink = ink_of(document, theme, source.node)
    return TextRun(text, ink, weight=weight, link=source_link(source))


def named_part(document: Document, theme: Theme, part: Part) -> TextRun:
    """`Q[love]`: a row or a column that went in."""
    ink = ink_of(document, theme, part.node)
    return TextRun(part_name(document, part), ink, weight=600, link=part_link(part))


def result(document: Document, theme: Theme, explanation: Explanation) -> Line:
    """`scores[love, tea] = `."""
    name = document.cell_name(explanation.node, explanation.cell)
    return TextRun(name, theme.text, weight=600), TextRun(" = ", theme.text)


def total(explanation: Explanation, theme: Theme) -> TextRun:
    """The number that was made."""
    return TextRun(number(explanation.computed), theme.text, weight=600)


def joined(parts: Sequence[Line], sign: str, ink: str) -> list[TextRun]:
    """The parts with a sign between them."""
    runs: list[TextRun] = []
    for index, part in enumerate(parts):
        if index:
            runs.append(TextRun(sign, ink))
        runs += part
    return runs

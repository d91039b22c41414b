"""How one cell is made, as boxes: each number in its role's colour, what comes of it below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.explain import ExplainedTerm, Explanation
from engine.graph import Axis
from engine.numbers import format_number, format_weight
from gui.drawing import fonts
from gui.drawing.explanation_grid import Column, Drawn, Grid, Pen, Row, draw_grid, grid_pen
from gui.drawing.explanation_pairs import pair
from gui.drawing.explanation_parts import (
    Selection,
    group_of,
    more_text,
    number,
    part_of,
    plain_name,
    rest_text,
    same_cell,
    selection,
    spanned,
    translate,
    who,
)
from gui.drawing.explanation_slopes import steep
from gui.drawing.links import MORE, source_link, term_link
from gui.drawing.primitives import Primitive, Text, TextRun
from gui.theme import Theme

if TYPE_CHECKING:
    from gui.document import Document

Picture = tuple[list[Primitive], float, float]


def boxes(
    document: Document, theme: Theme, explanation: Explanation, width: float, scale: float
) -> Picture:
    """The boxes of a cell with their width and height; nothing where there is nothing to box."""
    made = {
        "products": _products,
        "affine": _products,
        "softmax": _softmax,
        "layer_norm": _layer_norm,
        "slopes": _slopes,
        "squared_error": _squares,
    }.get(explanation.combination, pair)
    return made(document, theme, explanation, width, scale)


def _value(document: Document, node: str, value: float) -> str:
    return format_weight(value) if document.graph[node].scale == "weights" else number(value)


def _captions(
    document: Document, axis: Axis, chosen: Selection, which: int, *, always: bool = False
) -> list[str]:
    """Which place along an axis each term has: where places have names, or some are left out."""
    if not (always or chosen.more or document.axis_names(axis)):
        return [""] * len(chosen.terms)
    return [document.axis_label(axis, term.sources[0].cell[which]) for term in chosen.terms]


def _products(
    document: Document, theme: Theme, explanation: Explanation, width: float, scale: float
) -> Picture:
    chosen = selection(explanation)
    back = document.graph[explanation.node].flow != "forward"
    several = len({term.sources[0].node for term in explanation.terms if len(term.sources) > 1}) > 1
    rows = []
    for position in (0, 1):
        part = part_of(document, explanation, position)
        colours = theme.roles[document.graph[part.node].role]
        name = who(document, theme, part, symbol=back)
        if several:  # each column says whose numbers it holds
            colours = theme.roles["residual"]
            text = translate("explanation", "gradient"), translate("explanation", "matrix")
            name = (TextRun(text[position], colours.ink, weight=600),)
        rows.append(Row(name, colours.ink, colours.wash))
    axis = document.graph[chosen.terms[0].sources[0].node].axes[1]
    captions = _captions(document, axis, chosen, -1)
    if several:
        captions = [_whose(document, term) for term in chosen.terms]
    columns = [
        Column(
            tuple(_value(document, s.node, s.value) for s in term.sources),
            (number(term.value),),
            caption,
            links=tuple(source_link(source, term) for source in term.sources),
            foot=term_link(term),
        )
        for term, caption in zip(chosen.terms, captions, strict=True)
    ]
    if chosen.bias is not None:
        columns.append(_bias(chosen.bias, rows[1]))
    caption = translate("explanation", "multiply, add")
    feet = ((TextRun(caption, theme.muted),),)
    grid = Grid(tuple(rows), feet, tuple(columns), times="×", plus="+")
    pen = grid_pen(grid, theme, width, scale)
    more = f"+ {rest_text(chosen.more, chosen.rest)}" if chosen.more else ""
    run = TextRun(f"= {number(explanation.computed)}", theme.text, weight=700)
    return _ended(pen, draw_grid(grid, pen, width), more, (run,), width)


def _slopes(
    document: Document, theme: Theme, explanation: Explanation, width: float, scale: float
) -> Picture:
    """Gradients above, the slopes they come through below, and their products."""
    chosen = steep(explanation)
    part = spanned(explanation)
    node = document.graph[part.node]
    colours, own = theme.roles[node.role], theme.roles[document.graph[explanation.node].role]
    slope = (TextRun(translate("explanation", "slope"), own.ink, weight=600),)
    rows = (Row(who(document, theme, part), colours.ink, colours.wash),
            Row(slope, own.ink, own.wash))  # fmt: skip
    columns = [
        Column(
            (number(term.sources[0].value), number(steepness)),
            (number(term.value),),
            _place_of(document, term, explanation) if len(explanation.terms) > 1 else "",
            links=(source_link(term.sources[0], term), term_link(term)),
            foot=term_link(term),
        )
        for term, steepness in zip(chosen.terms, chosen.slopes, strict=True)
    ]
    feet = ((TextRun(translate("explanation", "multiply, add"), theme.muted),),)
    grid = Grid(rows, feet, tuple(columns), times="×", plus="+")
    pen = grid_pen(grid, theme, width, scale)
    more = f"+ {rest_text(chosen.more, chosen.rest)}" if chosen.more else ""
    run = TextRun(f"= {number(explanation.computed)}", theme.text, weight=700)
    return _ended(pen, draw_grid(grid, pen, width), more, (run,), width)


def _place_of(document: Document, term: ExplainedTerm, explanation: Explanation) -> str:
    """Which place of the row or column a gradient stands at; both where it is of neither."""
    part, source = spanned(explanation), term.sources[0]
    rows, columns = document.graph[source.node].axes
    if part.row is not None:
        return document.axis_label(columns, source.cell[-1])
    if part.column is not None:
        return document.axis_label(rows, source.cell[-2])
    return _place(document, term)


def _squares(
    document: Document, theme: Theme, explanation: Explanation, width: float, scale: float
) -> Picture:
    """What came out, what should have, and half the square of the difference."""
    chosen = selection(explanation)
    rows = []
    for source in chosen.terms[0].sources:
        node = document.graph[source.node]
        colours = theme.roles[node.role]
        name = (TextRun(plain_name(source.node), colours.ink, weight=600),)
        rows.append(Row(name, colours.ink, colours.wash))
    columns = [
        Column(
            tuple(number(source.value) for source in term.sources),
            (number(term.value),),
            _place(document, term),
            links=tuple(source_link(source, term) for source in term.sources),
            foot=term_link(term),
        )
        for term in chosen.terms
    ]
    feet = ((TextRun(translate("explanation", "½ difference²"), theme.muted),),)
    grid = Grid(tuple(rows), feet, tuple(columns), times="−", plus="+")
    pen = grid_pen(grid, theme, width, scale)
    more = f"+ {rest_text(chosen.more, chosen.rest)}" if chosen.more else ""
    run = TextRun(f"= {number(explanation.computed)}", theme.text, weight=700)
    return _ended(pen, draw_grid(grid, pen, width), more, (run,), width)


def _whose(document: Document, term: ExplainedTerm) -> str:
    """`∂Q·W_Q`: which two matrices a product is of."""
    symbols = [document.graph[source.node].symbol.replace("_", "") for source in term.sources]
    return "·".join(symbols)


def _bias(term: ExplainedTerm, row: Row) -> Column:
    """The last term: one box, under its name."""
    (source,) = term.sources
    text = number(term.value)
    link = source_link(source)
    label = TextRun(plain_name(source.node), row.ink, weight=600, link=link)
    return Column(("", text), (text,), label=label, links=(None, link), foot=link)


def _ended(
    pen: Pen,
    drawn: Drawn,
    more: str,
    result: tuple[TextRun, ...],
    width: float,
    *,
    below: bool = False,
) -> Picture:
    """The grid, how many terms it leaves out, and the result: beside that where it fits.

    Args:
        below: the result stands on a line of its own.
    """
    parts, y, scale = list(drawn.primitives), drawn.height, pen.scale
    end, base, used = drawn.end, drawn.base, drawn.width
    opening = TextRun(more, pen.theme.text, underline=True, link=MORE)
    for line in fonts.wrapped((opening,), pen.size, width) if more else ():
        base = y + pen.size * 0.7
        wide = fonts.width(line, pen.size)
        start = pen.label if pen.label + wide <= width else 0.0
        parts.append(Text(start, base, line, pen.size))
        end = start + wide + 14 * scale
        used = max(used, start + wide)
        y += 26 * scale
    room = fonts.width(result, pen.size)
    if result and (below or end + room > width):
        base = y + pen.size * 0.9
        end = pen.label if pen.label + room <= width else 0.0
        y += 24 * scale
    if result:
        parts.append(Text(end, base, result, pen.size))
        used = max(used, end + room)
    return parts, used, y


def _softmax(
    document: Document, theme: Theme, explanation: Explanation, width: float, scale: float
) -> Picture:
    """The scores that share 1, and the share each takes; the explained one stands out."""
    chosen = selection(explanation)
    whole = float(explanation.terms.values.sum())
    group = group_of(document, explanation)
    node = document.graph[group.node]
    colours = theme.roles[node.role]
    along = 1 if group.row is not None else 0
    captions = _captions(document, node.axes[along], chosen, along - 2, always=True)
    own = explanation.terms[explanation.chosen]
    columns = tuple(
        Column(
            (number(term.sources[0].value),),
            (format_number(term.value / whole if whole else 0.0, 3, fixed=True),),
            caption,
            strong=same_cell(term, own),
            links=(term_link(term),),
            foot=term_link(term),
        )
        for term, caption in zip(chosen.terms, captions, strict=True)
    )
    caption = TextRun(translate("explanation", "share of 1"), theme.muted)
    grid = Grid((Row(who(document, theme, group), colours.ink, colours.wash),), ((caption,),),
                columns)  # fmt: skip
    pen = grid_pen(grid, theme, width, scale)
    drawn = draw_grid(grid, pen, width)
    if not chosen.more:
        return drawn.primitives, drawn.width, drawn.height
    share = chosen.rest / whole if whole else 0.0
    return _ended(pen, drawn, rest_text(chosen.more, share), (), width)


def _layer_norm(
    document: Document, theme: Theme, explanation: Explanation, width: float, scale: float
) -> Picture:
    """The numbers that share a mean: less the mean, over the deviation; then gamma and beta."""
    chosen = selection(explanation)
    facts = dict(explanation.facts)
    group = group_of(document, explanation)
    node = document.graph[group.node]
    colours = theme.roles[node.role]
    own = explanation.terms[explanation.chosen]
    if group.row is None and group.column is None:
        captions = [_place(document, term) if chosen.more else "" for term in chosen.terms]
    else:
        along = 1 if group.row is not None else 0
        captions = _captions(document, node.axes[along], chosen, along - 2)
    spread = facts["deviation"]

    def unit(value: float) -> float:
        return (value - facts["mean"]) / spread if spread else 0.0

    columns = tuple(
        Column(
            (number(term.value),),
            (number(term.value - facts["mean"]), number(unit(term.value))),
            caption,
            strong=same_cell(term, own),
            links=(term_link(term),),
            foot=term_link(term),
        )
        for term, caption in zip(chosen.terms, captions, strict=True)
    )
    name = who(document, theme, group)
    feet = tuple((TextRun(text, theme.muted),) for text in ("− μ", "÷ √(σ² + ε)"))
    grid = Grid((Row(name, colours.ink, colours.wash),), feet, columns)
    pen = grid_pen(grid, theme, width, scale)
    scale_term, shift_term = explanation.terms[-3], explanation.terms[-2]
    gamma, beta = scale_term.value, shift_term.value
    sign, shift = ("−", -beta) if beta < 0 else ("+", beta)
    result = (
        TextRun(f"{number(unit(own.value))} · ", theme.text),
        TextRun(number(gamma), colours.ink, weight=600, link=term_link(scale_term)),
        TextRun(f" {sign} ", theme.text),
        TextRun(number(shift), colours.ink, weight=600, link=term_link(shift_term)),
        TextRun(f" = {number(explanation.computed)}", theme.text, weight=700),
    )
    drawn = draw_grid(grid, pen, width)
    more = more_text(chosen.more) if chosen.more else ""
    return _ended(pen, drawn, more, result, width, below=True)


def _place(document: Document, term: ExplainedTerm) -> str:
    """`love, 2`."""
    source = term.sources[0]
    axes = document.graph[source.node].axes
    return ", ".join(
        document.axis_label(axis, at) for axis, at in zip(axes, source.cell[-2:], strict=True)
    )

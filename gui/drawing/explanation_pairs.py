"""How a cell that is made of one or two numbers came about, as boxes side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from engine.explain import Explanation, Source
from engine.graph import Axis
from engine.ops import CausalMask, ConcatHeads, PaddingMask, ReshapeHeads, SinusoidalPositions
from gui.drawing import fonts
from gui.drawing.explanation_grid import Pen, fitted, widest
from gui.drawing.explanation_parts import (
    ink_of,
    number,
    plain_name,
    rest_text,
    selection,
    translate,
)
from gui.drawing.links import source_link
from gui.drawing.primitives import Primitive, Rect, Text, TextRun
from gui.drawing.symbols import symbol_runs
from gui.parts import Link
from gui.theme import Theme

if TYPE_CHECKING:
    from gui.document import Document

Picture = tuple[list[Primitive], float, float]
Runs = tuple[TextRun, ...]

#: The room of a sign and of the gap before the result; the height of a line.
_SIGN, _RESULT, _HIGH = 26, 12, 54
#: A name that has to be short takes this part of the width at most.
_SHORT = 0.4


class _Item(msgspec.Struct, frozen=True):
    """A number in a box, the name above it, and a shorter one for where that is too wide."""

    name: Runs
    short: Runs
    text: str
    role: str
    link: Link | None = None


def pair(
    document: Document, theme: Theme, explanation: Explanation, width: float, scale: float
) -> Picture:
    """`12 ÷ 1 = 12`: each number under its name. Nothing where no number was read."""
    items, sign, result = _content(document, theme, explanation)
    if not items:
        return [], 0.0, 0.0
    pen = Pen(theme, scale)
    total = TextRun(result, theme.text, weight=700)
    end = _RESULT * scale + fonts.run_width(total, pen.size)
    names = [item.name for item in items]
    whole = sum(_wide(pen, item, item.name) for item in items) + end
    if whole + _SIGN * scale * (len(items) - 1) > width:
        names = [fitted(item.short, pen.small, width * _SHORT) for item in items]
    parts: list[Primitive] = []
    x = y = used = 0.0
    for index, (item, name) in enumerate(zip(items, names, strict=True)):
        wide = _wide(pen, item, name)
        before = _SIGN * scale if index else 0.0
        if x + before + wide > width and index:
            x, y = 0.0, y + _HIGH * scale
        if index:
            between = sign[min(index, len(sign)) - 1 :][:1]
            parts.append(pen.text(x + 13 * scale, y + 37 * scale, between, theme.muted, 500))
        parts += _boxed(pen, item, name, x + before, y, wide)
        x += before + wide
        used = max(used, x)
    if x + end > width:
        x, y = -_RESULT * scale, y + (_HIGH - 14) * scale
    parts.append(Text(x + _RESULT * scale, y + 37 * scale, (total,), pen.size))
    return parts, max(used, x + end), y + _HIGH * scale


def _boxed(pen: Pen, item: _Item, name: Runs, x: float, y: float, wide: float) -> list[Primitive]:
    """A number in its box, its name above it."""
    colours = pen.theme.roles[item.role]
    area = Rect(x, y + 19 * pen.scale, wide, pen.tall)
    title = Text(area.centre, y + 11 * pen.scale, name, pen.small, "middle")
    return [title, *pen.boxed(area, colours.ink, colours.wash, item.text, link=item.link)]


def _wide(pen: Pen, item: _Item, name: Runs) -> float:
    return max(
        33 * pen.scale,
        widest([item.text], pen.size) + 16 * pen.scale,
        fonts.width(name, pen.small) + 4 * pen.scale,
    )


def _content(
    document: Document, theme: Theme, explanation: Explanation
) -> tuple[list[_Item], str, str]:
    """What stands in the boxes, the signs between them (the last for all others), the result."""
    chosen = selection(explanation)
    sources = [source for term in chosen.terms for source in term.sources]
    items = [_item(document, theme, source) for source in sources]
    value = number(explanation.computed)
    kind = explanation.combination
    if kind == "sum":
        rest = f"+ {rest_text(chosen.more, chosen.rest)} " if chosen.more else ""
        return items, "+", f"{rest}= {value}"
    if kind == "difference":
        return items, "−", f"= {value}"
    if kind == "descent":
        return items, "−×", f"= {value}"
    if kind == "quotient":
        return items, "÷", f"= {value}"
    if kind == "gelu":
        share = dict(explanation.facts)["share"]
        ink = ink_of(document, theme, explanation.node)
        name = (TextRun("Φ", ink, weight=500),)
        role = document.graph[explanation.node].role
        return [*items, _Item(name, name, number(share), role)], "×", f"= {value}"
    if (
        kind == "copy"
        and len(sources[0].cell) > 2
        and isinstance(document.graph[explanation.node].op, ConcatHeads)
    ):
        return [_of_head(document, theme, explanation, sources[0])], "", f"= {value}"
    if kind == "wave":
        return _placed(document, theme, explanation)
    return items, "", f"→ {value}"


def _placed(
    document: Document, theme: Theme, explanation: Explanation
) -> tuple[list[_Item], str, str]:
    """What is made of the place alone: masks compare two places, a sine divides the position."""
    node, value = document.graph[explanation.node], number(explanation.computed)
    row, column = explanation.cell[-2:]
    if isinstance(node.op, SinusoidalPositions):
        under = node.op.divisor(column)
        ink = theme.roles[node.role].ink
        power = (
            TextRun("10000", ink, weight=500),
            TextRun(node.op.exponent(column), ink, weight=500, script=1),
        )
        place = (TextRun(translate("explanation", "position"), ink, weight=500),)
        items = [
            _Item(place, place, str(row), node.role),
            _Item(power, power, number(under), node.role),
        ]
        return items, "÷", f"→ {node.op.wave(column)}({number(row / under)}) = {value}"
    if isinstance(node.op, CausalMask):
        words = [_word(document, theme, axis, at) for axis, at in zip(
            (node.axes[1], node.axes[0]), (column, row), strict=True)]  # fmt: skip
        return words, "≤" if column <= row else ">", f"→ {value}"
    if isinstance(node.op, PaddingMask):
        ink = theme.roles["attention"].ink
        count = (TextRun(translate("explanation", "words"), ink, weight=500),)
        items = [
            _word(document, theme, node.axes[1], column),
            _Item(count, count, str(node.op.words), "attention"),
        ]
        return items, "≤" if column < node.op.words else ">", f"→ {value}"
    return [], "", ""


def _item(document: Document, theme: Theme, source: Source) -> _Item:
    ink, link = ink_of(document, theme, source.node), source_link(source)
    name = (TextRun(plain_name(source.node), ink, weight=500, link=link),)
    short = tuple(symbol_runs(document.graph, source.node, theme))
    return _Item(name, short, number(source.value), document.graph[source.node].role, link)


def _of_head(document: Document, theme: Theme, explanation: Explanation, source: Source) -> _Item:
    """The cell of one head, under the head and the column it comes from (and its word)."""
    text = translate("explanation", "head {head}, col. {column}")
    if isinstance(document.graph[explanation.node].op, ReshapeHeads):
        text = translate("explanation", "{word}, head {head}, col. {column}")
    text = text.format(
        word=document.axis_label("word", source.cell[1]),
        head=source.cell[0] + 1,
        column=source.cell[-1] + 1,
    )
    link = source_link(source)
    name = (TextRun(text, ink_of(document, theme, source.node), weight=500, link=link),)
    return _Item(name, name, number(source.value), document.graph[source.node].role, link)


def _word(document: Document, theme: Theme, axis: Axis, place: int) -> _Item:
    """A word over the place it has in the sentence, from 1."""
    name = (TextRun(document.axis_label(axis, place), theme.roles["attention"].ink, weight=500),)
    return _Item(name, name, str(place + 1), "attention")

"""What in an explanation can be pointed at and followed: links, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from engine.explain import ExplainedTerm, Source
from gui.drawing import fonts
from gui.drawing.primitives import Box, Primitive, Rect, Text
from gui.parts import Link, Part, cell_part

#: Opens the list of all terms.
MORE = Link("more")


class Spot(NamedTuple):
    """An area of a picture, and what it stands for; `boxed`: it has a rim of its own."""

    rect: Rect
    link: Link
    boxed: bool = False


def source_link(source: Source, term: ExplainedTerm | None = None) -> Link:
    """A number that went in; pointed at, it shows what it is multiplied by as well."""
    parts = (source,) if term is None else term.sources
    marked = tuple(cell_part(one.node, one.cell) for one in parts)
    return Link("term", marked, (source.node, source.cell))


def term_link(term: ExplainedTerm) -> Link | None:
    """A term: it leads on where it is of one cell alone."""
    if len(term.sources) == 1:
        return source_link(term.sources[0])
    parts = tuple(cell_part(source.node, source.cell) for source in term.sources)
    return Link("term", parts) if parts else None


def part_link(part: Part) -> Link:
    """A row or a column of numbers that went in."""
    return Link("part", (part,))


def spots(primitives: Iterable[Primitive]) -> list[Spot]:
    """Where links stand in a picture, from above and from the left."""
    found: list[Spot] = []
    for item in primitives:
        if isinstance(item, Box) and item.link is not None:
            found.append(Spot(item.rect, item.link, boxed=True))
        elif isinstance(item, Text):
            found += _in_text(item)
    return sorted(found, key=lambda spot: (round(spot.rect.middle), spot.rect.x))


def _in_text(text: Text) -> list[Spot]:
    """The linked stretches of a line; runs of one link that follow each other are one."""
    if all(run.link is None for run in text.runs):
        return []
    found: list[Spot] = []
    area = fonts.text_rect(text)
    x, top, high = area.x, text.y - text.size, text.size * 1.35
    before: Link | None = None
    for run in text.runs:
        wide = fonts.run_width(run, text.size)
        if run.link is not None:
            rect = Rect(x, top, wide, high)
            if found and run.link == before:
                first = found.pop().rect
                rect = Rect(first.x, top, x + wide - first.x, high)
            found.append(Spot(rect, run.link))
        before = run.link
        x += wide
    return found

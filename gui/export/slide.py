"""Slides as data: a step, the whole diagram or one matrix, laid out for the size of a projector.

A slide is a list of primitives in design units (the short side has 1080): painted to PNG, SVG and
PDF now, and a list of shapes for whatever else can draw them. Making one reads the document and
changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.errors import UnknownStep
from engine.ops import Cell
from gui.document import Document
from gui.drawing.primitives import Primitive, Rect
from gui.export import arrangements as place
from gui.export.arrange import arrange
from gui.export.flows import matrix_piece, step_scene
from gui.export.looks import line_width
from gui.export.measures import text_sizes
from gui.export.page import caption_runs, page, title_runs
from gui.export.pieces import Flow
from gui.export.whole import whole_diagram
from gui.names import node_title
from gui.theme import Theme

_SINGLE = 1.9  # one matrix alone may be this much larger than a result


@dataclass(frozen=True)
class SlideOptions:
    """How slides are made.

    Attributes:
        size: in pixels; a slide is laid out for its proportions.
        title, caption: whether they stand on it.
        lit: whether the cell a step is about is ringed, with what it was made of.
        cell: another cell to light, where the step shows it.
        transparent: leave the ground out.
    """

    size: tuple[int, int] = (1920, 1080)
    title: bool = True
    caption: bool = True
    lit: bool = True
    cell: tuple[str, Cell] | None = None
    transparent: bool = False


@dataclass(frozen=True)
class Slide:
    """A picture laid out.

    Attributes:
        size: width and height in design units; the shorter one is 1080.
        background: `#RRGGBB`, or None for none.
        primitives: in back-to-front order.
        title: what it is called, whether or not that stands on it.
        margins: the area no text leaves.
        cards: where the nodes stand.
    """

    size: tuple[float, float]
    background: str | None
    primitives: tuple[Primitive, ...]
    title: str
    margins: Rect
    cards: Mapping[str, Rect] = field(default_factory=dict)

    @property
    def smallest_text(self) -> float:
        """The size of the smallest text, in pixels of a picture whose short side has 1080."""
        return min(text_sizes(self.primitives), default=0.0)


def step_slide(document: Document, theme: Theme, step_index: int, options: SlideOptions) -> Slide:
    """The slide of one step (from 0): only what the lesson has shown by then.

    Raises:
        UnknownStep: there is no such step.
    """
    lesson = document.lesson
    if not 0 <= step_index < len(lesson.steps):
        known = ", ".join(step.id for step in lesson.steps)
        raise UnknownStep(step=step_index + 1, count=len(lesson.steps), known=known)
    title = lesson.prose_of(step_index, document.language).title
    caption = caption_runs(document, theme, step_index) if options.caption else ()
    shown_title = title_runs(document, theme, title) if options.title else []
    scene = step_scene(document, theme, step_index, lit=options.lit, cell=options.cell)
    if scene is None:
        frame = page(options.size, theme, shown_title, caption, wide=True)
        visible = lesson.visible(step_index, document.graph)
        cards, parts = whole_diagram(document, theme, visible, frame.body)
    else:
        frame = page(options.size, theme, shown_title, caption)
        made = scene.arranged(frame.body)
        cards, parts = made.cards, made.primitives
    return _slide(frame.size, frame.margins, [*frame.primitives, *parts], cards, theme, title,
                  options)  # fmt: skip


def diagram_slide(document: Document, theme: Theme, options: SlideOptions) -> Slide:
    """The whole diagram, everything shown."""
    title = document.scenario.title.zh if document.language == "zh" else document.scenario.title.en
    shown = title_runs(document, theme, title) if options.title else []
    frame = page(options.size, theme, shown, (), wide=True)
    last = len(document.lesson.steps) - 1
    visible = document.lesson.visible(last, document.graph)
    cards, parts = whole_diagram(document, theme, visible, frame.body)
    return _slide(frame.size, frame.margins, [*frame.primitives, *parts], cards, theme, title,
                  options)  # fmt: skip


def matrix_slide(document: Document, theme: Theme, node: str, options: SlideOptions) -> Slide:
    """One matrix, as large as it goes. Raises UnknownNode."""
    piece = matrix_piece(document, theme, node)
    title = node_title(node)
    shown = title_runs(document, theme, title) if options.title else []
    frame = page(options.size, theme, shown, ())
    made, _ = arrange(Flow((piece,)), frame.body, theme, [(place.row_sum_above, 1.0)],
                      largest=_SINGLE, thin=line_width(theme))  # fmt: skip
    return _slide(frame.size, frame.margins, [*frame.primitives, *made.primitives], made.cards,
                  theme, title, options)  # fmt: skip


def _slide(
    size: tuple[float, float],
    margins: Rect,
    parts: list[Primitive],
    cards: Mapping[str, Rect],
    theme: Theme,
    title: str,
    options: SlideOptions,
) -> Slide:
    ground = None if options.transparent else theme.panel
    return Slide(size, ground, tuple(parts), title, margins, dict(cards))

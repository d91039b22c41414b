"""Slides as data: a step, the whole diagram or one matrix, laid out for the size of a projector.

A slide is a list of primitives in design units (the short side has 1080): painted to PNG, SVG and
PDF now, and a list of shapes for whatever else can draw them. Making one reads the document and
changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from engine.errors import UnknownStep
from engine.ops import Cell
from engine.prose import bind, plain_text
from gui.document import Document
from gui.drawing.primitives import Primitive, Rect, Text
from gui.export.flows import step_scene
from gui.export.matrix import whole_matrix
from gui.export.measures import text_sizes
from gui.export.page import Page, caption_runs, page, title_runs
from gui.export.standpoint import block_at, block_nodes, flow_at, head_at, place_note, standing
from gui.export.whole import whole_diagram
from gui.names import node_title
from gui.theme import Theme


class SlideOptions(msgspec.Struct, frozen=True):
    """How slides are made.

    Attributes:
        size: in pixels; a slide is laid out for its proportions.
        title, caption: whether they stand on it.
        lit: whether the cell a step is about is ringed, with what it was made of.
        cell: another cell to light, where the step shows it.
        transparent: leave the ground out.
        head: the head to show (from 0). None: the one the lesson has chosen by that step; of one
            matrix all heads.
        speaker: whether the lesson's prose stands below a step, for who reads along.
    """

    size: tuple[int, int] = (1920, 1080)
    title: bool = True
    caption: bool = True
    lit: bool = True
    cell: tuple[str, Cell] | None = None
    transparent: bool = False
    head: int | None = None
    speaker: bool = False


class Slide(msgspec.Struct, frozen=True):
    """A picture laid out.

    Attributes:
        size: width and height in design units; the shorter one is 1080.
        background: `#RRGGBB`, or None for none.
        primitives: in back-to-front order.
        title: what it is called, whether or not that stands on it.
        margins: the area no text leaves.
        cards: where the nodes stand.
        heading: the lines of the title that are among the primitives.
        notes: what is to be said, in plain text.
    """

    size: tuple[float, float]
    background: str | None
    primitives: tuple[Primitive, ...]
    title: str
    margins: Rect
    cards: Mapping[str, Rect] = msgspec.field(default_factory=dict)
    heading: tuple[Text, ...] = ()
    notes: str = ""

    @property
    def smallest_text(self) -> float:
        """The size of the smallest text, in pixels of a picture whose short side has 1080."""
        return min(text_sizes(self.primitives), default=0.0)


def step_slide(document: Document, theme: Theme, step_index: int, options: SlideOptions) -> Slide:
    """The slide of one step (from 0): only what the lesson has shown by then.

    Raises:
        UnknownStep: there is no such step.
    """
    check_step(document, step_index)
    head = head_at(document, step_index) if options.head is None else options.head
    if options.cell is not None and len(options.cell[1]) > 2:
        head = options.cell[1][0]
    block, flow = block_at(document, step_index), flow_at(document, step_index)
    with standing(document, head=head, block=block, flow=flow):
        return _step_slide(document, theme, step_index, options)


def check_step(document: Document, index: int) -> None:
    """Raise UnknownStep where there is no step with that index."""
    steps = document.lesson.steps
    if not 0 <= index < len(steps):
        known = ", ".join(step.id for step in steps)
        raise UnknownStep(step=index + 1, count=len(steps), known=known)


def _step_slide(document: Document, theme: Theme, index: int, options: SlideOptions) -> Slide:
    lesson = document.lesson
    title = lesson.prose_of(index, document.language).title
    caption = caption_runs(document, theme, index) if options.caption else ()
    spoken = spoken_prose(document, index)
    prose = spoken if options.speaker else ""
    shown_title = title_runs(document, theme, title) if options.title else []
    scene = step_scene(document, theme, index, options.size, lit=options.lit, cell=options.cell)
    if scene is None:
        note = place_note(document, block_nodes(document))
        frame = page(options.size, theme, shown_title, caption, note=note, wide=True, prose=prose)
        visible = lesson.visible(index, document.graph)
        cards, parts = whole_diagram(document, theme, visible, frame.body)
    else:
        note = place_note(document, scene.names, heads=scene.one_head)
        frame = page(options.size, theme, shown_title, caption, note=note, prose=prose)
        made = scene.arranged(frame.body)
        if made.crowded:  # rather wider than the caption than cut
            frame = page(
                options.size, theme, shown_title, caption, note=note, wide=True, prose=prose
            )
            made = scene.arranged(frame.body)
        cards, parts = made.cards, made.primitives
    return finished(frame, parts, cards, theme, title, options, spoken)


def spoken_prose(document: Document, index: int) -> str:
    """The lesson's prose of a step with the numbers of now, as plain paragraphs."""
    prose = document.lesson.prose_of(index, document.language)
    paragraphs = plain_text(bind(prose.text, document.context())).split("\n\n")
    return "\n".join(" ".join(text.split()) for text in paragraphs)


def diagram_slide(document: Document, theme: Theme, options: SlideOptions) -> Slide:
    """The whole diagram, everything shown, in the head and the block that are shown."""
    title = document.scenario.title.zh if document.language == "zh" else document.scenario.title.en
    shown = title_runs(document, theme, title) if options.title else []
    with standing(document, head=options.head):
        note = place_note(document, block_nodes(document))
        frame = page(options.size, theme, shown, (), note=note, wide=True)
        last = len(document.lesson.steps) - 1
        visible = document.lesson.visible(last, document.graph)
        cards, parts = whole_diagram(document, theme, visible, frame.body)
    return finished(frame, parts, cards, theme, title, options)


def matrix_slide(document: Document, theme: Theme, node: str, options: SlideOptions) -> Slide:
    """One matrix, as large as it goes; all its heads where none is chosen. Raises UnknownNode."""
    name = document.graph[node].name
    title = node_title(name)
    shown = title_runs(document, theme, title) if options.title else []
    every = options.head is None and len(document.graph.shapes[name]) > 2
    with standing(document, head=options.head, block=document.graph[name].block or None):
        note = place_note(document, [name], heads=not every)
        frame = page(options.size, theme, shown, (), note=note)
        cards, parts = whole_matrix(document, theme, name, frame.body, all_heads=every)
    return finished(frame, parts, cards, theme, title, options)


def finished(
    frame: Page,
    parts: list[Primitive],
    cards: Mapping[str, Rect],
    theme: Theme,
    title: str,
    options: SlideOptions,
    notes: str = "",
) -> Slide:
    """A frame and what stands in it, as a slide."""
    ground = None if options.transparent else theme.panel
    whole = (*frame.primitives, *parts)
    return Slide(frame.size, ground, whole, title, frame.margins, dict(cards), frame.heading, notes)

"""The steps inside a step as slides: frame by frame, or what one of them added."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from engine.errors import SoftmixError, translatable
from engine.explain import explain
from engine.substeps import Inside, inside
from gui.document import Document
from gui.drawing.content import Lighting, lighting
from gui.drawing.inside_text import inside_text
from gui.drawing.primitives import Rect, TextRun
from gui.export import place_lines as lines
from gui.export.arrange import arrange
from gui.export.flows import step_scene
from gui.export.lights import Visible
from gui.export.looks import line_width
from gui.export.nodes import node_piece
from gui.export.page import Page, caption_runs, page, title_runs
from gui.export.pieces import Flow
from gui.export.slide import Slide, SlideOptions, check_step, finished, spoken_prose
from gui.export.standpoint import block_at, flow_at, head_at, place_note, standing, standing_inside
from gui.parts import Part, cell_part
from gui.theme import Theme


class NothingInside(SoftmixError):
    """Fields: step."""

    template = translatable(
        "errors", "Step {step} reveals no result, so there is nothing to see inside it."
    )


class NoMoment(SoftmixError):
    """Fields: moment, count."""

    template = translatable(
        "errors", "There is no moment {moment} inside this step. It has {count}, counted from 1."
    )


class _At(msgspec.Struct, frozen=True):
    """One of the steps inside a step."""

    document: Document
    made: Inside
    index: int
    masks: Visible

    @property
    def node(self) -> str:
        """The result that is being made."""
        return self.made.node

    @property
    def visible(self) -> Visible:
        """What is there by then."""
        mask = self.masks[self.node]
        return {**self.masks, self.node: mask & ~self.made.hidden(self.index, mask.shape)}

    def light(self, theme: Theme) -> Lighting:
        """The cell that is being made, what it comes from, and the term that is added."""
        step, graph = self.made.steps[self.index], self.document.graph
        shown = explain(self.document.evaluator, step.node, step.cell)
        parts: list[Part] = []
        if step.kind == "term":
            parts = [cell_part(s.node, s.cell) for s in shown.terms[step.part].sources]
        elif step.kind == "vector":
            weights, values = graph[step.node].inputs
            head = step.cell[0] if len(step.cell) > 2 else None
            parts = [
                cell_part(weights, (*step.cell[:-1], step.part)),
                Part(values, head, step.part, None),
            ]
        return lighting(graph, shown, theme, self.document.head, parts)


def moment_count(document: Document, step: int, head: int | None = None) -> int:
    """How many steps there are inside step `step` (from 0); 0 where it reveals no result.

    Raises:
        UnknownStep: there is no such step.
    """
    check_step(document, step)
    shown = head_at(document, step) if head is None else head
    with standing(
        document, head=shown, block=block_at(document, step), flow=flow_at(document, step)
    ):
        made = inside(document.evaluator, document.lesson, step, document.head)
    return 0 if made is None else len(made.steps)


def moment_slides(
    document: Document, theme: Theme, step: int, options: SlideOptions
) -> list[Slide]:
    """Every step inside step `step` (from 0), in one layout so that nothing jumps, then the whole.

    Raises:
        UnknownStep: there is no such step.
        NothingInside: it reveals no result.
    """
    return _slides(document, theme, step, options, None)


def moment_slide(
    document: Document, theme: Theme, step: int, moment: int, options: SlideOptions
) -> Slide:
    """One of `moment_slides`. Raises as it does, and NoMoment."""
    return _slides(document, theme, step, options, moment)[0]


def _slides(
    document: Document, theme: Theme, step: int, options: SlideOptions, only: int | None
) -> list[Slide]:
    check_step(document, step)
    title = document.lesson.prose_of(step, document.language).title
    head = head_at(document, step) if options.head is None else options.head
    with standing(
        document, head=head, block=block_at(document, step), flow=flow_at(document, step)
    ):
        made = _made(document, step)
        moments = _moments(document, made, step)
        frames = [_frame(document, theme, step, options, moment) for moment in moments]
        frames.append(_page(document, theme, step, options, caption_runs(document, theme, step)))
        moments.append(moments[-1])  # the whole looks like the last moment, with its own caption
        body = min([frame.body for frame in frames], key=lambda area: area.h)
        if only is not None and not 0 <= only < len(moments):
            raise NoMoment(moment=only + 1, count=len(made.steps))
        wanted = range(len(moments)) if only is None else [only]
        return [
            _slide(document, theme, step, options, moments[at], frames[at], body, title)
            for at in wanted
        ]


def before_after_slide(
    document: Document, theme: Theme, step: int, moment: int, options: SlideOptions
) -> Slide:
    """The result before and after one of the steps inside step `step`, and what it added.

    Args:
        step: from 0.
        moment: which of the steps inside it, from 0.

    Raises:
        UnknownStep, NothingInside.
        NoMoment: there is no such step inside.
    """
    check_step(document, step)
    title = document.lesson.prose_of(step, document.language).title
    head = head_at(document, step) if options.head is None else options.head
    with standing(
        document, head=head, block=block_at(document, step), flow=flow_at(document, step)
    ):
        made = _made(document, step)
        if not 0 <= moment < len(made.steps):
            raise NoMoment(moment=moment + 1, count=len(made.steps))
        moments = _moments(document, made, step)
        now = moments[moment]
        frame = _frame(document, theme, step, options, now)
        mask = now.masks[made.node]
        if moment:
            before = moments[moment - 1].visible[made.node]
        else:
            order = made.order
            before = mask.copy()
            before[order[:, 0], order[:, 1]] = False
        light = now.light(theme) if options.lit else None
        pieces = (
            node_piece(document, theme, made.node, before, None, begun=True),
            node_piece(document, theme, made.node, now.visible[made.node], light, begun=True),
        )
        ink = theme.roles[document.graph[made.node].role].ink
        flow = Flow(pieces[:1], pieces[1], inks=(ink, ink), lit=(False, False))
        candidates = ((lines.row_sum_above, 1.0), (lines.column, 0.9))
        arranged, _ = arrange(flow, frame.body, theme, candidates, thin=line_width(theme))
        return finished(
            frame, arranged.primitives, arranged.cards, theme, title, options,
            spoken_prose(document, step),
        )  # fmt: skip


def _made(document: Document, step: int) -> Inside:
    made = inside(document.evaluator, document.lesson, step, document.head)
    if made is None:
        raise NothingInside(step=step + 1)
    return made


def _moments(document: Document, made: Inside, step: int) -> list[_At]:
    masks = document.lesson.visible(step, document.graph)
    return [_At(document, made, index, masks) for index in range(len(made.steps))]


def _frame(document: Document, theme: Theme, step: int, options: SlideOptions, moment: _At) -> Page:
    with standing_inside(document, moment.made, moment.index):
        said = inside_text(document)
    return _page(document, theme, step, options, [TextRun(said, theme.text)])


def _page(
    document: Document,
    theme: Theme,
    step: int,
    options: SlideOptions,
    caption: Sequence[TextRun],
) -> Page:
    title = document.lesson.prose_of(step, document.language).title
    shown = title_runs(document, theme, title) if options.title else []
    note = place_note(document, document.lesson.steps[step].focus_in(document.graph))
    return page(options.size, theme, shown, caption if options.caption else (), note=note)


def _slide(
    document: Document,
    theme: Theme,
    step: int,
    options: SlideOptions,
    moment: _At,
    frame: Page,
    body: Rect,
    title: str,
) -> Slide:
    scene = step_scene(document, theme, step, options.size, lit=options.lit, moment=moment)
    if scene is None:
        raise NothingInside(step=step + 1)
    made = scene.arranged(body)
    notes = spoken_prose(document, step)
    return finished(frame, made.primitives, made.cards, theme, title, options, notes)

"""What a person asked to export, and the slides that makes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Literal, NamedTuple

import msgspec
from msgspec.structs import replace

from engine.errors import UnknownStep
from engine.ops import Cell
from engine.picture_sizes import DOTS_PER_INCH
from gui.document import Document
from gui.export.close_ups import compare_slide, explanation_slide, heat_slide
from gui.export.looks import slide_theme
from gui.export.moments import before_after_slide, moment_count, moment_slides
from gui.export.slide import Slide, SlideOptions, diagram_slide, matrix_slide, step_slide
from gui.i18n import speaking

What = Literal[
    "step", "every", "range", "moments", "before_after",
    "diagram", "matrix", "heat", "explanation", "compare",
]  # fmt: skip


class ExportRequest(msgspec.Struct, frozen=True):
    """One wish to export.

    Attributes:
        what: a step, every step, a range of them, the steps inside one (`moments`), the result
            before and after one of those, the whole diagram, one matrix in numbers or as shades
            (`heat`), how one cell is made, or what an edit changed in a matrix.
        step, last: which step (from 0), and the last one of a range.
        moment: which of the steps inside (from 0), for `before_after`.
        node: which matrix.
        size: in pixels.
        dots_per_inch: what the picture says of its size on paper.
        format: one of formats.FORMATS.
        theme: one of looks.THEMES.
        language: of the slides; empty for that of the document.
        transparent, title, caption, lit, cell, head, speaker: see SlideOptions. Of
            `explanation`, `cell` is the one that is explained.
    """

    what: What = "diagram"
    step: int = 0
    node: str = ""
    size: tuple[int, int] = (1920, 1080)
    format: str = "png"
    theme: str = "light"
    transparent: bool = False
    title: bool = True
    caption: bool = True
    lit: bool = True
    cell: tuple[str, Cell] | None = None
    head: int | None = None
    last: int = 0
    moment: int = 0
    language: str = ""
    speaker: bool = False
    dots_per_inch: int = DOTS_PER_INCH

    @property
    def options(self) -> SlideOptions:
        """How the slides are made."""
        return SlideOptions(
            self.size,
            self.title,
            self.caption,
            self.lit,
            self.cell,
            self.transparent,
            self.head,
            self.speaker,
        )


class Sheet(NamedTuple):
    """A slide that is not made yet.

    Attributes:
        name: of a file that holds it alone, without stem and suffix: `05-scores`.
        make: lays it out.
    """

    name: str
    make: Callable[[], Slide]


def sheets(document: Document, request: ExportRequest) -> list[Sheet]:
    """All slides of a request, to be made one by one.

    In a format that moves a single step is shown as the steps inside it.

    Raises:
        UnknownStep, UnknownNode, UnknownTheme, NothingInside.
    """
    look = slide_theme(request.theme)
    steps = document.lesson.steps
    what = request.what
    if what in ("every", "range"):
        first, last = (0, len(steps) - 1) if what == "every" else _range(document, request)
        options = replace(request.options, cell=None)
        return [
            Sheet(step_id(document, index), partial(step_slide, document, look, index, options))
            for index in range(first, last + 1)
        ]
    if what == "moments" or (what == "step" and _moves(document, request)):
        moving = _Moments(document, replace(request, what="moments"))
        return [
            Sheet(f"{step_id(document, request.step)}-{index + 1:02d}", partial(moving, index))
            for index in range(moving.count)
        ]
    return [Sheet("", partial(request_slide, document, request))]


def _range(document: Document, request: ExportRequest) -> tuple[int, int]:
    count = len(document.lesson.steps)
    for step in (request.step, request.last):
        if not 0 <= step < count:
            known = ", ".join(step.id for step in document.lesson.steps)
            raise UnknownStep(step=step + 1, count=count, known=known)
    return min(request.step, request.last), max(request.step, request.last)


def _moves(document: Document, request: ExportRequest) -> bool:
    moving = request.format in ("gif", "apng")
    return moving and moment_count(document, request.step, request.head) > 0


class _Moments:
    """The slides of the steps inside a step, laid out together when the first one is asked for."""

    def __init__(self, document: Document, request: ExportRequest) -> None:
        self._document, self._request = document, request
        self.count = moment_count(document, request.step, request.head) + 1  # and the whole
        self._slides: list[Slide] | None = None

    def __call__(self, index: int) -> Slide:
        if self._slides is None:
            request = self._request
            look = slide_theme(request.theme)
            self._slides = moment_slides(self._document, look, request.step, request.options)
        return self._slides[index]


def request_slide(document: Document, request: ExportRequest, step: int | None = None) -> Slide:
    """The slide of a request of one slide; of several steps the slide of `step`.

    Raises:
        SoftmixError: what is asked for does not exist, or there is nothing to show.
    """
    look, options = slide_theme(request.theme), request.options
    if request.what == "diagram":
        return diagram_slide(document, look, options)
    if request.what == "matrix":
        return matrix_slide(document, look, request.node, options)
    if request.what == "heat":
        return heat_slide(document, look, request.node, options)
    if request.what == "compare":
        return compare_slide(document, look, request.node, options)
    if request.what == "explanation" and request.cell is not None:
        return explanation_slide(document, look, *request.cell, options)
    if request.what == "before_after":
        return before_after_slide(document, look, request.step, request.moment, options)
    return step_slide(document, look, request.step if step is None else step, options)


def step_id(document: Document, step: int) -> str:
    """`05-scores`, for the step with that index."""
    return f"{step + 1:02d}-{document.lesson.steps[step].id}"


@contextmanager
def in_language(document: Document, language: str) -> Iterator[None]:
    """Lay slides out in another language (empty: that of the document). No view hears of it."""
    before = document.language
    if language in ("", before):
        yield
        return
    with speaking(language):
        document.language = language
        try:
            yield
        finally:
            document.language = before

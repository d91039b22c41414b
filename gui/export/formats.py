"""The formats of pictures and decks: which there are, and slides as the bytes of a file."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from engine.errors import Message, UnknownPictureFormat, UnwritableFile, translatable
from engine.exchange import PICTURE_SUFFIXES
from engine.picture_sizes import DOTS_PER_INCH
from gui.export.background import Aside, directly
from gui.export.png import png_bytes
from gui.export.render import pdf_bytes, render_image, svg_bytes
from gui.export.requests import ExportRequest
from gui.export.slide import Slide

FORMATS = tuple(PICTURE_SUFFIXES)
#: One file holds all slides.
TOGETHER = ("pdf", "pptx", "gif", "apng")
#: The slides follow each other as one picture.
MOVING = ("gif", "apng")
_TOO_LARGE = translatable("errors", "there is not enough memory for {width}×{height} pixels")


def suffix_of(form: str) -> str:
    """The suffix of a file of that format."""
    return PICTURE_SUFFIXES[form]


def check_format(form: str) -> str:
    """The format, where it is one that can be written. Raises UnknownPictureFormat."""
    if form not in FORMATS:
        raise UnknownPictureFormat(format=form.upper(), known=", ".join(FORMATS).upper())
    return form


def picture_bytes(
    slide: Slide, request: ExportRequest, path: Path, aside: Aside = directly
) -> bytes:
    """The bytes of a file of one slide, PNG or SVG.

    Args:
        aside: does what needs no slide any more.

    Raises:
        UnwritableFile: there is no memory for a picture of that size; it names `path`.
    """
    if request.format == "svg":
        return svg_bytes(slide, request.size)
    try:
        image = render_image(slide, request.size)
        return aside(partial(png_bytes, image, request.dots_per_inch, slide.title))
    except MemoryError:
        raise _too_large(request, path) from None


def book_bytes(
    slides: Iterable[Slide],
    request: ExportRequest,
    path: Path,
    title: str,
    language: str,
    aside: Aside = directly,
) -> bytes:
    """The bytes of a file of all slides: PDF, PPTX, GIF, APNG. `slides` may be made one by one.

    What they need is imported here: nobody else waits for it.

    Args:
        aside: does what needs no slides any more.

    Raises:
        UnwritableFile: there is no memory for pictures of that size; it names `path`.
    """
    if request.format == "pptx":
        from gui.export.deck import deck_bytes

        return deck_bytes(slides, title, language)
    if request.format == "pdf":
        scale = DOTS_PER_INCH / request.dots_per_inch * min(request.size) / 1080
        return pdf_bytes(slides, scale, title)
    from gui.export.animation import ANIMATIONS, FRAME

    try:
        return ANIMATIONS[request.format](slides, request.size, FRAME, aside)
    except MemoryError:
        raise _too_large(request, path) from None


def _too_large(request: ExportRequest, path: Path) -> UnwritableFile:
    reason = Message(_TOO_LARGE, width=request.size[0], height=request.size[1])
    return UnwritableFile(path=path, reason=reason)

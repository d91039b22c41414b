"""How large a picture is: pixels, named proportions, or a piece of paper in millimetres."""

from __future__ import annotations

import re
from typing import NamedTuple

from engine.errors import Message, SizeLimit, SoftmixError, translatable

#: How many pixels a side of a picture may have.
SMALLEST_SIDE, LARGEST_SIDE = 64, 16384
LARGEST_SCALE = 4
LOWEST_DPI, HIGHEST_DPI = 36, 1200
#: Dots per inch at scale 1: a slide of 1920 pixels is 13⅓ inches wide.
DOTS_PER_INCH = 144
#: Sizes of slides by name, in pixels at scale 1.
NAMED_SIZES = {"16:9": (1920, 1080), "4:3": (1440, 1080)}
#: Sizes of paper by name, in millimetres.
PAPERS = {"a4": (297.0, 210.0), "a4-portrait": (210.0, 297.0)}

_MILLIMETRES = 25.4  # in an inch
_PIXELS = re.compile(r"\s*(\d{1,9})\s*[xX×]\s*(\d{1,9})\s*")
_PAPER = re.compile(r"\s*(\d{1,5}(?:\.\d{1,3})?)\s*[xX×]\s*(\d{1,5}(?:\.\d{1,3})?)\s*mm\s*")
_WIDTH = translatable("errors", "The width of a picture")
_HEIGHT = translatable("errors", "The height of a picture")


class BadSize(SoftmixError):
    """Fields: text."""

    template = translatable(
        "errors",
        "“{text}” is not a picture size. Write WIDTHxHEIGHT, as in 1920x1080, 16:9, 4:3, a4, "
        "a4-portrait, or millimetres, as in 210x148mm.",
    )


class PictureSize(NamedTuple):
    """Width and height in pixels, and how many of them make an inch of paper."""

    width: int
    height: int
    dots_per_inch: int

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height."""
        return self.width, self.height


def parse_size(text: str, scale: int = 1, dots: int = DOTS_PER_INCH) -> PictureSize:
    """Read `1920x1080`, a name (`16:9`, `4:3`, `a4`, `a4-portrait`) or paper (`210x148mm`).

    Args:
        scale: so many times as many pixels a side, on as much paper.
        dots: per inch, at scale 1. Paper has so many pixels for each of its inches; of other sizes
            it only says how large they are printed.

    Raises:
        BadSize: it is none of these.
        SizeLimit: a side comes out below 64 or above 16,384 pixels.
    """
    name = text.strip().lower()
    paper = PAPERS.get(name)
    match = _PAPER.fullmatch(text)
    if match is not None:
        paper = float(match[1]), float(match[2])
    if paper is not None:
        return paper_size(paper, scale, dots)
    if name in NAMED_SIZES:
        return pixel_size(NAMED_SIZES[name], scale, dots)
    match = _PIXELS.fullmatch(text)
    if match is None:
        raise BadSize(text=text)
    return pixel_size((int(match[1]), int(match[2])), scale, dots)


def pixel_size(sides: tuple[int, int], scale: int, dots: int) -> PictureSize:
    """The size of a picture of `sides` pixels at scale 1. Raises SizeLimit."""
    return _checked(PictureSize(sides[0] * scale, sides[1] * scale, dots * scale))


def paper_size(sides: tuple[float, float], scale: int, dots: int) -> PictureSize:
    """The size of a picture that fills paper of `sides` (mm). Raises SizeLimit."""
    width, height = (round(side / _MILLIMETRES * dots * scale) for side in sides)
    return _checked(PictureSize(width, height, dots * scale))


def _checked(size: PictureSize) -> PictureSize:
    for side, what in ((size.width, _WIDTH), (size.height, _HEIGHT)):
        if not SMALLEST_SIDE <= side <= LARGEST_SIDE:
            raise SizeLimit(what=Message(what), size=side, low=SMALLEST_SIDE, high=LARGEST_SIDE)
    return size

"""Slides one after the other as one moving picture: GIF, and PNG with all its colours.

A frame of 4K takes 33 MB, and a step may have twenty. So each is kept packed until its turn.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import numpy as np
from PIL import Image
from PySide6.QtGui import QImage

from gui.export.apng import Movie
from gui.export.background import Aside, directly
from gui.export.render import render_image
from gui.export.slide import Slide

Colour = tuple[int, int, int]

#: How long a frame stays, and the last one before it begins again (ms).
FRAME, LAST_FRAME = 900, 3000
_COLOURS = 255  # and one for what is transparent
_EXACT = 128  # so many of them are the commonest as they are: the ground and the cells
_APART = 8  # how much two colours of the palette differ in a channel, at least
_SAMPLE = 1 << 19  # how many pixels of a frame its colours are taken from
_SEEN = 128  # from this alpha on a pixel is there
_FAST = 1  # zlib's quickest level: a slide is mostly even


def gif_bytes(
    slides: Iterable[Slide],
    size: tuple[int, int],
    frame: int = FRAME,
    aside: Aside = directly,
) -> bytes:
    """An animated GIF that repeats for ever.

    One palette serves all frames, with no dithering, so nothing flickers and text stays crisp.

    Args:
        size: in pixels.
        frame: how long each frame stays (ms); the last one stays longer.
        aside: does what needs no slides any more.

    Raises:
        MemoryError: there is no room for so many pixels.
        ValueError: there are no slides.
    """
    return aside(partial(_gif, _Frames(slides, size), frame))


def _gif(frames: _Frames, frame: int) -> bytes:
    palette = _palette(frames.samples)
    drawn = (_indexed(picture, palette) for picture in frames)
    clear = frames.mode == "RGBA"
    extra = {"transparency": _COLOURS, "disposal": 2} if clear else {"disposal": 1}
    buffer = io.BytesIO()
    next(drawn).save(
        buffer, "GIF", save_all=True, append_images=drawn, duration=frames.times(frame), loop=0,
        optimize=False, **extra,
    )  # fmt: skip
    return buffer.getvalue()


def apng_bytes(
    slides: Iterable[Slide],
    size: tuple[int, int],
    frame: int = FRAME,
    aside: Aside = directly,
) -> bytes:
    """An animated PNG that repeats for ever; programs that know none show the first frame.

    Args and Raises as `gif_bytes`.
    """
    return aside(partial(_apng, _Frames(slides, size), frame))


def _apng(frames: _Frames, frame: int) -> bytes:
    movie = Movie(len(frames))
    for picture, time in zip(frames, frames.times(frame), strict=True):
        movie.add(picture, time)
    return movie.finished()


class _Frames:
    """Slides as pictures, packed; unpacked one by one as often as one asks.

    Attributes:
        mode: of the pictures: RGBA where any lets what is below it through, else RGB.
        samples: some pixels of each, on white.
    """

    def __init__(self, slides: Iterable[Slide], size: tuple[int, int]) -> None:
        self._size = size
        self._packed: list[tuple[str, bytes]] = []
        self.mode = "RGB"
        self.samples: list[Image.Image] = []
        for slide in slides:
            picture = _picture(slide, size)
            if picture.mode == "RGBA":
                self.mode = "RGBA"
            self.samples.append(_on_white(_sample(picture)))
            self._packed.append((picture.mode, zlib.compress(picture.tobytes(), _FAST)))
        if not self._packed:
            raise ValueError("no slides")

    def __len__(self) -> int:
        return len(self._packed)

    def __iter__(self) -> Iterator[Image.Image]:
        for mode, packed in self._packed:
            picture = Image.frombytes(mode, self._size, zlib.decompress(packed))
            yield picture if mode == self.mode else picture.convert(self.mode)

    def times(self, frame: int) -> list[int]:
        """How long each stays (ms)."""
        return [frame] * (len(self) - 1) + [LAST_FRAME]


def _picture(slide: Slide, size: tuple[int, int]) -> Image.Image:
    image = render_image(slide, size).convertToFormat(QImage.Format.Format_RGBA8888)
    picture = Image.frombytes("RGBA", size, bytes(image.constBits()))
    return picture if slide.background is None else picture.convert("RGB")


def _indexed(picture: Image.Image, palette: Image.Image) -> Image.Image:
    indexed = _on_white(picture).quantize(palette=palette, dither=Image.Dither.NONE)
    if picture.mode == "RGBA":
        gone = picture.getchannel("A").point([255 if a < _SEEN else 0 for a in range(256)])
        indexed.paste(_COLOURS, mask=gone)
    return indexed


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode == "RGB":
        return picture
    ground = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(ground, picture).convert("RGB")


def _sample(picture: Image.Image) -> Image.Image:
    """The picture with so many of its pixels left out that its colours are soon counted."""
    times = max(picture.width * picture.height / _SAMPLE, 1) ** 0.5
    size = max(round(picture.width / times), 1), max(round(picture.height / times), 1)
    return picture.resize(size, Image.Resampling.NEAREST)


def _palette(samples: list[Image.Image]) -> Image.Image:
    """The colours of all frames: the commonest as they are, then what comes near the others.

    The last place is for no colour.
    """
    wide, high = samples[0].size
    together = Image.new("RGB", (wide, high * len(samples)))
    for place, sample in enumerate(samples):
        together.paste(sample, (0, place * high))
    counted: Any = together.getcolors(wide * high * len(samples))  # [number, (red, green, blue)]
    exact = _apart((colour for _, colour in sorted(counted, reverse=True)), _EXACT)
    rest = together.quantize(
        _COLOURS - _EXACT, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
    )
    flat = rest.getpalette() or []
    near = zip(flat[::3], flat[1::3], flat[2::3], strict=True)
    kept = _apart((*exact, *near), _COLOURS)
    colours = [channel for colour in kept for channel in colour]
    result = Image.new("P", (1, 1))
    result.putpalette(colours + colours[:3] * (256 - len(colours) // 3))
    return result


def _apart(colours: Iterable[Colour], most: int) -> list[Colour]:
    """The first colours that are not next to each other: Pillow would take one for the other."""
    kept = np.empty((most, 3), int)
    count = 0
    for colour in colours:
        if count == most:
            break
        if not count or np.abs(kept[:count] - colour).max(axis=1).min() >= _APART:
            kept[count] = colour
            count += 1
    return [(int(red), int(green), int(blue)) for red, green, blue in kept[:count]]


#: How the formats that move are made.
ANIMATIONS: dict[str, Callable[[Iterable[Slide], tuple[int, int], int, Aside], bytes]] = {
    "gif": gif_bytes,
    "apng": apng_bytes,
}

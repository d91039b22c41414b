"""Slides one after the other as one moving picture: GIF, and PNG with all its colours."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PIL import Image
from PySide6.QtGui import QImage

from gui.export.background import Aside, directly
from gui.export.render import render_image
from gui.export.slide import Slide

#: How long a frame stays, and the last one before it begins again (ms).
FRAME, LAST_FRAME = 900, 3000
_COLOURS = 255  # and one for what is transparent
_SAMPLES = 5  # frames that the colours of all are taken from
_SEEN = 128  # from this alpha on a pixel is there


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
    frames = [_picture(slide, size) for slide in slides]
    if not frames:
        raise ValueError("no slides")
    return aside(partial(_gif, frames, frame))


def _gif(frames: Sequence[Image.Image], frame: int) -> bytes:
    solid = [_on_white(picture) for picture in frames]
    palette = _palette(solid)
    clear = any(_is_clear(picture, _SEEN) for picture in frames)
    drawn = []
    for picture, whole in zip(frames, solid, strict=True):
        indexed = whole.quantize(palette=palette, dither=Image.Dither.NONE)
        if clear:
            gone = picture.getchannel("A").point([255 if a < _SEEN else 0 for a in range(256)])
            indexed.paste(_COLOURS, mask=gone)
        drawn.append(indexed)
    extra = {"transparency": _COLOURS, "disposal": 2} if clear else {"disposal": 1}
    return _saved(drawn, "GIF", frame, optimize=False, **extra)


def apng_bytes(
    slides: Iterable[Slide],
    size: tuple[int, int],
    frame: int = FRAME,
    aside: Aside = directly,
) -> bytes:
    """An animated PNG that repeats for ever; programs that know none show the first frame.

    Args and Raises as `gif_bytes`.
    """
    frames = [_picture(slide, size) for slide in slides]
    if not frames:
        raise ValueError("no slides")
    return aside(partial(_apng, frames, frame))


def _apng(frames: Sequence[Image.Image], frame: int) -> bytes:
    if not any(_is_clear(picture, 255) for picture in frames):
        frames = [picture.convert("RGB") for picture in frames]
    return _saved(frames, "PNG", frame, blend=0)


def _saved(frames: Sequence[Image.Image], form: str, frame: int, **extra: object) -> bytes:
    buffer = io.BytesIO()
    first, *others = frames
    times = [frame] * len(others) + [LAST_FRAME]
    first.save(buffer, form, save_all=True, append_images=others, duration=times, loop=0, **extra)
    return buffer.getvalue()


def _picture(slide: Slide, size: tuple[int, int]) -> Image.Image:
    image = render_image(slide, size).convertToFormat(QImage.Format.Format_RGBA8888)
    return Image.frombytes("RGBA", size, bytes(image.constBits()))


def _is_clear(picture: Image.Image, least: int) -> bool:
    """Whether any pixel of it has an alpha below `least`."""
    return any(picture.getchannel("A").histogram()[:least])


def _on_white(picture: Image.Image) -> Image.Image:
    ground = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(ground, picture).convert("RGB")


def _palette(frames: Sequence[Image.Image]) -> Image.Image:
    """The colours of some frames, side by side; the one that is left over is for no colour."""
    count = min(len(frames), _SAMPLES)
    places = {round(index * (len(frames) - 1) / max(count - 1, 1)) for index in range(count)}
    wide, high = frames[0].size
    together = Image.new("RGB", (wide, high * len(places)))
    for place, index in enumerate(sorted(places)):
        together.paste(frames[index], (0, place * high))
    return together.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


#: How the formats that move are made.
ANIMATIONS: dict[str, Callable[[Iterable[Slide], tuple[int, int], int, Aside], bytes]] = {
    "gif": gif_bytes,
    "apng": apng_bytes,
}

"""Animated PNG, written frame by frame: each holds only the area that differs from the one before.

The format: PNG specification, third edition, section 11.3.6 (acTL, fcTL, fdAT).
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

from PIL import Image, ImageChops

from gui.export.png import SIGNATURE, chunk

_PER_SECOND = 1000  # times are in milliseconds
_KEEP, _REPLACE = 0, 0  # what becomes of a frame after its time, and of what is below it


class Movie:
    """A PNG that moves and repeats for ever.

    Only the last frame is in memory as a picture.
    """

    def __init__(self, frames: int) -> None:
        """Args: frames: how many there will be."""
        self._frames = frames
        self._before: Image.Image | None = None
        self._sequence = 0
        self._made: list[bytes] = [SIGNATURE]

    def add(self, picture: Image.Image, time: int) -> None:
        """Add a frame that stays for `time` ms; all have one size and one mode, RGB or RGBA."""
        left, top, right, bottom = self._changed(picture)
        area = picture.crop((left, top, right, bottom))
        header, *data = _chunks(area)
        control = struct.pack(
            ">5I2H2B", self._next(), area.width, area.height, left, top,
            time, _PER_SECOND, _KEEP, _REPLACE,
        )  # fmt: skip
        if self._before is None:
            self._made += [
                chunk(b"IHDR", header),
                chunk(b"acTL", struct.pack(">2I", self._frames, 0)),
                chunk(b"fcTL", control),
                *(chunk(b"IDAT", part) for part in data),
            ]
        else:
            self._made.append(chunk(b"fcTL", control))
            self._made += [chunk(b"fdAT", struct.pack(">I", self._next()) + part) for part in data]
        self._before = picture

    def finished(self) -> bytes:
        """The file."""
        return b"".join([*self._made, chunk(b"IEND", b"")])

    def _changed(self, picture: Image.Image) -> tuple[int, int, int, int]:
        if self._before is None:
            return 0, 0, picture.width, picture.height
        difference = ImageChops.difference(picture, self._before)
        return difference.getbbox(alpha_only=False) or (0, 0, 1, 1)

    def _next(self) -> int:
        self._sequence += 1
        return self._sequence - 1


def _chunks(picture: Image.Image) -> Iterator[bytes]:
    """What the header of a PNG of the picture holds, then its data, part by part."""
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    data, at = buffer.getvalue(), len(SIGNATURE)
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        if data[at + 4 : at + 8] in (b"IHDR", b"IDAT"):
            yield data[at + 8 : at + 8 + length]
        at += length + 12

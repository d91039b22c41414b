"""Pictures as PNG. Written here: Qt's writer tries five filters on every row of a drawing that is
mostly even, and takes twice as long for a larger file.

The format: PNG specification, third edition, sections 5.3 (chunks), 11.2 and 11.3.
"""

from __future__ import annotations

import struct
import zlib

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from engine.picture_sizes import DOTS_PER_INCH

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_METRES_PER_INCH = 0.0254
_FAST = 1  # zlib's quickest level: a slide is mostly even
_BITS, _RGB, _RGBA = 8, 2, 6
_METRE = 1


def png_bytes(image: QImage, dots_per_inch: int = DOTS_PER_INCH, title: str = "") -> bytes:
    """The picture as PNG, which says how large it is on paper and what it is called.

    Where nothing shows through it, it is written without transparency.

    Raises:
        MemoryError: there is no room for so many pixels.
    """
    high, wide = image.height(), image.width()
    plain = _converted(image, QImage.Format.Format_RGBA8888)
    clear = image.hasAlphaChannel() and int(_bytes(plain)[:, 3::4].min()) < 255
    if not clear:
        plain = _converted(plain, QImage.Format.Format_RGB888)
    width = wide * (4 if clear else 3)
    rows = np.zeros((high, 1 + width), np.uint8)  # a row begins with its filter: none
    rows[:, 1:] = _bytes(plain)[:, :width]
    dots = round(dots_per_inch / _METRES_PER_INCH)
    kind = _RGBA if clear else _RGB
    parts = [
        SIGNATURE,
        chunk(b"IHDR", struct.pack(">2I5B", wide, high, _BITS, kind, 0, 0, 0)),
        chunk(b"pHYs", struct.pack(">2IB", dots, dots, _METRE)),
    ]
    if title:
        parts.append(chunk(b"iTXt", b"Title\0\0\0\0\0" + title.encode()))
    parts += [chunk(b"IDAT", zlib.compress(rows.data, _FAST)), chunk(b"IEND", b"")]
    return b"".join(parts)


def _converted(image: QImage, kind: QImage.Format) -> QImage:
    made = image.convertToFormat(kind)
    if made.isNull():
        raise MemoryError(f"{image.width()}×{image.height()} pixels")
    return made


def _bytes(image: QImage) -> NDArray[np.uint8]:
    """Its rows as they lie in memory, with what fills up each of them."""
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)


def chunk(kind: bytes, data: bytes) -> bytes:
    """A part of a PNG: its length, its kind, its data and the check of both."""
    checksum = zlib.crc32(data, zlib.crc32(kind))
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)

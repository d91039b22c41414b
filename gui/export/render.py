"""Slides to pictures and files: PNG, SVG, PDF. No dialogs, no widgets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from engine.picture_sizes import DOTS_PER_INCH
from gui.drawing.painter import paint
from gui.export.slide import Slide
from gui.export.xml_text import xml_text

#: Qt writes the size in millimetres of a screen with 72 dots per inch; others have 96.
_SVG_SIZE = re.compile(rb'<svg width="[^"]*" height="[^"]*"')
#: Where the time stands in a PDF, and what stands there instead.
_MOMENTS = (
    (re.compile(rb"(/(?:Creation|Mod)Date \(D:)\d{14}"), b"20000101000000"),
    (re.compile(rb'(xmp:\w+Date=")\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d'), b"2000-01-01T00:00:00"),
)
_IDENTITY = re.compile(rb'xmpMM:DocumentID="uuid:([0-9a-f-]{36})"')
_NOBODY = b"00000000-0000-4000-8000-000000000000"


def render_image(slide: Slide, size: tuple[int, int]) -> QImage:
    """The slide as a picture of `size` pixels; transparent where it has no background.

    Text is drawn as outlines, as in SVG: glyphs as pictures come out a hair different by what has
    been painted before.

    Raises:
        MemoryError: there is no room for so many pixels.
    """
    image = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    if image.isNull():
        raise MemoryError(f"{size[0]}×{size[1]} pixels")
    image.fill(QColor(slide.background) if slide.background else Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size[0] / slide.size[0], size[1] / slide.size[1])
    paint(painter, slide.primitives, outlines=True)
    painter.end()
    return image


def svg_bytes(slide: Slide, size: tuple[int, int]) -> bytes:
    """The slide as SVG of `size`, text as outlines: alike on machines without the fonts."""

    def write(buffer: QBuffer) -> None:
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(QSize(*size))
        generator.setViewBox(QRectF(0, 0, *slide.size))
        generator.setTitle(xml_text(slide.title))
        generator.setDescription("Softmix")
        painter = QPainter(generator)
        _paint_page(painter, slide, outlines=True)
        painter.end()

    wanted = b'<svg width="%d" height="%d"' % size
    return _SVG_SIZE.sub(wanted, _bytes(write), count=1)


def pdf_bytes(slides: Iterable[Slide], scale: float = 1.0, title: str = "") -> bytes:
    """The slides as a PDF, vector, one a page. `slides` may be made one by one.

    Args:
        scale: how large the pages are; at 1 the short side has 7½ inches.
        title: of the document; empty: that of the first slide.
    """

    def write(buffer: QBuffer) -> None:
        writer = QPdfWriter(buffer)
        writer.setCreator("Softmix")
        writer.setResolution(DOTS_PER_INCH)
        painter = QPainter()
        try:
            pages(writer, painter)
        finally:  # `slides` may stop half-way
            if painter.isActive():
                painter.end()

    def pages(writer: QPdfWriter, painter: QPainter) -> None:
        for index, slide in enumerate(slides):
            points = QSizeF(slide.size[0], slide.size[1]) * scale * 72 / DOTS_PER_INCH
            writer.setPageSize(QPageSize(points, QPageSize.Unit.Point, slide.title))
            writer.setPageMargins(QMarginsF(0, 0, 0, 0))
            if index:
                writer.newPage()
            else:
                writer.setTitle(title or slide.title)
                painter.begin(writer)
                painter.scale(scale, scale)
            _paint_page(painter, slide, outlines=False)

    return _timeless(_bytes(write))


def _timeless(data: bytes) -> bytes:
    """A PDF with a fixed moment and identity, every byte where it was.

    Qt writes the clock's time, in the zone of the machine, and a new identity into each.
    """
    for pattern, fixed in _MOMENTS:
        data = pattern.sub(rb"\g<1>" + fixed, data)
    identity = _IDENTITY.search(data)
    if identity is None:
        return data
    data = data.replace(identity[1], _NOBODY)
    return data.replace(identity[1].hex().encode(), _NOBODY.hex().encode())


def _paint_page(painter: QPainter, slide: Slide, *, outlines: bool) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if slide.background:
        painter.fillRect(QRectF(0, 0, *slide.size), QColor(slide.background))
    paint(painter, slide.primitives, outlines=outlines)


def _bytes(write: Callable[[QBuffer], None]) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    write(buffer)
    buffer.close()
    return bytes(data.data())

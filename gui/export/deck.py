"""Slides as a PowerPoint presentation, every number and line of which can be edited there."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import numpy as np
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.oxml import parse_xml
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from gui.drawing.painter import paint
from gui.drawing.primitives import (
    Box,
    Cells,
    Hatch,
    Heat,
    Icon,
    Polygon,
    Primitive,
    Rect,
    Text,
    Wire,
)
from gui.export.deck_shapes import EMU, Shapes, text_area
from gui.export.render import render_image
from gui.export.slide import Slide
from gui.export.xml_text import xml_text
from gui.names import node_title

_TITLE_ONLY = 5  # of the layouts that python-pptx brings
#: Nobody's clock: the same slides make the same file.
_MOMENT = datetime(2000, 1, 1)
_ZIP_MOMENT = (2000, 1, 1, 0, 0, 0)
_FIRST = 1000  # identity of a shape: python-pptx numbers its own from 1
_ICON_DETAIL = 4
#: Pixels in a design unit, and at most so many a side.
_HEAT_DETAIL, _LARGEST_PICTURE = 4, 2048
_FAST = 80  # of 100: the quick level of zlib, and a good one of JPEG
_THUMBNAIL, _THUMBNAIL_PART = 256, "/docProps/thumbnail.jpeg"


def deck_bytes(slides: Iterable[Slide], title: str = "Softmix", language: str = "en") -> bytes:
    """The slides as a PPTX. `slides` may be made one by one.

    Matrices are tables, wires are connectors, titles are titles of the outline, and what is to be
    said stands in the notes. Tables cannot be grouped in a presentation, so cards are not; their
    parts bear their names.

    Args:
        title: of the document.
        language: `en` or `zh`, for the spelling of the presentation program.
    """
    deck = Presentation()
    first_slide: Slide | None = None
    for slide in slides:
        if first_slide is None:
            _set_size(deck, slide.size)
            first_slide = slide
        _add(deck, slide, language)
    properties = deck.core_properties
    properties.title = xml_text(title)
    properties.author = properties.last_modified_by = "Softmix"
    properties.language = "zh-CN" if language == "zh" else "en-US"
    properties.created = properties.modified = _MOMENT
    properties.revision = 1
    buffer = io.BytesIO()
    if first_slide is not None:
        _set_thumbnail(deck, first_slide)
    deck.save(buffer)
    return _timeless(buffer.getvalue())


def _set_size(deck: Any, size: tuple[float, float]) -> None:
    """The slides' proportions, and the layouts stretched to them, for slides one adds."""
    wide, high = round(size[0] * EMU), round(size[1] * EMU)
    across, down = wide / deck.slide_width, high / deck.slide_height
    deck.slide_width, deck.slide_height = wide, high
    for sheet in (deck.slide_master, *deck.slide_master.slide_layouts):
        for shape in sheet.placeholders:
            left, top, width, height = shape.left, shape.top, shape.width, shape.height
            shape.left, shape.width = round(left * across), round(width * across)
            shape.top, shape.height = round(top * down), round(height * down)


def _set_thumbnail(deck: Any, slide: Slide) -> None:
    """What folders show of the file; the one that python-pptx brings is a blank sheet."""
    wide, high = slide.size
    scale = _THUMBNAIL / max(wide, high)
    size = (round(wide * scale), round(high * scale))
    picture = QImage(*size, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))  # a JPEG has no holes
    painter = QPainter(picture)
    painter.drawImage(0, 0, render_image(slide, size))
    painter.end()
    for part in deck.part.package.iter_parts():
        if part.partname == _THUMBNAIL_PART:
            part.blob = _file(picture, "JPEG")


def _add(deck: Any, slide: Slide, language: str) -> None:
    page = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    if slide.background:
        page.background.fill.solid()
        page.background.fill.fore_color.rgb = _rgb(slide.background)
    tree = page.shapes._spTree
    shapes = Shapes(_FIRST, language, slide)
    heading = {id(text) for text in slide.heading}
    for item in slide.primitives:
        if id(item) in heading:
            continue
        if isinstance(item, (Icon, Heat)):
            _add_picture(page, item, slide.cards, shapes.take())
        else:
            tree.append(_shape(shapes, item, slide.cards))
    _set_title(page, slide, shapes)
    if slide.notes:
        _set_notes(page, slide.notes, shapes.language)


def _shape(
    shapes: Shapes, item: Text | Box | Wire | Polygon | Hatch | Cells, cards: Mapping[str, Rect]
) -> Any:
    if isinstance(item, Text):
        return shapes.text(item)
    if isinstance(item, Cells):
        return shapes.table(item, _card_at(cards, item.rect))
    if isinstance(item, Box):
        return shapes.box(item)
    if isinstance(item, Wire):
        return shapes.wire(item)
    if isinstance(item, Polygon):
        return shapes.polygon(item)
    return shapes.hatch(item)


def _set_title(page: Any, slide: Slide, shapes: Shapes) -> None:
    """The title, in its place; off the slide where it is not to be seen, for the outline."""
    holder = page.shapes.title
    if not slide.heading:
        holder.text_frame.text = xml_text(slide.title)
        _put(holder, Rect(0, -0.2 * slide.size[1], slide.size[0], 0.15 * slide.size[1]))
        return
    areas = [text_area(text) for text in slide.heading]
    top, bottom = areas[0].y, areas[-1].bottom
    wide = slide.size[0] - 2 * areas[0].x
    _put(holder, Rect(areas[0].x, top, max(wide, *(area.w for area in areas)), bottom - top))
    space = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    body = holder.text_frame._txBody
    for paragraph in list(body.p_lst):
        body.remove(paragraph)
    for text in slide.heading:
        made = shapes.paragraph(text.runs, text.size)
        body.append(parse_xml(made.replace("<a:p>", f"<a:p {space}>", 1)))
    properties = body.bodyPr
    for name in ("lIns", "tIns", "rIns", "bIns"):
        properties.set(name, "0")
    properties.set("anchor", "ctr")
    properties.set("wrap", "none")
    for child in list(properties):
        properties.remove(child)


def _set_notes(page: Any, notes: str, language: str) -> None:
    frame = page.notes_slide.notes_text_frame
    frame.text = xml_text(notes)
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run._r.get_or_add_rPr().set("lang", language)


def _rgb(colour: str) -> Any:
    red, green, blue = bytes.fromhex(colour[1:])
    return RGBColor(red, green, blue)  # type: ignore[no-untyped-call]


def _put(shape: Any, area: Rect) -> None:
    shape.left, shape.top = round(area.x * EMU), round(area.y * EMU)
    shape.width, shape.height = round(area.w * EMU), round(area.h * EMU)


def _card_at(cards: Mapping[str, Rect], area: Rect) -> str:
    """What stands there, for those who hear it."""
    inside = (name for name, card in cards.items() if card.contains(area))
    name = next(inside, None)
    return "Softmix" if name is None else node_title(name)


# -- pictures --------------------------------------------------------------------------------------


def _add_picture(page: Any, item: Icon | Heat, cards: Mapping[str, Rect], identity: int) -> None:
    image = _heat_image(item) if isinstance(item, Heat) else _icon_image(item)
    area = item.rect
    picture = page.shapes.add_picture(
        io.BytesIO(_file(image, "PNG")), round(area.x * EMU), round(area.y * EMU),
        round(area.w * EMU), round(area.h * EMU),
    )  # fmt: skip
    picture.name = _card_at(cards, area) if isinstance(item, Heat) else item.name
    properties = picture._element.nvPicPr.cNvPr
    properties.set("descr", picture.name)
    properties.set("id", str(identity))


def _heat_image(item: Heat) -> QImage:
    """A pixel for each value, so large that no program blurs it, with the gaps of rows."""
    high, wide, _ = item.pixels.shape
    wanted = min(_HEAT_DETAIL * max(item.rect.w, item.rect.h), _LARGEST_PICTURE)
    across = max(int(wanted) // max(high, wide), 1)
    down = max(across, round(2 * item.rect.h / high))  # a few wide rows are more than a few pixels
    pixels = np.ascontiguousarray(item.pixels.repeat(down, axis=0).repeat(across, axis=1))
    high, wide, _ = pixels.shape
    image = QImage(
        pixels.tobytes(), wide, high, wide * 3, QImage.Format.Format_RGB888
    ).copy()  # fmt: skip
    if item.gap:
        painter = QPainter(image)
        step = image.height() / item.rows
        gap = max(item.gap * image.height() / item.rect.h, 1.0)
        for row in range(1, item.rows):
            area = QRectF(0, row * step - gap / 2, image.width(), gap)
            painter.fillRect(area, QColor(item.ground))
        painter.end()
    return image


def _icon_image(item: Primitive) -> QImage:
    assert isinstance(item, Icon)
    area = item.rect
    image = QImage(
        round(area.w * _ICON_DETAIL), round(area.h * _ICON_DETAIL), QImage.Format.Format_ARGB32
    )
    image.fill(0)
    painter = QPainter(image)
    painter.scale(_ICON_DETAIL, _ICON_DETAIL)
    painter.translate(-area.x, -area.y)
    paint(painter, [item])
    painter.end()
    return image


def _file(image: QImage, form: str) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, form, _FAST)  # type: ignore[call-overload]
    buffer.close()
    return bytes(data.data())


def _timeless(archive: bytes) -> bytes:
    """The archive with no moments in it."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as source,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return result.getvalue()

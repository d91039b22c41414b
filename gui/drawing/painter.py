"""Primitives onto a device: the only module that paints. The same code serves screen and export."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Any, NamedTuple

from PySide6.QtCore import QByteArray, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPaintEngine,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)
from PySide6.QtSvg import QSvgRenderer

from engine.scenario import RESOURCES
from gui.drawing.fonts import advance, font, run_font, run_offset, run_width
from gui.drawing.outlines import outline
from gui.drawing.primitives import (
    Box,
    Cells,
    Hatch,
    Heat,
    Icon,
    Point,
    Polygon,
    Primitive,
    Rect,
    Text,
    TextRun,
    Wire,
)

_ARROW_LENGTH = (4.0, 2.2)  # constant part and part per unit of line width
_ARROW_HALF_WIDTH = (2.0, 1.1)
#: A picture in a vector file is made so much larger (up to so many pixels a side), or viewers
#: blur it.
_FILE_DETAIL, _LARGEST_IN_FILE = 8, 2048


def paint(painter: QPainter, primitives: Iterable[Primitive], *, outlines: bool = False) -> None:
    """Paint in order. With `outlines`, text becomes shapes, alike on machines without the fonts."""
    how = _How(outlines, painter.paintEngine().type() == QPaintEngine.Type.Pdf)
    for item in primitives:
        _PAINTERS[type(item)](painter, item, how)


class _How(NamedTuple):
    """How text is painted: as shapes, or so that a PDF says which characters it is."""

    outlines: bool
    in_pdf: bool


def _paint_polygon(painter: QPainter, item: Polygon, how: _How) -> None:
    painter.setPen(_hairline(item.stroke) if item.stroke else Qt.PenStyle.NoPen)
    painter.setBrush(colour(item.fill))
    painter.drawPolygon(_polygon(item.points))


@lru_cache(maxsize=2048)
def _polygon(points: tuple[Point, ...]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])


@cache
def _hairline(ink: str) -> QPen:
    return QPen(colour(ink), 1)


def _paint_icon(painter: QPainter, item: Icon, how: _How) -> None:
    _icon_renderer(item.name, item.colour).render(painter, qrect(item.rect))


@cache
def colour(text: str) -> QColor:
    """The QColor of `#RRGGBB`, made once."""
    return QColor(text)


def qrect(rect: Rect) -> QRectF:
    """The rectangle as Qt's."""
    return QRectF(rect.x, rect.y, rect.w, rect.h)


@lru_cache(maxsize=512)
def rounded_path(points: tuple[Point, ...], radius: float) -> QPainterPath:
    """A polyline with its corners rounded; a corner near another gets a smaller radius."""
    path = QPainterPath(QPointF(*points[0]))
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        entry = min(radius, math.dist(before, corner) / 2)
        leave = min(radius, math.dist(corner, after) / 2)
        path.lineTo(_towards(corner, before, entry))
        path.quadTo(QPointF(*corner), _towards(corner, after, leave))
    path.lineTo(QPointF(*points[-1]))
    return path


def _towards(start: Point, goal: Point, distance: float) -> QPointF:
    length = math.dist(start, goal)
    part = distance / length if length else 0.0
    return QPointF(start[0] + (goal[0] - start[0]) * part, start[1] + (goal[1] - start[1]) * part)


def _paint_text(painter: QPainter, item: Text, how: _How) -> None:
    size, x = item.size, item.x
    widths = [run_width(run, size) for run in item.runs]
    if item.anchor != "start":
        total = sum(widths)
        x -= total if item.anchor == "end" else total / 2
    for run, wide in zip(item.runs, widths, strict=True):
        _paint_run(painter, run, size, x, item.y, how)
        x += wide


def _paint_run(painter: QPainter, run: TextRun, size: float, x: float, y: float, how: _How) -> None:
    at = QPointF(x, y + run_offset(run, size)) if run.script else QPointF(x, y)
    unnamed = how.in_pdf and _loses_its_characters(run)
    if how.outlines or unnamed:
        painter.fillPath(outline(run, size).translated(at), colour(run.colour))
        if unnamed:
            _paint_unseen(painter, run_font(run, size), run.text, at, run_width(run, size))
    else:
        painter.setFont(run_font(run, size))
        painter.setPen(colour(run.colour))
        painter.drawText(at, run.text)
    if run.underline:
        painter.setPen(QPen(colour(run.colour), max(1.0, size / 16)))
        base = at.y() + size * 0.16
        painter.drawLine(QPointF(x, base), QPointF(x + run_width(run, size), base))


def _loses_its_characters(run: TextRun) -> bool:
    """Whether a PDF would not say which characters the glyphs of a run stand for.

    Numerals of equal width, and signs beside them, are glyphs of their own, which Qt cannot name:
    there would be no numbers for whoever searches the PDF or hears it.
    """
    return run.font == "ui" and not run.text.replace(" ", "").isalpha()


def _paint_unseen(painter: QPainter, face: QFont, text: str, at: QPointF, wide: float) -> None:
    """Text to be found, copied and read aloud, over the outlines one sees."""
    plain = QFont(face)
    plain.setFeature(QFont.Tag("tnum"), 0)
    own = QFontMetricsF(plain).horizontalAdvance(text)
    painter.save()
    painter.translate(at)
    if own:
        painter.scale(wide / own, 1)
    painter.setFont(plain)
    painter.setPen(Qt.GlobalColor.transparent)
    painter.drawText(QPointF(), text)
    painter.restore()


def _paint_box(painter: QPainter, item: Box, how: _How) -> None:
    painter.setBrush(colour(item.fill) if item.fill else Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(item.stroke, item.width, item.dash) if item.stroke else Qt.PenStyle.NoPen)
    if item.radius:
        painter.drawRoundedRect(qrect(item.rect), item.radius, item.radius)
    else:
        painter.drawRect(qrect(item.rect))


def _paint_wire(painter: QPainter, item: Wire, how: _How) -> None:
    points = item.points
    pen = _pen(item.colour, item.width, item.dash)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if item.arrow:
        tip, before = points[-1], points[-2]
        length = _ARROW_LENGTH[0] + _ARROW_LENGTH[1] * item.width
        neck = _towards(tip, before, length * 0.8)
        points = (*points[:-1], (neck.x(), neck.y()))
        painter.setPen(pen)
        painter.drawPath(rounded_path(points, item.radius))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(item.colour))
        half = _ARROW_HALF_WIDTH[0] + _ARROW_HALF_WIDTH[1] * item.width
        painter.drawPolygon(_arrow_head(before, tip, length, half))
    else:
        painter.setPen(pen)
        painter.drawPath(rounded_path(points, item.radius))


def _arrow_head(before: Point, tip: Point, length: float, half: float) -> QPolygonF:
    base = _towards(tip, before, length)
    distance = math.dist(before, tip) or 1.0
    across = ((before[1] - tip[1]) / distance * half, (tip[0] - before[0]) / distance * half)
    return QPolygonF(
        [
            QPointF(*tip),
            QPointF(base.x() + across[0], base.y() + across[1]),
            QPointF(base.x() - across[0], base.y() - across[1]),
        ]
    )


@lru_cache(maxsize=512)
def _pen(ink: str, line_width: float, dash: tuple[float, float] | None) -> QPen:
    pen = QPen(colour(ink), line_width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dash:
        pen.setDashPattern([dash[0] / line_width, dash[1] / line_width])
    return pen


def _paint_cells(painter: QPainter, item: Cells, how: _How) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(qrect(item.rect), colour(item.ground))
    inset, first = item.gap / 2, item.cell(0, 0)
    wide, high = first.w - item.gap, first.h - item.gap
    places = [
        (item.rect.x + column * first.w, item.rect.y + row * first.h)
        for row in range(item.rows)
        for column in range(item.columns)
    ]
    for (x, y), fill in zip(places, item.fills, strict=True):
        if fill is not None:
            painter.fillRect(QRectF(x + inset, y + inset, wide, high), colour(fill))
    drop = item.size * 0.364  # half of Inter's height of numerals
    across, down = first.w / 2, first.h / 2
    if how.outlines or how.in_pdf:
        for (x, y), text, ink in zip(places, item.texts, item.inks, strict=True):
            if text:
                run = TextRun(text, ink, weight=item.weight)
                start = x + across - run_width(run, item.size) / 2
                _paint_run(painter, run, item.size, start, y + down + drop, how)
        return
    painter.setFont(font("ui", item.size, item.weight))
    last = ""
    for (x, y), text, ink in zip(places, item.texts, item.inks, strict=True):
        if text:
            if ink != last:
                painter.setPen(colour(ink))
                last = ink
            start = x + across - advance(text, item.size, item.weight) / 2
            painter.drawText(QPointF(start, y + down + drop), text)


def _paint_heat(painter: QPainter, item: Heat, how: _How) -> None:
    high, wide, _ = item.pixels.shape
    image = QImage(item.pixels.tobytes(), wide, high, wide * 3, QImage.Format.Format_RGB888)
    if painter.paintEngine().type() != QPaintEngine.Type.Raster:
        times = max(min(_FILE_DETAIL, _LARGEST_IN_FILE // max(wide, high)), 1)
        image = image.scaled(wide * times, high * times)
    _draw_sharp(painter, item.rect, image)
    if item.gap:
        step = item.rect.h / item.rows
        for row in range(1, item.rows):
            top = item.rect.y + row * step - item.gap / 2
            painter.fillRect(QRectF(item.rect.x, top, item.rect.w, item.gap), colour(item.ground))


def _draw_sharp(painter: QPainter, area: Rect, image: QImage) -> None:
    """Draw an image so that each of its pixels stays one even patch."""
    smooth = painter.testRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    painter.drawImage(qrect(area), image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)


def _paint_hatch(painter: QPainter, item: Hatch, how: _How) -> None:
    """Lines from lower left to upper right, each cut where it meets the edge of the area."""
    area = item.rect
    painter.setPen(QPen(colour(item.colour), item.width))
    lines = []
    offset = item.step / 2
    while offset < area.w + area.h:
        x0, y0 = min(offset, area.w), max(offset - area.w, 0.0)
        x1, y1 = max(offset - area.h, 0.0), min(offset, area.h)
        lines.append(QLineF(area.x + x0, area.y + y0, area.x + x1, area.y + y1))
        offset += item.step
    painter.drawLines(lines)


@cache
def _icon_renderer(name: str, ink: str) -> QSvgRenderer:
    text = (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(text.replace("#000000", ink).encode()))


_PAINTERS: dict[type, Callable[[QPainter, Any, _How], None]] = {
    Text: _paint_text,
    Cells: _paint_cells,
    Heat: _paint_heat,
    Box: _paint_box,
    Hatch: _paint_hatch,
    Wire: _paint_wire,
    Polygon: _paint_polygon,
    Icon: _paint_icon,
}

"""Primitives onto a device: the only module that paints. The same code serves screen and export."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache

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
from gui.drawing.fonts import run_font, run_offset, run_width, width
from gui.drawing.outlines import outline
from gui.drawing.primitives import (
    Box,
    Cells,
    Hatch,
    Heat,
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
    for item in primitives:
        if isinstance(item, Text):
            _paint_text(painter, item, outlines)
        elif isinstance(item, Cells):
            _paint_cells(painter, item, outlines)
        elif isinstance(item, Heat):
            _paint_heat(painter, item)
        elif isinstance(item, Box):
            _paint_box(painter, item)
        elif isinstance(item, Hatch):
            _paint_hatch(painter, item)
        elif isinstance(item, Wire):
            _paint_wire(painter, item)
        elif isinstance(item, Polygon):
            painter.setPen(QPen(colour(item.stroke), 1) if item.stroke else Qt.PenStyle.NoPen)
            painter.setBrush(colour(item.fill))
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in item.points]))
        else:
            _icon_renderer(item.name, item.colour).render(painter, qrect(item.rect))


@cache
def colour(text: str) -> QColor:
    """The QColor of `#RRGGBB`, made once."""
    return QColor(text)


def qrect(rect: Rect) -> QRectF:
    """The rectangle as Qt's."""
    return QRectF(rect.x, rect.y, rect.w, rect.h)


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


def _paint_text(painter: QPainter, item: Text, outlines: bool) -> None:
    x = item.x
    if item.anchor != "start":
        total = width(item.runs, item.size)
        x -= total if item.anchor == "end" else total / 2
    for run in item.runs:
        _paint_run(painter, run, item.size, x, item.y, outlines)
        x += run_width(run, item.size)


def _paint_run(
    painter: QPainter, run: TextRun, size: float, x: float, y: float, outlines: bool
) -> None:
    at = QPointF(x, y + run_offset(run, size))
    unnamed = _loses_its_characters(painter, run)
    if outlines or unnamed:
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


def _loses_its_characters(painter: QPainter, run: TextRun) -> bool:
    """Whether a PDF would not say which characters the glyphs of a run stand for.

    Numerals of equal width, and signs beside them, are glyphs of their own, which Qt cannot name:
    there would be no numbers for whoever searches the PDF or hears it.
    """
    in_pdf = run.font == "ui" and painter.paintEngine().type() == QPaintEngine.Type.Pdf
    return in_pdf and not run.text.replace(" ", "").isalpha()


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


def _paint_box(painter: QPainter, item: Box) -> None:
    painter.setBrush(colour(item.fill) if item.fill else Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(item.stroke, item.width, item.dash) if item.stroke else Qt.PenStyle.NoPen)
    if item.radius:
        painter.drawRoundedRect(qrect(item.rect), item.radius, item.radius)
    else:
        painter.drawRect(qrect(item.rect))


def _paint_wire(painter: QPainter, item: Wire) -> None:
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


def _pen(ink: str, line_width: float, dash: tuple[float, float] | None) -> QPen:
    pen = QPen(colour(ink), line_width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dash:
        pen.setDashPattern([dash[0] / line_width, dash[1] / line_width])
    return pen


def _paint_cells(painter: QPainter, item: Cells, outlines: bool) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(qrect(item.rect), colour(item.ground))
    inset = item.gap / 2
    boxes = [item.cell(row, column) for row in range(item.rows) for column in range(item.columns)]
    for box, fill in zip(boxes, item.fills, strict=True):
        if fill is not None:
            painter.fillRect(qrect(box.grown(-inset)), colour(fill))
    for box, text, ink in zip(boxes, item.texts, item.inks, strict=True):
        if text:
            run = TextRun(text, ink, weight=item.weight)
            baseline = box.middle + item.size * 0.364  # half of Inter's height of numerals
            x = box.centre - run_width(run, item.size) / 2
            _paint_run(painter, run, item.size, x, baseline, outlines)


def _paint_heat(painter: QPainter, item: Heat) -> None:
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


def _paint_hatch(painter: QPainter, item: Hatch) -> None:
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

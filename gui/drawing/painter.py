"""Primitives onto a device: the only module that paints. The same code serves screen and export."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache

import numpy as np
from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtSvg import QSvgRenderer

from engine.scenario import RESOURCES
from gui.drawing.fonts import run_font, run_offset, run_width, width
from gui.drawing.primitives import (
    Box,
    Cells,
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


def paint(painter: QPainter, primitives: Iterable[Primitive], *, outlines: bool = False) -> None:
    """Paint in order. With `outlines`, text becomes shapes, alike on machines without the fonts."""
    for item in primitives:
        if isinstance(item, Text):
            _paint_text(painter, item, outlines)
        elif isinstance(item, Cells):
            _paint_cells(painter, item, outlines)
        elif isinstance(item, Box):
            _paint_box(painter, item)
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
    face = run_font(run, size)
    at = QPointF(x, y + run_offset(run, size))
    if outlines:
        path = QPainterPath()
        path.addText(at, face, run.text)
        painter.fillPath(path, colour(run.colour))
    else:
        painter.setFont(face)
        painter.setPen(colour(run.colour))
        painter.drawText(at, run.text)
    if run.underline:
        painter.setPen(QPen(colour(run.colour), max(1.0, size / 16)))
        base = at.y() + size * 0.16
        painter.drawLine(QPointF(x, base), QPointF(x + run_width(run, size), base))


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
    if not item.texts:
        _paint_thumbnail(painter, item)
        return
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


def _paint_thumbnail(painter: QPainter, item: Cells) -> None:
    pixels = np.array(
        [0xFF000000 | int((fill or item.ground)[1:], 16) for fill in item.fills], dtype=np.uint32
    ).reshape(item.rows, item.columns)
    image = QImage(
        pixels.tobytes(), item.columns, item.rows, item.columns * 4, QImage.Format.Format_RGB32
    )
    smooth = painter.testRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    painter.drawImage(qrect(item.rect), image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)


@cache
def _icon_renderer(name: str, ink: str) -> QSvgRenderer:
    text = (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(text.replace("#000000", ink).encode()))

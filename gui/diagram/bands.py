"""The ground of the diagram: a band for each stage, its heading always in sight."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsView

from engine.graph import Stage
from gui.drawing import fonts
from gui.drawing.painter import colour, paint
from gui.drawing.plan import BandPlan
from gui.drawing.primitives import Text, TextRun
from gui.names import stage_title
from gui.theme import Theme

HEADING_HEIGHT = 44
HEADING_INSET = 16.0
_SIZE, _SMALL = 15.0, 13.0


class Band(msgspec.Struct, frozen=True):
    """A stage's band in the viewport. The title starts at `heading`."""

    stage: Stage
    number: int
    left: float
    right: float
    top: float
    bottom: float
    heading: float

    @property
    def height(self) -> float:
        """From edge to edge."""
        return self.bottom - self.top

    @property
    def title_top(self) -> float:
        """Where the heading stands: at the band's top, in sight as long as the band is."""
        return max(self.top, min(0.0, self.bottom - HEADING_HEIGHT))


def paint_ground(
    painter: QPainter, room: QRect, theme: Theme, bands: Sequence[Band], current: str
) -> None:
    """Fill the viewport; the current stage's band is lit, a row of bands is parted by a line."""
    painter.save()
    painter.resetTransform()
    painter.fillRect(room, colour(theme.canvas))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for band in bands:
        width = band.right - band.left
        if band.stage == current:
            area = QRectF(band.left, band.top, width, band.height)
            painter.fillRect(area, colour(_ground(theme, True)))
        edge = QRectF(band.right - 1, band.top, 1, band.height)
        painter.fillRect(edge, colour(theme.hairline))
        if band.top > 0:
            line = QRectF(band.left, band.top, width, 1)
            painter.fillRect(line, colour(theme.hairline))
    painter.restore()


def paint_headings(painter: QPainter, theme: Theme, bands: Sequence[Band], current: str) -> None:
    """The headings stay at the top while cards pan under them, and in sight while bands leave."""
    painter.save()
    painter.resetTransform()
    for band in bands:
        here = band.stage == current
        top, width = band.title_top, band.right - band.left
        start = (
            max(band.left, 0.0) if band.heading - band.left < 40 else band.heading - HEADING_INSET
        )
        strip = QRectF(start, top + 1, band.right - start - 1, HEADING_HEIGHT - 1)
        painter.fillRect(strip, colour(_ground(theme, here)))
        if here:
            painter.fillRect(QRectF(band.left, top, width, 3), colour(theme.text))
        ink = theme.text if here else theme.muted
        title = TextRun(stage_title(band.stage), ink, weight=600 if here else 400)
        lead = (TextRun(f"{band.number}", theme.text, weight=600), TextRun("  ", ink))
        left = max(band.heading, HEADING_INSET)
        room = band.right - left - 10 - fonts.width(lead, _SIZE)
        size = _SIZE if fonts.run_width(title, _SIZE) <= room else _SMALL
        if room > _SIZE:
            runs = (*lead, fonts.elided(title, size, room))
            paint(painter, [Text(left, top + 29, runs, size)])
    painter.restore()


def _ground(theme: Theme, current: bool) -> str:
    if not current:
        return theme.canvas
    return theme.band if theme.dark else theme.panel


def bands_in_view(view: QGraphicsView, plans: Sequence[BandPlan]) -> list[Band]:
    """The bands as they stand in the viewport, the outer ones up to its edges."""
    width, height = view.viewport().width(), view.viewport().height()
    first, last = plans[0].top, plans[-1].bottom
    bands = []
    for plan in plans:
        row = [p for p in plans if p.top == plan.top]
        start = view.mapFromScene(QPointF(plan.left, plan.top))
        end = view.mapFromScene(QPointF(plan.right, plan.bottom))
        left = min(start.x(), 0) if plan == row[0] else start.x()
        heading = view.mapFromScene(QPointF(plan.heading, 0)).x()
        bands.append(
            Band(
                plan.stage,
                plan.number,
                left,
                max(end.x(), width) if plan == row[-1] else end.x(),
                0 if plan.top == first else start.y(),
                max(end.y(), height) if plan.bottom == last else end.y(),
                left + HEADING_INSET if plan.heading - plan.left < 40 else heading,
            )
        )
    return bands

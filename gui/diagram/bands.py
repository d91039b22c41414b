"""The ground of the diagram: a band for each stage, its heading always in sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from engine.graph import Stage
from gui.drawing import fonts
from gui.drawing.painter import colour, paint
from gui.drawing.primitives import Text, TextRun
from gui.names import stage_title
from gui.theme import Theme

HEADING_HEIGHT = 44
_SIZE, _SMALL = 15.0, 13.0


@dataclass(frozen=True)
class Band:
    """A stage's band in the viewport: its left and right edge."""

    stage: Stage
    left: float
    right: float


def paint_ground(
    painter: QPainter, room: QRect, theme: Theme, bands: Sequence[Band], current: str
) -> None:
    """Fill the viewport; bands reach from top to bottom, the current stage's is lit."""
    painter.save()
    painter.resetTransform()
    painter.fillRect(room, colour(theme.canvas))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for band in bands:
        width = band.right - band.left
        if band.stage == current:
            painter.fillRect(
                QRectF(band.left, 0, width, room.height()), colour(_ground(theme, True))
            )
        edge = QRectF(band.right - 1, 0, 1, room.height())
        painter.fillRect(edge, colour(theme.hairline))
    painter.restore()


def paint_headings(painter: QPainter, theme: Theme, bands: Sequence[Band], current: str) -> None:
    """The headings stay at the top while cards pan under them, and in sight while bands leave."""
    painter.save()
    painter.resetTransform()
    for number, band in enumerate(bands, start=1):
        here = band.stage == current
        width = band.right - band.left
        strip = QRectF(band.left, 0, width - 1, HEADING_HEIGHT)
        painter.fillRect(strip, colour(_ground(theme, here)))
        if here:
            painter.fillRect(QRectF(band.left, 0, width, 3), colour(theme.text))
        ink = theme.text if here else theme.muted
        title = TextRun(stage_title(band.stage), ink, weight=600 if here else 400)
        lead = (TextRun(f"{number}", theme.text, weight=600), TextRun("  ", ink))
        left = max(band.left, 0.0)
        room = band.right - left - 26 - fonts.width(lead, _SIZE)
        size = _SIZE if fonts.run_width(title, _SIZE) <= room else _SMALL
        if room > _SIZE:
            runs = (*lead, fonts.elided(title, size, room))
            paint(painter, [Text(left + 16, 29, runs, size)])
    painter.restore()


def _ground(theme: Theme, current: bool) -> str:
    if not current:
        return theme.canvas
    return theme.band if theme.dark else theme.panel

"""Text as shapes, for files that must look alike without the fonts and be the same every time."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QPainterPath, QRawFont, QTextLayout, QTransform

from gui.drawing.fonts import run_font
from gui.drawing.primitives import TextRun


@lru_cache(maxsize=4096)
def outline(run: TextRun, size: float) -> QPainterPath:
    """The shape of a run in a line of `size`, its baseline from the origin to the right.

    Glyphs are taken at the size of their design grid and made smaller here. At any other size
    QPainterPath.addText rounds them to 64ths of a pixel, one way or the other by what has been
    painted before: the same slide would not give the same file.
    """
    layout = QTextLayout(run.text, run_font(run, size))
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    baseline = line.ascent()  # known only now
    path = QPainterPath()
    for glyphs in layout.glyphRuns():
        face = glyphs.rawFont()
        grid = QRawFont(face)
        grid.setPixelSize(face.unitsPerEm())
        factor = face.pixelSize() / face.unitsPerEm()
        for index, at in zip(glyphs.glyphIndexes(), glyphs.positions(), strict=True):
            place = QTransform.fromTranslate(at.x(), at.y() - baseline).scale(factor, factor)
            path.addPath(place.map(grid.pathForGlyph(index)))
    return path

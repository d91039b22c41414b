"""What seldom changes, painted once in the pixels of the screen and put there again and again."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QTransform

from gui.drawing.painter import paint
from gui.drawing.primitives import Primitive

#: Larger pictures (in pixels of the screen) are painted afresh: they cost more memory than time.
_MOST_PIXELS = 1_000_000
#: A card moves by parts of a pixel as others grow and shrink; a picture is kept for so many.
_MOST_PLACES = 8


class Stamp:
    """The picture of some primitives, at the scale and the parts of a pixel they were painted in.

    It looks as if they were painted (at most a glyph is a quarter of a pixel off): it stands on
    whole pixels of the screen, with the parts of pixels the item is off by painted into it.
    """

    def __init__(self) -> None:
        self._primitives: Sequence[Primitive] | None = None
        self._pictures: dict[object, tuple[QPixmap, QPoint]] = {}

    def paint(
        self,
        painter: QPainter,
        primitives: Sequence[Primitive],
        bounds: QRectF,
        ratio: float,
    ) -> None:
        """Paint `primitives`, which lie inside `bounds` (both in coordinates of the item).

        They are known by identity: an object that is changed in place is not noticed. `ratio`:
        pixels of the screen to a pixel of the widget that is painted on.
        """
        seen = painter.worldTransform()
        area = seen.mapRect(bounds)
        if seen.isRotating() or area.width() * area.height() * ratio * ratio > _MOST_PIXELS:
            paint(painter, primitives)
            return
        # Where the item begins on the screen: whole pixels, and the part of one beyond.
        left, top = floor(seen.dx() * ratio) / ratio, floor(seen.dy() * ratio) / ratio
        part = (round(seen.dx() - left, 4), round(seen.dy() - top, 4))
        key = (seen.m11(), seen.m22(), part, ratio, painter.renderHints())
        if primitives is not self._primitives or len(self._pictures) > _MOST_PLACES:
            self._primitives = primitives
            self._pictures.clear()
        if key not in self._pictures:
            standing = area.translated(-left, -top)
            self._pictures[key] = _made(painter, primitives, standing, part, ratio)
        picture, corner = self._pictures[key]
        painter.setWorldMatrixEnabled(False)
        painter.drawPixmap(QPointF(left + corner.x() / ratio, top + corner.y() / ratio), picture)
        painter.setWorldMatrixEnabled(True)


def _made(
    like: QPainter,
    primitives: Sequence[Primitive],
    area: QRectF,
    part: tuple[float, float],
    ratio: float,
) -> tuple[QPixmap, QPoint]:
    """A picture on a clear ground of just the size, and its corner in pixels of the screen.

    Args:
        area: of the item on the screen, from the whole pixel it stands on.
        part: by how much of a pixel it is off that.
    """
    left, top = floor(area.left() * ratio), floor(area.top() * ratio)
    right, bottom = ceil(area.right() * ratio), ceil(area.bottom() * ratio)
    picture = QPixmap(right - left + 1, bottom - top + 1)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    scale = like.worldTransform()
    painter = QPainter(picture)
    painter.setRenderHints(like.renderHints())
    x, y = part[0] - left / ratio, part[1] - top / ratio
    painter.setWorldTransform(QTransform(scale.m11(), 0, 0, scale.m22(), x, y))
    paint(painter, primitives)
    painter.end()
    return picture, QPoint(left, top)

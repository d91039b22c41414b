"""Numbers on their way into a result: they travel along wires, and are gone.

A term inside a step flies as a dot; a step of the lesson sends rows of real numbers along wires.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPointF
from PySide6.QtGui import QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsEllipseItem, QGraphicsItem, QGraphicsScene

from gui.drawing.painter import colour
from gui.motion import motion

DURATION = 280  # ms
_RADIUS = 5.0
_DEPTH = 20.0
#: What travels, and the points of its way: it is placed by its middle.
Traveller = tuple[QGraphicsItem, Sequence[QPointF]]


def dot(ink: str) -> QGraphicsItem:
    """A number too small to be read."""
    made = QGraphicsEllipseItem(-_RADIUS, -_RADIUS, 2 * _RADIUS, 2 * _RADIUS)
    made.setBrush(colour(ink))
    made.setPen(QPen(colour("#ffffff"), 1))
    return made


class Flight(QObject):
    """One flight at a time: another one, or anything else that is drawn anew, ends it at once."""

    def __init__(self, scene: QGraphicsScene) -> None:
        super().__init__(scene)
        self._scene = scene
        self._travellers: list[tuple[QGraphicsItem, QPainterPath]] = []
        self._motion = motion(self, DURATION)
        self._motion.valueChanged.connect(self._move)
        self._motion.finished.connect(self.end)

    @property
    def travellers(self) -> list[QGraphicsItem]:
        """What is under way."""
        return [item for item, _ in self._travellers]

    @property
    def under_way(self) -> bool:
        """Whether anything is."""
        return bool(self._travellers)

    def begin(self, travellers: Sequence[Traveller]) -> None:
        """Send some on their ways, all at once."""
        self.end()
        for item, points in travellers:
            way = QPainterPath(points[0])
            for point in points[1:]:
                way.lineTo(point)
            item.setZValue(_DEPTH)
            item.setPos(points[0])
            self._scene.addItem(item)
            self._travellers.append((item, way))
        self._motion.start()

    def end(self) -> None:
        """Be where the ways lead: nothing is left of it."""
        self._motion.stop()
        for item, _ in self._travellers:
            self._scene.removeItem(item)
        self._travellers = []

    def _move(self, part: object) -> None:
        assert isinstance(part, float)
        for item, way in self._travellers:
            item.setPos(way.pointAtPercent(min(max(part, 0.0), 1.0)))

"""The numbers of a term on their way into the result: small dots that fly along, and are gone."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QObject, QPointF, QRectF, QVariantAnimation
from PySide6.QtGui import QGuiApplication, QPen
from PySide6.QtWidgets import QGraphicsEllipseItem, QGraphicsScene

from gui.drawing.painter import colour
from gui.motion import reduced_motion

DURATION = 280  # ms
_RADIUS = 5.0


def may_fly() -> bool:
    """Not where motion is unwanted, nor where nobody looks."""
    return not reduced_motion() and QGuiApplication.platformName() != "offscreen"


class Flight(QObject):
    """One flight at a time: another one, or anything else that is drawn anew, ends it at once."""

    def __init__(self, scene: QGraphicsScene) -> None:
        super().__init__(scene)
        self._scene = scene
        self._dots: list[tuple[QGraphicsEllipseItem, QPointF]] = []
        self._target = QPointF()
        self._motion = QVariantAnimation(self)
        self._motion.setStartValue(0.0)
        self._motion.setEndValue(1.0)
        self._motion.setDuration(DURATION)
        self._motion.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._motion.valueChanged.connect(self._move)
        self._motion.finished.connect(self.end)

    @property
    def under_way(self) -> bool:
        """Whether anything flies."""
        return bool(self._dots)

    def begin(self, starts: list[tuple[QRectF, str]], target: QRectF) -> None:
        """Fly from the middles of some areas, each in its colour, to the middle of `target`."""
        self.end()
        self._target = target.center()
        for area, ink in starts:
            dot = QGraphicsEllipseItem(-_RADIUS, -_RADIUS, 2 * _RADIUS, 2 * _RADIUS)
            dot.setBrush(colour(ink))
            dot.setPen(QPen(colour("#ffffff"), 1))
            dot.setZValue(20)
            dot.setPos(area.center())
            self._scene.addItem(dot)
            self._dots.append((dot, area.center()))
        self._motion.start()

    def end(self) -> None:
        """Be where the flight leads: nothing is left of it."""
        self._motion.stop()
        for dot, _ in self._dots:
            self._scene.removeItem(dot)
        self._dots = []

    def _move(self, part: object) -> None:
        assert isinstance(part, float)
        for dot, start in self._dots:
            dot.setPos(start + (self._target - start) * part)

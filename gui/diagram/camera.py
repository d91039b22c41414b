"""The way from what was in sight to what is: the view is there at once, and shows the way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
from PySide6.QtCore import QObject, QPointF, QRectF, Signal
from PySide6.QtGui import QTransform
from PySide6.QtWidgets import QGraphicsView

from gui.motion import may_move, motion

DURATION = 260  # ms
#: Ways shorter than this many pixels of the screen, and changes of scale below, are none.
_PIXELS, _SCALE = 2.0, 1e-3
_EVERYWHERE = QRectF(-1e5, -1e5, 2e5, 2e5)


class _Stand(msgspec.Struct, frozen=True):
    """How a view stands: what its bars, its scale and its ground are, and what is in the middle."""

    zoom: float
    middle: QPointF
    ground: QRectF
    across: int
    down: int


class Camera(QObject):
    """Lets a view travel. Whoever wants to know or to change how it stands has it arrive first.

    Signals:
        arrived: the way is over.
    """

    arrived = Signal()

    def __init__(self, view: QGraphicsView) -> None:
        super().__init__(view)
        self._view = view
        self._start: _Stand | None = None
        self._end: _Stand | None = None
        self._motion = motion(self, DURATION)
        self._motion.valueChanged.connect(self._show)
        self._motion.finished.connect(self.arrive)

    @property
    def under_way(self) -> bool:
        """Whether the view is on its way."""
        return self._end is not None

    @contextmanager
    def travelling(self) -> Iterator[None]:
        """What is changed of the view inside is shown as a way, where motion is wanted.

        One that is on its way already goes on from what is seen.
        """
        start = self._stand()
        self.arrive()
        yield
        end = self._stand()
        if self._end is not None or not may_move() or not self._view.isVisible():
            return
        way = (end.middle - start.middle).manhattanLength() * end.zoom
        if way < _PIXELS and abs(end.zoom / start.zoom - 1) < _SCALE:
            return
        self._start, self._end = start, end
        self._view.setSceneRect(_EVERYWHERE)
        self._show(0.0)
        self._motion.start()

    def arrive(self) -> None:
        """Stand where the way leads, at once."""
        self._motion.stop()
        end, self._end = self._end, None
        if end is None:
            return
        view = self._view
        view.setSceneRect(end.ground)
        view.setTransform(QTransform.fromScale(end.zoom, end.zoom))
        view.horizontalScrollBar().setValue(end.across)
        view.verticalScrollBar().setValue(end.down)
        view.viewport().update()
        self.arrived.emit()

    def _stand(self) -> _Stand:
        view = self._view
        return _Stand(
            view.transform().m11(),
            view.mapToScene(view.viewport().rect().center()),
            view.sceneRect(),
            view.horizontalScrollBar().value(),
            view.verticalScrollBar().value(),
        )

    def _show(self, part: object) -> None:
        """The view on its way: the scale grows evenly, and what is in the middle moves with it."""
        assert isinstance(part, float)
        start, end = self._start, self._end
        if start is None or end is None:
            return
        zoom = start.zoom * (end.zoom / start.zoom) ** part
        turned = 1 / end.zoom - 1 / start.zoom
        done = part if abs(turned) < _SCALE else (1 / zoom - 1 / start.zoom) / turned
        self._view.setTransform(QTransform.fromScale(zoom, zoom))
        self._view.centerOn(start.middle + (end.middle - start.middle) * done)
        self._view.viewport().update()

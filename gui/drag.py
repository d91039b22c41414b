"""A number that is dragged: many values between two frames, one undo step in all."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from engine.ops import Cell

#: How long a drag waits for newer values before it recomputes (ms): the queue drains first.
PAUSE = 3


class Drag(QObject):
    """Keeps the newest value of a drag until it is time to use it.

    Attributes:
        token: tells the commands of one drag from those of all others.
        started: whether the drag has left a command yet.

    Signals:
        ended: a drag that has left a command is over.
    """

    ended = Signal()

    def __init__(self, use: Callable[[str, Cell, float], None], parent: QObject) -> None:
        """`use` is called with node, cell and the newest value."""
        super().__init__(parent)
        self.token = 0
        self.started = False
        self._use = use
        self._pending: tuple[str, Cell, float] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.flush)

    def begin(self) -> None:
        """Another drag begins."""
        self.flush()
        self.token += 1
        self.started = False

    def move(self, name: str, cell: Cell, value: float) -> None:
        """The drag stands at `value`."""
        self._pending = (name, cell, value)
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Use the newest value now."""
        self._timer.stop()
        pending, self._pending = self._pending, None
        if pending is not None:
            self._use(*pending)

    def end(self) -> None:
        """The drag is over; its newest value counts."""
        self.flush()
        self.drop()

    def drop(self) -> None:
        """The drag is over; a value that was not used yet is forgotten."""
        self._timer.stop()
        self._pending = None
        self.token += 1
        started, self.started = self.started, False
        if started:
            self.ended.emit()

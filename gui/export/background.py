"""Work that takes a while and needs neither document nor fonts: in a thread, the window alive."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

from PySide6.QtCore import QEventLoop, QObject, Qt, Signal, Slot

#: Does a piece of work and returns what comes of it.
Aside = Callable[[Callable[[], bytes]], bytes]


class Stopped(Exception):
    """The person has cancelled."""


def directly(work: Callable[[], bytes]) -> bytes:
    """Do it here and now."""
    return work()


class _Work(QObject):
    """One piece of work.

    Signals:
        done: from the thread that does it.
    """

    done = Signal()

    def __init__(self, work: Callable[[], bytes]) -> None:
        super().__init__()
        self._work = work
        self.result: bytes | None = None
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            self.result = self._work()
        except BaseException as error:  # it is raised again where somebody waits for it
            self.error = error
        self.done.emit()


class Background(QObject):
    """Does work in a thread while the event loop goes on."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loop: QEventLoop | None = None
        self._abandoned: list[_Work] = []

    def run(self, work: Callable[[], bytes]) -> bytes:
        """Do it and return what comes of it, or raise what it raises.

        Raises:
            Stopped: `stop` was called meanwhile. What comes of the work is thrown away.
        """
        task = _Work(work)
        self._loop = QEventLoop()
        task.done.connect(self._on_done, Qt.ConnectionType.QueuedConnection)
        thread = Thread(target=task.run, daemon=True)
        thread.start()
        self._loop.exec()
        self._loop = None
        if thread.is_alive() and task.result is None and task.error is None:
            self._abandoned.append(task)  # it must outlive its thread
            raise Stopped
        thread.join()
        if task.error is not None:
            raise task.error
        assert task.result is not None
        return task.result

    @property
    def busy(self) -> bool:
        """Whether something is waited for."""
        return self._loop is not None

    def stop(self) -> None:
        """Wait no longer."""
        if self._loop is not None:
            self._loop.quit()

    @Slot()
    def _on_done(self) -> None:
        """A piece that was given up may end while another one is waited for."""
        sender = self.sender()
        if sender in self._abandoned:
            self._abandoned.remove(sender)
        elif self._loop is not None:
            self._loop.quit()

"""Two windows on one file, and a file that changes behind the window's back, are noticed."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, QTimer, Signal

from engine.folders import state_folder
from gui.digest import digest

Happened = Literal["changed", "gone"]
#: After so many milliseconds of quiet a file is taken to be written.
_QUIET = 200
#: A file is read in pieces of so many bytes.
_PIECE = 1 << 20


class FileGuard(QObject):
    """Holds the file of the open work: an advisory lock, and a watch.

    Attributes:
        taken: whether another window had the file when this one began to hold it.

    Signals:
        happened: `changed` or `gone`; once for each change.
    """

    happened = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._lock: QLockFile | None = None
        self._digest = ""
        self.taken = False
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._later)
        self._watcher.directoryChanged.connect(self._later)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET)
        self._quiet.timeout.connect(self.look)

    def is_free(self, path: Path) -> bool:
        """Whether no other window has the file open."""
        if self._path is not None and _same(path, self._path):
            return True
        lock = _lock_for(path)
        if lock is None or lock.tryLock(0):
            if lock is not None:
                lock.unlock()
            return True
        return lock.error() != QLockFile.LockError.LockFailedError

    def hold(self, path: Path | None) -> None:
        """The open work stands in this file, as it is on the disk now; None: in no file."""
        if self._lock is not None and (path is None or self._path is None or path != self._path):
            self._lock.unlock()
            self._lock = None
        self._path = path
        if watched := [*self._watcher.files(), *self._watcher.directories()]:
            self._watcher.removePaths(watched)
        if path is None:
            return
        if self._lock is None:
            lock = _lock_for(path)
            if lock is not None and lock.tryLock(0):
                self._lock = lock
            failed = QLockFile.LockError.LockFailedError
            self.taken = lock is not None and self._lock is None and lock.error() == failed
        self._digest = _digest(path)
        self._watch()

    def look(self) -> None:
        """Say so if the file is not as it was."""
        if self._path is None:
            return
        now = _digest(self._path)
        self._watch()
        if now != self._digest:
            self._digest = now
            self.happened.emit("changed" if now else "gone")

    def _later(self, *_: object) -> None:
        self._quiet.start()

    def _watch(self) -> None:
        """The watch is lost when the file is replaced; its folder stays."""
        assert self._path is not None
        for path in (self._path, self._path.parent):
            if path.exists():
                self._watcher.addPath(str(path))


def _lock_for(path: Path) -> QLockFile | None:
    """The lock of a file, the same whichever way it is reached; None where none can be had."""
    folder = state_folder() / "open"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = digest([str(path.resolve()).encode("utf-8", "surrogateescape")])
    except (OSError, RuntimeError):
        return None
    lock = QLockFile(str(folder / f"{name[:32]}.lock"))
    lock.setStaleLockTime(0)
    return lock


def _digest(path: Path) -> str:
    """What the file holds, in short; empty where there is none."""
    with suppress(OSError), path.open("rb") as file:
        return digest(iter(partial(file.read, _PIECE), b""))
    return ""


def _same(ours: Path, theirs: Path) -> bool:
    with suppress(OSError, RuntimeError):
        return ours.resolve() == theirs.resolve()
    return ours == theirs

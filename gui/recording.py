"""Writes every change of the open work into a journal, at once, so that a crash loses none of it.

A journal is held by a lock as long as its process lives; what nobody holds was left by a crash.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QThreadPool, QTimer, Signal

from engine import journal
from engine.errors import SoftmixError
from engine.files import os_reason
from engine.folders import state_folder
from engine.ops import Array, Cell
from engine.project_format import View
from engine.state import State
from gui.document import Document

#: The disk is asked to keep what was written after so many milliseconds without a change.
SYNC_AFTER = 400
#: A journal begins anew when it is larger than this and than so many beginnings.
_LEAST, _TIMES = 1 << 20, 4


def recovery_folder() -> Path:
    """Where journals lie; made where it is not there. Raises OSError."""
    folder = state_folder() / "recovery"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def lock_of(path: Path) -> QLockFile:
    """The lock of a journal, not taken yet: one whose process is gone can be taken."""
    lock = QLockFile(str(path.with_suffix(".lock")))
    lock.setStaleLockTime(0)
    return lock


class Recorder(QObject):
    """Follows a document. What could not be written is said, and tried again with the next change.

    Signals:
        failing: what keeps it from writing; empty when it writes again.
    """

    failing = Signal(str)

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._document = document
        self._path: Path | None = None
        self._lock: QLockFile | None = None
        self._file = -1
        self._size = self._beginning = 0
        self._fails = False
        self._sync = QTimer(self)
        self._sync.setSingleShot(True)
        self._sync.setInterval(SYNC_AFTER)
        self._sync.timeout.connect(self._sync_now)
        document.cells_applied.connect(self._on_cells)
        document.matrix_applied.connect(self._on_matrix)
        document.state_applied.connect(self._on_state)
        document.snapshots.changed.connect(self._on_beside)
        document.predicting.changed.connect(self._on_answers)
        document.step_changed.connect(self._on_place)
        document.kept.connect(self.drop)
        self._answers = 0

    @property
    def path(self) -> Path | None:
        """The journal of the open work; None while there is nothing to lose."""
        return self._path

    # -- what happens ----------------------------------------------------------------------------

    def _on_cells(self, name: str, cells: Mapping[Cell, float], pinned: bool) -> None:
        self._write(journal.pins(name, cells) if pinned else journal.cells(name, cells))

    def _on_matrix(self, name: str, matrix: Array) -> None:
        self._write(journal.matrix(name, matrix))

    def _on_state(self, state: State, renamed: bool) -> None:
        begun = self._path is not None
        if renamed:
            self._write(journal.named(state))
        else:
            self._write(journal.restated(state, self._document.start) if begun else None)

    def _on_beside(self) -> None:
        if self._path is not None or self._document.modified:
            self._write(self._beside() if self._path is not None else None)

    def _on_answers(self) -> None:
        count = len(self._document.predicting.records)
        if count != self._answers:
            self._answers = count
            self._on_beside()

    def _on_place(self) -> None:
        if self._path is not None:
            self._write(self._beside())

    def _beside(self) -> journal.Beside:
        return journal.beside(self._document.to_project(View()))

    # -- the file --------------------------------------------------------------------------------

    def begin(self) -> None:
        """Begin a journal with all the work there is: from now on it can be recovered."""
        self._write(None)

    def _write(self, line: journal.Line | None) -> None:
        """Add a line; where there is no journal yet, or it has grown long, begin one."""
        try:
            long = self._size > max(_LEAST, _TIMES * self._beginning)
            if line is None or self._path is None or self._fails or long:
                self._begin()
            else:
                self._append(journal.encode_line(line))
        except (OSError, SoftmixError) as error:
            self._fails = True
            said = os_reason(error) if isinstance(error, OSError) else str(error)
            self.failing.emit(said)
            return
        if self._fails:
            self._fails = False
            self.failing.emit("")
        self._sync.start()

    def _begin(self) -> None:
        """Write a new journal beside the old one, then put it in its place."""
        path = self._path
        if path is None:
            path = recovery_folder() / f"{os.urandom(8).hex()}{journal.SUFFIX}"
            self._lock = lock_of(path)
            self._lock.tryLock(0)
        where = self._document.path
        data = journal.encode_line(
            journal.Beginning(
                path=str(where.absolute()) if where is not None else "",
                project=self._document.to_project(View()),
            )
        )
        fresh = path.with_suffix(".new")
        file = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
        try:
            _write_all(file, data)
            os.fsync(file)
            fresh.replace(path)
        except OSError:
            os.close(file)
            with suppress(OSError):
                fresh.unlink()
            raise
        self._close()
        self._path, self._file = path, file
        self._size = self._beginning = len(data)

    def _append(self, data: bytes) -> None:
        try:
            _write_all(self._file, data)
        except OSError:
            with suppress(OSError):  # half a line is cut; were it not, its checksum is wrong
                os.ftruncate(self._file, self._size)
            raise
        self._size += len(data)

    def _sync_now(self) -> None:
        """Have the disk keep what was written, without waiting for it."""
        if self._file >= 0:
            copy = os.dup(self._file)
            QThreadPool.globalInstance().start(lambda: _sync(copy))

    def drop(self) -> None:
        """There is nothing to lose any more: the work is saved, or another was opened."""
        self._answers = len(self._document.predicting.records)
        self._sync.stop()
        self._close()
        path, self._path = self._path, None
        self._size = self._beginning = 0
        if path is not None:
            with suppress(OSError):
                path.unlink()
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _close(self) -> None:
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


def _write_all(file: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(file, left) :]


def _sync(file: int) -> None:
    with suppress(OSError):
        os.fsync(file)
    os.close(file)

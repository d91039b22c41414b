"""A sign that something takes its time, where it does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

#: Examples of so many numbers take more than half a second to make.
LARGE = 1 << 23


@contextmanager
def waiting(numbers: int) -> Iterator[None]:
    """The pointer says so while an example of so many numbers is made; of a small one it is not
    worth a flicker."""
    if numbers < LARGE or QGuiApplication.instance() is None:
        yield
        return
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()

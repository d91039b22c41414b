"""The windows that each show one node, for as long as the open example has it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from shiboken6 import isValid

from gui.appearance import Appearance
from gui.document import Document

if TYPE_CHECKING:
    from gui.matrix.window import MatrixWindow


class MatrixWindows(QObject):
    """Opens them, brings them to the front, closes those whose node is gone.

    Attributes:
        windows: the open ones by node.
    """

    def __init__(self, document: Document, appearance: Appearance, parent: QObject) -> None:
        super().__init__(parent)
        self.windows: dict[str, MatrixWindow] = {}
        self._questions: Sequence[QAction] = ()
        self._everywhere: Sequence[QAction] = ()
        self._document = document
        self._appearance = appearance
        document.structure_changed.connect(self._close_lost)

    def offer(self, questions: Sequence[QAction], *everywhere: QAction) -> None:
        """What can be asked in each of them, and whose keys work there as well."""
        self._questions, self._everywhere = questions, everywhere

    def open(self, name: str) -> MatrixWindow:
        """Open (or bring to the front) the window of one node."""
        window = self.windows.get(name)
        if window is None:
            from gui.matrix.window import MatrixWindow  # the first time one is asked for

            window = MatrixWindow(self._document, self._appearance, name)
            window.destroyed.connect(self._forget_closed)
            window.offer(self._questions)
            window.addActions(self._everywhere)
            self.windows[name] = window
        window.show()
        window.raise_()
        window.activateWindow()
        return window

    def close_all(self) -> None:
        """Close every one."""
        for window in list(self.windows.values()):
            window.close()

    def _close_lost(self) -> None:
        for name in list(self.windows):
            if name not in self._document.graph:
                self.windows.pop(name).close()

    def _forget_closed(self) -> None:
        self.windows = {name: w for name, w in self.windows.items() if isValid(w)}

"""Comparing in the window: brings the mode, its bar, its own window and the wiggle together."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from gui.appearance import Appearance
from gui.compare.bar import CompareBar
from gui.compare.comparing import Comparing
from gui.compare.wiggle import Wiggle
from gui.document import Document
from gui.motion import reduced_motion
from gui.snapshots import MOST

if TYPE_CHECKING:
    from gui.compare.window import CompareWindow


class CompareDesk(QObject):
    """What the window's actions of comparing do.

    Attributes:
        comparing: the mode and its baselines.
        wiggle: the cell that moves by itself.
        bar: stands under the diagram while there is something to say.

    Signals:
        message: what could not be done, and why.
        note: what was done.
    """

    message = Signal(str)
    note = Signal(str)

    def __init__(
        self,
        document: Document,
        appearance: Appearance,
        canvas: QWidget,
        action: QAction,
    ) -> None:
        """`action`: turns compare mode on and off, and shows whether it is on."""
        super().__init__(canvas)
        self._document = document
        self._appearance = appearance
        self._canvas = canvas
        self._action = action
        self._window: CompareWindow | None = None
        self.comparing = Comparing(document, self)
        self.wiggle = Wiggle(document, canvas, reduced_motion, self)
        self.bar = CompareBar(self.comparing, self.wiggle, appearance)
        self.bar.details_wanted.connect(self.open_window)
        self.bar.close_wanted.connect(self._leave)
        self.bar.keep_wanted.connect(self.keep)
        self.bar.wiggle_wanted.connect(self.wiggle.toggle)
        self.wiggle.refused.connect(self.message)
        self.comparing.changed.connect(self._follow)

    @property
    def window(self) -> CompareWindow | None:
        """The window with before, after and their difference, once it was opened."""
        return self._window

    def slots(self) -> dict[str, Callable[[], object]]:
        """What the actions of the window do, by their names."""
        return {
            "compare": self.toggle,
            "compareWindow": self.open_window,
            "snapshot": self.keep,
            "wiggle": self.wiggle.toggle,
        }

    def toggle(self) -> None:
        """Turn compare mode on or off."""
        self.comparing.set_on(not self.comparing.on)

    def keep(self) -> None:
        """Keep a snapshot of every number as it is now."""
        snapshot = self.comparing.snapshots.keep()
        if snapshot is None:
            text = self.tr("{count} snapshots are kept already: delete one first (Ctrl+Shift+D).")
            self.message.emit(text.format(count=MOST))
        else:
            self.note.emit(self.tr("Kept: {name}.").format(name=snapshot.name))

    def open_window(self) -> CompareWindow:
        """Open (or bring to the front) the window that shows two sides matrix by matrix."""
        if self._window is None:
            from gui.compare.window import CompareWindow  # the first time it is asked for

            self._window = CompareWindow(self.comparing, self._appearance)
        if self._window.isHidden():
            self._window.show_baseline()
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        return self._window

    def close(self) -> None:
        """The window closes: nothing moves any more, and nothing of it stays open."""
        self.wiggle.stop()
        if self._window is not None:
            self._window.close()

    def _leave(self) -> None:
        self.wiggle.stop()
        self.comparing.set_on(False)
        self._canvas.setFocus()

    def _follow(self) -> None:
        self._action.setChecked(self.comparing.on)

"""The small windows beside the main one: the history, the keyboard sheet, the about box."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from gui.actions import Actions
from gui.appearance import Appearance
from gui.document import Document
from gui.help import show_about, show_keys
from gui.history import HistoryWindow
from gui.trouble import show_log


class Beside:
    """Opens them when they are asked for."""

    def __init__(
        self, window: QWidget, document: Document, appearance: Appearance, actions: Actions
    ) -> None:
        self._window = window
        self._document = document
        self._appearance = appearance
        self._actions = actions
        self.history: HistoryWindow | None = None

    def slots(self) -> dict[str, Callable[[], object]]:
        """What its actions do."""
        return {
            "history": self.show_history,
            "keys": self._show_keys,
            "showLog": self._show_log,
            "about": self._show_about,
        }

    def show_history(self) -> None:
        """The history, in front and ready for the keyboard."""
        if self.history is None:
            self.history = HistoryWindow(self._document, self._appearance, self._window)
        self.history.show()
        self.history.activateWindow()
        self.history.steps.setFocus()

    def _show_keys(self) -> None:
        show_keys(self._window, self._actions.keys())

    def _show_log(self) -> None:
        show_log(self._window)

    def _show_about(self) -> None:
        show_about(self._window)

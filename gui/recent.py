"""The files that were opened or saved last, as a menu."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from gui.settings import Settings

#: How many are remembered.
MOST = 10


def remember(settings: Settings, path: Path) -> None:
    """Put a file at the top of the list."""
    kept = [name for name in settings.recent if name != str(path)]
    settings.recent = [str(path), *kept][:MOST]


def forget(settings: Settings, path: Path) -> None:
    """Take a file off the list."""
    settings.recent = [name for name in settings.recent if name != str(path)]


class RecentMenu(QMenu):
    """Made anew each time it opens: files come and go behind its back.

    Signals:
        chosen: the path of a file.
    """

    chosen = Signal(str)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recentMenu")
        self.setToolTipsVisible(True)
        self._settings = settings
        self.aboutToShow.connect(self.refresh)
        self.triggered.connect(self._on_triggered)
        self._retranslate()
        self.refresh()

    def refresh(self) -> None:
        """One entry for each file, and one that clears the list."""
        self.clear()
        paths = [Path(name) for name in self._settings.recent]
        names = [path.name for path in paths]
        for path in paths:
            twice = names.count(path.name) > 1
            text = f"{path.name}  –  {path.parent}" if twice else path.name
            action = self.addAction(text.replace("&", "&&"))
            action.setData(str(path))
            action.setToolTip(str(path))
            if not path.is_file():
                action.setText(self.tr("{name} (not there)").format(name=action.text()))
        if paths:
            self.addSeparator()
        self._clear = self.addAction(self.tr("Clear the list"))
        self._clear.setObjectName("clearRecentAction")
        self._clear.setEnabled(bool(paths))

    def _on_triggered(self, action: QAction) -> None:
        if action is self._clear:
            self._settings.recent = []
        elif action.data():
            self.chosen.emit(str(action.data()))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setTitle(self.tr("Open recent"))

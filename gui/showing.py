"""What an audience sees: slides in files, a picture, a presentation, things that move."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from gui.appearance import Appearance
from gui.document import Document
from gui.motion import allow_motion
from gui.settings import Settings

if TYPE_CHECKING:
    from gui.present.presenting import Presenting

translate = QCoreApplication.translate


class Showing(QObject):
    """Does what is asked for on behalf of the window.

    Signals:
        done: something to be said in the line below the diagram, and a folder it is about or "".
    """

    done = Signal(str, str)

    def __init__(
        self, window: QWidget, document: Document, appearance: Appearance, settings: Settings
    ) -> None:
        super().__init__(window)
        self._window = window
        self._document = document
        self._appearance = appearance
        self._settings = settings

    # What slides and a presentation need is imported when the first is asked for.

    @cached_property
    def presenting(self) -> Presenting:
        """The presentation, which may be on."""
        from gui.present.presenting import Presenting

        return Presenting(self._window, self._document, self._appearance)

    def slots(self) -> dict[str, Callable[[], object]]:
        """What its actions do."""
        return {
            "export": self.export,
            "copyStep": self.copy_step,
            "present": lambda: self.presenting.start(),
            "motion": self._switch_motion,
        }

    def name_strangers(self, words: list[str]) -> None:
        """Say which words were never learnt; nothing where all were."""
        if words:
            text = translate("showing", "Never learnt: {words}. They have a neutral vector.")
            self.done.emit(text.format(words=", ".join(words)), "")

    def follow_motion(self, action: QAction) -> None:
        """Let things move, or not, as was chosen last; the action shows which."""
        self._motion = action
        action.setChecked(self._settings.motion)
        allow_motion(self._settings.motion)

    def _switch_motion(self) -> None:
        self._settings.motion = self._motion.isChecked()
        allow_motion(self._settings.motion)

    def export(self) -> None:
        """Ask what to export and how."""
        from gui.export.dialog import ExportDialog

        self._document.end_trial()
        dialog = ExportDialog(self._document, self._appearance, self._settings.store, self._window)
        dialog.exec()
        if dialog.written:
            folder = str(dialog.written[0].parent.absolute())
            self.done.emit(_written(len(dialog.written), folder), folder)
        dialog.deleteLater()

    def copy_step(self) -> None:
        """The slide of the step on the clipboard, in the look of the window."""
        from gui.export.picture import copy_step

        copy_step(self._document, self._appearance.theme.name)
        self.done.emit(translate("showing", "The slide of this step is on the clipboard."), "")


def _written(count: int, folder: str) -> str:
    if count == 1:
        return translate("showing", "The export is in {folder}.").format(folder=folder)
    text = translate("showing", "{count} files are in {folder}.")
    return text.format(count=count, folder=folder)

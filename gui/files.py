"""Opening and saving examples from the window: dialogs, questions, and what to do on failure."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from engine.errors import SoftmixError
from engine.scenario import find_scenario, read_scenario, write_scenario
from gui.document import Document
from gui.i18n import error_text
from gui.settings import Settings


class Files(QObject):
    """Asks before anything is lost; says what went wrong and leaves everything as it was."""

    def __init__(self, window: QWidget, document: Document, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._document = document
        self._settings = settings

    def open_scenario(self, name: str) -> bool:
        """Open a built-in scenario, after asking about unsaved work. Returns whether it did."""
        if not self.may_discard():
            return False
        try:
            self._document.open(find_scenario(name))
        except SoftmixError as error:
            self.show_error(error)
            return False
        return True

    def open_dialog(self) -> None:
        """Ask for a file and open it."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open an example"), self._settings.folder, self._filter()
        )
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> bool:
        """Open a file, after asking about unsaved work. Returns whether it did."""
        try:
            scenario = read_scenario(path)  # before asking: a bad file puts nothing at risk
        except SoftmixError as error:
            self.show_error(error)
            return False
        if not self.may_discard():
            return False
        try:
            self._document.open(scenario, path)
        except SoftmixError as error:
            self.show_error(error)
            return False
        self._settings.folder = str(path.parent)
        return True

    def save(self) -> bool:
        """Save to the file it came from, or ask for one. Returns whether it is saved."""
        if self._document.path is None:
            return self.save_as()
        return self._write(self._document.path)

    def save_as(self) -> bool:
        """Ask for a file and save there. Returns whether it is saved."""
        start = Path(self._settings.folder) / f"{self._document.scenario.name}.json"
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Save the example"), str(start), self._filter()
        )
        if not name:
            return False
        path = Path(name)
        if not path.suffix:  # the dialog has asked about the name without it
            path = path.with_name(f"{path.name}.json")
            if os.path.lexists(path) and not self._may_replace(path):
                return False
        return self._write(path)

    def may_discard(self) -> bool:
        """Whether the open work may go: it is saved, or the person said so."""
        if not self._document.modified:
            return True
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self._window,
            self.tr("Unsaved changes"),
            self.tr("Your changes to this example are not saved. Save them first?"),
            buttons.Save | buttons.Discard | buttons.Cancel,
            buttons.Save,
        )
        if answer == buttons.Save:
            return self.save()
        return answer == buttons.Discard

    def show_error(self, error: SoftmixError) -> None:
        """Say what went wrong, where, and what to do."""
        QMessageBox.warning(self._window, self.tr("Softmix"), error_text(error))

    def _may_replace(self, path: Path) -> bool:
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self._window,
            self.tr("Replace"),
            self.tr("{name} exists already. Replace it?").format(name=path.name),
            buttons.Yes | buttons.Cancel,
            buttons.Cancel,
        )
        return answer == buttons.Yes

    def _write(self, path: Path) -> bool:
        try:
            write_scenario(self._document.to_scenario(), path)
        except SoftmixError as error:
            self.show_error(error)
            return False
        self._document.saved_as(path)
        self._settings.folder = str(path.parent)
        return True

    def _filter(self) -> str:
        return self.tr("Softmix examples (*.json)") + ";;" + self.tr("All files (*)")

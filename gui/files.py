"""Opening and saving from the window: dialogs, questions, and what to do on failure."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from engine.errors import SoftmixError
from engine.folders import scenario_folder
from engine.project import SUFFIX, encode_project, find_project, read_project
from engine.project_format import Project, View
from engine.scenario import encode_scenario
from gui.document import Document
from gui.example_dialog import ExampleDialog
from gui.i18n import error_text
from gui.recent import forget, remember
from gui.saving import save_bytes
from gui.settings import Settings

_EXAMPLE = ".json"


class Files(QObject):
    """Asks before anything is lost; says what went wrong and leaves everything as it was.

    Signals:
        examples_changed: the person's own folder holds another example.
    """

    examples_changed = Signal()

    def __init__(
        self,
        window: QWidget,
        document: Document,
        settings: Settings,
        view: Callable[[], View],
        show_view: Callable[[View], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._document = document
        self._settings = settings
        self._view = view
        self._show_view = show_view

    # -- opening ---------------------------------------------------------------------------------

    def open_scenario(self, name: str) -> bool:
        """Open a scenario by its name, after asking about unsaved work. Returns whether it did."""
        if not self.may_discard():
            return False
        try:
            self._open(find_project(name), None)
        except SoftmixError as error:
            self.show_error(error)
            return False
        return True

    def open_dialog(self) -> None:
        """Ask for a file and open it."""
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Open"),
            self._settings.folder,
            self.tr("Softmix files (*.softmix *.json)") + ";;" + self.tr("All files (*)"),
        )
        if name:
            self.open_path(Path(name))

    def open_recent(self, name: str) -> None:
        """Open a file of the list; one that is gone can be taken off it."""
        path = Path(name)
        if path.is_file():
            self.open_path(path)
            return
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self._window,
            self.tr("Open recent"),
            self.tr("{path} is not there any more. Take it off the list?").format(path=path),
            buttons.Yes | buttons.No,
            buttons.Yes,
        )
        if answer == buttons.Yes:
            forget(self._settings, path)

    def open_path(self, path: Path) -> bool:
        """Open a file, after asking about unsaved work. Returns whether it did."""
        try:
            project = read_project(path)  # before asking: a bad file puts nothing at risk
        except SoftmixError as error:
            self.show_error(error)
            return False
        if not self.may_discard():
            return False
        try:
            self._open(project, path)
        except SoftmixError as error:
            self.show_error(error)
            return False
        self._remember(path)
        return True

    def _open(self, project: Project, path: Path | None) -> None:
        self._document.open_project(project, path)
        self._show_view(project.view)

    # -- saving ----------------------------------------------------------------------------------

    def save(self) -> bool:
        """Save to the file it came from, or ask for one. Returns whether it is saved."""
        if self._document.path is None:
            return self.save_as()
        return self._write(self._document.path)

    def save_as(self) -> bool:
        """Ask for a file and save there. Returns whether it is saved."""
        document = self._document
        name = document.path.stem if document.path else document.scenario.name
        start = Path(self._settings.folder) / f"{name}{SUFFIX}"
        work, example = (
            self.tr("Softmix work (*.softmix)"),
            self.tr("Example for others to open (*.json)"),
        )
        chosen, kind = QFileDialog.getSaveFileName(
            self._window, self.tr("Save"), str(start), f"{work};;{example}"
        )
        if not chosen:
            return False
        path = Path(chosen)
        if path.suffix not in (SUFFIX, _EXAMPLE):  # the dialog has asked about the name without it
            path = path.with_name(path.name + (_EXAMPLE if kind == example else SUFFIX))
            if os.path.lexists(path) and not self._may_replace(path):
                return False
        return self._write(path)

    def save_example(self) -> bool:
        """Ask what the example is called and keep it among the person's own, for the chooser."""
        dialog = ExampleDialog(self._document, self._window)
        done = bool(dialog.exec())
        named = dialog.named()
        dialog.deleteLater()
        if not done or named is None:
            return False
        path = scenario_folder() / f"{named.name}{_EXAMPLE}"
        if os.path.lexists(path) and not self._may_replace(path):
            return False
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            save_bytes(path, encode_scenario(named))
        except OSError as error:
            self._say(self.tr("{path} cannot be made: {reason}."), path.parent, error)
            return False
        except SoftmixError as error:
            self.show_error(error)
            return False
        self.examples_changed.emit()
        return True

    def show_examples(self) -> None:
        """Open the folder of the person's own examples; where nothing can, say where it is."""
        folder = scenario_folder()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self._say(self.tr("{path} cannot be made: {reason}."), folder, error)
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            text = self.tr("Your examples lie in {path}.").format(path=folder)
            QMessageBox.information(self._window, self.tr("Softmix"), text)

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

    def _say(self, template: str, path: Path, error: OSError) -> None:
        text = template.format(path=path, reason=error.strerror or error)
        QMessageBox.warning(self._window, self.tr("Softmix"), text)

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
        """Work where the name says so, else an example as others can open it."""
        document = self._document
        try:
            if path.suffix == SUFFIX:
                data = encode_project(document.to_project(self._view()))
            else:
                data = encode_scenario(document.to_scenario())
            save_bytes(path, data)
        except SoftmixError as error:
            self.show_error(error)
            return False
        document.saved_as(path)
        self._remember(path)
        return True

    def _remember(self, path: Path) -> None:
        self._settings.folder = str(path.parent)
        remember(self._settings, path.absolute())

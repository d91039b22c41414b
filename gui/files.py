"""Opening and saving from the window: dialogs, questions, and what to do on failure."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from engine.errors import SoftmixError
from engine.folders import scenario_folder
from engine.project import SUFFIX, encode_project, find_project, read_project
from engine.project_format import Project, View
from engine.scenario import DEFAULT, encode_scenario
from gui.document import Document
from gui.example_dialog import ExampleDialog
from gui.file_guard import FileGuard
from gui.recent import forget, remember
from gui.saving import save_bytes
from gui.settings import Settings
from gui.trouble import tell

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
        self.guard = FileGuard(self)
        self.guard.happened.connect(self._on_disk)
        self.guard.hold(document.path)
        document.kept.connect(self._hold)

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
        copy = False
        if not self.guard.is_free(path):
            choice = self._ask_about_other_window(path)
            if choice is None:
                return False
            copy = choice == "copy"
        try:
            self._open(project, None if copy else path)
        except SoftmixError as error:
            self.show_error(error)
            return False
        self._remember(path)
        return True

    def _hold(self) -> None:
        self.guard.hold(self._document.path)

    def ask_if_taken(self) -> None:
        """At the start: another window may have the file the command line named."""
        path = self._document.path
        if path is None or not self.guard.taken:
            return
        choice = self._ask_about_other_window(path)
        if choice == "copy":
            self._document.detach()
        elif choice is None:
            self.open_scenario(DEFAULT)

    def _ask_about_other_window(self, path: Path) -> Literal["copy", "open"] | None:
        """Another window has the file: whoever saves last would win."""
        box = QMessageBox(self._window)
        box.setObjectName("otherWindowBox")
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Open elsewhere"))
        box.setText(self.tr("{name} is open in another window.").format(name=path.name))
        box.setInformativeText(
            self.tr(
                "If both windows save, one writes over the other. A copy has a file of its own."
            )
        )
        roles = QMessageBox.ButtonRole
        copy = box.addButton(self.tr("Open a copy"), roles.AcceptRole)
        anyway = box.addButton(self.tr("Open anyway"), roles.DestructiveRole)
        box.addButton(self.tr("Cancel"), roles.RejectRole)
        box.setDefaultButton(copy)
        box.exec()
        clicked = box.clickedButton()
        box.deleteLater()
        return "copy" if clicked is copy else "open" if clicked is anyway else None

    def _on_disk(self, what: str) -> None:
        """The file of the open work was changed or taken away by somebody else."""
        path = self._document.path
        if path is None:
            return
        self._document.mark_unsaved()
        if what == "gone":
            text = self.tr(
                "{name} is not on the disk any more. Your work is here; save it to keep it."
            )
            QMessageBox.warning(self._window, self.tr("Softmix"), text.format(name=path.name))
            return
        box = QMessageBox(self._window)
        box.setObjectName("changedOnDiskBox")
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Changed on the disk"))
        box.setText(self.tr("{name} was changed by another program.").format(name=path.name))
        box.setInformativeText(
            self.tr("Open it as it is on the disk now, or go on with what is in this window?")
        )
        roles = QMessageBox.ButtonRole
        reload = box.addButton(self.tr("Open from the disk"), roles.AcceptRole)
        mine = box.addButton(self.tr("Keep mine"), roles.RejectRole)
        elsewhere = box.addButton(self.tr("Save mine as…"), roles.ActionRole)
        box.setDefaultButton(mine)
        box.exec()
        clicked = box.clickedButton()
        box.deleteLater()
        if clicked is reload:
            try:
                self._open(read_project(path), path)
            except SoftmixError as error:
                self.show_error(error)
        elif clicked is elsewhere:
            self.save_as()

    def _open(self, project: Project, path: Path | None) -> None:
        self._document.open_project(project, path)
        if project.work is not None:  # an example opens in the view of now
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
        tell(self._window, error)

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

    def _may_overwrite(self, path: Path) -> bool:
        """Another window has the file that is to be written."""
        buttons = QMessageBox.StandardButton
        text = self.tr("{name} is open in another window. Write over it all the same?")
        answer = QMessageBox.question(
            self._window,
            self.tr("Open elsewhere"),
            text.format(name=path.name),
            buttons.Yes | buttons.Cancel,
            buttons.Cancel,
        )
        return answer == buttons.Yes

    def _write(self, path: Path) -> bool:
        """Work where the name says so, else an example as others can open it."""
        document = self._document
        if not self.guard.is_free(path) and not self._may_overwrite(path):
            return False
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

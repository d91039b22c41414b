"""Where an export goes: the line with the path, and which files that makes."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QEvent, QSettings, QStandardPaths, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engine.errors import Message, UnwritableFile, translatable
from engine.files import os_reason
from gui.document import Document
from gui.export.formats import FORMATS
from gui.export.jobs import default_name, file_names
from gui.export.requests import ExportRequest
from gui.i18n import error_text

_NO_HOME = translatable("errors", "there is no home folder {name}")


class SaveAs(QWidget):
    """Proposes a name until a person gives another one.

    Attributes:
        fault: why there can be no file of the name that stands in the line; empty where there can.

    Signals:
        edited: a person has given another path.
    """

    edited = Signal()

    def __init__(
        self, document: Document, settings: QSettings | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._settings = settings
        self._request = ExportRequest()
        self._by_hand = False
        self.fault = ""
        self._label = QLabel()
        self._label.setProperty("kind", "heading")
        self._path = QLineEdit()
        self._path.setObjectName("pathEdit")
        self._label.setBuddy(self._path)
        self._browse = QPushButton()
        self._browse.setObjectName("browseButton")
        self._browse.setProperty("kind", "outlined")
        self._browse.setAutoDefault(False)
        self._files = QLabel()
        self._files.setObjectName("exportFiles")
        self._files.setProperty("kind", "muted")
        line = QHBoxLayout()
        line.addWidget(self._label)
        line.addWidget(self._path, 1)
        line.addWidget(self._browse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        column.addWidget(self._files)
        self._path.textEdited.connect(self._on_edited)
        self._browse.clicked.connect(self._on_browse)
        self._retranslate()

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self._path.text().strip()

    def out(self) -> Path:
        """The path as it is written to: in the known folder, with the suffix of the format.

        Raises:
            UnwritableFile: there can be no file of that name.
        """
        typed = Path(self.text)
        try:
            path = self._folder() / typed.expanduser()
        except RuntimeError:  # ~somebody
            reason = Message(_NO_HOME, name=typed.parts[0])
            raise UnwritableFile(path=typed, reason=reason) from None
        suffix = f".{self._request.format}"
        if os.path.isdir(path) or path.suffix.lower() == suffix:
            return path
        return path.with_suffix(suffix) if _is_picture(path) else Path(f"{path}{suffix}")

    def files(self) -> list[Path]:
        """The files that an export writes, none where nothing stands in the line.

        Raises:
            UnwritableFile: there can be no file of one of the names.
        """
        found = file_names(self._document, self._request, self.out()) if self.text else []
        for path in found:
            try:
                path.exists()  # whether one can ask
            except OSError as error:
                raise UnwritableFile(path=path, reason=os_reason(error)) from None
        return found

    def propose(self, request: ExportRequest) -> None:
        """A name for what is wished, or the person's own with the suffix of the format."""
        self._request = request
        if not self._by_hand:
            self._path.setText(str(self._folder() / default_name(self._document, request)))
        elif _is_picture(Path(self.text)):
            self._path.setText(str(Path(self.text).with_suffix(f".{request.format}")))
        self._show_files()

    def remember(self, folder: Path) -> None:
        """Propose this folder the next time."""
        if self._settings is not None:
            self._settings.setValue("export/folder", str(folder))

    def _folder(self) -> Path:
        kept = ""
        if self._settings is not None:
            kept = str(self._settings.value("export/folder", "", type=str))
        if kept and os.path.isdir(kept):
            return Path(kept)
        location = QStandardPaths.StandardLocation.PicturesLocation
        pictures = QStandardPaths.writableLocation(location)
        return Path(pictures) if Path(pictures).is_dir() else Path.home()

    def _show_files(self) -> None:
        files: list[Path] = []
        self.fault = ""
        try:
            files = self.files()
        except UnwritableFile as error:
            self.fault = error_text(error)
        text = ""
        if len(files) > 1:
            text = self.tr("{count} files: {first} to {last}").format(
                count=len(files), first=files[0].name, last=files[-1].name
            )
        self._files.setText(text)
        self._files.setVisible(bool(text))

    def _on_edited(self) -> None:
        self._by_hand = bool(self.text)
        self._show_files()
        self.edited.emit()

    def _on_browse(self) -> None:
        kind = self._request.format
        start = self._folder() if self.fault else self.out()
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the picture"), str(start), f"{kind.upper()} (*.{kind})",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )  # fmt: skip
        if name:
            self._path.setText(name)
            self._on_edited()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._label.setText(self.tr("Save as"))
        self._path.setAccessibleName(self.tr("Save as"))
        self._browse.setText(self.tr("Browse…"))
        self._browse.setAccessibleName(self._browse.text())
        self._show_files()


def _is_picture(path: Path) -> bool:
    return path.suffix.lower().lstrip(".") in FORMATS

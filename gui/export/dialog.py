"""The export dialog: choose, see exactly what comes out, write it or copy it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QIcon
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from engine.errors import SoftmixError
from gui.appearance import Appearance
from gui.document import Document
from gui.export.background import Background
from gui.export.choices import Choices
from gui.export.controls import IconLine, Preview
from gui.export.jobs import run
from gui.export.measures import READABLE
from gui.export.pager import Pager
from gui.export.picture import copy_slide
from gui.export.render import render_image
from gui.export.requests import in_language, sheets
from gui.export.room import check_room
from gui.export.save_as import SaveAs
from gui.export.slide import Slide
from gui.i18n import error_text


class ExportDialog(QDialog):
    """Exports slides of a document, which it only reads.

    Attributes:
        written: the files of the last export.
    """

    def __init__(
        self,
        document: Document,
        appearance: Appearance,
        settings: QSettings | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("exportDialog")
        self.written: list[Path] = []
        self._document = document
        self._appearance = appearance
        self._settings = settings
        self._smallest = 0.0
        self._running = False
        self._stop = False
        self._choices = Choices(document)
        self._preview = Preview(appearance)
        self._pager = Pager(appearance)
        self._readable = IconLine("readableLabel")
        self._note = QLabel()
        self._target = SaveAs(document, settings)
        self._failure = IconLine("exportError", "wrong")
        self._done = IconLine("exportMessage", "muted")
        self._progress = QProgressBar()
        self._open = QCheckBox()
        self._open.setObjectName("openFolderCheck")
        self._copy = self._button("copyPictureButton", "outlined")
        self._cancel = self._button("cancelButton", "outlined")
        self._export = self._button("exportNowButton", "primary")
        self._background = Background(self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._build()
        self._choices.restore(settings)
        if settings is not None:
            self._open.setChecked(bool(settings.value("export/openFolder", False, type=bool)))
        self._connect()
        self._target.propose(self._choices.request)
        self._on_path_edited()
        self._retranslate()
        screen = self.screen().availableGeometry()
        self.resize(min(1060, screen.width() - 40), min(800, screen.height() - 80))

    def _button(self, name: str, kind: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        button.setProperty("kind", kind)
        button.setAutoDefault(kind == "primary")
        button.setDefault(kind == "primary")
        return button

    def _build(self) -> None:
        self._progress.setObjectName("exportProgress")
        self._progress.hide()
        self._note.setObjectName("exportNote")
        self._note.setProperty("kind", "muted")
        self._note.setWordWrap(True)
        left = QScrollArea()
        left.setFrameShape(QFrame.Shape.NoFrame)
        left.setWidgetResizable(True)
        left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left.setWidget(self._choices)
        left.setMinimumWidth(self._choices.sizeHint().width() + 12)
        right = QVBoxLayout()
        right.setContentsMargins(28, 24, 28, 20)
        right.setSpacing(10)
        right.addWidget(self._preview, 1)
        right.addWidget(self._pager)
        right.addWidget(self._readable)
        right.addWidget(self._note)
        for widget in (self._target, self._failure, self._done):
            right.addWidget(widget)
        ground = QWidget()
        ground.setObjectName("legendBar")  # the canvas' ground, as below the diagram
        ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        ground.setLayout(right)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(left)
        middle.addWidget(ground, 1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(24, 14, 24, 14)
        buttons.setSpacing(8)
        buttons.addWidget(self._copy)
        buttons.addWidget(self._open)
        buttons.addWidget(self._progress, 1)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._export)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(middle, 1)
        whole.addLayout(buttons)

    def _connect(self) -> None:
        self._choices.changed.connect(self._on_changed)
        self._preview.resized.connect(self._refresh_later)
        self._pager.turned.connect(self._refresh_later)
        self._later.timeout.connect(self._refresh)
        self._target.edited.connect(self._on_path_edited)
        self._copy.clicked.connect(self.copy_picture)
        self._cancel.clicked.connect(self.reject)
        self._export.clicked.connect(self.export)
        self._appearance.changed.connect(self._refresh_later)

    # -- the preview -----------------------------------------------------------------------------

    def _on_changed(self) -> None:
        self._target.propose(self._choices.request)
        self._on_path_edited()
        self._retranslate()
        self._refresh_later()

    def _on_path_edited(self) -> None:
        self._say(self._fault(), "")
        self._allow_export()

    def _allow_export(self) -> None:
        possible = bool(self._target.text) and not self._fault()
        self._export.setEnabled(possible and not self._running)
        self._copy.setEnabled(not (self._choices.fault or self._running))

    def _fault(self) -> str:
        """Why nothing can be exported as it is wished; empty where it can."""
        fault = self._choices.fault or self._target.fault
        if fault or not self._target.text:
            return fault
        request = self._choices.request
        try:
            check_room(request, len(sheets(self._document, request)), self._target.out())
        except SoftmixError as error:
            return error_text(error)
        return ""

    def _refresh_later(self) -> None:
        self._later.start()

    def _refresh(self) -> None:
        """The preview is the slide itself, painted small."""
        request = self._choices.request
        try:
            slide = self._slide()
        except SoftmixError as error:
            self._say(error_text(error), "")
            return
        self._smallest = slide.smallest_text
        image = render_image(slide, self._preview.pixels(request.size))
        image.setDevicePixelRatio(1)
        self._preview.show_image(image)
        self._preview.setAccessibleDescription(slide.title)
        self._judge()
        self._copy.setIcon(self._appearance.icon("copy"))

    def _slide(self) -> Slide:
        """The slide that is to be seen. Raises SoftmixError where there is none."""
        request = self._choices.request
        made = sheets(self._document, request)
        self._pager.show_count(len(made))
        with in_language(self._document, request.language):
            return made[self._pager.index].make()

    def _judge(self) -> None:
        size = f"{self._smallest:.0f}"
        if self._smallest >= READABLE:
            text = self.tr("Smallest text is {size} px. Readable from the back of a room.")
            self._readable.say(text.format(size=size), self._appearance.icon("check"))
        else:
            text = self.tr("Smallest text is {size} px. Too small for the back of a room.")
            self._readable.say(text.format(size=size), self._appearance.icon("warning"))

    # -- doing it --------------------------------------------------------------------------------

    def export(self) -> None:
        """Write what is wished, after asking about files that exist; stay open on failure."""
        if self._running:
            return
        request = self._choices.request
        try:
            out = self._target.out()
            if not self._may_replace(self._target.files()):
                return
        except SoftmixError as error:  # the name has become impossible since it was typed
            self._say(error_text(error), "")
            return
        self._say("", "")
        self._set_running(True)
        try:
            self.written = run(
                self._document, request, out, self._on_progress, self._is_stopped,
                self._background.run,
            )  # fmt: skip
        except SoftmixError as error:
            self._say(error_text(error), "")
            return
        finally:
            self._set_running(False)
        if not self.written:
            self._say("", self.tr("Cancelled. Nothing was saved."))
            return
        self._choices.remember(self._settings)
        self._target.remember(self.written[0].parent)
        if self._settings is not None:
            self._settings.setValue("export/openFolder", self._open.isChecked())
        if self._open.isChecked():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.written[0].parent)))
        self.accept()

    def copy_picture(self) -> None:
        """Put the picture on the clipboard (whoever quits the application clears that)."""
        request = self._choices.request
        try:
            copy_slide(self._slide(), request.size)
        except MemoryError:
            self._say(self.tr("There is not enough memory for a picture of that size."), "")
            return
        except SoftmixError as error:
            self._say(error_text(error), "")
            return
        self._say("", self.tr("The picture is on the clipboard."))

    def reject(self) -> None:
        if self._running:
            self._stop = True  # the dialog stays; what was begun is taken back
            self._background.stop()
        else:
            super().reject()

    def _may_replace(self, files: list[Path]) -> bool:
        existing = [path for path in files if path.exists()]
        if not existing:
            return True
        if len(existing) == 1:
            text = self.tr("{name} exists already. Replace it?").format(name=existing[0].name)
        else:
            text = self.tr("{count} of these files exist already. Replace them?").format(
                count=len(existing)
            )
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self, self.tr("Replace"), text, buttons.Yes | buttons.Cancel, buttons.Cancel
        )
        return answer == buttons.Yes

    def _set_running(self, running: bool) -> None:
        self._running, self._stop = running, False
        for widget in (self._choices, self._target, self._pager, self._open):
            widget.setEnabled(not running)
        self._allow_export()
        self._progress.setRange(0, 0)
        self._progress.setVisible(running)

    def _on_progress(self, done: int, total: int) -> None:
        """Give the window a turn; a bar that only moves says that the last of it is being done."""
        self._progress.setRange(0, total if done < total else 0)
        self._progress.setValue(done)
        QCoreApplication.processEvents()

    def _is_stopped(self) -> bool:
        return self._stop

    def _say(self, failure: str, message: str) -> None:
        self._failure.say(failure, self._appearance.icon("warning"))
        self._done.say(message, self._appearance.icon("check") if message else QIcon())

    # -- the language ----------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._refresh_later()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Export"))
        self._note.setText(
            self.tr("The picture keeps its own layout: inputs left, result right, no buttons.")
        )
        self._preview.setAccessibleName(self.tr("Preview"))
        self._progress.setAccessibleName(self.tr("Progress"))
        self._copy.setText(self.tr("Copy picture"))
        self._cancel.setText(self.tr("Cancel"))
        self._open.setText(self.tr("Open the folder after"))
        self._open.setAccessibleName(self._open.text())
        kind = self._choices.request.format.upper()
        self._export.setText(self.tr("Export {format}").format(format=kind))
        for button in (self._copy, self._cancel, self._export):
            button.setAccessibleName(button.text())
        self._judge()

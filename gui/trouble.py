"""When something goes wrong: what it was, where, what to do, and the details to pass on."""

from __future__ import annotations

import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from engine.errors import SoftmixError
from gui.i18n import error_text
from gui.log import LOG, log_path, versions

translate = QCoreApplication.translate


def tell(parent: QWidget, error: SoftmixError) -> None:
    """Say what a person can act on; its details can be copied."""
    box = QMessageBox(parent)
    box.setObjectName("errorBox")
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Softmix")
    box.setText(error_text(error))
    copy = box.addButton(translate("trouble", "Copy details"), QMessageBox.ButtonRole.ActionRole)
    copy.setObjectName("copyDetailsButton")
    ok = box.addButton(QMessageBox.StandardButton.Ok)
    box.setDefaultButton(ok)
    box.exec()
    if box.clickedButton() is copy:
        QGuiApplication.clipboard().setText(details_of(error))
    box.deleteLater()


def details_of(error: BaseException) -> str:
    """What helps to find the cause: the error, where it arose, what runs here."""
    lines = [f"{type(error).__name__}: {error}", versions()]
    if not isinstance(error, SoftmixError):
        lines += ["", "".join(traceback.format_exception(error)).rstrip()]
    return "\n".join(lines)


def show_log(parent: QWidget) -> None:
    """Open the folder of the log; where nothing can, say where it is."""
    path = log_path()
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))):
        text = translate("trouble", "The log is {path}.").format(path=path)
        QMessageBox.information(parent, "Softmix", text)


class Rescue(QObject):
    """Keeps the window alive through errors nobody expected, and says so, once.

    Signals:
        happened: an unexpected error; its details. (It may come from any thread.)
        save_requested: the person wants to save a copy now.
    """

    happened = Signal(str)
    save_requested = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._box: QMessageBox | None = None
        self._details = ""
        self.count = 0
        self.happened.connect(self._say, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """From now on unexpected errors come here."""
        sys.excepthook = self.catch
        threading.excepthook = lambda args: self.catch(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )
        sys.unraisablehook = lambda args: LOG.error("not raised: %r", args.exc_value)

    def catch(
        self, kind: type[BaseException], error: BaseException, where: TracebackType | None
    ) -> None:
        """Take an error that nobody else took."""
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(kind, error, where)
            QCoreApplication.exit(130)
            return
        details = details_of(error.with_traceback(where))
        self.count += 1
        if self.count < 20:  # an error of every repaint would fill the log with itself
            LOG.error("unexpected: %s", details)
        self.happened.emit(details)

    def _say(self, details: str) -> None:
        """Say it once; what comes while it is being said is only counted."""
        if self._box is not None:
            return
        self._details = details
        box = self._box = QMessageBox(self._window)
        box.setObjectName("unexpectedBox")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Critical)
        box.setWindowTitle("Softmix")
        box.setText(self.tr("Something went wrong that should not have."))
        box.setInformativeText(
            self.tr(
                "Your work is still here, and you can go on. To be safe, save a copy. The details "
                "help us to find the cause: {first}"
            ).format(first=details.splitlines()[0][:200])
        )
        roles = QMessageBox.ButtonRole
        save = box.addButton(self.tr("Save a copy…"), roles.ActionRole)
        save.setObjectName("rescueSaveButton")
        save.clicked.connect(self.save_requested)
        copy = box.addButton(translate("trouble", "Copy details"), roles.ActionRole)
        copy.setObjectName("copyDetailsButton")
        copy.clicked.connect(self._copy)
        go_on = box.addButton(self.tr("Go on"), roles.AcceptRole)
        go_on.setObjectName("goOnButton")
        box.setDefaultButton(go_on)
        box.finished.connect(self._on_closed)
        box.open()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)

    def _on_closed(self, *_: object) -> None:
        self._box = None

"""After a crash: what was being worked on is offered back."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, QLockFile, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from engine.errors import SoftmixError
from engine.journal import SUFFIX, Replayed, read_journal
from gui.document import Document
from gui.recording import Recorder, lock_of, recovery_folder

#: What nobody could read is thrown away after so many days.
_OLD = 30


class Left(msgspec.Struct, frozen=True):
    """A journal nobody holds, with the lock that was taken on it."""

    journal: Path
    lock: QLockFile
    work: Replayed
    when: float

    def discard(self) -> None:
        """The work is not wanted, or stands elsewhere now."""
        with suppress(OSError):
            self.journal.unlink()
        self.lock.unlock()


def left_behind() -> list[Left]:
    """The journals of processes that are gone, the latest first; each is locked by this one."""
    try:
        paths = sorted(recovery_folder().glob(f"*{SUFFIX}"))
    except OSError:
        return []
    found = []
    for path in paths:
        lock = lock_of(path)
        if not lock.tryLock(0):
            continue  # its window is open
        try:
            when = path.stat().st_mtime
            found.append(Left(path, lock, read_journal(path), when))
        except (OSError, SoftmixError):
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > _OLD * 86400:
                    path.unlink()
            lock.unlock()
    return sorted(found, key=lambda left: -left.when)


def recover(document: Document, recorder: Recorder, left: Left) -> None:
    """Open the work; its journal goes only once a new one holds it.

    Raises:
        SoftmixError: it cannot be opened; the journal stays.
    """
    document.open_project(left.work.project, left.work.path, unsaved=True)
    recorder.begin()
    if recorder.path is not None:
        left.discard()
    else:
        left.lock.unlock()


def offer(
    document: Document, recorder: Recorder, parent: QWidget, failed: Callable[[SoftmixError], None]
) -> None:
    """Ask about what was left behind, if anything was."""
    left = left_behind()
    if not left:
        return
    dialog = RecoveryDialog(left, parent)
    dialog.exec()
    chosen = dialog.chosen
    for one in left:
        if one not in dialog.discarded and one is not chosen:
            one.lock.unlock()  # later
    if chosen is not None:
        try:
            recover(document, recorder, chosen)
        except SoftmixError as error:
            chosen.lock.unlock()
            failed(error)
    dialog.deleteLater()


class RecoveryDialog(QDialog):
    """Lists what was left behind: recover one, discard, or leave it for the next start."""

    def __init__(self, left: list[Left], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recoveryDialog")
        self.setWindowTitle(self.tr("Recover your work"))
        self.setMinimumWidth(480)
        self.chosen: Left | None = None
        self.discarded: list[Left] = []
        about = QLabel(
            self.tr(
                "Softmix did not end as it should the last time. This is what you were working "
                "on, up to the last change. Recover opens it; it is not saved until you save it."
            )
        )
        about.setWordWrap(True)
        self.works = QListWidget()
        self.works.setObjectName("recoveryList")
        self.works.setAccessibleName(self.tr("Work that can be recovered"))
        for one in left:
            item = QListWidgetItem(_said(one))
            item.setData(Qt.ItemDataRole.UserRole, one)
            item.setToolTip(str(one.work.path or ""))
            self.works.addItem(item)
        self.works.setCurrentRow(0)
        self.works.itemActivated.connect(self._recover)
        buttons = QDialogButtonBox()
        roles = QDialogButtonBox.ButtonRole
        self.recover = buttons.addButton(self.tr("Recover"), roles.AcceptRole)
        self.recover.setObjectName("recoverButton")
        self.recover.setProperty("kind", "primary")
        self.recover.clicked.connect(self._recover)
        self.discard = buttons.addButton(self.tr("Discard"), roles.DestructiveRole)
        self.discard.setObjectName("discardRecoveryButton")
        self.discard.clicked.connect(self._discard)
        self.later = buttons.addButton(self.tr("Later"), roles.RejectRole)
        self.later.setObjectName("laterButton")
        self.later.setToolTip(self.tr("Ask again at the next start"))
        self.later.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(about)
        layout.addWidget(self.works)
        layout.addWidget(buttons)

    def _current(self) -> Left | None:
        item = self.works.currentItem()
        one = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        return one if isinstance(one, Left) else None

    def _recover(self, *_: object) -> None:
        self.chosen = self._current()
        self.accept()

    def _discard(self) -> None:
        one = self._current()
        if one is None:
            return
        one.discard()
        self.discarded.append(one)
        self.works.takeItem(self.works.currentRow())
        if not self.works.count():
            self.reject()


def _said(left: Left) -> str:
    """`I love tea · mine.softmix · 12 changes · Thursday, 14:05`"""
    scenario, path = left.work.project.scenario, left.work.path
    chinese = QLocale().language() == QLocale.Language.Chinese
    when = QDateTime.fromSecsSinceEpoch(int(left.when))
    return "  ·  ".join(
        (
            path.name if path is not None else scenario.title.zh if chinese else scenario.title.en,
            QCoreApplication.translate("RecoveryDialog", "changes: {count}").format(
                count=left.work.changes
            ),
            when.toString("yyyy-MM-dd  HH:mm"),
        )
    )

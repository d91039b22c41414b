"""The snapshots that are kept: rename one in place, delete it, see what it takes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.appearance import Appearance
from gui.compare.comparing import Comparing
from gui.drawing.fonts import scaled
from gui.matrix.widgets import icon_button
from gui.snapshots import MOST

_KEY = Qt.ItemDataRole.UserRole
_MEGABYTE = 1 << 20


def size_text(size: int) -> str:
    """`0.4 MB`, `12 MB`, `< 0.1 MB`."""
    megabytes = size / _MEGABYTE
    if megabytes < 0.1:
        return "< 0.1 MB"
    return f"{megabytes:.0f} MB" if megabytes >= 10 else f"{megabytes:.1f} MB"


class _Names(QListWidget):
    """The names; F2 or a double click renames, Delete deletes."""

    delete_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setObjectName("snapshotNames")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)


class SnapshotList(QWidget):
    """All snapshots with what can be done to them."""

    def __init__(
        self, comparing: Comparing, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._comparing = comparing
        self._appearance = appearance
        self._filling = False
        self.title = QLabel()
        self.title.setProperty("kind", "heading")
        self.note = QLabel()
        self.note.setProperty("kind", "muted")
        self.note.setWordWrap(True)
        self.names = _Names()
        self.names.setMaximumHeight(scaled(112))
        self.keep = icon_button("keepSnapshotHereButton", narrow=True)
        self.rename = icon_button("renameSnapshotButton", narrow=True)
        self.delete = icon_button("deleteSnapshotButton", narrow=True)
        self.keep.clicked.connect(self._keep)
        self.rename.clicked.connect(self._rename)
        self.delete.clicked.connect(self.delete_current)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self.title, 1)
        for button in (self.keep, self.rename, self.delete):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.names)
        column.addWidget(self.note)
        self.names.delete_wanted.connect(self.delete_current)
        self.names.itemChanged.connect(self._on_edited)
        self.names.currentRowChanged.connect(self._follow_current)
        comparing.snapshots.changed.connect(self.refresh)
        comparing.changed.connect(self._say_sizes)
        appearance.changed.connect(self._restyle)
        self._restyle()
        self._retranslate()

    def refresh(self) -> None:
        """List what is kept now."""
        snapshots = self._comparing.snapshots.all
        current = self.names.currentRow()
        self._filling = True
        self.names.clear()
        for snapshot in snapshots:
            item = QListWidgetItem(snapshot.name)
            item.setData(_KEY, snapshot.key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setToolTip(snapshot.name)
            self.names.addItem(item)
        self._filling = False
        self.names.setVisible(bool(snapshots))
        self.names.setCurrentRow(min(max(current, 0), len(snapshots) - 1))
        self.keep.setEnabled(not self._comparing.snapshots.full)
        self._say_sizes()
        self._follow_current()

    def _say_sizes(self) -> None:
        kept = self._comparing.snapshots
        if not kept.all:
            text = self.tr("None yet. A snapshot keeps every number as it is now, to compare with.")
        else:
            text = self.tr(
                "{count} of at most {most}, {size} in all. A .softmix file keeps them."
            ).format(
                count=len(kept.all),
                most=MOST,
                size=size_text(sum(kept.size(snapshot) for snapshot in kept.all)),
            )
        self.note.setText(text)

    def _follow_current(self, *_: object) -> None:
        there = self.names.currentItem() is not None and bool(self._comparing.snapshots.all)
        self.rename.setEnabled(there)
        self.delete.setEnabled(there)

    def _keep(self) -> None:
        self._comparing.snapshots.keep()
        self.names.setCurrentRow(self.names.count() - 1)

    def _rename(self) -> None:
        item = self.names.currentItem()
        if item is not None:
            self.names.setFocus()
            self.names.editItem(item)

    def delete_current(self) -> None:
        """Delete the chosen snapshot."""
        item = self.names.currentItem()
        if item is not None:
            self._comparing.snapshots.delete(str(item.data(_KEY)))

    def _on_edited(self, item: QListWidgetItem) -> None:
        if self._filling:
            return
        key, text = str(item.data(_KEY)), item.text()
        self._comparing.snapshots.rename(key, text)
        snapshot = self._comparing.snapshots.get(key)
        if snapshot is not None and snapshot.name != text:
            self.refresh()  # a blank name, or one that is too long

    def _restyle(self) -> None:
        self.keep.setIcon(self._appearance.icon("snapshot"))
        self.rename.setIcon(self._appearance.icon("pencil"))
        self.delete.setIcon(self._appearance.icon("cross"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.title.setText(self.tr("Snapshots"))
        self.names.setAccessibleName(self.tr("Snapshots"))
        for button, text in (
            (self.keep, self.tr("Keep a snapshot (Ctrl+Shift+K)")),
            (self.rename, self.tr("Rename the snapshot (F2)")),
            (self.delete, self.tr("Delete the snapshot (Del)")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)
        self.refresh()

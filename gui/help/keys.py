"""The keyboard sheet: every key there is, by what it is for."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QMargins, QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from engine.errors import translatable


class KeyGroup(NamedTuple):
    """The keys of one menu, or of what is not in a menu: (key, what it does)."""

    title: str
    keys: list[tuple[str, str]]


#: Keys that are no actions of the window: of the diagram, of numbers, of lines of text.
MORE = (
    ("F2", translatable("help", "Edit the selected number")),
    ("Alt+↑, Alt+↓", translatable("help", "Change it by 0.1 (Shift 1, Ctrl 0.01)")),
    ("Del", translatable("help", "Release a pinned number")),
    ("Enter", translatable("help", "Open the selected matrix in a window")),
    ("← → ↑ ↓", translatable("help", "Travel between nodes, or between cells")),
    ("Z", translatable("help", "Zoom to the selected matrix, and back")),
    ("P", translatable("help", "Predict, or show everything")),
    ("I, O", translatable("help", "Show what the cell comes from, what it goes into")),
    ("1–9", translatable("help", "Show that head")),
    ("[, ]", translatable("help", "Previous block of a stack, next block")),
    ("Space", translatable("help", "Switch a cell of a mask")),
    ("Ctrl+G", translatable("help", "Go to a cell, in the window of a matrix")),
    ("Ctrl+D, Ctrl+R", translatable("help", "Fill a selected block down, to the right")),
    ("Ctrl+C, Ctrl+V", translatable("help", "Copy and paste numbers, in a table")),
    ("Ctrl+W", translatable("help", "Close the window of a matrix")),
    ("Esc", translatable("help", "Let go of the cell; put the old number or words back")),
)
_CELL = "style='padding:3px 16px 3px 0; white-space:nowrap'"


class KeySheet(QDialog):
    """In two columns, so that all can be seen; a line finds what is looked for."""

    def __init__(self, groups: Sequence[KeyGroup], parent: QWidget) -> None:
        super().__init__(parent)
        translate = QCoreApplication.translate
        more = [(key, translate("help", text)) for key, text in MORE]
        title = translate("help", "Diagram and numbers")
        self._groups = [*groups, KeyGroup(title, more)]
        self.setObjectName("keyboardSheet")
        self.setWindowTitle(translate("help", "Keyboard"))
        self._search = QLineEdit()
        self._search.setObjectName("keysSearch")
        self._search.setClearButtonEnabled(True)
        self._search.setPlaceholderText(translate("help", "Search the keys"))
        self._search.setAccessibleName(self._search.placeholderText())
        self._columns = QLabel(), QLabel()
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(28)
        for label in self._columns:
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            row.addWidget(label, 1, Qt.AlignmentFlag.AlignTop)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(page)
        close = QPushButton(translate("help", "Close"))
        close.setObjectName("closeKeysButton")
        close.setProperty("kind", "outlined")
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 14, 14)
        column.addWidget(self._search)
        column.addWidget(scroll)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self._search.textChanged.connect(self._show)
        self._show("")
        whole = page.sizeHint().grownBy(QMargins(0, 0, 14, 14))  # the scroll bars cover nothing
        scroll.setMinimumSize(whole.boundedTo(parent.size() - QSize(60, 160)))
        self._search.setFocus()

    @property
    def text(self) -> str:
        """All that is shown."""
        return "".join(label.text() for label in self._columns)

    def _show(self, wanted: str) -> None:
        """The groups that hold what is looked for, in two columns of nearly one length."""
        found = []
        for group in self._groups:
            keys = [k for k in group.keys if wanted.casefold() in " ".join(k).casefold()]
            if keys:
                found.append(KeyGroup(group.title, keys))
        split = min(
            range(len(found) + 1), key=lambda at: max(_length(found[:at]), _length(found[at:]))
        )
        for label, groups in zip(self._columns, (found[:split], found[split:]), strict=True):
            label.setText("".join(_table(group) for group in groups))


def _length(groups: Sequence[KeyGroup]) -> int:
    return sum(len(group.keys) + 2 for group in groups)


def _table(group: KeyGroup) -> str:
    rows = "".join(
        f"<tr><td {_CELL}><b>{html.escape(key)}</b></td><td {_CELL}>{html.escape(text)}</td></tr>"
        for key, text in group.keys
    )
    return f"<p><b>{html.escape(group.title)}</b></p><table>{rows}</table>"

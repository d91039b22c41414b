"""The keyboard sheet: every key there is, by what it is for."""

from __future__ import annotations

import html
import sys
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QKeySequence
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
from gui.drawing.fonts import scaled

#: A key that is no action of the window, and what it does.
Key = tuple[str, str]

#: The groups of the sheet: names of actions, and keys of the views.
GROUPS: tuple[tuple[str, tuple[str | Key, ...]], ...] = (
    (
        translatable("help", "Lesson"),
        ("next", "back", "first", "last", "play", "stepIn", "stepOut", "predict",
         ("P", translatable("help", "Predict, or show everything (in the diagram)"))),
    ),
    (
        translatable("help", "Numbers"),
        (
            ("F2", translatable("help", "Edit the selected number (typing does too)")),
            ("Esc", translatable("help", "Put the old number back, let go of the cell")),
            ("Alt+↑, Alt+↓", translatable("help", "Change it by 0.1 (Shift 1, Ctrl 0.01)")),
            ("Delete", translatable("help", "Release a pinned number")),
            ("Space", translatable("help", "Switch a cell of a mask")),
            "undo",
            "redo",
            "history",
            "travelBack",
            "exact",
        ),
    ),
    (
        translatable("help", "Diagram"),
        (
            ("← → ↑ ↓", translatable("help", "Travel between nodes, or between cells")),
            ("Tab, Shift+Tab", translatable("help", "Next matrix, previous matrix")),
            ("Enter", translatable("help", "Open the selected matrix in a window")),
            ("Z", translatable("help", "Zoom to the selected matrix, and back")),
            ("I, O", translatable("help", "Show what the cell comes from, what it goes into")),
            "compare",
            "wiggle",
            ("1 – 9", translatable("help", "Show that head")),
            "nextHead",
            "previousHead",
            ("[, ]", translatable("help", "Previous block of a stack, next block")),
            "nextBlock",
            "previousBlock",
            "nextFlow",
            "takeStep",
            "zoomIn",
            "zoomOut",
            "fit",
        ),
    ),
    (
        translatable("help", "Tables and matrix windows"),
        (
            ("Ctrl+G", translatable("help", "Go to a cell")),
            ("Ctrl+C, Ctrl+V", translatable("help", "Copy and paste numbers")),
            ("Ctrl+D, Ctrl+R", translatable("help", "Fill a selected block down, to the right")),
            ("Ctrl+W", translatable("help", "Close the window of a matrix")),
        ),
    ),
    (
        translatable("help", "Words, sizes, experiments"),
        ("sentence", "sizes", "experiments", "mistakes", "snapshot", "compareWindow"),
    ),
    (
        translatable("help", "Window"),
        ("regions", "outline", "panel", "present", "fullScreen", "quit"),
    ),
    (
        translatable("help", "Files"),
        ("open", "save", "saveAs", "export", "copyStep", "importMatrices"),
    ),
    (translatable("help", "Help"), ("manual", "whatIsThis", "why", "keys")),
)  # fmt: skip
_COLUMNS = 3
_KEY_WIDTH, _TEXT_WIDTH, _SIZE = 134, 168, 13
_SPELLED = {
    "PgDown": "PgDn",
    "PgUp": "PgUp",
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
    "Del": "Delete",
}


class KeyGroup(NamedTuple):
    """Some keys for one purpose: (keys, what they do)."""

    title: str
    keys: list[tuple[str, str]]


def spelled(keys: Sequence[QKeySequence]) -> str:
    """Shortcuts as they stand on a keyboard: `Ctrl+PgDn`; in the signs of a Mac on a Mac."""
    if sys.platform == "darwin":
        return ", ".join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
    texts = []
    for key in keys:
        *modifiers, last = key.toString().replace("++", "+plus").split("+")
        last = "+" if last == "plus" else _SPELLED.get(last, last)
        texts.append("+".join([*modifiers, last]))
    return ", ".join(texts)


def key_groups(actions: Mapping[str, tuple[str, str]]) -> list[KeyGroup]:
    """All keys in their groups; actions that are in none come last.

    Args:
        actions: for each action that has any, its keys and its text.
    """
    translate = QCoreApplication.translate
    left = dict(actions)
    groups = []
    for title, entries in GROUPS:
        keys = []
        for entry in entries:
            if isinstance(entry, tuple):
                keys.append((entry[0], translate("help", entry[1])))
            elif entry in left:
                keys.append(left.pop(entry))
        groups.append(KeyGroup(translate("help", title), keys))
    if left:
        groups.append(KeyGroup(translate("help", "More"), list(left.values())))
    return groups


class KeySheet(QDialog):
    """In columns, so that all can be seen at once; a line finds what is looked for."""

    def __init__(self, actions: Mapping[str, tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("keyboardSheet")
        self._actions = actions
        self._search = QLineEdit()
        self._search.setObjectName("keysSearch")
        self._search.setClearButtonEnabled(True)
        self._columns = tuple(QLabel() for _ in range(_COLUMNS))
        page = QWidget()
        page.setObjectName("page")
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(20)
        for label in self._columns:
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setWordWrap(True)
            label.setFixedWidth(scaled(_KEY_WIDTH + _TEXT_WIDTH))
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(page)
        self._close = QPushButton()
        self._close.setObjectName("closeKeysButton")
        self._close.setProperty("kind", "outlined")
        self._close.clicked.connect(self.accept)
        top = QHBoxLayout()
        top.addWidget(self._search, 1)
        top.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 16, 14, 12)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._scroll)
        self._search.textChanged.connect(self._show)
        self._retranslate()
        whole = page.sizeHint() + QSize(14, 2)  # the scroll bar covers nothing
        self._scroll.setMinimumSize(whole.boundedTo(parent.size() - QSize(44, 84)))
        self._search.setFocus()

    @property
    def text(self) -> str:
        """All that is shown."""
        return "".join(label.text() for label in self._columns)

    def _show(self, wanted: str) -> None:
        """The groups that hold what is looked for, in columns of nearly one length."""
        found = []
        for group in key_groups(self._actions):
            keys = [k for k in group.keys if wanted.casefold() in " ".join(k).casefold()]
            if keys:
                found.append(KeyGroup(group.title, keys))
        for label, groups in zip(self._columns, _shared_out(found), strict=True):
            label.setText("".join(_table(group) for group in groups))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        translate = QCoreApplication.translate
        self.setWindowTitle(translate("help", "Keyboard"))
        self._search.setPlaceholderText(translate("help", "Search the keys"))
        self._search.setAccessibleName(self._search.placeholderText())
        self._close.setText(translate("help", "Close"))
        self._show(self._search.text())


def _shared_out(groups: Sequence[KeyGroup]) -> list[Sequence[KeyGroup]]:
    """The groups in their order, cut so that the longest column is as short as can be."""
    count = len(groups)
    cuts = [(a, b) for a in range(count + 1) for b in range(a, count + 1)]
    first, second = min(cuts, key=lambda cut: max(map(_length, _cut(groups, *cut))))
    return _cut(groups, first, second)


def _cut(groups: Sequence[KeyGroup], first: int, second: int) -> list[Sequence[KeyGroup]]:
    return [groups[:first], groups[first:second], groups[second:]]


def _length(groups: Sequence[KeyGroup]) -> float:
    """How many lines a column takes, long texts on two."""
    return sum(1.8 + sum(1 + (len(text) > 27) * 0.8 for _, text in g.keys) for g in groups)


def _table(group: KeyGroup) -> str:
    size, width = scaled(_SIZE), scaled(_KEY_WIDTH)
    first = f"<td width='{width}' valign='middle' style='padding:1px 6px 1px 0'>"
    second = "<td valign='middle' style='padding:1px 0'>"
    rows = "".join(
        f"<tr>{first}<b>{html.escape(key)}</b></td>{second}{html.escape(text)}</td></tr>"
        for key, text in group.keys
    )
    return (
        f"<p style='font-size:{size + 1}px; margin:7px 0 1px 0'><b>{html.escape(group.title)}</b>"
        f"</p><table cellspacing='0' width='100%' style='font-size:{size}px'>{rows}</table>"
    )

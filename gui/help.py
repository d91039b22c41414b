"""The keyboard sheet and the about box."""

from __future__ import annotations

import html
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import QCoreApplication, QMargins, QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from engine.errors import translatable

#: Keys that are no actions of the window: of the diagram, of numbers, of lines of text.
_MORE = (
    ("F2", translatable("help", "Edit the selected number")),
    ("Alt+↑, Alt+↓", translatable("help", "Change it by 0.1 (Shift 1, Ctrl 0.01)")),
    ("Del", translatable("help", "Release a pinned number")),
    ("Enter", translatable("help", "Open the selected matrix in a window")),
    ("← → ↑ ↓", translatable("help", "Travel between nodes, or between cells")),
    ("P", translatable("help", "Predict, or show everything")),
    ("I, O", translatable("help", "Show what the cell comes from, what it goes into")),
    ("1–8", translatable("help", "Show that head")),
    ("Ctrl+G", translatable("help", "Go to a cell, in the window of a matrix")),
    ("Esc", translatable("help", "Let go of the cell; put the old number or words back")),
)
_CELL = "style='padding:3px 16px 3px 0; white-space:nowrap'"


def show_keys(parent: QWidget, keys: list[tuple[str, str]]) -> None:
    """Every shortcut, with those that work on numbers, in two columns so that all can be seen."""
    rows = keys + [(key, QCoreApplication.translate("help", text)) for key, text in _MORE]
    half = (len(rows) + 1) // 2
    pairs = zip(rows[:half], [*rows[half:], ("", "")], strict=False)
    table = "".join(f"<tr>{_entry(*left)}{_entry(*right)}</tr>" for left, right in pairs)
    sheet = QDialog(parent)
    sheet.setObjectName("keyboardSheet")
    sheet.setWindowTitle(QCoreApplication.translate("help", "Keyboard"))
    text = QLabel(f"<table>{table}</table>")
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    scroll = QScrollArea()
    scroll.setWidget(text)
    whole = text.sizeHint().grownBy(QMargins(0, 0, 14, 14))  # the scroll bars do not cover it
    scroll.setMinimumSize(whole.boundedTo(parent.size() - QSize(60, 120)))
    close = QPushButton(QCoreApplication.translate("help", "Close"))
    close.setObjectName("closeKeysButton")
    close.setProperty("kind", "outlined")
    close.clicked.connect(sheet.accept)
    column = QVBoxLayout(sheet)
    column.setContentsMargins(22, 18, 14, 14)
    column.addWidget(scroll)
    column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
    close.setFocus()
    sheet.exec()
    sheet.deleteLater()


def _entry(key: str, text: str) -> str:
    return f"<td {_CELL}><b>{html.escape(key)}</b></td><td {_CELL}>{html.escape(text)}</td>"


def show_about(parent: QWidget) -> None:
    """What Softmix is, its version, and whose fonts it carries."""
    text = QCoreApplication.translate(
        "help",
        "Softmix {version}\n\nLearn how attention works by touching its numbers.\n\n"
        "MIT licence. Carries Inter, STIX Two Text and Noto Sans SC under the SIL Open Font "
        "License; see THIRD_PARTY_NOTICES.md.",
    )
    title = QCoreApplication.translate("help", "About Softmix")
    QMessageBox.about(parent, title, text.format(version=softmix_version()))


def softmix_version() -> str:
    """The installed version; `dev` when run from a tree that is not installed."""
    try:
        return version("softmix")
    except PackageNotFoundError:
        return "dev"

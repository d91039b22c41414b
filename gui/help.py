"""The keyboard sheet and the about box."""

from __future__ import annotations

import html
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget


def show_keys(parent: QWidget, keys: list[tuple[str, str]]) -> None:
    """Every shortcut, with those that work on numbers."""
    more = [
        ("F2", QCoreApplication.translate("help", "Edit the selected number")),
        (
            "Alt+↑, Alt+↓",
            QCoreApplication.translate("help", "Change it by 0.1 (Shift 1, Ctrl 0.01)"),
        ),
        ("Del", QCoreApplication.translate("help", "Release a pinned number")),
        ("Enter", QCoreApplication.translate("help", "Open the selected matrix in a window")),
        ("← → ↑ ↓", QCoreApplication.translate("help", "Travel between nodes, or between cells")),
        ("Esc", QCoreApplication.translate("help", "Let go of the cell; put the old number back")),
    ]
    rows = "".join(
        f"<tr><td style='padding:3px 18px 3px 0'><b>{html.escape(key)}</b></td>"
        f"<td>{html.escape(text)}</td></tr>"
        for key, text in keys + more
    )
    box = QMessageBox(parent)
    box.setObjectName("keyboardSheet")
    box.setWindowTitle(QCoreApplication.translate("help", "Keyboard"))
    box.setText(f"<table>{rows}</table>")
    box.exec()
    box.deleteLater()


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

"""The about box: what Softmix is, with what it runs, and whose work it carries."""

from __future__ import annotations

import platform
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, distribution, version

import numpy
import PySide6
from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from engine.scenario import RESOURCES

_ICON = 72
_NOTICES = RESOURCES.parent / "THIRD_PARTY_NOTICES.md"


class AboutBox(QDialog):
    """Stays open until it is closed; its versions can be copied into a report.

    Signals:
        manual_wanted: the manual is wanted; the box has closed.
    """

    manual_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        translate = QCoreApplication.translate
        self.setObjectName("aboutBox")
        self.setWindowTitle(translate("help", "About Softmix"))
        picture = QLabel()
        icon = QIcon(str(RESOURCES / "icons" / "softmix.svg"))
        picture.setPixmap(icon.pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF()))
        name = QLabel(f"Softmix {softmix_version()}")
        name.setProperty("kind", "title")
        what = QLabel(translate("help", "Learn how attention works by touching its numbers."))
        self._versions = QLabel(versions())
        self._versions.setObjectName("versionsLabel")
        self._versions.setProperty("kind", "muted")
        self._versions.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        terms = QLabel(
            translate(
                "help",
                "MIT licence. Carries Inter, STIX Two Text and Noto Sans SC under the SIL Open "
                "Font License.",
            )
        )
        terms.setWordWrap(True)
        self._notices = QTextBrowser()
        self._notices.setObjectName("noticesText")
        self._notices.setOpenLinks(False)
        self._notices.setMinimumHeight(240)
        self._notices.setAccessibleName(translate("help", "Licences of what it uses"))
        self._notices.hide()
        copy = _button("copyVersionsButton", translate("help", "Copy the versions"))
        self._show = _button("showNoticesButton", translate("help", "Licences…"))
        manual = _button("aboutManualButton", translate("help", "Manual"))
        close = _button("closeAboutButton", translate("help", "Close"))
        copy.clicked.connect(self._copy)
        manual.clicked.connect(self._want_manual)
        self._show.clicked.connect(self._show_notices)
        close.clicked.connect(self.accept)
        words = QVBoxLayout()
        for label in (name, what, self._versions, terms):
            words.addWidget(label)
        top = QHBoxLayout()
        top.setSpacing(20)
        top.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(copy)
        buttons.addWidget(self._show)
        buttons.addWidget(manual)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(16)
        column.addLayout(top)
        column.addWidget(self._notices, 1)
        column.addLayout(buttons)
        self.setMinimumWidth(520)
        close.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"Softmix {softmix_version()}\n{versions()}")

    def _want_manual(self) -> None:
        self.accept()
        self.manual_wanted.emit()

    def _show_notices(self) -> None:
        self._notices.setMarkdown(notices())
        self._notices.show()
        self._show.setEnabled(False)
        self.resize(max(self.width(), 760), max(self.height(), 600))


def _button(name: str, text: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setProperty("kind", "outlined")
    button.setAutoDefault(False)
    return button


def versions() -> str:
    """With what it runs, in one line."""
    return (
        f"Python {platform.python_version()} · PySide6 {PySide6.__version__} · "
        f"numpy {numpy.__version__} · {platform.system()}"
    )


def notices() -> str:
    """The licences of what Softmix uses, from beside the program or from what was installed."""
    with suppress(OSError):
        return _NOTICES.read_text(encoding="utf-8")
    with suppress(PackageNotFoundError):
        kept = distribution("softmix").read_text(f"licenses/{_NOTICES.name}")
        if kept is not None:
            return kept
    return _NOTICES.name


def softmix_version() -> str:
    """The installed version; `dev` when run from a tree that is not installed."""
    try:
        return version("softmix")
    except PackageNotFoundError:
        return "dev"

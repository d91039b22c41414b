"""Small parts of the pages: labels, choices whose texts wrap, entries of the list."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QWidget,
)


def label(kind: str = "", name: str = "", parent: QWidget | None = None) -> QLabel:
    """A label that wraps."""
    made = QLabel(parent)
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setObjectName(name)
    if kind:
        made.setProperty("kind", kind)
    return made


class Choice(QRadioButton):
    """A radio button whose text wraps to the width it has."""

    _INDICATOR = 34

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.said = ""
        self.setObjectName(f"choice-{key}")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        """Show a text."""
        self.said = text
        self.setAccessibleName(text)
        self._wrap()

    def set_fixed(self, fixed: bool) -> None:
        """A prediction that stands: it can be read, and no longer be changed."""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, fixed)
        policy = Qt.FocusPolicy.NoFocus if fixed else Qt.FocusPolicy.StrongFocus
        self.setFocusPolicy(policy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wrap()

    def _wrap(self) -> None:
        text = "\n".join(wrapped(self.said, self.fontMetrics(), self.width() - self._INDICATOR))
        if text != self.text():
            self.setText(text.replace("&", "&&"))
            self.updateGeometry()


def wrapped(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """The lines of a text: broken at spaces, and where there are none (Chinese) anywhere."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and metrics.horizontalAdvance((line + piece).rstrip()) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()]


def _pieces(text: str) -> list[str]:
    """What must not be broken: words with the space after them, or single wide characters."""
    pieces: list[str] = []
    for character in text:
        joins = pieces and not pieces[-1].endswith(" ") and ord(character) < _WIDE
        if joins and ord(pieces[-1][-1]) < _WIDE:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


_WIDE = 0x2E80  # from here on stand the characters of Chinese


class Entry(QPushButton):
    """A mistake in the list: its name, a line about it, and how the prediction went."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.setObjectName(f"mistake-{key}")
        self.setProperty("kind", "entry")
        self.title = label("heading")
        self.line = label("muted")
        self.state = label("muted")
        self.state.setWordWrap(False)
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 6, 10, 6)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(1)
        grid.addWidget(self.title, 0, 0)
        grid.addWidget(self.state, 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.line, 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        for part in (self.title, self.line, self.state):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, title: str, line: str, state: str, spoken: str) -> None:
        """Show the texts. `spoken` stands for the mark in what a screen reader says."""
        self.title.setText(title)
        self.line.setText(line)
        self.state.setText(state)
        self.state.setVisible(bool(state))
        self.setAccessibleName(f"{title}. {spoken}" if spoken else title)
        self.setAccessibleDescription(line)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        assert layout is not None
        return layout.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        return layout.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        return layout.totalMinimumSize()

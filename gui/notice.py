"""A line over the diagram that says what is wrong, with a button that helps."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from gui.appearance import Appearance


class Notice(QWidget):
    """Sign, text and button; what they say, and when, is the affair of those who derive from it.

    Args:
        name: `warning` makes the `warningBar` with its `warningLabel`.
        button: the name of the button.
    """

    def __init__(
        self, appearance: Appearance, name: str, button: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}Bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._appearance = appearance
        self._icon = QLabel()
        self._text = QLabel()
        self._text.setObjectName(f"{name}Label")
        self._text.setWordWrap(True)
        self._button = QPushButton()
        self._button.setObjectName(button)
        self._button.setProperty("kind", "outlined")
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 6, 12, 6)
        line.setSpacing(10)
        line.addWidget(self._icon)
        line.addWidget(self._text, 1)
        line.addWidget(self._button)
        appearance.changed.connect(self._restyle)
        self._restyle()

    def say(self, text: str) -> None:
        """Write the text; it is spoken as well."""
        self._text.setText(text)
        self.setAccessibleName(text)

    def _restyle(self) -> None:
        self._icon.setPixmap(self._appearance.icon("warning").pixmap(QSize(20, 20)))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        raise NotImplementedError

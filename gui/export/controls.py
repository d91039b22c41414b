"""The parts of the export dialog: segmented choices, the preview, a line with an icon."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QWidget,
)

from gui.appearance import Appearance
from gui.number_box import inset

_BEFORE_NUMBER = 6


def number_box(name: str, low: int, high: int, value: int, unit: str = "") -> QSpinBox:
    """A box for a whole number, changed when it is complete."""
    box = inset(QSpinBox())
    box.setObjectName(name)
    box.setRange(low, high)
    box.setValue(value)
    box.setSuffix(unit)
    box.setKeyboardTracking(False)
    box.lineEdit().setTextMargins(_BEFORE_NUMBER, 0, 0, 0)
    return box


class Segments(QWidget):
    """A row of buttons of which one is chosen.

    Signals:
        chosen: the code of the button a person has chosen.
    """

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """`choices` are codes, each with the object name of its button."""
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for index, (code, name) in enumerate(choices):
            button = QToolButton()
            button.setObjectName(name)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            ends = {0: "first", len(choices) - 1: "last"}
            button.setProperty("segment", ends.get(index, "middle"))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._group.addButton(button)
            self._buttons[code] = button
            row.addWidget(button)
        self._group.buttonClicked.connect(self._on_clicked)

    @property
    def code(self) -> str:
        """What is chosen."""
        return next((c for c, button in self._buttons.items() if button.isChecked()), "")

    def choose(self, code: str) -> None:
        """Choose one, silently; an unknown code chooses the first."""
        self._buttons.get(code, next(iter(self._buttons.values()))).setChecked(True)

    def set_texts(self, texts: dict[str, str], group: str) -> None:
        """Name the buttons; `group` is what the choice is about, for screen readers."""
        for code, text in texts.items():
            self._buttons[code].setText(text)
            self._buttons[code].setAccessibleName(f"{group}: {text}")

    def _on_clicked(self, button: QAbstractButton) -> None:
        self.chosen.emit(self.code)


class Preview(QWidget):
    """Shows a picture as large as it goes, on a chequered ground where it is transparent.

    Signals:
        resized: another size; the picture wants to be rendered for it.
    """

    resized = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("exportPreview")
        self.setMinimumSize(320, 200)
        self._appearance = appearance
        self.image = QImage()

    def show_image(self, image: QImage) -> None:
        """Show this picture, rendered for `room` device pixels."""
        self.image = image
        self.update()

    def pixels(self, proportions: tuple[int, int]) -> tuple[int, int]:
        """The size in device pixels a picture of these proportions has here."""
        ratio = self.devicePixelRatioF()
        width, height = (self.width() - 2) * ratio, (self.height() - 2) * ratio
        scale = min(width / proportions[0], height / proportions[1])
        return max(1, round(proportions[0] * scale)), max(1, round(proportions[1] * scale))

    def sizeHint(self) -> QSize:
        return QSize(574, 323)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.image.isNull():
            return
        ratio = self.devicePixelRatioF()
        width, height = self.image.width() / ratio, self.image.height() / ratio
        area = QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)
        painter = QPainter(self)
        painter.fillRect(area, QColor("#FFFFFF"))
        square = 8
        for row in range(int(height // square) + 1):
            for column in range(row % 2, int(width // square) + 1, 2):
                tile = QRectF(area.x() + column * square, area.y() + row * square, square, square)
                painter.fillRect(tile & area, QColor("#E4E4DF"))
        painter.drawImage(area, self.image)
        painter.setPen(QPen(QColor(self._appearance.theme.hairline), 1))
        painter.drawRect(area.adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.end()


class IconLine(QWidget):
    """A sentence with an icon before it; hidden while it says nothing."""

    def __init__(self, name: str, kind: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = QLabel()
        self._text = QLabel()
        self._text.setObjectName(name)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if kind:
            self._text.setProperty("kind", kind)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def say(self, text: str, icon: QIcon) -> None:
        """Say something, or nothing."""
        self._text.setText(text)
        self._text.setAccessibleName(text)
        self._icon.setPixmap(icon.pixmap(QSize(20, 20)))
        self.setVisible(bool(text))

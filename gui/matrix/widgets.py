"""Small controls the panel and the windows share: painted symbols, segments, separators."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)

from gui.appearance import Appearance
from gui.drawing import fonts
from gui.drawing.painter import paint
from gui.drawing.primitives import Text, TextRun


class RunsLabel(QWidget):
    """One line of coloured text in the fonts of the diagram: a symbol or a formula."""

    def __init__(self, size: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._runs: tuple[TextRun, ...] = ()

    def set_runs(self, runs: Sequence[TextRun]) -> None:
        """Show these runs."""
        if tuple(runs) == self._runs:
            return  # an edit moves numbers, not what they are called
        self._runs = tuple(runs)
        self.setAccessibleName("".join(run.text for run in runs))
        self.setFixedSize(self.sizeHint())  # no layout may cut a subscript: W_Q would read W_O
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(fonts.width(self._runs, self._size)) + 3, round(self._size * 1.75))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
            paint(painter, [Text(1, self._size * 1.2, self._runs, self._size)])


class TitleLabel(QLabel):
    """A title that gives way to what stands beside it: cut short where there is no room."""

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 6, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        area = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)


class Segments(QWidget):
    """Buttons joined in a row, one of them chosen.

    Signals:
        chosen: the key of the button a person pressed.
    """

    chosen = Signal(str)

    def __init__(self, keys: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QToolButton] = {}
        for index, key in enumerate(keys):
            button = QToolButton()
            button.setCheckable(True)
            button.setObjectName(f"{key}Button")
            place = "first" if index == 0 else "last" if index == len(keys) - 1 else "middle"
            button.setProperty("segment", place)
            self._group.addButton(button, index)
            self.buttons[key] = button
            row.addWidget(button)
        self._keys = tuple(keys)
        self._group.idClicked.connect(self._on_clicked)

    def choose(self, key: str) -> None:
        """Press a button without telling."""
        self.buttons[key].setChecked(True)

    def name(self, key: str, text: str) -> None:
        """Write on a button."""
        self.buttons[key].setText(text)
        self.buttons[key].setAccessibleName(text)

    def _on_clicked(self, index: int) -> None:
        self.chosen.emit(self._keys[index])


class Chooser(QComboBox):
    """A combo box with the product's own arrow (a style sheet takes the style's away)."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            area = self.rect().adjusted(self.width() - 26, 0, -10, 0)
            self._appearance.icon("chevron-down").paint(painter, area)


def text_button(name: str, *, outlined: bool = True) -> QPushButton:
    """A button with an icon and a text."""
    button = QPushButton()
    button.setObjectName(name)
    button.setIconSize(QSize(16, 16))
    if outlined:
        button.setProperty("kind", "outlined")
    return button


def icon_button(name: str, *, narrow: bool = False) -> QToolButton:
    """A button with an icon alone; it needs a tool tip. `narrow`: it stands close to others."""
    button = QToolButton()
    if narrow:
        button.setStyleSheet(
            "QToolButton { padding: 5px 5px; } QToolButton:focus { padding: 4px 4px; }"
        )
    button.setObjectName(name)
    button.setIconSize(QSize(18, 18))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def separator(parent: QWidget | None = None) -> QFrame:
    """A hairline between groups of controls."""
    line = QFrame(parent)
    line.setProperty("kind", "separator")
    line.setFixedSize(1, 22)
    return line


class MessageLine(QLabel):
    """One sentence about what was refused; away while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("matrixMessage")
        self.setProperty("kind", "wrong")
        self.setWordWrap(True)
        self.hide()

    def say(self, text: str) -> None:
        """Show a sentence."""
        self.setText(text)
        self.show()

    def clear_away(self, *_: object) -> None:
        """It is over."""
        self.hide()
        self.clear()

"""The four hints of the first start, each beside what it speaks of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from engine.errors import translatable
from gui.appearance import Appearance
from gui.drawing.fonts import scaled

HINTS = (
    translatable(
        "tour",
        "Point at a number: it is spelled out how it was made. Click it and type another one, or "
        "drag it sideways: everything that follows from it changes at once.",
    ),
    translatable(
        "tour",
        "What an edit has changed gets a yellow corner. This button writes on the cards what each "
        "number was before.",
    ),
    translatable("tour", "Go through the lesson step by step. Page Down and Page Up do the same."),
    translatable("tour", "Make slides of what you see, or press F5 and present it."),
)
_WIDTH, _GAP = 300, 14


class Tour(QFrame):
    """A small frame over the window, and a rim around what it speaks of. Nothing is blocked.

    Args:
        targets: for each hint the area of the window it is about, asked for when it is placed.
    """

    def __init__(
        self,
        window: QWidget,
        appearance: Appearance,
        targets: Sequence[Callable[[], QRect]],
    ) -> None:
        super().__init__(window)
        self.setObjectName("tour")
        self._window, self._appearance, self._targets = window, appearance, targets
        self.index = 0
        self._home: QWidget | None = None
        self._rim = QFrame(window)
        self._rim.setObjectName("tourRim")
        self._rim.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._text, self._place = QLabel(), QLabel()
        self._text.setWordWrap(True)
        self._text.setObjectName("tourText")
        self._place.setProperty("kind", "muted")
        self._skip, self._next = QPushButton(), QPushButton()
        self._skip.setObjectName("tourSkipButton")
        self._next.setObjectName("tourNextButton")
        self._skip.setProperty("kind", "outlined")
        self._next.setProperty("kind", "primary")
        self._skip.clicked.connect(self.end)
        self._next.clicked.connect(self.go_on)
        line = QHBoxLayout()
        line.addWidget(self._place)
        line.addStretch(1)
        line.addWidget(self._skip)
        line.addWidget(self._next)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(14)
        column.addWidget(self._text)
        column.addLayout(line)
        self.setFixedWidth(scaled(_WIDTH))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._put)
        appearance.changed.connect(self._restyle)
        window.installEventFilter(self)
        self._restyle()

    def start(self) -> None:
        """From the first hint."""
        self.index = 0
        self._home = QApplication.focusWidget()
        self._show()
        self._next.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self) -> None:
        """The next hint; after the last one it is over."""
        if self.index + 1 == len(HINTS):
            self.end()
            return
        self.index += 1
        self._show()

    def end(self) -> None:
        """No more hints; the focus goes back to where it was."""
        focus, home = QApplication.focusWidget(), self._home
        if focus is not None and self.isAncestorOf(focus) and home is not None and isValid(home):
            home.setFocus(Qt.FocusReason.OtherFocusReason)
        self._window.removeEventFilter(self)
        self._rim.hide()
        self.hide()
        self._rim.deleteLater()
        self.deleteLater()

    def _show(self) -> None:
        self._retranslate()
        self._put()
        for widget in (self._rim, self):
            widget.show()
            widget.raise_()

    def place_later(self) -> None:
        """What it points at has moved: follow, once everything has found its place."""
        self._later.start()

    def _put(self) -> None:
        """Beside what it points at: below, above, right or left of it, where there is room."""
        area = self._targets[self.index]()
        whole = self._window.rect()
        self._rim.setGeometry(area.adjusted(-4, -4, 4, 4) & whole)
        self._column.invalidate()
        self.resize(self.width(), self._column.totalHeightForWidth(self.width()))
        room = whole.adjusted(_GAP, _GAP, -_GAP, -_GAP)
        middle = area.center() - QPoint(self.width() // 2, self.height() // 2)
        for place in (
            QPoint(middle.x(), area.bottom() + _GAP),
            QPoint(middle.x(), area.top() - _GAP - self.height()),
            QPoint(area.right() + _GAP, middle.y()),
            QPoint(area.left() - _GAP - self.width(), middle.y()),
        ):
            x = min(max(place.x(), room.left()), room.right() - self.width())
            y = min(max(place.y(), room.top()), room.bottom() - self.height())
            if not QRect(QPoint(x, y), self.size()).intersects(area):
                self.move(x, y)
                return
        self.move(max(middle.x(), room.left()), max(area.top() + 4 * _GAP, room.top()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.place_later()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._later.start()
        super().changeEvent(event)

    def _restyle(self) -> None:
        look = self._appearance.theme
        self.setStyleSheet(
            f"QFrame#tour {{ background: {look.card}; border: 2px solid {look.text};"
            "border-radius: 10px; }"
        )
        self._rim.setStyleSheet(
            f"QFrame#tourRim {{ background: transparent; border: 3px solid {look.text};"
            "border-radius: 8px; }"
        )

    def _retranslate(self) -> None:
        self._text.setText(QCoreApplication.translate("tour", HINTS[self.index]))
        self._place.setText(
            self.tr("{number} of {count}").format(number=self.index + 1, count=len(HINTS))
        )
        last = self.index + 1 == len(HINTS)
        self._skip.setText(self.tr("Skip"))
        self._skip.setVisible(not last)
        self._next.setText(self.tr("Done") if last else self.tr("Next"))
        for button in (self._skip, self._next):
            button.setAccessibleName(button.text())
        self.setAccessibleName(self._text.text())

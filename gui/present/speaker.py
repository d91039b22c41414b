"""The speaker's window, on the other screen: slide, next slide, notes, clock."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QSize, Qt, QTime, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from gui.appearance import Appearance
from gui.document import Document
from gui.export.looks import slide_theme
from gui.export.now import now_slide
from gui.export.render import render_image
from gui.export.slide import SlideOptions, step_slide

_SLIDE = (1920, 1080)


class SpeakerWindow(QWidget):
    """What only the speaker sees.

    Signals:
        left: it was closed, and with it the presentation.
    """

    left = Signal()

    def __init__(self, document: Document, appearance: Appearance) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("speakerWindow")
        self._document, self._appearance = document, appearance
        self._now, self._next = _picture("speakerSlide"), _picture("speakerNext")
        self._next_title = QLabel()
        self._place, self._clock, self._elapsed = QLabel(), QLabel(), QLabel()
        for label, name in (
            (self._next_title, "speakerNextTitle"), (self._place, "speakerPlace"),
            (self._clock, "speakerClock"), (self._elapsed, "speakerElapsed"),
        ):  # fmt: skip
            label.setObjectName(name)
            label.setStyleSheet("font-size: 18px; font-weight: 600;")
        self._notes = QTextEdit()
        self._notes.setObjectName("speakerNotes")
        self._notes.setReadOnly(True)
        self._notes.setStyleSheet("font-size: 22px;")
        self._back, self._on, self._reset = QPushButton(), QPushButton(), QPushButton()
        for button, name in (
            (self._back, "speakerBack"), (self._on, "speakerOn"), (self._reset, "resetClockButton")
        ):  # fmt: skip
            button.setObjectName(name)
            button.setProperty("kind", "outlined")
        self._since = QElapsedTimer()
        self._since.start()
        self._tick = QTimer(self)
        self._tick.setInterval(500)
        self._tick.timeout.connect(self._show_time)
        self._tick.start()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.refresh)
        self._build()
        self._connect()
        self._retranslate()

    def _build(self) -> None:
        bar = QHBoxLayout()
        for widget in (self._back, self._on, self._place):
            bar.addWidget(widget)
        bar.addStretch(1)
        for widget in (self._elapsed, self._reset, self._clock):
            bar.addWidget(widget)
        side = QVBoxLayout()
        side.addWidget(self._next_title)
        side.addWidget(self._next, 2)
        side.addWidget(self._notes, 3)
        grid = QGridLayout()
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        grid.addWidget(self._now, 0, 0)
        grid.addLayout(side, 0, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(14)
        whole.addLayout(grid, 1)
        whole.addLayout(bar)

    def _connect(self) -> None:
        document = self._document
        for signal in (
            document.step_changed, document.values_changed, document.structure_changed,
            document.head_changed, document.words_changed, self._appearance.changed,
        ):  # fmt: skip
            signal.connect(self._refresh_later)
        self._back.clicked.connect(document.previous_step)
        self._on.clicked.connect(document.next_step)
        self._reset.clicked.connect(self._restart)

    def _refresh_later(self, *_: object) -> None:
        self._later.start()

    def refresh(self) -> None:
        """Show the step of now."""
        document = self._document
        look, options = slide_theme(self._appearance.theme.name), SlideOptions(_SLIDE)
        index, steps = document.cursor.index, document.lesson.steps
        slide = now_slide(document, look, options)
        _show(self._now, render_image(slide, _fitting(self._now)))
        asking = document.predicting.asking
        self._notes.setPlainText("" if asking else slide.notes)
        self._place.setText(
            self.tr("Step {number} of {count}").format(number=index + 1, count=len(steps))
        )
        last = index + 1 == len(steps)
        self._on.setEnabled(not last or document.inside.on)
        self._back.setEnabled(index > 0 or document.inside.on)
        if last or document.predicting.on:
            self._next.setPixmap(QPixmap())
            self._next_title.setText(self.tr("The last step") if last else self.tr("Next"))
            return
        after = step_slide(document, look, index + 1, options)
        _show(self._next, render_image(after, _fitting(self._next)))
        self._next_title.setText(self.tr("Next: {title}").format(title=after.title))

    def _show_time(self) -> None:
        seconds = self._since.elapsed() // 1000
        self._elapsed.setText(f"{seconds // 60:02d}:{seconds % 60:02d}")
        self._clock.setText(QTime.currentTime().toString("HH:mm"))

    def _restart(self) -> None:
        self._since.restart()
        self._show_time()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._later.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._tick.stop()
        super().closeEvent(event)
        self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._later.start()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Softmix: notes of the speaker"))
        self._back.setText(self.tr("Back"))
        self._on.setText(self.tr("Next"))
        self._reset.setText(self.tr("Restart the clock"))
        for button in (self._back, self._on, self._reset):
            button.setAccessibleName(button.text())
        for widget, text in (
            (self._now, self.tr("The slide")),
            (self._next, self.tr("The next slide")),
            (self._notes, self.tr("Notes")),
        ):
            widget.setAccessibleName(text)
        self._show_time()


def _picture(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setMinimumSize(QSize(240, 135))
    label.setProperty("kind", "slide")
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    return label


def _fitting(label: QLabel) -> tuple[int, int]:
    """The largest size of a slide in a label, in device pixels."""
    ratio = label.devicePixelRatioF()
    scale = min(label.width() * ratio / _SLIDE[0], label.height() * ratio / _SLIDE[1])
    return max(round(_SLIDE[0] * scale), 16), max(round(_SLIDE[1] * scale), 9)


def _show(label: QLabel, image: QImage) -> None:
    picture = QPixmap.fromImage(image)
    picture.setDevicePixelRatio(label.devicePixelRatioF())
    label.setPixmap(picture)

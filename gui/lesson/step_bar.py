"""The bar at the bottom: back, next, play, and the timeline of the lesson."""

from __future__ import annotations

import json
from functools import cache

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from engine.scenario import RESOURCES
from gui.appearance import Appearance, icon
from gui.document import Document
from gui.drawing.fonts import font, scaled
from gui.lesson.timeline import StepTimeline

SPEEDS = (0.5, 1.0, 2.0)
#: Narrower than this, Play is an icon alone, and the speed has none.
_ICONS_BELOW = 1160


@cache
def _step_time() -> int:
    """How long a step stands while the lesson plays by itself (ms, at 1×)."""
    tokens = json.loads((RESOURCES / "theme" / "tokens.json").read_text(encoding="utf-8"))
    return int(tokens["motion"]["play_step_ms"])


class StepBar(QWidget):
    """Goes through the lesson by hand or by itself. Its shortcuts are the window's.

    Attributes:
        speed: how fast Play is: 0.5, 1 or 2.
    """

    def __init__(
        self, document: Document, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("stepBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(scaled(76))
        self._document = document
        self._appearance = appearance
        self.speed = 1.0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_time)
        self._build()
        document.step_changed.connect(self._on_step)
        document.structure_changed.connect(self.stop)
        appearance.changed.connect(self._restyle)
        self._restyle()
        self._retranslate()
        self._on_step()

    def next_button(self) -> QWidget:
        """The button that goes on."""
        return self._next

    def _build(self) -> None:
        self._back = QPushButton()
        self._back.setObjectName("backButton")
        self._back.setProperty("kind", "outlined")
        self._back.clicked.connect(self._document.previous_step)
        self._next = QPushButton()
        self._next.setObjectName("nextButton")
        self._next.setProperty("kind", "primary")
        self._next.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # its arrow points onwards
        self._next.clicked.connect(self._document.next_step)
        self._play = QToolButton()
        self._play.setObjectName("playButton")
        self._play.setCheckable(True)
        self._play.toggled.connect(self._on_play)
        self._speed = QToolButton()
        self._speed.setObjectName("speedChooser")
        self._speed.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._speed_actions = self._speed_menu()
        self._inside = QToolButton()
        self._inside.setObjectName("insideButton")
        self._inside.setProperty("kind", "compact")
        self._inside.setCheckable(True)
        self._inside.clicked.connect(self._on_inside)
        self._counter = QLabel()
        self._counter.setObjectName("stepCounter")
        self._counter.setProperty("kind", "muted")
        self._counter.setFont(font("ui", 13))
        self._counter.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.timeline = StepTimeline(self._document, self._appearance)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 1, 16, 0)
        row.setSpacing(8)
        row.addWidget(self._back)
        row.addWidget(self._next)
        row.addSpacing(6)
        row.addWidget(self._play)
        row.addSpacing(-6)
        row.addWidget(self._speed)
        row.addSpacing(-6)
        row.addWidget(self._inside)
        row.addSpacing(-4)
        row.addWidget(self._counter)
        row.addSpacing(6)
        row.addWidget(self.timeline, 1)
        for button in (self._back, self._next):
            button.setFixedHeight(scaled(36))
            button.setIconSize(QSize(18, 18))
        self._play.setFixedHeight(scaled(34))
        self._play.setIconSize(QSize(18, 18))
        self._speed.setFixedHeight(scaled(34))
        self._speed.setIconSize(QSize(14, 14))
        self._speed.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._speed.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow comes last
        self._inside.setFixedSize(scaled(30), scaled(34))
        self._inside.setIconSize(QSize(18, 18))
        for tool in (self._play, self._speed, self._inside):
            tool.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _speed_menu(self) -> dict[float, QAction]:
        menu = QMenu(self._speed)
        group = QActionGroup(menu)
        actions = {}
        for speed in SPEEDS:
            action = QAction(f"{speed:g}×", menu)
            action.setData(speed)
            action.setCheckable(True)
            action.setChecked(speed == self.speed)
            group.addAction(action)
            menu.addAction(action)
            actions[speed] = action
        group.triggered.connect(self._on_speed)
        self._speed.setMenu(menu)
        return actions

    # -- playing ---------------------------------------------------------------------------------

    @property
    def playing(self) -> bool:
        """Whether the lesson goes on by itself."""
        return self._play.isChecked()

    def toggle_play(self) -> None:
        """Play, or pause. At the end Play starts over."""
        self._play.toggle()

    def stop(self) -> None:
        """Pause."""
        self._play.setChecked(False)

    def set_speed(self, speed: float) -> None:
        """Play at 0.5×, 1× or 2×."""
        self.speed = speed
        self._speed_actions[speed].setChecked(True)
        self._speed.setText(f"{speed:g}×")
        self._speed.setAccessibleDescription(f"{speed:g}×")
        self._time()

    def _on_speed(self, action: QAction) -> None:
        self.set_speed(float(action.data()))

    def _on_play(self, playing: bool) -> None:
        if playing and self._document.cursor.at_end:
            self._document.go_to(0)
        self._time()
        self._show_play()

    def _time(self) -> None:
        """Let the step that is shown stand its whole time."""
        if self.playing:
            self._timer.start(round(_step_time() / self.speed))
        else:
            self._timer.stop()

    def _on_time(self) -> None:
        self._document.next_step()
        if self._document.cursor.at_end and not self._document.inside.on:
            self.stop()

    # -- inside a step ---------------------------------------------------------------------------

    def _on_inside(self, inside: bool) -> None:
        if inside:
            self._document.step_in()
        else:
            self._document.step_out()
        self._show_inside()

    def _show_inside(self) -> None:
        document = self._document
        there = document.inside.on
        self._inside.setChecked(there)
        self._inside.setEnabled(there or document.has_inside())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes into the step, Up out of it."""
        if event.key() == Qt.Key.Key_Down:
            self._document.step_in()
        elif event.key() == Qt.Key.Key_Up:
            self._document.step_out()
        else:
            super().keyPressEvent(event)

    # -- what is shown ---------------------------------------------------------------------------

    def _on_step(self) -> None:
        cursor = self._document.cursor
        count = len(cursor.lesson.steps)
        inside = self._document.inside
        last = cursor.at_end and inside.index >= inside.count - 1
        first = cursor.at_start and not inside.on
        self._show_inside()
        for button, end in ((self._back, first), (self._next, last)):
            if end and button.hasFocus():
                # Else Space, pressed once more, would press Play. A mouse wants no focus ring.
                reasons = Qt.FocusReason
                by_mouse = button.underMouse()
                self.timeline.setFocus(
                    reasons.MouseFocusReason if by_mouse else reasons.OtherFocusReason
                )
            button.setEnabled(not end)
        text = f"{cursor.index + 1} / {count}"
        if inside.on:
            text = f"{text} · {inside.index + 1}/{inside.count}"
        self._counter.setText(text)
        self._counter.setAccessibleName(text)
        widest = self._counter.fontMetrics().horizontalAdvance(f"{count} / {count}")
        self._counter.setMinimumWidth(widest + 2)
        self._time()

    def _show_play(self) -> None:
        playing = self.playing
        self._play.setIcon(self._appearance.icon("pause" if playing else "play"))
        text = self.tr("Pause") if playing else self.tr("Play")
        self._play.setText(text)
        self._play.setAccessibleName(text)
        self._play.setToolTip(
            self.tr("Pause (Ctrl+Space)") if playing else self.tr("Play (Ctrl+Space)")
        )

    def _restyle(self) -> None:
        look = self._appearance.theme
        self._back.setIcon(icon("back", look.text, look.ghost))
        self._next.setIcon(icon("next", look.on_accent, look.faint))
        self._speed.setIcon(self._appearance.icon("chevron-down"))
        self._inside.setIcon(self._appearance.icon("step-in"))
        self._show_play()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        styles, narrow = Qt.ToolButtonStyle, self.width() < _ICONS_BELOW
        both = styles.ToolButtonTextBesideIcon
        self._play.setToolButtonStyle(styles.ToolButtonIconOnly if narrow else both)
        self._speed.setToolButtonStyle(styles.ToolButtonTextOnly if narrow else both)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._inside.setToolTip(self.tr("Step inside: how the result is made (Ctrl+Down)"))
        self._inside.setAccessibleName(self.tr("Step inside: how the result is made (Ctrl+Down)"))
        self._back.setText(self.tr("Back"))
        self._back.setAccessibleName(self.tr("Back"))
        self._back.setToolTip(self.tr("Previous step (Page Up)"))
        self._next.setText(self.tr("Next"))
        self._next.setAccessibleName(self.tr("Next"))
        self._next.setToolTip(self.tr("Next step (Page Down)"))
        self._speed.setAccessibleName(self.tr("Speed"))
        self._speed.setToolTip(self.tr("Speed of Play"))
        self.set_speed(self.speed)
        self._show_play()

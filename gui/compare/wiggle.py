"""A cell that moves up and down by itself, so that one can watch what moves with it."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from engine.errors import SoftmixError
from engine.graph import Node
from gui.document import Document
from gui.drawing.changes import signed
from gui.i18n import error_text

#: One way up and down (s), and the shortest time from one number to the next (ms).
PERIOD = 1.8
FRAME = 16
#: The part of a node's colour scale a number moves by that is not whole.
_PART = 0.1
_LEAST, _MOST = 2.0**-10, 2.0**10  # by how much the amplitude can be changed
_DETAIL, _DIGITS = 20, 12
_NOTCH = 120
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)


class Wiggle(QObject):
    """Moves the selected cell as a trial: nothing of it stays, whatever ends it.

    One number is computed and painted before the next is asked for, however long that takes. Where
    motion is reduced the cell stands up, in the middle, down, in the middle, a key press each.

    Signals:
        changed: it began, ended, or moves further or less far.
        refused: it cannot begin; the sentence says why.
    """

    changed = Signal()
    refused = Signal(str)

    def __init__(
        self,
        document: Document,
        canvas: QWidget,
        reduced: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        """`canvas`: over it the wheel says how far the cell moves."""
        super().__init__(parent)
        self._document = document
        self._canvas = canvas
        self._reduced = reduced
        self._spare: QWidget | None = None
        self._amplitude = 1.0
        self._usual = 1.0
        self._step = 0
        self._began = 0.0
        self._turned = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_frame)
        self._running = False
        document.trial_changed.connect(self._on_trial)
        document.selection_changed.connect(self.stop)
        document.step_changed.connect(self.stop)

    def spare(self, widget: QWidget) -> None:
        """A click on this widget does not stop it: it holds the controls."""
        self._spare = widget

    @property
    def running(self) -> bool:
        """Whether a cell moves."""
        return self._running

    @property
    def amplitude(self) -> float:
        """How far the cell moves up and down."""
        return self._amplitude

    def toggle(self) -> None:
        """Begin or stop; where motion is reduced, begin or take the next step."""
        if not self._running:
            self.start()
        elif self._reduced():
            self._take_step()
        else:
            self.stop()

    def start(self) -> None:
        """Move the selected cell."""
        document = self._document
        node, cell = document.node, document.cell
        if cell is None or not document.is_shown(node, cell):
            self.refused.emit(self.tr("Select a cell to wiggle it."))
            return
        document.flush_drag()
        if not math.isfinite(float(document.value(node)[cell])):
            self.refused.emit(self.tr("This cell holds no finite number: it cannot wiggle."))
            return
        try:
            document.begin_trial(node, cell)
            if (zeros := document.graph.zeros(node)) is not None and zeros[cell]:
                document.evaluator.check_cells(node, {cell: 1.0})
        except SoftmixError as error:
            document.end_trial()
            self.refused.emit(error_text(error))
            return
        self._running = True
        self._amplitude = self._usual = self._usual_amplitude()
        self._step, self._began, self._turned = 0, time.monotonic(), 0.0
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        if self._reduced():
            self._take_step()
        else:
            self._timer.start(FRAME)
        self.changed.emit()

    def stop(self, *_: object) -> None:
        """Put the cell back where it rests."""
        if self._running:
            self._document.end_trial()

    def further(self, doublings: float) -> None:
        """Move so many times twice as far (half as far, where negative)."""
        if not self._running:
            return
        amplitude = self._amplitude * 2.0**doublings
        self._amplitude = min(max(amplitude, self._usual * _LEAST), self._usual * _MOST)
        if self._reduced():
            self._use(self._phase())
        self.changed.emit()

    # -- the motion --------------------------------------------------------------------------------

    def value_at(self, phase: float) -> float:
        """The number of the cell at a phase from −1 (down) to 1 (up)."""
        trial = self._document.trial
        assert trial is not None
        if self._info.binary:
            return 1.0 - trial.rest if phase > 0 else trial.rest
        part = round(phase * _DETAIL) / _DETAIL  # few numbers, which are short where they can be
        return round(trial.rest + self._amplitude * part, _DIGITS) if part else trial.rest

    @property
    def _info(self) -> Node:
        trial = self._document.trial
        assert trial is not None
        return self._document.graph[trial.node]

    def _usual_amplitude(self) -> float:
        """1 at a whole number, a tenth of the colour scale else; a divisor keeps its sign."""
        trial, info = self._document.trial, self._info
        assert trial is not None
        scale = _PART * self._document.colour_range(trial.node)
        if info.name.rpartition(".")[2] in ("divisor", "eps"):
            return abs(trial.rest) / 2 or scale
        whole = trial.rest == int(trial.rest) and info.scale != "weights"
        return 1.0 if whole else scale

    def _phase(self) -> float:
        if self._reduced():
            return (0.0, 1.0, 0.0, -1.0)[self._step % 4]
        return math.sin(2 * math.pi * (time.monotonic() - self._began) / PERIOD)

    def _take_step(self) -> None:
        self._timer.stop()
        self._step += 1
        self._use(self._phase())

    def _on_frame(self) -> None:
        if not self._running:
            return
        if QApplication.activeModalWidget() is not None or not self._canvas.isVisible():
            self.stop()
            return
        began = time.monotonic()
        self._use(self._phase())
        took = round(1000 * (time.monotonic() - began))
        if self._running:  # as long again for what paints, and for keys
            self._timer.start(max(FRAME, took))

    def _use(self, phase: float) -> None:
        value, trial = self.value_at(phase), self._document.trial
        assert trial is not None
        if float(self._document.value(trial.node)[trial.cell]) == value:
            return
        try:
            self._document.try_value(value)
        except SoftmixError:
            return  # through a number the cell cannot hold: it stays at the last one

    def _on_trial(self) -> None:
        if self._running and self._document.trial is None:
            self._running = False
            self._timer.stop()
            application = QApplication.instance()
            if application is not None:
                application.removeEventFilter(self)
            self.changed.emit()

    # -- keys, clicks, the wheel: wherever they go -----------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self._running:
            return False
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        if kind == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            if not self._is_spared(event):
                self.stop()
        elif kind == QEvent.Type.Wheel and isinstance(event, QWheelEvent) and self._over(watched):
            self._turned += event.angleDelta().y()
            notches, self._turned = int(self._turned / _NOTCH), math.fmod(self._turned, _NOTCH)
            self.further(notches / 2)
            return True
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        """Esc stops, + and − change how far; other keys stop it and do what they do."""
        key, text = event.key(), event.text()
        if key == Qt.Key.Key_Escape:
            self.stop()
            return True
        command = event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if text in ("+", "=", "-", "\u2212") and not command:
            self.further(1 if text in ("+", "=") else -1)
            return True
        if key not in (*_MODIFIERS, Qt.Key.Key_W, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._stop_for(event)
        return False

    def _stop_for(self, event: QKeyEvent) -> None:
        focus = QApplication.focusWidget()
        inside = self._spare is not None and focus is not None and self._spare.isAncestorOf(focus)
        if not (inside and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return)):
            self.stop()

    def _is_spared(self, event: QMouseEvent) -> bool:
        at = QApplication.widgetAt(event.globalPosition().toPoint())
        spare = self._spare
        return spare is not None and at is not None and (at is spare or spare.isAncestorOf(at))

    def _over(self, watched: QObject) -> bool:
        return isinstance(watched, QWidget) and (
            watched is self._canvas or self._canvas.isAncestorOf(watched)
        )

    # -- in words ----------------------------------------------------------------------------------

    def text(self) -> str:
        """`Wiggling W_Q[1, 3]: 1 ± 1. + and − change how far, Esc stops.`"""
        trial = self._document.trial
        if trial is None:
            return ""
        name = self._document.cell_name(trial.node, trial.cell)
        rest, reach = signed(trial.rest).removeprefix("+"), signed(self._amplitude)
        keys = (
            self.tr("W takes the next step, + and − change how far, Esc stops.")
            if self._reduced()
            else self.tr("+ and − change how far, Esc stops.")
        )
        if self._info.binary:
            text = self.tr("Wiggling {cell} between 1 and 0. Esc stops.")
            return text.format(cell=name)
        text = self.tr("Wiggling {cell}: {rest} ± {reach}. {keys}")
        return text.format(cell=name, rest=rest, reach=reach.removeprefix("+"), keys=keys)

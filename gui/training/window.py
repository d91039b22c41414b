"""The training window: settings, buttons, curves, and what chosen sentences attend to.

Steps are taken in slices between the events of the window, so that it stays live and stops at once.
"""

from __future__ import annotations

import csv
import io
import time
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from engine.errors import SoftmixError
from engine.files import write_file
from engine.numbers import format_number
from engine.ops import Array
from engine.tasks.apple import function_words
from engine.training import Trainer
from engine.vocabulary import Vocabulary
from engine.words import Word
from gui.appearance import Appearance
from gui.export.render import png_bytes
from gui.i18n import error_text
from gui.training.bars import AttentionBars
from gui.training.curves import Curve, accuracies, losses, norms
from gui.training.settings import TrainingSettings

_SLICE = 0.010  # seconds of steps between two looks at the events
_SHOWN = 2


class TrainingWindow(QWidget):
    """Trains one task.

    Signals:
        learnt: the matrices are wanted in the diagram, in the example of the task: a mapping by
            name.
    """

    learnt = Signal(object)

    def __init__(
        self, appearance: Appearance, language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("trainingWindow")
        self._appearance, self._language = appearance, language
        self.settings = TrainingSettings(language)
        self.trainer = Trainer(self.settings.task())
        self._start, self._one, self._again = QPushButton(), QPushButton(), QPushButton()
        self._keep, self._save, self._use = QPushButton(), QPushButton(), QPushButton()
        for button, name in (
            (self._start, "startTrainingButton"), (self._one, "oneStepButton"),
            (self._again, "restartTrainingButton"), (self._keep, "keepRunButton"),
            (self._save, "saveRunButton"), (self._use, "useLearntButton"),
        ):  # fmt: skip
            button.setObjectName(name)
            button.setProperty("kind", "primary" if button is self._start else "outlined")
        self._back = QSlider(Qt.Orientation.Horizontal)
        self._back.setObjectName("stepSlider")
        self._state, self._fault = QLabel(), QLabel()
        self._state.setObjectName("trainingState")
        self._fault.setObjectName("trainingFault")
        self._fault.setProperty("kind", "wrong")
        self._fault.setWordWrap(True)
        self.loss = Curve("lossCurve", appearance)
        self.accuracy = Curve("accuracyCurve", appearance)
        self.norms = Curve("gradientCurve", appearance)
        self._titles = QLabel(), QLabel(), QLabel(), QLabel()
        for title in self._titles:
            title.setProperty("kind", "heading")
        self.bars = [AttentionBars(appearance) for _ in range(_SHOWN)]
        for number, bar in enumerate(self.bars):
            bar.setObjectName(f"attentionBars{number + 1}")
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._slice)
        self._build()
        self._connect()
        self._retranslate()
        self.show_all()
        self.resize(980, 760)

    def _build(self) -> None:
        buttons = QGridLayout()
        for place, button in enumerate(
            (self._start, self._one, self._again, self._keep, self._save, self._use)
        ):
            buttons.addWidget(button, place // 2, place % 2)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.settings)
        left.addLayout(buttons)
        left.addWidget(self._back)
        left.addWidget(self._state)
        left.addWidget(self._fault)
        left.addStretch(1)
        right = QVBoxLayout()
        curves = (self.loss, self.accuracy, self.norms)
        for title, widget in zip(self._titles, curves, strict=False):
            right.addWidget(title)
            right.addWidget(widget)
        right.addWidget(self._titles[3])
        for bar in self.bars:
            right.addWidget(bar)
        right.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 20, 22, 18)
        row.setSpacing(26)
        row.addLayout(left)
        row.addLayout(right, 1)

    def _connect(self) -> None:
        self.settings.task_chosen.connect(self._on_task)
        self.settings.changed.connect(self.restart)
        self._start.clicked.connect(self.toggle)
        self._one.clicked.connect(self._take_one)
        self._again.clicked.connect(self.restart)
        self._keep.clicked.connect(self._keep_run)
        self._save.clicked.connect(self._save_run)
        self._use.clicked.connect(self._hand_over)
        self._back.sliderMoved.connect(self._go_back)

    # -- training ----------------------------------------------------------------------------------

    @property
    def running(self) -> bool:
        """Whether it trains."""
        return self._timer.isActive()

    def toggle(self) -> None:
        """Start, or pause."""
        self._timer.stop() if self.running else self._timer.start()
        self._retranslate()

    def restart(self) -> None:
        """Begin anew, from the seed and with the settings of now."""
        self._timer.stop()
        task = self.trainer.task
        self.trainer = Trainer(task, self.settings.recipe(task))
        self._fault.clear()
        self.show_all()

    def _on_task(self) -> None:
        self._timer.stop()
        self.loss.forget()
        self.accuracy.forget()
        self.norms.forget()
        self.trainer = Trainer(self.settings.task())
        self._fault.clear()
        self.show_all()

    def _slice(self) -> None:
        """As many steps as fit between two looks at the events; the recipe says when to rest."""
        end = time.perf_counter() + _SLICE
        goal = self.trainer.recipe.steps
        while time.perf_counter() < end and self._step():
            if self.trainer.step_count == goal:
                self._timer.stop()
                break
        self.show_all()

    def _take_one(self) -> None:
        self._timer.stop()
        self._step()
        self.show_all()

    def _step(self) -> bool:
        """One step. Returns whether it could be taken."""
        try:
            self.trainer.step()
        except SoftmixError as error:
            self._timer.stop()
            self._fault.setText(error_text(error))
            return False
        return True

    def _go_back(self, step: int) -> None:
        """To the nearest step before that is kept."""
        self._timer.stop()
        kept = [at for at in self.trainer.kept if at <= step]
        self.trainer.go_to(kept[-1])
        self._fault.clear()
        self.show_all()

    # -- what is shown -----------------------------------------------------------------------------

    def show_all(self) -> None:
        """Curves, attention and figures of now."""
        trainer = self.trainer
        self.loss.show_values(losses(trainer.records))
        self.accuracy.show_values(accuracies(trainer.records))
        self.norms.show_values(norms(trainer.records))
        for bar, example in zip(self.bars, trainer.task.shown, strict=True):
            made = trainer.look(example)
            logits = made.logits[0, -1]
            with np.errstate(all="ignore"):
                raised = np.exp(logits - logits.max())
                best = int(raised.argmax())
                share = float(raised[best] / raised.sum())
            answer = f"{trainer.task.classes[best]} {format_number(share, 2)}"
            bar.show_row(example.words, made.weights[0, -1], example.asked[-1], answer)
        self._back.setRange(0, max(trainer.step_count, 1))
        self._back.setValue(trainer.step_count)
        self._back.setEnabled(trainer.step_count > 0)
        self._use.setEnabled(trainer.step_count > 0)
        self._retranslate()

    def parameters(self) -> dict[str, Array]:
        """What has been learnt."""
        return {name: matrix.copy() for name, matrix in self.trainer.parameters.items()}

    def vocabulary(self) -> Vocabulary:
        """The words of the task with the vectors that were learnt."""
        task, learnt = self.trainer.task, self.trainer.parameters
        words = tuple(Word(word, word) for word in task.vocabulary)
        neutral = function_words(self._language) if task.name == "apple" else task.vocabulary
        silent = [task.vocabulary.index(word) for word in neutral]
        return Vocabulary(
            words, learnt["E"].copy(), learnt["E"][silent].mean(axis=0),
            tuple(Word(name, name) for name in task.classes), learnt["W_C"].copy(),
            learnt["b_C"].copy(),
        )  # fmt: skip

    def say(self, fault: str) -> None:
        """Say what went wrong."""
        self._fault.setText(fault)

    def _hand_over(self) -> None:
        self.learnt.emit(self.parameters())

    # -- keeping runs ------------------------------------------------------------------------------

    def _keep_run(self) -> None:
        """Leave the curves of this run there, to compare the next one with."""
        self.loss.keep(losses(self.trainer.records))
        self.accuracy.keep(accuracies(self.trainer.records))
        self.norms.keep(norms(self.trainer.records))

    def run_text(self) -> str:
        """Every step as a line of CSV: loss, accuracy, the length of each gradient."""
        text = io.StringIO()
        rows = csv.writer(text, lineterminator="\n")
        names = list(self.trainer.parameters)
        rows.writerow(["step", "loss", "accuracy", *(f"gradient {name}" for name in names)])
        for record in self.trainer.records:
            norms = [repr(record.norms[name]) for name in names]
            rows.writerow([record.step, repr(record.loss), repr(record.accuracy), *norms])
        return text.getvalue()

    def _save_run(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the run"), f"{self.trainer.task.name}.csv",
            "CSV (*.csv);;PNG (*.png)",
        )  # fmt: skip
        if not name:
            return
        as_picture = Path(name).suffix.lower() == ".png"
        data = png_bytes(self.grab().toImage()) if as_picture else self.run_text().encode()
        try:
            write_file(Path(name), data)
        except SoftmixError as error:
            self._fault.setText(error_text(error))

    # -- the window --------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        self._timer.stop()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        trainer = self.trainer
        self.setWindowTitle(self.tr("Softmix: training"))
        self._start.setText(self.tr("Pause") if self.running else self.tr("Start"))
        self._one.setText(self.tr("One step"))
        self._again.setText(self.tr("Begin again"))
        self._keep.setText(self.tr("Keep the curves"))
        self._save.setText(self.tr("Save the run…"))
        self._use.setText(self.tr("Show in the diagram"))
        for button in (self._start, self._one, self._again, self._keep, self._save, self._use):
            button.setAccessibleName(button.text())
        for title, text in zip(
            self._titles,
            (
                self.tr("Loss"),
                self.tr("Accuracy"),
                self.tr("Length of the gradient"),
                self.tr("What it attends to"),
            ),
            strict=True,
        ):
            title.setText(text)
        self._back.setAccessibleName(self.tr("Back to an earlier step"))
        self._back.setToolTip(self._back.accessibleName())
        held_out = format_number(trainer.accuracy(held_out=True) * 100, 1)
        text = self.tr("Step {step}. Right on sentences it never saw: {percent} %.")
        self._state.setText(text.format(step=trainer.step_count, percent=held_out))

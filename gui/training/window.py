"""The training window: settings, buttons, curves, and what chosen sentences attend to.

Runs are kept there, and compared in a window of their own.

Steps are taken in slices between the events of the window, so that it stays live and stops at once.
"""

from __future__ import annotations

import csv
import io
import time
from pathlib import Path

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
from engine.runs import length
from engine.tasks.apple import function_words
from engine.training import Trainer
from engine.vocabulary import Vocabulary
from engine.words import Word
from gui.appearance import Appearance
from gui.export.png import png_bytes
from gui.i18n import error_text
from gui.training.curves import Curve
from gui.training.kept import KeptRuns
from gui.training.runs import RunsWindow
from gui.training.settings import TrainingSettings
from gui.training.watched import Watched

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
        self.kept = KeptRuns(self)
        self.runs: RunsWindow | None = None
        self._start, self._one, self._again = QPushButton(), QPushButton(), QPushButton()
        self._keep, self._save, self._use = QPushButton(), QPushButton(), QPushButton()
        self._compare = QPushButton()
        self._buttons = (
            self._start, self._one, self._again, self._use, self._keep, self._compare, self._save,
        )  # fmt: skip
        names = (
            "startTrainingButton", "oneStepButton", "restartTrainingButton", "useLearntButton",
            "keepRunButton", "compareRunsButton", "saveRunButton",
        )  # fmt: skip
        for button, name in zip(self._buttons, names, strict=True):
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
        task = self.trainer.task
        self.watched = [Watched(number + 1, task, appearance) for number in range(_SHOWN)]
        self.bars = [watched.bars for watched in self.watched]
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._slice)
        self._build()
        self._connect()
        self._retranslate()
        self.show_all()
        self.resize(980, 780)

    def _build(self) -> None:
        buttons = QGridLayout()
        for place, button in enumerate(self._buttons):
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
        right.setSpacing(4)
        curves = (self.loss, self.accuracy, self.norms)
        for title, widget in zip(self._titles, curves, strict=False):
            right.addWidget(title)
            right.addWidget(widget, 1)
        right.addWidget(self._titles[3])
        for watched in self.watched:
            right.addWidget(watched)
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
        self._compare.clicked.connect(self.show_runs)
        self.kept.changed.connect(self._show_kept)
        for watched in self.watched:
            watched.changed.connect(self.show_all)
            watched.said.connect(self._fault.setText)
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
        self.trainer = Trainer(self.settings.task())
        self._fault.clear()
        for watched in self.watched:
            watched.show_task(self.trainer.task)
        self._show_kept()
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
        self.loss.show_values([record.loss for record in trainer.records])
        self.accuracy.show_values([record.accuracy for record in trainer.records])
        self.norms.show_values([length(record) for record in trainer.records])
        for watched in self.watched:
            watched.look(trainer)
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
        """Keep this run, to compare others with it."""
        self._fault.clear()
        try:
            self.kept.keep(self.trainer)
        except SoftmixError as error:
            self._fault.setText(error_text(error))

    def _show_kept(self) -> None:
        """The runs of this task that are drawn, behind the one of now."""
        runs = [run for run in self.kept.shown if run.task == self.trainer.task.name]
        self.loss.show_runs([(run.slot, run.losses) for run in runs])
        self.accuracy.show_runs([(run.slot, run.accuracies) for run in runs])
        self.norms.show_runs([(run.slot, run.norms) for run in runs])
        self._retranslate()

    def show_runs(self) -> None:
        """The comparison of the runs that were kept, in front."""
        if self.runs is None:
            self.runs = RunsWindow(self.kept, self._appearance, self)
        self.runs.show()
        self.runs.raise_()
        self.runs.activateWindow()

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
        if self.runs is not None:
            self.runs.close()
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
        self._keep.setText(self.tr("Keep the run"))
        self._keep.setEnabled(trainer.step_count > 0)
        compare = self.tr("Compare {count} runs…")
        self._compare.setText(compare.format(count=len(self.kept.all)))
        self._compare.setEnabled(bool(self.kept.all))
        self._save.setText(self.tr("Save the run…"))
        self._use.setText(self.tr("Show in the diagram"))
        for button in self._buttons:
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

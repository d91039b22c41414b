"""What is trained and how: the left side of the training window."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QWidget,
)

from engine.losses import Kind
from engine.optimisers import Name
from engine.tasks.apple import apple
from engine.tasks.letters import copy_previous, find_duplicate, read_backwards, sort_letters
from engine.tasks.task import Recipe, Task
from gui.number_box import inset

# Every task by its name, made for the language of the window.
TASKS: dict[str, Callable[[str], Task]] = {
    "apple": apple,
    "copy-previous": lambda _: copy_previous(),
    "read-backwards": lambda _: read_backwards(),
    "find-duplicate": find_duplicate,
    "sort-letters": lambda _: sort_letters(),
}
translate = QCoreApplication.translate
_LOSSES: tuple[Kind, ...] = get_args(Kind)
_OPTIMISERS: tuple[Name, ...] = ("adamw", "momentum", "sgd")


def task_title(name: str) -> str:
    """What a task is called."""
    titles = {
        "apple": translate("TrainingSettings", "Two apples"),
        "copy-previous": translate("TrainingSettings", "Copy the letter before"),
        "read-backwards": translate("TrainingSettings", "Read backwards"),
        "find-duplicate": translate("TrainingSettings", "Find the letter that stands twice"),
        "sort-letters": translate("TrainingSettings", "Sort the letters"),
    }
    return titles[name]


class TrainingSettings(QWidget):
    """Task, loss, optimiser, learning rate, decay, batch and seed.

    Signals:
        task_chosen: another task.
        changed: another way to learn it.
    """

    task_chosen = Signal()
    changed = Signal()

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._task = QComboBox()
        self._task.setObjectName("taskChooser")
        self._optimiser = QComboBox()
        self._optimiser.setObjectName("optimiserChooser")
        self._loss = QComboBox()
        self._loss.setObjectName("lossChooser")
        for kind in _LOSSES:
            self._loss.addItem(kind, kind)
        for name in TASKS:
            self._task.addItem(name, name)
        for name in _OPTIMISERS:
            self._optimiser.addItem(name, name)
        self._rate = self._decimal("rateSpin", 0.0001, 100.0, 4)
        self._decay = self._decimal("decaySpin", 0.0, 1.0, 3)
        self._batch = self._whole("batchSpin", 1, 1000)
        self._seed = self._whole("seedSpin", 0, 99999)
        self._labels = [QLabel() for _ in range(7)]
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        for label, field in zip(self._labels, self._fields(), strict=True):
            form.addRow(label, field)
            label.setBuddy(field)
        self._task.currentIndexChanged.connect(self._on_task)
        self._loss.currentIndexChanged.connect(self._on_changed)
        self._optimiser.currentIndexChanged.connect(self._on_changed)
        self.take(self.task().recipe)
        self._retranslate()

    def _fields(self) -> tuple[QWidget, ...]:
        how = self._loss, self._optimiser, self._rate, self._decay, self._batch, self._seed
        return self._task, *how

    def _decimal(self, name: str, low: float, high: float, decimals: int) -> QDoubleSpinBox:
        box = inset(QDoubleSpinBox())
        box.setObjectName(name)
        box.setDecimals(decimals)
        box.setRange(low, high)
        box.setSingleStep(10**-decimals * 10)
        box.setKeyboardTracking(False)
        box.valueChanged.connect(self._on_changed)
        return box

    def _whole(self, name: str, low: int, high: int) -> QSpinBox:
        box = inset(QSpinBox())
        box.setObjectName(name)
        box.setRange(low, high)
        box.setKeyboardTracking(False)
        box.valueChanged.connect(self._on_changed)
        return box

    def task(self) -> Task:
        """The task that is chosen, in the language of the window."""
        name = str(self._task.currentData())
        return TASKS[name](self._language)

    def recipe(self, task: Task) -> Recipe:
        """How it is to be learnt."""
        return replace(
            task.recipe,
            loss=self._loss.currentData(),
            optimiser=self._optimiser.currentData(),
            rate=self._rate.value(),
            decay=self._decay.value(),
            batch=self._batch.value(),
            seed=self._seed.value(),
        )

    def take(self, recipe: Recipe) -> None:
        """Show how a task is learnt well."""
        blockers = [QSignalBlocker(field) for field in self._fields()]
        self._loss.setCurrentIndex(_LOSSES.index(recipe.loss))
        self._optimiser.setCurrentIndex(_OPTIMISERS.index(recipe.optimiser))
        self._rate.setValue(recipe.rate)
        self._decay.setValue(recipe.decay)
        self._batch.setValue(recipe.batch)
        self._seed.setValue(recipe.seed)
        del blockers

    def _on_task(self, *_: object) -> None:
        self.take(self.task().recipe)
        self.task_chosen.emit()

    def _on_changed(self, *_: object) -> None:
        self.changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        names = (
            self.tr("Task"), self.tr("Loss"), self.tr("Optimiser"), self.tr("Learning rate"),
            self.tr("Weight decay"), self.tr("Batch"), self.tr("Seed"),
        )  # fmt: skip
        for label, field, name in zip(self._labels, self._fields(), names, strict=True):
            label.setText(name)
            field.setAccessibleName(name)
        for index, title in enumerate((self.tr("cross-entropy"), self.tr("squared error"))):
            self._loss.setItemText(index, title)
        for place, name in enumerate(TASKS):
            self._task.setItemText(place, task_title(name))

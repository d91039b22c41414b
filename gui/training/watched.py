"""A sentence that is watched while it is learnt: which one, and how a word of it leans on all."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from engine.errors import SoftmixError
from engine.numbers import format_number
from engine.tasks.task import Example, Task
from engine.training import Trainer
from gui.appearance import Appearance
from gui.i18n import error_text
from gui.training.bars import AttentionBars

_LISTED = 12  # sentences to choose from that were held out


class Watched(QWidget):
    """A sentence of the task, chosen or typed, with the weights of the word that was clicked.

    Signals:
        changed: another sentence or word.
        said: what is wrong with a sentence; empty where nothing is.
    """

    changed = Signal()
    said = Signal(str)

    def __init__(
        self, number: int, task: Task, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._number = number
        self._task = task
        self._wrong = False
        self.example = task.shown[number - 1]
        self.bars = AttentionBars(appearance)
        self.bars.setObjectName(f"attentionBars{number}")
        self.chooser = QComboBox()
        self.chooser.setObjectName(f"sentenceChooser{number}")
        self.chooser.setEditable(True)
        self.chooser.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.chooser.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.chooser)
        column.addWidget(self.bars)
        self.show_task(task)
        self.chooser.activated.connect(self._choose)
        line = self.chooser.lineEdit()
        assert line is not None
        line.editingFinished.connect(self._choose)
        self.bars.asked.connect(self.ask)
        self._retranslate()

    def show_task(self, task: Task) -> None:
        """Begin with another task, at the sentence it shows."""
        self._task = task
        self.example = task.shown[self._number - 1]
        self.chooser.clear()
        for example in (*task.shown, *task.held_out[:_LISTED]):
            self.chooser.addItem(" ".join(example.words))
        self.chooser.setCurrentIndex(self._number - 1)

    def ask(self, place: int) -> None:
        """Show how the word at that place leans on the others."""
        if 0 <= place < len(self.example.words) and place != self.example.asked[-1]:
            self.example = Example(self.example.words, (place,), (0,))
            self.changed.emit()

    def look(self, trainer: Trainer) -> None:
        """Show what the trainer makes of it now."""
        made = trainer.look(self.example)
        logits = made.logits[0, -1]
        with np.errstate(all="ignore"):
            raised = np.exp(logits - logits.max())
            best = int(raised.argmax())
            share = float(raised[best] / raised.sum())
        answer = f"{trainer.task.classes[best]} {format_number(share, 2)}"
        self.bars.show_row(self.example.words, made.weights[0, -1], self.example.asked[-1], answer)

    def _choose(self, *_: object) -> None:
        """Take the sentence that stands in the field."""
        try:
            words = self._task.sentence(self.chooser.currentText())
        except SoftmixError as error:
            self._wrong = True
            self.said.emit(error_text(error))
            return
        if self._wrong:
            self._wrong = False
            self.said.emit("")
        if words != self.example.words:
            self.example = Example(words, (self._task.asking(words),), (0,))
            self.changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        name = self.tr("Sentence {number} to watch: choose or type one")
        self.chooser.setAccessibleName(name.format(number=self._number))
        tip = self.tr("Choose a sentence, or type one of words of the task.")
        self.chooser.setToolTip(tip)
        self.bars.setToolTip(self.tr("Click a word to see what it leans on."))

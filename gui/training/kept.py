"""The runs that were kept, and which of them are drawn."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal

from engine.numbers import format_number
from engine.runs import Run, Runs
from engine.training import Trainer
from gui.training.settings import task_title

translate = QCoreApplication.translate


class KeptRuns(QObject):
    """What the training window and the comparison of runs share.

    Signals:
        changed: a run came, went, or is drawn or not.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs = Runs()
        self._hidden: set[int] = set()

    @property
    def all(self) -> tuple[Run, ...]:
        """Every run, in the order they were kept."""
        return self._runs.all

    @property
    def shown(self) -> tuple[Run, ...]:
        """Those that are drawn."""
        return tuple(run for run in self.all if run.number not in self._hidden)

    def keep(self, trainer: Trainer) -> Run:
        """Keep what has been trained, and draw it. Raises TooManyRuns."""
        run = self._runs.keep(trainer)
        self._hidden.discard(run.number)
        self.changed.emit()
        return run

    def show(self, number: int, on: bool) -> None:
        """Draw a run, or not."""
        if on == (number in self._hidden):
            self._hidden ^= {number}
            self.changed.emit()

    def remove(self, numbers: set[int]) -> None:
        """Let runs go."""
        for number in numbers:
            self._runs.remove(number)
        self._hidden -= numbers
        self.changed.emit()


def run_title(run: Run) -> str:
    """What a run is called in a legend: its number, its task and what makes it another."""
    recipe = run.recipe
    text = translate("runs", "{number}: {task}, {optimiser} {rate}, seed {seed}")
    return text.format(
        number=run.number, task=task_title(run.task), optimiser=recipe.optimiser,
        rate=format_number(recipe.rate), seed=recipe.seed,
    )  # fmt: skip

"""Runs that were kept: what each was, how it went, and all of them as tables."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence

import msgspec
import numpy as np

from engine.errors import SoftmixError, translatable
from engine.tasks.task import Recipe
from engine.training import Record, Trainer

#: So many can be kept at a time.
MOST_RUNS = 12


class TooManyRuns(SoftmixError):
    """Fields: most."""

    template = translatable(
        "errors", "{most} runs are kept already. Remove one, then keep this one."
    )


class Run(msgspec.Struct, frozen=True, eq=False):
    """One run as it stood when it was kept.

    Attributes:
        number: what it is called, from 1; no other run ever has it.
        slot: a place among those that are kept, from 0, which is its own as long as it is kept.
        task: the name of the task.
        recipe: how it was learnt.
        records: of every step.
        loss: over all training examples, at the end.
        accuracy: the part of held-out questions that is answered rightly, at the end.
    """

    number: int
    slot: int
    task: str
    recipe: Recipe
    records: tuple[Record, ...]
    loss: float
    accuracy: float

    @property
    def steps(self) -> int:
        """How many it took."""
        return len(self.records)

    @property
    def losses(self) -> list[float]:
        """The loss of every step's batch."""
        return [record.loss for record in self.records]

    @property
    def accuracies(self) -> list[float]:
        """The accuracy of every step's batch."""
        return [record.accuracy for record in self.records]

    @property
    def norms(self) -> list[float]:
        """The length of the whole gradient at every step."""
        return [length(record) for record in self.records]


def length(record: Record) -> float:
    """The length of the gradient by all parameters together."""
    return math.sqrt(sum(norm * norm for norm in record.norms.values()))


class Runs:
    """The runs that are kept, in the order they were.

    A run is its task and its recipe: from the same seed both give the same numbers. Kept once more,
    after more steps or after fewer, it takes the place of what was kept of it.
    """

    def __init__(self) -> None:
        self._runs: list[Run] = []
        self._last = 0

    @property
    def all(self) -> tuple[Run, ...]:
        """Those that are kept."""
        return tuple(self._runs)

    def keep(self, trainer: Trainer) -> Run:
        """Keep what a trainer has done up to now.

        Raises:
            TooManyRuns: there is no room for another; nothing has changed.
        """
        name, recipe = trainer.task.name, trainer.recipe
        at = next(
            (at for at, run in enumerate(self._runs) if (run.task, run.recipe) == (name, recipe)),
            len(self._runs),
        )
        if at == MOST_RUNS:
            raise TooManyRuns(most=MOST_RUNS)
        if at < len(self._runs):
            number, slot = self._runs[at].number, self._runs[at].slot
        else:
            number = self._last = self._last + 1
            slot = min({*range(MOST_RUNS)} - {run.slot for run in self._runs})
        loss, accuracy = trainer.loss(), trainer.accuracy(held_out=True)
        kept = Run(number, slot, name, recipe, tuple(trainer.records), loss, accuracy)
        self._runs[at : at + 1] = [kept]
        return kept

    def remove(self, number: int) -> None:
        """Let the run of that number go, if it is kept."""
        self._runs = [run for run in self._runs if run.number != number]


def running_mean(values: Sequence[float], width: int) -> list[float]:
    """The mean of each value and those before it, `width` of them where there are so many.

    Raises:
        ValueError: the width is less than 1.
    """
    if width < 1:
        raise ValueError(f"a mean of {width} values")
    given = np.asarray(values, dtype=float)
    return [float(given[max(0, at - width + 1) : at + 1].mean()) for at in range(len(given))]


_ABOUT = (
    "run", "task", "loss", "optimiser", "learning rate", "weight decay", "batch", "label smoothing",
    "spread", "seed",
)  # fmt: skip


def _about(run: Run) -> list[object]:
    recipe = run.recipe
    return [
        run.number, run.task, recipe.loss, recipe.optimiser, repr(recipe.rate),
        repr(recipe.decay), recipe.batch, repr(recipe.smoothing), repr(recipe.spread), recipe.seed,
    ]  # fmt: skip


def runs_csv(runs: Sequence[Run]) -> str:
    """A line of CSV for each run: what it was and how it ended."""
    lines = [[*_about(run), run.steps, repr(run.loss), repr(run.accuracy)] for run in runs]
    return _csv([*_ABOUT, "steps", "loss", "accuracy on held-out"], lines)


def steps_csv(runs: Sequence[Run]) -> str:
    """A line of CSV for each step of each run: its batch's loss and accuracy, its gradient."""
    lines = [
        [*_about(run), r.step, repr(r.loss), repr(r.accuracy), repr(length(r))]
        for run in runs
        for r in run.records
    ]
    return _csv([*_ABOUT, "step", "loss", "accuracy", "gradient"], lines)


def _csv(head: list[str], lines: Sequence[Sequence[object]]) -> str:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(head)
    rows.writerows(lines)
    return text.getvalue()

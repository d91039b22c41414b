"""Training, one step at a time: reproducible from its seed, and back to any step it kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np

from engine.errors import SoftmixError, translatable
from engine.losses import ANY, of_labels
from engine.network import Batch, Indices, Network, Pass, drawn
from engine.ops import Array
from engine.optimisers import Parameters, optimiser
from engine.tasks.task import Example, Recipe, Task

#: So many steps are kept to go back to; when there are more, every other one is let go.
_KEPT = 120


class Diverged(SoftmixError):
    """Fields: step, name, rate."""

    template = translatable(
        "errors",
        "Training stopped at step {step}: {name} is no number any more. The learning rate {rate} "
        "is probably too large; go back a few steps and try a smaller one.",
    )


class NoSuchStep(SoftmixError):
    """Fields: step, known."""

    template = translatable("errors", "Step {step} is not kept. Kept are {known}.")


class Record(msgspec.Struct, frozen=True):
    """What one step did.

    Attributes:
        step: its number, from 1.
        loss: of its batch, before the step.
        accuracy: the part of its batch that was right.
        norms: the length of the gradient by each parameter.
    """

    step: int
    loss: float
    accuracy: float
    norms: dict[str, float]


class _Kept(msgspec.Struct, frozen=True):
    parameters: Parameters
    memory: dict[str, Parameters]
    random: dict[str, Any]
    order: Indices


class Trainer:
    """Learns one task.

    Attributes:
        parameters: what has been learnt: E, W_Q, W_K, W_V, W_C, b_C, and those of a block.
        step_count: how many steps have been taken.
        records: of every step up to here.
    """

    def __init__(self, task: Task, recipe: Recipe | None = None) -> None:
        self.task = task
        self.recipe = recipe or task.recipe
        self.network = Network(task.sizes)
        self._training = task.batch(task.training)
        self._held_out = task.batch(task.held_out)
        self.restart()

    def restart(self) -> None:
        """Begin again from the same seed."""
        self.parameters = drawn(self.task.sizes, self.recipe.seed, self.recipe.spread)
        self.records: list[Record] = []
        self._optimiser = optimiser(self.recipe.optimiser, self.recipe.decay)
        self._random = np.random.RandomState(self.recipe.seed + 1)
        self._order = np.zeros(0, dtype=np.intp)
        self._history: dict[int, _Kept] = {}
        self._every = 1
        self._keep()

    @property
    def step_count(self) -> int:
        """How many steps have been taken."""
        return len(self.records)

    @property
    def kept(self) -> list[int]:
        """The steps one can go back to."""
        return sorted(self._history)

    def step(self) -> Record:
        """One step with the next batch.

        Raises:
            Diverged: a number has overflowed; the parameters are those of before the step.
        """
        batch = self._training.part(self._next())
        with np.errstate(all="ignore"):
            loss, gradients, made = self.network.loss(
                self.parameters, batch, self.recipe.smoothing, self.recipe.loss
            )
        self._check(loss, gradients)
        before = {name: array.copy() for name, array in self.parameters.items()}
        with np.errstate(all="ignore"):
            self._optimiser.step(self.parameters, gradients, self.recipe.rate)
        for name, array in self.parameters.items():
            if not np.isfinite(array).all():
                self.parameters = before
                raise Diverged(step=self.step_count + 1, name=name, rate=self.recipe.rate)
        with np.errstate(all="ignore"):
            norms = {name: float(np.sqrt((g * g).sum())) for name, g in gradients.items()}
        record = Record(self.step_count + 1, loss, _right(made, batch), norms)
        self.records.append(record)
        if self.step_count % self._every == 0:
            self._keep()
        return record

    def go_to(self, step: int) -> None:
        """Be where step `step` had led; what came after it is forgotten.

        Raises:
            NoSuchStep: it is not kept.
        """
        if step not in self._history:
            raise NoSuchStep(step=step, known=", ".join(map(str, self.kept)))
        kept = self._history[step]
        self.parameters = {name: array.copy() for name, array in kept.parameters.items()}
        self._optimiser.restore(kept.memory)
        self._random.set_state(kept.random)
        self._order = kept.order.copy()
        self.records = self.records[:step]
        self._history = {at: what for at, what in self._history.items() if at <= step}

    def accuracy(self, *, held_out: bool) -> float:
        """The part of all training (or held-out) questions that is answered rightly."""
        batch = self._held_out if held_out else self._training
        return _right(self.network.forward(self.parameters, batch), batch)

    def loss(self) -> float:
        """The loss over all training examples; no number where a pass overflows."""
        batch, classes = self._training, self.network.sizes.classes
        logits = self.network.forward(self.parameters, batch).logits
        with np.errstate(all="ignore"):
            flat = logits.reshape(-1, classes)
            recipe = self.recipe
            return of_labels(recipe.loss, flat, batch.labels.ravel(), recipe.smoothing)[0]

    def look(self, example: Example) -> Pass:
        """The pass of one sentence. Raises KeyError for a word that is not in the vocabulary."""
        return self.network.forward(self.parameters, self.task.batch([example]))

    # -- inside ----------------------------------------------------------------------------------

    def _next(self) -> Indices:
        """The next batch: all examples in a new order, again and again."""
        size = min(self.recipe.batch, len(self.task.training))
        if len(self._order) < size:
            again = self._random.permutation(len(self.task.training))
            self._order = np.concatenate([self._order, again])
        now, self._order = self._order[:size], self._order[size:]
        return now

    def _check(self, loss: float, gradients: dict[str, Array]) -> None:
        named = {"loss": np.array(loss), **gradients}
        for name, array in named.items():
            if not np.isfinite(array).all():
                raise Diverged(step=self.step_count + 1, name=name, rate=self.recipe.rate)

    def _keep(self) -> None:
        self._history[self.step_count] = _Kept(
            {name: array.copy() for name, array in self.parameters.items()},
            self._optimiser.state(),
            self._random.get_state(legacy=False),
            self._order.copy(),
        )
        if len(self._history) > _KEPT:
            self._every *= 2
            self._history = {
                at: what for at, what in self._history.items() if at % self._every == 0
            }


def _right(made: Pass, batch: Batch) -> float:
    """The part of the questions with one answer that is answered rightly."""
    told = batch.labels != ANY
    return float((made.logits.argmax(axis=2) == batch.labels)[told].mean()) if told.any() else 1.0


def trained(task: Task, recipe: Recipe | None = None) -> Trainer:
    """A trainer that has taken all steps of its recipe. Raises Diverged."""
    trainer = Trainer(task, recipe)
    for _ in range(trainer.recipe.steps):
        trainer.step()
    return trainer


def attended(trainer: Trainer, words: Sequence[str], asked: int) -> Array:
    """The weights with which a word of a sentence looks at all. [place]"""
    example = Example(tuple(words), (asked,), (0,))
    return np.asarray(trainer.look(example).weights[0, 0])

"""What training makes small: gradients against differences, and that it can be made small."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from engine.losses import ANY, Kind, cross_entropy, of_labels
from engine.tasks.apple import apple
from engine.training import Trainer


@pytest.mark.parametrize("kind", ["cross-entropy", "squared-error"])
@pytest.mark.parametrize("smoothing", [0.0, 0.2])
def test_the_gradient_is_the_slope(kind: Kind, smoothing: float) -> None:
    rng = np.random.default_rng(2)
    logits, labels = rng.normal(size=(5, 3)), np.array([0, 2, ANY, 1, 1])
    _, grad = of_labels(kind, logits, labels, smoothing)
    for cell in np.ndindex(logits.shape):
        moved = [logits.copy(), logits.copy()]
        moved[0][cell] += 1e-6
        moved[1][cell] -= 1e-6
        up, down = (of_labels(kind, one, labels, smoothing)[0] for one in moved)
        assert grad[cell] == pytest.approx((up - down) / 2e-6, rel=1e-6, abs=1e-8)


def test_squared_error_is_that_of_the_labels_as_ones_and_zeros() -> None:
    logits, labels = np.array([[2.0, -1.0], [0.5, 0.5]]), np.array([0, 1])
    value, _ = of_labels("squared-error", logits, labels)
    assert value == pytest.approx(((2 - 1) ** 2 + 1 + 0.25 + 0.25) / 2)
    assert of_labels("cross-entropy", logits, labels)[0] == cross_entropy(logits, labels)[0]


@pytest.mark.parametrize("kind", ["cross-entropy", "squared-error"])
def test_labels_that_are_none_are_refused(kind: Kind) -> None:
    with pytest.raises(ValueError, match="classes"):
        of_labels(kind, np.zeros((2, 2)), np.array([0, 2]))
    with pytest.raises(ValueError, match="smoothing"):
        of_labels(kind, np.zeros((2, 2)), np.array([0, 1]), 1.0)


def test_the_apples_are_told_apart_by_either_loss() -> None:
    task = apple("en")
    trainer = Trainer(task, replace(task.recipe, loss="squared-error"))
    before = trainer.loss()
    for _ in range(task.recipe.steps):
        trainer.step()
    assert trainer.loss() < before / 2
    assert trainer.accuracy(held_out=True) >= 0.95

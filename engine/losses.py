"""What training makes small, each with its gradient."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from engine.ops import Array

Kind = Literal["cross-entropy", "squared-error"]

#: The label of what may be any class.
ANY = -1


def squared_error(output: Array, target: Array) -> tuple[float, Array]:
    """The mean of (output − target)², and its gradient by the output. Both of one shape."""
    off = output - target
    return float((off * off).mean()), 2 * off / off.size


def cross_entropy(
    logits: Array, labels: NDArray[np.intp], smoothing: float = 0.0
) -> tuple[float, Array]:
    """The mean of −Σ t log softmax(logits), and its gradient by the logits.

    The target t of a row is 1 − smoothing at its label, and smoothing shared by all classes; of a
    row that may be any class it is the same for all.
    (Szegedy and others 2016, section 7; the gradient is softmax(logits) − t.)

    Args:
        logits: [row, class]
        labels: the class of each row, ANY where it may be any. [row]
        smoothing: 0 to 1, without 1.

    Raises:
        ValueError: a label is no class, or the smoothing is out of range.
    """
    rows = len(logits)
    target = _target(logits.shape, labels, smoothing)
    shifted = logits - logits.max(axis=1, keepdims=True)
    raised = np.exp(shifted)
    total = raised.sum(axis=1, keepdims=True)
    logs = shifted - np.log(total)
    return float(-(target * logs).sum() / rows), (raised / total - target) / rows


def of_labels(
    kind: Kind, logits: Array, labels: NDArray[np.intp], smoothing: float = 0.0
) -> tuple[float, Array]:
    """A loss of what a classifier answers, and its gradient by the logits.

    With `squared-error` it is Σ (logits − t)² of a row, the mean over all rows, with the target t
    that `cross_entropy` has. Arguments and errors are those of `cross_entropy`.
    """
    if kind == "cross-entropy":
        return cross_entropy(logits, labels, smoothing)
    off = logits - _target(logits.shape, labels, smoothing)
    return float((off * off).sum() / len(logits)), 2 * off / len(logits)


def _target(shape: tuple[int, ...], labels: NDArray[np.intp], smoothing: float) -> Array:
    """What each row should answer. [row, class] Raises as `cross_entropy` does."""
    classes = shape[1]
    if not 0 <= smoothing < 1:
        raise ValueError(f"a smoothing of {smoothing}")
    if labels.size and not ANY <= labels.min() <= labels.max() < classes:
        raise ValueError(f"labels beyond the {classes} classes")
    target = np.full(shape, smoothing / classes)
    told = labels != ANY
    target[np.flatnonzero(told), labels[told]] += 1 - smoothing
    target[~told] = 1 / classes
    return target

"""Training the two apples: the whole of it, and a step against the same arithmetic in plain numpy.

Run from the top: `python tests/benchmarks/bench_training.py`. Prints medians and their
ratio in one run; nothing is asserted.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from engine.network import Batch
from engine.tasks.apple import apple
from engine.training import Trainer, trained

_RUNS = 200


def median(run: Callable[[], object]) -> float:
    """The median time of a call (ms)."""
    times = []
    for _ in range(_RUNS):
        start = time.perf_counter()
        run()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def plain(trainer: Trainer, batch: Batch) -> Callable[[], object]:
    """Loss, gradients and AdamW of one step, written straight down."""
    learnt = {name: matrix.copy() for name, matrix in trainer.parameters.items()}
    mean = {name: np.zeros_like(matrix) for name, matrix in learnt.items()}
    square = {name: np.zeros_like(matrix) for name, matrix in learnt.items()}
    rows = np.arange(len(batch.words))
    told = batch.labels[:, 0] >= 0
    target = np.full((len(rows), 2), 0.5)
    target[told] = 0.1
    target[rows[told], batch.labels[told, 0]] = 0.9
    root = np.sqrt(8)

    def run() -> None:
        x = learnt["E"][batch.words]
        q = x[rows, batch.asked[:, 0]] @ learnt["W_Q"]
        k, v = x @ learnt["W_K"], x @ learnt["W_V"]
        scores = np.where(batch.there, (k @ q[..., None])[..., 0] / root, -np.inf)
        weights = np.exp(scores - scores.max(1, keepdims=True))
        weights /= weights.sum(1, keepdims=True)
        mix = (weights[:, None] @ v)[:, 0]
        logits = mix @ learnt["W_C"] + learnt["b_C"]
        share = np.exp(logits - logits.max(1, keepdims=True))
        share /= share.sum(1, keepdims=True)
        grad = (share - target) / len(rows)
        to_mix = grad @ learnt["W_C"].T
        to_weights = (v @ to_mix[..., None])[..., 0]
        to_scores = weights * (to_weights - (to_weights * weights).sum(1, keepdims=True)) / root
        to_q = (to_scores[:, None] @ k)[:, 0]
        to_k, to_v = to_scores[..., None] * q[:, None], weights[..., None] * to_mix[:, None]
        to_e = np.zeros_like(learnt["E"])
        np.add.at(to_e, batch.words, to_k @ learnt["W_K"].T + to_v @ learnt["W_V"].T)
        np.add.at(to_e, batch.words[rows, batch.asked[:, 0]], to_q @ learnt["W_Q"].T)
        flat = x.reshape(-1, 8)
        found = {
            "E": to_e,
            "W_Q": x[rows, batch.asked[:, 0]].T @ to_q,
            "W_K": flat.T @ to_k.reshape(-1, 8),
            "W_V": flat.T @ to_v.reshape(-1, 8),
            "W_C": mix.T @ grad,
            "b_C": grad.sum(0, keepdims=True),
        }
        for name, gradient in found.items():
            mean[name] = 0.9 * mean[name] + 0.1 * gradient
            square[name] = 0.999 * square[name] + 0.001 * gradient * gradient
            learnt[name] -= 0.02 * mean[name] / (np.sqrt(square[name]) + 1e-8)

    return run


def main() -> None:
    """Print the figures."""
    task = apple("en")
    start = time.perf_counter()
    done = trained(task)
    whole = time.perf_counter() - start
    print(f"{done.step_count} steps from scratch {whole:6.2f} s, numpy {np.__version__}")
    trainer = Trainer(task)
    batch = task.batch(task.training[: task.recipe.batch])
    floor = median(plain(trainer, batch))
    ours = median(trainer.step)
    print(f"a step in plain numpy  {floor:6.3f} ms  1.00")
    print(f"a step of the trainer  {ours:6.3f} ms  {ours / floor:.2f}")


if __name__ == "__main__":
    main()

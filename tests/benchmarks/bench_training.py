"""Training the two apples, and sorting letters: a step against the same arithmetic in plain numpy.

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
from engine.tasks.letters import sort_letters
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


def plain_block(trainer: Trainer, batch: Batch) -> Callable[[], dict[str, np.ndarray]]:
    """The same of a whole block in which every place is asked: sort letters."""
    p = {name: matrix.copy() for name, matrix in trainer.parameters.items()}
    mean = {name: np.zeros_like(matrix) for name, matrix in p.items()}
    square = {name: np.zeros_like(matrix) for name, matrix in p.items()}
    count, length = batch.words.shape
    width = p["E"].shape[1]
    pair = np.arange(width) // 2 * 2 / width
    angles = np.arange(length)[:, None] / 10000**pair
    places = np.where(np.arange(width) % 2, np.cos(angles), np.sin(angles))
    rows, root = count * length, np.sqrt(p["W_Q"].shape[1])
    target = np.zeros((rows, p["W_C"].shape[1]))
    target[np.arange(rows), batch.labels.ravel()] = 1

    def normed(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        centred = x - x.mean(1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(1, keepdims=True) + 1e-5)
        return centred / spread, spread

    def back(grad: np.ndarray, unit: np.ndarray, spread: np.ndarray) -> np.ndarray:
        along = (grad * unit).mean(1, keepdims=True)
        return (grad - grad.mean(1, keepdims=True) - unit * along) / spread

    def total(grad: np.ndarray) -> np.ndarray:
        return grad.sum(0, keepdims=True)

    def run() -> dict[str, np.ndarray]:
        x = p["E"][batch.words] + places
        q, k, v = x @ p["W_Q"], x @ p["W_K"], x @ p["W_V"]
        scores = q @ k.swapaxes(1, 2) / root
        weights = np.exp(scores - scores.max(2, keepdims=True))
        weights /= weights.sum(2, keepdims=True)
        mix, flat = (weights @ v).reshape(rows, -1), x.reshape(rows, -1)
        unit_1, spread_1 = normed(flat + mix @ p["W_O"])
        first = unit_1 * p["gamma_1"] + p["beta_1"]
        hidden = first @ p["W_1"] + p["b_1"]
        active = np.maximum(hidden, 0)
        unit_2, spread_2 = normed(first + active @ p["W_2"] + p["b_2"])
        read = unit_2 * p["gamma_2"] + p["beta_2"]
        logits = read @ p["W_C"] + p["b_C"]
        share = np.exp(logits - logits.max(1, keepdims=True))
        share /= share.sum(1, keepdims=True)
        grad = (share - target) / rows
        to_read = grad @ p["W_C"].T
        to_sum = back(to_read * p["gamma_2"], unit_2, spread_2)
        to_hidden = (to_sum @ p["W_2"].T) * (hidden > 0)
        to_first = to_sum + to_hidden @ p["W_1"].T
        to_residual = back(to_first * p["gamma_1"], unit_1, spread_1)
        to_mix = (to_residual @ p["W_O"].T).reshape(count, length, -1)
        to_weights = to_mix @ v.swapaxes(1, 2)
        to_v = weights.swapaxes(1, 2) @ to_mix
        level = (to_weights * weights).sum(2, keepdims=True)
        to_scores = weights * (to_weights - level) / root
        to_q, to_k = to_scores @ k, to_scores.swapaxes(1, 2) @ q
        to_x = to_residual.reshape(x.shape) + to_q @ p["W_Q"].T + to_k @ p["W_K"].T
        to_x = to_x + to_v @ p["W_V"].T
        to_e = np.zeros_like(p["E"])
        np.add.at(to_e, batch.words, to_x)
        found = {
            "E": to_e,
            "W_Q": flat.T @ to_q.reshape(rows, -1),
            "W_K": flat.T @ to_k.reshape(rows, -1),
            "W_V": flat.T @ to_v.reshape(rows, -1),
            "W_C": read.T @ grad,
            "b_C": total(grad),
            "W_O": mix.T @ to_residual,
            "gamma_1": total(to_first * unit_1),
            "beta_1": total(to_first),
            "W_1": first.T @ to_hidden,
            "b_1": total(to_hidden),
            "W_2": active.T @ to_sum,
            "b_2": total(to_sum),
            "gamma_2": total(to_read * unit_2),
            "beta_2": total(to_read),
        }
        for name, gradient in found.items():
            mean[name] = 0.9 * mean[name] + 0.1 * gradient
            square[name] = 0.999 * square[name] + 0.001 * gradient * gradient
            p[name] -= 0.01 * mean[name] / (np.sqrt(square[name]) + 1e-8)
        return found

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
    task = sort_letters()
    trainer = Trainer(task)
    batch = task.batch(task.training[: task.recipe.batch])
    expected = trainer.network.loss(trainer.parameters, batch, task.recipe.smoothing)[1]
    for name, gradient in plain_block(trainer, batch)().items():  # the same arithmetic
        np.testing.assert_allclose(gradient, expected[name], rtol=1e-8, atol=1e-12)
    floor = median(plain_block(trainer, batch))
    ours = median(trainer.step)
    print(f"a step of a block in plain numpy  {floor:6.3f} ms  1.00")
    print(f"a step of it by the trainer       {ours:6.3f} ms  {ours / floor:.2f}")


if __name__ == "__main__":
    main()

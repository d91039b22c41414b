"""One encoder block of the paper's size: its products alone, straight numpy, and the evaluator.

Run from the top of the project: `python tests/benchmarks/bench_engine.py`. Prints medians and the
ratio to the products alone (the floor) of the same run; nothing is asserted.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from engine.evaluator import Evaluator
from engine.resize import with_sentence
from engine.scenario import find_scenario

_WORDS = 64
_RUNS = 25
_EDITS = ("E", "W_Q", "W_O", "W_1", "W_2", "b_2", "gamma_2", "divisor")


def median(run: Callable[[int], object]) -> float:
    """The median time of a call (ms), after a few to warm up."""
    times = []
    for index in range(_RUNS + 3):
        start = time.perf_counter()
        run(index)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[3:])


def products(evaluator: Evaluator) -> Callable[[int], None]:
    """The matrix products of the block and nothing else."""
    value = evaluator.value

    def run(_: int) -> None:
        x = value("X")
        for letter in "QKV":
            np.matmul(x, value(f"W_{letter}"))
        np.matmul(value("Q"), value("K").swapaxes(-1, -2))
        np.matmul(value("weights"), value("V"))
        np.matmul(value("concat"), value("W_O"))
        np.matmul(value("norm_1"), value("W_1"))
        np.matmul(value("ffn_activation"), value("W_2"))

    return run


def straight(evaluator: Evaluator) -> Callable[[int], None]:
    """The block as a person writes it in numpy, every step a new array."""
    inputs = evaluator.inputs()

    def norm(x: np.ndarray, which: int) -> np.ndarray:
        unit = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + inputs["eps"])
        return unit * inputs[f"gamma_{which}"] + inputs[f"beta_{which}"]

    def run(_: int) -> None:
        x = inputs["E"] + evaluator.value("PE")
        q, k, v = (x @ inputs[f"W_{letter}"] for letter in "QKV")
        scores = q @ k.swapaxes(-1, -2) / inputs["divisor"]
        raised = np.exp(scores - scores.max(-1, keepdims=True))
        mix = raised / raised.sum(-1, keepdims=True) @ v
        attended = mix.transpose(1, 0, 2).reshape(len(x), -1) @ inputs["W_O"]
        normed = norm(x + attended, 1)
        hidden = np.maximum(normed @ inputs["W_1"] + inputs["b_1"], 0)
        norm(normed + hidden @ inputs["W_2"] + inputs["b_2"], 2)

    return run


def main() -> None:
    state = with_sentence(
        find_scenario("paper-base").state(), [f"word{index}" for index in range(_WORDS)]
    )
    evaluator = state.evaluator()
    floor = median(products(evaluator))
    print(f"{_WORDS} words, 512 / 8 / 2048, float64, numpy {np.__version__}")
    print(f"products alone    {floor:7.2f} ms   1.00")
    plain = median(straight(evaluator))
    print(f"straight numpy    {plain:7.2f} ms   {plain / floor:.2f}")
    for name in _EDITS:
        cell = (0,) * len(evaluator.graph.shapes[name])
        edit = median(lambda i, n=name, c=cell: evaluator.set_cell(n, c, 1 + i / 100))  # type: ignore[misc]
        print(f"edit of {name:<9} {edit:7.2f} ms   {edit / floor:.2f}")


if __name__ == "__main__":
    main()

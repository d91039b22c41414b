"""What mistakes are measured by: entropy, likeness, what a pin would carry."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.mistakes.base import carried, entropy
from engine.mistakes.block import likeness
from tests.engine.blocks import drawn, pipelines, seeds, state
from tests.engine.samples import identical


@settings(max_examples=30)
@given(pipelines(), seeds, st.data())
def test_what_is_carried_is_what_a_pin_would_make(
    sized: tuple[Any, int, int], seed: int, data: st.DataObject
) -> None:
    config, words, memory_words = sized
    made = state(config, words, drawn(config, words, seed, memory_words), memory_words).evaluator()
    name = data.draw(st.sampled_from([n.name for n in made.graph.nodes if not n.binary]))
    below = list(made.graph.downstream(name)[1:])
    if not below or name.endswith(("eps", "divisor")):
        return
    target = data.draw(st.sampled_from(below))
    matrix = made.value(name) + 1.0
    if not np.isfinite(matrix).all():
        return
    zeros = made.graph.zeros(name)
    if zeros is not None:
        matrix[zeros] = 0.0
    there = carried(made, name, matrix, target)
    made.set_matrix(name, matrix)
    assert identical(there, made.value(target).copy())


def test_entropy_is_0_for_one_and_the_most_for_all() -> None:
    rows = np.array([[1, 0, 0, 0], [0.5, 0.5, 0, 0], [0.25, 0.25, 0.25, 0.25]])
    assert entropy(rows).tolist() == [0, 1, 2]
    assert not np.signbit(entropy(rows)[0])


ROWS: list[tuple[list[list[float]], float]] = [
    ([[1, 0], [2, 0]], 1.0),
    ([[1, 0], [0, 3]], 0.0),
    ([[1, 0], [-2, 0]], -1.0),
    ([[1, 1]], 1.0),
    ([[0, 0], [1, 1]], 0.0),
]


@pytest.mark.parametrize(("rows", "expected"), ROWS)
def test_likeness_of_rows(rows: list[list[float]], expected: float) -> None:
    assert likeness(np.array(rows)) == pytest.approx(expected, abs=1e-15)

"""How sharp a softmax gets with d_k: the curves against what the theory says of their ends."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from engine.mistakes import DRAWS, SIZES, curves, own_point
from engine.scenario import find_scenario
from tests.engine.reference_encoder import softmax


def test_the_sizes_are_the_powers_of_2_up_to_1024() -> None:
    assert [math.log2(size) for size in SIZES] == list(range(11))


@pytest.mark.parametrize("keys", [2, 3, 11])
def test_the_draws_are_those_of_a_frozen_stream(keys: int) -> None:
    random = np.random.RandomState(2017)
    scores = []
    for _ in range(DRAWS):
        drawn = random.standard_normal((keys + 1, 1024))
        scores.append([[float(drawn[0, :d] @ key[:d]) for key in drawn[1:]] for d in (1, 64, 512)])
    made = curves(keys)
    for at, size in enumerate((1, 64, 512)):
        for these, divisor in ((made.plain, 1.0), (made.divided, math.sqrt(size))):
            rows = np.array([softmax(np.array(draw[at]) / divisor) for draw in scores])
            index = SIZES.index(size)
            assert these[index].largest == pytest.approx(rows.max(axis=1).mean(), rel=1e-9)
            logs = np.log2(np.where(rows > 0, rows, 1))
            assert these[index].entropy == pytest.approx(
                -(rows * logs).sum(axis=1).mean(), rel=1e-9
            )


@pytest.mark.parametrize("keys", [2, 5, 64])
def test_without_the_divisor_a_row_ends_as_a_single_1(keys: int) -> None:
    made = curves(keys)
    largest = [point.largest for point in made.plain]
    bits = [point.entropy for point in made.plain]
    assert made.plain[0] == made.divided[0]  # √1 changes nothing
    assert all(after > before for before, after in pairwise(largest))
    assert all(after < before for before, after in pairwise(bits))
    assert largest[-1] > 0.9
    divided = [point.largest for point in made.divided]
    assert max(divided) - min(divided) < 0.1
    for point in (*made.plain, *made.divided):
        assert 1 / keys <= point.largest <= 1
        assert 0 <= point.entropy <= math.log2(keys)


def test_one_key_has_all_the_weight_and_no_uncertainty() -> None:
    assert {(p.largest, p.entropy) for p in (*curves(1).plain, *curves(1).divided)} == {(1.0, 0.0)}


def test_the_point_of_an_example_is_that_of_its_weights() -> None:
    evaluator = find_scenario("eight-heads-512").state().evaluator()
    d_k, point = own_point(evaluator)
    weights = evaluator.value("weights").reshape(-1, 3)
    assert d_k == 64
    assert point.largest == pytest.approx(np.mean([row.max() for row in weights]), rel=1e-12)
    assert point.entropy == pytest.approx(
        np.mean([-sum(w * math.log2(w) for w in row) for row in weights]), rel=1e-9
    )

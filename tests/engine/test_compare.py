"""Two sets of values against each other, held against plain Python and numpy."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from engine.compare import (
    NodeChange,
    NotComparable,
    any_changed,
    changed_cells,
    compare,
    compare_node,
    difference,
    relative_difference,
)
from engine.ops import Array
from engine.resize import Fill, insert
from engine.scenario import find_scenario
from engine.switches import reconfigure
from engine.words import Word

INF, NAN = math.inf, math.nan
_NUMBERS = st.one_of(
    st.floats(-10, 10).map(lambda x: round(x, 2)),
    st.sampled_from([0.0, -0.0, 1.0, INF, -INF, NAN, 1e308, -1e308, 5e-324]),
)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Array, Array]:
    """Two matrices of one shape, many of whose cells agree."""
    shape = draw(array_shapes(min_dims=2, max_dims=3, max_side=4))
    before = draw(arrays(np.float64, shape, elements=_NUMBERS))
    other = draw(arrays(np.float64, shape, elements=_NUMBERS))
    return before, np.where(draw(arrays(np.bool_, shape)), other, before)


def cells(before: Array, after: Array) -> Iterator[tuple[tuple[int, ...], float, float]]:
    """Every cell with its two numbers as Python's own."""
    for cell in np.ndindex(before.shape):
        yield cell, float(before[cell]), float(after[cell])


def has_changed(a: float, b: float) -> bool:
    """Equal numbers have not changed, nor has what is no number in both."""
    return not (a == b or (math.isnan(a) and math.isnan(b)))


def step(a: float, b: float) -> float:
    """By how much; Python subtracts infinities as IEEE does."""
    return b - a if has_changed(a, b) else 0.0


def part(a: float, b: float) -> float:
    """How much of itself; NaN where that says nothing."""
    if not has_changed(a, b):
        return 0.0
    if a == 0 or not math.isfinite(a) or not math.isfinite(b):
        return NAN
    quotient = (b - a) / abs(a)
    return quotient if math.isfinite(quotient) else NAN


@given(pairs())
def test_every_cell_against_plain_python(pair: tuple[Array, Array]) -> None:
    moved, steps, parts = changed_cells(*pair), difference(*pair), relative_difference(*pair)
    for cell, a, b in cells(*pair):
        assert moved[cell] == has_changed(a, b)
        np.testing.assert_equal(steps[cell], step(a, b))
        np.testing.assert_equal(parts[cell], part(a, b))
    assert any_changed(*pair) == moved.any()


@given(pairs())
def test_a_node_is_the_sum_of_its_cells(pair: tuple[Array, Array]) -> None:
    change = compare_node("Q", *pair)
    all_cells = list(cells(*pair))
    moved = [(cell, step(a, b), part(a, b)) for cell, a, b in all_cells if has_changed(a, b)]
    assert change.compared == pair[0].size
    assert change.changed == len(moved)
    finite = [abs(step(a, b)) for _, a, b in all_cells if math.isfinite(step(a, b))]
    expected = math.fsum(x / len(finite) for x in finite) if finite else 0.0
    assert change.mean == pytest.approx(expected, rel=1e-12)
    if not moved:
        assert (change.largest, change.at) == (0.0, None)
        return
    numbers = [(cell, s) for cell, s, _ in moved if not math.isnan(s)]
    if numbers:
        most = max(abs(s) for _, s in numbers)
        assert (change.at, change.largest) == next(x for x in numbers if abs(x[1]) == most)
    else:
        assert math.isnan(change.largest)
        assert change.at == moved[0][0]
    parts = [(cell, p) for cell, _, p in moved if not math.isnan(p)]
    if parts:
        most = max(abs(p) for _, p in parts)
        first = next(x for x in parts if abs(x[1]) == most)
        assert (change.relative_at, change.relative) == first
    else:
        assert math.isnan(change.relative)
        assert change.relative_at is None


@given(pairs(), st.data())
def test_cells_that_are_not_shown_count_for_nothing(
    pair: tuple[Array, Array], data: st.DataObject
) -> None:
    before, after = pair
    shown = data.draw(arrays(np.bool_, before.shape[-2:]))
    masked = np.broadcast_to(shown, before.shape)
    other = np.where(masked, after, 12345.0)
    first, second = (compare_node("Q", before, b, shown) for b in (after, other))
    np.testing.assert_equal(first, second)
    assert first.compared == masked.sum()
    assert first.changed == sum(
        masked[cell] and has_changed(a, b) for cell, a, b in cells(before, after)
    )
    assert first.at is None or masked[first.at]


@given(pairs())
def test_nothing_differs_from_itself(pair: tuple[Array, Array]) -> None:
    before, _ = pair
    assert compare_node("Q", before, before.copy()).changed == 0
    assert not difference(before, before.copy()).any()


def test_a_masked_score_has_not_changed() -> None:
    before = np.array([[1.0, -INF], [-INF, 2.0]])
    after = np.array([[3.0, -INF], [0.5, 2.0]])
    change = compare_node("masked_scores", before, after)
    assert change.changed == 2
    assert (change.largest, change.at) == (INF, (1, 0))  # it was left out, and is not any more
    assert (change.relative, change.relative_at) == (2.0, (0, 0))
    assert change.mean == 2 / 3  # of the three differences that are finite: 2, 0, 0


def test_from_zero_there_is_no_relative_difference() -> None:
    change = compare_node("X", np.array([[0.0, 4.0]]), np.array([[3.0, 5.0]]))
    assert (change.largest, change.relative) == (3.0, 0.25)
    assert math.isnan(compare_node("X", np.zeros((1, 1)), np.ones((1, 1))).relative)


def test_the_ripple_of_the_worked_example_by_hand() -> None:
    """W_Q[1, 3] 1 → 2 adds X[:, 1] to Q[:, 3]: 1, 0, 1 for “I love tea”."""
    state = find_scenario("worked-example").state()
    before, after = state.evaluator(), state.evaluator()
    after.set_cell("W_Q", (0, 2), 2.0)
    comparison = compare(before, after)
    moved = {node.name: node for node in comparison.moved}
    assert list(moved)[:3] == ["W_Q", "Q", "scores"]
    assert (moved["W_Q"].changed, moved["W_Q"].largest, moved["W_Q"].at) == (1, 1.0, (0, 2))
    assert (moved["Q"].changed, moved["Q"].largest, moved["Q"].at) == (2, 1.0, (0, 2))
    keys = before.value("K")[
        :, 2
    ]  # the scores of “I” and “tea” grow by the third numbers of the keys
    assert moved["scores"].changed == 2 * np.count_nonzero(keys)
    assert moved["scores"].largest == keys.max()
    assert not comparison.others


def test_other_shapes_are_listed_and_the_rest_is_compared() -> None:
    state = find_scenario("worked-example").state()
    longer = insert(state, "word", 3, Fill(), Word("cake", "蛋糕"))
    comparison = compare(state.evaluator(), longer.evaluator())
    assert [node.name for node in comparison.nodes] == ["W_Q", "W_K", "W_V", "divisor"]
    assert not comparison.moved
    assert NotComparable("X", (3, 4), (4, 4)) in comparison.others
    assert NotComparable("scores", (3, 3), (4, 4)) in comparison.others
    with_positions = reconfigure(state, positions=True)
    others = compare(state.evaluator(), with_positions.evaluator()).others
    assert others == (NotComparable("E", None, (3, 4)), NotComparable("PE", None, (3, 4)))
    others = compare(with_positions.evaluator(), state.evaluator()).others
    assert others == (NotComparable("E", (3, 4), None), NotComparable("PE", (3, 4), None))


def test_what_is_known_is_not_read_again() -> None:
    evaluator = find_scenario("worked-example").state().evaluator()
    known = {"Q": NodeChange("Q", 9, 4, 2.0, (0, 0), 1.0, (0, 0), 0.5)}
    assert compare(evaluator, evaluator, known=known).moved == (known["Q"],)

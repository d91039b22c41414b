"""Facts about a matrix and its picture, against numpy on the whole matrix at once."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from engine.ops import Array
from gui.matrix.cell_marks import beyond_scale, runs
from gui.matrix.figures import automatic_decimals, figures_of, longest_candidates, spread, sums
from gui.matrix.shades import HOLE, SHADES, colour_table, entries_of, extremes, image_of
from gui.theme import theme

LIGHT = theme("light")
shapes = arrays.array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=150)
numbers = st.floats(-1e6, 1e6, width=32, allow_subnormal=False)
matrices = arrays.arrays(np.float64, shapes, elements=numbers)
any_matrices = arrays.arrays(
    np.float64, shapes, elements=st.floats(width=64, allow_subnormal=False)
)


# -- figures ---------------------------------------------------------------------------------------


@given(any_matrices)
def test_least_greatest_and_mean_are_those_of_the_finite_numbers(matrix: Array) -> None:
    for turned in (matrix, matrix.T):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            figures = figures_of(turned)
        finite = matrix[np.isfinite(matrix)]
        assert (figures.count, figures.holes) == (finite.size, matrix.size - finite.size)
        if finite.size:
            assert (figures.least, figures.greatest) == (finite.min(), finite.max())
            scale = np.abs(finite).max() or 1.0
            assert figures.mean / scale == pytest.approx(np.mean(finite / scale), abs=1e-9)
        else:
            assert np.isnan(figures.mean)


def test_of_several_heads_all_count() -> None:
    heads = np.arange(24.0).reshape(2, 3, 4)
    figures = figures_of(heads)
    assert (figures.least, figures.greatest, figures.mean) == (0, 23, 11.5)
    assert figures.magnitude == 23


@given(matrices)
def test_sums_are_numpys(matrix: Array) -> None:
    assert sums(matrix, 1).tolist() == matrix.sum(axis=1).tolist()
    assert sums(matrix, 0).tolist() == matrix.sum(axis=0).tolist()


@given(matrices, st.integers(1, 80))
def test_the_spread_counts_every_number_once(matrix: Array, bins: int) -> None:
    counts = spread(matrix, figures_of(matrix), bins)
    assert counts.sum() == matrix.size
    low, high = matrix.min(), matrix.max()
    if high - low > 1e-3:
        expected, edges = np.histogram(matrix, bins, (low, high))
        # a number on an edge may fall to either side of it by rounding
        near = np.abs(matrix[..., None] - edges).min(axis=-1) < (high - low) * 1e-9
        assert np.abs(counts - expected).sum() <= 2 * near.sum()


def test_the_spread_of_equal_numbers_is_one_bar_and_holes_do_not_count() -> None:
    matrix = np.array([[2.0, 2.0], [np.inf, np.nan]])
    assert spread(matrix, figures_of(matrix), 5).tolist() == [0, 0, 2, 0, 0]
    assert spread(np.array([[np.nan]]), figures_of(np.array([[np.nan]])), 3).tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    ("numbers", "decimals"),
    [([1, 2], 0), ([1.5, 2], 1), ([0.25], 2), ([1 / 3], 3), ([1e300, 0.5], 1), ([np.nan, 1], 0)],
)
def test_decimals_are_the_fewest_that_say_all(numbers: list[float], decimals: int) -> None:
    assert automatic_decimals(np.array([numbers])) == decimals
    tall = np.ones((300, len(numbers)))
    tall[299] = numbers  # the last block counts as well
    assert automatic_decimals(tall) == decimals


def test_the_longest_number_may_be_short_of_the_greatest() -> None:
    matrix = np.array([[1e12, 999_999.0, -3.0]])  # 1e12 is written with a power, and shorter
    assert set(longest_candidates(matrix, figures_of(matrix))) == {1e12, -3.0, 999_999.0}


# -- the picture -----------------------------------------------------------------------------------


@given(matrices, st.booleans())
def test_a_cells_entry_is_where_its_value_stands_on_the_scale(matrix: Array, weights: bool) -> None:
    colours = LIGHT.colour_map(weights=weights)
    peak = np.abs(matrix).max() or 1.0
    entries = entries_of(matrix, peak, colours)
    part = (np.clip(matrix / peak, colours.low, 1.0) - colours.low) / (1.0 - colours.low)
    assert np.abs(entries - part * (SHADES - 1)).max() <= 0.5 + 1e-6
    assert np.array_equal(entries, entries_of(matrix, peak, colours, finite=True))
    if not weights:  # their scale begins at 0
        assert np.array_equal(entries, entries_of(matrix, peak, colours, within=True))


def test_zero_has_a_colour_of_its_own_and_holes_have_another() -> None:
    matrix = np.array([[0.0, -1.0, 1.0, 5.0, np.nan, np.inf, -np.inf]])
    entries = entries_of(matrix, 1.0, LIGHT.diverging)
    assert entries.tolist() == [[125, 0, 250, 250, HOLE, HOLE, HOLE]]
    table = colour_table(LIGHT.diverging, LIGHT)
    assert table[125].tolist() == LIGHT.diverging.table[256].tolist()
    heads = entries_of(np.stack([matrix, -matrix]), 1.0, LIGHT.diverging)
    assert heads[1, 0, :3].tolist() == [125, 250, 0]


def test_a_tiny_scale_warns_of_nothing() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        entries = entries_of(np.array([[1e-308, -1e-308, 0.0]]), 5e-324, LIGHT.diverging)
    assert entries[0, 2] == 125


@given(
    arrays.arrays(np.uint8, shapes, elements=st.integers(0, SHADES - 1)),
    st.integers(1, 40),
    st.integers(1, 40),
    st.booleans(),
)
def test_a_smaller_picture_keeps_what_stands_out(
    entries: np.ndarray, rows: int, columns: int, signed: bool
) -> None:
    small = extremes(entries, rows, columns, signed=signed)
    height, width = min(rows, len(entries)), min(columns, entries.shape[1])
    assert small.shape == (height, width)
    for row in range(height):
        for column in range(width):
            block = entries[
                row * len(entries) // height : (row + 1) * len(entries) // height,
                column * entries.shape[1] // width : (column + 1) * entries.shape[1] // width,
            ].astype(int)
            away = np.abs(block - 125) if signed else block
            shown = int(small[row, column])
            assert shown in block
            assert (abs(shown - 125) if signed else shown) == away.max()


def test_a_hole_is_not_lost_in_a_smaller_picture() -> None:
    entries = np.full((8, 8), 125, dtype=np.uint8)
    entries[3, 5] = HOLE
    for signed in (True, False):
        assert extremes(entries, 2, 2, signed=signed)[0, 1] == HOLE


def test_a_picture_has_the_colours_of_its_table(qapp: object) -> None:
    entries = np.array([[0, 125, 250], [125, HOLE, 0]], dtype=np.uint8)
    table = colour_table(LIGHT.diverging, LIGHT)
    image = image_of(entries, table)
    for (row, column), entry in np.ndenumerate(entries):
        assert image.pixelColor(column, row).getRgb()[:3] == tuple(table[entry].tolist())


# -- marks -----------------------------------------------------------------------------------------


@given(arrays.arrays(np.bool_, shapes))
def test_runs_cover_exactly_what_is_marked(mask: np.ndarray) -> None:
    covered = np.zeros_like(mask)
    for row, first, after in runs(mask):
        assert not covered[row, first:after].any()
        covered[row, first:after] = True
    assert np.array_equal(covered, mask)


def test_values_beyond_the_scale_are_found_and_rounding_is_not() -> None:
    values = np.array([[1.0, 1.0 + 1e-12, 1.1, -1.0, -1.1, -1e-12, np.inf]])
    signed = beyond_scale(values, 1.0, LIGHT.diverging)
    weights = beyond_scale(values, 1.0, LIGHT.sequential)
    assert signed.tolist() == [[False, False, True, False, True, False, False]]
    assert weights.tolist() == [[False, False, True, True, True, False, False]]

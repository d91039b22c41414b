"""Which part of a matrix a picture shows, and how the address of a cell is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.matrix.axis_labels import Track, labelled, stride
from gui.matrix.goto import Address, NoSuchCell, read_address
from gui.matrix.lens import LARGEST_CELL, fitted, refitted

# -- the lens --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "columns", "width", "height", "wide", "tall"),
    [
        (3, 3, 900, 900, 84, 84),  # no cell is larger than 84
        (10, 20, 200, 300, 10, 10),  # square: the narrower side decides
        (3, 512, 512, 300, 1, 84),  # very long: as tall as a cell may be
        (1000, 2000, 200, 300, 0.1, 0.3),  # under a pixel nobody sees that it is not square
        (100, 300, 150, 400, 0.5, 1.0),  # stretched to a pixel at most
    ],
)
def test_the_whole_matrix_fits(
    rows: int, columns: int, width: float, height: float, wide: float, tall: float
) -> None:
    lens = fitted(rows, columns, width, height)
    assert (lens.wide, lens.tall) == pytest.approx((wide, tall))
    assert lens.whole
    assert lens.reach == (0, 0)


sizes = st.integers(1, 4000)
rooms = st.floats(20, 1500)
points = st.floats(0, 1)


@given(sizes, sizes, rooms, rooms, st.floats(0.05, 200), points, points)
def test_zooming_keeps_the_point_under_the_pointer(
    rows: int, columns: int, width: float, height: float, side: float, x: float, y: float
) -> None:
    lens = fitted(rows, columns, width, height)
    x, y = x * min(width, columns * lens.wide), y * min(height, rows * lens.tall)
    zoomed = lens.with_smallest(side, x, y)
    assert lens.fitted_wide <= zoomed.wide <= max(LARGEST_CELL, lens.fitted_wide)
    assert lens.fitted_tall <= zoomed.tall <= max(LARGEST_CELL, lens.fitted_tall)
    # the place under the pointer, in cells, unless an edge of the matrix is in the way
    across, down = zoomed.reach
    if 0 < zoomed.left < across:
        assert (zoomed.left + x) / zoomed.wide == pytest.approx((lens.left + x) / lens.wide)
    if 0 < zoomed.top < down:
        assert (zoomed.top + y) / zoomed.tall == pytest.approx((lens.top + y) / lens.tall)


@given(sizes, sizes, rooms, rooms, st.floats(0.5, 84), st.data())
def test_what_is_shown_is_in_sight_and_found_again(
    rows: int, columns: int, width: float, height: float, side: float, data: st.DataObject
) -> None:
    row = data.draw(st.integers(0, rows - 1))
    column = data.draw(st.integers(0, columns - 1))
    lens = fitted(rows, columns, width, height).with_smallest(side, 0, 0).showing(row, column)
    area = lens.rect(row, column)
    if area.width() < width and area.height() < height:
        assert area.left() >= -1e-6
        assert area.right() <= width + 1e-6
        assert area.top() >= -1e-6
        assert area.bottom() <= height + 1e-6
        assert lens.cell_at(area.center().x(), area.center().y()) == (row, column)
    seen_rows, seen_columns = lens.visible()
    assert seen_rows.start <= row < seen_rows.stop
    assert seen_columns.start <= column < seen_columns.stop


@given(sizes, sizes, rooms, rooms)
def test_a_matrix_that_fits_has_nothing_to_scroll(
    rows: int, columns: int, width: float, height: float
) -> None:
    lens = fitted(rows, columns, width, height)
    assert lens.reach == (0, 0)
    assert lens.scrolled_to(50, 50) == lens
    assert lens.visible() == (slice(0, rows), slice(0, columns))


def test_a_larger_room_shows_more_and_what_fitted_fits_again() -> None:
    lens = fitted(100, 100, 200, 200)
    assert refitted(lens, 400, 400).wide == 4
    close = lens.with_smallest(20, 0, 0).scrolled_to(500, 300)
    larger = refitted(close, 400, 400)
    assert (larger.wide, larger.left, larger.top) == (20, 500, 300)
    assert refitted(close, 1900, 1900).left == 100  # no further than there is something to see


def test_a_point_beside_the_matrix_is_no_cell() -> None:
    lens = fitted(2, 2, 300, 300)
    assert lens.cell_at(10, 10) == (0, 0)
    assert lens.cell_at(169, 10) is None
    assert lens.cell_at(10, -1) is None


# -- labels ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("room", "needed", "every"), [(30, 20, 1), (10, 15, 2), (0.1, 40, 500)])
def test_crowded_labels_are_left_out(room: float, needed: float, every: int) -> None:
    assert stride(room, needed) == every


def test_every_fifth_label_counts_from_one() -> None:
    assert [i + 1 for i in labelled(range(0, 22), 5)] == [1, 5, 10, 15, 20]


def test_a_track_knows_what_is_in_sight() -> None:
    track = Track(-250.0, 10.0, 100)
    assert track.visible(95) == range(25, 35)
    assert track.edge(25) == 0
    assert Track(5.0, 10.0, 3).visible(1000) == range(0, 3)


# -- addresses -------------------------------------------------------------------------------------

WORDS = ["I", "love", "tea", "Teapot", "3"]
NUMBERS = [str(n + 1) for n in range(512)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("love, 317", (1, 316)),
        ("2, 317", (1, 316)),
        ("2 317", (1, 316)),
        ("LOVE;12", (1, 11)),
        ("tea，5", (2, 4)),
        ("teap, 5", (3, 4)),
        ("X[love, 317]", (1, 316)),
        (" [ 1 , 1 ] ", (0, 0)),
        ("317", (4, 316)),  # a column of the row one stands in
        ("tea", (2, 0)),
        ("3, 1", (4, 0)),  # a word that is called 3 comes before the third word
        ("２，３", (1, 2)),
    ],
)
def test_an_address_is_words_or_numbers_from_one(text: str, expected: tuple[int, int]) -> None:
    address = read_address(text, WORDS, NUMBERS, 4)
    assert (address.row, address.column) == expected


@pytest.mark.parametrize(
    ("text", "head"),
    [("2, love, 317", 1), ("W_Q[head 8, love, 317]", 7), ("第 3 个头，love，317", 2)],
)
def test_one_of_several_heads_may_stand_first(text: str, head: int) -> None:
    assert read_address(text, WORDS, NUMBERS, 0, 8) == Address(1, 316, head)


def test_a_head_that_is_not_there_is_said() -> None:
    with pytest.raises(NoSuchCell, match="There is no head “head 9”; heads run from 1 to 8"):
        read_address("W_Q[head 9, love, 317]", WORDS, NUMBERS, 0, 8)
    with pytest.raises(NoSuchCell, match="There is no head “x”"):
        read_address("x, love, 317", WORDS, NUMBERS, 0, 8)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("coffee, 2", "There is no row “coffee”; rows run from 1 to 5."),
        ("love, 513", "There is no column “513”; columns run from 1 to 512."),
        ("love, 0", "There is no column “0”"),
        ("0, 1", "There is no row “0”"),
        ("1, 2, 3", "Write a row and a column"),
        ("", "Write a row and a column"),
        ("love,", "Write a row and a column"),
    ],
)
def test_what_is_not_there_is_said(text: str, why: str) -> None:
    with pytest.raises(NoSuchCell) as refusal:
        read_address(text, WORDS, NUMBERS, 0)
    assert why in str(refusal.value)

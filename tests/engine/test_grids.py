"""Numbers copied anywhere are read; what is written reads back to the bit; nothing else happens."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from engine.errors import SoftmixError
from engine.fills import FILLINGS, NotSquare, filled
from engine.grid_texts import WRITERS, write_grid
from engine.grids import BadCell, BadLists, NoNumbers, RaggedRows, TooMuchText, read_grid
from engine.ops import Array

THIRD = 1 / 3
#: What a program puts on the clipboard, what it means, and how the cells were told apart.
SAMPLES: dict[str, tuple[str, list[list[float]], str]] = {
    "a spreadsheet": ("1\t2\n3\t4\n", [[1, 2], [3, 4]], "tabs"),
    "Windows line ends": ("1\t2\r\n3\t4\r\n", [[1, 2], [3, 4]], "tabs"),
    "a spreadsheet with decimal commas": ("1,5\t2\n−3,25\t4", [[1.5, 2], [-3.25, 4]], "tabs"),
    "CSV": ("1,2\n3,4", [[1, 2], [3, 4]], "commas"),
    "CSV with blanks": (" 1 , 2 \n 3,4 ", [[1, 2], [3, 4]], "commas"),
    "CSV that ends its lines": ("1,2,\n3,4,", [[1, 2], [3, 4]], "commas"),
    "semicolons and decimal commas": ("1,5;2,25\n3;4", [[1.5, 2.25], [3, 4]], "semicolons"),
    "semicolons and points": ("1.5;2\n3;4", [[1.5, 2], [3, 4]], "semicolons"),
    "blanks": ("1 2  3\n4 5 6", [[1, 2, 3], [4, 5, 6]], "blanks"),
    "one number": ("2.5", [[2.5]], "blanks"),
    "1,5 is two numbers": ("1,5", [[1, 5]], "commas"),
    "fractions and roots": ("1/3\tsqrt(4)\n√9\t-2", [[THIRD, 2], [3, -2]], "tabs"),
    "names above and beside": ("\tI\tlove\nI\t1\t2\nlove\t3\t4", [[1, 2], [3, 4]], "tabs"),
    "names above": ("a,b\n1,2", [[1, 2]], "commas"),
    "Chinese names": ("词\t我\t爱\n我\t1\t2", [[1, 2]], "tabs"),
    "numpy's repr": ("array([[1., 2.],\n       [3., 4.]])", [[1, 2], [3, 4]], "lists"),
    "with a type": ("np.array([[1, 2]], dtype=np.float64)", [[1, 2]], "lists"),
    "with a type in quotes": ("array([[1, 2]], dtype='float32')", [[1, 2]], "lists"),
    "as numpy prints": ("[[1.  2.5]\n [3.  -4. ]]", [[1, 2.5], [3, -4]], "lists"),
    "numpy, one row": ("array([1., 2., 3.])", [[1, 2, 3]], "lists"),
    "Python": ("[[1, 2], [3, 4]]", [[1, 2], [3, 4]], "lists"),
    "JSON over lines": ("[\n  [1,\n 2],\n  [3, 4]\n]", [[1, 2], [3, 4]], "lists"),
    "rows of lists": ("[1, 2]\n[3, 4]", [[1, 2], [3, 4]], "lists"),
    "LaTeX": (
        "X = \\begin{bmatrix}\n 1 & \\frac{1}{3} \\\\\n \\sqrt{4} & -2 \\\\\n\\end{bmatrix}",
        [[1, THIRD], [2, -2]], "LaTeX"),
    "LaTeX with powers": (
        "\\begin{pmatrix} 2.5 \\times 10^{-3} & 1 \\end{pmatrix}", [[0.0025, 1]], "LaTeX"),
    "LaTeX array": ("\\begin{array}{cc}1&2\\\\3&4\\end{array}", [[1, 2], [3, 4]], "LaTeX"),
    "LaTeX without its environment": ("1 & 2 \\\\ 3 & 4 \\\\", [[1, 2], [3, 4]], "LaTeX"),
    "Markdown": ("| | a | b |\n|---|--:|:-:|\n| x | 1 | 2 |\n| y | 3 | 4 |", [[1, 2], [3, 4]],
                 "Markdown"),
    "Markdown without names": ("| 1 | 2 |\n| 3 | 4 |", [[1, 2], [3, 4]], "Markdown"),
    "full-width digits": ("１\t２", [[1, 2]], "tabs"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "how"), SAMPLES.values(), ids=SAMPLES.keys())
def test_what_programs_copy(text: str, expected: list[list[float]], how: str) -> None:
    grid = read_grid(text)
    assert grid.values.tolist() == expected
    assert grid.separator == how


def test_heads() -> None:
    grid = read_grid("[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]")
    assert grid.values.shape == (2, 2, 2)
    assert read_grid("array([[[1., 2.]]])").values.shape == (1, 2)


def test_what_was_passed_over_is_said() -> None:
    assert read_grid("a\tb\n1\t2").names
    assert not read_grid("1\t2").names
    assert read_grid("1,5\t2").decimal_comma
    assert not read_grid("1.5\t2").decimal_comma


WRONG: dict[str, tuple[str, type[SoftmixError], str]] = {
    "nothing": ("", NoNumbers, "no numbers"),
    "blanks": (" \n\t\n", NoNumbers, "no numbers"),
    "words": ("hello", BadCell, "Row 1, column 1"),
    "a word among numbers": ("1\t2\n3\tx", BadCell, "Row 2, column 2"),
    "a word below names": ("\ta\tb\nx\t1\ty", BadCell, "Row 2, column 3"),
    "not a number": ("1\tnan", BadCell, "finite"),
    "infinite": ("[[1, inf]]", BadCell, "finite"),
    "too large": ("1e999\t1", BadCell, "finite"),
    "thousands": ("1.234,5\t1", BadCell, "1.234,5"),
    "an empty cell": ("1\t\t3\n1\t2\t3", BadCell, "Row 1, column 2"),
    "rows of other lengths": ("1\t2\n3", RaggedRows, "Row 2 has 1 numbers; row 1 has 2"),
    "lists of other lengths": ("[[1,2],[3]]", RaggedRows, "Row 2"),
    "lists and numbers": ("[[1,2],3]", BadLists, "side by side"),
    "too deep": ("[" * 1000 + "1" + "]" * 1000, BadLists, "deeper"),
    "empty lists": ("[[]]", NoNumbers, "no numbers"),
    "code": ("[[__import__('os')]]", BadCell, "__import__"),
    "a formula": ("=1+1\t2", BadCell, "=1+1"),
}


@pytest.mark.parametrize(("text", "error", "said"), WRONG.values(), ids=WRONG.keys())
def test_what_cannot_be_read(text: str, error: type[SoftmixError], said: str) -> None:
    with pytest.raises(error) as caught:
        read_grid(text)
    assert said in str(caught.value)


def test_too_much_text_is_refused_before_it_is_read() -> None:
    with pytest.raises(TooMuchText):
        read_grid("x " * 3_000_000)


@given(st.text(alphabet="[](){}0123456789.,;-+eE \t\n|&\\xn√/", max_size=200) | st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        grid = read_grid(text)
    except SoftmixError:
        return
    assert np.isfinite(grid.values).all()


FINITE = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize("form", WRITERS)
@given(arrays(np.float64, array_shapes(min_dims=2, max_dims=2, max_side=6), elements=FINITE))
def test_what_is_written_reads_back_to_the_bit(form: str, values: Array) -> None:
    named = form == "markdown"
    rows = [str(n) for n in range(values.shape[0])] if named else ()
    columns = [str(n) for n in range(values.shape[1])] if named else ()
    back = read_grid(write_grid(values, form, rows, columns)).values
    if form == "latex":
        values = values + 0.0  # LaTeX has no −0
    assert back.tobytes() == values.tobytes()


def test_a_large_matrix_is_read_fast_and_exactly() -> None:
    values = np.random.default_rng(1).standard_normal((300, 300))
    grid = read_grid(write_grid(values, "tsv"))
    assert grid.values.tobytes() == values.tobytes()


# -- fills -----------------------------------------------------------------------------------------


def test_fills() -> None:
    block = np.array([[1.0, 2.0], [3.0, -4.126]])
    expected = {
        "down": [[1, 2], [1, 2]], "right": [[1, 1], [3, 3]], "constant": [[2, 2], [2, 2]],
        "zeros": [[0, 0], [0, 0]], "identity": [[1, 0], [0, 1]],
        "transpose": [[1, 3], [2, -4.126]],
        "scale": [[2, 4], [6, -8.252]], "round": [[1, 2], [3, -4.13]],
        "negate": [[-1, -2], [-3, 4.126]],
    }  # fmt: skip
    for how in FILLINGS:
        made = filled(block, how, 2)
        assert made.shape == block.shape
        if how in expected:
            assert made.tolist() == expected[how]
    assert filled(block, "random", 1).tolist() == filled(block, "random", 1).tolist()
    assert filled(block, "random", 1).tolist() != filled(block, "random", 2).tolist()
    assert not np.signbit(filled(np.zeros((2, 2)), "negate")).any()
    with pytest.raises(NotSquare, match="1×2"):
        filled(block[:1], "transpose")


def test_xavier_has_the_spread_it_says() -> None:
    made = filled(np.zeros((300, 500)), "xavier", 7)
    assert made.std() == pytest.approx(np.sqrt(2 / 800), rel=0.02)

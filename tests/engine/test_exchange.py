"""What goes in and out as text."""

from __future__ import annotations

import io
import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import (
    BadAssignment,
    CellOutOfRange,
    NotANumber,
    NotFinite,
    SoftmixError,
    UnknownNode,
    ZeroDivisor,
)
from engine.exchange import (
    PICTURE_SUFFIXES,
    VALUE_SUFFIXES,
    FormatMismatch,
    MissingCell,
    OneNodeOnly,
    UnknownFormat,
    apply_assignments,
    choose_format,
    encode,
    parse_assignment,
)
from tests.engine.samples import identical, matrices, worked

ASSIGNMENTS = {
    "X[0,1]=3": ("X", (0, 1), 3.0),
    " X [ 0 , 1 ] = 3 ": ("X", (0, 1), 3.0),
    "W_Q[2,0,1]=1/3": ("W_Q", (2, 0, 1), 1 / 3),
    "divisor=sqrt(3)": ("divisor", None, math.sqrt(3)),
    "X[-1,0]=−2": ("X", (-1, 0), -2.0),  # the evaluator says that there is no such cell
}


@pytest.mark.parametrize(("text", "expected"), ASSIGNMENTS.items())
def test_assignment(text: str, expected: tuple[str, tuple[int, ...] | None, float]) -> None:
    edit = parse_assignment(text)
    assert (edit.name, edit.cell, edit.value) == expected


NO_ASSIGNMENTS = {
    "": BadAssignment,
    "X": BadAssignment,
    "=3": BadAssignment,
    "X[]=3": BadAssignment,
    "X[a]=3": BadAssignment,
    "X[0,]=3": BadAssignment,
    "X[0][1]=3": BadAssignment,
    "X[0.5,1]=3": BadAssignment,
    "X[9999999999,0]=3": BadAssignment,
    "X Y=3": BadAssignment,
    "X[0,1]=": NotANumber,
    "X[0,1]==3": NotANumber,
    "X[0,1]=__import__('os')": NotANumber,
    "X[0,1]=nan": NotFinite,
    "X[0,1]=1e999": NotFinite,
}


@pytest.mark.parametrize(("text", "error"), NO_ASSIGNMENTS.items())
def test_what_is_no_assignment(text: str, error: type[SoftmixError]) -> None:
    with pytest.raises(error) as raised:
        parse_assignment(text)
    notes = getattr(raised.value, "__notes__", [])
    assert f"“{text}”" in str(raised.value) or notes == [text]


def test_assignments_are_applied_in_order() -> None:
    evaluator = worked().evaluator()
    edits = ["X[0,0]=3", "X[0,0]=4", "divisor=2", "Q[1,1]=9"]
    apply_assignments(evaluator, map(parse_assignment, edits))
    assert evaluator.value("X")[0, 0] == 4
    assert evaluator.value("divisor")[0, 0] == 2
    assert evaluator.all_overrides() == {"Q": {(1, 1): 9.0}}


REFUSED = {
    "nobody[0,0]=1": UnknownNode,
    "nobody=1": UnknownNode,
    "X[3,0]=1": CellOutOfRange,
    "X[-1,0]=1": CellOutOfRange,
    "X[0]=1": CellOutOfRange,
    "X=1": MissingCell,
    "divisor=0": ZeroDivisor,
    "divisor[0,0]=-0": ZeroDivisor,
    "divisor=1e-999": ZeroDivisor,
}


@pytest.mark.parametrize(("text", "error"), REFUSED.items())
def test_an_assignment_that_is_refused_is_repeated_in_a_note(
    text: str, error: type[SoftmixError]
) -> None:
    with pytest.raises(error) as raised:
        apply_assignments(worked().evaluator(), [parse_assignment(text)])
    assert raised.value.__notes__ == [text]


@pytest.mark.parametrize(
    ("given_format", "out", "chosen"),
    [
        (None, None, "json"),
        (None, "x.csv", "csv"),
        (None, "x.TEX", "latex"),
        (None, "x", "json"),
        ("npy", None, "npy"),
        ("npy", "x.npy", "npy"),
        ("csv", "x.txt", "csv"),
    ],
)
def test_choose_format(given_format: str | None, out: str | None, chosen: str) -> None:
    assert choose_format(given_format, out and Path(out), VALUE_SUFFIXES) == chosen


def test_formats_that_cannot_be_chosen() -> None:
    with pytest.raises(FormatMismatch):
        choose_format("csv", Path("x.json"), VALUE_SUFFIXES)
    with pytest.raises(UnknownFormat):
        choose_format(None, Path("x.xyz"), PICTURE_SUFFIXES)


any_matrix = st.tuples(st.integers(1, 3), st.integers(1, 3)).flatmap(
    lambda shape: matrices(shape, st.floats(allow_nan=False, allow_infinity=False))
)


@given(any_matrix)
def test_json_csv_and_npy_keep_every_bit(matrix: np.ndarray) -> None:
    as_json = np.array(json.loads(encode({"Q": matrix}, "json"))["Q"], dtype=float)
    rows = encode({"Q": matrix}, "csv").decode().splitlines()
    as_csv = np.array([[float(cell) for cell in row.split(",")] for row in rows])
    as_npy = np.load(io.BytesIO(encode({"Q": matrix}, "npy")), allow_pickle=False)
    for read in (as_json, as_csv, as_npy):
        assert identical(read, matrix)


ODD = np.array([[1.5, math.nan], [math.inf, -1.0]])


def test_numbers_that_are_not_finite() -> None:
    assert json.loads(encode({"Q": ODD}, "json")) == {"Q": [[1.5, None], [None, -1.0]]}
    assert encode({"Q": ODD}, "csv") == b"1.5,\n,-1.0\n"
    assert rb"\infty" in encode({"Q": ODD}, "latex")
    assert rb"\mathrm{NaN}" in encode({"Q": ODD}, "latex")


def test_several_matrices_and_heads() -> None:
    heads = np.arange(8.0).reshape(2, 2, 2)
    csv = encode({"Q": heads, "c": np.ones((1, 1))}, "csv").decode()
    assert csv == "# Q[0]\n0.0,1.0\n2.0,3.0\n\n# Q[1]\n4.0,5.0\n6.0,7.0\n\n# c\n1.0\n"
    parsed = json.loads(encode({"Q": heads, "c": np.ones((1, 1))}, "json"))
    assert parsed == {"Q": heads.tolist(), "c": [[1.0]]}
    for count in (0, 2):
        with pytest.raises(OneNodeOnly, match=str(count)):
            encode(dict.fromkeys("QK"[:count], np.ones((1, 1))), "npy")


def test_latex() -> None:
    matrix = np.array([[1, -0.0, 0.5], [1e22, 1.5e-7, -2]])
    assert encode({"scaled_scores": matrix}, "latex").decode() == (
        "\\mathrm{scaled\\_scores} = \\begin{bmatrix}\n"
        "  1 & 0 & 0.5 \\\\\n"
        "  1 \\times 10^{22} & 1.5 \\times 10^{-7} & -2\n"
        "\\end{bmatrix}\n"
    )
    assert encode({"W_Q": np.ones((1, 1))}, "latex").decode().startswith("W_Q = ")


def test_any_white_space_around_an_index_is_passed_over() -> None:
    """`int` knows less white space than a regular expression."""
    assert parse_assignment("X[0\x1d, 1\u3000]=3").cell == (0, 1)

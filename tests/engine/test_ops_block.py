"""The operations of the whole block: small cases by hand, and what the terms of a cell say."""

from __future__ import annotations

import math

import numpy as np
import pytest

from engine.ops import (
    CausalMask,
    Cell,
    ConcatHeads,
    Gelu,
    LayerNorm,
    Linear,
    Mask,
    Op,
    PaddingMask,
    Relu,
    ReshapeHeads,
    ShapeError,
    Softmax,
    ZeroMask,
)
from tests.engine.samples import apply

INF = math.inf
#: Φ(1) and Φ(2), the normal distribution's table to 16 digits.
PHI_1, PHI_2 = 0.8413447460685429, 0.9772498680518208
ONES, ZEROS, NO_EPS = [[1, 1, 1]], [[0, 0, 0]], [[0]]

CASES = {
    "linear": (Linear(), [[[1, 2], [3, 4]], [[5], [7]], [[100]]], [[119], [143]]),
    "linear, rows are words": (Linear(), [[[2]], [[1, 10]], [[3, -3]]], [[5, 17]]),
    "mask": (Mask(), [[[1, 2], [3, 4]], [[1, 0], [0, 1]]], [[1, -INF], [-INF, 4]]),
    "mask of zeros": (
        ZeroMask(), [[[1, -2], [-3, 4]], [[1, 0], [0, 1]]], [[1, 0], [0, 4]],
    ),
    "causal": (CausalMask(3), [], [[1, 0, 0], [1, 1, 0], [1, 1, 1]]),
    "padding": (PaddingMask(2, 3, 1), [], [[1, 1, 0], [1, 1, 0]]),
    "padding of nothing": (PaddingMask(1, 2, 0), [], [[1, 1]]),
    "padding of everything": (PaddingMask(1, 2, 2), [], [[0, 0]]),
    "softmax of masked": (Softmax(), [[[0, -INF, 0]]], [[0.5, 0, 0.5]]),
    "softmax of nothing": (Softmax(), [[[-INF, -INF], [7, -INF]]], [[0, 0], [1, 0]]),
    "softmax by column": (
        Softmax("column"), [[[0, 5], [math.log(3), 5]]], [[0.25, 0.5], [0.75, 0.5]],
    ),
    "softmax of a lost column": (
        Softmax("column"), [[[-INF, 5], [-INF, 5]]], [[0, 0.5], [0, 0.5]],
    ),
    "concat": (
        ConcatHeads(), [[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]], [[1, 2, 5, 6], [3, 4, 7, 8]],
    ),
    # the first row is filled with the first head's words, the second with the second's
    "reshape": (
        ReshapeHeads(), [[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]], [[1, 2, 3, 4], [5, 6, 7, 8]],
    ),
    "reshape, three words": (
        ReshapeHeads(), [[[[1], [2], [3]], [[4], [5], [6]]]], [[1, 2], [3, 4], [5, 6]],
    ),
    "relu": (Relu(), [[[-2, 0, 3]]], [[0, 0, 3]]),
    "gelu": (Gelu(), [[[0, 1, -1, 2]]], [[0, PHI_1, PHI_1 - 1, 2 * PHI_2]]),
    # 1, 2, 6: mean 3, differences -2, -1, 3, their squares sum to 14
    "norm": (
        LayerNorm(), [[[1, 2, 6]], ONES, ZEROS, NO_EPS],
        [[-2 / math.sqrt(14 / 3), -1 / math.sqrt(14 / 3), 3 / math.sqrt(14 / 3)]],
    ),
    "norm far from 0": (
        LayerNorm(), [[[1e8 + 1, 1e8 + 2, 1e8 + 6]], ONES, ZEROS, NO_EPS],
        [[-2 / math.sqrt(14 / 3), -1 / math.sqrt(14 / 3), 3 / math.sqrt(14 / 3)]],
    ),
    "norm by d - 1": (
        LayerNorm("row", "d-1"), [[[1, 2, 6]], ONES, ZEROS, NO_EPS],
        [[-2 / math.sqrt(7), -1 / math.sqrt(7), 3 / math.sqrt(7)]],
    ),
    "norm by nothing": (
        LayerNorm("row", "none"), [[[1, 2, 6]], ONES, ZEROS, NO_EPS],
        [[-2 / math.sqrt(14), -1 / math.sqrt(14), 3 / math.sqrt(14)]],
    ),
    "norm, gamma and beta of each column": (
        LayerNorm(), [[[1, 3], [4, 0]], [[2, 3]], [[10, 20]], NO_EPS], [[8, 23], [12, 17]],
    ),
    "norm, eps under the root": (  # variance 1 + 3
        LayerNorm(), [[[1, 3]], [[1, 1]], [[0, 0]], [[3]]], [[-0.5, 0.5]],
    ),
    "norm by column": (
        LayerNorm("column"), [[[1, 30], [3, 10]], [[1, 5]], [[0, 7]], NO_EPS], [[-1, 12], [1, 2]],
    ),
    "norm of the matrix": (  # mean 1, differences -1, 1, 1, -1
        LayerNorm("matrix"), [[[0, 2], [2, 0]], [[1, 4]], [[0, 0]], NO_EPS], [[-1, 4], [1, -4]],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("op", "inputs", "expected"), CASES.values(), ids=CASES)
def test_forward(op: Op, inputs: list[list[list[float]]], expected: list[list[float]]) -> None:
    out = apply(op, *(np.array(matrix, dtype=float) for matrix in inputs))
    np.testing.assert_allclose(out, expected, rtol=1e-15, atol=1e-15)


def test_gelu_keeps_its_digits_far_below_0() -> None:
    # x Φ(x), with Φ(-8) = 6.220960574271785e-16 of the normal distribution's tables
    assert apply(Gelu(), np.array([[-8.0]])).item() == pytest.approx(
        -8 * 6.220960574271785e-16, rel=1e-12
    )


SHAPE_ERRORS: list[tuple[Op, list[tuple[int, ...]], list[str]]] = [
    (Linear(), [(3, 4), (5, 3), (1, 3)], ["3×4", "5×3"]),
    (Linear(), [(3, 4), (4, 5), (1, 4)], ["1×4", "1×5"]),
    (Linear(), [(3, 4), (4, 5), (3, 5)], ["3×5", "1×5"]),
    (Linear(), [(3, 4), (2, 4, 5), (1, 5)], ["1×5", "2×1×5"]),
    (Mask(), [(2, 3, 4), (4, 3)], ["2×3×4", "4×3"]),
    (ConcatHeads(), [(3, 4)], ["3×4"]),
    (ReshapeHeads(), [(3, 4)], ["3×4"]),
    (LayerNorm(), [(3, 4), (1, 3), (1, 4), (1, 1)], ["1×3", "1×4"]),
    (LayerNorm(), [(3, 4), (1, 4), (3, 4), (1, 1)], ["3×4", "1×4"]),
    (LayerNorm(), [(3, 4), (1, 4), (1, 4), (1, 4)], ["1×4", "1×1"]),
]


@pytest.mark.parametrize(("op", "shapes", "named"), SHAPE_ERRORS)
def test_shapes_that_do_not_fit_are_named(
    op: Op, shapes: list[tuple[int, ...]], named: list[str]
) -> None:
    with pytest.raises(ShapeError) as error:
        op.infer_shape(shapes)
    for shape in named:
        assert shape in str(error.value)


# -- what the terms of one cell say ----------------------------------------------------------------


def test_the_last_term_of_an_affine_cell_is_its_bias_alone() -> None:
    rng = np.random.default_rng(3)
    inputs = [rng.standard_normal(s) for s in ((2, 3), (4, 3, 5), (4, 1, 5))]
    terms = Linear().terms((2, 1, 4), inputs, apply(Linear(), *inputs))
    assert terms.combination == "affine"
    assert [[(o.input, o.cell) for o in t.operands] for t in terms.terms] == [
        [(0, (1, 0)), (1, (2, 0, 4))],
        [(0, (1, 1)), (1, (2, 1, 4))],
        [(0, (1, 2)), (1, (2, 2, 4))],
        [(2, (2, 0, 4))],
    ]


def test_the_terms_of_a_masked_cell_are_the_score_and_the_mask() -> None:
    scores, mask = np.array([[[1.0, 2.0]], [[3.0, 4.0]]]), np.array([[1.0, 0.0]])
    out = apply(Mask(), scores, mask)
    for column, value in ((0, 3.0), (1, -INF)):
        terms = Mask().terms((1, 0, column), [scores, mask], out)
        assert terms.combination == "masked"
        assert [term.value for term in terms.terms] == [scores[1, 0, column], mask[0, column]]
        assert [o.cell for t in terms.terms for o in t.operands] == [(1, 0, column), (0, column)]
        assert terms.evaluate() == value


def test_a_zero_of_a_mask_is_a_plain_0() -> None:
    matrix, mask = np.array([[-3.0, np.inf, np.nan]]), np.zeros((1, 3))
    out = apply(ZeroMask(), matrix, mask)
    assert out.tobytes() == np.zeros((1, 3)).tobytes()  # neither -0 nor NaN
    terms = ZeroMask().terms((0, 0), [matrix, mask], out)
    assert terms.combination == "zeroed"
    assert [term.value for term in terms.terms] == [-3, 0]


def test_softmax_by_column_runs_down_the_column() -> None:
    scores = np.array([[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]])
    op = Softmax("column")
    terms = op.terms((0, 1, 0), [scores], apply(op, scores))
    assert (terms.combination, terms.chosen) == ("softmax", 1)
    assert [o.cell for t in terms.terms for o in t.operands] == [(0, 0, 0), (0, 1, 0), (0, 2, 0)]


def test_a_cell_of_concat_is_one_cell_of_one_head() -> None:
    heads = np.arange(24.0).reshape(3, 2, 4)
    terms = ConcatHeads().terms((1, 9), [heads], apply(ConcatHeads(), heads))
    assert terms.combination == "copy"
    assert [o.cell for t in terms.terms for o in t.operands] == [(2, 1, 1)]


def test_a_cell_of_reshaped_heads_is_a_cell_of_another_word() -> None:
    heads = np.arange(24.0).reshape(3, 2, 4)
    out = apply(ReshapeHeads(), heads)
    read = [
        [o.cell for t in ReshapeHeads().terms((1, c), [heads], out).terms for o in t.operands]
        for c in (0, 4, 9)
    ]
    assert read == [[(1, 1, 0)], [(2, 0, 0)], [(2, 1, 1)]]


@pytest.mark.parametrize(("op", "kind"), [(Relu(), "relu"), (Gelu(), "gelu")])
def test_an_activation_has_one_term_of_one_operand(op: Op, kind: str) -> None:
    hidden = np.array([[0.5, -1.5]])
    terms = op.terms((0, 1), [hidden], apply(op, hidden))
    assert terms.combination == kind
    assert [(o.cell, o.value) for t in terms.terms for o in t.operands] == [((0, 1), -1.5)]


GROUPS: dict[str, list[Cell]] = {
    "row": [(1, 0), (1, 1), (1, 2)],
    "column": [(0, 2), (1, 2)],
    "matrix": [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)],
}


@pytest.mark.parametrize("axis", GROUPS)
@pytest.mark.parametrize("divisor", ["d", "d-1", "none"])
def test_the_terms_of_a_norm_and_its_facts(axis: str, divisor: str) -> None:
    op = LayerNorm(axis, divisor)  # type: ignore[arg-type]  # the ids of the test are its values
    x = np.array([[1.0, 2.0, 7.5], [4.0, -3.0, 0.5]])
    inputs = [x, np.array([[2.0, 3.0, 4.0]]), np.array([[5.0, 6.0, 7.0]]), np.array([[0.25]])]
    terms = op.terms((1, 2), inputs, apply(op, *inputs))
    group = GROUPS[axis]
    read = [(o.input, o.cell) for t in terms.terms for o in t.operands]
    assert read == [*((0, cell) for cell in group), (1, (0, 2)), (2, (0, 2)), (3, (0, 0))]
    assert terms.chosen == group.index((1, 2))
    facts = dict(terms.facts)
    numbers = [x[cell] for cell in group]
    mean = math.fsum(numbers) / len(numbers)
    squares = math.fsum((number - mean) ** 2 for number in numbers)
    variance = squares / {"d": len(numbers), "d-1": len(numbers) - 1, "none": 1}[divisor]
    assert facts["mean"] == pytest.approx(mean, rel=1e-14)
    assert facts["variance"] == pytest.approx(variance, rel=1e-14)
    assert facts["deviation"] == pytest.approx(math.sqrt(variance + 0.25), rel=1e-14)
    assert facts["count"] == len(group)


@pytest.mark.parametrize("scale", [1e200, -1e250, 1e-200, 1e-300])
def test_a_norm_of_huge_or_tiny_numbers_is_that_of_ordinary_ones(scale: float) -> None:
    x = np.array([[1.0, 2.0, 4.0, -3.0], [5.0, 5.0, 5.0, 5.0]])
    ones, zeros = np.ones((1, 4)), np.zeros((1, 4))
    plain = apply(LayerNorm(), x, ones, zeros, np.zeros((1, 1)))
    with np.errstate(over="ignore", under="ignore"):
        scaled = apply(LayerNorm(), x * scale, ones, zeros, np.zeros((1, 1)))
    np.testing.assert_allclose(scaled, np.sign(scale) * plain, rtol=1e-12)

"""Operations: small cases by hand, shape rules, and what every operation must bring."""

from __future__ import annotations

import inspect
import math
import re

import numpy as np
import pytest

from engine import ops
from engine.graph import Node
from engine.ops import (
    Add,
    Divide,
    MatMul,
    Mix,
    Op,
    QueryKeyProduct,
    ShapeError,
    SinusoidalPositions,
    Softmax,
)
from engine.pipeline import Config, pipeline
from tests.engine.samples import apply

E = math.e

CASES = {
    "matmul": (MatMul(), [[[1, 2], [3, 4]], [[5, 6], [7, 8]]], [[19, 22], [43, 50]]),
    "matmul, rows are words": (MatMul(), [[[1, 2, 3]], [[1], [10], [100]]], [[321]]),
    "mix": (Mix(), [[[0.25, 0.75]], [[4, 8], [0, 4]]], [[1, 5]]),
    "query key": (QueryKeyProduct(), [[[1, 2]], [[3, 4], [5, 6], [0, -1]]], [[11, 17, -2]]),
    "divide": (Divide(), [[[2, -4], [0, 1]], [[4]]], [[0.5, -1], [0, 0.25]]),
    "divide by a negative": (Divide(), [[[2]], [[-4]]], [[-0.5]]),
    "softmax of one": (Softmax(), [[[5], [-7]]], [[1], [1]]),
    "softmax of equals": (Softmax(), [[[3, 3, 3, 3]]], [[0.25, 0.25, 0.25, 0.25]]),
    "softmax by row": (
        Softmax(),
        [[[0, 1], [math.log(3), 0]]],
        [[1 / (1 + E), E / (1 + E)], [0.75, 0.25]],
    ),
    "softmax of large": (Softmax(), [[[1000, 1000, -1000]]], [[0.5, 0.5, 0]]),
    "add": (Add(), [[[1, 2]], [[10, -2]]], [[11, 0]]),
    "positions": (
        SinusoidalPositions(2, 3),
        [],
        [[0, 1, 0], [math.sin(1), math.cos(1), math.sin(10000 ** (-2 / 3))]],
    ),
    "positions of one column": (SinusoidalPositions(3, 1), [], [[0], [math.sin(1)], [math.sin(2)]]),
}


@pytest.mark.parametrize(("op", "inputs", "expected"), CASES.values(), ids=CASES.keys())
def test_forward(op: Op, inputs: list[list[list[float]]], expected: list[list[float]]) -> None:
    out = apply(op, *(np.array(matrix, dtype=float) for matrix in inputs))
    np.testing.assert_allclose(out, expected, rtol=1e-15, atol=1e-15)


SHAPED = {name: case for name, case in CASES.items() if case[1] and name != "add"}


@pytest.mark.parametrize(("op", "inputs", "expected"), SHAPED.values(), ids=SHAPED.keys())
def test_forward_of_heads_is_forward_of_each_head(
    op: Op, inputs: list[list[list[float]]], expected: list[list[float]]
) -> None:
    first, *rest = (np.array(matrix, dtype=float) for matrix in inputs)
    heads = np.stack([first, first + 1, first * 2])  # [head, row, column]
    out = apply(op, heads, *rest)
    assert out.shape == (3, *np.shape(expected))
    for head in range(3):
        np.testing.assert_array_equal(out[head], apply(op, heads[head], *rest))


def test_forward_pairs_the_heads_of_both_inputs() -> None:
    rng = np.random.default_rng(1)
    left, right = rng.standard_normal((2, 3, 4)), rng.standard_normal((2, 4, 5))
    out = apply(MatMul(), left, right)
    for head in range(2):
        np.testing.assert_allclose(out[head], left[head] @ right[head], rtol=1e-14)


SHAPE_ERRORS = [
    (MatMul(), [(3, 4), (5, 3)], ["3×4", "5×3"]),
    (MatMul(), [(2, 3, 4), (3, 4, 5)], ["2×3×4", "3×4×5"]),
    (MatMul(), [(1, 3, 4), (3, 4, 5)], ["1×3×4", "3×4×5"]),
    (Mix(), [(3, 4), (3, 4)], ["3×4", "3×4"]),
    (QueryKeyProduct(), [(3, 4), (3, 5)], ["3×4", "3×5"]),
    (QueryKeyProduct(), [(2, 3, 4), (8, 3, 4)], ["2×3×4", "8×3×4"]),
    (Divide(), [(3, 3), (1, 3)], ["1×3"]),
    (Add(), [(3, 4), (4, 3)], ["3×4", "4×3"]),
    (Add(), [(3, 4), (1, 4)], ["3×4", "1×4"]),
]


@pytest.mark.parametrize(("op", "shapes", "named"), SHAPE_ERRORS)
def test_shapes_that_do_not_fit_are_named(
    op: Op, shapes: list[tuple[int, ...]], named: list[str]
) -> None:
    with pytest.raises(ShapeError) as error:
        op.infer_shape(shapes)
    for shape in named:
        assert shape in str(error.value)


def test_positions_follow_the_paper() -> None:
    words, d_model = 7, 6
    out = apply(SinusoidalPositions(words, d_model))
    for position in range(words):
        for i in range(d_model // 2):
            angle = position / 10000 ** (2 * i / d_model)
            assert out[position, 2 * i] == pytest.approx(math.sin(angle), abs=1e-15)
            assert out[position, 2 * i + 1] == pytest.approx(math.cos(angle), abs=1e-15)


# -- what every operation must bring ---------------------------------------------------------------

EXPORTED = [
    thing
    for name in ops.__all__
    if inspect.isclass(thing := getattr(ops, name)) and issubclass(thing, Op) and thing is not Op
]
CONFIGS = [
    Config(4, 3, 2),
    Config(4, 3, 2, positions=True, biases=True, mask="causal", heads=2, d_ff=3, extent="block"),
    Config(4, 3, 2, mask="padding", d_ff=3, extent="block", activation="gelu"),
    Config(4, 3, 2, mask="custom", softmax_axis="column"),
    Config(4, 3, 2, mask="custom", masking="zero"),
    Config(4, 3, 2, heads=2, mask="custom", masking="after-softmax"),
    Config(4, 3, 2, heads=2, extent="attention", joining="reshape"),
    Config(4, 3, 2, d_ff=3, extent="block", norm_axis="column", norm_divisor="none"),
    Config(4, 3, 2, d_ff=3, extent="block", norm_axis="matrix", norm_divisor="d-1"),
    Config(4, 3, 2, heads=2, d_ff=3, extent="block", biases=True, loss="squared-error"),
    Config(
        4, 3, 2, extent="block", d_ff=3, norm_first=True, activation="gelu", loss="squared-error"
    ),
]
NODES: list[Node] = [
    node for config in CONFIGS for node in pipeline(config, 5).nodes if node.op is not None
]


@pytest.mark.parametrize("kind", EXPORTED)
def test_every_exported_operation_is_complete_and_used(kind: type[Op]) -> None:
    assert kind.__doc__
    assert "->" in kind.__doc__, "the docstring gives the axes"
    assert any(type(node.op) is kind for node in NODES), "no node of the pipeline uses it"


@pytest.mark.parametrize("node", NODES, ids=lambda node: node.name)
def test_the_pipeline_uses_exported_operations_whose_formulas_name_every_input(node: Node) -> None:
    assert type(node.op) in EXPORTED
    assert node.op is not None
    assert "<out>" in node.op.plain
    for text in (node.op.formula, node.op.cell_formula):
        assert "<out>" in text
        named = {int(number) for number in re.findall(r"<(\d+)>", text)}
        assert named == set(range(len(node.inputs)))


def test_an_operation_without_a_vjp_cannot_be_made() -> None:
    incomplete = type("Incomplete", (Op,), {"infer_shape": None, "forward": None, "terms": None})
    with pytest.raises(TypeError, match=r"Incomplete.*vjp"):
        incomplete()

"""What holds in a block whatever its numbers are: masks, weights, residuals, norms."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.ops import Array, LayerNorm, NormAxis, NormDivisor, Softmax
from engine.pipeline import Config
from engine.remarks import masked_rows
from tests.engine.blocks import evaluator, pipelines, seeds
from tests.engine.samples import apply, identical, matrices

Sized = tuple[Config, int, int]

axes: st.SearchStrategy[NormAxis] = st.sampled_from(["row", "column", "matrix"])
divisors: st.SearchStrategy[NormDivisor] = st.sampled_from(["d", "d-1", "none"])
any_number = st.floats(allow_nan=False, allow_infinity=False)
large = st.one_of(st.floats(-1e4, 1e4), st.sampled_from([1e4, -1e4, 0.0]))


# -- masks and softmax -----------------------------------------------------------------------------


@given(pipelines(mask="custom", masking="leave-out"), seeds)
def test_a_masked_cell_holds_minus_infinity_and_weighs_nothing(sized: Sized, seed: int) -> None:
    config, words, memory_words = sized
    made = evaluator(config, words, seed, memory_words)
    for block in range(1, config.blocks + 1):
        prefix = "" if block == 1 else f"block_{block}."
        scaled, masked, weights = (
            made.value(prefix + name) for name in ("scaled_scores", "masked_scores", "weights")
        )
        barred = np.broadcast_to(made.value("mask") == 0, scaled.shape)
        assert (masked[barred] == -np.inf).all()
        assert identical(masked[~barred], scaled[~barred])
        assert (weights[barred] == 0).all()


@given(pipelines(mask="custom", masking="zero", softmax_axis="row"), seeds)
def test_a_score_of_0_weighs_e_to_the_0(sized: Sized, seed: int) -> None:
    config, words, memory_words = sized
    made = evaluator(config, words, seed, memory_words)
    scaled, masked, weights = (
        made.value(name) for name in ("scaled_scores", "masked_scores", "weights")
    )
    barred = np.broadcast_to(made.value("mask") == 0, scaled.shape)
    assert (masked[barred] == 0).all()
    assert identical(masked[~barred], scaled[~barred])
    total = np.exp(masked).sum(axis=-1, keepdims=True)
    np.testing.assert_allclose(
        weights[barred], np.broadcast_to(1 / total, weights.shape)[barred], rtol=1e-9
    )


@given(pipelines(mask="custom", masking="after-softmax", softmax_axis="row"), seeds)
def test_a_mask_after_the_softmax_takes_from_the_sum(sized: Sized, seed: int) -> None:
    config, words, memory_words = sized
    made = evaluator(config, words, seed, memory_words)
    whole, weights = made.value("unmasked_weights"), made.value("weights")
    barred = np.broadcast_to(made.value("mask") == 0, weights.shape)
    np.testing.assert_allclose(whole.sum(axis=-1), 1, rtol=1e-12)
    assert (weights[barred] == 0).all()
    assert identical(weights[~barred], whole[~barred])


@settings(max_examples=50)
@given(pipelines(mask="custom", masking="leave-out"), seeds, st.data())
def test_a_word_that_sees_nothing_gets_nothing(
    sized: Sized, seed: int, data: st.DataObject
) -> None:
    config, words, memory_words = sized
    made = evaluator(config, words, seed, memory_words)
    lost = data.draw(st.integers(0, words - 1))
    keys = made.graph.shapes["mask"][1]
    made.set_cells("mask", {(lost, key): 0.0 for key in range(keys)})
    for name in made.graph.order:
        if not name.endswith("masked_scores"):
            assert np.isfinite(made.value(name)).all(), name
    for name in made.graph.order:
        if name.rpartition(".")[2] in {"weights", "head_output"}:
            assert not made.value(name)[..., lost, :].any(), name
    blind = np.flatnonzero(~made.value("mask").any(axis=1)).tolist()
    weights = [name for name in made.graph.order if name.endswith("weights")]
    assert masked_rows(made) == [(name, row) for name in weights for row in blind]
    made.set_cells("mask", {(row, 0): 1.0 for row in range(words)})
    assert masked_rows(made) == []


def test_a_word_whose_weights_are_too_small_to_hold_does_see() -> None:
    config = Config(3, 2, 2, mask="causal", softmax_axis="column")
    made = evaluator(config, 2, 1)
    made.set_cells("scores", {(0, 0): -1e4, (1, 0): 1e4})  # e^-2e4 is 0 in floating point
    assert made.value("weights")[0].tolist() == [0, 0]
    assert masked_rows(made) == []


def test_padding_is_seen_by_no_word() -> None:
    config = Config(4, 3, 3, heads=2, d_ff=5, extent="block", blocks=2, mask="padding", padding=2)
    made = evaluator(config, 5, 1)
    assert masked_rows(made) == []
    for name in ("weights", "block_2.weights"):
        assert not made.value(name)[..., 3:].any()
        np.testing.assert_allclose(made.value(name).sum(axis=-1), 1, rtol=1e-14)
    before = made.value("block_2.norm_2").copy()
    made.set_cells("X", {(3, 0): 8.0, (4, 2): -8.0})
    assert identical(made.value("block_2.norm_2")[:3].copy(), before[:3].copy())


@pytest.mark.parametrize(("axis", "dimension"), [("row", -1), ("column", -2)])
@given(st.data())
def test_weights_sum_to_1_and_survive_large_scores(
    axis: str, dimension: int, data: st.DataObject
) -> None:
    words = data.draw(st.integers(1, 5))
    config = Config(2, 2, 2, heads=2, softmax_axis=axis)  # type: ignore[arg-type]  # its two values
    made = evaluator(config, words, 1)
    made.set_matrix("divisor", np.ones((1, 1)))
    scores = data.draw(matrices((2, words, words), large))
    made.set_matrix("scores", scores)
    weights = made.value("weights")
    assert ((weights >= 0) & (weights <= 1)).all()
    np.testing.assert_allclose(weights.sum(axis=dimension), 1, rtol=1e-14)
    top = scores.max(axis=dimension, keepdims=True)
    assert (weights[scores == top] >= 1 / words - 1e-15).all()
    assert not weights[scores < top - 800].any()


@given(matrices((3, 4), st.floats(-50, 50)), st.floats(-50, 50))
def test_weights_do_not_change_when_a_row_moves_as_a_whole(scores: Array, by: float) -> None:
    moved = apply(Softmax(), scores + by)
    np.testing.assert_allclose(moved, apply(Softmax(), scores), rtol=0, atol=1e-13)


# -- add & norm ------------------------------------------------------------------------------------


@given(axes, divisors, any_number, st.integers(1, 5), st.integers(1, 9), seeds, st.data())
def test_what_is_constant_becomes_beta(
    axis: NormAxis,
    divisor: NormDivisor,
    constant: float,
    words: int,
    d: int,
    seed: int,
    data: st.DataObject,
) -> None:
    rng = np.random.default_rng(seed)
    x, gamma, beta = (rng.standard_normal(shape) for shape in ((words, d), (1, d), (1, d)))
    row, column = data.draw(st.integers(0, words - 1)), data.draw(st.integers(0, d - 1))
    group = np.zeros((words, d), dtype=bool)
    group[row if axis == "row" else slice(None), column if axis == "column" else slice(None)] = True
    x[group] = constant
    eps = np.array([[data.draw(st.sampled_from([0.0, 1e-5, 1.0]))]])
    op = LayerNorm(axis, divisor)
    out = apply(op, x, gamma, beta, eps)
    assert np.isfinite(out).all()
    assert (out[group] == np.broadcast_to(beta, x.shape)[group]).all()
    gradients = op.vjp(np.ones(x.shape), [x, gamma, beta, eps], out)
    assert all(np.isfinite(gradient).all() for gradient in gradients)


@pytest.mark.parametrize("divisor", ["d", "d-1", "none"])
@pytest.mark.parametrize("norm_first", [False, True])
def test_a_constant_row_in_a_block_becomes_beta(divisor: NormDivisor, norm_first: bool) -> None:
    config = Config(
        6, 2, 3, heads=2, d_ff=4, extent="block", norm_divisor=divisor, norm_first=norm_first
    )
    made = evaluator(config, 3, 1)
    made.set_cells("eps", {(0, 0): 0.0})
    made.set_cells("residual_1", {(1, column): 0.1 for column in range(6)})
    norm = "norm_2" if norm_first else "norm_1"
    assert made.value(norm)[1].tolist() == made.value(f"beta{norm[4:]}")[0].tolist()
    for name in made.graph.order:
        assert np.isfinite(made.value(name)).all(), name


@given(axes, divisors, seeds, st.integers(2, 5), st.integers(2, 8))
def test_what_is_normed_has_mean_0_and_the_spread_of_its_convention(
    axis: NormAxis, divisor: NormDivisor, seed: int, words: int, d: int
) -> None:
    x = np.random.default_rng(seed).standard_normal((words, d)) * 3 + 5
    plain = np.ones((1, d)), np.zeros((1, d)), np.zeros((1, 1))
    out = apply(LayerNorm(axis, divisor), x, *plain)
    along = {"row": (1,), "column": (0,), "matrix": (0, 1)}[axis]
    count = {"row": d, "column": words, "matrix": words * d}[axis]
    squares = {"d": count, "d-1": count - 1, "none": 1}[divisor]
    np.testing.assert_allclose(out.sum(axis=along), 0, atol=1e-9)
    np.testing.assert_allclose((out**2).sum(axis=along), squares, rtol=1e-12)


@given(pipelines(extent="block", residual=True, output_projection=True), seeds)
def test_a_sub_layer_that_gives_nothing_loses_nothing(sized: Sized, seed: int) -> None:
    config, words, memory_words = sized
    made = evaluator(config, words, seed, memory_words)
    for name in ("W_O", "W_2", "b_2", *(("b_O",) if config.biases else ())):
        made.set_matrix(name, np.zeros(made.graph.shapes[name]))
    into_ffn = "residual_1" if config.norm_first else "norm_1"
    assert (made.value("residual_1") == made.value("X")).all()
    assert (made.value("residual_2") == made.value(into_ffn)).all()

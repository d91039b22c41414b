"""What holds in a block whatever its numbers are: heads, words, stacks, explanations."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import FixedZero
from engine.explain import explain
from engine.graph import Axis, Node
from engine.ops import Array, Term, Terms
from engine.pipeline import Config
from tests.engine.blocks import drawn, evaluator, pipelines, seeds, state
from tests.engine.samples import identical

Sized = tuple[Config, int, int]


def _assert_close(name: str, given: Array, expected: Array) -> None:
    np.testing.assert_allclose(given, expected, rtol=0, atol=1e-10, err_msg=name, strict=True)


# -- heads -----------------------------------------------------------------------------------------

PER_HEAD = {
    "W_Q", "W_K", "W_V", "b_Q", "b_K", "b_V", "Q", "K", "V",
    "scores", "scaled_scores", "masked_scores", "weights", "head_output",
}  # fmt: skip


@pytest.mark.parametrize("heads", [1, 2, 5])
def test_only_several_heads_have_a_head_axis(heads: int) -> None:
    config = Config(
        10, 3, 4, heads=heads, d_ff=7, extent="block", blocks=2, biases=True, mask="causal"
    )
    made = evaluator(config, 6, 1)
    sizes = {"word": 6, "d_model": 10, "d_k": 3, "d_v": 4, "d_ff": 7, "concat": heads * 4, "one": 1}
    assert {node.name.rpartition(".")[2] for node in made.graph.nodes} >= PER_HEAD
    for node in made.graph.nodes:
        rows, columns = (sizes[axis] for axis in node.axes)
        leads = heads > 1 and node.name.rpartition(".")[2] in PER_HEAD
        expected = (heads, rows, columns) if leads else (rows, columns)
        assert made.value(node.name).shape == made.graph.shapes[node.name] == expected, node.name


@given(pipelines(reading="project"), seeds, st.data())
def test_a_head_knows_nothing_of_the_others(sized: Sized, seed: int, data: st.DataObject) -> None:
    config, words, memory_words = sized
    made = evaluator(config, words, seed, memory_words)
    before = made.values()
    head = data.draw(st.integers(0, config.heads - 1))
    name = data.draw(st.sampled_from(["W_Q", "W_K", "W_V"]))
    changed = made.set_cells(name, {(head, 0, 0) if config.heads > 1 else (0, 0): 5.0})
    assert {name, name[2:]} <= changed
    for node in made.graph.nodes:
        if node.block == 1 and before[node.name].ndim == 3:
            for other in {*range(config.heads)} - {head}:
                assert identical(made.value(node.name)[other], before[node.name][other]), node.name


cut_pipelines = pipelines(
    extent="block",
    reading="cut",
    residual=True,
    norm_first=False,
    positions=False,
    joining="transpose",
)


@given(cut_pipelines, seeds)
def test_cutting_the_vector_is_one_small_attention_for_each_piece(sized: Sized, seed: int) -> None:
    config, words, memory_words = sized
    made = evaluator(config, words, seed, memory_words)
    width = config.d_model // config.heads
    fields = {"d_model": width, "heads": 1, "extent": "head", "blocks": 1, "d_ff": 0}
    small = msgspec.structs.replace(config, **fields, reading="project")
    pieces = []
    for head in range(config.heads):
        piece = slice(head * width, (head + 1) * width)
        inputs = {}
        for name in drawn(small, words, 0, memory_words):
            matrix = made.value(name)
            own = matrix[head] if matrix.ndim == 3 else matrix
            inputs[name] = own[piece] if name.startswith("W_") else own
        for name in {"X", "memory"} & inputs.keys():
            inputs[name] = inputs[name][:, piece]
        pieces.append(state(small, words, inputs, memory_words).evaluator().value("head_output"))
    whole = "concat" if config.heads > 1 else "head_output"
    _assert_close(whole, made.value(whole), np.hstack(pieces))


@given(cut_pipelines, seeds)
def test_cutting_is_projecting_with_zeros_outside_the_blocks(sized: Sized, seed: int) -> None:
    config, words, memory_words = sized
    made = evaluator(config, words, seed, memory_words)
    whole = msgspec.structs.replace(config, reading="project")
    inputs = {}
    for name, matrix in made.inputs().items():
        inputs[name] = matrix.copy()
        if name.rpartition(".")[2] in {"W_Q", "W_K", "W_V"} and config.heads > 1:
            rows = np.arange(config.d_model) // (config.d_model // config.heads)
            inputs[name][rows[None, :] != np.arange(config.heads)[:, None]] = 0
            assert identical(made.value(name), inputs[name])
    projected = state(whole, words, inputs, memory_words).evaluator()
    for name in made.graph.order:
        assert identical(made.value(name), projected.value(name)), name


def test_a_cell_outside_the_blocks_cannot_be_edited() -> None:
    config = Config(6, 2, 2, heads=3, d_ff=4, extent="block", reading="cut")
    made = evaluator(config, 3, 1)
    before = made.values()
    for name in ("W_Q", "W_K", "W_V"):
        for cell in ((0, 2, 0), (1, 1, 1), (2, 3, 0), (2, 0, 1)):
            with pytest.raises(FixedZero):
                made.set_cells(name, {(1, 2, 0): 9.0, cell: 1.0})
        assert made.set_cells(name, {(0, 2, 0): 0.0}) == frozenset()
    assert all(identical(made.value(name), before[name]) for name in before)
    made.set_cells("W_Q", {(0, 1, 0): 9.0, (2, 4, 1): 9.0})
    assert made.value("W_Q")[0, 1, 0] == made.value("W_Q")[2, 4, 1] == 9


# -- words -----------------------------------------------------------------------------------------


def _permuted(node: Node, matrix: Array, axis: Axis, order: list[int]) -> Array:
    for dimension in (0, 1):
        if node.axes[dimension] == axis:
            matrix = matrix.take(order, axis=dimension - 2)
    return matrix


@pytest.mark.parametrize("axis", ["word", "memory"])
@given(st.data(), seeds)
def test_words_in_another_order_are_rows_in_another_order(
    axis: Axis, data: st.DataObject, seed: int
) -> None:
    switches = {"memory": True} if axis == "memory" else {}
    mask = data.draw(st.sampled_from(["none", "custom"]))
    config, words, memory_words = data.draw(
        pipelines(positions=False, mask=mask, joining="transpose", **switches)
    )
    made = evaluator(config, words, seed, memory_words)
    count = words if axis == "word" else memory_words
    order = data.draw(st.permutations(range(count)))
    inputs = {
        name: _permuted(made.graph[name], matrix, axis, order)
        for name, matrix in made.inputs().items()
    }
    moved = state(config, words, inputs, memory_words).evaluator()
    for node in made.graph.nodes:
        expected = _permuted(node, made.value(node.name), axis, order)
        _assert_close(node.name, moved.value(node.name), expected)


causal_pipelines = pipelines(
    mask="causal",
    masking="leave-out",
    memory=False,
    softmax_axis="row",
    joining="transpose",
    norm_axis="row",
)


@settings(max_examples=150)
@given(causal_pipelines, seeds, st.data())
def test_under_a_causal_mask_no_word_knows_of_later_ones(
    sized: Sized, seed: int, data: st.DataObject
) -> None:
    config, words, _ = sized
    made = evaluator(config, words, seed)
    before = made.values()
    word = data.draw(st.integers(0, words - 1))
    vectors = "E" if config.positions else "X"
    made.set_cells(vectors, {(word, column): 3.0 - column for column in range(config.d_model)})
    assert not identical(made.value(vectors), before[vectors])
    for node in made.graph.nodes:
        if "word" not in node.axes:
            continue
        now, then = made.value(node.name)[..., :word, :], before[node.name][..., :word, :]
        if node.name.rpartition(".")[2] in {"scores", "scaled_scores"}:  # not masked yet
            now, then = now[..., :word], then[..., :word]
        assert identical(now.copy(), then.copy()), node.name


@pytest.mark.parametrize(
    ("switches", "node"),
    [
        ({"masking": "zero"}, "head_output"),  # the weights of later words are no 0
        ({"masking": "after-softmax"}, "weights"),
        ({"joining": "reshape"}, "concat"),
    ],
)
def test_a_causal_mask_leaks_where_it_is_laid_on_wrongly_or_heads_are_not_transposed(
    switches: dict[str, str], node: str
) -> None:
    config = msgspec.structs.replace(Config(4, 3, 3, heads=2, extent="attention"), mask="causal")
    for right, leaks in ((config, False), (msgspec.structs.replace(config, **switches), True)):
        made = evaluator(right, 4, 1)
        before = made.value(node).copy()
        made.set_cells("X", {(3, 0): 3.0})  # the last word
        moved = made.value(node)[..., :3, :] != before[..., :3, :]
        assert moved.any() == leaks


def test_without_a_mask_earlier_words_know_of_later_ones() -> None:
    made = evaluator(Config(4, 3, 3, heads=2, d_ff=5, extent="block"), 4, 1)
    before = made.value("norm_2").copy()
    made.set_cells("X", {(3, 0): 3.0})
    assert (made.value("norm_2") != before).any(axis=1).all()


@given(pipelines(extent="block", blocks=1, norm_axis="row"), seeds, st.data())
def test_after_attention_every_word_is_alone(sized: Sized, seed: int, data: st.DataObject) -> None:
    config, words, memory_words = sized
    made = evaluator(config, words, seed, memory_words)
    before = made.values()
    word = data.draw(st.integers(0, words - 1))
    normed = "norm_2" if config.norm_first else "norm_1"
    others = [row for row in range(words) if row != word]
    changed = made.set_cells(normed, {(word, 0): 7.0})
    assert "ffn_hidden" in changed
    for name in made.graph.order:
        if name in changed:
            assert identical(made.value(name)[others], before[name][others]), name


# -- stacks ----------------------------------------------------------------------------------------


@given(pipelines(extent="block", blocks=2), seeds)
def test_the_second_block_is_a_block_on_what_the_first_made(sized: Sized, seed: int) -> None:
    config, words, memory_words = sized
    made = evaluator(config, words, seed, memory_words)
    single = msgspec.structs.replace(config, blocks=1, positions=False)
    last = "residual_2" if config.residual else "ffn_output"
    inputs = {"X": made.value(last if config.norm_first else "norm_2")}
    for name in drawn(single, words, 0, memory_words).keys() - {"X"}:
        inputs[name] = made.inputs()[name if name in {"memory", "mask"} else f"block_2.{name}"]
    alone = state(single, words, inputs, memory_words).evaluator()
    for name in alone.graph.order:
        if f"block_2.{name}" in made.graph:
            assert identical(made.value(f"block_2.{name}").copy(), alone.value(name).copy()), name


# -- every cell explained --------------------------------------------------------------------------


@settings(max_examples=40)
@given(pipelines(), seeds)
def test_every_cell_of_every_node_is_what_its_explanation_says(sized: Sized, seed: int) -> None:
    config, words, memory_words = sized
    made = evaluator(config, words, seed, memory_words)
    for node in made.graph.nodes:
        for cell, value in np.ndenumerate(made.value(node.name)):
            explanation = explain(made, node.name, cell)
            assert explanation.value == explanation.computed == value
            for source in explanation.sources():
                assert source.node in node.inputs
                assert made.value(source.node)[source.cell] == source.value
            if node.op is None:
                assert explanation.combination == "given"
                continue
            terms = tuple(Term((), term.value) for term in explanation.terms)
            kind = explanation.combination
            assert kind != "given"
            told = Terms(kind, terms, explanation.chosen, explanation.facts).evaluate()
            assert told == pytest.approx(value, rel=1e-11, abs=1e-12), (node.name, cell)

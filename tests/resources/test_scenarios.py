"""What each scenario claims to show, checked on its numbers."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest

from engine.evaluator import Evaluator
from engine.initial import word_vector
from engine.lesson import LessonCursor, read_lesson
from engine.remarks import departures, masked_rows
from engine.resize import with_sentence
from engine.scenario import RESOURCES, Scenario, built_in, find_scenario
from engine.switches import reconfigure

NAMES = (
    "worked-example", "worked-block", "relatives", "apple", "eight-heads-512", "paper-base",
    "causal", "backward", "copy-previous", "read-backwards", "find-duplicate", "sort-letters",
)  # fmt: skip


@cache
def scenario(name: str) -> Scenario:
    """A built-in scenario."""
    return find_scenario(name)


@cache
def evaluator(name: str) -> Evaluator:
    """All its values as it opens."""
    return scenario(name).state().evaluator()


def value(scenario_name: str, node: str) -> np.ndarray:
    """A matrix of a scenario as it opens."""
    return evaluator(scenario_name).value(node)


# -- all of them -----------------------------------------------------------------------------------


def test_there_are_these_scenarios() -> None:
    assert {listing.name for listing in built_in()} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_it_opens_and_walks_through_its_lesson(name: str) -> None:
    graph = evaluator(name).graph
    cursor = LessonCursor(read_lesson(RESOURCES / "lessons", scenario(name).lesson))
    steps = range(len(cursor.lesson.steps))
    for index in [*steps, *reversed(steps)]:
        cursor.go_to(index)
        visible = cursor.lesson.visible(index, graph)
        assert any(mask.any() for mask in visible.values())
        lit = cursor.lesson.lit_cell(index, graph, cursor.step.head or 0)
        if lit is not None:
            assert np.isfinite(evaluator(name).value(lit[0])[lit[1]]) or name == "causal"
    assert cursor.at_start


@pytest.mark.parametrize("name", NAMES)
def test_its_titles_differ_and_fit_a_menu(name: str) -> None:
    title = scenario(name).title
    assert 0 < len(title.zh) < len(title.en) <= 30
    assert sum(scenario(other).title == title for other in NAMES) == 1


@pytest.mark.parametrize("name", NAMES)
def test_its_weights_are_shares(name: str) -> None:
    weights = value(name, "weights")
    assert weights.min() >= 0
    np.testing.assert_allclose(weights.sum(axis=-1), 1, atol=1e-12)
    assert not masked_rows(evaluator(name))


#: Where a scenario leaves the paper, on purpose: its lesson says so.
DEPARTURES = {
    "worked-example": {"positions", "divisor"},
    "worked-block": {"positions"},
    "relatives": {"positions"},
    "apple": {"positions"},
    "eight-heads-512": {"positions"},
    "paper-base": set(),
    "causal": {"positions"},
    "backward": {"positions", "divisor"},
    "copy-previous": set(),
    "read-backwards": set(),
    "find-duplicate": {"positions"},
    "sort-letters": set(),
}


@pytest.mark.parametrize("name", NAMES)
def test_it_departs_from_the_paper_where_it_says_so(name: str) -> None:
    found = departures(scenario(name).config, evaluator(name))
    assert {departure.kind for departure in found} == DEPARTURES[name]


# -- worked-block ----------------------------------------------------------------------------------


def test_the_block_starts_from_small_whole_numbers() -> None:
    graph = evaluator("worked-block").graph
    for node in graph.nodes:
        assert graph.shapes[node.name][-2] <= 8, node.name
        assert graph.shapes[node.name][-1] <= 8, node.name
        if not node.computed and node.name not in ("divisor", "eps"):
            matrix = value("worked-block", node.name)
            assert np.isin(matrix, (-1, 0, 1, 2)).all(), node.name
    for name in ("Q", "K", "V", "scores"):
        matrix = value("worked-block", name)
        assert (matrix == np.round(matrix)).all(), name
        assert np.abs(matrix).max() <= 5, name


def test_the_block_has_the_words_and_vectors_of_the_worked_example() -> None:
    assert scenario("worked-block").words == scenario("worked-example").words
    np.testing.assert_array_equal(value("worked-block", "X"), value("worked-example", "X"))


def test_the_heads_of_the_block_look_elsewhere() -> None:
    weights = value("worked-block", "weights")
    first, second = weights.argmax(axis=-1)
    assert (first != second).all()
    assert set(first) != set(second)
    top = np.sort(weights, axis=-1)
    assert (top[..., -1] < 0.8).all()  # nothing saturates
    assert (top[..., 0] > 0.04).all()
    assert (top[..., -1] - top[..., -2] > 0.2).all()  # and nothing is tied


def test_relu_of_the_block_zeroes_some_of_every_row_and_no_column_is_dead() -> None:
    active = value("worked-block", "ffn_activation") > 0
    assert (active.sum(axis=1) >= 2).all()
    assert ((~active).sum(axis=1) >= 2).all()
    assert active.any(axis=0).all()
    assert (~active).any(axis=0).all()
    assert len({tuple(row) for row in active.tolist()}) == 3


def test_the_block_is_what_numpy_makes_of_it() -> None:
    """The whole block in straight lines (Vaswani et al. 2017; Ba et al. 2016)."""
    inputs = {name: np.asarray(matrix) for name, matrix in scenario("worked-block").inputs.items()}
    x = inputs["X"]
    results = []
    for head in range(2):
        q, k, v = (x @ inputs[f"W_{letter}"][head] for letter in "QKV")
        raised = np.exp(q @ k.T / math.sqrt(2))
        results.append(raised / raised.sum(axis=1, keepdims=True) @ v)

    def norm(rows: np.ndarray) -> np.ndarray:
        spread = np.sqrt(rows.var(axis=1, keepdims=True) + 1e-5)
        return np.asarray((rows - rows.mean(axis=1, keepdims=True)) / spread)

    n = norm(x + np.hstack(results) @ inputs["W_O"])
    hidden = np.maximum(0, n @ inputs["W_1"] + inputs["b_1"])
    y = norm(n + hidden @ inputs["W_2"] + inputs["b_2"])
    np.testing.assert_allclose(value("worked-block", "norm_2"), y, atol=1e-12)


@pytest.mark.parametrize(("positions", "same"), [(False, True), (True, False)])
def test_another_order_moves_rows_alone_unless_positions_are_on(
    positions: bool, same: bool
) -> None:
    state = reconfigure(scenario("worked-block").state(), positions=positions)
    turned = with_sentence(state, ["tea", "I", "love"])
    before = state.evaluator().value("norm_2")[[2, 0, 1]]
    assert np.allclose(turned.evaluator().value("norm_2"), before, atol=1e-12) is same


# -- relatives -------------------------------------------------------------------------------------

MALE, FEMALE, CLOSENESS = 0, 1, 2


def test_there_are_eleven_relatives_with_six_measurements_each() -> None:
    relatives = scenario("relatives")
    assert len(relatives.memory_words) == 11
    assert [word.en for word in relatives.words] == ["boy", "girl"]
    labels = {axis: [name.en for name in names] for axis, names in relatives.labels.items()}
    assert labels["d_model"] == labels["d_k"] + labels["d_v"]
    assert len(labels["d_v"]) == 6
    memory = value("relatives", "memory")
    assert (memory[:, MALE] + memory[:, FEMALE] == 1).all()
    height, weight, span, foot, run, grip = memory[:, 3:].T
    assert ((height >= 125) & (height <= 150)).all()
    assert ((weight >= 24) & (weight <= 42)).all()
    assert (np.abs(span - height) <= 3).all()
    assert ((foot / height > 0.14) & (foot / height < 0.17)).all()
    assert ((run > 8.5) & (run < 11)).all()
    assert ((grip >= 12) & (grip <= 20)).all()


def test_the_child_leans_on_near_kin_of_its_own_sex() -> None:
    memory, weights = value("relatives", "memory"), value("relatives", "weights")
    for child, own in ((0, MALE), (1, FEMALE)):
        row = weights[child]
        kin = memory[:, own] == 1
        assert row[kin].sum() > 0.8
        assert 0.25 <= row.max() <= 0.4
        for closeness in (2, 3):  # at the same distance, one's own sex counts more
            near = memory[:, CLOSENESS] == closeness
            assert row[near & kin].min() > row[near & ~kin].max()
        for group in (kin, ~kin):  # and in one sex, the nearer
            order = np.argsort(memory[group, CLOSENESS], kind="stable")
            assert (np.diff(row[group][order]) >= -1e-15).all()
        assert set(np.flatnonzero(row == row.max())) == set(
            np.flatnonzero(kin & (memory[:, CLOSENESS] == 3))
        )


def test_the_two_children_are_described_differently_within_the_range_of_the_relatives() -> None:
    result, values = value("relatives", "head_output"), value("relatives", "V")
    assert (result >= values.min(axis=0)).all()
    assert (result <= values.max(axis=0)).all()
    boy, girl = result
    assert boy[5] - girl[5] > 1  # grip
    assert girl[4] - boy[4] > 0.2  # seconds for 50 m
    assert np.round(boy, 1).tolist() != np.round(girl, 1).tolist()


# -- eight heads, and the size of the paper --------------------------------------------------------


@pytest.mark.parametrize("name", ["eight-heads-512", "paper-base"])
def test_sizes_of_the_paper(name: str) -> None:
    config = scenario(name).config
    assert (config.d_model, config.heads, config.d_k, config.d_v) == (512, 8, 64, 64)
    assert value(name, "divisor")[0, 0] == math.sqrt(64)
    assert value(name, "W_Q").shape == (8, 512, 64)
    spread = math.sqrt(2 / (512 + 64))
    assert value(name, "W_Q").std() == pytest.approx(spread, rel=0.01)


def test_paper_base_ends_where_the_paper_does() -> None:
    assert scenario("paper-base").config.d_ff == 2048
    result = value("paper-base", "norm_2")
    assert result.shape == (11, 512)
    np.testing.assert_allclose(result.mean(axis=1), 0, atol=1e-12)
    np.testing.assert_allclose(result.var(axis=1), 1, atol=1e-4)
    zeros = (value("paper-base", "ffn_activation") == 0).mean(axis=1)
    assert ((zeros > 0.4) & (zeros < 0.6)).all()  # “about half”


def test_the_same_word_has_the_same_vector_everywhere() -> None:
    for name, node in (("eight-heads-512", "X"), ("paper-base", "E")):
        config = scenario(name).config
        vectors = value(name, node)
        for row, word in zip(vectors, scenario(name).words, strict=True):
            np.testing.assert_array_equal(row, word_vector(word.en, config))
    in_both = scenario("paper-base").words.index(scenario("eight-heads-512").words[2])
    np.testing.assert_array_equal(
        value("eight-heads-512", "X")[2], value("paper-base", "E")[in_both]
    )


def test_cutting_is_projecting_with_zero_blocks() -> None:
    state = reconfigure(scenario("eight-heads-512").state(), reading="cut")
    cut = state.evaluator()
    x = cut.value("X")
    for head in range(8):
        piece = slice(64 * head, 64 * head + 64)
        matrix = cut.value("W_Q")[head]
        outside = np.delete(matrix, np.r_[piece], axis=0)
        assert (outside == 0).all()
        assert (matrix[piece] != 0).any()
        np.testing.assert_allclose(cut.value("Q")[head], x[:, piece] @ matrix[piece], atol=1e-12)


def test_the_heads_the_lesson_compares_differ() -> None:
    largest = value("eight-heads-512", "weights")[:, 0].argmax(axis=-1)
    assert len({largest[0], largest[1], largest[7]}) == 3


# -- causal ----------------------------------------------------------------------------------------


def test_nothing_looks_ahead() -> None:
    weights, masked = value("causal", "weights"), value("causal", "masked_scores")
    above = np.triu_indices(5, 1)
    assert (weights[above] == 0).all()
    assert (masked[above] == -np.inf).all()
    assert (weights[np.tril_indices(5)] > 0).all()
    np.testing.assert_array_equal(weights[0], [1, 0, 0, 0, 0])
    np.testing.assert_array_equal(value("causal", "head_output")[0], value("causal", "V")[0])


def test_without_the_mask_the_third_word_would_look_ahead() -> None:
    open_eyes = reconfigure(scenario("causal").state(), mask="none").evaluator()
    assert open_eyes.value("weights")[2].argmax() == 4
    assert value("causal", "weights")[2].argmax() == 0


def test_causal_starts_from_small_whole_numbers() -> None:
    for name in ("X", "W_Q", "W_K", "W_V", "Q", "K", "V", "scores"):
        matrix = value("causal", name)
        assert (matrix == np.round(matrix)).all(), name
        assert np.abs(matrix).max() <= 7, name
    np.testing.assert_array_equal(value("causal", "scaled_scores") * 2, value("causal", "scores"))


@pytest.mark.parametrize("column", range(4))
def test_a_later_word_moves_nothing_earlier(column: int) -> None:
    state = scenario("causal").state()
    edited = state.evaluator()
    edited.set_cell("X", (4, column), 9.0)
    for name in ("Q", "K", "V", "scores", "head_output"):  # it does change, as the lesson says
        assert (edited.value(name)[4] != value("causal", name)[4]).any(), name
    np.testing.assert_array_equal(
        edited.value("head_output")[:4], value("causal", "head_output")[:4]
    )


def test_a_word_at_the_end_leaves_every_row_as_it_is() -> None:
    state = scenario("causal").state()
    longer = with_sentence(state, [*(word.en for word in state.words), "now"]).evaluator()
    np.testing.assert_array_equal(longer.value("head_output")[:5], value("causal", "head_output"))


def test_a_row_that_may_see_nothing_gets_zeros_and_a_warning() -> None:
    state = reconfigure(scenario("causal").state(), mask="custom")
    drawn = state.evaluator()
    np.testing.assert_array_equal(drawn.value("mask"), value("causal", "mask"))
    drawn.set_cells("mask", {(0, column): 0.0 for column in range(5)})
    assert (drawn.value("weights")[0] == 0).all()
    assert (drawn.value("head_output")[0] == 0).all()
    assert masked_rows(drawn) == [("weights", 0)]

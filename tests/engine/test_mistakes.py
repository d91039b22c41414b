"""Mistakes worth making: what each claims is so in numbers that numpy makes on its own."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest

from engine.evaluator import Evaluator
from engine.mistakes import MISTAKES, Kept, Label, Labels, Mistake, Outcome, Row, keep
from engine.ops import Array
from engine.scenario import built_in, find_scenario
from engine.state import State
from tests.engine.reference_encoder import encode, softmax
from tests.engine.samples import identical, same_state

NAMES = [listing.name for listing in built_in()]
KEYS = [mistake.key for mistake in MISTAKES]
EVERYWHERE = [(key, name) for key in KEYS for name in NAMES]


@cache
def start(name: str) -> tuple[State, Evaluator]:
    found = find_scenario(name).state()
    return found, found.evaluator()


def find(key: str) -> Mistake:
    return next(mistake for mistake in MISTAKES if mistake.key == key)


class Made:
    """A mistake made in an example."""

    def __init__(self, key: str, name: str = "") -> None:
        self.mistake = find(key)
        self.old, self.before = start(name or self.mistake.scenario)
        self.kept: Kept = keep(self.before)
        self.new = self.mistake.set_up(self.old, self.before)
        self.now = self.new.evaluator()

    @property
    def outcome(self) -> Outcome:
        return self.mistake.look(self.kept, self.now)

    def found(self, key: str) -> dict[str, Any]:
        return dict(next(f.filling for f in self.outcome.findings if f.key == key))


def reference(made: Made) -> dict[str, Array]:
    """All nodes by numpy alone, from the inputs; what is pinned is left out."""
    return encode(made.new.config, {name: m.copy() for name, m in made.now.inputs().items()})


# -- what holds for every mistake ------------------------------------------------------------------


def test_every_mistake_has_a_name_of_its_own_and_choices_to_pick_from() -> None:
    assert len(set(KEYS)) == len(KEYS) == 14
    for mistake in MISTAKES:
        assert mistake.scenario in NAMES
        assert 2 <= len(mistake.choices) <= 4
        assert len(set(mistake.choices)) == len(mistake.choices)


@pytest.mark.parametrize("key", KEYS)
def test_a_mistake_fits_its_own_example(key: str) -> None:
    mistake = find(key)
    assert mistake.fits(*start(mistake.scenario))


@pytest.mark.parametrize(("key", "name"), EVERYWHERE)
def test_where_a_mistake_fits_what_it_claims_is_so(key: str, name: str) -> None:
    if not find(key).fits(*start(name)):
        return
    old, before = start(name)
    bits = {node: before.value(node).tobytes() for node in before.graph.order}
    made = Made(key, name)
    outcome = made.outcome
    assert outcome.holds, outcome.findings
    assert outcome.answer in made.mistake.choices
    for place in outcome.places:
        shape = made.now.graph.shapes[place.node]
        assert place.cell is None or all(0 <= i < n for i, n in zip(place.cell, shape, strict=True))
    assert not same_state(made.new, old)
    assert same_state(old, find_scenario(name).state())  # what was set up shares nothing it writes
    assert all(before.value(node).tobytes() == bits[node] for node in bits)
    again = made.mistake.set_up(old, before)
    assert same_state(again, made.new)
    if key not in ("reorder-words", "negate-w-q", "other-values"):
        assert not made.mistake.fits(made.new, made.now), "it is made already"


@pytest.mark.parametrize(("key", "name"), EVERYWHERE)
def test_every_number_after_a_mistake_is_what_numpy_makes(key: str, name: str) -> None:
    if not find(key).fits(*start(name)):
        return
    made = Made(key, name)
    if made.new.overrides:
        return  # see the tests of those mistakes
    expected = reference(made)
    for node in made.now.graph.ahead:  # the way back has tests of its own
        if node.stage != "loss":
            np.testing.assert_allclose(
                made.now.value(node.name), expected[node.name], rtol=1e-9, atol=1e-9,
                err_msg=node.name,
            )  # fmt: skip


@pytest.mark.parametrize("key", KEYS)
def test_what_is_said_before_is_in_the_example(key: str) -> None:
    mistake = find(key)
    old, before = start(mistake.scenario)
    filling = mistake.ask(before)
    assert filling == mistake.ask(keep(before))
    for value in filling.values():
        if isinstance(value, Label):
            assert 0 <= value.place < len(old.words_of(value.axis))
        else:
            assert not isinstance(value, Row | Labels)
            assert math.isfinite(value)


# -- each by its own arithmetic --------------------------------------------------------------------


def test_down_the_columns_the_rows_make_no_whole() -> None:
    made = Made("softmax-columns")
    scores = np.array([[2, 4, 4], [4, 16, 12], [4, 12, 10]], float)  # divided by 1
    columns = np.exp(scores) / np.exp(scores).sum(axis=0)
    np.testing.assert_allclose(made.now.value("weights"), columns, rtol=1e-12)
    assert made.outcome.answer == "more"
    assert made.found("row")["word"] == Label("word", 1)
    assert made.found("row")["sum"] == pytest.approx(columns[1].sum(), rel=1e-12)
    assert made.found("least")["sum"] == pytest.approx(columns[0].sum(), rel=1e-12)
    assert made.found("columns")["sum"] == pytest.approx(1, rel=1e-12)


def test_the_root_of_d_model_flattens_every_row() -> None:
    made = Made("root-d-model")
    scores = made.before.value("scores")
    rows = [
        np.array([softmax(row / root) for row in scores.reshape(-1, scores.shape[-1])])
        for root in (math.sqrt(64), math.sqrt(512))
    ]
    assert (rows[1].max(axis=1) < rows[0].max(axis=1)).all()
    row = int(rows[0][:3].max(axis=1).argmax())  # the first head has the first three
    assert made.outcome.answer == "shrinks"
    assert made.found("largest")["word"] == Label("word", row)
    assert made.found("largest")["before"] == pytest.approx(rows[0][row].max(), rel=1e-9)
    assert made.found("largest")["now"] == pytest.approx(rows[1][row].max(), rel=1e-9)
    bits = [-(r * np.log2(r)).sum(axis=1).mean() for r in rows]
    assert made.found("entropy")["before"] == pytest.approx(bits[0], rel=1e-9)
    assert made.found("entropy")["now"] == pytest.approx(bits[1], rel=1e-9)


def test_without_a_divisor_at_512_one_weight_takes_almost_all() -> None:
    made = Made("no-divisor")
    assert made.new.config.d_k == 512
    assert made.now.value("divisor") == [[1.0]]
    scores = made.now.value("Q") @ made.now.value("K").swapaxes(-1, -2)
    rows = scores.reshape(-1, scores.shape[-1])
    largest = np.mean([softmax(row).max() for row in rows])
    divided = np.mean([softmax(row / math.sqrt(512)).max() for row in rows])
    assert made.found("largest")["now"] == pytest.approx(largest, rel=1e-9)
    assert made.found("largest")["divided"] == pytest.approx(divided, rel=1e-9)
    assert largest > 0.9 > divided
    assert made.outcome.answer == "almost-all"
    assert made.found("spread")["spread"] == pytest.approx(rows.std(), rel=1e-9)


def test_with_one_matrix_for_both_the_scores_are_symmetric() -> None:
    made = Made("copy-w-q")
    x, w = made.old.inputs["X"], made.old.inputs["W_Q"]
    for head in range(2):
        expected = x @ w[head] @ w[head].T @ x.T
        np.testing.assert_array_equal(made.now.value("scores")[head], expected)
        np.testing.assert_array_equal(expected, expected.T)
    assert (made.before.value("scores") != made.before.value("scores").swapaxes(1, 2)).any()
    assert made.found("difference")["difference"] == 0
    assert made.outcome.answer == "equal"


def test_with_its_sign_turned_a_query_asks_for_the_opposite() -> None:
    made = Made("negate-w-q")
    old = np.array([[2, 4, 4], [4, 16, 12], [4, 12, 10]], float)
    np.testing.assert_array_equal(made.now.value("scores"), -old)
    assert made.mistake.ask(made.before)["word"] == Label("word", 1)  # the first row without ties
    assert made.outcome.answer == "least"
    weights = softmax(-old[1])
    assert made.found("turned")["least"] == Label("word", 0)
    assert made.found("turned")["now"] == pytest.approx(weights[0], rel=1e-12)
    assert made.found("dropped")["now"] == pytest.approx(weights[1], rel=1e-12)
    assert not np.signbit(made.new.inputs["W_Q"][made.old.inputs["W_Q"] == 0]).any()


def test_values_of_0_leave_the_weights_as_they_were_to_the_bit() -> None:
    made = Made("other-values")
    assert identical(made.now.value("weights"), made.before.value("weights"))
    weights, values = made.before.value("weights"), made.before.value("V").copy()
    values[1] = 0  # love, which gets most
    np.testing.assert_allclose(made.now.value("head_output"), weights @ values, rtol=1e-12)
    assert made.found("part") == {
        "word": Label("word", 2),
        "top": Label("word", 1),
        "weight": weights[2, 1],
        "given": 0.0,
    }
    moved = np.abs(weights @ made.before.value("V") - weights @ values).max()
    assert made.found("mix")["moved"] == pytest.approx(moved, rel=1e-12)
    assert made.outcome.answer == "none"


def test_a_score_of_0_gives_weight_to_what_is_masked() -> None:
    made = Made("mask-zero")
    scaled = made.before.value("scaled_scores")
    zeroed = np.tril(scaled)
    weights = np.array([softmax(row) for row in zeroed])
    np.testing.assert_allclose(made.now.value("weights"), weights, rtol=1e-12)
    assert made.found("share")["word"] == Label("word", 0)
    assert made.found("share")["share"] == pytest.approx(weights[0, 1:].sum(), rel=1e-12)
    assert made.outcome.answer == "less"
    assert made.found("score")["weight"] == pytest.approx(
        1 / (4 + math.exp(scaled[0, 0])), rel=1e-12
    )
    assert made.found("pairs") == {"count": 10, "masked": 10}


def test_a_mask_after_the_softmax_leaves_a_part_of_every_row() -> None:
    made = Made("mask-late")
    scaled = made.before.value("scaled_scores")
    whole = np.array([softmax(row) for row in scaled])
    np.testing.assert_allclose(made.now.value("unmasked_weights"), whole, rtol=1e-12)
    np.testing.assert_allclose(made.now.value("weights"), np.tril(whole), rtol=1e-12)
    assert made.found("sum")["sum"] == pytest.approx(whole[0, 0], rel=1e-12)
    assert made.found("sum")["gone"] == pytest.approx(1 - whole[0, 0], rel=1e-12)
    parts = np.tril(whole).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(
        made.now.value("head_output"), made.before.value("head_output") * parts, rtol=1e-12
    )
    assert made.outcome.answer == "less"


def test_without_positions_the_words_in_another_order_are_the_rows_in_another_order() -> None:
    made = Made("reorder-words")
    assert [word.en for word in made.new.words] == ["tea", "love", "I"]
    for node in ("X", "Q", "V", "head_output"):
        np.testing.assert_allclose(
            made.now.value(node), made.before.value(node)[::-1], rtol=1e-12, atol=1e-12
        )
    weights = made.before.value("weights")
    np.testing.assert_allclose(made.now.value("weights"), weights[::-1, ::-1], rtol=1e-12)
    assert made.outcome.answer == "same"


def test_heads_that_are_reshaped_are_filled_with_other_words() -> None:
    made = Made("reshape-heads")
    heads = made.before.value("head_output")
    flat = [number for head in heads for word in head for number in word]
    np.testing.assert_array_equal(made.now.value("concat"), np.array(flat).reshape(3, 4))
    assert made.outcome.answer == "none"
    row = made.now.value("concat")[1].tolist()
    assert row == [*heads[0, 2].tolist(), *heads[1, 0].tolist()]  # tea in head 1, I in head 2
    assert made.found("owners") == {
        "word": Label("word", 1),
        "words": Labels((Label("word", 2), Label("word", 0))),
    }


def test_without_w_o_a_head_moves_its_own_columns() -> None:
    made = Made("no-w-o")
    values = {name: made.now.inputs()[name] for name in made.now.inputs()}
    before = encode(made.new.config, {name: m.copy() for name, m in values.items()})["concat"]
    values["W_V"] = values["W_V"].copy()
    values["W_V"][1] += np.array([0.5, 0.25])
    after = encode(made.new.config, values)["concat"]
    moved = np.flatnonzero((before != after).any(axis=0)).tolist()
    assert moved == [2, 3]
    assert made.found("columns") == {"head": 2, "count": 2, "columns": 4}
    assert made.outcome.answer == "own"


def test_without_the_residual_words_grow_alike() -> None:
    made = Made("no-residual")

    def mean_cosine(rows: Array) -> float:
        pairs = [
            float(a @ b / math.sqrt((a @ a) * (b @ b)))
            for i, a in enumerate(rows)
            for b in rows[i + 1 :]
        ]
        return sum(pairs) / len(pairs)

    old, new = (mean_cosine(v.value("norm_2")) for v in (made.before, made.now))
    assert new > old + 0.5
    assert made.found("likeness") == pytest.approx({"before": old, "now": new}, rel=1e-9)
    assert made.outcome.answer == "more"


def test_one_mean_for_the_matrix_lets_every_row_move() -> None:
    made = Made("norm-matrix")
    source = made.now.value("residual_1")
    expected = (source - source.mean()) / math.sqrt(source.var() + 1e-5)
    np.testing.assert_allclose(made.now.value("norm_1"), expected, rtol=1e-12)
    moved = source.copy()
    moved[0, 0] += 1
    after = (moved - moved.mean()) / math.sqrt(moved.var() + 1e-5)
    assert (after != expected).any(axis=1).all()
    far = int(np.abs(expected.mean(axis=1)).argmax())
    assert made.found("means")["word"] == Label("word", far)
    assert made.found("means")["mean"] == pytest.approx(expected[far].mean(), rel=1e-9)
    assert made.outcome.answer == "all"
    right = made.mistake.look(made.kept, made.before)
    assert (right.answer, right.holds) == ("own", False)


def test_of_a_constant_row_beta_is_left() -> None:
    made = Made("constant-row")
    number = float(round(made.before.value("residual_1")[1].mean()))
    assert made.now.value("residual_1")[1].tolist() == [number] * 4
    assert made.now.value("norm_1")[1].tolist() == [0.0] * 4
    assert made.outcome.answer == "beta"
    others = [0, 2]
    now, before = made.now.value("norm_1"), made.before.value("norm_1")
    np.testing.assert_allclose(now[others], before[others], rtol=1e-12)
    after = made.now.value("norm_1")[1] @ made.old.inputs["W_1"] + made.old.inputs["b_1"]
    np.testing.assert_array_equal(made.now.value("ffn_hidden")[1], after[0])


# -- an edit can end what a mistake claims ---------------------------------------------------------

ENDED: dict[str, Callable[[Evaluator], object]] = {
    "softmax-columns": lambda e: e.set_cell("weights", (0, 0), 0.5),
    "root-d-model": lambda e: e.set_cell("divisor", (0, 0), 1.0),
    "no-divisor": lambda e: e.set_cell("divisor", (0, 0), 100.0),
    "copy-w-q": lambda e: e.set_cell("W_K", (0, 1, 0), 7.0),
    "negate-w-q": lambda e: e.set_cell("W_K", (0, 0), 7.0),
    "other-values": lambda e: e.release("V"),
    "mask-zero": lambda e: e.set_cell("masked_scores", (0, 1), -5.0),
    "mask-late": lambda e: e.set_cell("weights", (0, 1), 0.5),
    "reorder-words": lambda e: e.set_cell("X", (0, 0), 9.0),
    "reshape-heads": lambda e: e.set_cell("concat", (0, 0), 9.0),
    "no-w-o": lambda e: e.set_cell("concat", (1, 1), 0.125),
    "no-residual": lambda e: e.set_matrix("norm_2", np.eye(3, 4) * 3 - 1),
    "norm-matrix": lambda e: e.set_cell("norm_1", (0, 0), 3.0),
    "constant-row": lambda e: e.release("residual_1", (1, 0)),
}


@pytest.mark.parametrize("key", KEYS)
def test_an_edit_that_ends_a_claim_is_seen(key: str) -> None:
    made = Made(key)
    assert made.outcome.holds
    ENDED[key](made.now)
    if key != "no-w-o":  # whatever the numbers are, columns of one head are moved by it alone
        assert not made.outcome.holds
    else:
        assert made.outcome.holds

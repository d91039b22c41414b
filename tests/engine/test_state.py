"""Resizing: every axis at every index, and the pins that move along."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from engine.errors import Message, SizeLimit
from engine.graph import Axis
from engine.pipeline import MAX_FEATURES, MAX_WORDS, Config
from engine.resize import Fill, insert, remove, rename
from engine.state import State
from engine.switches import reconfigure
from engine.words import LONGEST_WORD, Word, clean_word, is_one_line
from tests.engine.samples import identical, same_state, states, worked

AXES: list[Axis] = ["word", "d_model", "d_k", "d_v"]
NEW = Word("new", "新")

#: Which dimension of which input runs along an axis.
INPUTS: dict[Axis, dict[str, int]] = {
    "word": {"X": 0, "E": 0},
    "d_model": {"X": 1, "E": 1, "W_Q": 0, "W_K": 0, "W_V": 0},
    "d_k": {"W_Q": 1, "W_K": 1},
    "d_v": {"W_V": 1},
}
LENGTHS: dict[Axis, int] = {"word": 3, "d_model": 4, "d_k": 3, "d_v": 3}
EVERY_PLACE = [(axis, index) for axis in AXES for index in range(LENGTHS[axis] + 1)]


@pytest.fixture(params=[False, True], ids=["positions off", "positions on"])
def state(request: pytest.FixtureRequest) -> State:
    return reconfigure(worked(), positions=request.param)


@pytest.mark.parametrize(("axis", "index"), EVERY_PLACE)
def test_insert(state: State, axis: Axis, index: int) -> None:
    grown = insert(state, axis, index, Fill(), NEW if axis == "word" else None)
    assert grown.size(axis) == state.size(axis) + 1
    assert [grown.size(a) for a in AXES if a != axis] == [state.size(a) for a in AXES if a != axis]
    for name, matrix in grown.inputs.items():
        assert matrix.shape == grown.graph().shapes[name]
        dimension = INPUTS[axis].get(name)
        if dimension is None:
            assert identical(matrix, state.inputs[name])
        else:
            assert (matrix.take(index, axis=dimension) == 0).all()
            assert identical(np.delete(matrix, index, axis=dimension), state.inputs[name])
    expected = list(state.words)
    if axis == "word":
        expected.insert(index, NEW)
    assert list(grown.words) == expected
    grown.evaluator()


@pytest.mark.parametrize(("axis", "index"), EVERY_PLACE)
def test_remove_undoes_insert(state: State, axis: Axis, index: int) -> None:
    pinned = replace(
        state,
        overrides={
            "Q": dict.fromkeys(np.ndindex(3, 3), 7.5),
            "scores": {(0, 2): 1.5, (2, 0): -0.0, (1, 1): 2.5},
            "V": {(2, 2): 3.5},
            "head_output": {(0, 0): 4.5},
        },
    )
    grown = insert(pinned, axis, index, Fill(3), NEW)
    assert same_state(remove(grown, axis, index), pinned)
    grown.evaluator()


@given(states(), st.sampled_from(AXES), st.data())
def test_remove_undoes_insert_of_any_state(state: State, axis: Axis, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, state.size(axis)))
    seed = data.draw(st.none() | st.integers(0, 2**40))
    grown = insert(state, axis, index, Fill(seed), NEW)
    assert same_state(remove(grown, axis, index), state)
    assert grown.evaluator().all_overrides() == {n: dict(c) for n, c in grown.overrides.items()}


def _pins(state: State, **pins: dict[tuple[int, int], float]) -> State:
    return replace(state, overrides=pins)


@pytest.mark.parametrize(
    ("axis", "index", "expected"),
    [
        ("word", 0, {"Q": {(1, 0): 1.0, (3, 2): 2.0}, "scores": {(1, 3): 3.0}}),
        ("word", 1, {"Q": {(0, 0): 1.0, (3, 2): 2.0}, "scores": {(0, 3): 3.0}}),
        ("word", 3, {"Q": {(0, 0): 1.0, (2, 2): 2.0}, "scores": {(0, 2): 3.0}}),
        ("d_k", 1, {"Q": {(0, 0): 1.0, (2, 3): 2.0}, "scores": {(0, 2): 3.0}}),
        ("d_v", 0, {"Q": {(0, 0): 1.0, (2, 2): 2.0}, "scores": {(0, 2): 3.0}}),
    ],
)
def test_pins_move_with_their_cells(
    axis: Axis, index: int, expected: dict[str, dict[tuple[int, int], float]]
) -> None:
    state = _pins(worked(), Q={(0, 0): 1.0, (2, 2): 2.0}, scores={(0, 2): 3.0})
    assert insert(state, axis, index, Fill(), NEW).overrides == expected


@pytest.mark.parametrize(
    ("axis", "index", "expected"),
    [
        ("word", 0, {"Q": {(1, 2): 2.0}}),
        ("word", 1, {"Q": {(0, 0): 1.0, (1, 2): 2.0}, "scores": {(0, 1): 3.0}}),
        ("word", 2, {"Q": {(0, 0): 1.0}}),
        ("d_k", 0, {"Q": {(2, 1): 2.0}, "scores": {(0, 2): 3.0}}),
        ("d_k", 2, {"Q": {(0, 0): 1.0}, "scores": {(0, 2): 3.0}}),
        ("d_model", 0, {"Q": {(0, 0): 1.0, (2, 2): 2.0}, "scores": {(0, 2): 3.0}}),
    ],
)
def test_pins_vanish_with_their_cells(
    axis: Axis, index: int, expected: dict[str, dict[tuple[int, int], float]]
) -> None:
    state = _pins(worked(), Q={(0, 0): 1.0, (2, 2): 2.0}, scores={(0, 2): 3.0})
    assert remove(state, axis, index).overrides == expected


def test_seeded_cells_are_the_same_every_time_and_differ_between_matrices() -> None:
    def new_columns(seed: int) -> list[list[float]]:
        grown = insert(worked(), "d_k", 1, Fill(seed))
        return [grown.inputs[name][:, 1].tolist() for name in ("W_Q", "W_K")]

    assert new_columns(7) == new_columns(7)
    assert new_columns(7) != new_columns(8)
    assert new_columns(7)[0] != new_columns(7)[1]
    assert [round(x, 2) for x in new_columns(7)[0]] == new_columns(7)[0]
    assert any(new_columns(7)[0])


def test_seeded_cells_are_never_minus_zero() -> None:
    drawn = np.concatenate([Fill(seed).matrix((256,), 0) for seed in range(20)])
    assert (drawn == 0).any()
    assert not np.signbit(drawn[drawn == 0]).any()


@pytest.mark.parametrize("axis", AXES)
def test_limits(axis: Axis) -> None:
    high = MAX_WORDS if axis == "word" else MAX_FEATURES
    state = worked()
    while state.size(axis) < high:
        state = insert(state, axis, 0, Fill(), NEW)
    with pytest.raises(SizeLimit, match=f"{high + 1}.*from 1 to {high}") as error:
        insert(state, axis, 0, Fill(), NEW)
    assert isinstance(error.value.fields["what"], Message) == (axis == "word")
    small = worked()
    while small.size(axis) > 1:
        small = remove(small, axis, 0)
    with pytest.raises(SizeLimit, match="cannot be 0"):
        remove(small, axis, 0)
    assert np.isfinite(small.evaluator().value("head_output")).all()


@pytest.mark.parametrize("axis", AXES)
def test_an_index_outside_is_refused(axis: Axis) -> None:
    for index in (-1, 4 if axis != "d_model" else 5):
        with pytest.raises(IndexError):
            insert(worked(), axis, index, Fill(), NEW)
    for index in (-1, LENGTHS[axis]):
        with pytest.raises(IndexError):
            remove(worked(), axis, index)


def test_nothing_is_changed_in_place() -> None:
    before, state = worked(), worked()
    for axis in AXES:
        insert(state, axis, 0, Fill(1), NEW)
        remove(state, axis, 0)
    rename(state, 0, "other")
    reconfigure(state, positions=True)
    assert same_state(state, before)


def test_positions_on_and_off() -> None:
    state = _pins(worked(), Q={(0, 0): 1.0})
    on = reconfigure(state, positions=True)
    assert on.config.positions
    assert set(on.inputs) == {"E", "W_Q", "W_K", "W_V", "divisor"}
    assert on.overrides == {"Q": {(0, 0): 1.0}}
    assert reconfigure(on, positions=True) is on
    assert same_state(reconfigure(on, positions=False), state)
    pinned = replace(on, overrides={"X": {(0, 0): 1.0}, "PE": {(0, 0): 1.0}, "Q": {(0, 0): 2.0}})
    off = reconfigure(pinned, positions=False)
    assert off.overrides == {"Q": {(0, 0): 2.0}}
    off.evaluator()


def test_rename() -> None:
    renamed = rename(worked(), 1, "adore")
    assert renamed.words[1] == Word("adore", "adore")
    assert renamed.words[0] == worked().words[0]
    assert [word.text("zh") for word in renamed.words] == ["我", "adore", "茶"]
    assert [word.text("en") for word in renamed.words] == ["I", "adore", "tea"]


CLEANED = {
    "tea": "tea",
    "  green\ttea\n": "green tea",
    "a\x00b\x07": "ab",
    "\ud800x": "x",
    "\u2028": "?",
    "": "?",
    "{scores[0,0]} <b>": "{scores[0,0]} <b>",
    "👩\u200d🍳": "👩\u200d🍳",
    "x" * 99: "x" * LONGEST_WORD,
    "x" * 59 + " y": "x" * 59,
}


@pytest.mark.parametrize(("text", "clean"), CLEANED.items(), ids=map(ascii, CLEANED))
def test_clean_word(text: str, clean: str) -> None:
    assert clean_word(text) == clean
    assert rename(worked(), 0, text).words[0] == Word(clean, clean)
    grown = insert(worked(), "word", 0, Fill(), Word(text, text))
    assert grown.words[0] == Word(clean, clean)


@given(st.text(st.characters()))
def test_a_clean_word_is_one_line_of_its_length(text: str) -> None:
    clean = clean_word(text)
    assert is_one_line(clean)
    assert 1 <= len(clean.strip()) <= LONGEST_WORD
    assert clean_word(clean) == clean


def test_sizes() -> None:
    assert [worked().size(axis) for axis in AXES] == [3, 4, 3, 3]
    sizes = Config(4, 3, 2, heads=5, d_ff=9, memory=True).sizes(7, 6)
    assert sizes == {
        "word": 7, "memory": 6, "d_model": 4, "d_k": 3, "d_v": 2, "d_ff": 9, "concat": 10,
        "head": 5, "one": 1,
    }  # fmt: skip

"""Sizes and sentences: what stays keeps its numbers, what is new is what its name says."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import SizeLimit, SoftmixError
from engine.graph import Axis
from engine.initial import word_vector
from engine.pipeline import Config
from engine.resize import (
    RESIZABLE,
    Fill,
    insert,
    known_vectors,
    remove,
    resize,
    with_sentence,
)
from engine.scenario import find_scenario
from engine.state import State
from engine.words import Word, split_sentence
from tests.engine.blocks import drawn, named, pipelines, seeds, state
from tests.engine.samples import identical, same_state, worked


def block(**fields: object) -> State:
    config = Config(6, 2, 3, heads=2, d_ff=5, extent="block", **fields)  # type: ignore[arg-type]
    return state(config, 3, drawn(config, 3, 5))


def logical(current: State, name: str) -> np.ndarray:
    """A matrix with its heads taken apart: W_O as [head, d_v, d_model]."""
    matrix = current.inputs[name]
    if name == "W_O":
        return matrix.reshape(current.config.heads, current.config.d_v, -1)
    return matrix


@given(pipelines(), seeds, st.sampled_from(RESIZABLE), st.integers(1, 6))
def test_a_resized_example_computes_and_keeps_what_it_can(
    sizes: tuple[Config, int, int], seed: int, axis: Axis, size: int
) -> None:
    config, words, memory = sizes
    start = state(config, words, drawn(config, words, seed, memory), memory)
    if axis in ("word", "memory") or (axis == "d_ff" and config.extent != "block"):
        return
    try:
        made = resize(start, axis, size)
    except SoftmixError:
        return
    assert made.size(axis) == size
    made.evaluator()
    again = resize(made, axis, start.size(axis)) if size > start.size(axis) else start
    assert all(identical(again.inputs[name], start.inputs[name]) for name in start.inputs)


def test_heads_come_and_go_as_a_leading_axis() -> None:
    one = resize(block(), "head", 1)
    assert one.inputs["W_Q"].shape == (6, 2)
    assert identical(one.inputs["W_Q"], block().inputs["W_Q"][0])
    assert identical(one.inputs["W_O"], block().inputs["W_O"][:3])
    assert "concat" not in one.graph()
    three = resize(block(), "head", 3)
    assert three.inputs["W_Q"].shape == (3, 6, 2)
    assert identical(three.inputs["W_Q"][:2], block().inputs["W_Q"])
    assert identical(three.inputs["W_O"][:6], block().inputs["W_O"])


def test_columns_of_a_head_are_rows_of_w_o() -> None:
    start = block()
    wider = insert(start, "d_v", 1, Fill())
    assert wider.inputs["W_O"].shape == (8, 6)
    assert (logical(wider, "W_O")[:, 1] == 0).all()
    assert identical(np.delete(logical(wider, "W_O"), 1, axis=1), logical(start, "W_O"))
    assert same_state(remove(wider, "d_v", 1), start)


def test_pins_of_concat_follow_their_head() -> None:
    start = block()
    pinned = State(start.config, start.words, start.inputs, {"concat": {(2, 4): 7.0}})  # head 2
    assert insert(pinned, "d_v", 0, Fill()).overrides == {"concat": {(2, 6): 7.0}}
    assert resize(pinned, "head", 1).overrides == {}


def test_the_divisor_follows_the_root_of_d_k_and_no_other_number() -> None:
    rooted = block()
    assert resize(rooted, "d_k", 7).inputs["divisor"] == [[math.sqrt(7)]]
    assert resize(worked(), "d_k", 7).inputs["divisor"] == [[1.0]]
    assert insert(worked(), "word", 0, Fill(), Word("a", "a")).inputs["divisor"] == [[1.0]]


def test_new_words_of_a_mask_may_attend() -> None:
    start = block(mask="custom")
    grown = insert(start, "word", 1, Fill(4), Word("new", "新"))
    assert (grown.inputs["mask"][1] == 1).all()
    assert (grown.inputs["mask"][:, 1] == 1).all()


def test_a_size_that_does_not_fit_is_refused() -> None:
    with pytest.raises(SoftmixError, match="6 is not divisible by 4 heads"):
        resize(block(reading="cut"), "head", 4)
    with pytest.raises(SizeLimit, match="from 1 to 1024"):
        resize(block(), "d_model", 1025)


# -- sentences -----------------------------------------------------------------------------------

SENTENCES = {
    "I love tea.": ["I", "love", "tea"],
    "我爱茶。": ["我", "爱", "茶"],
    "I 爱 tea": ["I", "爱", "tea"],
    "don't stop, 3.14!": ["don't", "stop", "3.14"],
    "苹果手机": ["苹", "果", "手", "机"],
    "naïve cafe\u0301": ["naïve", "café"],
    "Привет, мир": ["Привет", "мир"],
    "😀 ok": ["😀", "ok"],
    " \n\t ": [],
    "…!?": [],
    "a\x00b": ["a", "b"],
}


@pytest.mark.parametrize(("text", "words"), SENTENCES.items(), ids=map(ascii, SENTENCES))
def test_a_sentence_is_split_at_the_boundaries_of_its_words(text: str, words: list[str]) -> None:
    assert split_sentence(text) == words


@given(st.text())
def test_splitting_what_was_split_changes_nothing(text: str) -> None:
    words = split_sentence(text)
    assert split_sentence(" ".join(words)) == words or any(len(word) == 60 for word in words)


def test_the_same_word_always_has_the_same_vector() -> None:
    config = worked().config
    there = with_sentence(worked(), ["coffee", "tea"])
    again = with_sentence(with_sentence(worked(), ["milk"]), ["tea", "milk", "Coffee", "coffee"])
    coffee = word_vector("coffee", config)
    assert identical(there.inputs["X"][0], coffee)
    assert identical(again.inputs["X"][2], coffee)
    assert identical(again.inputs["X"][3], coffee)
    assert set(coffee) <= {0.0, 1.0, 2.0}


def test_words_that_stay_keep_their_numbers_and_pins_in_any_order() -> None:
    start = worked()
    pinned = State(start.config, start.words, start.inputs, {"scores": {(0, 2): 5.0}})
    made = with_sentence(pinned, ["tea", "new", "I"])
    assert identical(made.inputs["X"][0], start.inputs["X"][2])
    assert identical(made.inputs["X"][2], start.inputs["X"][0])
    assert made.overrides == {"scores": {(2, 0): 5.0}}
    assert [word.zh for word in made.words] == ["茶", "new", "我"]


def test_a_word_of_the_example_comes_back_as_it_was() -> None:
    known = known_vectors(worked())
    gone = with_sentence(worked(), ["I"], known=known)
    back = with_sentence(gone, ["我", "LOVE", "tea"], known=known)
    assert identical(back.inputs["X"], worked().inputs["X"])
    assert back.words == worked().words


def test_a_word_that_stands_twice_has_one_vector() -> None:
    made = with_sentence(worked(), ["tea", "tea"])
    assert identical(made.inputs["X"][0], made.inputs["X"][1])
    assert identical(made.inputs["X"][0], worked().inputs["X"][2])


def test_the_memory_is_a_sentence_of_its_own() -> None:
    config = Config(3, 2, 2, memory=True, vectors="real")
    start = state(config, 2, drawn(config, 2, 3, 4), 4)
    made = with_sentence(start, ["字m1", "other"], "memory")
    assert identical(made.inputs["memory"][0], start.inputs["memory"][1])
    assert identical(made.inputs["memory"][1], word_vector("other", config))
    assert made.words == named(2)
    made.evaluator()


@pytest.mark.parametrize("texts", [[], ["word"] * 129], ids=["none", "129"])
def test_no_words_and_too_many_are_refused(texts: list[str]) -> None:
    with pytest.raises(SizeLimit, match="from 1 to 128"):
        with_sentence(worked(), texts)


def test_names_of_columns_go_where_their_columns_go() -> None:
    start = find_scenario("relatives").state()
    names = start.labels["d_k"]
    assert resize(start, "d_k", 1).labels["d_k"] == names[:1]
    assert remove(start, "d_k", 0).labels["d_k"] == names[1:]
    grown = insert(start, "d_k", 1, Fill())
    assert grown.labels["d_k"] == (names[0], Word("2", "2"), *names[1:])
    assert insert(start, "d_k", len(names), Fill()).labels["d_k"] == names
    assert resize(start, "word", 1).labels == start.labels

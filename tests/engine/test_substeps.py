"""Steps inside a step: every cell appears once, in order, and there are never too many."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from engine.lesson import Lesson, read_lesson
from engine.scenario import RESOURCES, built_in, find_scenario
from engine.state import State
from engine.substeps import MOST, inside
from engine.switches import reconfigure


def opened(name: str, **switches: object) -> tuple[State, Lesson]:
    scenario = find_scenario(name)
    lesson = read_lesson(RESOURCES / "lessons", scenario.lesson)
    state = scenario.state()
    return (reconfigure(state, **switches) if switches else state), lesson


CASES = [(listing.name, {}) for listing in built_in()] + [
    ("worked-block", {"softmax_axis": "column", "norm_axis": "column"}),
    ("worked-block", {"norm_axis": "matrix", "biases": True, "mask": "causal"}),
    ("worked-block", {"norm_first": True, "blocks": 2, "activation": "gelu"}),
    ("worked-block", {"joining": "reshape"}),
    ("causal", {"masking": "zero"}),
    ("causal", {"masking": "after-softmax"}),
]


@pytest.mark.parametrize(("name", "switches"), CASES)
def test_what_a_step_reveals_appears_bit_by_bit(name: str, switches: dict[str, object]) -> None:
    state, lesson = opened(name, **switches)
    evaluator, found = state.evaluator(), 0
    for index in range(len(lesson.steps)):
        made = inside(evaluator, lesson, index)
        if made is None:
            continue
        found += 1
        shape = evaluator.graph.shapes[made.node]
        now = lesson.visible(index, evaluator.graph)[made.node]
        before = lesson.visible(index - 1, evaluator.graph)[made.node] if index else ~now
        new = now & ~before
        assert 1 <= len(made.steps) <= MOST
        hidden = [made.hidden(at, shape) for at in range(len(made.steps))]
        assert not hidden[-1].any()
        assert (hidden[0] <= new).all()
        for earlier, later in pairwise(hidden):
            assert (later <= earlier).all()
        for step in made.steps:
            assert all(0 <= i < n for i, n in zip(step.cell, shape, strict=True))
            assert 0 <= step.part <= max(step.parts - 1, 0)
    assert found >= 3


def test_heads_come_in_one_by_one_but_a_reshape_fills_row_after_row() -> None:
    for joining, first in (("transpose", [[0, 0], [0, 1], [1, 0]]), ("reshape", [[0, 0], [0, 1]])):
        state, lesson = opened("worked-block", joining=joining)
        made = inside(state.evaluator(), lesson, lesson.find("concat"))
        assert made is not None
        assert made.node == "concat"
        assert made.order[: len(first)].tolist() == first
        rows = made.order[:, 0].tolist()
        assert (rows == sorted(rows)) == (joining == "reshape")


def test_a_score_term_by_term() -> None:
    state, lesson = opened("worked-example")
    made = inside(state.evaluator(), lesson, lesson.find("score-cell"))
    assert made is not None
    assert made.node == "scores"
    assert [(s.kind, s.part, s.shown) for s in made.steps] == [
        ("term", 0, 0), ("term", 1, 0), ("term", 2, 0), ("cell", 0, 1),
    ]  # fmt: skip


def test_first_slowly_then_fast() -> None:
    state, lesson = opened("worked-example")
    made = inside(state.evaluator(), lesson, lesson.find("keys"))
    assert made is not None
    kinds = [s.kind for s in made.steps]
    assert kinds == ["term"] * 4 + ["cell"] * 3 + ["lines"] * 2
    assert [s.shown for s in made.steps] == [0, 0, 0, 0, 1, 2, 3, 6, 9]


def test_a_softmax_goes_the_way_it_runs() -> None:
    state, lesson = opened("worked-block", softmax_axis="column")
    made = inside(state.evaluator(), lesson, lesson.find("softmax"))
    assert made is not None
    assert made.order[:3].tolist() == [[0, 0], [1, 0], [2, 0]]
    assert [s.kind for s in made.steps] == ["exponentials", "lines", "lines", "lines"]


def test_a_mix_is_stacked_word_by_word() -> None:
    state, lesson = opened("worked-block")
    made = inside(state.evaluator(), lesson, lesson.find("mix"), head=1)
    assert made is not None
    assert [s.kind for s in made.steps][:4] == ["vector", "vector", "vector", "lines"]
    assert {s.cell[0] for s in made.steps} == {1}


def test_there_is_nothing_inside_a_step_that_only_shows_inputs() -> None:
    state, lesson = opened("worked-example")
    assert inside(state.evaluator(), lesson, lesson.find("words")) is None


def test_heads_come_one_after_the_other() -> None:
    state, lesson = opened("worked-block")
    made = inside(state.evaluator(), lesson, lesson.find("concat"))
    assert made is not None
    assert np.unique(made.order[:6, 1]).tolist() == [0, 1]

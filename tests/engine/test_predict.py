"""What is asked, how answers are judged, the tally."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.lesson import read_lesson
from engine.predict import (
    Count,
    Question,
    Record,
    asked,
    count,
    judge,
    judge_shares,
    largest,
    tally_csv,
)
from engine.scenario import RESOURCES, built_in, find_scenario
from tests.engine.samples import worked


@pytest.mark.parametrize("name", [listing.name for listing in built_in()])
def test_every_scenario_asks_what_its_steps_reveal(name: str) -> None:
    scenario = find_scenario(name)
    lesson = read_lesson(RESOURCES / "lessons", scenario.lesson)
    evaluator = scenario.state().evaluator()
    asks = 0
    for index in range(len(lesson.steps)):
        made = asked(evaluator, lesson, index)
        if made is None:
            continue
        asks += 1
        assert 1 <= len(made.questions) <= 9
        for question in made.questions:
            assert made.covered[question.cell[-2:]]
            if question.kind == "number":
                value = float(evaluator.value(question.node)[question.cell])
                assert judge(evaluator, question, value) == "right"
                assert judge(evaluator, question, value * 2 + 9) == "wrong"
            elif question.kind == "shares":
                row = evaluator.value(question.node)[question.cell[:-1]]
                assert judge_shares(evaluator, question, 40 * row) == "right"
                all_on_the_least = [float(at == row.argmin()) for at in range(len(row))]
                assert judge_shares(evaluator, question, all_on_the_least) == "wrong"
            else:
                row = evaluator.value(question.node)[question.cell[:-1]]
                assert set(largest(evaluator, question)) == {int(row.argmax())} | {
                    i for i in range(len(row)) if math.isclose(row[i], row.max(), abs_tol=5e-6)
                }
                assert judge(evaluator, question, int(row.argmin())) == "wrong"
    assert asks >= 1


@given(st.floats(-100, 100), st.floats(-0.0049, 0.0049))
def test_what_rounds_to_it_is_right(value: float, off: float) -> None:
    evaluator = worked().evaluator()
    evaluator.override("scores", (1, 2), value)
    question = Question("number", "scores", (1, 2))
    whole = abs(value - round(value)) < 1e-9
    verdict = judge(evaluator, question, value + off)
    assert (verdict == "right") == (not whole or abs(off) <= 1e-9 * max(abs(value), 1))


def test_near_and_wrong() -> None:
    evaluator = worked().evaluator()
    question = Question("number", "scores", (1, 1))  # 16
    assert judge(evaluator, question, 16) == "right"
    assert judge(evaluator, question, 15.5) == "near"
    assert judge(evaluator, question, -16) == "near"
    assert judge(evaluator, question, 15) == "wrong"


def test_shares_by_hand() -> None:
    """The row of love is .000 .982 .018: what lies with the wrong words counts."""
    evaluator = worked().evaluator()
    question = Question("shares", "weights", (1, 0))
    assert judge_shares(evaluator, question, [0, 98, 2]) == "right"
    assert judge_shares(evaluator, question, [0, 90, 10]) == "near"
    assert judge_shares(evaluator, question, [10, 50, 40]) == "wrong"
    assert judge_shares(evaluator, question, [0, 0, 0]) == "wrong"


def test_the_tally() -> None:
    records = [
        Record(3, "Q[love, 1]", 1, 0, "right"),
        Record(3, "Q[love, 2]", 3, 0, "right"),
        Record(4, "K[tea, 1]", 1, 2, "right"),
        Record(4, "K[tea, 2]", 0, 0, "shown"),
        Record(5, "V[I, 1]", 1, 0, "skipped"),
    ]
    assert count(records) == Count(1, 2, 1, 1)
    text = tally_csv(records[:1], ["Step", "Cell"], {"right": "right"})
    assert text == 'Step,Cell\n4,"Q[love, 1]",1,0,right\n'

"""Runs that are kept: their numbers, their places, and the tables of them."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from engine.network import Network
from engine.runs import MOST_RUNS, Runs, TooManyRuns, running_mean, runs_csv, steps_csv
from engine.tasks.apple import apple
from engine.tasks.letters import copy_previous, find_duplicate, sort_letters
from engine.tasks.task import NeverLearnt, NoPlaceFor, Recipe
from engine.training import Trainer


def after(steps: int, **changes: object) -> Trainer:
    """A trainer of the apples after some steps."""
    task = apple("en")
    trainer = Trainer(task, replace(task.recipe, **changes))  # type: ignore[arg-type]
    for _ in range(steps):
        trainer.step()
    return trainer


def test_a_run_is_what_the_trainer_did() -> None:
    trainer = after(7, optimiser="sgd", rate=0.5, seed=3)
    run = Runs().keep(trainer)
    assert (run.number, run.task, run.steps) == (1, "apple", 7)
    assert run.recipe == trainer.recipe
    assert run.losses == [record.loss for record in trainer.records]
    assert run.accuracy == trainer.accuracy(held_out=True)
    batch = trainer.task.batch(trainer.task.training)
    network = Network(trainer.task.sizes)
    wanted = network.loss(trainer.parameters, batch, trainer.recipe.smoothing)[0]
    assert run.loss == pytest.approx(wanted, rel=1e-12)
    _, gradients, _ = network.loss(
        after(0, optimiser="sgd", rate=0.5, seed=3).parameters,
        batch.part(np.random.RandomState(4).permutation(len(batch.labels))[:64]),
        trainer.recipe.smoothing,
    )
    whole = np.sqrt(sum((g * g).sum() for g in gradients.values()))
    assert run.norms[0] == pytest.approx(whole, rel=1e-9)
    for _ in range(3):
        trainer.step()
    assert run.steps == 7  # what was kept does not move


def test_the_same_run_kept_again_takes_its_place_and_others_get_their_own() -> None:
    runs = Runs()
    trainer, other = after(3), after(3, seed=1)
    runs.keep(trainer)
    runs.keep(other)
    trainer.step()
    assert runs.keep(trainer).number == 1
    assert [(run.number, run.slot, run.steps) for run in runs.all] == [(1, 0, 4), (2, 1, 3)]
    runs.remove(1)
    runs.remove(77)
    third = runs.keep(after(2, rate=0.1))
    assert (third.number, third.slot) == (3, 0)  # a new number, the free place
    assert [run.number for run in runs.all] == [2, 3]
    task = copy_previous()
    assert runs.keep(Trainer(task, other.recipe)).number == 4  # another task is another run


def test_more_runs_than_there_is_room_for_are_refused() -> None:
    runs = Runs()
    for seed in range(MOST_RUNS):
        runs.keep(after(0, seed=seed))
    with pytest.raises(TooManyRuns, match=f"{MOST_RUNS} runs"):
        runs.keep(after(0, seed=99))
    assert {run.slot for run in runs.all} == {*range(MOST_RUNS)}
    runs.keep(after(1, seed=5))  # one that is kept is only renewed
    assert [run.steps for run in runs.all].count(1) == 1


def test_the_tables_hold_every_number_exactly() -> None:
    runs = Runs()
    first, second = after(4), after(2, optimiser="momentum", rate=0.1 + 0.2, seed=9)
    runs.keep(first)
    runs.keep(second)
    ends = list(csv.DictReader(io.StringIO(runs_csv(runs.all))))
    assert [row["run"] for row in ends] == ["1", "2"]
    assert ends[1]["optimiser"] == "momentum"
    assert float(ends[1]["learning rate"]) == 0.1 + 0.2
    assert [int(row["steps"]) for row in ends] == [4, 2]
    assert float(ends[0]["loss"]) == first.loss()
    assert float(ends[1]["accuracy on held-out"]) == second.accuracy(held_out=True)
    steps = list(csv.DictReader(io.StringIO(steps_csv(runs.all))))
    assert [(row["run"], row["step"]) for row in steps] == [
        ("1", "1"), ("1", "2"), ("1", "3"), ("1", "4"), ("2", "1"), ("2", "2"),
    ]  # fmt: skip
    assert [float(row["loss"]) for row in steps[:4]] == [r.loss for r in first.records]
    assert float(steps[5]["gradient"]) == runs.all[1].norms[1]
    assert {row["seed"] for row in steps} == {"0", "9"}


@given(st.lists(st.floats(-1e6, 1e6), max_size=40), st.integers(1, 50))
def test_a_running_mean_is_the_mean_of_what_came_up_to_there(
    values: list[float], width: int
) -> None:
    means = running_mean(values, width)
    assert len(means) == len(values)
    for at, mean in enumerate(means):
        part = values[max(0, at + 1 - width) : at + 1]
        assert mean == pytest.approx(sum(part) / len(part), rel=1e-9, abs=1e-6)


def test_a_running_mean_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="mean of 0"):
        running_mean([1.0], 0)


def test_a_loss_that_overflows_is_no_number_and_no_error() -> None:
    trainer = Trainer(copy_previous(), Recipe(smoothing=0.0))
    trainer.parameters["W_C"][:] = 1e308
    trainer.parameters["W_V"][:] = 1e308
    assert not np.isfinite(trainer.loss())


def test_sentences_that_are_typed_to_a_task() -> None:
    task = apple("en")
    assert task.sentence("Apple released, new phone!") == ("apple", "released", "new", "phone")
    with pytest.raises(NeverLearnt, match="xyzzy, quux"):
        task.sentence("apple xyzzy quux xyzzy")
    letters = sort_letters()
    assert letters.sentence("b A c") == ("b", "a", "c")
    for text, count in (("", 0), ("a b c d e f g", 7)):
        with pytest.raises(NoPlaceFor, match=f"1 to 6 words; this one has {count}"):
            letters.sentence(text)
    chinese = apple("zh")
    assert chinese.sentence("苹果发布新手机") == ("苹果", "发布", "新", "手机")


def test_the_word_that_always_asks_asks() -> None:
    assert apple("en").asking(("buy", "apple", "pie")) == 1
    assert find_duplicate().asking(("a", "a", "which")) == 2
    assert find_duplicate().asking(("a", "which", "b")) == 1
    assert find_duplicate().asking(("a", "b")) == 1
    assert copy_previous().asking(("a", "b", "c")) == 2

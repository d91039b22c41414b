"""Training: its gradients, its numbers and the pipeline's, going back, and the two apples."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from msgspec.structs import replace

from engine.losses import ANY
from engine.optimisers import Name, optimiser
from engine.scenario import find_scenario
from engine.tasks.apple import apple, function_words
from engine.tasks.letters import copy_previous, find_duplicate, read_backwards
from engine.training import Diverged, NoSuchStep, Trainer, trained
from engine.vocabulary import vocabulary

LEANS = {
    "en": (("bag", "orange"), ("please", "buy", "apple"), ("released", "phone"), ("apple",)),
    "zh": (("袋", "橙子"), ("请", "买", "苹果"), ("发布", "手机"), ("苹果",)),
}


@pytest.mark.parametrize("make", [apple, copy_previous, read_backwards, find_duplicate])
def test_the_gradients_of_the_network_are_the_slopes_of_the_loss(make: object) -> None:
    trainer = Trainer(make())  # type: ignore[operator]
    batch = trainer.task.batch(trainer.task.training[:12])
    _, found, _ = trainer.network.loss(trainer.parameters, batch, 0.1)
    rng = np.random.default_rng(1)
    for name, matrix in trainer.parameters.items():
        for _ in range(4):
            cell = tuple(int(rng.integers(n)) for n in matrix.shape)
            value, ends = float(matrix[cell]), []
            for step in (1e-5, -1e-5):
                matrix[cell] = value + step
                ends.append(trainer.network.loss(trainer.parameters, batch, 0.1)[0])
            matrix[cell] = value
            slope = (ends[0] - ends[1]) / 2e-5
            assert found[name][cell] == pytest.approx(slope, rel=1e-5, abs=1e-9), name


def test_the_numbers_of_the_trainer_are_those_of_the_pipeline() -> None:
    trainer = trained(apple("en"), replace(apple("en").recipe, steps=40))
    example = trainer.task.shown[0]
    made = trainer.look(example)
    values = find_scenario("apple").state().evaluator()
    index = {word: at for at, word in enumerate(trainer.task.vocabulary)}
    learnt = trainer.parameters
    values.set_matrix("X", learnt["E"][[index[word] for word in example.words]])
    for name in ("W_Q", "W_K", "W_V"):
        values.set_matrix(name, learnt[name])
    row = example.asked[0]
    by_name = {"scores": made.scores, "weights": made.weights, "head_output": made.mix}
    for name, ours in by_name.items():
        assert np.allclose(values.value(name)[row], ours[0, 0], rtol=0, atol=1e-12), name


def test_the_same_seed_learns_the_same_and_going_back_repeats_it() -> None:
    first, second = Trainer(apple("en")), Trainer(apple("en"))
    for _ in range(30):
        first.step()
        second.step()
    for name, matrix in first.parameters.items():
        assert np.array_equal(matrix, second.parameters[name])
    at_30 = {name: matrix.copy() for name, matrix in first.parameters.items()}
    first.go_to(10)
    assert first.step_count == 10
    for _ in range(20):
        first.step()
    for name, matrix in first.parameters.items():
        assert np.array_equal(matrix, at_30[name]), name
    with pytest.raises(NoSuchStep):
        first.go_to(31)
    first.restart()
    assert first.step_count == 0
    for _ in range(300):
        first.step()
    assert 0 in first.kept
    assert len(first.kept) <= 120


@pytest.mark.parametrize("name", ["sgd", "momentum", "adamw"])
def test_every_optimiser_goes_downhill(name: Name) -> None:
    task = apple("en")
    rate = {"sgd": 1.0, "momentum": 0.3, "adamw": 0.02}[name]
    trainer = Trainer(task, replace(task.recipe, optimiser=name, rate=rate))
    for _ in range(120):
        trainer.step()
    losses = [record.loss for record in trainer.records]
    assert np.mean(losses[-10:]) < np.mean(losses[:10])


def test_adamw_is_the_published_rule() -> None:
    made, parameters = optimiser("adamw", 0.1), {"W": np.array([1.0]), "b_C": np.array([1.0])}
    made.step(parameters, {"W": np.array([0.5]), "b_C": np.array([0.5])}, 0.01)
    assert parameters["W"][0] == pytest.approx(1 - 0.01 * (1 + 0.1))
    assert parameters["b_C"][0] == pytest.approx(1 - 0.01)


def test_a_rate_that_is_too_large_is_said_and_nothing_is_lost() -> None:
    task = apple("en")
    trainer = Trainer(task, replace(task.recipe, optimiser="sgd", rate=1e200))
    trainer.step()
    with pytest.raises(Diverged, match="learning rate"):
        trainer.step()
    assert all(np.isfinite(matrix).all() for matrix in trainer.parameters.values())
    trainer.go_to(0)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_corpus_is_balanced_and_keeps_the_shown_sentences_out(language: str) -> None:
    task = apple(language)
    told = [e for e in (*task.training, *task.held_out) if e.labels != (ANY,)]
    assert len(told) == 600
    assert 50 <= len(task.vocabulary) <= 120
    for part in (task.training, task.held_out):
        counts = [Counter(w for e in part if e.labels == (c,) for w in e.words) for c in (0, 1)]
        for word in function_words(language):
            assert counts[0][word] == counts[1][word], word
    learnt_from = {example.words for example in (*task.training, *task.held_out)}
    for example in task.shown:
        assert example.words not in learnt_from
    assert not {e.words for e in task.training if e.labels != (ANY,)} & {
        e.words for e in task.held_out
    }


def leans(trainer: Trainer, language: str) -> bool:
    """Whether both sentences lean on the words that tell, and not on the others."""
    much, little, more, less = LEANS[language]
    rows = [
        dict(zip(example.words, trainer.look(example).weights[0, 0], strict=True))
        for example in trainer.task.shown
    ]
    return (
        sum(rows[0][word] for word in much) >= 0.6
        and all(rows[0][word] <= 0.1 for word in little)
        and sum(rows[1][word] for word in more) >= 0.6
        and all(rows[1][word] <= 0.1 for word in less)
    )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_two_apples_are_told_apart_by_the_words_that_tell(language: str) -> None:
    task = apple(language)
    good = 0
    for seed in range(6):
        trainer = trained(task, replace(task.recipe, seed=seed))
        right = trainer.accuracy(held_out=False) >= 0.99 and trainer.accuracy(held_out=True) >= 0.95
        fine = right and leans(trainer, language)
        assert fine or seed != task.recipe.seed
        good += fine
    assert good >= 5


def test_the_shipped_apple_leans_as_the_tutorial_says() -> None:
    learnt = vocabulary("apple")
    assert learnt is not None
    state = find_scenario("apple").state()
    row = state.evaluator().value("weights")[5]
    weights = dict(zip([word.en for word in state.words], row, strict=True))
    assert weights["bag"] + weights["orange"] >= 0.6
    assert max(weights[word] for word in ("please", "buy", "apple")) <= 0.1
    assert learnt.answer(state.evaluator().value("head_output")[5])[0] > 0.8
    assert learnt.strangers(["apple", "xyzzy", "苹果", "xyzzy"]) == ["xyzzy"]
    assert vocabulary("worked-example") is None

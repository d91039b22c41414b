"""A block that learns: its gradients, its numbers and the pipeline's, and why it is needed."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from engine.block import EPS, block_backward, block_forward, block_shapes
from engine.optimisers import optimiser
from engine.pipeline import Config
from engine.scenario import find_scenario
from engine.tasks.letters import sort_letters
from engine.training import Trainer, trained
from engine.vocabulary import vocabulary


def test_the_gradients_of_the_whole_network_are_the_slopes_of_its_loss() -> None:
    trainer = Trainer(sort_letters())
    for _ in range(3):  # away from where β and biases are 0
        trainer.step()
    batch = trainer.task.batch(trainer.task.training[:12])
    _, found, _ = trainer.network.loss(trainer.parameters, batch, 0.1)
    assert found.keys() == trainer.parameters.keys()
    rng = np.random.default_rng(1)
    for name, matrix in trainer.parameters.items():
        assert found[name].shape == matrix.shape
        for _ in range(6):
            cell = tuple(int(rng.integers(n)) for n in matrix.shape)
            value, ends = float(matrix[cell]), []
            for step in (1e-5, -1e-5):
                matrix[cell] = value + step
                ends.append(trainer.network.loss(trainer.parameters, batch, 0.1)[0])
            matrix[cell] = value
            slope = (ends[0] - ends[1]) / 2e-5
            assert found[name][cell] == pytest.approx(slope, rel=1e-6, abs=1e-10), name


@pytest.mark.parametrize("seed", range(5))
def test_the_gradient_of_a_block_along_any_direction(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows, d_model, d_v, d_ff = (int(n) for n in rng.integers(2, 9, size=4))
    parameters = {n: rng.normal(size=s) for n, s in block_shapes(d_model, d_v, d_ff).items()}
    given = {
        **parameters,
        "X": rng.normal(size=(rows, d_model)),
        "mix": rng.normal(size=(rows, d_v)),
    }
    grad = rng.normal(size=(rows, d_model))

    def value(by: dict[str, np.ndarray]) -> float:
        return float((block_forward(by, by["X"], by["mix"])["norm_2"] * grad).sum())

    made = block_forward(given, given["X"], given["mix"])
    to_x, to_mix, found = block_backward(given, made, grad)
    found = {**found, "X": to_x, "mix": to_mix}
    assert found.keys() == given.keys()
    for name in given:
        along = rng.normal(size=given[name].shape)
        ends = [value({**given, name: given[name] + step * along}) for step in (1e-6, -1e-6)]
        slope = (ends[0] - ends[1]) / 2e-6
        assert (found[name] * along).sum() == pytest.approx(slope, rel=1e-6, abs=1e-7), name


def test_the_numbers_of_a_block_that_learns_are_those_of_the_pipeline() -> None:
    trainer = Trainer(sort_letters())
    for _ in range(20):
        trainer.step()
    example = trainer.task.shown[1]
    made = trainer.look(example)
    values = find_scenario("sort-letters").state().evaluator()
    index = {word: at for at, word in enumerate(trainer.task.vocabulary)}
    learnt = trainer.parameters
    values.set_matrix("E", learnt["E"][[index[word] for word in example.words]])
    for name, matrix in learnt.items():
        if name in values.graph and name != "E":
            values.set_matrix(name, matrix)
    assert values.value("eps")[0, 0] == EPS
    ours = {"X": made.X[0], "weights": made.weights[0], "head_output": made.mix[0]}
    ours |= {name: matrix for name, matrix in made.block.items() if name in values.graph}
    assert {"residual_1", "norm_1", "ffn_activation", "norm_2"} < ours.keys()
    for name, matrix in ours.items():
        assert np.allclose(values.value(name), matrix, rtol=0, atol=1e-12), name


def whole(trainer: Trainer) -> float:
    """The part of the held-out sentences that comes out in order from first to last."""
    batch = trainer.task.batch(trainer.task.held_out)
    logits = trainer.network.forward(trainer.parameters, batch).logits
    return float((logits.argmax(axis=2) == batch.labels).all(axis=1).mean())


def test_a_block_sorts_and_a_head_alone_of_twice_its_width_does_not() -> None:
    task = sort_letters()
    for seed in range(2):
        trainer = trained(task, replace(task.recipe, seed=seed))
        assert trainer.accuracy(held_out=True) >= 0.97
        assert whole(trainer) >= 0.92
    assert whole(trained(replace(task, hidden=0, width=2 * task.width))) <= 0.88


def test_what_is_shipped_needs_each_of_its_parts() -> None:
    task = sort_letters()
    trainer, known = Trainer(task), vocabulary("sort-letters")
    assert known is not None
    inputs = find_scenario("sort-letters").state().inputs
    held = {name: inputs[name] for name in trainer.parameters if name in inputs and name != "E"}
    held |= {"E": known.vectors, "W_C": known.classifier, "b_C": known.bias}
    assert held.keys() == trainer.parameters.keys()
    trainer.parameters = {name: np.array(matrix) for name, matrix in held.items()}
    assert whole(trainer) >= 0.95
    for name in ("W_2", "W_Q", "W_O"):
        trainer.parameters = {n: np.array(m) * (n != name) for n, m in held.items()}
        assert whole(trainer) <= 0.1, name


def test_the_first_places_lean_on_early_letters_and_the_last_on_late_ones() -> None:
    weights = find_scenario("sort-letters").state().evaluator().value("weights")
    words = [word.en for word in find_scenario("sort-letters").state().words]
    early = [at for at, word in enumerate(words) if word in "abc"]
    late = [at for at, word in enumerate(words) if word in "fgh"]
    assert weights[0][early].sum() > 4 * weights[0][late].sum()
    assert weights[-1][late].sum() > 4 * weights[-1][early].sum()
    middle = weights[2]
    assert middle.max() < 2.5 * middle.min()


def test_the_norms_scale_and_shift_and_the_biases_are_not_shrunk() -> None:
    names = ("gamma_1", "beta_1", "b_1", "W_1")
    parameters = {name: np.ones((1, 2)) for name in names}
    optimiser("adamw", 0.5).step(parameters, {n: np.zeros((1, 2)) for n in names}, 0.1)
    assert (parameters["W_1"] < 1).all()
    for name in names[:3]:
        assert (parameters[name] == 1).all(), name


def test_a_head_alone_has_no_parameters_of_a_block() -> None:
    task = replace(sort_letters(), hidden=0)
    assert list(Trainer(task).parameters) == ["E", "W_Q", "W_K", "W_V", "W_C", "b_C"]
    config = find_scenario("sort-letters").config
    assert config == Config(12, 12, 12, positions=True, extent="block", d_ff=16)

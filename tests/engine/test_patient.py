"""A patient evaluator computes nothing until it is asked, and then what an eager one would."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.pipeline import Config
from engine.sizes import pass_cost
from tests.engine.blocks import drawn, evaluator, pipelines, seeds, state
from tests.engine.samples import identical

Pipeline = tuple[Config, int, int]
_STACK = Config(4, 2, 2, heads=2, d_ff=6, extent="block", blocks=3, norm_first=True)


@settings(deadline=None, max_examples=60)
@given(st.one_of(pipelines(), pipelines(loss="squared-error")), seeds)
def test_whatever_is_read_is_what_an_eager_evaluator_has(p: Pipeline, seed: int) -> None:
    config, words, memory_words = p
    inputs = drawn(config, words, seed, memory_words)
    made = state(config, words, inputs, memory_words)
    eager, patient = made.evaluator(), made.evaluator()
    patient.patient = True
    rng = np.random.default_rng(seed)
    order = eager.graph.order
    computed = [node.name for node in eager.graph.nodes if node.computed and not node.binary]
    for _ in range(12):
        match int(rng.integers(5)):
            case 0 | 1:
                name = ["X" if "X" in inputs else "E", "W_Q"][int(rng.integers(2))]
                cell = tuple(int(rng.integers(n)) for n in eager.graph.shapes[name])
                zeros = eager.graph.zeros(name)
                if zeros is None or not zeros[cell]:
                    value = float(rng.standard_normal())
                    eager.set_cell(name, cell, value)
                    patient.set_cell(name, cell, value)
            case 2:
                name = computed[int(rng.integers(len(computed)))]
                cell = tuple(int(rng.integers(n)) for n in eager.graph.shapes[name])
                if cell in eager.overrides(name):
                    eager.release(name, cell)
                    patient.release(name, cell)
                else:
                    eager.override(name, cell, 0.5)
                    patient.override(name, cell, 0.5)
            case 3:
                patient.advance(0.0, [order[int(rng.integers(len(order)))]])
            case _:
                name = order[int(rng.integers(len(order)))]
                assert identical(patient.value(name), eager.value(name)), name
                assert identical(patient.computed(name), eager.computed(name)), name
    for name in order:
        assert identical(patient.value(name), eager.value(name)), name
    assert patient.settled


def test_an_edit_computes_nothing_and_a_reader_only_what_it_needs() -> None:
    values = evaluator(_STACK, 3, 1)
    values.patient = True
    changed = values.set_cell("X", (0, 0), 3.5)
    assert {"X", "Q", "block_3.Q", "block_3.residual_2"} <= changed
    assert not values.settled
    assert values.is_stale("Q")
    assert not values.is_stale("X")
    values.value("weights")
    assert not values.is_stale("Q")
    assert values.is_stale("V")
    assert values.is_stale("block_2.Q")


def test_what_is_looked_at_comes_first_and_one_node_always() -> None:
    values = evaluator(_STACK, 3, 1)
    values.patient = True
    values.set_cell("X", (0, 0), 3.5)
    done = values.advance(0.0, ["K"])
    assert len(done) == 1
    assert done <= {"norm_1", "K"}
    values.advance(0.0, ["K"])
    assert not values.is_stale("K")
    assert values.is_stale("V")
    while not values.settled:
        assert values.advance(0.0)
    assert values.advance() == frozenset()


def test_the_cost_of_a_pass_is_that_of_its_products() -> None:
    config = Config(3, 2, 5)
    cost = pass_cost(evaluator(config, 4, 0).graph)
    assert cost == 4 * 2 * 3 * 2 + 4 * 5 * 3 + 4 * 4 * 2 + 4 * 5 * 4

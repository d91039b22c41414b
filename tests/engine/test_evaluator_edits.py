"""Any sequence of edits equals computing it all anew; and what attention is as mathematics."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.ops import Array, Cell, SinusoidalPositions, Softmax
from engine.resize import Fill, insert, remove
from engine.state import State
from engine.words import Word
from tests.engine.samples import apply, divisors, identical, matrices, moderate, states


@dataclass
class Straight:
    """The pipeline written straight down in numpy: inputs and pins in, every matrix out."""

    state: State
    inputs: dict[str, Array] = field(default_factory=dict)
    pins: dict[str, dict[Cell, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.inputs = {name: matrix.copy() for name, matrix in self.state.inputs.items()}
        self.pins = {name: dict(cells) for name, cells in self.state.overrides.items()}

    def values(self) -> dict[str, Array]:
        made = dict(self.inputs)

        def node(name: str, matrix: Array) -> None:
            made[name] = matrix.copy()
            for cell, value in self.pins.get(name, {}).items():
                made[name][cell] = value

        if self.state.config.positions:
            node("PE", apply(SinusoidalPositions(*made["E"].shape)))  # see test_ops
            node("X", made["E"] + made["PE"])
        node("Q", made["X"] @ made["W_Q"])
        node("K", made["X"] @ made["W_K"])
        node("V", made["X"] @ made["W_V"])
        node("scores", made["Q"] @ made["K"].T)
        node("scaled_scores", made["scores"] / made["divisor"])
        shifted = made["scaled_scores"] - made["scaled_scores"].max(axis=1)[:, None]
        node("weights", np.exp(shifted) / np.exp(shifted).sum(axis=1)[:, None])
        node("head_output", made["weights"] @ made["V"])
        return made


@settings(max_examples=500)
@given(st.data())
def test_any_edits_equal_a_straight_computation(data: st.DataObject) -> None:
    state = data.draw(states())
    evaluator = state.evaluator()
    straight = Straight(state)
    graph = evaluator.graph
    for _ in range(data.draw(st.integers(1, 6))):
        name = data.draw(st.sampled_from(graph.order))
        numbers = divisors if name == "divisor" else moderate
        shape = graph.shapes[name]
        kinds = ["cells", "matrix", "release", "release all", "pins"]
        kind = data.draw(st.sampled_from(kinds if graph[name].computed else kinds[:2]))
        at = st.tuples(*(st.integers(0, size - 1) for size in shape))
        before = evaluator.values()
        target: Any = straight.pins.setdefault(name, {}) if graph[name].computed else None
        if kind == "cells":
            cells = data.draw(st.dictionaries(at, numbers, max_size=3))
            changed = evaluator.set_cells(name, cells)
            for cell, value in cells.items():
                (straight.inputs[name] if target is None else target)[cell] = value
        elif kind == "matrix":
            matrix = data.draw(matrices(shape, numbers))
            changed = evaluator.set_matrix(name, matrix)
            for cell, value in np.ndenumerate(matrix):
                (straight.inputs[name] if target is None else target)[cell] = value
        elif kind == "release":
            cell = data.draw(at)
            changed = evaluator.release(name, cell)
            target.pop(cell, None)
        elif kind == "release all":
            changed = evaluator.release(name)
            target.clear()
        else:
            cells = data.draw(st.dictionaries(at, numbers, max_size=3))
            changed = evaluator.set_overrides(name, cells)
            straight.pins[name] = dict(cells)
        after = evaluator.values()
        assert changed == {n for n in graph.order if not identical(before[n], after[n])}
        expected = straight.values()
        for node in graph.order:
            np.testing.assert_array_equal(after[node], expected[node], err_msg=node)


scores = st.tuples(st.integers(1, 4), st.integers(1, 5)).flatmap(
    lambda shape: matrices(shape, st.floats(-1e4, 1e4))
)


@given(scores)
def test_rows_of_softmax_sum_to_one(matrix: Array) -> None:
    weights = apply(Softmax(), matrix)
    assert (weights >= 0).all()
    assert np.abs(weights.sum(axis=-1) - 1).max() <= 1e-15 * matrix.shape[1]


@given(
    st.tuples(st.integers(1, 4), st.integers(1, 5)).flatmap(
        lambda shape: matrices(shape, st.integers(-10000, 10000).map(float))
    ),
    st.integers(-10000, 10000),
)
def test_a_constant_added_to_a_row_changes_nothing(matrix: Array, constant: int) -> None:
    moved = matrix.copy()
    moved[0] += constant  # whole numbers: the addition itself rounds nothing away
    assert identical(apply(Softmax(), moved), apply(Softmax(), matrix))


tame = st.integers(-9, 9).map(lambda n: n / 4)


@given(states(pinned=False, numbers=tame), st.randoms(use_true_random=False))
def test_permuting_words_permutes_rows_when_positions_are_off(state: State, random: Any) -> None:
    name = "E" if state.config.positions else "X"
    order = list(range(len(state.words)))
    random.shuffle(order)
    permuted = State(
        state.config, state.words, {**state.inputs, name: state.inputs[name][order]}, {}
    )
    rows, moved = state.evaluator(), permuted.evaluator()
    if not state.config.positions:
        for node in ("Q", "V", "head_output"):
            np.testing.assert_allclose(
                moved.value(node), rows.value(node)[order], rtol=1e-11, atol=1e-11
            )
        np.testing.assert_allclose(
            moved.value("weights"), rows.value("weights")[order][:, order], rtol=1e-11, atol=1e-11
        )
    else:  # what a place adds stays with the place
        assert identical(moved.value("PE"), rows.value("PE"))


@given(states(), st.integers(0, 3), st.integers(0, 99))
def test_the_number_of_words_never_changes_the_divisor(state: State, index: int, seed: int) -> None:
    divisor = state.inputs["divisor"]
    grown = insert(state, "word", min(index, len(state.words)), Fill(seed), Word("new", "新"))
    assert identical(grown.evaluator().value("divisor"), divisor)
    assert grown.size("d_k") == state.size("d_k")
    shrunk = remove(grown, "word", min(index, len(state.words)))
    assert identical(shrunk.evaluator().value("divisor"), divisor)

"""The evaluator: overrides, refusals, what is recomputed, what can be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
import numpy as np
import pytest

from engine.errors import (
    CellOutOfRange,
    NotFinite,
    ShapeMismatch,
    SoftmixError,
    UnknownNode,
    ZeroDivisor,
)
from engine.evaluator import Evaluator
from engine.graph import Graph, Node
from engine.ops import Add, Array
from engine.scenario import find_scenario
from engine.state import State
from engine.switches import reconfigure
from tests.engine.samples import identical, worked

DOWN_FROM_SCORES = {"scores", "scaled_scores", "weights", "head_output"}


@pytest.fixture
def evaluator() -> Evaluator:
    return worked().evaluator()


EDITS = [
    ("X", (0, 0), 5.0, {"X", "Q", "K", "V", *DOWN_FROM_SCORES}),
    ("W_V", (0, 0), 5.0, {"W_V", "V", "head_output"}),
    ("W_Q", (0, 0), 5.0, {"W_Q", "Q", *DOWN_FROM_SCORES}),
    ("divisor", (0, 0), 2.0, {"divisor", "scaled_scores", "weights", "head_output"}),
    ("divisor", (0, 0), 1.0, set()),
    ("X", (0, 0), 1.0, set()),
    ("Q", (0, 0), 9.0, {"Q", *DOWN_FROM_SCORES}),
    ("Q", (0, 0), 1.0, set()),  # pinned at what it is
    ("head_output", (2, 2), 9.0, {"head_output"}),
    ("weights", (0, 0), 0.5, {"weights", "head_output"}),
]


@pytest.mark.parametrize(("name", "cell", "value", "changed"), EDITS)
def test_changed_names(
    evaluator: Evaluator, name: str, cell: tuple[int, int], value: float, changed: set[str]
) -> None:
    assert evaluator.set_cell(name, cell, value) == changed
    assert evaluator.value(name)[cell] == value


def test_a_pin_cuts_what_is_upstream_and_release_brings_it_back(evaluator: Evaluator) -> None:
    before = evaluator.values()
    pins = dict.fromkeys(np.ndindex(3, 3), 1.0)
    evaluator.set_cells("weights", pins)
    assert evaluator.overrides("weights") == pins
    assert evaluator.value("weights").tolist() == [[1.0] * 3] * 3
    assert identical(evaluator.computed("weights"), before["weights"])
    assert evaluator.set_cell("W_Q", (0, 0), 7) == {"W_Q", "Q", "scores", "scaled_scores"}
    assert evaluator.set_cell("W_Q", (0, 0), 1) == {"W_Q", "Q", "scores", "scaled_scores"}
    assert evaluator.release("weights") == {"weights", "head_output"}
    assert all(identical(before[name], value) for name, value in evaluator.values().items())
    assert evaluator.all_overrides() == {}


def test_releasing_one_cell_keeps_the_others(evaluator: Evaluator) -> None:
    computed = float(evaluator.value("Q")[0, 0])
    evaluator.set_cells("Q", {(0, 0): 9.0, (1, 1): 8.0})
    evaluator.release("Q", (0, 0))
    assert evaluator.overrides("Q") == {(1, 1): 8.0}
    assert evaluator.value("Q")[0, 0] == computed
    assert evaluator.value("Q")[1, 1] == 8.0
    assert evaluator.release("Q", (2, 2)) == frozenset()
    assert evaluator.release("X") == frozenset()


def test_set_overrides_replaces_all_pins(evaluator: Evaluator) -> None:
    evaluator.set_cells("Q", {(0, 0): 9.0, (1, 1): 8.0})
    evaluator.set_overrides("Q", {(2, 2): 7.0})
    assert evaluator.all_overrides() == {"Q": {(2, 2): 7.0}}
    assert evaluator.value("Q")[0, 0] == 1.0


def test_a_pin_moves_with_nothing_while_its_neighbours_follow(evaluator: Evaluator) -> None:
    evaluator.override("Q", (0, 0), 50.0)
    evaluator.set_cell("X", (0, 0), 10.0)  # Q[0] = [10, 0, 11] but for the pin
    assert evaluator.value("Q")[0].tolist() == [50, 0, 11]
    assert evaluator.computed("Q")[0].tolist() == [10, 0, 11]


REFUSED: dict[str, tuple[Callable[[Evaluator], object], type[Exception]]] = {
    "NaN": (lambda e: e.set_cell("X", (0, 0), float("nan")), NotFinite),
    "inf": (lambda e: e.set_cell("Q", (0, 0), float("-inf")), NotFinite),
    "row": (lambda e: e.set_cell("X", (3, 0), 1), CellOutOfRange),
    "column": (lambda e: e.set_cell("X", (0, 4), 1), CellOutOfRange),
    "negative": (lambda e: e.set_cell("X", (-1, 0), 1), CellOutOfRange),
    "few indices": (lambda e: e.set_cell("X", (0,), 1), CellOutOfRange),
    "many indices": (lambda e: e.set_cell("X", (0, 0, 0), 1), CellOutOfRange),
    "no index": (lambda e: e.set_cell("divisor", (), 1), CellOutOfRange),
    "second of two": (lambda e: e.set_cells("X", {(0, 0): 7, (9, 9): 7}), CellOutOfRange),
    "fractional index": (lambda e: e.set_cells("X", {(1, 1): 7, (0.0, 0): 7}), TypeError),
    "divisor 0": (lambda e: e.set_cell("divisor", (0, 0), 0), ZeroDivisor),
    "divisor -0": (lambda e: e.set_cell("divisor", (0, 0), -0.0), ZeroDivisor),
    "divisor matrix 0": (lambda e: e.set_matrix("divisor", np.zeros((1, 1))), ZeroDivisor),
    "shape": (lambda e: e.set_matrix("X", np.ones((4, 3))), ShapeMismatch),
    "shape of a row": (lambda e: e.set_matrix("X", np.ones(4)), ShapeMismatch),
    "shape, computed": (lambda e: e.set_matrix("Q", np.ones((3, 4))), ShapeMismatch),
    "NaN in a matrix": (lambda e: e.set_matrix("X", np.full((3, 4), np.nan)), NotFinite),
    "NaN in a pinned matrix": (lambda e: e.set_matrix("Q", np.full((3, 3), np.nan)), NotFinite),
    "unknown": (lambda e: e.set_cell("nobody", (0, 0), 1), UnknownNode),
    "unknown matrix": (lambda e: e.set_matrix("nobody", np.ones((1, 1))), UnknownNode),
    "release unknown": (lambda e: e.release("nobody"), UnknownNode),
    "pin an input": (lambda e: e.override("X", (0, 0), 7), ValueError),
    "pins of an input": (lambda e: e.set_overrides("X", {(0, 0): 7}), ValueError),
    "pin out of range": (lambda e: e.override("Q", (0, 3), 7), CellOutOfRange),
    "pins, NaN": (lambda e: e.set_overrides("Q", {(0, 0): float("nan")}), NotFinite),
}


@pytest.mark.parametrize(("edit", "error"), REFUSED.values(), ids=REFUSED.keys())
def test_a_refused_edit_changes_nothing(
    evaluator: Evaluator, edit: Callable[[Evaluator], object], error: type[Exception]
) -> None:
    evaluator.override("V", (0, 0), 3.5)
    before, pins = evaluator.values(), evaluator.all_overrides()
    with pytest.raises(error):
        edit(evaluator)
    assert all(identical(before[name], value) for name, value in evaluator.values().items())
    assert evaluator.all_overrides() == pins


def test_zero_is_refused_for_the_divisor_only(evaluator: Evaluator) -> None:
    evaluator.set_matrix("X", np.zeros((3, 4)))
    evaluator.set_cell("scaled_scores", (0, 0), 0)
    assert evaluator.value("weights").tolist() == [[1 / 3] * 3] * 3


@pytest.mark.parametrize(
    ("inputs", "pins"),
    [
        ({"divisor": None}, {}),
        ({"Q": np.ones((3, 3))}, {}),
        ({}, {"X": {(0, 0): 1.0}}),
    ],
    ids=["an input is missing", "a computed node is given", "an input is pinned"],
)
def test_what_the_inputs_must_be(
    inputs: dict[str, Array | None], pins: dict[str, dict[tuple[int, int], float]]
) -> None:
    state = worked()
    given = {n: m for n, m in {**state.inputs, **inputs}.items() if m is not None}
    with pytest.raises(ValueError, match=r"input"):
        Evaluator(state.graph(), given, pins)


def test_what_is_given_at_the_start_is_checked() -> None:
    state = worked()
    for inputs, pins, error in [
        ({"X": np.ones((1, 1))}, {}, ShapeMismatch),
        ({"X": np.full((3, 4), np.inf)}, {}, NotFinite),
        ({"divisor": np.zeros((1, 1))}, {}, ZeroDivisor),
        ({"nobody": np.ones((1, 1))}, {}, UnknownNode),
        ({}, {"Q": {(0, 7): 1.0}}, CellOutOfRange),
        ({}, {"nobody": {(0, 0): 1.0}}, UnknownNode),
    ]:
        with pytest.raises(error):
            Evaluator(state.graph(), {**state.inputs, **inputs}, pins)


def test_values_are_read_only_and_inputs_are_copied() -> None:
    state = worked()
    inputs = {name: matrix.copy() for name, matrix in state.inputs.items()}
    evaluator = Evaluator(state.graph(), inputs)
    for name in evaluator.graph.order:
        for array in (evaluator.value(name), evaluator.computed(name)):
            with pytest.raises(ValueError, match="read-only"):
                array[0, 0] = 7
    inputs["X"][0, 0] = 99
    assert evaluator.value("X")[0, 0] == 1
    for copies in (evaluator.inputs(), evaluator.values()):
        copies["X"][0, 0] = 99
    evaluator.overrides("Q")[0, 0] = 99.0
    assert evaluator.value("X")[0, 0] == 1
    assert evaluator.overrides("Q") == {}


def test_a_matrix_that_was_set_is_copied(evaluator: Evaluator) -> None:
    matrix = np.full((3, 4), 2.0)
    evaluator.set_matrix("X", matrix)
    matrix[:] = 77
    assert evaluator.value("X").tolist() == [[2] * 4] * 3
    assert evaluator.set_matrix("X", np.full((3, 4), 2)) == frozenset()


def test_pins_set_with_numpy_numbers_can_be_written(evaluator: Evaluator) -> None:
    (cell,) = np.argwhere(evaluator.value("scores") == 16)
    evaluator.set_cells("scores", {tuple(cell): np.float64(2)})
    evaluator.override("weights", tuple(cell), np.float64(1))
    scenario = find_scenario("worked-example")
    saved = scenario.with_state(
        State(scenario.config, tuple(scenario.words), evaluator.inputs(), evaluator.all_overrides())
    )
    assert b'"cell":[1,1],"value":2' in msgspec.json.encode(saved)


def test_minus_zero_is_a_change(evaluator: Evaluator) -> None:
    assert "X" in evaluator.set_cell("X", (0, 1), -0.0)
    assert np.signbit(evaluator.value("X")[0, 1])
    assert "W_V" in evaluator.set_matrix("W_V", -0.0 * evaluator.value("W_V"))


def test_an_edit_that_overflows_ends_in_numbers_and_comes_back(evaluator: Evaluator) -> None:
    before = evaluator.values()
    evaluator.set_cells("X", dict.fromkeys(np.ndindex(3, 4), 1e308))
    assert not np.isfinite(evaluator.value("scores")).all()
    evaluator.set_matrix("X", before["X"])
    assert all(identical(before[name], value) for name, value in evaluator.values().items())


def test_every_refusal_is_a_sentence(evaluator: Evaluator) -> None:
    with pytest.raises(SoftmixError) as error:
        evaluator.set_cell("X", (0, 4), 1)
    assert str(error.value) == "X has no cell [0,4]: it is 3×4, and indices count from 0."


# -- what is recomputed ----------------------------------------------------------------------------


class RecordingAdd(Add):
    """Add that remembers how often it was asked."""

    def __init__(self) -> None:
        self.calls = 0

    def forward(self, inputs: Sequence[Array], out: Array) -> None:
        self.calls += 1
        super().forward(inputs, out)


WIRING = {"ab": ("a", "b"), "bc": ("b", "c"), "left": ("ab", "a"), "end": ("left", "bc")}


@pytest.mark.parametrize(
    ("name", "value", "recomputed"),
    [
        ("a", 7.0, {"ab", "left", "end"}),
        ("b", 7.0, {"ab", "bc", "left", "end"}),
        ("c", 7.0, {"bc", "end"}),
        ("c", 3.0, set()),  # what it was
        ("ab", 99.0, {"left", "end"}),
        ("end", 99.0, set()),
    ],
)
def test_only_what_is_downstream_is_recomputed_and_once(
    name: str, value: float, recomputed: set[str]
) -> None:
    ops = {result: RecordingAdd() for result in WIRING}
    axes = ("one", "one")
    nodes = [Node(n, n, "scores", "attention", axes, "s") for n in "abc"] + [
        Node(n, n, "scores", "attention", axes, "s", op=ops[n], inputs=inputs)
        for n, inputs in WIRING.items()
    ]
    evaluator = Evaluator(
        Graph(nodes, {"one": 1}), {n: np.full((1, 1), float(i + 1)) for i, n in enumerate("abc")}
    )
    assert {op.calls for op in ops.values()} == {1}
    evaluator.set_cell(name, (0, 0), value)
    assert {n for n, op in ops.items() if op.calls == 2} == recomputed
    assert max(op.calls for op in ops.values()) <= 2


def test_the_recomputation_stops_where_nothing_moves() -> None:
    axes = ("one", "one")
    last = RecordingAdd()
    nodes = [
        Node("a", "a", "scores", "attention", axes, "s"),
        Node("b", "b", "scores", "attention", axes, "s", op=Add(), inputs=("a", "a")),
        Node("c", "c", "scores", "attention", axes, "s", op=last, inputs=("b", "b")),
    ]
    one = np.ones((1, 1))
    evaluator = Evaluator(Graph(nodes, {"one": 1}), {"a": one}, {"b": {(0, 0): 5.0}})
    assert evaluator.set_cell("a", (0, 0), 9) == {"a"}
    assert last.calls == 1
    assert evaluator.computed("b")[0, 0] == 18
    assert evaluator.value("c")[0, 0] == 10


def test_switching_positions_starts_from_the_same_word_vectors() -> None:
    state = reconfigure(worked(), positions=True)
    evaluator = state.evaluator()
    assert identical(evaluator.value("E"), worked().inputs["X"])
    expected = evaluator.value("E") + evaluator.value("PE")
    assert identical(evaluator.value("X"), expected)


def test_a_large_input_is_shared_until_it_is_edited() -> None:
    state = find_scenario("paper-base").state()
    before = {name: matrix.copy() for name, matrix in state.inputs.items()}
    first, second = state.evaluator(), state.evaluator()
    assert np.shares_memory(first.value("W_1"), state.inputs["W_1"])
    first.set_cell("W_1", (1, 2), 5.0)
    first.set_matrix("W_2", np.ones(state.inputs["W_2"].shape))
    assert first.value("W_1")[1, 2] == 5.0
    assert (first.value("W_2") == 1).all()
    assert not np.shares_memory(first.value("W_1"), state.inputs["W_1"])
    for name, matrix in state.inputs.items():
        assert np.array_equal(matrix, before[name])
        assert np.array_equal(second.value(name), before[name])
    second.set_cell("W_1", (1, 2), 5.0)
    second.set_matrix("W_2", np.ones(state.inputs["W_2"].shape))
    for name in first.graph.order:
        assert np.array_equal(first.value(name), second.value(name))


def test_what_others_can_write_to_is_copied() -> None:
    state = find_scenario("paper-base").state()
    mine = state.inputs["W_1"].copy()
    view = mine.view()
    view.setflags(write=False)
    evaluator = Evaluator(state.graph(), {**state.inputs, "W_1": view})
    mine[0, 0] += 1.0
    assert evaluator.value("W_1")[0, 0] == state.inputs["W_1"][0, 0]

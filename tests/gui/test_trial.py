"""A number that is only tried: nothing of it stays, whatever happens meanwhile."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt

from engine.errors import SoftmixError
from engine.ops import Array, Cell
from engine.scenario import find_scenario
from gui.document import Document
from gui.scrub import nudge
from tests.gui.diagrams import state_of


def bits(document: Document) -> dict[str, bytes]:
    """Every value, bit by bit."""
    return {name: value.tobytes() for name, value in document.evaluator.values().items()}


def marks(document: Document) -> dict[str, Array]:
    """Every mark of change."""
    return {name: document.changed_cells(name).copy() for name in document.graph.order}


def same_marks(first: dict[str, Array], second: dict[str, Array]) -> bool:
    """Whether both mark the same cells."""
    return all(np.array_equal(first[name], second[name]) for name in first)


CELLS = [("W_Q", (0, 2)), ("X", (1, 0)), ("scores", (1, 2)), ("weights", (0, 0)), ("Q", (2, 1))]


@pytest.mark.parametrize(("node", "cell"), CELLS)
def test_everything_is_bit_by_bit_as_before(document: Document, node: str, cell: Cell) -> None:
    document.edit_cells("K", {(0, 0): 0.1})
    document.edit_cells("W_V", {(0, 0): 1 / 3})
    before, kept, pins = bits(document), marks(document), document.evaluator.all_overrides()
    state, undo = document.state(), document.undo_stack.count()
    document.begin_trial(node, cell)
    for step in range(20):
        document.try_value(math.sin(step) * 3)
    assert bits(document) != before
    assert document.undo_stack.count() == undo
    document.end_trial()
    assert bits(document) == before
    assert document.evaluator.all_overrides() == pins
    assert same_marks(marks(document), kept)
    after = document.state()
    assert all(after.inputs[name] is state.inputs[name] for name in state.inputs)


def test_marks_of_a_trial_compare_with_the_resting_value(document: Document) -> None:
    document.edit_cells("W_K", {(0, 0): 5.0})
    assert document.has_changes("K")
    document.begin_trial("W_Q", (0, 2))
    document.try_value(1.5)
    document.try_value(2.0)
    assert document.has_changes("Q")
    assert not document.has_changes("K")
    assert document.before("W_Q", (0, 2)) == 1.0
    document.try_value(1.0)
    assert not document.has_changes("Q")
    document.end_trial()
    assert document.has_changes("K")


def test_marks_of_a_trial_compare_with_it_whatever_the_baseline_is(document: Document) -> None:
    zeros = {name: np.zeros(shape) for name, shape in document.graph.shapes.items()}
    document.compare_with(zeros.get, comparing=True)
    document.begin_trial("W_Q", (0, 2))
    document.try_value(2.0)
    assert document.changed_cells("W_Q").sum() == 1
    document.end_trial()
    assert document.changed_cells("W_Q").sum() == np.count_nonzero(document.value("W_Q"))


def _type(document: Document) -> None:
    document.edit_text("W_Q", (0, 2), "1")  # what it rests at: no edit


MEANWHILE: dict[str, Callable[[Document], object]] = {
    "another cell": lambda d: d.edit_cells("W_Q", {(1, 1): 7.0}),
    "the cell itself": lambda d: d.edit_cells("W_Q", {(0, 2): 7.0}),
    "what it rests at": _type,
    "a matrix": lambda d: d.edit_matrix("W_Q", np.ones((4, 3))),
    "a pin": lambda d: d.edit_cells("Q", {(0, 0): 7.0}),
    "undo": lambda d: d.undo(),
    "undo past the document": lambda d: d.undo_stack.undo(),
    "redo": lambda d: d.redo(),
    "a word": lambda d: d.set_sentence("I love strong tea"),
    "a switch": lambda d: d.switch(softmax_axis="column"),
    "a state": lambda d: d.state(),
    "a file": lambda d: d.to_scenario(),
    "reset": lambda d: d.reset(),
    "release": lambda d: d.release_all(),
    "another example": lambda d: d.apply_state(state_of()),
    "a nudge": lambda d: nudge(d, "W_Q", (0, 2), True, Qt.KeyboardModifier.ShiftModifier),
}


@pytest.mark.parametrize("what", MEANWHILE)
def test_an_edit_meanwhile_is_as_if_nothing_had_been_tried(qapp: object, what: str) -> None:
    results = []
    for trying in (True, False):
        document = Document(find_scenario("worked-example"))
        document.edit_cells("scores", {(1, 1): 3.0})
        document.edit_cells("W_Q", {(3, 0): 4.0})
        document.undo()
        if trying:
            document.begin_trial("W_Q", (0, 2))
            document.try_value(1.9)
        MEANWHILE[what](document)
        assert document.trial is None
        steps = [document.undo_stack.text(i) for i in range(document.undo_stack.count())]
        first = (bits(document), document.evaluator.all_overrides(), steps)
        while document.undo_stack.canUndo():
            document.undo()
        results.append((*first, bits(document)))
    assert results[0] == results[1]


def test_a_cell_that_can_hold_no_other_number_is_refused(document: Document) -> None:
    document.apply_state(state_of(heads=2, reading="cut"))
    before = bits(document)
    zeros = document.graph.zeros("W_Q")
    assert zeros is not None
    cell = tuple(int(i) for i in np.argwhere(zeros)[0])
    document.begin_trial("divisor", (0, 0))
    with pytest.raises(SoftmixError):
        document.try_value(0.0)
    document.end_trial()
    document.begin_trial("W_Q", cell)
    with pytest.raises(SoftmixError):
        document.try_value(1.0)
    document.end_trial()
    assert bits(document) == before


def test_marks_after_undo_compare_with_before_the_undo(document: Document) -> None:
    document.edit_cells("W_Q", {(0, 2): 5.0})
    document.edit_cells("X", {(0, 0): 3.0})
    document.undo()
    assert document.before("X", (0, 0)) == 3.0
    assert document.changed_cells("X").sum() == 1
    assert not document.has_changes("W_Q")


def test_a_switch_is_an_edit_like_any_other(document: Document) -> None:
    weights = document.value("weights").copy()
    document.switch(softmax_axis="column")
    assert np.array_equal(document.changed_cells("weights"), document.value("weights") != weights)
    assert document.has_changes("weights")
    assert not document.has_changes("scores")
    assert document.before("weights", (1, 1)) == weights[1, 1]
    document.undo()
    assert np.array_equal(document.value("weights"), weights)
    assert document.has_changes("weights")
    document.edit_cells("X", {(0, 0): 3.0})
    assert document.graph_before is document.graph


def test_other_sizes_have_nothing_to_be_compared_with(document: Document) -> None:
    before = {name: value.copy() for name, value in document.evaluator.values().items()}
    document.set_sentence("I love strong tea")
    assert not document.has_changes("X")
    assert not document.has_changes("W_Q")
    assert document.graph_before.shapes["X"] == (3, 4)
    assert [word.en for word in document.state_before.words] == ["I", "love", "tea"]
    for name, value in before.items():
        assert np.array_equal(document.value_before(name), value)

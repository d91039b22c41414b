"""MatrixTableModel: what it shows, what it takes, what it refuses."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from engine.resize import Fill
from engine.scenario import find_scenario
from engine.words import Word
from gui.document import Document
from gui.matrix.cell_texts import exact_text
from gui.matrix.figures import automatic_decimals
from gui.matrix.table_model import MatrixTableModel

ROLES = Qt.ItemDataRole


@pytest.fixture
def document(document: Document) -> Document:
    """The worked example at its last step, where everything is shown."""
    document.go_to(len(document.lesson.steps) - 1)
    return document


def test_is_a_proper_model(document: Document, qtmodeltester: ModelTester) -> None:
    model = MatrixTableModel(document, "scores")
    qtmodeltester.check(model)
    document.insert("word", 1, Fill(3), Word("green", "绿"))
    qtmodeltester.check(model)


def test_rounds_for_the_eye_and_keeps_all_for_the_editor(document: Document) -> None:
    model = MatrixTableModel(document, "weights")
    index = model.index(0, 1)
    assert index.data() == "0.468"
    assert float(index.data(ROLES.EditRole)) == document.value("weights")[0, 1]
    queries = MatrixTableModel(document, "Q")
    assert queries.index(0, 2).data(ROLES.EditRole) == "2"
    model.set_decimals(1)
    assert index.data() == "0.5"


def test_every_number_of_a_column_has_as_many_decimals_as_it_needs(document: Document) -> None:
    model = MatrixTableModel(document, "X")
    assert model.index(0, 0).data() == "1"
    document.edit_cells("X", {(0, 0): 0.5})
    assert [model.index(0, c).data() for c in range(2)] == ["0.5", "0.0"]
    assert automatic_decimals(np.array([[1 / 3]])) == 3


def test_says_a_cell_aloud(document: Document) -> None:
    scores, keys = MatrixTableModel(document, "scores"), MatrixTableModel(document, "K")
    said = scores.index(1, 1).data(ROLES.AccessibleTextRole)
    assert said == "Scores, love to love, 16, from Q row love and K row love"
    document.edit_cells("K", {(1, 1): 6})
    said = keys.index(1, 1).data(ROLES.AccessibleTextRole)
    assert said == "Keys, love, column 2, 6, pinned, from X row love and W_K column 2"


def test_the_tool_tip_of_a_pin_gives_what_was_computed(document: Document) -> None:
    document.edit_cells("K", {(1, 1): 6})
    model = MatrixTableModel(document, "K")
    tip = model.index(1, 1).data(ROLES.ToolTipRole)
    assert tip == "K[love, 2] = 6\nPinned; computed 4\nBefore the last edit: 4"


@pytest.mark.parametrize("text", ["", "abc", "1.2.3", "nan", "inf", "1e999", "1/0", "二"])
def test_nonsense_is_refused_and_changes_nothing(
    document: Document, qtbot: QtBot, text: str
) -> None:
    model = MatrixTableModel(document, "X")
    before = document.evaluator.values()
    with qtbot.waitSignal(model.refused) as refusal:
        assert not model.setData(model.index(0, 0), text)
    assert refusal.args is not None
    assert "number" in refusal.args[0]
    assert document.undo_stack.count() == 0
    assert all(np.array_equal(before[name], document.value(name)) for name in before)


def test_a_divisor_of_zero_is_refused(document: Document, qtbot: QtBot) -> None:
    model = MatrixTableModel(document, "divisor")
    with qtbot.waitSignal(model.refused) as refusal:
        assert not model.setData(model.index(0, 0), "0")
    assert "cannot be 0" in refusal.args[0]  # type: ignore[index]


def test_an_edit_that_says_the_same_changes_nothing(document: Document) -> None:
    model = MatrixTableModel(document, "weights")
    index = model.index(0, 1)
    assert model.setData(index, index.data(ROLES.EditRole))
    assert not document.evaluator.all_overrides()
    assert document.undo_stack.count() == 0


def test_an_edit_of_a_computed_cell_pins_it(document: Document) -> None:
    model = MatrixTableModel(document, "K")
    assert model.setData(model.index(1, 1), "6")
    assert document.evaluator.overrides("K") == {(1, 1): 6.0}
    assert document.value("scores")[1, 1] == 20


def test_a_transposed_table_edits_the_right_cell(document: Document) -> None:
    model = MatrixTableModel(document, "W_Q")
    model.set_transposed(True)
    assert (model.rowCount(), model.columnCount()) == (3, 4)
    assert model.setData(model.index(2, 3), "9")
    assert document.value("W_Q")[3, 2] == 9
    assert model.index(2, 3).data() == "9"


def test_labels_are_words_or_numbers_and_words_can_be_renamed(
    document: Document, qtbot: QtBot
) -> None:
    model = MatrixTableModel(document, "Q")
    down, across = Qt.Orientation.Vertical, Qt.Orientation.Horizontal
    assert [model.headerData(i, down) for i in range(3)] == ["I", "love", "tea"]
    assert [model.headerData(i, across) for i in range(3)] == ["1", "2", "3"]
    with qtbot.waitSignal(model.headerDataChanged):
        assert model.setHeaderData(2, down, "coffee")
    assert document.words == ["I", "love", "coffee"]
    assert not model.setHeaderData(0, across, "x")
    assert not model.setHeaderData(0, down, "  ")
    document.set_language("zh")
    assert model.headerData(1, down) == "爱"


def test_only_changes_of_its_own_node_are_told(document: Document, qtbot: QtBot) -> None:
    model = MatrixTableModel(document, "W_V")
    with qtbot.assertNotEmitted(model.dataChanged):
        document.edit_cells("W_Q", {(0, 0): 5})
    with qtbot.waitSignal(model.dataChanged):
        document.edit_cells("W_V", {(0, 0): 5})


def test_follows_another_size(document: Document, qtbot: QtBot) -> None:
    model = MatrixTableModel(document, "scores")
    with qtbot.waitSignal(model.modelReset):
        document.insert("word", 3, Fill(), Word("now", "现在"))
    assert (model.rowCount(), model.columnCount()) == (4, 4)


def test_a_node_that_is_gone_leaves_an_empty_table(document: Document) -> None:
    document.switch(positions=True)
    model = MatrixTableModel(document, "E")
    document.switch(positions=False)
    assert (model.rowCount(), model.columnCount()) == (0, 0)


def test_cells_the_lesson_has_not_shown_are_blank_and_fixed(document: Document) -> None:
    document.go_to(0)
    model = MatrixTableModel(document, "scores")
    index = QPersistentModelIndex(model.index(1, 1))
    assert model.index(1, 1).data() == "16"
    model.respect_lesson = True
    assert model.index(1, 1).data() == ""
    assert model.index(1, 1).data(ROLES.ToolTipRole) == ""
    assert not model.flags(index) & Qt.ItemFlag.ItemIsEditable
    assert not model.setData(index, "3")
    document.go_to(len(document.lesson.steps) - 1)
    assert model.index(1, 1).data() == "16"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_what_the_editor_shows_reads_back_as_the_same_number(value: float) -> None:
    again = float(exact_text(value))
    assert (again, math.copysign(1, again)) == (value, math.copysign(1, value))


def _recomputed(inputs: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """One head of attention, written out anew."""
    x = inputs["X"]
    q, k, v = x @ inputs["W_Q"], x @ inputs["W_K"], x @ inputs["W_V"]
    scores = q @ k.T
    scaled = scores / inputs["divisor"][0, 0]
    powers = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    weights = powers / powers.sum(axis=1, keepdims=True)
    return {
        "Q": q, "K": k, "V": v, "scores": scores, "scaled_scores": scaled,
        "weights": weights, "head_output": weights @ v,
    }  # fmt: skip


_EDIT = st.tuples(
    st.sampled_from(["X", "W_Q", "W_K", "W_V", "divisor"]),
    st.integers(0, 3),
    st.integers(0, 3),
    st.floats(-20, 20).map(lambda number: round(number, 3)),
    st.booleans(),
)


@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits=st.lists(_EDIT, min_size=1, max_size=8))
def test_any_edits_give_what_numpy_gives(
    qapp: object, edits: list[tuple[str, int, int, float, bool]]
) -> None:
    document = Document(find_scenario("worked-example"))
    inputs = document.evaluator.inputs()
    models = {name: MatrixTableModel(document, name) for name in inputs}
    for name, row, column, value, transposed in edits:
        rows, columns = inputs[name].shape
        cell = (row % rows, column % columns)
        if name == "divisor" and abs(value) < 0.1:
            continue
        models[name].set_transposed(transposed)
        assert models[name].setData(models[name].index_of(cell), repr(value))
        inputs[name][cell] = value
    for name, expected in {**inputs, **_recomputed(inputs)}.items():
        np.testing.assert_allclose(document.value(name), expected, rtol=1e-12, atol=1e-12)

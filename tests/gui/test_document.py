"""The document: undo gives back every bit, pins, words, languages, marks of change."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from engine.errors import NotANumber, SizeLimit, SoftmixError, ZeroDivisor
from engine.resize import Fill
from engine.scenario import find_scenario
from engine.words import Word
from gui.document import Document
from tests.gui.reference import attention

numbers = st.floats(-50, 50).map(lambda value: round(value, 3))


def snapshot(document: Document) -> dict[str, bytes]:
    return {name: matrix.tobytes() for name, matrix in document.evaluator.values().items()}


#: Changes of switches, some of which an example refuses.
SWITCHES = [
    {"mask": "causal"}, {"mask": "padding", "padding": 2}, {"mask": "custom"}, {"mask": "none"},
    {"memory": True}, {"memory": False}, {"biases": True}, {"output_projection": False},
    {"reading": "cut"}, {"reading": "project"}, {"softmax_axis": "column"}, {"norm_first": True},
    {"joining": "reshape"}, {"mask": "causal", "masking": "zero"},
    {"mask": "custom", "masking": "after-softmax"},
    {"extent": "attention"}, {"extent": "block", "d_ff": 5}, {"residual": False},
]  # fmt: skip
SIZES = [
    {"d_model": 5}, {"head": 2}, {"head": 1, "d_v": 4}, {"word": 5, "d_k": 2}, {"blocks": 2},
    {"d_model": 4, "head": 2, "d_v": 2, "d_ff": 3}, {"word": 1},
]  # fmt: skip

edits = st.lists(
    st.one_of(
        st.tuples(st.just("set"), st.sampled_from(["X", "W_Q", "W_K", "W_V"]), numbers),
        st.tuples(st.just("pin"), st.sampled_from(["Q", "scores", "weights"]), numbers),
        st.tuples(st.just("release"), st.sampled_from(["Q", "scores", "weights"]), st.just(0.0)),
        st.tuples(st.just("word"), st.sampled_from(["add", "remove", "rename"]), st.just(0.0)),
        st.tuples(st.just("column"), st.sampled_from(["add", "remove"]), st.just(0.0)),
        st.tuples(st.just("positions"), st.sampled_from(["on", "off"]), st.just(0.0)),
        st.tuples(st.just("switch"), st.sampled_from(SWITCHES), st.just(0.0)),
        st.tuples(st.just("sizes"), st.sampled_from(SIZES), st.just(0.0)),
        st.tuples(
            st.just("sentence"), st.sampled_from(["tea tea", "我 爱 tea", "?"]), st.just(0.0)
        ),
        st.tuples(st.just("paper"), st.just(""), st.just(0.0)),
    ),
    min_size=1,
    max_size=12,
)


def perform(document: Document, kind: str, what: Any, number: float) -> None:
    try:
        if kind in {"set", "pin"} and what in document.graph:
            document.edit_cells(what, {document.full_cell(what, 0, 0): number})
        elif kind == "release":
            document.release(what)
        elif kind == "word" and what == "add":
            document.insert("word", 1, Fill(7), Word("new", "新"))
        elif kind == "word" and what == "remove":
            document.remove("word", 0)
        elif kind == "word":
            document.rename_word(0, "renamed")
        elif kind == "column" and what == "add":
            document.insert("d_k", 0, Fill(3))
        elif kind == "column":
            document.remove("d_k", 0)
        elif kind == "switch":
            document.switch(**what)
        elif kind == "sizes":
            document.resize_all(what)
        elif kind == "sentence":
            document.set_sentence(what)
        elif kind == "paper":
            document.follow_paper()
        else:
            document.switch(positions=what == "on")
    except SoftmixError:
        return


@settings(max_examples=120)
@given(edits)
def test_undo_all_and_redo_all_give_back_every_bit(
    qapp: object, steps: list[tuple[str, Any, float]]
) -> None:
    document = Document(find_scenario("worked-example"))
    history = [(snapshot(document), document.words)]
    for step in steps:
        count = document.undo_stack.count()
        perform(document, *step)
        if document.undo_stack.count() > count:
            history.append((snapshot(document), document.words))
    for state in reversed(history[:-1]):
        document.undo_stack.undo()
        assert (snapshot(document), document.words) == state
    assert not document.undo_stack.canUndo()
    for state in history[1:]:
        document.undo_stack.redo()
        assert (snapshot(document), document.words) == state


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(["X", "W_Q", "W_K", "W_V", "scores", "V"]),
                          st.integers(0, 2), st.integers(0, 2), numbers), max_size=15))  # fmt: skip
def test_edits_equal_numpy(qapp: object, cells: list[tuple[str, int, int, float]]) -> None:
    document = Document(find_scenario("worked-example"))
    for name, row, column, value in cells:
        document.edit_cells(name, {(row, column): value})
    evaluator = document.evaluator
    expected = attention(evaluator.inputs(), evaluator.all_overrides())
    for name, matrix in expected.items():
        np.testing.assert_allclose(evaluator.value(name), matrix, rtol=1e-11, atol=1e-11)


def test_a_refused_edit_changes_nothing(document: Document) -> None:
    before = snapshot(document)
    for text in ("1.2.3", "", "love"):
        with pytest.raises(NotANumber):
            document.edit_text("X", (0, 0), text)
    with pytest.raises(ZeroDivisor):
        document.edit_text("divisor", (0, 0), "0")
    assert snapshot(document) == before
    assert document.undo_stack.count() == 0


def test_undo_steps_have_names_in_the_language_of_now(document: Document) -> None:
    document.edit_cells("W_Q", {(1, 2): 0.5})
    assert document.undo_stack.undoText() == "Set W_Q[2, 3] to 0.5"
    document.edit_cells("scores", {(1, 2): 3})
    assert document.undo_stack.undoText() == "Set scores[love, tea] to 3"
    document.release("scores", (1, 2))
    assert document.undo_stack.undoText() == "Release scores[love, tea]"


def test_an_edit_to_the_same_value_is_no_undo_step(document: Document) -> None:
    document.edit_text("X", (0, 0), "1")
    assert document.undo_stack.count() == 0
    assert not document.modified


def test_a_drag_back_to_its_start_leaves_no_undo_step(document: Document) -> None:
    document.begin_drag()
    for value in (1.1, 1.2, 1.0):
        document.drag_to("X", (0, 0), value)
        document.end_drag() if value == 1.0 else document.flush_drag()
    assert document.value("X")[0, 0] == 1
    assert document.undo_stack.count() == 0


def test_changed_cells_are_those_of_the_last_edit(document: Document) -> None:
    document.edit_cells("W_V", {(0, 0): 1})
    assert document.changed_cells("W_V").tolist()[0] == [True, False, False]
    assert not document.changed_cells("scores").any()
    assert document.changed_cells("V")[:, 0].any()
    document.edit_cells("divisor", {(0, 0): 2})
    assert not document.changed_cells("V").any()
    assert document.changed_cells("weights").all()


def test_marks_of_a_drag_compare_with_its_start(document: Document) -> None:
    document.begin_drag()
    for value in (1.1, 1.2, 1.3):
        document.drag_to("X", (0, 0), value)
        document.flush_drag()
    document.end_drag()
    assert document.before("X", (0, 0)) == 1.0


def test_words_follow_the_language_until_they_are_renamed(document: Document) -> None:
    document.set_language("zh")
    assert document.words == ["我", "爱", "茶"]
    document.rename_word(2, "咖啡")
    document.set_language("en")
    assert document.words == ["I", "love", "咖啡"]
    document.undo_stack.undo()
    assert document.words == ["I", "love", "tea"]


def test_adding_a_word_does_not_touch_the_divisor(document: Document) -> None:
    document.insert("word", 3, Fill(), Word("so", "所以"))
    assert document.value("divisor").tolist() == [[1.0]]
    assert document.value("scores").shape == (4, 4)
    assert document.graph.sizes["d_k"] == 3
    document.undo_stack.undo()
    assert document.value("scores").shape == (3, 3)


def test_opening_clears_the_undo_stack(document: Document) -> None:
    document.edit_cells("X", {(0, 0): 9})
    document.open(find_scenario("worked-example"))
    assert not document.undo_stack.canUndo()
    assert document.value("X")[0, 0] == 1


def test_saving_marks_the_work_as_safe(document: Document, tmp_path: object) -> None:
    document.edit_cells("X", {(0, 0): 9})
    assert document.modified
    assert document.to_scenario().inputs["X"][0][0] == 9
    document.undo_stack.setClean()
    assert not document.modified


def test_calling_a_drag_off_undoes_the_drag_and_nothing_before_it(document: Document) -> None:
    document.edit_cells("X", {(0, 0): 7})
    document.begin_drag()
    document.drag_to("X", (1, 1), 2.5)
    document.flush_drag()
    document.cancel_drag()
    assert document.value("X")[1, 1] == 2
    assert document.value("X")[0, 0] == 7
    document.begin_drag()
    document.cancel_drag()  # it left nothing
    assert document.value("X")[0, 0] == 7


def test_a_drag_through_a_refused_value_says_so(document: Document) -> None:
    heard: list[object] = []
    document.edit_refused.connect(heard.append)
    document.begin_drag()
    document.drag_to("divisor", (0, 0), 0)
    document.end_drag()
    assert [type(error) for error in heard] == [ZeroDivisor]
    assert document.value("divisor")[0, 0] == 1


def test_a_pending_drag_counts_before_undo_and_not_in_another_example(document: Document) -> None:
    document.edit_cells("X", {(0, 0): 7})
    document.begin_drag()
    document.drag_to("X", (1, 1), 9)
    document.undo()
    assert (document.value("X")[1, 1], document.value("X")[0, 0]) == (2, 7)
    document.begin_drag()
    document.drag_to("X", (0, 0), 55)
    document.open(find_scenario("worked-example"))
    document.flush_drag()
    assert document.value("X")[0, 0] == 1
    assert not document.modified


def test_typing_what_a_computed_cell_holds_does_not_pin_it(document: Document) -> None:
    document.edit_text("scores", (0, 0), "2")
    assert document.evaluator.overrides("scores") == {}
    assert document.undo_stack.count() == 0


def test_a_cell_that_is_not_there_cannot_be_selected(document: Document) -> None:
    document.select("X", (-1, -1))
    assert document.cell is None
    document.select("X", (0, 9))
    assert document.cell is None


def test_releasing_a_block_is_one_undo_step(document: Document) -> None:
    document.edit_cells("scores", {(0, 0): 1, (0, 1): 1, (2, 2): 1})
    document.release_cells("scores", [(0, 0), (0, 1), (1, 1)])
    assert document.evaluator.overrides("scores") == {(2, 2): 1}
    assert document.undo_stack.count() == 2


def test_names_of_undo_steps_keep_their_words(document: Document) -> None:
    document.edit_cells("X", {(2, 0): 5})
    document.insert("word", 0, Fill(), Word("so", "所以"))
    document.set_language("zh")
    assert "茶" in document.undo_stack.text(0)


def test_reset_of_an_unchanged_example_does_nothing(document: Document) -> None:
    document.edit_cells("X", {(0, 0): 7})
    document.undo()
    document.reset()
    assert not document.modified
    document.edit_cells("X", {(0, 0): 7})
    document.reset()
    assert document.value("X")[0, 0] == 1
    document.undo()
    assert document.value("X")[0, 0] == 7


def test_the_divisor_of_the_paper(document: Document) -> None:
    document.set_sqrt_divisor()
    assert document.value("divisor")[0, 0] == 3**0.5


def test_sizes_together_are_one_step_in_the_language_of_now(document: Document) -> None:
    document.resize_all({"d_model": 4, "word": 3})  # as they are
    assert document.undo_stack.count() == 0
    document.resize_all({"head": 2, "d_k": 3})
    assert document.undo_stack.undoText() == "Set the number of heads to 2"
    document.resize_all({"head": 1, "d_k": 5})
    assert document.undo_stack.undoText() == "Change the sizes"
    assert document.undo_stack.count() == 2
    with pytest.raises(SizeLimit, match="from 1 to 16"):
        document.resize("head", 17)
    assert document.undo_stack.count() == 2


def test_following_the_paper_twice_is_one_step(document: Document) -> None:
    document.follow_paper()
    document.follow_paper()
    assert document.undo_stack.count() == 1
    assert document.config.positions
    assert document.value("divisor")[0, 0] == 3**0.5
    np.testing.assert_array_equal(document.value("E"), [[1, 0, 1, 0], [0, 2, 0, 2], [1, 1, 1, 1]])


def test_a_name_of_several_words_stays_one_word(document: Document) -> None:
    document.rename_word(2, "green tea")
    document.set_sentence("Green Tea, I love green tea")
    assert document.words == ["green tea", "I", "love", "green tea"]
    np.testing.assert_array_equal(document.value("X")[0], [1, 1, 1, 1])


def test_making_a_large_example_shows_that_it_takes_its_time(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Qt.CursorShape | None] = []

    def look() -> None:
        over = QGuiApplication.overrideCursor()
        seen.append(over.shape() if over is not None else None)  # None: none

    document.structure_changed.connect(look)
    document.resize_all({"d_model": 5})
    monkeypatch.setattr("gui.waiting.LARGE", 100)
    document.resize_all({"d_model": 6})
    document.undo()
    assert seen == [None, Qt.CursorShape.WaitCursor, Qt.CursorShape.WaitCursor]
    with pytest.raises(SoftmixError):
        document.resize_all({"d_model": 10**6})
    assert QGuiApplication.overrideCursor() is None

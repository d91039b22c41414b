"""What moved, in a line and in a table; baselines and snapshots."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.evaluator import Evaluator
from engine.scenario import find_scenario
from engine.state import State
from gui.appearance import Appearance
from gui.compare.comparing import BEFORE, NOW, START, Comparing
from gui.compare.flow import FlowLine, as_text, flow_line
from gui.compare.snapshot_list import size_text
from gui.document import Document
from gui.drawing.changes import change_text, change_words, percent, signed
from gui.lesson.timeline import StepTimeline
from gui.matrix.painted_table import PaintedTable
from gui.snapshots import MOST
from tests.gui.diagrams import state_of


@pytest.fixture
def comparing(document: Document) -> Comparing:
    """Compare mode of the worked example, at its last step."""
    document.last_step()
    return Comparing(document, document)


def line(comparing: Comparing, first: str = "", second: str = NOW) -> str:
    """The flow line between two sides."""
    graph = comparing.side(second).graph
    return flow_line(comparing.comparison(first, second), graph, comparing.cell_name).text


# -- the line --------------------------------------------------------------------------------------


def test_one_more_in_w_q_by_hand(comparing: Comparing, document: Document) -> None:
    """X[:, 1] is 1, 0, 1, so Q[:, 3] grows by 1 for “I” and “tea”; K[:, 3] is 1, 0, 1, so four
    scores grow by 1; both of their rows of weights move."""
    document.edit_cells("W_Q", {(0, 2): 2.0})
    weights = document.value("weights") - _with(document, 1.0).value("weights")
    mix = document.value("head_output") - _with(document, 1.0).value("head_output")
    at = np.unravel_index(np.abs(mix).argmax(), mix.shape)
    assert np.count_nonzero(weights) == 6
    where = f"[{document.words[at[0]]}, {at[1] + 1}]"
    assert line(comparing) == (
        "W_Q[1, 3] +1 → Q 2 cells → scores 4 → scaled_scores 4 → weights 6 → head_output 6, "
        f"largest change +{mix[at]:.3f} at {where}"
    )


def _with(document: Document, value: float) -> Evaluator:
    """The example with another W_Q[1, 3], computed anew."""
    evaluator = find_scenario("worked-example").state().evaluator()
    evaluator.set_cell("W_Q", (0, 2), value)
    return evaluator


def test_a_pin_begins_a_flow_and_so_does_a_switch(comparing: Comparing, document: Document) -> None:
    document.edit_cells("scores", {(1, 1): 20.0})
    assert line(comparing).startswith("scores[love, love] +4 → scaled_scores 1 cell → weights 3")
    document.undo()
    assert line(comparing).startswith("scores[love, love] −4 → scaled_scores 1 cell → weights 3")
    document.switch(softmax_axis="column")
    count = document.changed_cells("weights").sum()
    assert line(comparing).startswith(f"weights {count} cells → head_output 9, largest change")


def test_nothing_to_say(comparing: Comparing, document: Document) -> None:
    assert line(comparing) == "No number differs."
    document.set_sentence("I love strong tea")
    assert line(comparing) == "No number differs; 8 matrices cannot be compared."
    shapes = {o.name: (o.before, o.after) for o in comparing.comparison().others}
    assert shapes["X"] == ((3, 4), (4, 4))
    assert "W_Q" not in shapes


def test_only_what_the_lesson_has_shown_is_spoken_of(
    comparing: Comparing, document: Document
) -> None:
    document.go_to(document.lesson.find("score-cell"))
    shown = document.visible()
    document.edit_cells("W_Q", {(0, 2): 2.0})
    found = comparing.comparison()
    for node in found.nodes:
        assert node.compared == shown[node.name].sum()
        if node.at is not None:
            assert document.is_shown(node.name, node.at)
    assert "weights" not in line(comparing)
    assert change_text(document, "weights", (0, 0)) == ""
    document.last_step()
    assert "weights" in line(comparing)


def test_a_side_of_another_shape_does_not_give_away_what_is_hidden(
    comparing: Comparing, document: Document
) -> None:
    snapshot = comparing.snapshots.keep()
    assert snapshot is not None
    document.set_sentence("I love strong tea")
    document.go_to(0)
    hidden = [name for name, mask in document.visible().items() if not mask.all()]
    assert {"scores", "weights"} <= set(hidden)
    found = comparing.comparison(START, snapshot.key)
    for node in found.nodes:
        assert node.compared == 0 or node.name not in hidden


@pytest.mark.parametrize("room", range(20, 130, 7))
def test_a_long_line_keeps_its_ends(room: int) -> None:
    parts = ("X[love, 2] +1", *(f"node_{i} {i}" for i in range(9)), "norm_2 9")
    flow = FlowLine(parts, ", largest change −0.41 at [love, tea]")
    text = flow.fitting(lambda text: len(text) <= room)
    assert text.startswith(parts[0])
    assert text.endswith("norm_2 9, largest change −0.41 at [love, tea]")
    shortest = len(f"{parts[0]} → … → {parts[-1]}{flow.ending}")
    assert len(text) <= max(room, shortest)
    assert (text == flow.text) == (room >= len(flow.text))
    kept = [part for part in text.removesuffix(flow.ending).split(" → ") if part != "…"]
    assert kept == [part for part in parts if part in kept]


# -- the table -------------------------------------------------------------------------------------


def test_the_table_holds_full_numbers(comparing: Comparing, document: Document) -> None:
    before = document.value("weights").copy()
    document.edit_cells("W_Q", {(0, 2): 1.1})
    sides = comparing.side(BEFORE), comparing.side(NOW)
    rows = [
        row.split("\t")
        for row in as_text(comparing.comparison(), *sides, "line", comparing.cell_name).split("\n")
    ]
    assert rows[0] == ["line"]
    assert {len(row) for row in rows[1:]} == {10}
    found = {row[0]: row for row in rows[2:]}
    assert found["W_Q"][:7] == ["W_Q", "1", "12", repr(1.1 - 1), "W_Q[1, 3]", "1", "1.1"]
    now = document.value("weights")
    step = now - before
    at = np.unravel_index(np.abs(step).argmax(), step.shape)
    assert [float(found["weights"][i]) for i in (3, 5, 6)] == [step[at], before[at], now[at]]
    assert float(found["weights"][9]) == pytest.approx(np.abs(step).mean(), rel=1e-12)
    assert "Q\t" not in as_text(comparing.comparison(START, START), *sides, "", str)


def test_what_is_not_comparable_stands_in_the_table(
    comparing: Comparing, document: Document
) -> None:
    document.set_sentence("I love strong tea")
    sides = comparing.side(BEFORE), comparing.side(NOW)
    text = as_text(comparing.comparison(), *sides, "", comparing.cell_name)
    assert "X\tnot comparable: 3×4 before, 4×4 now" in text.split("\n")
    document.undo()
    document.switch(positions=True)
    text = as_text(comparing.comparison(), *sides, "", comparing.cell_name)
    assert "PE\tnot comparable: not there before, 3×4 now" in text.split("\n")


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        (1.0, 2.0, "1 → 2, difference +1 (+100 %)"),
        (4.0, 3.0, "4 → 3, difference −1 (−25 %)"),
        (-2.0, 1.0, "−2 → 1, difference +3 (+150 %)"),
        (0.0, 2.5, "0 → 2.5, difference +2.5"),
        (1.0, -np.inf, "1 → −∞, difference −∞"),
        (0.5, 0.50000001, "0.5 → 0.50000001, difference"),
    ],
)
def test_one_cell_in_words(before: float, after: float, text: str) -> None:
    said = change_words(before, after)
    if before == 0.5:  # however small, both numbers are told apart
        assert said.split(",")[0] == text.split(",")[0]
    else:
        assert said == text


def test_signs_and_percents() -> None:
    assert [signed(x) for x in (1.0, -0.4126, 0.0, np.inf)] == ["+1", "−0.413", "0", "+∞"]
    assert [percent(x) for x in (0.5, -1.0, 12.35, np.nan)] == ["+50 %", "−100 %", "+1235 %", ""]


# -- baselines -------------------------------------------------------------------------------------


def test_every_baseline_against_an_evaluator_of_its_own(
    comparing: Comparing, document: Document
) -> None:
    states: dict[str, State] = {START: document.state()}
    document.edit_cells("W_Q", {(0, 2): 2.0})
    document.edit_cells("scores", {(1, 1): 3.0})
    kept = comparing.snapshots.keep()
    assert kept is not None
    states[kept.key] = document.state()
    document.edit_cells("X", {(2, 0): 0.3})
    states[BEFORE] = document.state()
    document.edit_cells("W_V", {(1, 1): -4.0})
    states[NOW] = document.state()
    evaluators = {key: state.evaluator() for key, state in states.items()}
    for key, evaluator in evaluators.items():
        for name in evaluator.graph.order:
            assert np.array_equal(comparing.side(key).value(name), evaluator.value(name))
    for first, second in itertools.product(states, states):
        a, b = evaluators[first], evaluators[second]
        moved = {n: int((a.value(n) != b.value(n)).sum()) for n in a.graph.order}
        found = {n.name: n.changed for n in comparing.comparison(first, second).nodes}
        assert found == moved


def test_the_marks_follow_the_baseline(comparing: Comparing, document: Document) -> None:
    document.edit_cells("W_Q", {(0, 2): 2.0})
    document.edit_cells("W_V", {(1, 1): -4.0})
    assert not document.has_changes("W_Q")
    comparing.choose(START)
    assert not document.has_changes("W_Q")  # only while one compares
    comparing.set_on(True)
    assert document.has_changes("W_Q")
    assert document.comparing
    document.edit_cells("W_Q", {(0, 2): 1.0})
    assert not document.has_changes("W_Q")
    assert document.has_changes("W_V")
    comparing.choose(BEFORE)
    assert document.has_changes("W_Q")
    assert not document.has_changes("W_V")
    comparing.set_on(False)
    assert not document.comparing


def test_a_comparison_is_kept_until_something_moves(
    comparing: Comparing, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []
    import engine.compare as module

    plain = module.compare_node

    def spy(name: str, *rest: object) -> object:
        compared.append(name)
        return plain(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "compare_node", spy)
    comparing.choose(START)
    comparing.comparison()
    assert set(compared) == set(document.graph.order)
    compared.clear()
    comparing.comparison()
    assert compared == []
    document.edit_cells("W_V", {(1, 1): -4.0})
    assert {n.name for n in comparing.comparison().moved} == {"W_V", "V", "head_output"}
    assert set(compared) == {"W_V", "V", "head_output"}


def test_another_example_has_its_own_start(comparing: Comparing, document: Document) -> None:
    comparing.set_on(True)
    comparing.choose(START)
    assert comparing.snapshots.keep() is not None
    document.edit_cells("W_Q", {(0, 2): 2.0})
    document.open(find_scenario("causal"))
    assert comparing.snapshots.all == ()
    assert comparing.baseline == START
    assert not any(document.has_changes(name) for name in document.graph.order)
    assert not comparing.comparison().moved
    assert not comparing.comparison().others


def test_reset_leads_back_to_the_start(comparing: Comparing, document: Document) -> None:
    document.edit_cells("W_Q", {(0, 2): 2.0})
    document.reset()
    assert not comparing.comparison(START).moved
    assert comparing.comparison(BEFORE).moved[0].name == "W_Q"


# -- snapshots -------------------------------------------------------------------------------------


def test_snapshots_say_what_was_done_last(comparing: Comparing, document: Document) -> None:
    kept = comparing.snapshots
    names = []
    for edit in (
        lambda: None,
        lambda: document.edit_cells("W_Q", {(0, 2): 2.0}),
        lambda: document.edit_cells("scores", {(1, 1): 2.5}),
        lambda: document.edit_cells("X", {(0, 0): 2.0, (0, 1): 3.0}),
        document.undo,
    ):
        edit()
        snapshot = kept.keep()
        assert snapshot is not None
        names.append(snapshot.name)
    assert names == [
        "Snapshot 1",
        "Snapshot 2 · W_Q[1, 3] = 2",
        "Snapshot 3 · scores[love, love] = 2.5",
        "Snapshot 4 · Set 2 cells of X",
        "Snapshot 5 · scores[love, love] = 2.5",
    ]


def test_snapshots_are_renamed_deleted_and_not_too_many(comparing: Comparing) -> None:
    kept = comparing.snapshots
    first = kept.keep()
    assert first is not None
    kept.rename(first.key, "  before   class ")
    kept.rename(first.key, "   ")
    assert comparing.label(first.key) == "before class"
    comparing.set_on(True)
    comparing.choose(first.key)
    kept.delete(first.key)
    assert comparing.baseline == BEFORE
    assert comparing.sides() == [NOW, BEFORE, START]
    made = [kept.keep() for _ in range(MOST + 1)]
    assert made[-1] is None
    assert len(kept.all) == MOST
    keys = [snapshot.key for snapshot in kept.all]
    assert first.key not in keys
    assert len(set(keys)) == MOST


def test_a_snapshot_shares_what_did_not_change_and_is_computed_once(
    comparing: Comparing, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = comparing.snapshots
    first = kept.keep()
    document.edit_cells("W_Q", {(0, 2): 2.0})
    second = kept.keep()
    assert first is not None
    assert second is not None
    assert kept.size(first) == 0
    assert kept.size(second) == document.value("W_Q").nbytes
    assert not second.side.evaluated
    computed: list[State] = []
    plain = State.evaluator
    monkeypatch.setattr(State, "evaluator", lambda s: computed.append(s) or plain(s))
    for _ in range(3):
        document.edit_cells("X", {(0, 0): float(document.value("X")[0, 0]) + 1})
        comparing.comparison(second.key)
        comparing.comparison(first.key, second.key)
    assert len(computed) == 2
    values = sum(second.side.value(n.name).nbytes for n in document.graph.nodes if n.computed)
    assert kept.size(second) == document.value("W_Q").nbytes + values
    assert second.side.value("W_Q") is second.side.state.inputs["W_Q"]


def test_a_snapshot_stays_what_it_was(comparing: Comparing, document: Document) -> None:
    document.edit_cells("W_Q", {(0, 2): 2.0})
    snapshot = comparing.snapshots.keep()
    assert snapshot is not None
    values = {n: v.copy() for n, v in document.evaluator.values().items()}
    document.edit_cells("W_Q", {(0, 2): 7.0})
    document.set_sentence("I love strong tea")
    document.apply_state(state_of(heads=2, extent="block"))
    for name, value in values.items():
        assert np.array_equal(snapshot.side.value(name), value)


def test_an_edit_computes_no_snapshot_that_nobody_looks_at(
    comparing: Comparing, document: Document
) -> None:
    snapshot = comparing.snapshots.keep()
    assert snapshot is not None
    comparing.set_on(True)
    document.edit_cells("W_Q", {(0, 2): 7.0})
    comparing.comparison()
    assert not snapshot.side.evaluated


def test_sizes_in_words() -> None:
    assert [size_text(n) for n in (0, 90_000, 1 << 20, 5_400_000, 30 << 20)] == [
        "< 0.1 MB", "< 0.1 MB", "1.0 MB", "5.1 MB", "30 MB"
    ]  # fmt: skip


def test_the_timeline_and_the_tables_follow_the_baseline(
    comparing: Comparing, document: Document, appearance: Appearance, qtbot: QtBot
) -> None:
    timeline = StepTimeline(document, appearance)
    table = PaintedTable(document, appearance, node="W_Q")
    for view in (timeline, table):
        qtbot.addWidget(view)
        with qtbot.waitExposed(view):
            view.show()
    document.edit_cells("W_Q", {(0, 2): 2.0})
    document.edit_cells("W_V", {(1, 1): -4.0})
    assert "scores" not in timeline._changed
    before = table.grab().toImage()
    comparing.set_on(True)
    comparing.choose(START)
    assert "scores" in timeline._changed
    assert table.grab().toImage() != before  # the flag, and what the number was
    comparing.set_on(False)
    assert "scores" not in timeline._changed
    assert table.grab().toImage() == before

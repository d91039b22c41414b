"""Passes longer than a frame: done in slices, what is in sight first, and no number untrue."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.evaluator import Evaluator
from gui import values
from gui.document import Document
from gui.main_window import MainWindow
from tests.gui.diagrams import state_of


@pytest.fixture
def stack(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """Three small blocks, treated as if a pass took long, a node at a time."""
    monkeypatch.setattr(values, "_LONG", 0)
    monkeypatch.setattr(values, "_SLICE", 0.0)
    window.document.apply_state(state_of(extent="block", d_ff=6, heads=2, d_v=2, blocks=3))
    QApplication.processEvents()
    assert window.document.evaluator.patient
    return window


def fresh(document: Document) -> Evaluator:
    """The same inputs and pins, computed at once."""
    held = document.evaluator
    return Evaluator(held.graph, held.inputs(), held.all_overrides())


def settle(qtbot: QtBot, document: Document) -> None:
    qtbot.waitUntil(lambda: document.evaluator.settled, timeout=20_000)


def test_cards_that_wait_are_pale_until_their_turn(stack: MainWindow, qtbot: QtBot) -> None:
    document, scene = stack.document, stack.diagram.diagram
    seen: list[bool] = []
    document.values_changed.connect(lambda names: seen.append(document.is_stale("block_3.norm_2")))
    document.set_block(3)
    QApplication.processEvents()
    document.edit_cells("X", {(0, 0): 7.0})
    assert document.is_stale("block_3.norm_2")
    scene.refresh()
    assert scene.cards["block_3.norm_2"].opacity() < 1
    settle(qtbot, document)
    scene.refresh()
    assert scene.cards["block_3.norm_2"].opacity() == 1
    assert seen[0]  # the window heard of the edit before the pass was through
    expected = fresh(document)
    for name in document.graph.order:
        np.testing.assert_array_equal(document.value(name), expected.value(name))


def test_what_is_in_sight_comes_first(stack: MainWindow, qtbot: QtBot) -> None:
    document = stack.document
    order: list[str] = []
    document.values_changed.connect(lambda names: order.extend(names))
    document.edit_cells("X", {(0, 0): 3.0})
    settle(qtbot, document)
    last_seen = max(
        order.index(name) for name in order if name in stack.diagram.diagram.shown.names
    )
    later = [name for name in order if name.startswith("block_3.")]
    assert later
    assert all(order.index(name) > last_seen for name in later)


def test_the_newest_edit_wins_and_undo_goes_back(stack: MainWindow, qtbot: QtBot) -> None:
    document = stack.document
    before = document.value("block_3.norm_2").copy()
    for value in (3.0, 4.0, 5.0):
        document.edit_cells("X", {(0, 0): value})
        QApplication.processEvents()
    assert float(document.value("X")[0, 0]) == 5.0
    settle(qtbot, document)
    expected = fresh(document)
    np.testing.assert_array_equal(
        document.value("block_3.norm_2"), expected.value("block_3.norm_2")
    )
    for _ in range(3):
        document.undo()
    settle(qtbot, document)
    np.testing.assert_array_equal(document.value("block_3.norm_2"), before)


def test_whoever_reads_in_the_midst_gets_the_truth(stack: MainWindow) -> None:
    document = stack.document
    document.edit_cells("X", {(0, 0): 9.0})
    assert document.is_stale("block_3.norm_2")
    expected = fresh(document)
    np.testing.assert_array_equal(
        document.value("block_3.norm_2"), expected.value("block_3.norm_2")
    )
    assert document.state().same_as(document.state())


def test_a_drag_over_a_long_pass_ends_where_it_was_dragged_to(
    stack: MainWindow, qtbot: QtBot
) -> None:
    document = stack.document
    document.begin_drag()
    for step in range(30):
        document.drag_to("X", (0, 0), step / 10)
        if step % 5 == 0:
            QApplication.processEvents()
    document.end_drag()
    settle(qtbot, document)
    assert float(document.value("X")[0, 0]) == 2.9
    assert document.undo_stack.count() == 1
    expected = fresh(document)
    np.testing.assert_array_equal(
        document.value("block_2.norm_2"), expected.value("block_2.norm_2")
    )


def test_small_examples_are_computed_at_once(window: MainWindow) -> None:
    assert not window.document.evaluator.patient
    window.document.edit_cells("X", {(0, 0): 5.0})
    assert window.document.evaluator.settled

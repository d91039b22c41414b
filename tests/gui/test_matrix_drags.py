"""Drags cut short, and what is one undo step."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    Qt,
)
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from engine.resize import Fill
from engine.words import Word
from gui.appearance import Appearance
from gui.document import Document
from gui.matrix.panel import MatrixPanel
from gui.matrix.resize_dialog import ask_insert
from tests.gui.matrix_help import Pointer, open_window

# The offscreen platform says so of every window that has a least size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def document(document: Document) -> Document:
    """The worked example at its last step, where everything is shown."""
    document.last_step()
    return document


@pytest.fixture(autouse=True)
def deleted(document: Document) -> Iterator[None]:
    """Closed windows are deleted before their document is, as in the product."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


def test_a_drag_over_cells_that_went_is_forgotten(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    document.insert("word", 3, Fill(1), Word("now", "现在"))
    window = open_window(qtbot, document, appearance, "X")
    pointer = Pointer(window.numbers, 3, 1)
    pointer.move(3)
    document.undo()
    before = document.value("X").copy()
    cells = []
    document.selection_changed.connect(lambda: cells.append(document.cell))
    refused: list[object] = []
    document.edit_refused.connect(refused.append)
    pointer.move(30)
    assert window.numbers._pressed is None
    pointer.release()
    document.undo_stack.redo()
    document.undo_stack.undo()
    assert document.value("X").tolist() == before.tolist()
    assert all(cell is None or min(cell) >= 0 for cell in cells)
    assert refused == []
    window.close()


def test_escape_in_a_drag_leaves_earlier_edits_alone(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    document.edit_cells("X", {(2, 2): 9})
    window = open_window(qtbot, document, appearance, "divisor")
    pointer = Pointer(window.numbers, 0, 0)
    pointer.move(-80)  # 1 − 10 × 0.1: refused, so the drag leaves no command
    qtbot.wait(20)
    qtbot.keyClick(window.numbers, Qt.Key.Key_Escape)
    pointer.release()
    assert document.value("X")[2, 2] == 9
    assert document.value("divisor")[0, 0] == 1
    pointer = Pointer(window.numbers, 0, 0)
    pointer.move(24)
    qtbot.wait(20)
    assert document.value("divisor")[0, 0] == 1.3
    qtbot.keyClick(window.numbers, Qt.Key.Key_Escape)
    pointer.release()
    assert document.value("divisor")[0, 0] == 1
    assert document.value("X")[2, 2] == 9
    assert window.isVisible()
    window.close()


def test_a_refused_drag_is_said_where_it_is_seen(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    document.select("divisor")
    panel = MatrixPanel(document, appearance)
    qtbot.addWidget(panel)
    window = open_window(qtbot, document, appearance, "divisor")
    pointer = Pointer(window.numbers, 0, 0)
    pointer.move(-80)
    qtbot.wait(20)
    assert "0" in window.message.text()
    assert window.message.isVisible()
    assert panel.message.text() == ""  # it is not shown
    pointer.move(-40)
    qtbot.wait(20)
    assert document.value("divisor")[0, 0] == 0.5
    assert window.message.isHidden()
    pointer.release()
    with qtbot.waitExposed(panel):
        panel.show()
    document.begin_drag()
    document.drag_to("divisor", (0, 0), 0.0)
    document.end_drag()
    assert panel.message.text() == window.message.text() != ""
    window.close()


def test_delete_over_a_block_is_one_undo_step(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    document.edit_cells("K", {(0, 0): 6, (0, 1): 7, (1, 1): 8, (2, 2): 9})
    window = open_window(qtbot, document, appearance, "K")
    table, select = window.table, QItemSelectionModel.SelectionFlag.ClearAndSelect
    block = QItemSelection(table.index(0, 0), table.index(1, 1))
    window.numbers.selectionModel().select(block, select)
    qtbot.keyClick(window.numbers, Qt.Key.Key_Delete)
    assert document.evaluator.overrides("K") == {(2, 2): 9}
    assert document.undo_stack.count() == 2
    window.bar.undo.click()
    assert len(document.evaluator.overrides("K")) == 4
    window.close()


def test_undo_in_a_window_takes_the_pending_move_of_a_drag_with_it(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    window = open_window(qtbot, document, appearance, "X")
    document.begin_drag()
    document.drag_to("X", (0, 0), 5)
    window.bar.undo.setEnabled(True)
    window.bar.undo.click()
    qtbot.wait(20)
    assert document.value("X")[0, 0] == 1
    window.bar.redo.click()
    assert document.value("X")[0, 0] == 5
    window.close()


def test_both_buttons_divide_by_the_root(
    qtbot: QtBot, document: Document, appearance: Appearance, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[str] = []
    monkeypatch.setattr(Document, "set_sqrt_divisor", lambda self: called.append("divisor"))
    document.select("divisor")
    panel = MatrixPanel(document, appearance)
    qtbot.addWidget(panel)
    window = open_window(qtbot, document, appearance, "divisor")
    for widget in (panel, window):
        button = widget.findChild(QPushButton, "sqrtDivisorButton")
        assert button is not None
        button.click()
    assert called == ["divisor", "divisor"]
    window.close()


def test_the_dialog_adds_at_the_end_where_its_place_is_gone(
    qtbot: QtBot, document: Document
) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    dialog = ask_insert(document, "d_k", 3, host)
    document.remove("d_k", 0)
    document.remove("d_k", 0)
    dialog.accept()
    assert document.graph.sizes["d_k"] == 2
    assert document.value("W_Q")[:, 1].tolist() == [0, 0, 0, 0]

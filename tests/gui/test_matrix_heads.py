"""Matrices with heads: every view shows the plane of the document's head, and edits only that."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from engine.pipeline import Config
from gui.appearance import Appearance
from gui.document import Document
from gui.matrix.head_chooser import HeadChooser
from gui.matrix.panel import MatrixPanel
from gui.matrix.table_model import MatrixTableModel
from tests.gui.matrix_help import LEFT, NONE, Pointer, example, find, open_window, settle

# The offscreen platform says so of every window that has a least size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def document(qapp: object) -> Document:
    """Three heads; W_Q is [3, 6, 2], weights is [3, 3, 3], W_O is [9, 6]."""
    return example(Config(6, 2, 3, heads=3, extent="attention"))


def _others_unchanged(document: Document, node: str, before: np.ndarray, head: int) -> bool:
    now = document.value(node)
    return all(
        np.array_equal(now[other], before[other]) for other in range(len(now)) if other != head
    )


# -- the model -------------------------------------------------------------------------------------


def test_is_a_proper_model(document: Document, qtmodeltester: ModelTester) -> None:
    model = MatrixTableModel(document, "weights")
    document.set_head(2)
    qtmodeltester.check(model)


def test_the_model_shows_the_head_in_view_and_tells_of_another(
    document: Document, qtbot: QtBot
) -> None:
    model = MatrixTableModel(document, "W_Q")
    model.set_decimals(6)
    assert (model.rowCount(), model.columnCount()) == (6, 2)
    for head in (0, 2):
        document.set_head(head)
        shown = float(model.index(4, 1).data().replace("−", "-"))
        assert shown == pytest.approx(document.value("W_Q")[head, 4, 1], abs=1e-6)
    with qtbot.waitSignal(model.dataChanged):
        document.set_head(1)
    flat = MatrixTableModel(document, "W_O")
    with qtbot.assertNotEmitted(flat.dataChanged):
        document.set_head(0)


@pytest.mark.parametrize("transposed", [False, True])
def test_an_edit_touches_its_head_only(document: Document, transposed: bool) -> None:
    document.set_head(1)
    model = MatrixTableModel(document, "W_Q")
    model.set_transposed(transposed)
    before = document.value("W_Q").copy()
    index = model.index(1, 4) if transposed else model.index(4, 1)
    assert model.setData(index, "9.5")
    assert document.value("W_Q")[1, 4, 1] == 9.5
    assert _others_unchanged(document, "W_Q", before, 1)
    document.undo()
    assert np.array_equal(document.value("W_Q"), before)


def test_a_pin_of_one_head_is_seen_in_that_head(document: Document) -> None:
    document.edit_cells("Q", {(2, 0, 1): 7.0})
    model = MatrixTableModel(document, "Q")
    assert model.plane.pins() == {}
    assert model.plane.pinned == 1
    document.set_head(2)
    assert model.plane.pins() == {(0, 1): (2, 0, 1)}
    tip = model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("Q[head 3, I, 2] = 7\nPinned; computed ")
    said = model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Queries, head 3, I, column 2, 7.000")
    assert said.endswith(", pinned, from X row I and W_Q head 3 column 2")


def test_a_cell_of_another_head_has_no_place_here(document: Document) -> None:
    model = MatrixTableModel(document, "weights")
    assert model.plane.place((0, 1, 2)) == (1, 2)
    assert model.plane.place((1, 1, 2)) is None
    assert not model.index_of((1, 1, 2)).isValid()
    assert model.plane.place((1, 2)) is None


# -- the table -------------------------------------------------------------------------------------


def test_typing_dragging_turning_and_releasing_stay_in_the_head(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    document.set_head(1)
    window = open_window(qtbot, document, appearance, "K")
    before = document.value("K").copy()
    document.select("K", (1, 0, 0))
    qtbot.keyClicks(window.numbers, "4")
    editor = window.numbers.delegate.editor
    assert editor is not None
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert document.evaluator.overrides("K") == {(1, 0, 0): 4.0}
    assert document.cell == (1, 1, 0)
    qtbot.keyClick(window.numbers, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert document.value("K")[1, 1, 0] == pytest.approx(before[1, 1, 0] + 0.1)
    pointer = Pointer(window.numbers, 2, 1)
    pointer.move(17)
    pointer.release()
    assert document.value("K")[1, 2, 1] == pytest.approx(before[1, 2, 1] + 0.2)
    assert _others_unchanged(document, "K", before, 1)
    assert window.about.text() == "3 heads, each 3×2, computed, 3 pinned"
    qtbot.keyClick(window.numbers, Qt.Key.Key_Delete)
    assert set(document.evaluator.overrides("K")) == {(1, 0, 0), (1, 1, 0)}
    window.close()


def test_a_block_is_copied_from_one_head_and_pasted_into_another(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    window = open_window(qtbot, document, appearance, "W_V")
    before = document.value("W_V").copy()
    table = window.table
    block = QItemSelection(table.index(1, 0), table.index(3, 1))
    window.numbers.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    window.numbers.copy()
    document.set_head(2)
    document.select("W_V", (2, 0, 1))
    window.numbers.paste()
    QGuiApplication.clipboard().clear()
    expected = before.copy()
    expected[2, 0:3, 1:3] = before[0, 1:4, 0:2]
    assert np.array_equal(document.value("W_V"), expected)
    assert document.undo_stack.count() == 1
    window.close()


def test_the_selected_cell_moves_with_the_head(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    window = open_window(qtbot, document, appearance, "weights")
    document.select("weights", (0, 1, 2))
    document.set_head(2)
    assert document.cell == (2, 1, 2)
    current = window.numbers.currentIndex()
    assert (current.row(), current.column()) == (1, 2)
    assert window.heat.overlay.selected == (1, 2)
    window.close()


def test_an_address_with_a_head_goes_there(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    window = open_window(qtbot, document, appearance, "weights")
    window.bar.goto.setText("weights[head 3, tea, love]")
    qtbot.keyClick(window.bar.goto, Qt.Key.Key_Return)
    assert document.head == 2
    assert document.cell == (2, 2, 1)
    assert window.figures.value_line.text().startswith("weights[head 3, tea, love] = ")
    window.close()


def test_what_another_head_reads_is_not_ringed_here(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    window = open_window(qtbot, document, appearance, "head_output")
    # column 4 of concat is the first column of head 2
    document.select("concat", (1, 3))
    assert window.numbers._lit.rings == ()
    document.set_head(1)
    assert len(window.numbers._lit.rings) == 1
    window.close()


# -- choosing a head -------------------------------------------------------------------------------


def test_all_head_choosers_agree(qtbot: QtBot, document: Document, appearance: Appearance) -> None:
    first = open_window(qtbot, document, appearance, "Q")
    second = open_window(qtbot, document, appearance, "weights")
    panel = MatrixPanel(document, appearance)
    qtbot.addWidget(panel)
    panel.show()
    document.select("K")
    choosers = [find(parent, HeadChooser, "headChooser") for parent in (first, second, panel)]
    assert all(chooser.isVisible() for chooser in choosers)
    choosers[1].buttons[2].click()
    assert document.head == 2
    for chooser in choosers:
        pressed = [button.text() for button in chooser.buttons if button.isChecked()]
        assert pressed == ["3"]
    document.select("X")
    assert not choosers[2].isVisible()  # X has no heads
    first.close()
    second.close()


def test_there_are_as_many_buttons_as_heads(qtbot: QtBot, document: Document) -> None:
    chooser = HeadChooser(document)
    qtbot.addWidget(chooser)
    document.set_head(2)
    document.resize("head", 16)
    assert [button.text() for button in chooser.buttons] == [str(n) for n in range(1, 17)]
    document.resize("head", 2)
    assert len(chooser.buttons) == 2
    assert document.head == 1
    assert chooser.buttons[1].isChecked()


def test_the_window_of_sixteen_heads_fits_a_narrow_screen(
    qtbot: QtBot, appearance: Appearance
) -> None:
    document = example(Config(32, 2, 2, heads=16, extent="attention"))
    window = open_window(qtbot, document, appearance, "W_Q")
    assert window.minimumSizeHint().width() <= 1024
    window.close()


def test_all_heads_side_by_side_choose_one(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    window = open_window(qtbot, document, appearance, "weights")
    button = find(window, QPushButton, "allHeadsButton")
    button.click()
    heads = window.heat.heads
    assert heads.isVisible()
    areas = heads.areas()
    assert len(areas) == 3
    assert all(not a.intersects(b) for a in areas for b in areas if a is not b)
    assert all(heads.rect().toRectF().contains(area) for area in areas)
    picture = heads.grab().toImage()
    fills = appearance.theme.sequential
    for head, area in enumerate(areas):
        value = document.value("weights")[head, 0, 0]
        at = area.topLeft() + QPointF(area.width() / 6, area.height() / 6)
        expected = fills.table[fills.index(value)].astype(int)
        shown = np.array(picture.pixelColor(at.toPoint()).getRgb()[:3])
        assert np.abs(shown - expected).max() <= 3
    QTest.mouseClick(heads, LEFT, NONE, areas[1].center().toPoint())
    assert document.head == 1
    qtbot.keyClick(heads, Qt.Key.Key_Right)
    assert document.head == 2
    QTest.mouseDClick(heads, LEFT, NONE, areas[0].center().toPoint())
    assert not button.isChecked()
    assert window.heat.plot is not None
    assert window.heat.plot.isVisible()
    window.close()


def test_heads_that_go_take_the_side_by_side_view_with_them(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    window = open_window(qtbot, document, appearance, "weights")
    find(window, QPushButton, "allHeadsButton").click()
    document.resize("head", 1)
    settle(0.05)
    assert not window.heat.heads.isVisible()
    assert not find(window, QPushButton, "allHeadsButton").isVisible()
    assert window.about.text() == "3×3, computed"
    window.grab()
    document.undo()
    window.heat.grab(window.heat.rect().translated(QPoint(0, 0)))
    window.close()

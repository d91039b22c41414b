"""The matrix views under stress: drags cut short, large numbers, large matrices, hidden cells."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QPointF,
    QRectF,
    Qt,
)
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from engine.scenario import find_scenario
from engine.state import Fill, Word, insert
from gui.appearance import Appearance
from gui.document import Document
from gui.drawing.explanation import making_picture
from gui.matrix.cell_explanation import CellExplanation
from gui.matrix.cell_texts import automatic_decimals
from gui.matrix.colour_bar import ColourBar
from gui.matrix.heatmap_plot import HeatmapPlot
from gui.matrix.number_view import NumberView
from gui.matrix.panel import MatrixPanel
from gui.matrix.resize_dialog import ask_insert
from gui.matrix.table_model import MatrixTableModel
from gui.matrix.window import MatrixWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


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


def _window(qtbot: QtBot, document: Document, appearance: Appearance, node: str) -> MatrixWindow:
    window = MatrixWindow(document, appearance, node)
    with qtbot.waitExposed(window):
        window.show()
    return window


class Pointer:
    """A pointer that presses a cell and moves with the button held."""

    def __init__(self, view: NumberView, row: int, column: int) -> None:
        self._port = view.viewport()
        self._start = QPointF(view.visualRect(view.table.index(row, column)).center())
        QTest.mousePress(self._port, LEFT, NONE, self._start.toPoint())

    def move(self, pixels: int) -> None:
        """Stand so many pixels right of where it was pressed."""
        at = self._start + QPointF(pixels, 0)
        event = QMouseEvent(QEvent.Type.MouseMove, at, self._port.mapToGlobal(at),
                            Qt.MouseButton.NoButton, LEFT, NONE)  # fmt: skip
        QApplication.sendEvent(self._port, event)

    def release(self) -> None:
        """Let the button go."""
        QTest.mouseRelease(self._port, LEFT, NONE, self._start.toPoint())


# -- drags -----------------------------------------------------------------------------------------


def test_a_drag_over_cells_that_went_is_forgotten(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    document.insert("word", 3, Fill(1), Word("now", "现在"))
    window = _window(qtbot, document, appearance, "X")
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
    window = _window(qtbot, document, appearance, "divisor")
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
    window = _window(qtbot, document, appearance, "divisor")
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


# -- one undo step ---------------------------------------------------------------------------------


def test_delete_over_a_block_is_one_undo_step(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    document.edit_cells("K", {(0, 0): 6, (0, 1): 7, (1, 1): 8, (2, 2): 9})
    window = _window(qtbot, document, appearance, "K")
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
    window = _window(qtbot, document, appearance, "X")
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
    window = _window(qtbot, document, appearance, "divisor")
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


# -- large ones ------------------------------------------------------------------------------------


def test_a_large_matrix_reads_its_labels_once(
    qtbot: QtBot, document: Document, appearance: Appearance, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario = find_scenario("worked-example")
    state = scenario.state()
    for index in range(3, 64):
        state = insert(state, "word", index, Fill(1), Word(f"word {index}", f"词{index}"))
    for index in range(4, 256):
        state = insert(state, "d_model", index, Fill(None))
    document.open(scenario.with_state(state))
    headers, axes = [0], [0]
    read, label = MatrixTableModel.headerData, Document.axis_labels

    def count_header(self: MatrixTableModel, *args: object) -> object:
        headers[0] += 1
        return read(self, *args)  # type: ignore[arg-type]

    def count_axis(self: Document, axis: object) -> list[str]:
        axes[0] += 1
        return label(self, axis)  # type: ignore[arg-type]

    monkeypatch.setattr(MatrixTableModel, "headerData", count_header)
    monkeypatch.setattr(Document, "axis_labels", count_axis)
    window = _window(qtbot, document, appearance, "X")
    window.grab()
    assert document.value("X").shape == (64, 256)
    assert headers[0] < 2000
    assert axes[0] < 100
    wide = window.numbers.down.widest()
    document.rename_word(5, "a word that is much longer than the others")
    assert window.numbers.down.widest() > wide + 100
    assert window.numbers.down.text(5).startswith("a word that")
    window.close()


def test_the_largest_numbers_warn_of_nothing(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        values = np.array([[1.7e308, -1.7e308], [0.5, np.nan]])
        assert automatic_decimals(values) == 1
        window = _window(qtbot, document, appearance, "X")
        document.edit_cells("X", {(0, 0): 1.7e308, (0, 1): -1.7e308})
        window.grab()
    window.close()


def test_the_colour_bar_spans_the_largest_numbers(qtbot: QtBot, appearance: Appearance) -> None:
    bar = ColourBar()
    qtbot.addWidget(bar)
    theme = appearance.theme
    bar.show_scale(theme, theme.diverging, 1.7e308)
    area = QRectF(0, 0, 10, 100)
    assert [bar._y(area, value) for value in (-1.7e308, 0.0, 1.7e308)] == [100, 50, 0]


# -- what the lesson has not shown -----------------------------------------------------------------


def test_a_hidden_cell_is_explained_in_its_window_only(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    document.first_step()
    assert not document.is_shown("scores", (1, 1))
    strip = CellExplanation(document, appearance)
    qtbot.addWidget(strip)
    strip.resize(300, 200)
    strip.show()
    window = _window(qtbot, document, appearance, "scores")
    document.select("scores", (1, 1))
    assert strip.accessibleDescription().startswith("Point at a number")
    assert "= 16" in window.explanation.accessibleDescription()
    document.edit_cells("scores", {(1, 1): 3})
    assert strip.release_button.isHidden()
    document.last_step()
    document.select("scores", (1, 1))
    assert "You pinned this cell at 3" in strip.accessibleDescription()
    window.close()


def test_the_heat_map_of_the_panel_keeps_hidden_cells_to_itself(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    document.first_step()
    document.select("scores")
    panel = MatrixPanel(document, appearance)
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.show_tab("heatmap")
    plot = panel.heat.plot
    assert isinstance(plot, HeatmapPlot)
    plot.cell_clicked.emit(1, 1)
    plot.cell_hovered.emit(1, 1)
    assert document.lit is None
    document.last_step()
    document.select("scores")
    plot.cell_clicked.emit(1, 1)
    assert document.cell == (1, 1)


# -- speed -----------------------------------------------------------------------------------------


def test_an_explanation_that_is_not_seen_waits_and_one_that_stays_is_kept(
    qtbot: QtBot, document: Document, appearance: Appearance, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out: list[object] = []
    draw = making_picture

    def count(*args: object, **named: object) -> object:
        laid_out.append(args)
        return draw(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr("gui.matrix.cell_explanation.making_picture", count)
    strip = CellExplanation(document, appearance)
    qtbot.addWidget(strip)
    document.select("K", (1, 1))
    assert laid_out == []
    strip.show()
    assert "K[love, 2] = " in strip.accessibleDescription()
    before = len(laid_out)
    document.edit_cells("W_V", {(0, 0): 7})  # does not concern K
    assert len(laid_out) == before
    document.edit_cells("W_K", {(0, 1): 7})
    assert len(laid_out) == before + 1
    strip.hide()
    document.edit_cells("X", {(1, 0): 7})
    assert len(laid_out) == before + 1
    strip.show()
    assert len(laid_out) == before + 2


def test_a_heat_map_is_drawn_once_for_an_edit(
    qtbot: QtBot, document: Document, appearance: Appearance, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = _window(qtbot, document, appearance, "X")
    document.select("X", (0, 0))
    drawn, rings = [0], [0]
    draw, ring = HeatmapPlot.show_matrix, HeatmapPlot.show_ring

    def count_draw(self: HeatmapPlot, *args: object) -> None:
        drawn[0] += 1
        draw(self, *args)  # type: ignore[arg-type]

    def count_ring(self: HeatmapPlot, *args: object) -> None:
        rings[0] += 1
        ring(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(HeatmapPlot, "show_matrix", count_draw)
    monkeypatch.setattr(HeatmapPlot, "show_ring", count_ring)
    document.edit_cells("X", {(0, 0): 4})
    assert (drawn, rings) == ([1], [1])
    assert window.heat.value_line.text() == "X[I, 1] = 4"
    window.close()


def test_a_window_reads_its_header_only_for_its_own_node(
    qtbot: QtBot, document: Document, appearance: Appearance, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = _window(qtbot, document, appearance, "K")
    read = [0]
    refresh = window.bar.refresh
    monkeypatch.setattr(
        window.bar, "refresh", lambda: (read.__setitem__(0, read[0] + 1), refresh())
    )
    document.edit_cells("W_V", {(0, 0): 7})
    assert read == [0]
    document.edit_cells("K", {(0, 0): 7})
    assert read[0] >= 1
    assert window.about.text() == "3×3, computed, 1 pinned"
    window.close()

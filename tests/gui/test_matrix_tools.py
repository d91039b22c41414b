"""Go to cell, sums, histogram, colour scale, zoom of the table: the tools of a matrix window."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from engine.pipeline import Config
from gui.appearance import Appearance
from gui.document import Document
from gui.matrix.panel import MatrixPanel
from gui.matrix.window import MatrixWindow
from tests.gui.matrix_help import example, find, open_window, settle

# The offscreen platform says so of every window that has a least size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def document(document: Document) -> Document:
    """The worked example at its last step, where everything is shown."""
    document.last_step()
    return document


@pytest.fixture
def wide(qtbot: QtBot, appearance: Appearance) -> MatrixWindow:
    """The window of X with 3 words and 400 features."""
    return open_window(qtbot, example(Config(400, 4, 4)), appearance, "X")


# -- go to cell ------------------------------------------------------------------------------------


def test_ctrl_g_goes_to_a_cell_by_words_and_numbers(qtbot: QtBot, wide: MatrixWindow) -> None:
    document, line = wide.document, wide.bar.goto
    wide.activateWindow()
    qtbot.keyClick(wide.numbers, Qt.Key.Key_G, CTRL)
    assert line.hasFocus()
    qtbot.keyClicks(line, "love, 317")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert (document.node, document.cell) == ("X", (1, 316))
    assert wide.numbers.hasFocus()
    assert 316 in wide.numbers.in_sight()[1]
    value = document.value("X")[1, 316]
    assert wide.figures.value_line.text().startswith("X[love, 317] = ")
    shown = wide.figures.value_line.text().split(" = ")[1].replace("−", "-")
    assert float(shown) == pytest.approx(value, abs=1e-6)
    wide.close()


def test_a_cell_that_is_not_there_is_said(qtbot: QtBot, wide: MatrixWindow) -> None:
    line = wide.bar.goto
    line.setText("love, 401")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert wide.message.text() == ("There is no column “401”; columns run from 1 to 400.")
    assert line.property("wrong") is True
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert wide.message.isHidden()
    assert wide.isVisible()
    assert line.property("wrong") is False
    wide.close()


def test_in_a_transposed_view_the_row_is_what_stands_in_rows(
    qtbot: QtBot, wide: MatrixWindow
) -> None:
    wide.bar.transpose.click()
    wide.bar.goto.setText("317, love")
    qtbot.keyClick(wide.bar.goto, Qt.Key.Key_Return)
    assert wide.document.cell == (1, 316)
    wide.close()


def test_the_panel_asks_for_a_cell_when_ctrl_g_is_pressed(
    qtbot: QtBot, appearance: Appearance
) -> None:
    document = example(Config(400, 4, 4))
    document.select("X")
    panel = MatrixPanel(document, appearance)
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.activateWindow()
    line = find(panel, QLineEdit, "goToEdit")
    assert not line.isVisible()
    qtbot.keyClick(panel.numbers, Qt.Key.Key_G, CTRL)
    assert line.isVisible()
    qtbot.keyClicks(line, "3, 200")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert document.cell == (2, 199)
    assert not line.isVisible()


# -- sums ------------------------------------------------------------------------------------------


def test_sums_stand_beside_rows_and_columns_and_follow_edits(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    window = open_window(qtbot, document, appearance, "X")
    right, below = window.pane.right, window.pane.below
    assert not right.isVisible()
    find(window, QPushButton, "sumsButton").click()
    settle(0.05)
    assert right.sums.tolist() == [2, 4, 4]  # rows of the worked example
    assert below.sums.tolist() == [2, 3, 2, 3]
    document.edit_cells("X", {(0, 1): 5})
    assert right.sums.tolist() == [7, 4, 4]
    window.bar.transpose.click()
    assert right.sums.tolist() == [2, 8, 2, 3]
    assert below.sums.tolist() == [7, 4, 4]
    # the strip stands at the rows: the third sum is as high as the third row
    table = window.numbers
    row = table.visualRect(table.table.index(2, 0)).center().y() + table.across.height()
    assert right.y() + right.track.edge(2) + right.track.size / 2 == pytest.approx(row, abs=1.5)
    assert right.x() >= table.width()
    window.grab()
    find(window, QPushButton, "sumsButton").click()
    assert not right.isVisible()
    window.close()


def test_sums_of_many_columns_are_bars_that_scroll_with_the_table(wide: MatrixWindow) -> None:
    find(wide, QPushButton, "sumsButton").click()
    settle(0.05)
    sums = wide.document.value("X").sum(axis=0)
    assert np.array_equal(wide.pane.below.sums, sums)
    assert np.array_equal(wide.heat.sides.column_sums.sums, sums)
    wide.numbers.horizontalScrollBar().setValue(700)
    assert wide.pane.below.track.start == -700
    wide.grab()
    wide.close()


# -- figures and the histogram ---------------------------------------------------------------------


def test_least_greatest_and_mean_are_said(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    window = open_window(qtbot, document, appearance, "scores")
    # 2 4 4 / 4 16 12 / 4 12 10, from the worked example
    assert window.figures.facts.text() == "min 2   max 16   mean 7.556"
    document.edit_cells("scores", {(0, 0): -3})
    assert window.figures.facts.text() == "min −3   max 16   mean 7"
    document.edit_cells("X", {(0, 0): 1e200})
    document.edit_cells("W_Q", {(0, 0): 1e200})
    assert "not finite" in window.figures.facts.text()
    window.close()


def test_the_histogram_counts_when_it_is_wanted(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    window = open_window(qtbot, document, appearance, "scores")
    histogram = window.figures.histogram
    assert not histogram.isVisible()
    find(window, QPushButton, "histogramButton").click()
    assert histogram.isVisible()
    counts = histogram.counts
    assert sum(counts) == 9
    assert (counts[0], counts[-1]) == (1, 1)  # one 2, one 16
    assert max(counts) == 4  # four times 4
    document.edit_cells("scores", {(1, 1): 4})
    assert sum(histogram.counts) == 9
    assert histogram.counts[-1] == 2  # 12 is the greatest now
    document.select("scores", (0, 0))
    window.grab()
    window.close()


# -- the colour scale ------------------------------------------------------------------------------


def _choose(window: MatrixWindow, name: str) -> None:
    button = window.figures.scale
    button.fill()
    action = next(a for a in button.menu().actions() if a.objectName() == name)
    action.trigger()


def test_the_scale_is_the_diagrams_until_another_is_chosen(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    document.edit_cells("X", {(0, 0): 0.5})
    window = open_window(qtbot, document, appearance, "K")
    table = window.table
    assert table.peak == document.colour_range("K")
    own = np.abs(document.value("K")).max()
    _choose(window, "scaleOfMatrix")
    assert table.peak == own
    _choose(window, "scaleWith_scores")
    both = max(own, np.abs(document.value("scores")).max())
    assert table.peak == both
    document.edit_cells("scores", {(0, 0): 99})
    assert table.peak == 99
    document.undo()
    assert table.peak == both
    _choose(window, "scaleWith_K")
    _choose(window, "scaleWith_scores")
    assert table.scale.chosen is None  # with none chosen it is the diagram's again
    assert table.peak == document.colour_range("K")
    window.close()


def test_the_menu_says_what_shares_the_scale(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    window = open_window(qtbot, document, appearance, "K")
    button = window.figures.scale

    def checked() -> set[str]:
        button.fill()
        return {
            a.objectName() for a in button.menu().actions() if a.isCheckable() and a.isChecked()
        }

    assert checked() == {"scaleOfDiagram", "scaleWith_Q", "scaleWith_K", "scaleWith_V"}
    _choose(window, "scaleOfMatrix")
    assert checked() == {"scaleOfMatrix", "scaleWith_K"}
    window.close()


def test_values_beyond_the_scale_are_marked_in_cell_and_bar(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    document.edit_cells("weights", {(0, 0): 1.5, (1, 1): -0.5})
    window = open_window(qtbot, document, appearance, "weights")
    document.select("weights")
    assert window.heat.sides.bar.capped == (True, True)
    theme, view = appearance.theme, window.numbers
    picture = view.viewport().grab().toImage()

    def corner(row: int, column: int) -> QColor:
        area = view.visualRect(view.table.index(row, column))
        return QColor(picture.pixel(area.right() - 3, area.bottom() - 3))

    assert corner(0, 0) == QColor(theme.sequential.inks[-1])
    assert corner(1, 1) == QColor(theme.sequential.inks[0])
    assert corner(2, 2) not in (QColor("#000000"), QColor("#FFFFFF"))
    document.undo()
    assert window.heat.sides.bar.capped == (False, False)
    window.close()


def test_a_node_that_goes_is_chosen_no_longer(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    document.switch(positions=True)
    window = open_window(qtbot, document, appearance, "X")
    window.table.scale.choose({"PE", "X"})
    document.undo()
    assert window.table.scale.chosen == {"X"}
    window.close()


# -- zoom of the table -----------------------------------------------------------------------------


def test_keys_and_wheel_make_the_cells_of_the_table_larger(
    qtbot: QtBot, wide: MatrixWindow
) -> None:
    wide.activateWindow()
    table = wide.numbers
    table.setFocus()
    height, width = table.rowHeight(0), table.columnWidth(0)
    qtbot.keyClick(table, Qt.Key.Key_Plus, CTRL)
    assert table.rowHeight(0) > height
    qtbot.keyClick(table, Qt.Key.Key_0, CTRL)
    assert (table.rowHeight(0), table.columnWidth(0)) == (height, width)
    at = QPointF(50, 50)
    event = QWheelEvent(at, table.mapToGlobal(at), QPoint(), QPoint(0, -480),
                        Qt.MouseButton.NoButton, CTRL, Qt.ScrollPhase.NoScrollPhase,
                        False)  # fmt: skip
    QApplication.sendEvent(table.viewport(), event)
    assert table.rowHeight(0) < height
    assert len(table.in_sight()[1]) > 2 * wide.width() // (3 * width)
    wide.number_zoom.whole.click()
    assert table.rowHeight(0) == height
    wide.heat.setFocus()
    qtbot.keyClick(wide.heat, Qt.Key.Key_Plus, CTRL)
    assert wide.heat.lens is not None
    assert not wide.heat.lens.whole
    assert table.rowHeight(0) == height
    wide.close()


def test_a_table_zoomed_out_shows_colours_alone(qtbot: QtBot, wide: MatrixWindow) -> None:
    wide.numbers.zoom_by(-20)
    assert wide.numbers.rowHeight(0) >= 2
    wide.numbers.grab()
    wide.close()

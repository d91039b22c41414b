"""The panel of the selected matrix."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from engine.pipeline import Config
from gui.appearance import Appearance
from gui.document import Document
from gui.matrix.panel import MatrixPanel
from tests.gui.matrix_help import example, find, settle

# The offscreen platform says so of every window that has a least size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def document(document: Document) -> Document:
    """The worked example at its last step, where everything is shown."""
    document.last_step()
    return document


@pytest.fixture
def panel(qtbot: QtBot, document: Document, appearance: Appearance) -> MatrixPanel:
    """The panel, shown."""
    made = MatrixPanel(document, appearance)
    qtbot.addWidget(made)
    made.resize(316, 300)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_the_panel_follows_the_selected_node(panel: MatrixPanel, document: Document) -> None:
    document.select("scores", (1, 1))
    assert panel.title.text() == "Scores"
    assert panel.table.node == "scores"
    assert panel.numbers.currentIndex().data() == "16"
    assert not panel.sqrt_divisor.isVisible()


def test_one_click_sets_the_divisor(qtbot: QtBot, panel: MatrixPanel, document: Document) -> None:
    document.select("divisor")
    qtbot.mouseClick(find(panel, QPushButton, "sqrtDivisorButton"), Qt.MouseButton.LeftButton)
    assert document.value("divisor")[0, 0] == math.sqrt(3)
    assert document.undo_stack.count() == 1


def test_a_refusal_is_said_and_goes_with_the_next_edit(
    panel: MatrixPanel, document: Document
) -> None:
    document.select("X", (0, 0))
    panel.table.setData(panel.table.index(0, 0), "x")
    assert "not a number" in panel.message.text()
    panel.table.setData(panel.table.index(0, 0), "2")
    assert panel.message.isHidden()


def test_decimals_transpose_and_release(
    qtbot: QtBot, panel: MatrixPanel, document: Document
) -> None:
    document.select("K", (1, 1))
    assert panel.release_all.isHidden()
    document.edit_cells("K", {(1, 1): 6, (0, 0): 1})
    assert not panel.release_all.isHidden()
    panel.decimals.activated.emit(3)
    assert panel.table.index(1, 1).data() == "6.00"
    panel.transpose.click()
    assert panel.table.transposed
    panel.release_all.click()
    assert document.evaluator.all_overrides() == {}
    with qtbot.waitSignal(panel.open_requested) as opened:
        panel.open.click()
    assert opened.args == ["K"]


def test_escape_frees_the_lit_cell(qtbot: QtBot, panel: MatrixPanel, document: Document) -> None:
    document.select("K", (1, 1))
    qtbot.keyClick(panel.numbers, Qt.Key.Key_Escape)
    assert document.lit is None


def test_the_panel_hides_what_the_lesson_has_not_shown(
    panel: MatrixPanel, document: Document
) -> None:
    document.go_to(0)
    document.select("scores")
    assert panel.table.index(0, 0).data() == ""
    assert panel.shape.text().startswith("opens at step")


def test_a_far_cell_of_another_node_comes_into_sight(qtbot: QtBot, appearance: Appearance) -> None:
    document = example(Config(400, 4, 4, heads=16, extent="attention"))
    document.select("divisor")
    panel = MatrixPanel(document, appearance)
    qtbot.addWidget(panel)
    panel.resize(316, 400)
    with qtbot.waitExposed(panel):
        panel.show()
    document.select("X", (2, 350))
    settle(0.05)
    area = panel.numbers.visualRect(panel.numbers.currentIndex())
    assert panel.numbers.viewport().rect().contains(area.adjusted(1, 1, -1, -1))
    document.select("W_Q", (15, 399, 3))
    settle(0.05)
    area = panel.numbers.visualRect(panel.numbers.currentIndex())
    assert panel.numbers.viewport().rect().contains(area.adjusted(1, 1, -1, -1))


def test_sixteen_heads_fit_the_panel(qtbot: QtBot, appearance: Appearance) -> None:
    document = example(Config(32, 2, 2, heads=16, extent="attention"))
    document.select("W_Q")
    panel = MatrixPanel(document, appearance)
    qtbot.addWidget(panel)
    panel.resize(316, 400)
    with qtbot.waitExposed(panel):
        panel.show()
    assert panel.heads.minimumSizeHint().width() <= 256  # the side panel is 296 at its narrowest
    buttons = panel.heads.buttons
    assert len(buttons) == 16
    right = panel.width() - 20
    assert all(b.mapTo(panel, b.rect().topRight()).x() <= right for b in buttons)
    buttons[12].click()
    assert document.head == 12

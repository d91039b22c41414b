"""The bar of a comparison in the main window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from gui.compare.comparing import START
from gui.main_window import MainWindow
from tests.gui.matrix_help import find, settle


def test_the_bar_in_the_main_window(window: MainWindow) -> None:
    document, bar = window.document, window.compare.bar
    document.last_step()
    assert bar.isHidden()
    find(window, QAbstractButton, "compareButton").click()
    assert bar.isVisible()
    assert bar.flow.text() == "No number differs."
    document.edit_cells("W_Q", {(0, 2): 2.0})
    settle(0.05)
    assert bar.flow.toolTip().startswith("W_Q[1, 3] +1 → Q 2 cells → scores 4")
    document.undo()
    settle(0.05)
    assert bar.flow.toolTip().startswith("W_Q[1, 3] −1 → Q 2 cells → scores 4")
    document.redo()
    index = bar.chooser.findData(START)
    bar.chooser.setCurrentIndex(index)
    bar.chooser.activated.emit(index)
    settle(0.05)
    assert bar.flow.toolTip().startswith("W_Q[1, 3] +1 → Q 2 cells → scores 4")
    window.actions_["snapshot"].trigger()
    assert window.legend._message.text() == "Kept: Snapshot 1 · W_Q[1, 3] = 2."
    assert bar.chooser.count() == 3
    window.diagram.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F6)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert bar.isAncestorOf(focus)
    find(bar, QAbstractButton, "compareDetailsButton").click()
    details = window.compare.window
    assert details is not None
    assert details.isVisible()
    assert details.first.key == START
    find(bar, QAbstractButton, "closeCompareButton").click()
    assert bar.isHidden()
    assert not window.actions_["compare"].isChecked()
    document.mark_saved()
    window.close()
    assert details.isHidden()


@pytest.mark.parametrize("width", [1024, 1280, 1440])
def test_nothing_in_the_bar_is_cut(window: MainWindow, width: int) -> None:
    window.resize(width, 700)
    document, bar = window.document, window.compare.bar
    document.last_step()
    window.compare.toggle()
    document.edit_cells("X", {(1, 1): 5.0})
    settle(0.1)
    flow = bar.flow
    assert flow.width() > 150
    assert flow.heightForWidth(flow.width()) <= flow.height()
    assert flow.fontMetrics().boundingRect(
        flow.contentsRect(), Qt.TextFlag.TextWordWrap, flow.text()
    ).height() <= flow.height()  # fmt: skip
    for button in bar.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.width() >= button.minimumSizeHint().width()
            assert bar.rect().contains(button.geometry()) or button.parentWidget() is not bar


def test_both_languages_and_both_themes(window: MainWindow) -> None:
    window.document.last_step()
    window.compare.toggle()
    window.document.edit_cells("W_Q", {(0, 2): 2.0})
    details = window.compare.open_window()
    settle(0.2)
    titles = [pane.accessibleName() for pane in details.view.panes]
    assert titles == ["A: Before this edit", "B: Now", "Difference, B − A",
                      "Relative difference, % of |A|"]  # fmt: skip
    window.set_language("zh")
    settle(0.1)
    window.set_theme("dark")
    settle(0.1)
    window.set_language("en")
    settle(0.1)
    assert [pane.accessibleName() for pane in details.view.panes] == titles
    assert details.nodes.model().headerData(0, Qt.Orientation.Horizontal) == "Matrix"

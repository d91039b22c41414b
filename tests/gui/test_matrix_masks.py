"""Masks that are switched, cells that are masked, cells that are fixed at zero."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine.pipeline import Config
from gui.appearance import Appearance
from gui.document import Document
from gui.drawing.content import card_content
from gui.matrix.number_view import NumberView
from gui.matrix.shown_plane import ShownPlane
from gui.matrix.window import MatrixWindow
from gui.theme import theme
from tests.gui.matrix_help import LEFT, NONE, Pointer, example, open_window, settle
from tests.gui.variants import varied

# The offscreen platform says so of every window that has a least size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def document(qapp: object) -> Document:
    """Three words, two heads, a mask that lets everything through and can be drawn."""
    return example(Config(4, 2, 2, heads=2, mask="custom"))


@pytest.fixture
def mask(qtbot: QtBot, document: Document, appearance: Appearance) -> MatrixWindow:
    """The window of the mask."""
    return open_window(qtbot, document, appearance, "mask")


def _centre(view: NumberView, row: int, column: int) -> QPoint:
    return view.visualRect(view.table.index(row, column)).center()


def _colours(picture: QImage, at: QPoint, side: int = 12) -> set[str]:
    return {
        QColor(picture.pixel(at.x() + x, at.y() + y)).name()
        for x in range(side)
        for y in range(side)
    }


# -- switching -------------------------------------------------------------------------------------


def test_a_click_switches_a_cell_of_the_mask(mask: MatrixWindow) -> None:
    document, view = mask.document, mask.numbers
    QTest.mouseClick(view.viewport(), LEFT, NONE, _centre(view, 0, 2))
    assert document.value("mask").tolist() == [[1, 1, 0], [1, 1, 1], [1, 1, 1]]
    assert document.cell == (0, 2)
    assert document.undo_stack.count() == 1
    QTest.mouseClick(view.viewport(), LEFT, NONE, _centre(view, 0, 2))
    assert document.value("mask").all()
    document.undo()
    assert document.value("mask")[0, 2] == 0
    assert "switch it between 1 and 0" in mask.hint.text()
    mask.close()


def test_a_quick_second_click_switches_back(mask: MatrixWindow) -> None:
    view = mask.numbers
    at = _centre(view, 1, 0)
    QTest.mouseClick(view.viewport(), LEFT, NONE, at)
    QTest.mouseDClick(view.viewport(), LEFT, NONE, at)  # the second press alone
    QTest.mouseRelease(view.viewport(), LEFT, NONE, at)
    assert mask.document.undo_stack.count() == 2
    assert mask.document.value("mask").all()
    assert view.delegate.editor is None
    mask.close()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_keys_switch_the_selected_cell(qtbot: QtBot, mask: MatrixWindow, key: Qt.Key) -> None:
    mask.document.select("mask", (2, 1))
    qtbot.keyClick(mask.numbers, key)
    assert mask.document.value("mask")[2, 1] == 0
    qtbot.keyClick(mask.numbers, key)
    assert mask.document.value("mask")[2, 1] == 1
    assert mask.document.cell == (2, 1)
    mask.close()


def test_a_drag_over_a_mask_turns_nothing(mask: MatrixWindow) -> None:
    pointer = Pointer(mask.numbers, 1, 1)
    pointer.move(60)
    settle(0.03)
    assert mask.document.value("mask").all()
    assert mask.document.undo_stack.count() == 0
    mask.close()


def test_other_numbers_are_refused_in_a_mask(mask: MatrixWindow) -> None:
    table = mask.table
    assert not table.setData(table.index(0, 0), "0.5")
    assert "0" in mask.message.text()
    assert mask.message.isVisible()
    assert mask.document.value("mask").all()
    mask.close()


def test_the_other_matrices_are_not_switches(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    window = open_window(qtbot, document, appearance, "X")
    document.select("X", (0, 0))
    before = document.value("X").copy()
    qtbot.keyClick(window.numbers, Qt.Key.Key_Space)
    QTest.mouseClick(window.numbers.viewport(), LEFT, NONE, _centre(window.numbers, 0, 1))
    assert np.array_equal(document.value("X"), before)
    window.close()


# -- masked cells ----------------------------------------------------------------------------------


@pytest.mark.parametrize("node", ["masked_scores", "weights"])
@pytest.mark.parametrize("transposed", [False, True])
def test_masked_cells_are_hatched_in_both_views(
    qtbot: QtBot, document: Document, appearance: Appearance, node: str, transposed: bool
) -> None:
    document.edit_cells("mask", {(0, 2): 0})
    document.edit_cells("W_V", {(0, 0, 0): 1})  # the marks of the last edit are elsewhere then
    window = open_window(qtbot, document, appearance, node)
    if transposed:
        window.bar.transpose.click()
    document.select("X")
    settle(0.05)
    theme = appearance.theme
    hatched = {QColor(theme.card).name(), QColor(theme.ghost).name()}
    place = (2, 0) if transposed else (0, 2)
    assert np.argwhere(window.table.plane.masked()).tolist() == [list(place)]
    table = window.numbers.viewport().grab().toImage()
    left = window.numbers.visualRect(window.table.index(*place)).topLeft() + QPoint(6, 4)
    assert _colours(table, left) == hatched
    lens = window.heat.lens
    assert lens is not None
    assert window.heat.plot is not None
    heat = window.heat.plot.viewport().grab().toImage()
    assert _colours(heat, lens.rect(*place).topLeft().toPoint() + QPoint(8, 8)) == hatched
    other = lens.rect(1, 1).topLeft().toPoint() + QPoint(8, 8)
    assert len(_colours(heat, other)) == 1
    assert "1 masked" in window.figures.facts.text()
    window.close()


def test_only_what_is_behind_the_mask_is_masked(document: Document, appearance: Appearance) -> None:
    document.edit_cells("mask", {(0, 2): 0})

    masked = {
        name for name in document.graph.order if ShownPlane(document, name).masked() is not None
    }
    assert masked == {"masked_scores", "weights"}


@pytest.mark.parametrize(
    ("masking", "expected"),
    [("zero", {"masked_scores"}), ("after-softmax", {"weights"})],
)
def test_a_mask_that_is_laid_on_wrongly_hatches_what_it_is_laid_on(
    qapp: object, masking: str, expected: set[str]
) -> None:
    document = varied("causal")
    document.switch(masking=masking)
    masked = {
        name for name in document.graph.order if ShownPlane(document, name).masked() is not None
    }
    assert masked == expected
    for name in document.graph.order:
        visible = np.ones(document.plane(name).shape, dtype=bool)
        content = card_content(document, theme("light"), name, visible)
        assert (content.masked is not None) == (name in {*expected, "mask"}), name


# -- cells fixed at zero ---------------------------------------------------------------------------


@pytest.fixture
def cut(qtbot: QtBot, appearance: Appearance) -> MatrixWindow:
    """W_Q of two heads that cut the vector: head 1 sees features 1 and 2, head 2 the others."""
    document = example(Config(4, 2, 2, heads=2, reading="cut", extent="attention"))
    return open_window(qtbot, document, appearance, "W_Q")


def test_cells_outside_the_block_look_empty(cut: MatrixWindow) -> None:
    document, view, theme = cut.document, cut.numbers, cut.appearance.theme
    document.select("X")
    for head, rows in ((0, [2, 3]), (1, [0, 1])):
        document.set_head(head)
        fixed = cut.table.plane.fixed()
        assert fixed is not None
        assert sorted({row for row, _ in np.argwhere(fixed).tolist()}) == rows
        picture = view.viewport().grab().toImage()
        for row in range(4):
            at = view.visualRect(view.table.index(row, 0)).topLeft() + QPoint(8, 8)
            blank = _colours(picture, at, 6) == {QColor(theme.panel).name()}
            assert blank == (row in rows), (head, row)
    cut.close()


def test_an_edit_there_is_refused_and_said(qtbot: QtBot, cut: MatrixWindow) -> None:
    document, table = cut.document, cut.table
    before = document.value("W_Q").copy()
    assert not table.setData(table.index(3, 1), "2")
    assert "fixed at 0" in cut.message.text()
    assert cut.message.isVisible()
    document.select("W_Q", (0, 3, 1))
    assert cut.message.isHidden()
    pointer = Pointer(cut.numbers, 3, 1)
    pointer.move(40)
    settle(0.05)
    pointer.release()
    assert "fixed at 0" in cut.message.text()
    qtbot.keyClick(cut.numbers, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert "fixed at 0" in cut.message.text()
    assert np.array_equal(document.value("W_Q"), before)
    assert document.undo_stack.count() == 0
    cut.close()


def test_a_paste_over_them_is_refused_whole(cut: MatrixWindow) -> None:
    document = cut.document
    before = document.value("W_Q").copy()
    QGuiApplication.clipboard().setText("1 2\n3 4\n5 6\n7 8")
    cut.numbers.paste()
    assert "fixed at 0" in cut.message.text()
    assert np.array_equal(document.value("W_Q"), before)
    QGuiApplication.clipboard().setText("1\t2\n3\t4\n0\t0\n0\t0")
    cut.numbers.paste()
    QGuiApplication.clipboard().clear()
    assert document.value("W_Q")[0, :2].tolist() == [[1, 2], [3, 4]]
    assert np.array_equal(document.value("W_Q")[1], before[1])
    cut.close()

"""The window driven as a person drives it, every number held against numpy at each stop."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QLineEdit, QPushButton, QTableView, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from gui.diagram.view import DiagramView
from gui.export.dialog import ExportDialog
from gui.main_window import MainWindow
from tests.gui.reference import attention


def check(window: MainWindow) -> None:
    """Every value of the window's document is what numpy makes of its inputs and pins."""
    evaluator = window.document.evaluator
    expected = attention(evaluator.inputs(), evaluator.all_overrides())
    for name, matrix in expected.items():
        np.testing.assert_allclose(evaluator.value(name), matrix, rtol=1e-12, atol=1e-12)


def find(window: QWidget, kind: type, name: str):  # type: ignore[no-untyped-def]
    found = window.findChild(kind, name)
    assert found is not None, name
    return found


def cell_point(view: DiagramView, node: str, cell: tuple[int, int]) -> QPoint:
    """The middle of a cell of a card, in the viewport."""
    view.diagram.refresh()
    card = view.diagram.cards[node]
    view.ensureVisible(card.sceneBoundingRect(), 10, 50)
    return view.mapFromScene(card.cell_rect(cell).center())


def type_into_cell(view: DiagramView, node: str, cell: tuple[int, int], text: str) -> None:
    """Click a cell on its card, type, Enter."""
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=cell_point(view, node, cell))
    QTest.keyClicks(view, text[0])
    editor = find(view, QLineEdit, "cellEditor")
    assert editor.isVisible()
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, Qt.Key.Key_Return)


def test_a_session_from_start_to_end(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    document = window.document
    view = window.diagram
    opened = {name: matrix.copy() for name, matrix in document.evaluator.values().items()}
    next_button = find(window, QPushButton, "nextButton")
    back_button = find(window, QPushButton, "backButton")

    count = len(document.lesson.steps)
    for step in range(1, count):
        QTest.mouseClick(next_button, Qt.MouseButton.LeftButton)
        assert document.cursor.index == step
        check(window)
    assert not next_button.isEnabled()
    for step in reversed(range(count - 1)):
        QTest.mouseClick(back_button, Qt.MouseButton.LeftButton)
        assert document.cursor.index == step
    assert not back_button.isEnabled()
    assert document.undo_stack.count() == 0  # walking the lesson is not editing

    document.last_step()
    type_into_cell(view, "X", (0, 0), "3")
    assert document.value("X")[0, 0] == 3
    check(window)
    type_into_cell(view, "W_Q", (1, 2), "1/3")
    assert document.value("W_Q")[1, 2] == 1 / 3
    check(window)
    type_into_cell(view, "scores", (1, 1), "-2.5")
    assert document.evaluator.overrides("scores") == {(1, 1): -2.5}
    check(window)
    edited = document.evaluator.values()

    view.diagram.refresh()
    card = view.diagram.cards["scores"]
    assert card.card is not None
    area = card.card.release_area
    assert area is not None
    point = view.mapFromScene(card.mapToScene(QPointF(area.centre, area.middle)))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert document.evaluator.overrides("scores") == {}
    check(window)

    undo = find(window, QToolButton, "undoButton")
    redo = find(window, QToolButton, "redoButton")
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    for name, matrix in document.evaluator.values().items():
        np.testing.assert_array_equal(matrix, edited[name])
    while undo.isEnabled():
        QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
        check(window)
    for name, matrix in document.evaluator.values().items():
        np.testing.assert_array_equal(matrix, opened[name])
    while redo.isEnabled():
        QTest.mouseClick(redo, Qt.MouseButton.LeftButton)
        check(window)
    assert document.evaluator.all_overrides() == {}
    assert document.value("X")[0, 0] == 3

    out = tmp_path / "slide.png"
    dialog = ExportDialog(document, window.appearance, window.settings.store, window)
    qtbot.addWidget(dialog)
    dialog.show()
    find(dialog, QLineEdit, "pathEdit").setText(str(out))
    QTest.mouseClick(find(dialog, QPushButton, "exportNowButton"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(out.exists)
    picture = QImage(str(out))
    assert (picture.width(), picture.height()) == (1920, 1080)

    window.set_language("zh")
    assert document.words == ["我", "爱", "茶"]
    qtbot.waitUntil(lambda: next_button.text().strip() == "下一步")
    window.set_theme("dark")
    assert window.appearance.theme.dark
    check(window)
    window.set_language("en")
    assert document.words == ["I", "love", "tea"]


def test_nonsense_typed_on_a_card_changes_nothing(window: MainWindow) -> None:
    document, view = window.document, window.diagram
    document.last_step()
    before = document.evaluator.values()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=cell_point(view, "X", (1, 1)))
    QTest.keyClick(view, Qt.Key.Key_F2)
    editor = find(view, QLineEdit, "cellEditor")
    assert editor.text() == "2"
    editor.clear()
    QTest.keyClicks(editor, "1.2.3")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.isVisible()
    assert editor.text() == "1.2.3"
    assert editor.property("wrong") is True
    message = window.findChild(QWidget, "messageLabel")
    assert "1.2.3" in message.text()
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert not editor.isVisible()
    for name, matrix in document.evaluator.values().items():
        np.testing.assert_array_equal(matrix, before[name])
    assert document.undo_stack.count() == 0


def test_dragging_a_number_is_one_undo_step(window: MainWindow, qtbot: QtBot) -> None:
    document, view = window.document, window.diagram
    document.last_step()
    start = cell_point(view, "X", (0, 0))
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for pixels in range(1, 41):
        QTest.mouseMove(view.viewport(), start + QPoint(pixels, 0))
    qtbot.wait(20)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(40, 0))
    assert document.value("X")[0, 0] == 1.5
    assert document.undo_stack.count() == 1
    check(window)
    document.undo_stack.undo()
    assert document.value("X")[0, 0] == 1


def test_keys_walk_the_lesson_and_the_diagram(window: MainWindow) -> None:
    document, view = window.document, window.diagram
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert document.cursor.index == 2
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert document.cursor.index == 1
    QTest.keyClick(view, Qt.Key.Key_End)
    assert document.cursor.at_end
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert document.cursor.at_start
    document.last_step()
    document.select("X")
    visited = ["X"]
    for _ in range(6):
        QTest.keyClick(view, Qt.Key.Key_Right)
        visited.append(document.node)
    assert visited[-1] == "head_output"
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert document.node in document.graph["head_output"].inputs
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert document.node in window.matrix_windows


def test_every_node_opens_a_live_editable_window(window: MainWindow) -> None:
    document = window.document
    for name in document.graph.order:
        opened = window.open_matrix(name)
        table = find(opened, QTableView, "matrixTable")
        index = table.model().index(0, 0)
        assert table.model().setData(index, "2.25"), name
        assert document.value(name)[0, 0] == 2.25
        check(window)
    assert len(window.matrix_windows) == len(document.graph.order)
    for name, opened in window.matrix_windows.items():
        shown = find(opened, QTableView, "matrixTable").model()
        text = shown.data(shown.index(0, 0), Qt.ItemDataRole.EditRole)
        assert float(text) == float(document.value(name)[0, 0])


def test_double_click_opens_and_click_selects(window: MainWindow) -> None:
    document, view = window.document, window.diagram
    document.last_step()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=cell_point(view, "K", (2, 1)))
    assert (document.node, document.cell) == ("K", (2, 1))
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=cell_point(view, "K", (2, 1)))
    assert "K" in window.matrix_windows


def test_zoom_and_fit(window: MainWindow) -> None:
    view = window.diagram
    fitted = view.zoom
    QTest.keyClick(view, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom > fitted
    QTest.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom < fitted
    QTest.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert abs(view.zoom - fitted) < 1e-9


def test_the_panel_folds_below_1280_and_unfolds_by_hand(window: MainWindow) -> None:
    assert window.panel.isVisible()
    window.resize(1024, 700)
    QTest.qWait(10)
    assert not window.panel.isVisible()
    assert window.rail.isVisible()
    QTest.mouseClick(find(window, QToolButton, "unfoldPanelButton"), Qt.MouseButton.LeftButton)
    assert window.panel.isVisible()


def test_hidden_numbers_can_be_neither_seen_nor_edited_on_the_diagram(window: MainWindow) -> None:
    document, view = window.document, window.diagram
    assert document.cursor.at_start
    document.select("scores", (0, 0))
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_F2)
    QTest.keyClicks(view, "9")
    QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert not view.findChild(QLineEdit, "cellEditor").isVisible()
    assert document.undo_stack.count() == 0
    assert "2" not in view.accessibleDescription()


def test_the_card_editor_closes_when_the_step_changes(window: MainWindow) -> None:
    document, view = window.document, window.diagram
    document.last_step()
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=cell_point(view, "scores", (0, 0))
    )
    QTest.keyClicks(view, "5")
    editor = find(view, QLineEdit, "cellEditor")
    assert editor.isVisible()
    document.first_step()
    assert not editor.isVisible()
    assert document.evaluator.overrides("scores") == {}


def test_regions_are_cycled_with_f6(window: MainWindow) -> None:
    visited = []
    for _ in range(6):
        QTest.keyClick(window, Qt.Key.Key_F6)
        focus = window.focusWidget()
        assert focus is not None
        visited.append(focus.objectName())
    assert len(set(visited)) >= 4


def test_words_and_columns_from_the_menu(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = window.document
    monkeypatch.setattr(QInputDialog, "getItem", lambda *a, **k: (a[3][1], True))
    monkeypatch.setattr(QInputDialog, "getText", lambda *a, **k: ("adore", True))
    window.actions_["renameWord"].trigger()
    assert document.words == ["I", "adore", "tea"]
    window.actions_["removeWord"].trigger()
    assert document.words == ["I", "tea"]
    window.actions_["removeKeyColumn"].trigger()
    assert document.graph.sizes["d_k"] == 2
    check(window)
    window.actions_["positions"].trigger()
    assert "E" in document.graph
    while document.undo_stack.canUndo():
        document.undo()
    assert document.words == ["I", "love", "tea"]
    assert document.graph.sizes["d_k"] == 3
    window.actions_["sqrtDivisor"].trigger()
    assert document.value("divisor")[0, 0] == 3**0.5


def test_a_clicker_walks_the_lesson_from_a_matrix_window_too(window: MainWindow) -> None:
    opened = window.open_matrix("W_Q")
    table = find(opened, QTableView, "matrixTable")
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_PageDown)
    assert window.document.cursor.index == 1
    QTest.keyClick(table, Qt.Key.Key_PageUp)
    assert window.document.cursor.index == 0


def test_a_formula_is_typed_on_a_card(window: MainWindow) -> None:
    document, view = window.document, window.diagram
    document.last_step()
    type_into_cell(view, "X", (0, 1), "sqrt(3)")
    assert document.value("X")[0, 1] == 3**0.5
    check(window)


def test_the_zoom_stays_while_numbers_change(window: MainWindow) -> None:
    document, view = window.document, window.diagram
    document.last_step()
    QTest.qWait(5)
    zoom = view.zoom
    document.edit_cells("X", {(0, 0): -1234.567})
    QTest.qWait(5)
    assert view.zoom == zoom


def test_prose_has_room_at_every_step(window: MainWindow) -> None:
    for size in ((1280, 800), (1440, 900)):
        window.resize(*size)
        for index in range(len(window.document.lesson.steps)):
            window.document.go_to(index)
            QTest.qWait(2)
            prose = window.panel.lesson.prose
            assert prose.height() >= prose.heightForWidth(prose.width())
            assert window.panel.lesson.height() >= 0.57 * window.panel.height() or (
                window.panel.lesson.height() >= window.panel.lesson.sizeHint().height()
            )

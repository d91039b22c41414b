"""NumberView: typing, turning, dragging, copying, pasting, pins."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QClipboard, QColor, QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from engine.resize import Fill
from engine.words import Word
from gui.appearance import Appearance
from gui.document import Document
from gui.matrix.layout import WINDOW
from gui.matrix.number_view import NumberView

NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def document(document: Document) -> Document:
    """The worked example at its last step, where everything is shown."""
    document.go_to(len(document.lesson.steps) - 1)
    return document


@pytest.fixture
def clipboard(qapp: object) -> Iterator[QClipboard]:
    """The clipboard, emptied afterwards (mime data left behind crashes at exit)."""
    board = QGuiApplication.clipboard()
    yield board
    board.clear()


def _view(qtbot: QtBot, document: Document, appearance: Appearance, node: str) -> NumberView:
    view = NumberView(document, appearance, node=node, sizes=WINDOW)
    qtbot.addWidget(view)
    view.resize(600, 400)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    view.setFocus()
    return view


@pytest.fixture
def view(qtbot: QtBot, document: Document, appearance: Appearance) -> NumberView:
    """X, which is an input, with its first cell selected."""
    made = _view(qtbot, document, appearance, "X")
    document.select("X", (0, 0))
    return made


@pytest.fixture
def keys(qtbot: QtBot, document: Document, appearance: Appearance) -> NumberView:
    """K, which is computed, with its middle cell selected."""
    made = _view(qtbot, document, appearance, "K")
    document.select("K", (1, 1))
    return made


def _editor(view: NumberView) -> QLineEdit:
    editor = view.delegate.editor
    assert editor is not None
    return editor


def _centre(view: NumberView, row: int, column: int) -> QPoint:
    return view.visualRect(view.table.index(row, column)).center()


# -- typing ----------------------------------------------------------------------------------------


def test_typing_replaces_and_enter_keeps_and_goes_down(
    qtbot: QtBot, view: NumberView, document: Document
) -> None:
    qtbot.keyClicks(view, "7")
    qtbot.keyClicks(_editor(view), ".5")
    qtbot.keyClick(_editor(view), Qt.Key.Key_Return)
    assert document.value("X")[0, 0] == 7.5
    assert document.cell == (1, 0)
    assert view.delegate.editor is None


def test_tab_keeps_and_goes_right(qtbot: QtBot, view: NumberView, document: Document) -> None:
    qtbot.keyClick(view, Qt.Key.Key_F2)
    assert _editor(view).text() == "1"
    qtbot.keyClicks(_editor(view), "3")
    qtbot.keyClick(_editor(view), Qt.Key.Key_Tab)
    assert document.value("X")[0, 0] == 3
    assert document.cell == (0, 1)
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    qtbot.keyClick(view, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert document.cell == (0, 1)


def test_escape_puts_the_old_number_back(
    qtbot: QtBot, view: NumberView, document: Document
) -> None:
    qtbot.keyClicks(view, "9")
    qtbot.keyClick(_editor(view), Qt.Key.Key_Escape)
    assert view.delegate.editor is None
    assert document.value("X")[0, 0] == 1
    assert document.undo_stack.count() == 0


def test_nonsense_stays_in_the_cell_with_a_red_rim(
    qtbot: QtBot, view: NumberView, document: Document
) -> None:
    qtbot.keyClicks(view, "1")
    qtbot.keyClicks(_editor(view), ".2.3")
    with qtbot.waitSignal(view.refused) as refusal:
        qtbot.keyClick(_editor(view), Qt.Key.Key_Return)
    assert refusal.args is not None
    assert "1.2.3" in refusal.args[0]
    assert _editor(view).text() == "1.2.3"
    assert _editor(view).property("wrong") is True
    assert document.undo_stack.count() == 0
    qtbot.keyClick(_editor(view), Qt.Key.Key_Backspace)
    assert _editor(view).property("wrong") is False


def test_ctrl_z_in_an_untouched_editor_undoes_the_document(
    qtbot: QtBot, view: NumberView, document: Document
) -> None:
    document.edit_cells("X", {(0, 0): 5})
    qtbot.keyClick(view, Qt.Key.Key_F2)
    qtbot.keyClicks(_editor(view), "8")
    qtbot.keyClick(_editor(view), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert _editor(view).text() == "5"
    assert document.value("X")[0, 0] == 5
    qtbot.keyClick(_editor(view), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert document.value("X")[0, 0] == 1
    assert _editor(view).text() == "1"


# -- the selected cell -----------------------------------------------------------------------------


def test_the_selected_cell_is_the_documents_both_ways(
    qtbot: QtBot, view: NumberView, document: Document
) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert (document.node, document.cell) == ("X", (0, 1))
    document.select("X", (2, 3))
    assert (view.currentIndex().row(), view.currentIndex().column()) == (2, 3)
    qtbot.mouseClick(view.viewport(), LEFT, pos=_centre(view, 1, 2))
    assert document.cell == (1, 2)
    document.select("K", (0, 0))
    assert document.cell == (0, 0)


def test_pointing_lights_the_cell(qtbot: QtBot, view: NumberView, document: Document) -> None:
    qtbot.mouseMove(view.viewport(), _centre(view, 1, 1))
    assert document.lit == ("X", (1, 1))
    assert view.viewport().cursor().shape() == Qt.CursorShape.SplitHCursor


# -- turning ---------------------------------------------------------------------------------------


def _press_and_move(view: NumberView, pixels: int) -> None:
    """A drag as events with the button held (QTest's own moves hold none)."""
    start = QPointF(_centre(view, 0, 0))
    port = view.viewport()
    QTest.mousePress(port, LEFT, NONE, start.toPoint())
    for step in range(1, pixels + 1):
        at = start + QPointF(step, 0)
        move = QMouseEvent(QEvent.Type.MouseMove, at, port.mapToGlobal(at),
                           Qt.MouseButton.NoButton, LEFT, NONE)  # fmt: skip
        QApplication.sendEvent(port, move)
    QTest.mouseRelease(port, LEFT, NONE, (start + QPointF(pixels, 0)).toPoint())


def test_a_drag_of_three_notches_is_one_undo_step(
    qtbot: QtBot, view: NumberView, document: Document
) -> None:
    _press_and_move(view, 25)
    assert document.value("X")[0, 0] == 1.3
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert document.value("X")[0, 0] == 1


def test_a_click_turns_nothing(qtbot: QtBot, view: NumberView, document: Document) -> None:
    _press_and_move(view, 5)
    assert document.undo_stack.count() == 0
    assert document.cell == (0, 0)


@pytest.mark.parametrize(
    ("key", "extra", "expected"),
    [
        (Qt.Key.Key_Up, NONE, 1.1),
        (Qt.Key.Key_Down, NONE, 0.9),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier, 2.0),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier, 0.99),
    ],
)
def test_alt_and_an_arrow_turn_the_number(
    qtbot: QtBot,
    view: NumberView,
    document: Document,
    key: Qt.Key,
    extra: Qt.KeyboardModifier,
    expected: float,
) -> None:
    qtbot.keyClick(view, key, Qt.KeyboardModifier.AltModifier | extra)
    assert document.value("X")[0, 0] == expected
    assert document.undo_stack.count() == 1


def test_turning_a_divisor_to_zero_is_refused(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    view = _view(qtbot, document, appearance, "divisor")
    document.select("divisor", (0, 0))
    modifiers = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(view.refused):
        qtbot.keyClick(view, Qt.Key.Key_Down, modifiers)
    assert document.value("divisor")[0, 0] == 1


# -- pins ------------------------------------------------------------------------------------------


def test_delete_releases_a_pin_and_leaves_an_input_alone(
    qtbot: QtBot, keys: NumberView, view: NumberView, document: Document
) -> None:
    document.edit_cells("K", {(1, 1): 6})
    document.select("K", (1, 1))
    qtbot.keyClick(keys, Qt.Key.Key_Delete)
    assert document.value("K")[1, 1] == 4
    count = document.undo_stack.count()
    document.select("X", (1, 1))
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert document.undo_stack.count() == count


# -- the clipboard ---------------------------------------------------------------------------------


def test_copies_the_selected_range_in_full(
    qtbot: QtBot, document: Document, appearance: Appearance, clipboard: QClipboard
) -> None:
    view = _view(qtbot, document, appearance, "weights")
    document.select("weights", (0, 0))
    qtbot.mouseClick(view.viewport(), LEFT, Qt.KeyboardModifier.ShiftModifier, _centre(view, 1, 1))
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    rows = [[float(field) for field in line.split("\t")] for line in clipboard.text().split("\n")]
    assert rows == document.value("weights")[:2, :2].tolist()


@pytest.mark.parametrize(
    "text", ["1\t2\n3\t4\n", "1,2\n3,4", "1 2\r\n3 4", "[[1, 2], [3, 4]]", "1; 2;\n3; 4;"]
)
def test_pastes_what_fits_at_the_cell(
    view: NumberView, document: Document, clipboard: QClipboard, text: str
) -> None:
    document.select("X", (1, 2))
    clipboard.setText(text)
    view.paste()
    assert document.value("X")[1:, 2:].tolist() == [[1, 2], [3, 4]]
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert document.value("X")[1:, 2:].tolist() == [[0, 2], [1, 1]]


def test_a_whole_matrix_replaces_the_whole_from_any_cell(
    keys: NumberView, document: Document, clipboard: QClipboard
) -> None:
    clipboard.setText("1 2 3\n4 5 6\n7 8 9")
    keys.paste()
    assert document.value("K").tolist() == [[1, 2, 3], [4, 5, 6], [7, 8, 9]]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1 2\n3 4\n5 6\n7 8", "These are 4×2 numbers; K is 3×3. Nothing was pasted."),
        ("1 2 3\n4 5 6", "These are 2×3 numbers; from K[love, 2] on there is room for 2×2."),
        ("1 2\n3", "Row 2 has 1 numbers; row 1 has 2. Nothing was pasted."),
        ("1 x", "“x” is not a number"),
        ("", "There are no numbers to read. Nothing was pasted."),
    ],
)
def test_what_does_not_fit_is_refused_whole(
    qtbot: QtBot, keys: NumberView, document: Document, clipboard: QClipboard, text: str, why: str
) -> None:
    clipboard.setText(text)
    with qtbot.waitSignal(keys.refused) as refusal:
        keys.paste()
    assert refusal.args is not None
    assert why in refusal.args[0]
    assert refusal.args[0].endswith("Nothing was pasted.")
    assert document.undo_stack.count() == 0


# -- labels and looks ------------------------------------------------------------------------------


def test_a_double_click_on_a_word_renames_it(
    qtbot: QtBot, view: NumberView, document: Document
) -> None:
    at = view.down.section_rect(2).center()
    qtbot.mouseDClick(view.down.viewport(), LEFT, pos=at)
    line = view.down.findChild(QLineEdit, "wordEditor")
    assert line is not None
    line.setText("coffee")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert document.words == ["I", "love", "coffee"]


def test_numbers_stay_readable_in_a_font_twice_as_large(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    view = _view(qtbot, document, appearance, "weights")
    height = view.rowHeight(0)
    view.resize(300, 160)
    small = view.numeral, view.rowHeight(0)
    font = view.font()
    font.setPixelSize(28)
    view.setFont(font)
    assert view.numeral >= 27
    assert view.rowHeight(0) > small[1]
    assert height > 0


def test_heat_is_painted_and_hidden_cells_are_not(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    view = _view(qtbot, document, appearance, "scores")
    document.select("X")
    theme = appearance.theme
    at = _centre(view, 1, 1) - QPoint(40, 20)
    shown = QColor(view.viewport().grab().toImage().pixel(at))
    assert shown == QColor(theme.diverging.fills[-1])
    document.go_to(0)
    view.table.respect_lesson = True
    hidden = QColor(view.viewport().grab().toImage().pixel(at))
    assert hidden in (QColor(theme.card), QColor(theme.hairline))


def test_another_size_and_a_pin_repaint_without_a_word(
    qtbot: QtBot, view: NumberView, keys: NumberView, document: Document
) -> None:
    document.edit_cells("K", {(2, 2): 1e200})
    document.edit_cells("Q", {(2, 2): 1e200})
    document.insert("word", 0, Fill(1), Word("now", "现在"))
    document.remove("d_model", 3)
    for shown in (view, keys):
        shown.grab()
        shown.table.set_transposed(True)
        shown.grab()
    assert view.table.columnCount() == 4

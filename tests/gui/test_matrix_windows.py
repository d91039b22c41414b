"""The panel, the windows, the heat map and the explanation, live and together."""

from __future__ import annotations

import gc
import math
import subprocess
import sys

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt, QTranslator
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QSpinBox, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from gui.appearance import Appearance
from gui.document import Document
from gui.drawing.explanation import explanation_picture, explanation_text
from gui.drawing.primitives import Text
from gui.matrix.cell_explanation import CellExplanation
from gui.matrix.heatmap_view import HeatmapView
from gui.matrix.panel import MatrixPanel
from gui.matrix.resize_dialog import ResizeDialog, ask_insert, remove_axis
from gui.matrix.window import MatrixWindow

# The offscreen platform says so of every window that has a least size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def document(document: Document) -> Document:
    """The worked example at its last step, where everything is shown."""
    document.go_to(len(document.lesson.steps) - 1)
    return document


class Shouting(QTranslator):
    """A language in which everything is in capitals."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, note: str = "", n: int = -1) -> str:  # type: ignore[override]
        parts = source.split("{")
        return parts[0].upper() + "".join(
            "{" + p.split("}")[0] + "}" + p.split("}")[1].upper() for p in parts[1:]
        )


def _window(qtbot: QtBot, document: Document, appearance: Appearance, node: str) -> MatrixWindow:
    window = MatrixWindow(document, appearance, node)
    with qtbot.waitExposed(window):
        window.show()
    return window


def _find(parent: QWidget, kind: type, name: str) -> QWidget:
    found = parent.findChild(kind, name)
    assert found is not None, name
    return found


# -- the panel -------------------------------------------------------------------------------------


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
    qtbot.mouseClick(_find(panel, QPushButton, "sqrtDivisorButton"), Qt.MouseButton.LeftButton)
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


# -- the heat map ----------------------------------------------------------------------------------


def test_pyqtgraph_is_imported_with_the_first_heat_map_only() -> None:
    code = (
        "import sys; import gui.matrix.window, gui.matrix.panel; "
        "sys.exit('pyqtgraph' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_heat_map_shows_labels_colours_and_the_selected_cell(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    window = _window(qtbot, document, appearance, "scores")
    heat = window.heat
    assert heat.plot is not None
    assert heat.plot.labels == ["I", "love", "tea", "I", "love", "tea"]
    document.select("scores", (1, 2))
    assert heat.value_line.text() == "scores[love, tea] = 12"
    assert heat.plot.image.image[1, 1].tolist() == appearance.theme.diverging.table[-1].tolist()
    at = heat.plot._box.mapViewToScene(QPointF(0.5, 2.5))
    heat.plot._on_moved(at)
    assert document.lit == ("scores", (2, 0))
    heat.plot.cell_clicked.emit(2, 1)
    assert document.cell == (2, 1)
    qtbot.keyClick(heat, Qt.Key.Key_Up)
    assert document.cell == (1, 1)
    document.rename_word(2, "coffee")
    assert "coffee" in heat.plot.labels
    window.bar.transpose.click()
    document.select("scores", (0, 1))
    window.close()


def test_a_heat_map_that_is_not_seen_waits(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    heat = HeatmapView(document, appearance)
    qtbot.addWidget(heat)
    document.edit_cells("X", {(0, 0): 3})
    assert heat.plot is None


# -- the explanation -------------------------------------------------------------------------------


def _lines(document: Document, appearance: Appearance) -> str:
    return explanation_text(document, appearance.theme)


@pytest.mark.parametrize(
    ("node", "cell", "expected"),
    [
        ("scores", (1, 2), "scores[love, tea] = Q[love] · K[tea] = 2·2 + 2·3 + 2·1 = 12"),
        ("Q", (1, 2), "Q[love, 3] = X[love] · W_Q[:, 3] = 0·1 + 2·0 + 0·1 + 2·1 = 2"),
        (
            "head_output",
            (0, 1),
            "head_output[I, 2] = weights[I] · V[:, 2] = 0.063·2 + 0.468·8 + 0.468·6 = 6.683",
        ),
        (
            "scaled_scores",
            (1, 2),
            "scaled_scores[love, tea] = scores[love, tea] ÷ divisor = 12 ÷ 1 = 12",
        ),
        ("weights", (0, 1), "weights[I, love] = softmax(scaled_scores[I]) = e4 / (e2 + e4 + e4) ="),
        ("X", (0, 0), "X[I, 1] = 1 An input. Change it and everything after it follows."),
    ],
)
def test_a_cell_is_explained_in_a_line(
    document: Document, appearance: Appearance, node: str, cell: tuple[int, int], expected: str
) -> None:
    document.select(node, cell)
    assert _lines(document, appearance).startswith(expected)


def test_positions_are_explained_as_a_sum_and_a_wave(
    document: Document, appearance: Appearance
) -> None:
    document.set_positions(True)
    document.select("X", (1, 0))
    assert "= E[love, 1] + PE[love, 1] = 0 + 0.841 = 0.841" in _lines(document, appearance)
    document.select("PE", (1, 3))
    assert "cos(1 / 100002/4) = 1.000" in _lines(document, appearance)


def test_more_than_eight_terms_are_summed_up(document: Document, appearance: Appearance) -> None:
    from engine.state import Fill

    for _ in range(8):
        document.insert("d_model", 4, Fill(5))
    document.select("Q", (1, 2))
    assert "… and 9 more =" in _lines(document, appearance)
    parts, _ = explanation_picture(document, appearance.theme, 300)
    assert max(p.x for p in parts if isinstance(p, Text)) < 300


@pytest.mark.parametrize("width", [240, 300, 700, 1200])
def test_the_picture_stays_in_its_room(
    document: Document, appearance: Appearance, width: int
) -> None:
    from gui.drawing.fonts import text_rect

    for node in document.graph.order:
        document.select(node, (0, 0))
        parts, height = explanation_picture(document, appearance.theme, width)
        for part in parts:
            if isinstance(part, Text):
                assert text_rect(part).right <= width + 5, part.plain  # a space at its end
                assert part.y <= height


def test_a_pin_is_named_and_released(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    strip = CellExplanation(document, appearance)
    qtbot.addWidget(strip)
    strip.resize(300, 200)
    strip.show()
    assert strip.release_button.isHidden()
    document.edit_cells("K", {(1, 1): 6})
    document.select("K", (1, 1))
    assert "You pinned this cell at 6. The flow uses 6, not 4." in strip.accessibleDescription()
    assert strip.release_button.isVisible()
    tall = strip.minimumHeight()
    strip.release_button.click()
    assert document.value("K")[1, 1] == 4
    assert strip.release_button.isHidden()
    assert strip.minimumHeight() == tall
    strip.grab()


def test_the_first_number_that_is_not_finite_is_named(
    document: Document, appearance: Appearance
) -> None:
    document.edit_cells("X", {(0, 0): 1e200})
    document.edit_cells("W_K", {(0, 0): 1e200})
    document.edit_cells("W_Q", {(0, 0): 1e200})
    document.select("scores", (0, 0))
    assert "The first number that is not finite is Q[I, 1]." in _lines(document, appearance)


# -- windows ---------------------------------------------------------------------------------------


def test_several_windows_are_live_at_once(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    keys, scores = (_window(qtbot, document, appearance, node) for node in ("K", "scores"))
    assert keys.windowTitle() == "K – Keys"
    keys.table.setData(keys.table.index(1, 1), "6")
    assert scores.table.index(1, 1).data() == "20"
    assert keys.about.text() == "3×3, computed, 1 pinned"
    qtbot.keyClick(keys, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert scores.table.index(1, 1).data() == "16"
    keys.table.set_decimals(2)
    assert scores.table.decimals == 0
    for window in (keys, scores):
        window.close()


def test_a_closed_window_is_gone_and_nobody_minds(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    for node in ("K", "X", "divisor"):
        window = _window(qtbot, document, appearance, node)
        qtbot.keyClick(window.numbers, Qt.Key.Key_Escape)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        assert not isValid(window)
        del window
        gc.collect()
    document.edit_cells("X", {(0, 0): 3})
    document.select("K", (0, 0))
    document.set_positions(True)
    appearance.changed.emit()


def test_escape_in_an_editor_does_not_close_the_window(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    window = _window(qtbot, document, appearance, "X")
    document.select("X", (0, 0))
    qtbot.keyClick(window.numbers, Qt.Key.Key_F2)
    assert window.numbers.delegate.editor is not None
    qtbot.keyClick(window.numbers.delegate.editor, Qt.Key.Key_Escape)
    assert window.isVisible()
    window.close()


def test_the_window_of_a_node_that_goes_closes(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    document.set_positions(True)
    window = _window(qtbot, document, appearance, "PE")
    document.undo_stack.undo()
    assert not isValid(window) or not window.isVisible()


def test_layouts_and_sizes(qtbot: QtBot, document: Document, appearance: Appearance) -> None:
    window = _window(qtbot, document, appearance, "W_Q")
    window.show_layout("numbers")
    assert not window.heat.isVisible()
    window.show_layout("heatmap")
    assert not window.numbers.isVisible()
    window.show_layout("both")
    assert _find(window, QPushButton, "addRowButton").isVisible()
    document.select("W_Q", (1, 2))
    button = _find(window, QPushButton, "removeColumnButton")
    assert isinstance(button, QPushButton)
    assert button.text() == "Remove column 3"
    button.click()
    assert document.graph.shapes["W_Q"] == (4, 2)
    assert window.about.text() == "4×2, an input"
    window.close()


def test_the_dialog_adds_a_word_and_a_column(qtbot: QtBot, document: Document) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    dialog = ask_insert(document, "word", 3, host)
    assert isinstance(dialog, ResizeDialog)
    assert not dialog.add.isEnabled()
    _find(dialog, QLineEdit, "wordEdit").setText("now")  # type: ignore[attr-defined]
    _find(dialog, QSpinBox, "seedBox").setValue(3)  # type: ignore[attr-defined]
    dialog.accept()
    assert document.words == ["I", "love", "tea", "now"]
    assert document.value("X")[3].any()
    ask_insert(document, "d_k", 3, host).accept()
    assert document.value("W_Q")[:, 3].tolist() == [0, 0, 0, 0]
    assert remove_axis(document, "word", 3, host)
    assert document.undo_stack.count() == 3


def test_the_last_word_cannot_go(qtbot: QtBot, document: Document) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    assert remove_axis(document, "word", 0, host)
    assert remove_axis(document, "word", 0, host)
    assert not remove_axis(document, "word", 0, host)


def test_every_control_has_a_name(
    qtbot: QtBot, document: Document, appearance: Appearance, panel: MatrixPanel
) -> None:
    window = _window(qtbot, document, appearance, "X")
    for parent in (window, panel):
        for kind in (QPushButton, QToolButton):
            for control in parent.findChildren(kind):
                if control.isVisible():
                    assert control.objectName(), control.text()
                    assert control.accessibleName(), control.objectName()
    window.close()


def test_everything_follows_the_language(
    qtbot: QtBot, document: Document, appearance: Appearance, panel: MatrixPanel
) -> None:
    window = _window(qtbot, document, appearance, "K")
    document.select("K", (1, 1))
    shouting = Shouting()
    QCoreApplication.installTranslator(shouting)
    try:
        document.set_language("zh")
        QCoreApplication.processEvents()
        assert window.windowTitle() == "K – KEYS"
        assert panel.title.text() == "KEYS"
        assert window.explanation.accessibleName() == "HOW THIS CELL IS MADE"
        assert window.bar.decimals.text() == "0 DECIMALS"
        assert window.numbers.down.text(1) == "爱"
        labels = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
        assert "HEAT MAP" in labels
    finally:
        QCoreApplication.removeTranslator(shouting)
        window.close()


def test_everything_follows_the_theme(
    qtbot: QtBot, document: Document, appearance: Appearance, panel: MatrixPanel
) -> None:
    window = _window(qtbot, document, appearance, "scores")
    light = window.grab().toImage()
    appearance.set_mode("dark")
    assert window.grab().toImage() != light
    assert window.heat.plot is not None
    appearance.set_mode("light")
    window.close()

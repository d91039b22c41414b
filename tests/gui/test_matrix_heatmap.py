"""The heat map: colours, labels, the selected cell, zoom, what stands out."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from engine.pipeline import Config
from gui.appearance import Appearance
from gui.document import Document
from gui.matrix.heatmap_view import HeatmapView
from gui.matrix.lens import LARGEST_CELL
from gui.matrix.window import MatrixWindow
from tests.gui.matrix_help import LEFT, NONE, example, move, open_window, settle

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
    """The window of a matrix with more columns than its heat map has pixels: W_K, 6 × 900."""
    return open_window(qtbot, example(Config(6, 900, 2)), appearance, "W_K")


def _plot(window: MatrixWindow) -> QWidget:
    assert window.heat.plot is not None
    return window.heat.plot


def _picture(window: MatrixWindow) -> QImage:
    return _plot(window).viewport().grab().toImage()


def _centre(window: MatrixWindow, row: int, column: int) -> QPointF:
    lens = window.heat.lens
    assert lens is not None
    return lens.rect(row, column).center()


def _near(colour: QColor, expected: str) -> bool:
    """Whether two colours are the same up to the 251 shades a picture has."""
    wanted = QColor(expected)
    pairs = zip(colour.getRgb()[:3], wanted.getRgb()[:3], strict=True)
    return all(abs(a - b) <= 3 for a, b in pairs)


def _wheel(plot: QWidget, at: QPointF, notches: int, modifiers: Qt.KeyboardModifier) -> None:
    event = QWheelEvent(at, plot.mapToGlobal(at), QPoint(), QPoint(0, 120 * notches),
                        Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase,
                        False)  # fmt: skip
    QApplication.sendEvent(plot.viewport(), event)


def test_pyqtgraph_is_imported_with_the_first_heat_map_only() -> None:
    code = (
        "import sys; import gui.matrix.window, gui.matrix.panel; "
        "sys.exit('pyqtgraph' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_labels_value_and_selection(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    window = open_window(qtbot, document, appearance, "scores")
    heat, plot = window.heat, _plot(window)
    assert heat.sides.labels == ["I", "love", "tea", "I", "love", "tea"]
    document.select("scores", (1, 2))
    assert window.figures.value_line.text() == "scores[love, tea] = 12"
    move(plot.viewport(), _centre(window, 2, 0))
    assert document.lit == ("scores", (2, 0))
    QTest.mouseClick(plot.viewport(), LEFT, NONE, _centre(window, 2, 1).toPoint())
    assert document.cell == (2, 1)
    qtbot.keyClick(heat, Qt.Key.Key_Up)
    assert document.cell == (1, 1)
    document.rename_word(2, "coffee")
    assert "coffee" in heat.sides.labels
    window.bar.transpose.click()
    document.select("scores", (0, 1))
    assert heat.overlay.selected == (1, 0)
    window.close()


def test_colours_are_those_of_the_scale(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    document.edit_cells("X", {(0, 1): 0.0, (0, 0): -2.0, (1, 1): 2.0})
    window = open_window(qtbot, document, appearance, "X")
    window.table.scale.choose({"X"})
    document.select("X")
    picture, colours = _picture(window), appearance.theme.diverging

    def at(row: int, column: int) -> QColor:
        return QColor(picture.pixel((_centre(window, row, column) + QPointF(6, 6)).toPoint()))

    assert _near(at(0, 0), colours.fills[0])
    assert _near(at(0, 1), colours.fills[len(colours.fills) // 2])
    assert _near(at(1, 1), colours.fills[-1])
    window.close()


def test_what_is_no_finite_number_is_hatched(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    document.edit_cells("X", {(0, 0): 1e200})
    document.edit_cells("W_Q", {(0, 0): 1e200})
    window = open_window(qtbot, document, appearance, "Q")
    assert np.isinf(document.value("Q")[0, 0])
    settle(0.05)
    picture, theme, middle = _picture(window), appearance.theme, _centre(window, 0, 0)
    seen = {
        QColor(picture.pixel(int(middle.x()) + x, int(middle.y()) + y)).name()
        for x in range(12)
        for y in range(12)
    }
    assert seen == {QColor(theme.card).name(), QColor(theme.ghost).name()}
    window.close()


def test_a_heat_map_that_is_not_seen_waits(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    heat = HeatmapView(document, appearance)
    qtbot.addWidget(heat)
    document.edit_cells("X", {(0, 0): 3})
    assert heat.plot is None


# -- zoom ------------------------------------------------------------------------------------------


def test_one_cell_among_many_is_not_lost_between_pixels(wide: MatrixWindow) -> None:
    document = wide.document
    matrix = np.zeros((6, 900))
    matrix[3, 457] = -1.0
    document.edit_matrix("W_K", matrix)
    wide.table.scale.choose({"W_K"})
    document.select("W_K")
    lens = wide.heat.lens
    assert lens is not None
    assert lens.wide < 1
    _plot(wide).settle()  # type: ignore[attr-defined]
    picture = _picture(wide)
    y = round(_centre(wide, 3, 457).y())
    strongest = appearance_low(wide)
    found = [x for x in range(picture.width()) if _near(QColor(picture.pixel(x, y)), strongest)]
    assert found
    assert abs(found[0] - 457.5 * lens.wide) <= 1.5
    wide.close()


def appearance_low(window: MatrixWindow) -> str:
    """The colour of the least value of the scale."""
    return window.appearance.theme.diverging.fills[0]


def test_the_wheel_zooms_around_the_pointer_and_scrolls(wide: MatrixWindow) -> None:
    plot, at = _plot(wide), QPointF(150, 20)
    for _ in range(12):
        _wheel(plot, at, 1, CTRL)
    lens = wide.heat.lens
    assert lens is not None
    # what was under the pointer still is: 150 px of 900 columns that fitted the room
    assert (lens.left + 150) / lens.wide == pytest.approx(150 / lens.fitted_wide)
    before = lens.left
    _wheel(plot, at, -1, Qt.KeyboardModifier.ShiftModifier)
    assert wide.heat.lens is not None
    assert wide.heat.lens.left == pytest.approx(before + 60)
    _wheel(plot, at, -30, CTRL)
    assert wide.heat.lens.whole
    wide.close()


def test_buttons_zoom_from_fit_to_readable_and_show_one_cell_a_pixel(wide: MatrixWindow) -> None:
    zoom = wide.right.zoom
    zoom.one.click()
    assert wide.heat.lens is not None
    assert wide.heat.lens.wide == 1
    for _ in range(20):
        zoom.larger.click()
    assert wide.heat.lens.wide == LARGEST_CELL
    zoom.smaller.click()
    assert wide.heat.lens.wide < LARGEST_CELL
    zoom.whole.click()
    assert wide.heat.lens.whole
    wide.close()


def test_a_drag_pans_and_selects_nothing(wide: MatrixWindow) -> None:
    wide.right.zoom.one.click()
    assert wide.heat.lens is not None
    wide.heat.show_lens(wide.heat.lens.scrolled_to(200, 0))
    before, port = wide.heat.lens.left, _plot(wide).viewport()
    selected = wide.document.cell
    QTest.mousePress(port, LEFT, NONE, QPoint(100, 20))
    move(port, QPointF(60, 20), held=True)
    QTest.mouseRelease(port, LEFT, NONE, QPoint(60, 20))
    assert wide.heat.lens.left == before + 40
    assert wide.document.cell == selected
    wide.close()


def test_a_selected_cell_comes_into_sight(wide: MatrixWindow) -> None:
    wide.right.zoom.one.click()
    for _ in range(8):
        wide.right.zoom.larger.click()
    wide.document.select("W_K", (5, 899))
    lens = wide.heat.lens
    assert lens is not None
    _, columns = lens.visible()
    assert columns.stop == 900
    wide.document.select("W_K", (0, 0))
    assert wide.heat.lens is not None
    assert wide.heat.lens.left == 0
    wide.close()


def test_numbers_stand_in_cells_that_are_looked_at_closely(wide: MatrixWindow) -> None:
    ink = QColor(wide.appearance.theme.text).name()
    wide.document.select("W_K")
    assert wide.heat.lens is not None
    for side, expected in ((8, False), (80, True)):
        wide.heat.show_lens(wide.heat.lens.with_smallest(side, 0, 0))
        picture = _picture(wide)
        area = wide.heat.lens.rect(0, 1).toRect()
        seen = {
            QColor(picture.pixel(x, y)).lightness()
            for x in range(area.left() + 2, min(area.right() - 2, picture.width()))
            for y in range(area.top() + 2, min(area.bottom() - 2, picture.height()))
        }
        dark = [shade for shade in seen if shade < 60]
        assert bool(dark) == expected, (side, ink)
    wide.close()


def test_the_frame_says_what_the_table_has_in_sight(wide: MatrixWindow) -> None:
    wide.document.select("W_K", (0, 700))
    framed = wide.heat.overlay.framed
    assert framed is not None
    assert 700 in framed[1]
    assert 0 not in framed[1]
    wide.show_layout("heatmap")
    assert wide.heat.overlay.framed is None
    wide.close()


# -- the magnifier ---------------------------------------------------------------------------------


def test_the_magnifier_shows_the_numbers_around_the_pointer(wide: MatrixWindow) -> None:
    wide.document.select("W_K")
    port = _plot(wide).viewport()
    move(port, _centre(wide, 2, 450))
    magnifier = wide.heat.magnifier
    assert magnifier.isVisible()
    rows, columns = magnifier.cells()
    assert rows == range(0, 5)
    assert columns == range(448, 453)
    assert wide.document.lit == ("W_K", (2, 450))
    magnifier.grab()
    move(port, _centre(wide, 5, 899))
    assert magnifier.cells() == (range(1, 6), range(895, 900))
    inside = wide.heat.rect().contains(magnifier.geometry())
    assert inside
    wide.right.magnifier.click()
    move(port, _centre(wide, 1, 300))
    assert not magnifier.isVisible()
    wide.close()


def test_no_magnifier_over_cells_that_are_large(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    window = open_window(qtbot, document, appearance, "scores")
    move(_plot(window).viewport(), _centre(window, 1, 1))
    assert not window.heat.magnifier.isVisible()
    assert document.lit == ("scores", (1, 1))
    window.close()

"""The matrix views under stress: large numbers, many labels, hidden cells, work that is saved."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QRectF,
)
from pytestqt.qtbot import QtBot

from engine.resize import Fill, insert
from engine.scenario import find_scenario
from engine.words import Word
from gui.appearance import Appearance
from gui.document import Document
from gui.drawing.explanation import making_picture
from gui.matrix.cell_explanation import CellExplanation
from gui.matrix.colour_bar import ColourBar
from gui.matrix.figures import Figures, automatic_decimals
from gui.matrix.heatmap_plot import HeatmapPlot
from gui.matrix.panel import MatrixPanel
from gui.matrix.table_model import MatrixTableModel
from tests.gui.matrix_help import open_window

# The offscreen platform says so of every window that has a least size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


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
    window = open_window(qtbot, document, appearance, "X")
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
        window = open_window(qtbot, document, appearance, "X")
        document.edit_cells("X", {(0, 0): 1.7e308, (0, 1): -1.7e308})
        window.grab()
    window.close()


def test_the_colour_bar_spans_the_largest_numbers(qtbot: QtBot, appearance: Appearance) -> None:
    bar = ColourBar()
    qtbot.addWidget(bar)
    theme = appearance.theme
    bar.show_scale(theme, theme.diverging, 1.7e308, Figures(-1.7e308, 1.7e308, 0.0, 2, 0))
    area = QRectF(0, 0, 10, 100)
    assert [bar._y(area, value) for value in (-1.7e308, 0.0, 1.7e308)] == [100, 50, 0]


def test_a_hidden_cell_is_explained_in_its_window_only(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    document.first_step()
    assert not document.is_shown("scores", (1, 1))
    strip = CellExplanation(document, appearance)
    qtbot.addWidget(strip)
    strip.resize(300, 200)
    strip.show()
    window = open_window(qtbot, document, appearance, "scores")
    document.select("scores", (1, 1))
    assert strip.accessibleDescription() == "scores[love, love] = ?"
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


def test_an_explanation_that_is_not_seen_waits_and_one_that_stays_is_kept(
    qtbot: QtBot, document: Document, appearance: Appearance, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out: list[object] = []
    draw = making_picture

    def count(*args: object, **named: object) -> object:
        laid_out.append(args)
        return draw(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr("gui.matrix.explanation_strip.making_picture", count)
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
    window = open_window(qtbot, document, appearance, "X")
    document.select("X", (0, 0))
    drawn = [0]
    draw = HeatmapPlot.show_entries

    def count_draw(self: HeatmapPlot, *args: object, **named: object) -> None:
        drawn[0] += 1
        draw(self, *args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(HeatmapPlot, "show_entries", count_draw)
    document.edit_cells("X", {(0, 0): 4})
    assert drawn == [1]
    assert window.figures.value_line.text() == "X[I, 1] = 4"
    window.close()


def test_a_window_reads_its_header_only_for_its_own_node(
    qtbot: QtBot, document: Document, appearance: Appearance, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(qtbot, document, appearance, "K")
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

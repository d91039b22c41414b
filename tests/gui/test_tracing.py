"""A trace: what the cards show of it, how it begins and ends, what the line under them says."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from engine.influence import influence
from engine.ops import Cell
from engine.scenario import find_scenario
from gui.appearance import Appearance
from gui.diagram.tips import trace_tip
from gui.diagram.view import DiagramView
from gui.document import Document
from gui.drawing.content import card_content
from gui.trace_bar import TraceBar
from tests.gui.variants import VARIANTS, varied

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
_KEPT: list[Document] = []


@pytest.fixture
def traced() -> Document:
    """The worked example at its end, weights[love, tea] selected and traced."""
    document = Document(find_scenario("worked-example"))
    _KEPT.append(document)
    document.last_step()
    document.select("weights", (1, 2))
    document.trace_inputs()
    return document


def tint(document: Document, appearance: Appearance, name: str):  # type: ignore[no-untyped-def]
    return card_content(document, appearance.theme, name, document.visible()[name]).tint


def test_cards_are_shaded_by_the_slope(traced: Document, appearance: Appearance) -> None:
    slopes = influence(traced.evaluator, "weights", (1, 2))
    for name in ("X", "W_Q", "Q", "scores"):
        shown, slope = tint(traced, appearance, name), slopes[name]
        assert np.allclose(shown.shades * np.abs(slope).max(), slope)
        assert np.abs(shown.shades).max() == 1
    assert not tint(traced, appearance, "V").cells.any()
    assert tint(traced, appearance, "scores").cells.tolist() == [
        [False] * 3,
        [True] * 3,
        [False] * 3,
    ]


def test_it_follows_edits_and_ends(traced: Document, appearance: Appearance) -> None:
    before = tint(traced, appearance, "W_K").shades.copy()
    traced.edit_cells("W_Q", {(1, 0): 3.0})
    assert not np.array_equal(tint(traced, appearance, "W_K").shades, before)
    traced.trace_inputs()  # once more: it ends
    assert not traced.tracing.on
    assert tint(traced, appearance, "W_K") is None
    traced.trace_feeds()
    assert traced.tracing.on
    traced.switch(mask="causal")
    assert not traced.tracing.on


def test_a_hidden_cell_is_not_traced() -> None:
    document = Document(find_scenario("worked-example"))
    _KEPT.append(document)
    document.first_step()
    document.select("weights", (1, 2))
    document.trace_inputs()
    assert not document.tracing.on


def test_the_keys_of_the_diagram(qtbot: QtBot, traced: Document, appearance: Appearance) -> None:
    traced.tracing.end()
    view = DiagramView(traced, appearance)
    qtbot.addWidget(view)
    view.resize(1100, 700)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_I)
    trace = traced.tracing.trace()
    assert trace is not None
    assert trace.kind == "inputs"
    QTest.keyClick(view, Qt.Key.Key_O)
    trace = traced.tracing.trace()
    assert trace is not None
    assert trace.kind == "feeds"
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not traced.tracing.on
    assert traced.cell == (1, 2)


def test_the_line_names_the_strongest(
    qtbot: QtBot, traced: Document, appearance: Appearance
) -> None:
    bar = TraceBar(traced, appearance)
    qtbot.addWidget(bar)
    bar.refresh()
    slopes = influence(traced.evaluator, "weights", (1, 2))
    every = [
        (abs(float(slopes[name][cell])), name, cell)
        for name in ("X", "W_Q", "W_K", "divisor")
        for cell in np.ndindex(slopes[name].shape)
    ]
    strongest = traced.tracing.strongest()
    assert [round(abs(s.slope), 12) for s in strongest] == [
        round(size, 12) for size, _, _ in sorted(every, reverse=True)[:3]
    ]
    label = bar.findChild(QLabel, "traceText")
    assert label is not None
    assert "weights[love, tea]" in label.text()
    assert "X[love, 2]" in label.text()
    label.linkActivated.emit("0")
    assert (traced.node, traced.cell) == strongest[0][:2]
    button = bar.findChild(QToolButton, "endTraceButton")
    assert button is not None
    button.click()
    assert bar.isHidden()


@pytest.mark.parametrize(
    ("name", "cell", "said"),
    [
        ("V", (0, 0), "does not depend"),
        ("X", (1, 1), "influence"),
        ("W_Q", (0, 0), "not just now"),  # the first feature of love is 0
    ],
)
def test_pointing_says_the_influence(traced: Document, name: str, cell: Cell, said: str) -> None:
    assert said in trace_tip(traced, name, cell)
    traced.tracing.end()
    assert trace_tip(traced, name, cell) == ""


@pytest.mark.parametrize("name", list(VARIANTS))
def test_every_kind_of_example_can_be_traced(
    qtbot: QtBot, appearance: Appearance, name: str
) -> None:
    document = varied(name)
    last = document.graph.order[-1]
    view = DiagramView(document, appearance)
    qtbot.addWidget(view)
    view.resize(1100, 700)
    view.show()
    document.select(last, tuple(0 for _ in document.graph.shapes[last]))
    for begin in (document.trace_inputs, document.trace_feeds):
        begin()
        assert document.tracing.on
        view.diagram.refresh()
        view.grab()
    document.tracing.end()

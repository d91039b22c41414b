"""The list of all terms: every number, any order, and only the rows in sight are made."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine.explain import Explanation, NamedTerms
from engine.numbers import format_number
from engine.ops.series import Factor, TermSeries, line
from gui.appearance import Appearance
from gui.document import Document
from gui.matrix.cell_explanation import CellExplanation
from gui.matrix.term_list import AllTerms, TermList
from gui.matrix.term_rows import TermRows
from gui.parts import cell_part
from tests.gui.variants import varied

pytestmark = pytest.mark.usefixtures("qapp")


def rows_of(document: Document, node: str, cell: tuple[int, ...], *, by_size: bool) -> TermRows:
    document.hover(node, cell)
    explanation = document.explanation()
    assert explanation is not None
    return TermRows(document, explanation, by_size=by_size)


def test_rows_are_the_products_of_numpy_in_order() -> None:
    document = varied("paper")
    hidden, weights = document.value("ffn_activation")[1], document.value("W_2")[:, 300]
    rows = rows_of(document, "ffn_output", (1, 300), by_size=False)
    assert len(rows) == 2049
    assert rows.order.tolist() == list(range(2049))
    assert rows.texts(7) == [
        format_number(value, 3, fixed=True)
        for value in (
            hidden[7],
            weights[7],
            hidden[7] * weights[7],
            float((hidden[:8] * weights[:8]).sum()),
        )
    ]
    assert rows.label(7) == "8"
    assert rows.link(7, 1).target == ("W_2", (7, 300))
    assert rows.link(7).target == ("ffn_activation", (1, 7))
    assert set(rows.link(7).parts) == {
        cell_part("ffn_activation", (1, 7)),
        cell_part("W_2", (7, 300)),
    }
    assert rows.label(2048) == "b_2"
    assert rows.texts(2048)[:2] == ["", ""]
    assert rows.link(2048).target == ("b_2", (0, 300))
    total = float(document.value("ffn_output")[1, 300])
    assert rows.running[-1] == pytest.approx(total, abs=1e-12)


def test_rows_by_size_begin_with_the_largest() -> None:
    document = varied("paper")
    products = document.value("ffn_activation")[1] * document.value("W_2")[:, 300]
    products = np.append(products, document.value("b_2")[0, 300])
    rows = rows_of(document, "ffn_output", (1, 300), by_size=True)
    assert sorted(rows.order.tolist()) == list(range(2049))
    shown = np.abs(products[rows.order])
    assert (np.diff(shown) <= 0).all()
    np.testing.assert_allclose(rows.running, np.cumsum(products[rows.order]), atol=1e-12)


def test_shares_add_up_to_one_and_squares_to_the_variance() -> None:
    cross = varied("cross")
    rows = rows_of(cross, "weights", (0, 3), by_size=True)
    assert rows.running[-1] == pytest.approx(1)
    order = np.argsort(-cross.value("weights")[0], kind="stable")
    assert [rows.label(row) for row in range(len(rows))] == [
        cross.axis_label("memory", int(at)) for at in order
    ]
    block = varied("paper")
    x = block.value("residual_1")[1]
    rows = rows_of(block, "norm_1", (1, 5), by_size=True)
    assert len(rows) == 512
    assert rows.running[-1] == pytest.approx(float(((x - x.mean()) ** 2).sum()))
    assert rows.label(0) == str(int(np.abs(x - x.mean()).argmax()) + 1)
    matrix = varied("matrix")
    assert rows_of(matrix, "norm_1", (1, 2), by_size=False).label(5) == "love, 2"


@pytest.mark.parametrize("name", ["block", "biases, gelu", "wrong way", "custom", "cross, masked"])
def test_any_cell_with_terms_can_be_listed(name: str) -> None:
    document = varied(name)
    for node in document.graph.nodes:
        cell = tuple(size // 2 for size in document.graph.shapes[node.name])
        document.hover(node.name, cell)
        explanation = document.explanation()
        assert explanation is not None
        if not len(explanation.terms) or not explanation.terms[0].sources:
            continue
        rows = TermRows(document, explanation, by_size=True)
        for row in range(len(rows)):
            assert rows.label(row)
            assert len(rows.texts(row)) == len(rows.columns) + 1 == len(rows.widest())
            assert rows.said(row)
            assert rows.link(row).target is not None


# -- the widget ------------------------------------------------------------------------------------


@pytest.fixture
def strip(qtbot: QtBot, appearance: Appearance) -> CellExplanation:
    document = varied("paper")
    document.select("ffn_output", (1, 300))
    made = CellExplanation(document, appearance)
    qtbot.addWidget(made)
    made.resize(330, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def opened(strip: CellExplanation) -> AllTerms:
    more = next(spot for spot in strip.cursor_.stops if spot.link.kind == "more")
    at = QPoint(round(more.rect.centre) + strip.margin, round(more.rect.middle) + 12)
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=at)
    assert strip.all_terms is not None
    return strip.all_terms


def test_the_line_of_the_rest_opens_the_list(strip: CellExplanation) -> None:
    low = strip.minimumHeight()
    terms = opened(strip)
    assert terms.isVisible()
    assert terms.title.text() == "2049 terms"
    assert terms.list.hasFocus()
    assert strip.minimumHeight() >= low + terms.height()
    assert terms.geometry().bottom() <= strip.minimumHeight()
    QTest.keyClick(terms.list, Qt.Key.Key_Escape)
    assert not terms.isVisible()
    assert strip.hasFocus()
    assert strip.minimumHeight() == low


def test_enter_opens_it_as_well(strip: CellExplanation) -> None:
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    while strip.cursor_.current is None or strip.cursor_.current.link.kind != "more":
        QTest.keyClick(strip, Qt.Key.Key_Right)
    assert strip.accessibleDescription() == "List all 2049 terms"
    QTest.keyClick(strip, Qt.Key.Key_Return)
    assert strip.all_terms is not None
    assert strip.all_terms.isVisible()


def test_rows_are_gone_through_and_lead_on(strip: CellExplanation) -> None:
    document = strip.document
    terms = opened(strip)
    terms.order.buttons["inOrder"].click()
    rows = terms.list.rows
    assert rows is not None
    terms.list.setFocus()
    for _ in range(3):
        QTest.keyClick(terms.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert terms.list.row == 30
    assert terms.list.verticalScrollBar().value() > 0
    assert set(document.marked) == set(rows.link(30).parts)
    assert terms.list.accessibleDescription() == rows.said(30)
    assert rows.said(30).startswith("31: ffn_activation ")
    QTest.keyClick(terms.list, Qt.Key.Key_Right)
    QTest.keyClick(terms.list, Qt.Key.Key_Return)
    assert (document.node, document.cell) == ("W_2", (30, 300))
    document.travel_back()
    assert (document.node, document.cell) == ("ffn_output", (1, 300))
    assert terms.title.text() == "2049 terms"
    y = terms.list.row_height() * 3 + 4  # the third row: titles stand above
    terms.list.verticalScrollBar().setValue(0)
    QTest.mouseClick(terms.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, y))
    assert document.node == "ffn_activation"
    assert document.cell == (1, 2)


def test_it_follows_the_cell_and_is_empty_for_an_input(strip: CellExplanation) -> None:
    terms = opened(strip)
    strip.document.select("scores", (0, 1, 1))
    assert terms.title.text() == "64 terms"
    strip.document.select("W_Q", (0, 1, 1))
    assert terms.title.text() == "0 terms"
    assert terms.list.rows is None
    terms.list.grab()


def test_numbers_keep_their_room(strip: CellExplanation) -> None:
    """No number runs into the one beside it, and none is cut by the edge."""
    from gui.drawing.fonts import run_width
    from gui.drawing.primitives import TextRun

    terms = opened(strip)
    rows, size = terms.list.rows, 13.0
    assert rows is not None
    edges = terms.list._edges
    assert edges[-1] <= terms.list.viewport().width()
    for row in range(200):
        before = 0.0
        for text, edge in zip(rows.texts(row), edges, strict=True):
            assert edge - run_width(TextRun(text, "", weight=600), size) >= before - 0.5
            before = edge


def test_two_hundred_thousand_terms_open_at_once(
    document: Document, appearance: Appearance, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = 196_608
    values = np.random.default_rng(3).normal(size=count)
    cells = np.stack([np.arange(count) // 512, np.arange(count) % 512], axis=1)
    series = TermSeries((Factor(0, cells, values), Factor(1, line(0, count, (0, 0)), values)),
                        values * values)  # fmt: skip
    explanation = Explanation("scores", (0, 0), 1.0, 1.0, False, "products",
                              NamedTerms(series, ("Q", "K")))  # fmt: skip
    rows = TermRows(document, explanation, by_size=True)
    asked: list[int] = []
    texts = rows.texts
    monkeypatch.setattr(rows, "texts", lambda row: asked.append(row) or texts(row))
    listed = TermList(document, appearance)
    qtbot.addWidget(listed)
    listed.resize(320, 240)
    listed.show_rows(rows)
    listed.grab()
    assert 5 < len(set(asked)) < 20
    listed.verticalScrollBar().setValue(listed.verticalScrollBar().maximum())
    asked.clear()
    listed.grab()
    assert max(asked) == count - 1
    assert len(set(asked)) < 20

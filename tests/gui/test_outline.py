"""The list of all matrices: every node, in words, and the ways from it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from engine.scenario import built_in, find_scenario
from gui.appearance import Appearance
from gui.document import Document
from gui.matrix.sources_text import made_from
from gui.outline import Outline
from tests.gui.variants import varied

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_KEPT: list[Document] = []


def shown(qtbot: QtBot, document: Document) -> Outline:
    _KEPT.append(document)
    outline = Outline(document)
    qtbot.addWidget(outline)
    outline.resize(320, 500)
    with qtbot.waitActive(outline):
        outline.show()
        outline.activateWindow()
    return outline


def lines(outline: Outline) -> dict[str, QTreeWidgetItem]:
    found = {}
    for group in range(outline.topLevelItemCount()):
        parent = outline.topLevelItem(group)
        for index in range(parent.childCount()):
            line = parent.child(index)
            found[line.data(0, Qt.ItemDataRole.UserRole)] = line
    return found


def spoken(outline: Outline, node: str) -> str:
    return str(lines(outline)[node].data(0, _SPOKEN))


@pytest.mark.parametrize("name", [listing.name for listing in built_in()])
def test_every_matrix_has_a_line_that_names_what_made_it(qtbot: QtBot, name: str) -> None:
    document = Document(find_scenario(name))
    outline = shown(qtbot, document)
    assert set(lines(outline)) == set(document.graph.order)
    for node in document.graph.nodes:
        said = spoken(outline, node.name)
        assert said.count(",") >= 2
        assert ("made from" in said) == bool(node.inputs)
        assert ("goes into" in said) == bool(document.graph.consumers(node.name))


def test_the_words_of_a_line(qtbot: QtBot) -> None:
    document = Document(find_scenario("worked-example"))
    document.last_step()
    outline = shown(qtbot, document)
    assert spoken(outline, "scores") == (
        "Scores, S, 3×3, made from Queries and Keys, goes into Scaled scores"
    )
    document.edit_cells("W_Q", {(0, 0): 5.0})
    assert spoken(outline, "scores").endswith(", changed")
    assert not spoken(outline, "K").endswith(", changed")
    document.edit_cells("scores", {(0, 0): 5.0})
    assert "1 pinned" in spoken(outline, "scores")


def test_the_keyboard_selects_and_opens(qtbot: QtBot) -> None:
    document = Document(find_scenario("worked-example"))
    document.last_step()
    document.select("W_Q")
    outline = shown(qtbot, document)
    assert outline.currentItem() is lines(outline)["W_Q"]
    QTest.keyClick(outline, Qt.Key.Key_Down)
    assert document.node == "W_K"
    with qtbot.waitSignal(outline.open_requested) as opened:
        QTest.keyClick(outline, Qt.Key.Key_Return)
    assert opened.args == ["W_K"]
    document.select("weights")
    assert outline.currentItem() is lines(outline)["weights"]


def test_it_follows_switches_and_stacks(qtbot: QtBot) -> None:
    document = Document(find_scenario("worked-block"))
    outline = shown(qtbot, document)
    document.switch(mask="causal")
    assert "mask" in lines(outline)
    document.switch(blocks=2)
    assert set(lines(outline)) == set(document.graph.order)
    titles = [outline.topLevelItem(i).text(0) for i in range(outline.topLevelItemCount())]
    assert "Block 2: Scores" in titles
    assert len(set(titles)) == len(titles)


def test_unreached_matrices_name_their_step(qtbot: QtBot) -> None:
    document = Document(find_scenario("worked-example"))
    outline = shown(qtbot, document)
    assert lines(outline)["weights"].text(2) == "step 11"
    document.last_step()
    assert lines(outline)["weights"].text(2) == ""


def test_a_cell_says_what_it_was_made_from() -> None:
    document = Document(find_scenario("worked-example"))
    _KEPT.append(document)
    assert made_from(document, "X", (0, 0)) == ""
    assert made_from(document, "Q", (1, 1)) == "from X row love and W_Q column 2"
    assert made_from(document, "scores", (1, 2)) == "from Q row love and K row tea"
    assert made_from(document, "scaled_scores", (1, 2)) == "from scores[love, tea] and divisor"
    assert made_from(document, "weights", (1, 2)) == "from scaled_scores row love"
    heads = varied("block")
    _KEPT.append(heads)
    assert made_from(heads, "scores", (1, 1, 2)).startswith("from Q head 2 row ")


def test_the_window_turns_to_it(qtbot: QtBot, appearance: Appearance) -> None:
    from gui.side_panel import SidePanel

    document = Document(find_scenario("worked-example"))
    _KEPT.append(document)
    panel = SidePanel(document, appearance)
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.show_face("outline")
    assert panel.outline is not None
    assert panel.outline.outline in panel.regions()
    assert panel.outline.outline.isVisible()
    panel.show_face("lesson")
    assert panel.lesson in panel.regions()

"""The glossary: every node has a term, every term its nodes, or the reason why not."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QPoint, QUrl
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from engine.scenario import built_in, find_scenario
from engine.switches import reconfigure
from gui.help.glossary import glossary, term, term_of, terms, why_absent
from gui.main_window import MainWindow
from tests.gui.test_manual import links


def nodes_there_can_be() -> set[str]:
    """Of every example, and of what switches add."""
    states = [find_scenario(listing.name).state() for listing in built_in()]
    block = find_scenario("worked-block").state()
    for changes in (
        {"biases": True, "positions": True, "mask": "causal"},
        {"mask": "causal", "masking": "after-softmax"},
    ):
        states.append(reconfigure(block, **changes))
    return {name.rpartition(".")[2] for state in states for name in state.graph().order}


def test_every_node_has_a_term_and_every_term_nodes_there_can_be() -> None:
    there = nodes_there_can_be()
    for node in there:
        assert term_of(node) is not None, node
    for one in terms():
        assert set(one.nodes) <= there, one.id
        assert set(one.main) <= set(one.nodes), one.id
    main = [node for one in terms() for node in one.main]
    assert len(set(main)) == len(main)


def test_terms_are_short_and_in_both_languages() -> None:
    ids = [one.id for one in terms()]
    assert len(set(ids)) == len(ids) >= 35
    for one in terms():
        assert 1 <= len(re.findall(r"[.](?: |$)", one.about["en"])) <= 3, one.id
        assert 1 <= one.about["zh"].count("。") <= 3, one.id
        assert re.search(r"[一-鿿]", one.about["zh"]), one.id
        for language in ("en", "zh"):
            assert one.names["zh"] in one.name(language)
            assert one.names["en"].casefold() in one.name(language).casefold()


@pytest.mark.parametrize(
    ("node", "id_"),
    [
        ("scores", "score"),
        ("weights", "weights"),
        ("block_2.head_output", "mix"),
        ("W_K", "projection"),
        ("gamma_2", "gamma-beta"),
        ("memory", "cross-attention"),
        ("b_Q", "bias"),
    ],
)
def test_a_node_is_explained_under_its_own_term(node: str, id_: str) -> None:
    found = term_of(node)
    assert found is not None
    assert found.id == id_


@pytest.mark.parametrize("name", [listing.name for listing in built_in()])
def test_links_lead_to_nodes_there_are(name: str) -> None:
    state = find_scenario(name).state()
    graph = state.graph()
    text = glossary("en", graph, state.config).text
    linked = {name for kind, name in links(text) if kind == "node"}
    assert linked
    assert linked <= set(graph.order)
    mentioned = {node for one in terms() for node in one.nodes}
    assert linked == {node for node in mentioned if node in graph}


@pytest.mark.parametrize(
    ("example", "node", "reason"),
    [
        ("worked-example", "PE", "positions are off here"),
        ("worked-example", "mask", "there is no mask here"),
        ("worked-example", "W_O", "this example ends at the mix of a head"),
        ("eight-heads-512", "norm_1", "this example ends before the norms"),
        ("worked-block", "memory", "here all words come from one sentence"),
        ("worked-block", "b_K", "the projections have no biases here"),
        ("worked-block", "b_O", "the projections have no biases here"),
        ("causal", "unmasked_weights", "the mask is laid on the scores here"),
    ],
)
def test_what_is_not_there_says_why(example: str, node: str, reason: str) -> None:
    state = find_scenario(example).state()
    assert node not in state.graph()
    assert why_absent(node, state.config) == reason
    assert reason in glossary("en", state.graph(), state.config).text


def test_what_is_not_there_is_no_link_on_the_page(window: MainWindow) -> None:
    manual = window.beside.show_manual()
    manual.open("term:mask")
    assert "mask, masked_scores: there is no mask here" in manual.page.toPlainText()
    html = manual.page.toHtml()
    assert "absent:" not in html
    assert 'href="node:scores"' in html


def test_a_link_selects_the_node_at_the_step_that_opens_it(window: MainWindow) -> None:
    document = window.document
    manual = window.beside.show_manual()
    for step in ("first_step", "last_step"):
        getattr(document, step)()
        manual._follow(QUrl("node:weights"))
        assert document.node == "weights"
        assert document.cursor.index == document.lesson.opens_at("weights")
    manual._follow(QUrl("node:norm_1"))
    assert document.node == "weights"
    assert manual._found.text() == "This example has no norm_1."


# -- what is this? ---------------------------------------------------------------------------------


def chosen(menu_of: object, name: str) -> QAction:
    assert isinstance(menu_of, QMenu)
    return next(action for action in menu_of.actions() if action.objectName() == name)


def test_the_menu_of_a_card_asks_about_that_card(window: MainWindow) -> None:
    document, view = window.document, window.diagram
    document.last_step()
    document.select("Q", None)
    QApplication.processEvents()
    card = view.diagram.cards["K"]
    point = view.mapFromScene(card.sceneBoundingRect().center())
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, point, view.viewport().mapToGlobal(point)
    )
    view.contextMenuEvent(event)
    (menu,) = (m for m in view.findChildren(QMenu, "diagramMenu") if m.isVisible())
    chosen(menu, "whatIsThisAction").trigger()
    menu.close()
    manual = window.beside.manual
    assert manual is not None
    assert document.node == "K"
    assert manual.place == "term:key"


def test_the_lesson_asks_about_what_it_speaks_of(window: MainWindow) -> None:
    prose = window.panel.lesson.prose
    window.document.go_to(window.document.lesson.opens_at("scores") or 0)
    QApplication.processEvents()
    index = next(i for i in prose._spans if prose._runs[i].node == "scores")
    area = prose.run_areas(index)[0]
    point = area.center() - QPoint(0, 1)
    prose.contextMenuEvent(
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, prose.mapToGlobal(point))
    )
    (menu,) = (m for m in prose.findChildren(QMenu, "proseMenu") if m.isVisible())
    chosen(menu, "whatIsThisAction").trigger()
    menu.close()
    assert window.document.node == "scores"
    assert window.beside.manual is not None
    assert window.beside.manual.place == "term:score"


def test_terms_are_found_by_their_ids() -> None:
    assert term("softmax") is not None
    assert term("nonsense") is None

"""The diagram turned round: what stands where, which way the wires lead, a step downhill."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from engine.explain import explain
from engine.graph import Flow
from engine.scenario import find_scenario
from gui.appearance import Appearance
from gui.descent import FLOWS, StepTooFar, next_flow, take_step
from gui.diagram.navigation import neighbour
from gui.document import Document
from gui.drawing.card import card_size
from gui.drawing.content import card_content
from gui.drawing.diagram_layout import lay_out
from gui.drawing.diagram_wiring import pill_sizes
from gui.drawing.explanation import describe
from gui.drawing.explanation_boxes import boxes
from gui.drawing.placement import diagram_metrics, shown_nodes
from gui.drawing.plan import CardSize, Layout
from gui.drawing.primitives import Text
from gui.drawing.summary import summary_runs
from gui.main_window import MainWindow
from gui.matrix.term_rows import TermRows
from gui.theme import theme
from tests.gui.diagrams import state_of

VARIANTS: dict[str, dict[str, Any]] = {
    "one head": {},
    "masked, positions": {"mask": "causal", "positions": True},
    "attention": {"heads": 2, "extent": "attention", "biases": True},
    "cross": {"memory": True},
    "block": {"heads": 2, "extent": "block", "d_ff": 4, "d_v": 2},
    "pre-norm": {"extent": "block", "d_ff": 4, "norm_first": True, "biases": True},
    "bare": {"extent": "block", "d_ff": 4, "residual": False, "activation": "gelu"},
    "stack": {"extent": "block", "d_ff": 4, "blocks": 2},
}


def of(document: Document, **switches: Any) -> Document:
    document.apply_state(state_of(loss="squared-error", **switches))
    return document


def laid_out(document: Document, flow: Flow) -> Layout:
    graph, look = document.graph, theme("light")
    sizes = pill_sizes(graph, look, 1.0, document.block, flow)
    for name in shown_nodes(graph, document.block, flow).cards:
        content = card_content(document, look, name, np.ones(graph.shapes[name][-2:], bool))
        width, height, matrix = card_size(content, diagram_metrics(graph))
        sizes[name] = CardSize(width, height, matrix.middle)
    return lay_out(graph, sizes, block=document.block, flow=flow)


@pytest.mark.parametrize("variant", VARIANTS)
def test_no_card_lies_on_another_in_any_flow(document: Document, variant: str) -> None:
    of(document, **VARIANTS[variant])
    for block in range(1, document.graph.blocks + 1):
        document.set_block(block)
        for flow in FLOWS:
            layout = laid_out(document, flow)
            for (a, first), (b, second) in itertools.combinations(layout.cards.items(), 2):
                assert not first.overlaps(second), (flow, a, b)
            for name, area in layout.cards.items():
                assert area.x >= 0, name
                assert area.right <= layout.size[0], name
                assert area.bottom <= layout.size[1], name


@pytest.mark.parametrize("variant", VARIANTS)
def test_gradients_stand_where_their_nodes_do_and_wires_lead_back(
    document: Document, variant: str
) -> None:
    graph = of(document, **VARIANTS[variant]).graph
    document.set_block(graph.blocks)
    ahead, back = laid_out(document, "forward"), laid_out(document, "backward")
    assert len(ahead.cards) == len(back.cards)
    assert len(ahead.wires) == len(back.wires)
    for before, after in zip(ahead.cards, back.cards, strict=True):
        assert after == (graph.turned(before, "backward") or before)
    gradients = {name for name in back.cards if graph[name].flow == "backward"}
    assert len(gradients) >= 8
    for forward, backward in zip(ahead.wires, back.wires, strict=True):
        assert backward.source == graph.standing(forward.target, "backward")
        assert backward.target == graph.standing(forward.source, "backward")
    arrows = [wire for wire in back.wires if wire.arrow]
    assert len(arrows) >= 6
    for wire in arrows:  # at a card, and it points to what is reached last
        x, y = wire.points[-1]
        assert any(
            area.x <= x <= area.right and area.y <= y <= area.bottom for area in back.cards.values()
        )
    assert all(sign.node for sign in back.operators)


def test_the_update_shows_the_next_parameters_among_the_gradients(document: Document) -> None:
    of(document)
    cards = shown_nodes(document.graph, 1, "update").cards
    assert {"next_W_Q", "next_W_K", "next_W_V", "learning_rate", "grad_Q", "loss"} <= {*cards}
    assert not {"W_Q", "target", "grad_W_Q"} & {*cards}


def test_the_flow_follows_what_is_selected_and_the_selection_the_flow(document: Document) -> None:
    of(document)
    told: list[Flow] = []
    document.block_changed.connect(lambda: told.append(document.flow))
    document.select("Q", (1, 1))
    document.set_flow("backward")
    assert (document.node, document.cell) == ("grad_Q", (1, 1))
    document.set_flow("update")
    assert document.node == "grad_Q"
    document.select("next_W_V", (0, 0))
    assert document.flow == "update"
    document.set_flow("forward")
    assert document.node == "W_V"
    document.select("target")
    document.set_flow("update")
    assert document.node == "learning_rate"
    document.set_flow("forward")
    assert document.node == "target"
    document.select("loss")
    assert document.flow == "forward"  # it stands in all of them
    document.select("grad_scores")
    assert told == ["backward", "update", "forward", "update", "forward", "backward"]
    next_flow(document)
    assert document.flow == "update"
    document.switch(loss="none")
    assert (document.flow, document.node in document.graph) == ("forward", True)
    document.set_flow("backward")
    assert document.flow == "forward"


def test_arrow_keys_follow_the_wires_back(document: Document) -> None:
    of(document)
    layout = laid_out(document, "backward")
    assert neighbour(document.graph, layout, "grad_scores", 0, 1) == "grad_scaled_scores"
    assert neighbour(document.graph, layout, "grad_Q", 0, -1) == "grad_W_Q"


def test_a_step_is_one_undo_step_and_makes_the_loss_smaller(document: Document) -> None:
    document.open(find_scenario("backward"))
    before = float(document.value("loss")[0, 0])
    wanted = {name: document.value(f"next_{name}").copy() for name in ("W_Q", "W_K", "W_V")}
    take_step(document)
    for name, matrix in wanted.items():
        np.testing.assert_array_equal(document.value(name), matrix)
    assert float(document.value("loss")[0, 0]) < before
    assert document.undo_stack.count() == 1
    document.undo()
    assert float(document.value("loss")[0, 0]) == before


def test_a_step_to_infinity_is_refused_and_nothing_changes(document: Document) -> None:
    document.open(find_scenario("backward"))
    document.edit_cells("learning_rate", {(0, 0): 1e308})
    refused: list[object] = []
    document.edit_refused.connect(refused.append)
    state = document.state()
    take_step(document)
    assert [type(error) for error in refused] == [StepTooFar]
    assert document.state().same_as(state)


def test_the_chooser_turns_the_diagram(window: MainWindow, qtbot: QtBot) -> None:
    chooser = window.diagram.flow_chooser
    assert not chooser.isVisible()
    window.document.open(find_scenario("backward"))
    window.document.last_step()
    assert chooser.isVisible()
    assert window.document.flow == "update"
    step = chooser.findChild(QPushButton, "takeStepButton")
    assert step is not None
    assert step.isVisible()
    losses = [float(window.document.value("loss")[0, 0])]
    for _ in range(3):
        qtbot.mouseClick(step, Qt.MouseButton.LeftButton)
        losses.append(float(window.document.value("loss")[0, 0]))
    assert losses == sorted(losses, reverse=True)
    button = chooser.findChild(QToolButton, "forwardFlowButton")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert "W_Q" in window.diagram.diagram.cards
    window.diagram.setFocus()
    window.document.select("Q")
    qtbot.keyClick(window.diagram, Qt.Key.Key_G)
    QApplication.processEvents()
    assert window.document.node == "grad_Q"
    assert "grad_W_Q" in window.diagram.diagram.cards
    area = chooser.geometry()
    assert area.right() <= window.diagram.viewport().width()


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_cell_of_the_way_back_is_explained(
    document: Document, appearance: Appearance, variant: str
) -> None:
    of(document, **VARIANTS[variant])
    look = appearance.theme
    for node in document.graph.nodes:
        if (node.flow == "forward" and node.name != "loss") or node.op is None:
            continue
        cell = tuple(n - 1 for n in document.graph.shapes[node.name])
        made = explain(document.evaluator, node.name, cell)
        told = describe(document, look, made)
        assert len(told.lines) >= 2, node.name
        assert "<" not in told.plain, node.name
        assert summary_runs(made, ""), node.name
        drawn, width, height = boxes(document, look, made, 320, 1.0)
        assert drawn, node.name
        assert width > 0, node.name
        assert height > 0, node.name
        rows = TermRows(document, made, by_size=True)
        for row in range(min(len(rows), 3)):
            assert rows.texts(row), node.name
            assert rows.label(row), node.name


def test_the_row_of_a_softmax_is_spelled_out(document: Document, appearance: Appearance) -> None:
    document.open(find_scenario("backward"))
    made = explain(document.evaluator, "grad_scaled_scores", (0, 1))
    grads, weights = document.value("grad_weights")[0], document.value("weights")[0]
    level = float(grads @ weights)
    assert made.computed == pytest.approx(weights[1] * (grads[1] - level))
    assert made.slopes is not None
    assert made.slopes == pytest.approx(weights[1] * ((np.arange(3) == 1) - weights))
    text = describe(document, appearance.theme, made).plain
    assert f"{level:.3f}".rstrip("0") in text.replace("−", "-")
    assert "what one word gains the others lose" in text


def test_a_pinned_cell_says_that_its_gradient_ends_there(
    document: Document, appearance: Appearance
) -> None:
    document.open(find_scenario("backward"))
    document.edit_cells("Q", {(0, 0): 5.0})
    made = explain(document.evaluator, "grad_Q", (0, 0))
    assert "its gradient goes no further" in describe(document, appearance.theme, made).plain
    other = explain(document.evaluator, "grad_Q", (0, 1))
    assert "no further" not in describe(document, appearance.theme, other).plain


def test_a_frozen_parameter_keeps_its_numbers_and_can_be_freed(window: MainWindow) -> None:
    document = window.document
    document.open(find_scenario("backward"))
    document.last_step()

    def freeze(name: str) -> None:
        action = window.diagram.context_menu(name).findChild(QAction, "freezeHereAction")
        assert action is not None
        action.trigger()

    freeze("next_W_K")
    assert document.config.frozen == ("W_K",)
    assert "next_W_K" not in document.graph
    before = document.value("W_K").copy()
    take_step(document)
    np.testing.assert_array_equal(document.value("W_K"), before)
    freeze("W_K")
    assert document.config.frozen == ()
    assert "grad_W_K" in document.graph
    assert window.diagram.context_menu("Q").findChild(QAction, "freezeHereAction") is None
    document.undo()
    document.undo()
    document.undo()
    assert (document.config.frozen, document.undo_stack.index()) == ((), 0)


def test_products_of_several_matrices_say_whose_numbers_they_are(
    document: Document, appearance: Appearance
) -> None:
    document.open(find_scenario("backward"))
    made = explain(document.evaluator, "grad_X", (0, 0))
    drawn, _, _ = boxes(document, appearance.theme, made, 640, 1.0)
    texts = [run.text for item in drawn if isinstance(item, Text) for run in item.runs]
    for term in made.terms:
        names = [source.node for source in term.sources]
        assert names in (["grad_Q", "W_Q"], ["grad_K", "W_K"], ["grad_V", "W_V"])
    assert "gradient" in texts
    assert {"∂Q·WQ", "∂K·WK"} & {*texts}
    assert not {"query", "∂Q"} & {*texts}
    single = explain(document.evaluator, "grad_weights", (0, 1))
    drawn, _, _ = boxes(document, appearance.theme, single, 640, 1.0)
    texts = [run.text for item in drawn if isinstance(item, Text) for run in item.runs]
    assert {"∂Z", "V"} <= {*texts}

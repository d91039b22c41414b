"""The diagram lays out only what changed, and what it keeps is what it would draw anew."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from engine.errors import SoftmixError
from gui.appearance import Appearance
from gui.diagram import card_book
from gui.diagram.scene import DiagramScene
from gui.document import Document
from tests.gui.diagrams import state_of


@pytest.fixture
def laid(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the cards that are laid out from now on."""
    names: list[str] = []
    real = card_book.layout_card

    def watched(content: Any, *rest: Any) -> Any:
        names.append(content.name)
        return real(content, *rest)

    monkeypatch.setattr(card_book, "layout_card", watched)
    return names


def block(document: Document, **switches: Any) -> None:
    """A toy block with two heads."""
    document.last_step()
    document.apply_state(state_of(**{"extent": "block", "heads": 2, **switches}))


def test_an_edit_lays_out_what_it_moves(
    document: Document, appearance: Appearance, laid: list[str]
) -> None:
    block(document)
    scene = DiagramScene(document, appearance)
    laid.clear()
    scene.refresh()
    assert laid == []
    marked = {name for name in scene.cards if document.has_changes(name)}  # by what made the block
    document.edit_cells("W_2", {(0, 0): 17.0})
    scene.refresh()
    moved = {"W_2", "ffn_output", "residual_2", "norm_2"}
    scales = {document.graph[name].scale for name in moved}
    alike = {name for name in scene.cards if document.graph[name].scale in scales}
    assert moved <= set(laid) <= moved | alike | marked  # what shares its colours with them
    laid.clear()
    document.edit_cells("beta_2", {(0, 0): 0.001})
    scene.refresh()
    assert moved <= set(laid) <= moved | {"norm_1"}  # the marks of the edit before are gone
    laid.clear()
    document.undo()
    scene.refresh()
    assert {"norm_2"} <= set(laid) <= {"norm_1", "norm_2"}


def test_pointing_lays_out_what_is_lit(
    document: Document, appearance: Appearance, laid: list[str]
) -> None:
    block(document)
    document.select("norm_2", None)
    scene = DiagramScene(document, appearance)
    laid.clear()
    document.hover("scores", (0, 1, 2))
    scene.refresh()
    assert set(laid) == {"scores", "Q", "K"}
    laid.clear()
    document.hover()
    scene.refresh()
    assert set(laid) == {"scores", "Q", "K"}


def test_another_head_lays_out_what_every_head_has(
    document: Document, appearance: Appearance, laid: list[str]
) -> None:
    block(document)
    document.select("norm_2", None)
    scene = DiagramScene(document, appearance)
    laid.clear()
    document.set_head(1)
    scene.refresh()
    assert set(laid) == {"W_Q", "W_K", "W_V", "Q", "K", "V", "scores", "weights", "head_output"}


def test_a_picture_of_a_large_matrix_is_made_once(
    document: Document, appearance: Appearance, laid: list[str]
) -> None:
    block(document, d_model=64, d_ff=256, vectors="real")
    scene = DiagramScene(document, appearance)
    before = {name: item.card for name, item in scene.cards.items()}
    laid.clear()
    document.edit_cells("gamma_2", {(0, 0): 0.5})
    scene.refresh()
    for name in ("W_1", "W_Q", "scores", "ffn_activation"):
        assert scene.cards[name].card is before[name]


def test_cards_do_not_shrink_while_a_number_is_dragged(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    block(document)
    scene = DiagramScene(document, appearance)
    item = scene.cards["X"]
    assert item.card is not None
    natural = item.card.size

    def drag(value: float) -> float:
        document.drag_to("X", (0, 0), value)
        document.flush_drag()
        scene.refresh()
        assert item.card is not None
        return item.card.size[0]

    document.begin_drag()
    wide = drag(-1234.567)
    plan = scene.layout_plan
    assert wide > natural[0]
    assert drag(2.0) == wide  # shorter again: nothing moves under the hand
    assert scene.layout_plan == plan
    wider = drag(-1234567.891)
    assert wider >= wide
    assert drag(1.0) == wider
    document.end_drag()
    qtbot.waitUntil(lambda: item.card is not None and item.card.size == natural)
    assert DiagramScene(document, appearance).layout_plan == scene.layout_plan


STEPS = ("edit", "pin", "undo", "hover", "select", "head", "step", "word", "language", "theme",
         "block", "release", "drag")  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    seed=st.integers(0, 10**6),
    steps=st.lists(st.sampled_from(STEPS), min_size=1, max_size=12),
    mask=st.sampled_from(["none", "custom"]),
    blocks=st.integers(1, 2),
)
def test_what_is_kept_is_what_would_be_drawn_anew(
    document: Document,
    appearance: Appearance,
    seed: int,
    steps: list[str],
    mask: str,
    blocks: int,
) -> None:
    block(document, mask=mask, blocks=blocks)
    scene = DiagramScene(document, appearance)
    draw = random.Random(seed)
    for step in steps:
        act(step, document, appearance, draw)
        scene.refresh()
    fresh = DiagramScene(document, appearance)
    assert scene.layout_plan == fresh.layout_plan
    assert list(scene.cards) == list(fresh.cards)
    for name, item in scene.cards.items():
        assert item.card == fresh.cards[name].card, (name, steps)
    drawn = [i.primitives for i in (*scene._wires, *scene._pills)]
    assert drawn == [i.primitives for i in (*fresh._wires, *fresh._pills)]


def act(step: str, document: Document, appearance: Appearance, draw: random.Random) -> None:
    """One thing a person does."""
    graph = document.graph
    node = draw.choice(graph.order)
    cell = tuple(draw.randrange(size) for size in graph.shapes[node])
    try:
        if step in ("edit", "pin"):
            value = float(draw.randint(0, 1) if graph[node].binary else draw.randint(1, 300))
            document.edit_cells(node, {cell: value})
        elif step == "undo":
            document.undo()
        elif step == "hover":
            document.hover(*draw.choice([(node, cell), ("", None)]))
        elif step == "select":
            document.select(node, draw.choice([cell, None]))
        elif step == "head":
            document.set_head(draw.randrange(graph.heads))
        elif step == "step":
            document.go_to(draw.randrange(len(document.lesson.steps)))
        elif step == "word":
            document.rename_word(0, f"w{draw.randint(0, 9)}")
        elif step == "language":
            document.set_language(draw.choice(["en", "zh"]))
        elif step == "theme":
            appearance.set_mode(draw.choice(["light", "dark"]))
        elif step == "block":
            document.set_block(draw.randint(1, 2))
        elif step == "release":
            document.release_all()
        else:
            document.begin_drag()
            for value in (1.0, 2.0):
                document.drag_to(node, cell, value)
                document.flush_drag()
            document.end_drag()
    except SoftmixError:
        document.cancel_drag()

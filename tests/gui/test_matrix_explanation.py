"""How a cell is made: the strip, its lines, its picture."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from engine.resize import Fill
from gui.appearance import Appearance
from gui.document import Document
from gui.drawing.explanation import explanation_picture, explanation_text
from gui.drawing.primitives import Text
from gui.matrix.cell_explanation import CellExplanation

# The offscreen platform says so of every window that has a least size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def document(document: Document) -> Document:
    """The worked example at its last step, where everything is shown."""
    document.last_step()
    return document


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
        (
            "weights",
            (0, 1),
            "weights[I, love] = softmax(scaled_scores[I]) = e to the power of 4 / (e to the "
            "power of 2 + e to the power of 4 + e to the power of 4) = 0.468",
        ),
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
    document.switch(positions=True)
    document.select("X", (1, 0))
    assert "= E[love, 1] + PE[love, 1] = 0 + 0.841 = 0.841" in _lines(document, appearance)
    document.select("PE", (1, 3))
    text = _lines(document, appearance)
    assert "= cos(1 / 10000 to the power of 2/4) = cos(1 / 100) = cos(0.01) = 1.000" in text


def test_more_than_eight_terms_are_summed_up(document: Document, appearance: Appearance) -> None:
    for _ in range(8):
        document.insert("d_model", 4, Fill(5))
    document.select("Q", (1, 2))
    assert "… and 9 more, together " in _lines(document, appearance)
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

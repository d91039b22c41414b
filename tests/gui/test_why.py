"""Why a number looks as it does: from the state of that very cell, wherever it is asked."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from engine.ops import Cell
from gui.document import Document
from gui.drawing.why import card_reasons, reasons, state, why
from gui.help.reason import ReasonNote
from gui.main_window import MainWindow
from tests.gui.variants import varied

pytestmark = pytest.mark.usefixtures("qapp")


def test_shades_are_told_from_the_value(document: Document) -> None:
    document.last_step()
    assert why(document, "W_Q", (0, 1)) == "W_Q[1, 2]: It has no colour: it is 0."
    assert reasons(document, "scores", (0, 0)) == [
        "Slate is above 0; the strongest shade here stands for 16."
    ]
    document.edit_cells("X", {(0, 1): -3.0})
    assert "Brick is below 0" in why(document, "X", (0, 1))
    assert "from 0 to 1" in why(document, "weights", (0, 0))


def test_a_number_that_rounds_to_0_says_so(document: Document) -> None:
    document.last_step()
    value = float(document.value("weights")[1, 0])
    assert 0 < value < 0.0005
    said = why(document, "weights", (1, 0))
    assert "reads 0, but it is" in said
    assert "reads 0" not in why(document, "weights", (0, 0))


def test_pins_and_changes(document: Document) -> None:
    document.last_step()
    document.edit_cells("scores", {(1, 1): 20.0})
    said = reasons(document, "scores", (1, 1))
    assert said[0] == (
        "It has a dashed rim: you pinned it at 20; computed, it would be 16. Delete releases it."
    )
    assert said[1] == "The yellow corner: the last edit changed it from 16 to 20."
    assert state(document, "scores", (0, 0)) == []
    document.release("scores", (1, 1))
    assert "dashed rim" not in why(document, "scores", (1, 1))
    assert "from 20 to 16" in why(document, "scores", (1, 1))


def test_what_the_lesson_has_not_shown(document: Document) -> None:
    opens = document.lesson.opens_at("weights")
    assert opens is not None
    assert reasons(document, "weights", (0, 0)) == [
        f"The card is dashed: the lesson opens it at step {opens + 1}."
    ]
    assert card_reasons(document, "weights", []) == reasons(document, "weights", (0, 0))
    shown = reasons(document, "weights", (0, 0), respect_lesson=False)
    assert "from 0 to 1" in shown[0]


def test_nothing_is_given_away_while_it_asks(document: Document) -> None:
    document.go_to(document.lesson.opens_at("scores") or 0)
    document.predict(True)
    row, column = (int(i[0]) for i in (~document.visible()["scores"]).nonzero())
    for respect in (True, False):
        said = reasons(document, "scores", (row, column), respect_lesson=respect)
        assert said == ["It is covered: you are asked for it."]


def test_inside_a_step_what_is_not_made_is_blank(document: Document) -> None:
    document.go_to(document.lesson.opens_at("scores") or 0)
    document.step_in()
    row, column = (int(i[0]) for i in (~document.visible()["scores"]).nonzero())
    assert "not made yet" in why(document, "scores", (row, column))


@pytest.mark.parametrize(
    ("variant", "node", "cell", "said"),
    [
        ("causal", "mask", (0, 4), "lets no word see a later one."),
        ("causal", "masked_scores", (0, 4), "lets no word see a later one. The pair is left out."),
        ("causal", "weights", (0, 4), "lets no word see a later one. The pair is left out."),
        ("padding", "weights", (0, 0, 2), "is padding, and the mask hides it"),
        ("zero mask", "masked_scores", (0, 4), "A 0 is written over what stood there."),
        ("late mask", "weights", (0, 4), "A 0 is written over what stood there."),
    ],
)
def test_it_names_the_mask_and_what_it_does(variant: str, node: str, cell: Cell, said: str) -> None:
    document = varied(variant)
    document.last_step()
    told = why(document, node, cell)
    assert "It is hatched" in told
    assert said in told
    assert "shade" not in told
    allowed = (*cell[:-2], cell[-2], 0)
    assert "hatched" not in why(document, node, allowed)


def test_a_mask_of_ones_own(document: Document) -> None:
    custom = varied("custom")
    custom.last_step()
    custom.edit_cells("mask", {(0, 1): 0.0})
    assert "the mask holds a 0 for this pair of words" in why(custom, "weights", (0, 0, 1))
    row, column = (int(i[0]) for i in (custom.value("mask") == 1).nonzero())
    assert "hatched" not in why(custom, "weights", (0, row, column))


def test_what_a_cut_fixes_at_0() -> None:
    document = varied("512, cut")
    document.last_step()
    zeros = document.graph.zeros("W_Q")
    assert zeros is not None
    cell = tuple(int(i) for i in np.argwhere(zeros)[0])
    assert "belongs to another head" in why(document, "W_Q", cell)


def test_no_number_names_the_first_cause(document: Document) -> None:
    document.last_step()
    document.edit_cells("X", {(0, 0): 1e200})
    assert "the first such number in the flow" in why(document, "scores", (0, 0))
    assert "∞ is no number" in why(document, "scores", (0, 0))
    said = why(document, "weights", (0, 1))
    assert "NaN is no number" in said
    assert "The first such number in the flow is scores[I, I]." in said
    assert "hatched" not in why(document, "weights", (1, 0))


def test_a_trace_pales_what_does_not_belong_to_it(document: Document) -> None:
    document.last_step()
    document.select("scores", (1, 2))
    document.trace_inputs()
    assert "It is pale: scores[love, tea] does not come from it." in why(document, "Q", (0, 0))
    assert "1 more here moves scores[love, tea] by about +2" in why(document, "Q", (1, 0))
    document.select("scores", (1, 2))
    document.trace_feeds()
    assert "It is marked" in why(document, "weights", (1, 0))
    assert "does not go into it" in why(document, "weights", (0, 0))


def test_cards_say_what_is_to_be_seen_of_them(document: Document) -> None:
    document.last_step()
    assert card_reasons(document, "W_Q", []) == ["The hollow bar: training would find this matrix."]
    assert card_reasons(document, "X", ["other"])[0].startswith("The solid bar: ")
    assert card_reasons(document, "X", ["other"])[1] == "The diamond on it: other"
    document.edit_cells("scores", {(1, 1): 20.0, (0, 0): 5.0})
    said = " ".join(card_reasons(document, "scores", []))
    assert "numbers you have pinned, 2 of them" in said
    assert "the last edit changed, 2 of them" in said
    heads = varied("512")
    heads.last_step()
    assert any("other heads; there are 8" in text for text in card_reasons(heads, "Q", []))


# -- asking for it ---------------------------------------------------------------------------------


def note_of(window: MainWindow) -> ReasonNote:
    QApplication.processEvents()
    found = [w for w in QApplication.topLevelWidgets()
             if isinstance(w, ReasonNote) and w.isVisible()]  # fmt: skip
    assert len(found) == 1
    return found[0]


def asked(view: object, point: object) -> QContextMenuEvent:
    return QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse,
        point,
        view.mapToGlobal(point),  # type: ignore[attr-defined, call-overload]
    )


def test_it_stands_beside_the_number_and_can_release_it(window: MainWindow) -> None:
    document = window.document
    document.last_step()
    document.edit_cells("scores", {(1, 1): 20.0})
    document.select("scores", (1, 1))
    window.diagram.setFocus()
    window.actions_["why"].trigger()
    note = note_of(window)
    area = window.diagram.lit_area()
    assert not note.geometry().intersects(area)
    assert abs(note.geometry().top() - area.bottom()) < 40
    assert "you pinned it at 20" in note.accessibleName()
    note.findChild(QPushButton, "reasonReleaseButton").click()
    assert document.evaluator.overrides("scores") == {}
    assert document.value("scores")[1, 1] == 16
    document.select("weights", (1, 1))
    window.actions_["why"].trigger()
    note = note_of(window)
    assert note.findChild(QPushButton, "reasonReleaseButton") is None
    note.findChild(QPushButton, "reasonManualButton").click()
    assert window.beside.manual is not None
    assert window.beside.manual.place == "diagram"


def test_without_a_number_it_speaks_of_the_card(window: MainWindow) -> None:
    window.document.first_step()
    window.document.select("weights", None)
    window.actions_["why"].trigger()
    note = note_of(window)
    assert "The card is dashed" in note.text
    QTest.keyClick(note, Qt.Key.Key_Escape)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_every_view_offers_it(window: MainWindow) -> None:
    document = window.document
    document.last_step()
    document.select("scores", (1, 1))
    QApplication.processEvents()
    own = window.open_matrix("scores")
    window.panel.show_face("outline")
    outline = window.panel.outline
    assert outline is not None
    actions = window.beside.questions()
    for view in (
        window.diagram,
        window.panel.lesson.prose,
        window.panel.matrix.numbers,
        window.panel.matrix.heat,
        window.panel.explanation,
        outline.outline,
        outline.matrix.numbers,
        outline.explanation,
        own.numbers,
        own.heat,
        own.explanation,
    ):
        assert set(actions) <= set(view.actions()), view.objectName()
    assert window.actions_["manual"] in own.actions()
    window.panel.show_face("lesson")


def test_the_menu_of_a_table_asks_about_the_cell_under_the_pointer(window: MainWindow) -> None:
    window.document.last_step()
    window.document.select("scores", None)
    QApplication.processEvents()
    table = window.panel.matrix.numbers
    point = table.visualRect(table.table.index(0, 2)).center()
    table.contextMenuEvent(asked(table.viewport(), point))
    (menu,) = (m for m in table.findChildren(QMenu, "rangeMenu") if m.isVisible())
    assert window.actions_["why"] in menu.actions()
    menu.close()
    QApplication.processEvents()
    window.actions_["why"].trigger()
    note = note_of(window)
    assert note.text.startswith("scores[I, tea]")
    note.close()


def test_hovering_says_what_is_marked_but_no_more(window: MainWindow) -> None:
    document = window.document
    document.last_step()
    document.edit_cells("scores", {(1, 1): 20.0})
    assert len(state(document, "scores", (1, 1))) == 2
    assert state(document, "W_Q", (0, 0)) == []

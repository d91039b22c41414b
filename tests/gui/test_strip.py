"""The strip as something to point at: terms mark their cells, lead to them, and back again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.ops import Cell
from gui.app import build
from gui.appearance import Appearance
from gui.diagram.view import DiagramView
from gui.document import Document
from gui.drawing.content import lighting
from gui.drawing.explanation import describe, explanation_picture
from gui.drawing.explanation_parts import selection
from gui.drawing.links import Spot, spots
from gui.main_window import MainWindow
from gui.matrix.cell_explanation import CellExplanation
from gui.matrix.explanation_strip import TOP
from gui.matrix.heatmap_view import HeatmapView
from gui.matrix.lit import lit_in
from gui.parts import Part, cell_part
from gui.theme import theme
from tests.gui.variants import VARIANTS, varied

pytestmark = pytest.mark.usefixtures("qapp")
LOOK = theme("light")
Make = Callable[[Document], CellExplanation]


@pytest.fixture
def make(qtbot: QtBot, appearance: Appearance) -> Make:
    def made(document: Document, width: int = 340) -> CellExplanation:
        strip = CellExplanation(document, appearance)
        qtbot.addWidget(strip)
        strip.resize(width, 500)
        with qtbot.waitExposed(strip):
            strip.show()
        strip.clearFocus()  # a window of its own, it has it from the start
        return strip

    return made


@pytest.fixture
def document(document: Document) -> Document:
    document.last_step()
    return document


def spot_of(strip: CellExplanation, node: str, cell: Cell) -> Spot:
    """The first spot that leads to a cell."""
    return next(s for s in strip.cursor_.spots if s.link.target == (node, cell))


def point(strip: CellExplanation, spot: Spot) -> QPoint:
    return QPoint(round(spot.rect.centre) + strip.margin, round(spot.rect.middle) + TOP)


def move(strip: CellExplanation, at: QPoint) -> None:
    """The pointer goes there (a test has none of its own)."""
    where = QPointF(at)
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, where, strip.mapToGlobal(where), none, none,
                        Qt.KeyboardModifier.NoModifier)  # fmt: skip
    QApplication.sendEvent(strip, event)


def focus(strip: CellExplanation, qtbot: QtBot) -> None:
    with qtbot.waitActive(strip):
        strip.activateWindow()
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    assert strip.hasFocus()


# -- what stands where -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", VARIANTS)
def test_every_written_number_leads_to_the_cell_it_comes_from(name: str) -> None:
    document = varied(name)
    for node in document.graph.nodes:
        if not node.computed:
            continue
        cell = tuple(size // 2 for size in document.graph.shapes[node.name])
        document.hover(node.name, cell)
        explanation = document.explanation()
        assert explanation is not None
        parts, _ = explanation_picture(document, LOOK, 320)
        found = spots(parts)
        sources = {(s.node, s.cell): s for s in explanation.sources()}
        targets = {spot.link.target for spot in found if spot.link.kind == "term"} - {None}
        assert targets <= set(sources)
        chosen = selection(explanation)
        written = {(s.node, s.cell) for term in chosen.terms for s in term.sources}
        assert written <= targets
        assert (chosen.more > 0) == any(spot.link.kind == "more" for spot in found)
        for spot in found:
            if spot.link.kind == "term" and spot.link.target is not None:
                assert cell_part(*spot.link.target) in spot.link.parts
            for part in spot.link.parts:
                assert part.node in {name for name, _ in sources}


def test_a_number_of_a_product_marks_what_it_is_multiplied_by_too(
    document: Document, make: Make
) -> None:
    document.select("scores", (1, 2))
    strip = make(document)
    move(strip, point(strip, spot_of(strip, "K", (2, 1))))
    assert set(document.marked) == {Part("Q", None, 1, 1), Part("K", None, 2, 1)}
    move(strip, point(strip, spot_of(strip, "Q", (1, 2))))
    assert set(document.marked) == {Part("Q", None, 1, 2), Part("K", None, 2, 2)}
    QApplication.sendEvent(strip, QEvent(QEvent.Type.Leave))
    assert document.marked == ()


def test_a_row_that_is_named_is_marked_whole(document: Document, make: Make) -> None:
    document.select("scores", (1, 2))
    strip = make(document)
    named = [s for s in strip.cursor_.spots if s.link.parts == (Part("K", None, row=2),)]
    assert named
    assert not any(spot.link.leads_on for spot in named)
    move(strip, point(strip, named[0]))
    assert document.marked == (Part("K", None, row=2),)


# -- what is marked --------------------------------------------------------------------------------


def test_what_is_marked_is_ringed_more_strongly_in_its_roles_colour(
    document: Document, appearance: Appearance, qtbot: QtBot
) -> None:
    view = DiagramView(document, appearance)
    qtbot.addWidget(view)
    document.select("scores", (1, 2))
    document.mark(Part("Q", None, 1, 0), Part("K", None, 2, 0))
    view.diagram.refresh()
    ink = {role: colours.ink for role, colours in appearance.theme.roles.items()}
    for node, place, role in (("Q", (1, 0), "query"), ("K", (2, 0), "key")):
        page = view.diagram.cards[node].page
        assert page is not None
        strong = [ring for ring in page.content.rings if ring.strong]
        assert [(r.row, r.column, r.colour) for r in strong] == [(*place, ink[role])]
        assert [r.row for r in page.content.rings if not r.strong] == [place[0]]
        rings = lit_in(document, node, appearance.theme).rings
        assert [(r.row, r.column) for r in rings if r.strong] == [place]
    for node in ("X", "V", "weights"):
        page = view.diagram.cards[node].page
        assert page is not None
        assert page.content.rings == ()
    document.mark()
    view.diagram.refresh()
    page = view.diagram.cards["Q"].page
    assert page is not None
    assert not any(ring.strong for ring in page.content.rings)


def test_a_pill_on_a_wire_stands_out_like_a_card(
    document: Document, appearance: Appearance, qtbot: QtBot
) -> None:
    view = DiagramView(document, appearance)
    qtbot.addWidget(view)
    document.select("scaled_scores", (1, 2))
    view.diagram.refresh()
    (pill,) = (pill for pill in view.diagram._pills if pill.node == "divisor")
    before = list(pill.primitives)
    document.mark(cell_part("divisor", (0, 0)))
    view.diagram.refresh()
    assert list(pill.primitives) != before
    document.mark()
    view.diagram.refresh()
    assert list(pill.primitives) == before


def test_cells_of_another_head_are_not_marked() -> None:
    document = varied("block")
    document.select("concat", (2, 2))  # column 1 of head 2
    explanation = document.explanation()
    assert explanation is not None
    marked = (cell_part("head_output", (1, 2, 0)),)
    for head, shown in ((0, []), (1, [(2, 0)])):
        lit = lighting(document.graph, explanation, LOOK, head, marked)
        rings = [ring for ring in lit.rings["head_output"] if ring.strong]
        assert [(ring.row, ring.column) for ring in rings] == shown


def test_a_heat_map_rings_what_went_in_and_what_is_marked(
    document: Document, appearance: Appearance, qtbot: QtBot
) -> None:
    document.select("K")
    heat = HeatmapView(document, appearance)
    qtbot.addWidget(heat)
    with qtbot.waitExposed(heat):
        heat.show()
    document.hover("scores", (1, 2))
    rings = [(ring.row, ring.column, ring.strong) for ring in heat.overlay.rings]
    assert rings == [(2, None, False)]
    document.mark(cell_part("K", (2, 1)))
    rings = [(ring.row, ring.column, ring.strong) for ring in heat.overlay.rings]
    assert rings == [(2, None, False), (2, 1, True)]
    heat.grab()


# -- travelling ------------------------------------------------------------------------------------


def test_a_click_travels_and_the_trail_leads_back(document: Document, make: Make) -> None:
    document.select("head_output", (1, 1))
    strip = make(document)
    assert not any(spot.link.kind == "crumb" for spot in strip.cursor_.spots)
    QTest.mouseClick(
        strip, Qt.MouseButton.LeftButton, pos=point(strip, spot_of(strip, "weights", (1, 2)))
    )
    assert (document.node, document.cell) == ("weights", (1, 2))
    assert strip.said.startswith("weights[love, tea] = softmax(")
    QTest.mouseClick(
        strip, Qt.MouseButton.LeftButton, pos=point(strip, spot_of(strip, "scaled_scores", (1, 0)))
    )
    crumbs = [spot for spot in strip.cursor_.spots if spot.link.kind == "crumb"]
    assert [crumb.link.target for crumb in crumbs] == [("head_output", (1, 1)), ("weights", (1, 2))]
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=point(strip, crumbs[0]))
    assert (document.node, document.cell) == ("head_output", (1, 1))
    assert not any(spot.link.kind == "crumb" for spot in strip.cursor_.spots)


def test_it_can_be_gone_by_keys_alone(document: Document, make: Make, qtbot: QtBot) -> None:
    document.select("scores", (1, 2))
    strip = make(document)
    focus(strip, qtbot)
    assert strip.cursor_.current is not None
    assert strip.cursor_.current.link.target == ("Q", (1, 0))
    assert set(document.marked) == {Part("Q", None, 1, 0), Part("K", None, 2, 0)}
    assert strip.accessibleDescription() == "Q[love, 1] is 2. Enter goes there."
    QTest.keyClick(strip, Qt.Key.Key_Right)
    assert strip.cursor_.current.link.target == ("Q", (1, 1))
    QTest.keyClick(strip, Qt.Key.Key_Down)
    assert strip.cursor_.current.link.target == ("K", (2, 1))
    assert strip.accessibleDescription() == "K[tea, 2] is 3. Enter goes there."
    QTest.keyClick(strip, Qt.Key.Key_Return)
    assert (document.node, document.cell) == ("K", (2, 1))
    assert strip.cursor_.current is not None
    assert strip.cursor_.current.link.target == ("X", (2, 0))
    QTest.keyClick(strip, Qt.Key.Key_Up)
    assert strip.accessibleDescription() == "Back to scores[love, tea]"
    QTest.keyClick(strip, Qt.Key.Key_Backspace)
    assert (document.node, document.cell) == ("scores", (1, 2))
    QTest.keyClick(strip, Qt.Key.Key_Enter)
    QTest.keyClick(strip, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert (document.node, document.cell) == ("scores", (1, 2))
    strip.clearFocus()
    assert document.marked == ()
    assert strip.accessibleDescription().startswith("scores[love, tea] = Q[love] · K[tea]")


def test_alt_left_goes_back_from_anywhere_in_the_window(window: MainWindow, qtbot: QtBot) -> None:
    document = window.document
    document.last_step()
    document.select("weights", (1, 2))
    back = window.actions_["travelBack"]
    assert not back.isEnabled()
    document.travel("scaled_scores", (1, 0))
    assert back.isEnabled()
    with qtbot.waitActive(window):
        window.activateWindow()
    window.diagram.setFocus()
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert (document.node, document.cell) == ("weights", (1, 2))
    assert not back.isEnabled()


def test_tab_and_f6_reach_the_strip(window: MainWindow, qtbot: QtBot) -> None:
    window.document.go_to(window.document.lesson.find("score-cell"))
    with qtbot.waitActive(window):
        window.activateWindow()
    window.panel.matrix.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F6)
    strip = window.panel.explanation
    assert strip.hasFocus()
    assert strip.cursor_.current is not None


def test_a_cell_that_is_not_shown_keeps_its_numbers(
    document: Document, make: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    strip = make(document)
    document.select("weights", (1, 2))
    value = f"{document.value('weights')[1, 2]:.3f}"
    assert value in strip.said
    monkeypatch.setattr(document, "is_shown", lambda node, cell: node != "weights")
    strip.refresh()
    document.lit_changed.emit()
    assert strip.said == "weights[love, tea] = ?"
    assert value not in strip.accessibleDescription()
    document.select("head_output", (1, 1))
    focus(strip, qtbot)
    assert strip.accessibleDescription() == "weights[love, I] is ?. Enter goes there."


def test_what_has_no_words_of_its_own_names_what_went_in(document: Document) -> None:
    document.hover("scaled_scores", (1, 2))
    known = document.explanation()
    assert known is not None
    unknown = replace(known, combination="fold")  # type: ignore[arg-type]
    said = describe(document, LOOK, unknown).plain
    assert said == "scaled_scores[love, tea] = 12 scores[love, tea] = 12, divisor = 1"
    parts, _ = explanation_picture(document, LOOK, 320, explanation=unknown)
    assert {("scores", (1, 2)), ("divisor", (0, 0))} == {s.link.target for s in spots(parts)}


# -- exact values ----------------------------------------------------------------------------------


def test_the_exact_value_stands_beneath_the_decimals(document: Document, make: Make) -> None:
    strip = make(document)
    document.select("weights", (0, 1))
    making = describe(document, LOOK, document.explanation(), exact=True)
    exact = making.lines[2]
    assert "".join(run.text for run in exact) == "= e4/(e2 + 2e4) exactly"
    assert [run.text for run in exact if run.script == 1] == ["4", "2", "4"]
    assert (
        "= 0.468 = e to the power of 4/(e to the power of 2 + 2e to the power of 4) exactly"
        in strip.said
    )
    document.show_exact(False)
    assert "exactly" not in strip.said
    document.show_exact(True)
    assert "exactly" in strip.said
    document.set_sqrt_divisor()
    document.select("scaled_scores", (0, 0))
    assert strip.said.endswith("= 1.155 = 2/the square root of 3 exactly")


def test_it_is_left_out_where_it_says_no_more_or_too_much(document: Document, make: Make) -> None:
    strip = make(document)
    for node, cell in (("scores", (1, 2)), ("X", (0, 0)), ("scaled_scores", (1, 1))):
        document.select(node, cell)
        assert "exactly" not in strip.said  # whole numbers
    document.edit_cells("divisor", {(0, 0): 1.2345678})
    document.select("weights", (0, 1))
    assert "exactly" not in strip.said  # none is known
    document.edit_cells("divisor", {(0, 0): 7})
    document.edit_cells("X", {(0, 1): 1 / 3, (1, 1): 2 / 7})
    document.select("head_output", (1, 1))
    assert "exactly" not in strip.said  # too long
    document.edit_cells("divisor", {(0, 0): 0.5})
    document.select("divisor", (0, 0))
    assert strip.said.startswith("divisor = 0.5 = 1/2 exactly")


def test_the_choice_is_kept_for_the_next_session(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    document, action = window.document, window.actions_["exact"]
    assert action.isChecked()
    assert document.shows_exact
    action.trigger()
    assert not document.shows_exact
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    window.settings.store.sync()
    again = build("worked-example", None, "en", "light", store)
    qtbot.addWidget(again)
    assert not again.document.shows_exact
    assert not again.actions_["exact"].isChecked()
    again.actions_["exact"].trigger()
    assert again.settings.exact

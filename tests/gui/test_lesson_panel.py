"""The lesson panel: live numbers, words that are anything, both languages."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from engine.lesson import Prose
from engine.numbers import format_number
from engine.prose import bind, plain_text
from engine.scenario import find_scenario
from gui.appearance import Appearance
from gui.document import Document
from gui.drawing.formula import FormulaLabel
from gui.drawing.mix_table import mix_height
from gui.lesson.panel import LessonPanel
from tests.gui.variants import VARIANTS, varied

# The offscreen platform says this of every window with sizes of its own, and of tooltips.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TEXT = (
    "For {word 1} the <query>query</query> {Q[1]} meets {K[1]}: {scores[1,1]}; there are "
    "{size word} <b>words</b>."
)


@pytest.fixture
def document(document: Document) -> Document:
    """The worked example at the step of one score, with prose of the tests' own there."""
    index = document.lesson.find("score-cell")
    prose = {language: dict(steps) for language, steps in document.lesson.prose.items()}
    prose["en"]["score-cell"] = Prose("Compare", TEXT, "c")
    chinese = "“{word 1}”的<query>查询</query>得 {scores[1,1]}。"
    prose["zh"]["score-cell"] = Prose("比较", chinese, "c")
    document.cursor.lesson = msgspec.structs.replace(document.lesson, prose=prose)
    document.go_to(index)
    return document


@pytest.fixture
def panel(qtbot: QtBot, document: Document, appearance: Appearance) -> LessonPanel:
    made = LessonPanel(document, appearance)
    qtbot.addWidget(made)
    made.resize(316, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


def prose_text(panel: LessonPanel) -> str:
    return panel.prose.toPlainText().replace("\N{NO-BREAK SPACE}", " ")


def format_of(panel: LessonPanel, text: str) -> object:
    cursor = panel.prose.document().find(text)
    assert not cursor.isNull()
    cursor.setPosition(cursor.selectionStart() + 1)
    return cursor.charFormat()


def spot(panel: LessonPanel, text: str) -> QPoint:
    cursor = panel.prose.document().find(text)
    cursor.setPosition(cursor.selectionStart() + 1, QTextCursor.MoveMode.MoveAnchor)
    return panel.prose.cursorRect(cursor).center()


def label(panel: LessonPanel, name: str) -> str:
    found = panel.findChild(QLabel, name)
    assert found is not None
    return found.text()


class Layouts(QObject):
    """Counts how often a widget is asked to lay out what it holds."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


def test_numbers_of_one_width_lay_nothing_out_and_others_make_room(
    panel: LessonPanel, document: Document
) -> None:
    inside = panel.prose.parentWidget()
    assert inside is not None
    for _ in range(3):
        QApplication.processEvents()
    layouts = Layouts(inside)
    before = prose_text(panel)
    document.edit_cells("X", {(1, 1): 3.0})
    assert prose_text(panel) != before
    for _ in range(3):
        QApplication.processEvents()
    assert layouts.count == 0
    high = panel.prose.height()
    document.edit_cells("X", {(1, c): 1.23456 + c for c in range(4)})
    document.edit_cells("W_Q", {(0, c): 1234.5678 for c in range(3)})
    for _ in range(3):
        QApplication.processEvents()
    assert panel.prose.height() >= panel.prose.heightForWidth(panel.prose.width()) >= high
    assert panel.prose.document().size().height() <= panel.prose.height() + 1


def test_heading_and_formula(panel: LessonPanel) -> None:
    assert label(panel, "lessonPlace") == "Step 7 of 17  ·  Scores"
    assert label(panel, "lessonTitle") == "Compare"
    shown = [f for f in panel.findChildren(FormulaLabel) if f.isVisible()]
    assert [f.accessibleName() for f in shown] == ["S = Q Kᵀ"]


def test_numbers_follow_an_edit(panel: LessonPanel, document: Document) -> None:
    assert "meets [4, 4, 0]: 16; there are 3 words." in prose_text(panel)
    document.edit_cells("W_K", {(1, 2): 0.75})
    x, w_q, w_k = (document.value(name) for name in ("X", "W_Q", "W_K"))
    query, key = x[1] @ w_q, x[1] @ w_k
    row = ", ".join(format_number(float(v), 4) for v in key)
    score = format_number(float(np.dot(query, key)), 4)
    assert f"meets [{row}]: {score};" in prose_text(panel)
    document.undo_stack.undo()
    assert "meets [4, 4, 0]: 16;" in prose_text(panel)


def test_an_edit_keeps_the_place_one_has_scrolled_to(
    panel: LessonPanel, document: Document
) -> None:
    panel.resize(260, 160)
    QApplication.processEvents()
    bar = panel._scroll.verticalScrollBar()
    assert bar.maximum() > 40
    bar.setValue(40)
    document.edit_cells("W_K", {(1, 2): 2.0})
    QApplication.processEvents()
    assert bar.value() == 40
    document.next_step()
    assert bar.value() == 0


def test_words_are_never_markup(panel: LessonPanel, document: Document) -> None:
    document.rename_word(1, "<b>&amp;</b> {Q[0]}")
    assert prose_text(panel).startswith("For <b>&amp;</b> {Q[0]} the query")


def test_kinds_of_runs_look_different(panel: LessonPanel, appearance: Appearance) -> None:
    look = appearance.theme
    term = format_of(panel, "query")
    assert term.foreground().color().name().upper() == look.roles["query"].ink
    assert term.font().weight() == 600
    value = format_of(panel, "16")
    assert value.font().weight() == 600
    assert value.underlineStyle() == value.UnderlineStyle.DotLine
    word = format_of(panel, "love")
    assert word.font().italic()
    assert word.font().weight() == 400
    assert format_of(panel, "words").font().weight() == 600


def test_chinese_words_are_bold_and_upright(panel: LessonPanel, document: Document) -> None:
    document.set_language("zh")
    assert prose_text(panel) == "“爱”的查询得 16。"
    word = format_of(panel, "爱")
    assert not word.font().italic()
    assert word.font().weight() == 600
    document.set_language("en")
    document.rename_word(1, "爱")
    assert not format_of(panel, "爱").font().italic()


def test_pointing_lights_and_leaving_does_not(panel: LessonPanel, document: Document) -> None:
    view = panel.prose
    QTest.mouseMove(view.viewport(), spot(panel, "[4"))
    assert document.lit == ("K", (1, 0))
    assert view.extraSelections()
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert document.lit == ("scores", (1, 1))
    assert not view.extraSelections()


def test_a_click_selects(panel: LessonPanel, document: Document) -> None:
    QTest.mouseClick(panel.prose.viewport(), Qt.MouseButton.LeftButton, pos=spot(panel, "[2"))
    assert (document.node, document.cell) == ("Q", (1, 0))


def test_unknown_links_do_nothing(panel: LessonPanel, document: Document) -> None:
    before = document.node
    panel.prose.anchorClicked.emit(QUrl("#99"))
    panel.prose.anchorClicked.emit(QUrl("https://example.org"))
    assert document.node == before


def test_the_keyboard_goes_through_the_numbers(
    panel: LessonPanel, document: Document, qtbot: QtBot
) -> None:
    panel.prose.clearFocus()
    panel.prose.setFocus(Qt.FocusReason.TabFocusReason)
    assert panel.prose.hasFocus()
    seen = [document.lit]
    for _ in range(2):
        QTest.keyClick(panel.prose, Qt.Key.Key_Tab)
        seen.append(document.lit)
    assert seen == [("Q", (1, 0)), ("K", (1, 0)), ("scores", (1, 1))]
    QTest.keyClick(panel.prose, Qt.Key.Key_Backtab)
    QTest.keyClick(panel.prose, Qt.Key.Key_Return)
    assert (document.node, document.cell) == ("K", (1, 0))
    panel.grab()  # the ring of the focus is painted
    panel.prose.clearFocus()
    assert document.lit == ("K", (1, 0))


def test_every_step_reads_in_both_languages(
    panel: LessonPanel, document: Document, appearance: Appearance
) -> None:
    for language in ("en", "zh"):
        document.set_language(language)
        for index in range(len(document.lesson.steps)):
            document.go_to(index)
            prose = document.lesson.prose_of(index, language)
            assert prose_text(panel) == plain_text(bind(prose.text, document.context())).strip()
            mix = panel.findChild(QWidget, "mixTable")
            assert mix is not None
            assert mix.isVisible() == (document.cursor.step.mix_of is not None)
            panel.grab()
    document.set_language("en")
    appearance.set_mode("dark")
    panel.grab()
    appearance.set_mode("light")


def test_the_sum_appears_once_the_lesson_has_shown_it(
    panel: LessonPanel, document: Document
) -> None:
    mix = panel.findChild(QWidget, "mixTable")
    assert mix is not None
    sums = []
    for step in ("weighted-values", "mix-word"):
        document.go_to(document.lesson.find(step))
        total = format_number(float(document.value("head_output")[0, 1]), 3)
        sums.append(total in mix.accessibleDescription())
    assert sums == [False, True]


def test_the_text_is_as_high_as_it_is_wide(panel: LessonPanel) -> None:
    for width in (250, 316, 500):
        panel.resize(width, 700)
        QApplication.processEvents()
        view = panel.prose
        assert view.height() >= view.document().size().height()
        assert view.verticalScrollBar().maximum() == 0
    assert panel.sizeHint().height() > 100


def test_words_and_sizes_may_go(panel: LessonPanel, document: Document) -> None:
    document.go_to(document.lesson.find("mix-third"))
    document.remove("word", 2)
    document.remove("word", 1)
    panel.grab()
    document.switch(positions=True)
    document.go_to(0)
    panel.grab()


# -- the whole block -------------------------------------------------------------------------------


def shown_panel(qtbot: QtBot, document: Document, appearance: Appearance) -> LessonPanel:
    made = LessonPanel(document, appearance)
    qtbot.addWidget(made)
    made.resize(316, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


def formula_of(panel: LessonPanel) -> str:
    found = panel.findChild(FormulaLabel)
    assert found is not None
    return found.accessibleName() if found.isVisible() else ""


@pytest.mark.parametrize("name", VARIANTS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_lesson_reads_under_every_switch(
    qtbot: QtBot, appearance: Appearance, name: str, language: str
) -> None:
    document = varied(name, language=language)
    panel = shown_panel(qtbot, document, appearance)
    for index, step in enumerate(document.lesson.steps):
        document.go_to(index)
        assert document.node in document.graph
        assert label(panel, "lessonTitle")
        there = [node for node in step.formula if node in document.graph]
        assert len([part for part in formula_of(panel).split("; ") if part]) == len(there)
        mix = panel.findChild(QWidget, "mixTable")
        assert mix is not None
        assert mix.isVisible() == (step.mix_of is not None)
        panel.grab()


def test_a_formula_that_a_switch_leaves_out_is_skipped(
    qtbot: QtBot, appearance: Appearance
) -> None:
    document = varied("block")
    panel = shown_panel(qtbot, document, appearance)
    document.go_to(document.lesson.find("residual"))
    assert formula_of(panel) == "R = X + O"
    document.switch(residual=False)
    assert formula_of(panel) == ""
    assert document.node in document.graph
    assert prose_text(panel)
    document.undo()
    assert formula_of(panel) == "R = X + O"


def test_another_head_is_no_step(qtbot: QtBot, appearance: Appearance) -> None:
    document = varied("block")
    panel = shown_panel(qtbot, document, appearance)
    document.go_to(document.lesson.find("mix"))
    panel.resize(260, 160)
    QApplication.processEvents()
    bar = panel._scroll.verticalScrollBar()
    assert bar.maximum() > 40
    bar.setValue(40)
    mix = panel.findChild(QWidget, "mixTable")
    assert mix is not None
    before = mix.accessibleDescription()
    document.set_head(1)
    QApplication.processEvents()
    assert bar.value() == 40
    weight = format_number(float(document.value("weights")[1, 0, 1]), 2)
    assert mix.accessibleDescription() != before
    assert weight in mix.accessibleDescription()
    document.switch(norm_first=True)
    QApplication.processEvents()
    assert bar.value() == 40
    document.next_step()
    assert bar.value() == 0


def test_a_selected_cell_of_another_head_brings_its_numbers(
    qtbot: QtBot, appearance: Appearance
) -> None:
    document = varied("block")
    panel = shown_panel(qtbot, document, appearance)
    document.go_to(document.lesson.find("mix"))
    mix = panel.findChild(QWidget, "mixTable")
    assert mix is not None
    document.set_head(0)
    before = mix.accessibleDescription()
    document.select("weights", (1, 0, 0))
    assert document.head == 1
    assert mix.accessibleDescription() != before


def test_the_mix_follows_the_block(qtbot: QtBot, appearance: Appearance) -> None:
    document = varied("two blocks")
    panel = shown_panel(qtbot, document, appearance)
    document.go_to(document.lesson.find("mix"))
    mix = panel.findChild(QWidget, "mixTable")
    assert mix is not None
    document.set_block(1)
    before = mix.accessibleDescription()
    document.set_block(2)
    assert mix.accessibleDescription() != before
    panel.grab()


def test_the_mix_of_many_relatives_has_room(qtbot: QtBot, appearance: Appearance) -> None:
    document = varied("cross")
    panel = shown_panel(qtbot, document, appearance)
    document.go_to(document.lesson.find("mix"))
    mix = panel.findChild(QWidget, "mixTable")
    assert mix is not None
    QApplication.processEvents()
    assert mix.height() >= mix_height(11, show_sum=True)
    assert "… and 6 more" in mix.accessibleDescription()


def test_a_step_beyond_the_end_of_the_example_says_so(qtbot: QtBot, appearance: Appearance) -> None:
    document = Document(find_scenario("worked-block"))
    panel = shown_panel(qtbot, document, appearance)
    note = panel.findChild(QLabel, "beyondTheEnd")
    assert note is not None
    document.go_to(document.lesson.find("norm-row"))
    assert note.isHidden()
    document.switch(extent="attention")
    assert note.isVisible()
    document.undo_stack.undo()
    assert note.isHidden()

"""Manual, glossary, keys, hints and the reasons for what a number looks like."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from engine.scenario import built_in, find_scenario
from gui.document import Document
from gui.drawing.why import why
from gui.help.about import AboutBox, notices, versions
from gui.help.book import chapters, glossary, term_of, terms
from gui.help.keys import MORE, KeySheet
from gui.help.tour import HINTS, Tour
from gui.main_window import MainWindow
from tests.resources.readme import readme_keys

_LINK = re.compile(r"\[[^\]]*\]\((?P<kind>\w+):(?P<name>[\w.-]+)\)")


def links(text: str) -> list[tuple[str, str]]:
    return [(match["kind"], match["name"]) for match in _LINK.finditer(text)]


def test_both_languages_have_the_same_chapters_and_links() -> None:
    english, chinese = chapters("en"), chapters("zh")
    assert len(english) == len(chinese) >= 10
    for one, other in zip(english, chinese, strict=True):
        assert links(one.text) == links(other.text), one.title
        assert one.title != other.title or not one.title.isascii()


def test_every_link_of_the_manual_leads_somewhere(window: MainWindow) -> None:
    names = {scenario.name for scenario in built_in()}
    for chapter in chapters("en"):
        for kind, name in links(chapter.text):
            if kind == "action":
                assert window.actions_[name].text(), name
            else:
                assert kind == "scenario"
                assert name in names
    assert {name for c in chapters("en") for kind, name in links(c.text) if kind == "scenario"} == (
        names
    )


def test_keys_the_manual_names_are_keys(window: MainWindow) -> None:
    """Of chapters about the window; those of a presentation are its own."""
    known = {key.strip() for group in window.actions_.key_groups() for keys, _ in group.keys
             for key in keys.split(",")}  # fmt: skip
    known |= {key.strip() for keys, _ in MORE for key in keys.split(",")}
    known |= {"Page Down", "Page Up", "Esc", "Delete", "Alt+Up", "Alt+Down", "Ctrl+Down"}
    for language in ("en", "zh"):
        for chapter in chapters(language)[:8]:
            for bold in re.findall(r"\*\*([^*]+)\*\*", chapter.text):
                if re.fullmatch(r"(Ctrl|Alt|Shift)\+.+|F\d+|[A-Z]|Esc|Enter|Delete", bold):
                    assert bold in known, (chapter.title, bold)


def test_every_node_of_every_example_is_in_the_glossary() -> None:
    plain = {"gamma_1", "beta_1", "gamma_2", "beta_2", "eps", "b_1", "b_2", "ffn_hidden"}
    ids = [term.id for term in terms()]
    assert len(set(ids)) == len(ids) >= 25
    known: set[str] = set()
    for scenario in built_in():
        graph = find_scenario(scenario.name).state().graph()
        for node in graph.order:
            known.add(node.rpartition(".")[2])
            if node.rpartition(".")[2] not in plain and not node.endswith(("b_Q", "b_K", "b_V")):
                assert term_of(node) is not None, node
    assert {node for term in terms() for node in term.nodes} - known <= {"memory", "PE", "E"}


def test_the_glossary_links_to_nodes_there_are_and_says_which_are_not() -> None:
    graph = find_scenario("worked-example").state().graph()
    chapter = glossary("en", graph, "Glossary", "not in this example")
    assert ("node", "scores") in links(chapter.text)
    assert "masked_scores (not in this example)" in chapter.text
    for kind, name in links(chapter.text):
        assert kind == "node"
        assert name in graph


def test_the_manual_leads_to_a_node_and_searches(window: MainWindow) -> None:
    document = window.document
    document.first_step()
    manual = window.beside.show_manual()
    manual._follow(QUrl("node:weights"))
    assert document.node == "weights"
    assert document.cursor.index == document.lesson.opens_at("weights")
    manual._search.setText("spotlight")
    shown = [manual.contents.item(row).text() for row in range(manual.contents.count())
             if not manual.contents.item(row).isHidden()]  # fmt: skip
    assert shown == ["Presenting"]
    assert "spotlight" in manual.page.toPlainText()
    assert manual.page.textCursor().selectedText().casefold() == "spotlight"
    manual._search.clear()
    window.document.select("scores", (1, 1))
    window.actions_["whatIsThis"].trigger()
    assert manual.page.textCursor().selectedText().startswith("Attention score")
    before = window.panel.isVisible()
    manual._follow(QUrl("action:panel"))
    assert window.panel.isVisible() != before
    manual._follow(QUrl("action:panel"))


def test_the_manual_speaks_the_language_of_the_window(window: MainWindow) -> None:
    manual = window.beside.show_manual()
    window.set_language("zh")
    QApplication.processEvents()
    titles = [manual.contents.item(row).text() for row in range(manual.contents.count())]
    assert titles[:-1] == [chapter.title for chapter in chapters("zh")]
    assert "课程" in manual.page.toPlainText()


def test_the_sheet_holds_every_key_and_finds_them(window: MainWindow) -> None:
    sheet = KeySheet(window.actions_.key_groups(), window)
    for group in window.actions_.key_groups():
        for keys, _ in group.keys:
            assert keys.replace("<", "&lt;").replace(">", "&gt;") in sheet.text
    everything = sheet.text
    sheet._search.setText("undo")
    assert "Ctrl+Z" in sheet.text
    assert len(sheet.text) < len(everything) / 4
    sheet.deleteLater()


def test_the_readme_names_the_keys_of_every_action(window: MainWindow) -> None:
    named = readme_keys()
    for group in window.actions_.key_groups():
        for keys, text in group.keys:
            for key in keys.split(", "):
                assert key in named, (key, text)


def test_question_mark_is_typed_where_one_types(window: MainWindow, qtbot: QtBot) -> None:
    assert window.actions_["keys"].shortcut() == QKeySequence("?")
    window.toolbar.sentence.enter()
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "?")
    assert field.text().endswith("?")  # type: ignore[attr-defined]


def test_the_hints_point_at_what_they_speak_of(window: MainWindow, qtbot: QtBot) -> None:
    tour = window.beside.show_hints()
    for index, hint in enumerate(HINTS):
        QApplication.processEvents()
        assert tour.index == index
        assert tour.findChild(QLabel, "tourText").text() == hint
        assert window.rect().contains(tour.geometry())
        assert tour._rim.isVisible()
        window.resize(1024 + 40 * index, 700)
        QApplication.processEvents()
        qtbot.mouseClick(tour.findChild(QPushButton, "tourNextButton"), Qt.MouseButton.LeftButton)
    QApplication.sendPostedEvents(None, 52)  # deferred deletes
    assert not [t for t in window.findChildren(Tour) if t.isVisible()]
    again = window.beside.show_hints()
    QTest.keyClick(again, Qt.Key.Key_Escape)
    assert not again.isVisible()


def test_the_hints_are_shown_once() -> None:
    from PySide6.QtCore import QSettings

    from gui.settings import Settings

    settings = Settings(QSettings("nothing.ini", QSettings.Format.IniFormat))
    settings.store.clear()
    assert not settings.hints_seen
    settings.hints_seen = True
    assert settings.hints_seen
    settings.store.clear()


def test_the_about_box_says_with_what_it_runs(window: MainWindow) -> None:
    box = AboutBox(window)
    box.findChild(QPushButton, "copyVersionsButton").click()
    assert versions() in QGuiApplication.clipboard().text()
    for package in ("PySide6", "numpy", "python-pptx", "Pillow", "openpyxl"):
        assert package in notices()
    box.findChild(QPushButton, "showNoticesButton").click()
    box.deleteLater()
    QGuiApplication.clipboard().clear()


# -- why it looks like this ------------------------------------------------------------------------


@pytest.fixture
def causal(qapp: object) -> Document:
    made = Document(find_scenario("causal"))
    made.last_step()
    return made


def test_why_says_what_the_state_of_the_cell_is(document: Document) -> None:
    assert "opens it at step" in why(document, "weights", (0, 0))
    document.last_step()
    assert why(document, "W_Q", (0, 1)) == (
        "W_Q[1, 2]: It is pale grey: it is 0. The hollow bar: training would find this matrix."
    )
    document.edit_cells("scores", {(1, 1): 20.0})
    said = why(document, "scores", (1, 1))
    assert "you pinned it at 20; computed, it would be 16" in said
    assert "from 16 to 20" in said
    assert "the darkest here is 20" in said
    document.edit_cells("X", {(0, 1): -3.0})
    assert "Brick is below 0" in why(document, "X", (0, 1))
    assert "from 0 to 1" in why(document, "weights", (0, 0))


def test_why_says_what_a_mask_leaves_out(causal: Document) -> None:
    for node in ("mask", "masked_scores", "weights"):
        assert "hatched" in why(causal, node, (0, 4)), node
        assert "hatched" not in why(causal, node, (4, 0)), node


def test_why_gives_nothing_away_while_it_asks(document: Document) -> None:
    document.go_to(8)
    document.predict(True)
    covered = ~document.visible()["scores"]
    row, column = (int(i[0]) for i in covered.nonzero())
    said = why(document, "scores", (row, column))
    assert "covered" in said
    assert str(int(document.value("scores")[row, column])) not in said.split(":")[1]


def test_why_is_said_below_the_diagram(window: MainWindow) -> None:
    window.document.last_step()
    window.document.select("weights", (0, 1))
    window.actions_["why"].trigger()
    assert "from 0 to 1" in window.legend._message.text()

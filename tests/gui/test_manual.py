"""The manual: both languages say the same, every link leads somewhere, and so does every way."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget

from engine.command_line import parse
from engine.scenario import built_in
from gui.help import pictures
from gui.help.book import FOLDER, GLOSSARY, chapters
from gui.help.glossary import glossary, terms
from gui.help.keys import key_groups
from gui.help.manual import ManualWindow
from gui.main_window import MainWindow
from gui.present.keys import KEYS
from gui.theme import theme

_LINK = re.compile(r"\[[^\]]*\]\((?P<kind>\w+):(?P<name>[\w.-]+)\)")
_KEY = re.compile(r"((Ctrl|Alt|Shift)\+)+\S+|F\d+|[A-Z?]|Esc|Enter|Delete|Space|Tab|Page (Down|Up)")
#: How keys are written out in sentences.
_SPELLED = {"Page Down": "PgDn", "Page Up": "PgUp", "Alt+Left": "Alt+←"}


def links(text: str) -> list[tuple[str, str]]:
    return [(match["kind"], match["name"]) for match in _LINK.finditer(text)]


def shape(text: str) -> list[str]:
    """Headings, list items and listings, in their order: what a translation must keep."""
    kinds = {"#": r"#+", "-": r"-", "code": r"    "}
    return [
        found.group() if kind == "#" else line if kind == "code" else kind
        for line in text.splitlines()
        for kind, pattern in kinds.items()
        if (found := re.match(pattern, line))
    ]


def test_both_languages_have_the_same_chapters() -> None:
    names = [sorted(path.name for path in (FOLDER / language).iterdir()) for language in
             ("en", "zh")]  # fmt: skip
    assert names[0] == names[1]
    assert len(names[0]) == 14
    for one, other in zip(chapters("en"), chapters("zh"), strict=True):
        assert one.id == other.id
        assert links(one.text) == links(other.text), one.id
        assert shape(one.text) == shape(other.text), one.id
        assert one.title != other.title
        assert re.search(r"[一-鿿]", other.title), other.title
        assert "{" not in one.text.replace("{count}", ""), one.id


def test_chinese_is_punctuated_in_full_width() -> None:
    for chapter in chapters("zh"):
        text = re.sub(r"`[^`]*`|\([\w:.-]*\)|^    .*$", "", chapter.text, flags=re.MULTILINE)
        assert not re.search(r"[一-鿿][,;:?!()]|[,;:?!()][一-鿿]", text), chapter.id


def test_every_link_leads_somewhere(window: MainWindow) -> None:
    known = {
        "chapter": {*(chapter.id for chapter in chapters("en")), GLOSSARY},
        "term": {term.id for term in terms()},
        "scenario": {listing.name for listing in built_in()},
        "node": set(window.document.graph.order),
        "picture": set(pictures.names()),
    }
    seen: dict[str, set[str]] = {kind: set() for kind in (*known, "action")}
    for chapter in chapters("en"):
        for kind, name in links(chapter.text):
            seen[kind].add(name)
            if kind == "action":
                assert window.actions_[name].text(), name
            else:
                assert name in known[kind], (chapter.id, kind, name)
    assert seen["scenario"] == known["scenario"]
    assert seen["picture"] == known["picture"]
    assert len(seen["action"]) > 30


def test_keys_the_manual_names_are_keys(window: MainWindow) -> None:
    """Of the window, and in the chapter about presenting those of a presentation."""
    groups = key_groups(window.actions_.keys())
    sheet = {key for group in groups for keys, _ in group.keys for key in keys.split(", ")}
    presenting = {key for keys, _ in KEYS for key in re.split(r"[ ,]+", keys)} | {"F5"}
    count = 0
    for language in ("en", "zh"):
        for chapter in chapters(language):
            known = presenting if chapter.id == "presenting" else sheet
            for bold in re.findall(r"\*\*([^*]+)\*\*", chapter.text):
                key = _SPELLED.get(bold, bold)
                if _KEY.fullmatch(bold):
                    assert key in known, (chapter.id, bold)
                    count += 1
    assert count > 80


def test_commands_the_manual_names_can_be_typed() -> None:
    lines = [line.strip() for chapter in chapters("en") if chapter.id == "command-line"
             for line in chapter.text.splitlines() if line.startswith("    ")]  # fmt: skip
    assert len(lines) >= 6
    for line in lines:
        program, *arguments = shlex.split(line)
        assert program == "softmix"
        assert parse(arguments).verb == arguments[0], line


def test_folders_are_those_of_this_machine() -> None:
    from engine.folders import log_folder, scenario_folder
    from gui.recording import recovery_folder

    (text,) = (chapter.text for chapter in chapters("en") if chapter.id == "kept")
    for folder in (scenario_folder(), recovery_folder(), log_folder()):
        assert f"`{folder}`" in text


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("language", ["en", "zh"])
def test_pictures_are_drawn_in_every_look(language: str) -> None:
    for name in pictures.names():
        drawn = {}
        for look in ("light", "dark"):
            image = pictures.image(name, theme(look), language, 2.0)
            assert image.deviceIndependentSize().width() <= 580
            inks = {image.pixel(x, y) for x in range(0, image.width(), 3)
                    for y in range(0, image.height(), 3)}  # fmt: skip
            assert len(inks) > 20, name
            drawn[look] = inks
        assert drawn["light"] != drawn["dark"]
    assert pictures.image("nonsense", theme("light"), language, 1.0).isNull()


# -- the window ------------------------------------------------------------------------------------


@pytest.fixture
def manual(window: MainWindow) -> ManualWindow:
    return window.beside.show_manual()


def listed(contents: QListWidget) -> list[str]:
    return [contents.item(row).text().strip(" ·") for row in range(contents.count())]


def test_every_chapter_opens_with_its_pictures(manual: ManualWindow) -> None:
    for chapter in chapters("en"):
        manual.open(chapter.id)
        assert manual.page.toPlainText().startswith(chapter.title)
        said = manual.page.toPlainText()
        assert not re.search(r"\*\*|\]\(", said), chapter.id
        images = said.count("\N{OBJECT REPLACEMENT CHARACTER}")
        assert images == sum(kind == "picture" for kind, _ in links(chapter.text))
    loaded = manual.page.loadResource(2, QUrl("picture:states"))
    assert loaded.width() > 300  # type: ignore[attr-defined]


def test_back_and_forward(manual: ManualWindow) -> None:
    assert manual.place == "first-minute"
    manual._follow(QUrl("chapter:numbers"))
    manual._follow(QUrl("term:pin"))
    assert manual.place == "term:pin"
    assert manual.page.textCursor().selectedText().startswith("Pinned number")
    manual.go_back()
    assert manual.place == "numbers"
    manual.go_back()
    assert manual.place == "first-minute"
    assert not manual._back.isEnabled()
    manual.go_back()
    assert manual.place == "first-minute"
    manual.go_forward()
    assert manual.place == "numbers"
    manual.open("files")
    assert not manual._forward.isEnabled()
    manual.go_back()
    assert manual.place == "numbers"
    assert manual.contents.currentItem().text() == "Changing numbers"


def test_search_finds_chapters_terms_and_every_place(manual: ManualWindow) -> None:
    manual.search.setText("spotlight")
    assert listed(manual.contents) == ["Presenting"]
    assert manual.place == "presenting"
    assert manual.page.textCursor().selectedText().casefold() == "spotlight"
    manual.search.setText("残差")
    assert "Residual connection" in listed(manual.contents)
    manual.search.setText("pinned")
    assert "Pinned number" in listed(manual.contents)
    assert "this chapter" in manual._found.text()
    first = manual.page.textCursor().position()
    manual.open("numbers")
    QTest.keyClick(manual.search, Qt.Key.Key_Return)
    second = manual.page.textCursor().position()
    QTest.keyClick(manual.search, Qt.Key.Key_Return)
    assert len({first, second, manual.page.textCursor().position()}) > 1
    manual.search.setText("qqqq")
    assert listed(manual.contents) == []
    assert manual._found.text() == "not in this chapter"
    manual._leave()
    assert manual.search.text() == ""
    assert manual.isVisible()
    manual._leave()
    assert not manual.isVisible()


def test_links_lead_into_the_program(window: MainWindow, manual: ManualWindow) -> None:
    before = window.panel.isVisible()
    manual._follow(QUrl("action:panel"))
    assert window.panel.isVisible() != before
    manual._follow(QUrl("action:panel"))
    assert not window.actions_["nextHead"].isEnabled()
    manual._follow(QUrl("action:nextHead"))
    assert manual._found.text() == "Not possible just now."
    manual._follow(QUrl("scenario:causal"))
    assert window.document.scenario.name == "causal"
    manual.open(GLOSSARY)
    assert "masked_scores (" not in manual.page.toPlainText()


def test_it_speaks_the_language_and_wears_the_theme(
    window: MainWindow, manual: ManualWindow
) -> None:
    manual.open("kept")
    window.set_language("zh")
    QApplication.processEvents()
    assert manual.place == "kept"
    titles = [chapter.title for chapter in chapters("zh")]
    assert listed(manual.contents)[:-1] == titles
    assert manual.page.toPlainText().startswith("东西放在哪里")
    window.set_theme("dark")
    assert theme("dark").card in manual.page.styleSheet()
    window.set_theme("light")


def test_every_character_of_it_is_in_the_bundled_fonts() -> None:
    from tests.resources.test_fonts import characters, files_of

    drawn = set().union(*(characters(name) for family in ("Inter", "Noto Sans SC",
                          "STIX Two Text") for name in files_of(family)))  # fmt: skip
    from engine.scenario import find_scenario

    state = find_scenario("worked-example").state()
    for language in ("en", "zh"):
        words = glossary(language, state.graph(), state.config).text
        said = "".join(chapter.text for chapter in chapters(language)) + words
        assert set(said) - drawn - {"\n"} == set()


def test_no_chapter_is_long() -> None:
    for path in Path(FOLDER / "en").iterdir():
        assert len(path.read_text(encoding="utf-8").split()) < 420, path.name

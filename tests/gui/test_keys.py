"""The keyboard sheet holds what the actions and the README say, and finds it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from gui.help.keys import GROUPS, KeySheet, key_groups, spelled
from gui.main_window import MainWindow
from tests.resources.readme import readme_keys


def all_keys(window: MainWindow) -> set[str]:
    groups = key_groups(window.actions_.keys())
    return {key for group in groups for keys, _ in group.keys for key in keys.split(", ")}


def test_every_action_with_a_key_is_in_a_group(window: MainWindow) -> None:
    named = {entry for _, entries in GROUPS for entry in entries if isinstance(entry, str)}
    assert named == set(window.actions_.keys())
    assert "More" not in [group.title for group in key_groups(window.actions_.keys())]


def test_an_action_that_is_in_no_group_comes_last() -> None:
    groups = key_groups({"brandNew": ("Ctrl+J", "Something new")})
    assert groups[-1] == ("More", [("Ctrl+J", "Something new")])


def test_the_sheet_and_the_readme_name_the_same_keys(window: MainWindow) -> None:
    sheet = all_keys(window)
    readme = readme_keys()
    assert sheet - readme == set()
    assert readme - sheet == set()


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("Ctrl+PgDown", "Ctrl+PgDn"),
        ("Alt+Left", "Alt+←"),
        ("Ctrl++", "Ctrl++"),
        ("Ctrl+-", "Ctrl+-"),
        ("?", "?"),
        ("Ctrl+Shift+Z", "Ctrl+Shift+Z"),
    ],
)
def test_keys_are_spelled_as_they_stand_on_a_keyboard(key: str, shown: str) -> None:
    assert spelled([QKeySequence(key)]) == shown


def test_it_finds_keys(window: MainWindow) -> None:
    sheet = KeySheet(window.actions_.keys(), window)
    everything = sheet.text
    for group in key_groups(window.actions_.keys()):
        assert group.title in everything
    sheet._search.setText("undo")
    assert "Ctrl+Z" in sheet.text
    assert len(sheet.text) < len(everything) / 4
    sheet._search.setText("f8")
    assert "Mistakes worth making" in sheet.text
    sheet.deleteLater()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_fits_a_small_window_without_scrolling(window: MainWindow, language: str) -> None:
    window.resize(1024, 700)
    window.set_language(language)
    QApplication.processEvents()
    sheet = KeySheet(window.actions_.keys(), window)
    sheet.show()
    QApplication.processEvents()
    assert sheet.size().boundedTo(QSize(1024, 700)) == sheet.size()
    scroll = sheet.findChild(QScrollArea)
    assert scroll.verticalScrollBar().maximum() == 0
    assert scroll.horizontalScrollBar().maximum() == 0
    sheet.close()
    sheet.deleteLater()


def test_question_mark_is_typed_where_one_types(window: MainWindow) -> None:
    assert window.actions_["keys"].shortcut() == QKeySequence("?")
    window.toolbar.sentence.enter()
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "?")
    assert field.text().endswith("?")  # type: ignore[attr-defined]

"""The window around the views: which example, which face of the panel, what the menu reaches."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QToolButton,
    QWidget,
)

from engine.scenario import find_scenario
from gui.experiments.sizes_dialog import SizesDialog
from gui.main_window import MainWindow

SCENARIOS = {
    "worked-example": ("I love tea", "3 words, one head"),
    "relatives": ("A child and the relatives", "2 words, 11 in the memory"),
    "apple": ("Two apples: learnt matrices", "8 words, one head"),
    "causal": ("Attention that only looks back", "5 words, one head"),
    "backward": ("I love tea, backwards", "3 words, one head"),
    "copy-previous": ("Copy the letter before", "7 words, one head"),
    "read-backwards": ("Read letters backwards", "7 words, one head"),
    "find-duplicate": ("Find what stands twice", "7 words, one head"),
    "worked-block": ("I love tea: the whole block", "2 heads, d_model 4"),
    "sort-letters": ("Sort letters: a whole block", "6 words, one head"),
    "eight-heads-512": ("Eight heads at full width", "8 heads, d_model 512"),
    "paper-base": ("A block of the paper's size", "8 heads, d_model 512"),
}


def find(window: QWidget, kind: type, name: str):  # type: ignore[no-untyped-def]
    found = window.findChild(kind, name)
    assert found is not None, name
    return found


def key(window: MainWindow, key_: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    QTest.keyClick(window.diagram, key_, modifiers)


CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


# -- which example ---------------------------------------------------------------------------------


def test_the_chooser_holds_the_examples_with_their_sizes(window: MainWindow) -> None:
    chooser = find(window, QComboBox, "scenarioChooser")
    entries = {chooser.itemData(i): chooser.itemText(i) for i in range(chooser.count())}
    assert entries == {name: "  ·  ".join(about) for name, about in SCENARIOS.items()}
    assert chooser.currentData() == "worked-example"


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_example_opens_from_the_chooser(window: MainWindow, name: str) -> None:
    chooser = find(window, QComboBox, "scenarioChooser")
    chooser.activated.emit(list(SCENARIOS).index(name))
    assert window.document.scenario.name == name
    assert chooser.currentData() == name
    field = find(window, QLineEdit, "memoryEdit")
    assert field.isVisible() == window.document.config.memory


def test_the_open_example_is_listed_with_the_sizes_it_has_now(window: MainWindow) -> None:
    chooser = find(window, QComboBox, "scenarioChooser")
    window.document.set_sentence("one two")
    assert chooser.currentText().endswith("2 words, one head")
    window.document.resize("head", 2)
    assert chooser.currentText().endswith("2 heads, d_model 4")


def test_an_example_that_is_not_opened_after_all(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    cancel = QMessageBox.StandardButton.Cancel
    monkeypatch.setattr(QMessageBox, "question", lambda *_, **__: cancel)
    window.document.switch(mask="causal")
    chooser = find(window, QComboBox, "scenarioChooser")
    chooser.setCurrentIndex(3)
    chooser.activated.emit(3)
    assert window.document.scenario.name == "worked-example"
    assert chooser.currentData() == "worked-example"


def test_an_example_saved_to_a_file_is_listed_by_its_file(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(tmp_path / "mine.json")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (path, ""))
    window.document.switch(mask="causal")
    window.actions_["saveAs"].trigger()
    chooser = find(window, QComboBox, "scenarioChooser")
    assert chooser.count() == len(SCENARIOS) + 1
    assert chooser.currentText() == "mine.json  ·  3 words, one head"
    assert not chooser.currentData()


# -- the side panel --------------------------------------------------------------------------------


def test_the_panel_is_folded_beside_a_whole_block(window: MainWindow) -> None:
    window.resize(1440, 900)
    assert window.panel.isVisible()
    window.files.open_scenario("worked-block")
    assert not window.panel.isVisible()
    assert window.rail.isVisible()
    assert not window.actions_["panel"].isChecked()
    window.files.open_scenario("worked-example")
    assert window.panel.isVisible()
    window.files.open_scenario("worked-block")
    QTest.mouseClick(find(window, QToolButton, "unfoldPanelButton"), Qt.MouseButton.LeftButton)
    assert window.panel.isVisible()
    window.files.open_scenario("paper-base")
    assert window.panel.isVisible()  # a person said so


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
def test_the_experiments_fit(window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    QTest.mouseClick(find(window, QToolButton, "experimentsButton"), Qt.MouseButton.LeftButton)
    QTest.qWait(5)  # layouts follow
    panel = find(window, QWidget, "experimentsPanel")
    assert panel.isVisible()
    assert (window.width(), window.height()) == size
    corner = panel.mapTo(window, panel.rect().bottomRight())
    assert corner.x() < size[0]
    assert corner.y() < size[1]
    listed = find(window, QWidget, "experimentsScroll")
    assert listed.widget().width() <= listed.viewport().width()


def test_the_experiments_stay_while_one_turns_to_a_block(window: MainWindow) -> None:
    key(window, Qt.Key.Key_F8, NONE)
    panel = find(window, QWidget, "experimentsPanel")
    assert panel.isVisible()
    assert panel.isAncestorOf(QApplication.focusWidget())
    QTest.mouseClick(find(panel, QPushButton, "extentBlockButton"), Qt.MouseButton.LeftButton)
    assert panel.isVisible()
    assert find(window, QToolButton, "experimentsButton").isChecked()
    QTest.mouseClick(find(panel, QToolButton, "closeExperimentsButton"), Qt.MouseButton.LeftButton)
    assert not panel.isVisible()
    assert not window.panel.isVisible()  # a whole block has the room again
    assert not window.actions_["experiments"].isChecked()
    QTest.mouseClick(find(window, QToolButton, "railExperimentsButton"), Qt.MouseButton.LeftButton)
    assert panel.isVisible()
    key(window, Qt.Key.Key_F9, NONE)
    assert not window.panel.isVisible()


def test_sizes_are_asked_from_the_experiments_and_the_menu(window: MainWindow) -> None:
    key(window, Qt.Key.Key_F8, NONE)
    QTest.mouseClick(find(window, QPushButton, "openSizesButton"), Qt.MouseButton.LeftButton)
    dialog = find(window, SizesDialog, "sizesDialog")
    assert dialog.isVisible()
    dialog.close()
    QTest.qWait(1)
    window.actions_["sizes"].trigger()
    find(window, SizesDialog, "sizesDialog").close()


# -- the menu --------------------------------------------------------------------------------------


def test_no_shortcut_means_two_things_and_some_are_kept_free(window: MainWindow) -> None:
    keys = [k.toString() for a in window.actions() for k in a.shortcuts()]
    assert [k for k, count in Counter(keys).items() if count > 1] == []
    assert not {"Ctrl+G", "F2", "P", "C", "T"} & set(keys)
    assert window.actions_["export"].shortcut() == QKeySequence("Ctrl+E")


def test_every_action_is_in_the_menu_and_has_a_text(window: MainWindow) -> None:
    listed = [
        action
        for submenu in window.actions_.menu.actions()
        for action in submenu.menu().actions()
        if not action.isSeparator() and action.menu() is None
    ]
    assert set(listed) == {*window.actions(), *window.diagram.actions()}
    assert all(action.text() and action.objectName() for action in listed)


def test_heads_and_blocks_from_the_keyboard(window: MainWindow) -> None:
    document = window.document
    assert not window.actions_["nextHead"].isEnabled()
    document.open(find_scenario("worked-block"))
    document.resize("blocks", 2)
    assert window.actions_["nextHead"].isEnabled()
    assert not window.actions_["previousHead"].isEnabled()
    key(window, Qt.Key.Key_PageDown, CTRL)
    assert document.head == 1
    assert not window.actions_["nextHead"].isEnabled()
    key(window, Qt.Key.Key_PageUp, CTRL)
    assert document.head == 0
    key(window, Qt.Key.Key_PageDown, CTRL_SHIFT)
    assert document.block == 2
    key(window, Qt.Key.Key_PageUp, CTRL_SHIFT)
    assert document.block == 1
    assert document.cursor.index == 0  # the lesson did not move


def test_memory_words_are_renamed_and_removed_too(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = window.document
    document.open(find_scenario("relatives"))
    monkeypatch.setattr(QInputDialog, "getItem", lambda *a, **k: (a[3][3], True))
    monkeypatch.setattr(QInputDialog, "getText", lambda *a, **k: ("dad", True))
    window.actions_["renameWord"].trigger()
    assert document.memory_words[:3] == ["mother", "dad", "elder brother"]
    assert document.words == ["boy", "girl"]
    window.actions_["removeWord"].trigger()
    assert document.memory_words[:2] == ["mother", "elder brother"]
    assert find(window, QLineEdit, "memoryEdit").text().startswith("mother, elder brother")
    assert window.actions_["addMemoryWord"].isEnabled()


def test_ctrl_l_goes_to_the_sentence_and_enter_sets_it(window: MainWindow) -> None:
    key(window, Qt.Key.Key_L, CTRL)
    edit = find(window, QLineEdit, "sentenceEdit")
    assert edit.hasFocus()
    QTest.keyClicks(edit, "cats sleep")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert window.document.words == ["cats", "sleep"]
    assert window.document.undo_stack.count() == 1
    QTest.keyClick(edit, Qt.Key.Key_Z, CTRL)
    assert window.document.words == ["I", "love", "tea"]


def test_back_to_the_paper_from_the_menu(window: MainWindow) -> None:
    window.actions_["paper"].trigger()
    assert window.document.config.positions
    assert window.document.value("divisor")[0, 0] == 3**0.5
    assert window.document.undo_stack.count() == 1


def test_an_empty_row_is_warned_of_under_the_diagram(window: MainWindow) -> None:
    bar = find(window, QWidget, "warningBar")
    assert not bar.isVisible()
    window.document.switch(mask="padding", padding=3)
    assert bar.isVisible()
    window.document.undo()
    assert not bar.isVisible()


def test_every_control_of_the_toolbar_has_a_name(window: MainWindow) -> None:
    window.set_language("zh")
    for control in window.toolbar.findChildren(QWidget):
        if control.focusPolicy() & Qt.FocusPolicy.TabFocus and control.isVisible():
            assert control.objectName(), control
            assert control.accessibleName(), control.objectName()

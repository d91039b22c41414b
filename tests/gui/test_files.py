"""Opening, saving and dropping files: nothing is lost without a question."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from engine.errors import SoftmixError
from engine.project import read_project
from engine.scenario import read_scenario, write_scenario
from gui import files
from gui.i18n import error_text
from gui.main_window import MainWindow

Button = QMessageBox.StandardButton


class Person:
    """Answers the questions of the window, and remembers what it was told and asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.told: list[str] = []
        self.asked: list[str] = []
        self.answers: list[Button] = []
        self.file = ""
        monkeypatch.setattr(files, "tell", self._tell)
        monkeypatch.setattr(QMessageBox, "question", self._question)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", self._choose)
        monkeypatch.setattr(QFileDialog, "getOpenFileName", self._choose)

    def _tell(self, parent: object, error: SoftmixError) -> None:
        self.told.append(error_text(error))

    def _question(self, parent: object, title: str, text: str, *_: object) -> Button:
        self.asked.append(text)
        return self.answers.pop(0)

    def _choose(self, *_: object, **__: object) -> tuple[str, str]:
        return self.file, ""


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch) -> Person:
    return Person(monkeypatch)


@pytest.fixture
def edited(window: MainWindow) -> MainWindow:
    """The window with a change that is not saved."""
    window.document.edit_cells("X", {(0, 0): 5.0})
    assert window.document.modified
    return window


def first(window: MainWindow) -> float:
    return float(window.document.value("X")[0, 0])


def saved_with(window: MainWindow, path: Path, number: float) -> Path:
    """A file of the example with another number, made without touching the window."""
    state = window.document.state()
    x = state.inputs["X"].copy()
    x[0, 0] = number
    other = replace(state, inputs={**state.inputs, "X": x})
    write_scenario(window.document.scenario.with_state(other), path)
    return path


# -- opening ---------------------------------------------------------------------------------------


def test_opening_a_file(window: MainWindow, person: Person, tmp_path: Path) -> None:
    person.file = str(saved_with(window, tmp_path / "mine.json", 7.0))
    window.actions_["open"].trigger()
    assert first(window) == 7
    assert window.document.path == tmp_path / "mine.json"
    assert window.settings.folder == str(tmp_path)
    assert "mine.json" in window.windowTitle()
    assert not window.document.modified
    assert person.told == person.asked == []


@pytest.mark.parametrize("content", [b"hello", b"{}", b"", None], ids=["text", "{}", "0", "none"])
def test_a_bad_file_is_said_and_the_work_stays(
    edited: MainWindow, person: Person, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "bad.json"
    if content is not None:
        path.write_bytes(content)
    person.answers = [Button.Discard]
    assert not edited.files.open_path(path)
    assert len(person.told) == 1
    assert "bad.json" in person.told[0]
    assert first(edited) == 5
    assert edited.document.modified
    assert edited.document.undo_stack.canUndo()
    assert edited.document.path is None


def test_no_file_chosen(edited: MainWindow, person: Person) -> None:
    edited.files.open_dialog()
    assert not edited.files.save()
    assert first(edited) == 5
    assert edited.document.modified
    assert person.told == person.asked == []


# -- the unsaved question --------------------------------------------------------------------------


def ways(tmp_path: Path) -> dict[str, Callable[[MainWindow], object]]:
    return {
        "open a file": lambda w: w.files.open_path(saved_with(w, tmp_path / "other.json", 7.0)),
        "open an example": lambda w: w.files.open_scenario("worked-example"),
        "close": lambda w: w.close(),
    }


@pytest.mark.parametrize("way", ["open a file", "open an example", "close"])
def test_cancel_keeps_everything(
    edited: MainWindow, person: Person, tmp_path: Path, way: str
) -> None:
    person.answers = [Button.Cancel]
    assert not ways(tmp_path)[way](edited)
    assert len(person.asked) == 1
    assert first(edited) == 5
    assert edited.document.modified
    assert edited.document.undo_stack.canUndo()
    assert edited.isVisible()


def test_discard_opens_the_other_one(edited: MainWindow, person: Person, tmp_path: Path) -> None:
    person.answers = [Button.Discard]
    assert ways(tmp_path)["open a file"](edited)
    assert first(edited) == 7
    assert not edited.document.modified


def test_save_first(edited: MainWindow, person: Person, tmp_path: Path) -> None:
    person.answers = [Button.Save]
    person.file = str(tmp_path / "kept.json")
    assert edited.files.open_scenario("worked-example")
    assert read_scenario(tmp_path / "kept.json").inputs["X"][0][0] == 5
    assert first(edited) != 5


def test_a_save_that_is_given_up_keeps_everything(edited: MainWindow, person: Person) -> None:
    person.answers = [Button.Save]
    assert not edited.files.open_scenario("worked-example")
    assert first(edited) == 5
    assert edited.document.modified


# -- saving ----------------------------------------------------------------------------------------


def test_saving_again_goes_to_the_same_file(
    edited: MainWindow, person: Person, tmp_path: Path
) -> None:
    path = tmp_path / "mine.json"
    person.file = str(path)
    edited.actions_["saveAs"].trigger()
    assert not edited.document.modified
    person.file = str(tmp_path / "other.json")
    edited.document.edit_cells("X", {(0, 0): 6.0})
    edited.actions_["save"].trigger()
    assert not edited.document.modified
    assert read_scenario(path).inputs["X"][0][0] == 6
    assert list(tmp_path.glob("*.json")) == [path]


def test_a_name_without_a_suffix_gets_one(
    edited: MainWindow, person: Person, tmp_path: Path
) -> None:
    person.file = str(tmp_path / "mine")
    assert edited.files.save_as()
    assert edited.document.path == tmp_path / "mine.softmix"
    assert person.asked == []


@pytest.mark.parametrize("answer", [Button.Yes, Button.Cancel])
def test_the_name_that_got_a_suffix_is_asked_about(
    edited: MainWindow, person: Person, tmp_path: Path, answer: Button
) -> None:
    old = saved_with(edited, tmp_path / "mine.json", 7.0).rename(tmp_path / "mine.softmix")
    person.file = str(tmp_path / "mine")  # the dialog asks about this name only
    person.answers = [answer]
    replaced = answer == Button.Yes
    assert edited.files.save_as() == replaced
    assert len(person.asked) == 1
    assert "mine.softmix" in person.asked[0]
    assert read_project(old).state().inputs["X"][0, 0] == (5 if replaced else 7)
    assert edited.document.modified == (not replaced)


@pytest.mark.parametrize("where", ["missing/mine.json", "file/mine.json", "folder.json"])
def test_a_failure_is_said_and_the_work_is_still_unsaved(
    edited: MainWindow, person: Person, tmp_path: Path, where: str
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "folder.json").mkdir()
    person.file = str(tmp_path / where)
    assert not edited.files.save()
    assert len(person.told) == 1
    assert "cannot be written" in person.told[0]
    assert edited.document.modified
    assert edited.document.path is None
    assert first(edited) == 5


# -- dropping --------------------------------------------------------------------------------------


def drop(window: MainWindow, *urls: QUrl) -> bool:
    """Drag something onto the window and let it go. Returns whether the window took it."""
    mime = QMimeData()
    mime.setUrls(list(urls))
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(300, 300), action, mime, button, none)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), action, mime, button, none))
    return True


def test_a_dropped_file_is_opened(window: MainWindow, person: Person, tmp_path: Path) -> None:
    path = saved_with(window, tmp_path / "例 子.json", 7.0)
    assert drop(window, QUrl("https://example.org/x.json"), QUrl.fromLocalFile(str(path)))
    assert first(window) == 7
    assert window.document.path == path


def test_a_dropped_file_asks_first(edited: MainWindow, person: Person, tmp_path: Path) -> None:
    path = saved_with(edited, tmp_path / "other.json", 7.0)
    person.answers = [Button.Cancel]
    assert drop(edited, QUrl.fromLocalFile(str(path)))
    assert first(edited) == 5


def test_what_is_no_file_is_not_taken(window: MainWindow, person: Person) -> None:
    assert not drop(window, QUrl("https://example.org/x.json"))
    assert not drop(window)


def test_a_dropped_folder_is_said(edited: MainWindow, person: Person, tmp_path: Path) -> None:
    person.answers = [Button.Discard]
    assert drop(edited, QUrl.fromLocalFile(str(tmp_path)))
    assert len(person.told) == 1
    assert first(edited) == 5

"""A file that another window has, or that changes on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile, QSettings
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from engine.project import read_project
from gui import recording
from gui.app import build
from gui.document import Document
from gui.main_window import MainWindow

#: Documents outlive their tests, see conftest.
_KEPT: list[Document] = []


def _saved(window: MainWindow, path: Path) -> Path:
    window.document.path = path
    assert window.files.save()
    return path


def _press(monkeypatch: pytest.MonkeyPatch, text: str) -> list[str]:
    """Answers message boxes with the button of that text; gives what they said."""
    said: list[str] = []

    def answer(box: QMessageBox) -> int:
        said.append(box.text())
        next(button for button in box.buttons() if button.text() == text).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    return said


@pytest.mark.parametrize(
    ("button", "path"), [("Open a copy", None), ("Open anyway", "a.softmix"), ("Cancel", "")]
)
def test_a_file_that_another_window_has(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, button: str, path: str
) -> None:
    window.document.edit_cells("X", {(0, 0): 6.5})
    file = _saved(window, tmp_path / "a.softmix")
    window.files.guard.hold(None)
    window.files.open_scenario("causal")
    lock = recording.lock_of(tmp_path / "x")  # any lock will do to see that locks lock
    assert isinstance(lock, QLockFile)
    other = type(window.files.guard)(window)
    other.hold(file)
    said = _press(monkeypatch, button)
    assert window.files.open_path(file) == (button != "Cancel")
    assert said == ["a.softmix is open in another window."]
    expected = None if path is None else file if path else None
    assert window.document.path == expected
    assert (window.document.scenario.name == "worked-example") == (button != "Cancel")
    other.hold(None)


def test_a_file_that_is_taken_when_the_program_starts(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = _saved(window, tmp_path / "a.softmix")
    store = QSettings(str(tmp_path / "second.ini"), QSettings.Format.IniFormat)
    for button, path in (("Open anyway", file), ("Open a copy", None), ("Cancel", None)):
        second = build(str(file), None, "en", "light", store)
        _KEPT.append(second.document)
        said = _press(monkeypatch, button)
        second.files.ask_if_taken()
        assert said == ["a.softmix is open in another window."]
        assert second.document.path == path
        assert second.document.modified == (button == "Open a copy")
        second.document.mark_saved()
        second.close()
        second.deleteLater()


def test_our_own_save_is_no_news(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    happened: list[str] = []
    _saved(window, tmp_path / "a.softmix")
    window.files.guard.happened.disconnect()
    window.files.guard.happened.connect(happened.append)
    window.document.edit_cells("X", {(0, 0): 6.5})
    assert window.files.save()
    qtbot.wait(500)
    assert happened == []


@pytest.mark.parametrize("button", ["Open from the disk", "Keep mine"])
def test_a_file_that_is_changed_on_the_disk(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    button: str,
) -> None:
    window.document.edit_cells("X", {(0, 0): 6.5})
    file = _saved(window, tmp_path / "a.softmix")
    theirs = file.read_bytes().replace(b"6.5", b"7.5")
    said = _press(monkeypatch, button)
    window.document.edit_cells("X", {(0, 0): 8.5})
    other = tmp_path / "other"
    other.write_bytes(theirs)
    other.replace(file)  # as editors do it
    qtbot.waitUntil(lambda: bool(said), timeout=5000)
    reloaded = button == "Open from the disk"
    assert window.document.value("X")[0, 0] == (7.5 if reloaded else 8.5)
    assert window.document.modified == (not reloaded)
    assert read_project(file).state().inputs["X"][0, 0] == 7.5


def test_a_file_that_is_gone(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = _saved(window, tmp_path / "a.softmix")
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: said.append(args[2]))
    assert not window.document.modified
    file.unlink()
    qtbot.waitUntil(lambda: bool(said), timeout=5000)
    assert "not on the disk any more" in said[0]
    assert window.document.modified
    assert window.files.save()
    assert file.exists()
    QApplication.processEvents()

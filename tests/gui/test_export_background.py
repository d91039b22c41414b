"""A long export leaves the window alive, can be cancelled at any time, and says where it went."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gui.document import Document
from gui.export.background import Background, Stopped
from gui.export.dialog import ExportDialog
from gui.export.jobs import run
from gui.export.requests import ExportRequest
from gui.main_window import MainWindow

TOP = Path(__file__).parents[2]


def test_the_event_loop_goes_on_while_work_is_done(qapp: object) -> None:
    turned = threading.Event()
    QTimer.singleShot(0, turned.set)

    def work() -> bytes:
        assert threading.current_thread() is not threading.main_thread()
        return b"done" if turned.wait(30) else b"the loop stands still"

    assert Background().run(work) == b"done"


def test_what_fails_there_is_raised_here(qapp: object) -> None:
    def work() -> bytes:
        raise MemoryError("too much")

    with pytest.raises(MemoryError, match="too much"):
        Background().run(work)


def test_work_that_is_given_up_disturbs_nobody(qapp: object) -> None:
    release = threading.Event()
    background = Background()

    def first() -> bytes:
        release.wait(30)
        return b"late"

    QTimer.singleShot(0, background.stop)
    with pytest.raises(Stopped):
        background.run(first)

    def second() -> bytes:
        release.set()
        return b"second"

    for _ in range(3):
        assert background.run(second) == b"second"


def test_in_the_background_the_same_bytes_are_made(document: Document, tmp_path: Path) -> None:
    background = Background()
    for form in ("png", "gif", "apng"):
        request = ExportRequest("range", step=2, last=4, format=form, size=(320, 180))
        here = run(document, request, tmp_path / f"here.{form}")
        there = run(document, request, tmp_path / f"there.{form}", aside=background.run)
        made = [[path.read_bytes() for path in paths] for paths in (here, there)]
        assert made[0] == made[1]


@pytest.fixture
def dialog(qtbot: QtBot, document: Document, appearance: object, tmp_path: Path) -> ExportDialog:
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    (tmp_path / "out").mkdir()
    store.setValue("export/folder", str(tmp_path / "out"))
    made = ExportDialog(document, appearance, store)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


class Canceller(QObject):
    """Presses Cancel as soon as all slides are made, while they are packed."""

    def __init__(self, dialog: ExportDialog) -> None:
        super().__init__()
        self._dialog = dialog
        self.pressed = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(0)

    def _look(self) -> None:
        background = self._dialog.findChild(Background)
        if background is not None and background.busy:
            self._timer.stop()
            self.pressed = True
            button = self._dialog.findChild(QPushButton, "cancelButton")
            assert button is not None
            button.click()


@pytest.mark.parametrize("form", ["formatGif", "formatApng", "formatPng"])
def test_cancel_while_a_picture_is_packed_leaves_nothing(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path, form: str
) -> None:
    for name in ("whatEvery", form):
        button = dialog.findChild(QObject, name)
        assert button is not None
        button.click()  # type: ignore[attr-defined]
    canceller = Canceller(dialog)
    dialog.export()
    assert canceller.pressed
    assert dialog.written == []
    assert dialog.isVisible()
    said = dialog.findChild(QLabel, "exportMessage")
    assert said is not None
    assert "Nothing was saved" in said.text()
    assert list((tmp_path / "out").iterdir()) == []


def test_the_window_says_where_it_went_with_a_link(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "a <b> & c"
    folder.mkdir()
    store = window.showing._settings.store
    store.setValue("export/folder", str(folder))

    def press() -> None:
        dialog = window.findChild(ExportDialog)
        assert dialog is not None
        button = dialog.findChild(QPushButton, "exportNowButton")
        assert button is not None
        button.click()

    QTimer.singleShot(0, press)
    window.showing.export()
    assert len(list(folder.iterdir())) == 1
    label = window.findChild(QLabel, "messageLabel")
    assert label is not None
    assert label.isVisible()
    assert label.openExternalLinks()
    assert "a &lt;b&gt; &amp; c" in label.text()
    assert 'href="file://' in label.text()
    assert "Open the folder" in label.text()
    window.legend.show_note("Imported: <b>x</b>.")  # what others say is no rich text
    QApplication.processEvents()
    assert label.text() == "Imported: <b>x</b>."
    assert label.textFormat().name == "PlainText"


def test_two_processes_make_the_same_bytes(tmp_path: Path) -> None:
    """PNG and SVG of steps, the diagram and shades: whatever order sets and names have."""
    digests = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        env = {**os.environ, "PYTHONHASHSEED": seed, "QT_QPA_PLATFORM": "offscreen"}
        code = f"""
import sys
import main
for name, extra in (("worked-example", ["--step", "9-11"]), ("worked-block", ["--step", "14"]),
                    ("relatives", []), ("eight-heads-512", ["--node", "W_Q", "--heat"])):
    for form in ("png", "svg"):
        out = {str(folder)!r} + "-" + name + "." + form
        assert main.main(["export", name, "--out", out, "--size", "960x540", *extra]) == 0
"""
        subprocess.run(
            [sys.executable, "-c", code], cwd=TOP, env=env, check=True, timeout=200,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        made = {
            path.name.removeprefix(seed): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(tmp_path.glob(f"{seed}-*"))
        }
        assert len(made) == 12
        digests.append(made)
    assert digests[0] == digests[1]

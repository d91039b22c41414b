"""Errors: those a person can act on, and those nobody expected. The window lives through both."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from engine.errors import NotJson
from gui.main_window import MainWindow
from gui.trouble import Rescue, details_of, tell

TOP = Path(__file__).resolve().parents[2]


def test_details_can_be_copied(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def copy(box: QMessageBox) -> int:
        said.append(box.text())
        button = box.findChild(QPushButton, "copyDetailsButton")
        assert button is not None
        button.click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", copy)
    tell(window, NotJson(path="a.json", reason="it ends too early"))
    assert said == ["a.json is not a JSON file: it ends too early."]
    copied = QGuiApplication.clipboard().text()
    assert "NotJson" in copied
    assert "Python 3" in copied
    assert "Traceback" not in copied


def _error() -> Exception:
    try:
        raise ValueError("boom")
    except ValueError as error:
        return error


def test_an_unexpected_error_is_said_once(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    rescue = Rescue(window)
    error = _error()
    for _ in range(50):
        rescue.catch(ValueError, error, error.__traceback__)
    QApplication.processEvents()
    boxes = window.findChildren(QMessageBox)
    assert len(boxes) == 1
    assert rescue.count == 50
    assert "ValueError: boom" in boxes[0].informativeText()
    button = boxes[0].findChild(QPushButton, "copyDetailsButton")
    assert button is not None
    button.click()
    assert "Traceback" in QGuiApplication.clipboard().text()
    QApplication.processEvents()
    rescue.catch(ValueError, error, error.__traceback__)
    QApplication.processEvents()
    assert rescue.count == 51
    for box in window.findChildren(QMessageBox):
        box.close()


def test_the_details_tell_where(window: MainWindow) -> None:
    assert "test_trouble.py" in details_of(_error())
    assert "PySide6" in details_of(_error())


SCRIPT = """
import json, os, sys, threading
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox, QWidget
import gui.app as app_module
from gui.main_window import MainWindow

told = {}
class Broken(QWidget):
    def paintEvent(self, event):
        raise ZeroDivisionError("painting")

def begin():
    tops = app_module.QApplication.topLevelWidgets()
    window = next((w for w in tops if isinstance(w, MainWindow)), None)
    if window is None or sys.excepthook is sys.__excepthook__:
        return QTimer.singleShot(50, begin)  # it is still being built
    told["window"] = window
    broken = told["broken"] = Broken()
    broken.show()
    def slot():
        raise KeyError("slot")
    QTimer.singleShot(0, slot)
    def thread():
        raise RuntimeError("thread")
    threading.Thread(target=thread).start()
    window.document.values_changed.connect(slot)
    QTimer.singleShot(400, end)

def end():
    window = told["window"]
    window.document.edit_cells("X", {(0, 0): 7.5})
    boxes = [b for b in window.findChildren(QMessageBox) if b.objectName() == "unexpectedBox"]
    report = {"boxes": len(boxes), "value": float(window.document.value("X")[0, 0]),
              "count": window.findChild(app_module.Rescue).count}
    window.document.path = app_module.Path(sys.argv[1])
    report["saved"] = window.files.save()
    print(json.dumps(report), flush=True)
    for box in boxes:
        box.close()
    told["broken"].close()
    window.close()

app = app_module.application()
QTimer.singleShot(0, begin)
sys.exit(app_module.run("worked-example", None, "en", "light"))
"""


def test_the_window_lives_through_errors_anywhere(tmp_path: Path) -> None:
    env = {**os.environ, **{f"XDG_{n}_HOME": str(tmp_path / n) for n in ("STATE", "CONFIG")}}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path / "a.softmix")],
        cwd=TOP, env=env, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    report = json.loads(done.stdout)
    assert report["boxes"] == 1
    assert report["value"] == 7.5
    assert report["saved"]
    assert report["count"] >= 3
    log = next(tmp_path.rglob("softmix.log")).read_text(encoding="utf-8")
    for said in ("ZeroDivisionError: painting", "KeyError: 'slot'", "RuntimeError: thread"):
        assert said in log


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "Softmix").write_bytes(b"in the way")
    env = {**os.environ, "XDG_STATE_HOME": str(tmp_path)}
    code = (
        "from PySide6.QtCore import QTimer\n"
        "import gui.app as a\n"
        "app = a.application()\n"
        "QTimer.singleShot(300, lambda: [w.close() for w in a.QApplication.topLevelWidgets()])\n"
        "raise SystemExit(a.run('worked-example', None, 'en', 'light'))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=TOP, env=env, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "Traceback" not in done.stderr


def test_the_log_is_private_and_bounded(tmp_path: Path) -> None:
    code = (
        "from gui.log import *\n"
        "start_log()\n"
        "for n in range(30000): LOG.info('x' * 100)\n"
        "print(log_path())\n"
    )
    env = {**os.environ, "XDG_STATE_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=TOP, env=env, capture_output=True, text=True, timeout=120
    )
    path = Path(done.stdout.strip())
    assert path.stat().st_mode & 0o077 == 0
    total = sum(file.stat().st_size for file in path.parent.iterdir())
    assert total < 2 * 2**20

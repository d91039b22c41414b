"""What tests of the window share: the application with its fonts, a document, a window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.scenario import find_scenario
from gui.app import build
from gui.appearance import Appearance
from gui.document import Document
from gui.drawing.fonts import load_fonts
from gui.main_window import MainWindow
from gui.matrix.paste_dialog import PasteDialog


@pytest.fixture(scope="session")
def qapp() -> object:
    """The application as the product makes it: bundled fonts loaded."""
    app = QApplication.instance() or QApplication([])
    load_fonts()
    return app


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """Closed windows go at once: without an event loop their deletion would wait for ever, and
    every style sheet would be worked out for all windows there ever were.
    """
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(autouse=True)
def nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dialog for numbers that do not fit is cancelled, where a test does not answer it."""
    monkeypatch.setattr(PasteDialog, "exec", lambda dialog: PasteDialog.DialogCode.Rejected)


#: Documents outlive their tests, as in the product, where one lives as long as the process: the
#: binding crashes where a document is collected in one sweep with the closed views around it.
_KEPT: list[Document] = []


@pytest.fixture
def document(qapp: object) -> Document:
    """The worked example."""
    made = Document(find_scenario("worked-example"))
    _KEPT.append(made)
    return made


@pytest.fixture
def appearance(qapp: object) -> Appearance:
    """The light theme, in force."""
    made = Appearance("light")
    made.apply()
    return made


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The whole window on the worked example, shown at 1280 × 800, in English and light."""
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    made = build("worked-example", None, "en", "light", store)
    _KEPT.append(made.document)
    qtbot.addWidget(made, before_close_func=_forget_changes)
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    yield made
    if made.languages.language != "en":
        made.languages.use("en")


def _forget_changes(window: MainWindow) -> None:
    """Closing with unsaved work asks; a test is not there to answer."""
    window.document.mark_saved()

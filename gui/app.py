"""Builds everything: the application, its fonts, languages, theme, document and window."""

from __future__ import annotations

import gc
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from engine.project import find_project
from engine.scenario import DEFAULT
from gui.appearance import Appearance
from gui.document import Document
from gui.drawing.fonts import load_fonts
from gui.i18n import Languages, system_language
from gui.log import start_log
from gui.main_window import MainWindow
from gui.recent import remember
from gui.recovery import offer
from gui.settings import Settings
from gui.trouble import Rescue


def run(source: str | None, step: str | None, language: str | None, theme: str | None) -> int:
    """Open the window and stay until it is closed. Returns the exit code.

    Args:
        source: a scenario's name or a file; None for the default scenario.
        step: the id or number of the step to stand at.
        language, theme: `en`/`zh`, `light`/`dark`; None for what was chosen last.

    Raises:
        SoftmixError: there is no such scenario, file or step.
    """
    find_project(source or DEFAULT)  # a wrong name is said before a screen is asked for
    app = application()
    start_log()
    window = build(source, step, language, theme)
    files = window.files
    rescue = Rescue(window)
    rescue.save_requested.connect(files.save_as)
    rescue.install()
    window.show()
    QTimer.singleShot(0, tidy_from_now)
    QTimer.singleShot(0, files, files.ask_if_taken)
    QTimer.singleShot(
        0, window, partial(offer, window.document, window.recorder, window, files.show_error)
    )
    QTimer.singleShot(0, window, partial(greet, window))
    return app.exec()


def tidy_from_now() -> None:
    """Collect garbage, but never search what starting has made: the window lives to the end."""
    gc.freeze()
    gc.enable()


def greet(window: MainWindow) -> None:
    """The four hints, on the very first start and never again."""
    if not window.settings.hints_seen:
        window.settings.hints_seen = True
        window.beside.show_hints()


def application() -> QApplication:
    """The one QApplication, named and with the bundled fonts."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("Softmix")
    app.setOrganizationName("Softmix")
    app.setDesktopFileName("softmix")
    load_fonts()
    return app


def build(
    source: str | None = None,
    step: str | None = None,
    language: str | None = None,
    theme: str | None = None,
    store: QSettings | None = None,
) -> MainWindow:
    """The window on a scenario, not shown yet. `store` is where choices are remembered.

    Raises:
        SoftmixError: there is no such scenario, file or step.
    """
    settings = Settings(store)
    chosen = language or settings.language or system_language()
    languages = Languages()
    languages.use(chosen)
    project = find_project(source or DEFAULT)
    document = Document(project.scenario, chosen)
    from_file = source is not None and project.scenario.name != source and Path(source).is_file()
    if project.work is not None or from_file:
        document.open_project(project, Path(source).absolute() if source and from_file else None)
    if step is not None:
        document.go_to(document.lesson.find(step))
    appearance = Appearance(theme or settings.theme)
    appearance.prepare()
    window = MainWindow(document, appearance, languages, settings)
    appearance.dress()
    if project.work is not None:
        window.view_state.show(project.view)
    if from_file and document.path is not None:
        remember(settings, document.path)
    return window

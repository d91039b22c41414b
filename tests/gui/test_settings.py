"""What the window remembers, whatever somebody wrote into the file of settings."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QSize
from pytestqt.qtbot import QtBot

from gui.app import build
from gui.appearance import MODES
from gui.document import Document
from gui.i18n import LANGUAGES
from gui.main_window import first_size
from gui.settings import UNSET, Settings


def written(tmp_path: Path, text: str) -> QSettings:
    path = tmp_path / "settings.ini"
    path.write_text(f"[General]\n{text}\n", encoding="utf-8")
    return QSettings(str(path), QSettings.Format.IniFormat)


@pytest.mark.parametrize("language", ["de", "EN", "zh_CN", "en, zh", "5", "@Invalid()", "", "*"])
def test_an_unknown_language_is_none(tmp_path: Path, language: str) -> None:
    assert Settings(written(tmp_path, f"language={language}")).language == UNSET


@pytest.mark.parametrize("theme", ["purple", "Dark", "light, dark", "", "@ByteArray(x)"])
def test_an_unknown_theme_is_the_systems(tmp_path: Path, theme: str) -> None:
    assert Settings(written(tmp_path, f"theme={theme}")).theme == "system"


def test_every_choice_is_kept(tmp_path: Path) -> None:
    settings = Settings(written(tmp_path, ""))
    for language in LANGUAGES:
        settings.language = language
        assert settings.language == language
    for mode in MODES:
        settings.theme = mode
        assert settings.theme == mode


def test_the_window_starts_with_garbage(qtbot: QtBot, document: Document, tmp_path: Path) -> None:
    store = written(tmp_path, "language=de\ntheme=purple\ngeometry=here\nfolder=a, b")
    window = build(store=store)
    qtbot.addWidget(window)
    window.show()
    assert window.languages.language in LANGUAGES
    assert window.appearance.mode == "system"
    assert window.settings.folder == ""
    window.set_language("en")
    window.set_theme("light")


@pytest.mark.parametrize(
    ("screen", "window"),
    [
        ((1280, 800), (1264, 752)),
        ((1024, 700), (1008, 652)),
        ((1920, 1080), (1440, 900)),
        ((800, 600), (1440, 900)),
    ],
)
def test_a_first_window_stays_on_the_screen(
    screen: tuple[int, int], window: tuple[int, int]
) -> None:
    assert first_size(QSize(*screen)).toTuple() == window

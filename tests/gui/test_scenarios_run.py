"""Every built-in scenario, from the first step to the last and back, on screen and on slides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.lesson import LANGUAGES
from engine.scenario import built_in, find_scenario
from gui.app import build
from gui.appearance import Appearance
from gui.document import Document
from gui.export.jobs import run
from gui.export.looks import slide_theme
from gui.export.requests import ExportRequest
from gui.export.slide import SlideOptions, diagram_slide, step_slide
from gui.i18n import Languages
from tests.gui.slide_checks import check, cut_texts

SCENARIOS = [listing.name for listing in built_in()]
FULL_HD = (1920, 1080)
#: More cards than this are the whole diagram. Its smallest text (an index of a pill) may be smaller
#: than what can be read from the back of a room; the dialog says so.
MOST_ON_A_STEP, LEAST_OF_A_BLOCK = 5, 9
#: The theme the slides of a language are laid out in, so that each is laid out once.
THEMES = {"en": "light", "zh": "dark"}


@cache
def opened(name: str) -> Document:
    """The scenario in a document that all tests of this module share; none changes its numbers."""
    return Document(find_scenario(name))


@pytest.fixture
def speak(qapp: object) -> Iterator[Callable[[Document, str], None]]:
    """Put a language in force for one test, in the document and in all texts."""
    languages = Languages()
    used: list[Document] = []

    def use(document: Document, language: str) -> None:
        languages.use(language)
        document.set_language(language)
        used.append(document)

    yield use
    languages.use("en")
    for document in used:
        document.set_language("en")


def numbers(document: Document) -> dict[str, bytes]:
    """Every matrix to the bit."""
    return {name: document.value(name).tobytes() for name in document.graph.order}


def forth_and_back(document: Document, look: Callable[[], None]) -> None:
    """Go from the first step to the last and back; `look` is called at every step."""
    last = len(document.lesson.steps) - 1
    document.first_step()
    for index in range(last + 1):
        assert document.cursor.index == index
        look()
        document.next_step()
    assert document.cursor.index == last
    for index in range(last, -1, -1):
        assert document.cursor.index == index
        look()
        document.previous_step()
    assert document.cursor.index == 0


def test_there_are_scenarios() -> None:
    assert SCENARIOS[0] == "worked-example"
    assert {"worked-block", "relatives", "causal", "eight-heads-512", "paper-base"} < {*SCENARIOS}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_it_steps_forth_and_back_and_no_number_moves(
    speak: Callable[[Document, str], None], name: str, language: str
) -> None:
    document = opened(name)
    speak(document, language)
    before = numbers(document)
    seen: dict[int, list[dict[str, int]]] = {}

    def look() -> None:
        shown = {node: int(mask.sum()) for node, mask in document.visible().items()}
        seen.setdefault(document.cursor.index, []).append(shown)
        step = document.cursor.step
        assert any(node in document.graph for node in step.focus), step.id
        assert document.node in document.graph

    forth_and_back(document, look)
    for index, (forth, back) in seen.items():
        assert forth == back, document.lesson.steps[index].id
    everything = {node: shape[-2] * shape[-1] for node, shape in document.graph.shapes.items()}
    assert seen[max(seen)][0] == everything  # at the end nothing is hidden
    assert numbers(document) == before
    assert document.undo_stack.count() == 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_it_runs_in_the_window(qtbot: QtBot, tmp_path: Path, name: str, language: str) -> None:
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    window = build(name, None, language, THEMES[language], store)
    qtbot.addWidget(window)
    try:
        window.resize(1440, 900)
        window.show()
        qtbot.waitExposed(window)
        document = window.document
        _KEPT.append(document)
        before = numbers(document)
        forth_and_back(document, QApplication.processEvents)
        assert numbers(document) == before
        assert window.windowTitle()
        window.close()
    finally:
        window.languages.use("en")
        Appearance("light").apply()
        QApplication.processEvents()  # nothing is left to draw when the window is collected


#: Documents outlive their windows, as in the product.
_KEPT: list[Document] = []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_every_slide_is_laid_out_without_overlap(
    speak: Callable[[Document, str], None], name: str, language: str
) -> None:
    document, theme = opened(name), slide_theme(THEMES[language])
    speak(document, language)
    before = numbers(document)
    for index, step in enumerate(document.lesson.steps):
        slide = step_slide(document, theme, index, SlideOptions())
        where = f"{name}, step {index + 1} ({step.id}), {language}"
        check(where, slide)
        assert cut_texts(slide) == [], where
        least = 24 if len(slide.cards) <= MOST_ON_A_STEP else LEAST_OF_A_BLOCK
        assert slide.smallest_text >= least, where
    check(f"{name}, the diagram, {language}", diagram_slide(document, theme, SlideOptions()))
    assert numbers(document) == before


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_step_is_exported(
    speak: Callable[[Document, str], None], tmp_path: Path, name: str
) -> None:
    document = opened(name)
    speak(document, "en")
    before = numbers(document)
    written = run(document, ExportRequest("every", size=FULL_HD), tmp_path)
    steps = document.lesson.steps
    assert [path.stem for path in written] == [
        f"softmix-{index:02d}-{step.id}" for index, step in enumerate(steps, start=1)
    ]
    pictures = set()
    for path in written:
        picture = QImage(str(path))
        assert picture.size().toTuple() == FULL_HD
        pictures.add(path.read_bytes())
    assert len(pictures) == len(steps)  # no two alike
    assert numbers(document) == before

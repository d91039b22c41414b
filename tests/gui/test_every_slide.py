"""Every step of every example in every look, language and size: nothing overlaps, nothing is cut.

Where things stand does not depend on colours or pixels, so a slide is checked once, and all others
are held to have the same places.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.scenario import built_in, find_scenario
from gui.document import Document
from gui.drawing import fonts
from gui.drawing.primitives import Cells, Text
from gui.export.looks import THEMES, slide_theme
from gui.export.slide import Slide, SlideOptions, diagram_slide, step_slide
from gui.i18n import Languages
from tests.gui.slide_checks import check, cut_texts

FULL_HD, ULTRA_HD = (1920, 1080), (3840, 2160)
NAMES = [scenario.name for scenario in built_in()]


@pytest.fixture(params=["en", "zh"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    languages = Languages()
    languages.use(request.param)
    yield request.param
    languages.use("en")


def places(slide: Slide) -> list[object]:
    """Where every text and number stands, how large, and what it says."""
    found: list[object] = []
    for item in slide.primitives:
        if isinstance(item, Text):
            found.append((item.x, item.y, item.size, item.anchor, item.plain))
        elif isinstance(item, Cells):
            found.append((item.rect, item.rows, item.columns, tuple(item.texts), item.size))
    return [*found, sorted(slide.cards.items())]


@pytest.mark.parametrize("name", NAMES)
def test_every_step_holds(qapp: object, name: str, language: str) -> None:
    document = Document(find_scenario(name), language)
    for index, step in enumerate(document.lesson.steps):
        plain = SlideOptions(FULL_HD)
        slide = step_slide(document, slide_theme("light"), index, plain)
        check(f"{name} {step.id}", slide)
        assert not cut_texts(slide), step.id
        for item in slide.primitives:
            if isinstance(item, Text):
                for run in item.runs:
                    assert not fonts.missing_glyphs(run.text, run.font), (step.id, run.text)
        for theme in THEMES:
            for size in (FULL_HD, ULTRA_HD):
                other = step_slide(document, slide_theme(theme), index, SlideOptions(size))
                if theme == "print":  # thinner lines leave a hair more room
                    check(f"{name} {step.id} {theme}", other)
                else:
                    assert places(other) == places(slide), (step.id, theme, size)


@pytest.mark.parametrize("name", NAMES)
def test_text_of_steps_can_be_read_from_the_back(qapp: object, name: str, language: str) -> None:
    """24 px of 1080 at least, but for steps about the whole diagram: those say so in the dialog."""
    document = Document(find_scenario(name), language)
    small = [
        step.id
        for index, step in enumerate(document.lesson.steps)
        if step_slide(document, slide_theme("light"), index, SlideOptions()).smallest_text < 24
        and len(step.focus) <= 5
    ]
    assert small == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [FULL_HD, (1440, 1080), (1527, 1080)], ids=str)
def test_the_whole_diagram_holds(
    qapp: object, name: str, language: str, size: tuple[int, int]
) -> None:
    document = Document(find_scenario(name), language)
    for theme in THEMES:
        check(name, diagram_slide(document, slide_theme(theme), SlideOptions(size)))

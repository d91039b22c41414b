"""Decks and moving pictures: opened again, they hold the numbers of the document."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pptx import Presentation
from pptx.util import Emu

from engine.numbers import format_number
from engine.scenario import find_scenario
from gui.document import Document
from gui.export.animation import FRAME, LAST_FRAME, apng_bytes, gif_bytes
from gui.export.deck import deck_bytes
from gui.export.jobs import run
from gui.export.looks import THEMES, slide_theme
from gui.export.moments import moment_slides
from gui.export.requests import ExportRequest
from gui.export.slide import Slide, SlideOptions, step_slide
from gui.i18n import Languages
from tests.tools import reopen_deck

SCORES = 8
SMALL = (480, 270)


def opened(slides: list[Slide], language: str = "en") -> object:
    return Presentation(io.BytesIO(deck_bytes(slides, "Attention", language)))


def tables(slide: object) -> list[list[str]]:
    """The numbers of every table, row by row."""
    return [
        [cell.text for row in shape.table.rows for cell in row.cells]
        for shape in slide.shapes  # type: ignore[attr-defined]
        if shape.has_table
    ]


@pytest.mark.parametrize("name", ["worked-example", "worked-block", "causal", "relatives"])
def test_a_deck_has_a_slide_a_step_with_title_notes_and_editable_numbers(
    qapp: object, tmp_path: Path, name: str
) -> None:
    document = Document(find_scenario(name))
    out = tmp_path / "deck.pptx"
    run(document, ExportRequest("every", format="pptx"), out)
    steps = document.lesson.steps
    assert reopen_deck.faults(out, len(steps)) == []
    deck = Presentation(str(out))
    for index, slide in enumerate(deck.slides):
        prose = document.lesson.prose_of(index, "en")
        title = slide.shapes.title.text_frame.text  # W_Q has a subscript there
        assert title.split() == prose.title.replace("_", "").split()
        notes = slide.notes_slide.notes_text_frame.text
        assert "{" not in notes
        assert prose.text.split("{")[0].split("<")[0].split("\n")[0].strip()[:20] in notes
    assert deck.core_properties.title == document.scenario.title.en


def test_tables_hold_the_numbers_of_the_document(document: Document) -> None:
    document.edit_cells("X", {(0, 1): -2.5})
    slide = step_slide(document, slide_theme("light"), SCORES, SlideOptions())
    (page,) = opened([slide]).slides  # type: ignore[attr-defined]
    shown = tables(page)
    for node in ("Q", "K", "scores"):
        wanted = [format_number(value) for value in document.value(node).flat]
        assert wanted in [[text.replace("-", "−") for text in table] for table in shown], node


def test_shapes_stand_where_the_picture_has_them(document: Document) -> None:
    slide = step_slide(document, slide_theme("light"), SCORES, SlideOptions())
    deck = opened([slide])
    assert (deck.slide_width, deck.slide_height) == (Emu(12192000), Emu(6858000))  # type: ignore[attr-defined]
    (page,) = deck.slides  # type: ignore[attr-defined]
    scale = deck.slide_width / slide.size[0]  # type: ignore[attr-defined]
    frames: dict[str, object] = {}
    for shape in page.shapes:
        frames.setdefault(shape.name, shape)  # the card stands below its table
    for node, title in (("Q", "Queries"), ("K", "Keys"), ("scores", "Scores")):
        card, shape = slide.cards[node], frames[title]
        assert np.allclose(
            [shape.left, shape.top, shape.width, shape.height],
            [value * scale for value in (card.x, card.y, card.w, card.h)], atol=2,
        )  # fmt: skip
    arrows = [s for s in page.shapes if s.shape_type is not None and s.name == "Wire"]
    assert len(arrows) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_a_deck_wears_its_look_and_speaks_its_language(document: Document, theme: str) -> None:
    languages = Languages()
    languages.use("zh")
    document.language = "zh"
    try:
        slide = step_slide(document, slide_theme(theme), SCORES, SlideOptions())
        (page,) = opened([slide], "zh").slides  # type: ignore[attr-defined]
    finally:
        languages.use("en")
        document.language = "en"
    ground = page.background.fill.fore_color.rgb
    assert f"#{ground}" == slide_theme(theme).panel
    assert 'lang="zh-CN"' in page.shapes.title._element.xml
    assert "注意力" in page.notes_slide.notes_text_frame.text or "分数" in slide.title


def test_a_slide_without_a_title_has_one_in_the_outline(document: Document) -> None:
    look = slide_theme("light")
    bare = step_slide(document, look, SCORES, SlideOptions(title=False, transparent=True))
    (page,) = opened([bare]).slides  # type: ignore[attr-defined]
    title = page.shapes.title
    assert title.text_frame.text == bare.title
    assert title.top + title.height < 0


def test_the_same_slides_make_the_same_deck(document: Document) -> None:
    slides = [step_slide(document, slide_theme("light"), i, SlideOptions()) for i in (0, 8, 16)]
    assert deck_bytes(slides) == deck_bytes(slides)


def test_an_office_program_makes_a_page_of_every_slide(document: Document, tmp_path: Path) -> None:
    out = tmp_path / "deck.pptx"
    run(document, ExportRequest("every", format="pptx"), out)
    count = reopen_deck.pages(out)
    if count is None:
        pytest.skip("LibreOffice is not installed")
    assert count == len(document.lesson.steps)


@pytest.mark.parametrize("form", ["gif", "apng"])
@pytest.mark.parametrize("clear", [False, True])
def test_a_moving_picture_shows_every_frame_in_turn(
    document: Document, form: str, clear: bool
) -> None:
    options = SlideOptions(SMALL, transparent=clear)
    slides = moment_slides(document, slide_theme("light"), SCORES, options)
    make = {"gif": gif_bytes, "apng": apng_bytes}[form]
    data = make(slides, SMALL)
    assert data == make(slides, SMALL)
    picture = Image.open(io.BytesIO(data))
    assert (picture.n_frames, picture.size, picture.info["loop"]) == (len(slides), SMALL, 0)
    times, seen = [], set()
    for index in range(picture.n_frames):
        picture.seek(index)
        frame = picture.convert("RGBA")
        times.append(picture.info["duration"])
        seen.add(frame.tobytes())
        assert (frame.getpixel((2, 2))[3] == 0) == clear  # type: ignore[index]
    assert len(seen) >= len(slides) - 1  # the last moment and the whole may look alike
    assert times == [FRAME] * (len(slides) - 1) + [LAST_FRAME]


def test_a_gif_keeps_the_colours_of_the_roles(document: Document) -> None:
    slides = moment_slides(document, slide_theme("light"), SCORES, SlideOptions(SMALL))
    picture = Image.open(io.BytesIO(gif_bytes(slides, SMALL))).convert("RGB")
    there = {colour for _, colour in picture.getcolors(1 << 20)}
    for role in ("query", "key"):
        ink = slide_theme("light").roles[role].ink
        wanted = tuple(bytes.fromhex(ink[1:]))
        assert min(sum(abs(a - b) for a, b in zip(c, wanted, strict=True)) for c in there) < 30

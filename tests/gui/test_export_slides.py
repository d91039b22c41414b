"""Slides by geometry: nothing overlaps, nothing is cut, all can be read, nothing is touched."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from engine.errors import UnknownNode, UnknownStep
from engine.numbers import format_number
from engine.resize import Fill
from engine.scenario import find_scenario
from engine.words import Word
from gui.document import Document
from gui.drawing import fonts
from gui.drawing.card import cell_texts
from gui.drawing.primitives import Cells
from gui.export.looks import THEMES, slide_theme
from gui.export.slide import Slide, SlideOptions, diagram_slide, matrix_slide, step_slide
from gui.i18n import Languages
from tests.gui.slide_checks import check, texts

SIZES = [(1920, 1080), (3840, 2160), (1024, 768), (1080, 1920)]
STEPS = 17


@pytest.fixture
def speak(qapp: object) -> Iterator[Callable[[str], None]]:
    """Put a language in force for one test."""
    fonts.load_fonts()
    languages = Languages()
    yield languages.use
    languages.use("en")


def example(language: str = "en") -> Document:
    """The worked example."""
    return Document(find_scenario("worked-example"), language)


def all_slides(
    document: Document, theme: str, size: tuple[int, int]
) -> Iterator[tuple[str, Slide]]:
    """Every slide there is, with what to call it."""
    look, options = slide_theme(theme), SlideOptions(size=size)
    for index, step in enumerate(document.lesson.steps):
        yield step.id, step_slide(document, look, index, options)
    yield "diagram", diagram_slide(document, look, options)
    for name in document.graph.order:
        yield name, matrix_slide(document, look, name, options)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_overlaps_and_nothing_is_cut(
    speak: Callable[[str], None], language: str, theme: str, size: tuple[int, int]
) -> None:
    speak(language)
    document = example(language)
    assert len(document.lesson.steps) == STEPS
    for name, slide in all_slides(document, theme, size):
        check(name, slide)
        assert not any("…" in text for _, text, _ in texts(slide)), name
        assert not any(fonts.missing_glyphs(text) for _, text, _ in texts(slide)), name
        assert slide.size[0] / slide.size[1] == pytest.approx(size[0] / size[1])
        assert min(slide.size) == pytest.approx(1080)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_text_of_the_worked_example_can_be_read_from_the_back(
    speak: Callable[[str], None], language: str, theme: str
) -> None:
    speak(language)
    for size in ((1920, 1080), (3840, 2160)):
        for name, slide in all_slides(example(language), theme, size):
            assert slide.smallest_text >= 24, name


def big_numbers(document: Document) -> None:
    document.edit_cells("X", {(0, 0): 12345.678, (1, 1): -987654.25, (2, 3): 1e9})
    document.edit_cells("W_Q", {(0, 0): -0.0001234, (3, 2): 1e-7})


def long_words(document: Document) -> None:
    for index in range(3):
        document.rename_word(index, f"{'incomprehensibilities' * 2} number {index}")


def long_chinese_words(document: Document) -> None:
    for index in range(3):
        document.rename_word(index, "中华人民共和国中央人民政府" + "一二三"[index])


def words(count: int) -> Callable[[Document], None]:
    def add(document: Document) -> None:
        for index in range(3, count):
            document.insert("word", index, Fill(7), Word(f"word{index}", f"词{index}"))

    return add


def wide_keys(document: Document) -> None:
    for _ in range(5):
        document.insert("d_k", 3, Fill(3))


def positions(document: Document) -> None:
    document.switch(positions=True)


def root_divisor(document: Document) -> None:
    document.edit_cells("divisor", {(0, 0): math.sqrt(3)})


def pins(document: Document) -> None:
    document.edit_cells("scores", {(1, 1): 99.0})
    document.edit_cells("head_output", {(0, 1): -3.25})


def overflow(document: Document) -> None:
    document.edit_cells("X", {(0, 0): 1e200})
    document.edit_cells("W_Q", {(0, 0): 1e200})


EDITS = [big_numbers, long_words, long_chinese_words, words(6), words(8), words(11), wide_keys,
         positions, root_divisor, pins, overflow]  # fmt: skip


@pytest.mark.parametrize("size", [SIZES[0], SIZES[2], SIZES[3]], ids=str)
@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__qualname__)
def test_the_layout_holds_after_edits(
    speak: Callable[[str], None], edit: Callable[[Document], None], size: tuple[int, int]
) -> None:
    speak("en")
    document = example()
    edit(document)
    for name, slide in all_slides(document, "light", size):
        check(name, slide)
        assert slide.smallest_text > 0


@pytest.mark.parametrize("size", [(64, 64), (16384, 64), (64, 16384), (1000, 1000), (300, 200)])
def test_odd_proportions_do_not_fail(speak: Callable[[str], None], size: tuple[int, int]) -> None:
    speak("en")
    for name, slide in all_slides(example(), "light", size):
        check(name, slide)


def test_the_numbers_are_those_of_the_document(speak: Callable[[str], None]) -> None:
    speak("en")
    document = example()
    document.edit_cells("X", {(1, 2): -7.5})
    grids = [
        item
        for item in step_slide(document, slide_theme("light"), 8, SlideOptions()).primitives
        if isinstance(item, Cells)
    ]
    for name, grid in zip(("Q", "K", "scores"), grids, strict=True):
        assert list(grid.texts) == cell_texts(document.value(name), weights=False)
    q, k = document.value("Q"), document.value("K")
    shown = [float(text.replace("−", "-")) for text in grids[2].texts]
    np.testing.assert_allclose(np.array(shown).reshape(3, 3), q @ k.T, atol=5e-4)


def test_only_what_a_step_has_shown_is_shown(speak: Callable[[str], None]) -> None:
    speak("en")
    document = example()
    document.last_step()
    slide = step_slide(document, slide_theme("light"), 6, SlideOptions())
    grid = [item for item in slide.primitives if isinstance(item, Cells)][-1]
    assert [text for text in grid.texts if text] == ["16"]
    weighted = step_slide(document, slide_theme("light"), 12, SlideOptions())
    assert "head_output" not in weighted.cards
    said = "".join(text for _, text, _ in texts(weighted))
    assert format_number(float(document.value("weights")[0, 1]), 4) in said


def test_the_sum_and_the_rings_follow_the_lit_cell(speak: Callable[[str], None]) -> None:
    speak("en")
    document, look = example(), slide_theme("light")

    def said(options: SlideOptions) -> set[str]:
        return {text for _, text, _ in texts(step_slide(document, look, 6, options))}

    assert "8 + 8 + 0" in said(SlideOptions())
    assert "8 + 8 + 0" not in said(SlideOptions(lit=False))
    chosen = step_slide(document, look, 8, SlideOptions(cell=("scores", (2, 0))))
    assert "0 + 1 + 3" in {text for _, text, _ in texts(chosen)}
    hidden = said(SlideOptions(cell=("scores", (0, 0))))  # not shown yet: the step's own is lit
    assert "8 + 8 + 0" in hidden


def test_title_and_caption_are_optional(speak: Callable[[str], None]) -> None:
    speak("en")
    document, look = example(), slide_theme("light")
    title = document.lesson.prose_of(8, "en").title
    full = step_slide(document, look, 8, SlideOptions())
    bare = step_slide(document, look, 8, SlideOptions(title=False, caption=False))
    assert title in {text for _, text, _ in texts(full)}
    assert title not in {text for _, text, _ in texts(bare)}
    assert len(texts(full)) - len(texts(bare)) == 2
    assert bare.title == title


def test_exporting_touches_nothing(speak: Callable[[str], None]) -> None:
    speak("en")
    document = example()
    document.edit_cells("X", {(0, 0): 4.0})
    document.go_to(4)
    document.select("K", (1, 1))
    heard: list[str] = []
    for name in ("values_changed", "structure_changed", "words_changed", "step_changed",
                 "selection_changed", "lit_changed", "identity_changed"):  # fmt: skip
        getattr(document, name).connect(lambda *_, name=name: heard.append(name))
    before = {name: document.value(name).copy() for name in document.graph.order}
    for _ in all_slides(document, "dark", (1920, 1080)):
        pass
    assert heard == []
    assert (document.cursor.index, document.node, document.cell) == (4, "K", (1, 1))
    assert (document.undo_stack.count(), document.undo_stack.index()) == (1, 1)
    for name, value in before.items():
        np.testing.assert_array_equal(document.value(name), value)


def test_unknown_things_are_named(speak: Callable[[str], None]) -> None:
    speak("en")
    with pytest.raises(UnknownStep, match="18"):
        step_slide(example(), slide_theme("light"), 17, SlideOptions())
    with pytest.raises(UnknownNode, match="nothing"):
        matrix_slide(example(), slide_theme("light"), "nothing", SlideOptions())

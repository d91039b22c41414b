"""Every kind of slide: the steps inside a step, shades, explanations, comparisons, with prose."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from engine.errors import CellOutOfRange, SoftmixError
from engine.explain import explain
from engine.numbers import format_number
from engine.scenario import find_scenario
from engine.substeps import inside
from gui.document import Document
from gui.drawing.primitives import Cells, Primitive, Text
from gui.export.close_ups import NothingMoved, compare_slide, explanation_slide, heat_slide
from gui.export.looks import THEMES, slide_theme
from gui.export.moments import (
    NoMoment,
    NothingInside,
    before_after_slide,
    moment_count,
    moment_slides,
)
from gui.export.requests import ExportRequest, in_language, request_slide, sheets
from gui.export.slide import Slide, SlideOptions, step_slide
from gui.i18n import Languages
from tests.gui.slide_checks import check

SCORES = 8
FIRST_SCORES = {"worked-example": 8, "worked-block": 5, "causal": 3, "eight-heads-512": 3}


def numbers(slide: Slide, name: str) -> list[str]:
    """What stands in the cells of a card."""
    card = slide.cards[name]
    grids = [item for item in slide.primitives if isinstance(item, Cells)]
    (grid,) = [item for item in grids if card.contains(item.rect)]
    return list(grid.texts)


def texts(slide: Slide) -> str:
    return "\n".join(item.plain for item in slide.primitives if isinstance(item, Text))


def geometry(items: tuple[Primitive, ...]) -> list[object]:
    """Where things stand, whatever colours they have."""
    return [getattr(item, "rect", getattr(item, "points", None)) for item in items]


@pytest.mark.parametrize("name", FIRST_SCORES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_inside_a_step_every_slide_holds_and_nothing_jumps(
    qapp: object, name: str, language: str
) -> None:
    document = Document(find_scenario(name), language)
    languages = Languages()
    languages.use(language)
    try:
        for step in range(len(document.lesson.steps)):
            count = moment_count(document, step)
            if not count:
                continue
            slides = moment_slides(document, slide_theme("light"), step, SlideOptions())
            assert len(slides) == count + 1
            for slide in slides:
                check(slide.title, slide)
            places = [slide.cards for slide in slides]
            assert all(place == places[0] for place in places), (name, step)
    finally:
        languages.use("en")


def test_the_slides_inside_show_what_is_there_by_then(document: Document) -> None:
    slides = moment_slides(document, slide_theme("light"), SCORES, SlideOptions())
    made = inside(document.evaluator, document.lesson, SCORES)
    assert made is not None
    whole = numbers(slides[-1], "scores")
    assert whole == [format_number(v) for v in document.value("scores").flat]
    for index, slide in enumerate(slides[:-1]):
        hidden = made.hidden(index, (3, 3)).ravel()
        shown = ["" if gone else text for gone, text in zip(hidden, whole, strict=True)]
        assert numbers(slide, "scores") == shown
    assert "Term 1 of 3 of scores[I, I]: 1 · 0 = 0." in texts(slides[0])


def test_before_and_after_differ_by_what_was_added(document: Document) -> None:
    look = slide_theme("light")
    slide = before_after_slide(document, look, SCORES, 3, SlideOptions())
    check(slide.title, slide)
    before, after = (list(item.texts) for item in slide.primitives if isinstance(item, Cells))
    assert [b != a for b, a in zip(before, after, strict=True)].count(True) == 1
    assert "scores[I, I] = 2." in texts(slide)
    with pytest.raises(NoMoment, match="It has 7"):
        before_after_slide(document, look, SCORES, 7, SlideOptions())
    with pytest.raises(NothingInside, match="Step 1 "):
        moment_slides(document, look, 0, SlideOptions())
    assert not document.inside.on


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", [(1920, 1080), (1440, 1080), (1527, 1080)])
def test_close_ups_hold_in_every_look_and_proportion(
    qapp: object, theme: str, size: tuple[int, int]
) -> None:
    look, options = slide_theme(theme), SlideOptions(size)
    for name in ("worked-example", "worked-block", "causal", "eight-heads-512"):
        document = Document(find_scenario(name))
        graph = document.graph
        for node in graph.order:
            check(node, heat_slide(document, look, node, options))
            if graph[node].computed and graph.shapes[node][-1] < 100:
                cell = tuple(size // 2 for size in graph.shapes[node])
                check(node, explanation_slide(document, look, node, cell, options))


def test_an_explanation_holds_the_number_and_its_sum(document: Document) -> None:
    slide = explanation_slide(document, slide_theme("light"), "scores", (1, 2), SlideOptions())
    assert slide.title == "scores[love, tea]"
    shown = explain(document.evaluator, "scores", (1, 2))
    assert f"= {format_number(shown.value)}" in texts(slide).replace("\n", "")
    assert "12" in slide.notes
    with pytest.raises(CellOutOfRange):
        explanation_slide(document, slide_theme("light"), "scores", (1, 9), SlideOptions())


def test_a_comparison_holds_before_after_and_difference(document: Document) -> None:
    look = slide_theme("light")
    with pytest.raises(NothingMoved):
        compare_slide(document, look, "scores", SlideOptions())
    before = document.value("scores").copy()
    document.edit_cells("X", {(1, 1): 5.0})
    slide = compare_slide(document, look, "scores", SlideOptions())
    check(slide.title, slide)
    after = document.value("scores")
    grids = [item for item in slide.primitives if isinstance(item, Cells)]
    assert list(grids[0].texts) == [format_number(v) for v in before.flat]
    assert list(grids[1].texts) == [format_number(v) for v in after.flat]
    steps = (after - before).ravel()
    assert list(grids[2].texts) == [format_number(v) if v else "" for v in steps]
    assert f"{np.count_nonzero(steps)} of 9 numbers changed" in texts(slide)
    assert "from 16 to 49" in texts(slide)


@pytest.mark.parametrize("name", ["worked-example", "worked-block", "paper-base"])
def test_the_text_of_the_lesson_stands_below_and_nothing_overlaps(qapp: object, name: str) -> None:
    document = Document(find_scenario(name))
    for step in range(len(document.lesson.steps)):
        slide = step_slide(document, slide_theme("light"), step, SlideOptions(speaker=True))
        check(slide.title, slide)
        shown = texts(slide).replace("\n", " ")
        assert slide.notes.split("\n")[0].split(". ")[0] in shown


def test_slides_of_another_language_are_those_of_a_window_in_it(document: Document) -> None:
    heard: list[str] = []
    document.step_changed.connect(lambda: heard.append("step"))
    languages = Languages()
    for mine, other in (("en", "zh"), ("zh", "en")):
        languages.use(mine)
        document.language = mine
        with in_language(document, other):
            borrowed = [
                request_slide(document, request)
                for request in (
                    ExportRequest("step", step=SCORES),
                    ExportRequest("heat", node="weights"),
                    ExportRequest("explanation", cell=("weights", (0, 1))),
                )
            ]
        assert document.language == mine
        own = step_slide(document, slide_theme("light"), SCORES, SlideOptions())
        assert own.title != borrowed[0].title
        languages.use(other)
        there = Document(find_scenario("worked-example"), other)
        wanted = step_slide(there, slide_theme("light"), SCORES, SlideOptions())
        assert borrowed[0].primitives == wanted.primitives
        assert borrowed[0].notes == wanted.notes
        assert texts(borrowed[1]) == texts(
            heat_slide(there, slide_theme("light"), "weights", SlideOptions())
        )
        languages.use("en")
    assert heard == []


def test_a_range_is_the_steps_from_the_first_to_the_last(document: Document) -> None:
    request = ExportRequest("range", step=5, last=2)
    assert [sheet.name for sheet in sheets(document, request)] == [
        "03-query-word", "04-queries", "05-keys", "06-values"
    ]  # fmt: skip
    with pytest.raises(SoftmixError):
        sheets(document, replace(request, last=17))


def test_one_step_in_a_format_that_moves_is_shown_as_it_is_made(document: Document) -> None:
    for form in ("gif", "apng"):
        assert len(sheets(document, ExportRequest("step", step=SCORES, format=form))) == 8
        assert len(sheets(document, ExportRequest("step", step=0, format=form))) == 1
    assert len(sheets(document, ExportRequest("step", step=SCORES))) == 1

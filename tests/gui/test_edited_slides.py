"""Slides of examples that people have changed: nothing overlaps, whatever stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.errors import SoftmixError
from engine.resize import Fill
from engine.scenario import find_scenario
from engine.words import Word
from gui.document import Document
from gui.export.close_ups import explanation_slide, heat_slide
from gui.export.looks import THEMES, slide_theme
from gui.export.slide import SlideOptions, diagram_slide, matrix_slide, step_slide
from gui.i18n import Languages
from tests.gui.slide_checks import check

SIZES = [(1920, 1080), (1440, 1080), (1527, 1080), (1080, 1527), (1080, 1920)]
LONG, CHINESE = "incomprehensibilities", "中华人民共和国中央人民政府"
NUMBERS = [
    -12345.678,
    1 / 3,
    3**0.5,
    1e-9,
    -1e-300,
    1e9,
    -987654.25,
    1e150,
    123456789.125,
    0.0,
    -7.0,
]
EDIT = st.one_of(
    st.tuples(st.just("number"), st.integers(0, 40), st.integers(0, 8), st.sampled_from(NUMBERS)),
    st.tuples(st.just("word"), st.integers(0, 2), st.sampled_from([LONG, CHINESE, "I", "don’t"])),
    st.tuples(st.just("words"), st.integers(1, 5)),
    st.tuples(st.just("axis"), st.sampled_from(["d_k", "d_v", "d_model", "d_ff"]),
              st.integers(1, 4)),
)  # fmt: skip


@pytest.fixture(autouse=True)
def english(qapp: object) -> Iterator[None]:
    yield
    Languages().use("en")


def example(name: str, language: str = "en") -> Document:
    Languages().use(language)
    return Document(find_scenario(name), language)


def change(document: Document, edit: tuple[object, ...]) -> None:
    """What a person does; what the application refuses (and an axis that is not there) is left."""
    with suppress(SoftmixError, IndexError):
        match edit:
            case ("number", int(node), int(cell), float(value)):
                names = document.graph.order
                document.edit_cells(names[node % len(names)], {divmod(cell, 3): value})
            case ("word", int(index), str(word)):
                document.rename_word(index, f"{word}{index}")
            case ("words", int(count)):
                for index in range(count):
                    document.insert("word", 3, Fill(7), Word(f"w{index}", f"词{index}"))
            case ("axis", ("d_k" | "d_v" | "d_model" | "d_ff") as axis, int(count)):
                for _ in range(count):
                    document.insert(axis, 2, Fill(3))


@given(
    st.sampled_from(["worked-example", "worked-block", "causal", "relatives"]),
    st.sampled_from(["en", "zh"]),
    st.lists(EDIT, min_size=1, max_size=4),
    st.sampled_from(SIZES),
    st.sampled_from(THEMES),
    st.integers(0, 200),
)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_edits_leave_every_slide_whole(
    name: str,
    language: str,
    edits: list[tuple[object, ...]],
    size: tuple[int, int],
    theme: str,
    number: int,
) -> None:
    document = example(name, language)
    for edit in edits:
        change(document, edit)
    look, options = slide_theme(theme), SlideOptions(size, speaker=number % 5 == 0)
    for index in range(number % 4, len(document.lesson.steps), 4):
        check(f"step {index}", step_slide(document, look, index, options))
    check("diagram", diagram_slide(document, look, options))
    node = document.graph.order[number % len(document.graph.order)]
    check(node, matrix_slide(document, look, node, options))
    check(f"shades of {node}", heat_slide(document, look, node, options))
    with suppress(SoftmixError):
        check(f"a cell of {node}", explanation_slide(document, look, node, (0, 0), options))


def test_a_pinned_weight_behind_a_mask_stays_in_its_cell() -> None:
    document = example("causal")
    document.edit_cells("weights", {(0, 1): -987654.25})
    for size in SIZES:
        for index in range(9, 14):
            check(f"{size} {index}", step_slide(document, slide_theme("light"), index,
                                                SlideOptions(size)))  # fmt: skip


@pytest.mark.parametrize("value", [1 / 3, -987654.25])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_bars_have_room_for_their_numbers_and_sums(language: str, value: float) -> None:
    document = example("relatives", language)
    document.edit_cells("weights", {(0, 0): value, (0, 1): value})
    look = slide_theme("light")
    for size in SIZES:
        check(str(size), diagram_slide(document, look, SlideOptions(size)))
        for index in (9, 10):
            check(f"{size} {index}", step_slide(document, look, index, SlideOptions(size)))


@pytest.mark.parametrize("word", [LONG, CHINESE])
def test_long_words_over_shades_stand_apart(word: str) -> None:
    document = example("worked-example", "zh")
    document.rename_word(0, word)
    for size in SIZES:
        for node in ("weights", "scores"):
            check(node, heat_slide(document, slide_theme("light"), node, SlideOptions(size)))


def test_a_tiny_name_cut_short_stays_on_its_card() -> None:
    document = example("causal", "zh")
    change(document, ("words", 2))
    document.rename_word(2, LONG)
    check("diagram", diagram_slide(document, slide_theme("light"), SlideOptions((1080, 1527))))


def test_an_explanation_wider_than_a_page_is_drawn_smaller() -> None:
    document = example("causal")
    change(document, ("words", 2))
    options = SlideOptions((1080, 1527))
    check("cell", explanation_slide(document, slide_theme("light"), "weights", (0, 0), options))

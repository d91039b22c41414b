"""Lessons: where one stands, what is in sight, and files that are wrong."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.errors import BadLesson, UnknownStep, UnreadableFile
from engine.lesson import Lesson, LessonCursor, Prose, Region, Step, formula, read_lesson
from engine.pipeline import Config, pipeline

GRAPH = pipeline(Config(d_model=4, d_k=3, d_v=2), words=3)
STEPS = (
    Step("first", "embedding", ["X"], show=["X", "PE"], formula=["X"]),
    Step("row", "projections", ["X", "Q"], show=["Q[0]"], lit="Q[0,2]"),
    Step("cells", "scores", ["scores"], show=["scores[1,1]", "scores[9,9]"], lit="scores[9,9]"),
    Step("rest", "projections", ["Q"], show=["Q"], lit="Q"),
    Step("elsewhere", "mix", ["Q"], lit="PE[0,0]", mix_of=0),
)
LESSON = Lesson("l", STEPS, {"en": {s.id: Prose(s.id.title(), "t", "c") for s in STEPS}})


@pytest.mark.parametrize(
    ("step", "index"), [("first", 0), ("rest", 3), ("1", 0), ("5", 4), ("05", 4)]
)
def test_find(step: str, index: int) -> None:
    assert LESSON.find(step) == index


@pytest.mark.parametrize("step", ["0", "6", "-1", "", "First", "nobody", "1.0", "²", "9" * 5000])
def test_an_unknown_step_lists_the_steps(step: str) -> None:
    with pytest.raises(UnknownStep, match=r"1 to 5.*first, row, cells, rest, elsewhere"):
        LESSON.find(step)


@pytest.mark.parametrize(
    ("node", "index"), [("X", 0), ("Q", 1), ("scores", 2), ("V", None), ("nobody", None)]
)
def test_opens_at(node: str, index: int | None) -> None:
    assert LESSON.opens_at(node) == index


def test_visible_grows() -> None:
    def cells(index: int, node: str) -> list[list[int]]:
        return np.argwhere(LESSON.visible(index, GRAPH)[node]).tolist()

    row = [[0, 0], [0, 1], [0, 2]]
    assert cells(0, "Q") == []
    assert cells(0, "scores") == []
    assert cells(1, "Q") == row
    assert cells(2, "Q") == row
    assert cells(2, "scores") == [[1, 1], [2, 2]]  # beyond the end is the last
    assert len(cells(3, "Q")) == 9
    assert len(cells(0, "X")) == 12
    assert len(cells(0, "V")) == 6  # no step speaks of it
    before = LESSON.visible(0, GRAPH)
    for index in range(1, len(STEPS)):
        now = LESSON.visible(index, GRAPH)
        assert now.keys() == set(GRAPH.order)
        for name in now:
            assert now[name].shape == GRAPH.shapes[name]
            assert (now[name] >= before[name]).all()
        before = now


@pytest.mark.parametrize(
    ("index", "lit"),
    [
        (0, None),
        (1, ("Q", (0, 2))),
        (2, ("scores", (2, 2))),  # clamped
        (3, ("Q", (0, 0))),
        (4, None),  # PE is not in this graph
    ],
)
def test_lit(index: int, lit: tuple[str, tuple[int, int]] | None) -> None:
    assert LESSON.lit_cell(index, GRAPH) == lit


def test_lit_is_clamped_to_a_smaller_graph() -> None:
    one = pipeline(Config(1, 1, 1), words=1)
    assert LESSON.lit_cell(1, one) == ("Q", (0, 0))
    assert LESSON.visible(2, one)["scores"].all()


def test_cursor() -> None:
    cursor = LessonCursor(LESSON)
    assert (cursor.index, cursor.at_start, cursor.at_end) == (0, True, False)
    assert not cursor.go_to(-5)
    assert cursor.go_to(2)
    assert cursor.step.id == "cells"
    assert not cursor.go_to(2)
    assert cursor.go_to(99)
    assert (cursor.index, cursor.at_start, cursor.at_end) == (4, False, True)


REGIONS = {
    "Q": (Region("Q"), (slice(None), slice(None))),
    "W_Q[1]": (Region("W_Q", 1), (1, slice(None))),
    "Q[1,0]": (Region("Q", 1, 0), (1, 0)),
    "Q[9,9]": (Region("Q", 9, 9), (2, 1)),
}


@pytest.mark.parametrize(("text", "expected"), REGIONS.items())
def test_region(text: str, expected: tuple[Region, tuple[slice | int, slice | int]]) -> None:
    region = Region.parse(text)
    assert region == expected[0]
    assert region.cells_of((3, 2)) == expected[1]
    assert region.cells_of((8, 3, 2)) == expected[1]


@pytest.mark.parametrize("text", ["", "Q[", "Q[]", "Q[-1]", "Q[a]", "Q[0,]", "Q[0,0,0]", "Q [0]"])
def test_what_is_no_region(text: str) -> None:
    with pytest.raises(ValueError, match="not a node"):
        Region.parse(text)


def test_formula() -> None:
    assert formula(GRAPH, "Q") == r"<<Q>> = <<X>>\,<<W_Q>>"
    assert formula(GRAPH, "Q", by_cell=True) == r"<<Q>>_{ij} = \sum_k <<X>>_{ik}\,<<W_Q>>_{kj}"
    assert formula(GRAPH, "X") == r"<<X>> \in \mathbb{R}^{3 \times 4}"
    assert formula(GRAPH, "scaled_scores") == r"<<scaled_scores>> = \frac{<<scores>>}{<<divisor>>}"


# -- files -----------------------------------------------------------------------------------------

STRUCTURE = """
version = 1
[[steps]]
id = "one"
stage = "embedding"
focus = ["X"]
show = ["X"]
[[steps]]
id = "two"
stage = "mix"
focus = ["V", "head_output"]
lit = "head_output[0,0]"
"""
PROSE = """
version = 1
[steps.one]
title = "One"
text = "t"
caption = "c"
[steps.two]
title = "Two"
text = "t"
caption = "c"
"""


def _read(folder: Path, **files: str | bytes) -> Lesson:
    texts = {"toml": STRUCTURE, "en": PROSE, "zh": PROSE.replace("One", "一"), **files}
    for key, text in texts.items():
        name = "l.toml" if key == "toml" else f"l.{key}.toml"
        data = text if isinstance(text, bytes) else text.encode()
        (folder / name).write_bytes(data)
    return read_lesson(folder, "l")


def test_a_lesson_reads(tmp_path: Path) -> None:
    lesson = _read(tmp_path)
    assert [step.id for step in lesson.steps] == ["one", "two"]
    assert lesson.prose_of(0, "zh").title == "一"
    assert lesson.prose_of(1, "en").title == "Two"
    assert lesson.steps[1].lit_region == Region("head_output", 0, 0)


BAD: dict[str, tuple[str, str | bytes, str, str]] = {
    "not TOML": ("toml", "steps = [", "l.toml", ""),
    "invalid UTF-8": ("en", b"version = \xff", "l.en.toml", ""),
    "deep": ("toml", "a = " + "[" * 100_000, "l.toml", ""),
    "version": ("toml", STRUCTURE.replace("version = 1", "version = 2"), "l.toml", "$.version"),
    "unknown field": ("toml", STRUCTURE.replace("show", "sow"), "l.toml", "$.steps[0]"),
    "unknown stage": ("toml", STRUCTURE.replace('"mix"', '"mx"'), "l.toml", "$.steps[1].stage"),
    "no steps": ("toml", "version = 1\nsteps = []", "l.toml", "$.steps"),
    "the same id": ("toml", STRUCTURE.replace('"two"', '"one"'), "l.toml", "$.steps[1].id"),
    "no focus": ("toml", STRUCTURE.replace('["X"]', "[]", 1), "l.toml", "$.steps[0].focus"),
    "bad region": (
        "toml", STRUCTURE.replace('show = ["X"]', 'show = ["X["]'), "l.toml", "$.steps[0].show"),
    "bad lit": ("toml", STRUCTURE.replace("[0,0]", "[0,a]"), "l.toml", "$.steps[1].lit"),
    "mix of -1": ("toml", STRUCTURE + "mix_of = -1\n", "l.toml", "$.steps[1].mix_of"),
    "prose missing": ("en", PROSE.partition("[steps.two]")[0], "l.en.toml", "$.steps"),
    "prose too much": ("zh", PROSE + PROSE[PROSE.index("[steps.two"):].replace("two", "three"),
                       "l.zh.toml", "$.steps"),
    "prose without a caption": ("zh", PROSE.rpartition("caption")[0], "l.zh.toml", "$.steps[...]"),
    "prose of numbers": ("en", PROSE.replace('"Two"', "2"), "l.en.toml", "$.steps[...].title"),
}  # fmt: skip


@pytest.mark.parametrize(("key", "text", "file", "place"), BAD.values(), ids=BAD.keys())
def test_a_bad_file_is_named_with_the_place(
    key: str, text: str | bytes, file: str, place: str, tmp_path: Path
) -> None:
    with pytest.raises(BadLesson) as error:
        _read(tmp_path, **{key: text})
    assert error.value.fields["path"] == tmp_path / file
    assert error.value.fields["place"] == (place or "$")


@pytest.mark.parametrize("gone", ["l.toml", "l.zh.toml"])
def test_a_missing_file_is_named(gone: str, tmp_path: Path) -> None:
    _read(tmp_path)
    (tmp_path / gone).unlink()
    with pytest.raises(UnreadableFile) as error:
        read_lesson(tmp_path, "l")
    assert error.value.fields["path"] == tmp_path / gone

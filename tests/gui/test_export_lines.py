"""Lines of text as slides and panels break them, and sums in one line."""

from __future__ import annotations

import pytest

from gui.drawing import fonts
from gui.drawing.primitives import TextRun
from gui.drawing.summary import signed_sum
from gui.export.lines import fitting

SIZE = 20.0


def run(text: str, weight: int = 400) -> TextRun:
    return TextRun(text, "#000000", weight=weight)


def texts(runs: list[TextRun], room: float) -> list[str]:
    return ["".join(r.text for r in line) for line in fonts.wrapped(runs, SIZE, room)]


@pytest.mark.parametrize(
    ("parts", "lines"),
    [
        (["one two three"], ["one", "two", "three"]),
        (["one ", "two"], ["one", "two"]),
        (["one two", ",", " three"], ["one", "two,", "three"]),  # the comma is another run
        (["one W", "_Q", " two"], ["one", "W_Q", "two"]),
        (["one (", "two", ")"], ["one", "(two)"]),
        (["我爱茶。"], ["我", "爱", "茶。"]),
        (["我（爱）茶"], ["我", "（爱）", "茶"]),
        (["我", "，爱"], ["我，", "爱"]),
        ([], [""]),
    ],
)
def test_where_lines_may_break(qapp: object, parts: list[str], lines: list[str]) -> None:
    """In no room at all every line is as short as it may be."""
    runs = [run(part, 400 + 200 * (index % 2)) for index, part in enumerate(parts)]
    assert texts(runs, 1) == lines
    assert texts(runs, 10_000) == ["".join(parts)]


@pytest.mark.parametrize("room", [60, 100, 137, 200, 333])
def test_no_line_is_wider_than_the_room(qapp: object, room: float) -> None:
    runs = [run("every row of "), run("weights", 700), run(" sums to 1，因为每一行都除以它的和。")]
    for line in fonts.wrapped(runs, SIZE, room):
        single = len("".join(r.text for r in line).split()) == 1
        assert fonts.width(line, SIZE) <= room or single
        assert not line[-1].text.endswith(" ")


def test_a_slide_breaks_as_the_panel_does(qapp: object) -> None:
    runs = [run("a line of words that is "), run("broken", 700), run(", then broken again")]
    size, lines = fitting(runs, SIZE, SIZE, 150, most=9)
    assert size == SIZE
    assert lines == fonts.wrapped(runs, SIZE, 150)


def test_a_long_sum_ends_with_an_ellipsis() -> None:
    assert signed_sum([4, -2]) == "4 − 2"
    assert signed_sum([8, 8, 0]) == "8 + 8 + 0"
    assert signed_sum([4, 3, 1, 1, 1]) == "4 + 3 + 1 + 1 + …"
    assert signed_sum([4, 3, 1], most=2) == "4 + 3 + …"

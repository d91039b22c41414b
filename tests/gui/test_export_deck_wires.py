"""Wires of decks: joined to the shapes they meet, at the very places where they meet them."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from pptx import Presentation

from engine.scenario import built_in, find_scenario
from gui.document import Document
from gui.drawing.primitives import Box, Rect, Wire
from gui.export.deck import deck_bytes
from gui.export.deck_joints import Joints, without_doubles
from gui.export.looks import slide_theme
from gui.export.slide import Slide, SlideOptions, step_slide

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_GUIDE = re.compile(r"\*/ [wh] (\d+) 100000")
EMU_NEAR = 2 * 6350  # two design units


def shapes_of(slide: Slide) -> list[Any]:
    (page,) = Presentation(io.BytesIO(deck_bytes([slide]))).slides
    return list(page.shapes)


def site(shape: Any, number: int) -> tuple[float, float]:
    """Where a site of a shape is, as the file says."""
    left, top, wide, high = shape.left, shape.top, shape.width, shape.height
    sites = list(shape._element.iter(f"{_A}cxn"))
    if not sites:  # a rectangle of the program's own
        across, down = ((0.5, 0), (0, 0.5), (0.5, 1), (1, 0.5))[number]
        return left + across * wide, top + down * high
    guides = {guide.get("name"): guide.get("fmla") for guide in shape._element.iter(f"{_A}gd")}
    place = sites[number].find(f"{_A}pos")
    parts = [int(_GUIDE.fullmatch(guides[place.get(key)])[1]) / 100000 for key in "xy"]  # type: ignore[index]
    return left + parts[0] * wide, top + parts[1] * high


@pytest.mark.parametrize("name", [listing.name for listing in built_in()])
def test_every_joint_is_where_the_wire_ends(qapp: object, name: str) -> None:
    document = Document(find_scenario(name))
    joints = 0
    for index in range(len(document.lesson.steps)):
        slide = step_slide(document, slide_theme("light"), index, SlideOptions())
        shapes = shapes_of(slide)
        by_identity = {shape.shape_id: shape for shape in shapes}
        for wire in shapes:
            if not wire._element.tag.endswith("cxnSp"):
                continue
            ends = {"stCxn": (wire.begin_x, wire.begin_y), "endCxn": (wire.end_x, wire.end_y)}
            for tag, at in ends.items():
                for joint in wire._element.iter(f"{_A}{tag}"):
                    place = site(by_identity[int(joint.get("id"))], int(joint.get("idx")))
                    assert place == pytest.approx(at, abs=EMU_NEAR), (index, tag)
                    joints += 1
    assert joints > len(document.lesson.steps)


def test_straight_wires_of_the_whole_follow_the_cards_they_join(document: Document) -> None:
    last = len(document.lesson.steps) - 1
    slide = step_slide(document, slide_theme("light"), last, SlideOptions())
    wires = [shape for shape in shapes_of(slide) if shape._element.tag.endswith("cxnSp")]
    straight = [wire for wire in wires if 'prst="straightConnector1"' in wire._element.xml]
    assert len(straight) >= 5
    for wire in straight:
        assert "stCxn" in wire._element.xml
        assert "endCxn" in wire._element.xml


def test_no_elbow_is_higher_than_wide_or_some_programs_turn_it_round(document: Document) -> None:
    last = len(document.lesson.steps) - 1
    slide = step_slide(document, slide_theme("light"), last, SlideOptions())
    steep = [
        item
        for item in slide.primitives
        if isinstance(item, Wire)
        and len(points := without_doubles(item.points)) == 4
        and abs(points[0][1] - points[3][1]) > abs(points[0][0] - points[3][0])
    ]
    assert steep  # from X to the matrices above and below it
    for shape in shapes_of(slide):
        if 'prst="bentConnector3"' in shape._element.xml:
            assert shape.width >= shape.height


def test_a_wire_below_an_operator_ends_at_its_rim() -> None:
    operator = Box(Rect(100, 90, 20, 20), "#ffffff", "#000000", 1, 10)
    level = Wire(((0, 100), (110, 100)), "#000000")
    bent = Wire(((0, 300), (110, 300), (110, 100)), "#000000")
    numbers = iter(range(7, 20))
    joints = Joints((level, bent, operator), {}, lambda: next(numbers))
    assert joints.joined(level).points == ((0, 100), (100, 100))
    assert joints.joined(level).end == (7, 1)
    assert joints.joined(bent).points[-1] == (110, 110)
    assert joints.joined(bent).end == (7, 2)
    assert joints.joined(bent).start is None

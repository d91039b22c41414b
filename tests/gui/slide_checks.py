"""The geometry every slide keeps, checked on its primitives: what tests of slides share."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np

from gui.drawing import fonts
from gui.drawing.primitives import Box, Cells, Rect, Text, TextRun, Wire
from gui.export.slide import Slide

#: How deep a text is painted, what it says, the area it takes.
Written = tuple[int, str, Rect]

#: An ellipsis that cuts a word or number; `4 + 3 + …` and `… and 6 more` leave terms out.
_CUT = re.compile(r"[\w)]…")


def texts(slide: Slide) -> list[Written]:
    """Every text of a slide."""
    found: list[Written] = []
    for depth, item in enumerate(slide.primitives):
        if isinstance(item, Text):
            if item.plain.strip():
                found.append((depth, item.plain, fonts.text_rect(item)))
        elif isinstance(item, Cells):
            for index, text in enumerate(item.texts):
                if text:
                    area = item.cell(*divmod(index, item.columns))
                    found.append((depth, text, area.grown(-0.01)))
    return found


def check(name: str, slide: Slide) -> None:
    """Nothing overlaps, nothing leaves its card or the slide, wires are clear of text."""
    written = texts(slide)
    assert written, name
    for index, (_, first, area) in enumerate(written):
        assert slide.margins.contains(area.grown(-0.5)), f"{name}: “{first}” leaves the margins"
        for other in _overlapping(area.grown(-0.5), written, index + 1):
            raise AssertionError(f"{name}: “{first}” meets “{written[other][1]}”")
        for node, card in slide.cards.items():
            if area.overlaps(card):
                assert card.contains(area), f"{name}: “{first}” leaves the card of {node}"
    ground = Rect(0, 0, *slide.size)
    cards = list(slide.cards.items())
    for index, (node, card) in enumerate(cards):
        assert ground.contains(card), f"{name}: {node} leaves the slide"
        for other_node, other_card in cards[index + 1 :]:
            assert not card.overlaps(other_card), f"{name}: {node} on {other_node}"
    _check_numbers_fit(name, slide)
    _check_wires(name, slide, written)


def cut_texts(slide: Slide) -> list[str]:
    """The texts that end with an ellipsis because there was no room."""
    return [text for _, text, _ in texts(slide) if _CUT.search(text)]


def _overlapping(area: Rect, written: list[Written], start: int) -> list[int]:
    """The indices, from `start`, of the texts that share more than an edge with an area."""
    rest = [(o.x, o.y, o.right, o.bottom) for _, _, o in written[start:]]
    if not rest:
        return []
    left, top, right, bottom = np.array(rest).T
    meets = (area.x < right) & (left < area.right) & (area.y < bottom) & (top < area.bottom)
    return [start + int(index) for index in np.flatnonzero(meets)]


def _check_numbers_fit(name: str, slide: Slide) -> None:
    """Numbers stay inside their cells."""
    for item in slide.primitives:
        if isinstance(item, Cells):
            for text in item.texts:
                width = fonts.run_width(TextRun(text, "", weight=item.weight), item.size)
                assert width < item.rect.w / item.columns, f"{name}: {text} is too wide"
                assert item.size < item.rect.h / item.rows, name


def _check_wires(name: str, slide: Slide, written: list[Written]) -> None:
    """No wire runs through a text, unless something opaque lies between (an operator)."""
    for depth, item in enumerate(slide.primitives):
        if not isinstance(item, Wire):
            continue
        shields = [
            later.rect
            for later in slide.primitives[depth:]
            if isinstance(later, Box) and later.fill is not None
        ]
        for (x1, y1), (x2, y2) in pairwise(item.points):
            dx, dy = (item.width / 2, 0.0) if x1 == x2 else (0.0, item.width / 2)
            way = Rect(min(x1, x2) - dx, min(y1, y2) - dy, abs(x2 - x1) + 2 * dx,
                       abs(y2 - y1) + 2 * dy)  # fmt: skip
            for index in _overlapping(way, written, 0):
                _, text, area = written[index]
                shielded = any(shield.contains(area) for shield in shields)
                assert shielded, f"{name}: a wire runs through “{text}”"

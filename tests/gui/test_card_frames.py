"""Frames of cards are kept and stamped: always the same as if laid out and painted afresh."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

import gui.drawing.card as cards
from engine.scenario import find_scenario
from gui.diagram.stamp import Stamp
from gui.document import Document
from gui.drawing.card import Card, CardContent, layout_card
from gui.drawing.content import card_content
from gui.drawing.metrics import COMPACT, SCREEN, Metrics
from gui.drawing.painter import paint
from gui.drawing.primitives import Text, TextRun
from gui.theme import Theme, theme
from tests.gui.diagrams import state_of

LIGHT, DARK = theme("light"), theme("dark")


def content(name: str, **switches: Any) -> CardContent:
    """What a card shows, everything visible."""
    document = Document(find_scenario("worked-example"))
    if switches:
        document.apply_state(state_of(extent="attention", **switches))
    visible = np.ones(document.graph.shapes[name][-2:], bool)
    return card_content(document, LIGHT, name, visible)


def afresh(shown: CardContent, metrics: Metrics, look: Theme) -> Card:
    """The card laid out with nothing kept."""
    cards._FRAMES.clear()
    return layout_card(shown, metrics, look)


#: Another content for everything a frame shows, and for some that it does not.
CHANGES: dict[str, Callable[[CardContent], CardContent]] = {
    "role": lambda c: replace(c, role="attention"),
    "learned": lambda c: replace(c, learned=not c.learned),
    "computed": lambda c: replace(c, computed=not c.computed),
    "current": lambda c: replace(c, current=not c.current),
    "sheets": lambda c: replace(c, sheets=2),
    "header": lambda c: replace(c, header=(TextRun("Z", "#123456", "math"),)),
    "title": lambda c: replace(c, title="another"),
    "shape": lambda c: replace(c, shape="7 × 9"),
    "pins": lambda c: replace(c, pins=frozenset({(0, 0)})),
    "release": lambda c: replace(c, release="Let go", pins=frozenset({(0, 0)})),
    "row_labels": lambda c: replace(c, row_labels=list("abcd")),
    "column_labels": lambda c: replace(c, column_labels=list("defg")),
    "lit_rows": lambda c: replace(c, lit_rows={1: "#aa0000"}),
    "lit_columns": lambda c: replace(c, lit_columns={1: "#00aa00"}, column_labels=list("defg")),
    "pairs": lambda c: replace(c, pairs=not c.pairs, column_labels=["one two", "e", "f", "g"]),
    "values": lambda c: replace(c, values=c.values * 1000),
    "most": lambda c: replace(c, most=2, column_labels=list("defg")),
    "visible": lambda c: replace(c, visible=np.zeros_like(c.visible)),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("name", ["X", "W_Q", "scores", "weights"])
def test_a_kept_frame_is_the_one_made_afresh(qapp: object, name: str, change: str) -> None:
    first = content(name)
    second = CHANGES[change](first)
    expected = afresh(second, SCREEN, LIGHT)
    afresh(first, SCREEN, LIGHT)
    assert layout_card(second, SCREEN, LIGHT) == expected
    assert layout_card(first, SCREEN, LIGHT) == afresh(first, SCREEN, LIGHT)


def test_other_measures_and_another_theme_have_frames_of_their_own(qapp: object) -> None:
    shown = content("Q")
    kept = layout_card(shown, SCREEN, LIGHT)
    assert layout_card(shown, COMPACT, LIGHT).frame != kept.frame
    assert layout_card(shown, SCREEN, DARK) == afresh(shown, SCREEN, DARK)


def test_other_numbers_of_the_same_width_keep_the_frame_itself(qapp: object) -> None:
    shown = content("X")
    kept = layout_card(shown, SCREEN, LIGHT)
    moved = replace(shown, values=shown.values[::-1].copy())
    assert layout_card(moved, SCREEN, LIGHT).frame is kept.frame


def test_all_frames_are_forgotten_before_they_are_too_many(qapp: object) -> None:
    shown = content("X")
    for number in range(cards._MOST_FRAMES + 5):
        layout_card(replace(shown, title=str(number)), SCREEN, LIGHT)
    assert len(cards._FRAMES) <= cards._MOST_FRAMES


# -- stamps ----------------------------------------------------------------------------------------


def picture(
    draw: Callable[[QPainter], None], scale: float, at: tuple[float, float], ratio: float
) -> np.ndarray:
    """What is drawn at a place and a scale, as numbers. [y, x, channel]"""
    image = QImage(round(420 * ratio), round(420 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(LIGHT.canvas))
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.translate(*at)
    painter.scale(scale, scale)
    draw(painter)
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint8)
    return pixels.reshape(image.height(), image.width(), 4)[..., :3].astype(int)


#: A glyph may stand a quarter of a pixel off, where rounding decides: up to 4.2 in a patch.
_SHIFTED = 5.5


def patches_apart(one: np.ndarray, other: np.ndarray, side: int = 12) -> float:
    """How far the mean shade of a patch is off, where it is worst (0 to 255)."""
    shades = (one - other).mean(axis=2)
    high, wide = (size // side for size in shades.shape)
    parts = shades[: high * side, : wide * side].reshape(high, side, wide, side)
    return float(np.abs(parts.mean(axis=(1, 3))).max())


@pytest.mark.parametrize("name", ["X", "weights"])
def test_no_text_could_be_missing_from_a_stamp(qapp: object, name: str) -> None:
    frame = layout_card(content(name, heads=2), SCREEN, LIGHT).frame
    whole = picture(partial(paint, primitives=frame), 0.75, (20, 20), 1)
    texts = [item for item in frame if isinstance(item, Text)]
    assert len(texts) > 4
    for text in texts:
        rest = [item for item in frame if item is not text]
        cut = picture(partial(paint, primitives=rest), 0.75, (20, 20), 1)
        assert patches_apart(cut, whole) > _SHIFTED


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("scale", [0.75, 1.0, 1.37])
@pytest.mark.parametrize("at", [(20.0, 20.0), (31.25, 17.7), (-40.6, -12.3)])
@pytest.mark.parametrize("name", ["X", "weights"])
def test_a_stamp_is_what_would_be_painted(
    qapp: object, name: str, at: tuple[float, float], scale: float, ratio: float
) -> None:
    made = layout_card(content(name, heads=2), SCREEN, LIGHT)
    stamp = Stamp()
    bounds = QRectF(0, 0, *made.size).adjusted(-6, -6, 6, 6)

    def stamped(painter: QPainter) -> None:
        stamp.paint(painter, made.frame, bounds, ratio)

    plain = picture(lambda painter: paint(painter, made.frame), scale, at, ratio)
    for _ in range(2):  # made, and put there again
        assert patches_apart(picture(stamped, scale, at, ratio), plain) < _SHIFTED


def test_a_stamp_follows_what_it_shows(qapp: object) -> None:
    stamp = Stamp()
    for name in ("X", "weights", "X"):
        made = layout_card(content(name, heads=2), SCREEN, LIGHT)
        bounds = QRectF(0, 0, *made.size)
        plain = picture(partial(paint, primitives=made.frame), 1, (20, 20), 1)
        stamped = partial(stamp.paint, primitives=made.frame, bounds=bounds, ratio=1)
        assert patches_apart(picture(stamped, 1, (20, 20), 1), plain) < _SHIFTED

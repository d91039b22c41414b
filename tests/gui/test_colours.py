"""Colours that everybody can read and tell apart: computed from the tokens, for every look.

Contrast: WCAG 2.1. Colour blindness: Machado, Oliveira, Fernandes 2009, severity 1.0, on linear
RGB. Distance: CIEDE2000 (Sharma, Wu, Dalal 2005, whose test pairs it is checked with).
"""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest

from gui.export.looks import THEMES, slide_theme
from gui.theme import Theme, contrast

LOOKS = [slide_theme(name) for name in THEMES]
#: Machado et al. 2009, table for severity 1.0.
BLINDNESS = {
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "none": np.eye(3).tolist(),
}
#: Sharma, Wu, Dalal 2005, table 1: pairs of Lab and their distance.
PAIRS = [
    ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
    ((50.0, 3.1571, -77.2803), (50.0, 0.0, -82.7485), 2.8615),
    ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0000),
    ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
    ((50.0, 2.5, 0.0), (50.0, 0.0, -2.5), 4.3065),
    ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
]
DISTINCT = 13.0


def linear(colour: str) -> np.ndarray:
    """#RRGGBB to linear RGB, 0 to 1."""
    channels = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    """Linear sRGB to CIELAB, white D65."""
    matrix = np.array(
        [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
         [0.0193339, 0.1191920, 0.9503041]]
    )  # fmt: skip
    xyz = matrix @ np.clip(rgb, 0, 1) / np.array([0.95047, 1.0, 1.08883])
    f = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(one: np.ndarray, other: np.ndarray) -> float:
    """CIEDE2000 of two Lab colours."""
    (l1, a1, b1), (l2, a2, b2) = np.asarray(one, float), np.asarray(other, float)
    chroma = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    g = 0.5 * (1 - np.sqrt(chroma**7 / (chroma**7 + 25.0**7)))
    a1, a2 = (1 + g) * a1, (1 + g) * a2
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = (np.degrees(np.arctan2(b, a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    hue = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2))
    middle = h1 + h2 if c1 * c2 == 0 else (h1 + turn / 2) % 360
    level, mean = (l1 + l2) / 2, (c1 + c2) / 2
    t = (
        1
        - 0.17 * np.cos(np.radians(middle - 30))
        + 0.24 * np.cos(np.radians(2 * middle))
        + 0.32 * np.cos(np.radians(3 * middle + 6))
        - 0.20 * np.cos(np.radians(4 * middle - 63))
    )
    spread = 30 * np.exp(-(((middle - 275) / 25) ** 2))
    rotation = -np.sin(np.radians(2 * spread)) * 2 * np.sqrt(mean**7 / (mean**7 + 25.0**7))
    weight_l = 1 + 0.015 * (level - 50) ** 2 / np.sqrt(20 + (level - 50) ** 2)
    weight_c, weight_h = 1 + 0.045 * mean, 1 + 0.015 * mean * t
    x, y, z = (l2 - l1) / weight_l, (c2 - c1) / weight_c, hue / weight_h
    return float(np.sqrt(x**2 + y**2 + z**2 + rotation * y * z))


def seen(colour: str, blindness: str) -> np.ndarray:
    """What somebody sees, as Lab."""
    return lab(np.array(BLINDNESS[blindness]) @ linear(colour))


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS)
def test_the_distance_is_ciede2000(
    one: tuple[float, ...], other: tuple[float, ...], expected: float
) -> None:
    assert distance(np.array(one), np.array(other)) == pytest.approx(expected, abs=5e-5)
    assert distance(np.array(other), np.array(one)) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize("look", LOOKS, ids=THEMES)
def test_all_text_has_enough_contrast_on_every_ground(look: Theme) -> None:
    grounds = {look.canvas, look.panel, look.card, look.band, look.bar}
    inks = [look.text, look.muted, look.faint, look.right, look.wrong]
    inks += [role.ink for role in look.roles.values()]
    for ink in inks:
        for ground in grounds:
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    for role in look.roles.values():
        assert contrast(role.ink, role.wash) >= 4.5, role
    for colours in (look.diverging, look.sequential):
        for fill, ink in zip(colours.fills, colours.inks, strict=True):
            assert contrast(fill, ink) >= 4.5, (fill, ink)


@pytest.mark.parametrize("look", LOOKS, ids=THEMES)
def test_marks_that_mean_something_stand_out(look: Theme) -> None:
    for mark in (look.edge, look.focus):
        for ground in (look.canvas, look.panel, look.card):
            assert contrast(mark, ground) >= 3, (mark, ground)
    for ground in (look.panel, look.card):  # rims of fields
        assert contrast(look.strong, ground) >= 3, ground


@pytest.mark.parametrize("look", LOOKS, ids=THEMES)
@pytest.mark.parametrize("blindness", BLINDNESS)
def test_roles_can_be_told_apart(look: Theme, blindness: str) -> None:
    for one, other in combinations(look.roles, 2):
        first, second = (seen(look.roles[role].ink, blindness) for role in (one, other))
        assert distance(first, second) >= DISTINCT, (one, other)


@pytest.mark.parametrize("look", LOOKS, ids=THEMES)
@pytest.mark.parametrize("blindness", BLINDNESS)
def test_curves_of_runs_can_be_told_apart(look: Theme, blindness: str) -> None:
    assert len(look.runs) == 6
    for ground in (look.panel, look.card):
        assert min(contrast(ink, ground) for ink in look.runs) >= 3
    for one, other in combinations(look.runs, 2):
        apart = distance(seen(one, blindness), seen(other, blindness))
        assert apart >= (2 * DISTINCT if blindness == "none" else DISTINCT), (one, other)


@pytest.mark.parametrize("look", LOOKS, ids=THEMES)
@pytest.mark.parametrize("blindness", BLINDNESS)
def test_below_and_above_0_can_be_told_apart(look: Theme, blindness: str) -> None:
    fills = look.diverging.fills
    assert distance(seen(fills[0], blindness), seen(fills[-1], blindness)) >= DISTINCT
    for end in (fills[0], fills[-1]):
        middle = fills[len(fills) // 2]
        assert distance(seen(end, blindness), seen(middle, blindness)) >= DISTINCT


def test_on_paper_shades_say_how_much_in_grey_too() -> None:
    """The further from 0, the darker; and every number on them is black."""
    look = slide_theme("print")
    for colours in (look.diverging, look.sequential):
        grey = np.array([float(linear(fill) @ [0.2126, 0.7152, 0.0722]) for fill in colours.fills])
        half = len(grey) // 2 if colours.low < 0 else 0
        assert (np.diff(grey[half:]) <= 1e-9).all()
        assert (np.diff(grey[: half + 1]) >= -1e-9).all()
        assert set(colours.inks) == {"#000000"}


def test_on_paper_roles_can_be_told_apart_in_grey() -> None:
    """Even steps of lightness, on paper and where it is copied without colours."""
    look = slide_theme("print")
    grey = {
        role: float(lab(np.full(3, linear(colours.ink) @ [0.2126, 0.7152, 0.0722]))[0])
        for role, colours in look.roles.items()
    }
    levels = sorted(grey.values())
    assert min(high - low for low, high in pairwise(levels)) >= 9
    assert grey["query"] - grey["key"] >= 18  # they stand side by side on most slides
    screen = slide_theme("light")
    for role, colours in look.roles.items():  # and keep the hue they have on the screen
        (_, a, b), (_, c, d) = (lab(linear(theme.roles[role].ink)) for theme in (look, screen))
        assert (a * c + b * d) / (np.hypot(a, b) * np.hypot(c, d)) > 0.9, colours

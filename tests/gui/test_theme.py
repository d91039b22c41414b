"""Colours: readable everywhere, roles told apart, values coloured as the design says."""

from __future__ import annotations

import numpy as np
import pytest

from gui.theme import Theme, contrast, theme

THEMES = [theme("light"), theme("dark")]


@pytest.mark.parametrize("look", THEMES, ids=["light", "dark"])
def test_all_text_has_enough_contrast(look: Theme) -> None:
    for ground in (look.canvas, look.panel, look.card, look.band, look.bar):
        for ink in (look.text, look.muted, look.faint, *(c.ink for c in look.roles.values())):
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    assert contrast(look.on_accent, look.accent) >= 4.5
    assert contrast(look.changed_ink, look.changed) >= 4.5


@pytest.mark.parametrize("look", THEMES, ids=["light", "dark"])
def test_numerals_are_readable_on_every_cell(look: Theme) -> None:
    for colours in (look.diverging, look.sequential):
        for fill, ink in zip(colours.fills, colours.inks, strict=True):
            assert contrast(fill, ink) >= 4.5, (fill, ink)


@pytest.mark.parametrize("look", THEMES, ids=["light", "dark"])
def test_zero_is_the_middle_of_signed_values(look: Theme) -> None:
    colours = look.diverging
    assert colours.index(0.0) == (len(colours.fills) - 1) / 2
    assert colours.index(-5.0) == 0
    assert colours.index(5.0) == len(colours.fills) - 1


def test_indices_of_a_matrix_are_those_of_its_cells() -> None:
    colours = theme("light").diverging
    values = np.array([[-1.0, -0.3, 0.0], [0.4, 1.0, np.inf]])
    expected = [[colours.index(float(v)) for v in row] for row in values]
    assert colours.indices(values).tolist() == expected


def test_contrast_is_the_wcag_ratio() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)

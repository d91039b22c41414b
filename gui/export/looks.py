"""The themes of slides: light and dark as in the window, and print."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from engine.errors import UnknownTheme
from gui.theme import ColourMap, Theme, readable_ink, theme

THEMES = ("light", "dark", "print")
#: Lines on paper, relative to those on a screen.
PRINT_LINES = 0.6
_PALEST = 0.55  # how much of a cell's colour stays on paper: every number is black on pale


@cache
def slide_theme(name: str) -> Theme:
    """`light`, `dark` or `print` (white, pale cells, every number black). Raises UnknownTheme."""
    if name not in THEMES:
        raise UnknownTheme(theme=name, known=", ".join(THEMES))
    if name != "print":
        return theme(name)
    light = theme("light")
    return replace(
        light,
        name="print",
        canvas="#FFFFFF",
        panel="#FFFFFF",
        card="#FFFFFF",
        band="#FFFFFF",
        text="#000000",
        muted="#3A3F46",
        faint="#3A3F46",
        diverging=_pale(light.diverging),
        sequential=_pale(light.sequential),
    )


def line_width(look: Theme) -> float:
    """How thick lines are, 1 as on a screen."""
    return PRINT_LINES if look.name == "print" else 1.0


def _pale(colours: ColourMap) -> ColourMap:
    """The map on paper: towards white, so that it reads in grey and spends little ink."""
    mixed = 255 - (255 - colours.table.astype(float)) * _PALEST
    table = np.round(mixed).astype(np.uint8)
    fills = tuple(f"#{r:02X}{g:02X}{b:02X}" for r, g, b in table.tolist())
    inks = tuple(readable_ink(fill) for fill in fills)
    return replace(colours, fills=fills, inks=inks, table=table)

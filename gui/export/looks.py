"""The themes of slides: light and dark as in the window, and print."""

from __future__ import annotations

from functools import cache

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from engine.errors import UnknownTheme
from gui.theme import ColourMap, RoleColours, Theme, readable_ink, theme

THEMES = ("light", "dark", "print")
#: Lines on paper, relative to those on a screen.
PRINT_LINES = 0.6
_PALEST = 0.55  # how much of a cell's colour stays on paper: every number is black on pale
#: How light the colours of roles are on paper (CIE L*): even steps, so that a grey copy has five
#: greys. The pairs that stand side by side most often, queries and keys, are two steps apart.
_LIGHTNESS = {"value": 47.0, "query": 37.0, "attention": 27.5, "key": 18.0, "residual": 8.5}
_LUMINANCE = np.array([0.2126, 0.7152, 0.0722])


@cache
def slide_theme(name: str) -> Theme:
    """The look of that name. Raises UnknownTheme.

    `light` and `dark` are those of the window. `print` is white, with thin lines, pale cells on
    which every number is black, and roles that a copy in grey tells apart.
    """
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
        roles={role: _on_paper(role, colours) for role, colours in light.roles.items()},
        diverging=_pale(light.diverging),
        sequential=_pale(light.sequential),
    )


def line_width(look: Theme) -> float:
    """How thick lines are, 1 as on a screen."""
    return PRINT_LINES if look.name == "print" else 1.0


def _on_paper(role: str, colours: RoleColours) -> RoleColours:
    """The colours of a role on paper: the hue of the screen, as dark as its step says."""
    wash = _hex(_towards_white(_bytes_of(colours.wash)))
    return RoleColours(_hex(_toned(_bytes_of(colours.ink), _LIGHTNESS[role])), wash)


def _toned(colour: NDArray[np.float64], lightness: float) -> NDArray[np.float64]:
    """The colour at a lightness (CIE L*, above 8); paler where no screen has it as bright."""
    channels = colour / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    wanted = ((lightness + 16) / 116) ** 3
    linear = linear * wanted / float(linear @ _LUMINANCE)
    if linear.max() > 1:  # towards the grey of that luminance
        linear = wanted + (linear - wanted) * (1 - wanted) / (linear.max() - wanted)
    coded = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.asarray(coded * 255, dtype=float)


def _towards_white(colour: NDArray[np.float64]) -> NDArray[np.float64]:
    return 255 - (255 - colour) * _PALEST


def _bytes_of(colour: str) -> NDArray[np.float64]:
    return np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)], dtype=float)


def _hex(colour: NDArray[np.float64]) -> str:
    red, green, blue = np.clip(np.round(colour), 0, 255).astype(int).tolist()
    return f"#{red:02X}{green:02X}{blue:02X}"


def _pale(colours: ColourMap) -> ColourMap:
    """The map on paper: towards white, so that it reads in grey and spends little ink."""
    mixed = _towards_white(colours.table.astype(float))
    table = np.round(mixed).astype(np.uint8)
    fills = tuple(f"#{r:02X}{g:02X}{b:02X}" for r, g, b in table.tolist())
    inks = tuple(readable_ink(fill) for fill in fills)
    return replace(colours, fills=fills, inks=inks, table=table)

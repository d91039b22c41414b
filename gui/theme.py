"""Colours of the light and the dark theme, from `resources/theme/tokens.json`.

The only place that turns a value into a colour. Colours are `#RRGGBB` strings until they are
painted, so that layouts stay plain data.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from engine.scenario import RESOURCES

_STEPS = 512


class RoleColours(msgspec.Struct, frozen=True):
    """A role's ink (text, wires, bars) and its wash (a tinted ground)."""

    ink: str
    wash: str


class ColourMap(msgspec.Struct, frozen=True):
    """A colour table over [low, high], with the numeral ink that reads best on each colour.

    Attributes:
        low, high: the value, relative to the scale, of the first and last entry (−1..1 or 0..1).
        fills, inks: one colour each for every entry.
        table: the fills as uint8 [entry, rgb], for heat maps.
    """

    low: float
    high: float
    fills: tuple[str, ...]
    inks: tuple[str, ...]
    table: NDArray[np.uint8]

    def index(self, relative: float) -> int:
        """The entry for a value relative to the scale; values beyond the ends take the ends."""
        if not np.isfinite(relative):
            relative = self.low if relative < 0 else self.high
        part = (relative - self.low) / (self.high - self.low)
        return int(min(max(part, 0.0), 1.0) * (len(self.fills) - 1) + 0.5)

    def indices(self, relative: NDArray[np.float64]) -> NDArray[np.intp]:
        """`index` for a whole matrix."""
        if not np.isfinite(relative).all():
            relative = np.nan_to_num(relative, nan=self.high, posinf=self.high, neginf=self.low)
        part = (relative - self.low) / (self.high - self.low)
        np.minimum(np.maximum(part, 0.0, out=part), 1.0, out=part)
        return (part * (len(self.fills) - 1) + 0.5).astype(np.intp)


class Theme(msgspec.Struct, frozen=True):
    """All colours of one theme. Field names are those of the design tokens.

    Attributes:
        runs: of curves that are compared, each unlike all others to every eye.
    """

    name: str
    canvas: str
    panel: str
    card: str
    band: str
    bar: str
    hover: str
    selected: str
    text: str
    muted: str
    faint: str
    right: str
    wrong: str
    hairline: str
    strong: str
    edge: str
    ghost: str
    accent: str
    on_accent: str
    focus: str
    changed: str
    changed_ink: str
    roles: dict[str, RoleColours]
    diverging: ColourMap
    sequential: ColourMap
    runs: tuple[str, ...]

    @property
    def dark(self) -> bool:
        """Whether the ground is dark."""
        return self.name == "dark"

    def colour_map(self, *, weights: bool) -> ColourMap:
        """The single-hue map of attention weights, or the diverging one of signed values."""
        return self.sequential if weights else self.diverging


@cache
def theme(name: str) -> Theme:
    """The theme `light` or `dark`. Raises KeyError for another name."""
    tokens = _tokens()[name]
    surface, text, line = tokens["surface"], tokens["text"], tokens["line"]
    accent = tokens["accent"]
    return Theme(
        name=name,
        canvas=surface["canvas"],
        panel=surface["panel"],
        card=surface["card"],
        band=surface["band"],
        bar=surface["bar"],
        hover=surface["hover"],
        selected=surface["selected"],
        text=text["text"],
        muted=text["textMuted"],
        faint=text["textFaint"],
        right=text["right"],
        wrong=text["wrong"],
        hairline=line["hairline"],
        strong=line["strong"],
        edge=line["edge"],
        ghost=line["ghost"],
        accent=accent["fill"],
        on_accent=accent["on"],
        focus=accent["focusRing"],
        changed=tokens["changed"]["mark"],
        changed_ink=tokens["changed"]["ink"],
        roles={role: RoleColours(c["ink"], c["wash"]) for role, c in tokens["roles"].items()},
        diverging=_colour_map(tokens["maps"]["diverging"]["stops"]),
        sequential=_colour_map(tokens["maps"]["sequential"]["stops"]),
        runs=tuple(tokens["runs"]),
    )


def _tokens() -> dict[str, Any]:
    path = RESOURCES / "theme" / "tokens.json"
    return dict(json.loads(path.read_text(encoding="utf-8")))


def _colour_map(stops: list[tuple[float, str]]) -> ColourMap:
    at = [position for position, _ in stops]
    rgb = np.array([_rgb(colour) for _, colour in stops], dtype=float)
    positions = np.linspace(at[0], at[-1], _STEPS + 1)
    table = np.stack([np.interp(positions, at, rgb[:, c]) for c in range(3)], axis=1)
    rounded = np.round(table).astype(np.uint8)
    fills = tuple(f"#{r:02X}{g:02X}{b:02X}" for r, g, b in rounded.tolist())
    return ColourMap(at[0], at[-1], fills, tuple(_inks(rounded)), rounded)


def readable_ink(fill: str) -> str:
    """Black or white, whichever has the higher WCAG 2.1 contrast on `fill`."""
    return _inks(np.array([_rgb(fill)]))[0]


def _inks(fills: NDArray[np.generic]) -> list[str]:
    """What is readable on each colour. [fill, rgb]"""
    luminance = _luminances(fills)
    on_black = (luminance + 0.05) / 0.05
    on_white = 1.05 / (luminance + 0.05)
    return ["#000000" if black else "#FFFFFF" for black in (on_black >= on_white).tolist()]


def contrast(first: str, second: str) -> float:
    """The WCAG 2.1 contrast ratio of two colours, 1 to 21."""
    a, b = _luminances(np.array([_rgb(first), _rgb(second)]))
    return float((max(a, b) + 0.05) / (min(a, b) + 0.05))


def _luminances(colours: NDArray[np.generic]) -> NDArray[np.float64]:
    """The relative luminance of each colour. [colour, rgb] -> [colour] (WCAG 2.1)"""
    channels = colours.astype(np.float64) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return 0.2126 * linear[:, 0] + 0.7152 * linear[:, 1] + 0.0722 * linear[:, 2]


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)

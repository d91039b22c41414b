"""Which of the spots of a picture the keyboard stands at, and how arrow keys move on."""

from __future__ import annotations

from collections.abc import Sequence

from gui.drawing.links import Spot

#: What is so much further to the side counts as far as what is further up or down.
_ASIDE = 2.0


class SpotCursor:
    """A cursor over the spots that lead somewhere.

    A number that stands in a box and in a line beneath it is one stop: the first of them.

    Attributes:
        spots: all spots of the picture.
        stops: those that keys go through.
        index: the stop that keys stand at; None: at none.
    """

    def __init__(self) -> None:
        self.spots: list[Spot] = []
        self.stops: list[Spot] = []
        self.index: int | None = None

    def take(self, spots: Sequence[Spot]) -> None:
        """Another picture: the cursor stays where the same thing stands, else it is let go."""
        before = self.current
        first = {spot.link: spot for spot in reversed(spots) if spot.link.leads_on}
        kept = {id(spot) for spot in first.values()}
        self.spots = list(spots)
        self.stops = [spot for spot in spots if id(spot) in kept]
        links = [spot.link for spot in self.stops]
        self.index = links.index(before.link) if before and before.link in links else None

    @property
    def current(self) -> Spot | None:
        """The spot that keys stand at."""
        return self.stops[self.index] if self.index is not None else None

    def at(self, x: float, y: float) -> Spot | None:
        """The spot under a point."""
        for spot in self.spots:
            rect = spot.rect
            if rect.x <= x <= rect.right and rect.y <= y <= rect.bottom:
                return spot
        return None

    def first(self) -> None:
        """Stand at the first number that leads on; at the trail only if there is none."""
        terms = [i for i, spot in enumerate(self.stops) if spot.link.kind != "crumb"]
        self.index = terms[0] if terms else 0 if self.stops else None

    def step(self, by: int) -> None:
        """The next stop, or the one before; it stays at the ends."""
        if self.index is None:
            self.first()
        else:
            self.index = min(max(self.index + by, 0), len(self.stops) - 1)

    def climb(self, down: int) -> None:
        """The nearest stop below (`down` 1) or above (−1); it stays where there is none."""
        if self.current is None or self.index is None:
            self.first()
            return
        here = self.current.rect
        ways = []
        for index, spot in enumerate(self.stops):
            fall = (spot.rect.middle - here.middle) * down
            if fall > here.h / 2:
                ways.append((fall + _ASIDE * abs(spot.rect.centre - here.centre), index))
        if ways:
            self.index = min(ways)[1]

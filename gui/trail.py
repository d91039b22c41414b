"""Where a person came from while following terms upstream: the breadcrumb. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable

from engine.ops import Cell

Place = tuple[str, Cell]


class Trail:
    """Cells, each made from the next; the last is the one that is selected.

    It begins anew when another cell is selected than the one it leads to. Edits leave it alone.

    Attributes:
        places: the cells, from where the person set out.
    """

    def __init__(self) -> None:
        self.places: tuple[Place, ...] = ()

    def travel(self, here: Place, to: Place) -> None:
        """Go from a cell to one it is made of."""
        before = self.places if self.places[-1:] == (here,) else (here,)
        self.places = (*before, to)

    def back_to(self, index: int) -> Place:
        """Go back to a cell of the trail (from the end, where negative); what is after it goes.

        Raises:
            IndexError: there is no such cell.
        """
        place = self.places[index]
        self.places = self.places[: range(len(self.places))[index] + 1]
        return place

    def follow(self, here: Place | None) -> None:
        """This cell is selected now: unless the trail leads here, it begins here."""
        if here is None:
            self.places = ()
        elif self.places[-1:] != (here,):
            self.places = (here,)

    def prune(self, here: Place | None, made_of: Callable[[Place, Place], bool]) -> None:
        """The structure changed: keep the end in which each cell is still made of the next.

        Args:
            here: the cell that is selected now.
            made_of: whether both cells are there, and the first is made of the second.
        """
        self.follow(here)
        kept = self.places[-1:]
        for place in reversed(self.places[:-1]):
            if not made_of(place, kept[0]):
                break
            kept = (place, *kept)
        self.places = kept

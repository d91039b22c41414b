"""What a heat map, its overlay and its magnifier read: a matrix of a node, or any other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from gui.matrix.figures import Figures
from gui.matrix.shown_plane import Block


class HeatPlane(Protocol):
    """The cells."""

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns are shown."""

    @property
    def figures(self) -> Figures:
        """Least, greatest and mean of what is shown."""

    def block(self, rows: slice, columns: slice) -> Block:
        """Some rows and columns with everything that marks their cells."""

    def labels(self, *, down: bool) -> Sequence[str]:
        """All labels down or across."""


class HeatSource(Protocol):
    """The cells with their scale."""

    @property
    def plane(self) -> HeatPlane:
        """What is shown, as arrays."""

    @property
    def exists(self) -> bool:
        """Whether there is anything to show."""

    @property
    def weights(self) -> bool:
        """Whether the scale is that of attention weights, 0 to 1."""

    @property
    def peak(self) -> float:
        """The value that gets the strongest colour."""

    @property
    def decimals(self) -> int:
        """How many decimals are shown."""

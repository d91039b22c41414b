"""Standing inside a step: which of the steps inside it, and which cells are not there yet."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from engine.substeps import Inside, SubStep

Masks = dict[str, NDArray[np.bool_]]


class InsideCursor:
    """Where one stands among the steps inside a step of the lesson; like the lesson, no undo step.

    Attributes:
        made: the steps inside; None while one stands outside.
        index: which of them, from 0.
    """

    def __init__(self) -> None:
        self.made: Inside | None = None
        self.index = 0
        self._narrowed: tuple[object, int, Masks] | None = None

    @property
    def on(self) -> bool:
        """Whether one stands inside a step."""
        return self.made is not None

    @property
    def step(self) -> SubStep | None:
        """The step inside that is shown."""
        return None if self.made is None else self.made.steps[self.index]

    @property
    def count(self) -> int:
        """How many steps there are inside."""
        return 0 if self.made is None else len(self.made.steps)

    def enter(self, made: Inside) -> None:
        """Stand at the first of the steps inside."""
        self.made, self.index, self._narrowed = made, 0, None

    def leave(self) -> None:
        """Stand outside again."""
        self.made, self.index, self._narrowed = None, 0, None

    def move(self, by: int) -> bool:
        """Go on or back; False where that leads outside, and nothing has moved."""
        if self.made is None or not 0 <= self.index + by < len(self.made.steps):
            return False
        self.index += by
        return True

    def narrowed(self, masks: Masks) -> Masks:
        """What the lesson has shown, without what is still to be made; kept until one moves."""
        if self.made is None:
            return masks
        kept = self._narrowed
        if kept is None or kept[0] is not masks or kept[1] != self.index:
            self._narrowed = kept = (masks, self.index, self._without(masks, self.made))
        return kept[2]

    def _without(self, masks: Mapping[str, NDArray[np.bool_]], made: Inside) -> Masks:
        mask = masks[made.node]
        return {**masks, made.node: mask & ~made.hidden(self.index, mask.shape)}

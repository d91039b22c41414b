"""What the evaluator keeps of one node: its buffers, what it reads, what is pinned."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.graph import Node, Read
from engine.ops import Array, Cell, Op


class Slot:
    """The buffers of one node: what its op computed, what the flow uses, a spare to write to.

    An input has one buffer only; where it is cut, `parked` keeps what stands outside its blocks.
    """

    __slots__ = (
        "computed", "debt", "forward", "name", "op", "overrides", "parked", "reads", "sources",
        "spare", "value", "watched",
    )  # fmt: skip

    def __init__(self, node: Node, shape: tuple[int, ...]) -> None:
        self.name = node.name
        self.op: Op | None = node.op
        self.forward = node.op.forward if node.op is not None else _nothing
        self.sources: tuple[Slot, ...] = ()
        self.reads: tuple[tuple[Read, Slot], ...] = ()  # of whose pins; none where all are values
        self.watched = False  # something reads what was computed, or nothing where it is pinned
        self.overrides: dict[Cell, float] = {}
        self.computed: Array = np.zeros(shape)
        self.value: Array = self.computed
        self.spare: Array = np.zeros(shape) if node.op is not None else self.computed
        self.parked: Array | None = None
        self.debt = 0.0  # by how much `computed` may differ from what the op would compute

    def passes(self, gate: Slot) -> bool:
        """Whether it is a way back through a node, which its pins close."""
        return any(whose is gate for _, whose in self.reads)


def _nothing(inputs: Sequence[Array], out: Array) -> None:
    """An input is not computed."""


def inputs_of(slot: Slot) -> list[Array]:
    """What the op of a node reads of each input."""
    if not slot.reads:
        return [source.value for source in slot.sources]
    found = []
    for source, (read, whose) in zip(slot.sources, slot.reads, strict=True):
        array = source.computed if read == "computed" else source.value
        if read == "open" and whose.overrides:
            array = array.copy()
            for cell in whose.overrides:
                array[cell] = 0.0
        found.append(array)
    return found


def pinned_value(slot: Slot) -> Array:
    """The computed matrix with the pinned cells written over it (itself, where none is pinned)."""
    if not slot.overrides:
        return slot.computed
    value = slot.computed.copy()
    for cell, pinned in slot.overrides.items():
        value[cell] = pinned
    return value

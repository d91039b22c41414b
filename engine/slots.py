"""What the evaluator keeps of one node: its buffers, what it reads, what is pinned."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from engine.graph import Node, Read
from engine.ops import Array, Cell, Op
from engine.ops.moves import SMALL


class Slot:
    """The buffers of one node: what its op computed, what the flow uses, a spare to write to.

    An input has one buffer only; where it is cut, `parked` keeps what stands outside its blocks.
    """

    __slots__ = (
        "computed", "debt", "forward", "name", "op", "overrides", "parked", "reads", "sources",
        "spare", "stale", "value", "watched",
    )  # fmt: skip

    def __init__(self, node: Node, shape: tuple[int, ...]) -> None:
        self.name = node.name
        self.op: Op | None = node.op
        self.forward = node.op.forward if node.op is not None else _nothing
        self.sources: tuple[Slot, ...] = ()
        self.reads: tuple[tuple[Read, Slot], ...] = ()  # of whose pins; none where all are values
        self.watched = False  # something reads what was computed, or nothing where it is pinned
        self.overrides: dict[Cell, float] = {}
        self.computed: Array = np.zeros(shape)  # large ones take no memory until written to
        self.value: Array = self.computed
        self.spare: Array = np.zeros(shape) if node.op is not None else self.computed
        self.parked: Array | None = None
        self.stale = False  # something before it moved, and it is not computed yet
        self.debt = 0.0  # by how much `computed` may differ from what the op would compute

    def take(self, matrix: Array) -> None:
        """Hold the numbers of an input; of a large one that nobody can write to, no copy."""
        plain = matrix.base is None and matrix.dtype == np.float64 and matrix.flags.c_contiguous
        if plain and not matrix.flags.writeable and matrix.size > SMALL:
            self.computed = self.value = self.spare = matrix
        else:
            np.copyto(self.value, matrix)

    def own(self) -> Array:
        """The numbers of an input, to be written to."""
        if not self.value.flags.writeable:
            self.computed = self.value = self.spare = self.value.copy()
        return self.value

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


def stale_behind(slots: Sequence[Slot]) -> set[Slot]:
    """What is stale of these and of all they are made of."""
    found: set[Slot] = set()
    waiting = [slot for slot in slots if slot.stale]
    while waiting:
        slot = waiting.pop()
        if slot not in found:
            found.add(slot)
            waiting += [source for source in slot.sources if source.stale]
    return found


def differs(old: float, new: float) -> bool:
    """Whether two numbers differ in any bit that matters: -0 is not 0, as `1/-0` is not `1/0`."""
    return bool(old != new) or math.copysign(1, old) != math.copysign(1, new)


def other(a: Array | None, b: Array) -> bool:
    """Whether two blocks differ, or are too large to be worth the look."""
    return a is None or a.size > SMALL or a.tobytes() != b.tobytes()


def identical(a: Array, b: Array) -> bool:
    if a is b:
        return True
    if a.size < SMALL:
        return a.tobytes() == b.tobytes()
    if a[0].tobytes() != b[0].tobytes():
        return False  # as it nearly always is
    return bool((a.view(np.int64) == b.view(np.int64)).all())  # no copy of a large matrix

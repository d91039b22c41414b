"""The lower row of a whole block: add & norm, the feed-forward network, add & norm again.

The word stream drops straight from the words into the first +; the attention's output comes back
along one gutter; the second residual runs below the feed-forward network.
"""

from __future__ import annotations

import msgspec

from gui.drawing.layout_parts import Builder, Pills
from gui.drawing.plan import OPERATOR, LabelPlan

_GUTTER = 26.0  # from the lowest card to the wire that comes back
_SPLIT = 16.0  # from there to the ground of the lower row
_HEADING = 58.0  # for the titles of the lower row, also where the zoom is small
_APART = 30.0  # between the residual wire and the one that comes back
_RAIL = 26.0
_LEAVE = 16.0
_PLAIN = 22.0
_JOINT = 46.0


class _Slot(msgspec.Struct):
    """A card of the row, and what is in the gutter before it."""

    name: str
    room: float
    pills: list[Pills] = msgspec.field(default_factory=list)
    skipped: float = 0.0  # of the room, where the residual wire leaves


class BlockRow:
    """Places the lower row below what a layout holds already."""

    def __init__(self, builder: Builder, drop: float, attended: str) -> None:
        """Place below the attention.

        Args:
            drop: where the residual wire leaves the words.
            attended: what the attention gives.
        """
        self.b = builder
        self.drop = drop
        self.attended = attended
        self.source = builder.shown.source
        self.residual = builder.has("residual_1")
        lowest = max(area.bottom for area in builder.layout.cards.values())
        self.back = lowest + _GUTTER
        self.split = self.back + _SPLIT
        self.slots = self._slots()
        names = [slot.name for slot in self.slots]
        self.line = self.split + _HEADING + max(builder.size(name).port for name in names)
        self.joint = drop + (_APART if self.residual else 0.0)

    def lay_out(self) -> None:
        """Cards and wires of the row."""
        b, cards = self.b, self.b.layout.cards
        for slot in self.slots:
            b.ports[slot.name] = self.line
        x = self.joint + (OPERATOR + 14 if self.residual else 0.0)
        for number, slot in enumerate(self.slots):
            x += slot.room + slot.skipped + (b.stretch if number else 0.0)
            b.put(slot.name, x)
            x = cards[slot.name].right
        self._wire_in()
        self._wire_along()
        self._wire_around()

    def _slots(self) -> list[_Slot]:
        b = self.b
        first = 2 if b.name("norm_1") in b.graph[b.name("Q")].inputs else 1
        slots = [_Slot(b.name("residual_1"), 5.0)] if self.residual else []
        around = _LEAVE if self.residual else 0.0
        norm = self._norm(first)
        slots.append(norm)
        if first == 2:
            norm.skipped = around
        hidden, active = b.name("ffn_hidden"), b.name("ffn_activation")
        into = [Pills(hidden, on=("+", b.name("b_1")), below=(("", hidden),))]
        out = [Pills(b.name("ffn_output"), on=("+", b.name("b_2")))]
        slots += [
            _Slot(b.name("W_1"), _PLAIN, skipped=around if first == 1 else 0.0),
            _Slot(active, b.pills_room(into), into),
            _Slot(b.name("W_2"), _PLAIN),
            _Slot(b.name("ffn_output"), b.pills_room(out), out),
        ]
        if b.has("residual_2"):
            slots.append(_Slot(b.name("residual_2"), _JOINT))
        if first == 1:
            slots.append(self._norm(2))
        return slots

    def _norm(self, which: int) -> _Slot:
        pills = self.b.norm_pills(which)
        room = self.b.pills_room(pills, arrow=not self.residual)
        return _Slot(self.b.name(f"norm_{which}"), room, pills)

    # -- wires -------------------------------------------------------------------------------------

    def _wire_in(self) -> None:
        b, cards, y = self.b, self.b.layout.cards, self.line
        first = self.slots[0].name
        down = cards[self.attended].centre
        start = (down, cards[self.attended].bottom)
        if not self.residual:
            b.wire(self.attended, first, start, (down, self.back), (self.joint, self.back),
                   (self.joint, y), (cards[first].x, y), role="residual", arrow=True)  # fmt: skip
            b.place_pills(self.slots[0].pills, self.joint, cards[first].x, y)
        else:
            b.wire(self.source, first, (self.drop, cards[self.source].bottom), (self.drop, y),
                   (self.joint, y), role="residual", heavy=True)  # fmt: skip
            b.wire(self.attended, first, start, (down, self.back), (self.joint, self.back),
                   (self.joint, y - OPERATOR), role="residual", arrow=True)  # fmt: skip
            b.wire(first, first, (self.joint, y), (cards[first].x, y), heavy=True)
            b.operator("+", first, (self.joint, y))
            room = self.drop - 14
            b.layout.labels.append(LabelPlan("residual", (self.drop - 9, self.line - 26), room))
        room = down - self.joint - 40
        b.layout.labels.append(LabelPlan("return", (self.joint + 20, self.back - 7), room))

    def _wire_along(self) -> None:
        """From card to card, each with the pills of its gutter."""
        b, cards, y = self.b, self.b.layout.cards, self.line
        hidden = b.name("ffn_hidden")
        for before, slot in zip(self.slots, self.slots[1:], strict=False):
            left, right = cards[before.name].right, cards[slot.name].x
            heavy = self.residual and self._in_stream(before.name) and self._in_stream(slot.name)
            b.place_pills(slot.pills, left + slot.skipped, right, y, arrow=not heavy)
            if slot.name == b.name("residual_2"):
                self._wire_second_sum(before.name, slot.name, left, right)
                continue
            target = slot.name
            if slot.name == b.name("ffn_activation"):
                middle = next(op.at[0] for op in b.layout.operators if op.node == b.name("b_1"))
                b.wire(before.name, hidden, (left, y), (middle, y))
                b.wire(hidden, target, (middle, y), (right, y), arrow=True)
                continue
            if slot.name == b.name("W_1"):
                target = hidden
            elif slot.name == b.name("W_2"):
                target = b.name("ffn_output")
            b.wire(before.name, target, (left, y), (right, y), arrow=not heavy, heavy=heavy)

    def _in_stream(self, name: str) -> bool:
        """Whether a node is of the stream that the residuals carry."""
        base = name.rpartition(".")[2]
        return base.startswith(("residual", "norm"))

    def _wire_second_sum(self, before: str, total: str, left: float, right: float) -> None:
        b, y = self.b, self.line
        at = left + (right - left) * 0.45
        b.wire(before, total, (left, y), (at - OPERATOR, y), arrow=True)
        b.wire(total, total, (at, y), (right, y), heavy=True)
        b.operator("+", total, (at, y))

    def _wire_around(self) -> None:
        """The second residual: from what goes into the feed-forward network, below it, into +."""
        b, cards, y = self.b, self.b.layout.cards, self.line
        if not b.has("residual_2"):
            return
        total = b.name("residual_2")
        stream = next(name for name in b.graph[total].inputs if name != b.name("ffn_output"))
        at = next(op.at[0] for op in b.layout.operators if op.target == total and op.glyph == "+")
        leave = cards[stream].right + _LEAVE * 0.7
        rail = max(cards[slot.name].bottom for slot in self.slots) + _RAIL
        b.wire(stream, total, (cards[stream].right, y), (leave, y), (leave, rail), (at, rail),
               (at, y), role="residual", heavy=True)  # fmt: skip
        b.layout.labels.append(LabelPlan("around", (leave + 20, rail - 9), at - leave - 40))

"""The end of a diagram that is measured: the loss, and the target below it."""

from __future__ import annotations

from gui.drawing.layout_parts import Builder

_GUTTER = 44.0
_BELOW = 30.0


class LossColumn:
    """Places the loss right of the last card of a pipeline, where the block shown ends it."""

    def __init__(self, builder: Builder) -> None:
        self.b = builder

    def lay_out(self) -> None:
        """Cards and wires; nothing where there is no loss in what is shown."""
        b, cards, ports = self.b, self.b.layout.cards, self.b.ports
        if "loss" not in b.shown.cards:
            return
        output = b.graph.output
        x, y = cards[output].right + _GUTTER, ports[output]
        loss, target = b.size("loss"), b.size("target")
        width = max(loss.width, target.width)
        ports["loss"] = y
        ports["target"] = y + loss.below + _BELOW + target.port
        top = b.put("loss", x + (width - loss.width) / 2)
        below = b.put("target", x + (width - target.width) / 2)
        b.wire(output, "loss", (cards[output].right, y), (top.x, y), arrow=True)
        b.wire("target", "loss", (top.centre, below.y), (top.centre, top.bottom), arrow=True)

"""Where cards, wires and operators stand: a pure function from the graph and the cards' sizes.

Column = step of the flow, lane = branch. Cards of a lane align by the middle of their matrices
(the *port*), so that a row, its wire and its result share a line. Wires are orthogonal and run in
the gutters between columns; none crosses a card, no card overlaps another. A whole block takes two
rows, the attention above and the rest below.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import get_args

from msgspec.structs import replace

from engine.graph import Flow, Graph, Stage
from gui.drawing.attention_row import AttentionRow
from gui.drawing.block_row import BlockRow
from gui.drawing.layout_parts import ROOMY, TIGHT, Builder
from gui.drawing.loss_column import LossColumn
from gui.drawing.placement import is_block, is_roomy, shown_nodes
from gui.drawing.plan import (
    OPERATOR,
    BandPlan,
    BracketPlan,
    CardSize,
    LabelPlan,
    Layout,
    OperatorPlan,
    WirePlan,
)
from gui.drawing.primitives import Rect
from gui.drawing.turning import turned

__all__ = [
    "OPERATOR",
    "BandPlan",
    "BracketPlan",
    "CardSize",
    "LabelPlan",
    "Layout",
    "OperatorPlan",
    "WirePlan",
    "lay_out",
]

_BAND_INSET = 9.0
_HEADING_INSET = 16.0
_BELOW_RAIL = 20.0
#: How much wider gutters may get so that both rows of a block end together.
_MOST_STRETCH = 80.0
#: How many gutters of a row can be stretched.
_UPPER_GUTTERS, _LOWER_GUTTERS = 5, 6
_LOWER: tuple[Stage, ...] = ("add_norm_1", "feed_forward", "add_norm_2", "loss")


def lay_out(
    graph: Graph,
    sizes: Mapping[str, CardSize],
    gutters: Mapping[str, float] | None = None,
    *,
    block: int = 1,
    flow: Flow = "forward",
) -> Layout:
    """Lay out what the pipeline holds: one attention (of one head or many), or a whole block.

    Args:
        sizes: of the cards, and of the pills where they are not as small as usual.
        gutters: the width of gutters by what runs in them, where another than usual is wished.
        block: which block of a stack.
        flow: which of its flows; `sizes` are of the nodes that stand there then.
    """
    roomy = is_roomy(graph)
    space = replace(ROOMY if roomy else TIGHT, **(gutters or {}))
    shown = shown_nodes(graph, block)
    if flow != "forward":
        there = {name: graph.standing(name, flow) for name in shown.names}
        sizes = {name: sizes[other] for name, other in there.items() if other in sizes}

    def rows(upper: float, lower: float) -> tuple[Builder, BlockRow | None]:
        builder = Builder(graph, shown, sizes, space, roomy, upper)
        attention = AttentionRow(builder, picker=graph.blocks > 1)
        attention.lay_out()
        if not is_block(graph):
            LossColumn(builder).lay_out()
            return builder, None
        builder.stretch = lower
        last = next(n for n in ("attention_output", "concat", "head_output") if builder.has(n))
        below = BlockRow(builder, attention.drop, builder.name(last))
        below.lay_out()
        LossColumn(builder).lay_out()
        return builder, below

    builder, below = rows(0.0, 0.0)
    if below is not None:
        upper_end, lower_end = _end(builder, below, below=False), _end(builder, below, below=True)
        spare = lower_end - upper_end
        stretch = min(abs(spare) / (_UPPER_GUTTERS if spare > 0 else _LOWER_GUTTERS), _MOST_STRETCH)
        builder, below = rows(*((stretch, 0.0) if spare > 0 else (0.0, stretch)))
    layout = builder.layout
    right = max(card.right for card in layout.cards.values())
    bottom = max(card.bottom for card in layout.cards.values())
    rails = [y for wire in layout.wires for _, y in wire.points]
    bottom = max(bottom + space.margin, max(rails) + _BELOW_RAIL)
    layout.size = (right + space.margin, bottom)
    layout.bands = _bands(builder, below)
    return turned(layout, graph, flow)


def _end(builder: Builder, row: BlockRow, *, below: bool) -> float:
    """Where a row of a block ends."""
    cards = builder.layout.cards.values()
    return max(card.right for card in cards if (card.y > row.split) == below)


def _bands(builder: Builder, below: BlockRow | None) -> list[BandPlan]:
    """Each stage's ground: columns, and in a block the parts of the lower row under them."""
    width, height = builder.layout.size
    stages = _stages(builder)
    upper = [stage for stage in stages if below is None or stage not in _LOWER]
    split = height if below is None else below.split
    bands = _row_of_bands(builder, stages, upper, 0.0, split, width)
    if below is not None:
        lower = [stage for stage in stages if stage in _LOWER]
        bands += _row_of_bands(builder, stages, lower, split, height, width)
    return bands


def _row_of_bands(
    builder: Builder,
    stages: list[Stage],
    row: Iterable[Stage],
    top: float,
    bottom: float,
    width: float,
) -> list[BandPlan]:
    """Bands side by side; each ends a little right of its last card."""
    bands: list[BandPlan] = []
    left = 0.0
    for stage in row:
        members = _members(builder, stage)
        right = max(card.right for card in members) + _BAND_INSET
        first = min(card.x for card in members)
        heading = left + _HEADING_INSET if top == 0 else max(left + _HEADING_INSET, first)
        bands.append(BandPlan(stage, stages.index(stage) + 1, left, right, top, bottom, heading))
        left = right
    if bands:
        bands[-1] = replace(bands[-1], right=width)
    return bands


def _stages(builder: Builder) -> list[Stage]:
    """The stages that have a card, in the order of the pipeline."""
    there = {_stage(builder, name) for name in builder.shown.cards}
    return [stage for stage in get_args(Stage) if stage in there]


def _members(builder: Builder, stage: Stage) -> list[Rect]:
    cards = builder.layout.cards
    return [card for name, card in cards.items() if _stage(builder, name) == stage]


def _stage(builder: Builder, name: str) -> Stage:
    """Where a card stands: what another block hands on stands where the words do."""
    return "embedding" if name == builder.shown.source else builder.graph[name].stage

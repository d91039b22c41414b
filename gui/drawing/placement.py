"""Which nodes the diagram shows, as cards and as pills; which block's, and in which measures."""

from __future__ import annotations

import msgspec

from engine.graph import Axis, Flow, Graph, Node
from gui.drawing.metrics import COMPACT, LARGEST_NUMBERS, SCREEN, SNUG, Metrics

#: Small nodes that would clutter as cards: they ride on the wires they belong to.
_PARAMETERS = ("divisor", "b_Q", "b_K", "b_V", "b_O", "b_1", "b_2", "eps",
               "gamma_1", "beta_1", "gamma_2", "beta_2")  # fmt: skip
#: In a whole block these ride on wires too, so that the block fits.
_PASSING = ("scaled_scores", "masked_scores", "unmasked_weights", "mask", "ffn_hidden")

_FEW_WORDS = 4
_COLUMNS: tuple[Axis, ...] = ("d_model", "d_k", "d_v")


class Shown(msgspec.Struct, frozen=True):
    """The nodes of one block: in the order one travels, cards and pills apart.

    Attributes:
        source: the node the block starts from: X, or the last one of the block before.
        flow: which of its flows; going back, the gradients stand where their nodes do.
    """

    block: int
    source: str
    cards: tuple[str, ...]
    pills: tuple[str, ...]
    flow: Flow = "forward"

    @property
    def names(self) -> tuple[str, ...]:
        """All nodes that are shown."""
        return *self.cards, *self.pills

    def name(self, base: str) -> str:
        """The node of that plain name in this block."""
        return base if self.block == 1 else f"block_{self.block}.{base}"


def is_block(graph: Graph) -> bool:
    """Whether the pipeline goes to the end of a whole block (not only of its attention)."""
    return "ffn_output" in graph


def is_roomy(graph: Graph) -> bool:
    """Whether little is shown: one head (or a stack of them) of few words and columns."""
    beyond = any(name in graph for name in ("W_O", "concat", "ffn_output"))
    words = max(graph.sizes["word"], graph.sizes["memory"])
    columns = max(graph.sizes[axis] for axis in _COLUMNS)
    return not beyond and words <= _FEW_WORDS and columns <= LARGEST_NUMBERS


def diagram_metrics(graph: Graph) -> Metrics:
    """The measures of the cards of a diagram on the screen."""
    if is_block(graph):
        return COMPACT
    return SCREEN if is_roomy(graph) else SNUG


def shown_nodes(graph: Graph, block: int = 1, flow: Flow = "forward") -> Shown:
    """What is shown of one block: its nodes, those all blocks share, and what it starts from."""
    prefix = "" if block == 1 else f"block_{block}."
    source = graph[f"{prefix}Q"].inputs[0]
    if graph[source].block == block:
        source = graph[source].inputs[0]  # pre-norm: the norm's input
    whole = is_block(graph)
    cards: list[str] = []
    pills: list[str] = []
    for node in graph.ahead:
        if node.name == source or _belongs(node, block):
            base = node.name.removeprefix(prefix)
            small = base in _PARAMETERS or (whole and base in _PASSING)
            (pills if small and node.name != source else cards).append(node.name)
    turned = [tuple(graph.standing(name, flow) for name in names) for names in (cards, pills)]
    return Shown(block, graph.standing(source, flow), turned[0], turned[1], flow)


def _belongs(node: Node, block: int) -> bool:
    if node.block == 0:
        return block == 1 or node.name in ("memory", "mask")
    return node.block == block

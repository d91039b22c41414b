"""Stages 3 and 4, from comparison to proportion: scores, scaled_scores, masked_scores, weights."""

from __future__ import annotations

from engine.graph import Axis, Node
from engine.ops import CausalMask, Divide, Mask, Op, PaddingMask, QueryKeyProduct, Softmax
from engine.pipeline.config import Config
from engine.pipeline.scope import Scope


def mask(config: Config, words: int, keys: int) -> list[Node]:
    """`mask` [query, key], shared by all heads and blocks: 1 where a query may attend to a key."""
    if config.mask == "none":
        return []
    made: dict[str, Op | None] = {
        "causal": CausalMask(words),
        "padding": PaddingMask(words, keys, config.padding),
        "custom": None,
    }
    axes: tuple[Axis, Axis] = ("word", "memory" if config.memory else "word")
    return [
        Node(
            "mask",
            "mask",
            "scores",
            "attention",
            axes,
            scale="mask",
            op=made[config.mask],
            block=0,
            binary=True,
            neutral=1.0,
        )
    ]


def scores(scope: Scope) -> list[Node]:
    """scores = Q Kᵀ, divided by the divisor (an input), masked, then softmax by row -> weights."""
    pairs: tuple[Axis, Axis] = ("word", scope.keys)
    masked = scope.config.mask != "none"
    nodes = [
        scope.node(
            "scores",
            "S",
            "scores",
            "attention",
            pairs,
            scale="scores",
            op=QueryKeyProduct(),
            inputs=(scope.name("Q"), scope.name("K")),
            per_head=True,
        ),
        scope.node(
            "divisor", "c", "softmax", "attention", ("one", "one"), scale="divisor", neutral=1.0
        ),
        scope.node(
            "scaled_scores",
            "S′",
            "softmax",
            "attention",
            pairs,
            scale="scores",
            op=Divide(),
            inputs=(scope.name("scores"), scope.name("divisor")),
            per_head=True,
        ),
    ]
    if masked:
        nodes.append(
            scope.node(
                "masked_scores",
                "S″",
                "softmax",
                "attention",
                pairs,
                scale="scores",
                op=Mask(),
                inputs=(scope.name("scaled_scores"), "mask"),
                per_head=True,
            )
        )
    nodes.append(
        scope.node(
            "weights",
            "A",
            "softmax",
            "attention",
            pairs,
            scale="weights",
            op=Softmax(scope.config.softmax_axis),
            inputs=(scope.name("masked_scores" if masked else "scaled_scores"),),
            per_head=True,
        )
    )
    return nodes

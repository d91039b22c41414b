"""Stages 3 and 4, from comparison to proportion: scores … weights."""

from __future__ import annotations

from engine.graph import Axis, Node, Stage
from engine.ops import (
    CausalMask,
    Divide,
    Mask,
    Op,
    PaddingMask,
    QueryKeyProduct,
    Softmax,
    ZeroMask,
)
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
    """scores = Q Kᵀ, divided by the divisor (an input), masked, then softmax by row -> weights.

    A mask that is laid on the weights instead of the scores stands after the softmax:
    unmasked_weights -> weights.
    """
    config, name = scope.config, scope.name
    nodes = [
        _pairs(scope, "scores", "S", QueryKeyProduct(), name("Q"), name("K"), stage="scores"),
        scope.node(
            "divisor", "c", "softmax", "attention", ("one", "one"), scale="divisor", neutral=1.0
        ),
        _pairs(scope, "scaled_scores", "S′", Divide(), name("scores"), name("divisor")),
    ]
    last = name("scaled_scores")
    softmax = Softmax(config.softmax_axis)
    if config.mask == "none":
        return [*nodes, _pairs(scope, "weights", "A", softmax, last)]
    if config.masking == "after-softmax":
        return [
            *nodes,
            _pairs(scope, "unmasked_weights", "A′", softmax, last),
            _pairs(scope, "weights", "A", ZeroMask(), name("unmasked_weights"), "mask"),
        ]
    op = Mask() if config.masking == "leave-out" else ZeroMask()
    return [
        *nodes,
        _pairs(scope, "masked_scores", "S″", op, last, "mask"),
        _pairs(scope, "weights", "A", softmax, name("masked_scores")),
    ]


def _pairs(
    scope: Scope, name: str, symbol: str, op: Op, *inputs: str, stage: Stage = "softmax"
) -> Node:
    """A node with a number for every query and key. [query, key]"""
    return scope.node(
        name,
        symbol,
        stage,
        "attention",
        ("word", scope.keys),
        scale="weights" if name.endswith("weights") else "scores",
        op=op,
        inputs=inputs,
        per_head=True,
    )

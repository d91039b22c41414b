"""Stages 3 and 4, from comparison to proportion: scores, scaled_scores, weights."""

from __future__ import annotations

from engine.graph import Axis, Node
from engine.ops import Divide, QueryKeyProduct, Softmax


def scores() -> list[Node]:
    """scores = Q Kᵀ, divided by the divisor (an input), then softmax by row -> weights."""
    square: tuple[Axis, Axis] = ("word", "word")
    return [
        Node(
            "scores",
            "S",
            "scores",
            "attention",
            square,
            scale="scores",
            op=QueryKeyProduct(),
            inputs=("Q", "K"),
        ),
        Node("divisor", "c", "softmax", "attention", ("one", "one"), scale="divisor"),
        Node(
            "scaled_scores",
            "S′",
            "softmax",
            "attention",
            square,
            scale="scores",
            op=Divide(),
            inputs=("scores", "divisor"),
        ),
        Node(
            "weights",
            "A",
            "softmax",
            "attention",
            square,
            scale="weights",
            op=Softmax(),
            inputs=("scaled_scores",),
        ),
    ]

"""Stage 5, the weighted sum: head_output = weights V, in every head."""

from __future__ import annotations

from engine.graph import Node
from engine.ops import Mix
from engine.pipeline.scope import Scope


def mixing(scope: Scope) -> list[Node]:
    """head_output [word, d_v]: each row mixes the rows of V in the proportions of its weights."""
    return [
        scope.node(
            "head_output",
            "Z",
            "mix",
            "value",
            ("word", "d_v"),
            scale="mix",
            op=Mix(),
            inputs=(scope.name("weights"), scope.name("V")),
            per_head=True,
        )
    ]

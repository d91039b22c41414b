"""Stage 5, the weighted sum: head_output = weights V."""

from __future__ import annotations

from engine.graph import Node
from engine.ops import Mix


def mixing() -> list[Node]:
    """head_output [word, d_v]: each row mixes the rows of V in the proportions of its weights."""
    return [
        Node(
            "head_output",
            "Z",
            "mix",
            "value",
            ("word", "d_v"),
            scale="mix",
            op=Mix(),
            inputs=("weights", "V"),
        )
    ]

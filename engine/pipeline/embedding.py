"""Stage 1, words to vectors: E, PE -> X, or X itself where positions are off."""

from __future__ import annotations

from engine.graph import Node
from engine.ops import Add, SinusoidalPositions
from engine.pipeline.config import Config


def embedding(config: Config, words: int) -> list[Node]:
    """X [word, d_model], and with positions on the E and PE it is the sum of."""
    if not config.positions:
        return [Node("X", "X", "embedding", "residual", ("word", "d_model"), scale="inputs")]
    return [
        Node("E", "E", "embedding", "residual", ("word", "d_model"), scale="inputs"),
        Node(
            "PE",
            "P",
            "embedding",
            "residual",
            ("word", "d_model"),
            scale="inputs",
            op=SinusoidalPositions(words, config.d_model),
        ),
        Node(
            "X",
            "X",
            "embedding",
            "residual",
            ("word", "d_model"),
            scale="inputs",
            op=Add(),
            inputs=("E", "PE"),
        ),
    ]

"""Stage 1, words to vectors: E, PE -> X, or X itself where positions are off; the memory."""

from __future__ import annotations

from msgspec.structs import replace

from engine.graph import Node
from engine.ops import Add, SinusoidalPositions
from engine.pipeline.config import Config


def embedding(config: Config, words: int) -> list[Node]:
    """X [word, d_model], and with positions on the E and PE it is the sum of.

    In cross-attention also `memory` [memory, d_model]: the words that keys and values come from.
    """
    x = Node("X", "X", "embedding", "residual", ("word", "d_model"), scale="inputs", block=0)
    nodes = [x]
    if config.positions:
        nodes = [
            replace(x, name="E", symbol="E"),
            replace(x, name="PE", symbol="P", op=SinusoidalPositions(words, config.d_model)),
            replace(x, op=Add(), inputs=("E", "PE")),
        ]
    if config.memory:
        nodes.append(replace(x, name="memory", symbol="X_M", axes=("memory", "d_model")))
    return nodes

"""Stage 8, each word alone: activation(x W_1 + b_1) W_2 + b_2. (Vaswani 2017, eq. 2)"""

from __future__ import annotations

from engine.graph import Node
from engine.ops import Gelu, Linear, Relu
from engine.pipeline.scope import Scope


def feed_forward(scope: Scope, source: str) -> list[Node]:
    """W_1 [d_model, d_ff], W_2 [d_ff, d_model], their biases, and what they make of `source`."""
    name = scope.name
    return [
        scope.node(
            "W_1",
            "W_1",
            "feed_forward",
            "residual",
            ("d_model", "d_ff"),
            scale="ffn_parameters",
            learned=True,
        ),
        scope.node(
            "b_1",
            "b_1",
            "feed_forward",
            "residual",
            ("one", "d_ff"),
            scale="ffn_parameters",
            learned=True,
        ),
        scope.node(
            "ffn_hidden",
            "H′",
            "feed_forward",
            "residual",
            ("word", "d_ff"),
            scale="ffn",
            op=Linear(),
            inputs=(source, name("W_1"), name("b_1")),
        ),
        scope.node(
            "ffn_activation",
            "H",
            "feed_forward",
            "residual",
            ("word", "d_ff"),
            scale="ffn",
            op=Relu() if scope.config.activation == "relu" else Gelu(),
            inputs=(name("ffn_hidden"),),
        ),
        scope.node(
            "W_2",
            "W_2",
            "feed_forward",
            "residual",
            ("d_ff", "d_model"),
            scale="ffn_parameters",
            learned=True,
        ),
        scope.node(
            "b_2",
            "b_2",
            "feed_forward",
            "residual",
            ("one", "d_model"),
            scale="ffn_parameters",
            learned=True,
        ),
        scope.node(
            "ffn_output",
            "F",
            "feed_forward",
            "residual",
            ("word", "d_model"),
            scale="ffn",
            op=Linear(),
            inputs=(name("ffn_activation"), name("W_2"), name("b_2")),
        ),
    ]

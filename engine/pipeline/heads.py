"""Stage 6, one result of many heads: concat, then attention_output = concat W_O."""

from __future__ import annotations

from engine.graph import Node
from engine.ops import ConcatHeads, Linear, MatMul, ReshapeHeads
from engine.pipeline.scope import Scope


def heads(scope: Scope) -> tuple[list[Node], str]:
    """concat [word, heads·d_v] of several heads, W_O and attention_output [word, d_model].

    Returns:
        The nodes, and the name of the last one: what attention as a whole gives.
    """
    config = scope.config
    nodes: list[Node] = []
    last = scope.name("head_output")
    if config.heads > 1:
        nodes.append(
            scope.node(
                "concat",
                "C",
                "heads",
                "value",
                ("word", "concat"),
                scale="mix",
                op=ConcatHeads() if config.joining == "transpose" else ReshapeHeads(),
                inputs=(last,),
            )
        )
        last = scope.name("concat")
    if not config.output_projection:
        return nodes, last
    nodes.append(
        scope.node(
            "W_O",
            "W_O",
            "heads",
            "residual",
            ("concat", "d_model"),
            scale=scope.parameters,
            learned=True,
        )
    )
    inputs = [last, scope.name("W_O")]
    if config.biases:
        nodes.append(
            scope.node(
                "b_O",
                "b_O",
                "heads",
                "residual",
                ("one", "d_model"),
                scale=scope.parameters,
                learned=True,
            )
        )
        inputs.append(scope.name("b_O"))
    nodes.append(
        scope.node(
            "attention_output",
            "O",
            "heads",
            "residual",
            ("word", "d_model"),
            scale="mix",
            op=Linear() if config.biases else MatMul(),
            inputs=tuple(inputs),
        )
    )
    return nodes, scope.name("attention_output")

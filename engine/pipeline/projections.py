"""Stage 2, three views of every word: Q = X W_Q, K = X W_K, V = X W_V, in every head."""

from __future__ import annotations

from engine.graph import Axis, Node, Role
from engine.ops import Linear, MatMul
from engine.pipeline.scope import Scope


def projections(scope: Scope, source: str, memory: str) -> list[Node]:
    """W_Q, W_K [d_model, d_k], W_V [d_model, d_v] and the Q, K, V they make, one set a head.

    Args:
        source: the node that queries are made from.
        memory: the node that keys and values are made from (`source` itself in self-attention).
    """
    config = scope.config
    views: list[tuple[str, Role, Axis, Axis, str]] = [
        ("Q", "query", "word", "d_k", source),
        ("K", "key", scope.keys, "d_k", memory),
        ("V", "value", scope.keys, "d_v", memory),
    ]
    parameters, biases, results = [], [], []
    for letter, role, rows, columns, made_from in views:
        parameters.append(
            scope.node(
                f"W_{letter}",
                f"W_{letter}",
                "projections",
                role,
                ("d_model", columns),
                scale=scope.parameters,
                learned=True,
                per_head=True,
                cut=config.reading == "cut",
            )
        )
        inputs = [made_from, scope.name(f"W_{letter}")]
        if config.biases:
            biases.append(
                scope.node(
                    f"b_{letter}",
                    f"b_{letter}",
                    "projections",
                    role,
                    ("one", columns),
                    scale=scope.parameters,
                    learned=True,
                    per_head=True,
                )
            )
            inputs.append(scope.name(f"b_{letter}"))
        results.append(
            scope.node(
                letter,
                letter,
                "projections",
                role,
                (rows, columns),
                scale=scope.values if letter == "V" else "projections",
                op=Linear() if config.biases else MatMul(),
                inputs=tuple(inputs),
                per_head=True,
            )
        )
    return [*parameters, *biases, *results]

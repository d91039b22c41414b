"""Stage 2, three views of every word: Q = X W_Q, K = X W_K, V = X W_V."""

from __future__ import annotations

from engine.graph import Axis, Node, Role
from engine.ops import MatMul


def projections() -> list[Node]:
    """W_Q, W_K [d_model, d_k], W_V [d_model, d_v] and the Q, K, V they make of X."""
    roles: list[tuple[str, Role, Axis]] = [
        ("Q", "query", "d_k"),
        ("K", "key", "d_k"),
        ("V", "value", "d_v"),
    ]
    parameters = [
        Node(
            f"W_{letter}",
            f"W_{letter}",
            "projections",
            role,
            ("d_model", axis),
            scale="inputs",
            learned=True,
        )
        for letter, role, axis in roles
    ]
    results = [
        Node(
            letter,
            letter,
            "projections",
            role,
            ("word", axis),
            scale="projections",
            op=MatMul(),
            inputs=("X", f"W_{letter}"),
        )
        for letter, role, axis in roles
    ]
    return parameters + results

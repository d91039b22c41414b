"""Stages 7 and 9, what goes around and evens out: residual_n = source + sub-layer, norm_n."""

from __future__ import annotations

from typing import Literal

from engine.graph import Node, Stage
from engine.ops import Add, LayerNorm
from engine.pipeline.scope import Scope

Which = Literal[1, 2]


def epsilon(scope: Scope) -> Node:
    """eps [1, 1]: added to every variance of both norms, so that none divides by 0."""
    return scope.node("eps", "ε", "add_norm_1", "residual", ("one", "one"), scale="eps")


def residual(scope: Scope, which: Which, source: str, sublayer: str) -> Node:
    """residual_1, residual_2 [word, d_model]: what went into the sub-layer plus what came out."""
    stages: dict[Which, Stage] = {1: "add_norm_1", 2: "add_norm_2"}
    return scope.node(
        f"residual_{which}",
        "R" if which == 1 else "M",
        stages[which],
        "residual",
        ("word", "d_model"),
        scale="residual",
        op=Add(),
        inputs=(source, sublayer),
    )


def norm(scope: Scope, which: Which, source: str, stage: Stage) -> list[Node]:
    """norm_1, norm_2 [word, d_model] with their gamma and beta, one number a column."""
    config = scope.config
    parameters = [
        scope.node(
            f"{letter}_{which}",
            f"{symbol}_{which}",
            stage,
            "residual",
            ("one", "d_model"),
            scale="norm_parameters",
            learned=True,
            neutral=neutral,
        )
        for letter, symbol, neutral in (("gamma", "γ", 1.0), ("beta", "β", 0.0))
    ]
    names = [scope.name(f"{name}_{which}") for name in ("gamma", "beta")]
    result = scope.node(
        f"norm_{which}",
        "N" if which == 1 else "Y",
        stage,
        "residual",
        ("word", "d_model"),
        scale="norm",
        op=LayerNorm(config.norm_axis, config.norm_divisor),
        inputs=(source, *names, scope.name("eps")),
    )
    return [*parameters, result]

"""What nodes, stages and sizes are called in the interface (the engine's names never change)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.errors import translatable

_NODES = {
    "E": translatable("names", "Word embeddings"),
    "PE": translatable("names", "Positions"),
    "X": translatable("names", "Word vectors"),
    "W_Q": translatable("names", "Query matrix"),
    "W_K": translatable("names", "Key matrix"),
    "W_V": translatable("names", "Value matrix"),
    "Q": translatable("names", "Queries"),
    "K": translatable("names", "Keys"),
    "V": translatable("names", "Values"),
    "scores": translatable("names", "Scores"),
    "divisor": translatable("names", "Divisor"),
    "scaled_scores": translatable("names", "Scaled scores"),
    "weights": translatable("names", "Attention weights"),
    "head_output": translatable("names", "Mix of values"),
}

_STAGES = {
    "embedding": translatable("names", "Words"),
    "projections": translatable("names", "Projections"),
    "scores": translatable("names", "Scores"),
    "softmax": translatable("names", "Scale and softmax"),
    "mix": translatable("names", "Mix"),
}

_ROLES = {
    "query": translatable("names", "query"),
    "key": translatable("names", "key"),
    "value": translatable("names", "value"),
    "attention": translatable("names", "attention"),
    "residual": translatable("names", "word stream"),
}

STAGES = tuple(_STAGES)
ROLES = tuple(_ROLES)


def node_title(name: str) -> str:
    """`Query matrix` for `W_Q`; a node without a title of its own keeps its name."""
    return QCoreApplication.translate("names", _NODES[name]) if name in _NODES else name


def stage_title(stage: str) -> str:
    """The heading of a band of the diagram."""
    return QCoreApplication.translate("names", _STAGES[stage])


def role_title(role: str) -> str:
    """The name of a role, for the legend."""
    return QCoreApplication.translate("names", _ROLES[role])

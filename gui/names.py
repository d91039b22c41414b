"""What nodes, stages and sizes are called in the interface (the engine's names never change)."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_NODES = {
    "E": QT_TRANSLATE_NOOP("names", "Word embeddings"),
    "PE": QT_TRANSLATE_NOOP("names", "Positions"),
    "X": QT_TRANSLATE_NOOP("names", "Word vectors"),
    "W_Q": QT_TRANSLATE_NOOP("names", "Query matrix"),
    "W_K": QT_TRANSLATE_NOOP("names", "Key matrix"),
    "W_V": QT_TRANSLATE_NOOP("names", "Value matrix"),
    "Q": QT_TRANSLATE_NOOP("names", "Queries"),
    "K": QT_TRANSLATE_NOOP("names", "Keys"),
    "V": QT_TRANSLATE_NOOP("names", "Values"),
    "scores": QT_TRANSLATE_NOOP("names", "Scores"),
    "divisor": QT_TRANSLATE_NOOP("names", "Divisor"),
    "scaled_scores": QT_TRANSLATE_NOOP("names", "Scaled scores"),
    "weights": QT_TRANSLATE_NOOP("names", "Attention weights"),
    "head_output": QT_TRANSLATE_NOOP("names", "Mix of values"),
}

_STAGES = {
    "embedding": QT_TRANSLATE_NOOP("names", "Words"),
    "projections": QT_TRANSLATE_NOOP("names", "Projections"),
    "scores": QT_TRANSLATE_NOOP("names", "Scores"),
    "softmax": QT_TRANSLATE_NOOP("names", "Scale and softmax"),
    "mix": QT_TRANSLATE_NOOP("names", "Mix"),
}

_ROLES = {
    "query": QT_TRANSLATE_NOOP("names", "query"),
    "key": QT_TRANSLATE_NOOP("names", "key"),
    "value": QT_TRANSLATE_NOOP("names", "value"),
    "attention": QT_TRANSLATE_NOOP("names", "attention"),
    "residual": QT_TRANSLATE_NOOP("names", "word stream"),
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

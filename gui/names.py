"""What nodes, stages and sizes are called in the interface (the engine's names never change)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from engine.errors import translatable

_NODES = {
    "memory": translatable("names", "Memory"),
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
    "b_Q": translatable("names", "Query bias"),
    "b_K": translatable("names", "Key bias"),
    "b_V": translatable("names", "Value bias"),
    "mask": translatable("names", "Mask"),
    "masked_scores": translatable("names", "Masked scores"),
    "unmasked_weights": translatable("names", "Weights before the mask"),
    "concat": translatable("names", "Heads side by side"),
    "W_O": translatable("names", "Output matrix"),
    "b_O": translatable("names", "Output bias"),
    "attention_output": translatable("names", "Attention output"),
    "residual_1": translatable("names", "Residual sum"),
    "gamma_1": translatable("names", "Scale of the norm"),
    "beta_1": translatable("names", "Shift of the norm"),
    "eps": translatable("names", "Epsilon"),
    "norm_1": translatable("names", "Normalised"),
    "W_1": translatable("names", "Expanding matrix"),
    "b_1": translatable("names", "Hidden bias"),
    "ffn_hidden": translatable("names", "Hidden layer"),
    "ffn_activation": translatable("names", "Activation"),
    "W_2": translatable("names", "Contracting matrix"),
    "b_2": translatable("names", "Output bias"),
    "ffn_output": translatable("names", "FFN output"),
    "residual_2": translatable("names", "Residual sum"),
    "gamma_2": translatable("names", "Scale of the norm"),
    "beta_2": translatable("names", "Shift of the norm"),
    "norm_2": translatable("names", "Normalised"),
    "target": translatable("names", "Target"),
    "loss": translatable("names", "Loss"),
    "learning_rate": translatable("names", "Learning rate"),
}

#: Nodes of the way back and of a step, by how their names begin.
_TURNED = {
    "grad_": translatable("names", "Gradient of {node}"),
    "next_": translatable("names", "Next {node}"),
}

_STAGES = {
    "embedding": translatable("names", "Words"),
    "projections": translatable("names", "Projections"),
    "scores": translatable("names", "Scores"),
    "softmax": translatable("names", "Scale and softmax"),
    "mix": translatable("names", "Mix"),
    "heads": translatable("names", "Heads together"),
    "add_norm_1": translatable("names", "Add & norm"),
    "feed_forward": translatable("names", "Feed-forward"),
    "add_norm_2": translatable("names", "Add & norm again"),
    "loss": translatable("names", "Loss"),
}

#: What turning a switch is called in the undo history, by field of the config.
_SWITCHES = {
    "positions": translatable("names", "Switch the positions"),
    "blocks": translatable("names", "Change the number of blocks"),
    "memory": translatable("names", "Switch the memory"),
    "biases": translatable("names", "Switch the biases"),
    "output_projection": translatable("names", "Switch W_O"),
    "reading": translatable("names", "Switch what heads read"),
    "mask": translatable("names", "Change the mask"),
    "padding": translatable("names", "Change the padding"),
    "masking": translatable("names", "Change how the mask is laid on"),
    "softmax_axis": translatable("names", "Turn the softmax"),
    "joining": translatable("names", "Change how heads come together"),
    "residual": translatable("names", "Switch the residual"),
    "norm_first": translatable("names", "Move the norms"),
    "norm_axis": translatable("names", "Change what a norm evens out"),
    "norm_divisor": translatable("names", "Change the divisor of the variance"),
    "activation": translatable("names", "Change the activation"),
    "loss": translatable("names", "Switch the loss"),
    "frozen": translatable("names", "Freeze or free a parameter"),
    "extent": translatable("names", "Change where the pipeline ends"),
}

_SIZES = {
    "word": translatable("names", "the number of words"),
    "memory": translatable("names", "the number of memory words"),
    "head": translatable("names", "the number of heads"),
    "blocks": translatable("names", "the number of blocks"),
}

#: How an example departs from the paper, and what to look for, by kind (engine.remarks).
_DEPARTURES = {
    "positions": translatable(
        "names",
        "No positions are added: without a mask, reordering the words only reorders the rows.",
    ),
    "reading": translatable(
        "names",
        "Each head reads only its own slice of the vector: outside its block, its W_Q, W_K and W_V "
        "are 0.",
    ),
    "biases": translatable(
        "names", "The projections add a bias: every row is shifted by the same numbers."
    ),
    "divisor": translatable(
        "names", "The scores are not divided by √d_k: see how evenly the weights are spread."
    ),
    "masking": translatable(
        "names",
        "The mask writes 0 instead of leaving pairs out: look at the masked weights, and at what a "
        "row of A sums to.",
    ),
    "joining": translatable(
        "names",
        "The heads are reshaped without a transpose: see whose numbers stand in a row of C.",
    ),
    "softmax_axis": translatable(
        "names", "The softmax runs down the columns: each column sums to 1, the rows no longer do."
    ),
    "output_projection": translatable(
        "names", "There is no W_O: the heads stand side by side and are never blended."
    ),
    "residual": translatable(
        "names", "Nothing goes past the sub-layer: what it loses of a word is gone."
    ),
    "norm_first": translatable(
        "names",
        "The norm comes before the sub-layer: the sums of the word stream grow block by block.",
    ),
    "norm_axis": translatable(
        "names", "The norm does not run along each word: see which numbers share one mean."
    ),
    "norm_divisor": translatable(
        "names", "The squares are not divided by d: see how wide the numbers of a row spread."
    ),
    "activation": translatable(
        "names", "GELU instead of ReLU: numbers just below 0 do not all become 0."
    ),
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
    """`Query matrix` for `W_Q`, in every block; a node without a title keeps its name."""
    base = name.rpartition(".")[2]
    for prefix, template in _TURNED.items():
        if base.startswith(prefix):
            text = QCoreApplication.translate("names", template)
            return text.format(node=base.removeprefix(prefix))
    return QCoreApplication.translate("names", _NODES[base]) if base in _NODES else name


def switch_text(changes: Mapping[str, object]) -> str:
    """What turning switches is called, by the first of them."""
    field = next(iter(changes))
    return QCoreApplication.translate("names", _SWITCHES[field]) if field in _SWITCHES else field


def size_name(size: str) -> str:
    """What a size is called in a sentence: `the number of heads`, `d_model`."""
    return QCoreApplication.translate("names", _SIZES[size]) if size in _SIZES else size


def departure_text(kind: str) -> str:
    """What differs from the paper, and what to look for, in one line."""
    return QCoreApplication.translate("names", _DEPARTURES[kind])


def stage_title(stage: str) -> str:
    """The heading of a band of the diagram."""
    return QCoreApplication.translate("names", _STAGES[stage])


def role_title(role: str) -> str:
    """The name of a role, for the legend."""
    return QCoreApplication.translate("names", _ROLES[role])

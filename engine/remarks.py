"""What there is to say about an example as a whole: departures from the paper, empty rows."""

from __future__ import annotations

import math
from typing import Literal

import msgspec
import numpy as np

from engine.evaluator import Evaluator
from engine.graph import Graph
from engine.ops import Mask
from engine.pipeline import Config

#: Which way an example departs from Vaswani et al. 2017.
Kind = Literal[
    "positions",
    "reading",
    "biases",
    "divisor",
    "masking",
    "softmax_axis",
    "joining",
    "output_projection",
    "residual",
    "norm_first",
    "norm_axis",
    "norm_divisor",
    "activation",
]


class Departure(msgspec.Struct, frozen=True):
    """One way in which an example departs from the paper, and the node where it shows."""

    kind: Kind
    node: str


def departures(config: Config, evaluator: Evaluator) -> list[Departure]:
    """Where the example is not what the paper describes, in the order of the pipeline."""
    graph = evaluator.graph
    found: list[Departure] = []
    if not config.positions:
        found.append(Departure("positions", "X"))
    for block in range(1, graph.blocks + 1):
        prefix = "" if block == 1 else f"block_{block}."

        def add(kind: Kind, *names: str, prefix: str = prefix) -> None:
            """Mark the first of the nodes that there is."""
            for name in names:
                if prefix + name in graph:
                    found.append(Departure(kind, prefix + name))
                    return

        if config.norm_first:
            add("norm_first", "norm_1")
        if config.reading == "cut" and config.heads > 1:
            add("reading", "Q")
        if config.biases:
            add("biases", "b_Q")
        if float(evaluator.value(f"{prefix}divisor")[0, 0]) != math.sqrt(config.d_k):
            add("divisor", "scaled_scores")
        if config.mask != "none" and config.masking != "leave-out":
            add("masking", "masked_scores" if config.masking == "zero" else "weights")
        if config.softmax_axis == "column":
            add("softmax_axis", "unmasked_weights", "weights")
        if config.joining != "transpose" and config.extent != "head":
            add("joining", "concat")
        if not config.output_projection and config.extent != "head":
            add("output_projection", "concat", "head_output")
        if config.extent != "block":
            continue
        norm = "norm_2" if config.norm_first else "norm_1"
        if not config.residual:
            add("residual", norm)
        if config.norm_axis != "row":
            add("norm_axis", norm)
        if config.norm_divisor != "d":
            add("norm_divisor", norm)
        if config.activation != "relu":
            add("activation", "ffn_activation")
    return found


def mask_over(graph: Graph, name: str) -> str | None:
    """The mask that leaves cells of a node out; None where none does.

    It is laid on the node itself, or on the scores that its weights are made of. A score of 0
    leaves nothing out: the weights that are made of it are not masked.
    """
    node = graph[name]
    if node.binary:
        return name
    for source in node.inputs:
        if graph[source].binary:
            return source
        if type(graph[source].op) is Mask:
            return next(other for other in graph[source].inputs if graph[other].binary)
    return None


def masked_rows(evaluator: Evaluator) -> list[tuple[str, int]]:
    """Rows of weights whose word may attend to nothing: all their weights are 0.

    Returns:
        (node, row) for every such row of every block; a row counts when it is so in any head.
    """
    graph = evaluator.graph
    found = []
    for node in graph.nodes:
        if node.scale != "weights" or "mask" not in graph:
            continue
        if "mask" in node.inputs:  # the mask stands after the softmax
            lost = (evaluator.value("mask") == 0).all(axis=-1)  # [query]
        else:
            lost = (evaluator.value(node.inputs[0]) == -np.inf).all(axis=-1)  # [..., query]
        rows = np.flatnonzero(lost.reshape(-1, lost.shape[-1]).any(axis=0))
        found += [(node.name, int(row)) for row in rows]
    return found

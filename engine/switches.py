"""The switches of a pipeline: turning one keeps every number it can and fills what is new."""

from __future__ import annotations

import math
from collections.abc import Mapping

import msgspec
import numpy as np
from msgspec.structs import replace

from engine.initial import default_input
from engine.ops import Array
from engine.pipeline import check
from engine.state import State

#: The switches as the paper has them. (Vaswani 2017, section 3)
PAPER: Mapping[str, object] = {
    "positions": True,
    "reading": "project",
    "biases": False,
    "masking": "leave-out",
    "softmax_axis": "row",
    "joining": "transpose",
    "output_projection": True,
    "residual": True,
    "norm_first": False,
    "norm_axis": "row",
    "norm_divisor": "d",
    "activation": "relu",
}


def as_in_paper(state: State) -> State:
    """The state with every switch as the paper has it, and every divisor √d_k.

    Raises:
        TooManyNumbers: what the paper has besides does not fit.
    """
    new = reconfigure(state, **PAPER)
    root = np.full((1, 1), math.sqrt(new.config.d_k))
    inputs = {
        name: root.copy() if name.rpartition(".")[2] == "divisor" else matrix
        for name, matrix in new.inputs.items()
    }
    return replace(new, inputs=inputs)


def reconfigure(state: State, **changes: object) -> State:
    """The state with other switches (fields of Config that are no sizes, or `blocks`).

    An input that a switch leaves out is parked and comes back with it; one that was never there is
    filled as `engine.initial.default_input` says. Pins stay wherever their node stays.

    Raises:
        SizeLimit, NotDivisible and what else `engine.pipeline.check` raises; nothing is lost then.
    """
    config = msgspec.structs.replace(state.config, **changes)
    if config == state.config:
        return state
    memory_words = state.memory_words
    if config.memory and not memory_words:
        memory_words = state.words
    check(config, len(state.words), len(memory_words))
    new = replace(state, config=config, memory_words=memory_words)
    graph = new.graph()
    held = {**state.parked, **state.inputs}
    _rename_vectors(held, state.config.positions, config.positions)
    if config.mask == "custom" and "mask" not in held:
        held["mask"] = _mask_of(state)
    inputs: dict[str, Array] = {}
    for node in graph.nodes:
        if node.computed:
            continue
        matrix = held.pop(node.name, None)
        if matrix is None or matrix.shape != graph.shapes[node.name]:
            matrix = default_input(node, graph, config, state.words, memory_words)
        inputs[node.name] = matrix
    overrides = {
        name: cells
        for name, cells in state.overrides.items()
        if name in graph
        and graph[name].computed
        and graph.shapes[name] == state.graph().shapes[name]
    }
    return replace(new, inputs=inputs, overrides=overrides, parked=held)


def _rename_vectors(held: dict[str, Array], before: bool, now: bool) -> None:
    """With positions on, the words' vectors are E, and X is their sum with PE."""
    old, new = ("E" if before else "X"), ("E" if now else "X")
    if old != new and old in held:
        held[new] = held.pop(old)


def _mask_of(state: State) -> Array:
    """The mask in force, to draw on: all 1 where there is none."""
    if state.config.mask == "none":
        keys = state.memory_words if state.config.memory else state.words
        return np.ones((len(state.words), len(keys)))
    return state.evaluator().value("mask").copy()

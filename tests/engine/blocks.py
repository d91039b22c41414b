"""What the tests of the whole block share: random pipelines, their inputs, their states."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from hypothesis import strategies as st

from engine.evaluator import Evaluator
from engine.ops import Array
from engine.pipeline import Config, pipeline
from engine.state import State
from engine.words import Word

seeds = st.integers(0, 2**32 - 1)


def named(count: int, letter: str = "w") -> tuple[Word, ...]:
    """`count` words that differ."""
    return tuple(Word(f"{letter}{i}", f"字{letter}{i}") for i in range(count))


def state(config: Config, words: int, inputs: Mapping[str, Array], memory_words: int = 0) -> State:
    """A state without pins."""
    return State(config, named(words), inputs, {}, memory_words=named(memory_words, "m"))


def drawn(config: Config, words: int, seed: int, memory_words: int = 0) -> dict[str, Array]:
    """Inputs for a pipeline: matrices are drawn so that numbers stay near 1 at every size.

    Where the vector is cut they are as full as elsewhere: the engine keeps what a head does not
    see, and must not use it.
    """
    rng = np.random.default_rng(seed)
    graph = pipeline(config, words, memory_words)
    made: dict[str, Array] = {}
    for node in graph.nodes:
        if node.computed:
            continue
        shape = graph.shapes[node.name]
        kind = node.name.rpartition(".")[2]
        if kind == "divisor":
            made[node.name] = np.array([[np.sqrt(config.d_k)]])
        elif kind == "eps":
            made[node.name] = np.array([[rng.choice([1e-5, 1e-3, 0.1])]])
        elif kind == "mask":
            made[node.name] = rng.integers(0, 2, shape).astype(float)
        elif kind.startswith("W_"):
            made[node.name] = rng.standard_normal(shape) / np.sqrt(shape[-2])
        else:
            made[node.name] = rng.standard_normal(shape)
    return made


def evaluator(config: Config, words: int, seed: int, memory_words: int = 0) -> Evaluator:
    """A pipeline with drawn inputs."""
    inputs = drawn(config, words, seed, memory_words)
    return state(config, words, inputs, memory_words).evaluator()


@st.composite
def pipelines(draw: st.DrawFn, /, **fixed: Any) -> tuple[Config, int, int]:
    """Small configs with any switches that fit together, the words, and those of the memory."""
    heads = draw(st.integers(1, 3))
    slices = draw(st.integers(1, 3))
    words = draw(st.integers(1, 4))
    fields: dict[str, Any] = {
        "d_model": heads * slices,
        "d_k": draw(st.integers(1, 4)),
        "heads": heads,
        "d_ff": draw(st.integers(1, 5)),
    }
    for name, values in {
        "extent": ("block", "attention", "head"),
        "output_projection": (True, False),
        "mask": ("none", "causal", "padding", "custom"),
        "masking": ("leave-out", "zero", "after-softmax"),
        "joining": ("transpose", "reshape"),
        "reading": ("project", "cut"),
        "softmax_axis": ("row", "column"),
        "norm_axis": ("row", "column", "matrix"),
        "norm_divisor": ("d", "d-1", "none"),
        "activation": ("relu", "gelu"),
        **dict.fromkeys(("positions", "memory", "biases", "residual", "norm_first"), (False, True)),
    }.items():
        fields[name] = draw(st.sampled_from(values))
    fields |= fixed
    if fields["extent"] == "block":
        fields.setdefault("blocks", draw(st.integers(1, 3)))
    adds_up = fields["extent"] == "block" and not fields["output_projection"]
    fields["d_v"] = slices if adds_up else draw(st.integers(1, 4))
    memory_words = draw(st.integers(1, 5)) if fields["memory"] else 0
    if fields["memory"] and fields["mask"] == "causal":
        fields["mask"] = "custom"  # no word of one sentence is later than a word of another
    if fields["mask"] == "padding":
        fields["padding"] = draw(st.integers(0, memory_words or words))
    return Config(**fields), words, memory_words

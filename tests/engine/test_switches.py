"""Switches: nothing that is left out is lost, what is new is neutral, refusals change nothing."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import SizeLimit, SoftmixError
from engine.pipeline import Config
from engine.pipeline.requirements import (
    CausalMemory,
    ConcatMismatch,
    NotDivisible,
    NothingToStack,
    TooManyNumbers,
)
from engine.state import State
from engine.switches import reconfigure
from tests.engine.blocks import drawn, pipelines, seeds, state
from tests.engine.samples import identical, same_state, worked

BLOCK = Config(4, 2, 2, heads=2, d_ff=3, extent="block")
TURNED: dict[str, tuple[object, ...]] = {
    "positions": (False, True),
    "biases": (False, True),
    "residual": (False, True),
    "norm_first": (False, True),
    "output_projection": (False, True),
    "reading": ("project", "cut"),
    "mask": ("none", "causal", "padding", "custom"),
    "masking": ("leave-out", "zero", "after-softmax"),
    "softmax_axis": ("row", "column"),
    "joining": ("transpose", "reshape"),
    "norm_axis": ("row", "column", "matrix"),
    "norm_divisor": ("d", "d-1", "none"),
    "activation": ("relu", "gelu"),
    "blocks": (1, 2, 3),
}


def block(seed: int = 0, **fields: Any) -> State:
    config = Config(4, 2, 2, heads=2, d_ff=3, extent="block", **fields)
    return state(config, 3, drawn(config, 3, seed))


@given(pipelines(extent="block"), seeds, st.data())
def test_every_switch_and_back_is_the_same_to_the_bit(
    sizes: tuple[Config, int, int], seed: int, data: st.DataObject
) -> None:
    config, words, memory = sizes
    start = state(config, words, drawn(config, words, seed, memory), memory)
    field = data.draw(st.sampled_from(list(TURNED)))
    value = data.draw(st.sampled_from(TURNED[field]))
    try:
        there = reconfigure(start, **{field: value})
    except SoftmixError:
        return
    assert getattr(there.config, field) == value
    there.evaluator()
    back = reconfigure(there, **{field: getattr(config, field)})
    assert same_state(back, start)


def test_what_a_switch_brings_in_changes_nothing_where_it_can() -> None:
    plain = block()
    with_biases = reconfigure(plain, biases=True)
    masked = reconfigure(plain, mask="custom")
    for other in (with_biases, masked):
        for name in ("weights", "head_output", "norm_2"):
            assert identical(other.evaluator().value(name), plain.evaluator().value(name)), name
    stacked = reconfigure(plain, blocks=2)
    assert identical(stacked.evaluator().value("norm_2"), plain.evaluator().value("norm_2"))
    assert (stacked.inputs["block_2.gamma_1"] == 1).all()
    assert (stacked.inputs["block_2.beta_2"] == 0).all()
    assert stacked.inputs["block_2.divisor"] == [[math.sqrt(2)]]


def test_a_cut_keeps_what_the_heads_do_not_see() -> None:
    whole = block(reading="project")
    cut = reconfigure(whole, reading="cut")
    values = cut.evaluator()
    assert (values.value("W_Q")[0, 2:] == 0).all()
    assert (values.value("W_Q")[1, :2] == 0).all()
    assert identical(values.value("W_Q")[0, :2], whole.inputs["W_Q"][0, :2])
    values.set_cell("W_Q", (1, 3, 0), 9.0)
    kept = values.inputs()["W_Q"]
    assert kept[1, 3, 0] == 9
    assert identical(kept[0], whole.inputs["W_Q"][0])


def test_drawing_a_mask_starts_from_the_one_in_force() -> None:
    causal = block(mask="causal")
    pinned = State(
        causal.config, causal.words, causal.inputs, {"mask": {(0, 2): 1.0}, "Q": {(1, 0, 0): 2.0}}
    )
    custom = reconfigure(pinned, mask="custom")
    assert custom.inputs["mask"].tolist() == [[1, 0, 1], [1, 1, 0], [1, 1, 1]]
    assert custom.overrides == {"Q": {(1, 0, 0): 2.0}}  # the mask is an input now


def test_pins_go_with_their_nodes_only() -> None:
    start = block(positions=True)
    pins = {"PE": {(0, 0): 5.0}, "X": {(1, 1): 6.0}, "weights": {(1, 0, 2): 0.5}}
    off = reconfigure(State(start.config, start.words, start.inputs, pins), positions=False)
    assert off.overrides == {"weights": {(1, 0, 2): 0.5}}
    assert identical(off.inputs["X"], start.inputs["E"])


def test_a_memory_starts_with_the_words_themselves() -> None:
    crossed = reconfigure(block(), memory=True)
    assert crossed.memory_words == crossed.words
    assert crossed.inputs["memory"].shape == (3, 4)
    assert crossed.graph()["scores"].axes == ("word", "memory")


REFUSED: dict[str, tuple[dict[str, object], type[SoftmixError], str]] = {
    "cut": ({"heads": 3, "reading": "cut"}, NotDivisible, "4 is not divisible by 3 heads"),
    "no W_O": ({"output_projection": False, "d_v": 3}, ConcatMismatch, "give 6 columns"),
    "causal memory": ({"memory": True, "mask": "causal"}, CausalMemory, "one sentence"),
    "stack": ({"extent": "head", "blocks": 2}, NothingToStack, "whole blocks"),
    "large": (
        {"d_model": 1024, "d_ff": 4096, "blocks": 12, "heads": 16, "d_k": 64, "d_v": 64},
        TooManyNumbers,
        "120,000,000",
    ),
    "no hidden layer": ({"d_ff": 0}, SizeLimit, "from 1 to"),
    "17 heads": ({"heads": 17}, SizeLimit, "from 1 to 16"),
    "padding": ({"mask": "padding", "padding": 4}, SizeLimit, "from 0 to 3"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_does_not_fit_is_refused_with_the_reason(case: str) -> None:
    changes, kind, says = REFUSED[case]
    start = block()
    before = {name: matrix.copy() for name, matrix in start.inputs.items()}
    with pytest.raises(kind, match=says):
        reconfigure(start, **changes)
    assert all(identical(start.inputs[name], matrix) for name, matrix in before.items())


def test_no_change_is_the_same_state() -> None:
    start = worked()
    assert reconfigure(start, positions=False) is start


def test_turning_on_the_output_matrix_of_whole_numbers_is_the_identity() -> None:
    config = Config(3, 2, 3)
    start = state(config, 2, drawn(config, 2, 1))
    wider = reconfigure(start, extent="attention")
    assert identical(wider.inputs["W_O"], np.eye(3))

"""What departs from the paper, and words that may attend to nothing."""

from __future__ import annotations

import math
from typing import Any

import pytest

from engine.pipeline import Config
from engine.remarks import Departure, departures, masked_rows
from engine.switches import reconfigure
from tests.engine.blocks import drawn, state

PAPER = Config(6, 2, 3, heads=2, d_ff=4, extent="block", positions=True)

MARKED: dict[str, tuple[dict[str, Any], Departure]] = {
    "positions": ({"positions": False}, Departure("positions", "X")),
    "cut": ({"reading": "cut"}, Departure("reading", "Q")),
    "biases": ({"biases": True}, Departure("biases", "b_Q")),
    "columns": ({"softmax_axis": "column"}, Departure("softmax_axis", "weights")),
    "zeros": (
        {"mask": "causal", "masking": "zero"}, Departure("masking", "masked_scores"),
    ),
    "mask after softmax": (
        {"mask": "causal", "masking": "after-softmax"}, Departure("masking", "weights"),
    ),
    "reshape": ({"joining": "reshape"}, Departure("joining", "concat")),
    "W_O": ({"output_projection": False}, Departure("output_projection", "concat")),
    "residual": ({"residual": False}, Departure("residual", "norm_1")),
    "pre-norm": ({"norm_first": True}, Departure("norm_first", "norm_1")),
    "norm axis": ({"norm_axis": "matrix"}, Departure("norm_axis", "norm_1")),
    "divisor of the variance": ({"norm_divisor": "none"}, Departure("norm_divisor", "norm_1")),
    "gelu": ({"activation": "gelu"}, Departure("activation", "ffn_activation")),
}  # fmt: skip


def test_the_paper_departs_from_itself_in_nothing() -> None:
    evaluator = state(PAPER, 3, drawn(PAPER, 3, 2)).evaluator()
    assert departures(PAPER, evaluator) == []
    evaluator.set_cell("divisor", (0, 0), 6.0)
    assert departures(PAPER, evaluator) == [Departure("divisor", "scaled_scores")]
    evaluator.set_cell("divisor", (0, 0), math.sqrt(2))
    assert departures(PAPER, evaluator) == []


def test_without_a_mask_or_a_second_head_there_is_no_way_to_do_it_wrong() -> None:
    one_head = Config(6, 2, 6, d_ff=4, extent="block", positions=True)
    turned = reconfigure(
        state(one_head, 3, drawn(one_head, 3, 2)), masking="zero", joining="reshape"
    )
    assert departures(turned.config, turned.evaluator()) == []


@pytest.mark.parametrize("case", MARKED)
def test_each_switch_is_marked_where_it_shows(case: str) -> None:
    changes, expected = MARKED[case]
    turned = reconfigure(state(PAPER, 3, drawn(PAPER, 3, 2)), **changes)
    assert departures(turned.config, turned.evaluator()) == [expected]


def test_every_block_of_a_stack_is_marked() -> None:
    turned = reconfigure(state(PAPER, 3, drawn(PAPER, 3, 2)), blocks=2, activation="gelu")
    nodes = [departure.node for departure in departures(turned.config, turned.evaluator())]
    assert nodes == ["ffn_activation", "block_2.ffn_activation"]


def test_a_word_that_sees_nothing_is_named() -> None:
    masked = reconfigure(state(PAPER, 3, drawn(PAPER, 3, 2)), mask="custom")
    evaluator = masked.evaluator()
    assert masked_rows(evaluator) == []
    evaluator.set_cells("mask", {(1, 0): 0.0, (1, 1): 0.0, (1, 2): 0.0})
    assert masked_rows(evaluator) == [("weights", 1)]
    assert (evaluator.value("head_output")[:, 1] == 0).all()


def test_a_word_that_sees_nothing_is_named_where_the_mask_comes_after_the_softmax() -> None:
    masked = reconfigure(
        state(PAPER, 3, drawn(PAPER, 3, 2)), mask="custom", masking="after-softmax"
    )
    evaluator = masked.evaluator()
    assert masked_rows(evaluator) == []
    evaluator.set_cells("mask", {(1, 0): 0.0, (1, 1): 0.0, (1, 2): 0.0})
    assert masked_rows(evaluator) == [("weights", 1)]


def test_scores_of_0_leave_no_word_without_something_to_see() -> None:
    masked = reconfigure(state(PAPER, 3, drawn(PAPER, 3, 2)), mask="custom", masking="zero")
    evaluator = masked.evaluator()
    evaluator.set_cells("mask", {(1, 0): 0.0, (1, 1): 0.0, (1, 2): 0.0})
    assert evaluator.value("weights")[0, 1].tolist() == [1 / 3, 1 / 3, 1 / 3]
    assert masked_rows(evaluator) == []

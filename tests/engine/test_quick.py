"""Edits that remake only what they move give the numbers of the whole recompute."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import SoftmixError
from engine.evaluator import Evaluator
from engine.resize import with_sentence
from engine.scenario import find_scenario
from engine.state import State
from engine.switches import reconfigure

#: A part of the size of a matrix.
DRIFT = 1e-12
VARIANTS: dict[str, tuple[str, dict[str, Any]]] = {
    "one head": ("worked-example", {}),
    "block": ("worked-block", {}),
    "biases, gelu, positions": (
        "worked-block", {"biases": True, "activation": "gelu", "positions": True},
    ),
    "causal": ("causal", {}),
    "padding": ("worked-block", {"mask": "padding", "padding": 1}),
    "late mask": ("causal", {"masking": "after-softmax"}),
    "zero mask, two blocks": ("worked-block", {"mask": "causal", "masking": "zero", "blocks": 2}),
    "reshape": ("worked-block", {"joining": "reshape"}),
    "cross": ("relatives", {}),
    "pre-norm": ("worked-block", {"norm_first": True, "norm_divisor": "d-1"}),
    "columns": ("worked-block", {"softmax_axis": "column", "norm_axis": "column"}),
    "bare": ("worked-block", {"residual": False, "norm_axis": "matrix"}),
    "cut": ("eight-heads-512", {"reading": "cut"}),
}  # fmt: skip
VALUES = st.one_of(
    st.floats(-3, 3, allow_nan=False).map(lambda v: round(v, 3)),
    st.sampled_from([0.0, 1.0, 1e6, -1e4, 1e-9, 1000.0, -1000.0, 3.0000001]),
)
_STATES: dict[str, State] = {}


def state(name: str) -> State:
    if name not in _STATES:
        scenario, switches = VARIANTS[name]
        _STATES[name] = reconfigure(find_scenario(scenario).state(), **switches)
    return _STATES[name]


def same(quick: Evaluator, plain: Evaluator, drift: float) -> None:
    """Every matrix is the same up to a part of its size; what is no number is none in both."""
    for name in plain.graph.order:
        ours, whole = quick.value(name), plain.value(name)
        assert np.array_equal(np.isfinite(ours), np.isfinite(whole)), name
        finite = np.isfinite(whole)
        size = np.abs(whole[finite]).max(initial=0.0)
        off = np.abs(ours[finite] - whole[finite]).max(initial=0.0)
        assert off <= drift * size, (name, off, size)


def identical(quick: Evaluator, plain: Evaluator) -> None:
    for name in plain.graph.order:
        assert np.array_equal(quick.value(name), plain.value(name), equal_nan=True), name


@pytest.mark.parametrize("name", VARIANTS)
@settings(max_examples=12)
@given(data=st.data())
def test_any_edits_give_the_numbers_of_the_whole_recompute(name: str, data: st.DataObject) -> None:
    plain, quick = state(name).evaluator(), state(name).evaluator()
    quick.quick = True
    nodes = list(plain.graph.order)
    for _ in range(data.draw(st.integers(1, 12), "edits")):
        node = data.draw(st.sampled_from(nodes), "node")
        cell = tuple(data.draw(st.integers(0, n - 1)) for n in plain.graph.shapes[node])
        value = data.draw(VALUES, "value")
        if data.draw(st.integers(0, 9)) == 0:
            for evaluator in (plain, quick):
                evaluator.release(node)
            continue
        try:
            plain.set_cell(node, cell, value)
        except SoftmixError:
            with pytest.raises(SoftmixError):
                quick.set_cell(node, cell, value)
            continue
        quick.set_cell(node, cell, value)
        blunt = any(np.abs(v[np.isfinite(v)]).max(initial=0) > 1e3 for v in plain.values().values())
        same(quick, plain, DRIFT if not blunt else 1e-6)  # e^(a million) turns on the last digit
    quick.settle()
    identical(quick, plain)


def test_a_thousand_edits_of_one_cell_do_not_drift() -> None:
    paper = with_sentence(find_scenario("paper-base").state(), [f"w{i}" for i in range(24)])
    plain, quick = paper.evaluator(), paper.evaluator()
    quick.quick = True
    rng = np.random.default_rng(3)
    for turn in range(1000):
        node = ("W_1", "W_2", "E", "W_V", "b_1")[turn % 5]
        cell = tuple(int(rng.integers(n)) for n in plain.graph.shapes[node])
        value = float(rng.normal())
        quick.set_cell(node, cell, value)
        plain.set_cell(node, cell, value) if turn > 990 else _write(plain, node, cell, value)
    same(quick, plain, DRIFT)
    quick.settle()
    identical(quick, plain)


def _write(plain: Evaluator, node: str, cell: tuple[int, ...], value: float) -> None:
    """The input alone: what follows is computed with the last edits."""
    plain._slots[node].own()[cell] = value


def test_a_number_taken_back_leaves_nothing_behind() -> None:
    """1e15 in a sum swallows the digits of all others: they must come back."""
    paper = with_sentence(find_scenario("paper-base").state(), ["a", "b", "c"])
    plain, quick = paper.evaluator(), paper.evaluator()
    quick.quick = True
    for node in ("W_1", "E", "W_2", "W_O"):
        cell = (0,) * len(plain.graph.shapes[node])
        old = float(plain.value(node)[cell])
        quick.set_cell(node, cell, 1e15)
        quick.set_cell(node, cell, old)
        same(quick, plain, DRIFT)


def test_names_that_changed_are_told() -> None:
    paper = with_sentence(find_scenario("paper-base").state(), ["a", "b", "c"])
    plain, quick = paper.evaluator(), paper.evaluator()
    quick.quick = True
    for node in ("W_2", "b_1", "gamma_2", "W_Q"):
        cell = (0,) * len(plain.graph.shapes[node])
        assert quick.set_cell(node, cell, 0.7) >= plain.set_cell(node, cell, 0.7) - {node}
    assert quick.settle() <= set(plain.graph.order)
    assert quick.settle() == frozenset()

"""Mistakes with matrices: W_Q copied or negated, and the same weights with other values."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from msgspec.structs import replace

from engine.mistakes.base import (
    Filling,
    Finding,
    Kept,
    Mistake,
    Outcome,
    Place,
    Values,
    cell,
    is_zero,
    key_label,
    largest_difference,
    plain,
    plane,
    several_keys,
    word,
)
from engine.ops import Array, Cell
from engine.state import State

# -- W_K = W_Q -------------------------------------------------------------------------------------


def _copy_fit(state: State, values: Values) -> bool:
    if state.config.memory or not plain(state):
        return False
    scores = plane(values, "scores")
    return not is_zero(largest_difference(scores, scores.T), scores)


def _copy(state: State, values: Values) -> State:
    """Every W_K (and its bias) becomes a copy of its W_Q, in every block."""
    made: dict[str, Array] = {}
    for name in state.inputs:
        block, dot, base = name.rpartition(".")
        if base in ("W_K", "b_K"):
            made[name] = state.inputs[f"{block}{dot}{base[0]}_Q"].copy()
    return replace(state, inputs={**state.inputs, **made})


def _pair(values: Values) -> tuple[int, int]:
    """The two words whose scores differ most from each other's."""
    scores = plane(values, "scores")
    row, column = np.unravel_index(int(np.abs(scores - scores.T).argmax()), scores.shape)
    return int(row), int(column)


def _copy_ask(values: Values) -> Filling:
    first, second = _pair(values)
    scores = plane(values, "scores")
    return {
        "first": word(first),
        "second": word(second),
        "there": float(scores[first, second]),
        "back": float(scores[second, first]),
    }


def _copy_look(before: Kept, now: Values) -> Outcome:
    first, second = _pair(before)
    scores = now.value("scores")
    difference = largest_difference(scores, scores.swapaxes(-1, -2))
    own = plane(now, "scores")
    there, back = float(own[first, second]), float(own[second, first])
    old = plane(before, "scores")
    swapped = (there, back) == (float(old[second, first]), float(old[first, second]))
    equal = is_zero(abs(there - back), scores)
    return Outcome(
        "equal" if equal else "swapped" if swapped else "unlike",
        (
            Finding("difference", {"difference": difference}, is_zero(difference, scores)),
            Finding(
                "pair",
                {"first": word(first), "second": word(second), "there": there, "back": back},
                equal,
            ),
            Finding(
                "own",
                {"word": word(first), "score": float(own[first, first])},
                bool((np.diagonal(own) >= 0).all()),
            ),
        ),
        (
            Place("scores", cell(now, "scores", first, second)),
            Place("scores", cell(now, "scores", second, first)),
            Place("W_K"),
        ),
    )


COPY = Mistake(
    "copy-w-q",
    "worked-block",
    ("equal", "swapped", "unlike"),
    _copy_fit,
    _copy,
    _copy_ask,
    _copy_look,
)


# -- −W_Q ------------------------------------------------------------------------------------------


def _negate_fit(state: State, values: Values) -> bool:
    config = state.config
    free = config.mask == "none" and config.softmax_axis == "row"
    return plain(state) and free and several_keys(state)


def _negate(state: State, values: Values) -> State:
    """Every W_Q (and its bias) changes its sign, in every block."""
    made = {
        name: 0.0 - matrix  # 0 − 0 is 0, where −0 would be shown with its sign
        for name, matrix in state.inputs.items()
        if name.rpartition(".")[2] in ("W_Q", "b_Q")
    }
    return replace(state, inputs={**state.inputs, **made})


def _ranked(values: Values) -> tuple[int, int, int]:
    """A word and the keys of its highest and its lowest score; without ties, if there is one."""
    scores = plane(values, "scores")
    top, low = scores.max(axis=1), scores.min(axis=1)
    single = ((scores == top[:, None]).sum(axis=1) == 1) & (
        (scores == low[:, None]).sum(axis=1) == 1
    )
    row = int(np.flatnonzero(single)[0]) if single.any() else 0
    return row, int(scores[row].argmax()), int(scores[row].argmin())


def _negate_ask(values: Values) -> Filling:
    row, most, least = _ranked(values)
    weights = plane(values, "weights")
    return {
        "word": word(row),
        "most": key_label(values, most),
        "least": key_label(values, least),
        "weight": float(weights[row, most]),
        "small": float(weights[row, least]),
    }


def _negate_look(before: Kept, now: Values) -> Outcome:
    row, most, least = _ranked(before)
    old, new = before.value("scores"), now.value("scores")
    difference = largest_difference(new, -old)
    own = plane(now, "scores")[row]
    first, last = float(own[most]), float(own[least])
    weights = plane(now, "weights")[row]
    return Outcome(
        "most" if first > last else "least" if last > first else "alike",
        (
            Finding("sum", {"difference": difference}, is_zero(difference, old)),
            Finding(
                "turned",
                {
                    "word": word(row),
                    "least": key_label(now, least),
                    "before": float(plane(before, "weights")[row, least]),
                    "now": float(weights[least]),
                },
                bool(own.argmax() == least),
            ),
            Finding(
                "dropped",
                {
                    "most": key_label(now, most),
                    "before": float(plane(before, "weights")[row, most]),
                    "now": float(weights[most]),
                },
                bool(own.argmin() == most),
            ),
        ),
        (
            Place("weights", cell(now, "weights", row, least)),
            Place("scores", cell(now, "scores", row, least)),
        ),
    )


NEGATE = Mistake(
    "negate-w-q",
    "worked-example",
    ("most", "least", "alike"),
    _negate_fit,
    _negate,
    _negate_ask,
    _negate_look,
)


# -- the same weights, other values ----------------------------------------------------------------


def _attended(values: Values) -> tuple[int, int]:
    """The word of the first head that gives most to the key that gets most, and that key.

    It is another word than the key, where there is another that gives something to it.
    """
    weights = values.value("weights")
    top = int(weights.reshape(-1, weights.shape[-1]).sum(axis=0).argmax())
    given = plane(values, "weights")[:, top].copy()
    if values.graph["weights"].axes[1] == "word" and np.delete(given, top).any():
        given[top] = -1.0
    return int(given.argmax()), top


def _values_fit(state: State, values: Values) -> bool:
    _, top = _attended(values)
    return plain(state) and several_keys(state) and bool(values.value("V")[..., top, :].any())


def _empty_values(state: State, values: Values) -> State:
    """The values of the word that gets the most attention are pinned at 0, in every head."""
    _, top = _attended(values)
    shape = values.graph.shapes["V"]
    pins: Mapping[Cell, float] = {
        tuple(int(index) for index in at): 0.0 for at in np.ndindex(shape) if at[-2] == top
    }
    return replace(state, overrides={**state.overrides, "V": pins})


def _values_ask(values: Values) -> Filling:
    row, top = _attended(values)
    return {
        "word": word(row),
        "top": key_label(values, top),
        "weight": float(plane(values, "weights")[row, top]),
    }


def _values_look(before: Kept, now: Values) -> Outcome:
    row, top = _attended(before)
    old, new = before.value("weights"), now.value("weights")
    changed = int((old != new).sum())
    moved = largest_difference(before.value("head_output"), now.value("head_output"))
    weight = float(plane(now, "weights")[row, top])
    part = weight * plane(now, "V")[top]
    given = float(np.abs(part).max())
    return Outcome(
        "none" if not changed else "dropped" if weight == 0 else "all",
        (
            Finding("weights", {"count": changed, "cells": new.size}, changed == 0),
            Finding(
                "part",
                {"word": word(row), "top": key_label(now, top), "weight": weight, "given": given},
                given == 0 and weight > 0,
            ),
            Finding("mix", {"moved": moved}, moved > 0),
        ),
        (
            Place("weights", cell(now, "weights", row, top)),
            Place("V", cell(now, "V", top, 0)),
            Place("head_output", cell(now, "head_output", row, 0)),
        ),
    )


OTHER_VALUES = Mistake(
    "other-values",
    "worked-example",
    ("dropped", "all", "none"),
    _values_fit,
    _empty_values,
    _values_ask,
    _values_look,
)

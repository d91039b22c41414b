"""Mistakes with scores and weights: which way softmax runs, and what scores are divided by."""

from __future__ import annotations

import math
from collections.abc import Callable

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
    entropy,
    plain,
    plane,
    several_keys,
    word,
)
from engine.mistakes.spread import sharpness
from engine.ops import Array, Softmax
from engine.resize import resize
from engine.state import State
from engine.switches import reconfigure

#: The d_k at which the divisor is left out.
WIDE = 512


def with_divisor(state: State, divisor: Callable[[State], float]) -> State:
    """The state with another divisor in every block."""
    made = {
        name: np.full((1, 1), divisor(state))
        for name in state.inputs
        if name.rpartition(".")[2] == "divisor"
    }
    return replace(state, inputs={**state.inputs, **made})


def divides_by_root(state: State) -> bool:
    """Whether every block divides by √d_k."""
    root = math.sqrt(state.config.d_k)
    divisors = [m for name, m in state.inputs.items() if name.rpartition(".")[2] == "divisor"]
    return all(float(divisor[0, 0]) == root for divisor in divisors)


# -- softmax down the columns ----------------------------------------------------------------------


def _columns_fit(state: State, values: Values) -> bool:
    config = state.config
    free = config.mask == "none" and config.softmax_axis == "row"
    return plain(state) and free and len(state.words) > 1


def _columns_subject(values: Values) -> int:
    """The word whose keys, taken together, look like it most: its row will sum to the most."""
    scores = plane(values, "scaled_scores")
    return int(_softmax(scores, "column").sum(axis=1).argmax())  # [query]


def _columns_ask(values: Values) -> Filling:
    return {"word": word(_columns_subject(values)), "keys": plane(values, "weights").shape[1]}


def _columns_look(before: Kept, now: Values) -> Outcome:
    weights = plane(now, "weights")
    row = _columns_subject(before)
    rows, columns = weights.sum(axis=1), weights.sum(axis=0)
    whole = bool(np.abs(columns - 1).max() <= 1e-9)
    total = float(rows[row])
    even = abs(total - 1) <= 1e-9
    column = float(columns[np.abs(columns - 1).argmax()])
    return Outcome(
        "one" if even else "more" if total > 1 else "less",
        (
            Finding("row", {"word": word(row), "sum": total}, not even),
            Finding(
                "least",
                {"least": word(int(rows.argmin())), "sum": float(rows.min())},
            ),
            Finding("columns" if whole else "broken", {"sum": column}, whole),
        ),
        (Place("weights", cell(now, "weights", row, int(weights[row].argmax()))),),
    )


def _softmax(scores: Array, axis: str = "row") -> Array:
    weights = np.empty(scores.shape)
    Softmax("column" if axis == "column" else "row").forward([scores], weights)
    return weights


COLUMNS = Mistake(
    "softmax-columns",
    "worked-example",
    ("one", "less", "more"),
    _columns_fit,
    lambda state, values: reconfigure(state, softmax_axis="column"),
    _columns_ask,
    _columns_look,
)


# -- √d_model instead of √d_k ----------------------------------------------------------------------


def _model_fit(state: State, values: Values) -> bool:
    config = state.config
    wider = config.d_model > config.d_k
    return plain(state) and divides_by_root(state) and wider and several_keys(state)


def _sharpest(values: Values) -> tuple[int, int]:
    """The row and column of the largest weight of the first head."""
    weights = plane(values, "weights")
    row, column = np.unravel_index(int(weights.argmax()), weights.shape)
    return int(row), int(column)


def _model_ask(values: Values) -> Filling:
    row, column = _sharpest(values)
    return {
        "word": word(row),
        "weight": float(plane(values, "weights")[row, column]),
        "d_k": values.graph.sizes["d_k"],
        "d_model": values.graph.sizes["d_model"],
    }


def _model_look(before: Kept, now: Values) -> Outcome:
    row, column = _sharpest(before)
    old, new = (float(plane(v, "weights")[row].max()) for v in (before, now))
    bits = [float(entropy(v.value("weights")).mean()) for v in (before, now)]
    apart = new - old
    same = abs(apart) <= 1e-12
    most = math.log2(now.value("weights").shape[-1])
    return Outcome(
        "same" if same else "grows" if apart > 0 else "shrinks",
        (
            Finding("largest", {"word": word(row), "before": old, "now": new}, apart < 0),
            Finding(
                "entropy", {"before": bits[0], "now": bits[1], "most": most}, bits[1] > bits[0]
            ),
            Finding(
                "divisor",
                {
                    "divisor": float(now.value("divisor")[0, 0]),
                    "root": math.sqrt(now.graph.sizes["d_k"]),
                },
            ),
        ),
        (Place("weights", cell(now, "weights", row, column)), Place("divisor", (0, 0))),
    )


ROOT_OF_MODEL = Mistake(
    "root-d-model",
    "eight-heads-512",
    ("grows", "shrinks", "same"),
    _model_fit,
    lambda state, values: with_divisor(state, lambda s: math.sqrt(s.config.d_model)),
    _model_ask,
    _model_look,
)


# -- no divisor at d_k = 512 -----------------------------------------------------------------------


def _without_fit(state: State, values: Values) -> bool:
    config = state.config
    drawn = config.vectors == "real" and config.mask == "none" and config.softmax_axis == "row"
    return plain(state) and divides_by_root(state) and drawn and several_keys(state)


def _without(state: State, values: Values) -> State:
    wide = resize(state, "d_k", WIDE) if state.config.d_k != WIDE else state
    return with_divisor(wide, lambda _: 1.0)


def _without_ask(values: Values) -> Filling:
    weights = values.value("weights")
    return {
        "d_k": WIDE,
        "keys": weights.shape[-1],
        "rows": weights.size // weights.shape[-1],
        "largest": sharpness(weights).largest,
    }


def _without_look(before: Kept, now: Values) -> Outcome:
    scores, weights = now.value("scores"), now.value("weights")
    plain_now = sharpness(weights)
    divided = sharpness(_softmax(scores / math.sqrt(now.graph.sizes["d_k"])))
    part = plain_now.largest
    row = int(plane(now, "weights").max(axis=1).argmax())
    column = int(plane(now, "weights")[row].argmax())
    return Outcome(
        "almost-all" if part > 0.9 else "more-than-half" if part > 0.5 else "less-than-half",
        (
            Finding("largest", {"now": part, "divided": divided.largest}, part > divided.largest),
            Finding(
                "entropy",
                {"now": plain_now.entropy, "divided": divided.entropy},
                plain_now.entropy < divided.entropy,
            ),
            Finding(
                "spread",
                {
                    "spread": float(scores.std()),
                    "d_k": now.graph.sizes["d_k"],
                    "root": math.sqrt(now.graph.sizes["d_k"]),
                },
            ),
        ),
        (
            Place("weights", cell(now, "weights", row, column)),
            Place("scores", cell(now, "scores", row, column)),
        ),
    )


NO_DIVISOR = Mistake(
    "no-divisor",
    "eight-heads-512",
    ("less-than-half", "more-than-half", "almost-all"),
    _without_fit,
    _without,
    _without_ask,
    _without_look,
)

"""Mistakes with masks and with the order of the words."""

from __future__ import annotations

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
    word,
)
from engine.ops import Array
from engine.state import State
from engine.switches import reconfigure


def _masked(values: Values) -> Array:
    """Which pairs are masked. [query, key]"""
    return np.asarray(values.value("mask") == 0)


def _hidden_word(values: Values) -> int:
    """The word that may see the fewest others (but some)."""
    hidden = _masked(values).sum(axis=1)
    count = values.value("mask").shape[1]
    return int(np.where(hidden < count, hidden, -1).argmax())


def _mask_fit(state: State, values: Values) -> bool:
    config = state.config
    if config.mask == "none" or config.masking != "leave-out" or config.softmax_axis != "row":
        return False
    hidden = _masked(values)
    return plain(state) and bool(hidden.any()) and not bool(hidden.all())


def _mask_ask(values: Values) -> Filling:
    row = _hidden_word(values)
    return {
        "word": word(row),
        "hidden": int(_masked(values)[row].sum()),
        "keys": int(values.value("mask").shape[1]),
    }


# -- a score of 0 ----------------------------------------------------------------------------------


def _zero_look(before: Kept, now: Values) -> Outcome:
    row = _hidden_word(before)
    hidden = _masked(now)
    weights = plane(now, "weights")
    share = float(weights[row][hidden[row]].sum())
    given = now.value("weights")[..., hidden]
    at = int(hidden[row].argmax())
    scores = plane(now, now.graph["weights"].inputs[0])
    return Outcome(
        "nothing" if share == 0 else "less" if share < 0.5 else "half",
        (
            Finding("share", {"word": word(row), "share": share}, share > 0),
            Finding(
                "score",
                {
                    "word": word(row),
                    "other": key_label(now, at),
                    "score": float(scores[row, at]),
                    "weight": float(weights[row, at]),
                },
                bool(scores[row, at] == 0),
            ),
            Finding(
                "pairs",
                {"count": int((given > 0).sum()), "masked": int(given.size)},
                bool((given > 0).all()),
            ),
        ),
        (
            Place("weights", cell(now, "weights", row, at)),
            Place("masked_scores", cell(now, "masked_scores", row, at)),
            Place("mask", (row, at)),
        ),
    )


ZERO = Mistake(
    "mask-zero",
    "causal",
    ("nothing", "less", "half"),
    _mask_fit,
    lambda state, values: reconfigure(state, masking="zero"),
    _mask_ask,
    _zero_look,
)


# -- after the softmax -----------------------------------------------------------------------------


def _late_look(before: Kept, now: Values) -> Outcome:
    row = _hidden_word(before)
    hidden = _masked(now)
    weights = plane(now, "weights")
    total = float(weights[row].sum())
    gone = float(plane(now, "unmasked_weights")[row][hidden[row]].sum())
    zeros = now.value("weights")[..., hidden]
    scaled = plane(before, "head_output")[row] * total
    apart = largest_difference(plane(now, "head_output")[row], scaled)
    at = int(hidden[row].argmax())
    whole = abs(total - 1) <= 1e-12
    return Outcome(
        "one" if whole else "more" if total > 1 else "less",
        (
            Finding("sum", {"word": word(row), "sum": total, "gone": gone}, total < 1),
            Finding(
                "zeros",
                {"count": int((zeros == 0).sum()), "masked": int(zeros.size)},
                bool((zeros == 0).all()),
            ),
            Finding(
                "mix",
                {"word": word(row), "sum": total, "difference": apart},
                is_zero(apart, scaled),
            ),
        ),
        (
            Place("weights", cell(now, "weights", row, int(weights[row].argmax()))),
            Place("unmasked_weights", cell(now, "unmasked_weights", row, at)),
            Place("head_output", cell(now, "head_output", row, 0)),
        ),
    )


LATE = Mistake(
    "mask-late",
    "causal",
    ("one", "less", "more"),
    _mask_fit,
    lambda state, values: reconfigure(state, masking="after-softmax"),
    _mask_ask,
    _late_look,
)


# -- another order ---------------------------------------------------------------------------------


def _order_fit(state: State, values: Values) -> bool:
    config = state.config
    blind = not config.positions and config.mask == "none" and config.joining == "transpose"
    return plain(state) and blind and len(state.words) > 1


def reverse_words(state: State, values: Values) -> State:
    """The sentence from its end to its beginning, every word with its vector."""
    inputs = {**state.inputs, "X": state.inputs["X"][::-1].copy()}
    return replace(state, words=state.words[::-1], inputs=inputs)


def _order_ask(values: Values) -> Filling:
    count = values.graph.sizes["word"]
    return {"word": word(0), "other": word(count - 1), "place": 1, "last": count}


def _order_look(before: Kept, now: Values) -> Outcome:
    old, new = before.value("head_output"), now.value("head_output")
    end = now.graph.output
    count = now.graph.sizes["word"]
    apart = largest_difference(now.value(end), before.value(end)[..., ::-1, :])
    first, last = plane(before, "head_output")[0], plane(before, "head_output")[-1]
    here = plane(now, "head_output")[-1]
    same = is_zero(largest_difference(here, first), old)
    place = is_zero(largest_difference(here, last), old)
    same_weights = largest_difference(
        now.value("weights").max(axis=-1), before.value("weights").max(axis=-1)[..., ::-1]
    )
    return Outcome(
        "same" if same else "place" if place else "other",
        (
            Finding("moved", {"difference": apart, "count": count}, is_zero(apart, new)),
            Finding(
                "weights",
                {
                    "word": word(count - 1),
                    "largest": float(plane(now, "weights")[-1].max()),
                    "before": float(plane(before, "weights")[0].max()),
                },
                is_zero(same_weights),
            ),
        ),
        (
            Place("head_output", cell(now, "head_output", count - 1, 0)),
            Place("weights", cell(now, "weights", count - 1, 0)),
            Place("X", (count - 1, 0)),
        ),
    )


ORDER = Mistake(
    "reorder-words",
    "worked-example",
    ("same", "place", "other"),
    _order_fit,
    reverse_words,
    _order_ask,
    _order_look,
)

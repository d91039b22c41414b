"""Mistakes with the rest of the block: heads that do not join well, the residual, the norms."""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace

from engine.mistakes.base import (
    Filling,
    Finding,
    Kept,
    Labels,
    Mistake,
    Outcome,
    Place,
    Row,
    Values,
    carried,
    is_zero,
    largest_difference,
    plain,
    word,
)
from engine.ops import Array, Cell
from engine.state import State
from engine.switches import reconfigure

# -- no W_O ----------------------------------------------------------------------------------------


def _output(values: Values) -> str:
    """What attention gives as a whole."""
    graph = values.graph
    return next(n for n in ("attention_output", "concat", "head_output") if n in graph)


def _no_output_fit(state: State, values: Values) -> bool:
    config = state.config
    joined = config.heads > 1 and config.extent != "head" and config.output_projection
    adds_up = config.extent != "block" or config.heads * config.d_v == config.d_model
    return plain(state) and joined and adds_up and config.joining == "transpose"


def _moved_columns(values: Values, head: int) -> list[int]:
    """The columns of the result that move when a head's mix of the first word does."""
    end = _output(values)
    mix = values.value("head_output").copy()
    mix[head, 0] += 1.0 + np.arange(mix.shape[-1])  # steps that cannot cancel each other out
    before = carried(values, "head_output", values.value("head_output"), end)
    moved = carried(values, "head_output", mix, end) != before
    return [int(column) for column in np.flatnonzero(moved.any(axis=0))]


def _no_output_ask(values: Values) -> Filling:
    return {
        "head": values.graph.heads,
        "columns": values.graph.shapes["concat"][1],
        "own": values.graph.sizes["d_v"],
        "word": word(0),
    }


def _no_output_look(before: Kept, now: Values) -> Outcome:
    head = now.graph.heads - 1
    end = _output(now)
    columns, d_v = now.graph.shapes[end][1], now.graph.sizes["d_v"]
    moved = _moved_columns(now, head)
    own = list(range(head * d_v, (head + 1) * d_v))
    apart = largest_difference(now.value(end), now.value("concat"))
    return Outcome(
        "none" if not moved else "own" if moved == own else "all",
        (
            Finding(
                "columns",
                {"head": head + 1, "count": len(moved), "columns": columns},
                moved == own,
            ),
            Finding("copied", {"difference": apart}, apart == 0),
        ),
        (Place(end, (0, own[0])), Place("head_output", (head, 0, 0))),
    )


NO_OUTPUT = Mistake(
    "no-w-o",
    "worked-block",
    ("all", "own", "none"),
    _no_output_fit,
    lambda state, values: reconfigure(state, output_projection=False),
    _no_output_ask,
    _no_output_look,
)


# -- a reshape without the transpose ---------------------------------------------------------------


def _reshape_fit(state: State, values: Values) -> bool:
    config = state.config
    joined = config.heads > 1 and config.extent != "head" and config.joining == "transpose"
    return plain(state) and joined and len(state.words) > 1


def _owners(values: Values, row: int) -> Array:
    """Whose numbers would fill a row of concat if the heads were reshaped. [column]"""
    heads, words, d_v = values.graph.shapes["head_output"]
    places = row * heads * d_v + np.arange(heads * d_v)  # where they lie in memory
    return np.asarray(places // d_v % words, np.float64)


def _emptied(values: Values) -> int:
    """The word that keeps the fewest of its own numbers."""
    words = values.graph.sizes["word"]
    return int(np.argmin([(_owners(values, row) == row).sum() for row in range(words)]))


def _reshape_ask(values: Values) -> Filling:
    return {"word": word(_emptied(values)), "columns": values.graph.shapes["concat"][1]}


def _reshape_look(before: Kept, now: Values) -> Outcome:
    row = _emptied(before)
    op = now.graph["concat"].op
    assert op is not None
    heads, concat = now.value("head_output"), now.value("concat")
    sources = [
        op.terms((row, column), [heads], concat).terms[0].operands[0].cell
        for column in range(concat.shape[1])
    ]
    own = sum(source[1] == row for source in sources)
    words = tuple(word(index) for index in dict.fromkeys(source[1] for source in sources))
    same = np.array_equal(np.sort(concat, axis=None), np.sort(heads, axis=None))
    return Outcome(
        "all" if own == len(sources) else "some" if own else "none",
        (
            Finding(
                "own",
                {"word": word(row), "own": own, "columns": len(sources)},
                own < len(sources),
            ),
            Finding("owners", {"word": word(row), "words": Labels(words)}, len(words) > 1),
            Finding("numbers", {"count": int(concat.size)}, same),
        ),
        (Place("concat", (row, 0)), Place("head_output", sources[0])),
    )


RESHAPE = Mistake(
    "reshape-heads",
    "worked-block",
    ("all", "some", "none"),
    _reshape_fit,
    lambda state, values: reconfigure(state, joining="reshape"),
    _reshape_ask,
    _reshape_look,
)


# -- no residual -----------------------------------------------------------------------------------


def _end(values: Values) -> str:
    """What the last block hands on."""
    return values.graph.output


def likeness(matrix: Array) -> float:
    """The mean cosine between every two rows: 1 where all point the same way. [row, column]"""
    if len(matrix) < 2:
        return 1.0
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    unit = matrix / np.where(lengths > 0, lengths, 1.0)
    count = len(matrix)
    cosines = unit @ unit.T
    return float((cosines.sum() - np.trace(cosines)) / (count * (count - 1)))


def _residual_fit(state: State, values: Values) -> bool:
    config = state.config
    return plain(state) and config.extent == "block" and config.residual and len(state.words) > 1


def _residual_ask(values: Values) -> Filling:
    return {"likeness": likeness(values.value(_end(values)))}


def _residual_look(before: Kept, now: Values) -> Outcome:
    old, new = likeness(before.value(_end(before))), likeness(now.value(_end(now)))
    first = now.graph["norm_2" if _pre_norm(now) else "norm_1"]
    apart = largest_difference(now.value(first.inputs[0]), now.value(_output(now)))
    apart_less = abs(new - old) < 0.01
    return Outcome(
        "same" if apart_less else "more" if new > old else "less",
        (
            Finding("likeness", {"before": old, "now": new}, new > old),
            Finding("input", {"difference": apart}, apart == 0),
        ),
        (Place(_end(now), (0, 0)), Place(first.name, (0, 0)), Place(_output(now), (0, 0))),
    )


def _pre_norm(values: Values) -> bool:
    return "norm_1" in values.graph[values.graph["Q"].inputs[0]].name


NO_RESIDUAL = Mistake(
    "no-residual",
    "worked-block",
    ("more", "same", "less"),
    _residual_fit,
    lambda state, values: reconfigure(state, residual=False),
    _residual_ask,
    _residual_look,
)


# -- one mean for the whole matrix -----------------------------------------------------------------


def _norm_fit(state: State, values: Values) -> bool:
    config = state.config
    if not (plain(state) and config.extent == "block" and config.norm_axis == "row"):
        return False
    neutral = (state.inputs["gamma_1"] == 1).all() and (state.inputs["beta_1"] == 0).all()
    return bool(neutral) and len(state.words) > 1 and config.d_model > 1


def _moved_rows(values: Values) -> list[int]:
    """The rows of norm_1 that move when one number of the first word does, before the norm."""
    source = values.graph["norm_1"].inputs[0]
    matrix = values.value(source).copy()
    matrix[0, 0] += 1.0
    before = carried(values, source, values.value(source), "norm_1")
    moved = carried(values, source, matrix, "norm_1") != before
    return [int(row) for row in np.flatnonzero(moved.any(axis=1))]


def _norm_ask(values: Values) -> Filling:
    return {"word": word(0), "rows": values.graph.sizes["word"]}


def _norm_look(before: Kept, now: Values) -> Outcome:
    moved = _moved_rows(now)
    rows = now.graph.sizes["word"]
    norm = now.value("norm_1")
    means = norm.mean(axis=1)
    whole = float(norm.mean())
    far = int(np.abs(means).argmax())
    return Outcome(
        "none" if not moved else "own" if moved == [0] else "all",
        (
            Finding(
                "rows", {"word": word(0), "count": len(moved), "rows": rows}, len(moved) == rows
            ),
            Finding(
                "means",
                {"word": word(far), "mean": float(means[far]), "spread": float(norm[far].std())},
                abs(float(means[far])) > 1e-9,
            ),
            Finding("whole", {"mean": whole}, is_zero(abs(whole), norm)),
        ),
        (Place("norm_1", (far, 0)), Place(now.graph["norm_1"].inputs[0], (0, 0))),
    )


NORM_MATRIX = Mistake(
    "norm-matrix",
    "worked-block",
    ("own", "all", "none"),
    _norm_fit,
    lambda state, values: reconfigure(state, norm_axis="matrix"),
    _norm_ask,
    _norm_look,
)


# -- a constant row --------------------------------------------------------------------------------


def _constant_fit(state: State, values: Values) -> bool:
    config = state.config
    return plain(state) and config.extent == "block" and config.norm_axis == "row"


def _constant(values: Values) -> tuple[str, int, float]:
    """What norm_1 reads, the word whose row becomes constant, and the number in it."""
    source = values.graph["norm_1"].inputs[0]
    matrix = values.value(source)
    row = min(1, len(matrix) - 1)
    return source, row, float(round(float(matrix[row].mean()))) or 1.0


def _flatten(state: State, values: Values) -> State:
    """The row becomes constant: pinned where it is computed, written where it is given."""
    source, row, number = _constant(values)
    if values.graph[source].computed:
        columns = values.graph.shapes[source][1]
        pins: dict[Cell, float] = {(row, column): number for column in range(columns)}
        return replace(state, overrides={**state.overrides, source: pins})
    matrix = state.inputs[source].copy()
    matrix[row] = number
    return replace(state, inputs={**state.inputs, source: matrix})


def _constant_ask(values: Values) -> Filling:
    source, row, number = _constant(values)
    return {
        "word": word(row),
        "number": number,
        "beta": float(values.value("beta_1")[0, 0]),
        "spread": float(values.value(source)[row].std()),
    }


def _constant_look(before: Kept, now: Values) -> Outcome:
    source, row, number = _constant(before)
    made, beta = now.value("norm_1")[row], now.value("beta_1")[0]
    variance = float(now.value(source)[row].var())
    apart = largest_difference(made, beta)
    if apart == 0:
        answer = "beta"
    elif not np.isfinite(made).all():
        answer = "nan"
    else:
        answer = "number" if (made == number).all() else "other"
    return Outcome(
        answer,
        (
            Finding("row", {"word": word(row), "row": Row(tuple(made.tolist()))}, apart == 0),
            Finding(
                "variance",
                {"variance": variance, "eps": float(now.value("eps")[0, 0])},
                variance == 0,
            ),
        ),
        (Place("norm_1", (row, 0)), Place(source, (row, 0)), Place("beta_1")),
    )


CONSTANT = Mistake(
    "constant-row",
    "worked-block",
    ("number", "beta", "other", "nan"),
    _constant_fit,
    _flatten,
    _constant_ask,
    _constant_look,
)

"""Predict, then reveal: what a step asks, how an answer is judged, the hints, and the tally.

Of a result small enough to be worked out by hand its cells are asked, of weights (and of scores too
many to write) which word gets the most.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from typing import Literal, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from engine.evaluator import Evaluator
from engine.lesson import Lesson
from engine.ops import Cell
from engine.substeps import result_of, revealed

#: A number is right within this much, which is half a unit of two decimals; whole ones exactly.
TOLERANCE = 0.005
#: A number is near within this part of the right one.
NEAR = 0.05
#: Shares are right while at most this part of the whole lies with the wrong words, near up to …
SHARES_RIGHT, SHARES_NEAR = 0.05, 0.15
MOST_QUESTIONS = 9
_MOST_SHARES = 6
_MOST_ROWS = 4
_BY_HAND = 8
HINTS = 3

Verdict = Literal["right", "near", "wrong"]
Outcome = Literal["right", "shown", "skipped"]


class Question(NamedTuple):
    """What is asked.

    Attributes:
        kind: `number`: the value of `cell`; `largest`: which column of its row holds the most;
            `shares`: how the whole of its row is shared out.
        cell: the cell, with its head; of a row its first.
    """

    kind: Literal["number", "largest", "shares"]
    node: str
    cell: Cell


class Asked(msgspec.Struct, frozen=True):
    """What a step asks.

    Attributes:
        node: the result.
        covered: the cells of the plane that stay covered until they are answered. [row, column]
    """

    node: str
    covered: NDArray[np.bool_]
    questions: tuple[Question, ...]


def asked(evaluator: Evaluator, lesson: Lesson, index: int, head: int = 0) -> Asked | None:
    """What step `index` asks; None where it reveals no result, or none that can be worked out.

    Args:
        head: the head that is shown.
    """
    graph = evaluator.graph
    node = result_of(lesson, index, graph)
    if node is None:
        return None
    covered = revealed(lesson, index, graph)[node]
    shape = graph.shapes[node]
    place = (min(head, graph.heads - 1),) if len(shape) > 2 else ()
    rows = [int(row) for row in np.flatnonzero(covered.any(axis=1))]
    pairs = {*graph[node].axes} <= {"word", "memory"}
    if pairs and shape[-1] > 1 and (graph[node].scale == "weights" or max(shape[-2:]) > _BY_HAND):
        whole = [row for row in rows if covered[row].all()]
        questions = [Question("largest", node, (*place, row, 0)) for row in whole[:_MOST_ROWS]]
        if graph[node].scale == "weights" and len(questions) > 1 and shape[-1] <= _MOST_SHARES:
            questions[-1] = questions[-1]._replace(kind="shares")
    elif max(shape[-2:]) <= _BY_HAND:
        cells = np.argwhere(covered)[:MOST_QUESTIONS].tolist()
        questions = [Question("number", node, (*place, row, column)) for row, column in cells]
    else:
        questions = []
    finite = [q for q in questions if _is_clear(evaluator, q)]
    return Asked(node, covered, tuple(finite)) if finite else None


def _is_clear(evaluator: Evaluator, question: Question) -> bool:
    """Whether there is an answer: a number, or numbers one of which is the largest."""
    value = evaluator.value(question.node)
    if question.kind == "number":
        return math.isfinite(value[question.cell])
    row = value[question.cell[:-1]]
    return bool(np.isfinite(row.max())) and row.max() > row.min()


def largest(evaluator: Evaluator, question: Question) -> tuple[int, ...]:
    """The columns that hold the most of the row; several where they look the same."""
    row = evaluator.value(question.node)[question.cell[:-1]]
    return tuple(int(i) for i in np.flatnonzero(row >= row.max() - TOLERANCE * 1e-3))


def judge(evaluator: Evaluator, question: Question, answer: float) -> Verdict:
    """Judge an answer against the values of now.

    Args:
        answer: the number, or for `largest` the column, counted from 0.
    """
    if question.kind == "largest":
        return "right" if int(answer) in largest(evaluator, question) else "wrong"
    value = float(evaluator.value(question.node)[question.cell])
    off = abs(answer - value)
    whole = abs(value - round(value)) < 1e-9
    if off <= (1e-9 * max(abs(value), 1.0) if whole else TOLERANCE + 1e-12):
        return "right"
    if off <= NEAR * abs(value) or (value != 0 and abs(answer + value) <= TOLERANCE):
        return "near"
    return "wrong"


def judge_shares(evaluator: Evaluator, question: Question, shares: Sequence[float]) -> Verdict:
    """Judge how a row was shared out: by the part of the whole that lies with the wrong words.

    That is half the sum of the absolute differences (the total variation distance).

    Args:
        shares: one for every column, in any unit; only their proportions count.
    """
    row = evaluator.value(question.node)[question.cell[:-1]]
    given = np.asarray(shares, dtype=np.float64)
    total = given.sum()
    if total <= 0:
        return "wrong"
    off = float(np.abs(given / total - row).sum() / 2)
    return "right" if off <= SHARES_RIGHT else "near" if off <= SHARES_NEAR else "wrong"


def difference(evaluator: Evaluator, question: Question, answer: float) -> float:
    """By how much the answer is too high (below 0: too low)."""
    return answer - float(evaluator.value(question.node)[question.cell])


# -- the tally -------------------------------------------------------------------------------------


class Record(NamedTuple):
    """How one question went."""

    step: int
    cell: str
    tries: int
    hints: int
    outcome: Outcome


class Count(NamedTuple):
    """How many questions went how."""

    at_once: int
    right: int
    shown: int
    skipped: int


def count(records: Sequence[Record]) -> Count:
    """Right at the first try and without a hint; right otherwise; shown; skipped."""
    right = [r for r in records if r.outcome == "right"]
    at_once = sum(r.tries == 1 and r.hints == 0 for r in right)
    shown = sum(r.outcome == "shown" for r in records)
    return Count(at_once, len(right) - at_once, shown, len(records) - len(right) - shown)


def tally_csv(records: Sequence[Record], header: Sequence[str], outcomes: dict[str, str]) -> str:
    """The tally as CSV: a line of headers, then a line for every question."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    for record in records:
        name = outcomes[record.outcome]
        writer.writerow([record.step + 1, record.cell, record.tries, record.hints, name])
    return out.getvalue()

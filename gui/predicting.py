"""Predict mode: which cells are covered until they are answered, and how the answers went."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from engine.numbers import parse_number
from engine.ops import Cell
from engine.predict import (
    HINTS,
    Asked,
    Outcome,
    Question,
    Record,
    Verdict,
    difference,
    judge,
    judge_shares,
)
from gui.values import LiveValues

Masks = dict[str, NDArray[np.bool_]]
Asking = Callable[[], Asked | None]


class Visit(msgspec.Struct):
    """How far one is with the questions of a step.

    Attributes:
        at: the question one stands at.
        tries, hints: of each question.
        outcome: of the questions that are over.
        verdict, off: of the last answer, and by how much a number was too high.
    """

    asked: Asked
    at: int = 0
    tries: dict[int, int] = msgspec.field(default_factory=dict)
    hints: dict[int, int] = msgspec.field(default_factory=dict)
    outcome: dict[int, Outcome] = msgspec.field(default_factory=dict)
    verdict: Verdict | None = None
    off: float | None = None

    @property
    def question(self) -> Question | None:
        """The question one stands at; None when all are over."""
        return self.asked.questions[self.at] if self.at < len(self.asked.questions) else None

    @property
    def over(self) -> bool:
        """Whether every question is."""
        return len(self.outcome) == len(self.asked.questions)


class Predicting(QObject):
    """Covers the result of a step until its questions are over. It hides; it never changes a value.

    Signals:
        changed: it was turned on or off, another question, another cell is uncovered.
        typed: a person typed on a covered cell; the text.
    """

    changed = Signal()
    typed = Signal(str)

    def __init__(self, values: LiveValues, asking: Asking) -> None:
        super().__init__(values)
        self._values = values
        self._asking = asking
        self._visits: dict[int, Visit] = {}
        self._step = 0
        self._covers: tuple[object, int, Masks] | None = None
        self._serial = 0
        self.on = False
        self.records: list[Record] = []

    # -- on, off, and from step to step ----------------------------------------------------------

    def turn(self, on: bool, step: int) -> None:
        """Turn it on (asking at the step one stands at) or off (everything shows)."""
        if on != self.on:
            self.on = on
            self._visits = {}
            self.records = [] if on else self.records
            self._come_to(step)
            self.changed.emit()

    def resume(self, on: bool, step: int, records: Sequence[Record]) -> None:
        """Go on with a tally that was kept; what the step asks is asked anew."""
        self.on = on
        self.records = list(records)
        self.restart(step)

    def restart(self, step: int) -> None:
        """Other words, switches or another example: what was asked is asked anew."""
        self._visits = {}
        self._step = step
        self._serial += 1
        if self.on:
            self._come_to(step)

    def start_over(self) -> None:
        """Ask everything anew, and begin another tally."""
        self.records = []
        self.restart(self._step)
        self.changed.emit()

    def go(self, step: int) -> None:
        """Another step: what is open in the one before is filled in, and counted as skipped."""
        if self.on and step != self._step:
            visit = self._visits.get(self._step)
            if visit is not None:
                for number in range(len(visit.asked.questions)):
                    if number not in visit.outcome:
                        self._close(visit, number, "skipped")
                visit.at = len(visit.asked.questions)
        self._come_to(step)

    def _come_to(self, step: int) -> None:
        self._step = step
        self._serial += 1
        if self.on and step not in self._visits:
            made = self._asking()
            if made is not None:
                self._visits[step] = Visit(made)

    # -- what is covered -------------------------------------------------------------------------

    @property
    def visit(self) -> Visit | None:
        """The questions of the step one stands at."""
        return self._visits.get(self._step) if self.on else None

    @property
    def asking(self) -> bool:
        """Whether anything is covered now."""
        visit = self.visit
        return visit is not None and not visit.over

    def covered(self, masks: Masks) -> Masks:
        """What may be seen of what the lesson has shown; the same object while nothing changes."""
        visit = self.visit
        if visit is None or visit.over:
            return masks
        kept = self._covers
        if kept is None or kept[0] is not masks or kept[1] != self._serial:
            node = visit.asked.node
            seen = {**masks, node: masks[node] & ~self._cover(visit)}
            self._covers = kept = (masks, self._serial, seen)
        return kept[2]

    def covers(self, node: str) -> NDArray[np.bool_] | None:
        """The covered cells of a node's plane; None where none is."""
        visit = self.visit
        if visit is None or visit.over or visit.asked.node != node:
            return None
        return self._cover(visit)

    def _cover(self, visit: Visit) -> NDArray[np.bool_]:
        mask = visit.asked.covered.copy()
        for number, question in enumerate(visit.asked.questions):
            if number in visit.outcome:
                row, column = question.cell[-2:]
                if question.kind != "number":
                    mask[row] = False
                else:
                    mask[row, column] = False
        return mask

    # -- answering -------------------------------------------------------------------------------

    def ask(self, number: int) -> None:
        """Stand at another question of the step."""
        visit = self.visit
        if visit is None or not 0 <= number < len(visit.asked.questions):
            return
        if number not in visit.outcome and number != visit.at:
            visit.at, visit.verdict, visit.off = number, None, None
            self.changed.emit()

    def ask_cell(self, node: str, cell: Cell) -> bool:
        """Stand at the question of a covered cell. Returns whether there is one."""
        visit = self.visit
        if visit is None or visit.asked.node != node:
            return False
        for number, question in enumerate(visit.asked.questions):
            same = question.cell == cell or (
                question.kind != "number" and question.cell[:-1] == cell[:-1]
            )
            if same and number not in visit.outcome:
                self.ask(number)
                return True
        return False

    def check_text(self, text: str) -> None:
        """Answer with a number as one types it: `1/3`, `sqrt(2)`, `0.47`.

        Raises:
            SoftmixError: it is no number; that is no try.
        """
        self.check(parse_number(text))

    def check(self, answer: float) -> None:
        """Answer the question one stands at: with a number, or the column of the largest."""
        visit = self.visit
        question = visit.question if visit else None
        if visit is None or question is None:
            return
        evaluator = self._values.evaluator
        verdict = judge(evaluator, question, answer)
        off = difference(evaluator, question, answer) if question.kind == "number" else None
        self._judged(visit, verdict, off)

    def check_shares(self, shares: Sequence[float]) -> None:
        """Answer with the shares of a row; only their proportions count."""
        visit = self.visit
        question = visit.question if visit else None
        if visit is not None and question is not None:
            self._judged(visit, judge_shares(self._values.evaluator, question, shares), None)

    def _judged(self, visit: Visit, verdict: Verdict, off: float | None) -> None:
        visit.tries[visit.at] = visit.tries.get(visit.at, 0) + 1
        visit.verdict, visit.off = verdict, off
        if verdict == "right":
            self._close(visit, visit.at, "right")
            self._go_on(visit)
        self._serial += 1
        self.changed.emit()

    def hint(self) -> None:
        """One rung more of the ladder of hints."""
        visit = self.visit
        if visit is not None and visit.question is not None:
            visit.hints[visit.at] = min(visit.hints.get(visit.at, 0) + 1, HINTS)
            self.changed.emit()

    def show(self, *, all_of_them: bool = False) -> None:
        """Uncover what the question is about, or everything the step asks."""
        visit = self.visit
        if visit is None or visit.question is None:
            return
        count = len(visit.asked.questions)
        for number in range(count) if all_of_them else (visit.at,):
            if number not in visit.outcome:
                self._close(visit, number, "shown")
        visit.verdict, visit.off = None, None
        self._go_on(visit)
        self._serial += 1
        self.changed.emit()

    def _go_on(self, visit: Visit) -> None:
        left = [n for n in range(len(visit.asked.questions)) if n not in visit.outcome]
        later = [n for n in left if n > visit.at]
        visit.at = (later or left or [len(visit.asked.questions)])[0]

    def _close(self, visit: Visit, number: int, outcome: Outcome) -> None:
        visit.outcome[number] = outcome
        question = visit.asked.questions[number]
        cell = self._values.cell_name(question.node, question.cell)
        tries, hints = visit.tries.get(number, 0), visit.hints.get(number, 0)
        self.records.append(Record(self._step, cell, tries, hints, outcome))

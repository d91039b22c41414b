"""Which mistake is made in the open example, what was predicted, and what came of it."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from engine.errors import SoftmixError
from engine.mistakes import (
    MISTAKES,
    Filling,
    Kept,
    Label,
    Mistake,
    Outcome,
    Values,
    keep,
)
from engine.ops import Shape
from engine.scenario import Scenario, find_scenario
from engine.state import State
from gui.commands import ReplaceState
from gui.document import Document
from gui.mistakes.catalogue import title

translate = QCoreApplication.translate


class Made(msgspec.Struct, frozen=True):
    """A mistake that was made.

    Attributes:
        old, new: the example before and after it.
        before: the numbers before it.
        shapes: of all nodes after it; while they stay, the numbers can be compared.
        place: the place of its command on the undo stack.
        outcome: what came of it, before anyone changed anything else.
        guess: the key of the choice that was predicted; empty where none was.
    """

    mistake: Mistake
    old: State
    new: State
    before: Kept
    shapes: dict[str, Shape]
    place: int
    outcome: Outcome
    guess: str

    @property
    def right(self) -> bool:
        """Whether the prediction came true."""
        return self.guess == self.outcome.answer


class Session(QObject):
    """Makes mistakes and takes them back; each is one undo step of the open example.

    Attributes:
        guesses: the choices that are predicted, by the keys of mistakes.
        results: whether the last prediction for a mistake came true.

    Signals:
        changed: something that is shown here is otherwise.
        scenario_wanted: the name of the example a mistake shows best in.
        looked: something is selected to be looked at.
        refused: a SoftmixError says why a mistake cannot be made.
    """

    changed = Signal()
    scenario_wanted = Signal(str)
    looked = Signal()
    refused = Signal(object)

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.guesses: dict[str, str] = {}
        self.results: dict[str, bool] = {}
        self._made: Made | None = None
        self._examples: dict[str, tuple[Scenario, State, Values]] = {}
        self._later = QTimer(self)  # the stack moves on after the document has told of a change
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.changed)
        document.structure_changed.connect(self._follow)
        document.values_changed.connect(self._follow)
        document.words_changed.connect(self._follow)

    def _follow(self, *_: object) -> None:
        self._later.start()

    # -- what is made ------------------------------------------------------------------------------

    @property
    def made(self) -> Made | None:
        """The mistake that is in force: its undo step has been taken, and not back."""
        made, stack = self._made, self.document.undo_stack
        if made is None or stack.index() <= made.place:
            return None
        command = stack.command(made.place)
        there = isinstance(command, ReplaceState) and command.new is made.new
        return made if there else None

    @property
    def later_edits(self) -> int:
        """How many undo steps were made since the mistake."""
        made = self.made
        return self.document.undo_stack.index() - made.place - 1 if made else 0

    def now(self) -> Outcome | None:
        """What the numbers say now; None where they can no longer be compared."""
        made = self.made
        if made is None or made.shapes != self.document.graph.shapes:
            return None
        return made.mistake.look(made.before, self.document.evaluator)

    # -- what it would be made in ------------------------------------------------------------------

    def fits(self, mistake: Mistake) -> bool:
        """Whether a mistake can be made in the open example (the one before it taken back)."""
        state, values = self._base()
        return mistake.fits(state, values)

    def replaces(self) -> Made | None:
        """The mistake that is taken back when another is made: the last step, if it is one."""
        return self.made if not self.later_edits else None

    def _base(self) -> tuple[State, Values]:
        replaced = self.replaces()
        if replaced is not None:
            return replaced.old, replaced.before
        return self.document.state(), self.document.evaluator

    def asked(self, mistake: Mistake) -> tuple[State, Filling]:
        """The example a question is about, and what fills its texts."""
        made = self.made
        if made is not None and made.mistake is mistake:
            return made.old, mistake.ask(made.before)
        state, values = self._base()
        if not mistake.fits(state, values):
            _, state, values = self.example(mistake.scenario)
        return state, mistake.ask(values)

    def example(self, name: str) -> tuple[Scenario, State, Values]:
        """A built-in example as it opens, with its numbers."""
        if name not in self._examples:
            scenario = find_scenario(name)
            state = scenario.state()
            self._examples[name] = (scenario, state, keep(state.evaluator()))
        return self._examples[name]

    def name_of(self, label: Label, state: State) -> str:
        """What a place on an axis is called in an example."""
        words = state.words_of(label.axis)
        return words[label.place].text(self.document.language)

    # -- making and taking back --------------------------------------------------------------------

    def guess(self, mistake: Mistake, choice: str) -> None:
        """Predict what will come of a mistake. Once it is made, a prediction stands."""
        made = self.made
        if made is None or made.mistake is not mistake:
            self.guesses[mistake.key] = choice

    def make(self, mistake: Mistake) -> bool:
        """Make a mistake, in its own example where the open one does not fit. Returns whether."""
        if self.replaces() is not None:
            self.take_back()
        document = self.document
        if not mistake.fits(document.state(), document.evaluator):
            self.scenario_wanted.emit(mistake.scenario)
            if not mistake.fits(document.state(), document.evaluator):
                return False  # the person kept what was open
        old, before = document.state(), keep(document.evaluator)
        try:
            new = mistake.set_up(old, document.evaluator)
            document.take_up(new, lambda: translate("mistakes", "Make: {mistake}").format(
                mistake=title(mistake.key)))  # fmt: skip
        except SoftmixError as error:
            self.refused.emit(error)
            return False
        outcome = mistake.look(before, document.evaluator)
        guess = self.guesses.get(mistake.key, "")
        place = document.undo_stack.index() - 1
        shapes = dict(document.graph.shapes)
        self._made = Made(mistake, old, new, before, shapes, place, outcome, guess)
        if guess:
            self.results[mistake.key] = self._made.right
        document.last_step()  # what the lesson has not shown yet could not be looked at
        self.look_at(0)
        self.changed.emit()
        return True

    def take_back(self) -> None:
        """Undo the mistake, and what was changed after it."""
        made = self.made
        if made is not None:
            self.document.flush_drag()
            self.document.undo_stack.setIndex(made.place)
            self.changed.emit()

    def look_at(self, index: int) -> None:
        """Select one of the places to look at, in the head it is in."""
        made = self.made
        if made is not None and made.outcome.places[index].node in self.document.graph:
            self.document.select(*made.outcome.places[index])
            self.looked.emit()

    # -- going through them ------------------------------------------------------------------------

    @staticmethod
    def after(mistake: Mistake) -> Mistake:
        """The mistake after one, and round again."""
        return MISTAKES[(MISTAKES.index(mistake) + 1) % len(MISTAKES)]

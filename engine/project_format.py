"""What a project file holds: an example as it opened, the work on it, and where one stands."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

import msgspec

from engine.predict import Outcome
from engine.scenario_format import Scenario, StoredState, read_state, store_state
from engine.state import State

Face = Literal["lesson", "experiments", "mistakes", "outline"]


class Snapshot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A state that was kept to compare with.

    Attributes:
        number: counts from 1 in the order they were kept; never given twice.
        state: as `work` of the project.
    """

    number: int
    name: str
    state: StoredState


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one question of the predictions went.

    Attributes:
        step: the id of the lesson's step.
        cell: what was asked, as it was written for the person.
    """

    step: str
    cell: str
    tries: int
    hints: int
    outcome: Outcome


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where one stands. What is not there (any more) is passed over when the file is opened.

    Attributes:
        step: the id of the lesson's step.
        head, block: which are shown, from 1.
        node, cell: what is selected; indices count from 0, with several heads the head leads.
        predicting: whether results are asked before they are shown.
    """

    step: str = ""
    head: int = 1
    block: int = 1
    node: str = ""
    cell: list[int] = []
    predicting: bool = False


class View(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How the window shows it. What is left out is as a new window has it.

    Attributes:
        zoom: of the diagram, 1 for its natural size; 0: it fits the window.
        centre: the point of the diagram in the middle of the window, where it does not fit.
        face: what the side panel shows.
    """

    zoom: float = 0.0
    centre: tuple[float, float] = (0.0, 0.0)
    face: Face = "lesson"


class Project(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    kw_only=True,
    omit_defaults=True,
    dict=True,
):
    """A project file: work on an example, as it is kept.

    Attributes:
        scenario: the example as it opened; what Reset goes back to.
        work: as it is now; left out where nothing has changed. A matrix that is left out of it is
            as the scenario has it.
    """

    format: Literal["softmix-project"]
    version: Literal[1]
    scenario: Scenario
    work: StoredState | None = None
    snapshots: list[Snapshot] = []
    tally: list[Answer] = []
    place: Place = Place()
    view: View = View()

    def state(self) -> State:
        """The work as the State one edits; its unchanged matrices are those of the scenario."""
        start = self.scenario.state()
        return start if self.work is None else self._read("work", self.work)

    def snapshot_state(self, index: int) -> State:
        """The state of a snapshot."""
        return self._read(index, self.snapshots[index].state)

    def _read(self, key: object, stored: StoredState) -> State:
        if key not in self._states:
            self._states[key] = read_state(stored, self.scenario.state())
        return self._states[key]

    @cached_property
    def _states(self) -> dict[object, State]:
        return {}


def new_project(
    scenario: Scenario,
    state: State,
    *,
    snapshots: list[tuple[int, str, State]],
    tally: list[Answer],
    place: Place,
    view: View,
) -> Project:
    """A project of the work on an example.

    Args:
        scenario: as it opened.
        state: as it is now.
        snapshots: number, name and state of each.
    """
    start = scenario.state()
    return Project(
        format="softmix-project",
        version=1,
        scenario=scenario,
        work=store_state(state, start),
        snapshots=[Snapshot(n, name, store_state(kept, start)) for n, name, kept in snapshots],
        tally=tally,
        place=place,
        view=view,
    )

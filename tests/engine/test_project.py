"""Project files: bit-exact, compact, refused with the place of the fault, never without end."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given
from msgspec.structs import replace

from engine.errors import BadScenario, SoftmixError, WrongVersion
from engine.pipeline import Config, pipeline
from engine.project import decode_project, encode_project, read_project, untouched
from engine.project_format import Answer, Place, Project, View, new_project
from engine.resize import rename
from engine.scenario import Scenario, built_in, find_scenario
from engine.state import State
from engine.switches import reconfigure
from tests.engine.blocks import drawn, pipelines, seeds, state
from tests.engine.samples import same_state

PATH = Path("mine.softmix")
ANSWER = Answer("weights", "weights[love, tea]", 2, 1, "right")


def _project(scenario: Scenario, work: State, *kept: State) -> Project:
    return new_project(
        scenario,
        work,
        snapshots=[(n + 1, f"Snapshot {n + 1}", state) for n, state in enumerate(kept)],
        tally=[ANSWER],
        place=Place("softmax", 1, 1, "weights", [1, 2], True),
        view=View(1.5, (3.0, -4.5), "experiments"),
    )


def _again(project: Project) -> Project:
    return decode_project(encode_project(project), PATH)


@given(pipelines(), seeds)
def test_any_work_goes_through_a_file_to_the_bit(sizes: tuple[Config, int, int], seed: int) -> None:
    config, words, memory = sizes
    work = state(config, words, drawn(config, words, seed, memory), memory)
    start = find_scenario("worked-example")
    back = _again(_project(start, work, start.state(), work))
    assert same_state(back.state(), work)
    assert same_state(back.snapshot_state(0), start.state())
    assert same_state(back.snapshot_state(1), work)
    assert same_state(back.scenario.state(), start.state())


def test_where_one_stood_is_kept() -> None:
    start = find_scenario("worked-example")
    back = _again(_project(start, start.state()))
    assert back.place == Place("softmax", 1, 1, "weights", [1, 2], True)
    assert back.view == View(1.5, (3.0, -4.5), "experiments")
    assert back.tally == [ANSWER]


def test_a_negative_zero_is_a_change() -> None:
    start = find_scenario("worked-example")
    inputs = dict(start.state().inputs)
    inputs["X"] = np.where(inputs["X"] == 0, -0.0, inputs["X"])
    back = _again(_project(start, replace(start.state(), inputs=inputs))).state()
    assert np.array_equal(np.signbit(back.inputs["X"]), np.signbit(inputs["X"]))


def _edited(scenario: Scenario, name: str, cell: tuple[int, ...], value: float) -> State:
    evaluator = scenario.state().evaluator()
    evaluator.set_cell(name, cell, value)
    return replace(scenario.state(), inputs=evaluator.inputs())


def test_a_few_edits_of_millions_of_numbers_take_a_few_bytes() -> None:
    start = find_scenario("paper-base")
    edited = _edited(start, "W_1", (3, 4), 0.125)
    data = encode_project(_project(start, edited, edited))
    assert len(data) < 30_000
    back = decode_project(data, PATH)
    assert same_state(back.state(), edited)
    shared = back.state().inputs["W_2"]
    assert shared is back.scenario.state().inputs["W_2"]


def test_renamed_words_keep_the_vectors_they_had() -> None:
    """A recipe that reads the words must not be read with other words."""
    start = find_scenario("paper-base")
    renamed = rename(start.state(), 0, "quokka")
    assert same_state(_again(_project(start, renamed)).state(), renamed)
    assert same_state(start.with_state(renamed).state(), renamed)


@pytest.mark.parametrize("name", [listing.name for listing in built_in()])
def test_a_scenario_opens_as_work_nobody_has_done(name: str, tmp_path: Path) -> None:
    listing = next(listing for listing in built_in() if listing.name == name)
    project = read_project(listing.path)
    assert project == untouched(find_scenario(name))
    assert same_state(_again(project).state(), find_scenario(name).state())


def test_parked_matrices_come_along() -> None:
    start = find_scenario("worked-block")
    switched = reconfigure(start.state(), output_projection=False)
    assert switched.parked
    assert same_state(_again(_project(start, switched)).state(), switched)


def test_a_file_of_version_1_is_read() -> None:
    """Files written before there were changes of drawn matrices."""
    old = json.loads(built_in()[0].path.read_bytes()) | {"version": 1}
    project = decode_project(json.dumps(old).encode(), PATH)
    assert same_state(project.state(), find_scenario(built_in()[0].name).state())


def _good() -> dict[str, Any]:
    start = find_scenario("worked-example")
    fields: dict[str, Any] = json.loads(encode_project(_project(start, start.state())))
    fields["snapshots"] = [{"number": 1, "name": "One", "state": copy.deepcopy(fields["work"])}]
    return fields


WRONG: dict[str, tuple[Callable[[dict[str, Any]], object], str, str]] = {
    "unknown field": (lambda d: d.update(extra=1), "$", "extra"),
    "unknown field of the scenario": (lambda d: d["scenario"].update(a=1), "$.scenario", "a"),
    "unknown field of the work": (lambda d: d["work"].update(a=1), "$.work", "a"),
    "unknown field of the view": (lambda d: d["view"].update(a=1), "$.view", "a"),
    "a matrix of the work": (
        lambda d: d["work"]["inputs"].update(X=[[1, 2]]), "$.work.inputs.X", "rows"),
    "a number of the work": (
        lambda d: d["work"]["inputs"].update(X=[["a"]]), "$.work.inputs.X[0][0]", "float"),
    "a matrix of a snapshot": (
        lambda d: d["snapshots"][0]["state"]["inputs"].update(W_Q={"init": "magic"}),
        "$.snapshots[0].state.inputs.W_Q.init", "magic"),
    "a node of a snapshot": (
        lambda d: d["snapshots"][0]["state"]["inputs"].update(Y=[[1]]),
        "$.snapshots[0].state.inputs.Y", "no input"),
    "changes of nothing": (
        lambda d: d["scenario"]["inputs"].update(X={"changes": [{"cell": [0, 0], "value": 1}]}),
        "$.scenario.inputs.X", "init"),
    "a changed cell that is not there": (
        lambda d: d["work"]["inputs"].update(X={"changes": [{"cell": [9, 0], "value": 1}]}),
        "$.work.inputs.X.changes[0].cell", "no such cell"),
    "a cell that is changed twice": (
        lambda d: d["work"]["inputs"].update(X={"changes": [{"cell": [0, 0], "value": 1}] * 2}),
        "$.work.inputs.X.changes[1]", "twice"),
    "other sizes with nothing to fill them": (
        lambda d: d["work"]["config"].update(d_k=2), "$.work.inputs", "W_Q is missing"),
    "a divisor of 0": (
        lambda d: d["work"]["inputs"].update(divisor=[[0]]),
        "$.work.inputs.divisor", "cannot be 0"),
    "numbers that do not count": (
        lambda d: d["snapshots"][0].update(number=0), "$.snapshots[0].number", "upwards"),
    "a name of two lines": (
        lambda d: d["snapshots"][0].update(name="a\nb"), "$.snapshots[0].name", "one line"),
    "too many snapshots": (
        lambda d: d.update(snapshots=[{**d["snapshots"][0], "number": n + 1} for n in range(13)]),
        "$.snapshots", "at most 12"),
    "tries below 0": (lambda d: d["tally"][0].update(tries=-1), "$.tally[0]", "whole number"),
    "an outcome there is not": (
        lambda d: d["tally"][0].update(outcome="won"), "$.tally[0].outcome", "won"),
    "a face there is not": (lambda d: d["view"].update(face="none"), "$.view.face", "none"),
    "the format of another": (lambda d: d.update(format="x"), "$.format", "softmix-scenario"),
}  # fmt: skip


@pytest.mark.parametrize(("edit", "place", "word"), WRONG.values(), ids=WRONG.keys())
def test_a_fault_names_its_place(
    edit: Callable[[dict[str, Any]], object], place: str, word: str
) -> None:
    fields = _good()
    edit(fields)
    with pytest.raises(BadScenario) as error:
        decode_project(json.dumps(fields).encode(), PATH)
    assert error.value.fields["place"] == place
    assert word in str(error.value)


def test_the_good_file_is_good() -> None:
    assert decode_project(json.dumps(_good()).encode(), PATH).snapshots[0].name == "One"


def test_another_version_is_refused() -> None:
    with pytest.raises(WrongVersion, match="version 2"):
        decode_project(json.dumps({**_good(), "version": 2}).encode(), PATH)


def test_a_few_bytes_cannot_ask_for_gigabytes() -> None:
    """Every snapshot may draw millions of numbers; all together they may not."""
    fields = _good()
    fields["scenario"] = json.loads(
        next(listing for listing in built_in() if listing.name == "paper-base").path.read_bytes()
    )
    config = {**fields["scenario"]["config"], "blocks": 6}
    inputs = _all_drawn(config, fields["scenario"]["words"])
    large = {"words": fields["scenario"]["words"], "config": config, "inputs": inputs}
    del fields["work"]
    fields["snapshots"] = [{"number": n + 1, "name": "large", "state": large} for n in range(12)]
    with pytest.raises(SoftmixError, match="at most 120000000"):
        decode_project(json.dumps(fields).encode(), PATH)


def _all_drawn(config: dict[str, Any], words: list[object]) -> dict[str, object]:
    graph = pipeline(msgspec.convert(config, Config), len(words))
    return {node.name: {"init": "xavier"} for node in graph.nodes if not node.computed}

"""Matrices in files: readable, packed or by recipe, and exact in each form."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given
from msgspec.structs import replace

from engine.errors import BadScenario
from engine.ops import Array
from engine.pipeline import Config
from engine.project import check_project
from engine.project_format import Place, Project, View, new_project
from engine.resize import with_sentence
from engine.scenario import Scenario, decode_scenario, find_scenario
from engine.state import State
from engine.stored import Change, Stored, store
from engine.switches import reconfigure
from tests.engine.blocks import drawn, pipelines, seeds, state
from tests.engine.samples import identical, same_state

PATH = Path("mine.json")


def through_a_file(current: State) -> State:
    scenario = find_scenario("worked-example").with_state(current)
    return decode_scenario(msgspec.json.encode(scenario), PATH).state()


@given(pipelines(), seeds)
def test_any_pipeline_goes_through_a_file_to_the_bit(
    sizes: tuple[Config, int, int], seed: int
) -> None:
    config, words, memory = sizes
    start = state(config, words, drawn(config, words, seed, memory), memory)
    back = through_a_file(start)
    assert same_state(back, start)
    assert back.memory_words == start.memory_words


def test_parked_inputs_and_names_of_columns_are_kept() -> None:
    config = Config(2, 2, 2, extent="attention")
    start = reconfigure(state(config, 2, drawn(config, 2, 1)), output_projection=False)
    assert set(start.parked) == {"W_O"}
    assert identical(through_a_file(start).parked["W_O"], start.parked["W_O"])
    relatives = find_scenario("relatives")
    assert relatives.with_state(relatives.state()).state().same_as(relatives.state())


def test_large_matrices_are_packed_and_small_ones_readable() -> None:
    large = np.random.default_rng(1).standard_normal((40, 30))
    assert isinstance(store(large), Stored)
    assert store(np.eye(2)) == [[1.0, 0.0], [0.0, 1.0]]


def test_a_recipe_stays_a_recipe_until_a_number_changes() -> None:
    scenario = find_scenario("paper-base")
    evaluator = scenario.state().evaluator()
    assert scenario.with_state(scenario.state()).inputs["W_1"] == scenario.inputs["W_1"]
    before = scenario.state()
    evaluator.set_cell("W_1", (0, 0), 1.0)
    edited = State(before.config, before.words, evaluator.inputs(), {})
    saved = scenario.with_state(edited)
    assert isinstance(saved.inputs["W_1"], Stored)
    assert saved.inputs["W_1"].changes == [Change([0, 0], 1.0)]
    assert len(msgspec.json.encode(saved)) < 20_000
    assert saved.inputs["W_2"] == scenario.inputs["W_2"]
    assert saved.state().same_as(edited)


def test_recipes_are_frozen() -> None:
    """The same seed must give the same numbers for ever, or files would change their meaning."""
    matrix: Array = find_scenario("paper-base").state().inputs["W_1"]
    spread = np.sqrt(2 / (512 + 2048))
    assert matrix.std() == pytest.approx(spread, rel=0.01)
    assert abs(matrix.mean()) < spread / 100


def _worked(**changes: Any) -> dict[str, Any]:
    made: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(find_scenario("worked-example")))
    made["inputs"] |= changes
    return made


def _packed(shape: list[int], numbers: list[float]) -> dict[str, Any]:
    data = np.array(numbers, dtype="<f8").tobytes()
    return {"shape": shape, "float64": base64.b64encode(data).decode()}


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "neither": ({"X": {}}, "either"),
    "both": ({"X": {"init": "zeros", "shape": [3, 4]}}, "either"),
    "unknown recipe": ({"X": {"init": "magic"}}, "init"),
    "seed": ({"X": {"init": "normal", "seed": -1}}, "seed"),
    "short": ({"X": _packed([3, 4], [0.0] * 11)}, "88 bytes"),
    "10 GB in a line": ({"X": {"shape": [10**5, 10**5], "float64": "AAAA"}}, "3 bytes"),
    "negative sides": ({"X": _packed([-3, -4], [0.0] * 12)}, "96 bytes"),
    "other shape": ({"X": _packed([4, 3], [0.0] * 12)}, "3×4, not 4×3"),
    "not finite": ({"X": _packed([3, 4], [float("nan")] * 12)}, "not finite"),
    "no base64": ({"X": {"shape": [3, 4], "float64": "!!"}}, "float64"),
    "words of a matrix": ({"W_Q": {"init": "words"}}, "for every word"),
    "too deep": ({"X": [[[1.0, 0, 0, 0]]] * 3}, "numbers"),
    "a number for a row": ({"X": [1, 2, 3]}, "array"),
    "zeros as divisor": ({"divisor": [[0]]}, "cannot be 0"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_wrong_is_named(case: str) -> None:
    changes, says = REFUSED[case]
    with pytest.raises(BadScenario) as error:
        decode_scenario(msgspec.json.encode(_worked(**changes)), PATH)
    assert says in str(error.value)
    assert f"$.inputs.{next(iter(changes))}" in str(error.value)


def test_a_divisor_by_recipe_may_not_be_zero() -> None:
    with pytest.raises(BadScenario, match="cannot be 0"):
        decode_scenario(msgspec.json.encode(_worked(divisor={"init": "zeros"})), PATH)


def saved(scenario: Scenario, now: State) -> Project:
    """A project of the work, without anything beside the numbers."""
    return new_project(scenario, now, snapshots=[], tally=[], place=Place(), view=View())


def _stack() -> tuple[Project, State]:
    """Work on the paper's example that has become a stack: 40 MB of drawn numbers more."""
    scenario = find_scenario("paper-base")
    now = reconfigure(scenario.state(), blocks=3)
    return saved(scenario, now), now


def test_what_was_drawn_and_not_touched_is_held_by_its_recipe() -> None:
    project, now = _stack()
    data = msgspec.json.encode(project)
    assert len(data) < 100_000
    back = msgspec.json.decode(data, type=Project)
    check_project(back, PATH)
    assert back.state().same_as(now)
    again = saved(back.scenario, back.state())
    assert msgspec.json.encode(again) == data  # also what was read by recipe is known by it
    longer = with_sentence(now, ["tea", "makes", "words", "longer", "still"])
    assert len(msgspec.json.encode(saved(project.scenario, longer))) < 200_000


def test_one_number_more_and_the_matrix_is_written_out() -> None:
    project, now = _stack()
    touched = dict(now.inputs)
    touched["block_2.W_2"] = touched["block_2.W_2"].copy()
    touched["block_2.W_2"][3, 4] += 1.0
    touched["block_3.W_1"] = touched["block_2.W_1"]  # drawn, but for another node
    edited = replace(now, inputs=touched)
    held_now = saved(project.scenario, edited)
    assert held_now.work is not None
    for name in ("block_2.W_2", "block_3.W_1"):
        held = held_now.work.inputs[name]
        assert isinstance(held, Stored)
        assert held.init is None
    back = msgspec.json.decode(msgspec.json.encode(held_now), type=Project)
    assert back.state().same_as(edited)


def test_a_drawn_matrix_cannot_be_written_to_behind_its_recipe() -> None:
    _, now = _stack()
    with pytest.raises(ValueError, match="read-only"):
        now.inputs["block_2.W_1"][0, 0] = 1.0

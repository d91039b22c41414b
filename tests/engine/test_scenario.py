"""Scenario files: what is read, what is written, and that the two agree to the bit."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import UnknownScenario, UnreadableFile
from engine.resize import rename
from engine.scenario import (
    DEFAULT,
    RESOURCES,
    Scenario,
    built_in,
    decode_scenario,
    find_scenario,
    read_scenario,
    write_scenario,
)
from engine.state import State
from tests.engine.samples import WORKED_FILE, same_state, states, worked

# Any finite number, subnormal and -0 included; the divisor keeps away from 0 by itself.
any_number = st.floats(allow_nan=False, allow_infinity=False)


def test_the_worked_example_reads() -> None:
    scenario = read_scenario(WORKED_FILE)
    assert scenario.name == "worked-example"
    assert [word.zh for word in scenario.words] == ["我", "爱", "茶"]
    state = scenario.state()
    assert (state.size("word"), state.size("d_model")) == (3, 4)
    assert (state.size("d_k"), state.size("d_v")) == (3, 3)
    assert state.inputs["divisor"].tolist() == [[1.0]]
    assert state.overrides == {}


def test_built_in_scenarios_start_with_the_default_and_are_named_as_their_files() -> None:
    scenarios = built_in()
    assert scenarios[0].name == DEFAULT
    files = {path.stem for path in (RESOURCES / "scenarios").glob("*.json")}
    assert {scenario.name for scenario in scenarios} == files


@given(states(numbers=any_number))
def test_what_is_written_reads_back_to_the_bit(
    tmp_path_factory: pytest.TempPathFactory, state: State
) -> None:
    path = tmp_path_factory.getbasetemp() / "round-trip.softmix"
    scenario = find_scenario(DEFAULT).with_state(state)
    write_scenario(scenario, path)
    read = read_scenario(path)
    assert same_state(read.state(), state)
    assert read.with_state(read.state()) == read
    assert (read.name, read.title, read.lesson) == (
        scenario.name,
        scenario.title,
        scenario.lesson,
    )


@given(st.text(st.characters()))
def test_a_renamed_word_can_always_be_written_and_read(text: str) -> None:
    scenario = find_scenario(DEFAULT).with_state(rename(worked(), 1, text))
    assert decode_scenario(msgspec.json.encode(scenario), Path("x")) == scenario


def test_a_file_is_text_one_can_read(tmp_path: Path) -> None:
    path = tmp_path / "saved.json"
    write_scenario(find_scenario(DEFAULT), path)
    text = path.read_text(encoding="utf-8")
    assert "我" in text
    assert text.endswith("}\n")
    assert json.loads(text)["inputs"]["X"] == [[1, 0, 1, 0], [0, 2, 0, 2], [1, 1, 1, 1]]


def test_a_scenario_is_found_by_name_or_by_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    write_scenario(find_scenario(DEFAULT), path)
    assert find_scenario(str(path)) == find_scenario("worked-example")


@pytest.mark.parametrize("name", ["nobody", "", "no/such/file.json", "x" * 5000, "a\0b"])
def test_a_scenario_that_does_not_exist(name: str, tmp_path: Path) -> None:
    with pytest.raises((UnknownScenario, UnreadableFile)) as error:
        find_scenario(name)
    if name == "nobody":
        assert "worked-example" in str(error.value)


def test_pins_are_read_and_written(tmp_path: Path) -> None:
    state = worked()
    pins = {"Q": {(0, 1): 0.1, (2, 2): -0.0}, "weights": {(1, 1): 1e-320}}
    path = tmp_path / "pins.json"
    write_scenario(
        find_scenario(DEFAULT).with_state(State(state.config, state.words, state.inputs, pins)),
        path,
    )
    assert read_scenario(path).state().overrides == pins
    assert read_scenario(path).state().evaluator().value("weights")[1, 1] == 1e-320


def test_the_numbers_of_a_scenario_cannot_be_changed_by_accident() -> None:
    scenario: Scenario = find_scenario(DEFAULT)
    with pytest.raises(ValueError, match="read-only"):
        scenario.state().inputs["X"][0, 0] = 99
    evaluator = scenario.state().evaluator()
    evaluator.set_cell("X", (0, 0), 99.0)
    assert scenario.state().inputs["X"][0, 0] == 1

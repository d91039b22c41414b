"""The whole block against PyTorch (tests/golden/README.md) and against plain numpy."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.evaluator import Evaluator
from engine.ops import Array
from engine.pipeline import Config
from tests.engine.blocks import drawn, evaluator, pipelines, seeds, state
from tests.engine.reference_encoder import encode
from tests.engine.samples import ROOT

#: Every matrix here holds numbers near 1 (at most some tens), so one absolute bound serves all.
CLOSE = 1e-10


def _golden() -> dict[str, dict[str, Any]]:
    with np.load(ROOT / "tests/golden/encoder_layers.npz", allow_pickle=False) as file:
        cases: dict[str, dict[str, Any]] = json.loads(str(file["cases"]))
        numbers = file["numbers"]
    start = 0
    for case in cases.values():
        case["nodes"] = {}
        for name, shape in case["shapes"].items():
            end = start + int(np.prod(shape))
            case["nodes"][name] = numbers[start:end].reshape(shape)
            start = end
    assert start == numbers.size
    return cases


CASES = _golden()
each_case = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


def _case_evaluator(case: dict[str, Any]) -> Evaluator:
    config, words = Config(**case["config"]), case["words"]
    memory_words = case.get("memory_words", 0)
    needed = drawn(config, words, 0, memory_words)
    inputs = {name: case["nodes"][name] for name in needed}
    return state(config, words, inputs, memory_words).evaluator()


def _assert_close(name: str, given: Array, expected: Array) -> None:
    np.testing.assert_allclose(given, expected, rtol=0, atol=CLOSE, err_msg=name, strict=True)


def test_the_golden_file_has_every_kind_of_case() -> None:
    blocks = [Config(**case["config"]) for case in CASES.values()]
    kinds = {
        (config.norm_first, config.activation, config.mask)
        for config in blocks
        if config.extent == "block"
    }
    assert len(kinds) == 2 * 2 * 4
    for field in ("memory", "biases", "heads", "reading", "blocks", "extent"):
        assert len({getattr(config, field) for config in blocks}) > 1, field
    assert {c["nodes"]["eps"].item() for c in CASES.values() if "eps" in c["nodes"]} == {
        1e-5, 1e-3, 1e-2,
    }  # fmt: skip
    for case in CASES.values():
        computed = {"weights", "head_output"} & case["nodes"].keys()
        assert computed, "PyTorch gave something to compare"


@each_case
def test_the_engine_agrees_with_pytorch(case: dict[str, Any]) -> None:
    made = _case_evaluator(case)
    for name, expected in case["nodes"].items():
        _assert_close(name, made.value(name), expected)


@each_case
def test_the_reference_agrees_with_pytorch(case: dict[str, Any]) -> None:
    config = Config(**case["config"])
    needed = drawn(config, case["words"], 0, case.get("memory_words", 0))
    made = encode(config, {name: case["nodes"][name] for name in needed})
    for name, expected in case["nodes"].items():
        _assert_close(name, made[name], expected)


def _assert_all_close(made: Evaluator, config: Config) -> None:
    expected = encode(config, made.inputs())
    assert expected.keys() == set(made.graph.order)
    for name, matrix in expected.items():
        _assert_close(name, made.value(name), matrix)


SIZES = {
    "the worked example": (Config(4, 3, 3, extent="attention"), 3, 0),
    "all sizes differ": (
        Config(10, 3, 4, heads=5, d_ff=7, extent="block", positions=True, biases=True),
        6,
        0,
    ),
    "a row": (Config(12, 2, 2, heads=6, d_ff=1, extent="block", mask="causal"), 1, 0),
    "a column": (Config(1, 1, 1, d_ff=3, extent="block", positions=True, biases=True), 5, 0),
    "cross": (
        Config(8, 3, 5, heads=2, d_ff=9, extent="block", blocks=3, memory=True, norm_first=True),
        4,
        7,
    ),
    "middle": (
        Config(64, 16, 16, heads=4, d_ff=256, extent="block", blocks=2, activation="gelu"),
        20,
        0,
    ),
    "the paper's": (
        Config(
            512, 64, 64, heads=8, d_ff=2048, extent="block", positions=True, biases=True,
            mask="causal",
        ),
        64,
        0,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("config", "words", "memory_words"), SIZES.values(), ids=SIZES)
def test_the_engine_agrees_with_the_reference(
    config: Config, words: int, memory_words: int
) -> None:
    for seed in (1,) if config.d_model == 512 else (1, 2, 3):
        _assert_all_close(evaluator(config, words, seed, memory_words), config)


@settings(max_examples=150)
@given(pipelines(), seeds)
def test_every_combination_of_switches_agrees_with_the_reference(
    sized: tuple[Config, int, int], seed: int
) -> None:
    config, words, memory_words = sized
    _assert_all_close(evaluator(config, words, seed, memory_words), config)


@settings(max_examples=75)
@given(pipelines(), seeds, st.data())
def test_after_edits_every_node_agrees_with_the_reference(
    sized: tuple[Config, int, int], seed: int, data: st.DataObject
) -> None:
    config, words, memory_words = sized
    made = evaluator(config, words, seed, memory_words)
    for _ in range(3):
        name = data.draw(st.sampled_from(list(made.inputs())))
        zeros = made.graph.zeros(name)
        shape = made.graph.shapes[name]
        cells = [cell for cell in np.ndindex(shape) if zeros is None or not zeros[cell]]
        cell = data.draw(st.sampled_from(cells))
        number = data.draw(st.sampled_from([0.0, 1.0] if name == "mask" else [0.25, 1.0, 2.5]))
        made.set_cells(name, {cell: number})
        _assert_all_close(made, config)

"""What several test modules need: the worked example, small states, an op on its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import strategies as st

from engine.ops import Array, Op
from engine.pipeline import Config
from engine.scenario import find_scenario
from engine.state import State
from engine.words import Word

ROOT = Path(__file__).resolve().parents[2]
GOLDEN: dict[str, Any] = json.loads((ROOT / "tests/golden/worked_example.json").read_text())
WORKED_FILE = ROOT / "resources/scenarios/worked-example.json"

#: Numbers that overflow nowhere in a small pipeline, whole ones and -0 among them.
moderate = st.one_of(
    st.integers(-9, 9).map(float),
    st.floats(-1e3, 1e3, allow_subnormal=False),
    st.just(-0.0),
)
divisors = st.one_of(st.floats(0.1, 100), st.floats(-100, -0.1), st.just(1.0))


def worked() -> State:
    """The worked example as a state of its own."""
    return find_scenario("worked-example").state()


def matrices(shape: tuple[int, ...], numbers: st.SearchStrategy[float] = moderate) -> Any:
    """Matrices of one shape."""
    size = int(np.prod(shape))
    return st.lists(numbers, min_size=size, max_size=size).map(
        lambda cells: np.array(cells, dtype=np.float64).reshape(shape)
    )


@st.composite
def states(
    draw: st.DrawFn, *, pinned: bool = True, numbers: st.SearchStrategy[float] = moderate
) -> State:
    """States of one to four words and features, positions on or off, with or without pins."""
    size = st.integers(1, 4)
    config = Config(draw(size), draw(size), draw(size), draw(st.booleans()))
    words = tuple(Word(f"w{i}", f"字{i}") for i in range(draw(size)))
    graph = State(config, words, {}, {}).graph()
    inputs = {
        node.name: draw(
            matrices(graph.shapes[node.name], divisors if node.name == "divisor" else numbers)
        )
        for node in graph.nodes
        if not node.computed
    }
    cells = [
        (node.name, cell)
        for node in graph.nodes
        if node.computed
        for cell in np.ndindex(graph.shapes[node.name])
    ]
    overrides: dict[str, dict[tuple[int, ...], float]] = {}
    if pinned:
        for name, cell in draw(st.lists(st.sampled_from(cells), max_size=4)):
            overrides.setdefault(name, {})[cell] = draw(numbers)
    return State(config, words, inputs, overrides)


def apply(op: Op, *inputs: Array) -> Array:
    """The result of an operation, in a buffer that held something else before."""
    out = np.full(op.infer_shape([array.shape for array in inputs]), np.nan)
    op.forward(inputs, out)
    return out


def same_state(a: State, b: State) -> bool:
    """Whether two states are the same to the bit."""
    return (
        a.config == b.config
        and a.words == b.words
        and a.inputs.keys() == b.inputs.keys()
        and all(identical(a.inputs[name], b.inputs[name]) for name in a.inputs)
        and {n: {c: v.hex() for c, v in cells.items()} for n, cells in a.overrides.items()}
        == {n: {c: v.hex() for c, v in cells.items()} for n, cells in b.overrides.items()}
    )


def identical(a: Array, b: Array) -> bool:
    """Whether two arrays are the same to the bit (-0 is not 0)."""
    return a.shape == b.shape and a.tobytes() == b.tobytes()

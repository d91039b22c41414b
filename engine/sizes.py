"""The sizes of an example: which can be asked for, whether they fit, what they make."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from engine.errors import SoftmixError
from engine.graph import Axis, Graph
from engine.ops import MatMul, QueryKeyProduct, SumOfProducts
from engine.pipeline import MAX_HEADS, Config, check, pipeline
from engine.state import State
from engine.words import Word

#: What a person can ask a size of: axes, with `head` for the number of heads; and `blocks`.
Size = Axis | Literal["blocks"]

#: How far from what was asked a size that fits is looked for.
_REACH = 64


class Plan(msgspec.Struct, frozen=True):
    """Sizes that fit together, and what an example of these sizes holds.

    Attributes:
        learned: how many numbers training would find.
        numbers: how many numbers all matrices hold.
    """

    config: Config
    words: tuple[Word, ...]
    memory_words: tuple[Word, ...]
    learned: int
    numbers: int

    @property
    def memory(self) -> int:
        """What the numbers take while the example is open (MB), at most: each is held twice, as the
        evaluator uses it, and to go back to or to write the next pass into. A drawn matrix that
        nobody has edited is held once.
        """
        return round(2 * 8 * self.numbers / 2**20)


def sizes_of(state: State) -> dict[Size, int]:
    """The sizes of an example that a person can ask for."""
    config = state.config
    sizes: dict[Size, int] = {
        "word": len(state.words),
        "d_model": config.d_model,
        "head": config.heads,
        "d_k": config.d_k,
        "d_v": config.d_v,
    }
    if config.memory:
        sizes["memory"] = len(state.memory_words)
    if config.extent == "block":
        sizes |= {"d_ff": config.d_ff, "blocks": config.blocks}
    return sizes


def plan(state: State, sizes: Mapping[Size, int]) -> Plan:
    """What the example is with other sizes. More words repeat the sentence from its start.

    Raises:
        SizeLimit and what else `engine.pipeline.check` raises: the sizes do not fit.
    """
    fields = {"heads" if size == "head" else size: number for size, number in sizes.items()}
    words = fields.pop("word", len(state.words))
    memory = fields.pop("memory", len(state.memory_words))
    config = msgspec.structs.replace(state.config, **fields)
    check(config, words, memory)
    graph = pipeline(config, words, memory)
    counts = {name: math.prod(shape) for name, shape in graph.shapes.items()}
    return Plan(
        config,
        _repeated(state.words, words),
        _repeated(state.memory_words, memory),
        learned=sum(counts[node.name] for node in graph.nodes if node.learned),
        numbers=graph.numbers,
    )


def fitting(
    state: State, sizes: Mapping[Size, int], size: Size, numbers: Iterable[int]
) -> list[int]:
    """Which of `numbers` fit as the one size where the others are as asked."""
    return [number for number in numbers if _fits(state, {**sizes, size: number})]


def fitting_heads(state: State, sizes: Mapping[Size, int]) -> list[int]:
    """The numbers of heads that fit the other sizes asked for."""
    return fitting(state, sizes, "head", range(1, MAX_HEADS + 1))


def pass_cost(graph: Graph) -> int:
    """How many multiplications and additions the products of one pass through a graph take."""
    cost = 0
    for node in graph.nodes:
        if isinstance(node.op, MatMul | QueryKeyProduct):
            cost += math.prod(graph.shapes[node.name]) * graph.shapes[node.inputs[0]][-1]
        elif isinstance(node.op, SumOfProducts):
            first = graph.shapes[node.inputs[0]]
            inner = first[-2] if node.op.products[0].left else first[-1]
            cost += math.prod(graph.shapes[node.name]) * inner * len(node.op.products)
    return cost


def ways_out(state: State, sizes: Mapping[Size, int]) -> list[tuple[Size, int]]:
    """Single sizes that, changed so, make sizes fit that do not: the nearest below and above."""
    found: list[tuple[Size, int]] = []
    candidates: tuple[Size, ...] = ("head", "d_model", "d_v")
    for size in candidates:
        asked = sizes.get(size, sizes_of(state)[size])
        for steps in (range(asked - 1, max(asked - _REACH, 1) - 1, -1),
                      range(asked + 1, asked + _REACH + 1)):  # fmt: skip
            fits = next((n for n in steps if _fits(state, {**sizes, size: n})), None)
            if fits is not None:
                found.append((size, fits))
    return found


def _fits(state: State, sizes: Mapping[Size, int]) -> bool:
    try:
        plan(state, sizes)
    except SoftmixError:
        return False
    return True


def _repeated(words: tuple[Word, ...], size: int) -> tuple[Word, ...]:
    return tuple(words[place % len(words)] for place in range(size)) if words else words

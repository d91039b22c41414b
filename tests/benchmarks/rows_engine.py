"""The engine: a block against torch and against its products alone; one cell against all."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from engine.evaluator import Evaluator
from engine.initial import default_input
from engine.pipeline import Config, pipeline
from engine.resize import with_sentence
from engine.scenario import find_scenario
from engine.state import State
from engine.switches import reconfigure
from engine.words import Word
from tests.benchmarks.table import Action, Row, medians


def paper(words: int) -> State:
    """A block of the paper's size for a sentence of so many words."""
    names = [f"word{index}" for index in range(words)]
    return with_sentence(find_scenario("paper-base").state(), names)


def drawn(config: Config, count: int) -> State:
    """An example of any size, larger ones too than a person may ask for."""
    words = tuple(Word(f"word{index}", f"词{index}") for index in range(count))
    graph = pipeline(config, count)
    inputs = {
        node.name: default_input(node, graph, config, words, ())
        for node in graph.nodes
        if not node.computed
    }
    return State(config, words, inputs, {})


def full_recompute(evaluator: Evaluator) -> Action:
    """An edit of the words: every node after them is computed anew."""
    name = "E" if "E" in evaluator.graph else "X"

    def run(turn: int) -> None:
        evaluator.set_cell(name, (0, 0), 1 + turn % 7 / 10)

    return run


def products(evaluator: Evaluator) -> Action:
    """The matrix products of a block and nothing else, into buffers of their own."""
    value = evaluator.value
    pairs = [("X", f"W_{letter}") for letter in "QKV"]
    pairs += [("weights", "V"), ("concat", "W_O"), ("norm_1", "W_1"), ("ffn_activation", "W_2")]
    factors = [(value(a), value(b)) for a, b in pairs]
    factors.append((value("Q"), value("K").swapaxes(-1, -2)))
    work = [(a, b, a @ b) for a, b in factors]

    def run(_: int) -> None:
        for left, right, out in work:
            np.matmul(left, right, out=out)

    return run


def torch_layer(words: int, d_model: int, heads: int, d_ff: int, *, double: bool) -> Action | None:
    """One encoder layer of torch, in evaluation, float64 as ours; None where it is missing."""
    try:
        import torch
    except ImportError:
        return None
    layer = torch.nn.TransformerEncoderLayer(d_model, heads, d_ff, dropout=0.0, batch_first=True)
    layer = layer.double() if double else layer
    layer.eval()
    given = torch.randn(1, words, d_model, dtype=torch.float64 if double else torch.float32)

    def run(_: int) -> None:
        with torch.no_grad():
            layer(given)

    return run


def rows(quick: bool) -> list[Row]:
    """All rows of the engine."""
    return [toy(quick), overhead(quick), block(quick), *cells(quick), up_to_mix(quick)]


def toy(quick: bool) -> Row:
    """The worked block of three words through the graph, against torch's layer of that size."""
    evaluator = find_scenario("worked-block").state().evaluator()
    actions = {"ours": full_recompute(evaluator)}
    peer = torch_layer(3, 4, 2, 6, double=True)
    if peer is not None:
        actions["torch"] = peer
    found = medians(actions, 20 if quick else 1500, 50)
    return Row(
        "toy block, full recompute through the graph", "torch encoder layer", found["ours"],
        found.get("torch"), 0.8,
    )  # fmt: skip


def overhead(quick: bool) -> Row:
    """What the graph adds to the operations alone, a node (µs)."""
    evaluator = find_scenario("worked-block").state().evaluator()
    graph = evaluator.graph
    work: list[tuple[Callable[..., object], list[np.ndarray], np.ndarray]] = []
    for name in graph.downstream("X")[1:]:
        node = graph[name]
        assert node.op is not None
        inputs = [evaluator.value(source) for source in node.inputs]
        work.append((node.op.forward, inputs, np.empty(graph.shapes[name])))

    def alone(_: int) -> None:
        for forward, inputs, out in work:
            forward(inputs, out)

    found = medians({"ours": full_recompute(evaluator), "alone": alone}, 20 if quick else 1500, 50)
    added = (found["ours"] - found["alone"]) * 1000 / len(work)
    return Row("what the graph adds to its operations, a node", "–", added, None, 2.0, unit="µs")


def block(quick: bool) -> Row:
    """The paper's block through the graph, against the sum of its products."""
    evaluator = paper(8 if quick else 64).evaluator()
    actions = {"ours": full_recompute(evaluator), "products": products(evaluator)}
    peer = torch_layer(8 if quick else 64, 512, 8, 2048, double=True)
    if peer is not None:
        actions["torch"] = peer
    found = medians(actions, 3 if quick else 40, pause=0.02)
    note = ""
    if "torch" in found:
        note = f"torch's layer takes {found['torch'] / found['products']:.2f}× its products"
    return Row(
        "paper block (512/8/2048), full, through the graph", "sum of its matrix products",
        found["ours"], found["products"], 1.2, note=note,
    )  # fmt: skip


def one_cell(evaluator: Evaluator, name: str) -> Action:
    """An edit of one cell on the quick way."""
    cell = (0,) * len(evaluator.graph.shapes[name])

    def run(turn: int) -> None:
        evaluator.set_cell(name, cell, 0.5 + turn % 7 / 100)

    return run


def against_full(state: State, name: str, title: str, goal: float, rounds: int) -> Row:
    """One cell on the quick way against computing everything, of the same size."""
    plain, ours = state.evaluator(), state.evaluator()
    ours.quick = True
    found = medians({"ours": one_cell(ours, name), "full": full_recompute(plain)}, rounds)
    return Row(title, "our full recompute", found["ours"], found["full"], goal, at_least=True)


def cells(quick: bool) -> list[Row]:
    """W_1 and W_2 at the paper's size, and at the largest."""
    small = paper(4 if quick else 64)
    made = [
        against_full(small, name, f"{name} cell, paper size", 20, 3 if quick else 40)
        for name in ("W_1", "W_2")
    ]
    if not quick:
        large = drawn(
            Config(768, 64, 64, heads=12, d_ff=3072, extent="block", vectors="real"), 1024
        )
        made += [
            against_full(large, name, f"{name} cell, 1024 words, d_model 768", 20, 7)
            for name in ("W_1", "W_2")
        ]
    return made


def up_to_mix(quick: bool) -> Row:
    """A cell of X, where the pipeline ends at the mix of the heads."""
    state = reconfigure(paper(4 if quick else 64), extent="head", blocks=1)
    plain, ours = state.evaluator(), state.evaluator()
    ours.quick = True

    def whole(turn: int) -> None:
        plain.set_matrix("E", plain.value("E") + 0.001 * (turn % 3 - 1 or 1))

    found = medians({"ours": one_cell(ours, "E"), "full": whole}, 3 if quick else 40)
    return Row(
        "X cell up to head_output, paper size", "our full recompute to there", found["ours"],
        found["full"], 10, at_least=True,
    )  # fmt: skip

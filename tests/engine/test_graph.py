"""Graphs: order, ties, and every way of being built wrong."""

from __future__ import annotations

import pytest

from engine.errors import GraphError, UnknownNode
from engine.graph import Graph, Node
from engine.ops import Add, MatMul, Op, QueryKeyProduct, Softmax
from engine.pipeline import Config, pipeline

SIZES = {"word": 3, "d_model": 4, "d_k": 2, "d_v": 5, "one": 1}


def node(name: str, *inputs: str, op: Op | None = None, axes: tuple[str, str] = ("word", "word")):
    """A node of word x word; one input gives a softmax, two a sum, unless `op` says otherwise."""
    made = op or (None, Softmax(), Add())[len(inputs)]
    return Node(name, name, "scores", "attention", axes, scale="s", op=made, inputs=inputs)


ORDERS = {
    "one": ([node("a")], "a"),
    "chain": ([node("a"), node("b", "a"), node("c", "b")], "a b c"),
    "chain, registered backwards": ([node("c", "b"), node("b", "a"), node("a")], "a b c"),
    "diamond": (
        [node("a"), node("l", "a"), node("r", "a"), node("z", "l", "r")],
        "a l r z",
    ),
    "diamond, right first": (
        [node("a"), node("r", "a"), node("l", "a"), node("z", "l", "r")],
        "a r l z",
    ),
    "two roots": ([node("b"), node("a"), node("z", "a", "b")], "b a z"),
    "a root registered late": ([node("y", "a"), node("b"), node("a")], "b a y"),
    "ties by registration": (
        [node("z", "a"), node("a"), node("m"), node("k", "m")],
        "a z m k",
    ),
    "twice the same input": ([node("a"), node("d", "a", "a")], "a d"),
    "not joined": ([node("a"), node("p"), node("q", "p"), node("b", "a")], "a p q b"),
}


@pytest.mark.parametrize(("nodes", "order"), ORDERS.values(), ids=ORDERS.keys())
def test_order(nodes: list[Node], order: str) -> None:
    graph = Graph(nodes, SIZES)
    assert " ".join(graph.order) == order
    assert [n.name for n in graph.nodes] == order.split()


A_B = [node("a"), node("b", "a")]
BROKEN = {
    "a cycle of two": ([node("p", "q"), node("q", "p")], "p", "cycle"),
    "a cycle of one": ([node("a"), node("p", "p")], "p", "cycle"),
    "an unknown input": ([*A_B, node("c", "nobody")], "c", "nobody"),
    "a name taken twice": ([*A_B, node("a")], "a", "twice"),
    "a clash": (
        [node("x", axes=("word", "d_model")), node("w", axes=("d_k", "d_v")),
         node("p", "x", "w", op=MatMul(), axes=("word", "d_v"))],
        "p",
        "3×4 and 2×5",
    ),
    "axes that lie": ([node("a"), node("b", "a", axes=("word", "d_k"))], "b", "3, 2"),
    "queries and keys": (
        [node("q", axes=("word", "d_k")), node("k", axes=("word", "d_v")),
         node("s", "q", "k", op=QueryKeyProduct())],
        "s",
        "3×2 and 3×5",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("nodes", "name", "says"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_graph_names_the_node(nodes: list[Node], name: str, says: str) -> None:
    with pytest.raises(GraphError) as error:
        Graph(nodes, SIZES)
    assert error.value.fields["node"] == name
    assert says in str(error.value)


def test_a_cycle_names_its_own_nodes_only() -> None:
    nodes = [node("after", "q"), node("a"), node("p", "q"), node("q", "a", "r"), node("r", "p")]
    with pytest.raises(GraphError) as error:
        Graph(nodes, SIZES)
    assert "after" not in str(error.value)
    reason = str(error.value.fields["reason"])
    named = reason.removeprefix("a cycle joins ").split(", ")
    assert sorted(named) == ["p", "q", "r"]
    feeds = {("p", "r"), ("r", "q"), ("q", "p")}
    assert set(zip(named, named[1:] + named[:1], strict=True)) == feeds


def test_the_attention_pipeline() -> None:
    graph = pipeline(Config(d_model=4, d_k=2, d_v=5), words=3)
    assert graph.shapes == {
        "X": (3, 4), "W_Q": (4, 2), "W_K": (4, 2), "W_V": (4, 5), "Q": (3, 2), "K": (3, 2),
        "V": (3, 5), "scores": (3, 3), "divisor": (1, 1), "scaled_scores": (3, 3),
        "weights": (3, 3), "head_output": (3, 5),
    }  # fmt: skip
    assert list(graph.order) == list(graph.shapes)
    with_positions = pipeline(Config(4, 2, 5, positions=True), words=3)
    assert with_positions.order == ("E", "PE", *graph.order)
    assert with_positions["X"].computed
    assert not graph["X"].computed


def test_consumers_and_membership() -> None:
    graph = pipeline(Config(4, 2, 5), words=3)
    assert graph.consumers("X") == ("Q", "K", "V")
    assert graph.consumers("head_output") == ()
    assert "Q" in graph
    assert "PE" not in graph
    with pytest.raises(UnknownNode, match=r"“nobody”.*X, W_Q"):
        graph.consumers("nobody")
    with pytest.raises(UnknownNode):
        graph["nobody"]

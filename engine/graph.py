"""The topology of a pipeline: nodes, what feeds what, shapes, order. No values live here."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from engine.errors import GraphError, UnknownNode
from engine.ops.base import Op, Shape, ShapeError
from engine.ops.heads import outside_blocks

Role = Literal["query", "key", "value", "attention", "residual"]
Stage = Literal[
    "embedding",
    "projections",
    "scores",
    "softmax",
    "mix",
    "heads",
    "add_norm_1",
    "feed_forward",
    "add_norm_2",
    "loss",
]
#: The numbers of the model and what it is wrong by; the gradients of that, from the loss back; and
#: the parameters a step downhill would make.
Flow = Literal["forward", "backward", "update"]
#: What an operation reads of an input: its value; or, of a gradient, nothing where the node it is
#: the gradient of is pinned, for a pin hands nothing on; or what the node's own operation made.
Read = Literal["value", "open", "computed"]
#: `memory` counts the words of the memory (cross-attention), `concat` is heads · d_v, and `head`
#: leads the matrices that every head has of its own.
Axis = Literal["word", "memory", "d_model", "d_k", "d_v", "d_ff", "concat", "head", "one"]
Sizes = Mapping[Axis, int]


class Node(msgspec.Struct, frozen=True):
    """One matrix of the pipeline.

    Attributes:
        name: the field's name, the same in code, diagram, lesson, file and command line.
        symbol: the short symbol of cards and formulas, `_` before a subscript: `W_Q`, `S`.
        axes: what the rows and the columns are; the sizes of the axes give an input its shape.
        op: the operation that computes it from `inputs`; None for an input.
        learned: an input that training would find (a parameter), as opposed to data.
        scale: nodes with one scale share a colour range; `weights` is always 0 to 1.
        flow: which of the three flows it belongs to.
        of: the node it is the gradient of, or the next version of.
        reads: what the operation reads of each input, where it is not the value of all.
    """

    name: str
    symbol: str
    stage: Stage
    role: Role
    axes: tuple[Axis, Axis]
    scale: str
    op: Op | None = None
    inputs: tuple[str, ...] = ()
    learned: bool = False
    per_head: bool = False
    block: int = 1
    binary: bool = False
    neutral: float = 0.0
    cut: bool = False
    flow: Flow = "forward"
    of: str = ""
    reads: tuple[Read, ...] = ()

    @property
    def computed(self) -> bool:
        """Whether an operation makes it (as opposed to an input that is given)."""
        return self.op is not None

    @property
    def logical_axes(self) -> tuple[Axis, ...]:
        """The axes with heads spelled out: `(head, d_model, d_k)`, and `concat` as `head, d_v`."""
        spelled: list[Axis] = ["head"] if self.per_head else []
        for axis in self.axes:
            spelled += ["head", "d_v"] if axis == "concat" else [axis]
        return tuple(spelled)


class Graph:
    """Nodes in a deterministic order: inputs before what they feed, ties by registration.

    Attributes:
        order: the names in the order they are computed.
        shapes: (rows, columns), or (heads, rows, columns) for what every head has of its own.

    Raises:
        GraphError: a name is taken twice, an input does not exist, nodes form a cycle, or shapes
            do not fit; the error names the node.
    """

    def __init__(self, nodes: Iterable[Node], sizes: Sizes) -> None:
        self._nodes: dict[str, Node] = {}
        for node in nodes:
            if node.name in self._nodes:
                raise GraphError(node=node.name, reason="the name is taken twice")
            self._nodes[node.name] = node
        self.sizes: dict[Axis, int] = dict(sizes)
        self.order: tuple[str, ...] = self._sorted()
        self.shapes: dict[str, Shape] = {}
        for name in self.order:
            self.shapes[name] = self._shape(self._nodes[name])
        self._zeros: dict[str, NDArray[np.bool_]] = {}
        consumers: dict[str, list[str]] = {name: [] for name in self.order}
        for name in self.order:
            for source in dict.fromkeys(self._nodes[name].inputs):
                consumers[source].append(name)
        self._consumers = {name: tuple(them) for name, them in consumers.items()}
        self._turned = {(n.of, n.flow): n.name for n in self._nodes.values() if n.of}

    @property
    def numbers(self) -> int:
        """How many numbers all matrices hold."""
        return sum(map(math.prod, self.shapes.values()))

    def __contains__(self, name: object) -> bool:
        return name in self._nodes

    def __getitem__(self, name: str) -> Node:
        """The node of that name. Raises UnknownNode, which lists the names there are."""
        try:
            return self._nodes[name]
        except KeyError:
            raise UnknownNode(name=name, known=", ".join(self.order)) from None

    @property
    def heads(self) -> int:
        """How many heads there are."""
        return self.sizes.get("head", 1)

    @property
    def blocks(self) -> int:
        """How many blocks are stacked."""
        return max((node.block for node in self._nodes.values()), default=1)

    @property
    def nodes(self) -> tuple[Node, ...]:
        """All nodes in order."""
        return tuple(self._nodes[name] for name in self.order)

    def turned(self, name: str, flow: Flow) -> str | None:
        """The gradient of a node (`backward`), or what a step makes of it (`update`).

        A node itself is what it is in the flow it belongs to; None where there is no such node.
        """
        return name if self[name].flow == flow else self._turned.get((name, flow))

    def standing(self, name: str, flow: Flow) -> str:
        """What stands in the place of a forward node in another flow.

        It is the node itself where it has nothing there: a mask has no gradient. What a step makes
        of the parameters stands among the gradients it is made of, the learning rate where the
        target was.
        """
        if flow == "update":
            if name == "target":
                return "learning_rate"
            return self.turned(name, flow) or self.turned(name, "backward") or name
        return self.turned(name, flow) or name

    def upright(self, name: str) -> str:
        """The forward node in whose place a node stands."""
        return "target" if name == "learning_rate" else self[name].of or name

    @property
    def ahead(self) -> tuple[Node, ...]:
        """The nodes of the forward flow, in order."""
        return tuple(node for node in self.nodes if node.flow == "forward")

    @property
    def output(self) -> str:
        """What the model makes: the last node before the loss."""
        return next(n.name for n in reversed(self.ahead) if n.stage != "loss")

    def consumers(self, name: str) -> tuple[str, ...]:
        """The nodes that read `name` directly, in order."""
        return self._consumers[self[name].name]

    def _sorted(self) -> tuple[str, ...]:
        for node in self._nodes.values():
            for source in node.inputs:
                if source not in self._nodes:
                    raise GraphError(node=node.name, reason=f"its input {source} does not exist")
        done: dict[str, None] = {}
        waiting = list(self._nodes)
        while waiting:
            ready = next((n for n in waiting if done.keys() >= {*self._nodes[n].inputs}), None)
            if ready is None:
                cycle = self._cycle(waiting)
                raise GraphError(node=cycle[0], reason=f"a cycle joins {', '.join(cycle)}")
            done[ready] = None
            waiting.remove(ready)
        return tuple(done)

    def _cycle(self, waiting: list[str]) -> list[str]:
        """The nodes of one cycle among those that wait for each other, each feeding the next."""
        path = [waiting[0]]
        while path.count(path[-1]) == 1:
            path.append(next(i for i in self._nodes[path[-1]].inputs if i in waiting))
        return path[path.index(path[-1]) + 1 :][::-1]

    def zeros(self, name: str) -> NDArray[np.bool_] | None:
        """Which cells of an input are fixed at 0 because the vector is cut; None where none is."""
        node = self[name]
        if not node.cut or self.heads == 1:
            return None
        if name not in self._zeros:
            self._zeros[name] = outside_blocks(self.shapes[name])
        return self._zeros[name]

    def downstream(self, name: str) -> tuple[str, ...]:
        """Every node that an edit of `name` can move, in order, `name` first."""
        reached = {self[name].name}
        for other in self.order:
            if not reached.isdisjoint(self._nodes[other].inputs):
                reached.add(other)
        return tuple(other for other in self.order if other in reached)

    def _shape(self, node: Node) -> Shape:
        declared: Shape = tuple(self.sizes[axis] for axis in node.axes)
        if node.per_head and self.heads > 1:
            declared = (self.heads, *declared)
        if node.op is None:
            return declared
        try:
            inferred = node.op.infer_shape([self.shapes[source] for source in node.inputs])
        except ShapeError as error:
            raise GraphError(node=node.name, reason=str(error)) from None
        if inferred != declared:
            raise GraphError(
                node=node.name, reason=f"its axes {node.axes} say {declared}, its op {inferred}"
            )
        return inferred

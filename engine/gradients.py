"""The gradient of a loss by every number of a pipeline, by reverse accumulation of the vjps.

(Rumelhart, Hinton, Williams 1986.) A pinned cell is what it is, whatever made it: nothing flows on
from it. A frozen input gets no gradient.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from engine.evaluator import Evaluator
from engine.ops import Array, Cell


def gradients(
    evaluator: Evaluator, seeds: Mapping[str, Array], frozen: Collection[str] = ()
) -> dict[str, Array]:
    """The gradient by every node that the seeded ones depend on, in the graph's order.

    Where numbers have overflowed there may be no derivative: it is NaN there. Cells that are fixed
    at 0 cannot be changed and have the gradient 0.

    Args:
        seeds: the gradient of the loss by some nodes, each of the node's shape.
        frozen: inputs that are not to be learnt; they are left out.

    Raises:
        UnknownNode: there is no such node.
        ValueError: a seed has not the shape of its node.
    """
    graph = evaluator.graph
    found: dict[str, Array] = {}
    made: dict[str, Array] = {}  # by what an operation made, pinned or not: a softmax's way back
    for name, seed in seeds.items():
        if seed.shape != graph.shapes[graph[name].name]:
            raise ValueError(f"the gradient of {name} is {seed.shape}, not {graph.shapes[name]}")
        found[name] = seed.astype(np.float64)
    with np.errstate(all="ignore"):
        for node in reversed(graph.nodes):
            grad, pins = found.get(node.name), evaluator.overrides(node.name)
            if grad is not None:
                grad = _without(grad, pins)
            if node.name in made:
                grad = made[node.name] if grad is None else grad + made[node.name]
                found[node.name] = _without(made[node.name], pins) + found.get(node.name, 0.0)
            if grad is None or node.op is None or not node.inputs:
                continue
            parts = node.op.vjp(grad, evaluator.read_by(node.name), evaluator.computed(node.name))
            reads = node.reads or ("value",) * len(parts)
            for source, part, read in zip(node.inputs, parts, reads, strict=True):
                if read == "open":
                    part = _without(part, evaluator.overrides(graph[source].of))
                into = made if read == "computed" else found
                into[source] = into[source] + part if source in into else part
    for source, grad in found.items():
        zeros = graph.zeros(source)
        if zeros is not None:
            found[source] = np.where(zeros, 0.0, grad)
    return {name: found[name] for name in graph.order if name in found and name not in frozen}


def _without(grad: Array, pins: Mapping[Cell, float]) -> Array:
    """The gradient with 0 where a cell is pinned."""
    if not pins:
        return grad
    grad = grad.copy()
    for pin in pins:
        grad[pin] = 0.0
    return grad

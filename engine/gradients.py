"""The gradient of a loss by every number of a pipeline, by reverse accumulation of the vjps.

(Rumelhart, Hinton, Williams 1986.) A pinned cell is what it is, whatever made it: nothing flows on
from it. A frozen input gets no gradient.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from engine.evaluator import Evaluator
from engine.ops import Array


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
    for name, seed in seeds.items():
        if seed.shape != graph.shapes[graph[name].name]:
            raise ValueError(f"the gradient of {name} is {seed.shape}, not {graph.shapes[name]}")
        found[name] = seed.astype(np.float64)
    with np.errstate(all="ignore"):
        for node in reversed(graph.nodes):
            grad = found.get(node.name)
            if grad is None or node.op is None or not node.inputs:
                continue
            pins = evaluator.overrides(node.name)
            if pins:
                grad = grad.copy()
                for pin in pins:
                    grad[pin] = 0.0
            inputs = [evaluator.value(source) for source in node.inputs]
            parts = node.op.vjp(grad, inputs, evaluator.computed(node.name))
            for source, part in zip(node.inputs, parts, strict=True):
                found[source] = found[source] + part if source in found else part
    for source, grad in found.items():
        zeros = graph.zeros(source)
        if zeros is not None:
            found[source] = np.where(zeros, 0.0, grad)
    return {name: found[name] for name in graph.order if name in found and name not in frozen}

"""The way back: the loss, the gradient of it by every number, and a step downhill.

Every forward node that the loss depends on gets a node `grad_…` of its own shape, made from the
gradients of what reads it by reverse accumulation (Rumelhart, Hinton, Williams 1986). A mask is a
choice, not a quantity, and has none.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from engine.graph import Node, Read
from engine.ops import (
    Add,
    ColumnSums,
    ConcatHeads,
    Descent,
    Difference,
    Divide,
    DivisorSlope,
    EpsilonSlope,
    Factors,
    GammaSlopes,
    Gelu,
    GeluSlopes,
    HandOn,
    LayerNorm,
    Linear,
    Mask,
    MatMul,
    NormGradient,
    Op,
    QueryKeyProduct,
    Relu,
    ReluSlopes,
    Softmax,
    SoftmaxSlopes,
    SplitHeads,
    SquaredError,
    SumOfProducts,
    ZeroMask,
)
from engine.pipeline.config import Config

#: How far a step goes, until someone says otherwise.
RATE = 0.1


def gradient_name(name: str) -> str:
    """`grad_Q` for `Q`, `block_2.grad_Q` for `block_2.Q`."""
    return _named("grad_", name)


def next_name(name: str) -> str:
    """`next_W_Q` for `W_Q`: what a step downhill makes of it."""
    return _named("next_", name)


def backward(config: Config, ahead: Sequence[Node], output: str) -> list[Node]:
    """target (input), loss [1, 1], learning_rate [1, 1] (input), grad_… and next_….

    Args:
        ahead: the nodes of the forward flow.
        output: the one that is compared with the target.
    """
    nodes = {node.name: node for node in ahead}
    result = nodes[output]
    target = replace(
        result, name="target", symbol="T", stage="loss", role="residual", op=None, inputs=(),
    )  # fmt: skip
    single = replace(
        target, axes=("one", "one"), per_head=False, block=result.block, scale="loss"
    )  # fmt: skip
    loss = replace(single, name="loss", symbol="L", op=SquaredError(), inputs=(output, "target"))
    rate = replace(
        single, name="learning_rate", symbol="η", flow="update", neutral=RATE, scale="learning_rate"
    )
    made = [target, loss]
    gradients = {output: _gradient(result, _Way(Difference(), (output, "target")))}
    for node in reversed(ahead):
        if node.binary or node.name in config.frozen or node.name == output:
            continue
        ways = [
            _way(config, consumer, place)
            for consumer in ahead
            if consumer.name in gradients
            for place, source in enumerate(consumer.inputs)
            if source == node.name
        ]
        if ways:
            gradients[node.name] = _gradient(node, _joined(config, node, ways))
    learnt = [n for n in ahead if n.learned and n.name in gradients]
    steps = [_step(node) for node in learnt]
    return [*made, *gradients.values(), rate, *steps]


class _Way(msgspec.Struct, frozen=True):
    """One way a gradient comes back: an operation, what it reads, and how."""

    op: Op
    inputs: tuple[str, ...]
    reads: tuple[Read, ...] = msgspec.field(default=())


def _back(name: str, *others: str, op: Op, before: tuple[str, ...] = ()) -> _Way:
    """A way from the gradient of `name`, which is 0 where it is pinned, and from other values."""
    inputs = (*before, gradient_name(name), *others)
    values: tuple[Read, ...] = ("value",)
    reads: tuple[Read, ...] = (*values * len(before), "open", *values * len(others))
    return _Way(op, inputs, reads)


def _way(config: Config, consumer: Node, place: int) -> _Way:
    """What `consumer` hands back to its input number `place`."""
    name, inputs, op = consumer.name, consumer.inputs, consumer.op
    match op:
        case Linear() if place == 2:
            return _back(name, op=ColumnSums())
        case MatMul() if place == 0:
            return _back(name, inputs[1], op=SumOfProducts([Factors(right=True)]))
        case MatMul():
            return _back(name, op=SumOfProducts([Factors(left=True)]), before=(inputs[0],))
        case QueryKeyProduct() if place == 0:
            return _back(name, inputs[1], op=SumOfProducts([Factors()]))
        case QueryKeyProduct():
            return _back(name, inputs[0], op=SumOfProducts([Factors(left=True)]))
        case Divide() if place == 0:
            return _back(name, inputs[1], op=Divide())
        case Divide():
            return _back(name, *inputs, op=DivisorSlope())
        case Mask():
            return _back(name, inputs[1], op=ZeroMask())
        case Softmax():
            way = _back(name, name, op=SoftmaxSlopes("column" if op.down else "row"))
            return replace(way, reads=("open", "computed"))
        case ConcatHeads():
            return _back(name, op=SplitHeads(op, config.heads, config.d_v))
        case Relu():
            return _back(name, inputs[0], op=ReluSlopes())
        case Gelu():
            return _back(name, inputs[0], op=GeluSlopes())
        case LayerNorm():
            return _of_norm(consumer, op, place)
        case Add():
            return _back(name, op=HandOn())
    raise NotImplementedError(f"no way back through {type(op).__name__}")


def _of_norm(consumer: Node, norm: LayerNorm, place: int) -> _Way:
    x, gamma, _, eps = consumer.inputs
    if place == 2:
        return _back(consumer.name, op=ColumnSums())
    if place == 1:
        return _back(consumer.name, x, eps, op=GammaSlopes(norm))
    op = NormGradient(norm) if place == 0 else EpsilonSlope(norm)
    return _back(consumer.name, x, gamma, eps, op=op)


def _joined(config: Config, node: Node, ways: Sequence[_Way]) -> _Way:
    """The sum of what all that read `node` hand back, as one operation."""
    products = [way for way in ways if isinstance(way.op, SumOfProducts)]
    norms = [way for way in ways if isinstance(way.op, NormGradient)]
    passes = [way for way in ways if isinstance(way.op, HandOn)]
    inputs = tuple(name for way in (*products, *norms, *passes) for name in way.inputs)
    reads = tuple(read for way in (*products, *norms, *passes) for read in way.reads)
    if products and not norms:
        turns = [way.op.products[0] for way in products if isinstance(way.op, SumOfProducts)]
        op = SumOfProducts(
            turns,
            passes=len(passes),
            shared=config.heads > 1 and not node.per_head,
            cut=node.cut and config.heads > 1,
        )
        return _Way(op, inputs, reads)
    if len(ways) == 1:
        return ways[0]
    if len(norms) == 1 and len(passes) == 1 and len(ways) == 2:
        assert isinstance(norms[0].op, NormGradient)
        return _Way(NormGradient(norms[0].op.norm, passes=True), inputs, reads)
    if all(isinstance(way.op, EpsilonSlope) for way in ways):
        assert isinstance(ways[0].op, EpsilonSlope)
        inputs = tuple(name for way in ways for name in way.inputs[:3])
        reads = tuple(read for way in ways for read in way.reads[:3])
        slope = EpsilonSlope(ways[0].op.norm, len(ways))
        return _Way(slope, (*inputs, node.name), (*reads, "value"))
    raise NotImplementedError(f"what reads {node.name} cannot be added up")


def _gradient(node: Node, way: _Way) -> Node:
    return replace(
        node,
        name=gradient_name(node.name),
        symbol=f"∂{node.symbol}",
        scale=f"gradient_{node.scale}",
        op=way.op,
        inputs=way.inputs,
        reads=way.reads,
        learned=False,
        cut=False,
        neutral=0.0,
        flow="backward",
        of=node.name,
    )


def _step(node: Node) -> Node:
    return replace(
        node,
        name=next_name(node.name),
        symbol=_next_symbol(node.symbol),
        op=Descent(),
        inputs=(node.name, "learning_rate", gradient_name(node.name)),
        learned=False,
        cut=False,
        neutral=0.0,
        flow="update",
        of=node.name,
    )


def _next_symbol(symbol: str) -> str:
    """`W′_Q` for `W_Q`."""
    base, underscore, subscript = symbol.partition("_")
    return f"{base}′{underscore}{subscript}"


def _named(prefix: str, name: str) -> str:
    block, dot, base = name.rpartition(".")
    return f"{block}{dot}{prefix}{base}"

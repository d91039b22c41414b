"""The operations. Each class holds its formula, shape rule, forward, vjp, terms of a cell."""

from engine.ops.activation import Gelu, Relu
from engine.ops.attention import CausalMask, Divide, Mask, PaddingMask, Softmax, ZeroMask
from engine.ops.base import Array, Cell, Cells, Op, Operand, Shape, ShapeError, Term, Terms
from engine.ops.embedding import SinusoidalPositions
from engine.ops.heads import ConcatHeads, ReshapeHeads
from engine.ops.linear import Linear, MatMul, Mix, QueryKeyProduct
from engine.ops.moves import Moved, cell_at
from engine.ops.residual import Add, LayerNorm, NormAxis, NormDivisor

__all__ = [
    "Add",
    "Array",
    "CausalMask",
    "Cell",
    "Cells",
    "ConcatHeads",
    "Divide",
    "Gelu",
    "LayerNorm",
    "Linear",
    "Mask",
    "MatMul",
    "Mix",
    "Moved",
    "NormAxis",
    "NormDivisor",
    "Op",
    "Operand",
    "PaddingMask",
    "QueryKeyProduct",
    "Relu",
    "ReshapeHeads",
    "Shape",
    "ShapeError",
    "SinusoidalPositions",
    "Softmax",
    "Term",
    "Terms",
    "ZeroMask",
    "cell_at",
]

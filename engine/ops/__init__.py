"""The operations. Each class holds its formula, shape rule, forward, vjp, terms of a cell."""

from engine.ops.activation import Gelu, Relu
from engine.ops.attention import CausalMask, Divide, Mask, PaddingMask, Softmax, ZeroMask
from engine.ops.base import Array, Cell, Cells, Op, Operand, Shape, ShapeError, Term, Terms
from engine.ops.embedding import SinusoidalPositions
from engine.ops.error import Descent, Difference, SquaredError
from engine.ops.handing import ColumnSums, HandOn, SplitHeads
from engine.ops.heads import ConcatHeads, ReshapeHeads
from engine.ops.linear import Linear, MatMul, Mix, QueryKeyProduct
from engine.ops.moves import Moved, cell_at
from engine.ops.norm_gradient import EpsilonSlope, GammaSlopes, NormGradient
from engine.ops.residual import Add, LayerNorm, NormAxis, NormDivisor
from engine.ops.slopes import DivisorSlope, GeluSlopes, ReluSlopes, SoftmaxSlopes
from engine.ops.transposed import Factors, SumOfProducts

__all__ = [
    "Add",
    "Array",
    "CausalMask",
    "Cell",
    "Cells",
    "ColumnSums",
    "ConcatHeads",
    "Descent",
    "Difference",
    "Divide",
    "DivisorSlope",
    "EpsilonSlope",
    "Factors",
    "GammaSlopes",
    "Gelu",
    "GeluSlopes",
    "HandOn",
    "LayerNorm",
    "Linear",
    "Mask",
    "MatMul",
    "Mix",
    "Moved",
    "NormAxis",
    "NormDivisor",
    "NormGradient",
    "Op",
    "Operand",
    "PaddingMask",
    "QueryKeyProduct",
    "Relu",
    "ReluSlopes",
    "ReshapeHeads",
    "Shape",
    "ShapeError",
    "SinusoidalPositions",
    "Softmax",
    "SoftmaxSlopes",
    "SplitHeads",
    "SquaredError",
    "SumOfProducts",
    "Term",
    "Terms",
    "ZeroMask",
    "cell_at",
]

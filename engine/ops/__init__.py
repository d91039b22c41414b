"""The operations. Each class holds its formula, shape rule, forward, vjp, terms of a cell."""

from engine.ops.attention import Divide, Softmax
from engine.ops.base import Array, Cell, Op, Operand, Shape, ShapeError, Term, Terms
from engine.ops.embedding import SinusoidalPositions
from engine.ops.linear import MatMul, Mix, QueryKeyProduct
from engine.ops.residual import Add

__all__ = [
    "Add",
    "Array",
    "Cell",
    "Divide",
    "MatMul",
    "Mix",
    "Op",
    "Operand",
    "QueryKeyProduct",
    "Shape",
    "ShapeError",
    "SinusoidalPositions",
    "Softmax",
    "Term",
    "Terms",
]

"""How the loss, its gradients and a step downhill are written as formulas of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from engine.graph import Node
from engine.ops import (
    Cell,
    ColumnSums,
    Descent,
    Difference,
    DivisorSlope,
    EpsilonSlope,
    GammaSlopes,
    GeluSlopes,
    HandOn,
    LayerNorm,
    NormGradient,
    ReluSlopes,
    SoftmaxSlopes,
    SplitHeads,
    SquaredError,
    SumOfProducts,
)
from engine.sheet import Rules, Sheet


def _every(sheet: Sheet, name: str) -> Iterable[Cell]:
    """Every cell of a node."""
    cells: list[Cell] = [()]
    for size in sheet.graph.shapes[name]:
        cells = [(*cell, index) for cell in cells for index in range(size)]
    return cells


def _products(sheet: Sheet, node: Node, cell: Cell) -> str:
    op = node.op
    assert isinstance(op, SumOfProducts)
    made: list[str] = []
    if not op.is_cut_off(cell, sheet.graph.shapes[node.name]):
        shapes = [sheet.graph.shapes[name] for name in node.inputs]
        for pair in op.factors(cell, shapes):
            made.append("*".join(sheet.read(node, index, at) for index, at in pair))
        first = 2 * len(op.products)
        made += [sheet.read(node, first + number, cell) for number in range(op.passes)]
    return "+".join(made) or "0"


def _column_sums(sheet: Sheet, node: Node, cell: Cell) -> str:
    rows = range(sheet.graph.shapes[node.inputs[0]][-2])
    return "+".join(sheet.read(node, 0, (*cell[:-2], row, cell[-1])) for row in rows)


def _hand_on(sheet: Sheet, node: Node, cell: Cell) -> str:
    return sheet.read(node, 0, cell)


def _split(sheet: Sheet, node: Node, cell: Cell) -> str:
    assert isinstance(node.op, SplitHeads)
    return sheet.read(node, 0, node.op.source(cell, sheet.graph.shapes[node.name]))


def _softmax(sheet: Sheet, node: Node, cell: Cell) -> str:
    op = node.op
    assert isinstance(op, SoftmaxSlopes)
    *head, row, column = cell
    rows, columns = sheet.graph.shapes[node.name][-2:]
    line = [(*head, r, column) for r in range(rows)] if op.down else []
    line = line or [(*head, row, c) for c in range(columns)]
    level = "+".join(f"{sheet.read(node, 0, one)}*{sheet.read(node, 1, one)}" for one in line)
    return f"{sheet.read(node, 1, cell)}*({sheet.read(node, 0, cell)}-({level}))"


def _relu(sheet: Sheet, node: Node, cell: Cell) -> str:
    return f"IF({sheet.read(node, 1, cell)}>0,{sheet.read(node, 0, cell)},0)"


def _gelu(sheet: Sheet, node: Node, cell: Cell) -> str:
    grad, x = sheet.read(node, 0, cell), sheet.read(node, 1, cell)
    return f"{grad}*(NORMSDIST({x})+{x}*EXP(-({x}^2)/2)/SQRT(2*PI()))"


def _divisor(sheet: Sheet, node: Node, cell: Cell) -> str:
    products = (
        f"{sheet.read(node, 0, one)}*{sheet.read(node, 1, one)}"
        for one in _every(sheet, node.inputs[0])
    )
    return f"-({'+'.join(products)})/{sheet.at(node.inputs[2], (0, 0))}^2"


def _spread(sheet: Sheet, norm: LayerNorm, x: str, eps: str, cell: Cell) -> tuple[str, str]:
    """The mean of the cell's group, and what its numbers were divided by."""
    shape = sheet.graph.shapes[x]
    rows, columns = norm.group(cell, shape)
    group = sheet.span(x, (rows[0], columns[0]), (rows[-1], columns[-1]))
    spread = f"SQRT(DEVSQ({group})/{norm.under(shape):g}+{sheet.at(eps, (0, 0))})"
    return f"AVERAGE({group})", f"IF({spread}=0,1,{spread})"


def _norm(sheet: Sheet, node: Node, cell: Cell) -> str:
    """(s − mean(s) − u Σ(s u) / D) / σ, with Σ s u = (Σ s x − mean(x) Σ s) / σ."""
    op = node.op
    assert isinstance(op, NormGradient)
    x, eps = node.inputs[1], node.inputs[3]
    shape = sheet.graph.shapes[x]
    mean, spread = _spread(sheet, op.norm, x, eps, cell)
    rows, columns = op.norm.group(cell, shape)
    group = [(row, column) for row in rows for column in columns]

    def scaled(at: Cell) -> str:
        return f"{sheet.read(node, 0, at)}*{sheet.at(node.inputs[2], (0, at[1]))}"

    total = "+".join(scaled(at) for at in group)
    along = "+".join(f"{scaled(at)}*{sheet.at(x, at)}" for at in group)
    unit = f"({sheet.at(x, cell)}-{mean})/{spread}"
    level = f"{unit}*(({along})-{mean}*({total}))/{spread}/{op.norm.under(shape):g}"
    back = f"({scaled(cell)}-({total})/{len(group)}-{level})/{spread}"
    return f"{back}+{sheet.read(node, 4, cell)}" if op.passes else back


def _gamma(sheet: Sheet, node: Node, cell: Cell) -> str:
    op, (_, x, eps) = node.op, node.inputs
    assert isinstance(op, GammaSlopes)
    made = []
    for row in range(sheet.graph.shapes[x][0]):
        at = (row, cell[1])
        mean, spread = _spread(sheet, op.norm, x, eps, at)
        made.append(f"{sheet.read(node, 0, at)}*({sheet.at(x, at)}-{mean})/{spread}")
    return "+".join(made)


def _epsilon(sheet: Sheet, node: Node, cell: Cell) -> str:
    op, eps = node.op, node.inputs[-1]
    assert isinstance(op, EpsilonSlope)
    made = []
    for first in range(0, len(node.inputs) - 1, 3):
        x, gamma = node.inputs[first + 1 : first + 3]
        for at in _every(sheet, x):
            mean, spread = _spread(sheet, op.norm, x, eps, at)
            scaled = f"{sheet.read(node, first, at)}*{sheet.at(gamma, (0, at[1]))}"
            made.append(f"{scaled}*({sheet.at(x, at)}-{mean})/{spread}^3")
    return f"-({'+'.join(made)})/2"


def _squared_error(sheet: Sheet, node: Node, cell: Cell) -> str:
    output, target = node.inputs
    squares = (f"({sheet.at(output, at)}-{sheet.at(target, at)})^2" for at in _every(sheet, output))
    return f"({'+'.join(squares)})/2"


def _difference(sheet: Sheet, node: Node, cell: Cell) -> str:
    return f"{sheet.at(node.inputs[0], cell)}-{sheet.at(node.inputs[1], cell)}"


def _descent(sheet: Sheet, node: Node, cell: Cell) -> str:
    parameter, rate, grad = node.inputs
    return f"{sheet.at(parameter, cell)}-{sheet.at(rate, (0, 0))}*{sheet.at(grad, cell)}"


#: How each operation of the way back is written.
GRADIENT_RULES: Rules = {
    SumOfProducts: _products,
    ColumnSums: _column_sums,
    HandOn: _hand_on,
    SplitHeads: _split,
    SoftmaxSlopes: _softmax,
    ReluSlopes: _relu,
    GeluSlopes: _gelu,
    DivisorSlope: _divisor,
    NormGradient: _norm,
    GammaSlopes: _gamma,
    EpsilonSlope: _epsilon,
    SquaredError: _squared_error,
    Difference: _difference,
    Descent: _descent,
}

"""A spreadsheet of an example in which every computed cell is a formula: change a number, and the
spreadsheet computes what follows, as Softmix does.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from engine.errors import SoftmixError, translatable
from engine.evaluator import Evaluator
from engine.graph import Axis, Node
from engine.ops import (
    Add,
    CausalMask,
    Cell,
    ConcatHeads,
    Divide,
    Gelu,
    LayerNorm,
    Linear,
    Mask,
    MatMul,
    Mix,
    PaddingMask,
    QueryKeyProduct,
    Relu,
    ReshapeHeads,
    Shape,
    SinusoidalPositions,
    Softmax,
    ZeroMask,
)
from engine.sheet import Rules, Sheet
from engine.state import State
from engine.workbook_gradients import GRADIENT_RULES

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

#: More cells than this, or longer sums, are no example to work on in a spreadsheet.
MOST_CELLS = 60_000
LONGEST_SUM = 256
#: What the file format allows, less the sign before it.
LONGEST_FORMULA = 8191
#: What stands above, translatable.
WORKBOOK_NOTE = translatable(
    "workbook",
    "Yellow: inputs, change them. Grey: formulas. Orange: numbers that were pinned in Softmix.",
)
_INPUT, _PINNED, _COMPUTED = "FFF4CE", "FFD9B3", "F2F4F7"
#: The labels of the rows and columns of a node, in a language.
Labels = Callable[[Node], tuple[Sequence[str], Sequence[str]]]


class TooLargeForFormulas(SoftmixError):
    """Fields: cells, most."""

    template = translatable(
        "errors",
        "A spreadsheet of this example would have {cells} cells with long formulas; up to {most} "
        "are written. Export its matrices as npz or CSV, or make the example smaller.",
    )


def _product(sheet: Sheet, node: Node, cell: Cell) -> str:
    left, right = node.inputs[:2]
    *head, row, column = cell
    inner = range(sheet.graph.shapes[left][-1])
    return "+".join(
        f"{sheet.at(left, (*head, row, k))}*{sheet.at(right, (*head, k, column))}" for k in inner
    )


def _linear(sheet: Sheet, node: Node, cell: Cell) -> str:
    bias = sheet.at(node.inputs[2], (*cell[:-2], 0, cell[-1]))
    return f"{_product(sheet, node, cell)}+{bias}"


def _scores(sheet: Sheet, node: Node, cell: Cell) -> str:
    queries, keys = node.inputs
    *head, query, key = cell
    inner = range(sheet.graph.shapes[queries][-1])
    return "+".join(
        f"{sheet.at(queries, (*head, query, k))}*{sheet.at(keys, (*head, key, k))}" for k in inner
    )


def _divide(sheet: Sheet, node: Node, cell: Cell) -> str:
    return f"{sheet.read(node, 0, cell)}/{sheet.at(node.inputs[1], (0, 0))}"


def _mask(sheet: Sheet, node: Node, cell: Cell) -> str:
    score, mask = sheet.at(node.inputs[0], cell), sheet.at(node.inputs[1], cell[-2:])
    return f'IF({mask}=0,"",{score})'


def _zero_mask(sheet: Sheet, node: Node, cell: Cell) -> str:
    score, mask = sheet.read(node, 0, cell), sheet.at(node.inputs[1], cell[-2:])
    return f"IF({mask}=0,0,{score})"


def _softmax(sheet: Sheet, node: Node, cell: Cell) -> str:
    """A cell that is left out is an empty text: it counts as nothing."""
    op, (scores,) = node.op, node.inputs
    assert isinstance(op, Softmax)
    *head, row, column = cell
    rows, columns = sheet.graph.shapes[scores][-2:]
    line = [(*head, r, column) for r in range(rows)] if op.down else []
    line = line or [(*head, row, c) for c in range(columns)]
    top = f"MAX({sheet.span(scores, line[0], line[-1])})"
    places = [sheet.at(scores, one) for one in line]
    total = "+".join(f"IF(ISNUMBER({one}),EXP({one}-{top}),0)" for one in places)
    own = sheet.at(scores, cell)
    return f"IF(ISNUMBER({own}),EXP({own}-{top})/({total}),0)"


def _concat(sheet: Sheet, node: Node, cell: Cell) -> str:
    op, (heads,) = node.op, node.inputs
    assert isinstance(op, ConcatHeads)
    return sheet.at(heads, op.source(cell, sheet.graph.shapes[heads]))


def _add(sheet: Sheet, node: Node, cell: Cell) -> str:
    return "+".join(sheet.at(source, cell) for source in node.inputs)


def _layer_norm(sheet: Sheet, node: Node, cell: Cell) -> str:
    op, (x, gamma, beta, eps) = node.op, node.inputs
    assert isinstance(op, LayerNorm)
    rows, columns = op.group(cell, sheet.graph.shapes[x])
    group = sheet.span(x, (rows[0], columns[0]), (rows[-1], columns[-1]))
    spread = f"SQRT(DEVSQ({group})/{op.under(sheet.graph.shapes[x]):g}+{sheet.at(eps, (0, 0))})"
    scale, shift = sheet.at(gamma, (0, cell[1])), sheet.at(beta, (0, cell[1]))
    unit = f"({sheet.at(x, cell)}-AVERAGE({group}))/{spread}"
    return f"IF({spread}=0,{shift},{scale}*{unit}+{shift})"


def _relu(sheet: Sheet, node: Node, cell: Cell) -> str:
    return f"MAX(0,{sheet.at(node.inputs[0], cell)})"


def _gelu(sheet: Sheet, node: Node, cell: Cell) -> str:
    x = sheet.at(node.inputs[0], cell)
    return f"{x}*NORMSDIST({x})"


def _causal(sheet: Sheet, node: Node, cell: Cell) -> str:
    return f"IF({cell[1] + 1}<={cell[0] + 1},1,0)"


def _padding(sheet: Sheet, node: Node, cell: Cell) -> str:
    assert isinstance(node.op, PaddingMask)
    return f"IF({cell[1] + 1}<={node.op.words},1,0)"


def _positions(sheet: Sheet, node: Node, cell: Cell) -> str:
    op, (position, column) = node.op, cell
    assert isinstance(op, SinusoidalPositions)
    return f"{op.wave(column).upper()}({position}/10000^({op.exponent(column)}))"


#: How each operation is written; every operation has its rule.
RULES: Rules = {
    MatMul: _product,
    Mix: _product,
    Linear: _linear,
    QueryKeyProduct: _scores,
    Divide: _divide,
    Mask: _mask,
    ZeroMask: _zero_mask,
    Softmax: _softmax,
    ConcatHeads: _concat,
    ReshapeHeads: _concat,
    Add: _add,
    LayerNorm: _layer_norm,
    Relu: _relu,
    Gelu: _gelu,
    CausalMask: _causal,
    PaddingMask: _padding,
    SinusoidalPositions: _positions,
    **GRADIENT_RULES,
}


def labels_of(state: State, language: str) -> Labels:
    """Rows and columns by their words and names in `language`, else by their numbers from 1."""
    sizes = state.config.sizes(len(state.words), len(state.memory_words))

    def along(axis: Axis) -> list[str]:
        words = state.words_of(axis) if axis in ("word", "memory") else state.labels.get(axis, ())
        names = [word.text(language) for word in words]
        return [*names, *(str(n + 1) for n in range(len(names), sizes[axis]))]

    return lambda node: (along(node.axes[0]), along(node.axes[1]))


def write_workbook(evaluator: Evaluator, labels: Labels, title: str, note: str) -> bytes:
    """The bytes of an .xlsx file with one sheet; matrices stand below each other in their order.

    Inputs are numbers, computed cells formulas, pinned cells numbers that are marked.

    Args:
        labels: what rows and columns of a node are called.
        title, note: what stands above.

    Raises:
        TooLargeForFormulas: nobody could work with so large a sheet.
    """
    graph = evaluator.graph
    cells = graph.numbers
    longest = max(
        (graph.shapes[n.inputs[0]][-1] for n in graph.nodes if isinstance(n.op, MatMul)), default=0
    )
    if cells > MOST_CELLS or longest > LONGEST_SUM:
        raise TooLargeForFormulas(cells=f"{cells:,}", most=f"{MOST_CELLS:,}")
    from openpyxl import Workbook

    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "Attention"
    sheet = Sheet(evaluator, RULES)
    _write_text(page, 1, 1, title, bold=True)
    _write_text(page, 2, 1, note)
    for node in graph.nodes:
        _write_node(page, sheet, node, labels(node))
    page.column_dimensions["A"].width = 18
    page.freeze_panes = "B4"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write_node(
    page: Worksheet, sheet: Sheet, node: Node, labels: tuple[Sequence[str], Sequence[str]]
) -> None:
    from openpyxl.styles import Font, PatternFill

    shape = sheet.graph.shapes[node.name]
    heads: Sequence[Shape] = [(head,) for head in range(shape[0])] if len(shape) > 2 else [()]
    value, pins = sheet.evaluator.value(node.name), sheet.evaluator.overrides(node.name)
    for head in heads:
        row, column = sheet.place(node.name, (*head, 0, 0))
        name = f"{node.name}[{head[0]}]" if head else node.name
        _write_text(page, row - 2, column - 1, name, bold=True)
        for index, text in enumerate(labels[1]):
            _write_text(page, row - 1, column + index, text)
        for index, text in enumerate(labels[0]):
            _write_text(page, row + index, column - 1, text)
        for r in range(shape[-2]):
            for c in range(shape[-1]):
                at = (*head, r, c)
                cell = page.cell(row + r, column + c)
                given = not node.computed or at in pins
                if given:
                    cell.value = float(value[at])
                else:
                    cell.value = "=" + _checked(sheet.formula(node, at), sheet)
                colour = _PINNED if at in pins else _COMPUTED if node.computed else _INPUT
                cell.fill = PatternFill("solid", fgColor=colour)
                if at in pins:
                    cell.font = Font(bold=True)


def _checked(formula: str, sheet: Sheet) -> str:
    """The formula. Raises TooLargeForFormulas where no spreadsheet takes it."""
    if len(formula) >= LONGEST_FORMULA:
        cells = sheet.graph.numbers
        raise TooLargeForFormulas(cells=f"{cells:,}", most=f"{MOST_CELLS:,}")
    return formula


def _write_text(page: Worksheet, row: int, column: int, text: str, *, bold: bool = False) -> None:
    """A text that stays one: no word is a formula."""
    from openpyxl.styles import Font

    cell = page.cell(row, column)
    cell.value = text
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)

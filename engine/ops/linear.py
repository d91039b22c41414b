"""Products: `X W` and `Q Kᵀ`. Leading axes are heads and broadcast. (Vaswani 2017, section 3.2)"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.ops.base import (
    Array,
    Cell,
    Cells,
    Op,
    Operand,
    Shape,
    Term,
    Terms,
    any_along,
    any_head,
    require,
    show,
)
from engine.ops.moves import ALL, Moved, Remade, added, is_whole
from engine.ops.remaking import remade_product, turned
from engine.ops.series import Factor, TermSeries, line


class MatMul(Op):
    """Rows times columns.

    left [..., row, inner], right [..., inner, column] -> [..., row, column].
    """

    formula = r"<out> = <0>\,<1>"
    cell_formula = r"<out>_{ij} = \sum_k <0>_{ik}\,<1>_{kj}"
    plain = "<out> = <0> <1>"

    def infer_shape(self, shapes: Sequence[Shape]) -> Shape:
        left, right = shapes
        require(left[-1] == right[-2], f"the inner sizes of {show(left, right)} differ")
        return (*heads(left, right), left[-2], right[-1])

    def forward(self, inputs: Sequence[Array], out: Array) -> None:
        left, right = inputs
        np.matmul(left, right, out=out)  # [..., row, column]

    def remake(
        self, moved: Sequence[tuple[Moved, ...]], inputs: Sequence[Array], out: Array
    ) -> Remade | None:
        return remade_product(moved[0], moved[1], inputs[0], inputs[1], out)

    def vjp(self, grad: Array, inputs: Sequence[Array], out: Array) -> tuple[Array, ...]:
        left, right = inputs
        to_left = grad @ right.swapaxes(-1, -2)  # [..., row, inner]
        to_right = left.swapaxes(-1, -2) @ grad  # [..., inner, column]
        return sum_heads(to_left, left.shape), sum_heads(to_right, right.shape)

    def sources(
        self, wanted: Cells, inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> tuple[Cells, ...]:
        left, right = inputs[:2]
        to_left = paired(wanted, _turned(dead[1]), (*wanted.shape[:-1], left.shape[-1]))
        turned = _turned(wanted)
        assert turned is not None
        to_right = _turned(paired(turned, dead[0], (*turned.shape[:-1], right.shape[-2])))
        assert to_right is not None
        return any_head(to_left, left.shape), any_head(to_right, right.shape)

    def feeds(
        self, given: Sequence[Cells | None], inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> Cells:
        left, right = inputs[:2]
        shape = (*heads(left.shape, right.shape), left.shape[-2], right.shape[-1])
        fed = np.zeros(shape, dtype=bool)
        if given[0] is not None:
            fed |= paired(given[0], dead[1], (*given[0].shape[:-1], shape[-1]))
        if given[1] is not None:
            turned, other = _turned(given[1]), _turned(dead[0])
            assert turned is not None
            down = _turned(paired(turned, other, (*turned.shape[:-1], shape[-2])))
            assert down is not None
            fed |= down
        return fed

    def dead(self, inputs: Sequence[Array], dead: Sequence[Cells | None]) -> Cells | None:
        if dead[0] is None and dead[1] is None:
            return None
        left, right = (
            np.ones(array.shape, dtype=np.float32) if gone is None else (~gone).astype(np.float32)
            for array, gone in zip(inputs[:2], dead[:2], strict=True)
        )
        gone = left @ right == 0
        return gone if gone.any() else None

    def terms(self, cell: Cell, inputs: Sequence[Array], out: Array) -> Terms:
        left, right = inputs
        *head, row, column = cell
        return products(line_of(left, 0, head, row, None), line_of(right, 1, head, None, column))


class Linear(MatMul):
    """Rows times columns, plus a bias for every column.

    left [..., row, inner], right [..., inner, column], bias [..., 1, column]
    -> [..., row, column].
    """

    formula = r"<out> = <0>\,<1> + <2>"
    cell_formula = r"<out>_{ij} = \sum_k <0>_{ik}\,<1>_{kj} + <2>_{j}"
    plain = "<out> = <0> <1> + <2>"

    def infer_shape(self, shapes: Sequence[Shape]) -> Shape:
        left, right, bias = shapes
        product = super().infer_shape((left, right))
        expected = (*right[:-2], 1, right[-1])
        require(bias == expected, f"the bias is {show(bias)}, not {show(expected)}")
        return product

    def forward(self, inputs: Sequence[Array], out: Array) -> None:
        left, right, bias = inputs
        np.matmul(left, right, out=out)  # [..., row, column]
        np.add(out, bias, out=out)

    def remake(
        self, moved: Sequence[tuple[Moved, ...]], inputs: Sequence[Array], out: Array
    ) -> Remade | None:
        left, right, bias = inputs
        if not moved[2]:
            return remade_product(moved[0], moved[1], left, right, out, bias)
        at, before = moved[2][0]
        if any(moved[:2]) or len(moved[2]) > 1 or is_whole(at[-1]) or before is None:
            return None
        head = (at[:-2] or (ALL,)) if out.ndim > 2 else ()
        return added(out, (*head, ALL, at[-1]), bias[at] - before)

    def vjp(self, grad: Array, inputs: Sequence[Array], out: Array) -> tuple[Array, ...]:
        left, right, bias = inputs
        to_bias = grad.sum(axis=-2, keepdims=True)  # [..., 1, column]
        return (*super().vjp(grad, (left, right), out), sum_heads(to_bias, bias.shape))

    def sources(
        self, wanted: Cells, inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> tuple[Cells, ...]:
        to_bias = any_head(any_along(wanted, -2), inputs[2].shape)
        return (*super().sources(wanted, inputs, dead), to_bias)

    def feeds(
        self, given: Sequence[Cells | None], inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> Cells:
        fed = super().feeds(given, inputs, dead)
        return fed if given[2] is None else fed | given[2]

    def dead(self, inputs: Sequence[Array], dead: Sequence[Cells | None]) -> Cells | None:
        return None  # the bias is added everywhere

    def terms(self, cell: Cell, inputs: Sequence[Array], out: Array) -> Terms:
        left, right, bias = inputs
        *head, _, column = cell
        at = own_cell(bias, head, 0, column)
        value = float(bias[at])
        made = super().terms(cell, (left, right), out).terms
        assert isinstance(made, TermSeries)
        last = Term((Operand(2, at, value),), value)
        return Terms("affine", TermSeries(made.factors, made.contributions, (last,)))


class Mix(MatMul):
    """Weighted sum of values. weights [..., query, key], V [..., key, d_v] -> [..., query, d_v].

    The same arithmetic as MatMul, under the name the field gives it. (Vaswani 2017, eq. 1)
    """


class QueryKeyProduct(Op):
    """Every query with every key. Q [..., query, d_k], K [..., key, d_k] -> [..., query, key]."""

    formula = r"<out> = <0>\,<1>^{\mathsf{T}}"
    cell_formula = r"<out>_{ij} = \sum_k <0>_{ik}\,<1>_{jk}"
    plain = "<out> = <0> <1>ᵀ"

    def infer_shape(self, shapes: Sequence[Shape]) -> Shape:
        queries, keys = shapes
        require(queries[-1] == keys[-1], f"queries and keys of {show(queries, keys)} differ in d_k")
        return (*heads(queries, keys), queries[-2], keys[-2])

    def forward(self, inputs: Sequence[Array], out: Array) -> None:
        queries, keys = inputs
        np.matmul(queries, keys.swapaxes(-1, -2), out=out)  # [..., query, key]

    def remake(
        self, moved: Sequence[tuple[Moved, ...]], inputs: Sequence[Array], out: Array
    ) -> Remade | None:
        queries, keys = inputs
        turned_keys = [turned(block) for block in moved[1]]
        return remade_product(moved[0], turned_keys, queries, keys.swapaxes(-1, -2), out)

    def vjp(self, grad: Array, inputs: Sequence[Array], out: Array) -> tuple[Array, ...]:
        queries, keys = inputs
        to_queries = grad @ keys  # [..., query, d_k]
        to_keys = grad.swapaxes(-1, -2) @ queries  # [..., key, d_k]
        return sum_heads(to_queries, queries.shape), sum_heads(to_keys, keys.shape)

    def sources(
        self, wanted: Cells, inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> tuple[Cells, ...]:
        queries, keys = inputs
        rows = any_along(wanted, -1)
        rows = np.broadcast_to(rows, (*wanted.shape[:-1], keys.shape[-1]))
        columns = any_along(wanted, -2).swapaxes(-1, -2)
        columns = np.broadcast_to(columns, (*columns.shape[:-1], keys.shape[-1]))
        return any_head(rows, queries.shape), any_head(columns, keys.shape)

    def feeds(
        self, given: Sequence[Cells | None], inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> Cells:
        queries, keys = inputs
        shape = (*heads(queries.shape, keys.shape), queries.shape[-2], keys.shape[-2])
        fed = np.zeros(shape, dtype=bool)
        if given[0] is not None:
            fed |= any_along(given[0], -1)
        if given[1] is not None:
            fed |= any_along(given[1], -1).swapaxes(-1, -2)
        return fed

    def terms(self, cell: Cell, inputs: Sequence[Array], out: Array) -> Terms:
        queries, keys = inputs
        *head, query, key = cell
        return products(line_of(queries, 0, head, query, None), line_of(keys, 1, head, key, None))


def heads(left: Shape, right: Shape) -> Shape:
    """The head axes of a product: those of both inputs, or of the only one that has any."""
    fits = left[:-2] == right[:-2] or len(left) == 2 or len(right) == 2
    require(fits, f"the heads of {show(left, right)} differ")
    return left[:-2] or right[:-2]


def products(left: Factor, right: Factor) -> Terms:
    """The terms of a dot product: cells of the first input times cells of the second, in pairs."""
    with np.errstate(all="ignore"):  # an edit may have overflowed to inf
        made = left.values * right.values
    return Terms("products", TermSeries((left, right), made))


def line_of(
    array: Array, index: int, head: Sequence[int], row: int | None, column: int | None
) -> Factor:
    """A row (no column) or a column (no row) of input `index`, in the result's head."""
    leading = tuple(head) if array.ndim > 2 else ()
    along = len(leading) + (1 if column is None else 0)
    at = (*leading, row or 0, column or 0)
    numbers = array[(*leading, slice(None) if row is None else row)]
    numbers = numbers if column is None else numbers[:, column]
    return Factor(index, line(along, len(numbers), at), numbers.copy())


def own_cell(array: Array, head: Sequence[int], row: int, column: int) -> Cell:
    """The cell of an input that may or may not have the result's head axis."""
    return (*head, row, column) if array.ndim > 2 else (row, column)


def sum_heads(grad: Array, shape: Shape) -> Array:
    """Undo broadcasting: an input without a head axis gets the sum of all heads' gradients."""
    extra = grad.ndim - len(shape)
    return grad.sum(axis=tuple(range(extra))) if extra else grad


def paired(cells: Cells, dead: Cells | None, shape: Shape) -> Cells:
    """Where rows that hold one of `cells` meet a factor that is not 0 for ever.

    cells [..., row, k], dead [..., k, column] -> [..., row, column] (of `shape`).
    """
    if dead is None:
        return np.broadcast_to(any_along(cells, -1), shape)
    return np.asarray(cells.astype(np.float32) @ (~dead).astype(np.float32) > 0)


def _turned(cells: Cells | None) -> Cells | None:
    return None if cells is None else cells.swapaxes(-1, -2)

"""The way back through products and sums: what a gradient is multiplied by is the other factor.

With Y = L R, a change of L moves Y by dL R, so that ∂L = ∂Y Rᵀ, and likewise ∂R = Lᵀ ∂Y. What
several results read gets the sum of what they hand back. (Rumelhart, Hinton, Williams 1986)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from engine.ops.base import (
    Array,
    Cell,
    Cells,
    Combination,
    Op,
    Operand,
    Shape,
    Term,
    Terms,
    require,
    show,
)
from engine.ops.heads import outside_blocks
from engine.ops.linear import MatMul, line_of, sum_heads
from engine.ops.series import Factor, TermSeries

_PRODUCT = MatMul()
_Item = TypeVar("_Item")
_Number = TypeVar("_Number", bound=np.generic)


class Factors(NamedTuple):
    """One product of a sum: which of its two factors are transposed."""

    left: bool = False
    right: bool = False


class SumOfProducts(Op):
    """Products of two inputs each, added up; and matrices that are handed on as they are.

    left, right of every product, then what is handed on -> [..., row, column].

    Args:
        products: which factors are transposed.
        passes: how many matrices are handed on.
        shared: the result is one for all heads, the sum of what each head hands back.
        cut: the result is of a vector that is cut: outside a head's own rows it is 0.
    """

    def __init__(
        self,
        products: Sequence[Factors],
        *,
        passes: int = 0,
        shared: bool = False,
        cut: bool = False,
    ) -> None:
        self._products = tuple(products)
        self._passes = passes
        self._shared = shared
        self._cut = cut
        latex, cell, plain = [], [], []
        for number, (left, right) in enumerate(self._products):
            a, b = f"<{2 * number}>", f"<{2 * number + 1}>"
            head = "h" if shared else ""
            tops = (r"^{\mathsf{T}}" if left else "", r"^{\mathsf{T}}" if right else "")
            latex.append(rf"{a}{tops[0]}\,{b}{tops[1]}")
            under = rf"\sum_{{{head}k}}"
            cell.append(
                rf"{under} {a}_{{{'ki' if left else 'ik'}}}\,{b}_{{{'jk' if right else 'kj'}}}"
            )
            plain.append(f"{a}{'ᵀ' * left} {b}{'ᵀ' * right}")
        for number in range(passes):
            handed = f"<{2 * len(self._products) + number}>"
            latex.append(handed)
            cell.append(rf"{handed}_{{ij}}")
            plain.append(handed)
        self.formula = "<out> = " + " + ".join(latex)
        self.cell_formula = "<out>_{ij} = " + " + ".join(cell)
        self.plain = "<out> = " + " + ".join(plain)

    @property
    def products(self) -> tuple[Factors, ...]:
        """Which factors of each product are transposed."""
        return self._products

    @property
    def passes(self) -> int:
        """How many matrices are handed on as they are."""
        return self._passes

    def infer_shape(self, shapes: Sequence[Shape]) -> Shape:
        found = []
        for turns, (left, right) in zip(self._products, _pairs(shapes), strict=False):
            turned = _turned_shape(left, turns.left), _turned_shape(right, turns.right)
            found.append(_PRODUCT.infer_shape(turned))
        found += shapes[2 * len(self._products) :]
        made = {shape[-2:] if self._shared else shape for shape in found}
        require(len(made) == 1, f"the shapes {show(*found)} differ")
        return made.pop()

    def forward(self, inputs: Sequence[Array], out: Array) -> None:
        for number, (left, right) in enumerate(self._factors(inputs)):
            if number == 0 and not (self._shared and max(left.ndim, right.ndim) > 2):
                np.matmul(left, right, out=out)
                continue
            product = sum_heads(left @ right, out.shape)
            if number == 0:
                np.copyto(out, product)
            else:
                np.add(out, product, out=out)
        for handed in self._handed(inputs):
            np.add(out, handed, out=out)
        if self._cut and out.ndim > 2:
            out[outside_blocks(out.shape)] = 0.0

    def vjp(self, grad: Array, inputs: Sequence[Array], out: Array) -> tuple[Array, ...]:
        if self._cut and grad.ndim > 2:
            grad = np.where(outside_blocks(grad.shape), 0.0, grad)
        found: list[Array] = []
        for turns, (left, right) in zip(self._products, self._factors(inputs), strict=True):
            to_left = sum_heads(grad @ right.swapaxes(-1, -2), left.shape)
            to_right = sum_heads(left.swapaxes(-1, -2) @ grad, right.shape)
            # a factor with heads gets one gradient a head, also where the result has none
            found += [_turned(to_left, turns.left), _turned(to_right, turns.right)]
        return (*found, *(grad for _ in range(self._passes)))

    def sources(
        self, wanted: Cells, inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> tuple[Cells, ...]:
        wanted = self._inside(wanted)
        found: list[Cells] = []
        for number, (left, right) in enumerate(self._factors(inputs)):
            turns = self._products[number]
            heads = left.shape[:-2] or right.shape[:-2]
            wide = np.broadcast_to(wanted, (*(wanted.shape[:-2] or heads), *wanted.shape[-2:]))
            to_left, to_right = _PRODUCT.sources(wide, (left, right), self._dead(dead, number))
            found += [_turned(to_left, turns.left), _turned(to_right, turns.right)]
        return (*found, *(wanted for _ in range(self._passes)))

    def feeds(
        self, given: Sequence[Cells | None], inputs: Sequence[Array], dead: Sequence[Cells | None]
    ) -> Cells:
        shape = self.infer_shape([array.shape for array in inputs])
        fed = np.zeros(shape, dtype=bool)
        for number, (left, right) in enumerate(self._factors(inputs)):
            turns = self._products[number]
            pair = [
                None if cells is None else _turned(cells, turned)
                for cells, turned in zip(given[2 * number : 2 * number + 2], turns, strict=True)
            ]
            if all(cells is None for cells in pair):
                continue
            made = _PRODUCT.feeds(pair, (left, right), self._dead(dead, number))
            extra = made.ndim - len(shape)
            fed |= made.any(axis=tuple(range(extra))) if extra else made
        for cells in given[2 * len(self._products) :]:
            if cells is not None:
                fed |= cells
        return self._inside(fed)

    def dead(self, inputs: Sequence[Array], dead: Sequence[Cells | None]) -> Cells | None:
        shape = self.infer_shape([array.shape for array in inputs])
        gone = np.ones(shape, dtype=bool)
        for number, pair in enumerate(self._factors(inputs)):
            made = _PRODUCT.dead(pair, self._dead(dead, number))
            if made is None:
                gone[:] = False
                break
            extra = made.ndim - len(shape)
            gone &= made.all(axis=tuple(range(extra))) if extra else made
        for cells in dead[2 * len(self._products) :]:
            gone &= False if cells is None else cells
        if self._cut and len(shape) > 2:
            gone |= outside_blocks(shape)
        return gone if gone.any() else None

    def is_cut_off(self, cell: Cell, shape: Shape) -> bool:
        """Whether a cell of the result is outside its head's own rows."""
        return self._cut and len(shape) > 2 and bool(outside_blocks(shape)[cell])

    def factors(
        self, cell: Cell, shapes: Sequence[Shape]
    ) -> Iterator[tuple[tuple[int, Cell], tuple[int, Cell]]]:
        """Which cells of which inputs are multiplied to make a cell of the result."""
        empty = [np.broadcast_to(0.0, shape) for shape in shapes]
        for (left, right), values in self._series(cell, empty):
            for at in range(len(values)):
                yield (
                    (left.input, tuple(left.cells[at].tolist())),
                    (right.input, tuple(right.cells[at].tolist())),
                )

    def terms(self, cell: Cell, inputs: Sequence[Array], out: Array) -> Terms:
        tail = tuple(
            Term((Operand(2 * len(self._products) + number, cell, float(handed[cell])),),
                 float(handed[cell]))
            for number, handed in enumerate(self._handed(inputs))
        )  # fmt: skip
        kind: Combination = "affine" if tail else "products"
        if self.is_cut_off(cell, out.shape):
            return Terms("products", ())
        series = list(self._series(cell, inputs))
        if len(series) == 1:
            factors, values = series[0]
            return Terms(kind, TermSeries(factors, values, tail))
        terms = [term for factors, values in series for term in TermSeries(factors, values)]
        return Terms(kind, (*terms, *tail))

    def _series(
        self, cell: Cell, inputs: Sequence[Array]
    ) -> Iterator[tuple[tuple[Factor, Factor], Array]]:
        """The products that make a cell: one line of factors for every product and head."""
        *own, row, column = cell
        for number, (left, right) in enumerate(self._factors(inputs)):
            turns = self._products[number]
            count = next((array.shape[0] for array in (left, right) if array.ndim > 2), 0)
            every = [own] if own or not count else [[head] for head in range(count)]
            for head in every:
                factors = (
                    _placed(line_of(left, 2 * number, head, row, None), turns.left),
                    _placed(line_of(right, 2 * number + 1, head, None, column), turns.right),
                )
                with np.errstate(all="ignore"):
                    yield factors, factors[0].values * factors[1].values

    def _factors(self, inputs: Sequence[Array]) -> list[tuple[Array, Array]]:
        return [
            (_turned(left, turns.left), _turned(right, turns.right))
            for turns, (left, right) in zip(self._products, _pairs(inputs), strict=False)
        ]

    def _handed(self, inputs: Sequence[Array]) -> Sequence[Array]:
        return inputs[2 * len(self._products) :]

    def _dead(self, dead: Sequence[Cells | None], number: int) -> list[Cells | None]:
        pair = dead[2 * number : 2 * number + 2]
        return [
            None if cells is None else _turned(cells, turned)
            for cells, turned in zip(pair, self._products[number], strict=True)
        ]

    def _inside(self, cells: Cells) -> Cells:
        if not self._cut or cells.ndim < 3:
            return cells
        return np.asarray(cells & ~outside_blocks(cells.shape))


def _pairs(inputs: Sequence[_Item]) -> Iterator[tuple[_Item, _Item]]:
    return zip(inputs[::2], inputs[1::2], strict=False)


def _turned(array: NDArray[_Number], turn: bool) -> NDArray[_Number]:
    return array.swapaxes(-1, -2) if turn else array


def _turned_shape(shape: Shape, turn: bool) -> Shape:
    return (*shape[:-2], shape[-1], shape[-2]) if turn else shape


def _placed(factor: Factor, turn: bool) -> Factor:
    """Cells of a transposed factor where they stand in the matrix itself."""
    if not turn:
        return factor
    cells = factor.cells.copy()
    cells[:, [-1, -2]] = cells[:, [-2, -1]]
    return factor._replace(cells=cells)

"""Many terms kept as arrays: a sum over 2048 products, or the numbers a whole matrix's mean is of.

A term is made when it is asked for, so that pointing at a cell costs no object for every number.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from engine.ops.base import Array, Operand, Term

Places = NDArray[np.intp]


class Factor(NamedTuple):
    """One operand of every term: which input, the cells [term, axis], the numbers there [term]."""

    input: int
    cells: Places
    values: Array


class TermSeries(Sequence[Term]):
    """Terms of one shape, and behind them a few of another (a bias; gamma, beta and eps).

    Attributes:
        factors: the operands of the terms, one after the other.
        contributions: what each term contributes. [term]
        tail: the last terms, as they are.
    """

    __slots__ = ("contributions", "factors", "tail")

    def __init__(
        self, factors: tuple[Factor, ...], contributions: Array, tail: tuple[Term, ...] = ()
    ) -> None:
        self.factors = factors
        self.contributions = contributions
        self.tail = tail

    def __len__(self) -> int:
        return len(self.contributions) + len(self.tail)

    @overload
    def __getitem__(self, index: int) -> Term: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Term]: ...

    def __getitem__(self, index: int | slice) -> Term | Sequence[Term]:
        many = len(self.contributions)
        if isinstance(index, slice):
            first, last, step = index.indices(len(self))
            if step != 1:
                return tuple(self[i] for i in range(first, last, step))
            body = slice(min(first, many), min(last, many))
            factors = tuple(Factor(f.input, f.cells[body], f.values[body]) for f in self.factors)
            tail = self.tail[max(first - many, 0) : max(last - many, 0)]
            return TermSeries(factors, self.contributions[body], tail)
        at = range(len(self))[index]  # counts from the end, and raises what a sequence raises
        if at >= many:
            return self.tail[at - many]
        operands = tuple(
            Operand(f.input, tuple(f.cells[at].tolist()), float(f.values[at])) for f in self.factors
        )
        return Term(operands, float(self.contributions[at]))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, TermSeries):
            return NotImplemented
        return self is other or (
            self.tail == other.tail
            and np.array_equal(self.contributions, other.contributions)
            and len(self.factors) == len(other.factors)
            and all(
                a.input == b.input
                and np.array_equal(a.cells, b.cells)
                and np.array_equal(a.values, b.values)
                for a, b in zip(self.factors, other.factors, strict=True)
            )
        )

    __hash__ = None  # type: ignore[assignment]


def contributions(terms: Sequence[Term]) -> Array:
    """What each term contributes. [term]"""
    if isinstance(terms, TermSeries) and not terms.tail:
        return terms.contributions
    last = terms.tail if isinstance(terms, TermSeries) else terms
    tail = np.array([term.value for term in last], dtype=np.float64)
    return np.concatenate([terms.contributions, tail]) if isinstance(terms, TermSeries) else tail


def places(terms: Sequence[Term]) -> list[tuple[int, Places]]:
    """The cells that were read, by input: [cell, axis]. An input can come more than once."""
    series = terms.factors if isinstance(terms, TermSeries) else ()
    found = [(factor.input, factor.cells) for factor in series if len(factor.cells)]
    last = terms.tail if isinstance(terms, TermSeries) else terms
    single: dict[int, list[tuple[int, ...]]] = {}
    for term in last:
        for operand in term.operands:
            single.setdefault(operand.input, []).append(operand.cell)
    return found + [(i, np.array(cells, dtype=np.intp)) for i, cells in single.items()]


def line(axis: int, count: int, at: Sequence[int]) -> Places:
    """The cells along one axis of a matrix, the others as in `at`. [count, axes]"""
    cells = np.empty((count, len(at)), dtype=np.intp)
    cells[:] = at
    cells[:, axis] = np.arange(count)
    return cells

"""All terms of a cell as rows of numbers, in arrays: nothing is made for a row nobody sees."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from engine.explain import Explanation
from engine.numbers import format_number
from engine.ops import Array
from gui.document import Document
from gui.drawing.explanation_parts import group_of, plain_name
from gui.parts import Link, cell_part

translate = QCoreApplication.translate

#: Terms of a LayerNorm that are no number of its group: gamma, beta, eps.
_NORM_PARAMETERS = 3
#: Where no number reaches this, three decimals would show next to nothing of any.
_TINY = 0.01
_LONGEST = "−1.23e−45"


class Column:
    """One column of numbers, all written with as many decimals.

    Attributes:
        title: what stands above it: a symbol, or a word.
        values: a number for every term, NaN where a term has none. [term]
        factor: which factor of the term the numbers are; -1: they are made of them.
        node: where such factors come from.
        widest: the number that takes the most room.
    """

    def __init__(self, title: str, values: Array, factor: int = -1, node: str = "") -> None:
        self.title = title
        self.values = values
        self.factor = factor
        self.node = node
        finite = values[np.isfinite(values)]
        whole = bool((finite == np.rint(finite)).all())
        tiny = bool(finite.size) and float(np.abs(finite).max()) < _TINY
        self._fixed = not (whole or tiny)
        ends = (finite.min(), finite.max()) if finite.size else (0.0,)
        texts = [self._written(float(end)) for end in ends]
        if tiny and not whole:
            texts.append(_LONGEST)
        self.widest = max(texts, key=len)

    def text(self, at: int) -> str:
        """The number of a term."""
        return self._written(float(self.values[at]))

    def _written(self, value: float) -> str:
        return format_number(value, 3, fixed=self._fixed)


class TermRows:
    """The rows of one cell, by size or in the order they are added.

    Attributes:
        columns: the numbers of each row.
        running: the sum up to each row, in the order of the rows. [row]
        order: which term each row is. [row]
    """

    def __init__(self, document: Document, explanation: Explanation, *, by_size: bool) -> None:
        self._document = document
        self._explanation = explanation
        terms = explanation.terms
        kind = explanation.combination
        self._terms = terms[: len(terms) - _NORM_PARAMETERS] if kind == "layer_norm" else terms
        factors = self._terms.factors
        self._several = len(factors[0][1]) if factors else len(self._terms)
        added, size, self.columns = self._columns(self._terms.values)
        with np.errstate(all="ignore"):
            sizes = np.where(np.isnan(size), np.inf, np.abs(size))
            by = np.argsort(-sizes, kind="stable") if by_size else np.arange(len(sizes))
            self.order: NDArray[np.intp] = by
            self.running: Array = np.cumsum(added[by])
        self._sums = Column("", self.running)

    def __len__(self) -> int:
        return len(self.order)

    def _columns(self, values: Array) -> tuple[Array, Array, tuple[Column, ...]]:
        """What is added up, what rows are sorted by, and what is shown."""
        kind, factors = self._explanation.combination, self._terms.factors
        with np.errstate(all="ignore"):
            if kind in ("products", "affine"):
                if not factors:
                    return values, values, self._mixed(values)
                shown = [
                    Column(self._symbol(node), _as_long(numbers, len(values)), index, node)
                    for index, (node, _, numbers) in enumerate(factors)
                ]
                product = Column(translate("terms", "product"), values)
                return values, values, (*shown, product)
            if kind == "slopes":
                slopes = self._explanation.slopes
                assert slopes is not None
                numbers = np.array([term.sources[0].value for term in self._terms])
                node = self._terms[0].sources[0].node
                grad = Column(self._symbol(node), numbers, 0, node)
                product = Column(translate("terms", "product"), values)
                return values, values, (grad, Column(translate("terms", "slope"), slopes), product)
            if kind == "squared_error":
                shown = [
                    Column(self._symbol(node), numbers, index, node)
                    for index, (node, _, numbers) in enumerate(factors)
                ]
                half = Column(translate("terms", "½ difference²"), values)
                return values, values, (*shown, half)
            if kind == "softmax":
                whole = float(values.sum())
                share = values / whole if whole else np.zeros(len(values))
                score = Column(translate("terms", "score"), factors[0][2], 0, factors[0][0])
                return share, values, (score, Column(translate("terms", "share"), share))
            if kind == "layer_norm":
                off = values - dict(self._explanation.facts)["mean"]
                name = self._symbol(factors[0][0])
                own = Column(name, values, 0, factors[0][0])
                made = (Column("x − μ", off), Column("(x − μ)²", off * off))
                return off * off, off, (own, *made)
        node = self._terms[0].sources[0].node
        return values, values, (Column(translate("terms", "value"), values, 0, node),)

    def _mixed(self, values: Array) -> tuple[Column, ...]:
        """The columns of products of several pairs of matrices."""
        pairs = [[source.value for source in term.sources] for term in self._terms]
        several = len(self._terms)
        self._several = next((i for i, pair in enumerate(pairs) if len(pair) < 2), several)
        made = []
        for factor, title in enumerate((translate("terms", "first"), translate("terms", "second"))):
            numbers = np.array([pair[factor] if len(pair) > 1 else np.nan for pair in pairs])
            made.append(Column(title, numbers, factor))
        return (*made, Column(translate("terms", "product"), values))

    def _symbol(self, node: str) -> str:
        return self._document.graph[node].symbol.replace("_", "")

    def label(self, row: int) -> str:
        """Which place a term has: the word or the column it belongs to, or a name."""
        term = int(self.order[row])
        factors = self._terms.factors
        if not factors or term >= self._several:
            sources = self._terms[term].sources
            if len(sources) > 1:
                return self._document.cell_name(sources[0].node, sources[0].cell)
            return plain_name(sources[0].node) if sources else ""
        node, cells, _ = factors[0]
        axes = self._document.graph[node].axes
        at = cells[term].tolist()
        if self._explanation.combination in ("slopes", "squared_error", "sum"):
            return ", ".join(
                self._document.axis_label(axis, i) for axis, i in zip(axes, at[-2:], strict=True)
            )
        if self._explanation.combination in ("softmax", "layer_norm"):
            group = group_of(self._document, self._explanation)
            if group.row is None and group.column is None:
                return ", ".join(
                    self._document.axis_label(axis, i) for axis, i in zip(axes, at, strict=True)
                )
            if group.column is not None:
                return self._document.axis_label(axes[0], at[-2])
        return self._document.axis_label(axes[1], at[-1])

    def texts(self, row: int) -> list[str]:
        """The numbers of a row as written, the sum so far last."""
        term = int(self.order[row])
        last = term >= self._several  # a bias has no factors
        texts = [
            "" if last and column.factor >= 0 else column.text(term) for column in self.columns
        ]
        return [*texts, self._sums.text(row)]

    def link(self, row: int, column: int = 0) -> Link:
        """What a row marks; and where it leads from a column of factors (else from the first)."""
        term = self._terms[int(self.order[row])]
        factor = self.columns[column].factor if column < len(self.columns) else -1
        marked = tuple(cell_part(source.node, source.cell) for source in term.sources)
        if not term.sources:
            return Link("term")
        source = term.sources[factor if 0 <= factor < len(term.sources) else 0]
        return Link("term", marked, (source.node, source.cell))

    def said(self, row: int) -> str:
        """A row in words."""
        names = [plain_name(column.node) or column.title for column in self.columns]
        names.append(translate("terms", "sum so far"))
        numbers = self.texts(row)
        said = [f"{name} {text}" for name, text in zip(names, numbers, strict=True) if text]
        return f"{self.label(row)}: {', '.join(said)}"

    def widest(self) -> list[str]:
        """For each column the number that takes the most room."""
        return [column.widest for column in (*self.columns, self._sums)]


def _as_long(values: Array, count: int) -> Array:
    """The numbers, with NaN for the terms at the end that have none."""
    if len(values) == count:
        return values
    padded = np.full(count, np.nan)
    padded[: len(values)] = values
    return padded

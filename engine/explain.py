"""One cell -> how it was made: its terms with values, and the cells they came from.

An Explanation is data, in no language and no colour. The strip, the lit cells, the slide caption
and the spoken description are all renderings of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, overload

import msgspec
import numpy as np

from engine.evaluator import Evaluator
from engine.ops import Array, Cell, Term
from engine.ops.base import Combination
from engine.ops.series import Places, TermSeries, contributions, places


class Source(NamedTuple):
    """A cell that went into another: node, cell and the value found there."""

    node: str
    cell: Cell
    value: float


class ExplainedTerm(NamedTuple):
    """The cells one term is made of (factors, where there are several) and its value."""

    sources: tuple[Source, ...]
    value: float


class NamedTerms(Sequence[ExplainedTerm]):
    """The terms of an operation, its inputs called by name; each is made when it is asked for."""

    __slots__ = ("inputs", "made")

    def __init__(self, made: Sequence[Term], inputs: tuple[str, ...]) -> None:
        self.made = made
        self.inputs = inputs

    def __len__(self) -> int:
        return len(self.made)

    @overload
    def __getitem__(self, index: int) -> ExplainedTerm: ...

    @overload
    def __getitem__(self, index: slice) -> NamedTerms: ...

    def __getitem__(self, index: int | slice) -> ExplainedTerm | NamedTerms:
        if isinstance(index, slice):
            return NamedTerms(self.made[index], self.inputs)
        term = self.made[index]
        sources = tuple(Source(self.inputs[o.input], o.cell, o.value) for o in term.operands)
        return ExplainedTerm(sources, term.value)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, NamedTerms):
            return NotImplemented
        return self.inputs == other.inputs and self.made == other.made

    __hash__ = None  # type: ignore[assignment]

    @property
    def values(self) -> Array:
        """What each term contributes. [term]"""
        return contributions(self.made)

    @property
    def factors(self) -> list[tuple[str, Places, Array]]:
        """The terms of one shape as arrays: node, cells [term, axis], numbers there [term].

        Empty where the terms are few and each of its own kind.
        """
        if not isinstance(self.made, TermSeries):
            return []
        return [(self.inputs[f.input], f.cells, f.values) for f in self.made.factors]


class Explanation(msgspec.Struct, frozen=True):
    """How one cell came to hold its value.

    Attributes:
        value: what the flow uses.
        computed: what the operation made; differs from `value` only where the cell is pinned.
        pinned: whether the cell is overridden.
        combination: how the terms combine (see engine.ops.base.Terms); `given` for an input.
        chosen: for softmax, which term is the numerator; for layer_norm, which cell this one is.
        facts: numbers on the way that are no cell, as the operation names them.
        slopes: for gradients that come through a slope, the slope of each term. [term]
    """

    node: str
    cell: Cell
    value: float
    computed: float
    pinned: bool
    combination: Combination | Literal["given"]
    terms: NamedTerms
    chosen: int = 0
    facts: tuple[tuple[str, float], ...] = ()
    slopes: Array | None = None

    def sources(self) -> tuple[Source, ...]:
        """Every cell that went in, in order, each once."""
        seen = {(s.node, s.cell): s for term in self.terms for s in term.sources}
        return tuple(seen.values())

    def cells(self) -> dict[str, Places]:
        """The cells of every node that went in, in order: [cell, axis]."""
        found: dict[str, list[Places]] = {}
        for index, cells in places(self.terms.made):
            found.setdefault(self.terms.inputs[index], []).append(cells)
        return {
            name: them[0] if len(them) == 1 else np.concatenate(them)
            for name, them in found.items()
        }


def explain(evaluator: Evaluator, name: str, cell: Cell) -> Explanation:
    """Explain `name[cell]`.

    Raises:
        UnknownNode: there is no such node.
        IndexError: the node has no such cell.
    """
    node = evaluator.graph[name]
    shape = evaluator.graph.shapes[name]
    if len(cell) != len(shape) or min(cell) < 0:  # numpy would count a negative index from the end
        raise IndexError(f"{name} has no cell {cell}")
    value = float(evaluator.value(name)[cell])
    if node.op is None:
        return Explanation(name, cell, value, value, False, "given", NamedTerms((), ()))
    inputs = evaluator.read_by(name)
    made = node.op.terms(cell, inputs, evaluator.computed(name))
    return Explanation(
        name,
        cell,
        value,
        computed=float(evaluator.computed(name)[cell]),
        pinned=cell in evaluator.overrides(name),
        combination=made.combination,
        terms=NamedTerms(made.terms, node.inputs),
        chosen=made.chosen,
        facts=made.facts,
        slopes=made.slopes,
    )


def weighted_rows(evaluator: Evaluator, mix: str, word: int, head: int = 0) -> Array:
    """What each word hands over to `word`: weights[word, key] · V[key]. -> [key, d_v]

    Their sum over the keys is the row of the mix (where it is not pinned).

    Args:
        mix: the name of a `head_output`.
        head: which head, where there are several.
    """
    weights, values = (evaluator.value(name) for name in evaluator.graph[mix].inputs)
    if weights.ndim > 2:
        weights, values = weights[head], values[head]
    with np.errstate(all="ignore"):
        return np.asarray(weights[word][:, None] * values)

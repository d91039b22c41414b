"""Exact values of cells: of small examples in whole numbers, fractions and roots.

An input counts as exact where its float is the rounded value of something short; what is computed
is computed again with exact numbers. Where no short exact form exists (a norm of weights, a GELU, a
sine) there is none: None. A value is only handed out where it agrees with the evaluator's.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np

from engine.evaluator import Evaluator
from engine.explain import Explanation, Source, explain
from engine.ops import Add, Cell, ConcatHeads, MatMul, QueryKeyProduct, Relu, SinusoidalPositions
from engine.surds import Exact, Surd, TooLong, total

#: A cell of more terms is not tried (a sum of more products), nor one that hangs on more cells.
_MOST_TERMS, _MOST_PRODUCTS, _MOST_CELLS = 12, 8, 2000
_OVER = 10**6
#: Decimals of so many digits are recognised; fractions up to this size and denominator; roots of
#: fractions up to these. A random float is as good as never the rounded value of one of them.
_DIGITS, _FRACTION, _UNDER, _SQUARE, _SQUARE_UNDER = 6, 1000, 1000, 10**4, 100
_CLOSE, _ROUNDING = 1e-10, 1e-13
#: The sign of a float of this size is not taken for that of the number.
_NEAR_ZERO = 1e-9


#: Operations that make whole numbers of whole numbers.
_KEEPS_WHOLE = (Add, ConcatHeads, MatMul, QueryKeyProduct, Relu)


# -- inputs ----------------------------------------------------------------------------------------


def recognise(value: float) -> Surd | None:
    """The short number whose rounded value this float is: `3`, `0.125`, `1/3`, `√3`, `√3/2`.

    A number typed with many digits or drawn at random is none: its float is the rounded value of no
    decimal of six digits, of no fraction with a denominator up to 1000, nor of the root of one with
    a denominator up to 100.
    """
    if not math.isfinite(value) or abs(value) > _OVER:
        return None
    if value == int(value):
        return Surd.of(int(value))
    decimal = Decimal(repr(value))
    if len(decimal.as_tuple().digits) <= _DIGITS:
        return Surd.of(Fraction(decimal)) if abs(value) >= 1e-9 else None
    if abs(value) > _FRACTION:
        return None
    fraction = Fraction(value).limit_denominator(_UNDER)
    if fraction and float(fraction) == value:
        return Surd.of(fraction)
    square = (Fraction(value) ** 2).limit_denominator(_SQUARE_UNDER)
    if 0 < square <= _SQUARE and _rounded_root(square) == abs(value):
        made = Surd.root(square)
        return made if value > 0 else Surd.of(-1) * made
    return None


def _rounded_root(square: Fraction) -> float:
    with localcontext(prec=50):
        return float((Decimal(square.numerator) / square.denominator).sqrt())


# -- cells -----------------------------------------------------------------------------------------


class ExactCells:
    """The exact values of one evaluator's cells, for as long as its values stay as they are."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._kept: dict[tuple[str, Cell], Exact | None] = {}
        self._explained: dict[tuple[str, Cell], Exact | None] = {}
        self._whole: dict[str, bool] = {}
        self._powers: dict[tuple[str, Cell, Cell], list[Exact]] = {}
        self._left = 0

    def computed(self, explanation: Explanation) -> Exact | None:
        """What made the explained cell, exactly (a pin on it left out); None: no short form."""
        key = (explanation.node, explanation.cell)
        if key not in self._explained:
            self._left = _MOST_CELLS
            made = self._made(explanation)
            agreed = made is not None and _agrees(made, explanation)
            self._explained[key] = made if agreed else None
        return self._explained[key]

    def _value(self, source: Source) -> Exact:
        """The exact value of a cell. Raises TooLong where it has none."""
        key = (source.node, source.cell)
        if self._is_whole(source.node):
            return Exact.number(int(source.value))
        if key not in self._kept:
            self._left -= 1
            if self._left < 0:
                raise TooLong
            shown = explain(self._evaluator, *key)
            self._kept[key] = _typed(shown.value) if shown.pinned else self._made(shown)
        kept = self._kept[key]
        if kept is None:
            raise TooLong
        return kept

    def _is_whole(self, node: str) -> bool:
        """Whether a matrix is made of whole numbers alone, by nothing but sums and products.

        The floats of such a matrix are exact, so that nothing needs to be computed again.
        """
        if node not in self._whole:
            made, value = self._evaluator.graph[node], self._evaluator.value(node)
            exact = made.op is None or isinstance(made.op, _KEEPS_WHOLE)
            self._whole[node] = (
                exact
                and value.size <= _MOST_CELLS
                and bool((np.abs(value) < _OVER).all() and (value == np.rint(value)).all())
                and all(self._is_whole(name) for name in made.inputs)
            )
        return self._whole[node]

    def _made(self, shown: Explanation) -> Exact | None:
        node = self._evaluator.graph[shown.node]
        if isinstance(node.op, _KEEPS_WHOLE) and all(map(self._is_whole, node.inputs)):
            return Exact.number(int(shown.computed))
        most = _MOST_PRODUCTS if shown.combination in ("products", "affine") else _MOST_TERMS
        if len(shown.terms) > most or not math.isfinite(shown.computed):
            return None
        try:
            return self._combined(shown)
        except (TooLong, ZeroDivisionError, OverflowError):
            return None

    def _combined(self, shown: Explanation) -> Exact | None:
        kind, terms = shown.combination, shown.terms
        if kind == "given":
            return _typed(shown.value)
        if kind in ("products", "affine", "sum"):
            return total([self._factors(term.sources) for term in terms])
        if kind == "quotient":
            return self._value(terms[0].sources[0]) / self._value(terms[1].sources[0])
        if kind in ("masked", "copy"):
            return self._value(terms[0].sources[0])
        if kind == "zeroed":
            return self._value(terms[0].sources[0]) if terms[1].value else Exact()
        if kind == "softmax":
            return self._softmax(shown)
        if kind == "layer_norm":
            return self._layer_norm(shown)
        if kind == "relu":
            (source,) = terms[0].sources
            if abs(source.value) < _NEAR_ZERO or source.value > 0:
                return self._value(source) if float(self._value(source)) > 0 else Exact()
            return Exact()
        if kind == "gelu":
            return Exact() if terms[0].sources[0].value == 0 else None
        return self._placed(shown) if kind == "wave" else None

    def _factors(self, sources: Sequence[Source]) -> list[Exact]:
        """The factors of a product; a 0 among them asks nothing of the others but to be finite."""
        if any(source.value == 0 and self._value(source) == Exact() for source in sources):
            return [Exact()]
        return [self._value(source) for source in sources]

    def _surd(self, source: Source) -> Surd:
        surd = self._value(source).surd
        if surd is None:
            raise TooLong
        return surd

    def _softmax(self, shown: Explanation) -> Exact | None:
        sources = [term.sources[0] for term in shown.terms]
        ends = (sources[0].node, sources[0].cell, sources[-1].cell)
        if ends not in self._powers:  # shared by a row of weights
            self._powers[ends] = [
                Exact() if source.value == -math.inf else Exact.power(self._surd(source))
                for source in sources
            ]
        powers = self._powers[ends]
        whole = total([power] for power in powers)
        return powers[shown.chosen] / whole if whole.over.terms else Exact()

    def _layer_norm(self, shown: Explanation) -> Exact | None:
        sources = [term.sources[0] for term in shown.terms]
        gamma, beta, eps = (self._value(source) for source in sources[-3:])
        group = [self._surd(source) for source in sources[:-3]]
        mean = sum(group, Surd()) * Surd.of(Fraction(1, len(group)))
        squares = sum(((x - mean) * (x - mean) for x in group), Surd())
        under = Fraction(int(dict(shown.facts)["divisor"]))
        added = eps.surd.rational if eps.surd is not None else None
        spread = squares.rational
        if spread is None or added is None:
            return None
        deviation = Surd.root(spread / under + added)
        if not deviation.terms:
            return beta
        unit = (group[shown.chosen] - mean) * deviation.inverse()
        return gamma * Exact.number(unit) + beta

    def _placed(self, shown: Explanation) -> Exact | None:
        """Masks are 0 and 1; the sine and cosine of the first position are, too."""
        op = self._evaluator.graph[shown.node].op
        if isinstance(op, SinusoidalPositions) and shown.cell[-2] != 0:
            return None
        return Exact.number(int(shown.computed)) if shown.computed in (0.0, 1.0) else None


def _typed(value: float) -> Exact | None:
    surd = recognise(value)
    return None if surd is None else Exact.number(surd)


def _agrees(made: Exact, shown: Explanation) -> bool:
    """Whether the evaluator came to the same, up to rounding: nothing else may be shown."""
    value = float(made)
    room = 0.0
    if shown.combination not in ("softmax", "given"):
        room = _ROUNDING * float(abs(shown.terms.values).max(initial=0.0))
    return math.isclose(value, shown.computed, rel_tol=_CLOSE, abs_tol=room)

"""Numbers as one writes them on paper: fractions, square roots, powers of e, ratios of their sums.

A closed little algebra. Equal numbers have equal terms: roots of different squarefree numbers are
linearly independent over the fractions, and powers of e with different algebraic exponents over the
algebraic numbers (Lindemann, Weierstrass), so nothing is decided by rounding.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, localcontext
from fractions import Fraction
from functools import lru_cache

import msgspec

#: Nothing longer than this is worth writing: numerators and denominators, terms of a sum.
_LARGEST, _MOST_TERMS = 10**12, 24
_DIGITS = Context(prec=50, Emax=MAX_EMAX, Emin=MIN_EMIN)


class TooLong(ArithmeticError):
    """The number has no short form."""


@lru_cache(maxsize=4096)
def _squarefree(number: int) -> tuple[int, int]:
    """`(s, m)` with `number = s² m` and no square in m."""
    if number > _LARGEST:
        raise TooLong
    outside, inside, divisor = 1, 1, 2
    while divisor**3 <= number:
        while number % (divisor * divisor) == 0:
            number //= divisor * divisor
            outside *= divisor
        if number % divisor == 0:
            number //= divisor
            inside *= divisor
        divisor += 1
    whole = math.isqrt(number)  # what is left has at most two prime factors
    if whole * whole == number:
        return outside * whole, inside
    return outside, inside * number


class Surd(msgspec.Struct, frozen=True):
    """A sum of roots: `q √m` for each `(m, q)`, m squarefree and ascending, no q of them 0."""

    terms: tuple[tuple[int, Fraction], ...] = ()

    @staticmethod
    def of(value: int | Fraction) -> Surd:
        """A fraction."""
        return _surd([(1, Fraction(value))])

    @staticmethod
    def root(value: int | Fraction) -> Surd:
        """The square root of a fraction that is not negative."""
        top, under = Fraction(value).as_integer_ratio()
        outside, inside = _squarefree(top * under)
        return _surd([(inside, Fraction(outside, under))])

    def __add__(self, other: Surd) -> Surd:
        return _surd([*self.terms, *other.terms])

    def __sub__(self, other: Surd) -> Surd:
        return self + Surd.of(-1) * other

    def __mul__(self, other: Surd) -> Surd:
        made = []
        for m, p in self.terms:
            for n, q in other.terms:
                common = math.gcd(m, n)
                made.append((m // common * (n // common), p * q * common))
        return _surd(made)

    @property
    def rational(self) -> Fraction | None:
        """The fraction it is, if it is one."""
        if not self.terms:
            return Fraction(0)
        return self.terms[0][1] if self.terms[0][0] == 1 and len(self.terms) == 1 else None

    def inverse(self) -> Surd:
        """`1 / (q √m)`. Raises TooLong of a sum, ZeroDivisionError of 0."""
        if len(self.terms) > 1:
            raise TooLong
        if not self.terms:
            raise ZeroDivisionError
        m, q = self.terms[0]
        return _surd([(m, 1 / (q * m))])

    def decimal(self) -> Decimal:
        """The value, to fifty digits."""
        with localcontext(_DIGITS):
            parts = (Decimal(q.numerator) / q.denominator * Decimal(m).sqrt()
                     for m, q in self.terms)  # fmt: skip
            return sum(parts, Decimal(0))


def _surd(terms: Iterable[tuple[int, Fraction]]) -> Surd:
    found: dict[int, Fraction] = {}
    for m, q in terms:
        found[m] = found.get(m, Fraction(0)) + q
    for m, q in found.items():
        if max(m, abs(q.numerator), q.denominator) > _LARGEST:
            raise TooLong
    return Surd(tuple(sorted((m, q) for m, q in found.items() if q)))


ZERO, ONE = Surd(), Surd.of(1)


class Powers(msgspec.Struct, frozen=True):
    """A sum of powers of e: `c e^x` for each `(x, c)`, the x ascending, no c of them 0."""

    terms: tuple[tuple[Surd, Surd], ...] = ()

    def __add__(self, other: Powers) -> Powers:
        return _powers([*self.terms, *other.terms])

    def __mul__(self, other: Powers) -> Powers:
        if other is _UNIT or self is _UNIT:
            return self if other is _UNIT else other
        return _powers([(x + y, c * d) for x, c in self.terms for y, d in other.terms])

    def decimal(self) -> Decimal:
        """The value, to fifty digits where nothing cancels."""
        with localcontext(_DIGITS):
            parts = (c.decimal() * x.decimal().exp() for x, c in self.terms)
            return sum(parts, Decimal(0))


def _powers(terms: Iterable[tuple[Surd, Surd]]) -> Powers:
    found: dict[Surd, Surd] = {}
    for exponent, factor in terms:
        found[exponent] = found.get(exponent, ZERO) + factor
    if len(found) > _MOST_TERMS:
        raise TooLong
    kept = [(x, c) for x, c in found.items() if c.terms]
    return Powers(tuple(sorted(kept, key=lambda term: (_size(term[0]), term[0].terms))))


@lru_cache(maxsize=4096)
def _size(exponent: Surd) -> Decimal:
    return exponent.decimal()


_NOTHING, _UNIT = Powers(), Powers(((ZERO, ONE),))


class Exact(msgspec.Struct, frozen=True):
    """A ratio of two sums of powers of e. Made by `number`, `power` and by calculating."""

    over: Powers = _NOTHING
    under: Powers = _UNIT

    @staticmethod
    def number(value: int | Fraction | Surd) -> Exact:
        """A fraction, or a sum of roots."""
        surd = value if isinstance(value, Surd) else Surd.of(value)
        return Exact(_powers([(ZERO, surd)]))

    @staticmethod
    def power(exponent: Surd) -> Exact:
        """`e` to the power of a sum of roots."""
        return Exact(Powers(((exponent, ONE),)))

    def __add__(self, other: Exact) -> Exact:
        if not self.over.terms:
            return other
        if self.under == other.under:
            return _ratio(self.over + other.over, self.under)
        over = self.over * other.under + other.over * self.under
        return _ratio(over, self.under * other.under)

    def __mul__(self, other: Exact) -> Exact:
        return _ratio(self.over * other.over, self.under * other.under)

    def __truediv__(self, other: Exact) -> Exact:
        """Raises ZeroDivisionError."""
        return _ratio(self.over * other.under, self.under * other.over)

    def __float__(self) -> float:
        with localcontext(_DIGITS):
            return float(self.over.decimal() / self.under.decimal())

    @property
    def surd(self) -> Surd | None:
        """The sum of roots it is, if there is no power of e in it."""
        if self.under != _UNIT:
            return None
        if not self.over.terms:
            return ZERO
        return self.over.terms[0][1] if [x for x, _ in self.over.terms] == [ZERO] else None


def total(products: Iterable[Sequence[Exact]]) -> Exact:
    """A sum of products; what is over the same is added before anything is taken out."""
    found: dict[Powers, list[tuple[Surd, Surd]]] = {}
    for factors in products:
        over, under = _UNIT, _UNIT
        for factor in factors:
            over, under = over * factor.over, under * factor.under
        found.setdefault(under, []).extend(over.terms)
    return sum((_ratio(_powers(terms), under) for under, terms in found.items()), Exact())


def _ratio(over: Powers, under: Powers) -> Exact:
    """The ratio, its common factor taken out."""
    if under == _UNIT:
        return Exact(over)
    if not under.terms:
        raise ZeroDivisionError
    if not over.terms:
        return Exact()
    exponent, factor = under.terms[0]
    if len(under.terms) == len(factor.terms) == 1:
        shift = Powers(((Surd.of(-1) * exponent, factor.inverse()),))
        return Exact(over * shift)
    multiple = _multiple(over, under)
    if multiple is not None:
        return Exact.number(multiple)
    content = _content(over, under)
    if factor.terms[0][1] < 0:
        content = -content
    scale = Powers(((ZERO, Surd.of(1 / content)),))
    return Exact(over * scale, under * scale)


def _multiple(over: Powers, under: Powers) -> Surd | None:
    """How many times `under` the first is, where that is one root or fraction."""
    if len(over.terms) != len(under.terms):
        return None
    first, second = over.terms[0][1], under.terms[0][1]
    if len(second.terms) == 1:
        multiple = first * second.inverse()
    elif first.terms[0][0] == second.terms[0][0]:
        multiple = Surd.of(first.terms[0][1] / second.terms[0][1])
    else:
        return None
    same = all(
        x == y and c == multiple * d for (x, c), (y, d) in zip(over.terms, under.terms, strict=True)
    )
    return multiple if same else None


def _content(*sums: Powers) -> Fraction:
    """The largest fraction that leaves only whole numbers when it is taken out."""
    factors = [q for each in sums for _, c in each.terms for _, q in c.terms]
    top = math.gcd(*(q.numerator for q in factors))
    return Fraction(top, math.lcm(*(q.denominator for q in factors)))

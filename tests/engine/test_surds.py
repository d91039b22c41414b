"""The algebra of fractions, roots and powers of e, and how its numbers are written."""

from __future__ import annotations

import math
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.paper import length, surd_text, written
from engine.surds import Exact, Surd, TooLong, total
from tests.engine.paper_reader import read

DIGITS = Context(prec=50, Emax=MAX_EMAX, Emin=MIN_EMIN)
fractions = st.fractions(-9, 9, max_denominator=6)
roots = st.builds(
    lambda q, m: Surd.of(q) * Surd.root(m),
    fractions,
    st.integers(0, 30) | st.fractions(0, 9, max_denominator=6),
)
surds = st.lists(roots, min_size=1, max_size=3).map(lambda parts: sum(parts, Surd()))
exponents = st.builds(lambda q, m: Surd.of(q) * Surd.root(m), fractions, st.integers(0, 7))
sums = st.lists(st.tuples(roots, exponents), min_size=1, max_size=3).map(
    lambda terms: total([Exact.number(c), Exact.power(x)] for c, x in terms)
)


def value_of(number: Exact) -> Decimal:
    with localcontext(DIGITS):
        return number.over.decimal() / number.under.decimal()


def close(made: Decimal, expected: Decimal, *parts: Decimal) -> bool:
    """Equal to thirty digits of the largest number on the way."""
    room = max(map(abs, (made, expected, *parts)), default=Decimal(0))
    return abs(made - expected) <= room * Decimal("1e-30")


@given(surds, surds)
def test_roots_are_added_and_multiplied(a: Surd, b: Surd) -> None:
    x, y = a.decimal(), b.decimal()
    size = Decimal(10**5)  # of the largest root there can be here, squared
    with localcontext(DIGITS):
        assert close((a + b).decimal(), x + y, size)
        assert close((a - b).decimal(), x - y, size)
        assert close((a * b).decimal(), x * y, size)
    assert a - a == Surd()
    assert (a + b) - b == a


@given(roots)
def test_one_root_has_an_inverse(a: Surd) -> None:
    if not a.terms:
        with pytest.raises(ZeroDivisionError):
            a.inverse()
    else:
        assert a * a.inverse() == Surd.of(1)
        assert (a * a).rational is not None


@given(st.fractions(0, 10**5, max_denominator=400))
def test_a_root_squared_is_the_number(value: Fraction) -> None:
    root = Surd.root(value)
    assert (root * root).rational == value
    for m, _ in root.terms:
        assert all(m % (p * p) for p in range(2, math.isqrt(m) + 1))


@settings(max_examples=50, deadline=None)
@given(sums, sums)
def test_powers_of_e_are_added_multiplied_and_divided(a: Exact, b: Exact) -> None:
    x, y = value_of(a), value_of(b)
    with localcontext(DIGITS):
        assert close(value_of(a * b), x * y)
        assert (a + b) + Exact.number(-1) * b == a
        if b.over.terms:
            assert close(value_of(a / b), x / y)
            assert b / b == Exact.number(1)
            assert a / b * b + Exact.number(-1) * a == Exact()


@settings(max_examples=50, deadline=None)
@given(sums, sums)
def test_what_is_written_reads_as_the_value(a: Exact, b: Exact) -> None:
    assume(b.over.terms)
    for number in (a, a / b):
        assert close(read(written(number)), value_of(number)), written(number)


@given(surds)
def test_roots_that_are_written_read_as_the_value(a: Surd) -> None:
    size = max((abs(Decimal(q.numerator)) * m for m, q in a.terms), default=Decimal(1))
    assert close(read([(surd_text(a), False)]), a.decimal(), size)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Surd.root(3).inverse(), "1/√3"),
        (Surd.of(4) * Surd.root(3).inverse(), "4/√3"),
        (Surd.root(Fraction(1, 2)), "1/√2"),
        (Surd.root(12), "2√3"),
        (Surd.root(Fraction(3, 4)), "√3/2"),
        (Surd.of(Fraction(1, 2)) * Surd.root(3).inverse(), "1/(2√3)"),
        (Surd.of(Fraction(-1, 3)), "−1/3"),
        (Surd.of(Fraction(137, 1000)), "0.137"),
        (Surd.of(Fraction(3, 8)), "3/8"),
        (Surd.of(1) - Surd.root(2), "1 − √2"),
        (Surd.of(3) * Surd.root(Fraction(500001, 100000)).inverse(), "3/√5.00001"),
        (Surd(), "0"),
    ],
)
def test_roots_are_written_as_on_paper(number: Surd, text: str) -> None:
    assert surd_text(number) == text
    assert [piece.text for piece in written(Exact.number(number))] == [text]


def in_line(number: Exact) -> str:
    return "".join(f"^{{{text}}}" if raised else text for text, raised in written(number))


def test_shares_are_written_over_their_sum() -> None:
    e2, e4 = Exact.power(Surd.of(2)), Exact.power(Surd.of(4))
    under = e2 + e4 + e4
    assert in_line(e2 / under) == "e^{2}/(e^{2} + 2e^{4})"
    mix = total([[Exact.number(2), e2 / under], [Exact.number(4), (e4 + e4) / under]])
    assert in_line(mix) == "(2e^{2} + 8e^{4})/(e^{2} + 2e^{4})"
    assert length(written(mix)) == len("(2e2+8e4)/(e2+2e4)")
    assert in_line(e4 / (e4 + e4 + e4)) == "1/3"
    assert in_line(Exact.power(Surd()) / (Exact.power(Surd()) + Exact.power(Surd.of(1)))) == (
        "1/(1 + e)"
    )
    assert in_line(Exact.number(-1) * e2 + Exact.number(Surd.root(3)) * e4) == "−e^{2} + √3·e^{4}"


def test_a_common_multiple_is_seen() -> None:
    e2, e4 = Exact.power(Surd.of(2)), Exact.power(Surd.of(4))
    under = e2 + e4 + e4
    weights = [e2 / under, e4 / under, e4 / under]
    assert total([w] for w in weights) == Exact.number(1)
    half = Exact.number(Fraction(1, 2))
    assert (half * e2 + e4) / under == half


def test_what_is_too_long_says_so() -> None:
    with pytest.raises(TooLong):
        Surd.root(10**13 + 37)
    with pytest.raises(TooLong):
        (Surd.of(1) + Surd.root(2)).inverse()
    with pytest.raises(TooLong):
        total([Exact.power(Surd.of(k))] for k in range(30))
    big = Surd.of(10**7)
    with pytest.raises(TooLong):
        big * big

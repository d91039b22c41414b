"""Exact numbers in writing, as on paper: `e⁴/(e² + 2e⁴)`, `4/√3`, `1/8`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from engine.numbers import TRUE_MINUS
from engine.surds import ONE, Exact, Powers, Surd

#: Decimals that end are written as fractions up to this denominator.
_SHORT_FRACTION = 16


class Piece(NamedTuple):
    """A stretch of a written number; `raised` is an exponent."""

    text: str
    raised: bool = False


def written(value: Exact) -> tuple[Piece, ...]:
    """`e⁴/(e² + 2e⁴)`, `4/√3`, `−1/3`: the number as text, exponents raised."""
    over = _sum_pieces(value.over)
    if value.under == Exact().under:
        return over
    under = _sum_pieces(value.under)
    if len(value.over.terms) > 1 or any("/" in p.text or " " in p.text for p in over[:1]):
        over = (Piece("("), *over, Piece(")"))
    return _joined((*over, Piece("/("), *under, Piece(")")))


def length(pieces: Sequence[Piece]) -> int:
    """How many characters a written number has, spaces left out."""
    return sum(len(piece.text.replace(" ", "")) for piece in pieces)


def _sum_pieces(powers: Powers) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for exponent, factor in powers.terms:
        negative = len(factor.terms) == 1 and factor.terms[0][1] < 0
        size = Surd.of(-1) * factor if negative else factor
        sign = f" {TRUE_MINUS} " if negative else " + "
        pieces.append(Piece(sign if pieces else sign.strip() if negative else ""))
        if not exponent.terms:
            text = surd_text(size)
            inside = len(size.terms) > 1 and len(powers.terms) > 1
            pieces.append(Piece(f"({text})" if inside else text))
            continue
        pieces.append(Piece(_before_power(size)))
        if exponent != ONE:
            pieces.append(Piece(surd_text(exponent), True))
    return _joined(pieces) or (Piece("0"),)


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Neighbours on one line are one piece."""
    made: list[Piece] = []
    for piece in pieces:
        if made and not piece.raised and not made[-1].raised:
            made[-1] = Piece(made[-1].text + piece.text)
        elif piece.text:
            made.append(piece)
    return tuple(made)


def _before_power(factor: Surd) -> str:
    """What stands before the exponent: `e`, `2e`, `(1/2)e`, `√3·e`, `(1 + √3)e`."""
    text = surd_text(factor)
    if text == "1":
        return "e"
    if factor.rational is not None and "/" not in text:
        return f"{text}e"
    return f"({text})e" if "/" in text or len(factor.terms) > 1 else f"{text}·e"


def surd_text(surd: Surd) -> str:
    """`2`, `−1/3`, `4/√3`, `1 + √3/2`, `3/√5.00001`."""
    text = ""
    for m, q in surd.terms:
        sign = TRUE_MINUS if q < 0 else "+"
        part = _root_text(abs(q), m)
        text = f"{text} {sign} {part}" if text else part if q > 0 else f"{sign}{part}"
    return text or "0"


def _root_text(q: Fraction, m: int) -> str:
    top, under = q.as_integer_ratio()
    if m == 1:
        return str(top) if under == 1 else _fraction_text(q)
    if under % m == 0:
        rest = under // m
        text = f"{top}/√{m}" if rest == 1 else f"{top}/({rest}√{m})"
    else:
        text = f"{top if top > 1 else ''}√{m}" + (f"/{under}" if under > 1 else "")
    shorter = [text]
    for over in range(1, 10):
        inside = over * over / (q * q * m)
        if inside.denominator > 1 and 10**6 % inside.denominator == 0:
            shorter.append(f"{over}/√{_decimal_text(inside)}")
    return min(shorter, key=len)


def _fraction_text(q: Fraction) -> str:
    """`1/8`, but 0.137 where a fraction says no more."""
    ends = 10**6 % q.denominator == 0
    return _decimal_text(q) if ends and q.denominator > _SHORT_FRACTION else f"{q}"


def _decimal_text(value: Fraction) -> str:
    return f"{Decimal(value.numerator) / value.denominator:f}"

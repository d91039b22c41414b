"""Reads exact numbers as they are written, to fifty digits, sharing no code with the engine."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, localcontext

_TOKEN = re.compile(r"\d+(?:\.\d+)?|[e√()/·+−^]")
_DIGITS = Context(prec=50, Emax=MAX_EMAX, Emin=MIN_EMIN)


def read(pieces: Iterable[tuple[str, bool]]) -> Decimal:
    """The value of a text; what is raised stands in `^(…)`."""
    text = "".join(f"^({text})" if raised else text for text, raised in pieces)
    tokens = _TOKEN.findall(text)
    assert "".join(tokens) == text.replace(" ", ""), text
    with localcontext(_DIGITS):
        value, rest = _sum(tokens)
    assert not rest, text
    return value


def _sum(tokens: list[str]) -> tuple[Decimal, list[str]]:
    sign = 1
    if tokens[0] in "+−":
        sign, tokens = (-1 if tokens[0] == "−" else 1), tokens[1:]
    value, tokens = _product(tokens)
    value *= sign
    while tokens and tokens[0] in "+−":
        other, rest = _product(tokens[1:])
        value = value + other if tokens[0] == "+" else value - other
        tokens = rest
    return value, tokens


def _product(tokens: list[str]) -> tuple[Decimal, list[str]]:
    value, tokens = _power(tokens)
    while tokens and tokens[0] not in "+−)":
        if tokens[0] == "/":
            other, tokens = _power(tokens[1:])
            value /= other
        else:
            other, tokens = _power(tokens[1:] if tokens[0] == "·" else tokens)
            value *= other
    return value, tokens


def _power(tokens: list[str]) -> tuple[Decimal, list[str]]:
    head, rest = tokens[0], tokens[1:]
    if head == "(":
        value, rest = _sum(rest)
        assert rest[0] == ")"
        return value, rest[1:]
    if head == "√":
        value, rest = _power(rest)
        return value.sqrt(), rest
    if head != "e":
        return Decimal(head), rest
    if rest[:1] != ["^"]:
        return Decimal(1).exp(), rest
    exponent, rest = _power(rest[1:])
    return exponent.exp(), rest

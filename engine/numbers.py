"""Numbers as people write and read them: parsing what is typed, formatting what is shown.

What is typed is parsed, never evaluated. What is shown is rounded; values never are.
"""

from __future__ import annotations

import math
import re
import unicodedata

from engine.errors import NotANumber, NotFinite

TRUE_MINUS = "\N{MINUS SIGN}"
_DECIMAL = r"(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
_FACTOR = rf"(?:{_DECIMAL}|sqrt\(\s*{_DECIMAL}\s*\)|√\s*{_DECIMAL}|√\(\s*{_DECIMAL}\s*\))"
_NUMBER = re.compile(rf"([+-]?)\s*({_FACTOR})(?:\s*([*/])\s*({_FACTOR}))?")
_LONGEST_INPUT = 200


def parse_number(text: str) -> float:
    """Read `2`, `-0.5`, `1e-3`, `1/3`, `sqrt(3)`, `2*sqrt(3)`, `√3`, full-width digits and `−2`.

    Raises:
        NotANumber: the text is something else.
        NotFinite: it is a number, but it or a part of it overflows, it divides by zero, or it says
            inf or nan.
    """
    shown = text.strip()[:40]
    plain = _narrow(text[:_LONGEST_INPUT]).replace(TRUE_MINUS, "-").strip()
    if plain.lower().lstrip("+-") in {"nan", "inf", "infinity", "∞"}:
        raise NotFinite(text=shown)
    match = _NUMBER.fullmatch(plain)
    if match is None or len(text) > _LONGEST_INPUT:
        raise NotANumber(text=shown)
    sign, first, operator, second = match.groups()
    value = _factor(first)
    other = _factor(second) if operator else 1.0
    finite = math.isfinite(value) and math.isfinite(other)  # 1/1e999 is not 0
    if operator == "*":
        value *= other
    elif operator == "/":
        value = value / other if other else math.inf
    if not (finite and math.isfinite(value)):
        raise NotFinite(text=shown)
    return -value if sign == "-" else value


def _narrow(text: str) -> str:
    """Full-width characters as plain ones. No others: 3² must not become 32."""
    return "".join(
        unicodedata.normalize("NFKC", character)
        if unicodedata.decomposition(character).startswith("<wide>")
        else character
        for character in text
    )


def _factor(text: str) -> float:
    digits = text.removeprefix("sqrt").removeprefix("√").strip().strip("()").strip()
    value = float(digits)  # inf where it overflows
    return math.sqrt(value) if digits != text else value


def format_number(value: float, decimals: int = 3, *, fixed: bool = False) -> str:
    """Round `value` for display: `−2`, `0.5`, `1.937`, `1.2e9`; `fixed` keeps trailing zeros.

    Zeros at the end are dropped only where nothing was rounded away: 0.5 is `0.5`, but 1.99999 is
    `2.000`, so that a whole number is always what it says. A tiny number keeps its digits (`2e−7`)
    unless `fixed` asks for a column of equal width.
    """
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else ("∞" if value > 0 else TRUE_MINUS + "∞")
    text = f"{value:.{decimals}f}"
    vanishes = value != 0 and float(text) == 0
    if abs(value) >= 1e7 or (vanishes and not fixed):
        mantissa, exponent = f"{value:.{max(decimals - 1, 1)}e}".split("e")
        power = f"e{int(exponent)}"
        text = _short(mantissa) + power
        if float(text) != value:
            text = mantissa + power
    else:
        short = _short(text)
        if not fixed and float(short) == value:
            text = short
        if float(text) == 0:
            text = text.lstrip("-")
    return text.replace("-", TRUE_MINUS)


def _short(text: str) -> str:
    """A decimal without the zeros at its end."""
    return text.rstrip("0").rstrip(".") if "." in text else text


def format_weight(value: float, decimals: int = 3) -> str:
    """An attention weight for a narrow cell: fixed decimals, no leading zero (`.468`, `1.000`)."""
    text = format_number(value, decimals, fixed=True)
    return text.removeprefix("0") if text.startswith("0.") else text


def format_shape(shape: tuple[int, ...]) -> str:
    """`(3, 4)` as `3×4`."""
    return "×".join(str(size) for size in shape)


def signed_number(value: float, decimals: int = 3) -> str:
    """A change or a slope, its sign always written: `+0.31`, `−2`."""
    return f"{'−' if value < 0 else '+'}{format_number(abs(value), decimals)}"

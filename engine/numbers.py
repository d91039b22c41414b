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
        NotFinite: the text is a number, but overflows, divides by zero, or says inf or nan.
    """
    shown = text.strip()[:40]
    plain = unicodedata.normalize("NFKC", text[:_LONGEST_INPUT]).replace(TRUE_MINUS, "-").strip()
    if plain.lower().lstrip("+-") in {"nan", "inf", "infinity", "∞"}:
        raise NotFinite(text=shown)
    match = _NUMBER.fullmatch(plain)
    if match is None or len(text) > _LONGEST_INPUT:
        raise NotANumber(text=shown)
    sign, first, operator, second = match.groups()
    value = _factor(first)
    if operator == "*":
        value *= _factor(second)
    elif operator == "/":
        divisor = _factor(second)
        value = value / divisor if divisor else math.inf
    if not math.isfinite(value):
        raise NotFinite(text=shown)
    return -value if sign == "-" else value


def _factor(text: str) -> float:
    digits = text.removeprefix("sqrt").removeprefix("√").strip().strip("()").strip()
    value = float(digits)
    return math.sqrt(value) if digits != text else value


def format_number(value: float, decimals: int = 3, *, fixed: bool = False) -> str:
    """Round `value` for display: `−2`, `0.5`, `1.937`, `1.2e+09`; `fixed` keeps trailing zeros.

    A whole number is shown whole. A number that rounds to 0 without being 0 is shown as `0` with
    its sign dropped (the exact value is one hover away), except where no digit would be left of a
    tiny number outside a fixed table: `2e-07` says more than `0`.
    """
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else ("∞" if value > 0 else TRUE_MINUS + "∞")
    magnitude = abs(value)
    if magnitude >= 1e7 or (not fixed and 0 < magnitude < 0.5 * 10**-decimals):
        text = f"{value:.{max(decimals - 1, 1)}e}"
        mantissa, exponent = text.split("e")
        mantissa = mantissa.rstrip("0").rstrip(".")
        text = f"{mantissa}e{int(exponent)}"
    else:
        text = f"{value:.{decimals}f}"
        if not fixed and "." in text:
            text = text.rstrip("0").rstrip(".")
        if float(text) == 0:
            text = text.lstrip("-")
    return text.replace("-", TRUE_MINUS)


def format_weight(value: float, decimals: int = 3) -> str:
    """An attention weight for a narrow cell: fixed decimals, no leading zero (`.468`, `1.000`)."""
    text = format_number(value, decimals, fixed=True)
    return text.removeprefix("0") if text.startswith("0.") else text


def format_shape(shape: tuple[int, ...]) -> str:
    """`(3, 4)` as `3×4`."""
    return "×".join(str(size) for size in shape)

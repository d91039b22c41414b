"""Numbers as people write and read them."""

from __future__ import annotations

import math
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.errors import NotANumber, NotFinite
from engine.numbers import format_number, format_shape, format_weight, parse_number

PARSED = {
    "2": 2.0,
    " 2 ": 2.0,
    "-2": -2.0,
    "+2": 2.0,
    "- 2": -2.0,
    "−2": -2.0,
    "－２": -2.0,
    "2.": 2.0,
    ".5": 0.5,
    "-0.5": -0.5,
    "1e-3": 0.001,
    "1E3": 1000.0,
    "007": 7.0,
    "1/3": 1 / 3,
    "-1 / 3": -1 / 3,
    "３／４": 0.75,
    "sqrt(3)": math.sqrt(3),
    "sqrt( 3 )": math.sqrt(3),
    "-sqrt(3)": -math.sqrt(3),
    "√3": math.sqrt(3),
    "√ 3": math.sqrt(3),
    "√(3)": math.sqrt(3),
    "sqrt(0)": 0.0,
    "sqrt(1e4)": 100.0,
    "2*sqrt(3)": 2 * math.sqrt(3),
    "1/sqrt(4)": 0.5,
    "√2/√8": math.sqrt(2) / math.sqrt(8),
    "2 * 3": 6.0,
    "１．５": 1.5,
    "\u3000１\u3000": 1.0,
    "1e308": 1e308,
    "5e-324": 5e-324,
    "1e-999": 0.0,
}


@pytest.mark.parametrize(("text", "value"), PARSED.items())
def test_parse(text: str, value: float) -> None:
    assert parse_number(text) == value


NOT_NUMBERS = [
    "", " ", "1.2.3", "1,5", "1 2", "abc", "--2", "+-2", "2**3", "1/2/3", "2*3*4", "1+1", "2-",
    ".", "-", "e5", "1e", "1e5.5", "0x10", "1_000", "sqrt(-1)", "sqrt(sqrt(2))", "sqrt()", "sqrt(2",
    "sqrt 2", "√", "√-1", "(2)", "2(3)", "__import__('os')", "1j",
    "½", "²", "3²", "x₂", "①", "5⁻¹", "1\n2", "nan()",
    "1 if 1 else 2", "{0}", "1" * 201, "9" * 100_000, "𝟏𝟐x", "\x00", "1\x00", "\ud800",
]  # fmt: skip


@pytest.mark.parametrize("text", NOT_NUMBERS, ids=lambda text: ascii(text[:20]))
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(NotANumber) as error:
        parse_number(text)
    assert len(str(error.value)) < 160, "a long text is not repeated whole"


NOT_FINITE = [
    "nan", "NaN", "-nan", "inf", "-inf", "Infinity", "∞", "−∞", "1/0", "0/0", "1e999",
    "-1e999", "1e308*10", "1/1e-999", "1e999/1e999", "0*1e999", "sqrt(1e999)", "1/sqrt(0)",
]  # fmt: skip


@pytest.mark.parametrize("text", NOT_FINITE)
def test_what_is_not_finite_is_refused(text: str) -> None:
    with pytest.raises(NotFinite):
        parse_number(text)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_repr_is_read_back_to_the_bit(value: float) -> None:
    assert parse_number(repr(value)).hex() == value.hex()


@given(st.text() | st.text("0123456789.eE+-*/√() sqrt"))
@example("1/0e5")
def test_any_text_is_a_finite_number_or_refused(text: str) -> None:
    with suppress(NotANumber, NotFinite):
        assert math.isfinite(parse_number(text))


FORMATTED = [
    (0.0, 3, "0"),
    (-0.0, 3, "0"),
    (2.0, 3, "2"),
    (-2.0, 3, "−2"),
    (100.0, 0, "100"),
    (0.5, 3, "0.5"),
    (1.93662106, 3, "1.937"),
    (1.99999, 3, "2.000"),  # not 2: something was rounded away
    (0.9999999, 2, "1.00"),
    (-0.0004, 3, "−4e−4"),
    (0.0000002, 3, "2e−7"),
    (5e-7, 6, "5e−7"),  # half a unit, which %f rounds to nothing
    (0.5, 0, "5e−1"),
    (123456789.0, 3, "1.23e8"),
    (10000000.0, 3, "1e7"),
    (10000001.0, 3, "1.00e7"),  # not 1e7: something was rounded away
    (12345678.0, 0, "1.2e7"),
    (1.2e9, 3, "1.2e9"),
    (5e-324, 3, "4.94e−324"),
    (-1.7976931348623157e308, 3, "−1.80e308"),
    (math.nan, 3, "NaN"),
    (math.inf, 3, "∞"),
    (-math.inf, 3, "−∞"),
]


@pytest.mark.parametrize(("value", "decimals", "text"), FORMATTED)
def test_format_number(value: float, decimals: int, text: str) -> None:
    assert format_number(value, decimals) == text


FIXED = [
    (2.0, 3, "2.000"),
    (-0.0, 3, "0.000"),
    (-0.0004, 3, "0.000"),
    (-0.0006, 3, "−0.001"),
    (0.46831053, 3, "0.468"),
    (0.5, 0, "0"),
    (1.5, 0, "2"),
    (12345678.9, 2, "1.2e7"),
]


@pytest.mark.parametrize(("value", "decimals", "text"), FIXED)
def test_format_number_fixed(value: float, decimals: int, text: str) -> None:
    assert format_number(value, decimals, fixed=True) == text


WEIGHTS = [
    (0.46831053, ".468"),
    (1.0, "1.000"),
    (0.0, ".000"),
    (0.99999, "1.000"),
    (0.00000603, ".000"),
    (-0.25, "−0.250"),
    (2.5, "2.500"),
    (10.25, "10.250"),
    (math.nan, "NaN"),
]


@pytest.mark.parametrize(("value", "text"), WEIGHTS)
def test_format_weight(value: float, text: str) -> None:
    assert format_weight(value) == text


finite = st.floats(allow_nan=False, allow_infinity=False)
some_decimals = st.integers(0, 9)


@given(st.floats(-1e308, 1e308) | st.floats(-1e4, 1e4), some_decimals, st.booleans())
def test_what_is_shown_is_near_and_never_of_the_wrong_sign(
    value: float, decimals: int, fixed: bool
) -> None:
    text = format_number(value, decimals, fixed=fixed)
    plain = text.replace("−", "-")
    mantissa, _, power = plain.partition("e")
    shown = float(plain)
    assert text.startswith("−") <= (value < 0)
    assert shown == 0 or (shown > 0) == (value > 0)
    assert len(mantissa.partition(".")[2]) <= (max(decimals, 1) if power else decimals)
    unit = 10.0 ** -max(decimals - 1, 1) * 10.0 ** int(power) if power else 10.0**-decimals
    assert abs(shown - value) <= 0.5 * unit * (1 + 1e-9) + 1e-15 * abs(value) + 5e-324
    assert fixed or shown != 0 or value == 0, "a number that is not 0 never reads 0"


@given(finite | st.integers(-(10**9), 10**9).map(float), some_decimals)
def test_a_whole_number_is_what_it_says(value: float, decimals: int) -> None:
    text = format_number(value, decimals)
    if "." not in text and decimals > 0:
        assert float(text.replace("−", "-")) == value


@given(finite, some_decimals)
def test_what_is_shown_can_be_typed(value: float, decimals: int) -> None:
    text = format_number(value, decimals)
    if abs(value) < 1e308:
        assert parse_number(text) == float(text.replace("−", "-"))


@given(st.floats(0, 1), st.integers(1, 6))
def test_a_weight_reads_as_the_same_number(value: float, decimals: int) -> None:
    text = format_weight(value, decimals)
    assert float(text) == round(value, decimals)
    assert len(text.partition(".")[2]) == decimals


def test_format_shape() -> None:
    assert format_shape((3, 4)) == "3×4"
    assert format_shape((2, 3, 4)) == "2×3×4"

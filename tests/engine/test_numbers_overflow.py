"""A number of two parts is refused where a part overflows, even if the result would not."""

from __future__ import annotations

import pytest

from engine.errors import NotFinite
from engine.numbers import parse_number


@pytest.mark.parametrize("text", ["1/1e999", "-1/1e999", "0*1e999", "1/sqrt(1e999)", "1e999/1e999"])
def test_a_part_that_overflows(text: str) -> None:
    with pytest.raises(NotFinite):
        parse_number(text)


def test_a_part_that_underflows_is_fine() -> None:
    assert parse_number("1e-999*2") == 0

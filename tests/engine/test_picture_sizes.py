"""Sizes of pictures as people write them."""

from __future__ import annotations

import pytest

from engine.errors import SizeLimit
from engine.picture_sizes import BadSize, parse_size


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("1920x1080", (1920, 1080)), (" 64 X 16384 ", (64, 16384)), ("100×100", (100, 100)),
        ("16:9", (1920, 1080)), (" 4:3 ", (1440, 1080)), ("A4", (1684, 1191)),
        ("a4-portrait", (1191, 1684)), ("254x127mm", (1440, 720)), ("25.4 x 12.7 mm", (144, 72)),
    ],
)  # fmt: skip
def test_size(text: str, size: tuple[int, int]) -> None:
    assert parse_size(text).pixels == size
    assert parse_size(text).dots_per_inch == 144


@pytest.mark.parametrize("text", ["1920x1080", "16:9", "a4", "210x148mm"])
@pytest.mark.parametrize("scale", [2, 4])
def test_more_pixels_take_no_more_paper(text: str, scale: int) -> None:
    small, large = parse_size(text), parse_size(text, scale)
    for one, other in zip(small.pixels, large.pixels, strict=True):
        assert other == pytest.approx(scale * one, abs=scale)
        inches = one / small.dots_per_inch
        assert other / large.dots_per_inch == pytest.approx(inches, abs=0.01)


def test_paper_has_as_many_pixels_as_dots_fit_on_it() -> None:
    assert parse_size("a4", dots=300) == (3508, 2480, 300)
    assert parse_size("a4", scale=2, dots=300) == (7016, 4961, 600)
    assert parse_size("1920x1080", dots=300) == (1920, 1080, 300)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", BadSize), ("1920", BadSize), ("1920x", BadSize), ("-5x100", BadSize),
        ("1.5x100", BadSize), ("1x2x3", BadSize), ("9999999999x100", BadSize), ("a5", BadSize),
        ("210x148cm", BadSize), ("16:10", BadSize), ("nanxinfmm", BadSize),
        ("63x100", SizeLimit), ("100x63", SizeLimit), ("16385x100", SizeLimit),
        ("0x0", SizeLimit), ("1x1mm", SizeLimit), ("9000x9000mm", SizeLimit),
    ],
)  # fmt: skip
def test_what_is_no_size(text: str, error: type[SizeLimit] | type[BadSize]) -> None:
    with pytest.raises(error):
        parse_size(text)


def test_too_large_a_scale_is_refused_with_the_side_it_makes() -> None:
    with pytest.raises(SizeLimit, match="20000"):
        parse_size("10000x5000", scale=2)

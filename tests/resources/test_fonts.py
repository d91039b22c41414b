"""The bundled fonts must draw the whole product on a machine that has no fonts."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
MAXIMUM_BYTES = 6 * 1024 * 1024

# File name: family, weight, italic.
EXPECTED = {
    "Inter-Regular.otf": ("Inter", 400, False),
    "Inter-Medium.otf": ("Inter", 500, False),
    "Inter-SemiBold.otf": ("Inter", 600, False),
    "Inter-Bold.otf": ("Inter", 700, False),
    "Inter-Italic.otf": ("Inter", 400, True),
    "Inter-SemiBoldItalic.otf": ("Inter", 600, True),
    "STIXTwoText-Regular.ttf": ("STIX Two Text", 400, False),
    "STIXTwoText-Italic.ttf": ("STIX Two Text", 400, True),
    "STIXTwoText-Bold.ttf": ("STIX Two Text", 700, False),
    "NotoSansSC-Regular.otf": ("Noto Sans SC", 400, False),
    "NotoSansSC-Bold.otf": ("Noto Sans SC", 700, False),
}
LICENCES = {
    "Inter": ("OFL-Inter.txt", "The Inter Project Authors"),
    "STIX Two Text": ("OFL-STIX-Two.txt", "The STIX Fonts Project Authors"),
    "Noto Sans SC": ("OFL-Noto-Sans-SC.txt", "Adobe"),
}

# What the app prints beside plain letters, by the family that should draw it.
INTERFACE_SYMBOLS = "−×·÷±≈≤≥≠√∞→←↔↑↓∑…–—′″“”‘’«»⁰¹²³⁴⁵⁶⁷⁸⁹⁻ⁿ₀₁₂₃₄₅₆₇₈₉ᵢⱼₖₙ"
FORMULA_SYMBOLS = "−×·÷±≈≤≥≠√∞→⊕⊗⊙∑∏∈‖⟨⟩⌈⌉⌊⌋…′″⁰¹²³⁴⁵⁶⁷⁸⁹⁻ⁿ₀₁₂₃₄₅₆₇₈₉αβγεθλμσΣ"
CHINESE_PUNCTUATION = (
    "、。，；：？！（）【】《》〈〉「」『』〔〕“”‘’…—·～％＋－×÷＝０１２３４５６７８９"
)


@cache
def load(name: str) -> TTFont:
    """Open a bundled font."""
    return TTFont(FONTS / name)


def characters(name: str) -> set[str]:
    """Return the characters that a bundled font maps to a glyph of its own."""
    return {chr(code) for code, glyph in load(name).getBestCmap().items() if glyph != ".notdef"}


def missing(wanted: str, name: str) -> str:
    """Return what a bundled font cannot draw."""
    return "".join(sorted(set(wanted) - characters(name)))


def gb2312() -> str:
    """Decode every two-byte code of GB 2312."""
    cells = range(0xA1, 0xFF)
    codes = (bytes((high, low)) for high in cells for low in cells)
    return "".join(code.decode("gb2312", errors="ignore") for code in codes)


def files_of(family: str) -> list[str]:
    """Return the files of one family."""
    return [name for name, (own, _, _) in EXPECTED.items() if own == family]


def test_folder_holds_exactly_the_expected_fonts() -> None:
    found = {path.name for path in FONTS.iterdir() if path.suffix in {".otf", ".ttf", ".ttc"}}
    assert found == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_family_weight_and_slope(name: str) -> None:
    family, weight, italic = EXPECTED[name]
    font = load(name)
    assert font["name"].getBestFamilyName() == family
    assert font["OS/2"].usWeightClass == weight
    assert bool(font["OS/2"].fsSelection & 1) is italic
    assert bool(font["head"].macStyle & 2) is italic


@pytest.mark.parametrize("name", EXPECTED)
def test_every_mapped_glyph_exists_and_letters_have_outlines(name: str) -> None:
    font = load(name)
    glyphs = font.getGlyphSet()
    mapping = font.getBestCmap()
    assert set(mapping.values()) <= set(font.getGlyphOrder())
    for letter in "AQKVxyz0189":
        pen = BoundsPen(glyphs)
        glyphs[mapping[ord(letter)]].draw(pen)
        assert pen.bounds is not None, f"{letter} of {name} is empty"


def test_gb2312_table_is_the_whole_standard() -> None:
    table = gb2312()
    assert sum("\u4e00" <= character <= "\u9fff" for character in table) == 6763
    assert len(table) == 7445


def test_the_fonts_together_cover_gb2312() -> None:
    together = set().union(*(characters(name) for name in EXPECTED))
    assert set(gb2312()) <= together


@pytest.mark.parametrize("name", files_of("Noto Sans SC"))
def test_each_chinese_weight_covers_gb2312_and_punctuation(name: str) -> None:
    assert missing(gb2312() + CHINESE_PUNCTUATION, name) == ""


@pytest.mark.parametrize("name", files_of("Inter"))
def test_interface_symbols(name: str) -> None:
    assert missing(INTERFACE_SYMBOLS, name) == ""


@pytest.mark.parametrize("name", files_of("STIX Two Text"))
def test_formula_symbols(name: str) -> None:
    assert missing(FORMULA_SYMBOLS, name) == ""


@pytest.mark.parametrize("name", EXPECTED)
def test_every_font_has_plain_latin(name: str) -> None:
    assert missing("".join(map(chr, range(0x20, 0x7F))), name) == ""


@pytest.mark.parametrize("name", files_of("Inter"))
def test_inter_has_tabular_figures(name: str) -> None:
    font = load(name)
    records = font["GSUB"].table.FeatureList.FeatureRecord
    lookups = {
        index
        for record in records
        if record.FeatureTag == "tnum"
        for index in record.Feature.LookupListIndex
    }
    replaced: dict[str, str] = {}
    for index in lookups:
        for table in font["GSUB"].table.LookupList.Lookup[index].SubTable:
            replaced |= getattr(table, "ExtSubTable", table).mapping
    mapping = font.getBestCmap()
    figures = [mapping[ord(digit)] for digit in "0123456789"]
    widths = [font["hmtx"][replaced.get(figure, figure)][0] for figure in figures]
    # Inter itself is 3 of 2816 units off in the heavier weights: 0.015 px at 14 px.
    assert max(widths) - min(widths) <= font["head"].unitsPerEm / 500
    assert len({font["hmtx"][figure][0] for figure in figures}) > 1, "tnum would change nothing"


@pytest.mark.parametrize("family", LICENCES)
def test_every_family_has_its_licence(family: str) -> None:
    name, holder = LICENCES[family]
    text = (FONTS / name).read_text(encoding="utf-8")
    copyright_lines = text.partition("SIL OPEN FONT LICENSE")[0]
    assert holder in copyright_lines
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert {family for family, _, _ in EXPECTED.values()} == set(LICENCES)


def test_the_fonts_stay_small() -> None:
    sizes = {name: (FONTS / name).stat().st_size for name in EXPECTED}
    assert sum(sizes.values()) <= MAXIMUM_BYTES, sizes

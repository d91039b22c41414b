"""Make the font subsets that Softmix carries.

The app must look the same on a machine without any fonts, so it brings its own: Inter for
the interface, STIX Two Text for formulas and Noto Sans SC for Chinese. This script cuts them
out of their full versions; it is needed only to change the character sets or to update a font.

Sources, all under the SIL Open Font License 1.1 (see the OFL-*.txt files beside this script):

* Inter: Debian package ``fonts-inter`` 4.0~beta7+ds-1, folder ``opentype/inter``.
* STIX Two Text: npm package ``@fontsource/stix-two-text`` 5.3.0, folder ``package/files``.
  That package cuts the font into alphabets and has no operators, so they are joined again and
  the operators, arrows and digits come from STIX Two Math, which the Python package
  ``ziamath`` 0.13 carries in ``ziamath/fonts``.
* Noto Sans SC: the "Noto Sans CJK SC" faces in Debian package ``fonts-noto-cjk``
  1:20220127+repack1-1, folder ``opentype/noto``.

Run it with the four source folders; it needs ``fonttools`` and ``brotli`` (made with fonttools
4.68.0). The same sources give the same bytes::

    python make_subsets.py --inter DIR --stix DIR --stix-math DIR --noto DIR [--out DIR]
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable
from pathlib import Path

from fontTools.merge import Merger
from fontTools.merge import Options as MergeOptions
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

REGULAR, MEDIUM, SEMIBOLD, BOLD = 400, 500, 600, 700
WEIGHT_NAMES = {REGULAR: "Regular", MEDIUM: "Medium", SEMIBOLD: "SemiBold", BOLD: "Bold"}

KEPT_NAMES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 14, 16, 17]
INTER_FEATURES = ["calt", "case", "ccmp", "kern", "locl", "tnum"]
STIX_FEATURES = ["ccmp", "kern", "mark", "mkmk", "pnum"]
NOTO_FEATURES = ["ccmp"]


def code_points(*parts: str | range) -> set[int]:
    """Return the code points of strings and ranges together."""
    return {c if isinstance(c, int) else ord(c) for part in parts for c in part}


LATIN_1 = code_points(range(0x20, 0x7F), range(0xA0, 0x100))
LATIN = LATIN_1 | code_points(range(0x100, 0x180))
GREEK = code_points(range(0x370, 0x400))
PUNCTUATION = code_points(range(0x2000, 0x2070))
SCRIPTS = code_points("ʰʲʳˡˢʷˣʸ", "ⱼ", range(0x1D2C, 0x1D6B), range(0x2070, 0x209D))
OPERATORS = code_points("←↑→↓↔↕↗↘↦⇐⇒⇔", "−∓∕∗∘∙√∝∞∂∆∇∏∑∫∈∉∀∃∧∨∩∪⊂⊆⊕⊖⊗⊙⊤⊥‖∥⋅⋮⋯⋱⟨⟩⌈⌉⌊⌋")
RELATIONS = code_points("≈≠≡≤≥≪≫∼≃≅")
RAISED_DIGITS = code_points("¹²³")  # Latin-1 has these three, the others are among SCRIPTS
SHAPES = code_points("■□▪▫▲△▶▷▼▽◀◁◆◇○●◐◑★☆✓✕✗✘")
SYMBOLS = code_points("ℓℝ™№") | PUNCTUATION | SCRIPTS | OPERATORS | RELATIONS | SHAPES
CJK_FORMS = code_points(range(0x3000, 0x3040), range(0xFF01, 0xFFE7))


def gb2312() -> set[int]:
    """Return every character of GB 2312: 6763 hanzi and 682 symbols."""
    found: set[int] = set()
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes((high, low)).decode("gb2312")))
            except UnicodeDecodeError:
                continue  # an unassigned cell of the code table
    return found


def subset(font: TTFont, wanted: Iterable[int], features: list[str], hinting: bool) -> None:
    """Keep only the wanted characters and features of a font."""
    options = Options()
    options.layout_features = features
    options.name_IDs = KEPT_NAMES
    options.name_languages = [0x409]
    options.notdef_outline = True
    options.glyph_names = False
    options.hinting = hinting
    options.drop_tables += ["BASE", "DSIG", "MATH", "STAT", "VORG", "vhea", "vmtx"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)


def rename(font: TTFont, family: str, weight: int, italic: bool) -> None:
    """Give a font its names and style bits, so that all weights share one family name."""
    weight_name = WEIGHT_NAMES[weight]
    linked = weight in (REGULAR, BOLD)  # the four styles that old programs know
    slope = "Italic" if italic else ""
    full = " ".join(filter(None, (weight_name, slope))).replace("Regular Italic", "Italic")
    postscript = f"{family}-{full}".replace(" ", "")
    version = font["name"].getDebugName(5)
    names = {
        1: family if linked else f"{family} {weight_name}",
        2: full if linked else slope or "Regular",
        3: f"{version};{postscript};subset",
        4: f"{family} {full}",
        6: postscript,
    }
    if not linked:
        names |= {16: family, 17: full}
    table = font["name"]
    for name_id in (1, 2, 3, 4, 6, 16, 17):
        table.removeNames(nameID=name_id)
    for name_id, text in names.items():
        table.setName(text, name_id, 3, 1, 0x409)

    os2, head = font["OS/2"], font["head"]
    os2.usWeightClass = weight
    bold = weight == BOLD
    os2.fsSelection &= ~0b1100001  # italic, bold, regular
    os2.fsSelection |= italic | bold << 5 | (not italic and not bold) << 6
    head.macStyle = bold | italic << 1
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames[0] = postscript
        top = cff.topDictIndex[0]
        top.FamilyName, top.FullName, top.Weight = family, names[4], weight_name


def save(font: TTFont, path: Path) -> None:
    """Write a font without any mark of the time."""
    font.recalcTimestamp = False
    font.save(path, reorderTables=True)
    print(f"{path.name}: {path.stat().st_size:,} bytes, {len(font.getBestCmap())} characters")


def make_inter(source: Path, weight: int, italic: bool, out: Path) -> None:
    """Cut one style of Inter."""
    style = (WEIGHT_NAMES[weight] + "Italic" * italic).replace("RegularItalic", "Italic")
    font = TTFont(source / f"Inter-{style}.otf", recalcTimestamp=False)
    subset(font, LATIN | GREEK | SYMBOLS, INTER_FEATURES, hinting=True)
    rename(font, "Inter", weight, italic)
    save(font, out / f"Inter-{style}.otf")


def make_stix(source: Path, math: Path, weight: int, italic: bool, out: Path) -> None:
    """Join the alphabets of one style of STIX Two Text and add the operators."""
    slope = "italic" if italic else "normal"
    parts = [
        source / f"stix-two-text-{alphabet}-{weight}-{slope}.woff2"
        for alphabet in ("latin", "latin-ext", "greek")
    ]
    parts.append(math / "STIXTwoMath-Regular.ttf")
    remaining = LATIN | GREEK | SYMBOLS
    with tempfile.TemporaryDirectory() as folder:
        pieces: list[str] = []
        for part in parts:
            font = TTFont(part, recalcTimestamp=False)
            font.flavor = None
            is_text = part is not parts[-1]
            if not is_text:
                remaining -= (
                    LATIN | GREEK
                ) - RAISED_DIGITS  # letters of another weight or slope would jar
                font["post"].formatType = 3.0
            found = remaining & font.getBestCmap().keys()
            if is_text:
                found -= RAISED_DIGITS  # all raised digits must be of one design
            remaining -= found
            subset(font, found, STIX_FEATURES if is_text else [], hinting=False)
            if not is_text:
                for tag in ("GDEF", "GPOS", "GSUB"):
                    if tag in font:
                        del font[tag]
            pieces.append(str(Path(folder, f"{len(pieces)}.ttf")))
            font.save(pieces[-1])
        joined = Merger(options=MergeOptions(drop_tables=["gasp"])).merge(pieces)
        first = TTFont(pieces[0])
    for field in ("created", "modified", "fontRevision"):
        setattr(joined["head"], field, getattr(first["head"], field))
    for table, fields in {
        "hhea": ("ascent", "descent", "lineGap"),
        "OS/2": (
            *("sTypoAscender", "sTypoDescender", "sTypoLineGap", "usWinAscent", "usWinDescent"),
            *("fsSelection", "xAvgCharWidth", "sxHeight", "sCapHeight", "panose"),
        ),
        "post": ("italicAngle", "underlinePosition", "underlineThickness"),
    }.items():
        for field in fields:
            setattr(joined[table], field, getattr(first[table], field))
    joined["name"] = first["name"]
    joined["post"].formatType = 3.0
    rename(joined, "STIX Two Text", weight, italic)
    style = (WEIGHT_NAMES[weight] + "Italic" * italic).replace("RegularItalic", "Italic")
    save(joined, out / f"STIXTwoText-{style}.ttf")


def make_noto(source: Path, weight: int, out: Path) -> None:
    """Cut one weight of the Simplified Chinese face out of the Noto Sans CJK collection."""
    style = WEIGHT_NAMES[weight]
    collection = TTCollection(source / f"NotoSansCJK-{style}.ttc", lazy=True)
    font = next(f for f in collection.fonts if f["name"].getDebugName(1) == "Noto Sans CJK SC")
    wanted = gb2312() | CJK_FORMS | LATIN_1 | SYMBOLS
    subset(font, wanted, NOTO_FEATURES, hinting=False)
    rename(font, "Noto Sans SC", weight, italic=False)
    save(font, out / f"NotoSansSC-{style}.otf")


def main() -> None:
    """Read the folders from the command line and make every subset."""
    parser = argparse.ArgumentParser(description="Make the font subsets that Softmix carries.")
    parser.add_argument("--inter", type=Path, required=True, help="folder of Inter-*.otf")
    parser.add_argument("--stix", type=Path, required=True, help="folder of stix-two-text-*.woff2")
    parser.add_argument("--stix-math", type=Path, required=True, help="folder of STIXTwoMath")
    parser.add_argument("--noto", type=Path, required=True, help="folder of NotoSansCJK-*.ttc")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent, help="default: here")
    args = parser.parse_args()
    for weight in (REGULAR, MEDIUM, SEMIBOLD, BOLD):
        make_inter(args.inter, weight, False, args.out)
    for weight in (REGULAR, SEMIBOLD):
        make_inter(args.inter, weight, True, args.out)
    for weight, italic in ((REGULAR, False), (REGULAR, True), (BOLD, False)):
        make_stix(args.stix, args.stix_math, weight, italic, args.out)
    for weight in (REGULAR, BOLD):
        make_noto(args.noto, weight, args.out)


if __name__ == "__main__":
    main()

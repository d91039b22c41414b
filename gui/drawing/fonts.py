"""The bundled fonts: loading them, asking for them, measuring text in them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QRawFont

from engine.scenario import RESOURCES
from gui.drawing.primitives import Rect, Text, TextRun

UI_FAMILIES = ("Inter", "Noto Sans SC", "STIX Two Text")
MATH_FAMILIES = ("STIX Two Text", "Inter", "Noto Sans SC")
_SCRIPT_SIZE = 0.7
_SUPERSCRIPT_RISE = 0.36
_SUBSCRIPT_DROP = 0.18


@cache
def load_fonts() -> tuple[str, ...]:
    """Make the bundled fonts known to Qt, once a process. Returns their families."""
    families: dict[str, None] = {}
    for path in sorted((RESOURCES / "fonts").glob("*.otf")) + sorted(
        (RESOURCES / "fonts").glob("*.ttf")
    ):
        identity = QFontDatabase.addApplicationFont(str(path))
        for family in QFontDatabase.applicationFontFamilies(identity):
            families[family] = None
    return tuple(families)


@cache
def text_scale() -> float:
    """How much larger than usual the system wants text (1 at 96 dpi, at most 3). Asked once."""
    screen = QGuiApplication.primaryScreen()
    dots = screen.logicalDotsPerInch() if screen is not None else 96.0
    return min(max(dots / 96, 1.0), 3.0)


def scaled(pixels: float) -> int:
    """A measure of the interface (not of the diagram or of slides) at the system's text size."""
    return round(pixels * text_scale())


@cache
def font(kind: str, size: float, weight: int = 400, italic: bool = False) -> QFont:
    """A font of the product: `ui` or `math`, its size in pixels, numerals of equal width."""
    made = QFont(list(MATH_FAMILIES if kind == "math" else UI_FAMILIES))
    made.setPixelSize(max(1, round(size)))
    made.setWeight(QFont.Weight(weight))
    made.setItalic(italic)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if kind == "ui":
        made.setFeature(QFont.Tag("tnum"), 1)
        made.setFeature(QFont.Tag("calt"), 0)  # numbers and names stand as they were typed
    return made


@cache
def _metrics(kind: str, size: float, weight: int, italic: bool) -> QFontMetricsF:
    return QFontMetricsF(font(kind, size, weight, italic))


@lru_cache(maxsize=1 << 15)
def _advance(text: str, kind: str, size: float, weight: int, italic: bool) -> float:
    return _metrics(kind, size, weight, italic).horizontalAdvance(text)


def advance(text: str, size: float, weight: int) -> float:
    """The advance of a text in the font of the interface."""
    return _advance(text, "ui", size, weight, False)


def run_font(run: TextRun, size: float) -> QFont:
    """The font a run is drawn in, in a line of `size`."""
    return font(run.font, size * (_SCRIPT_SIZE if run.script else 1), run.weight, run.italic)


def run_offset(run: TextRun, size: float) -> float:
    """How far below the baseline a run sits (negative: above)."""
    if run.script > 0:
        return -_SUPERSCRIPT_RISE * size
    return _SUBSCRIPT_DROP * size if run.script < 0 else 0.0


def run_width(run: TextRun, size: float) -> float:
    """The advance of a run in a line of `size`."""
    return _part_width(run, run.text, size)


def _part_width(run: TextRun, text: str, size: float) -> float:
    """The advance of a part of a run."""
    scaled = size * (_SCRIPT_SIZE if run.script else 1)
    return _advance(text, run.font, scaled, run.weight, run.italic)


def width(runs: Sequence[TextRun], size: float) -> float:
    """The advance of a line of runs."""
    return sum(run_width(run, size) for run in runs)


def text_rect(text: Text) -> Rect:
    """The area a line of text covers: its advance by its ascent and descent."""
    total = width(text.runs, text.size)
    shift = {"start": 0.0, "middle": -total / 2, "end": -total}[text.anchor]
    return Rect(text.x + shift, text.y - 0.76 * text.size, total, text.size)


def elided(run: TextRun, size: float, room: float) -> TextRun:
    """The run, cut with an ellipsis where it is longer than `room`."""
    if run_width(run, size) <= room:
        return run
    metrics = _metrics(run.font, size, run.weight, run.italic)
    cut = replace(run, text=metrics.elidedText(run.text, Qt.TextElideMode.ElideRight, room))
    while run_width(cut, size) > room and len(cut.text) > 1:  # Qt is coarse at a few pixels
        cut = replace(cut, text=cut.text[:-2] + "…")
    return cut


@lru_cache(maxsize=512)
def _wrapped(
    runs: tuple[TextRun, ...], size: float, room: float
) -> tuple[tuple[TextRun, ...], ...]:
    lines: list[list[_Piece]] = [[]]
    used = 0.0
    for atom in _atoms(runs):
        if lines[-1] and used + _pieces_width(_trimmed(atom), size) > room:
            lines.append([])
            used = 0.0
        lines[-1] += atom
        used += _pieces_width(atom, size)
    return tuple(_joined(_trimmed(line)) for line in lines)


def wrapped(runs: Sequence[TextRun], size: float, room: float) -> list[tuple[TextRun, ...]]:
    """Break runs into lines no wider than `room`: at spaces, and between Chinese characters.

    A word stays whole whatever runs it is made of, marks stay with what they close or open, and
    no line ends with a space. A word wider than `room` has a line of its own.
    """
    return list(_wrapped(tuple(runs), size, room))


_NO_LINE_START = "，。；：？！、）】》”’…,.;:?!)]"
_NO_LINE_END = "（【《“‘(["
_Piece = tuple[TextRun, str]  # a part of a text, and the run it is cut from


def _atoms(runs: Sequence[TextRun]) -> list[list[_Piece]]:
    """What stays together: a word with the space behind it; each Chinese character on its own."""
    atoms: list[list[_Piece]] = []
    previous = ""
    for run in runs:
        start = 0
        for index, character in enumerate(run.text):
            if not previous or _may_break(previous, character):
                if start < index:
                    atoms[-1].append((run, run.text[start:index]))
                atoms.append([])
                start = index
            previous = character
        if start < len(run.text):
            atoms[-1].append((run, run.text[start:]))
    return atoms


def _may_break(previous: str, character: str) -> bool:
    if character in _NO_LINE_START or character == " " or previous in _NO_LINE_END:
        return False
    return previous == " " or _is_wide(previous) or _is_wide(character)


def _pieces_width(pieces: Sequence[_Piece], size: float) -> float:
    return sum(_part_width(run, text, size) for run, text in pieces)


def _trimmed(pieces: list[_Piece]) -> list[_Piece]:
    """Without the spaces at its end."""
    if not pieces:
        return pieces
    run, text = pieces[-1]
    return [*pieces[:-1], (run, text.rstrip(" "))]


def _is_wide(character: str) -> bool:
    return "\u2e80" <= character <= "\uffef"


def _joined(line: list[_Piece]) -> tuple[TextRun, ...]:
    """The pieces of one line, those of one run in one."""
    joined: list[TextRun] = []
    for run, pieces in groupby(line, key=itemgetter(0)):
        joined.append(replace(run, text="".join(piece for _, piece in pieces)))
    return tuple(joined)


def missing_glyphs(text: str, kind: str = "ui") -> str:
    """The characters of `text` that no bundled font of the kind can draw."""
    families = MATH_FAMILIES if kind == "math" else UI_FAMILIES
    raw = [QRawFont.fromFont(QFont(family)) for family in families]
    return "".join(
        c for c in text if not c.isspace() and not any(f.supportsCharacter(ord(c)) for f in raw)
    )

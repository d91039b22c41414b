"""The exact value of a cell, as the line beneath its decimals."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from engine.explain import Explanation
from engine.numbers import TRUE_MINUS
from engine.paper import length, written
from engine.surds import Exact
from gui.drawing.explanation_parts import Line, number, translate
from gui.drawing.primitives import TextRun
from gui.theme import Theme

if TYPE_CHECKING:
    from gui.document import Document

#: A longer number is not written: nobody would read it.
LONGEST = 40


def exact_line(document: Document, theme: Theme, explanation: Explanation) -> Line | None:
    """`= e⁴/(e² + 2e⁴) exactly`; None where there is no short form, or the decimals are it."""
    value = document.exact(explanation)
    if value is None or _said_already(value, explanation.computed):
        return None
    pieces = written(value)
    if length(pieces) > LONGEST:
        return None
    runs = (TextRun(piece.text, theme.text, script=int(piece.raised)) for piece in pieces)
    said = TextRun(" " + translate("explanation", "exactly"), theme.muted)
    return (TextRun("= ", theme.text), *runs, said)


def with_exact(
    document: Document, theme: Theme, explanation: Explanation, lines: list[Line]
) -> list[Line]:
    """The lines of an explanation with the exact one beneath the number that was made."""
    exact = exact_line(document, theme, explanation) if document.shows_exact else None
    if exact is None:
        return lines
    made = number(explanation.computed)
    at = max((i for i, line in enumerate(lines) if line[-1].text == made), default=len(lines) - 1)
    return [*lines[: at + 1], exact, *lines[at + 1 :]]


def _said_already(value: Exact, computed: float) -> bool:
    """Whether the decimals say it all: whole ones, and those no short fraction stands for."""
    rational = value.surd.rational if value.surd is not None else None
    if rational is None:
        return False
    said = Fraction(number(computed).replace(TRUE_MINUS, "-"))
    return said == rational and (said.denominator == 1 or said.denominator > 16)

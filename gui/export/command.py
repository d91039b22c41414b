"""The `export` verb: slides from the command line, with no display."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QGuiApplication

from engine.errors import SoftmixError, translatable
from engine.exchange import Assignment, apply_assignments, parse_assignment
from engine.ops import Cell
from engine.picture_sizes import DOTS_PER_INCH
from engine.scenario import Scenario
from gui.document import Document
from gui.drawing.fonts import load_fonts
from gui.export.formats import check_format
from gui.export.jobs import run
from gui.export.looks import slide_theme
from gui.export.moments import NoMoment, moment_count
from gui.export.requests import ExportRequest, What
from gui.i18n import Languages

_RANGE = re.compile(r"(?P<first>.+?)(?:\.\.|(?<=\d)-(?=\d))(?P<last>.+)")


class OneSubject(SoftmixError):
    """No fields."""

    template = translatable(
        "errors",
        "A picture shows one thing: a step, a matrix, a cell that is explained or a comparison. "
        "Choose one.",
    )


class InsideWhat(SoftmixError):
    """No fields."""

    template = translatable("errors", "Say which step to look inside: --step ID or --step N.")


class CellToExplain(SoftmixError):
    """Fields: text."""

    template = translatable(
        "errors", "“{text}” is not a cell to explain. Write it as in scores[1,2], from 0."
    )


class ShadesOfWhat(SoftmixError):
    """No fields."""

    template = translatable("errors", "Say which matrix to draw as shades: --node NAME.")


class UnknownHead(SoftmixError):
    """Fields: head, count."""

    template = translatable("errors", "There is no head {head}. The heads are 1 to {count}.")


class Subject(msgspec.Struct, frozen=True):
    """What the command line asks to be shown, as it is typed; at most one of the first five.

    Attributes:
        step: an id, a number from 1, `all`, or a range (`3-7`, `scores..mix`).
        node: one matrix.
        explain: a cell, as `scores[1,2]`.
        compare: a matrix before and after the edits.
        inside: of a step: `all` steps inside it, or the result before and after one, from 1.
        heat: whether the matrix is drawn as shades.
        head: the head to show, from 1. None: the one the lesson chooses; of one matrix all heads.
    """

    step: str | None = None
    node: str | None = None
    explain: str | None = None
    compare: str | None = None
    inside: str | None = None
    heat: bool = False
    head: str | None = None


def run_export(
    scenario: Scenario,
    edits: Iterable[Assignment],
    out: Path,
    *,
    step: str | None = None,
    node: str | None = None,
    head: str | None = None,
    explain: str | None = None,
    compare: str | None = None,
    inside: str | None = None,
    heat: bool = False,
    size: tuple[int, int] = (1920, 1080),
    format: str = "png",
    theme: str | None = None,
    transparent: bool = False,
    speaker: bool = False,
    dots_per_inch: int = DOTS_PER_INCH,
    language: str | None = None,
) -> list[Path]:
    """Export steps, one matrix, an explanation, a comparison, or the whole diagram.

    Args:
        step, node, head, explain, compare, inside, heat: see Subject.
        size, transparent, speaker, dots_per_inch: see ExportRequest.

    Returns:
        The files that were written.

    Raises:
        SoftmixError: something that does not exist, a refused edit, or a file that cannot be
            written. Nothing is written then.
    """
    check_format(format)
    look = theme or "light"
    slide_theme(look)
    subject = Subject(step, node, explain, compare, inside, heat, head)
    if sum(part is not None for part in (step, node, explain, compare)) > 1:
        raise OneSubject
    if inside is not None and step is None:
        raise InsideWhat
    if heat and node is None:
        raise ShadesOfWhat
    _application()
    load_fonts()
    chosen = language or "en"
    locale = QLocale()
    languages = Languages()
    languages.use(chosen)
    try:
        document = Document(scenario, chosen)
        apply_assignments(document.evaluator, edits)
        request = _request(
            document, subject, size=size, format=format, theme=look, transparent=transparent,
            speaker=speaker, dots_per_inch=dots_per_inch,
        )  # fmt: skip
        return run(document, request, out)
    finally:
        languages.use("en")  # takes its catalogues out again
        QLocale.setDefault(locale)


def _request(document: Document, subject: Subject, **how: object) -> ExportRequest:
    """What is asked for, checked. Raises UnknownStep, UnknownNode, UnknownHead and the above."""
    what: What = "diagram"
    fields: dict[str, object] = {"head": _head(document, subject.head)}
    if subject.node is not None:
        what = "heat" if subject.heat else "matrix"
        fields["node"] = document.graph[subject.node].name
    elif subject.compare is not None:
        what = "compare"
        fields["node"] = document.graph[subject.compare].name
    elif subject.explain is not None:
        what = "explanation"
        fields["cell"] = _cell(subject.explain)
    elif subject.step is not None:
        what, steps = _steps(document, subject)
        fields.update(steps)
    return ExportRequest(what, **fields, **how)  # type: ignore[arg-type]


def _cell(text: str) -> tuple[str, Cell]:
    """`scores[1,2]`, read. Raises CellToExplain."""
    try:
        cell = parse_assignment(f"{text}=0")
    except SoftmixError:
        raise CellToExplain(text=text) from None
    if cell.cell is None:
        raise CellToExplain(text=text)
    return cell.name, cell.cell


def _steps(document: Document, subject: Subject) -> tuple[What, dict[str, object]]:
    step = subject.step or ""
    if step == "all" and subject.inside is None:
        return "every", {}
    lesson = document.lesson
    span = _RANGE.fullmatch(step)
    if span is not None and step not in [s.id for s in lesson.steps]:
        return "range", {"step": lesson.find(span["first"]), "last": lesson.find(span["last"])}
    index = lesson.find(step)
    if subject.inside is None:
        return "step", {"step": index}
    if subject.inside == "all":
        return "moments", {"step": index}
    count = moment_count(document, index)
    inside = subject.inside
    if not (inside.isascii() and inside.isdigit() and 1 <= int(inside) <= count):
        raise NoMoment(moment=inside, count=count)
    return "before_after", {"step": index, "moment": int(inside) - 1}


def _head(document: Document, head: str | None) -> int | None:
    """The head that is asked for, from 0. Raises UnknownHead."""
    if head is None:
        return None
    count = document.graph.heads
    if not (head.isascii() and head.isdigit() and 1 <= int(head) <= count):
        raise UnknownHead(head=head, count=count)
    return int(head) - 1


@cache
def _application() -> QCoreApplication:
    """The application there is, or one that needs no display; it stays until the process ends."""
    existing = QCoreApplication.instance()
    if existing is not None:
        return existing
    return QGuiApplication(["softmix", "-platform", "offscreen"])

"""The `export` verb: slides from the command line, with no display."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QGuiApplication

from engine.errors import SoftmixError, translatable
from engine.exchange import Assignment, apply_assignments
from engine.scenario import Scenario
from gui.document import Document
from gui.drawing.fonts import load_fonts
from gui.export.jobs import ExportRequest, run
from gui.export.looks import slide_theme
from gui.export.render import check_format
from gui.i18n import Languages


class StepOrNode(SoftmixError):
    """No fields."""

    template = translatable("errors", "A picture shows a step or one matrix, not both. Choose one.")


class UnknownHead(SoftmixError):
    """Fields: head, count."""

    template = translatable("errors", "There is no head {head}. The heads are 1 to {count}.")


def run_export(
    scenario: Scenario,
    edits: Iterable[Assignment],
    out: Path,
    *,
    step: str | None = None,
    node: str | None = None,
    head: str | None = None,
    size: tuple[int, int] = (1920, 1080),
    format: str = "png",
    theme: str | None = None,
    transparent: bool = False,
    language: str | None = None,
) -> list[Path]:
    """Export a step (its id, its number from 1, or `all`), one matrix, or the whole diagram.

    Args:
        head: the head to show, from 1. None: the one the lesson chooses; of one matrix all heads.

    Returns:
        The files that were written.

    Raises:
        SoftmixError: an unknown step, node, head, theme or format, a refused edit, or a file that
            cannot be written. Nothing is written then.
    """
    check_format(format)
    look = theme or "light"
    slide_theme(look)
    if step is not None and node is not None:
        raise StepOrNode
    _application()
    load_fonts()
    chosen = language or "en"
    locale = QLocale()
    languages = Languages()
    languages.use(chosen)
    try:
        document = Document(scenario, chosen)
        apply_assignments(document.evaluator, edits)
        request = replace(
            _what(document, step, node),
            size=size, format=format, theme=look, transparent=transparent,
            head=_head(document, head),
        )  # fmt: skip
        return run(document, request, out)
    finally:
        languages.use("en")  # takes its catalogues out again
        QLocale.setDefault(locale)


def _what(document: Document, step: str | None, node: str | None) -> ExportRequest:
    """What is asked for, checked. Raises UnknownStep, UnknownNode."""
    if node is not None:
        return ExportRequest(what="matrix", node=document.graph[node].name)
    if step is None:
        return ExportRequest(what="diagram")
    if step == "all":
        return ExportRequest(what="every")
    return ExportRequest(what="step", step=document.lesson.find(step))


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

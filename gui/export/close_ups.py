"""Close-ups as slides: one matrix as shades, how one number was made, what an edit moved."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from engine.compare import changed_cells, compare_node, difference
from engine.errors import SoftmixError, translatable
from engine.explain import explain
from engine.numbers import format_number
from engine.ops import Array, Cell
from gui.document import Document
from gui.drawing import fonts
from gui.drawing.card_data import CardContent
from gui.drawing.content import card_content
from gui.drawing.explanation import describe, making_picture
from gui.drawing.primitives import Cells, Heat, Primitive, Text, TextRun, moved
from gui.drawing.symbols import symbol_runs
from gui.export import place_lines as lines
from gui.export.arrange import arrange
from gui.export.looks import line_width
from gui.export.matrix import heat_map
from gui.export.measures import SLIDE_RESULT
from gui.export.page import page, title_runs
from gui.export.pieces import CardPiece, Flow
from gui.export.slide import Slide, SlideOptions, finished
from gui.export.standpoint import place_note, standing
from gui.names import node_title
from gui.snapshots import Stored
from gui.theme import Theme

translate = QCoreApplication.translate
#: An explanation is drawn this much larger than in the window at most, and at least.
_LARGEST, _STEP, _LEAST = 3.6, 0.1, 0.6


class NothingMoved(SoftmixError):
    """Fields: node."""

    template = translatable(
        "errors",
        "There is nothing to compare: {node} holds the numbers the example opened with. Change a "
        "number first.",
    )


class OtherShape(SoftmixError):
    """Fields: node."""

    template = translatable(
        "errors", "{node} has another shape than when the example was opened: nothing to compare."
    )


def heat_slide(document: Document, theme: Theme, node: str, options: SlideOptions) -> Slide:
    """One matrix as shades with a colour bar, in the head that is shown. Raises UnknownNode."""
    name = document.graph[node].name
    title = node_title(name)
    shown = title_runs(document, theme, title) if options.title else []
    with standing(document, head=options.head, block=document.graph[name].block or None):
        note = place_note(document, [name])
        frame = page(options.size, theme, shown, (), note=note)
        cards, parts = heat_map(document, theme, name, frame.body)
    return finished(frame, parts, cards, theme, title, options)


def explanation_slide(
    document: Document, theme: Theme, node: str, cell: Cell, options: SlideOptions
) -> Slide:
    """How one number is made: its factors, its terms, the sum, in words.

    Raises:
        UnknownNode, CellOutOfRange.
    """
    name = document.graph[node].name
    document.evaluator.check_place(name, cell)
    head = cell[0] if len(cell) > 2 else None
    title = document.cell_name(name, cell)
    shown = [TextRun(title, theme.text, weight=600)] if options.title else []
    with standing(document, head=head, block=document.graph[name].block or None):
        note = place_note(document, [name])
        frame = page(options.size, theme, shown, (), note=note)
        making = describe(document, theme, explain(document.evaluator, name, cell))
        body = frame.body
        scale = _LARGEST
        while True:
            parts, height = making_picture(document, theme, making, body.w, scale, heading=False)
            if (height <= body.h and _right(parts) <= body.w) or scale <= _LEAST:
                break
            scale -= _STEP
    top = body.y + max(body.h - height, 0.0) * 0.35
    return finished(frame, moved(parts, body.x, top), {}, theme, title, options, making.plain)


def _right(parts: Sequence[Primitive]) -> float:
    """How far to the right texts and numbers reach."""
    texts = (fonts.text_rect(part).right for part in parts if isinstance(part, Text))
    grids = (part.rect.right for part in parts if isinstance(part, (Cells, Heat)))
    return max((*texts, *grids), default=0.0)


def compare_slide(document: Document, theme: Theme, node: str, options: SlideOptions) -> Slide:
    """A matrix before, after, and what changed: against the baseline that is compared with.

    Without compare mode the baseline is the example as it was opened.

    Raises:
        UnknownNode, NothingMoved, OtherShape.
    """
    name = document.graph[node].name
    with standing(document, head=options.head, block=document.graph[name].block or None):
        before = _before(document, name)
        if before is None or before.shape != document.graph.shapes[name]:
            raise OtherShape(node=name)
        change = compare_node(name, before, document.value(name))
        if not change.changed:
            raise NothingMoved(node=name)
        title = translate("slides", "What changed in {node}").format(node=node_title(name))
        shown = [TextRun(title, theme.text, weight=600)] if options.title else []
        caption = [TextRun(_said(document, name, before), theme.text)] if options.caption else []
        frame = page(options.size, theme, shown, caption, note=place_note(document, [name]))
        pieces = tuple(
            CardPiece(content, SLIDE_RESULT, theme, line_width(theme))
            for content in _three(document, theme, name, before)
        )
        made, _ = arrange(
            Flow(pieces), frame.body, theme, [(lines.row_sum_above, 1.0), (lines.column, 0.9)],
            thin=line_width(theme),
        )  # fmt: skip
    return finished(frame, made.primitives, made.cards, theme, title, options)


def has_moved(document: Document, node: str) -> bool:
    """Whether a compare slide of the node has something to show."""
    before = _before(document, node)
    if before is None or before.shape != document.graph.shapes[node]:
        return False
    return bool(changed_cells(before, document.value(node)).any())


def _before(document: Document, name: str) -> Array | None:
    """What stood there in the baseline; None where it has no such matrix."""
    if document.comparing:
        return document.reference(name)
    start = Stored(document.start)
    return start.value(name) if name in start.graph else None


def _three(
    document: Document, theme: Theme, name: str, before: Array
) -> tuple[CardContent, CardContent, CardContent]:
    """Before, after, and after − before, each under its own heading."""
    everything = np.ones(before.shape[-2:], dtype=bool)
    content = card_content(document, theme, name, everything, interactive=False)
    plane = (document.head,) if before.ndim > 2 else ()
    old, new = before[plane], document.value(name)[plane]
    steps = difference(old, new)
    moved_cells = changed_cells(old, new)
    finite = np.abs(steps[np.isfinite(steps)])
    peak = max(content.peak, float(np.abs(old[np.isfinite(old)]).max(initial=0.0)))
    symbol = symbol_runs(document.graph, name, theme)

    def headed(text: str) -> tuple[TextRun, ...]:
        return (*symbol, TextRun(f"  {text}", theme.text, weight=600))

    plain = replace(content, title="", shape="", sums=(), before=None)
    return (
        replace(plain, header=headed(translate("slides", "before")), values=old, peak=peak,
                pins=frozenset(), name=f"{name} before"),
        replace(plain, header=headed(translate("slides", "after")), changed=moved_cells, peak=peak),
        replace(
            plain,
            header=headed(translate("slides", "difference")),
            values=steps,
            weights=False,
            visible=moved_cells,
            masked=None,
            fixed=None,
            pins=frozenset(),
            peak=float(finite.max(initial=0.0)) or 1.0,
            name=f"{name} difference",
        ),
    )  # fmt: skip


def _said(document: Document, name: str, before: Array) -> str:
    """How much changed, and where most."""
    change = compare_node(name, before, document.value(name))
    assert change.at is not None
    text = translate(
        "slides", "{count} of {total} numbers changed; {cell} most, from {old} to {new}."
    )
    return text.format(
        count=change.changed,
        total=change.compared,
        cell=document.cell_name(name, change.at),
        old=format_number(float(before[change.at]), 3),
        new=format_number(float(document.value(name)[change.at]), 3),
    )

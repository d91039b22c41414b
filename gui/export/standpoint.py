"""Where one stands at a step: the head and the block its slide shows, and how that is noted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication

from engine.graph import Flow
from engine.substeps import Inside
from gui.document import Document


def head_at(document: Document, index: int) -> int:
    """The head that somebody sees who goes from the first step to step `index`."""
    head = 0
    steps = document.lesson.steps
    for step in steps[: index + 1]:
        lit = step.lit_region
        if step.head is not None:
            head = step.head
        if lit is not None and lit.head is not None:
            head = lit.head
    return min(head, document.graph.heads - 1)


def block_at(document: Document, index: int) -> int:
    """The block that step `index` is about: that of its result."""
    graph = document.graph
    blocks = [graph[name].block for name in document.lesson.steps[index].focus if name in graph]
    return next((block for block in reversed(blocks) if block), 1)


def flow_at(document: Document, index: int) -> Flow:
    """The flow that step `index` is about: that of its result."""
    graph = document.graph
    flows = [graph[name].flow for name in document.lesson.steps[index].focus if name in graph]
    return flows[-1] if flows else "forward"


@contextmanager
def standing(
    document: Document,
    *,
    head: int | None = None,
    block: int | None = None,
    flow: Flow | None = None,
) -> Iterator[None]:
    """Read the document as it is in another head, block and flow (None: the one that is shown).

    No view hears of it, and afterwards all is as it was: what is laid out inside must not wait for
    anything.
    """
    before = document.head, document.block, document.flow
    if head is not None:
        document.head = min(max(head, 0), document.graph.heads - 1)
    if block is not None:
        document.block = min(max(block, 1), document.graph.blocks)
    if flow is not None:
        document.flow = flow
    try:
        yield
    finally:
        document.head, document.block, document.flow = before


def block_nodes(document: Document) -> list[str]:
    """The nodes of the block that is shown."""
    return [node.name for node in document.graph.nodes if node.block == document.block]


def place_note(document: Document, names: Iterable[str], *, heads: bool = True) -> str:
    """`Block 2 of 6 · Head 3 of 8`, for a slide with cards of these nodes; empty where all is one.

    Args:
        heads: whether the cards are those of one head (small multiples name their heads).
    """
    graph = document.graph
    nodes = [graph[name] for name in names]
    parts: list[str] = []
    blocks = {node.block for node in nodes if node.block}
    if graph.blocks > 1 and len(blocks) == 1:
        text = QCoreApplication.translate("slides", "Block {number} of {count}")
        parts.append(text.format(number=blocks.pop(), count=graph.blocks))
    if heads and graph.heads > 1 and any(node.per_head for node in nodes):
        text = QCoreApplication.translate("slides", "Head {number} of {count}")
        parts.append(text.format(number=document.head + 1, count=graph.heads))
    return " · ".join(parts)


@contextmanager
def standing_inside(document: Document, made: Inside, index: int) -> Iterator[None]:
    """Read the document as it is at one of the steps inside a step. As quiet as `standing`."""
    cursor = document.inside
    before = cursor.made, cursor.index
    cursor.enter(made)
    cursor.index = index
    try:
        yield
    finally:
        cursor.leave()
        if before[0] is not None:
            cursor.enter(before[0])
            cursor.index = before[1]

"""Documents of any shape for the tests of the diagram, and the geometry they are held against."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from engine.initial import default_input
from engine.pipeline import Config, check, pipeline
from engine.state import State
from engine.words import Word
from gui.appearance import Appearance
from gui.diagram.view import DiagramView
from gui.document import Document
from gui.drawing.card import card_size
from gui.drawing.content import card_content
from gui.drawing.diagram_layout import CardSize, Layout, WirePlan, lay_out
from gui.drawing.diagram_wiring import pill_sizes
from gui.drawing.placement import diagram_metrics, shown_nodes
from gui.drawing.primitives import Point, Rect
from gui.theme import theme


def state_of(words: int = 3, memory_words: int = 2, **switches: Any) -> State:
    """A state of these switches, every input as the product fills it."""
    config = Config(**{"d_model": 4, "d_k": 2, "d_v": 2, "d_ff": 6, **switches})
    names = tuple(Word(f"word{i}", f"词{i}") for i in range(words))
    others = tuple(Word(f"other{i}", f"别{i}") for i in range(memory_words))
    if not config.memory:
        others = ()
    check(config, words, len(others))
    graph = pipeline(config, words, len(others))
    inputs = {
        node.name: default_input(node, graph, config, names, others)
        for node in graph.nodes
        if not node.computed
    }
    return State(config, names, inputs, {}, memory_words=others)


def laid_out(document: Document) -> Layout:
    """The layout of what the document holds now, everything visible."""
    graph, look = document.graph, theme("light")
    shown = shown_nodes(graph, document.block)
    divisor = float(document.value(shown.name("divisor"))[0, 0])
    sizes = pill_sizes(graph, look, divisor, document.block)
    for name in shown.cards:
        visible = np.ones(graph.shapes[name][-2:], bool)
        content = card_content(document, look, name, visible)
        width, height, matrix = card_size(content, diagram_metrics(graph))
        sizes[name] = CardSize(width, height, matrix.middle)
    return lay_out(graph, sizes, block=document.block)


def segments(wire: WirePlan) -> Iterator[tuple[Point, Point]]:
    """Its straight pieces."""
    yield from itertools.pairwise(wire.points)


def line(segment: tuple[Point, Point]) -> Rect:
    """The area of a straight piece."""
    (x0, y0), (x1, y1) = segment
    return Rect(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))


def crosses(segment: tuple[Point, Point], area: Rect) -> bool:
    """Whether a piece of a wire runs through an area (touching its edge is no crossing)."""
    return line(segment).grown(0.5).overlaps(area.grown(-1))


def together(a: Rect, b: Rect) -> float:
    """How far two straight pieces run on top of each other."""
    if a.w and b.w and abs(a.y - b.y) < 1:
        return min(a.right, b.right) - max(a.x, b.x)
    if a.h and b.h and abs(a.x - b.x) < 1:
        return min(a.bottom, b.bottom) - max(a.y, b.y)
    return 0.0


def shown_view(
    qtbot: QtBot,
    document: Document,
    appearance: Appearance,
    size: tuple[int, int] = (1396, 723),
    **switches: Any,
) -> DiagramView:
    """A diagram of any example, everything visible, in the size of the canvas at 1440 × 900."""
    document.last_step()
    document.apply_state(state_of(**switches))
    document.select(document.graph.order[-1], None)
    view = DiagramView(document, appearance)
    qtbot.addWidget(view)
    view.resize(*size)
    view.show()
    qtbot.waitExposed(view)
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    view.diagram.refresh()
    view.fit()
    return view


def button(view: QWidget, name: str) -> QAbstractButton:
    """A button on the canvas."""
    found = view.findChild(QAbstractButton, name)
    assert found is not None, name
    return found


def click(widget: QWidget, point: QPoint | None = None) -> None:
    """One click, in the middle where no point is given."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=point or widget.rect().center())


def cell_point(view: DiagramView, node: str, row: int, column: int) -> QPoint:
    """The middle of a cell of a card, in the viewport."""
    view.diagram.refresh()
    return view.mapFromScene(view.diagram.cards[node].cell_rect((row, column)).center())

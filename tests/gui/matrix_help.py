"""What tests of the matrix views share: examples of any size, windows, a pointer that drags."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from engine.ops import Array
from engine.pipeline import Config, pipeline
from engine.scenario import find_scenario
from engine.state import State
from engine.words import Word
from gui.appearance import Appearance
from gui.document import Document
from gui.matrix.number_view import NumberView
from gui.matrix.window import MatrixWindow

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier

#: Documents outlive their tests, as in the product (see conftest).
_KEPT: list[Document] = []


def inputs(config: Config, words: int, seed: int = 7) -> dict[str, Array]:
    """Drawn numbers for every input of a pipeline: weights small, masks 1, divisors √d_k."""
    rng = np.random.default_rng(seed)
    graph = pipeline(config, words)
    made: dict[str, Array] = {}
    for node in graph.nodes:
        if node.computed:
            continue
        shape = graph.shapes[node.name]
        if node.binary:
            made[node.name] = np.ones(shape)
        elif node.axes == ("one", "one"):
            made[node.name] = np.full(shape, 2.0)
        else:
            made[node.name] = rng.standard_normal(shape) / np.sqrt(shape[-1])
    return made


def example(config: Config, words: str = "I love tea", seed: int = 7) -> Document:
    """A document of these sizes, at its last step, where everything is shown."""
    named = tuple(Word(word, word) for word in words.split())
    state = State(config, named, inputs(config, len(named), seed), {})
    document = Document(find_scenario("worked-example").with_state(state))
    document.last_step()
    _KEPT.append(document)
    return document


def open_window(
    qtbot: QtBot, document: Document, appearance: Appearance, node: str
) -> MatrixWindow:
    """The window of a node, shown."""
    window = MatrixWindow(document, appearance, node)
    with qtbot.waitExposed(window):
        window.show()
    return window


def find(parent: QWidget, kind: type, name: str) -> Any:
    """The child of that kind and name."""
    found = parent.findChild(kind, name)
    assert found is not None, name
    return found


def settle(seconds: float = 0.2) -> None:
    """Let the event loop run for a while."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()


def move(widget: QWidget, at: QPointF, held: bool = False) -> None:
    """Move the pointer over a widget, as an event (QTest's own moves hold no button)."""
    buttons = LEFT if held else Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, at, widget.mapToGlobal(at),
                        Qt.MouseButton.NoButton, buttons, NONE)  # fmt: skip
    QApplication.sendEvent(widget, event)


class Pointer:
    """A pointer that presses a cell and moves with the button held."""

    def __init__(self, view: NumberView, row: int, column: int) -> None:
        self._port = view.viewport()
        self._start = QPointF(view.visualRect(view.table.index(row, column)).center())
        QTest.mousePress(self._port, LEFT, NONE, self._start.toPoint())

    def move(self, pixels: int) -> None:
        """Stand so many pixels right of where it was pressed."""
        move(self._port, self._start + QPointF(pixels, 0), held=True)

    def release(self) -> None:
        """Let the button go."""
        QTest.mouseRelease(self._port, LEFT, NONE, self._start.toPoint())

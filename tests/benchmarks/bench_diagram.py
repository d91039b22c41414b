"""The diagram of a whole block: from an edit, a hover or another head until everything is painted.

Run from the top of the project: `python tests/benchmarks/bench_diagram.py`. Prints medians and
their ratio to the recompute in the same run; nothing is asserted, since machines differ. The goal:
what the diagram adds stays well under one frame (16.7 ms) on two cores, at every size.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtWidgets import QApplication

from engine.scenario import find_scenario
from gui.app import application
from gui.appearance import Appearance
from gui.diagram.view import DiagramView
from gui.document import Document

_FRAME = 16.7
_TURNS, _WARM_UP = 60, 10


def median(action: Callable[[int], object]) -> float:
    """The median time of an action (ms)."""
    times = []
    for index in range(_TURNS + _WARM_UP):
        start = time.perf_counter()
        action(index)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[_WARM_UP:])


def measure(app: QApplication, title: str, document: Document, appearance: Appearance) -> None:
    """A line for each thing a person does."""
    view = DiagramView(document, appearance)
    view.resize(1396, 723)
    view.show()
    document.last_step()
    app.processEvents()
    print(f"{title}: {len(view.diagram.cards)} cards, {len(document.graph.order)} matrices")

    def settle() -> None:
        app.processEvents()
        app.processEvents()

    def edit(node: str) -> Callable[[int], None]:
        cell = document.full_cell(node, 0, 0)

        def act(index: int) -> None:
            document.edit_cells(node, {cell: 1 + index % 7 / 10})
            settle()

        return act

    def recompute(node: str) -> Callable[[int], None]:
        cell = document.full_cell(node, 0, 0)

        def act(index: int) -> None:
            document.evaluator.set_cell(node, cell, 1 + index % 7 / 10)

        return act

    def hover(index: int) -> None:
        document.hover("scores", document.full_cell("scores", index % 2, 0))
        settle()

    def head(index: int) -> None:
        document.set_head(index)
        document.set_head((index + 1) % document.graph.heads)
        settle()

    def line(text: str, value: float, floor: float) -> None:
        print(f"  {text:44} {value:8.2f} ms  {value / floor:8.1f}x")

    source = "E" if "E" in document.graph else "X"
    alone = 0.0
    for node in (source, "W_Q", *(("W_1", "b_2") if "W_1" in document.graph else ())):
        alone = median(recompute(node))
        line(f"recompute alone, {node}", alone, alone)
        line(f"edit {node} -> diagram repainted", median(edit(node)), alone)
    line("hover a score -> diagram repainted", median(hover), alone)
    if document.graph.heads > 1:
        line("another head -> diagram repainted", median(head), alone)
    line("refresh, nothing changed", median(lambda _: view.diagram.refresh()), alone)
    view.close()


def main() -> None:
    """Print the table."""
    app = application()
    appearance = Appearance("light")
    appearance.apply()
    kept = []
    for name, words in (("worked-example", 0), ("worked-block", 0), ("paper-base", 64)):
        document = Document(find_scenario(name))
        kept.append(document)
        if words:
            document.set_sentence(" ".join(f"w{index}" for index in range(words)))
        measure(app, name, document, appearance)
    print(f"one frame is {_FRAME} ms")


if __name__ == "__main__":
    main()

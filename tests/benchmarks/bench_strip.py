"""From pointing at a cell, or at a term of it, until strip and diagram are painted.

Run from the top of the project: `python tests/benchmarks/bench_strip.py`. Prints medians; nothing
is asserted, since machines differ. The goal: within one frame (16.7 ms) at toy size, and within
50 ms at the paper's size with 64 words.
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
from gui.matrix.cell_explanation import CellExplanation
from gui.matrix.term_rows import TermRows
from gui.parts import cell_part

_TURNS, _WARM_UP = 40, 5


def median(action: Callable[[int], object]) -> float:
    """The median time of an action (ms)."""
    times = []
    for index in range(_TURNS + _WARM_UP):
        start = time.perf_counter()
        action(index)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[_WARM_UP:])


def measure(app: QApplication, title: str, document: Document, appearance: Appearance) -> None:
    """A line for each node and thing a person does."""
    view, strip = DiagramView(document, appearance), CellExplanation(document, appearance)
    view.resize(1396, 723)
    strip.resize(330, 500)
    view.show()
    strip.show()
    document.last_step()
    app.processEvents()
    print(title)

    def settle() -> None:
        app.processEvents()
        app.processEvents()

    for node in document.graph.nodes:
        if not node.computed or node.block > 1:
            continue
        shape = document.graph.shapes[node.name]
        cells = [tuple(min(at, size - 1) for size in shape) for at in (0, 1)]

        def hover(index: int, name: str = node.name, them: list[tuple[int, ...]] = cells) -> None:
            document.hover(name, them[index % 2])
            settle()

        def edited(index: int, name: str = node.name, them: list[tuple[int, ...]] = cells) -> None:
            document.revision += 1  # as after an edit: exact values are found anew
            hover(index, name, them)

        def mark(index: int) -> None:
            shown = document.explanation()
            sources = shown.terms[index % 2].sources if shown and len(shown.terms) > 1 else ()
            document.mark(*(cell_part(source.node, source.cell) for source in sources))
            settle()

        turns = [median(hover), median(edited), median(mark)]
        document.mark()
        listed, shown = 0.0, document.explanation()
        if shown is not None and len(shown.terms) and shown.terms[0].sources:
            made = shown
            listed = median(lambda _, it=made: TermRows(document, it, by_size=True))
        terms = len(shown.terms) if shown is not None else 0
        print(
            f"  {node.name:18} {terms:6} terms   hover {turns[0]:6.2f}   with exact {turns[1]:6.2f}"
            f"   term marked {turns[2]:6.2f}   listed {listed:6.2f} ms"
        )
    view.close()
    strip.close()


def main() -> None:
    """Print the tables."""
    app = application()
    appearance = Appearance("light")
    appearance.apply()
    kept = []
    for name, words, switches in (
        ("worked-example", 0, {}),
        ("relatives", 0, {}),
        ("worked-block", 0, {}),
        ("paper-base", 64, {}),
        ("paper-base", 64, {"norm_axis": "matrix"}),
    ):
        document = Document(find_scenario(name))
        kept.append(document)
        if switches:
            document.switch(**switches)
        if words:
            document.set_sentence(" ".join(f"w{index}" for index in range(words)))
        measure(app, f"{name} {switches or ''}", document, appearance)


if __name__ == "__main__":
    main()

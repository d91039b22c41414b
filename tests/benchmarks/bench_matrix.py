"""A matrix window at 1024 × 3072: opening, scrolling, repainting, editing, copying, memory.

Run from the top of the project: `python tests/benchmarks/bench_matrix.py`. Prints medians and, as
a yardstick of the same run, their ratio to painting the whole matrix once as plain colours (a byte
a cell, looked up in a table). With matplotlib installed, its heat map is measured beside them.
Nothing is asserted, since machines differ. The goal: scrolling within a frame (16.7 ms).
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import PySide6
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from engine.initial import default_input
from engine.pipeline import Config, pipeline
from engine.scenario import find_scenario
from engine.state import State
from engine.words import Word
from gui.appearance import Appearance
from gui.document import Document
from gui.drawing.fonts import load_fonts
from gui.matrix.clipboard import to_grid, to_text
from gui.matrix.shades import colour_table, entries_of, image_of
from gui.matrix.window import MatrixWindow

_ROUNDS = 30
_LARGE = Config(1024, 64, 64, heads=8, d_ff=3072, extent="block", vectors="real")


def example() -> Document:
    """Three words through one block; W_1 is 1024 × 3072, W_Q 8 × 1024 × 64."""
    words = tuple(Word(word, word) for word in ("I", "love", "tea"))
    graph = pipeline(_LARGE, len(words))
    inputs = {
        node.name: default_input(node, graph, _LARGE, words, ())
        for node in graph.nodes
        if not node.computed
    }
    scenario = find_scenario("worked-example")
    return Document(scenario.with_state(State(_LARGE, words, inputs, {})))


def median(do: Callable[[int], object], rounds: int = _ROUNDS) -> float:
    """The median time of one round until nothing is left to paint (ms)."""
    times = []
    for index in range(rounds + 3):
        start = time.perf_counter()
        do(index)
        QCoreApplication.processEvents()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[3:])


def resident() -> float:
    """Resident memory of this process (MB)."""
    try:
        text = Path("/proc/self/statm").read_text(encoding="ascii")
    except OSError:
        return float("nan")
    return int(text.split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def rest(seconds: float = 0.3) -> None:
    """Let timers run out."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        QCoreApplication.processEvents()


def row(title: str, time_taken: float, yardstick: float) -> None:
    """One line of the table."""
    print(f"{title:52} {time_taken:9.2f} ms {time_taken / yardstick:8.1f}x")


def main() -> None:
    """Print the table."""
    app = QApplication([])
    load_fonts()
    appearance = Appearance("light")
    appearance.apply()
    document = example()
    matrix, look = document.value("W_1"), appearance.theme
    peak = float(np.abs(matrix).max())
    table = colour_table(look.diverging, look)

    def plain_colours(_: int) -> None:
        image_of(entries_of(matrix, peak, look.diverging, finite=True), table)

    yardstick = median(plain_colours)
    versions = f"Python {platform.python_version()}, PySide6 {PySide6.__version__}"
    print(f"{versions}, numpy {np.__version__}, {os.cpu_count()} cores, {app.platformName()}")
    row("1024 × 3072 as colours, once (the yardstick)", yardstick, yardstick)
    before = resident()
    start = time.perf_counter()
    window = MatrixWindow(document, appearance, "W_1")
    window.resize(1280, 800)
    window.show()
    for _ in range(3):
        app.processEvents()
    row("open the window (pyqtgraph imported)", (time.perf_counter() - start) * 1000, yardstick)
    rest()
    opened = resident() - before
    numbers, heat = window.numbers, window.heat
    across, down = numbers.horizontalScrollBar(), numbers.verticalScrollBar()
    row("scroll the table down, 37 px", median(lambda i: down.setValue(37 * i)), yardstick)
    row("scroll the table across, 37 px", median(lambda i: across.setValue(37 * i)), yardstick)
    row("scroll the table a page", median(lambda i: down.setValue(400 * i)), yardstick)
    row("repaint the whole table", median(lambda _: numbers.viewport().update()), yardstick)
    window.figures.sums.setChecked(True)
    row("the same with sums frozen beside it", median(lambda i: down.setValue(37 * i)), yardstick)
    window.figures.sums.setChecked(False)
    heat.show_pixels()
    row("pan the heat map, a cell a pixel", median(lambda i: pan(window, 11 * i)), yardstick)
    heat.fit()
    row("zoom the heat map a step", median(lambda i: heat.zoom_by(1 if i % 2 else -1)), yardstick)
    row("point at a cell", median(lambda i: document.hover("W_1", (i, i))), yardstick)
    alone = median(lambda i: document.evaluator.set_cell("W_1", (0, 0), i / 10))
    row("edit a cell, the engine alone", alone, yardstick)
    edit = median(lambda i: document.edit_cells("W_1", {(0, 0): i / 10}))
    row("edit a cell, everything repainted", edit, yardstick)
    document.undo_stack.clear()
    row("go to a cell far away", median(lambda i: far(window, i)), yardstick)
    text = to_text(matrix)
    row("copy all of it", median(lambda _: to_text(matrix), 3), yardstick)
    row("read all of it from text", median(lambda _: to_grid(text), 3), yardstick)
    QGuiApplication.clipboard().clear()
    compare_with_matplotlib(matrix, peak, yardstick)
    print(f"opening the window took {opened:.0f} MB; the goal is less than 60 MB")
    print("one frame is 16.7 ms")
    window.close()


def pan(window: MatrixWindow, left: int) -> None:
    """Scroll the heat map to a place."""
    lens = window.heat.lens
    assert lens is not None
    window.heat.show_lens(lens.scrolled_to(left, left / 3))


def far(window: MatrixWindow, index: int) -> None:
    """Type an address and press Enter."""
    window.bar.goto.setText(f"{(index * 331) % 1024 + 1}, {(index * 977) % 3072 + 1}")
    window.bar.goto.returnPressed.emit()


def compare_with_matplotlib(matrix: np.ndarray, peak: float, yardstick: float) -> None:
    """What a notebook does instead, where matplotlib is there to be measured."""
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError:
        print("matplotlib is not installed: its heat map is not measured")
        return
    figure = Figure(figsize=(8, 5))
    canvas = FigureCanvasAgg(figure)
    picture = figure.add_subplot().imshow(matrix, vmin=-peak, vmax=peak, cmap="RdBu")

    def draw(_: int) -> None:
        picture.set_data(matrix)
        canvas.draw()

    row("matplotlib: set_data and draw", median(draw, 10), yardstick)


if __name__ == "__main__":
    main()

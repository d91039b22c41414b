"""From a cell edit to all visible views repainted, and the recompute alone, in one run.

Run from the top of the project: `python tests/benchmarks/bench_edit.py`. Prints medians and their
ratio; nothing is asserted, since machines differ. The goal: one frame (16.7 ms) on two cores.
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import PySide6
from PySide6.QtCore import QEvent, QObject, QSettings
from PySide6.QtWidgets import QApplication

from engine.scenario import find_scenario
from gui.app import application, build
from gui.main_window import MainWindow

_FRAME = 16.7
_EDITS = 300
_WARM_UP = 30


class PaintCounter(QObject):
    """Counts the paint events of every widget it watches."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False


def recompute_alone() -> float:
    """The median of one edit in the evaluator (ms)."""
    evaluator = find_scenario("worked-example").state().evaluator()
    times = []
    for index in range(_EDITS + _WARM_UP):
        start = time.perf_counter()
        evaluator.set_cell("X", (0, 0), 1 + index % 7 / 10)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[_WARM_UP:])


def edit_to_paint(app: QApplication, window: MainWindow, node: str) -> list[float]:
    """Each edit until the event loop has nothing left to paint (ms)."""
    times = []
    for index in range(_EDITS // 3 + _WARM_UP):
        start = time.perf_counter()
        window.document.edit_cells(node, {(0, 0): 1 + index % 7 / 10})
        app.processEvents()
        app.processEvents()
        times.append((time.perf_counter() - start) * 1000)
    return times[_WARM_UP:]


def main() -> None:
    """Print the table."""
    app = application()
    folder = tempfile.TemporaryDirectory()
    store = QSettings(str(Path(folder.name) / "settings.ini"), QSettings.Format.IniFormat)
    window = build("worked-example", "17", "en", "light", store)
    window.resize(1280, 800)
    window.show()
    counter = PaintCounter()
    app.installEventFilter(counter)
    app.processEvents()
    alone = recompute_alone()
    versions = f"Python {platform.python_version()}, PySide6 {PySide6.__version__}"
    print(f"{versions}, numpy {np.__version__}, {os.cpu_count()} cores, {app.platformName()}")
    print(f"{'measure':44} {'median':>9} {'p95':>9} {'ratio':>9}")
    print(f"{'recompute alone (X cell, all downstream)':44} {alone:8.3f}  {'':>9} {1:8.1f}x")
    for title, node in (
        ("edit X -> everything visible repainted", "X"),
        ("edit W_V -> everything visible repainted", "W_V"),
        ("pin scores -> everything visible repainted", "scores"),
    ):
        before = counter.count
        times = edit_to_paint(app, window, node)
        assert counter.count > before, "nothing was painted: the figure would mean nothing"
        median = statistics.median(times)
        p95 = statistics.quantiles(times, n=20)[-1]
        print(f"{title:44} {median:8.2f}  {p95:8.2f}  {median / alone:8.1f}x")
    windows = [window.open_matrix(name) for name in ("X", "scores", "weights", "head_output")]
    for opened in windows:
        opened.resize(900, 640)
    app.processEvents()
    times = edit_to_paint(app, window, "X")
    median = statistics.median(times)
    p95 = statistics.quantiles(times, n=20)[-1]
    title = "edit X, four matrix windows open as well"
    print(f"{title:44} {median:8.2f}  {p95:8.2f}  {median / alone:8.1f}x")
    print(f"one frame is {_FRAME} ms")
    window.document.mark_saved()
    window.close()
    store.sync()
    folder.cleanup()


if __name__ == "__main__":
    main()

"""Starting: until the first paint, and the memory then, against a bare window of PySide6."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.table import Row

_ROOT = Path(__file__).resolve().parents[2]

#: Both end at the first paint of the window and say how long the process has lived, and its size.
_END = """
import os, sys, time
from pathlib import Path

def lived():
    ticks = os.sysconf("SC_CLK_TCK")
    born = int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19]) / ticks
    return time.clock_gettime(time.CLOCK_BOOTTIME) - born

def resident():
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20

def finish(app, window):
    window.show()
    app.processEvents()
    app.processEvents()
    print(lived() * 1000, resident(), flush=True)
    os._exit(0)
"""
_BARE = (
    _END
    + """
from PySide6.QtWidgets import QApplication, QMainWindow, QLabel
app = QApplication(sys.argv[:1])
window = QMainWindow()
window.setCentralWidget(QLabel("Softmix"))
window.resize(1280, 800)
finish(app, window)
"""
)
_OURS = (
    _END
    + """
import gc
gc.disable()  # as main.py does
from gui.app import application, build
from PySide6.QtCore import QSettings
app = application()
store = QSettings(os.environ["SOFTMIX_SETTINGS"], QSettings.Format.IniFormat)
window = build("worked-example", None, "en", "light", store)
window.resize(1280, 800)
finish(app, window)
"""
)


def rows(quick: bool) -> list[Row]:
    """First paint and memory; no rows where the system does not tell them."""
    if not Path("/proc/self/stat").exists():
        return []
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(_ROOT),
            "SOFTMIX_SETTINGS": str(Path(folder) / "settings.ini"),
            "XDG_CACHE_HOME": folder,
            "PYTHONPYCACHEPREFIX": str(Path(folder) / "bytecode"),
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a warm cache is what is asked for
        found: dict[str, list[tuple[float, float]]] = {"bare": [], "ours": []}
        for turn in range(3 if quick else 12):
            for name, program in (("bare", _BARE), ("ours", _OURS)):
                figures = _run(program, environment)
                if turn:  # the first fills the caches
                    found[name].append(figures)
    bare, ours = (
        tuple(statistics.median(values) for values in zip(*found[name], strict=True))
        for name in ("bare", "ours")
    )
    return [
        Row("first paint of the window, warm cache", "bare PySide6 window", ours[0], bare[0], 2),
        Row("resident memory, worked example open", "bare PySide6 window", ours[1], bare[1], 2,
            unit="MB"),
    ]  # fmt: skip


def _run(program: str, environment: dict[str, str]) -> tuple[float, float]:
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment, cwd=_ROOT, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    taken, resident = done.stdout.split()
    return float(taken), float(resident)

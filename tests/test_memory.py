"""What the largest example takes: the whole program, with its window, stays under 400 MB."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PEAK = Path("/proc/self/status")
ROOT = Path(__file__).resolve().parents[1]
LIMIT_MB = 400

PROGRAM = """
import sys, tempfile
from pathlib import Path
from PySide6.QtCore import QSettings
from gui.app import application, build

def peak_mb():
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024

app = application()
with tempfile.TemporaryDirectory() as folder:
    store = QSettings(folder + "/settings.ini", QSettings.Format.IniFormat)
    window = build("paper-base", language="en", theme="light", store=store)
    document = window.document
    document.set_sentence(" ".join(f"word{i}" for i in range(64)))
    window.resize(1440, 900)
    window.show()
    app.processEvents()
    document.last_step()
    for index in range(5):
        document.edit_cells("W_1", {(0, index): 1.0})
        document.edit_cells("E", {(index, 0): 1.0})
        app.processEvents()
    document.switch(norm_first=True)
    document.undo()
    app.processEvents()
    assert document.graph.shapes["norm_2"] == (64, 512)
    print(peak_mb())
    document.mark_saved()
    window.close()
"""


@pytest.mark.skipif(not PEAK.exists(), reason="only Linux tells the peak of a process this way")
def test_the_paper_size_with_64_words_fits_in_400_mb() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr
    assert float(done.stdout) < LIMIT_MB

"""Leaving: the process ends with 0 and has nothing to complain about."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

SESSION = """
import sys
from PySide6.QtCore import QSettings, QTimer
from gui.app import application, build

app = application()
window = build(store=QSettings(sys.argv[1], QSettings.Format.IniFormat), language="en")
window.show()
app.processEvents()
window.document.edit_cells("X", {(0, 0): 5.0})
first = window.open_matrix("scores")
app.processEvents()
first.close()
app.processEvents()
assert window.document.modified
if sys.argv[2] == "open":
    window.open_matrix("weights")


def leave():
    window.document.mark_saved()
    assert window.close()


QTimer.singleShot(100, leave)
sys.exit(app.exec())
"""


@pytest.mark.parametrize("matrix_window", ["closed", "open", "closed again"])
def test_quitting_is_clean(tmp_path: Path, matrix_window: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SESSION, str(tmp_path / "settings.ini"), matrix_window],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    said = [line for line in done.stderr.splitlines() if "This plugin does not support" not in line]
    assert (done.returncode, said) == (0, [])

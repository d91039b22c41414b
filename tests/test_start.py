"""Starting: what is not loaded, not kept and not searched."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gui.app import tidy_from_now
from tests.commands import ROOT

#: The program below stands where `softmix` does when its window has been painted.
WINDOW = """
import sys, tempfile
from gui.app import application, build
from PySide6.QtCore import QSettings
app = application()
with tempfile.TemporaryDirectory() as folder:
    store = QSettings(folder + "/settings.ini", QSettings.Format.IniFormat)
    window = build("worked-example", language="en", theme="light", store=store)
    window.show()
    app.processEvents()
    window.document.mark_saved()
    window.close()
"""


def _ends_well(program: str, **environment: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "arguments", [["values", "worked-example"], ["scenarios"], ["--version"], ["values", "nope"]]
)
def test_starts_without_qt(arguments: list[str]) -> None:
    script = (
        f"import sys, main; main.main({arguments!r});"
        "heavy = {'PySide6', 'shiboken6', 'pyqtgraph', 'ziamath', 'gui'};"
        "sys.exit(','.join(heavy & {name.split('.')[0] for name in sys.modules}) or 0)"
    )
    _ends_well(script)


def test_the_window_loads_nothing_it_does_not_show(tmp_path: Path) -> None:
    _ends_well(WINDOW, XDG_CACHE_HOME=str(tmp_path))  # typesets the formulas of the first step
    _ends_well(
        WINDOW + "late = {'pyqtgraph', 'pptx', 'ziamath', 'xlsxwriter', 'openpyxl', '_hashlib',"
        " 'gui.training', 'gui.mistakes', 'gui.compare.window', 'gui.export'} & set(sys.modules)\n"
        "assert not late, late\n",
        XDG_CACHE_HOME=str(tmp_path),
    )


def test_the_window_keeps_no_sources_of_its_modules() -> None:
    _ends_well(
        WINDOW + "import linecache\n"
        "kept = [name for name in linecache.cache if 'gui' in name or 'engine' in name]\n"
        "assert not kept, kept\n"
    )


def test_garbage_is_collected_once_the_window_is_there() -> None:
    gc.disable()
    try:
        tidy_from_now()
        assert gc.isenabled()
        assert gc.get_freeze_count() > 1000
    finally:
        gc.unfreeze()
        gc.enable()

"""The engine knows nothing of a window."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.engine.samples import ROOT

BLOCKED = """
import importlib, sys

class Block:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6", "pyqtgraph", "gui"}:
            raise ImportError(f"{name} is blocked")

sys.meta_path.insert(0, Block())
for name in sys.argv[1:]:
    importlib.import_module(name)
print(len(sys.argv) - 1)
"""
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in (ROOT / "engine").rglob("*.py")
)


def _import(*names: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", BLOCKED, *names],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_every_module_of_the_engine_imports_without_qt() -> None:
    assert {"engine", "engine.ops.linear", "engine.pipeline", "engine.scenario"} <= set(MODULES)
    done = _import(*MODULES)
    assert done.stderr == ""
    assert done.stdout == f"{len(MODULES)}\n"


@pytest.mark.parametrize("bad", ["import PySide6.QtCore", "from pyqtgraph import PlotItem"])
def test_the_block_catches_a_bad_import(bad: str, tmp_path: Path) -> None:
    (tmp_path / "guilty.py").write_text(bad)
    done = _import("guilty", folder=tmp_path)
    assert done.returncode != 0
    assert "is blocked" in done.stderr

"""The benchmark: `python -m tests.benchmarks` from the top of the project; see README.md here."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks.table import Row, machine, save, written

GROUPS = ("engine", "window", "pictures", "start")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, and save it where that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="save the table as JSON")
    parser.add_argument("--only", choices=GROUPS, action="append", help="measure one group only")
    parser.add_argument(
        "--quick", action="store_true", help="a few rounds at small sizes: to see that it runs"
    )
    asked = parser.parse_args(arguments)
    rows: list[Row] = []
    for group in asked.only or GROUPS:
        rows += importlib.import_module(f"tests.benchmarks.rows_{group}").rows(asked.quick)
    about = machine()
    print(written(rows, about))
    if asked.json is not None:
        save(asked.json, rows, about)
    return 0


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)  # what was measured is not torn down: Python would do it in any order

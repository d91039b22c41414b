"""50,000 edits and signal emits in a process of its own: alive, and memory flat."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

EDITS = 50_000
#: Growth allowed after the first fifth (KiB): caches fill, a leak of 1 KiB an edit shows.
MOST_GROWTH = 12_000


def test_fifty_thousand_edits_leave_the_process_alive_and_its_memory_flat() -> None:
    script = Path(__file__).resolve().parents[1] / "soak.py"
    done = subprocess.run(
        [sys.executable, str(script), str(EDITS)], capture_output=True, text=True, timeout=1200
    )
    assert done.returncode == 0, done.stderr[-2000:]
    report = json.loads(done.stdout)
    assert report["heard"] >= EDITS
    assert report["after"] - report["before"] < MOST_GROWTH, report

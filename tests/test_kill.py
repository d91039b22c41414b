"""A process that is killed at any moment loses at most the last edit, and no file is torn."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent / "kill.py"


@pytest.mark.skipif(sys.platform != "linux", reason="children are forked and killed")
@pytest.mark.parametrize(("kind", "times"), [("document", 200), ("window", 10)])
def test_at_most_the_last_edit_is_lost(kind: str, times: int) -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(times), kind],
        capture_output=True,
        text=True,
        timeout=1200,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    report = json.loads(done.stdout)
    assert report["killed"] == times
    assert len(set(report["edits"])) > times / 4, "it was killed at the same moments"

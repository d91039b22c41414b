"""Every reader is given thousands of bad inputs: each is read, or refused in words.

A new seed for a longer search: `python tests/fuzz/run.py READER SEED COUNT`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.readers import READERS

RUN = Path(__file__).resolve().parent / "fuzz" / "run.py"
LEAST = 20_000


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded as Linux does it")
@pytest.mark.parametrize("name", READERS)
def test_bad_input_is_read_or_refused_in_words(name: str) -> None:
    count = READERS[name].count
    done = subprocess.run(
        [sys.executable, str(RUN), name, "1", str(count)],
        capture_output=True,
        text=True,
        timeout=1200,
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-30_000:]
    report = json.loads(done.stdout.splitlines()[-1])
    assert report["read"] + report["refused"] == count
    assert report["read"], "no input was good any more: nothing behind the first check was reached"
    assert report["refused"], "nothing was bad enough"


def test_there_are_enough_of_them() -> None:
    assert sum(reader.count for reader in READERS.values()) >= LEAST

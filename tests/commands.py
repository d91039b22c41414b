"""Running command lines, in this process or one of its own, and what is said of bad ones."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import main as command_line

ROOT = Path(__file__).parent.parent
SCENARIO = ROOT / "resources" / "scenarios" / "worked-example.json"


class Result(NamedTuple):
    code: int
    out: str
    err: str


def run(*arguments: str) -> Result:
    """Run a command line in this process."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = command_line.main(list(arguments))
    return Result(code, out.getvalue(), err.getvalue())


def spawn(*arguments: str, env: dict[str, str] | None = None) -> Result:
    """Run a command line in a process of its own."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *arguments],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        env={**(os.environ if env is None else env), "PYTHONIOENCODING": "utf-8"},
    )
    return Result(done.returncode, done.stdout, done.stderr)


def assert_refused(result: Result, *fragments: str) -> None:
    """Exit 2, nothing on standard output, and one line that says all of `fragments`."""
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("softmix: ")
    assert result.err.count("\n") == 1
    assert result.err.endswith("\n")
    for fragment in fragments:
        assert fragment in result.err

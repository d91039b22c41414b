"""The benchmark's own arithmetic, and that it runs: never how fast anything is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.table import Row, medians, p95, save, written

ROOT = Path(__file__).resolve().parents[1]


def test_a_ratio_is_told_the_way_round_its_goal_is() -> None:
    slower = Row("a", "b", ours=3.0, theirs=2.0, goal=1.2)
    faster = Row("a", "b", ours=2.0, theirs=50.0, goal=20, at_least=True)
    assert (slower.ratio, slower.met) == (1.5, False)
    assert (faster.ratio, faster.met) == (25.0, True)


def test_what_is_not_installed_is_neither_met_nor_missed() -> None:
    row = Row("a", "torch", ours=3.0, theirs=None, goal=0.8)
    assert (row.ratio, row.met) == (None, None)
    assert "not installed" in written([row], {"cores": "2"})


def test_a_limit_of_its_own_is_met_by_the_time_alone() -> None:
    assert Row("a", "–", ours=9.0, theirs=None, goal=16.7).met is True
    assert Row("a", "–", ours=19.0, theirs=None, goal=16.7).met is False


def test_actions_take_turns() -> None:
    order: list[str] = []
    found = medians(
        {"a": lambda turn: order.append(f"a{turn}"), "b": lambda turn: order.append(f"b{turn}")},
        rounds=2,
        warm_up=1,
    )
    assert order == ["a0", "b0", "a1", "b1", "a2", "b2"]
    assert set(found) == {"a", "b"}


@pytest.mark.parametrize(("times", "expected"), [([5.0], 5.0), ([*map(float, range(101))], 95.0)])
def test_a_twentieth_may_be_slower(times: list[float], expected: float) -> None:
    assert p95(times) == expected


def test_a_run_is_saved_whole(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    save(path, [Row("a", "b", 1.0, 2.0, 4, at_least=True)], {"python": "3"})
    held = json.loads(path.read_text(encoding="utf-8"))
    assert held["machine"] == {"python": "3"}
    assert held["rows"][0]["ratio"] == 2.0
    assert held["rows"][0]["met"] is False


@pytest.mark.parametrize("group", ["engine", "pictures", "window", "start"])
def test_every_group_runs(group: str, tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    subprocess.run(
        [sys.executable, "-m", "tests.benchmarks", "--quick", "--only", group, "--json", str(path)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=True,
        capture_output=True,
        timeout=300,
    )
    rows = json.loads(path.read_text(encoding="utf-8"))["rows"]
    assert rows
    for row in rows:
        assert row["ours"] > 0, row["name"]

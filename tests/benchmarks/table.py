"""What the rows of the benchmark are made of: interleaved medians, ratios, goals, and the table."""

from __future__ import annotations

import json
import os
import platform
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

Action = Callable[[int], object]


@dataclass(frozen=True)
class Row:
    """One line: what was measured against what, in one run.

    Attributes:
        ours, theirs: medians, in `unit`; `theirs` is None where there is nothing to compare with
            (a peer that is not installed).
        at_least: whether the goal is to be so many times faster (the ratio is theirs : ours), as
            opposed to take at most so many times as long (ours : theirs).
        goal: the ratio that is wanted, or the time where there is nothing to compare with.
        note: what a reader has to know besides.
    """

    name: str
    against: str
    ours: float
    theirs: float | None
    goal: float
    at_least: bool = False
    unit: str = "ms"
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times, the way round the goal is told; None where nothing was compared."""
        if self.theirs is None or not self.ours or not self.theirs:
            return None
        return self.theirs / self.ours if self.at_least else self.ours / self.theirs

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached; None where it cannot be told."""
        measured = self.ratio
        if measured is None:
            return self.ours <= self.goal if self.against == "–" else None
        return measured >= self.goal if self.at_least else measured <= self.goal


def medians(
    actions: Mapping[str, Action], rounds: int, warm_up: int = 3, pause: float = 0.0
) -> dict[str, float]:
    """The median time of each action (ms), taken in turns: a slow moment hits all of them alike.

    `pause`: so many seconds before each, where they are long enough not to suffer from it: threads
    of the peer that ran before keep a core busy while they wait for more work.
    """
    times: dict[str, list[float]] = {name: [] for name in actions}
    for turn in range(rounds + warm_up):
        for name, action in actions.items():
            if pause:  # even a sleep of nothing sends the core away
                time.sleep(pause)
            start = time.perf_counter()
            action(turn)
            taken = (time.perf_counter() - start) * 1000
            if turn >= warm_up:
                times[name].append(taken)
    return {name: statistics.median(taken) for name, taken in times.items()}


def p95(times: Sequence[float]) -> float:
    """What all but a twentieth of the times stay below."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]


def machine() -> dict[str, str]:
    """Where and with what it was measured."""
    found = {
        "system": f"{platform.system()} {platform.machine()}",
        "cores": str(os.cpu_count()),
        "python": platform.python_version(),
    }
    for name in ("numpy", "PySide6", "pyqtgraph", "torch", "matplotlib"):
        found[name.lower()] = _version(name)
    return found


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    for package in (name, f"{name}_Essentials"):
        try:
            return version(package)
        except PackageNotFoundError:
            continue
    return "not installed"


def written(rows: Sequence[Row], about: Mapping[str, str]) -> str:
    """The table as text: the machine on top, a line for every row."""
    head = "  ".join(f"{name} {value}" for name, value in about.items())
    lines = [head, "", _line("measure", "ours", "against", "", "ratio", "goal", "")]
    for row in rows:
        theirs = "not installed" if row.theirs is None else f"{row.theirs:.3g} {row.unit}"
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}×"
        sign = "≥" if row.at_least else "≤"
        goal = f"{sign} {row.goal:g}{'×' if row.against != '–' else f' {row.unit}'}"
        verdict = {True: "met", False: "missed", None: ""}[row.met]
        if row.against == "–":
            theirs = ""
        ours = f"{row.ours:.3g} {row.unit}"
        lines.append(_line(row.name, ours, row.against, theirs, ratio, goal, verdict))
        if row.note:
            lines.append(f"    {row.note}")
    return "\n".join(lines)


def _line(*cells: str) -> str:
    widths = (50, 11, 34, 14, 8, 9, 6)
    return " ".join(f"{cell:<{wide}}" for cell, wide in zip(cells, widths, strict=True)).rstrip()


def save(path: Path, rows: Sequence[Row], about: Mapping[str, str]) -> None:
    """The same as JSON, to be compared with other runs."""
    entries = [{**asdict(row), "ratio": row.ratio, "met": row.met} for row in rows]
    text = json.dumps({"machine": dict(about), "rows": entries}, ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8")

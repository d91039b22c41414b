"""Exporting from the command line, in a process of its own, where memory or the disk runs out."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from engine.errors import (
    SoftmixError,
)
from engine.exchange import parse_assignment
from engine.scenario import find_scenario
from engine.switches import reconfigure
from gui.document import Document
from gui.export.command import run_export
from gui.export.jobs import default_name
from gui.export.requests import ExportRequest, request_slide

TOP = Path(__file__).resolve().parents[2]


def test_a_huge_picture_without_memory_is_an_error_not_a_crash(tmp_path: Path) -> None:
    code = """
        import resource
        resource.setrlimit(resource.RLIMIT_AS, (900 << 20, 900 << 20))
        run_export(scenario, [], out, step="scores", size=(16384, 16384))
    """
    done = _in_subprocess(code, tmp_path / "a.png")
    assert "UnwritableFile" in done.stdout, done.stdout + done.stderr
    assert "memory" in done.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="limits are POSIX")
@pytest.mark.parametrize("step", ["scores", "all"])
def test_a_full_disk_leaves_nothing_and_keeps_the_old_file(tmp_path: Path, step: str) -> None:
    old = tmp_path / ("a.png" if step == "scores" else "a-12-softmax.png")
    old.write_bytes(b"old")
    code = f"""
        import resource, signal
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        run_export(scenario, [], out, step={step!r})
    """
    done = _in_subprocess(code, tmp_path / "a.png")
    assert "UnwritableFile" in done.stdout, done.stdout + done.stderr
    assert "File too large" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == [old.name]
    assert old.read_bytes() == b"old"


def test_the_command_exports_steps_nodes_and_the_diagram(
    document: Document, tmp_path: Path
) -> None:
    scenario = find_scenario("worked-example")
    for index, choice in enumerate(({"step": "scores"}, {"step": "9"}, {"node": "scores"}, {})):
        out = tmp_path / f"{index}.png"
        assert run_export(scenario, [], out, size=(640, 360), **choice) == [out]
    files = [(tmp_path / f"{index}.png").read_bytes() for index in range(4)]
    assert files[0] == files[1]
    assert len(set(files)) == 3


def test_the_command_makes_the_edits_and_speaks_the_language(tmp_path: Path, qapp: object) -> None:
    scenario, out = find_scenario("worked-example"), tmp_path / "a.png"

    def data(*edits: str, **options: str) -> bytes:
        run_export(scenario, [parse_assignment(text) for text in edits], out, step="divide",
                   size=(640, 360), **options)  # fmt: skip
        return out.read_bytes()

    plain = data()
    assert data("divisor=sqrt(3)") != plain
    assert data(language="zh") != plain
    assert data(theme="dark") != data(theme="print") != plain
    assert data() == plain  # the language is taken back


def test_the_command_knows_heads_and_blocks(qapp: object, tmp_path: Path) -> None:
    block = find_scenario("worked-block")
    stack = block.with_state(reconfigure(block.state(), blocks=2))
    seen: set[bytes] = set()
    wishes = ({"node": "Q"}, {"node": "Q", "head": "1"}, {"node": "Q", "head": "2"},
              {"node": "block_2.Q"}, {"node": "block_2.norm_2"}, {"step": "queries"},
              {"step": "queries", "head": "2"}, {}, {"head": "2"})  # fmt: skip
    for wish in wishes:
        out = tmp_path / "a.png"
        assert run_export(stack, [], out, size=(640, 360), **wish) == [out]
        seen.add(out.read_bytes())
    assert len(seen) == len(wishes)
    run_export(stack, [], tmp_path / "b.png", size=(640, 360), step="queries", head="1")
    assert (tmp_path / "b.png").read_bytes() in seen  # the head the step is about
    with pytest.raises(SoftmixError, match=r"no node “block_3\.Q”"):
        run_export(stack, [], out, node="block_3.Q")


@pytest.mark.parametrize("head", ["0", "2", "-1", "x", "", "²"])
def test_a_head_that_is_not_there_is_named(qapp: object, tmp_path: Path, head: str) -> None:
    with pytest.raises(SoftmixError, match="The heads are 1 to 1") as caught:
        run_export(find_scenario("worked-example"), [], tmp_path / "a.png", node="Q", head=head)
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("options", [{"step": "nowhere"}, {"step": "18"}, {"node": "nothing"},
                                     {"step": "1", "node": "X"}, {"format": "bmp"},
                                     {"theme": "pink"}], ids=str)  # fmt: skip
def test_the_command_names_what_is_wrong(
    qapp: object, tmp_path: Path, options: dict[str, str]
) -> None:
    with pytest.raises(SoftmixError):
        run_export(find_scenario("worked-example"), [], tmp_path / "a.png", **options)
    assert list(tmp_path.iterdir()) == []


def test_the_command_needs_no_display_and_few_modules(tmp_path: Path) -> None:
    code = """
        import sys
        print(run_export(scenario, [], out, step="all", size=(320, 180)))
        print(run_export(scenario, [], out, size=(320, 180)))  # a second time in one process
        assert "pyqtgraph" not in sys.modules
        assert "PySide6.QtWidgets" not in sys.modules
    """
    done = _in_subprocess(code, tmp_path / "a.png")
    assert done.returncode == 0, done.stderr
    assert len(list(tmp_path.iterdir())) == 18
    assert done.stderr == ""


def test_proposed_names(document: Document) -> None:
    assert default_name(document, ExportRequest("step", step=8)) == "softmix-09-scores.png"
    assert default_name(document, ExportRequest("matrix", node="W_Q")) == "softmix-W_Q.png"
    assert default_name(document, ExportRequest("every", format="pdf")) == "softmix.pdf"
    assert request_slide(document, ExportRequest("matrix", node="W_Q")).title == "Query matrix"


def _in_subprocess(code: str, out: Path) -> subprocess.CompletedProcess[str]:
    """Run code after the imports it needs, with no display; an error is printed by its class."""
    start = f"""
        from pathlib import Path
        from engine.errors import SoftmixError
        from engine.scenario import find_scenario
        from gui.export.command import run_export
        scenario, out = find_scenario("worked-example"), Path({str(out)!r})
        try:
    """
    lines = textwrap.dedent(start) + textwrap.indent(textwrap.dedent(code), "    ")
    lines += "\nexcept SoftmixError as error:\n    print(type(error).__name__, error)\n"
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    clean = {key: value for key, value in os.environ.items() if key not in hidden}
    return subprocess.run(
        [sys.executable, "-c", lines], cwd=TOP, env=clean, capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip

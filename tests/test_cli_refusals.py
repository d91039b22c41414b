"""What the command line refuses, and how it says so."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import main as command_line
from tests.commands import ROOT, SCENARIO, assert_refused, run, spawn

#: Errors in Chinese and exports make an application, and a process has one: that of windows.
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize(
    ("arguments", "fragments"),
    [
        (["values"], ["SCENARIO", "values --help"]),
        (["values", "nope"], ["“nope”", "worked-example"]),
        (["values", "x" * 5000], ["x" * 5000]),
        (["values", str(ROOT)], [str(ROOT), "cannot be read"]),
        (["values", "worked-example", "--node", "weight"], ["“weight”", "head_output"]),
        (["values", "worked-example", "--set", "Y[0,0]=1"], ["Y[0,0]=1", "“Y”", "W_Q"]),
        (["values", "worked-example", "--set", "X[0,4]=1"], ["[0,4]", "3×4"]),
        (["values", "worked-example", "--set", "X[-1,0]=1"], ["[-1,0]", "3×4"]),
        (["values", "worked-example", "--set", "X[1]=1"], ["[1]", "3×4"]),
        (["values", "worked-example", "--set", "X[0,0,0]=1"], ["[0,0,0]", "3×4"]),
        (["values", "worked-example", "--set", "X=1"], ["X=1", "3×4", "X[0,0]"]),
        (["values", "worked-example", "--set", "X[0,0]"], ["“X[0,0]”", "NAME[row,column]"]),
        (["values", "worked-example", "--set", "X[a,b]=1"], ["“X[a,b]=1”"]),
        (["values", "worked-example", "--set", "X[]=1"], ["“X[]=1”"]),
        (["values", "worked-example", "--set", "X[0,0]="], ["X[0,0]=", "not a number"]),
        (["values", "worked-example", "--set", "X[0,0]=two"], ["X[0,0]=two", "“two”", "1/3"]),
        (["values", "worked-example", "--set", "X[0,0]=1+1"], ["“1+1”"]),
        (["values", "worked-example", "--set", "X[0,0]=__import__('os')"], ["not a number"]),
        (["values", "worked-example", "--set", "X[0,0]=nan"], ["“nan”", "finite"]),
        (["values", "worked-example", "--set", "X[0,0]=-inf"], ["“-inf”", "finite"]),
        (["values", "worked-example", "--set", "X[0,0]=1e999"], ["“1e999”", "finite"]),
        (["values", "worked-example", "--set", "X[0,0]=1/0"], ["“1/0”", "finite"]),
        (["values", "worked-example", "--set", "divisor=0"], ["divisor=0", "cannot be 0"]),
        (["values", "worked-example", "--set", "divisor[0,0]=-0.0"], ["cannot be 0"]),
        (["values", "worked-example", "--set", "line\nbreak"], ["line break"]),
        (["values", "worked-example", "--format", "bmp"], ["--format", "bmp", "json"]),
        (["values", "worked-example", "--format", "npy"], ["npy", "--out"]),
        (["values", "worked-example", "--bogus"], ["--bogus"]),
        (["values", "worked-example", "more"], ["more"]),
        (["value", "worked-example"], ["worked-example", "softmix --help"]),
        (["scenarios", "more"], ["more", "scenarios --help"]),
        (["--lang", "fr"], ["--lang", "fr", "zh"]),
        (["--theme", "blue"], ["--theme", "blue", "dark"]),
        (["export", "worked-example"], ["--out", "export --help"]),
        (["export", "worked-example", "--out", "a.png", "--theme", "blue"], ["blue", "print"]),
    ],
)
def test_bad_input_is_said_in_one_line(
    arguments: list[str], fragments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert_refused(run(*arguments), *fragments)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("verb", "out", "extra", "fragments"),
    [
        ("values", "none/a.json", [], ["none", "cannot be written", "no folder"]),
        ("values", ".", [], ["cannot be written"]),
        ("values", "taken/a.json", [], ["taken", "no folder"]),
        ("values", "a.bmp", [], ["a.bmp", ".json"]),
        ("values", "a.csv", ["--format", "json"], ["a.csv", ".json"]),
        ("values", "a.npy", [], ["one matrix", "--node"]),
        ("values", "a.npy", ["--node", "Q", "K"], ["one matrix", "2"]),
        ("export", "a.bmp", [], ["a.bmp", ".png"]),
        ("export", "a.png", ["--size", "1920"], ["“1920”", "1920x1080"]),
        ("export", "a.png", ["--size", "63x1080"], ["63", "64", "16384"]),
        ("export", "a.png", ["--size", "1920x16385"], ["16385", "64", "16384"]),
        ("export", "a.png", ["--set", "X[0,0]=two"], ["X[0,0]=two", "“two”"]),
        ("export", "a.png", ["--set", "X[9,9]=2"], ["X[9,9]=2", "3×4"]),
        ("export", "a.png", ["--step", "soon"], ["“soon”", "words"]),
        ("export", "a.png", ["--step", "0"], ["“0”", "from 1"]),
        ("export", "a.png", ["--node", "weight"], ["“weight”", "weights"]),
        ("export", "none/a.png", [], ["none", "cannot be written"]),
    ],
)
def test_what_cannot_be_written_leaves_no_file(
    verb: str,
    out: str,
    extra: list[str],
    fragments: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken").write_text("a file, not a folder")
    assert_refused(run(verb, "worked-example", "--out", out, *extra), *fragments)
    assert list(tmp_path.iterdir()) == [tmp_path / "taken"]


@pytest.mark.parametrize(
    ("content", "fragments"),
    [
        (b"", ["not a JSON file"]),
        (b"hello", ["not a JSON file"]),
        (b"\xff\xfe\x00", ["not a JSON file"]),
        (b"[1, 2]", ["not a valid scenario"]),
        (b'{"format": "other", "version": 1}', ["“format”", "$.format"]),
        (b'{"format": "softmix-scenario", "version": 9}', ["version 9", "version 2"]),
        (SCENARIO.read_bytes().replace(b'"lesson"', b'"lessen"'), ["lessen"]),
        (SCENARIO.read_bytes().replace(b"[[1]]", b"[[0]]"), ["divisor", "0"]),
        (SCENARIO.read_bytes().replace(b"[0, 2, 0, 2]", b"[0, 2, 0]"), ["$.inputs.X[1]", "3×4"]),
        (SCENARIO.read_bytes().replace(b"[0, 2, 0, 2]", b'[0, "2", 0, 2]'), ["$.inputs"]),
    ],
)
def test_a_bad_file_is_named_with_the_place(
    content: bytes, fragments: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "mine.json"
    file.write_bytes(content)
    assert_refused(run("values", str(file)), str(file), *fragments)


def test_what_nobody_foresaw_is_one_line_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(name: str) -> None:
        raise RuntimeError("two\nlines")

    monkeypatch.setattr(command_line, "find_project", fail)
    result = run("values", "worked-example")
    assert result == (1, "", "softmix: internal error: RuntimeError: two lines\n")


def test_ctrl_c_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command_line, "built_in", interrupt)
    assert run("scenarios") == (130, "", "")


def test_a_reader_that_leaves_early_is_no_error() -> None:
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), "values", "worked-example"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    with process.stderr:
        assert process.stderr.read() == b""
    assert process.wait(timeout=60) == 1


@pytest.mark.parametrize(
    "arguments",
    [["nope"], ["worked-example", "--step", "soon"], ["export", "nope", "--out", "a.png"]],
)
def test_errors_speak_the_language_that_was_asked_for(arguments: list[str], tmp_path: Path) -> None:
    english = spawn(*arguments, "--lang", "en")
    chinese = spawn(*arguments, "--lang", "zh")
    assert_refused(english, arguments[-1] if "soon" in arguments else "nope")
    assert_refused(chinese)
    assert re.search("[\u4e00-\u9fff]", chinese.err)
    assert not re.search("[\u4e00-\u9fff]", english.err)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a display")
def test_says_when_there_is_no_display() -> None:
    displays = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    env = {name: value for name, value in os.environ.items() if name not in displays}
    code, out, err = spawn(env=env)
    assert (code, out) == (1, "")
    assert err.startswith("softmix: There is no display")
    assert err.count("\n") == 1

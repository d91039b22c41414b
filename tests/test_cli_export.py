"""`softmix export`, word for word as scripts rely on it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engine.exchange import PICTURE_SUFFIXES
from gui.export.formats import FORMATS
from tests.commands import assert_refused, run, spawn

#: Errors in Chinese and exports make an application, and a process has one: that of windows.
pytestmark = pytest.mark.usefixtures("qapp")


def png_size(path: Path) -> tuple[int, int]:
    """Width and height, from the header of a PNG file."""
    header = path.read_bytes()[:24]
    assert header[:8] == b"\x89PNG\r\n\x1a\n"
    return int.from_bytes(header[16:20], "big"), int.from_bytes(header[20:24], "big")


@pytest.mark.parametrize(
    "extra",
    [
        [],
        ["--step", "1"],
        ["--step", "scores", "--theme", "dark", "--lang", "zh"],
        ["--node", "weights", "--theme", "print", "--transparent"],
        ["--set", "divisor=sqrt(3)", "--set", "scores[0,0]=9"],
    ],
)
def test_exports_one_picture_without_a_display(extra: list[str], tmp_path: Path) -> None:
    out = tmp_path / "slide.png"
    displays = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    env = {name: value for name, value in os.environ.items() if name not in displays}
    result = spawn(
        "export", "worked-example", "--out", str(out), "--size", "960x540", *extra, env=env
    )
    assert result == (0, f"{out}\n", "")
    assert png_size(out) == (960, 540)
    assert list(tmp_path.iterdir()) == [out]


def test_exports_every_step_as_numbered_files(tmp_path: Path) -> None:
    folder = tmp_path / "slides"
    result = run(
        "export", "worked-example", "--step", "all", "--out", str(folder), "--size", "96x64"
    )
    assert (result.code, result.err) == (0, "")
    written = [Path(line) for line in result.out.splitlines()]
    assert written == sorted(folder.iterdir())
    assert len(written) > 10
    assert "-01-words" in written[0].name
    assert {png_size(path) for path in written} == {(96, 64)}


@pytest.mark.parametrize(
    ("name", "start"), [("a.svg", b"<?xml"), ("a.pdf", b"%PDF-"), ("a.png", b"\x89PNG")]
)
def test_the_name_of_the_picture_chooses_the_format(
    tmp_path: Path, name: str, start: bytes
) -> None:
    out = tmp_path / name
    arguments = ("export", "worked-example", "--node", "weights", "--size", "960x540")
    assert run(*arguments, "--out", str(out)) == (0, f"{out}\n", "")
    assert out.read_bytes().startswith(start)


def test_every_format_of_pictures_can_be_chosen() -> None:
    assert set(PICTURE_SUFFIXES) == set(FORMATS)


@pytest.mark.parametrize(
    ("extra", "fragments"),
    [
        (["--heat"], ["--node"]),
        (["--explain", "scores[1,2"], ["“scores[1,2”", "scores[1,2]"]),
        (["--explain", "scores=3"], ["“scores=3”"]),
        (["--explain", "scores[1,9]"], ["scores", "[1,9]"]),
        (["--explain", "nothere[0,0]"], ["nothere"]),
        (["--step", "3-99"], ["99"]),
        (["--step", "scores..nothere"], ["nothere"]),
        (["--step", "scores", "--node", "X"], ["one thing"]),
        (["--inside", "1"], ["--step"]),
        (["--step", "scores", "--inside", "99"], ["99"]),
        (["--size", "10000x5000", "--scale", "2"], ["20000", "16384"]),
        (["--size", "a5"], ["a5", "a4-portrait", "mm"]),
        (["--dpi", "5"], ["5", "36", "1200"]),
        (["--format", "bmp"], ["bmp"]),
    ],
)
def test_what_cannot_be_exported_is_named(
    tmp_path: Path, extra: list[str], fragments: list[str]
) -> None:
    out = tmp_path / "a.png"
    assert_refused(run("export", "worked-example", "--out", str(out), *extra), *fragments)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("step", "names"),
    [
        ("8-10", ["08-score-row", "09-scores", "10-divide"]),
        ("10-8", ["08-score-row", "09-scores", "10-divide"]),
        ("score-row..9", ["08-score-row", "09-scores"]),
        ("scores..divide", ["09-scores", "10-divide"]),
        ("9-9", ["09-scores"]),
        ("mix-word", [""]),
    ],
)
def test_a_range_of_steps_by_numbers_or_ids(tmp_path: Path, step: str, names: list[str]) -> None:
    out = tmp_path / "a.svg"
    result = run("export", "worked-example", "--step", step, "--out", str(out), "--size", "96x64")
    assert (result.code, result.err) == (0, "")
    expected = [f"a-{name}.svg" if name else "a.svg" for name in names]
    assert [Path(line).name for line in result.out.splitlines()] == expected
    assert sorted(path.name for path in tmp_path.iterdir()) == expected


@pytest.mark.parametrize(
    ("extra", "size"),
    [
        (["--size", "4:3"], (1440, 1080)),
        (["--size", "16:9", "--scale", "2"], (3840, 2160)),
        (["--size", "a4", "--dpi", "72"], (842, 595)),
        (["--size", "a4-portrait", "--dpi", "72"], (595, 842)),
        (["--size", "100x50mm", "--dpi", "127"], (500, 250)),
        (["--size", "200x100", "--dpi", "300"], (200, 100)),
    ],
)
def test_sizes_of_pictures(tmp_path: Path, extra: list[str], size: tuple[int, int]) -> None:
    out = tmp_path / "a.png"
    assert run("export", "worked-example", "--out", str(out), *extra).code == 0
    assert png_size(out) == size

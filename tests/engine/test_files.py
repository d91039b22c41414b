"""Writing wholly or not at all."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from engine.errors import UnwritableFile
from engine.files import write_file
from engine.scenario import find_scenario, write_scenario
from tests.engine.samples import ROOT


def test_write_and_overwrite(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_file(path, b"one")
    write_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert os.listdir(tmp_path) == ["file"]


def test_the_mode_of_a_file_is_kept_and_a_new_one_obeys_the_umask(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_file(path, b"one")
    plain = tmp_path / "plain"
    plain.touch()
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)
    path.chmod(0o640)
    write_file(path, b"two")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_keeps_pointing_where_it_did(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    link.symlink_to(target)
    write_file(link, b"one")  # the target is not there yet
    assert link.is_symlink()
    assert target.read_bytes() == b"one"
    write_file(link, b"two")
    assert target.read_bytes() == b"two"


def test_a_device_is_written_to() -> None:
    write_file(Path("/dev/null"), b"one")
    assert Path("/dev/null").is_char_device()


def _unwritable(tmp_path: Path) -> dict[str, Path]:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    (tmp_path / "file").write_bytes(b"old")
    return {
        "no folder": tmp_path / "nowhere" / "file",
        "a folder": tmp_path,
        "below a file": tmp_path / "file" / "x",
        "a long name": tmp_path / ("x" * 300),
        "a loop of links": loop,
    }


CASES = ["no folder", "a folder", "below a file", "a long name", "a loop of links"]


@pytest.mark.parametrize("case", CASES)
def test_where_nothing_can_be_written(case: str, tmp_path: Path) -> None:
    path = _unwritable(tmp_path)[case]
    before = sorted(os.listdir(tmp_path))
    with pytest.raises(UnwritableFile) as error:
        write_file(path, b"new")
    assert error.value.fields["path"] == path
    assert str(path) in str(error.value)
    assert sorted(os.listdir(tmp_path)) == before
    assert (tmp_path / "file").read_bytes() == b"old"


def test_a_folder_without_permission(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    (folder / "file").write_bytes(b"old")
    folder.chmod(0o500)
    try:
        if os.access(folder, os.W_OK):
            pytest.skip("root may write anywhere")
        with pytest.raises(UnwritableFile):
            write_file(folder / "file", b"new")
        assert os.listdir(folder) == ["file"]
    finally:
        folder.chmod(0o700)


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="no such folder here")
def test_a_folder_that_even_root_cannot_write_to() -> None:
    with pytest.raises(UnwritableFile):
        write_file(Path("/proc/self/softmix.json"), b"new")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no such device here")
def test_a_full_device() -> None:
    with pytest.raises(UnwritableFile, match="No space left"):
        write_file(Path("/dev/full"), b"new" * 10_000)


FULL = """
import resource, sys
from pathlib import Path
from engine.errors import UnwritableFile
from engine.scenario import find_scenario, write_scenario
scenario = find_scenario("worked-example")
resource.setrlimit(resource.RLIMIT_FSIZE, (100, resource.RLIM_INFINITY))
try:
    write_scenario(scenario, Path(sys.argv[1]))
except UnwritableFile as error:
    print("refused:", error.fields["reason"])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX")
@pytest.mark.parametrize("existed", [True, False])
def test_a_disk_that_fills_up_while_writing(existed: bool, tmp_path: Path) -> None:
    path = tmp_path / "scenario.json"
    if existed:
        write_scenario(find_scenario("worked-example"), path)
    before = path.read_bytes() if existed else None
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout == "refused: File too large\n"
    assert os.listdir(tmp_path) == (["scenario.json"] if existed else [])
    assert (path.read_bytes() if existed else None) == before

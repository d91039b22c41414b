"""The desktop's files: valid, installed where they belong, gone when they are taken away."""

from __future__ import annotations

import os
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.desktop import install, uninstall
from engine.scenario import RESOURCES
from main import main

FOLDER = RESOURCES / "desktop"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    yield tmp_path
    uninstall()


def test_the_files_are_well_formed() -> None:
    for path in FOLDER.glob("*.xml"):
        ElementTree.parse(path)
    entry = (FOLDER / "softmix.desktop").read_text(encoding="utf-8")
    assert "MimeType=application/x-softmix+json;" in entry
    assert "%f" in entry


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="not installed")
def test_the_entry_is_valid() -> None:
    done = subprocess.run(
        ["desktop-file-validate", str(FOLDER / "softmix.desktop")], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
    assert done.stdout == ""


@pytest.mark.skipif(not shutil.which("appstreamcli"), reason="not installed")
def test_the_metadata_are_valid() -> None:
    done = subprocess.run(
        ["appstreamcli", "validate", "--no-net", str(FOLDER / "softmix.metainfo.xml")],
        capture_output=True,
        text=True,
    )
    assert "E:" not in done.stdout, done.stdout


def test_installing_and_taking_away(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["desktop", "install"]) == 0
    printed = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert len(printed) == 4
    assert all(path.is_file() and path.is_relative_to(data) for path in printed)
    entry = (data / "applications" / "softmix.desktop").read_text(encoding="utf-8")
    program = next(line for line in entry.splitlines() if line.startswith("Exec="))
    assert program.startswith('Exec="/')
    assert program.endswith('" %f')
    assert main(["desktop", "uninstall"]) == 0
    assert not any(path.exists() for path in printed)
    assert main(["desktop", "uninstall"]) == 0


def test_odd_paths_are_quoted(data: Path) -> None:
    install(Path('/a b/$x "y" 100%/softmix'))
    entry = (data / "applications" / "softmix.desktop").read_text(encoding="utf-8")
    assert 'Exec="/a b/\\\\$x \\\\"y\\\\" 100%%/softmix" %f' in entry


@pytest.mark.skipif(not shutil.which("update-mime-database"), reason="not installed")
def test_the_kind_of_file_is_known(data: Path, tmp_path: Path) -> None:
    install(Path("/usr/bin/softmix"))
    globs = (data / "mime" / "globs").read_text(encoding="utf-8")
    assert "application/x-softmix+json:*.softmix" in globs


def test_a_folder_that_cannot_be_written_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").write_bytes(b"")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert main(["desktop", "install"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert os.listdir(tmp_path) == ["data"]

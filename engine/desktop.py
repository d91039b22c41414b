"""Makes the desktop know Softmix: its menu entry, its kind of file, its icon. (freedesktop.org)"""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import platformdirs

from engine.errors import SoftmixError, translatable
from engine.files import write_file
from engine.scenario import RESOURCES

#: What is installed, and where under the person's data folder.
_FILES = {
    "desktop/softmix.desktop": "applications/softmix.desktop",
    "desktop/softmix-mime.xml": "mime/packages/softmix.xml",
    "desktop/softmix.metainfo.xml": "metainfo/softmix.metainfo.xml",
    "icons/softmix.svg": "icons/hicolor/scalable/apps/softmix.svg",
}
_UPDATES = (("update-mime-database", "mime"), ("update-desktop-database", "applications"))


class NoDesktop(SoftmixError):
    """No fields."""

    template = translatable("errors", "Only desktops of Linux are known; nothing was installed.")


def install(program: Path) -> list[Path]:
    """Write the files for this person, so that `program` opens `.softmix` files.

    Returns what was written.

    Raises:
        NoDesktop: this is no Linux.
        UnwritableFile: the data folder cannot be written to.
    """
    written = []
    for source, target in _targets():
        data = source.read_bytes()
        if source.suffix == ".desktop":
            data = data.replace(b"Exec=softmix ", f"Exec={_quoted(program)} ".encode())
        target.parent.mkdir(parents=True, exist_ok=True)
        write_file(target, data)
        written.append(target)
    _update()
    return written


def uninstall() -> list[Path]:
    """Take away what `install` wrote. Returns what was there. Raises NoDesktop."""
    gone = []
    for _, target in _targets():
        if target.exists():
            target.unlink()
            gone.append(target)
    _update()
    return gone


def _targets() -> list[tuple[Path, Path]]:
    if not sys.platform.startswith("linux"):
        raise NoDesktop()
    return [(RESOURCES / source, _folder() / target) for source, target in _FILES.items()]


def _folder() -> Path:
    """The person's data folder (XDG_DATA_HOME)."""
    return platformdirs.user_data_path()


def _quoted(program: Path) -> str:
    """A path as the Exec key wants it."""
    text = str(program)
    for special in ("\\", '"', "`", "$"):
        text = text.replace(special, "\\" + special)
    text = text.replace("\\", "\\\\").replace("%", "%%")
    return f'"{text}"'


def _update() -> None:
    """Tell the desktop at once, where it has the programs for it."""
    for program, folder in _UPDATES:
        found = shutil.which(program)
        if found is not None and (_folder() / folder).is_dir():
            with suppress(OSError, subprocess.SubprocessError):
                subprocess.run([found, str(_folder() / folder)], capture_output=True, timeout=60)

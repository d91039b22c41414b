"""Writing a file through Qt: the old one stays until the new one is whole and on the disk."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QIODevice, QSaveFile

from engine.errors import Message, UnwritableFile, translatable

_NO_FOLDER = translatable("errors", "there is no folder {folder}")


def save_bytes(path: Path, data: bytes) -> None:
    """Put `data` in the place of `path`; a link keeps pointing where it did.

    Raises:
        UnwritableFile: there is no such folder, it cannot be written to, or the disk is full; a
            file that stood there before is untouched.
    """
    if not path.parent.is_dir():
        raise UnwritableFile(path=path, reason=Message(_NO_FOLDER, folder=path.parent))
    file = QSaveFile(str(path))
    written = (
        file.open(QIODevice.OpenModeFlag.WriteOnly)
        and file.write(data) == len(data)
        and file.commit()
    )
    if not written:
        reason = file.errorString()
        file.cancelWriting()
        raise UnwritableFile(path=path, reason=reason.rstrip("."))

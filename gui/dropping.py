"""Files that are dropped on the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData

from gui.files import Files
from gui.matrix_files import MatrixFiles


def can_take(data: QMimeData) -> bool:
    """Whether there is a file among what is dragged."""
    return any(url.isLocalFile() for url in data.urls())


def take(data: QMimeData, files: Files, matrices: MatrixFiles) -> None:
    """Open the first file: work or an example, or import the matrices in it."""
    from engine.imports import SUFFIXES  # the first time a file is dropped

    for url in data.urls():
        if url.isLocalFile():
            path = Path(url.toLocalFile())
            suffix = path.suffix.lower()
            if suffix in SUFFIXES and suffix != ".json":
                matrices.import_path(path)
            else:
                files.open_path(path)
            return

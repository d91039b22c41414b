"""Pictures of the window: the README's, or a whole set to look at.

Run from the top of the project:

    python tests/tools/screenshots.py                 the README's picture
    python tests/tools/screenshots.py --all FOLDER    light and dark, both languages, two sizes
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
TOP = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP))

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from gui.app import application, build

README = TOP / "resources" / "screenshots" / "main-window.png"


def grab(
    app: QApplication, path: Path, step: str, language: str, theme: str, size: tuple[int, int]
) -> None:
    """Open the worked example, let it paint, save what the window shows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    store = QSettings(str(path.with_suffix(".ini")), QSettings.Format.IniFormat)
    window = build("worked-example", step, language, theme, store)
    window.resize(*size)
    window.show()
    for _ in range(6):
        app.processEvents()
    window.grab().save(str(path))
    window.document.undo_stack.setClean()
    window.close()
    window.deleteLater()
    app.processEvents()
    path.with_suffix(".ini").unlink(missing_ok=True)


def main() -> None:
    """Make the pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--all", type=Path, metavar="FOLDER")
    folder = parser.parse_args().all
    app = application()
    if folder is None:
        grab(app, README, "score-cell", "en", "light", (1440, 900))
        print(README.relative_to(TOP))
        return
    for theme in ("light", "dark"):
        for language in ("en", "zh"):
            for size in ((1280, 800), (1024, 700)):
                for step in ("words", "score-cell", "mix-word", "whole"):
                    name = f"{theme}-{language}-{size[0]}x{size[1]}-{step}.png"
                    grab(app, folder / name, step, language, theme, size)
                    print(folder / name)


if __name__ == "__main__":
    main()

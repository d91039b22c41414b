"""Pictures of the window: the README's, or a whole set to look at.

Run from the top of the project:

    python tests/tools/screenshots.py                 the README's pictures
    python tests/tools/screenshots.py --all FOLDER    every example, light and dark, both languages
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

from engine.lesson import read_lesson
from engine.scenario import built_in, find_scenario
from gui.app import application, build

FOLDER = TOP / "resources" / "screenshots"
#: Of the README: file, example, step.
README = (
    ("main-window.png", "worked-example", "score-cell"),
    ("whole-block.png", "worked-block", "whole"),
)
SIZES = ((1440, 900), (1280, 800), (1024, 700))


def grab(
    app: QApplication,
    path: Path,
    standpoint: tuple[str, str],
    language: str,
    theme: str,
    size: tuple[int, int],
) -> None:
    """Open an example at a step, let it paint, save what the window shows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    store = QSettings(str(path.with_suffix(".ini")), QSettings.Format.IniFormat)
    window = build(*standpoint, language, theme, store)
    window.resize(*size)
    window.show()
    for _ in range(6):
        app.processEvents()
    window.grab().save(str(path))
    window.document.mark_saved()
    window.close()
    window.deleteLater()
    app.processEvents()
    path.with_suffix(".ini").unlink(missing_ok=True)
    print(path)


def steps_of(scenario: str) -> list[str]:
    """Three steps of its lesson: the first, one in the middle, the last."""
    name = find_scenario(scenario).lesson
    steps = read_lesson(TOP / "resources" / "lessons", name).steps
    return [steps[index].id for index in (0, len(steps) // 2, -1)]


def main() -> None:
    """Make the pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--all", type=Path, metavar="FOLDER")
    folder = parser.parse_args().all
    app = application()
    if folder is None:
        for name, *standpoint in README:
            grab(app, FOLDER / name, (standpoint[0], standpoint[1]), "en", "light", SIZES[0])
        return
    for language in ("en", "zh"):  # outermost: a window of another language changes all of them
        for listing in built_in():
            for step in steps_of(listing.name):
                for theme in ("light", "dark"):
                    for size in SIZES:
                        name = f"{listing.name}-{step}-{theme}-{language}-{size[0]}.png"
                        grab(app, folder / name, (listing.name, step), language, theme, size)


if __name__ == "__main__":
    main()

"""Opens a deck of slides again, as python-pptx and as an office program do, and says what is wrong.

    python tests/tools/reopen_deck.py deck.pptx [FOLDER]

With a folder, LibreOffice (where it is installed) also draws every slide into it, to look at.
Prints one line a fault; exit code 1 where there is any.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from pptx import Presentation

_PAGE = re.compile(rb"/Type\s*/Page[^s]")


def faults(path: Path, slides: int | None = None) -> list[str]:
    """What is wrong with a deck: a slide without a title or notes, a table without numbers.

    Args:
        slides: how many slides there must be; None: at least one.
    """
    deck = Presentation(str(path))
    found = []
    count = len(deck.slides)
    if count != slides if slides is not None else not count:
        found.append(f"{count} slides, not {slides}")
    for number, slide in enumerate(deck.slides, 1):
        title = slide.shapes.title
        if title is None or not title.text_frame.text.strip():
            found.append(f"slide {number}: no title")
        if not slide.has_notes_slide or not slide.notes_slide.notes_text_frame.text.strip():
            found.append(f"slide {number}: no notes")
        identities = [shape.shape_id for shape in slide.shapes]
        if len(set(identities)) != len(identities):
            found.append(f"slide {number}: two shapes have one identity")
        for shape in slide.shapes:
            outside = shape.left < 0 or shape.left + shape.width > deck.slide_width
            if outside and shape is not title:
                found.append(f"slide {number}: {shape.name} reaches out")
    return found


def pages(path: Path) -> int | None:
    """How many pages LibreOffice makes of a deck; None where it is not installed."""
    office = shutil.which("soffice")
    if office is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        printed = _convert(office, path, Path(folder), "pdf")
        return len(_PAGE.findall(printed.read_bytes()))


def draw(path: Path, folder: Path) -> Path | None:
    """The deck as LibreOffice draws it, as a PDF in `folder`; None where it is not installed."""
    office = shutil.which("soffice")
    return None if office is None else _convert(office, path, folder, "pdf")


def _convert(office: str, path: Path, folder: Path, form: str) -> Path:
    with tempfile.TemporaryDirectory() as profile:
        command = [
            office, f"-env:UserInstallation=file://{profile}", "--headless",
            "--convert-to", form, "--outdir", str(folder), str(path),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder / f"{path.stem}.{form}"


def main() -> int:
    """Check the deck of the command line."""
    path = Path(sys.argv[1])
    found = faults(path)
    for fault in found:
        print(fault)
    if len(sys.argv) > 2:
        folder = Path(sys.argv[2])
        folder.mkdir(exist_ok=True)
        print(draw(path, folder) or "LibreOffice is not installed")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

"""Bring the Chinese catalogue up to date: extract the texts, then compile.

Run from the top of the project: `python resources/i18n/update.py`. It writes `softmix_zh.ts` (edit
its translations, in Qt Linguist or by hand, then run this again) and `softmix_zh.qm`. With
`--check` it writes nothing and exits 1 where either is out of date or a text is not translated.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import PySide6

HERE = Path(__file__).resolve().parent
TOP = HERE.parent.parent
CATALOGUE = HERE / "softmix_zh.ts"
COMPILED = HERE / "softmix_zh.qm"


def tool(name: str) -> str:
    """The path of one of Qt's translation tools, as PySide6 ships them."""
    bundled = Path(PySide6.__file__).parent / name
    return str(bundled) if bundled.exists() else f"pyside6-{name}"


def sources() -> list[str]:
    """The Python files that hold texts, relative to the top."""
    paths = [*sorted((TOP / "gui").rglob("*.py")), *sorted((TOP / "engine").rglob("*.py"))]
    return [str(path.relative_to(TOP)) for path in paths]


def extract(catalogue: Path) -> None:
    """Merge the texts of the sources into `catalogue`; what is gone is dropped."""
    command = [
        tool("lupdate"),
        *sources(),
        "-extensions",
        "py",
        "-locations",
        "none",
        "-no-obsolete",
        "-tr-function-alias",
        "QT_TRANSLATE_NOOP+=translatable",
        "-source-language",
        "en",
        "-target-language",
        "zh_CN",
        "-ts",
        str(catalogue),
    ]
    subprocess.run(command, cwd=TOP, check=True, capture_output=True)


def compile_catalogue(catalogue: Path, compiled: Path) -> None:
    """Write the compiled catalogue."""
    command = [tool("lrelease"), str(catalogue), "-qm", str(compiled), "-silent"]
    subprocess.run(command, check=True, capture_output=True)


def unfinished(catalogue: Path) -> list[str]:
    """`context: text` of every text without a finished translation."""
    missing = []
    for context in ElementTree.parse(catalogue).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            done = translation is not None and translation.get("type") is None
            if not done or not "".join(translation.itertext() if translation is not None else ""):
                missing.append(f"{context.findtext('name')}: {message.findtext('source')}")
    return missing


def out_of_date() -> list[str]:
    """What is wrong with the catalogue in the tree; empty where all is well."""
    with tempfile.TemporaryDirectory() as folder:
        fresh, compiled = Path(folder) / CATALOGUE.name, Path(folder) / COMPILED.name
        shutil.copy(CATALOGUE, fresh)
        extract(fresh)
        compile_catalogue(fresh, compiled)
        faults = [f"not translated: {text}" for text in unfinished(fresh)]
        if fresh.read_bytes() != CATALOGUE.read_bytes():
            faults.append(f"{CATALOGUE.name} does not hold the texts of the sources")
        if compiled.read_bytes() != COMPILED.read_bytes():
            faults.append(f"{COMPILED.name} is not what {CATALOGUE.name} compiles to")
    return faults


def main() -> int:
    """Update, or with `--check` only look. Returns the exit code."""
    if "--check" in sys.argv[1:]:
        faults = out_of_date()
        print("\n".join(faults) or "up to date")
        return 1 if faults else 0
    extract(CATALOGUE)
    compile_catalogue(CATALOGUE, COMPILED)
    print("\n".join(f"not translated: {text}" for text in unfinished(CATALOGUE)) or "complete")
    return 0


if __name__ == "__main__":
    sys.exit(main())

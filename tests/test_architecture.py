"""The shape of the project: who imports whom, what lies at the top, how long a module may be."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LONGEST_MODULE = 400
TOP_LEVEL = {
    ".ci",
    ".gitignore",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    "THIRD_PARTY_NOTICES.md",
    "engine",
    "gui",
    "main.py",
    "pyproject.toml",
    "resources",
    "tests",
}
#: Folders of a person's machine (system folders such as /dev and /usr are everybody's).
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home|root|Users|work|opt|tmp)/\w|[A-Z]:\\Users\\")
#: An address that a package comes from, rather than a package.
REGISTRY = re.compile(
    r"index-url|find-links|/simple/|files\.pythonhosted|pypi\.org/(?:simple|packages)"
)


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the import contracts of the tree in `folder`."""
    script = "import sys, importlinter.cli as c; sys.exit(c.lint_imports(no_cache=True))"
    return subprocess.run(
        [sys.executable, "-c", script], cwd=folder, capture_output=True, encoding="utf-8"
    )


def project_files() -> list[str]:
    """The files that are, or would be, committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_imports_run_one_way() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("engine/evaluator.py", "import PySide6.QtCore", "The engine knows nothing of a window"),
        ("engine/prose.py", "import pyqtgraph", "The engine knows nothing of a window"),
        ("engine/state.py", "import gui.i18n", "The engine knows nothing of a window"),
        ("engine/graph.py", "import engine.pipeline", "The engine's layers"),
        ("gui/diagram/__init__.py", "import gui.matrix", "The window's layers"),
        ("gui/lesson/__init__.py", "import gui.main_window", "The window's layers"),
        ("gui/document.py", "import gui.drawing", "The window's layers"),
    ],
)
def test_a_bad_import_is_caught(tmp_path: Path, module: str, line: str, contract: str) -> None:
    for name in ("engine", "gui"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    file = tmp_path / module
    file.write_text(f"{file.read_text('utf-8')}\n{line}\n", encoding="utf-8")
    done = lint_imports(tmp_path)
    assert done.returncode != 0
    assert f"{contract} BROKEN" in done.stdout
    assert module.removesuffix(".py").removesuffix("/__init__").replace("/", ".") in done.stdout


def test_the_engine_works_where_there_is_no_qt() -> None:
    script = (
        "import sys, pkgutil, importlib\n"
        "for name in ('PySide6', 'shiboken6', 'pyqtgraph', 'ziamath'): sys.modules[name] = None\n"
        "import engine\n"
        "for found in pkgutil.walk_packages(engine.__path__, 'engine.'):\n"
        "    importlib.import_module(found.name)\n"
        "from engine.scenario import find_scenario\n"
        "print(find_scenario('worked-example').state().evaluator().value('scores').sum())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert (done.returncode, done.stdout) == (0, "68.0\n"), done.stderr


def test_the_top_level_is_what_was_agreed() -> None:
    assert {name.split("/")[0] for name in project_files()} == TOP_LEVEL


@pytest.mark.parametrize("folder", ["engine", "gui"])
def test_modules_can_be_read_in_one_sitting(folder: str) -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
        for path in (ROOT / folder).rglob("*.py")
    }
    assert {name: n for name, n in lengths.items() if n > LONGEST_MODULE} == {}


def test_nothing_of_one_machine_is_committed() -> None:
    found = []
    for name in project_files():
        try:
            text = (ROOT / name).read_text("utf-8")
        except UnicodeDecodeError:
            continue
        if Path(name) == Path(__file__).relative_to(ROOT):
            continue  # it spells out what it looks for
        found += [
            f"{name}:{number}: {line.strip()[:100]}"
            for number, line in enumerate(text.splitlines(), 1)
            if MACHINE_PATH.search(line) or REGISTRY.search(line)
        ]
    assert found == []


def test_nothing_reaches_for_a_network() -> None:
    """No file, lesson or scenario makes the program look anything up."""
    refused = (
        "socket",
        "ssl",
        "http",
        "urllib.request",
        "ftplib",
        "smtplib",
        "asyncio",
        "pickle",
        "marshal",
    )
    for folder in ("engine", "gui"):
        for path in (ROOT / folder).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            for name in (*refused, "PySide6.QtNetwork", "PySide6.QtWebEngine"):
                pattern = rf"^\s*(?:import|from) {re.escape(name)}\b"
                assert not re.search(pattern, text, re.MULTILINE), (path, name)

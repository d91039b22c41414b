"""A process that edits is killed at any moment, again and again; what is left is looked at.

`python tests/kill.py TIMES window|document` prints how many were killed after how many edits, or
what was wrong. Every child does the same seeded edits, so the parent knows each state there was.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp(prefix="softmix-kill-")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import QCoreApplication

from engine.errors import SoftmixError
from engine.journal import read_journal
from engine.project import encode_project, read_project
from engine.project_format import View
from engine.scenario import find_scenario
from engine.state import State
from gui.document import Document
from gui.recording import Recorder, recovery_folder
from gui.saving import save_bytes

EDITS = 250
HOME = Path(os.environ["XDG_STATE_HOME"])
SAVED = HOME / "saved.softmix"


def digest(state: State) -> int:
    """The same for states that are the same to the bit."""
    arrays = [(name, value.tobytes()) for name, value in sorted(state.inputs.items())]
    pins = sorted((name, sorted(cells.items())) for name, cells in state.overrides.items())
    return hash((state.config, state.words, tuple(arrays), repr(pins)))


def edit(document: Document, number: int, rng: random.Random) -> None:
    """One edit of a seeded series; what is refused changes nothing."""
    kind, value = rng.randrange(12), rng.uniform(-9, 9)
    name = rng.choice(document.graph.order)
    cell = tuple(rng.randrange(size) for size in document.graph.shapes[name])
    try:
        if kind < 6:
            document.edit_cells(name, {cell: value})
        elif kind == 6:
            document.undo()
        elif kind == 7:
            document.redo()
        elif kind == 8:
            document.resize(rng.choice(("word", "d_k", "d_v")), rng.randint(1, 4))
        elif kind == 9:
            document.switch(positions=not document.config.positions)
        elif kind == 10:
            document.edit_matrix("W_Q", document.value("W_Q") * value)
        else:
            document.rename_word(0, f"w{number}")
    except SoftmixError:
        pass


def save(document: Document) -> None:
    """As the window saves, but the journal goes on: every state shall be in it."""
    save_bytes(SAVED, encode_project(document.to_project(View())))


def run(document: Document, seed: int, told: int) -> None:
    """All edits; each is told when it is done."""
    rng = random.Random(seed)
    for number in range(EDITS):
        edit(document, number, rng)
        if number % 10 == 9:
            save(document)
        os.write(told, b".")


def states(seed: int) -> list[int]:
    """The digest before the first edit and after each."""
    document = Document(find_scenario("worked-example"))
    rng = random.Random(seed)
    found = [digest(document.state())]
    for number in range(EDITS):
        edit(document, number, rng)
        found.append(digest(document.state()))
    return found


def child(seed: int, told: int, windowed: bool) -> None:
    """Edit until killed."""
    if windowed:
        from gui.app import application, build

        application()
        window = build("worked-example", None, "en", "light")
        window.show()
        run(window.document, seed, told)
    else:
        kept = QCoreApplication([])
        document = Document(find_scenario("worked-example"))
        Recorder(document)
        assert kept
        run(document, seed, told)


def kill_once(seed: int, known: list[int], rng: random.Random, windowed: bool) -> int:
    """One child; returns after how many edits it was killed. Raises AssertionError."""
    for path in (*recovery_folder().iterdir(), SAVED):
        path.unlink(missing_ok=True)
    heard, told = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(heard)
        try:
            child(seed, told, windowed)
        finally:
            os._exit(0)
    os.close(told)
    os.read(heard, 1)
    time.sleep(rng.uniform(0, 0.15))
    os.kill(process, signal.SIGKILL)
    done = 1
    while data := os.read(heard, 65536):
        done += len(data)
    os.close(heard)
    os.waitpid(process, 0)
    journals = list(recovery_folder().glob("*.journal"))
    now = digest(read_journal(journals[0]).project.state()) if journals else known[0]
    assert now in known[done : done + 2], f"seed {seed}: killed after {done} edits"
    if SAVED.exists():
        saved = digest(read_project(SAVED).state())
        assert saved in known, f"seed {seed}: the saved file holds no state there was"
    return done


def main(times: int, windowed: bool) -> None:
    """Kill so many children."""
    rng = random.Random(7)
    seeds = range(5)
    known = {seed: states(seed) for seed in seeds}
    killed = [
        kill_once(seed := rng.choice(seeds), known[seed], rng, windowed) for _ in range(times)
    ]
    print(json.dumps({"killed": len(killed), "edits": sorted(killed)}), flush=True)
    shutil.rmtree(HOME, ignore_errors=True)
    os._exit(0)  # nothing is left to tear down in order


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2] == "window")

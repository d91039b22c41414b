"""What is done is in the journal at once; a crash gives it back; files are guarded."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtWidgets import QPushButton

from engine import journal
from engine.errors import BadJournal, SoftmixError
from engine.journal import read_journal, replay
from engine.scenario import find_scenario
from gui import recording
from gui.document import Document
from gui.main_window import MainWindow
from gui.recording import Recorder, lock_of, recovery_folder
from gui.recovery import RecoveryDialog, left_behind, offer, recover
from tests.engine.samples import same_state
from tests.gui.test_project_files import EDITS, change

_KEPT: list[Document] = []
PATH = Path("a.journal")


@pytest.fixture
def folder() -> Iterator[Path]:
    """The folder of journals, empty before and after."""
    path = recovery_folder()
    for file in path.iterdir():
        file.unlink()
    yield path
    for file in path.iterdir():
        file.unlink()


def made(name: str = "worked-example") -> tuple[Document, Recorder]:
    document = Document(find_scenario(name))
    _KEPT.append(document)
    return document, Recorder(document)


def crashed(recorder: Recorder) -> Path:
    """Its process is gone: the lock is free, nothing else has happened."""
    path = recorder.path
    assert path is not None
    assert recorder._lock is not None
    recorder._lock.unlock()
    recorder._lock = None
    return path


def data_of(recorder: Recorder) -> bytes:
    assert recorder.path is not None
    return recorder.path.read_bytes()


# -- recording -------------------------------------------------------------------------------------


def test_nothing_is_written_before_there_is_something_to_lose(qapp: object, folder: Path) -> None:
    document, recorder = made()
    document.go_to(3)
    document.select("Q", (0, 0))
    document.begin_trial("X", (0, 0))
    document.try_value(5.0)
    document.end_trial()
    assert recorder.path is None
    assert list(folder.iterdir()) == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(EDITS)
def test_what_was_done_is_in_the_journal_at_once(
    qapp: object, edits: list[tuple[int, int, float]]
) -> None:
    document, recorder = made("worked-block")
    for edit in edits:
        try:
            change(document, *edit)
        except SoftmixError:
            continue
        if recorder.path is not None:
            back = read_journal(recorder.path).project
            assert same_state(back.state(), document.state())
    while document.undo_stack.canUndo():
        document.undo()
    if recorder.path is not None:
        back = read_journal(recorder.path).project
        assert same_state(back.state(), document.state())
        assert [s.name for s in back.snapshots] == [s.name for s in document.snapshots.all]
        assert back.place.step == document.cursor.step.id
    recorder.drop()


def test_a_trial_is_not_recorded(qapp: object, folder: Path) -> None:
    document, recorder = made()
    document.edit_cells("X", {(0, 0): 2.0})
    document.begin_trial("X", (0, 0))
    document.try_value(77.5)
    assert b"77.5" not in data_of(recorder)
    document.end_trial()


def test_a_drag_is_recorded(qapp: object, folder: Path) -> None:
    document, recorder = made()
    document.begin_drag()
    document.drag_to("X", (0, 0), 3.5)
    document.flush_drag()
    document.drag_to("X", (0, 0), 4.5)
    document.end_drag()
    back = read_journal(recorder.path or PATH).project.state()
    assert back.inputs["X"][0, 0] == 4.5
    document.undo()
    back = read_journal(recorder.path or PATH).project.state()
    assert same_state(back, document.state())


def test_saved_work_needs_no_journal(qapp: object, folder: Path, tmp_path: Path) -> None:
    document, recorder = made()
    document.edit_cells("X", {(0, 0): 2.0})
    assert recorder.path is not None
    document.saved_as(tmp_path / "a.softmix")
    assert recorder.path is None
    assert list(folder.iterdir()) == []


def test_a_long_journal_begins_anew(
    qapp: object, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "_LEAST", 2000)
    document, recorder = made()
    sizes = []
    for number in range(400):
        document.edit_cells("X", {(0, 0): float(number)})
        sizes.append(len(data_of(recorder)))
    assert max(sizes) < 40_000
    assert any(later < earlier for earlier, later in pairwise(sizes))
    assert read_journal(recorder.path or PATH).project.state().inputs["X"][0, 0] == 399


def test_journals_are_private(qapp: object, folder: Path) -> None:
    document, recorder = made()
    document.edit_cells("X", {(0, 0): 2.0})
    assert recorder.path is not None
    assert recorder.path.stat().st_mode & 0o077 == 0
    assert folder.stat().st_mode & 0o077 == 0


# -- torn and damaged ------------------------------------------------------------------------------


def test_a_journal_torn_anywhere_gives_the_work_before(qapp: object, folder: Path) -> None:
    document, recorder = made()
    states, ends = [], []
    for number in range(4):
        document.edit_cells("W_Q", {(number, 0): number + 0.5})
        states.append(document.state())
        ends.append(len(data_of(recorder)))
    data = data_of(recorder)
    for length in range(ends[0], len(data) + 1):
        whole = sum(end <= length for end in ends)
        back = replay(data[:length], PATH)
        assert back.changes == whole - 1
        assert same_state(back.project.state(), states[whole - 1])
    with pytest.raises(BadJournal):
        replay(data[: ends[0] - 1], PATH)


def test_a_flipped_bit_ends_the_journal_there(qapp: object, folder: Path) -> None:
    document, recorder = made()
    document.edit_cells("X", {(0, 0): 2.0})
    first = len(data_of(recorder))
    document.edit_cells("X", {(0, 0): 3.0})
    data = bytearray(data_of(recorder))
    data[first + 30] ^= 1
    assert replay(bytes(data), PATH).project.state().inputs["X"][0, 0] == 2


@pytest.mark.parametrize(
    "line",
    [
        journal.cells("X", {(9, 9): 1.0}),
        journal.cells("X", {(-1, 0): 1.0}),
        journal.cells("nobody", {(0, 0): 1.0}),
        journal.cells("divisor", {(0, 0): 0.0}),
        journal.pins("Q", {(9, 9): 1.0}),
        journal.pins("X", {(0, 0): 1.0}),
    ],
    ids=range(6),
)
def test_a_line_that_does_not_fit_is_refused(
    qapp: object, folder: Path, line: journal.Line
) -> None:
    document, recorder = made()
    document.edit_cells("X", {(0, 0): 2.0})
    with pytest.raises(BadJournal):
        replay(data_of(recorder) + journal.encode_line(line), PATH)


# -- a disk that is full ---------------------------------------------------------------------------


def test_a_full_disk_is_said_and_tried_again(
    window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.document.edit_cells("X", {(0, 0): 2.0})
    path = window.recorder.path
    assert path is not None
    size = path.stat().st_size
    write = os.write

    def half(file: int, data: bytes) -> int:
        if len(data) > 20:
            return write(file, data[:20])
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(recording.os, "write", half)
    window.document.edit_cells("X", {(0, 0): 3.0})
    assert path.stat().st_size == size
    assert window.unsafe.isVisible()
    assert "No space left" in window.unsafe.accessibleName()
    assert read_journal(path).project.state().inputs["X"][0, 0] == 2
    window.document.edit_cells("X", {(0, 0): 4.0})
    assert read_journal(path).project.state().inputs["X"][0, 0] == 2
    monkeypatch.undo()
    window.document.edit_cells("X", {(0, 0): 5.0})
    assert not window.unsafe.isVisible()
    assert read_journal(path).project.state().inputs["X"][0, 0] == 5


# -- recovering ------------------------------------------------------------------------------------


def test_work_that_was_left_is_offered_and_opens_unsaved(
    qapp: object, folder: Path, tmp_path: Path
) -> None:
    document, recorder = made()
    document.path = tmp_path / "mine.softmix"
    document.edit_cells("X", {(0, 0): 1 / 3})
    document.go_to(4)
    old = crashed(recorder)
    (left,) = left_behind()
    assert left.work.path == tmp_path / "mine.softmix"
    other, its_recorder = made()
    recover(other, its_recorder, left)
    assert other.modified
    assert other.path == tmp_path / "mine.softmix"
    assert other.cursor.index == 4
    assert same_state(other.state(), document.state())
    assert not old.exists()
    assert its_recorder.path is not None
    assert left_behind() == []  # the new journal is held


def test_what_is_open_is_not_offered(qapp: object, folder: Path) -> None:
    document, recorder = made()
    document.edit_cells("X", {(0, 0): 2.0})
    assert recorder.path is not None
    assert left_behind() == []
    assert recorder.path.exists()


def test_a_journal_nobody_can_read_is_no_obstacle(qapp: object, folder: Path) -> None:
    (folder / "bad.journal").write_bytes(b"hello")
    document, recorder = made()
    document.edit_cells("X", {(0, 0): 2.0})
    crashed(recorder)
    assert len(left_behind()) == 1
    assert (folder / "bad.journal").exists()


def _answering(monkeypatch: pytest.MonkeyPatch, *names: str) -> list[list[str]]:
    """Presses buttons of the dialog; gives the lists it showed."""
    shown: list[list[str]] = []

    def answer(dialog: RecoveryDialog) -> int:
        shown.append([dialog.works.item(row).text() for row in range(dialog.works.count())])
        for name in names:
            button = dialog.findChild(QPushButton, name)
            assert button is not None
            button.click()
        return dialog.result()

    monkeypatch.setattr(RecoveryDialog, "exec", answer)
    return shown


@pytest.mark.parametrize("answer", ["recoverButton", "discardRecoveryButton", "laterButton"])
def test_the_person_chooses(
    window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    document, recorder = made()
    document.edit_cells("X", {(0, 0): 2.5})
    old = crashed(recorder)
    shown = _answering(monkeypatch, answer)
    offer(window.document, window.recorder, window, window.files.show_error)
    assert len(shown) == 1
    assert "I love tea" in shown[0][0]
    assert old.exists() == (answer == "laterButton")
    assert (window.document.value("X")[0, 0] == 2.5) == (answer == "recoverButton")
    assert window.document.modified == (answer == "recoverButton")
    offer(window.document, window.recorder, window, window.files.show_error)
    assert len(shown) == (2 if answer == "laterButton" else 1)


def test_two_were_left(window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in (1, 2):
        document, recorder = made()
        document.edit_cells("X", {(0, 0): number + 0.5})
        os.utime(crashed(recorder), (number, number))
    shown = _answering(monkeypatch, "discardRecoveryButton", "recoverButton")
    offer(window.document, window.recorder, window, window.files.show_error)
    assert len(shown[0]) == 2
    assert window.document.value("X")[0, 0] == 1.5  # the later one was discarded
    window.document.mark_saved()
    assert list(folder.iterdir()) == []


def test_closing_leaves_nothing(window: MainWindow, folder: Path) -> None:
    window.document.edit_cells("X", {(0, 0): 2.0})
    assert list(folder.iterdir())
    window.document.undo()
    window.close()
    assert list(folder.iterdir()) == []


def test_a_process_that_is_killed_leaves_its_work(folder: Path) -> None:
    code = (
        "import os, signal\n"
        "from gui.app import application, build\n"
        "app = application()\n"
        "window = build('causal', None, 'en', 'light')\n"
        "window.show()\n"
        "window.document.edit_cells('X', {(0, 0): 0.125})\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], timeout=120)
    assert done.returncode == -9
    (left,) = left_behind()
    assert left.work.project.scenario.name == "causal"
    assert left.work.project.state().inputs["X"][0, 0] == 0.125
    left.discard()


def test_a_lock_of_a_dead_process_is_free(folder: Path) -> None:
    path = folder / "dead.journal"
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from gui.recording import lock_of\n"
        f"lock = lock_of(Path({str(path)!r}))\n"
        "assert lock.tryLock(0)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], timeout=60)
    assert path.with_suffix(".lock").exists()
    lock = lock_of(path)
    assert lock.tryLock(0)
    lock.unlock()

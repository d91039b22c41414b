"""Work that is saved and opened again is the same work, to the bit, and stands where it stood."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from engine.errors import SoftmixError
from engine.folders import scenario_folder
from engine.project import decode_project, encode_project, read_project
from engine.project_format import View
from engine.scenario import built_in, encode_scenario, find_scenario, own
from gui.app import build
from gui.document import Document
from gui.example_dialog import ExampleDialog
from gui.main_window import MainWindow
from main import main
from tests.engine.samples import same_state

_KEPT: list[Document] = []
PATH = Path("mine.softmix")


def again(document: Document) -> Document:
    """The document as it is after saving and opening it."""
    project = decode_project(encode_project(document.to_project(View())), PATH)
    made = Document(find_scenario("worked-example"))
    made.open_project(project, PATH)
    _KEPT.append(made)
    return made


# -- the document ----------------------------------------------------------------------------------

EDITS = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 10**6), st.floats(-1e6, 1e6)), max_size=12
)


def change(document: Document, kind: int, where: int, value: float) -> None:
    """One thing a person can do, chosen by numbers."""
    names = document.graph.order
    name = names[where % len(names)]
    shape = document.graph.shapes[name]
    cell = tuple((where // (7 + axis)) % size for axis, size in enumerate(shape))
    if kind < 4:
        document.edit_cells(name, {cell: value})
    elif kind == 4:
        document.release(name)
    elif kind == 5:
        document.switch(mask=("none", "causal", "custom")[where % 3])
    elif kind == 6:
        document.resize("word", 1 + where % 5)
    elif kind == 7:
        document.resize("d_k", 1 + where % 5)
    elif kind == 8:
        document.rename_word(where % len(document.words), f"w{where}")
    elif kind == 9:
        document.snapshots.keep()
    elif kind == 10:
        document.switch(positions=bool(where % 2))
    else:
        document.go_to(where % len(document.lesson.steps))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["worked-example", "worked-block", "relatives"]), EDITS)
def test_any_work_comes_back_to_the_bit(
    qapp: object, name: str, edits: list[tuple[int, int, float]]
) -> None:
    document = Document(find_scenario(name))
    _KEPT.append(document)
    for edit in edits:
        try:
            change(document, *edit)
        except SoftmixError:
            continue  # this one is refused; the document is as it was
    made = again(document)
    assert same_state(made.state(), document.state())
    assert same_state(made.start, document.start)
    for node in document.graph.nodes:
        assert made.value(node.name).tobytes() == document.value(node.name).tobytes()
    assert [(s.number, s.name) for s in made.snapshots.all] == [
        (s.number, s.name) for s in document.snapshots.all
    ]
    for ours, theirs in zip(made.snapshots.all, document.snapshots.all, strict=True):
        assert same_state(ours.side.state, theirs.side.state)
    assert (made.cursor.index, made.node, made.cell) == (
        document.cursor.index,
        document.node,
        document.cell,
    )
    assert not made.modified
    assert not made.undo_stack.canUndo()
    made.reset()
    assert same_state(made.state(), document.start)


def test_answers_are_kept_with_their_steps(document: Document) -> None:
    document.go_to(document.lesson.find("softmax"))
    document.predict(True)
    document.predicting.show(all_of_them=True)
    records = document.predicting.records
    assert records
    made = again(document)
    assert made.predicting.on
    assert made.predicting.records == records


def test_what_is_not_there_any_more_is_passed_over(document: Document) -> None:
    project = document.to_project(View())
    place = msgspec.structs.replace(project.place, step="gone", node="nobody", cell=[9])
    document.open_project(msgspec.structs.replace(project, place=place))
    assert document.cursor.index == 0
    assert document.node in document.graph


def test_snapshots_are_work(document: Document) -> None:
    document.snapshots.keep()
    assert document.modified
    document.saved_as(PATH)
    assert not document.modified
    document.snapshots.rename(document.snapshots.all[0].key, "other")
    assert document.modified


def test_another_example_begins_another_tally(document: Document) -> None:
    document.go_to(document.lesson.find("softmax"))
    document.predict(True)
    document.predicting.show(all_of_them=True)
    document.open(find_scenario("causal"))
    assert document.predicting.on
    assert document.predicting.records == []


# -- the window ------------------------------------------------------------------------------------


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the file dialogs answer: the file, and the kind of file."""
    answer = ["", ""]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: tuple(answer))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: tuple(answer))
    return answer


@pytest.fixture
def other(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """A second window, of another size."""
    store = QSettings(str(tmp_path / "other.ini"), QSettings.Format.IniFormat)
    made = build("causal", None, "en", "light", store)
    _KEPT.append(made.document)
    qtbot.addWidget(made)
    made.resize(1024, 700)
    made.show()
    return made


def test_a_window_opens_what_another_saved(
    window: MainWindow, other: MainWindow, chosen: list[str], tmp_path: Path
) -> None:
    document = window.document
    document.edit_cells("X", {(0, 0): 1 / 3})
    document.edit_cells("scores", {(1, 1): 2.5})
    document.snapshots.keep()
    document.go_to(5)
    window.panel.show_face("experiments")
    window.diagram.zoom_to("weights")
    zoom, centre = window.diagram.standing()
    chosen[0] = str(tmp_path / "mine.softmix")
    window.actions_["saveAs"].trigger()
    assert not document.modified
    window.files.guard.hold(None)  # as when it is closed
    other.actions_["open"].trigger()
    QApplication.processEvents()
    assert same_state(other.document.state(), document.state())
    assert other.document.cursor.index == 5
    assert other.panel.face == "experiments"
    assert other.diagram.standing()[0] == pytest.approx(zoom)
    assert other.diagram.standing()[1] == pytest.approx(centre, abs=40)
    assert "mine.softmix" in other.windowTitle()
    assert not other.document.modified


def test_a_fitted_diagram_is_fitted_again(
    window: MainWindow, other: MainWindow, chosen: list[str], tmp_path: Path
) -> None:
    chosen[0] = str(tmp_path / "mine.softmix")
    window.actions_["saveAs"].trigger()
    other.diagram.zoom_in()
    window.files.guard.hold(None)  # as when it is closed
    other.actions_["open"].trigger()
    assert other.diagram.standing()[0] == 0


def test_save_as_an_example_for_others(
    window: MainWindow, chosen: list[str], tmp_path: Path
) -> None:
    window.document.edit_cells("X", {(0, 0): 9.0})
    chosen[:] = [str(tmp_path / "mine"), "Example for others to open (*.json)"]
    window.actions_["saveAs"].trigger()
    fields = json.loads((tmp_path / "mine.json").read_bytes())
    assert list(fields)[:3] == ["format", "version", "name"]
    assert fields["inputs"]["X"][0][0] == 9


def test_recent_files(window: MainWindow, chosen: list[str], tmp_path: Path) -> None:
    for name in ("one", "two"):
        chosen[0] = str(tmp_path / f"{name}.softmix")
        window.actions_["saveAs"].trigger()
    (tmp_path / "deep").mkdir()
    chosen[0] = str(tmp_path / "deep" / "two.softmix")
    window.actions_["saveAs"].trigger()
    window.recent.refresh()
    texts = [action.text() for action in window.recent.actions() if action.data()]
    assert texts == [
        f"two.softmix  –  {tmp_path / 'deep'}",
        f"two.softmix  –  {tmp_path}",
        "one.softmix",
    ]
    window.recent.actions()[2].trigger()
    assert window.document.path == tmp_path / "one.softmix"
    window.recent.refresh()
    assert window.recent.actions()[0].text() == "one.softmix"


def test_a_recent_file_that_is_gone_can_be_forgotten(
    window: MainWindow, chosen: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen[0] = str(tmp_path / "one.softmix")
    window.actions_["saveAs"].trigger()
    (tmp_path / "one.softmix").unlink()
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    window.recent.refresh()
    assert "not there" in window.recent.actions()[0].text()
    window.recent.actions()[0].trigger()
    assert window.settings.recent == []


@pytest.mark.parametrize("garbage", ["x", "[1]", "{}", "[", "\ud800"])
def test_a_list_of_recent_files_that_is_none(window: MainWindow, garbage: str) -> None:
    window.settings.store.setValue("recent", garbage)
    assert window.settings.recent == []


# -- examples of one's own -------------------------------------------------------------------------


@pytest.fixture
def folder() -> Iterator[Path]:
    """The person's own folder, empty before and after."""
    path = scenario_folder()
    path.mkdir(parents=True, exist_ok=True)
    yield path
    for file in path.iterdir():
        file.unlink()


def test_an_example_of_ones_own(
    qtbot: QtBot, window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(dialog: ExampleDialog) -> int:
        edit = dialog.findChild(QLineEdit, "englishTitleEdit")
        assert edit is not None
        edit.setText("")
        assert not dialog.keep.isEnabled()
        edit.setText("Two cats / deux chats")
        dialog.keep.click()
        return dialog.result()

    monkeypatch.setattr(ExampleDialog, "exec", fill)
    window.document.edit_cells("X", {(0, 0): 9.0})
    window.actions_["saveExample"].trigger()
    assert [listing.name for listing in own()] == ["two-cats-deux-chats"]
    chooser = window.toolbar.chooser
    names = [chooser.itemData(index) for index in range(chooser.count())]
    assert names[-1] == "two-cats-deux-chats"
    window.document.mark_saved()
    chooser.setCurrentIndex(len(names) - 1)
    chooser.activated.emit(len(names) - 1)
    assert window.document.scenario.title.zh == "Two cats / deux chats"
    assert window.document.value("X")[0, 0] == 9
    assert chooser.currentData() == "two-cats-deux-chats"


def test_a_broken_file_in_the_folder_breaks_nothing(folder: Path, window: MainWindow) -> None:
    worked = find_scenario("worked-example")
    (folder / "broken.json").write_bytes(b"{")
    (folder / "deep.json").write_bytes(b'{"name":' + b"[" * 100_000)
    (folder / "taken.json").write_bytes(encode_scenario(worked))
    tricky = msgspec.structs.replace(worked, name="tricky", title=msgspec.convert(
        {"en": "a\nb\tc", "zh": "一"}, type(worked.title)))  # fmt: skip
    (folder / "tricky.json").write_bytes(encode_scenario(tricky))
    good = msgspec.structs.replace(worked, name="good")
    (folder / "good.json").write_bytes(encode_scenario(good))
    assert [listing.name for listing in own()] == ["good"]
    window.toolbar.chooser.refresh()
    assert window.toolbar.chooser.count() == len(built_in()) + 1


def test_the_command_line_knows_them(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = msgspec.structs.replace(find_scenario("worked-example"), name="good")
    (folder / "good.json").write_bytes(encode_scenario(good))
    assert main(["scenarios"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "good\tI love tea"
    assert main(["values", "good", "--node", "X"]) == 0


def test_the_command_line_reads_saved_work(
    document: Document, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document.edit_cells("X", {(0, 0): 1 / 3})
    path = tmp_path / "mine.softmix"
    path.write_bytes(encode_project(document.to_project(View())))
    assert main(["values", str(path), "--node", "X"]) == 0
    assert json.loads(capsys.readouterr().out)["X"][0][0] == 1 / 3
    assert main(["export", str(path), "--out", str(tmp_path / "a.png")]) == 0
    assert np.array_equal(read_project(path).state().inputs["X"], document.value("X"))

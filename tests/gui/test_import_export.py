"""Matrices to and from files in the window, and what their readers refuse."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QFileDialog

from engine.errors import SoftmixError
from engine.exchange import encode
from engine.imports import BadMatrices, NoSuchNode, OtherShape, decode_matrices, fit
from engine.ops import Array
from engine.scenario import built_in, find_scenario
from gui import dropping, matrix_files
from gui.i18n import error_text
from gui.main_window import MainWindow
from tests.engine.samples import same_state


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the file dialogs answer."""
    answer = ["", ""]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: tuple(answer))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: tuple(answer))
    return answer


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The errors the window says."""
    said: list[str] = []
    monkeypatch.setattr(matrix_files, "tell", lambda _, error: said.append(error_text(error)))
    return said


@pytest.mark.parametrize("suffix", [".npz", ".json", ".csv"])
@pytest.mark.parametrize("name", ["worked-example", "worked-block", "causal"])
def test_everything_goes_out_and_comes_back_to_the_bit(
    window: MainWindow,
    chosen: list[str],
    told: list[str],
    tmp_path: Path,
    suffix: str,
    name: str,
) -> None:
    window.files.open_scenario(name)
    document = window.document
    before = document.state()
    chosen[0] = str(tmp_path / f"all{suffix}")
    window.actions_["exportMatrices"].trigger()
    assert not document.undo_stack.canUndo()
    window.actions_["importMatrices"].trigger()  # nothing is other than before
    masked = suffix == ".csv" and document.config.mask != "none"  # an empty cell is no number
    assert bool(told) == masked
    assert not document.undo_stack.canUndo()
    if masked:
        return
    document.edit_matrix("W_Q", document.value("W_Q") * 0)
    window.actions_["importMatrices"].trigger()
    assert document.undo_stack.undoText() == f"Import all{suffix}"
    for node in before.inputs:
        assert document.value(node).tobytes() == before.inputs[node].tobytes()
    assert not document.evaluator.all_overrides()  # all else follows from the inputs
    document.undo()
    document.undo()
    assert same_state(document.state(), before)


@pytest.mark.parametrize("suffix", [".npy", ".csv", ".json", ".tex"])
def test_one_matrix(
    window: MainWindow, chosen: list[str], told: list[str], tmp_path: Path, suffix: str
) -> None:
    document = window.document
    document.edit_cells("X", {(0, 0): 1 / 3})
    document.select("X")
    before = document.value("X").copy()
    chosen[0] = str(tmp_path / f"one{suffix}")
    window.actions_["exportMatrix"].trigger()
    document.undo()
    window.actions_["importMatrices"].trigger()
    assert told == []
    assert document.value("X").tobytes() == before.tobytes()


def test_a_spreadsheet_from_the_window(
    window: MainWindow, chosen: list[str], tmp_path: Path
) -> None:
    chosen[:] = [str(tmp_path / "all"), "Spreadsheet with formulas (*.xlsx)"]
    window.actions_["exportMatrices"].trigger()
    assert zipfile.is_zipfile(tmp_path / "all.xlsx")


def test_what_is_covered_is_not_exported(window: MainWindow, chosen: list[str]) -> None:
    document = window.document
    document.go_to(document.lesson.find("softmax"))
    document.predict(True)
    assert not window.actions_["exportMatrices"].isEnabled()
    assert not window.actions_["exportMatrix"].isEnabled()
    assert not window.matrix_files.export_all()


def test_a_computed_node_is_pinned_where_it_differs(
    window: MainWindow, told: list[str], tmp_path: Path
) -> None:
    document = window.document
    scores = document.value("scores").copy()
    scores[1, 1] = 2.5
    np.save(tmp_path / "scores.npy", scores)
    document.select("scores")
    assert window.matrix_files.import_path(tmp_path / "scores.npy")
    assert document.evaluator.overrides("scores") == {(1, 1): 2.5}
    assert not window.matrix_files.import_path(tmp_path / "scores.npy")
    assert told == []


def test_a_file_that_does_not_fit_changes_nothing(
    window: MainWindow, told: list[str], tmp_path: Path
) -> None:
    np.savez(tmp_path / "a.npz", X=np.ones((3, 4)), W_Q=np.ones((9, 9)))
    assert not window.matrix_files.import_path(tmp_path / "a.npz")
    assert "W_Q is 9×9" in told[0]
    assert not window.document.undo_stack.canUndo()


def test_a_file_is_dropped(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("1,2,3,4\n5,6,7,8\n9,1,2,3\n", encoding="utf-8")
    window.document.select("X")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "x.csv"))])
    assert dropping.can_take(data)
    dropping.take(data, window.files, window.matrix_files)
    assert window.document.value("X")[2].tolist() == [9, 1, 2, 3]


# -- the readers -----------------------------------------------------------------------------------


def _npy(array: Array, **options: bool) -> bytes:
    out = io.BytesIO()
    np.save(out, array, **options)
    return out.getvalue()


def _zip(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("dtype", ["<f8", ">f8", "<f4", ">f4", "<i2", ">i8", "u1", "?"])
@pytest.mark.parametrize("order", ["C", "F"])
def test_every_kind_of_number(dtype: str, order: str) -> None:
    array = np.array([[1, 0, 1], [0, 1, 1]]).astype(dtype, order=order)  # type: ignore[call-overload]
    found = decode_matrices(_npy(array), Path("a.npy"), "X")["X"]
    assert found.dtype == np.float64
    assert found.tolist() == [[1, 0, 1], [0, 1, 1]]


HUGE = _npy(np.ones((2, 2))).replace(b"(2, 2)", b"(200000, 200000)")
WRONG = {
    "pickles": ("a.npy", _npy(np.array([[{}]], dtype=object), allow_pickle=True), "never read"),
    "no npy": ("a.npy", b"hello", "no npy"),
    "a lying header": ("a.npy", HUGE, "another length"),
    "cut off": ("a.npy", _npy(np.ones((3, 3)))[:-1], "another length"),
    "four axes": ("a.npy", _npy(np.ones((1, 1, 1, 1))), "rows and columns"),
    "nothing": ("a.npy", _npy(np.ones((0, 3))), "rows and columns"),
    "whole numbers too large": ("a.npy", _npy(np.array([[2**60 + 1]])), "too large"),
    "complex": ("a.npy", _npy(np.array([[1j]])), "never read"),
    "no zip": ("a.npz", b"PK\x03\x04 hello", "no npz"),
    "a path": ("a.npz", _zip(**{"../../X.npy": _npy(np.ones((3, 4)))}), "no matrix of a node"),
    "another file": ("a.npz", _zip(**{"read me.txt": b"x"}), "no matrix of a node"),
    "JSON of text": ("a.json", b'{"X": [["a"]]}', "not JSON"),
    "ragged": ("a.json", b'{"X": [[1], [1, 2]]}', "rows and columns"),
    "deep": ("a.json", b'{"X": ' + b"[" * 100_000, "not JSON"),
    "latin": ("a.csv", b"1,2\n\xff", "UTF-8"),
    "a word": ("a.csv", b"1,2\n3,x", "Row 2, column 2"),
    "a block twice": ("a.csv", b"# X\n1,2\n# X\n3,4", "twice"),
    "uneven heads": ("a.csv", b"# X[0]\n1,2\n# X[1]\n3", "differ"),
}


@pytest.mark.parametrize(("name", "data", "said"), WRONG.values(), ids=WRONG)
def test_what_is_refused(name: str, data: bytes, said: str) -> None:
    with pytest.raises(BadMatrices) as error:
        decode_matrices(data, Path(name), "X")
    assert said in str(error.value)


def test_a_zip_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.imports.LARGEST_FILE", 2**20)
    bomb = _zip(**{"X.npy": b"\0" * (64 * 2**20)})
    assert len(bomb) < 2**17
    with pytest.raises(BadMatrices, match="larger than 1 MiB"):
        decode_matrices(bomb, Path("a.npz"), "X")


def test_heads_in_blocks() -> None:
    found = decode_matrices(b"# W_Q[0]\n1,2\n\n# W_Q[1]\n3,4\n# b\n5\n", Path("a.csv"), "X")
    assert found["W_Q"].tolist() == [[[1, 2]], [[3, 4]]]
    assert found["b"].tolist() == [[5]]


def test_what_has_no_place() -> None:
    evaluator = find_scenario("worked-example").state().evaluator()
    path = Path("a.npz")
    with pytest.raises(NoSuchNode, match="no such matrix"):
        fit(evaluator, {"gamma": np.ones((1, 1))}, path)
    with pytest.raises(OtherShape, match="3×4"):
        fit(evaluator, {"X": np.ones((4, 3))}, path)
    for nothing in (np.nan, np.inf):
        with pytest.raises(BadMatrices, match="not finite"):
            fit(evaluator, {"X": np.full((3, 4), nothing)}, path)
    with pytest.raises(BadMatrices, match="not finite"):
        fit(evaluator, {"scores": np.full((3, 3), np.inf)}, path)
    assert fit(evaluator, {"scores": np.full((3, 3), np.nan)}, path) == ({}, {})
    with pytest.raises(SoftmixError, match="cannot be 0"):
        fit(evaluator, {"divisor": np.zeros((1, 1))}, path)


@pytest.mark.parametrize("name", [listing.name for listing in built_in()])
def test_the_inputs_of_every_scenario_come_back(name: str) -> None:
    inputs = dict(find_scenario(name).state().inputs)
    for form in ("npz", "json") if name != "paper-base" else ("npz",):
        back = decode_matrices(encode(inputs, form), Path(f"a.{form}"), "X")
        assert {k: v.tobytes() for k, v in back.items()} == {
            k: v.tobytes() for k, v in inputs.items()
        }

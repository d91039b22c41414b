"""Undo without end, to the bit, in bounded memory, as a list one can choose from."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.errors import SoftmixError
from engine.scenario import find_scenario
from gui.attic import LARGE, Attic, Patch, in_attic
from gui.commands import ReplaceState, SetMatrix
from gui.document import Document
from gui.main_window import MainWindow
from tests.engine.samples import same_state
from tests.gui.test_project_files import EDITS, change

_KEPT: list[Document] = []


def opened(name: str) -> Document:
    document = Document(find_scenario(name))
    _KEPT.append(document)
    return document


def bits(document: Document) -> dict[str, bytes]:
    return {node.name: document.value(node.name).tobytes() for node in document.graph.nodes}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["worked-example", "worked-block"]), EDITS, st.lists(st.integers(0, 12)))
def test_undo_all_and_redo_all_give_back_every_bit(
    qapp: object, name: str, edits: list[tuple[int, int, float]], jumps: list[int]
) -> None:
    document = opened(name)
    start = document.state()
    seen = [bits(document)]
    for edit in edits:
        try:
            change(document, *edit)
        except SoftmixError:
            continue
        if document.undo_stack.count() == len(seen):
            seen.append(bits(document))
    end = document.state()
    for jump in jumps:
        place = jump % len(seen)
        document.undo_stack.setIndex(place)
        assert bits(document) == seen[place]
    document.undo_stack.setIndex(0)
    assert same_state(document.state(), start)
    document.undo_stack.setIndex(document.undo_stack.count())
    assert same_state(document.state(), end)
    assert bits(document) == seen[-1]


@pytest.mark.parametrize("part", [0.001, 0.9])
def test_a_matrix_is_kept_as_what_differs(part: float) -> None:
    rng = np.random.default_rng(1)
    old = rng.standard_normal((512, 512))
    new = np.where(rng.random(old.shape) < part, rng.standard_normal(old.shape), old)
    new[0, 0], old[0, 0] = 0.0, -0.0
    patch = Patch.between(old, new, Attic())
    assert patch.nbytes() < old.nbytes / 10
    assert patch.forward(old).tobytes() == new.tobytes()
    assert patch.backward(new).tobytes() == old.tobytes()


def test_the_attic_takes_each_matrix_once() -> None:
    attic = Attic()
    matrix = np.random.default_rng(1).standard_normal((300, 300))
    stowed = attic.stow(matrix)
    assert attic.stow(matrix) is stowed
    assert attic.stow(stowed) is stowed
    assert stowed.tobytes() == matrix.tobytes()
    assert not stowed.flags.writeable
    small = np.eye(3)
    assert attic.stow(small) is small
    assert attic.stow(-matrix).tobytes() == (-matrix).tobytes()
    assert stowed.tobytes() == matrix.tobytes()


def test_a_full_disk_leaves_matrices_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    matrix = np.ones((300, 300))
    assert Attic().stow(matrix) is matrix


def _held(document: Document) -> int:
    """The memory the history takes (bytes), what is in use left out."""
    live = {id(m) for m in document.state().inputs.values()}
    live |= {id(m) for m in document.start.inputs.values()}
    held: dict[int, int] = {}
    total = 0
    for index in range(document.undo_stack.count()):
        command = document.undo_stack.command(index)
        if isinstance(command, SetMatrix):
            total += command.patch.nbytes()
        elif isinstance(command, ReplaceState):
            for state in (command.old, command.new):
                for matrix in (*state.inputs.values(), *state.parked.values()):
                    if id(matrix) not in live and not in_attic(matrix):
                        held[id(matrix)] = matrix.nbytes
    return total + sum(size for size in held.values() if size >= LARGE)


def test_many_steps_of_large_matrices_take_little_memory(qapp: object) -> None:
    document = opened("paper-base")
    rng = np.random.default_rng(1)
    before = [document.value("W_1").copy()]
    for _ in range(6):
        document.edit_matrix("W_1", rng.standard_normal(before[0].shape))
        before.append(document.value("W_1").copy())
    for size in (500, 490, 480, 470):
        document.resize("d_ff", size)
    whole = sum(m.nbytes for m in document.start.inputs.values())
    assert _held(document) < whole / 4
    while document.undo_stack.index() > 6:
        document.undo()
    for matrix in reversed(before):
        assert document.value("W_1").tobytes() == matrix.tobytes()
        document.undo()


def test_the_list_goes_where_it_is_told(window: MainWindow) -> None:
    document = window.document
    for number in (2.0, 3.0, 4.0):
        document.edit_cells("X", {(0, 0): number})
    window.actions_["history"].trigger()
    history = window.beside.history
    assert history is not None
    assert history.isVisible()
    model = history.steps.model()
    texts = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert texts[0] == "As it was opened"
    assert texts[1:] == [f"Set X[I, 1] to {n}" for n in (2, 3, 4)]
    history.steps.setCurrentIndex(model.index(1, 0))
    assert document.value("X")[0, 0] == 2
    QTest.keyClick(history.steps, Qt.Key.Key_Down)
    assert document.value("X")[0, 0] == 3
    window.set_language("zh")
    QApplication.processEvents()
    assert model.index(0, 0).data() == "刚打开时"
    window.set_language("en")
    history.steps.setCurrentIndex(model.index(0, 0))
    assert not document.modified

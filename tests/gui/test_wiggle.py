"""A cell that wiggles in the real window: what moves, what stops it, and that nothing stays."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from engine.scenario import find_scenario
from gui.compare.wiggle import PERIOD, Wiggle
from gui.document import Document
from gui.main_window import MainWindow
from gui.motion import reduced_motion
from tests.gui.diagrams import state_of
from tests.gui.matrix_help import settle


@pytest.fixture(autouse=True)
def moving(monkeypatch: pytest.MonkeyPatch) -> None:
    """Motion is not reduced, whatever the machine of the tests says."""
    monkeypatch.delenv("SOFTMIX_REDUCED_MOTION", raising=False)


def bits(document: Document) -> dict[str, bytes]:
    """Every value, bit by bit."""
    return {name: value.tobytes() for name, value in document.evaluator.values().items()}


def begin(window: MainWindow, node: str = "W_Q", cell: tuple[int, ...] = (0, 2)) -> Wiggle:
    """Stand at the last step, select a cell on the canvas, and press W."""
    window.document.last_step()
    window.document.select(node, cell)
    window.activateWindow()
    window.diagram.setFocus()
    QTest.keyClick(window.diagram, Qt.Key.Key_W)
    wiggle = window.compare.wiggle
    assert wiggle.running
    return wiggle


def seen(window: MainWindow, seconds: float) -> list[float]:
    """The numbers a cell of W_Q goes through."""
    found: list[float] = []

    def note(names: frozenset[str]) -> None:
        found.append(float(window.document.value("W_Q")[0, 2]))

    window.document.values_changed.connect(note)
    settle(seconds)
    window.document.values_changed.disconnect(note)
    return found


def test_the_cell_moves_by_one_up_and_down(window: MainWindow) -> None:
    before = bits(window.document)
    wiggle = begin(window)
    numbers = seen(window, PERIOD)
    assert len(numbers) > 10
    assert 1.5 < max(numbers) <= 2.0
    assert 0.0 <= min(numbers) < 0.5
    assert window.document.undo_stack.count() == 0
    assert window.compare.bar.isVisible()
    label = window.compare.bar.findChild(QLabel, "wiggleLabel")
    assert label is not None
    assert label.text() == "Wiggling W_Q[1, 3]: 1 ± 1. + and − change how far, Esc stops."
    QTest.keyClick(window.diagram, Qt.Key.Key_Escape)
    assert not wiggle.running
    assert window.document.cell == (0, 2)  # Esc has stopped it and nothing else
    assert bits(window.document) == before
    assert not window.compare.bar.isVisible()
    assert not seen(window, 0.1)


def test_each_number_is_painted_before_the_next_one_is_asked_for(window: MainWindow) -> None:
    begin(window)
    refreshed: list[int] = []
    changed: list[int] = []
    plain = window.diagram.diagram.refresh

    def spy() -> None:
        refreshed.append(len(changed))
        plain()

    window.diagram.diagram._later.timeout.disconnect()
    window.diagram.diagram._later.timeout.connect(spy)
    window.document.values_changed.connect(lambda names: changed.append(1))
    settle(0.5)
    assert len(changed) >= 2  # how many there are is a matter of the machine
    assert len(refreshed) >= len(changed) - 1
    assert sorted(set(refreshed)) == list(range(refreshed[0], refreshed[-1] + 1))


def test_a_slow_machine_is_not_flooded(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(window)
    plain = window.document.try_value
    asked: list[float] = []

    def slow(value: float) -> None:
        asked.append(time.monotonic())
        time.sleep(0.1)
        plain(value)

    monkeypatch.setattr(window.document, "try_value", slow)
    settle(1.0)
    gaps = np.diff(asked)
    assert gaps.min() >= 0.19  # as long again for everything else


STOPS: dict[str, Callable[[MainWindow], object]] = {
    "Esc": lambda w: QTest.keyClick(w.diagram, Qt.Key.Key_Escape),
    "W": lambda w: QTest.keyClick(w.diagram, Qt.Key.Key_W),
    "a click": lambda w: QTest.mouseClick(
        w.diagram.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 300)
    ),
    "another cell": lambda w: w.document.select("K", (0, 0)),
    "a step": lambda w: w.document.previous_step(),
    "a switch": lambda w: w.document.switch(softmax_axis="column"),
    "a file": lambda w: w.document.to_scenario(),
    "the snapshot": lambda w: w.compare.keep(),
    "undo": lambda w: w.document.undo(),
    "leaving": lambda w: w.compare._leave(),
    "a key": lambda w: QTest.keyClick(w.diagram, Qt.Key.Key_Down),
    "another example": lambda w: w.document.open(find_scenario("causal")),
}


def test_it_stops_and_nothing_stays(window: MainWindow) -> None:
    document = window.document
    rest = float(document.value("W_Q")[0, 2])
    for what, stop in STOPS.items():
        undo = document.undo_stack.count()
        wiggle = begin(window)
        settle(0.1)
        assert float(document.value("W_Q")[0, 2]) != rest, what
        stop(window)
        assert not wiggle.running, what
        assert document.trial is None
        if what == "another example":
            assert document.undo_stack.count() == 0
            continue
        assert float(document.value("W_Q")[0, 2]) == rest, what
        assert np.array_equal(document.value("Q"), document.value("X") @ document.value("W_Q"))
        assert document.undo_stack.count() == undo + (what == "a switch"), what


def test_a_number_typed_meanwhile_is_an_edit_of_the_resting_value(window: MainWindow) -> None:
    begin(window)
    settle(0.2)
    QTest.keyClicks(window.diagram, "3")
    assert not window.compare.wiggle.running
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_Return)
    document = window.document
    assert document.value("W_Q")[0, 2] == 3.0
    document.undo()
    assert document.value("W_Q")[0, 2] == 1.0


def test_what_is_saved_meanwhile_is_at_rest(window: MainWindow, tmp_path: Path) -> None:
    document = window.document
    document.edit_cells("W_Q", {(1, 1): 4.0})
    begin(window)
    settle(0.2)
    document.path = tmp_path / "mine.json"
    assert window.files.save()
    saved = json.loads((tmp_path / "mine.json").read_text(encoding="utf-8"))
    assert saved["inputs"]["W_Q"][0] == [1, 0, 1]
    assert not document.modified


def test_how_far_it_moves(window: MainWindow) -> None:
    wiggle = begin(window)
    QTest.keyClick(window.diagram, Qt.Key.Key_Plus)
    assert wiggle.amplitude == 2.0
    for _ in range(2):
        QTest.keyClick(window.diagram, Qt.Key.Key_Minus)
    assert wiggle.amplitude == 0.5
    zoom = window.diagram.zoom
    at = QPointF(100, 100)
    viewport = window.diagram.viewport()
    event = QWheelEvent(at, viewport.mapToGlobal(at), QPoint(), QPoint(0, 240),
                        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
                        Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(viewport, event)
    assert wiggle.amplitude == 1.0
    assert window.diagram.zoom == zoom
    for _ in range(40):
        QTest.keyClick(window.diagram, Qt.Key.Key_Minus)
    assert wiggle.amplitude > 0
    assert wiggle.running
    wiggle.stop()
    QApplication.sendEvent(viewport, event)
    assert window.diagram.zoom != zoom


def test_numbers_that_are_not_whole_move_by_a_tenth_of_the_scale(window: MainWindow) -> None:
    document = window.document
    wiggle = begin(window, "weights", (0, 0))
    assert wiggle.amplitude == pytest.approx(0.1)
    wiggle.stop()
    document.edit_cells("X", {(0, 0): 0.5})
    wiggle = begin(window, "X", (0, 0))
    assert wiggle.amplitude == pytest.approx(0.1 * document.colour_range("X"))
    wiggle.stop()
    wiggle = begin(window, "divisor", (0, 0))
    assert wiggle.amplitude == 0.5
    settle(0.6)
    assert 0.5 <= float(document.value("divisor")[0, 0]) <= 1.5


def test_a_pin_is_put_back(window: MainWindow) -> None:
    document = window.document
    document.edit_cells("scores", {(1, 1): 5.0})
    before = bits(document)
    for cell in ((1, 1), (0, 0)):
        wiggle = begin(window, "scores", cell)
        settle(0.2)
        wiggle.stop()
        assert document.evaluator.overrides("scores") == {(1, 1): 5.0}
        assert bits(document) == before


def test_a_cell_of_a_mask_is_switched(window: MainWindow) -> None:
    document = window.document
    document.last_step()
    document.apply_state(state_of(extent="head", mask="custom"))
    wiggle = begin(window, "mask", (0, 1))
    assert wiggle.value_at(0.7) == 0.0
    assert wiggle.value_at(-0.7) == wiggle.value_at(0.0) == 1.0
    settle(0.3)
    assert document.value("mask")[0, 1] == 0.0
    wiggle.stop()
    assert document.value("mask")[0, 1] == 1.0


def test_what_cannot_wiggle_is_said(window: MainWindow, qtbot: QtBot) -> None:
    document, wiggle = window.document, window.compare.wiggle
    document.last_step()
    document.select("X", None)
    with qtbot.waitSignal(wiggle.refused) as said:
        wiggle.toggle()
    assert said.args == ["Select a cell to wiggle it."]
    document.go_to(0)
    document.select("weights", (0, 0))
    with qtbot.waitSignal(wiggle.refused):
        wiggle.toggle()
    document.last_step()
    document.apply_state(state_of(extent="head", mask="causal"))
    document.select("masked_scores", (0, 1))
    assert document.value("masked_scores")[0, 1] == -np.inf
    with qtbot.waitSignal(wiggle.refused) as said:
        wiggle.toggle()
    assert "no finite number" in said.args[0]
    document.apply_state(state_of(heads=2, extent="block", reading="cut"))
    zeros = document.graph.zeros("W_Q")
    assert zeros is not None
    document.select("W_Q", tuple(int(i) for i in np.argwhere(zeros)[0]))
    with qtbot.waitSignal(wiggle.refused):
        wiggle.toggle()
    assert not wiggle.running
    assert document.trial is None


def test_the_flow_and_the_marks_compare_with_the_resting_value(window: MainWindow) -> None:
    document = window.document
    document.edit_cells("W_V", {(0, 0): 5.0})
    window.compare.toggle()
    window.compare.comparing.choose("start")
    wiggle = begin(window)
    settle(0.5)
    document.try_value(1.5)
    settle(0.05)
    assert window.compare.comparing.comparison().moved[0].largest != 0
    names = {node.name for node in window.compare.comparing.comparison().moved}
    assert "W_V" not in names
    assert not document.has_changes("W_V")
    wiggle.stop()
    settle(0.05)
    assert document.has_changes("W_V")
    assert window.compare.bar.flow.text().startswith("W_V[1, 1]")


def test_with_reduced_motion_every_key_press_is_a_step(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOFTMIX_REDUCED_MOTION", "1")
    document = window.document
    wiggle = begin(window)
    numbers = [float(document.value("W_Q")[0, 2])]
    for _ in range(4):
        assert not seen(window, 0.1)  # nothing moves by itself
        QTest.keyClick(window.diagram, Qt.Key.Key_W)
        numbers.append(float(document.value("W_Q")[0, 2]))
    assert numbers == [2.0, 1.0, 0.0, 1.0, 2.0]
    QTest.keyClick(window.diagram, Qt.Key.Key_Plus)
    assert document.value("W_Q")[0, 2] == 3.0
    assert "W takes the next step" in wiggle.text()
    QTest.keyClick(window.diagram, Qt.Key.Key_Escape)
    assert document.value("W_Q")[0, 2] == 1.0


@pytest.mark.parametrize(("value", "reduced"), [("", False), ("0", False), ("1", True),
                                                ("yes", True), ("No", False)])  # fmt: skip
def test_how_one_asks_for_less_motion(
    monkeypatch: pytest.MonkeyPatch, value: str, reduced: bool
) -> None:
    monkeypatch.setenv("SOFTMIX_REDUCED_MOTION", value)
    assert reduced_motion() == reduced


def test_the_button_of_the_bar_starts_and_stops_it(window: MainWindow) -> None:
    window.compare.toggle()
    wiggle = begin(window)
    button = window.compare.bar._wiggles
    assert button.isChecked()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not wiggle.running
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wiggle.running
    wiggle.stop()
    window.document.select("W_Q", None)
    assert not button.isEnabled()


def test_closing_meanwhile_leaves_nothing_behind(window: MainWindow) -> None:
    document = window.document
    before = bits(document)
    wiggle = begin(window)
    settle(0.2)
    assert window.close()
    assert not wiggle.running
    assert bits(document) == before
    settle(0.1)
    assert bits(document) == before


def test_what_is_exported_meanwhile_is_at_rest(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[float] = []
    monkeypatch.setattr(
        "gui.export.dialog.ExportDialog.exec",
        lambda dialog: found.append(float(window.document.value("W_Q")[0, 2])),
    )
    begin(window)
    settle(0.2)
    window.showing.export()
    assert found == [1.0]


def test_letters_wiggle_and_compare_on_the_canvas_only(window: MainWindow) -> None:
    document = window.document
    document.last_step()
    document.select("W_Q", (0, 2))
    window.toolbar.sentence.enter()
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "cw")
    assert not window.compare.wiggle.running
    assert not window.compare.comparing.on
    window.diagram.setFocus()
    QTest.keyClick(window.diagram, Qt.Key.Key_C)
    assert window.compare.comparing.on
    assert window.actions_["compare"].isChecked()
    QTest.keyClick(window.diagram, Qt.Key.Key_C)
    assert not window.compare.comparing.on

"""Runs that are kept and compared, and sentences that are watched, as a person uses them."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QLabel,
    QPushButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from engine.runs import MOST_RUNS, running_mean, runs_csv, steps_csv
from engine.tasks.task import Example
from gui.appearance import Appearance
from gui.i18n import Languages
from gui.theme import theme
from gui.training.curves import run_pen
from gui.training.runs import SMOOTHED, RunsWindow
from gui.training.window import TrainingWindow


@pytest.fixture
def training(qtbot: QtBot, appearance: Appearance) -> TrainingWindow:
    made = TrainingWindow(appearance, "en")
    qtbot.addWidget(made)
    made.show()
    return made


def press(qtbot: QtBot, window: QWidget, name: str) -> None:
    button = window.findChild(QPushButton, name)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def keep(qtbot: QtBot, window: TrainingWindow, steps: int, seed: int) -> None:
    """Train from a seed and keep it."""
    spin = window.findChild(QSpinBox, "seedSpin")
    spin.setValue(seed)
    for _ in range(steps):
        press(qtbot, window, "oneStepButton")
    press(qtbot, window, "keepRunButton")


def compared(qtbot: QtBot, window: TrainingWindow) -> RunsWindow:
    """The comparison, opened with its button."""
    press(qtbot, window, "compareRunsButton")
    assert window.runs is not None
    assert window.runs.isVisible()
    return window.runs


def test_runs_are_kept_and_stand_in_a_table(qtbot: QtBot, training: TrainingWindow) -> None:
    compare = training.findChild(QPushButton, "compareRunsButton")
    assert not training.findChild(QPushButton, "keepRunButton").isEnabled()
    assert not compare.isEnabled()
    keep(qtbot, training, 3, 0)
    training.findChild(QDoubleSpinBox, "rateSpin").setValue(0.05)
    keep(qtbot, training, 2, 4)
    assert "2" in compare.text()
    runs = compared(qtbot, training)
    first, second = training.kept.all
    assert runs.table.texts(0)[:4] == ["1", "Two apples", "adamw", "0.02"]
    assert runs.table.texts(1)[3:8] == ["0.05", "0.1", "64", "4", "2"]
    assert float(runs.table.texts(1)[8]) == pytest.approx(second.loss, abs=5e-5)
    assert runs.table.texts(0)[9].endswith("%")
    assert runs.loss.shown == [
        (0, running_mean(first.losses, SMOOTHED)), (1, running_mean(second.losses, SMOOTHED)),
    ]  # fmt: skip
    assert runs.norms.shown[1][1] == running_mean(second.norms, SMOOTHED)
    assert runs.legend.titles[1] == "2: Two apples, adamw 0.05, seed 4"
    assert "seed 4" in runs.legend.accessibleName()


def test_runs_are_chosen_and_removed(qtbot: QtBot, training: TrainingWindow) -> None:
    for seed in range(3):
        keep(qtbot, training, 2, seed)
    runs = compared(qtbot, training)
    remove = runs.findChild(QPushButton, "removeRunsButton")
    assert not remove.isEnabled()
    runs.table.tick(2, False)
    assert [slot for slot, _ in runs.accuracy.shown] == [0, 2]
    assert [slot for slot, _ in training.loss.shown] == [0, 2]
    assert len(runs.legend.titles) == 2
    runs.table.selectRow(0)
    press(qtbot, runs, "removeRunsButton")
    assert [run.number for run in training.kept.all] == [2, 3]
    assert [slot for slot, _ in runs.loss.shown] == [2]  # the second is still not drawn
    runs.table.tick(2, True)
    runs.table.selectAll()
    runs.table.setFocus()
    qtbot.keyClick(runs.table, Qt.Key.Key_Delete)
    assert not training.kept.all
    assert not runs.findChild(QPushButton, "saveRunsButton").isEnabled()
    assert training.loss.shown == []


def test_only_runs_of_the_task_stand_behind_its_curves(
    qtbot: QtBot, training: TrainingWindow
) -> None:
    keep(qtbot, training, 2, 0)
    chooser = training.findChild(QComboBox, "taskChooser")
    chooser.setCurrentIndex(chooser.findData("copy-previous"))
    assert training.loss.shown == []
    keep(qtbot, training, 2, 0)
    assert [slot for slot, _ in training.loss.shown] == [1]
    runs = compared(qtbot, training)
    assert [slot for slot, _ in runs.loss.shown] == [0, 1]
    training.close()
    assert not runs.isVisible()


def test_every_run_that_can_be_kept_has_a_curve_unlike_the_others(
    qtbot: QtBot, training: TrainingWindow, appearance: Appearance
) -> None:
    for seed in range(MOST_RUNS):
        keep(qtbot, training, 1, seed)
    keep(qtbot, training, 1, 99)
    assert str(MOST_RUNS) in training.findChild(QLabel, "trainingFault").text()
    runs = compared(qtbot, training)
    before = {runs.loss.pen(slot).color().name() for slot in range(MOST_RUNS)}
    for mode in ("dark", "light"):
        appearance.set_mode(mode)
        pens = [runs.loss.pen(slot) for slot in range(MOST_RUNS)]
        assert pens == [run_pen(theme(mode), slot) for slot in range(MOST_RUNS)]
        assert len({(pen.color().name(), pen.style()) for pen in pens}) == MOST_RUNS
        if mode == "dark":
            assert {pen.color().name() for pen in pens} != before


def test_runs_are_saved_as_tables_and_as_a_picture(
    qtbot: QtBot, training: TrainingWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for seed in (0, 1):
        keep(qtbot, training, 2, seed)
    runs = compared(qtbot, training)
    offered: list[str] = []

    def answer(path: Path, kind: int) -> None:
        def choose(parent: object, title: str, name: str, kinds: str) -> tuple[str, str]:
            offered[:] = kinds.split(";;")
            return str(path), offered[kind]

        monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
        press(qtbot, runs, "saveRunsButton")

    table, steps, picture = (tmp_path / name for name in ("runs.csv", "steps.csv", "runs.png"))
    answer(table, 0)
    answer(steps, 1)
    answer(picture, 2)
    assert len(offered) == 3
    assert table.read_text() == runs_csv(training.kept.all)
    assert steps.read_text() == steps_csv(training.kept.all)
    assert len(list(csv.reader(steps.read_text().splitlines()))) == 5
    image = QImage(str(picture))
    assert image.size() == runs.sheet.size() * runs.sheet.devicePixelRatioF()
    inks = {image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in
            range(0, image.height(), 2)}  # fmt: skip
    assert {theme("light").runs[0], theme("light").runs[1]} <= inks
    answer(tmp_path / "no" / "where.csv", 0)
    assert runs.findChild(QLabel, "runsFault").text()


def test_runs_speak_both_languages(qtbot: QtBot, training: TrainingWindow) -> None:
    keep(qtbot, training, 1, 0)
    runs = compared(qtbot, training)
    languages = Languages()
    try:
        languages.use("zh")
        qtbot.waitUntil(lambda: runs.table.texts(0)[1] == "两个苹果")
        assert runs.legend.titles[0].startswith("1：两个苹果")
        assert "训练" in runs.windowTitle()
    finally:
        languages.use("en")
    qtbot.waitUntil(lambda: runs.table.texts(0)[1] == "Two apples")


# -- sentences that are watched --------------------------------------------------------------------


def test_any_sentence_of_the_task_is_watched_from_any_word(
    qtbot: QtBot, training: TrainingWindow
) -> None:
    fault = training.findChild(QLabel, "trainingFault")
    chooser = training.findChild(QComboBox, "sentenceChooser1")
    chooser.setCurrentText("he likes apple juice")
    qtbot.keyClick(chooser, Qt.Key.Key_Return)
    watched = training.watched[0]
    assert watched.example.words == ("he", "likes", "apple", "juice")
    assert watched.example.asked == (2,)
    press(qtbot, training, "oneStepButton")
    wanted = training.trainer.look(Example(watched.example.words, (2,), (0,))).weights[0, 0]
    assert np.array_equal(watched.bars.weights, wanted)
    bars = watched.bars
    qtbot.mouseClick(
        bars, Qt.MouseButton.LeftButton, pos=QPoint(bars.width() - 5, bars.height() // 2)
    )
    assert watched.example.asked == (3,)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Left):
        qtbot.keyClick(bars, key)
    assert watched.example.asked == (0,)
    wanted = training.trainer.look(Example(watched.example.words, (0,), (0,))).weights[0, 0]
    assert np.array_equal(bars.weights, wanted)
    chooser.setCurrentText("apple xyzzy")
    qtbot.keyClick(chooser, Qt.Key.Key_Return)
    assert "xyzzy" in fault.text()
    assert watched.example.words == ("he", "likes", "apple", "juice")
    chooser.setCurrentText("apple juice")
    qtbot.keyClick(chooser, Qt.Key.Key_Return)
    assert fault.text() == ""
    assert watched.example.words == ("apple", "juice")


def test_sentences_to_choose_from_are_those_of_the_task(
    qtbot: QtBot, training: TrainingWindow
) -> None:
    tasks = training.findChild(QComboBox, "taskChooser")
    tasks.setCurrentIndex(tasks.findData("sort-letters"))
    task = training.trainer.task
    chooser = training.findChild(QComboBox, "sentenceChooser2")
    assert chooser.currentText() == " ".join(task.shown[1].words)
    held_out = task.held_out[0].words
    at = chooser.findText(" ".join(held_out))
    chooser.setCurrentIndex(at)
    chooser.activated.emit(at)
    assert training.watched[1].example.words == held_out
    assert len(training.bars[1].weights) == len(held_out)

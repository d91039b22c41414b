"""The training window, used as a person uses it, and sentences typed to what was learnt."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QComboBox, QDoubleSpinBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from engine.tasks.apple import apple
from engine.training import trained
from gui.appearance import Appearance
from gui.main_window import MainWindow
from gui.training.window import TrainingWindow


@pytest.fixture
def training(qtbot: QtBot, appearance: Appearance) -> TrainingWindow:
    made = TrainingWindow(appearance, "en")
    qtbot.addWidget(made)
    made.show()
    return made


def press(qtbot: QtBot, window: TrainingWindow, name: str) -> None:
    button = window.findChild(QPushButton, name)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_it_learns_while_the_window_lives_and_rests_when_it_is_done(
    qtbot: QtBot, training: TrainingWindow
) -> None:
    press(qtbot, training, "startTrainingButton")
    assert training.running
    qtbot.waitUntil(lambda: training.trainer.step_count > 3)
    press(qtbot, training, "startTrainingButton")
    stopped = training.trainer.step_count
    QApplication.processEvents()
    assert training.trainer.step_count == stopped
    press(qtbot, training, "startTrainingButton")
    qtbot.waitUntil(lambda: not training.running, timeout=60000)
    task = apple("en")
    assert training.trainer.step_count == task.recipe.steps
    wanted = trained(task)
    for name, matrix in wanted.parameters.items():
        assert np.array_equal(matrix, training.trainer.parameters[name]), name
    weights = dict(zip(task.shown[0].words, training.bars[0].weights, strict=True))
    assert weights["bag"] + weights["orange"] >= 0.6
    assert "100 %" in training.findChild(QLabel, "trainingState").text()


def test_one_step_back_again_and_the_run_as_a_table(qtbot: QtBot, training: TrainingWindow) -> None:
    for _ in range(5):
        press(qtbot, training, "oneStepButton")
    assert training.trainer.step_count == 5
    lines = training.run_text().splitlines()
    assert lines[0].startswith("step,loss,accuracy,gradient E")
    assert [line.split(",")[0] for line in lines[1:]] == ["1", "2", "3", "4", "5"]
    assert float(lines[3].split(",")[1]) == training.trainer.records[2].loss
    training._go_back(2)
    assert training.trainer.step_count == 2
    press(qtbot, training, "keepRunButton")
    press(qtbot, training, "restartTrainingButton")
    assert training.trainer.step_count == 0


def test_what_goes_wrong_is_said(qtbot: QtBot, training: TrainingWindow) -> None:
    chooser = training.findChild(QComboBox, "optimiserChooser")
    chooser.setCurrentIndex(chooser.findData("sgd"))
    training.findChild(QDoubleSpinBox, "rateSpin").setValue(100.0)
    assert training.trainer.recipe.rate == 100.0
    training.trainer.parameters["W_C"][:] = 1e308
    training.trainer.parameters["W_V"][:] = 1e308
    press(qtbot, training, "oneStepButton")
    assert "no number" in training.findChild(QLabel, "trainingFault").text()


@pytest.mark.parametrize(
    "task", ["copy-previous", "read-backwards", "find-duplicate", "sort-letters"]
)
def test_other_tasks_can_be_chosen(qtbot: QtBot, training: TrainingWindow, task: str) -> None:
    chooser = training.findChild(QComboBox, "taskChooser")
    chooser.setCurrentIndex(chooser.findData(task))
    assert training.trainer.task.name == task
    press(qtbot, training, "oneStepButton")
    assert training.trainer.step_count == 1
    assert training.findChild(QPushButton, "useLearntButton").isEnabled()


def test_what_was_learnt_comes_into_the_diagram_and_is_undone(
    window: MainWindow, qtbot: QtBot
) -> None:
    document = window.document
    window.actions_["train"].trigger()
    training = window.beside.training
    assert training is not None
    while training.trainer.step_count < training.trainer.recipe.steps:
        training.trainer.step()
    training.show_all()
    press(qtbot, training, "useLearntButton")
    assert document.scenario.name == "apple"
    assert np.array_equal(document.value("W_Q"), training.trainer.parameters["W_Q"])
    row = training.bars[0].weights
    assert np.allclose(document.value("weights")[5], row, atol=1e-12)
    document.set_sentence("apple released new phone")
    assert np.allclose(document.value("weights")[0], training.bars[1].weights, atol=1e-12)
    document.undo()
    document.undo()
    assert not np.array_equal(document.value("W_Q"), training.trainer.parameters["W_Q"])
    training.close()


@pytest.mark.parametrize(
    "task", ["copy-previous", "read-backwards", "find-duplicate", "sort-letters"]
)
def test_letters_that_were_learnt_come_into_their_own_example(
    window: MainWindow, qtbot: QtBot, task: str
) -> None:
    window.actions_["train"].trigger()
    training = window.beside.training
    assert training is not None
    chooser = training.findChild(QComboBox, "taskChooser")
    chooser.setCurrentIndex(chooser.findData(task))
    press(qtbot, training, "oneStepButton")
    press(qtbot, training, "useLearntButton")
    document = window.document
    assert document.scenario.name == task
    for name in {"W_K", "W_2", "gamma_1"} & {*document.graph.order}:
        assert np.array_equal(document.value(name), training.trainer.parameters[name])
    document.set_sentence(" ".join(training.trainer.task.shown[0].words))
    example = training.trainer.task.shown[0]
    row = training.trainer.look(example).weights[0, -1]
    assert np.allclose(document.value("weights")[example.asked[-1]], row, rtol=0, atol=1e-12)
    training.close()


def test_a_typed_sentence_is_made_of_learnt_words(window: MainWindow) -> None:
    window.files.open_scenario("apple")
    document = window.document
    document.set_sentence("apple released new phone")
    weights = dict(zip(document.words, document.value("weights")[0], strict=True))
    assert weights["released"] + weights["phone"] >= 0.6
    assert weights["apple"] <= 0.1
    document.set_sentence("apple xyzzy phone")
    assert "xyzzy" in window.legend._message.text()
    learnt = document.vocabulary
    assert learnt is not None
    assert np.array_equal(document.value("X")[1], learnt.neutral)
    window.set_language("zh")
    document.set_sentence("苹果发布新手机")
    assert document.words == ["苹果", "发布", "新", "手机"]
    assert document.value("weights")[0][[1, 3]].sum() >= 0.6


def test_the_word_that_asks_is_asked_in_both_languages(window: MainWindow) -> None:
    window.files.open_scenario("find-duplicate")
    document = window.document
    learnt = document.vocabulary
    assert learnt is not None
    for language, asking in (("en", "which"), ("zh", "哪个")):
        window.set_language(language)
        document.set_sentence(f"a h d d b {asking}")
        assert document.words == [*"ahddb", asking]
        answer = learnt.answer(document.value("head_output")[-1])
        assert learnt.classes[int(answer.argmax())].en == "d"


def test_a_run_is_saved(
    qtbot: QtBot, training: TrainingWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "run.csv"
    monkeypatch.setattr(
        "gui.training.window.QFileDialog.getSaveFileName", lambda *_: (str(out), "")
    )
    press(qtbot, training, "oneStepButton")
    press(qtbot, training, "saveRunButton")
    assert out.read_text() == training.run_text()
    picture = tmp_path / "run.png"
    monkeypatch.setattr(
        "gui.training.window.QFileDialog.getSaveFileName", lambda *_: (str(picture), "")
    )
    press(qtbot, training, "saveRunButton")
    assert QImage(str(picture)).width() == training.width()


def test_the_mix_of_apple_moves_to_the_side_of_its_sentence(window: MainWindow) -> None:
    window.files.open_scenario("apple")
    document = window.document
    document.last_step()
    document.select("head_output", (5, 0))
    window.actions_["vectors"].trigger()
    vectors = window.beside.vectors
    assert vectors is not None
    assert len(vectors.picture.names) > 50
    said = vectors.findChild(QLabel, "vectorText")
    fruit = {"bag", "orange", "banana", "pear", "juice", "pie", "tree", "basket", "peel", "sugar",
             "peeled", "baked", "ate", "picked", "ripened"}  # fmt: skip

    def neighbours() -> set[str]:
        named = said.text().partition("most like: ")[2].partition(". The picture")[0]
        return {part.rpartition(" ")[0] for part in named.split(", ")}

    assert len(neighbours() & fruit) >= 3
    document.set_sentence("apple released new phone")
    document.select("head_output", (0, 0))
    vectors.refresh()
    assert not neighbours() & fruit
    assert vectors.picture.spoken[0][0] == "apple"
    vectors.close()


def test_word_vectors_of_every_example(window: MainWindow) -> None:
    window.actions_["vectors"].trigger()
    vectors = window.beside.vectors
    assert vectors is not None
    for name in ("worked-example", "relatives", "causal", "worked-block", "eight-heads-512"):
        window.files.open_scenario(name)
        vectors.refresh()
        vectors.grab()
        assert len(vectors.picture.spoken) == len(window.document.words)
    window.document.predict(True)
    vectors.refresh()
    assert vectors.picture.spoken == []
    vectors.close()


def test_a_task_can_be_learnt_by_another_loss(training: TrainingWindow) -> None:
    chooser = training.findChild(QComboBox, "lossChooser")
    assert chooser is not None
    assert [chooser.itemData(i) for i in range(chooser.count())] == [
        "cross-entropy", "squared-error",
    ]  # fmt: skip
    assert training.trainer.recipe.loss == "cross-entropy"
    chooser.setCurrentIndex(1)
    assert training.trainer.recipe.loss == "squared-error"
    assert training.trainer.step_count == 0
    before = training.trainer.loss()
    for _ in range(60):
        training.trainer.step()
    assert training.trainer.loss() < before

"""The experiments: every switch through its control, its numbers against numpy, and back."""

from __future__ import annotations

import math

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from engine.pipeline import Config
from gui.appearance import Appearance
from gui.experiments.switch_row import SwitchRow
from tests.gui.experiments_help import (
    SWITCHES,
    Opener,
    bits,
    check,
    chosen,
    document_of,
    find,
    opener,
    press,
    refusal,
    row,
)


@pytest.fixture
def experiments(qtbot: QtBot, appearance: Appearance) -> Opener:
    return opener(qtbot, appearance)


TURNS = [
    ("worked-example", "positionsOnButton", "positions", True),
    ("paper-base", "positionsOffButton", "positions", False),
    ("worked-example", "memoryOnButton", "memory", True),
    ("relatives", "memoryOffButton", "memory", False),
    ("worked-example", "maskCausalButton", "mask", "causal"),
    ("worked-block", "maskPaddingButton", "mask", "padding"),
    ("worked-example", "maskCustomButton", "mask", "custom"),
    ("causal", "maskNoneButton", "mask", "none"),
    ("causal", "maskingZeroButton", "masking", "zero"),
    ("causal", "maskingAfterSoftmaxButton", "masking", "after-softmax"),
    ("worked-block", "joiningReshapeButton", "joining", "reshape"),
    ("worked-example", "softmaxAxisColumnButton", "softmax_axis", "column"),
    ("eight-heads-512", "readingCutButton", "reading", "cut"),
    ("worked-block", "biasesOnButton", "biases", True),
    ("worked-block", "outputProjectionOffButton", "output_projection", False),
    ("worked-example", "extentAttentionButton", "extent", "attention"),
    ("worked-example", "extentBlockButton", "extent", "block"),
    ("worked-block", "extentHeadButton", "extent", "head"),
    ("worked-block", "residualOffButton", "residual", False),
    ("worked-block", "normFirstPreButton", "norm_first", True),
    ("worked-block", "normAxisColumnButton", "norm_axis", "column"),
    ("worked-block", "normAxisMatrixButton", "norm_axis", "matrix"),
    ("worked-block", "normDivisorOneLessButton", "norm_divisor", "d-1"),
    ("worked-block", "normDivisorNothingButton", "norm_divisor", "none"),
    ("worked-block", "activationGeluButton", "activation", "gelu"),
]


@pytest.mark.parametrize(("scenario", "button", "field", "value"), TURNS)
def test_a_switch_changes_the_numbers_and_undo_gives_back_every_bit(
    experiments: Opener, scenario: str, button: str, field: str, value: object
) -> None:
    panel = experiments(scenario)
    document = document_of(panel)
    before, config = bits(document), document.config
    press(panel, button)
    assert getattr(document.config, field) == value
    assert document.undo_stack.count() == 1
    assert chosen(panel, field) == [value]
    assert bits(document) != before
    check(document)
    after = bits(document)
    document.undo()
    assert document.config == config
    assert bits(document) == before
    assert chosen(panel, field) == [getattr(config, field)]
    document.redo()
    assert bits(document) == after


def test_every_switch_of_the_config_is_there() -> None:
    sizes = {"d_model", "d_k", "d_v", "heads", "d_ff", "blocks", "padding", "vectors", "seed"}
    sizes.add("frozen")  # from the menu of a parameter's card
    fields = {field.name for field in msgspec.structs.fields(Config)} - sizes
    assert {switch.field for switch in SWITCHES} == fields | {"divisor", "eps"}


def test_every_choice_says_what_to_look_for_and_every_control_its_name(experiments: Opener) -> None:
    panel = experiments("worked-block")
    for switch in SWITCHES:
        assert switch.choices or switch.about
        for choice in switch.choices:
            assert choice.look.endswith(".")
    controls = [
        *panel.findChildren(QAbstractButton),
        *panel.findChildren(QLineEdit),
        *panel.findChildren(QSpinBox),
    ]
    for control in controls:
        if control.objectName() == "qt_spinbox_lineedit":
            continue
        assert control.objectName(), control
        assert control.accessibleName() or getattr(control, "text", str)(), control.objectName()
    for switch_row in panel.findChildren(SwitchRow):
        assert switch_row.accessibleName()
        for button in switch_row.choices.buttons:
            assert button.accessibleName().startswith(switch_row.accessibleName())
            assert button.accessibleDescription()


# -- numbers ---------------------------------------------------------------------------------------


def test_the_divisor_by_a_click_and_by_a_number(experiments: Opener) -> None:
    panel = experiments("worked-example")
    document = document_of(panel)
    edit = find(panel, QLineEdit, "divisorEdit")
    assert (chosen(panel, "divisor"), edit.text()) == (["one"], "1")
    press(panel, "divisorRootButton")
    assert document.value("divisor")[0, 0] == math.sqrt(3)
    assert edit.text() == "1.7320508075688772"
    check(document)
    edit.selectAll()
    QTest.keyClicks(edit, "5/2")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert document.value("divisor")[0, 0] == 2.5
    assert chosen(panel, "divisor") == []
    check(document)
    document.undo()
    assert (chosen(panel, "divisor"), edit.text()) == (["root"], "1.7320508075688772")
    press(panel, "divisorOneButton")
    assert document.value("divisor")[0, 0] == 1


@pytest.mark.parametrize(("typed", "said"), [("0", "cannot be 0"), ("1.2.3", "is not a number")])
def test_a_divisor_that_is_refused_stays_as_typed(
    experiments: Opener, typed: str, said: str
) -> None:
    panel = experiments("worked-example")
    edit = find(panel, QLineEdit, "divisorEdit")
    edit.selectAll()
    QTest.keyClicks(edit, typed)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert said in refusal(panel, "divisorRefusal")
    assert edit.text() == typed
    assert edit.property("wrong") is True
    assert document_of(panel).undo_stack.count() == 0
    assert chosen(panel, "divisor") == ["one"]
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert edit.text() == "1"
    assert edit.property("wrong") is False
    assert refusal(panel, "divisorRefusal") == ""


def test_the_divisor_and_epsilon_are_those_of_the_block_that_is_shown(experiments: Opener) -> None:
    panel = experiments("worked-block")
    document = document_of(panel)
    document.resize("blocks", 2)
    document.set_block(2)
    edit = find(panel, QLineEdit, "epsEdit")
    edit.selectAll()
    QTest.keyClicks(edit, "0.5")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert document.value("block_2.eps")[0, 0] == 0.5
    assert document.value("eps")[0, 0] != 0.5
    press(panel, "divisorOneButton")
    assert document.value("block_2.divisor")[0, 0] == 1
    assert document.value("divisor")[0, 0] == math.sqrt(2)
    check(document)
    document.set_block(1)
    assert edit.text() == "1e-05"
    assert chosen(panel, "divisor") == ["root"]
    assert "block 2" in find(panel, QLabel, "divisorMark").text()


def test_padding_covers_as_many_words_as_asked(experiments: Opener) -> None:
    panel = experiments("worked-example")
    document = document_of(panel)
    box = find(panel, QSpinBox, "paddingBox")
    assert not box.isVisible()
    press(panel, "maskPaddingButton")
    assert (box.value(), box.maximum()) == (1, 3)
    assert (document.value("weights")[:, 2] == 0).all()
    box.setValue(2)
    assert document.undo_stack.count() == 2
    np.testing.assert_array_equal(document.value("weights"), [[1, 0, 0]] * 3)
    document.undo()
    assert box.value() == 1


# -- refusals --------------------------------------------------------------------------------------


def test_what_is_refused_is_said_and_the_control_jumps_back(experiments: Opener) -> None:
    panel = experiments("relatives")
    document = document_of(panel)
    before = bits(document)
    press(panel, "maskCausalButton")
    assert "the keys come from the memory" in refusal(panel, "maskRefusal")
    assert chosen(panel, "mask") == ["none"]
    assert bits(document) == before
    assert document.undo_stack.count() == 0
    press(panel, "maskCustomButton")
    assert refusal(panel, "maskRefusal") == ""


def test_sizes_that_do_not_fit_a_switch_are_named(experiments: Opener) -> None:
    panel = experiments("worked-block")
    document = document_of(panel)
    document.resize("d_model", 5)
    press(panel, "readingCutButton")
    assert "5 is not divisible by 2 heads" in refusal(panel, "readingRefusal")
    assert chosen(panel, "reading") == ["project"]
    press(panel, "outputProjectionOffButton")
    assert "4 columns" in refusal(panel, "outputProjectionRefusal")
    assert document.config.output_projection
    assert document.undo_stack.count() == 1


def test_what_does_nothing_here_is_out_of_use_and_says_why(experiments: Opener) -> None:
    panel = experiments("worked-example")
    out = {s.field for s in SWITCHES if not row(panel, s.field).isEnabled()}
    assert out == {
        "reading", "masking", "joining", "output_projection", "residual", "norm_first",
        "norm_axis", "norm_divisor", "eps", "activation",
    }  # fmt: skip
    for field in out:
        assert row(panel, field).accessibleDescription()
        assert not any(button.isEnabled() for button in row(panel, field).choices.buttons)
    assert "one head" in row(panel, "reading").line
    assert "ends before W_O" in row(panel, "output_projection").line
    press(panel, "extentBlockButton")
    assert document_of(panel).config.d_ff == 16  # four times d_model, as in the paper
    assert row(panel, "residual").isEnabled()
    assert row(panel, "residual").accessibleDescription() == ""
    assert {s.field for s in SWITCHES if not row(panel, s.field).isEnabled()} == {
        "reading", "masking", "joining",
    }  # fmt: skip


def test_leaving_a_stack_of_blocks_leaves_one(experiments: Opener) -> None:
    panel = experiments("worked-block")
    document = document_of(panel)
    document.switch(blocks=3)
    before = bits(document)
    press(panel, "extentAttentionButton")
    assert document.config.blocks == 1
    document.undo()
    assert bits(document) == before

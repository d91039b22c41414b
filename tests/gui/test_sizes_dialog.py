"""The sizes: what fits is said and offered, what does not is refused before it is asked for."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QSpinBox, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from engine.scenario import find_scenario
from gui.appearance import Appearance
from gui.document import Document
from gui.experiments.sizes_dialog import SizesDialog
from tests.engine.reference_encoder import encode

_KEPT: list[Document] = []
Opener = Callable[..., SizesDialog]


@pytest.fixture
def sizes(qtbot: QtBot, appearance: Appearance) -> Opener:
    """Opens the dialog on an example, after some switches."""

    def opened(scenario: str, **switches: object) -> SizesDialog:
        document = Document(find_scenario(scenario))
        _KEPT.append(document)
        document.switch(**switches)
        document.undo_stack.clear()
        dialog = SizesDialog(document)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)  # qtbot deletes it
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return opened


def find(dialog: QWidget, kind: type, name: str):  # type: ignore[no-untyped-def]
    found = dialog.findChild(kind, name)
    assert found is not None, name
    return found


def set_(dialog: SizesDialog, **numbers: int) -> None:
    for name, number in numbers.items():
        find(dialog, QSpinBox, f"{name}Box").setValue(number)


def said(dialog: SizesDialog, name: str) -> str:
    label = find(dialog, QLabel, name)
    return label.text() if label.isVisible() else ""


def keep(dialog: SizesDialog) -> None:
    button = find(dialog, QPushButton, "changeSizesButton")
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def check(document: Document) -> None:
    given = {n.name: document.value(n.name) for n in document.graph.nodes if not n.computed}
    expected = encode(document.config, given)
    for name in document.graph.order:
        np.testing.assert_allclose(document.value(name), expected[name], rtol=1e-9, atol=1e-9)


def test_all_sizes_at_once_are_one_undo_step(sizes: Opener) -> None:
    dialog = sizes("worked-block")
    document = dialog._document
    before = {name: m.tobytes() for name, m in document.evaluator.values().items()}
    set_(dialog, words=4, model=6, heads=3, key=2, value=3, hidden=8, blocks=2)
    assert "3 heads × 3 = 9 columns in concat" in said(dialog, "sizesMade")
    keep(dialog)
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "Change the sizes"
    config = document.config
    assert (config.d_model, config.heads, config.d_k, config.d_v) == (6, 3, 2, 3)
    assert (config.d_ff, config.blocks, len(document.words)) == (8, 2, 4)
    assert document.value("block_2.norm_2").shape == (4, 6)
    check(document)
    document.undo()
    assert {name: m.tobytes() for name, m in document.evaluator.values().items()} == before


def test_seven_heads_of_512_are_refused_before_they_are_asked_for(sizes: Opener) -> None:
    dialog = sizes("eight-heads-512", reading="cut")
    set_(dialog, heads=7)
    assert "512 is not divisible by 7 heads" in said(dialog, "sizesRefusal")
    assert "project" in said(dialog, "sizesRefusal")
    assert said(dialog, "sizesMade") == ""
    assert not find(dialog, QPushButton, "changeSizesButton").isEnabled()
    QTest.mouseClick(find(dialog, QToolButton, "waysOut_d_model_518"), Qt.MouseButton.LeftButton)
    assert said(dialog, "sizesRefusal") == ""
    assert "7 heads × 64 = 448 columns" in said(dialog, "sizesMade")
    assert find(dialog, QPushButton, "changeSizesButton").isEnabled()


def test_seven_heads_project(sizes: Opener) -> None:
    dialog = sizes("eight-heads-512")
    set_(dialog, heads=7)
    assert said(dialog, "sizesRefusal") == ""
    assert find(dialog, QWidget, "headsOffers").isHidden()  # every number of heads fits
    keep(dialog)
    assert dialog._document.value("Q").shape == (7, 3, 64)
    check(dialog._document)


def test_heads_that_divide_the_vector_are_offered(sizes: Opener) -> None:
    dialog = sizes("eight-heads-512", reading="cut")
    offered = [b.text() for b in find(dialog, QWidget, "headsOffers").findChildren(QToolButton)]
    assert offered == ["1", "2", "4", "8", "16"]
    QTest.mouseClick(find(dialog, QToolButton, "headsOffers_head_16"), Qt.MouseButton.LeftButton)
    assert find(dialog, QSpinBox, "headsBox").value() == 16


def test_what_the_sizes_make_is_counted(sizes: Opener) -> None:
    dialog = sizes("paper-base", biases=True)
    # A mainstream framework counts 3,152,384 parameters in an encoder layer 512, 8, 2048.
    assert "8 heads × 64 = 512 columns in concat. 3,152,384 numbers are learned" in said(
        dialog, "sizesMade"
    )


def test_what_large_sizes_take_of_memory_is_said(sizes: Opener) -> None:
    dialog = sizes("paper-base")
    assert "MB" not in said(dialog, "sizesMade")
    set_(dialog, blocks=12)
    assert "They take about 597 MB." in said(dialog, "sizesMade")


def test_too_many_numbers_are_refused(sizes: Opener) -> None:
    dialog = sizes("paper-base")
    set_(dialog, model=1024, hidden=4096, blocks=12)
    assert "120,000,000 are allowed" in said(dialog, "sizesRefusal")
    assert not find(dialog, QPushButton, "changeSizesButton").isEnabled()


def test_words_that_come_and_go_are_named(sizes: Opener) -> None:
    dialog = sizes("worked-example")
    set_(dialog, words=2)
    assert said(dialog, "wordsBoxNote") == "These go: tea"
    set_(dialog, words=5)
    assert said(dialog, "wordsBoxNote").endswith("the same vectors: I, love")
    keep(dialog)
    document = dialog._document
    assert document.words == ["I", "love", "tea", "I", "love"]
    np.testing.assert_array_equal(document.value("X")[3:], document.value("X")[:2])
    assert document.undo_stack.undoText() == "Set the number of words to 5"
    check(document)


def test_only_what_the_example_has_can_be_sized(sizes: Opener) -> None:
    dialog = sizes("worked-example")
    assert dialog.findChild(QSpinBox, "memoryWordsBox") is None
    for name in ("hiddenBox", "blocksBox"):
        assert not find(dialog, QSpinBox, name).isEnabled()
    assert find(sizes("relatives"), QSpinBox, "memoryWordsBox").value() == 11


def test_nothing_changed_is_nothing_to_keep(sizes: Opener) -> None:
    dialog = sizes("worked-example")
    assert not find(dialog, QPushButton, "changeSizesButton").isEnabled()
    set_(dialog, model=5)
    set_(dialog, model=4)
    assert not find(dialog, QPushButton, "changeSizesButton").isEnabled()
    QTest.mouseClick(find(dialog, QPushButton, "cancelSizesButton"), Qt.MouseButton.LeftButton)
    assert dialog._document.undo_stack.count() == 0


def test_keys_alone_change_a_size(sizes: Opener) -> None:
    dialog = sizes("worked-example")
    box = find(dialog, QSpinBox, "keyBox")
    QTest.keyClick(box, Qt.Key.Key_Up)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert dialog._document.config.d_k == 4
    assert dialog._document.value("divisor")[0, 0] == 1  # no √3, so it does not follow


@pytest.mark.parametrize("scenario", ["worked-example", "relatives", "paper-base"])
def test_every_box_has_a_name(sizes: Opener, scenario: str) -> None:
    dialog = sizes(scenario)
    boxes = dialog.findChildren(QSpinBox)
    assert len({box.accessibleName() for box in boxes}) == len(boxes)
    assert all(box.accessibleName() for box in boxes)

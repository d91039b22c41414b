"""The warning of an empty row: it names the words, until the mask is mended."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gui.appearance import Appearance
from gui.document import Document
from gui.warning_bar import WarningBar


@pytest.fixture
def bar(qtbot: QtBot, document: Document, appearance: Appearance) -> WarningBar:
    made = WarningBar(document, appearance)
    qtbot.addWidget(made)
    made.refresh()
    return made


def text(bar: WarningBar) -> str:
    label = bar.findChild(QLabel, "warningLabel")
    assert isinstance(label, QLabel)
    return "" if bar.isHidden() else label.text()


def mask(document: Document, row: int, value: int) -> None:
    document.edit_cells("mask", {(row, column): value for column in range(3)})


def test_a_word_that_may_attend_to_nothing_is_named(bar: WarningBar, document: Document) -> None:
    assert text(bar) == ""
    document.switch(mask="custom")
    assert text(bar) == ""
    mask(document, 1, 0)
    np.testing.assert_array_equal(document.value("weights")[1], 0)
    assert "“love”" in text(bar)
    assert bar.accessibleName() == text(bar)
    mask(document, 2, 0)
    assert "“love”, “tea”" in text(bar)
    mask(document, 0, 0)
    assert "every word" in text(bar)
    document.edit_cells("mask", {(0, 0): 1, (1, 1): 1})
    assert "“tea”" in text(bar)
    document.edit_cells("mask", {(2, 0): 1})
    assert text(bar) == ""


def test_it_follows_undo_names_and_the_language(bar: WarningBar, document: Document) -> None:
    document.switch(mask="custom")
    mask(document, 1, 0)
    document.rename_word(1, "adore")
    assert "“adore”" in text(bar)
    document.undo()
    document.set_language("zh")
    assert "爱" in text(bar)
    document.undo()
    assert text(bar) == ""


def test_padding_of_everything_warns(bar: WarningBar, document: Document) -> None:
    document.switch(mask="padding", padding=3)
    assert "every word" in text(bar)
    document.switch(padding=2)
    assert text(bar) == ""


def test_the_mask_is_a_click_away(bar: WarningBar, document: Document) -> None:
    document.switch(mask="custom")
    mask(document, 2, 0)
    button = bar.findChild(QPushButton, "showMaskButton")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (document.node, document.cell) == ("mask", (2, 0))

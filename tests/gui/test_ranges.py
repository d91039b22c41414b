"""Blocks of cells: copied as text of any kind, filled, and pasted where they do not fit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog

from engine.grids import read_grid
from gui.main_window import MainWindow
from gui.matrix.number_view import NumberView
from gui.matrix.paste_dialog import PasteDialog
from gui.matrix.range_menu import range_menu


def opened(window: MainWindow, node: str) -> NumberView:
    numbers = window.open_matrix(node).numbers
    assert isinstance(numbers, NumberView)
    return numbers


def select(view: NumberView, top: int, left: int, bottom: int, right: int) -> None:
    table = view.table
    view.setCurrentIndex(table.index(top, left))
    block = QItemSelection(table.index(top, left), table.index(bottom, right))
    view.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def choose(view: NumberView, name: str) -> None:
    """Take an entry of the menu."""
    menu = range_menu(view)
    action = next(
        action
        for one in (menu, *(a.menu() for a in menu.actions() if a.menu()))
        for action in one.actions()
        if action.objectName() == f"{name}RangeAction"
    )
    assert action.isEnabled()
    action.trigger()
    menu.deleteLater()


@pytest.mark.parametrize("form", ["csv", "numpy", "python", "latex", "markdown"])
def test_a_block_is_copied_as_text_of_a_kind(window: MainWindow, form: str) -> None:
    view = opened(window, "W_Q")
    select(view, 1, 0, 2, 1)
    choose(view, f"copy-{form}")
    text = QGuiApplication.clipboard().text()
    assert read_grid(text).values.tolist() == window.document.value("W_Q")[1:3, 0:2].tolist()


def test_markdown_names_its_rows(window: MainWindow) -> None:
    view = opened(window, "X")
    choose(view, "copy-markdown")
    assert "| love |" in QGuiApplication.clipboard().text()


FILLS: dict[str, tuple[Callable[[Any], Any], str]] = {
    "down": (lambda m: np.broadcast_to(m[:1], m.shape), "Fill W_Q down"),
    "zeros": (lambda m: m * 0, "Fill W_Q with 0"),
    "identity": (lambda m: np.eye(*m.shape), "Fill W_Q with the identity"),
    "negate": (lambda m: 0.0 - m, "Change the sign of W_Q"),
}


@pytest.mark.parametrize(("name", "case"), FILLS.items(), ids=FILLS)
def test_fills_are_one_step_with_a_name(
    window: MainWindow, name: str, case: tuple[Callable[[Any], Any], str]
) -> None:
    expected, said = case
    document = window.document
    document.edit_cells("W_Q", {(0, 0): 5.25, (1, 1): -2.5})
    before = document.value("W_Q").copy()
    view = opened(window, "W_Q")
    choose(view, name)
    assert document.value("W_Q").tolist() == expected(before).tolist()
    assert document.undo_stack.undoText() == said
    document.undo()
    assert document.value("W_Q").tobytes() == before.tobytes()


def test_a_fill_that_asks(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    document, view = window.document, opened(window, "W_Q")
    select(view, 0, 0, 1, 2)
    monkeypatch.setattr(QInputDialog, "getDouble", lambda *_: (2.5, True))
    choose(view, "constant")
    assert (document.value("W_Q")[:2] == 2.5).all()
    assert document.undo_stack.undoText() == "Fill W_Q with 2.5"
    choose(view, "scale")
    assert (document.value("W_Q")[:2] == 6.25).all()
    monkeypatch.setattr(QInputDialog, "getInt", lambda *_: (1, True))
    choose(view, "round")
    assert (document.value("W_Q")[:2] == 6.2).all()
    choose(view, "random")
    first = document.value("W_Q").copy()
    document.undo()
    choose(view, "random")
    assert document.value("W_Q").tobytes() == first.tobytes()
    count = document.undo_stack.count()
    monkeypatch.setattr(QInputDialog, "getInt", lambda *_: (1, False))
    choose(view, "xavier")
    assert document.undo_stack.count() == count


def test_fill_down_by_keyboard(window: MainWindow) -> None:
    view = opened(window, "X")
    select(view, 0, 0, 2, 1)
    QTest.keyClick(view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert window.document.value("X")[:, 0].tolist() == [1, 1, 1]


def test_a_computed_node_is_pinned(window: MainWindow) -> None:
    window.document.last_step()
    view = opened(window, "scores")
    choose(view, "zeros")
    assert len(window.document.evaluator.overrides("scores")) == 9


def test_a_fill_that_is_refused_changes_nothing(window: MainWindow) -> None:
    view = opened(window, "divisor")
    said: list[str] = []
    view.refused.connect(said.append)
    choose(view, "zeros")
    assert "cannot be 0" in said[0]
    assert window.document.value("divisor")[0, 0] == 1


def test_what_is_not_square_is_not_transposed(window: MainWindow) -> None:
    view = opened(window, "X")
    said: list[str] = []
    view.refused.connect(said.append)
    choose(view, "transpose")
    assert "3×4" in said[0]


# -- pasting what does not fit ---------------------------------------------------------------------


def paste(view: NumberView, text: str, monkeypatch: pytest.MonkeyPatch, way: str) -> PasteDialog:
    """Paste, and answer the dialog."""
    seen: list[PasteDialog] = []

    def answer(dialog: PasteDialog) -> PasteDialog.DialogCode:
        seen.append(dialog)
        if not way:
            return PasteDialog.DialogCode.Rejected
        button = dialog.ways[way]  # type: ignore[index]
        assert button.isEnabled(), button.toolTip()
        button.setChecked(True)
        return PasteDialog.DialogCode.Accepted

    monkeypatch.setattr(PasteDialog, "exec", answer)
    QGuiApplication.clipboard().setText(text)
    view.paste()
    assert len(seen) == 1
    return seen[0]


WIDE = "1\t2\t3\t4\n5\t6\t7\t8"


def test_cancel_changes_nothing(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    before = window.document.value("W_Q").copy()
    dialog = paste(opened(window, "W_Q"), WIDE, monkeypatch, "")
    assert not dialog.ways["tile"].isEnabled()
    assert dialog.ways["turn"].isEnabled()
    assert window.document.value("W_Q").tobytes() == before.tobytes()
    assert not window.document.undo_stack.canUndo()


def test_paste_what_fits(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    paste(opened(window, "W_Q"), WIDE, monkeypatch, "crop")
    assert window.document.value("W_Q")[:2].tolist() == [[1, 2, 3], [5, 6, 7]]


def test_turn_rows_into_columns(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    paste(opened(window, "W_Q"), WIDE, monkeypatch, "turn")
    assert window.document.value("W_Q")[:, :2].tolist() == [[1, 5], [2, 6], [3, 7], [4, 8]]


def test_change_the_sizes(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    document = window.document
    before = document.state()
    text = "\n".join("\t".join(str(r * 5 + c) for c in range(5)) for r in range(4))
    paste(opened(window, "W_Q"), text, monkeypatch, "resize")
    assert document.value("W_Q").tolist() == [[r * 5 + c for c in range(5)] for r in range(4)]
    assert document.value("W_K").shape == (4, 5)
    assert document.undo_stack.count() == 1
    document.undo()
    assert document.state().same_as(before)


def test_repeat_to_fill(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    view = opened(window, "X")
    select(view, 2, 3, 2, 3)
    paste(view, "1\t2", monkeypatch, "tile")
    assert window.document.value("X").tolist() == [[1, 2, 1, 2]] * 3


def test_what_follows_from_others_cannot_be_resized(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.document.last_step()
    dialog = paste(opened(window, "divisor"), "1\t2", monkeypatch, "")
    assert not dialog.ways["resize"].isEnabled()


def test_several_heads_at_once(window: MainWindow) -> None:
    window.files.open_scenario("worked-block")
    view = opened(window, "W_Q")
    shape = window.document.graph.shapes["W_Q"]
    numbers = np.arange(np.prod(shape), dtype=float).reshape(shape)
    QGuiApplication.clipboard().setText(repr(numbers))
    view.paste()
    assert window.document.value("W_Q").tolist() == numbers.tolist()


def test_nothing_covered_is_copied_or_filled(window: MainWindow) -> None:
    document = window.document
    document.go_to(document.lesson.find("softmax"))
    document.predict(True)
    view = opened(window, "weights")
    menu = range_menu(view)
    enabled = {action.objectName() for action in menu.actions() if action.isEnabled()}
    assert "zerosRangeAction" not in enabled
    QGuiApplication.clipboard().setText("before")
    from gui.matrix.range_menu import copy_as

    copy_as(view, "csv")
    assert QGuiApplication.clipboard().text() == "before"

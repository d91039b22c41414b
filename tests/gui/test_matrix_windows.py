"""The windows, live and together."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTranslator
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QSpinBox, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from gui.appearance import Appearance
from gui.document import Document
from gui.matrix.panel import MatrixPanel
from gui.matrix.resize_dialog import ResizeDialog, ask_insert, remove_axis
from tests.gui.matrix_help import find, open_window

# The offscreen platform says so of every window that has a least size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def document(document: Document) -> Document:
    """The worked example at its last step, where everything is shown."""
    document.last_step()
    return document


@pytest.fixture
def panel(qtbot: QtBot, document: Document, appearance: Appearance) -> MatrixPanel:
    """The panel, shown."""
    made = MatrixPanel(document, appearance)
    qtbot.addWidget(made)
    made.resize(316, 300)
    with qtbot.waitExposed(made):
        made.show()
    return made


class Shouting(QTranslator):
    """A language in which everything is in capitals."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, note: str = "", n: int = -1) -> str:  # type: ignore[override]
        parts = source.split("{")
        return parts[0].upper() + "".join(
            "{" + p.split("}")[0] + "}" + p.split("}")[1].upper() for p in parts[1:]
        )


def test_several_windows_are_live_at_once(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    keys, scores = (open_window(qtbot, document, appearance, node) for node in ("K", "scores"))
    assert keys.windowTitle() == "K – Keys"
    keys.table.setData(keys.table.index(1, 1), "6")
    assert scores.table.index(1, 1).data() == "20"
    assert keys.about.text() == "3×3, computed, 1 pinned"
    qtbot.keyClick(keys, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert scores.table.index(1, 1).data() == "16"
    keys.table.set_decimals(2)
    assert scores.table.decimals == 0
    for window in (keys, scores):
        window.close()


def test_a_closed_window_is_gone_and_nobody_minds(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    for node in ("K", "X", "divisor"):
        window = open_window(qtbot, document, appearance, node)
        qtbot.keyClick(window.numbers, Qt.Key.Key_Escape)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        assert not isValid(window)
        del window
        gc.collect()
    document.edit_cells("X", {(0, 0): 3})
    document.select("K", (0, 0))
    document.switch(positions=True)
    appearance.changed.emit()


def test_escape_in_an_editor_does_not_close_the_window(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    window = open_window(qtbot, document, appearance, "X")
    document.select("X", (0, 0))
    qtbot.keyClick(window.numbers, Qt.Key.Key_F2)
    assert window.numbers.delegate.editor is not None
    qtbot.keyClick(window.numbers.delegate.editor, Qt.Key.Key_Escape)
    assert window.isVisible()
    window.close()


def test_the_window_of_a_node_that_goes_closes(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    document.switch(positions=True)
    window = open_window(qtbot, document, appearance, "PE")
    document.undo_stack.undo()
    assert not isValid(window) or not window.isVisible()


def test_layouts_and_sizes(qtbot: QtBot, document: Document, appearance: Appearance) -> None:
    window = open_window(qtbot, document, appearance, "W_Q")
    window.show_layout("numbers")
    assert not window.heat.isVisible()
    window.show_layout("heatmap")
    assert not window.numbers.isVisible()
    window.show_layout("both")
    assert find(window, QPushButton, "addRowButton").isVisible()
    document.select("W_Q", (1, 2))
    button = find(window, QPushButton, "removeColumnButton")
    assert isinstance(button, QPushButton)
    assert button.text() == "Remove column 3"
    button.click()
    assert document.graph.shapes["W_Q"] == (4, 2)
    assert window.about.text() == "4×2, an input"
    window.close()


def test_the_dialog_adds_a_word_and_a_column(qtbot: QtBot, document: Document) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    dialog = ask_insert(document, "word", 3, host)
    assert isinstance(dialog, ResizeDialog)
    assert not dialog.add.isEnabled()
    find(dialog, QLineEdit, "wordEdit").setText("now")  # type: ignore[attr-defined]
    find(dialog, QSpinBox, "seedBox").setValue(3)  # type: ignore[attr-defined]
    dialog.accept()
    assert document.words == ["I", "love", "tea", "now"]
    assert document.value("X")[3].any()
    ask_insert(document, "d_k", 3, host).accept()
    assert document.value("W_Q")[:, 3].tolist() == [0, 0, 0, 0]
    assert remove_axis(document, "word", 3, host)
    assert document.undo_stack.count() == 3


def test_the_last_word_cannot_go(qtbot: QtBot, document: Document) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    assert remove_axis(document, "word", 0, host)
    assert remove_axis(document, "word", 0, host)
    assert not remove_axis(document, "word", 0, host)


def test_every_control_has_a_name(
    qtbot: QtBot, document: Document, appearance: Appearance, panel: MatrixPanel
) -> None:
    window = open_window(qtbot, document, appearance, "X")
    for parent in (window, panel):
        for kind in (QPushButton, QToolButton):
            for control in parent.findChildren(kind):
                if control.isVisible():
                    assert control.objectName(), control.text()
                    assert control.accessibleName(), control.objectName()
    window.close()


def test_everything_follows_the_language(
    qtbot: QtBot, document: Document, appearance: Appearance, panel: MatrixPanel
) -> None:
    window = open_window(qtbot, document, appearance, "K")
    document.select("K", (1, 1))
    shouting = Shouting()
    QCoreApplication.installTranslator(shouting)
    try:
        document.set_language("zh")
        QCoreApplication.processEvents()
        assert window.windowTitle() == "K – KEYS"
        assert panel.title.text() == "KEYS"
        assert window.explanation.accessibleName() == "HOW THIS CELL IS MADE"
        assert window.bar.decimals.text() == "0 DECIMALS"
        assert window.numbers.down.text(1) == "爱"
        labels = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
        assert "HEAT MAP" in labels
    finally:
        QCoreApplication.removeTranslator(shouting)
        window.close()


def test_everything_follows_the_theme(
    qtbot: QtBot, document: Document, appearance: Appearance, panel: MatrixPanel
) -> None:
    window = open_window(qtbot, document, appearance, "scores")
    light = window.grab().toImage()
    appearance.set_mode("dark")
    assert window.grab().toImage() != light
    assert window.heat.plot is not None
    appearance.set_mode("light")
    window.close()

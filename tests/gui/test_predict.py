"""Predict mode in the window: nothing tells a covered number, and every answer counts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QSlider,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from engine.predict import largest
from engine.scenario import built_in, find_scenario
from gui.app import build
from gui.document import Document
from gui.drawing.primitives import Text
from gui.main_window import MainWindow
from gui.matrix.table_model import MatrixTableModel

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
_KEPT: list[object] = []
#: A number nobody meets by chance; pinned under the cover.
SECRET = 73.4917
TRACES = ("73.4917", "73.492", "73.49", "73.5")


def opened(scenario: str, step: str, tmp_path: Path) -> MainWindow:
    store = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    window = build(scenario, step, "en", "light", store)
    _KEPT.append(window.document)
    window.resize(1440, 900)
    window.show()
    QApplication.processEvents()
    return window


def closed(window: MainWindow) -> None:
    window.document.mark_saved()
    window.close()
    window.deleteLater()  # carried out when the test is over
    QApplication.processEvents()


def texts_of(window: QWidget) -> Iterator[str]:
    """Every text of widgets: shown, as tool tips, for screen readers."""
    for widget in (window, *window.findChildren(QWidget)):
        yield widget.toolTip()
        yield widget.accessibleName()
        yield widget.accessibleDescription()
        yield widget.windowTitle()
        if isinstance(widget, (QLabel, QAbstractButton)):
            yield widget.text()
        elif isinstance(widget, QTextEdit):
            yield widget.toPlainText()
    roles = Qt.ItemDataRole
    tables = window.findChildren(MatrixTableModel)
    assert tables
    for table in tables:
        for row in range(table.rowCount()):
            for column in range(table.columnCount()):
                for role in (
                    roles.DisplayRole, roles.EditRole, roles.ToolTipRole, roles.AccessibleTextRole,
                    roles.AccessibleDescriptionRole, roles.StatusTipRole, roles.WhatsThisRole,
                ):  # fmt: skip
                    yield str(table.index(row, column).data(role))


def painted(window: MainWindow) -> Iterator[str]:
    """The texts painted on cards, and their tool tips."""
    for card in window.diagram.diagram.cards.values():
        yield card.toolTip()
        for primitive in card.page.card.primitives:
            if isinstance(primitive, Text):
                yield primitive.plain
            yield from getattr(primitive, "texts", ())
    for primitive in window.diagram.diagram._note._primitives:
        if isinstance(primitive, Text):
            yield primitive.plain


CASES = [
    ("worked-example", "score-cell"), ("worked-example", "keys"), ("worked-example", "scores"),
    ("worked-example", "softmax"), ("worked-example", "mix-word"), ("worked-block", "scores"),
    ("worked-block", "norm-row"), ("worked-block", "concat"), ("causal", "softmax"),
    ("relatives", "mix"),
]  # fmt: skip


@pytest.mark.parametrize(("scenario", "step"), CASES)
def test_nothing_tells_what_is_covered(
    qtbot: QtBot, tmp_path: Path, scenario: str, step: str
) -> None:
    window = opened(scenario, step, tmp_path)
    document = window.document
    document.predict(True)
    visit = document.predicting.visit
    assert visit is not None
    node = visit.asked.node
    cells = [document.full_cell(node, *c) for c in np.argwhere(visit.asked.covered).tolist()]
    document.edit_cells(node, dict.fromkeys(cells, SECRET))
    document.undo_stack.clear()
    window.open_matrix(node)
    other = window.open_matrix((*document.graph.consumers(node), node)[0])
    for pointed in cells[:2]:
        document.hover(node, pointed)
        window.panel.matrix.show_tab("heatmap")
        QApplication.processEvents()
        for found in (*texts_of(window), *texts_of(other), *painted(window)):
            assert not any(trace in found for trace in TRACES), found
    assert not window.actions_["export"].isEnabled()
    table = window.matrix_windows[node].pane
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert not any(trace in QGuiApplication.clipboard().text() for trace in TRACES)
    document.predicting.show(all_of_them=True)
    QApplication.processEvents()
    assert any(trace in found for found in painted(window) for trace in TRACES)
    assert window.actions_["export"].isEnabled()
    closed(window)


def test_the_pictures_are_the_same_whatever_is_covered(qtbot: QtBot, tmp_path: Path) -> None:
    window = opened("worked-example", "scores", tmp_path)
    document = window.document
    document.predict(True)
    pictures = []
    for number in (1.0, 3.0, -71.25):  # the first edit makes room for the button that releases
        document.edit_cells("scores", {(0, 1): number})
        document.undo_stack.clear()
        document._before.clear()
        document.values_changed.emit(frozenset({"scores"}))
        QApplication.processEvents()
        pictures.append([
            widget.grab().toImage()
            for widget in (window.diagram, window.panel.matrix, window.panel.explanation)
        ])  # fmt: skip
    assert pictures[1] == pictures[2]
    closed(window)


@pytest.mark.parametrize("name", [listing.name for listing in built_in()])
@pytest.mark.parametrize("right", [True, False])
def test_every_lesson_can_be_predicted(name: str, right: bool) -> None:
    document = Document(find_scenario(name))
    _KEPT.append(document)
    document.predict(True)
    predicting = document.predicting
    for index in range(len(document.lesson.steps)):
        document.go_to(index)
        visit = predicting.visit
        while visit is not None and visit.question is not None:
            question = visit.question
            if question.kind != "number":
                best = largest(document.evaluator, question)
                answer = float(best[0] if right else (max(best) + 1))
            else:
                value = float(document.value(question.node)[question.cell])
                answer = value if right else value * 3 + 7
            if question.kind == "shares":
                row = document.value(question.node)[question.cell[:-1]]
                predicting.check_shares(list(row if right else 1 - row))
            else:
                predicting.check(answer)
            predicting.hint()
            assert (visit.verdict == "right") == right or visit.over
            if not right:
                assert not document.is_shown(question.node, question.cell)
                break
        if right:
            assert not predicting.asking
    assert predicting.records or name == "none"
    assert all(r.outcome == ("right" if right else "skipped") for r in predicting.records)
    document.predict(False)
    assert all(mask.all() for mask in document.visible().values())


def test_a_person_answers_with_the_keyboard(qtbot: QtBot, tmp_path: Path) -> None:
    window = opened("worked-example", "score-cell", tmp_path)
    document, view = window.document, window.diagram
    window.activateWindow()
    document.select("scores", None)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_P)
    assert document.predicting.asking
    entry = window.findChild(QLineEdit, "askEntry")
    verdict = window.findChild(QLabel, "askVerdict")
    assert entry is not None
    assert verdict is not None
    entry.setFocus()
    QTest.keyClicks(entry, "18")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    assert verdict.text() == "2 too high."
    entry.clear()
    QTest.keyClicks(entry, "nonsense")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    assert "nonsense" in verdict.text()
    assert document.predicting.asking
    entry.clear()
    QTest.keyClicks(entry, "32/2")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    assert not document.predicting.asking
    assert document.is_shown("scores", (1, 1))
    assert document.undo_stack.count() == 0
    closed(window)


def test_a_row_is_shared_out(qtbot: QtBot, tmp_path: Path) -> None:
    window = opened("worked-example", "softmax", tmp_path)
    document = window.document
    document.predict(True)
    visit = document.predicting.visit
    assert visit is not None
    document.predicting.ask(len(visit.asked.questions) - 1)
    assert visit.question is not None
    assert visit.question.kind == "shares"
    check = window.findChild(QAbstractButton, "askCheck")
    assert check is not None
    check.click()
    assert visit.verdict == "wrong"
    row = document.value("weights")[visit.question.cell[:-1]]
    for index, part in enumerate(row):
        slider = window.findChild(QSlider, f"share{index}")
        assert slider is not None
        slider.setValue(round(100 * part))
    check.click()
    assert visit.outcome[len(visit.asked.questions) - 1] == "right"
    closed(window)


def test_the_tally_is_saved(qtbot: QtBot, tmp_path: Path) -> None:
    window = opened("worked-example", "keys", tmp_path)
    document = window.document
    document.predict(True)
    document.predicting.check(0.0)
    document.go_to(len(document.lesson.steps) - 1)
    ask = window.panel.lesson.ask
    ask.save_tally(tmp_path / "tally.csv")
    lines = (tmp_path / "tally.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "Step,Cell,Tries,Hints,How"
    assert lines[1] == '5,"K[I, 1]",1,0,right'
    assert lines[2] == '5,"K[I, 2]",0,0,skipped'
    button = ask.findChild(QAbstractButton, "tallyAgain")
    assert button is not None
    button.click()
    assert document.predicting.records == []
    closed(window)

"""The bar and the window of comparing: what they show, at any size, and how one gets about."""

from __future__ import annotations

import time

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from engine.ops import Array
from engine.pipeline import Config
from engine.scenario import find_scenario
from gui.appearance import Appearance
from gui.compare.comparing import BEFORE, NOW, START, Comparing
from gui.compare.planes import planes_of
from gui.compare.window import CompareWindow
from gui.document import Document
from tests.gui.matrix_help import example, move, settle

#: Views and their controllers outlive their tests with their documents (see conftest).
_KEPT: list[Comparing] = []


def opened(qtbot: QtBot, document: Document, appearance: Appearance) -> CompareWindow:
    """The window on a document, shown at 1180 × 760."""
    comparing = Comparing(document, document)
    _KEPT.append(comparing)
    window = CompareWindow(comparing, appearance)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


def listed(window: CompareWindow) -> list[list[str]]:
    """What the rows of the list of nodes say."""
    items = window.nodes.model()
    return [
        [str(items.index(row, column).data() or "") for column in range(items.columnCount())]
        for row in range(items.rowCount())
    ]


def shown(window: CompareWindow) -> list[Array]:
    """The matrices of the four panes."""
    return [pane.source.plane.values for pane in window.view.panes]


def everything_said(widget: QWidget) -> str:
    """All texts, tool tips and spoken words of a widget and what it holds."""
    said = []
    for part in (widget, *widget.findChildren(QWidget)):
        said += [part.toolTip(), part.accessibleName(), part.accessibleDescription()]
        if isinstance(part, QLabel | QAbstractButton):
            said.append(part.text())
    return "\n".join(said)


# -- the window ------------------------------------------------------------------------------------


def test_four_panes_against_numpy(qtbot: QtBot, document: Document, appearance: Appearance) -> None:
    document.last_step()
    window = opened(qtbot, document, appearance)
    before = document.value("weights").copy()
    document.edit_cells("W_Q", {(0, 2): 2.0})
    settle(0.1)
    window.nodes.choose("weights")
    after = document.value("weights")
    expected = [before, after, after - before, (after - before) / before * 100]
    for values, wanted in zip(shown(window), expected, strict=True):
        assert np.allclose(values, wanted, rtol=1e-12, atol=0)
    rows = {row[0]: row[1:] for row in listed(window)}
    assert rows["W_Q"] == ["1 of 12", "+1  [1, 3]", "+100 %"]
    assert rows["Q"][0] == "2 of 9"
    assert "K" not in rows
    window.moved_only.setChecked(False)
    assert {row[0]: row[1] for row in listed(window)}["K"] == "0 of 9"
    assert window.nodes.node == "weights"


def test_it_begins_where_the_largest_change_is(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    document.last_step()
    window = opened(qtbot, document, appearance)
    document.edit_cells("X", {(1, 1): 5.0})
    settle(0.1)
    window.nodes.choose("V")
    step = shown(window)[2]
    at = tuple(int(i) for i in np.unravel_index(np.abs(step).argmax(), step.shape))
    assert all(pane.overlay.selected == at for pane in window.view.panes)
    assert window.view.said.text().startswith(f"V[love, {at[1] + 1}]: ")
    QTest.keyClick(window.view.panes[2], Qt.Key.Key_Up)
    assert all(pane.overlay.selected == (0, at[1]) for pane in window.view.panes)
    value = float(document.value("V")[0, at[1]])
    assert window.view.said.text() == f"V[I, {at[1] + 1}]: {value:g}, not changed"


def test_the_pointer_rings_one_cell_in_every_pane(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    document.last_step()
    document.edit_cells("W_Q", {(0, 2): 2.0})
    window = opened(qtbot, document, appearance)
    window.nodes.choose("Q")
    pane = window.view.panes[1]
    assert pane.plot is not None
    assert pane.lens is not None
    centre = pane.lens.rect(2, 2).center()
    move(pane.plot.viewport(), QPointF(centre))
    assert all(other.overlay.hovered == (2, 2) for other in window.view.panes)
    assert window.view.said.text() == "Q[tea, 3]: 3 → 4, difference +1 (+33.3 %)"
    QTest.mouseClick(pane.plot.viewport(), Qt.MouseButton.LeftButton, pos=centre.toPoint())
    assert all(other.overlay.selected == (2, 2) for other in window.view.panes)


def test_two_snapshots_side_by_side(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    document.last_step()
    window = opened(qtbot, document, appearance)
    kept = window._comparing.snapshots
    document.edit_cells("W_Q", {(0, 2): 2.0})
    first = kept.keep()
    document.edit_cells("W_Q", {(0, 2): 5.0})
    second = kept.keep()
    document.edit_cells("W_V", {(0, 0): 9.0})
    assert first is not None
    assert second is not None
    for chooser, snapshot in ((window.first, first), (window.second, second)):
        index = chooser.findData(snapshot.key)
        chooser.setCurrentIndex(index)
        chooser.activated.emit(index)
    settle(0.1)
    assert listed(window)[0] == ["W_Q", "1 of 12", "+3  [1, 3]", "+150 %"]
    assert window.flow.toolTip().startswith("W_Q[1, 3] +3 → Q 2 cells")
    assert "V" not in [row[0] for row in listed(window)]
    window.swap.click()
    assert listed(window)[0] == ["W_Q", "1 of 12", "−3  [1, 3]", "−60 %"]
    window.copy.click()
    text = QApplication.clipboard().text()
    assert text.startswith(f"A: {second.name}, B: {first.name}\nW_Q[1, 3] −3 → Q 2 cells")
    assert text.split("\n")[3].split("\t")[:4] == ["W_Q", "1", "12", "-3"]
    kept.delete(second.key)
    settle(0.1)
    assert window.first.key == NOW


def test_what_cannot_be_compared_is_listed_with_both_shapes(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    document.last_step()
    window = opened(qtbot, document, appearance)
    document.set_sentence("I love strong tea")
    settle(0.1)
    assert ["X", "not comparable: 3×4 before, 4×4 now", "", ""] in listed(window)
    window.nodes.choose("X")
    assert window.nodes.node != "X"
    document.edit_cells("X", {(3, 0): 7.0})
    settle(0.1)
    assert listed(window)[0][:2] == ["X", "1 of 16"]
    window.first.show_side(START)
    window.refresh()
    assert ["X", "not comparable: 3×4 before, 4×4 now", "", ""] in listed(window)


def test_other_words_stand_beside_the_numbers_they_belong_to(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    document.last_step()
    window = opened(qtbot, document, appearance)
    document.set_sentence("I love coffee")
    settle(0.1)
    window.nodes.choose("X")
    labels = [list(pane.source.plane.labels(down=True)) for pane in window.view.panes]
    assert labels[0] == ["I", "love", "tea"]
    assert labels[1:] == [["I", "love", "coffee"]] * 3


def test_heads_have_planes_of_their_own(qtbot: QtBot, appearance: Appearance) -> None:
    document = example(Config(d_model=8, d_k=4, d_v=4, heads=2, extent="attention"))
    window = opened(qtbot, document, appearance)
    document.edit_cells("W_Q", {(1, 2, 3): 4.0})
    settle(0.1)
    window.nodes.choose("Q")
    assert not window.view.heads.isHidden()
    assert not shown(window)[2].any()
    index = 1
    window.view.heads.setCurrentIndex(index)
    window.view.heads.activated.emit(index)
    assert document.head == 1
    assert np.array_equal(shown(window)[1], document.value("Q")[1])
    assert shown(window)[2].any(axis=0).tolist() == [False, False, False, True]
    document.set_head(0)
    settle(0.1)
    assert not shown(window)[2].any()


def test_masked_scores_have_no_difference(qtbot: QtBot, appearance: Appearance) -> None:
    document = example(Config(d_model=8, d_k=4, d_v=4, extent="head", mask="causal"))
    window = opened(qtbot, document, appearance)
    document.edit_cells("mask", {(0, 1): 1.0})
    settle(0.1)
    window.nodes.choose("masked_scores")
    before, after, step, part = shown(window)
    assert before[0, 1] == -np.inf
    assert np.isfinite(after[0, 1])
    assert step[0, 1] == np.inf
    assert np.isnan(part[0, 1])
    assert step[0, 2] == 0.0  # left out before and after
    assert window.view.panes[2].source.peak == 1.0  # of the finite differences, which are all 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_large_matrix_is_painted_from_its_array(
    qtbot: QtBot, appearance: Appearance, theme: str
) -> None:
    appearance.set_mode(theme)
    document = Document(find_scenario("paper-base"))
    document.last_step()
    window = opened(qtbot, document, appearance)
    document.edit_cells("W_1", {(300, 1500): 3.0})
    settle(0.1)
    window.nodes.choose("W_1")
    assert [values.shape for values in shown(window)] == [(512, 2048)] * 4
    assert np.argwhere(shown(window)[2]).tolist() == [[300, 1500]]
    pane = window.view.panes[2]
    assert pane.plot is not None
    assert pane.plot.entries.shape == (512, 2048)
    pane.plot.settle()
    assert (pane.plot.image.image == pane.plot.image.image.max()).sum() == 1  # no sample misses it
    window.view.zoom_by(8)
    assert pane.lens is not None
    for other in window.view.panes:
        assert other.lens is not None
        assert other.lens.smallest == pytest.approx(pane.lens.smallest)
        assert other.lens.left == pytest.approx(pane.lens.left, abs=8)  # labels take some more room
    pane.reveal((300, 1500))
    visible = [other.lens.visible() for other in window.view.panes if other.lens is not None]
    assert len(visible) == 4
    assert all(rows.start <= 300 < rows.stop and columns.start <= 1500 < columns.stop
               for rows, columns in visible)  # fmt: skip
    window.view.fit()
    assert pane.lens.whole
    start = time.perf_counter()
    window.refresh()
    assert time.perf_counter() - start < 1.0
    appearance.set_mode("light")


def test_what_the_lesson_has_not_shown_is_nowhere(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    """No hidden number in a text, a tool tip, a spoken word, a matrix, a scale, the clipboard."""
    document.edit_cells("W_Q", {(0, 2): 1234.5})
    document.edit_cells("W_K", {(0, 2): 4321.5})
    document.go_to(document.lesson.find("score-cell"))
    window = opened(qtbot, document, appearance)
    window.first.show_side(START)
    window.moved_only.setChecked(False)
    window.refresh()
    visible = document.visible()
    secrets = set()
    for key in (START, NOW):
        for name, mask in visible.items():
            values = window._comparing.side(key).value(name)
            secrets |= {f"{v:.0f}" for v in values[~mask].tolist() if abs(v) > 1000}
    assert len(secrets) > 5
    names = [row[0] for row in listed(window)]
    assert "weights" not in names
    assert "scores" in names
    window.nodes.choose("scores")
    for pane, values in zip(window.view.panes, shown(window), strict=True):
        assert np.isnan(values[~visible["scores"]]).all()
        finite = np.abs(values[np.isfinite(values)])
        assert pane.source.peak <= max(float(finite.max()), 1.0)
    window.copy.click()
    said = everything_said(window) + QApplication.clipboard().text()
    said += "\n".join("\t".join(row) for row in listed(window))
    for column in range(4):
        for row in range(window.nodes.model().rowCount()):
            index = window.nodes.model().index(row, column)
            said += f"\n{index.data(Qt.ItemDataRole.ToolTipRole)}"
    assert not [secret for secret in secrets if secret in said.replace("−", "-")]
    for place in np.argwhere(~visible["scores"]).tolist():
        window.view._on_chosen((place[0], place[1]))
        assert window.view.said.text().startswith("Point at a cell")


def test_a_hidden_number_does_not_reach_the_planes(
    document: Document, appearance: Appearance
) -> None:
    comparing = Comparing(document, document)
    document.go_to(document.lesson.find("score-cell"))
    hidden = ~document.visible()["scores"]
    first = planes_of(comparing, BEFORE, NOW, "scores", 0)
    document.edit_cells("scores", {(2, 2): 9e9})
    assert hidden[2, 2]
    second = planes_of(comparing, BEFORE, NOW, "scores", 0)
    for a, b in zip(first.all, second.all, strict=True):
        np.testing.assert_array_equal(a.plane.values, b.plane.values)
        assert (a.peak, a.decimals) == (b.peak, b.decimals)


def test_snapshots_are_kept_renamed_and_deleted_by_hand(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    window = opened(qtbot, document, appearance)
    window.activateWindow()
    panel, kept = window.kept, window._comparing.snapshots
    assert panel.note.text().startswith("None yet")
    panel.keep.click()
    document.edit_cells("W_Q", {(0, 2): 2.0})
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_K, both)
    assert [s.name for s in kept.all] == ["Snapshot 1", "Snapshot 2 · W_Q[1, 3] = 2"]
    assert panel.note.text() == "2 of at most 12, < 0.1 MB in all. A .softmix file keeps them."
    panel.names.item(0).setText("first")
    panel.names.item(1).setText("  ")
    assert [s.name for s in kept.all] == ["first", "Snapshot 2 · W_Q[1, 3] = 2"]
    assert panel.names.item(1).text() == "Snapshot 2 · W_Q[1, 3] = 2"
    assert window.first.findText("first") >= 0
    panel.names.setCurrentRow(0)
    QTest.keyClick(panel.names, Qt.Key.Key_Delete)
    assert [s.name for s in kept.all] == ["Snapshot 2 · W_Q[1, 3] = 2"]
    panel.delete.click()
    assert not panel.delete.isEnabled()

"""1024 × 3072: opened at once, painted from the array, edited, copied and pasted as a whole."""

from __future__ import annotations

import json
import subprocess
import sys
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from engine.pipeline import Config
from gui.appearance import Appearance
from gui.document import Document
from gui.matrix.clipboard import PasteRefused, to_grid, to_text
from gui.matrix.table_model import MatrixTableModel
from gui.values import LiveValues
from tests.gui.matrix_help import example, open_window, settle

# The offscreen platform says so of every window that has a least size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CTRL = Qt.KeyboardModifier.ControlModifier
LARGE = Config(d_model=1024, d_k=4, d_v=4, heads=2, d_ff=3072, extent="block")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def large(qapp: object) -> Document:
    """W_1 is 1024 × 3072; W_Q is [2, 1024, 4]; ffn_hidden is 3 × 3072."""
    return example(LARGE)


@pytest.fixture(autouse=True)
def untouched(large: Document) -> None:
    """Every test starts from the same numbers."""
    while large.undo_stack.canUndo():
        large.undo()
    large.undo_stack.clear()
    large.set_head(0)


_MEASURE = """
import json, os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, {root!r})
import numpy as np
from PySide6.QtWidgets import QApplication
from gui.appearance import Appearance
from gui.drawing.fonts import load_fonts
app = QApplication([])
load_fonts()
from gui.matrix.window import MatrixWindow
from tests.gui.matrix_help import example, settle
from tests.gui.test_matrix_large import LARGE

def memory(field):
    for line in open("/proc/self/status", encoding="ascii"):
        if line.startswith(field):
            return int(line.split()[1]) / 1024

appearance = Appearance("light")
appearance.apply()
small, large = example(LARGE), None
before = memory("VmRSS")
peak = memory("VmHWM")
window = MatrixWindow(small, appearance, "W_1")
window.show()
settle(0.5)
opened = memory("VmRSS") - before
window.figures.sums.click()
window.figures.spread.click()
for at in range(0, 60000, 3000):
    window.numbers.horizontalScrollBar().setValue(at)
    window.numbers.verticalScrollBar().setValue(at // 3)
    window.heat.zoom_by(1)
    settle(0.02)
print(json.dumps({{"opened": opened, "used": memory("VmRSS") - before}}))
window.close()
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_opening_the_window_adds_less_than_60_megabytes() -> None:
    code = _MEASURE.format(root=str(ROOT))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    measured = json.loads(done.stdout.splitlines()[-1])
    assert 0 < measured["opened"] < 60
    assert measured["used"] < 80  # sums, histogram, scrolling and zooming as well


def test_nothing_as_large_as_the_matrix_is_made_of_python_objects(
    qtbot: QtBot, large: Document, appearance: Appearance
) -> None:
    cells = 1024 * 3072
    window = open_window(qtbot, large, appearance, "W_1")
    settle(0.3)
    window.close()
    tracemalloc.start()
    try:
        window = open_window(qtbot, large, appearance, "W_1")
        settle(0.3)
        window.numbers.verticalScrollBar().setValue(9000)
        settle(0.05)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    # a byte a cell for the picture and as much in between; a list would take 8 or 32 times that
    assert peak < 3 * cells
    window.close()


def test_a_repaint_reads_no_more_than_what_is_in_sight(
    qtbot: QtBot, large: Document, appearance: Appearance, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(qtbot, large, appearance, "W_1")
    settle(0.3)
    asked: list[int] = []
    changed = LiveValues.changed_cells

    def spy(self: LiveValues, name: str, part: tuple[int | slice, ...] = ()) -> np.ndarray:
        found = changed(self, name, part)
        asked.append(found.size)
        return found

    def never(*_: object) -> object:
        raise AssertionError("no cell is asked for one by one")

    monkeypatch.setattr(LiveValues, "changed_cells", spy)
    monkeypatch.setattr(MatrixTableModel, "data", never)
    window.numbers.horizontalScrollBar().setValue(5000)
    window.numbers.viewport().repaint()
    assert asked
    assert max(asked) < 2000
    window.close()


def test_an_edit_of_a_large_matrix_moves_its_cell(
    qtbot: QtBot, large: Document, appearance: Appearance
) -> None:
    window = open_window(qtbot, large, appearance, "W_1")
    before = large.value("W_1").copy()
    large.select("W_1", (1023, 3071))
    assert window.table.setData(window.numbers.currentIndex(), "2.5")
    assert large.value("W_1")[1023, 3071] == 2.5
    assert np.count_nonzero(large.value("W_1") != before) == 1
    assert window.figures.facts.text().startswith("min ")
    assert 3071 in window.numbers.in_sight()[1]
    large.undo()
    assert np.array_equal(large.value("W_1"), before)
    window.close()


# -- the clipboard ---------------------------------------------------------------------------------


def test_all_of_it_is_copied_and_comes_back_the_same(
    qtbot: QtBot, large: Document, appearance: Appearance
) -> None:
    window = open_window(qtbot, large, appearance, "W_1")
    window.numbers.setFocus()
    qtbot.keyClick(window.numbers, Qt.Key.Key_A, CTRL)
    qtbot.keyClick(window.numbers, Qt.Key.Key_C, CTRL)
    text = QGuiApplication.clipboard().text()
    QGuiApplication.clipboard().clear()
    before = large.value("W_1").copy()
    assert np.array_equal(to_grid(text).values, before)
    window.close()


@pytest.mark.parametrize("transposed", [False, True])
def test_a_large_block_is_pasted_as_one_undo_step(
    qtbot: QtBot, large: Document, appearance: Appearance, transposed: bool
) -> None:
    window = open_window(qtbot, large, appearance, "W_1")
    window.table.set_transposed(transposed)
    before = large.value("W_1").copy()
    block = np.random.default_rng(3).standard_normal((300, 400))
    QGuiApplication.clipboard().setText(to_text(block))
    large.select("W_1", (600, 700) if not transposed else (600, 2000))
    window.numbers.paste()
    QGuiApplication.clipboard().clear()
    expected = before.copy()
    if transposed:
        expected[600:1000, 2000:2300] = block.T
    else:
        expected[600:900, 700:1100] = block
    assert np.array_equal(large.value("W_1"), expected)
    assert large.undo_stack.count() == 1
    assert large.undo_stack.undoText() == "Set 120000 cells of W_1"
    assert large.changed_cells("W_1").sum() == 120000
    large.undo()
    assert np.array_equal(large.value("W_1"), before)
    large.redo()
    assert np.array_equal(large.value("W_1"), expected)
    window.close()


def test_a_large_block_goes_into_the_head_in_view(
    qtbot: QtBot, large: Document, appearance: Appearance
) -> None:
    window = open_window(qtbot, large, appearance, "W_Q")
    large.set_head(1)
    before = large.value("W_Q").copy()
    block = np.arange(4096.0).reshape(1024, 4)
    QGuiApplication.clipboard().setText(to_text(block))
    window.numbers.paste()
    QGuiApplication.clipboard().clear()
    assert np.array_equal(large.value("W_Q")[1], block)
    assert np.array_equal(large.value("W_Q")[0], before[0])
    window.close()


def test_one_bad_number_in_a_large_block_refuses_it_whole(
    qtbot: QtBot, large: Document, appearance: Appearance
) -> None:
    window = open_window(qtbot, large, appearance, "W_1")
    before = large.value("W_1").copy()
    for bad in ("1e999", "x"):
        fields = [["0.5"] * 200 for _ in range(100)]
        fields[77][123] = bad
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in fields))
        window.numbers.paste()
        assert window.message.text().endswith("Nothing was pasted.")
        assert np.array_equal(large.value("W_1"), before)
        assert large.undo_stack.count() == 0
    QGuiApplication.clipboard().clear()
    window.close()


def test_a_large_block_pins_and_is_released_at_once(
    qtbot: QtBot, large: Document, appearance: Appearance
) -> None:
    window = open_window(qtbot, large, appearance, "ffn_hidden")
    before = large.value("ffn_hidden").copy()
    block = np.full((3, 3072), 0.25)
    QGuiApplication.clipboard().setText(to_text(block))
    window.numbers.paste()
    QGuiApplication.clipboard().clear()
    assert np.array_equal(large.value("ffn_hidden"), block)
    assert window.table.plane.pinned == 3 * 3072
    window.grab()
    window.numbers.setFocus()
    qtbot.keyClick(window.numbers, Qt.Key.Key_A, CTRL)
    qtbot.keyClick(window.numbers, Qt.Key.Key_Delete)
    assert large.evaluator.overrides("ffn_hidden") == {}
    assert np.array_equal(large.value("ffn_hidden"), before)
    assert large.undo_stack.count() == 2
    window.close()


@pytest.mark.parametrize("trailing", ["", "\n", "\r\n"])
def test_text_of_every_kind_reads_the_same_large_and_small(trailing: str) -> None:
    rng = np.random.default_rng(5)
    numbers = np.round(rng.standard_normal((80, 90)) * 100, 2)
    numbers[0, 0], numbers[1, 1], numbers[2, 2] = -0.0, 1e-7, 3e20
    text = to_text(numbers) + trailing
    assert np.array_equal(to_grid(text).values, numbers)
    assert np.signbit(to_grid(text).values[0, 0])
    fields = [line.split("\t") for line in to_text(numbers).split("\n")]
    assert [float(f) for row in fields for f in row] == numbers.ravel().tolist()
    assert not any(f.endswith(".0") for row in fields for f in row)
    typed = "\n".join("; ".join(f.replace("-", "−") for f in row) for row in fields)
    assert np.array_equal(to_grid(typed).values, numbers)


def test_far_too_much_text_is_refused_without_reading_it() -> None:
    with pytest.raises(PasteRefused, match="too much to read"):
        to_grid("½ " * 3_000_000)

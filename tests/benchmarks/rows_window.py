"""The window: from an edit to the picture, a flood of events, a large matrix repainted."""

from __future__ import annotations

import tempfile
import threading
import time
from pathlib import Path

import numpy as np
from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QSettings,
    Qt,
)
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from engine.pipeline import Config
from engine.scenario import find_scenario
from gui.app import application, build
from gui.appearance import Appearance
from gui.document import Document
from gui.main_window import MainWindow
from gui.matrix.window import MatrixWindow
from tests.benchmarks.rows_engine import drawn
from tests.benchmarks.table import Action, Row, medians, p95

#: Windows and documents stay: what is measured is no teardown.
_KEPT: list[object] = []


def rows(quick: bool) -> list[Row]:
    """All rows of the window."""
    app = application()
    window = _window(app)
    made: list[Row] = []
    for title, source, words, goal in (
        ("toy", "worked-example", 0, 12.0),
        ("paper block", "paper-base", 8 if quick else 64, 4.0),
    ):
        window.document.open(find_scenario(source))
        if words:
            window.document.set_sentence(" ".join(f"w{index}" for index in range(words)))
        window.document.last_step()
        settle(app)
        made.append(_edit(app, window, title, goal, words, quick))
        made.append(_flood(app, window, title, 0.5 if quick else 4.0))
    window.document.mark_saved()
    window.hide()
    return [*made, *_large(app, quick)]


def settle(app: QApplication) -> None:
    """Until nothing is left to do or to paint."""
    app.processEvents()
    app.processEvents()


def _window(app: QApplication) -> MainWindow:
    folder = tempfile.TemporaryDirectory()
    store = QSettings(str(Path(folder.name) / "settings.ini"), QSettings.Format.IniFormat)
    window = build("worked-example", None, "en", "light", store)
    _KEPT.extend((folder, window, window.document))
    window.resize(1280, 800)
    window.show()
    settle(app)
    return window


# -- from an edit to the picture -------------------------------------------------------------------


def _edit(
    app: QApplication, window: MainWindow, title: str, goal: float, words: int, quick: bool
) -> Row:
    document = window.document
    node = "E" if "E" in document.graph else "X"

    def edit(turn: int) -> None:
        document.edit_cells(node, {(0, 0): 1 + turn % 7 / 10})
        settle(app)

    actions: dict[str, Action] = {"ours": edit}
    peer = notebook(words or 3, 512 if words else 4, 8 if words else 1)
    if peer is not None:
        actions["notebook"] = peer
    found = medians(actions, 4 if quick else 40)
    return Row(
        f"edit → everything visible painted, {title}", "notebook: torch, one heat map drawn",
        found["ours"], found.get("notebook"), goal, at_least=True,
    )  # fmt: skip


def notebook(words: int, d_model: int, heads: int) -> Action | None:
    """What one runs again in a notebook: torch's attention, its weights as a heat map, drawn.

    The figure is kept and only its numbers are set, which is the quickest way to do it.
    """
    try:
        import torch
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError:
        return None
    attention = torch.nn.MultiheadAttention(d_model, heads, batch_first=True)
    given = torch.randn(1, words, d_model)
    canvas = FigureCanvasAgg(Figure(figsize=(6, 5)))
    picture = canvas.figure.add_subplot().imshow(np.zeros((words, words)), vmin=0, vmax=1)

    def run(turn: int) -> None:
        with torch.no_grad():
            given[0, 0, 0] = 1 + turn % 7 / 10
            weights = attention(given, given, given)[1]
        picture.set_data(weights[0].numpy())
        canvas.draw()

    return run


# -- a flood of events -----------------------------------------------------------------------------


class _Moved(QEvent):
    """The pointer is at another place: a moment and the number it stands for."""

    kind = QEvent.Type(QEvent.registerEventType())

    def __init__(self, moment: float, value: float) -> None:
        super().__init__(self.kind)
        self.moment = moment
        self.value = value


class _Hand(QObject):
    """Takes a thousand moves a second, and notes how far behind the picture is when painted."""

    def __init__(self, document: Document, node: str, canvas: QWidget) -> None:
        super().__init__()
        self._document, self._node = document, node
        self._moments: dict[float, float] = {}
        self._canvas = canvas
        self.behind: list[float] = []
        canvas.installEventFilter(self)

    def customEvent(self, event: QEvent) -> None:
        assert isinstance(event, _Moved)
        self._moments[event.value] = event.moment
        self._document.drag_to(self._node, (0, 0), event.value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.moments_shown()
        return False

    def moments_shown(self) -> None:
        """The picture holds the number of now: how old is it?"""
        shown = float(self._document.value(self._node)[0, 0])
        moment = self._moments.pop(shown, None)
        if moment is not None:
            self.behind.append((time.perf_counter() - moment) * 1000)


def _flood(app: QApplication, window: MainWindow, title: str, seconds: float) -> Row:
    document = window.document
    node = "E" if "E" in document.graph else "X"
    hand = _Hand(document, node, window.diagram.viewport())
    _KEPT.append(hand)
    document.begin_drag()
    end = time.perf_counter() + seconds

    def post() -> None:
        count = 0
        start = time.perf_counter()
        while time.perf_counter() < end:
            count += 1
            moment = time.perf_counter()
            QCoreApplication.postEvent(hand, _Moved(moment, 1 + count / 1e6))
            time.sleep(max(0.0, start + count / 1000 - time.perf_counter()))

    thread = threading.Thread(target=post)
    thread.start()
    while thread.is_alive():
        app.processEvents()
    settle(app)
    thread.join()
    document.end_drag()
    window.diagram.viewport().removeEventFilter(hand)
    rate = len(hand.behind) / seconds
    behind = p95(hand.behind) if hand.behind else float("inf")
    note = f"{rate:.0f} pictures a second"
    return Row(f"drag at 1000 events/s, {title}: p95 behind", "–", behind, None, 16.7, note=note)


# -- a large matrix --------------------------------------------------------------------------------


class _Plain(QAbstractTableModel):
    """A matrix as most would show it: texts and colours made in Python when Qt asks."""

    def __init__(self, matrix: np.ndarray) -> None:
        super().__init__()
        self.matrix = matrix
        self._peak = float(np.abs(matrix).max())

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return int(self.matrix.shape[0])

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return int(self.matrix.shape[1])

    def data(self, index: QModelIndex, role: int = 0) -> object:
        value = self.matrix[index.row(), index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{value:.3f}"
        if role == Qt.ItemDataRole.BackgroundRole:
            shade = int(255 - 120 * abs(value) / self._peak)
            return QColor(shade, shade, 255) if value > 0 else QColor(255, shade, shade)
        return None


def _large(app: QApplication, quick: bool) -> list[Row]:
    config = Config(1024, 64, 64, heads=8, d_ff=3072, extent="block", vectors="real")
    scenario = find_scenario("worked-example")
    document = Document(scenario.with_state(drawn(config, 3)))
    appearance = Appearance("light")
    appearance.apply()
    window = MatrixWindow(document, appearance, "W_1")
    window.resize(1280, 800)
    window.show()
    table = QTableView()
    table.setModel(_Plain(document.value("W_1")))
    table.verticalHeader().setDefaultSectionSize(24)
    table.horizontalHeader().setDefaultSectionSize(64)
    _KEPT.extend((document, window, table))
    settle(app)
    table.resize(window.numbers.viewport().size())
    table.show()
    settle(app)

    def repaint(widget: QWidget) -> Action:
        def run(_: int) -> None:
            widget.update()
            settle(app)

        return run

    rounds = 5 if quick else 40
    theirs = repaint(table.viewport())
    found = medians({"ours": repaint(window.numbers.viewport()), "theirs": theirs}, rounds)
    numbers = Row("1024 × 3072 as numbers, full repaint", "QTableView, data() in Python",
                  found["ours"], found["theirs"], 4, at_least=True)  # fmt: skip
    window.show_layout("heatmap")
    window.heat.fit()
    settle(app)

    def change(turn: int) -> None:
        document.evaluator.set_cell("W_1", (0, 0), turn / 10)
        window.heat.refresh()
        settle(app)

    found = medians({"ours": change, "theirs": theirs}, rounds)
    heat = Row("1024 × 3072 as a heat map, full repaint", "QTableView, data() in Python",
               found["ours"], found["theirs"], 4, at_least=True)  # fmt: skip
    limit = Row("the slower of the two", "–", max(numbers.ours, heat.ours), None, 8.0)
    window.hide()
    table.hide()
    return [numbers, heat, limit]

"""The runs that were kept as a table: which is drawn, how each was learnt, how it ended."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from engine.numbers import format_number
from engine.runs import Run
from gui.appearance import Appearance
from gui.drawing.fonts import scaled
from gui.training.curves import run_pen
from gui.training.kept import KeptRuns
from gui.training.settings import task_title

_NUMBER = Qt.ItemDataRole.UserRole
_ROW, _COLUMNS = 28, 10
_SWATCH = QSize(22, 14)


class RunTable(QTableView):
    """A row for each run; its box says whether it is drawn, Delete lets the selected ones go."""

    def __init__(
        self, kept: KeptRuns, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("runTable")
        self._kept, self._appearance = kept, appearance
        self._filling = False
        self._items = QStandardItemModel(0, _COLUMNS, self)
        self.setModel(self._items)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setIconSize(_SWATCH)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(scaled(_ROW))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self._items.itemChanged.connect(self._on_ticked)
        appearance.changed.connect(self.refresh)
        self.refresh()

    @property
    def selected(self) -> set[int]:
        """The numbers of the runs whose rows are selected."""
        rows = self.selectionModel().selectedRows(0)
        return {int(index.data(_NUMBER)) for index in rows}

    def tick(self, number: int, on: bool) -> None:
        """Tick the box of a run, or not."""
        for row in range(self._items.rowCount()):
            item = self._items.item(row, 0)
            if item.data(_NUMBER) == number:
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def texts(self, row: int) -> list[str]:
        """What stands in a row."""
        return [self._items.item(row, column).text() for column in range(_COLUMNS)]

    def refresh(self) -> None:
        """Write every row anew; what was selected stays selected."""
        before = self.selected
        self._filling = True
        self._items.setHorizontalHeaderLabels(
            [
                self.tr("Run"), self.tr("Task"), self.tr("Optimiser"), self.tr("Learning rate"),
                self.tr("Weight decay"), self.tr("Batch"), self.tr("Seed"), self.tr("Steps"),
                self.tr("Loss"), self.tr("Right on unseen"),
            ]
        )  # fmt: skip
        self._items.removeRows(0, self._items.rowCount())
        drawn = {run.number for run in self._kept.shown}
        for run in self._kept.all:
            self._items.appendRow(self._row(run, run.number in drawn))
        select = self.selectionModel()
        flags = select.SelectionFlag.Select | select.SelectionFlag.Rows
        for row, run in enumerate(self._kept.all):
            if run.number in before:
                select.select(self._items.index(row, 0), flags)
        self._filling = False
        rows = max(len(self._kept.all), 1)
        self.setFixedHeight(scaled(_ROW) * rows + self.horizontalHeader().sizeHint().height() + 6)
        self.setAccessibleName(self.tr("Runs that were kept"))

    def _row(self, run: Run, drawn: bool) -> list[QStandardItem]:
        recipe = run.recipe
        share = self.tr("{percent} %").format(percent=format_number(run.accuracy * 100, 1))
        decay = format_number(recipe.decay) if recipe.optimiser == "adamw" else "–"
        loss = format_number(run.loss, 4)
        if recipe.loss == "squared-error":  # no number to hold against a cross-entropy
            loss = self.tr("{loss} (squared error)").format(loss=loss)
        texts = (
            str(run.number), task_title(run.task), recipe.optimiser, format_number(recipe.rate),
            decay, str(recipe.batch), str(recipe.seed), str(run.steps),
            loss, share,
        )  # fmt: skip
        items = [QStandardItem(text) for text in texts]
        items[0].setData(run.number, _NUMBER)
        items[0].setCheckable(True)
        items[0].setCheckState(Qt.CheckState.Checked if drawn else Qt.CheckState.Unchecked)
        items[0].setIcon(self._swatch(run.slot))
        return items

    def _swatch(self, slot: int) -> QIcon:
        """A piece of its curve."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(_SWATCH * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(run_pen(self._appearance.theme, slot, 3))
        painter.drawLine(0, _SWATCH.height() // 2, _SWATCH.width(), _SWATCH.height() // 2)
        painter.end()
        return QIcon(picture)

    def _on_ticked(self, item: QStandardItem) -> None:
        if not self._filling and item.column() == 0:
            self._kept.show(int(item.data(_NUMBER)), item.checkState() == Qt.CheckState.Checked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self._kept.remove(self.selected)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)

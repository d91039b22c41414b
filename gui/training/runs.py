"""Runs side by side: a table of them, and their curves over one another."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from engine.errors import SoftmixError
from engine.files import write_file
from engine.runs import running_mean, runs_csv, steps_csv
from gui.appearance import Appearance
from gui.export.png import png_bytes
from gui.i18n import error_text
from gui.training.curves import Curve
from gui.training.kept import KeptRuns
from gui.training.legend import RunLegend
from gui.training.run_table import RunTable

_HEIGHT = 190
#: Losses of batches jump about; a mean of so many lets curves be told apart.
SMOOTHED = 15


class RunsWindow(QWidget):
    """Compares the runs that were kept; it closes with the training window.

    Attributes:
        sheet: what a picture of it shows.
    """

    def __init__(self, kept: KeptRuns, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("runsWindow")
        self._kept = kept
        self._about, self._fault = QLabel(), QLabel()
        self._about.setWordWrap(True)
        self._about.setProperty("kind", "muted")
        self._fault.setObjectName("runsFault")
        self._fault.setProperty("kind", "wrong")
        self._fault.setWordWrap(True)
        self.table = RunTable(kept, appearance)
        self.legend = RunLegend(appearance)
        self.loss = Curve("runLosses", appearance, height=_HEIGHT)
        self.accuracy = Curve("runAccuracies", appearance, height=_HEIGHT)
        self.norms = Curve("runGradients", appearance, height=_HEIGHT)
        self._titles = QLabel(), QLabel(), QLabel(), QLabel()
        for title in self._titles:
            title.setProperty("kind", "heading")
        self._remove, self._save = QPushButton(), QPushButton()
        for button, name in ((self._remove, "removeRunsButton"), (self._save, "saveRunsButton")):
            button.setObjectName(name)
            button.setProperty("kind", "outlined")
        self.sheet = QWidget()
        self.sheet.setObjectName("runSheet")
        self._build()
        self._remove.clicked.connect(self._remove_selected)
        self._save.clicked.connect(self._save_runs)
        self.table.selectionModel().selectionChanged.connect(self._follow)
        kept.changed.connect(self.refresh)
        self._retranslate()
        self.refresh()
        self.resize(1000, 780)

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        parts: tuple[QWidget, ...] = (self.loss, self.accuracy, self.norms, self.legend)
        for place, (title, part) in enumerate(zip(self._titles, parts, strict=True)):
            row, side = 2 * (place // 2), place % 2
            grid.addWidget(title, row, side)
            grid.addWidget(part, row + 1, side)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 1)
        grid.setRowStretch(3, 1)
        sheet = QVBoxLayout(self.sheet)
        sheet.setSpacing(14)
        sheet.addWidget(self.table)
        sheet.addLayout(grid, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self._remove)
        buttons.addWidget(self._save)
        buttons.addWidget(self._fault, 1)
        area = QScrollArea()
        area.setObjectName("runArea")
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(self.sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 14)
        column.addWidget(self._about)
        column.addWidget(area, 1)
        column.addLayout(buttons)

    def refresh(self) -> None:
        """Show the runs of now."""
        self.table.refresh()
        shown = self._kept.shown
        self.loss.show_runs([(run.slot, running_mean(run.losses, SMOOTHED)) for run in shown])
        means = [(run.slot, running_mean(run.accuracies, SMOOTHED)) for run in shown]
        self.accuracy.show_runs(means)
        self.norms.show_runs([(run.slot, running_mean(run.norms, SMOOTHED)) for run in shown])
        self.legend.show_runs(shown)
        self._follow()

    def _follow(self, *_: object) -> None:
        self._remove.setEnabled(bool(self.table.selected))
        self._save.setEnabled(bool(self._kept.all))

    def _remove_selected(self) -> None:
        self._kept.remove(self.table.selected)

    def _save_runs(self) -> None:
        """Ask where to, and write what the ending and the chosen kind ask for."""
        table = self.tr("Table of runs, CSV (*.csv)")
        steps = self.tr("Every step, CSV (*.csv)")
        picture = self.tr("Picture, PNG (*.png)")
        name, kind = QFileDialog.getSaveFileName(
            self, self.tr("Save the runs"), "runs.csv", ";;".join((table, steps, picture))
        )
        if not name:
            return
        path = Path(name)
        if path.suffix.lower() == ".png" or (kind == picture and not path.suffix):
            data = png_bytes(self.sheet.grab().toImage(), title=self.windowTitle())
        else:
            text = steps_csv(self._kept.all) if kind == steps else runs_csv(self._kept.all)
            data = text.encode()
        self._fault.clear()
        try:
            write_file(path, data)
        except SoftmixError as error:
            self._fault.setText(error_text(error))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.refresh()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Softmix: runs"))
        self._about.setText(
            self.tr(
                "Runs that were kept. The box draws a run or not. Curves are means of {count} "
                "steps; files hold every number as it was."
            ).format(count=SMOOTHED)
        )
        titles = (
            self.tr("Loss"), self.tr("Accuracy"), self.tr("Length of the gradient"),
            self.tr("Which is which"),
        )  # fmt: skip
        for title, text in zip(self._titles, titles, strict=True):
            title.setText(text)
        for curve, text in zip((self.loss, self.accuracy, self.norms), titles, strict=False):
            curve.setAccessibleName(text)
        self._remove.setText(self.tr("Remove"))
        self._save.setText(self.tr("Save the runs…"))
        for button in (self._remove, self._save):
            button.setAccessibleName(button.text())

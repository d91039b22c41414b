"""Matrices to and from files of other programs: dialogs, and what is said of them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from engine.errors import SoftmixError
from engine.exchange import VALUE_SUFFIXES, choose_format, encode
from gui.document import Document
from gui.saving import save_bytes
from gui.settings import Settings
from gui.trouble import tell

_ALL = ("xlsx", "npz", "json", "csv", "latex")
_ONE = ("csv", "npy", "json", "latex")


class MatrixFiles(QObject):
    """Exports the selected matrix or all of them, and imports what a file holds.

    Signals:
        done: what was exported or imported, as a sentence.
    """

    done = Signal(str)

    def __init__(self, window: QWidget, document: Document, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._document = document
        self._settings = settings

    def export_all(self) -> bool:
        """Ask for a file and write every matrix. Returns whether it is written."""
        name = self._document.path.stem if self._document.path else self._document.scenario.name
        return self._export(self.tr("Export all matrices"), name, _ALL, self._document.graph.order)

    def export_selected(self) -> bool:
        """Ask for a file and write the selected matrix. Returns whether it is written."""
        node = self._document.node
        return self._export(self.tr("Export {node}").format(node=node), node, _ONE, (node,))

    def _export(
        self, title: str, name: str, forms: tuple[str, ...], nodes: tuple[str, ...]
    ) -> bool:
        if self._document.predicting.asking:  # what is covered is not told
            return False
        kinds = {self._kind(form): form for form in forms}
        start = Path(self._settings.folder) / f"{name}{VALUE_SUFFIXES[forms[0]]}"
        chosen, kind = QFileDialog.getSaveFileName(
            self._window, title, str(start), ";;".join(kinds)
        )
        if not chosen:
            return False
        path = Path(chosen)
        if not path.suffix:
            path = path.with_suffix(VALUE_SUFFIXES[kinds.get(kind, forms[0])])
        try:
            form = choose_format(None, path, VALUE_SUFFIXES)
            save_bytes(path, self._data(form, nodes))
        except SoftmixError as error:
            tell(self._window, error)
            return False
        self._settings.folder = str(path.parent)
        self.done.emit(self.tr("Written: {name}.").format(name=path.name))
        return True

    def _data(self, form: str, nodes: tuple[str, ...]) -> bytes:
        document = self._document
        document.end_trial()
        if form == "xlsx":
            title = document.scenario.title
            from engine.workbook import WORKBOOK_NOTE, labels_of, write_workbook

            return write_workbook(
                document.evaluator,
                labels_of(document.state(), document.language),
                title.zh if document.language == "zh" else title.en,
                QCoreApplication.translate("workbook", WORKBOOK_NOTE),
            )
        return encode({node: document.value(node) for node in nodes}, form)

    def _kind(self, form: str) -> str:
        names = {
            "xlsx": self.tr("Spreadsheet with formulas"),
            "npz": "numpy, npz",
            "npy": "numpy, npy",
            "json": "JSON",
            "csv": "CSV",
            "latex": "LaTeX",
        }
        return f"{names[form]} (*{VALUE_SUFFIXES[form]})"

    def import_file(self) -> bool:
        """Ask for a file and take its matrices. Returns whether anything changed."""
        from engine.imports import SUFFIXES  # the first time a file is asked for

        patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        chosen, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Import matrices"),
            self._settings.folder,
            self.tr("Matrices ({patterns})").format(patterns=patterns)
            + ";;"
            + self.tr("All files (*)"),
        )
        return bool(chosen) and self.import_path(Path(chosen))

    def import_path(self, path: Path) -> bool:
        """Take the matrices of a file: one without a name is for the selected node."""
        try:
            from engine.imports import read_matrices

            matrices = read_matrices(path, self._document.node)
            changed = self._document.import_matrices(matrices, path)
        except SoftmixError as error:
            tell(self._window, error)
            return False
        self._settings.folder = str(path.parent)
        names = ", ".join(matrices)
        same = self.tr("{names}: nothing is other than before.")
        self.done.emit((self.tr("Imported: {names}.") if changed else same).format(names=names))
        return changed

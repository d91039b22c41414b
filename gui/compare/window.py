"""Two sides of the open example held against each other, matrix by matrix."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from engine.ops import Cell
from gui.appearance import Appearance
from gui.compare.bar import FlowLabel
from gui.compare.comparing import NOW, Comparing
from gui.compare.flow import as_text, flow_line, place
from gui.compare.node_list import NodeList
from gui.compare.node_view import NodeView
from gui.compare.side_chooser import SideChooser
from gui.compare.snapshot_list import SnapshotList
from gui.drawing.fonts import scaled
from gui.matrix.widgets import icon_button, text_button

#: How long changes are gathered before everything is read anew (ms): a drag goes on meanwhile.
_PAUSE = 15


class CompareWindow(QWidget):
    """Left the nodes along the flow; right before, after, difference and relative difference."""

    def __init__(
        self, comparing: Comparing, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("compareWindow")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(720, 480)
        self._comparing = comparing
        self._document = comparing.document
        self._appearance = appearance
        self._largest: dict[str, Cell | None] = {}
        self._make()
        self._lay_out()
        self._connect()
        self.resize(1180, 760)
        self._retranslate()

    # -- making ------------------------------------------------------------------------------------

    def _make(self) -> None:
        comparing, appearance = self._comparing, self._appearance
        self.first = SideChooser(comparing, appearance)
        self.first.setObjectName("firstSideChooser")
        self.first.show_side(comparing.baseline)
        self.second = SideChooser(comparing, appearance)
        self.second.setObjectName("secondSideChooser")
        self.second.show_side(NOW)
        self._captions = (QLabel("A"), QLabel("B"))
        for caption in self._captions:
            caption.setProperty("kind", "heading")
        self.swap = icon_button("swapSidesButton")
        self.copy = text_button("copyComparisonButton")
        self.flow = FlowLabel()
        self.nodes = NodeList(appearance)
        self.moved_only = QCheckBox()
        self.moved_only.setObjectName("movedOnlyBox")
        self.moved_only.setChecked(True)
        self.kept = SnapshotList(comparing, appearance)
        self.view = NodeView(comparing, appearance)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._captions[0])
        top.addWidget(self.first, 1)
        top.addWidget(self.swap)
        top.addWidget(self._captions[1])
        top.addWidget(self.second, 1)
        top.addStretch(1)
        top.addWidget(self.copy)
        left = QWidget()
        left.setMinimumWidth(scaled(300))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(6)
        column.addWidget(self.nodes, 1)
        column.addWidget(self.moved_only)
        column.addWidget(self.kept)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.view)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([scaled(440), 740])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 14, 20, 12)
        whole.setSpacing(10)
        whole.addLayout(top)
        whole.addWidget(self.flow)
        whole.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self._later.timeout.connect(self.refresh)
        self._comparing.moved.connect(self.refresh_later)
        self._comparing.changed.connect(self.refresh_later)
        self._appearance.changed.connect(self._restyle)
        self.first.side_chosen.connect(self.refresh_later)
        self.second.side_chosen.connect(self.refresh_later)
        self.swap.clicked.connect(self._swap)
        self.copy.clicked.connect(self.copy_text)
        self.nodes.node_chosen.connect(self._show_node)
        self.moved_only.toggled.connect(self.nodes.show_moved_only)
        for name, keys, slot in (
            ("closeWindow", ["Ctrl+W"], self.close),
            ("zoomIn", ["Ctrl++", "Ctrl+="], self._zoom_in),
            ("zoomOut", ["Ctrl+-"], self._zoom_out),
            ("fit", ["Ctrl+0"], self.view.fit),
            ("undo", ["Ctrl+Z"], self._document.undo),
            ("redo", ["Ctrl+Shift+Z", "Ctrl+Y"], self._document.redo),
            ("keep", ["Ctrl+Shift+K"], self._comparing.snapshots.keep),
        ):
            action = QAction(self)
            action.setObjectName(f"{name}Action")
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.triggered.connect(slot)
            self.addAction(action)
        self._restyle()

    # -- what is compared --------------------------------------------------------------------------

    def refresh_later(self, *_: object) -> None:
        """Read everything anew in a moment, if anybody sees it."""
        if self.isVisible() and not self._later.isActive():
            self._later.start()

    def refresh(self) -> None:
        """Read everything anew."""
        self._later.stop()
        comparing, keys = self._comparing, (self.first.key, self.second.key)
        comparison = comparing.comparison(*keys)
        graph = comparing.side(keys[1]).graph
        line = flow_line(comparison, graph, self._name_of)
        self.flow.show_line(line)
        places = {n.name: place(n.name, n.at, self._name_of) for n in comparison.moved}
        self._largest = {node.name: node.at for node in comparison.moved}
        self.nodes.show_comparison(comparison, places)
        self._show_node(self.nodes.node)

    def _name_of(self, name: str, cell: Cell) -> str:
        return self._comparing.cell_name(name, cell, self.second.key)

    def copy_text(self) -> None:
        """Put the flow line and the table of nodes on the clipboard."""
        comparing, keys = self._comparing, (self.first.key, self.second.key)
        comparison = comparing.comparison(*keys)
        sides = comparing.side(keys[0]), comparing.side(keys[1])
        line = flow_line(comparison, sides[1].graph, self._name_of).text
        about = self.tr("A: {first}, B: {second}").format(
            first=comparing.label(keys[0]), second=comparing.label(keys[1])
        )
        text = as_text(comparison, *sides, f"{about}\n{line}", self._name_of)
        QGuiApplication.clipboard().setText(text)

    def _swap(self) -> None:
        first, second = self.first.key, self.second.key
        self.first.show_side(second)
        self.second.show_side(first)
        self.refresh()

    def _show_node(self, name: str) -> None:
        self.view.show_node(name, self.first.key, self.second.key, self._largest.get(name))

    def _zoom_in(self) -> None:
        self.view.zoom_by(1)

    def _zoom_out(self) -> None:
        self.view.zoom_by(-1)

    # -- the window itself -------------------------------------------------------------------------

    def show_baseline(self) -> None:
        """Compare what the diagram compares."""
        self.first.show_side(self._comparing.baseline)
        self.second.show_side(NOW)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self.nodes.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _restyle(self) -> None:
        self.swap.setIcon(self._appearance.icon("transpose"))
        self.copy.setIcon(self._appearance.icon("copy"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Compare – Softmix"))
        self.first.setAccessibleName(self.tr("Side A, before"))
        self.second.setAccessibleName(self.tr("Side B, after"))
        self.swap.setToolTip(self.tr("Swap A and B"))
        self.swap.setAccessibleName(self.tr("Swap A and B"))
        self.copy.setText(self.tr("Copy as text"))
        self.copy.setToolTip(self.tr("The line and a table of all matrices, tab-separated"))
        self.moved_only.setText(self.tr("Only what changed"))
        if self.isVisible():
            self.refresh()

"""One node in a window of its own: numbers, heat map, and how the lit cell is made."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from engine.errors import SoftmixError
from engine.numbers import format_shape
from gui.appearance import Appearance
from gui.document import Document
from gui.drawing.symbols import header_runs
from gui.i18n import error_text
from gui.matrix.cell_explanation import CellExplanation
from gui.matrix.heatmap_view import HeatmapView
from gui.matrix.layout import WINDOW
from gui.matrix.number_view import NumberView
from gui.matrix.size_bar import SizeBar
from gui.matrix.widgets import RunsLabel
from gui.matrix.window_bar import WindowBar
from gui.names import node_title


class MatrixWindow(QWidget):
    """A window that shows one node for as long as the open example has it."""

    def __init__(
        self,
        document: Document,
        appearance: Appearance,
        node: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("matrixWindow")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.document = document
        self.appearance = appearance
        self.numbers = NumberView(document, appearance, node=node, sizes=WINDOW)
        self.table = self.numbers.table
        self.heat = HeatmapView(document, appearance, table=self.table)
        self.explanation = CellExplanation(document, appearance)
        self.explanation.margin = 24
        self.explanation.respect_lesson = False
        self.bar = WindowBar(self.numbers, appearance)
        self.sizes = SizeBar(self.numbers, appearance)
        self._make_header()
        self._lay_out()
        self._make_actions()
        self.bar.layout_chosen.connect(self.show_layout)
        self.numbers.refused.connect(self._show_message)
        self.numbers.accepted.connect(self._clear_message)
        document.values_changed.connect(self._on_values_changed)
        document.edit_refused.connect(self._on_edit_refused)
        document.structure_changed.connect(self._on_structure_changed)
        document.undo_stack.indexChanged.connect(self._clear_message)
        appearance.changed.connect(self.refresh)
        self.show_layout("both")
        self.resize(1080, 720)
        self.retranslate()
        self.numbers.setFocus()

    @property
    def node(self) -> str:
        """The node the window shows."""
        return self.table.node

    # -- making ----------------------------------------------------------------------------------

    def _make_header(self) -> None:
        self.formula = RunsLabel(26)
        self.title = QLabel()
        self.title.setProperty("kind", "heading")
        self.about = QLabel()
        self.about.setProperty("kind", "muted")
        self.numbers_heading = QLabel()
        self.heat_heading = QLabel()
        for heading in (self.numbers_heading, self.heat_heading):
            heading.setProperty("kind", "heading")
        self.hint = QLabel()
        self.hint.setProperty("kind", "muted")
        self.hint.setWordWrap(True)
        self.message = QLabel()
        self.message.setObjectName("matrixMessage")
        self.message.setProperty("kind", "wrong")
        self.message.setWordWrap(True)
        self.message.hide()

    def _lay_out(self) -> None:
        header = QHBoxLayout()
        header.setContentsMargins(24, 14, 24, 10)
        header.addWidget(self.formula)
        header.addSpacing(10)
        header.addWidget(self.title)
        header.addSpacing(4)
        header.addWidget(self.about)
        header.addStretch(1)
        self.bar.add_edit_buttons(header)
        self.left, self.right = QWidget(), QWidget()
        left = QVBoxLayout(self.left)
        left.setContentsMargins(24, 8, 16, 14)
        left.addWidget(self.numbers_heading)
        left.addWidget(self.numbers, 1)
        left.addWidget(self.message)
        left.addWidget(self.hint)
        left.addWidget(self.sizes)
        right = QVBoxLayout(self.right)
        right.setContentsMargins(16, 8, 24, 14)
        right.addWidget(self.heat_heading)
        right.addWidget(self.heat, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(self.left)
        self.splitter.addWidget(self.right)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(header)
        column.addWidget(self.bar)
        column.addWidget(self.splitter, 1)
        column.addWidget(self.explanation)

    def _make_actions(self) -> None:
        document = self.document
        close_keys = QKeySequence("Ctrl+W")
        for name, keys, slot in (
            ("undo", [QKeySequence("Ctrl+Z")], document.undo),
            ("redo", [QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")], document.redo),
            ("next", [QKeySequence("PgDown")], document.next_step),  # clickers send these
            ("back", [QKeySequence("PgUp")], document.previous_step),
            ("closeWindow", [close_keys], self.close),
        ):
            action = QAction(self)
            action.setObjectName(f"{name}Action")
            action.setShortcuts(keys)
            action.triggered.connect(slot)
            self.addAction(action)

    # -- following -------------------------------------------------------------------------------

    def show_layout(self, key: str) -> None:
        """Show `numbers`, `heatmap` or `both`."""
        self.bar.choose_layout(key)
        self.left.setVisible(key != "heatmap")
        self.right.setVisible(key != "numbers")
        if key == "both":
            self.splitter.setSizes([3 * self.width() // 5, 2 * self.width() // 5])

    def refresh(self) -> None:
        """Read the header anew."""
        document, node = self.document, self.node
        if not self.table.exists:
            return
        divisor = float(document.value("divisor")[0, 0])
        runs = header_runs(document.graph, node, self.appearance.theme, divisor)
        self.formula.set_runs(runs)
        self.title.setText(node_title(node))
        shape = format_shape(document.graph.shapes[node])
        pins = len(self.table.pinned())
        if pins:
            about = self.tr("{shape}, computed, {count} pinned").format(shape=shape, count=pins)
        elif document.graph[node].computed:
            about = self.tr("{shape}, computed").format(shape=shape)
        else:
            about = self.tr("{shape}, an input").format(shape=shape)
        self.about.setText(about)
        self.bar.refresh()
        self.sizes.refresh()

    def _on_values_changed(self, names: frozenset[str]) -> None:
        if not names.isdisjoint((self.node, "divisor")):  # the divisor stands in the formula
            self.refresh()

    def _on_edit_refused(self, error: SoftmixError) -> None:
        if self.isVisible():
            self._show_message(error_text(error))

    def _on_structure_changed(self) -> None:
        if self.table.exists:
            self.refresh()
        else:
            self.close()

    def _show_message(self, text: str) -> None:
        self.message.setText(text)
        self.message.show()

    def _clear_message(self) -> None:
        self.message.hide()
        self.message.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes, unless an editor or a drag has taken it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Write all texts in the language of now."""
        title = self.tr("{name} – {title}")
        self.setWindowTitle(title.format(name=self.node, title=node_title(self.node)))
        self.numbers_heading.setText(self.tr("Numbers"))
        self.heat_heading.setText(self.tr("Heat map"))
        self.hint.setText(
            self.tr("Drag sideways: 0.1 a notch. Shift 1, Ctrl 0.01. Type to replace, Esc cancels.")
        )
        self.refresh()

"""One node in a window of its own: numbers, heat map, and how the lit cell is made."""

from __future__ import annotations

from collections.abc import Sequence

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
from gui.matrix.figures_bar import FiguresBar
from gui.matrix.heat_pane import HeatPane
from gui.matrix.heatmap_view import HeatmapView
from gui.matrix.layout import WINDOW
from gui.matrix.number_pane import NumberPane
from gui.matrix.number_view import NumberView
from gui.matrix.size_bar import SizeBar
from gui.matrix.widgets import MessageLine, RunsLabel
from gui.matrix.window_bar import WindowBar
from gui.matrix.zoom_buttons import ZoomButtons
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
        self.pane = NumberPane(self.numbers, appearance)
        self.table = self.numbers.table
        self.heat = HeatmapView(document, appearance, table=self.table)
        self.heat.value_line.hide()  # it stands in the bar of figures
        self.figures = FiguresBar(self.table, appearance)
        self.explanation = CellExplanation(document, appearance)
        self.explanation.margin = 24
        self.explanation.respect_lesson = False
        self.bar = WindowBar(self.numbers, appearance)
        self.sizes = SizeBar(self.numbers, appearance)
        self._make_header()
        self._lay_out()
        self._make_actions()
        self._connect()
        self.resize(1080, 720)
        self.show_layout("both")
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
        self.numbers_heading.setProperty("kind", "heading")
        self.number_zoom = ZoomButtons(self.appearance, "number")
        self.hint = QLabel()
        self.hint.setProperty("kind", "muted")
        self.hint.setWordWrap(True)
        self.message = MessageLine()

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
        self.left, self.right = QWidget(), HeatPane(self.heat, self.appearance)
        heading = QHBoxLayout()
        heading.addWidget(self.numbers_heading)
        heading.addStretch(1)
        heading.addWidget(self.number_zoom)
        left = QVBoxLayout(self.left)
        left.setContentsMargins(24, 4, 16, 10)
        left.setSpacing(4)
        left.addLayout(heading)
        left.addWidget(self.pane, 1)
        left.addWidget(self.message)
        left.addWidget(self.hint)
        left.addWidget(self.sizes)
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
        column.addWidget(self.figures)
        column.addWidget(self.explanation)

    def _connect(self) -> None:
        document, numbers = self.document, self.numbers
        self.bar.layout_chosen.connect(self.show_layout)
        self.bar.goto.refused.connect(self.message.say)
        self.bar.goto.left.connect(self._leave_goto)
        self.figures.sums_wanted.connect(self.pane.show_sums)
        self.figures.sums_wanted.connect(self.heat.show_sums)
        self.number_zoom.steps.connect(numbers.zoom_by)
        self.number_zoom.fit.connect(self._fit_numbers)
        for bar in (numbers.horizontalScrollBar(), numbers.verticalScrollBar()):
            bar.valueChanged.connect(self._frame_numbers)
        numbers.arranged.connect(self._frame_numbers)
        numbers.refused.connect(self.message.say)
        numbers.accepted.connect(self.message.clear_away)
        document.values_changed.connect(self._on_values_changed)
        document.edit_refused.connect(self._on_edit_refused)
        document.structure_changed.connect(self._on_structure_changed)
        document.undo_stack.indexChanged.connect(self.message.clear_away)
        document.selection_changed.connect(self.message.clear_away)
        self.appearance.changed.connect(self.refresh)

    def _make_actions(self) -> None:
        document = self.document
        close_keys = QKeySequence("Ctrl+W")
        for name, keys, slot in (
            ("undo", [QKeySequence("Ctrl+Z")], document.undo),
            ("redo", [QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")], document.redo),
            ("next", [QKeySequence("PgDown")], document.next_step),  # clickers send these
            ("back", [QKeySequence("PgUp")], document.previous_step),
            ("goTo", [QKeySequence("Ctrl+G")], self.bar.goto.setFocus),
            ("zoomIn", [QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")], self._zoom_in),
            ("zoomOut", [QKeySequence("Ctrl+-")], self._zoom_out),
            ("fit", [QKeySequence("Ctrl+0")], self._fit),
            ("closeWindow", [close_keys], self.close),
        ):
            action = QAction(self)
            action.setObjectName(f"{name}Action")
            action.setShortcuts(keys)
            action.triggered.connect(slot)
            self.addAction(action)

    def offer(self, actions: Sequence[QAction]) -> None:
        """Put these into the menus of the views."""
        for view in (self.numbers, self.heat, self.explanation):
            view.addActions(actions)

    # -- following -------------------------------------------------------------------------------

    def show_layout(self, key: str) -> None:
        """Show `numbers`, `heatmap` or `both`."""
        self.bar.choose_layout(key)
        self.left.setVisible(key != "heatmap")
        self.right.setVisible(key != "numbers")
        self.right.set_alone(key == "heatmap")
        self._frame_numbers()
        if key == "both":
            self.splitter.setSizes([3 * self.width() // 5, 2 * self.width() // 5])

    def refresh(self) -> None:
        """Read the header anew."""
        document, node = self.document, self.node
        if not self.table.exists:
            return
        runs = header_runs(document.graph, node, self.appearance.theme, self._divisor())
        self.formula.set_runs(runs)
        self.title.setText(node_title(node))
        shape = format_shape(document.graph.shapes[node][-2:])
        if self.table.plane.heads > 1:
            shape = self.tr("{count} heads, each {shape}").format(
                count=self.table.plane.heads, shape=shape
            )
        pins = self.table.plane.pinned
        if pins:
            about = self.tr("{shape}, computed, {count} pinned").format(shape=shape, count=pins)
        elif document.graph[node].computed:
            about = self.tr("{shape}, computed").format(shape=shape)
        else:
            about = self.tr("{shape}, an input").format(shape=shape)
        self.about.setText(about)
        if self.numbers.switches:
            hint = self.tr("Click a cell, or press Space, to switch it between 1 and 0.")
        else:
            hint = self.tr(
                "Drag sideways: 0.1 a notch. Shift 1, Ctrl 0.01. Type to replace, Esc cancels."
            )
        self.hint.setText(hint)
        self.bar.refresh()
        self.sizes.refresh()

    def _on_values_changed(self, names: frozenset[str]) -> None:
        if not self.table.exists:
            return
        if not names.isdisjoint(
            (self.node, *self.table.info.inputs)
        ):  # a divisor is in the formula
            self.refresh()

    def _divisor(self) -> float | None:
        """The number that stands in the formula, where the node is divided by one."""
        for name in self.table.info.inputs:
            if name.rpartition(".")[2] == "divisor":
                return float(self.document.value(name)[0, 0])
        return None

    def _on_edit_refused(self, error: SoftmixError) -> None:
        if self.isVisible():
            self.message.say(error_text(error))

    def _on_structure_changed(self) -> None:
        if self.table.exists:
            self.refresh()
        else:
            self.close()

    # -- zoom and go to --------------------------------------------------------------------------

    def _heat_wanted(self) -> bool:
        """Whether keys are meant for the heat map."""
        return self.left.isHidden() or self.heat.hasFocus()

    def _zoom_in(self) -> None:
        self._zoom(1)

    def _zoom_out(self) -> None:
        self._zoom(-1)

    def _zoom(self, steps: float) -> None:
        (self.heat if self._heat_wanted() else self.numbers).zoom_by(steps)

    def _fit(self) -> None:
        if self._heat_wanted():
            self.heat.fit()
        else:
            self._fit_numbers()

    def _fit_numbers(self) -> None:
        self.numbers.zoom_by(0)

    def _leave_goto(self) -> None:
        self.message.clear_away()
        (self.heat if self.left.isHidden() else self.numbers).setFocus()

    def _frame_numbers(self) -> None:
        """The heat map shows which part the table has in sight."""
        both = not self.left.isHidden() and not self.right.isHidden()
        self.heat.show_frame(*(self.numbers.in_sight() if both else (None, None)))

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
        self.refresh()

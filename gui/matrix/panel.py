"""The selected node in the side panel: its numbers or its colours."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from engine.errors import SoftmixError
from engine.numbers import format_number, format_shape
from gui.appearance import Appearance
from gui.document import Document
from gui.drawing.symbols import symbol_runs
from gui.i18n import error_text
from gui.matrix.goto_line import GoToLine
from gui.matrix.head_chooser import HeadChooser
from gui.matrix.heatmap_view import HeatmapView
from gui.matrix.number_view import NumberView
from gui.matrix.widgets import (
    Chooser,
    MessageLine,
    RunsLabel,
    Segments,
    TitleLabel,
    icon_button,
    text_button,
)
from gui.names import node_title

MOST_DECIMALS = 6
_HEADS_PER_ROW = 8


class MatrixPanel(QWidget):
    """Follows the document's selected node; cells the lesson has not shown stay blank.

    Signals:
        open_requested: the node whose own window is wanted.
    """

    open_requested = Signal(str)

    def __init__(
        self, document: Document, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("matrixPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.document = document
        self.appearance = appearance
        self.numbers = NumberView(document, appearance)
        self.table = self.numbers.table
        self.table.respect_lesson = True
        self.heat = HeatmapView(document, appearance, table=self.table)
        self.setFocusProxy(self.numbers)
        self._make_header()
        self._make_controls()
        self._lay_out()
        self.numbers.refused.connect(self.message.say)
        self.numbers.accepted.connect(self.message.clear_away)
        document.selection_changed.connect(self._follow)
        document.structure_changed.connect(self._follow)
        document.values_changed.connect(self._on_values_changed)
        document.edit_refused.connect(self._on_edit_refused)
        document.step_changed.connect(self.refresh)
        appearance.changed.connect(self._restyle)
        self._restyle()
        self.retranslate()

    # -- making ----------------------------------------------------------------------------------

    def _make_header(self) -> None:
        self.symbol = RunsLabel(18)
        self.title = TitleLabel()
        self.title.setProperty("kind", "heading")
        self.shape = QLabel()
        self.shape.setProperty("kind", "muted")
        self.shape.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.tabs = Segments(("numbers", "heatmap"))
        self.tabs.choose("numbers")
        self.tabs.chosen.connect(self.show_tab)

    def _make_controls(self) -> None:
        self.decimals = Chooser(self.appearance)
        self.decimals.setObjectName("decimalsChooser")
        self.decimals.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.decimals.setMinimumContentsLength(4)
        self.decimals.setMaximumWidth(92)
        self.decimals.activated.connect(self._on_decimals)
        self.transpose = icon_button("transposeButton")
        self.transpose.setCheckable(True)
        self.transpose.toggled.connect(self.table.set_transposed)
        self.open = icon_button("openMatrixButton")
        self.open.clicked.connect(self._on_open)
        self.sqrt_divisor = text_button("sqrtDivisorButton")
        self.sqrt_divisor.clicked.connect(self._on_sqrt_divisor)
        self.release_all = text_button("releaseAllButton")
        self.release_all.clicked.connect(self._on_release_all)
        self.heads = HeadChooser(self.document, per_row=_HEADS_PER_ROW)
        self.message = MessageLine()
        self.goto = GoToLine(self.table)
        self.goto.hide()
        self.goto.left.connect(self._leave_goto)
        self.goto.refused.connect(self.message.say)
        asking = QAction(self)
        asking.setObjectName("goToAction")
        asking.setShortcut(QKeySequence("Ctrl+G"))
        asking.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        asking.triggered.connect(self._ask_cell)
        self.addAction(asking)

    def _lay_out(self) -> None:
        header = QHBoxLayout()
        header.setSpacing(6)
        header.addWidget(self.symbol)
        header.addWidget(self.title)
        header.addWidget(self.shape, 1)
        header.addWidget(self.transpose)
        header.addWidget(self.open)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.numbers)
        self.stack.addWidget(self.heat)
        controls = QHBoxLayout()
        controls.setSpacing(6)
        controls.addWidget(self.tabs)
        controls.addStretch(1)
        controls.addWidget(self.decimals)
        extra = QHBoxLayout()
        extra.setSpacing(8)
        extra.addWidget(self.sqrt_divisor)
        extra.addWidget(self.release_all)
        extra.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 8, 20, 10)
        column.setSpacing(6)
        column.addLayout(header)
        column.addWidget(self.heads)
        column.addWidget(self.goto)
        column.addWidget(self.stack)
        column.addWidget(self.message)
        column.addLayout(controls)
        column.addLayout(extra)

    # -- following -------------------------------------------------------------------------------

    def _follow(self) -> None:
        self.message.clear_away()
        self.table.set_node(self.document.node)
        self.refresh()

    def _on_values_changed(self, names: object) -> None:
        self.message.clear_away()
        self.refresh()

    def _on_edit_refused(self, error: SoftmixError) -> None:
        if self.isVisible():
            self.message.say(error_text(error))

    def refresh(self) -> None:
        """Read header and buttons anew."""
        document, node = self.document, self.document.node
        if node not in document.graph:
            return
        self.symbol.set_runs(symbol_runs(document.graph, node, self.appearance.theme))
        self.title.setText(node_title(node))
        shape = format_shape(document.graph.shapes[node][-2:])
        opens = document.lesson.opens_at(node)
        if not document.visible()[node].any() and opens is not None:
            shape = self.tr("opens at step {step}").format(step=opens + 1)
        self.shape.setText(shape)
        self.sqrt_divisor.setVisible(node.rpartition(".")[2] == "divisor")
        self.heads.setVisible(self.table.plane.heads > 1)
        self.release_all.setVisible(self.table.plane.pinned > 0)
        self._fit()

    def show_tab(self, key: str) -> None:
        """Show `numbers` or `heatmap`."""
        self.tabs.choose(key)
        self.stack.setCurrentWidget(self.numbers if key == "numbers" else self.heat)
        self._fit()

    def _fit(self) -> None:
        """The stack is as tall as what it shows."""
        numbers = self.stack.currentWidget() is self.numbers
        self.stack.setFixedHeight(max(self.numbers.height(), 40) if numbers else 184)

    # -- what the controls do ----------------------------------------------------------------------

    def _on_decimals(self, index: int) -> None:
        self.table.set_decimals(None if index == 0 else index - 1)

    def _ask_cell(self) -> None:
        self.goto.show()
        self.goto.setFocus()

    def _leave_goto(self) -> None:
        self.message.clear_away()
        numbers = self.stack.currentWidget() is self.numbers
        (self.numbers if numbers else self.heat).setFocus()
        self.goto.hide()

    def _on_open(self) -> None:
        self.open_requested.emit(self.document.node)

    def _on_sqrt_divisor(self) -> None:
        self.document.set_sqrt_divisor()

    def _on_release_all(self) -> None:
        self.document.release(self.table.node)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc frees the lit cell."""
        if event.key() == Qt.Key.Key_Escape and self.document.cell is not None:
            self.document.select(self.document.node)
        else:
            super().keyPressEvent(event)

    # -- looks and language ------------------------------------------------------------------------

    def _restyle(self) -> None:
        self.transpose.setIcon(self.appearance.icon("transpose"))
        self.open.setIcon(self.appearance.icon("open"))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Write all texts in the language of now."""
        self.setAccessibleName(self.tr("Selected matrix"))
        self.tabs.name("numbers", self.tr("Numbers"))
        self.tabs.name("heatmap", self.tr("Heat map"))
        chosen = max(self.decimals.currentIndex(), 0)
        self.decimals.clear()
        self.decimals.addItem(self.tr("Auto"))
        for count in range(MOST_DECIMALS + 1):
            self.decimals.addItem(format_number(0, count, fixed=True))
        self.decimals.setCurrentIndex(chosen)
        self.decimals.setAccessibleName(self.tr("Decimals"))
        self.decimals.setToolTip(self.tr("Decimals"))
        self.transpose.setToolTip(self.tr("Transpose"))
        self.transpose.setAccessibleName(self.tr("Transpose"))
        self.open.setAccessibleName(self.tr("Open the matrix in its own window"))
        self.open.setToolTip(self.tr("Open the matrix in its own window"))
        self.sqrt_divisor.setText(self.tr("Set to √d_k"))
        self.sqrt_divisor.setAccessibleName(self.tr("Set the divisor to the square root of d_k"))
        self.release_all.setText(self.tr("Release all pins"))
        self.release_all.setAccessibleName(self.tr("Release all pins"))
        self.refresh()

"""The controls of a matrix window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from gui.appearance import Appearance
from gui.matrix.goto_line import GoToLine
from gui.matrix.head_chooser import HeadChooser
from gui.matrix.number_view import NumberView
from gui.matrix.panel import MOST_DECIMALS
from gui.matrix.widgets import Segments, separator, text_button

#: More heads than these have a row of their own.
_MOST_BESIDE = 6


class WindowBar(QWidget):
    """Layout, decimals, transpose; undo, redo, copy and paste stand in the window's header.

    Signals:
        layout_chosen: `numbers`, `heatmap` or `both`.
    """

    layout_chosen = Signal(str)

    def __init__(
        self, numbers: NumberView, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.numbers = numbers
        self.document = numbers.document
        self.appearance = appearance
        self.layouts = Segments(("numbers", "heatmap", "both"))
        self.layouts.chosen.connect(self.layout_chosen)
        self.undo = _button("undoButton")
        self.redo = _button("redoButton")
        self.copy = text_button("copyButton", outlined=False)
        self.paste = text_button("pasteButton", outlined=False)
        self.transpose = text_button("transposeButton")
        self.transpose.setCheckable(True)
        self.release_all = text_button("releaseAllButton")
        self.sqrt_divisor = text_button("sqrtDivisorButton")
        self.heads = HeadChooser(self.document)
        self.goto = GoToLine(numbers.table)
        self._make_decimals()
        self._lay_out()
        self._connect()
        self._restyle()
        self.retranslate()

    def _make_decimals(self) -> None:
        self.fewer = _button("fewerDecimalsButton")
        self.more = _button("moreDecimalsButton")
        self.decimals = QLabel()
        self.decimals.setObjectName("decimalsLabel")
        self.decimals.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.layouts)
        row.addWidget(self.transpose)
        group = QHBoxLayout()
        group.setSpacing(2)
        for widget in (self.fewer, self.decimals, self.more):
            group.addWidget(widget)
        row.addLayout(group)
        row.addWidget(self.heads)
        row.addStretch(1)
        row.addWidget(self.sqrt_divisor)
        row.addWidget(self.release_all)
        row.addWidget(self.goto)
        self._row = row
        self._heads_row = QHBoxLayout()
        self._heads_row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 2, 24, 8)
        column.setSpacing(6)
        column.addLayout(row)
        column.addLayout(self._heads_row)

    def _place_heads(self) -> None:
        """Many heads have a row of their own: the window may be narrow."""
        many = self.document.graph.heads > _MOST_BESIDE
        if many != (self._heads_row.indexOf(self.heads) >= 0):
            (self._row if many else self._heads_row).removeWidget(self.heads)
            if many:
                self._heads_row.insertWidget(0, self.heads)
            else:
                self._row.insertWidget(3, self.heads)

    def add_edit_buttons(self, row: QBoxLayout) -> None:
        """Put undo, redo, copy and paste into the header."""
        row.setSpacing(6)
        for widget in (self.undo, self.redo, separator(), self.copy, self.paste):
            row.addWidget(widget)

    def _connect(self) -> None:
        stack = self.document.undo_stack
        self.undo.clicked.connect(self.document.undo)
        self.redo.clicked.connect(self.document.redo)
        stack.canUndoChanged.connect(self.undo.setEnabled)
        stack.canRedoChanged.connect(self.redo.setEnabled)
        self.undo.setEnabled(stack.canUndo())
        self.redo.setEnabled(stack.canRedo())
        self.copy.clicked.connect(self.numbers.copy)
        self.paste.clicked.connect(self.numbers.paste)
        self.transpose.toggled.connect(self.numbers.table.set_transposed)
        self.fewer.clicked.connect(self._on_fewer)
        self.more.clicked.connect(self._on_more)
        self.release_all.clicked.connect(self._on_release_all)
        self.sqrt_divisor.clicked.connect(self._on_sqrt_divisor)
        self.numbers.table.layout_changed.connect(self.refresh)
        self.appearance.changed.connect(self._restyle)

    def choose_layout(self, key: str) -> None:
        """Press the button of a layout."""
        self.layouts.choose(key)

    def refresh(self) -> None:
        """Show what is now."""
        table = self.numbers.table
        if not table.exists:
            return
        count = table.decimals
        one = self.tr("1 decimal")
        self.decimals.setText(
            one if count == 1 else self.tr("{count} decimals").format(count=count)
        )
        self.fewer.setEnabled(count > 0)
        self.more.setEnabled(count < MOST_DECIMALS)
        self.release_all.setVisible(table.plane.pinned > 0)
        self.sqrt_divisor.setVisible(table.node.rpartition(".")[2] == "divisor")
        self.heads.setVisible(table.plane.heads > 1)
        self._place_heads()

    def _on_fewer(self) -> None:
        self.numbers.table.set_decimals(max(self.numbers.table.decimals - 1, 0))

    def _on_more(self) -> None:
        self.numbers.table.set_decimals(min(self.numbers.table.decimals + 1, MOST_DECIMALS))

    def _on_release_all(self) -> None:
        self.document.release(self.numbers.table.node)

    def _on_sqrt_divisor(self) -> None:
        self.document.set_sqrt_divisor()

    def _restyle(self) -> None:
        for button, icon in (
            (self.undo, "undo"),
            (self.redo, "redo"),
            (self.copy, "copy"),
            (self.paste, "paste"),
            (self.transpose, "transpose"),
            (self.fewer, "minus"),
            (self.more, "plus"),
        ):
            button.setIcon(self.appearance.icon(icon))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Write all texts in the language of now."""
        self.layouts.name("numbers", self.tr("Numbers"))
        self.layouts.name("heatmap", self.tr("Heat map"))
        self.layouts.name("both", self.tr("Both"))
        for button, text in (
            (self.undo, self.tr("Undo")),
            (self.redo, self.tr("Redo")),
            (self.copy, self.tr("Copy")),
            (self.paste, self.tr("Paste")),
            (self.transpose, self.tr("Transpose")),
            (self.fewer, self.tr("Fewer decimals")),
            (self.more, self.tr("More decimals")),
            (self.release_all, self.tr("Release all pins")),
            (self.sqrt_divisor, self.tr("Set to √d_k")),
        ):
            button.setText(text)
            button.setAccessibleName(text)
            button.setToolTip(text)
        self.refresh()


def _button(name: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName(name)
    button.setIconSize(QSize(18, 18))
    return button

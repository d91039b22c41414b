"""Numbers that do not fit: what was read, and the ways there are to put them in."""

from __future__ import annotations

from typing import Literal

import numpy as np
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QRadioButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from engine.errors import SoftmixError, translatable
from engine.graph import Axis
from engine.grids import Grid
from engine.numbers import format_number, format_shape
from engine.ops import Array
from engine.resize import resize_many
from engine.sizes import Size
from gui.i18n import error_text
from gui.matrix.clipboard import PasteRefused, refuse_error
from gui.matrix.paste import Area, name_of, put
from gui.matrix.table_model import MatrixTableModel

Way = Literal["crop", "tile", "turn", "resize"]
_SHOWN = 6
_RESIZABLE: dict[Axis, Size] = {
    "word": "word", "memory": "memory", "d_model": "d_model", "d_k": "d_k", "d_v": "d_v",
    "d_ff": "d_ff",
}  # fmt: skip
_SEPARATORS = {
    "tabs": translatable("paste", "tabs"),
    "semicolons": translatable("paste", "semicolons"),
    "commas": translatable("paste", "commas"),
    "blanks": translatable("paste", "blanks"),
    "lists": translatable("paste", "brackets"),
    "LaTeX": "LaTeX",
    "Markdown": "Markdown",
}


class PasteDialog(QDialog):
    """Shows the numbers and asks which way; `paste` puts them in."""

    def __init__(
        self, table: MatrixTableModel, grid: Grid, area: Area, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("pasteDialog")
        self.setWindowTitle(self.tr("Paste numbers"))
        self.setMinimumWidth(440)
        self._table = table
        self._grid = grid
        self._numbers = grid.values
        self._area = area
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        about = QLabel(self._about())
        about.setObjectName("pasteAbout")
        about.setWordWrap(True)
        layout.addWidget(about)
        layout.addWidget(self._preview())
        self.ways: dict[Way, QRadioButton] = {}
        group = QButtonGroup(self)
        for way, text, reason in self._ways():
            button = self.ways[way] = QRadioButton(text)
            button.setObjectName(f"{way}Button")
            button.setEnabled(not reason)
            button.setToolTip(reason)
            group.addButton(button)
            layout.addWidget(button)
            if reason:
                why = QLabel(reason)
                why.setWordWrap(True)
                why.setProperty("kind", "muted")
                why.setIndent(26)
                layout.addWidget(why)
        buttons = QDialogButtonBox()
        self.accept_button = buttons.addButton(
            self.tr("Paste"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setObjectName("pasteAcceptButton")
        self.accept_button.setProperty("kind", "primary")
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        first = next((button for button in self.ways.values() if button.isEnabled()), None)
        self.accept_button.setEnabled(first is not None)
        if first is not None:
            first.setChecked(True)

    # -- what was read ---------------------------------------------------------------------------

    def _about(self) -> str:
        translate = QCoreApplication.translate
        parts = [
            self.tr("These are {given} numbers, told apart by {separator}.").format(
                given=format_shape(self._numbers.shape),
                separator=translate("paste", _SEPARATORS[self._grid.separator]),
            )
        ]
        if self._grid.decimal_comma:
            parts.append(self.tr("Commas were read as decimal points."))
        if self._grid.names:
            parts.append(self.tr("Names beside the numbers were passed over."))
        text = self.tr("From the chosen cell on, {name} has room for {room}.")
        parts.append(text.format(name=name_of(self._table), room=format_shape(self._room())))
        return " ".join(parts)

    def _preview(self) -> QTableWidget:
        plane = self._numbers.reshape(-1, self._numbers.shape[-1])
        shown = plane[:_SHOWN, :_SHOWN]
        table = QTableWidget(*shown.shape)
        table.setObjectName("pastePreview")
        table.setAccessibleName(self.tr("The first of the numbers"))
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for (row, column), value in np.ndenumerate(shown):
            item = QTableWidgetItem(format_number(float(value)))
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            table.setItem(row, column, item)
        table.resizeColumnsToContents()
        table.setFixedHeight(min(6, shown.shape[0]) * table.rowHeight(0) + 34)
        return table

    def _room(self) -> tuple[int, int]:
        rows, columns = self._table.plane.shape
        return rows - self._area.rows.start, columns - self._area.columns.start

    # -- the ways --------------------------------------------------------------------------------

    def _ways(self) -> list[tuple[Way, str, str]]:
        """Each way, what it does, and why it cannot be taken (empty: it can)."""
        flat = self._numbers.ndim == 2
        heads = "" if flat else self.tr("These are the matrices of several heads.")
        room, given = self._room(), self._numbers.shape[-2:]
        cut = min(room[0], given[0]), min(room[1], given[1])
        rows, columns = self._table.plane.shape
        target = self._area.shape if self._area.shape != (1, 1) else (rows, columns)
        divides = target[0] % given[0] == 0 and target[1] % given[1] == 0
        turned = given[1] <= room[0] and given[0] <= room[1]
        return [
            (
                "crop",
                self.tr("Paste what fits: {shape}").format(shape=format_shape(cut)),
                heads,
            ),
            (
                "tile",
                self.tr("Repeat them to fill {shape}").format(shape=format_shape(target)),
                heads or ("" if divides else self.tr("They do not go into it evenly.")),
            ),
            (
                "turn",
                self.tr("Turn rows into columns"),
                heads or ("" if turned else self.tr("They do not fit that way either.")),
            ),
            (
                "resize",
                self.tr("Change the sizes of the example so that they are {name}").format(
                    name=name_of(self._table)
                ),
                heads or self._why_not_resize(),
            ),
        ]

    def _sizes(self) -> dict[Size, int] | None:
        """The sizes with which the matrix is as large as the numbers; None where it cannot be."""
        graph, node = self._table.document.graph, self._table.node
        axes = graph[node].axes
        shape = self._numbers.shape[::-1] if self._table.transposed else self._numbers.shape
        sizes: dict[Size, int] = {}
        for axis, size in zip(axes, shape, strict=True):
            if size == graph.sizes[axis]:
                continue
            if axis not in _RESIZABLE or sizes.get(_RESIZABLE[axis], size) != size:
                return None
            sizes[_RESIZABLE[axis]] = size
        return sizes

    def _why_not_resize(self) -> str:
        sizes = self._sizes()
        if sizes is None:
            return self.tr("Its sizes follow from other matrices.")
        try:
            resize_many(self._table.document.state(), sizes)
        except SoftmixError as error:
            return error_text(error)
        return ""

    @property
    def way(self) -> Way:
        """The way that is chosen."""
        return next(way for way, button in self.ways.items() if button.isChecked())

    def paste(self) -> None:
        """Put the numbers in, the way that is chosen: one undo step.

        Raises:
            PasteRefused: a number is refused; nothing has changed.
        """
        top, left = self._area.rows.start, self._area.columns.start
        room = self._room()
        numbers = self._numbers
        way = self.way
        if way == "resize":
            self._resize()
        elif way == "turn":
            put(self._table, numbers.T, top, left)
        elif way == "crop":
            put(self._table, numbers[: room[0], : room[1]], top, left)
        else:
            shape = self._area.shape
            if shape == (1, 1):
                shape, top, left = self._table.plane.shape, 0, 0
            put(self._table, _tiled(numbers, shape), top, left)

    def _resize(self) -> None:
        document, sizes = self._table.document, self._sizes()
        assert sizes is not None
        stack = document.undo_stack
        stack.beginMacro(self.tr("Paste {name}").format(name=self._table.node))
        try:
            document.resize_all(sizes)
            put(self._table, self._numbers, 0, 0)
        except (SoftmixError, PasteRefused) as error:
            stack.endMacro()
            stack.undo()
            raise refuse_error(error) if isinstance(error, SoftmixError) else error from None
        stack.endMacro()


def _tiled(numbers: Array, shape: tuple[int, int]) -> Array:
    return np.tile(numbers, (shape[0] // numbers.shape[0], shape[1] // numbers.shape[1]))

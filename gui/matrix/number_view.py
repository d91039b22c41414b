"""The numbers of one node, edited as in a spreadsheet."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QWidget

from engine.errors import SoftmixError
from engine.fills import Filling
from gui.appearance import Appearance
from gui.document import Document
from gui.i18n import error_text
from gui.matrix.clipboard import Misfit, PasteRefused, to_text
from gui.matrix.layout import PANEL, Sizes
from gui.matrix.painted_table import PaintedTable
from gui.matrix.paste import area_of, paste_into
from gui.matrix.paste_dialog import PasteDialog
from gui.matrix.range_menu import fill, range_menu
from gui.matrix.shown_plane import Place
from gui.matrix.turning import KeyTurn
from gui.scrub import Scrub

Index = QModelIndex | QPersistentModelIndex
_Select = QItemSelectionModel.SelectionFlag
_FILL_KEYS: dict[int, Filling] = {Qt.Key.Key_D: "down", Qt.Key.Key_R: "right"}
_SWITCH_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NumberView(PaintedTable):
    """A table to type into, drag over, copy from and paste into.

    Signals:
        refused: an edit or a paste was refused; the sentence says why.
        accepted: an edit was kept (an older refusal is over).
    """

    refused = Signal(str)
    accepted = Signal()

    def __init__(
        self,
        document: Document,
        appearance: Appearance,
        parent: QWidget | None = None,
        *,
        node: str = "",
        sizes: Sizes = PANEL,
    ) -> None:
        super().__init__(document, appearance, parent, node=node, sizes=sizes)
        self._scrub: Scrub | None = None
        self._key_turn: KeyTurn | None = None
        self._pressed: tuple[float, QPersistentModelIndex] | None = None
        self.table.modelReset.connect(self._forget_drag)
        self.table.refused.connect(self.refused)
        self.delegate.committed.connect(self._on_committed)
        self.delegate.cancelled.connect(self.accepted)

    # -- the pointer -----------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        self._pressed = (event.position().x(), QPersistentModelIndex(index))
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._go_to(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._drag(event.position().x(), event.modifiers())
            return
        index = self.indexAt(at)
        seen = index.isValid() and not self.table.hidden(index)
        shapes = Qt.CursorShape
        over = shapes.PointingHandCursor if self.switches else shapes.SplitHCursor
        self.viewport().setCursor(over if seen else shapes.ArrowCursor)
        if seen:
            self.document.hover(self.table.node, self.table.cell(index))
        else:
            self.document.hover()

    def _drag(self, x: float, modifiers: Qt.KeyboardModifier) -> None:
        assert self._pressed is not None
        start, index = self._pressed
        if not index.isValid():
            self._forget_drag()
            return
        if self._scrub is None and not self.switches and not self.table.hidden(index):
            self._scrub = Scrub(self.document, self.table.node, self.table.cell(index), start)
        if self._scrub is not None:
            began = self._scrub.started
            self._scrub.move(x, modifiers)
            if self._scrub.started and not began:
                self._go_to(self.table.index(index.row(), index.column()))

    def _forget_drag(self) -> None:
        """The cells are others now: what was pressed, or held by a key, is not there any more."""
        self._scrub = self._pressed = self._key_turn = None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        scrub, self._scrub = self._scrub, None
        if scrub is not None and scrub.started:
            scrub.finish()
        elif pressed is not None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._extend_to(pressed[1])
        elif pressed is not None and pressed[1] == self.indexAt(event.position().toPoint()):
            self.toggle()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        if self.switches:  # a quick second click switches back
            self.mousePressEvent(event)
        else:
            self.start_edit()

    def leaveEvent(self, event: QEvent) -> None:
        self.document.hover()
        super().leaveEvent(event)

    def _go_to(self, index: QModelIndex) -> None:
        self.setCurrentIndex(index)
        self.selectionModel().select(index, _Select.ClearAndSelect)
        self.document.select(self.table.node, self.table.cell(index))

    def _extend_to(self, index: Index) -> None:
        current = self.currentIndex()
        if current.isValid() and index.isValid():
            block = QItemSelection(current, self.table.index(index.row(), index.column()))
            self.selectionModel().select(block, _Select.ClearAndSelect)

    # -- the keyboard ----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        turning = modifiers & Qt.KeyboardModifier.AltModifier
        if key == Qt.Key.Key_Escape:
            self._escape(event)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.modifiers() == Qt.KeyboardModifier.ControlModifier and key in _FILL_KEYS:
            fill(self, _FILL_KEYS[key])
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.release_current()
        elif turning and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._turn(1 if key == Qt.Key.Key_Up else -1, modifiers)
        elif self.switches and key in _SWITCH_KEYS:
            self.toggle()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            up = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
            self._move(-1 if up else 1, 0)
        elif key == Qt.Key.Key_F2:
            self.start_edit()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat():
            self._end_key_turn()
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._end_key_turn()
        super().focusOutEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab moves through the cells, and out of the table at its ends."""
        return self._move(0, 1 if forward else -1) or super().focusNextPrevChild(forward)

    @property
    def switches(self) -> bool:
        """Whether the cells are switches: a mask holds 1 and 0 and nothing else."""
        return self.table.exists and self.table.info.binary

    def toggle(self) -> None:
        """Switch the current cell of a mask over; nothing happens in other matrices."""
        index = self.currentIndex()
        if not self.switches or not index.isValid() or self.table.hidden(index):
            return
        other = 0.0 if self.table.value(index) else 1.0
        try:
            self.document.edit_cells(self.table.node, {self.table.cell(index): other})
        except SoftmixError as error:
            self.refused.emit(error_text(error))
        else:
            self.accepted.emit()

    def start_edit(self) -> None:
        """Open the line in the current cell."""
        index = self.currentIndex()
        if index.isValid() and not self.table.hidden(index):
            self.edit(index)

    def _escape(self, event: QKeyEvent) -> None:
        if self._scrub is not None and self._scrub.started:
            self._scrub = self._pressed = None
            self.document.cancel_drag()
        else:
            event.ignore()

    def _move(self, down: int, across: int) -> bool:
        """Move on; past the end of a row comes the next one. Returns False at the very end."""
        index, columns = self.currentIndex(), self.table.columnCount()
        if not index.isValid():
            first = self.table.index(0, 0)
            if first.isValid():
                self._go_to(first)
            return first.isValid()
        position = index.row() * columns + index.column() + across + down * columns
        if not 0 <= position < columns * self.table.rowCount():
            return False
        self._go_to(self.table.index(position // columns, position % columns))
        return True

    def _on_committed(self, down: int, across: int) -> None:
        self.accepted.emit()
        self._move(down, across)

    def _turn(self, notches: int, modifiers: Qt.KeyboardModifier) -> None:
        index = self.currentIndex()
        if not index.isValid() or self.table.hidden(index):
            return
        if self._key_turn is None:
            self._key_turn = KeyTurn(self.document, self.table.node, self.table.cell(index))
        try:
            self._key_turn.turn(notches, modifiers)
        except SoftmixError as error:
            self.refused.emit(error_text(error))
        else:
            self.accepted.emit()

    def _end_key_turn(self) -> None:
        if self._key_turn is not None:
            self._key_turn.end()
            self._key_turn = None

    # -- pins and the clipboard --------------------------------------------------------------------

    def release_current(self) -> None:
        """Unpin the selected cells: one undo step. An input has no pins: nothing happens there."""
        blocks = self.selectionModel().selection().toList()
        current = self.currentIndex()
        if not blocks and current.isValid():
            blocks = [QItemSelectionRange(current)]
        pins = self.table.plane.pins()
        gone = [pins[place] for place in pins for block in blocks if _inside(place, block)]
        if gone:
            self.document.release_cells(self.table.node, gone)

    def copy(self) -> None:
        """Put the selected numbers (or all of them) on the clipboard, in full precision."""
        blocks = self.selectionModel().selection()
        values = self.table.plane.matrix()
        if not blocks.isEmpty():
            block = blocks.first()
            values = values[block.top() : block.bottom() + 1, block.left() : block.right() + 1]
        if self.table.plane.all_shown:
            QGuiApplication.clipboard().setText(to_text(values))

    def paste(self) -> None:
        """Put the clipboard's numbers in at the current cell: one undo step, or nothing at all."""
        block = self.selectionModel().selection()
        area = block.first() if not block.isEmpty() else None
        try:
            try:
                text = QGuiApplication.clipboard().text()
                paste_into(self.table, text, self.currentIndex(), area)
            except Misfit as misfit:
                if not self._paste_otherwise(misfit, area):
                    self.refused.emit(str(misfit))
                    return
        except PasteRefused as refusal:
            self.refused.emit(str(refusal))
        else:
            self.accepted.emit()

    def _paste_otherwise(self, misfit: Misfit, area: QItemSelectionRange | None) -> bool:
        """Ask how numbers that do not fit shall be put in. Returns whether they were.

        Raises:
            PasteRefused: a number is refused; nothing has changed.
        """
        where = area_of(self.table, self.currentIndex(), area)
        dialog = PasteDialog(self.table, misfit.grid, where, self.window())
        done = dialog.exec() == PasteDialog.DialogCode.Accepted
        if done:
            dialog.paste()
        dialog.deleteLater()
        return done

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if index.isValid() and not self.selectionModel().isSelected(index):
            self._go_to(index)
        menu = range_menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())


def _inside(place: Place, block: QItemSelectionRange) -> bool:
    row, column = place
    return block.top() <= row <= block.bottom() and block.left() <= column <= block.right()

"""The line that opens in a cell. It keeps bad input; Ctrl+Z passes on where nothing is typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gui.matrix.table_model import MatrixTableModel

Index = QModelIndex | QPersistentModelIndex


def restyle(widget: QWidget) -> None:
    """Let the style sheet see a property that changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class CellEditor(QLineEdit):
    """The number of one cell while it is typed.

    Signals:
        undo_wanted, redo_wanted: Ctrl+Z or Ctrl+Shift+Z where the line itself has nothing to undo.
    """

    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, parent: QWidget, numeral: float) -> None:
        super().__init__(parent)
        self.setObjectName("cellEditor")
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        size = round(numeral)
        self.setStyleSheet(
            f"QLineEdit {{ font-size: {size}px; min-height: 0; padding: 0 6px; }}"
            "QLineEdit:focus { padding: 0 5px; }"
        )
        self.textEdited.connect(self._on_edited)

    @property
    def wrong(self) -> bool:
        """Whether the text was refused."""
        return bool(self.property("wrong"))

    def set_wrong(self, wrong: bool) -> None:
        """Show or take away the red rim."""
        if wrong != self.wrong:
            self.setProperty("wrong", wrong)
            restyle(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable():
            self.undo_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable():
            self.redo_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _on_edited(self, text: str) -> None:
        self.set_wrong(False)


class CellDelegate(QStyledItemDelegate):
    """Opens editors and commits them; a refused text stays where it is.

    Signals:
        committed: an edit was kept; the argument says by how many rows and columns to move on.
        cancelled: the editor closed without an edit.
    """

    committed = Signal(int, int)
    cancelled = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.numeral = 14.0
        self._editor: CellEditor | None = None
        self._index = QPersistentModelIndex()

    @property
    def editor(self) -> CellEditor | None:
        """The open editor."""
        return self._editor

    @property
    def editing(self) -> Index:
        """The index that is edited, invalid where none is."""
        return self._index

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> CellEditor:
        editor = CellEditor(parent, self.numeral)
        model = index.model()
        assert isinstance(model, MatrixTableModel)
        editor.setAccessibleName(model.document.cell_name(model.node, model.cell(index)))
        editor.undo_wanted.connect(self._undo)
        editor.redo_wanted.connect(self._redo)
        self._editor, self._index = editor, QPersistentModelIndex(index)
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        if editor is self._editor:
            self._editor, self._index = None, QPersistentModelIndex()
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill the line; an edit elsewhere never overwrites what is being typed."""
        assert isinstance(editor, QLineEdit)
        if not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QObject, index: Index) -> None:
        assert isinstance(editor, CellEditor)
        assert isinstance(model, MatrixTableModel)
        editor.set_wrong(not model.setData(index, editor.text()))

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(QRect(option.rect).adjusted(2, 2, -2, -2))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        editor = self._editor
        if editor is None or watched is not editor:
            return super().eventFilter(watched, event)
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            return event.type() == QEvent.Type.KeyPress and self._key(editor, event)
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if event.reason() not in (
                Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason
            ):  # fmt: skip
                self._commit(editor)
            return False
        return False

    def _key(self, editor: CellEditor, event: QKeyEvent) -> bool:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        moves = {
            Qt.Key.Key_Return: (-1 if shift else 1, 0),
            Qt.Key.Key_Enter: (-1 if shift else 1, 0),
            Qt.Key.Key_Tab: (0, 1),
            Qt.Key.Key_Backtab: (0, -1),
        }
        move = moves.get(Qt.Key(event.key()))
        if move is not None:
            if self._commit(editor):
                self.committed.emit(*move)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)
            self.cancelled.emit()
            return True
        return False

    def _commit(self, editor: CellEditor) -> bool:
        """Hand the text over. Returns False, and leaves the editor open, where it is refused."""
        self.commitData.emit(editor)
        if editor is not self._editor:
            return True  # the edit reset the table, and its editors with it
        if editor.wrong:
            return False
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        return True

    def _undo(self) -> None:
        self._model().document.undo()
        self._refresh()

    def _redo(self) -> None:
        self._model().document.redo()
        self._refresh()

    def _model(self) -> MatrixTableModel:
        model = self._index.model()
        assert isinstance(model, MatrixTableModel)
        return model

    def _refresh(self) -> None:
        """Show the value of now (the model tells the view, which asks the delegate, only later)."""
        if self._editor is not None and self._index.isValid():
            self._editor.setText(str(self._index.data(Qt.ItemDataRole.EditRole)))
            self._editor.selectAll()

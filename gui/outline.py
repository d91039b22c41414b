"""All matrices of the example as a list, stage by stage: the diagram for those who hear it.

It says in words what the diagram says in place, colour and wires, and leads everywhere it leads.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from engine.numbers import format_shape
from gui.document import Document
from gui.names import node_title, stage_title

_NAME = Qt.ItemDataRole.UserRole
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_TITLE, _SHAPE, _MARKS = range(3)


class Outline(QTreeWidget):
    """A line for every matrix, under the stage it belongs to (and the block, in a stack).

    The line that is current is the node that is selected, here and in the diagram.

    Signals:
        open_requested: the node whose own window is wanted (Enter, or a double click).
    """

    open_requested = Signal(str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outline")
        self._document = document
        self._lines: dict[str, QTreeWidgetItem] = {}
        self._stale = True
        self._following = False
        self.setColumnCount(3)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.setUniformRowHeights(True)
        self.setRootIsDecorated(False)
        self.setIndentation(14)
        self.setAllColumnsShowFocus(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(24)
        header.setSectionResizeMode(_TITLE, QHeaderView.ResizeMode.Stretch)
        for column in (_SHAPE, _MARKS):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.currentItemChanged.connect(self._on_current)
        self.itemDoubleClicked.connect(self._on_opened)
        document.structure_changed.connect(self._rebuild)
        document.selection_changed.connect(self._follow)
        document.step_changed.connect(self._refresh_later)
        document.values_changed.connect(self._refresh_later)
        document.words_changed.connect(self._refresh_later)
        document.head_changed.connect(self._refresh_later)
        self._retranslate()

    # -- lines -----------------------------------------------------------------------------------

    def _rebuild(self) -> None:
        """Another graph: other lines."""
        document = self._document
        self._following = True
        self.clear()
        self._lines = {}
        groups: dict[tuple[int, str], QTreeWidgetItem] = {}
        for node in document.graph.nodes:
            place = (node.block, node.stage)
            if place not in groups:
                groups[place] = group = QTreeWidgetItem(self, [self._group_title(*place)])
                group.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                group.setFirstColumnSpanned(True)
                group.setExpanded(True)
            line = QTreeWidgetItem(groups[place])
            line.setData(_TITLE, _NAME, node.name)
            self._lines[node.name] = line
        self._following = False
        self._refresh()
        self._follow()

    def _group_title(self, block: int, stage: str) -> str:
        title = stage_title(stage)
        if block and self._document.graph.blocks > 1:
            return self.tr("Block {number}: {stage}").format(number=block, stage=title)
        return title

    def _refresh_later(self, *_: object) -> None:
        """Write the lines anew: now if they are seen, else when they are."""
        self._stale = True
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        self._stale = False
        document = self._document
        visible = document.visible()
        pins = document.evaluator.all_overrides()
        for name, line in self._lines.items():
            symbol = document.graph[name].symbol
            shape = format_shape(document.graph.shapes[name])
            marks = self._marks(name, bool(visible[name].any()), len(pins.get(name, ())))
            title = f"{symbol}  {node_title(name)}"
            for column, text in enumerate((title, shape, marks)):
                if line.text(column) != text:
                    line.setText(column, text)
            line.setData(_TITLE, _SPOKEN, self._spoken(name, shape, marks))
            line.setToolTip(_TITLE, self._spoken(name, shape, marks))

    def _marks(self, name: str, shown: bool, pinned: int) -> str:
        """What is to be noticed: not reached yet, pinned cells, moved by the last edit."""
        document, marks = self._document, []
        opens = document.lesson.opens_at(name)
        if not shown and opens is not None:
            return self.tr("step {number}").format(number=opens + 1)
        if pinned:
            marks.append(self.tr("{count} pinned").format(count=pinned))
        if document.has_changes(name):
            marks.append(self.tr("changed"))
        return ", ".join(marks)

    def _spoken(self, name: str, shape: str, marks: str) -> str:
        """`Scores, S, 3×3, made from Queries and Keys, goes into Scaled scores, changed`."""
        graph = self._document.graph
        node = graph[name]
        parts = [node_title(name), node.symbol, shape]
        if node.inputs:
            parts.append(self.tr("made from {nodes}").format(nodes=self._list(node.inputs)))
        else:
            parts.append(self.tr("given") if not node.computed else self.tr("computed"))
        feeds = graph.consumers(name)
        if feeds:
            parts.append(self.tr("goes into {nodes}").format(nodes=self._list(feeds)))
        return ", ".join([*parts, *([marks] if marks else [])])

    def _list(self, names: tuple[str, ...]) -> str:
        return self.tr(" and ").join(node_title(name) for name in dict.fromkeys(names))

    # -- going places ----------------------------------------------------------------------------

    def _on_current(self, line: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        name = line.data(_TITLE, _NAME) if line is not None else None
        if name and not self._following:
            self._document.select(name)

    def _on_opened(self, line: QTreeWidgetItem) -> None:
        name = line.data(_TITLE, _NAME)
        if name:
            self.open_requested.emit(name)

    def _follow(self) -> None:
        """The selected node is the current line."""
        line = self._lines.get(self._document.node)
        if line is None or line is self.currentItem():
            return
        self._following = True
        self.setCurrentItem(line)
        self._following = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; letters look for a title, as in every list."""
        line = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and line is not None:
            self._on_opened(line)
        else:
            super().keyPressEvent(event)

    # -- showing and language --------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._lines:
            self._rebuild()
        elif self._stale:
            self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("All matrices"))
        self.setHeaderLabels([self.tr("Matrix"), self.tr("Shape"), self.tr("Note")])
        if self._lines:
            self._rebuild()
